// title: Who met whom
// question: Who met whom, when and where, and which sentence says so?
// parameters:
//   since (date = none): only meetings on this day or later
// columns:
//   date: when, as precisely as the sources agree
//   known_from: the earliest publication that reports it
//   one: id of one side
//   one_name: its name
//   other: id of the other side
//   other_name: its name
//   place: where
//   event: on which occasion
//   quotes: the sentences that say so
//   fact: id of the fact
// key: fact
MATCH (a)-[r:MET_WITH]->(b)
WHERE r.reader IS NULL AND ($since IS NULL OR coalesce(r.valid_from, r.known_from) >= $since)
RETURN r.date AS date, r.known_from AS known_from, a.id AS one, a.name AS one_name, b.id AS other,
  b.name AS other_name, r.place AS place, r.event AS event, r.quotes AS quotes, r.fact AS fact
ORDER BY date, known_from, fact

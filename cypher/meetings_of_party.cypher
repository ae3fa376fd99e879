// title: Meetings of a country, ministry or forum
// question: Whom did they, their ministries and their officials meet, and in what did they take part?
// parameters:
//   party (party): the country, bloc, ministry, company or forum
// columns:
//   relation: MET_WITH or PARTICIPATES_IN
//   who: id of the one who met or took part
//   who_name: its name
//   other: id of the one met, or of the forum or event
//   other_name: its name
//   role: host, chair, speaker, guest
//   date: when, as precisely as the sources agree
//   place: where
//   quotes: the sentences that say so
//   fact: id of the fact
// key: fact, who
MATCH (:Country|Bloc|Ministry|Company|Forum {id: $party})<-[:MINISTRY_OF|BASED_IN|SERVES_IN*0..2]-(who)
WITH DISTINCT who
MATCH (who)-[r:MET_WITH|PARTICIPATES_IN]-(other)
WHERE r.reader IS NULL AND (type(r) = 'MET_WITH' OR startNode(r) = who)
RETURN type(r) AS relation, who.id AS who, who.name AS who_name, other.id AS other, other.name AS other_name,
  r.role AS role, r.date AS date, r.place AS place, r.quotes AS quotes, r.fact AS fact
ORDER BY date, relation, fact, who

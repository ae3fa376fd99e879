// title: What machines read of a country in the news
// question: Which pacts, meetings, cooperation and sanctions of the country are machine-coded, as in GDELT, and told by nobody else?
// parameters:
//   country (country): the country
//   since (date = none): only what happened on the day or later
// columns:
//   relation: the relation in the vocabulary
//   status: how it stands
//   date: the day of the event
//   one: id of one side; of a sanction who imposes it
//   other: id of the other side
//   reports: how many sources report it, as the data set counts them
//   quotes: the rows that say so
//   fact: id of the fact or instrument
// key: fact, one, other
MATCH (:Country {id: $country})-[r:SIGNED_AGREEMENT|COOPERATES_WITH|MET_WITH|SANCTIONS]-(:Country)
WHERE r.reader = 'machine-coded' AND ($since IS NULL OR r.valid_from >= $since)
RETURN DISTINCT type(r) AS relation, r.status AS status, r.date AS date, startNode(r).id AS one, endNode(r).id AS other,
  r.reports AS reports, r.quotes AS quotes, r.fact AS fact
ORDER BY date, relation, fact, one, other

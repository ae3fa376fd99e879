// title: Partners linked to a mineral, by status
// question: Apart from trade and production of data sets, who signed, plans, supplies, produces, restricts or cooperates over the mineral, and who with whom?
// parameters:
//   mineral (mineral): the mineral; what covers its group is shown apart
// columns:
//   about: names: it is about the mineral itself; group: it covers a group that the mineral belongs to
//   topic: id of the mineral or group that it names
//   status: how it stands; planned or sought is not signed or supplied
//   what: kind of instrument, or the relation
//   parties: names of those concerned; of a supply the supplier first
//   date: since when, as precisely as the sources agree
//   until: last day, where known
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: about, topic, what, fact
MATCH ()-[r:SUPPLIES]->()
WHERE r.disputed IN [true, false] // what sources tell; rows of data sets have no such mark, and an index knows it
WITH r ORDER BY r.fact
WITH collect(r) AS supplies
MATCH (m:Mineral {id: $mineral})-[:PART_OF*0..4]->(topic:Mineral)
WITH DISTINCT supplies, topic, CASE WHEN topic = m THEN 'names' ELSE 'group' END AS about
CALL (topic, supplies) {
  MATCH (a:Agreement)-[r:COVERS]->(topic)
  RETURN r.status AS status, a.kind AS what, r.date AS date, r.valid_to AS until, a.quotes AS quotes, a.id AS fact,
    COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.name ORDER BY p.name, p.id } AS parties
  UNION ALL
  MATCH (x)-[r:COOPERATES_WITH]->(y)
  WHERE topic.id IN r.topics
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [x.name, y.name] AS parties
  UNION ALL
  UNWIND [s IN supplies WHERE s.mineral = topic.id] AS r
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [startNode(r).name, endNode(r).name] AS parties
  UNION ALL
  MATCH (x)-[r:PRODUCES|HAS_RESERVES|INVESTS_IN|RESTRICTS_EXPORT_OF|LISTS_AS_CRITICAL]->(topic)
  WHERE r.series IS NULL
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [x.name] AS parties
}
RETURN about, topic.id AS topic, status, what, parties, date, until, quotes, fact
ORDER BY about DESC, topic, status, what, fact

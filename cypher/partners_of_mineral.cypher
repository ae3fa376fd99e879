// title: Partners linked to a mineral, by status
// question: Who signed, plans, supplies, produces, restricts or cooperates over the mineral, and who with whom?
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
MATCH (m:Mineral {id: $mineral})-[:PART_OF*0..4]->(topic:Mineral)
WITH DISTINCT topic, CASE WHEN topic = m THEN 'names' ELSE 'group' END AS about
CALL (topic) {
  MATCH (a:Agreement)-[r:COVERS]->(topic)
  RETURN r.status AS status, a.kind AS what, r.date AS date, r.valid_to AS until, a.quotes AS quotes, a.id AS fact,
    COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.name ORDER BY p.name, p.id } AS parties
  UNION ALL
  MATCH (x)-[r:COOPERATES_WITH]->(y)
  WHERE topic.id IN r.topics
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [x.name, y.name] AS parties
  UNION ALL
  MATCH (x)-[r:SUPPLIES]->(y)
  WHERE r.mineral = topic.id AND (r.series IS NULL OR r.preferred)
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [x.name, y.name] AS parties
  UNION ALL
  MATCH (x)-[r:PRODUCES|HAS_RESERVES|INVESTS_IN|RESTRICTS_EXPORT_OF|LISTS_AS_CRITICAL]->(topic)
  WHERE r.series IS NULL OR r.preferred
  RETURN r.status AS status, type(r) AS what, r.date AS date, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact,
    [x.name] AS parties
}
RETURN about, topic.id AS topic, status, what, parties, date, until, quotes, fact
ORDER BY about DESC, topic, status, what, fact

// title: Pacts on a mineral, sector or good
// question: Which instruments are about it, between whom, and which sentences say so?
// parameters:
//   topic (topic): the mineral, sector or commodity
//   status (list = none): only those that stand so, for example signed, in_force
// columns:
//   status: how it stands for this topic; planned is not signed
//   date: date of signing, as precisely as the sources agree
//   kind: kind of the instrument
//   name: its title, or what it is
//   parties: names of its parties
//   level: who signed: state, ministry, company, province
//   support: number of independent sources
//   quotes: the sentences or table rows that say so
//   agreement: id of the instrument
// key: agreement
MATCH (a:Agreement)-[r:COVERS]->(t:Mineral|Sector|Commodity {id: $topic.id})
WHERE $topic.kind IN labels(t) AND ($status IS NULL OR r.status IN $status)
RETURN r.status AS status, r.date AS date, a.kind AS kind, a.name AS name,
  COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.name ORDER BY p.name, p.id } AS parties,
  a.level AS level, a.support AS support, a.quotes AS quotes, a.id AS agreement
ORDER BY status, date, agreement

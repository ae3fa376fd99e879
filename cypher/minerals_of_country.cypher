// title: Minerals of a country
// question: Which minerals are the country's pacts about, and how many of them are signed?
// parameters:
//   country (country): the country or bloc; its ministries and companies are taken in
// columns:
//   mineral: id of the mineral or group
//   name: its name
//   signed: number of instruments signed or in force
//   planned: number of instruments only planned
//   other: number of instruments suspended or ended
//   partners: ids of the other parties to those signed or in force
// key: mineral
MATCH (side)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country|Bloc {id: $country})
MATCH (side)-[:PARTY_TO]->(a:Agreement)-[r:COVERS]->(m:Mineral)
WITH DISTINCT c, a, m, CASE
  WHEN r.status IN ['signed', 'in_force'] THEN 'signed'
  WHEN r.status = 'planned' THEN 'planned'
  ELSE 'other' END AS stage
OPTIONAL MATCH (p)-[:PARTY_TO]->(a)
WHERE stage = 'signed' AND NOT (p)-[:MINISTRY_OF|BASED_IN*0..1]->(c)
WITH m, a, stage, p.id AS partner ORDER BY m.id, partner
RETURN m.id AS mineral, m.name AS name,
  count(DISTINCT CASE WHEN stage = 'signed' THEN a.id END) AS signed,
  count(DISTINCT CASE WHEN stage = 'planned' THEN a.id END) AS planned,
  count(DISTINCT CASE WHEN stage = 'other' THEN a.id END) AS other,
  collect(DISTINCT partner) AS partners
ORDER BY signed DESC, planned DESC, mineral

// title: What another country has instead, mineral by mineral
// question: Over which minerals have this country and China signed, and with whom has China that this country has not?
// parameters:
//   country (country): the country or bloc asked for
//   other (country = China): the country to compare with
// columns:
//   mineral: id of the mineral or group
//   mineral_name: its name
//   partners: ids of the parties with which the country signed over it
//   other_partners: ids of the parties with which the other signed over it
//   only_other: those that only the other has
// key: mineral
MATCH (a:Agreement)-[t:COVERS]->(m:Mineral)
WHERE a.status IN ['signed', 'in_force']
WITH a, m
MATCH (side)-[:PARTY_TO]->(a)
MATCH (side)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country|Bloc)
WHERE c.id IN [$country, $other]
MATCH (p)-[:PARTY_TO]->(a)
WHERE p <> side AND NOT (p)-[:MINISTRY_OF|BASED_IN*0..1]->(c)
WITH DISTINCT m, c.id AS who, p.id AS partner ORDER BY m.id, who, partner
WITH m, collect(CASE WHEN who = $country THEN partner END) AS partners,
  collect(CASE WHEN who = $other THEN partner END) AS other_partners
RETURN m.id AS mineral, m.name AS mineral_name, partners, other_partners,
  [p IN other_partners WHERE NOT p IN partners] AS only_other
ORDER BY mineral

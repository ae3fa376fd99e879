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
MATCH (c:Country|Bloc)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)
WHERE c.id IN [$country, $other]
MATCH (side)-[:PARTY_TO]->(a:Agreement)
WHERE a.status IN ['signed', 'in_force'] AND a.reader IS NULL
WITH c, a, side ORDER BY side.id
WITH c, a, collect(side) AS sides
MATCH (a)<-[:PARTY_TO]-(p)
WHERE NOT p IN sides
MATCH (a)-[:COVERS]->(m:Mineral)
WITH DISTINCT m, c.id AS who, p.id AS partner ORDER BY m.id, who, partner
WITH m, collect(CASE WHEN who = $country THEN partner END) AS partners,
  collect(CASE WHEN who = $other THEN partner END) AS other_partners
RETURN m.id AS mineral, m.name AS mineral_name, partners, other_partners,
  [p IN other_partners WHERE NOT p IN partners] AS only_other
ORDER BY mineral

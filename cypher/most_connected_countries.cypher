// title: Most connected countries
// question: Which countries have signed with the most others?
// parameters:
//   limit (integer = 20): how many to show
// columns:
//   country: id of the country or bloc; ministries and companies count for it
//   name: its name
//   partners: number of other countries and blocs that it signed with
//   pacts: number of instruments
//   minerals: number of minerals and groups that these are about
// key: country
MATCH (c:Country|Bloc)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)
MATCH (side)-[:PARTY_TO]->(a:Agreement)
WHERE a.status IN ['signed', 'in_force'] AND a.reader IS NULL
WITH a, c ORDER BY c.id
WITH a, collect(DISTINCT c) AS signatories
OPTIONAL MATCH (a)-[:COVERS]->(m:Mineral)
UNWIND signatories AS c
UNWIND signatories AS p
WITH c, count(DISTINCT a.id) AS pacts, count(DISTINCT p.id) - 1 AS partners, count(DISTINCT m.id) AS minerals
RETURN c.id AS country, c.name AS name, partners, pacts, minerals
ORDER BY partners DESC, pacts DESC, country
LIMIT $limit

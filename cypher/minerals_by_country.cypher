// title: Minerals by country
// question: Over which mineral has which country signed how many pacts?
// parameters:
//   at_least (integer = 1): only pairs with so many pacts
// columns:
//   country: id of the country or bloc; ministries and companies count for it
//   country_name: its name
//   mineral: id of the mineral or group
//   mineral_name: its name
//   pacts: number of instruments signed or in force
//   first: date of the first one
//   latest: date of the latest one
// key: country, mineral
MATCH (c:Country|Bloc)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)-[:PARTY_TO]->(a:Agreement)-[r:COVERS]->(m:Mineral)
WHERE r.status IN ['signed', 'in_force']
WITH DISTINCT c, m, a
WITH c, m, count(a) AS pacts, min(a.date) AS first, max(a.date) AS latest
WHERE pacts >= $at_least
RETURN c.id AS country, c.name AS country_name, m.id AS mineral, m.name AS mineral_name, pacts, first, latest
ORDER BY country, pacts DESC, mineral

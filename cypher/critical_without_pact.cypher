// title: Critical minerals without a pact
// question: Which minerals on the country's own list does none of its signed pacts name?
// parameters:
//   country (country): the country or bloc
// columns:
//   mineral: id of the mineral
//   name: its name
//   list: the list
//   year: its newest year
//   groups: ids of groups of it that a signed pact covers
//   restricted_by: ids of the countries that restrict its export
// key: mineral, list
MATCH (c:Country|Bloc {id: $country})
OPTIONAL MATCH (c)<-[:MINISTRY_OF|BASED_IN*0..1]-()-[:PARTY_TO]->(:Agreement)-[t:COVERS]->(x:Mineral)
WHERE t.status IN ['signed', 'in_force']
WITH c, x.id AS mineral ORDER BY mineral
WITH c, collect(DISTINCT mineral) AS covered
MATCH (c)-[l:LISTS_AS_CRITICAL]->(m:Mineral)
WHERE NOT m.id IN covered
WITH m, covered, l.list AS list, max(l.year) AS year
RETURN m.id AS mineral, m.name AS name, list, year,
  COLLECT {
    MATCH (m)-[:PART_OF*1..4]->(g:Mineral)
    WHERE g.id IN covered
    RETURN DISTINCT g.id AS id ORDER BY id
  } AS groups,
  COLLECT {
    MATCH (x:Country)-[r:RESTRICTS_EXPORT_OF]->(m)
    WHERE r.status = 'current'
    RETURN DISTINCT x.id AS id ORDER BY id
  } AS restricted_by
ORDER BY mineral, list

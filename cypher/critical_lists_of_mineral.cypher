// title: Critical lists with a mineral
// question: Who has the mineral, or a group or form of it, on which list of critical minerals?
// parameters:
//   mineral (mineral): the mineral
// columns:
//   about: names: the mineral itself; group: a group that it belongs to; member: what belongs to it
//   mineral: id of what is on the list
//   party: id of the country or bloc
//   party_name: its name
//   list: which list
//   year: its year
//   quotes: the table rows that say so
//   fact: id of the fact
// key: about, mineral, party, list, year
MATCH (m:Mineral {id: $mineral})
CALL (m) {
  MATCH (m)-[:PART_OF*0..4]->(x:Mineral)
  RETURN x, CASE WHEN x = m THEN 'names' ELSE 'group' END AS about
  UNION
  MATCH (x:Mineral)-[:PART_OF*1..4]->(m)
  RETURN x, 'member' AS about
}
MATCH (p:Country|Bloc)-[r:LISTS_AS_CRITICAL]->(x)
RETURN DISTINCT about, x.id AS mineral, p.id AS party, p.name AS party_name, r.list AS list, r.year AS year,
  r.quotes AS quotes, r.fact AS fact
ORDER BY about DESC, mineral, party, list, year

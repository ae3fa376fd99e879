// title: Pacts over minerals by how concentrated their production is
// question: Do signed pacts go to minerals that few countries produce (how these are governed is not in the store)?
// parameters:
//   stage (string = mined): the stage of production, for example refined
//   year (integer = 9999): the newest year up to this one answers
// columns:
//   mineral: id of the mineral
//   name: its name
//   pacts: number of instruments signed or in force that name it
//   hhi: concentration of the production, 0 for many small producers to 1 for one alone; who is not listed counts as small
//   largest: id of the largest producer
//   largest_share: its share of the publisher's total of the world, else of what all who are listed make; between 0 and 1
//   year: year of the figures
//   series: the series that the figures are of
// key: mineral
MATCH (p:Country)-[r:PRODUCES]->(m:Mineral)
WHERE r.preferred AND r.status = 'current' AND r.stage = $stage AND r.tonnes > 0 AND r.year <= $year
WITH m, r.year AS year, p, sum(r.tonnes) AS tonnes, min(r.series) AS series,
  max(CASE WHEN r.share > 0 THEN r.tonnes / r.share END) AS world ORDER BY m.id, year, tonnes DESC, p.id
WITH m, year, collect({id: p.id, tonnes: tonnes}) AS makers, sum(tonnes) AS listed, max(world) AS world,
  min(series) AS series
ORDER BY m.id, year DESC
WITH m, collect({year: year, makers: makers, series: series,
  total: CASE WHEN world > listed THEN world ELSE listed END})[0] AS newest
OPTIONAL MATCH (a:Agreement)-[:COVERS]->(m)
WHERE a.status IN ['signed', 'in_force'] AND a.reader IS NULL
WITH m, newest, count(DISTINCT a) AS pacts
RETURN m.id AS mineral, m.name AS name, pacts,
  reduce(h = 0.0, maker IN newest.makers | h + (toFloat(maker.tonnes) / newest.total) ^ 2) AS hhi,
  newest.makers[0].id AS largest, toFloat(newest.makers[0].tonnes) / newest.total AS largest_share,
  newest.year AS year, newest.series AS series
ORDER BY hhi DESC, mineral

// title: Largest producers of a mineral
// question: Who produces most of the mineral, and what share of the world's output?
// parameters:
//   mineral (mineral): the mineral
//   stage (string = none): only this stage, for example mined or refined
//   year (integer = 9999): the newest year up to this one answers
//   limit (integer = 10): at most so many of each stage
// columns:
//   stage: mined, refined ...
//   rank: place among the producers of the stage
//   producer: id of the producer
//   name: its name
//   year: year of the figures
//   tonnes: metric tonnes
//   share: share of the publisher's total of the world, else of what all producers of the series make; between 0 and 1
//   basis: what the weight counts: metal, oxide, gross
//   series: the series that the figures are of
//   fact: id of the fact
// key: fact
MATCH (:Country)-[r:PRODUCES]->(:Mineral {id: $mineral})
WHERE r.preferred AND r.year <= $year AND r.tonnes IS NOT NULL AND ($stage IS NULL OR r.stage = $stage)
WITH coalesce(r.stage, '') AS kind, max(r.year) AS year
MATCH (p:Country)-[r:PRODUCES]->(:Mineral {id: $mineral})
WHERE r.preferred AND r.year = year AND r.tonnes IS NOT NULL AND coalesce(r.stage, '') = kind
WITH kind, year, p, r ORDER BY kind, r.tonnes DESC, p.id, r.fact
WITH kind, year, collect({id: p.id, name: p.name, row: r}) AS rows, sum(r.tonnes) AS listed,
  max(CASE WHEN r.share > 0 THEN r.tonnes / r.share END) AS world
UNWIND range(0, size(rows) - 1) AS place
WITH year, CASE WHEN world > listed THEN world ELSE listed END AS total, place, rows[place].id AS producer, rows[place].name AS name, rows[place].row AS r
WHERE place < $limit
RETURN r.stage AS stage, place + 1 AS rank, producer, name, year, r.tonnes AS tonnes,
  CASE WHEN total > 0 THEN toFloat(r.tonnes) / total END AS share, r.basis AS basis, r.series AS series, r.fact AS fact
ORDER BY stage, rank, fact

// title: Who produces a mineral
// question: Who mines or refines the mineral, who has reserves of it, and how much of it in the newest year?
// parameters:
//   mineral (mineral): the mineral
//   year (integer = 9999): the newest year up to this one answers
// columns:
//   relation: PRODUCES or HAS_RESERVES
//   stage: mined, refined ...
//   party: id of the country or company
//   name: its name
//   year: year of the figures
//   tonnes: metric tonnes
//   share: share, between 0 and 1
//   basis: what the weight counts: metal, oxide, gross
//   series: the series that the figures are of
//   status: current, planned or ended
//   quotes: the sentences that say so
//   fact: id of the fact
// key: fact
MATCH (p)-[r:PRODUCES|HAS_RESERVES]->(m:Mineral {id: $mineral})
WHERE (r.series IS NULL OR r.preferred) AND (r.year IS NULL OR r.year <= $year)
WITH p, type(r) AS relation, r.stage AS stage, r ORDER BY r.year DESC, r.fact
WITH p, relation, stage, collect(r) AS rows, max(r.year) AS newest
UNWIND [r IN rows WHERE r.year IS NULL OR r.year = newest] AS r
RETURN relation, stage, p.id AS party, p.name AS name, r.year AS year, r.tonnes AS tonnes, r.share AS share,
  r.basis AS basis, r.series AS series, r.status AS status, r.quotes AS quotes, r.fact AS fact
ORDER BY relation, stage, tonnes DESC, party, fact

// title: Who supplies a mineral to whom
// question: Who supplies, plans to supply or is asked to supply the mineral, and how much?
// parameters:
//   mineral (mineral): the mineral
//   year (integer = 9999): the newest year up to this one answers; reports without a year stay
// columns:
//   status: current, planned, sought or ended; sought is not supplied
//   supplier: id of the supplier
//   supplier_name: its name
//   buyer: id of the buyer
//   buyer_name: its name
//   year: year of the figures
//   tonnes: metric tonnes
//   value_usd: US dollars
//   share: share, between 0 and 1
//   series: the series that the figures are of
//   date: since when
//   quotes: the sentences that say so
//   fact: id of the fact
// key: fact
MATCH (x)-[r:SUPPLIES]->(y)
WHERE r.mineral = $mineral AND (r.series IS NULL OR r.preferred) AND (r.year IS NULL OR r.year <= $year)
WITH r, r.year AS year ORDER BY year
WITH year, collect(r) AS rows
WITH collect({year: year, rows: rows}) AS years, max(year) AS newest
UNWIND [y IN years WHERE y.year IS NULL OR y.year = newest] AS cell
UNWIND cell.rows AS r
WITH r, startNode(r) AS x, endNode(r) AS y
RETURN r.status AS status, x.id AS supplier, x.name AS supplier_name, y.id AS buyer, y.name AS buyer_name,
  r.year AS year, r.tonnes AS tonnes, r.value_usd AS value_usd, r.share AS share, r.series AS series, r.date AS date,
  r.quotes AS quotes, r.fact AS fact
ORDER BY status, supplier, buyer, year, fact

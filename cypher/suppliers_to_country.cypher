// title: Suppliers of a mineral to a country in a year
// question: From whom does the country import the mineral, how much, and what share of it?
// parameters:
//   mineral (mineral): the mineral
//   country (country): the importer
//   year (integer = 9999): the newest year up to this one answers
// columns:
//   supplier: id of the supplier
//   supplier_name: its name
//   year: year of the figures
//   value_usd: US dollars, all codes of the mineral together
//   tonnes: metric tonnes of the rows that have a weight
//   share: share of the imports of that year by value, between 0 and 1
//   series: the series that the figures are of
// key: supplier
MATCH (x)-[r:SUPPLIES]->(y)
WHERE r.mineral = $mineral AND y.id = $country AND r.preferred AND r.status = 'current' AND r.year <= $year
WITH r.year AS year, x, sum(r.value_usd) AS value, sum(r.tonnes) AS weight, count(r.tonnes) AS weighed,
  min(r.series) AS series ORDER BY x.id
WITH year, sum(value) AS total,
  collect({id: x.id, name: x.name, value: value, weight: weight, weighed: weighed, series: series}) AS suppliers
ORDER BY year DESC
LIMIT 1
UNWIND suppliers AS s
RETURN s.id AS supplier, s.name AS supplier_name, year, s.value AS value_usd,
  CASE WHEN s.weighed > 0 THEN s.weight END AS tonnes,
  CASE WHEN total > 0 THEN toFloat(s.value) / total END AS share, s.series AS series
ORDER BY value_usd DESC, supplier

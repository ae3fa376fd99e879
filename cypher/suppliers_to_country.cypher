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
MATCH (:Country)-[r:SUPPLIES {mineral: $mineral}]->(:Country {id: $country})
WHERE r.preferred AND r.status = 'current' AND r.year <= $year
WITH max(r.year) AS year
CALL (year) {
  MATCH (:Country)-[r:SUPPLIES {mineral: $mineral}]->(:Country {id: $country})
  WHERE r.preferred AND r.status = 'current' AND r.year = year
  RETURN sum(r.value_usd) AS total
}
MATCH (x:Country)-[r:SUPPLIES {mineral: $mineral}]->(:Country {id: $country})
WHERE r.preferred AND r.status = 'current' AND r.year = year
WITH x, year, total, sum(r.value_usd) AS value_usd, sum(r.tonnes) AS weight, count(r.tonnes) AS weighed,
  min(r.series) AS series
RETURN x.id AS supplier, x.name AS supplier_name, year, value_usd,
  CASE WHEN weighed > 0 THEN weight END AS tonnes,
  CASE WHEN total > 0 THEN toFloat(value_usd) / total END AS share, series
ORDER BY value_usd DESC, supplier

// title: Who is exposed if a country restricts a mineral
// question: How much of each importer's supply of the mineral comes from the country, and who is next?
// parameters:
//   mineral (mineral): the mineral
//   country (country): the supplier that might restrict it
//   year (integer = 9999): the newest year up to this one answers
//   at_least (number = 0): only importers with at least this share, between 0 and 1
// columns:
//   buyer: id of the importer
//   buyer_name: its name
//   year: year of the figures
//   value_usd: imports from the country, US dollars
//   total_usd: imports from all
//   share: the country's share by value, between 0 and 1
//   next_supplier: id of the largest other supplier
//   next_share: its share
//   series: the series that the figures are of
// key: buyer
MATCH (x)-[r:SUPPLIES]->(y)
WHERE r.mineral = $mineral AND r.preferred AND r.status = 'current' AND r.year <= $year
WITH r, r.year AS year ORDER BY year DESC
WITH year, collect(r) AS trade
WHERE any(r IN trade WHERE startNode(r).id = $country)
WITH year, trade ORDER BY year DESC LIMIT 1
UNWIND trade AS r
WITH year, endNode(r) AS b, startNode(r).id AS supplier, sum(r.value_usd) AS value, min(r.series) AS series
ORDER BY b.id, value DESC, supplier
WITH year, b, collect({supplier: supplier, value: value}) AS flows, sum(value) AS total, min(series) AS series
WITH year, b, total, series, [f IN flows WHERE f.supplier = $country] AS own,
  [f IN flows WHERE f.supplier <> $country] AS others
WHERE size(own) = 1 AND total > 0 AND toFloat(own[0].value) / total >= $at_least
RETURN b.id AS buyer, b.name AS buyer_name, year, own[0].value AS value_usd, total AS total_usd,
  toFloat(own[0].value) / total AS share, others[0].supplier AS next_supplier,
  toFloat(others[0].value) / total AS next_share, series
ORDER BY share DESC, buyer

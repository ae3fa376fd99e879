// title: Import share before and after each signed instrument
// question: Did the partner's share of the country's imports of the mineral grow after they signed over it?
// parameters:
//   mineral (mineral): the mineral; instruments over its group count too
//   country (country): the importer
//   years (integer = 2): so many years before and after; the year of signing is left out
// columns:
//   instrument: id of the instrument
//   name: its title
//   status: signed or in_force
//   date: when it was signed
//   partner: id of the other country
//   partner_name: its name
//   share_before: the partner's share of the imports by value in the years before, between 0 and 1
//   share_after: the same in the years after
//   change: after less before
//   years_before: years before for which there are figures
//   years_after: years after for which there are figures
// key: instrument, partner
MATCH (x)-[r:SUPPLIES]->(y)
WHERE r.mineral = $mineral AND y.id = $country AND r.preferred AND r.status = 'current'
WITH r.year AS year, x.id AS supplier, sum(r.value_usd) AS value ORDER BY year, supplier
WITH collect({year: year, supplier: supplier, value: value}) AS imports
CALL {
  MATCH (:Mineral {id: $mineral})-[:PART_OF*0..4]->(topic:Mineral)
  WITH DISTINCT topic
  MATCH (c:Country {id: $country})<-[:MINISTRY_OF|BASED_IN*0..1]-(own)
  MATCH (own)-[:PARTY_TO]->(a:Agreement)-[:COVERS]->(topic)
  WHERE a.status IN ['signed', 'in_force'] AND a.reader IS NULL AND a.valid_from IS NOT NULL
  WITH DISTINCT a, c
  MATCH (a)<-[:PARTY_TO]-(other)
  MATCH (other)-[:MINISTRY_OF|BASED_IN*0..1]->(p:Country)
  WHERE p <> c
  RETURN DISTINCT a, p, a.valid_from.year AS signed
}
UNWIND [i IN imports WHERE abs(i.year - signed) <= $years] + [null] AS i // null: a pact stays where nothing is imported
WITH a, p, i, CASE WHEN i.year < signed THEN 'before' WHEN i.year > signed THEN 'after' END AS period
WITH a, p, count(DISTINCT CASE WHEN period = 'before' THEN i.year END) AS years_before,
  count(DISTINCT CASE WHEN period = 'after' THEN i.year END) AS years_after,
  sum(CASE WHEN period = 'before' THEN i.value ELSE 0 END) AS all_before,
  sum(CASE WHEN period = 'after' THEN i.value ELSE 0 END) AS all_after,
  sum(CASE WHEN period = 'before' AND i.supplier = p.id THEN i.value ELSE 0 END) AS before,
  sum(CASE WHEN period = 'after' AND i.supplier = p.id THEN i.value ELSE 0 END) AS after
WITH a, p, years_before, years_after, CASE WHEN all_before > 0 THEN toFloat(before) / all_before END AS share_before,
  CASE WHEN all_after > 0 THEN toFloat(after) / all_after END AS share_after
RETURN a.id AS instrument, a.name AS name, a.status AS status, a.date AS date, p.id AS partner, p.name AS partner_name,
  share_before, share_after, share_after - share_before AS change, years_before, years_after
ORDER BY date, instrument, partner

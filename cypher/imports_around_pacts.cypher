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
MATCH (m:Mineral {id: $mineral})-[:PART_OF*0..4]->(topic:Mineral)
WITH DISTINCT topic
MATCH (a:Agreement)-[:COVERS]->(topic)
WHERE a.status IN ['signed', 'in_force'] AND a.valid_from IS NOT NULL
WITH DISTINCT a
MATCH (own)-[:PARTY_TO]->(a)
MATCH (own)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country {id: $country})
WITH DISTINCT a, c
MATCH (other)-[:PARTY_TO]->(a)
MATCH (other)-[:MINISTRY_OF|BASED_IN*0..1]->(p:Country)
WHERE p <> c
WITH DISTINCT a, c, p, a.valid_from.year AS signed
CALL (c, p, signed) {
  MATCH (x:Country)-[r:SUPPLIES {mineral: $mineral}]->(c)
  WHERE r.preferred AND r.status = 'current' AND r.year <> signed AND abs(r.year - signed) <= $years
  RETURN count(DISTINCT CASE WHEN r.year < signed THEN r.year END) AS years_before,
    count(DISTINCT CASE WHEN r.year > signed THEN r.year END) AS years_after,
    sum(CASE WHEN r.year < signed THEN r.value_usd ELSE 0 END) AS all_before,
    sum(CASE WHEN r.year > signed THEN r.value_usd ELSE 0 END) AS all_after,
    sum(CASE WHEN r.year < signed AND x = p THEN r.value_usd ELSE 0 END) AS before,
    sum(CASE WHEN r.year > signed AND x = p THEN r.value_usd ELSE 0 END) AS after
}
WITH a, p, years_before, years_after, CASE WHEN all_before > 0 THEN toFloat(before) / all_before END AS share_before,
  CASE WHEN all_after > 0 THEN toFloat(after) / all_after END AS share_after
RETURN a.id AS instrument, a.name AS name, a.status AS status, a.date AS date, p.id AS partner, p.name AS partner_name,
  share_before, share_after, share_after - share_before AS change, years_before, years_after
ORDER BY date, instrument, partner

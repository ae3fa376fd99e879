// title: Export restrictions in force on a date
// question: Who restricts the export of which mineral on the day, how, and against whom?
// parameters:
//   as_of (date = today): the day
//   mineral (mineral = none): only this mineral
// columns:
//   dated: holds: on that day as far as known; undated: no date is known
//   country: id of the country that restricts
//   country_name: its name
//   mineral: id of the mineral
//   measure: the measure
//   against: the party that it is against; empty: all
//   scope: what it takes in
//   status: the last word of the sources; what was lifted since was in force on the day
//   since: first day, where known
//   until: last day, where known
//   quotes: the sentences or table rows that say so
//   fact: id of the fact
// key: fact
MATCH (c:Country)-[r:RESTRICTS_EXPORT_OF]->(m:Mineral)
WHERE ($mineral IS NULL OR m.id = $mineral) AND r.status IN ['current', 'suspended', 'lifted']
  AND (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'lifted')
RETURN CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  c.id AS country, c.name AS country_name, m.id AS mineral, r.measure AS measure, r.against AS against,
  r.scope AS scope, r.status AS status, r.valid_from AS since, r.valid_to AS until, r.quotes AS quotes, r.fact AS fact
ORDER BY dated, country, mineral, measure, fact

// title: Officials who carry the minerals file
// question: Whose office or ministry is about minerals, mines or resources on the day?
// parameters:
//   words (list = mineral, mines, mining, resources, geolog): what the title or the ministry's name must contain
//   as_of (date = today): the day
// columns:
//   country: id of the country or bloc
//   official: id of the official
//   name: name of the official
//   title: title of the office, the last one that is told
//   ministry: id of the ministry or body
//   ministry_name: its name
//   since: first day, where known
//   until: last day, where known
//   dated: holds: in office on the day as far as known; undated: no date is known
// key: official, ministry, country
MATCH (o:Official)-[s:SERVES_IN]->(m:Ministry|Country|Bloc)
WHERE any(w IN $words WHERE toLower(coalesce(s.title, '')) CONTAINS w OR toLower(m.name) CONTAINS w)
  AND (coalesce(s.valid_from, s.known_from) <= $as_of OR coalesce(s.valid_from, s.known_from) IS NULL)
  AND (s.valid_to > $as_of OR s.valid_to IS NULL)
  AND NOT EXISTS { (m)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
OPTIONAL MATCH (m)-[:MINISTRY_OF]->(c)
RETURN coalesce(c.id, m.id) AS country, o.id AS official, o.name AS name, s.title AS title, m.id AS ministry,
  m.name AS ministry_name, s.valid_from AS since, s.valid_to AS until,
  CASE WHEN coalesce(s.valid_from, s.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated
ORDER BY country, official, ministry

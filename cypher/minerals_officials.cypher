// title: Officials who carry the minerals file
// question: Whose office or ministry is about minerals, mines or resources on the day?
// parameters:
//   words (list = mineral, mines, mining, resources, geolog): what the title or the ministry's name must contain
//   as_of (date = today): the day
// columns:
//   country: id of the country or bloc
//   official: id of the official
//   name: name of the official
//   title: title of the office in the term of that day
//   ministry: id of the ministry or body
//   ministry_name: its name
//   since: first day of that term, where known
//   until: last day of that term, where known
//   dated: holds: in office on the day as far as known; undated: no date is known
// key: official, ministry, country, since, title
MATCH (o:Official)-[s:SERVES_IN]->(m:Ministry|Country|Bloc)
WHERE (coalesce(s.valid_from, s.known_from) <= $as_of OR coalesce(s.valid_from, s.known_from) IS NULL)
  AND NOT EXISTS { (m)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
WITH o, s, m, coalesce(s.terms_from, [coalesce(toString(s.valid_from), '')]) AS starts,
  coalesce(s.terms_to, [coalesce(toString(s.valid_to), '')]) AS ends,
  coalesce(s.terms_title, [coalesce(s.title, '')]) AS titles
UNWIND range(0, size(starts) - 1) AS i
WITH o, s, m, starts[i] AS first, ends[i] AS last,
  CASE WHEN titles[i] = '' THEN coalesce(s.title, '') ELSE titles[i] END AS called
WHERE first <= toString($as_of) AND (last = '' OR last > toString($as_of))
  AND any(w IN $words WHERE toLower(called) CONTAINS w OR toLower(m.name) CONTAINS w)
OPTIONAL MATCH (m)-[:MINISTRY_OF]->(c)
RETURN coalesce(c.id, m.id) AS country, o.id AS official, o.name AS name,
  CASE WHEN called <> '' THEN called END AS title, m.id AS ministry, m.name AS ministry_name,
  CASE WHEN first <> '' THEN date(first) END AS since, CASE WHEN last <> '' THEN date(last) END AS until,
  CASE WHEN coalesce(s.valid_from, s.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated
ORDER BY country, official, ministry, since, title

// title: Office holders of a ministry on a date
// question: Who holds an office on the day in the ministry, or in what it was before or became since?
// parameters:
//   ministry (ministry): the ministry
//   as_of (date = today): the day
// columns:
//   dated: holds: on that day as far as known; undated: no date is known
//   ministry: id of the ministry, or of its predecessor or successor
//   official: id of the official
//   name: name of the official
//   title: title of the office in the term of that day
//   since: first day of that term, where known
//   until: last day of that term, where known
//   quotes: the sentences or table rows that say so
//   fact: id of the fact
// key: ministry, official, since, title
MATCH (m:Ministry)-[:SUCCEEDS*0..3]-(:Ministry {id: $ministry})
WITH DISTINCT m
MATCH (o:Official)-[r:SERVES_IN]->(m)
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND NOT EXISTS { (m)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
WITH m, o, r, coalesce(r.terms_from, [coalesce(toString(r.valid_from), '')]) AS starts,
  coalesce(r.terms_to, [coalesce(toString(r.valid_to), '')]) AS ends,
  coalesce(r.terms_title, [coalesce(r.title, '')]) AS titles
UNWIND range(0, size(starts) - 1) AS i
WITH m, o, r, starts[i] AS first, ends[i] AS last, titles[i] AS called
WHERE first <= toString($as_of) AND (last = '' OR last > toString($as_of))
RETURN CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  m.id AS ministry, o.id AS official, o.name AS name, CASE WHEN called = '' THEN r.title ELSE called END AS title,
  CASE WHEN first <> '' THEN date(first) END AS since, CASE WHEN last <> '' THEN date(last) END AS until,
  r.quotes AS quotes, r.fact AS fact
ORDER BY dated, ministry, official, since, title

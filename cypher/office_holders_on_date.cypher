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
//   title: title of the office, the last one that is told
//   since: first day of the first term, where known
//   until: last day of the last term, where known
//   quotes: the sentences or table rows that say so
//   fact: id of the fact
// key: ministry, official
MATCH (m:Ministry)-[:SUCCEEDS*0..3]-(:Ministry {id: $ministry})
WITH DISTINCT m
MATCH (o:Official)-[r:SERVES_IN]->(m)
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL)
  AND NOT EXISTS { (m)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
RETURN CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  m.id AS ministry, o.id AS official, o.name AS name, r.title AS title, r.valid_from AS since, r.valid_to AS until,
  r.quotes AS quotes, r.fact AS fact
ORDER BY dated, ministry, official

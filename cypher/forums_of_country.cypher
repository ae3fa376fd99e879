// title: Forums of a country on a date
// question: In which forums and blocs is the country on the day, and which does it lead?
// parameters:
//   country (country): the country or bloc
//   as_of (date = today): the day
// columns:
//   relation: MEMBER_OF or LEADS
//   dated: holds: on that day as far as known; undated: no date is known
//   forum: id of the forum or bloc
//   name: its name
//   status: the last word of the sources
//   role: role, where told
//   since: first day, where known
//   until: last day; the end of the forum ends the membership
//   fact: id of the fact
// key: fact
MATCH (:Country|Bloc {id: $country})-[r:MEMBER_OF|LEADS]->(f:Forum|Bloc)
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND coalesce(r.status, '') <> 'left')
RETURN type(r) AS relation,
  CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  f.id AS forum, f.name AS name, r.status AS status, r.role AS role, r.valid_from AS since, r.valid_to AS until,
  r.fact AS fact
ORDER BY relation, dated, forum, fact

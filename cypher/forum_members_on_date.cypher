// title: Members of a forum on a date
// question: Who was in the forum or bloc on the day?
// parameters:
//   forum (forum): the forum or bloc
//   as_of (date = today): the day
// columns:
//   dated: holds: on that day as far as known; undated: no date is known
//   member: id of the member
//   name: its name
//   status: the last word of the sources; who has left since was in on the day
//   role: its role, where told
//   since: first day, else empty
//   known_from: the earliest publication that reports it
//   until: last day; the end of the forum ends the membership
//   fact: id of the fact
// key: member
MATCH (m)-[r:MEMBER_OF]->(f:Forum|Bloc {id: $forum})
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'left')
RETURN CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  m.id AS member, m.name AS name, r.status AS status, r.role AS role, r.valid_from AS since,
  r.known_from AS known_from, r.valid_to AS until, r.fact AS fact
ORDER BY dated, status, member

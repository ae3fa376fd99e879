// title: Forums shared by two countries
// question: In which forums and blocs are both on the day?
// parameters:
//   one (country): one country or bloc
//   other (country): the other
//   as_of (date = today): the day
// columns:
//   dated: holds: both on that day as far as known; undated: of one of them no date is known
//   forum: id of the forum or bloc
//   name: its name
//   one_status: the last word on the first
//   one_since: its first day, where known
//   other_status: the last word on the second
//   other_since: its first day, where known
// key: forum
MATCH (:Country|Bloc {id: $one})-[r:MEMBER_OF]->(f:Forum|Bloc)<-[s:MEMBER_OF]-(:Country|Bloc {id: $other})
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'left')
  AND (coalesce(s.valid_from, s.known_from) <= $as_of OR coalesce(s.valid_from, s.known_from) IS NULL)
  AND (s.valid_to > $as_of OR s.valid_to IS NULL AND s.status <> 'left')
RETURN CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL OR coalesce(s.valid_from, s.known_from) IS NULL
    THEN 'undated' ELSE 'holds' END AS dated,
  f.id AS forum, f.name AS name, r.status AS one_status, r.valid_from AS one_since, s.status AS other_status,
  s.valid_from AS other_since
ORDER BY dated, forum

// title: Who leads which forum
// question: Who led or chaired the forums, from when to when?
// parameters:
//   forum (forum = none): only this forum
// columns:
//   forum: id of the forum
//   forum_name: its name
//   leader: id of the country, official or other party
//   leader_name: its name
//   role: chair, co-chair ...
//   since: first day, where known
//   until: last day, where known
//   disputed: whether another is said to have led at the same time
//   quotes: the sentences or table rows that say so
//   fact: id of the fact
// key: fact
MATCH (l)-[r:LEADS]->(f:Forum)
WHERE $forum IS NULL OR f.id = $forum
RETURN f.id AS forum, f.name AS forum_name, l.id AS leader, l.name AS leader_name, r.role AS role,
  r.valid_from AS since, r.valid_to AS until, r.disputed AS disputed, r.quotes AS quotes, r.fact AS fact
ORDER BY forum, since, fact

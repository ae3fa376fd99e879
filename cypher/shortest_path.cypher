// title: Shortest paths between two things
// question: How are two things connected: countries, minerals, forums, ministries, officials, companies?
// parameters:
//   from (thing): one end
//   to (thing): the other end
//   limit (integer = 10): how many of the shortest paths to show
// columns:
//   hops: number of steps
//   names: names of what is on the way, from one end to the other
//   relations: the relations between them
//   statuses: how each of these stands; a planned step counts as a step
//   ids: ids of what is on the way
// key: ids, relations, statuses
MATCH (a {id: $from.id}), (b {id: $to.id})
WHERE $from.kind IN labels(a) AND $to.kind IN labels(b) AND a <> b
MATCH p = allShortestPaths((a)-[:PARTY_TO|COVERS|SIGNED_BY|ESTABLISHES|COOPERATES_WITH|EXPORTS|IMPORTS|MEMBER_OF|LEADS|PARTICIPATES_IN|HELD_BY|SUCCEEDS|SERVES_IN|MINISTRY_OF|BASED_IN|OWNED_BY|MET_WITH|INVESTS_IN|RESTRICTS_EXPORT_OF|SANCTIONS|PART_OF*..6]-(b))
RETURN DISTINCT
  length(p) AS hops,
  [n IN nodes(p) | n.name] AS names,
  [r IN relationships(p) | type(r)] AS relations,
  [r IN relationships(p) | coalesce(r.status, '')] AS statuses,
  [n IN nodes(p) | n.id] AS ids
ORDER BY hops, ids, relations, statuses
LIMIT $limit

// title: Shortest paths over pacts
// question: Over which signed or planned instruments are two parties connected?
// parameters:
//   from (party): one end
//   to (party): the other end
//   limit (integer = 10): how many of the shortest paths to show
// columns:
//   hops: number of pacts on the way
//   names: names of the parties on the way
//   agreements: ids of the instruments
//   statuses: how each of them stands
//   ids: ids of the parties on the way
// key: ids, agreements
MATCH (a:Country|Bloc|Ministry|Company|Forum {id: $from}), (b:Country|Bloc|Ministry|Company|Forum {id: $to})
WHERE a <> b
MATCH p = allShortestPaths((a)-[:SIGNED_MOU|SIGNED_AGREEMENT*..6]-(b))
RETURN
  length(p) AS hops,
  [n IN nodes(p) | n.name] AS names,
  [r IN relationships(p) | r.agreement] AS agreements,
  [r IN relationships(p) | r.status] AS statuses,
  [n IN nodes(p) | n.id] AS ids
ORDER BY hops, ids, agreements
LIMIT $limit

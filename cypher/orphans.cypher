// title: Things without facts
// question: Which things does the store name without any fact about them?
// parameters:
//   kind (string = none): only things of this kind, for example Mineral
// columns:
//   kind: kind of the thing
//   id: its id
//   name: its name
// key: kind, id
MATCH (n)
WHERE NOT n:Document AND NOT (n)-[:!MENTIONS]-() AND ($kind IS NULL OR $kind IN labels(n))
RETURN labels(n)[0] AS kind, n.id AS id, n.name AS name
ORDER BY kind, id

// title: Bridges between two forums
// question: Which pairs, one member of the first forum and one of the second, have pacts with each other?
// parameters:
//   forum (forum): the first forum
//   other (forum): the second forum
//   as_of (date = today): members and observers on this day; pacts in force on it
// columns:
//   member: id of the member of the first forum that is not in the second
//   member_name: its name
//   partner: id of the member of the second forum that is not in the first
//   partner_name: its name
//   pacts: number of instruments between the two
//   latest: date of the latest one
//   agreements: ids of the instruments
// key: member, partner
MATCH (m:Country|Bloc)-[r:MEMBER_OF]->(f:Forum|Bloc)
WHERE f.id IN [$forum, $other] AND r.status IN ['member', 'observer', 'suspended', 'left']
  AND (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'left')
WITH m, f ORDER BY m.id, f.id
WITH m, collect(DISTINCT f.id) AS forums
WITH collect(CASE WHEN forums = [$forum] THEN m END) AS firsts,
  collect(CASE WHEN forums = [$other] THEN m END) AS seconds
UNWIND firsts AS one
MATCH (one)-[s:SIGNED_MOU|SIGNED_AGREEMENT]-(two)
WHERE two IN seconds
  AND s.status IN ['signed', 'in_force'] AND s.reader IS NULL
  AND coalesce(s.valid_from, s.known_from) <= $as_of
  AND (s.valid_to IS NULL OR s.valid_to > $as_of)
WITH one, two, s.agreement AS agreement, s.date AS date ORDER BY agreement, date
WITH one, two, collect(DISTINCT agreement) AS agreements, max(date) AS latest
RETURN one.id AS member, one.name AS member_name, two.id AS partner, two.name AS partner_name,
  size(agreements) AS pacts, latest, agreements
ORDER BY pacts DESC, member, partner

// title: Members of forums, and their pacts with a country
// question: Who was in these forums on the day, and who of them also has a pact with China?
// parameters:
//   forums (forum list = msp, forge): the forums
//   other (country = China): the country
//   as_of (date = today): members on this day; pacts signed by it
// columns:
//   member: id of the member
//   member_name: its name
//   forums: ids of the forums that it was in
//   undated: ids of those of them of which no date is known
//   pacts: number of instruments with the other country, its ministries and companies, in force on the day
//   latest: date of the latest one
//   agreements: ids of the instruments
// key: member
MATCH (m:Country|Bloc)-[r:MEMBER_OF]->(f:Forum|Bloc)
WHERE f.id IN $forums AND r.status IN ['member', 'suspended', 'left']
  AND (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'left')
WITH m, f.id AS forum, coalesce(r.valid_from, r.known_from) IS NULL AS unknown ORDER BY m.id, forum
WITH m, collect(forum) AS forums, collect(CASE WHEN unknown THEN forum END) AS undated
OPTIONAL MATCH (m)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)-[s:SIGNED_MOU|SIGNED_AGREEMENT]-(there)
  -[:MINISTRY_OF|BASED_IN*0..1]->(:Country|Bloc {id: $other})
WHERE m.id <> $other AND s.status IN ['signed', 'in_force'] AND s.reader IS NULL
  AND coalesce(s.valid_from, s.known_from) <= $as_of
  AND (s.valid_to IS NULL OR s.valid_to > $as_of)
WITH m, forums, undated, s.agreement AS agreement, s.date AS date ORDER BY m.id, agreement
WITH m, forums, undated, collect(DISTINCT agreement) AS agreements, max(date) AS latest
RETURN m.id AS member, m.name AS member_name, forums, undated, size(agreements) AS pacts, latest, agreements
ORDER BY pacts DESC, member

// title: Who restricts a mineral, and which signed partners cover it
// question: Who restricts the export of the mineral, and which signed partners of the country have it among their topics?
// parameters:
//   mineral (mineral): the mineral
//   country (country): the country or bloc whose partners are asked for
//   as_of (date = today): measures and instruments in force on this day
// columns:
//   role: restricts, or signed partner
//   about: names: the mineral itself; group: a group that it belongs to
//   party: id of the country that restricts, or of the partner
//   party_name: its name
//   what: the measure, or the instrument
//   status: how it stands
//   date: since when
//   until: last day, where known
//   fact: id of the fact or instrument
// key: role, about, party, fact
MATCH (m:Mineral {id: $mineral})-[:PART_OF*0..4]->(topic:Mineral)
WITH DISTINCT topic, CASE WHEN topic = m THEN 'names' ELSE 'group' END AS about
CALL (topic) {
  MATCH (x:Country)-[r:RESTRICTS_EXPORT_OF]->(topic)
  WHERE r.status IN ['current', 'suspended', 'lifted'] AND coalesce(r.valid_from, r.known_from) <= $as_of
    AND (r.valid_to > $as_of OR r.valid_to IS NULL AND r.status <> 'lifted')
  RETURN 'restricts' AS role, x AS party, r.measure AS what, r.status AS status, r.date AS date, r.valid_to AS until,
    r.fact AS fact
  UNION
  MATCH (a:Agreement)-[r:COVERS]->(topic)
  WHERE r.status IN ['signed', 'in_force'] AND coalesce(r.valid_from, r.known_from) <= $as_of
    AND (r.valid_to IS NULL OR r.valid_to > $as_of)
  MATCH (a)<-[:PARTY_TO]-(side)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country|Bloc {id: $country})
  MATCH (x)-[:PARTY_TO]->(a)
  WHERE NOT (x)-[:MINISTRY_OF|BASED_IN*0..1]->(c)
  RETURN 'signed partner' AS role, x AS party, a.name AS what, r.status AS status, r.date AS date, r.valid_to AS until,
    a.id AS fact
}
RETURN DISTINCT role, about, party.id AS party, party.name AS party_name, what, status, date, until, fact
ORDER BY role, about DESC, party, fact

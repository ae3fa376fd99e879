// title: Planned by a country and never signed
// question: What has the country announced, sought or agreed to plan that nobody has signed yet?
// parameters:
//   country (country): the country or bloc; its ministries and companies are taken in
// columns:
//   status: planned, sought or joining
//   relation: the relation in the vocabulary
//   party: id of the country's side
//   partner: id of the other side
//   partner_name: its name
//   known_from: the earliest publication that reports it
//   topics: ids of what it is about
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: relation, party, partner, fact
MATCH (side)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country|Bloc {id: $country})
MATCH (side)-[r:SIGNED_MOU|SIGNED_AGREEMENT|COOPERATES_WITH|SUPPLIES|TRADES_WITH|INVESTS_IN|MEMBER_OF]-(partner)
WHERE r.status IN ['planned', 'sought', 'joining'] AND (r.series IS NULL OR r.preferred)
  AND r.reader IS NULL
RETURN DISTINCT
  r.status AS status,
  type(r) AS relation,
  side.id AS party,
  partner.id AS partner,
  partner.name AS partner_name,
  r.known_from AS known_from,
  coalesce(r.topics, [x IN [r.mineral, r.commodity] WHERE x IS NOT NULL]) AS topics,
  r.quotes AS quotes,
  r.fact AS fact
ORDER BY known_from, relation, party, partner, fact

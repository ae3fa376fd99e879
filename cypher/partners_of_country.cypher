// title: Partners of a country
// question: Apart from trade and production of data sets, who is linked with the country, how, since when, and which sentence says so?
// parameters:
//   country (country): the country or bloc; its ministries and companies are taken in
//   status (list = none): only links that stand so, for example signed, planned
// columns:
//   status: how the link stands; planned or sought is not signed or supplied
//   relation: the relation in the vocabulary
//   party: id of the country's side: itself, a ministry, a company
//   level: state, ministry, company or province
//   partner: id of the other side
//   partner_name: its name
//   date: since when, as precisely as the sources agree
//   until: last day, where known
//   topics: ids of what it is about
//   support: number of independent sources
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: status, relation, party, partner, fact
MATCH (side)-[:MINISTRY_OF|BASED_IN*0..1]->(c:Country|Bloc {id: $country})
MATCH (side)-[r:SIGNED_MOU|SIGNED_AGREEMENT|COOPERATES_WITH|SUPPLIES|TRADES_WITH|INVESTS_IN|SANCTIONS|MET_WITH]-(partner)
WHERE r.series IS NULL AND r.reader IS NULL
  AND ($status IS NULL OR r.status IN $status)
  AND partner <> c
  AND NOT EXISTS { (partner)-[:MINISTRY_OF|BASED_IN]->(c) }
RETURN DISTINCT
  r.status AS status,
  type(r) AS relation,
  side.id AS party,
  coalesce(r.level, CASE WHEN side:Ministry THEN 'ministry' WHEN side:Company THEN 'company' ELSE 'state' END) AS level,
  partner.id AS partner,
  partner.name AS partner_name,
  r.date AS date,
  r.valid_to AS until,
  coalesce(r.topics, [x IN [r.mineral, r.commodity] WHERE x IS NOT NULL]) AS topics,
  r.support AS support,
  r.quotes AS quotes,
  r.fact AS fact
ORDER BY status, relation, party, partner, fact

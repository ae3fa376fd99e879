// title: Pacts that ended or rest
// question: Which instruments were suspended, cancelled or terminated, or have run out by the day?
// parameters:
//   as_of (date = today): the day
// columns:
//   status: the last word of the sources
//   until: last day
//   date: date of signing
//   kind: kind of the instrument
//   name: its title, or what it is
//   parties: ids of its parties
//   quotes: the sentences or table rows that say so
//   agreement: id of the instrument
// key: agreement
MATCH (a:Agreement)
WHERE a.reader IS NULL AND (a.status IN ['suspended', 'cancelled', 'terminated'] OR a.valid_to <= $as_of)
RETURN a.status AS status, a.valid_to AS until, a.date AS date, a.kind AS kind, a.name AS name,
  COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties, a.quotes AS quotes, a.id AS agreement
ORDER BY status, until, agreement

// title: Contradictions
// question: On which facts do the sources contradict each other, on what, and in which words?
// columns:
//   relation: the relation, or the kind of the instrument
//   parties: ids of those concerned
//   disputed_on: what the claims contradict each other on
//   status: how it stands
//   date: what the sources share of the date
//   documents: ids of the documents
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: fact
MATCH ()-[r:SUPPLIES]->()
WHERE r.disputed = true // rows of data sets have no such mark, and an index knows it
WITH r ORDER BY r.fact
WITH collect(r) AS supplies
CALL (supplies) {
  UNWIND supplies AS r
  RETURN r
  UNION ALL
  MATCH ()-[r:COOPERATES_WITH|PRODUCES|HAS_RESERVES|TRADES_WITH|MEMBER_OF|LEADS|PARTICIPATES_IN|HELD_BY|SUCCEEDS
    |SERVES_IN|MINISTRY_OF|BASED_IN|OWNED_BY|MET_WITH|INVESTS_IN|RESTRICTS_EXPORT_OF|SANCTIONS|LISTS_AS_CRITICAL|PART_OF
    |SIGNED_BY|ESTABLISHES|FULFILS]->()
  WHERE r.evidence IS NOT NULL AND r.reader IS NULL AND r.disputed
  RETURN r
}
WITH collect(r) AS facts
CALL (facts) {
  MATCH (a:Agreement)
  WHERE a.disputed AND a.reader IS NULL
  RETURN a.kind AS relation, COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties,
    a.disputed_on AS disputed_on, a.status AS status, a.date AS date, a.documents AS documents, a.quotes AS quotes, a.id AS fact
  UNION ALL
  UNWIND facts AS r
  RETURN type(r) AS relation, [startNode(r).id, endNode(r).id] AS parties, r.disputed_on AS disputed_on,
    r.status AS status, r.date AS date, r.documents AS documents, r.quotes AS quotes, r.fact AS fact
}
RETURN relation, parties, disputed_on, status, date, documents, quotes, fact
ORDER BY relation, fact

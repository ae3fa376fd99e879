// title: Evidence of a fact
// question: What is this fact or instrument, and which sentences of which documents say so?
// parameters:
//   fact (string): id of the fact or instrument, as other queries give it
// columns:
//   relation: the relation, or the kind of the instrument
//   parties: ids of those concerned
//   status: how it stands
//   date: since when
//   support: number of independent sources
//   disputed: what the sources contradict each other on
//   documents: ids of the documents
//   quotes: the sentences or table rows
//   evidence: the claims, as JSON: document, quote, start, end, published, status, date
//   fact: id of the fact or instrument
// key: fact
MATCH ()-[r:SUPPLIES]->()
WHERE r.disputed IN [true, false] AND r.fact = $fact // rows of data sets have no such mark, and an index knows it
WITH r ORDER BY r.fact
WITH collect(r) AS supplies
CALL (supplies) {
  UNWIND supplies AS r
  RETURN r
  UNION ALL
  MATCH ()-[r:COOPERATES_WITH|PRODUCES|HAS_RESERVES|TRADES_WITH|MEMBER_OF|LEADS|PARTICIPATES_IN|HELD_BY|SUCCEEDS
    |SERVES_IN|MINISTRY_OF|BASED_IN|OWNED_BY|MET_WITH|INVESTS_IN|RESTRICTS_EXPORT_OF|SANCTIONS|LISTS_AS_CRITICAL|PART_OF
    |SIGNED_BY|ESTABLISHES|FULFILS]->()
  WHERE r.evidence IS NOT NULL AND r.fact = $fact
  RETURN r
}
WITH collect(r) AS facts
CALL (facts) {
  MATCH (a:Agreement {id: $fact})
  RETURN a.kind AS relation, COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties,
    a.status AS status, a.date AS date, a.support AS support, a.disputed_on AS disputed, a.documents AS documents,
    a.quotes AS quotes, a.evidence AS evidence, a.id AS fact
  UNION ALL
  UNWIND facts AS r
  RETURN type(r) AS relation, [startNode(r).id, endNode(r).id] AS parties, r.status AS status, r.date AS date,
    r.support AS support, r.disputed_on AS disputed, r.documents AS documents, r.quotes AS quotes,
    r.evidence AS evidence, r.fact AS fact
}
RETURN relation, parties, status, date, support, disputed, documents, quotes, evidence, fact
ORDER BY fact

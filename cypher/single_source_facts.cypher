// title: Facts that rest on one source
// question: Which facts and instruments does only one independent source report?
// parameters:
//   relation (string = none): only this relation, for example SUPPLIES, or kind of instrument, for example mou
//   articles (boolean = true): only what an article says; false: rows of tables too
// columns:
//   relation: the relation, or the kind of the instrument
//   status: how it stands
//   date: since when
//   parties: ids of those concerned
//   documents: ids of the documents
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: relation, fact
MATCH ()-[r:SUPPLIES]->()
WHERE r.disputed IN [true, false] AND r.support = 1 // rows of data sets have no such mark, and an index knows it
WITH r ORDER BY r.fact
WITH collect(r) AS supplies
CALL (supplies) {
  UNWIND supplies AS r
  RETURN r
  UNION ALL
  MATCH ()-[r:COOPERATES_WITH|PRODUCES|HAS_RESERVES|TRADES_WITH|MEMBER_OF|LEADS|PARTICIPATES_IN|HELD_BY|SUCCEEDS
    |SERVES_IN|MINISTRY_OF|BASED_IN|OWNED_BY|MET_WITH|INVESTS_IN|RESTRICTS_EXPORT_OF|SANCTIONS|LISTS_AS_CRITICAL|PART_OF
    |SIGNED_BY|ESTABLISHES|FULFILS]->()
  WHERE r.evidence IS NOT NULL AND r.reader IS NULL AND r.support = 1
  RETURN r
}
WITH collect(r) AS facts
CALL (facts) {
  MATCH (a:Agreement)
  WHERE a.support = 1 AND a.reader IS NULL
  RETURN a.kind AS relation, a.status AS status, a.date AS date,
    COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties,
    a.documents AS documents, a.quotes AS quotes, a.evidence AS evidence, a.id AS fact
  UNION ALL
  UNWIND facts AS r
  RETURN type(r) AS relation, r.status AS status, r.date AS date, [startNode(r).id, endNode(r).id] AS parties,
    r.documents AS documents, r.quotes AS quotes, r.evidence AS evidence, r.fact AS fact
}
WITH relation, status, date, parties, documents, quotes, evidence, fact
WHERE ($relation IS NULL OR relation = $relation)
  AND (NOT $articles OR any(e IN evidence WHERE NOT e CONTAINS '"reader": "table"'))
RETURN relation, status, date, parties, documents, quotes, fact
ORDER BY relation, fact

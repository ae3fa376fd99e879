// title: Documents by what rests on them
// question: How many facts and instruments does each document carry, and how many rest on it alone?
// parameters:
//   at_least (integer = 1): only documents with so many facts
// columns:
//   document: id of the document
//   title: its title
//   publisher: its publisher
//   published: its date
//   facts: number of facts and instruments that it reports
//   alone: how many of them no other document reports
//   disputed: how many of them are disputed
// key: document
MATCH ()-[r:SUPPLIES]->()
WHERE r.disputed IN [true, false] // what sources tell: rows of data sets have no such mark, and an index knows it
WITH r ORDER BY r.fact
WITH collect(r) AS supplies
CALL (supplies) {
  UNWIND supplies AS r
  RETURN r
  UNION ALL
  MATCH ()-[r:COOPERATES_WITH|PRODUCES|HAS_RESERVES|TRADES_WITH|MEMBER_OF|LEADS|PARTICIPATES_IN|HELD_BY|SUCCEEDS
    |SERVES_IN|MINISTRY_OF|BASED_IN|OWNED_BY|MET_WITH|INVESTS_IN|RESTRICTS_EXPORT_OF|SANCTIONS|LISTS_AS_CRITICAL|PART_OF
    |SIGNED_BY|ESTABLISHES|FULFILS]->()
  WHERE r.evidence IS NOT NULL
  RETURN r
}
WITH collect(r) AS facts
CALL (facts) {
  UNWIND facts AS r
  RETURN r.documents AS documents, r.disputed AS disputed
  UNION ALL
  MATCH (a:Agreement)
  RETURN a.documents AS documents, a.disputed AS disputed
}
UNWIND documents AS document
WITH document, count(*) AS facts, count(CASE WHEN size(documents) = 1 THEN 1 END) AS alone,
  count(CASE WHEN disputed THEN 1 END) AS disputed
WHERE facts >= $at_least
MATCH (d:Document {id: document})
RETURN d.id AS document, d.title AS title, d.publisher AS publisher, d.published AS published, facts, alone, disputed
ORDER BY facts DESC, document

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
CALL {
  MATCH ()-[r]->()
  WHERE r.evidence IS NOT NULL
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

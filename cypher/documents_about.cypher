// title: Documents about a thing
// question: Which documents have a fact about it?
// parameters:
//   thing (thing): a country, mineral, forum, ministry, company, official ...
// columns:
//   published: date of the document
//   document: its id
//   title: its title
//   publisher: its publisher
//   url: its address
// key: document
MATCH (d:Document)-[:MENTIONS]->(n {id: $thing.id})
WHERE $thing.kind IN labels(n)
RETURN DISTINCT d.published AS published, d.id AS document, d.title AS title, d.publisher AS publisher, d.url AS url
ORDER BY published DESC, document

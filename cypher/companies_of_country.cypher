// title: Companies of a country
// question: Which firms, agencies and surveys have their seat in the country or belong to it, and what have they signed?
// parameters:
//   country (country): the country
// columns:
//   company: id of the company
//   name: its name
//   kind: company, state company, geological survey, agency ...
//   seat: id of the country of its seat
//   owners: ids of its owners
//   pacts: number of instruments that it signed itself
// key: company
MATCH (co:Company)-[:BASED_IN|OWNED_BY]->(c:Country {id: $country})
WITH DISTINCT co
RETURN co.id AS company, co.name AS name, co.kind AS kind,
  head(COLLECT { MATCH (co)-[:BASED_IN]->(s) RETURN s.id ORDER BY s.id }) AS seat,
  COLLECT { MATCH (co)-[:OWNED_BY]->(o) RETURN o.id ORDER BY o.id } AS owners,
  COUNT { MATCH (co)-[:PARTY_TO]->(a) WHERE a.status IN ['signed', 'in_force'] } AS pacts
ORDER BY company

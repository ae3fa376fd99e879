// title: Pacts of two countries
// question: What have the two signed or planned with each other, and which sentences say so?
// parameters:
//   one (party): one side; of a country its ministries and companies are taken in
//   other (party): the other side
// columns:
//   status: how it stands; planned is not signed
//   date: date of signing, as precisely as the sources agree
//   known_from: the earliest publication that reports it
//   kind: kind of the instrument
//   name: its title, or what it is
//   level: who signed: state, ministry, company, province
//   parties: ids of all its parties
//   topics: ids of what it is about
//   until: last day, where known
//   support: number of independent sources
//   disputed: what the sources contradict each other on
//   quotes: the sentences or table rows that say so
//   agreement: id of the instrument
// key: agreement
MATCH (c:Country|Bloc|Ministry|Company|Forum)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)
WHERE c.id IN [$one, $other]
MATCH (side)-[:PARTY_TO]->(a:Agreement)
WHERE a.reader IS NULL
WITH a, c.id AS id ORDER BY id
WITH a, collect(id) AS sides
WHERE $one IN sides AND $other IN sides
RETURN a.status AS status, a.date AS date, a.known_from AS known_from, a.kind AS kind, a.name AS name,
  a.level AS level,
  COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties,
  a.topics AS topics, a.valid_to AS until, a.support AS support, coalesce(a.disputed_on, []) AS disputed,
  a.quotes AS quotes, a.id AS agreement
ORDER BY date, known_from, agreement

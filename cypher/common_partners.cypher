// title: Partners that two countries share
// question: With whom have both signed, and over which minerals each?
// parameters:
//   one (country): one country or bloc
//   other (country): the other
// columns:
//   partner: id of the country or bloc that both signed with
//   name: its name
//   one_pacts: number of instruments of the first with it
//   other_pacts: number of instruments of the second with it
//   one_topics: ids of what those of the first are about
//   other_topics: ids of what those of the second are about
// key: partner
MATCH (c:Country|Bloc)<-[:MINISTRY_OF|BASED_IN*0..1]-()-[:PARTY_TO]->(a:Agreement)
WHERE c.id IN [$one, $other] AND a.status IN ['signed', 'in_force'] AND a.reader IS NULL
MATCH (a)<-[:PARTY_TO]-()-[:MINISTRY_OF|BASED_IN*0..1]->(p:Country|Bloc)
WHERE NOT p.id IN [$one, $other]
WITH DISTINCT c, a, p
OPTIONAL MATCH (a)-[:COVERS]->(t)
WITH p, c.id AS who, a.id AS agreement, t.id AS topic ORDER BY p.id, topic
WITH p,
  count(DISTINCT CASE WHEN who = $one THEN agreement END) AS one_pacts,
  count(DISTINCT CASE WHEN who = $other THEN agreement END) AS other_pacts,
  collect(DISTINCT CASE WHEN who = $one THEN topic END) AS one_topics,
  collect(DISTINCT CASE WHEN who = $other THEN topic END) AS other_topics
WHERE one_pacts > 0 AND other_pacts > 0
RETURN p.id AS partner, p.name AS name, one_pacts, other_pacts, one_topics, other_topics
ORDER BY partner

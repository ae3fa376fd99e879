// title: Pacts per country, and how many with China
// question: How many instruments has each country or bloc signed, and how many of them with China?
// parameters:
//   other (country = China): the country to count apart
//   as_of (date = today): instruments in force on this day
// columns:
//   country: id of the country or bloc; ministries and companies count for it
//   name: its name
//   pacts: number of instruments
//   with_other: how many of them with the other country
//   undated: how many of them have no date; they are counted in
// key: country
MATCH (c:Country|Bloc)<-[:MINISTRY_OF|BASED_IN*0..1]-(side)
MATCH (side)-[:PARTY_TO]->(a:Agreement)
WHERE a.status IN ['signed', 'in_force'] AND a.reader IS NULL
  AND (coalesce(a.valid_from, a.known_from) <= $as_of OR coalesce(a.valid_from, a.known_from) IS NULL)
  AND (a.valid_to IS NULL OR a.valid_to > $as_of)
WITH a, c ORDER BY c.id
WITH a, collect(DISTINCT c) AS signatories
UNWIND signatories AS c
RETURN c.id AS country, c.name AS name, count(a) AS pacts,
  count(CASE WHEN c.id <> $other AND any(s IN signatories WHERE s.id = $other) THEN 1 END) AS with_other,
  count(CASE WHEN coalesce(a.valid_from, a.known_from) IS NULL THEN 1 END) AS undated
ORDER BY pacts DESC, country

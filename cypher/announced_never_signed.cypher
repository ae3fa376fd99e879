// title: Announced and not signed
// question: Which instruments were announced and not signed by the day, for how long, and what became of them since?
// parameters:
//   as_of (date = today): the day to count to
// columns:
//   age_days: days from the first report to the day; empty where no report has a date
//   announced: the first report
//   kind: kind of the instrument
//   parties: names of its parties
//   name: its title, or what it is
//   topics: ids of what it is about
//   status: planned: never signed so far; else what became of it after the day
//   date: when that was
//   quotes: the sentences or table rows that say so
//   agreement: id of the instrument
// key: agreement
MATCH (a:Agreement)
WHERE a.reader IS NULL AND NOT EXISTS { (b:Agreement)-[:FULFILS]->(a) WHERE b.valid_from IS NULL OR b.valid_from <= $as_of }
  AND (a.status = 'planned' AND (a.known_from IS NULL OR a.known_from <= $as_of)
    OR a.status = 'cancelled' AND a.known_from <= $as_of AND a.valid_to > $as_of
    OR a.status <> 'planned' AND a.known_from <= $as_of AND a.valid_from > $as_of)
RETURN
  duration.inDays(a.known_from, $as_of).days AS age_days,
  a.known_from AS announced,
  a.kind AS kind,
  COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.name ORDER BY p.name, p.id } AS parties,
  a.name AS name,
  a.topics AS topics,
  a.status AS status,
  CASE WHEN a.status <> 'planned' THEN coalesce(a.valid_from, a.valid_to) END AS date,
  a.quotes AS quotes,
  a.id AS agreement
ORDER BY announced, agreement

// title: What changed since a date
// question: What began, was signed, reported or ended since the day?
// parameters:
//   since (date): the day
//   until (date = today): the last day
// columns:
//   day: the day of the change
//   change: began, reported or ended
//   relation: the relation, or the kind of the instrument
//   status: how it stands now
//   parties: ids of those concerned
//   name: the title of an instrument
//   quotes: the sentences or table rows that say so
//   fact: id of the fact or instrument
// key: day, change, fact
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
  WHERE r.evidence IS NOT NULL AND r.reader IS NULL
  RETURN r
}
WITH collect(r) AS facts
CALL (facts) {
  MATCH (a:Agreement)
  WHERE a.reader IS NULL
  RETURN a.kind AS relation, a.status AS status, a.valid_from AS start, a.known_from AS known, a.valid_to AS stop,
    COLLECT { MATCH (p)-[:PARTY_TO]->(a) RETURN p.id ORDER BY p.id } AS parties,
    a.name AS name, a.quotes AS quotes, a.id AS fact
  UNION ALL
  UNWIND facts AS r
  RETURN type(r) AS relation, r.status AS status, r.valid_from AS start, r.known_from AS known, r.valid_to AS stop,
    [startNode(r).id, endNode(r).id] AS parties, null AS name, r.quotes AS quotes, r.fact AS fact
}
UNWIND [
  {day: start, change: 'began'},
  {day: CASE WHEN start IS NULL THEN known END, change: 'reported'},
  {day: stop, change: 'ended'}
] AS event
WITH event.day AS day, event.change AS change, relation, status, parties, name, quotes, fact
WHERE day >= $since AND day <= $until
RETURN day, change, relation, status, parties, name, quotes, fact
ORDER BY day, change, fact

// title: Instruments by month
// question: How many instruments were signed in each month, and of which kinds?
// parameters:
//   since (date = none): only those signed on this day or later
// columns:
//   month: year and month of signing; the year alone where no more is known
//   kind: kind of the instrument
//   instruments: number of them
//   texts: number of texts, where a source counts several as one
//   agreements: ids of the instruments
// key: month, kind
MATCH (a:Agreement)
WHERE a.reader IS NULL AND a.date IS NOT NULL AND NOT a.status IN ['planned', 'cancelled']
  AND ($since IS NULL OR a.valid_from >= $since)
WITH left(a.date, 7) AS month, a.kind AS kind, a.id AS id, coalesce(a.count, 1) AS number ORDER BY id
RETURN month, kind, count(*) AS instruments, sum(number) AS texts, collect(id) AS agreements
ORDER BY month, kind

// title: Succession of forums and ministries
// question: Which forum or ministry took the place of which, and when?
// columns:
//   kind: Forum or Ministry
//   successor: id of the new one
//   successor_name: its name
//   date: when, as precisely as the sources agree
//   predecessor: id of the old one
//   predecessor_name: its name
//   line: ids of all that came before, the nearest first
//   quotes: the table rows that say so
//   fact: id of the fact
// key: fact
MATCH (new)-[r:SUCCEEDS]->(old)
RETURN labels(new)[0] AS kind, new.id AS successor, new.name AS successor_name, r.date AS date, old.id AS predecessor,
  old.name AS predecessor_name,
  COLLECT {
    MATCH p = (new)-[:SUCCEEDS*1..5]->(before)
    WITH before.id AS id, min(length(p)) AS steps
    RETURN id ORDER BY steps, id
  } AS line,
  r.quotes AS quotes, r.fact AS fact
ORDER BY kind, date, successor, fact

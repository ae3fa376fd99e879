// title: Officials of a country on a date
// question: Who is in office in the country, its ministries and its companies on the day?
// parameters:
//   country (country): the country or bloc
//   as_of (date = today): the day
// columns:
//   dated: holds: on that day as far as known; undated: no date is known
//   body: id of the ministry or company, or of the country itself
//   body_name: its name
//   official: id of the official
//   name: name of the official
//   title: title of the office, the last one that is told
//   since: first day of the first term, where known
//   until: last day of the last term, where known
// key: body, official
MATCH (:Country|Bloc {id: $country})<-[:MINISTRY_OF|BASED_IN*0..1]-(b)<-[r:SERVES_IN]-(o:Official)
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND (r.valid_to > $as_of OR r.valid_to IS NULL)
  AND NOT EXISTS { (b)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
RETURN DISTINCT CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  b.id AS body, b.name AS body_name, o.id AS official, o.name AS name, r.title AS title, r.valid_from AS since,
  r.valid_to AS until
ORDER BY dated, body, official

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
//   title: title of the office in the term of that day
//   since: first day of that term, where known
//   until: last day of that term, where known
// key: body, official, since, title
MATCH (:Country|Bloc {id: $country})<-[:MINISTRY_OF|BASED_IN*0..1]-(b)<-[r:SERVES_IN]-(o:Official)
WHERE (coalesce(r.valid_from, r.known_from) <= $as_of OR coalesce(r.valid_from, r.known_from) IS NULL)
  AND NOT EXISTS { (b)-[e:MINISTRY_OF]->() WHERE e.valid_to <= $as_of }
WITH b, o, r, coalesce(r.terms_from, [coalesce(toString(r.valid_from), '')]) AS starts,
  coalesce(r.terms_to, [coalesce(toString(r.valid_to), '')]) AS ends,
  coalesce(r.terms_title, [coalesce(r.title, '')]) AS titles
UNWIND range(0, size(starts) - 1) AS i
WITH b, o, r, starts[i] AS first, ends[i] AS last, titles[i] AS called
WHERE first <= toString($as_of) AND (last = '' OR last > toString($as_of))
RETURN DISTINCT CASE WHEN coalesce(r.valid_from, r.known_from) IS NULL THEN 'undated' ELSE 'holds' END AS dated,
  b.id AS body, b.name AS body_name, o.id AS official, o.name AS name,
  CASE WHEN called = '' THEN r.title ELSE called END AS title,
  CASE WHEN first <> '' THEN date(first) END AS since, CASE WHEN last <> '' THEN date(last) END AS until
ORDER BY dated, body, official, since, title

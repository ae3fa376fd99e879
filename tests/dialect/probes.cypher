// Read Cypher that analysts use, asked of both engines on the graph in graph.cypher: a name, then a query in one line.
// patterns
// node by property map
MATCH (c:Country {id: 'KOR'}) RETURN c.name AS name
// node by two properties
MATCH (c:Country {id: 'KOR', rank: 3}) RETURN c.id AS id
// label or label
MATCH (n:Forum|Mineral) RETURN n.id AS id ORDER BY id
// label and not label
MATCH (n:Country&!Forum) RETURN count(n) AS n
// not label
MATCH (n:!Country) RETURN n.id AS id ORDER BY id
// any label
MATCH (n:%) RETURN count(n) AS n
// label predicate in where
MATCH (n) WHERE n:Ministry RETURN n.id AS id ORDER BY id
// label predicate as value
MATCH (n {id: 'msp'}) RETURN n:Forum AS forum, n:Country AS country
// inline where of a node
MATCH (n:Country WHERE n.rank < 3) RETURN n.id AS id ORDER BY id
// inline where of a relationship
MATCH (a)-[r:SIGNED_MOU WHERE r.status = 'signed']->(b) RETURN a.id AS a, b.id AS b ORDER BY a, b
// undirected relationship
MATCH (:Country {id: 'KOR'})-[r:SIGNED_MOU|SIGNED_AGREEMENT]-(x) RETURN x.id AS id, type(r) AS t ORDER BY id, t
// both directions of one pattern
MATCH (a:Country)-[:SUPPLIES]->(b)-[:SUPPLIES]->(c) RETURN a.id AS a, b.id AS b, c.id AS c ORDER BY a, b, c
// relationship is used once in a pattern
MATCH (a)-[r:SIGNED_MOU]-(b)-[s:SIGNED_MOU]-(c) RETURN a.id AS a, b.id AS b, c.id AS c ORDER BY a, b, c
// relationship can be used again in the next match
MATCH (a)-[:SIGNED_MOU]-(b:Country {id: 'JPN'}) MATCH (b)-[:SIGNED_MOU]-(c) RETURN a.id AS a, c.id AS c ORDER BY a, c
// two patterns share relationship uniqueness
MATCH (a)-[:SIGNED_MOU]-(b:Country {id: 'JPN'}), (b)-[:SIGNED_MOU]-(c) RETURN a.id AS a, c.id AS c ORDER BY a, c
// cartesian product
MATCH (f:Forum), (m:Mineral) RETURN f.id AS f, m.id AS m ORDER BY f, m
// relationship by property map
MATCH (a)-[r:SUPPLIES {year: 2023}]->(b) RETURN a.id AS a, b.id AS b, r.tonnes AS t ORDER BY t
// any relationship with its type
MATCH (:Country {id: 'KAZ'})-[r]-() RETURN type(r) AS t, count(*) AS n ORDER BY t
// relationship type that is none of these
MATCH (:Country {id: 'KOR'})-[r:!SUPPLIES]-() RETURN type(r) AS t, count(*) AS n ORDER BY t
// relationship predicate as value
MATCH (:Country {id: 'KAZ'})-[r]->() RETURN r:SUPPLIES AS supplies, r.fact AS fact ORDER BY fact
// pattern as predicate
MATCH (c:Country) WHERE (c)-[:MEMBER_OF]->(:Forum) RETURN c.id AS id ORDER BY id
// negated pattern predicate
MATCH (c:Country) WHERE NOT (c)-[:MEMBER_OF]->() RETURN c.id AS id ORDER BY id
// pattern comprehension
MATCH (c:Country {id: 'CHL'}) RETURN size([(c)-[:SUPPLIES]->(x) | x.id]) AS n
// pattern comprehension with where
MATCH (c:Country {id: 'CHL'}) RETURN [(c)-[r:SUPPLIES]->(x) WHERE r.year = 2022 | x.id + '!'] AS xs
// start and end node
MATCH ()-[r:SUCCEEDS]-() RETURN DISTINCT startNode(r).id AS new, endNode(r).id AS old
// self comparison of nodes
MATCH (a:Country {id: 'KOR'}), (b {id: 'KOR'}) RETURN a = b AS same, a <> b AS other
// comma of named path
MATCH p = (:Country {id: 'CHL'})-[:SIGNED_MOU]->()-[:SIGNED_MOU]->() RETURN [n IN nodes(p) | n.id] AS ids, length(p) AS l
// variable length
// variable length one to two
MATCH (:Country {id: 'CHL'})-[:SIGNED_MOU*1..2]->(x) RETURN x.id AS id ORDER BY id
// variable length exact
MATCH (:Country {id: 'CHL'})-[:SIGNED_MOU*2]->(x) RETURN x.id AS id
// variable length from zero
MATCH (m:Mineral {id: 'lithium'})-[:PART_OF*0..]->(g) RETURN g.id AS id ORDER BY id
// variable length of two types
MATCH (x)-[:MINISTRY_OF|MEMBER_OF*1..2]->(y:Forum) RETURN x.id AS x, y.id AS y ORDER BY x, y
// variable length undirected
MATCH (:Country {id: 'KAZ'})-[:SIGNED_MOU*..3]-(x) RETURN x.id AS id ORDER BY id
// variable length keeps the list of relationships
MATCH (:Country {id: 'CHL'})-[rs:SIGNED_MOU*2]->() RETURN [r IN rs | r.fact] AS facts
// variable length with property
MATCH (:Country {id: 'CHL'})-[:SIGNED_MOU*1..2 {status: 'signed'}]->(x) RETURN x.id AS id ORDER BY id
// variable length distinct ends
MATCH (:Country {id: 'KOR'})-[*1..2]-(x:Country) RETURN DISTINCT x.id AS id ORDER BY id
// quantified path
MATCH (:Country {id: 'CHL'}) ((a)-[:SIGNED_MOU]->(b)){1,2} (x) RETURN x.id AS id ORDER BY id
// quantified path gives lists
MATCH (:Country {id: 'CHL'}) ((a)-[r:SIGNED_MOU]->(b)){2} (x) RETURN [n IN a | n.id] AS a, [n IN b | n.id] AS b
// quantified path with where
MATCH (:Country {id: 'CHL'}) ((a)-[r:SIGNED_MOU]->(b) WHERE r.status = 'signed')+ (x) RETURN x.id AS id ORDER BY id
// quantified relationship
MATCH (:Country {id: 'CHL'})-[:SIGNED_MOU]->{1,2}(x) RETURN x.id AS id ORDER BY id
// quantified relationship plus
MATCH (m:Mineral {id: 'nickel'})-[:PART_OF]->+(g) RETURN g.id AS id
// quantified relationship star
MATCH (m:Mineral {id: 'nickel'})-[:PART_OF]->*(g) RETURN g.id AS id ORDER BY id
// shortest path
MATCH p = shortestPath((:Country {id: 'KAZ'})-[:SIGNED_MOU*]-(:Country {id: 'CHL'})) RETURN [n IN nodes(p) | n.id] AS ids
// shortest path that is not there
MATCH p = shortestPath((:Country {id: 'TUR'})-[*]-(:Country {id: 'CHL'})) RETURN length(p) AS l
// shortest path to itself
MATCH (a:Country {id: 'KOR'}), (b {id: 'KOR'}) MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p) AS l
// shortest path bounded
MATCH p = shortestPath((:Country {id: 'KAZ'})-[:SIGNED_MOU*..2]-(:Country {id: 'CHL'})) RETURN length(p) AS l
// all shortest paths
MATCH (a:Country {id: 'CHL'}), (b:Country {id: 'CHN'}) MATCH p = allShortestPaths((a)-[:SIGNED_AGREEMENT|SIGNED_MOU*]-(b)) RETURN [r IN relationships(p) | r.fact] AS f ORDER BY f
// all shortest paths with parallel edges
MATCH (a:Country {id: 'CHL'}), (b:Country {id: 'KOR'}) MATCH p = allShortestPaths((a)-[*..4]-(b)) RETURN [r IN relationships(p) | r.fact] AS f ORDER BY f
// shortest path with a condition on its relationships
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[:SIGNED_MOU|SUPPLIES*]-(b:Country {id: 'CHL'})) WHERE all(r IN relationships(p) WHERE r.status <> 'sought' AND r.status <> 'current') RETURN [r IN relationships(p) | r.fact] AS f
// shortest path with a property map
MATCH p = shortestPath((a:Country {id: 'CHL'})-[:SIGNED_MOU|SUPPLIES|SIGNED_AGREEMENT* {status: 'signed'}]-(b:Country {id: 'KOR'})) RETURN [r IN relationships(p) | r.fact] AS f
// SHORTEST 1
MATCH p = SHORTEST 1 (a:Country {id: 'KAZ'})-[:SIGNED_MOU]-+(b:Country {id: 'CHL'}) RETURN length(p) AS l
// ALL SHORTEST
MATCH p = ALL SHORTEST (a:Country {id: 'KAZ'})-[:SIGNED_MOU]-+(b:Country {id: 'CHL'}) RETURN length(p) AS l
// optional
// optional match without a hit
MATCH (c:Country) OPTIONAL MATCH (c)-[:MEMBER_OF]->(f:Forum) RETURN c.id AS c, f.id AS f ORDER BY c, f
// optional match with where
MATCH (c:Country) OPTIONAL MATCH (c)-[r:SUPPLIES]->(x) WHERE r.year = 2022 RETURN c.id AS c, x.id AS x ORDER BY c, x
// optional match counts nothing
MATCH (c:Country) OPTIONAL MATCH (c)-[r:SUPPLIES]->() RETURN c.id AS c, count(r) AS n, count(*) AS rows ORDER BY c
// optional match after optional match
OPTIONAL MATCH (x:Country {id: 'XXX'}) OPTIONAL MATCH (x)-[r]->() RETURN x AS x, r AS r
// property of what is not there
OPTIONAL MATCH (x:Country {id: 'XXX'}) RETURN x.name AS name, x.name IS NULL AS missing
// coalesce
MATCH (c:Country) RETURN coalesce(c.population, -1) AS p ORDER BY p
// aggregation
// count, sum, avg, min, max
MATCH ()-[r:SUPPLIES]->() RETURN count(r) AS n, sum(r.tonnes) AS s, avg(r.tonnes) AS a, min(r.tonnes) AS lo, max(r.tonnes) AS hi
// sum of nothing
MATCH (c:Country {id: 'XXX'}) RETURN sum(c.rank) AS s, avg(c.rank) AS a, min(c.rank) AS m, count(c) AS n, collect(c.id) AS c
// group by a property
MATCH (a)-[r:SUPPLIES]->() RETURN a.id AS a, sum(r.tonnes) AS s ORDER BY s DESC, a
// group by two columns
MATCH (a)-[r:SUPPLIES]->(b) RETURN a.id AS a, b.id AS b, count(*) AS n, sum(r.value_usd) AS usd ORDER BY a, b
// group by null
MATCH ()-[r:SUPPLIES]->() RETURN r.year AS year, count(*) AS n ORDER BY year
// count distinct
MATCH (a)-[:SUPPLIES]->(b) RETURN count(DISTINCT a) AS a, count(DISTINCT b) AS b, count(*) AS n
// collect leaves out null
MATCH ()-[r:SUPPLIES]->() WITH r ORDER BY r.fact RETURN collect(r.year) AS years
// collect distinct in order
MATCH (c:Country) WITH c ORDER BY c.rank RETURN collect(DISTINCT c.rank > 3) AS flags
// collect of maps
MATCH (c:Country) WITH c ORDER BY c.rank LIMIT 2 RETURN collect({id: c.id, rank: c.rank}) AS cs
// min and max of strings
MATCH (c:Country) RETURN min(c.name) AS first, max(c.name) AS last
// min and max of dates
MATCH (c:Country) RETURN min(c.joined) AS first, max(c.joined) AS last
// sum of integers stays an integer
MATCH (c:Country) RETURN sum(c.rank) AS s, avg(c.rank) AS a
// sum of integers and floats
UNWIND [1, 2.5, 3] AS x RETURN sum(x) AS s, avg(x) AS a
// percentileCont of floats
MATCH (c:Country) RETURN percentileCont(c.population, 0.5) AS p
// percentileCont of integers
MATCH (c:Country) WHERE c.rank <= 3 RETURN percentileCont(c.rank, 0.5) AS p
// percentileDisc
MATCH (c:Country) RETURN percentileDisc(c.rank, 0.5) AS p
// standard deviation
MATCH (c:Country) RETURN stDev(c.population) AS s, stDevP(c.population) AS p
// aggregate in an expression
MATCH (c:Country) RETURN count(c) * 10 + 1 AS n
// aggregate beside a grouping key in an expression
MATCH (c:Country) WITH c.rank % 2 AS odd, c.population AS p RETURN odd, odd + count(p) AS n ORDER BY odd
// implicit grouping
MATCH (c:Country) RETURN c.rank + count(*) AS n ORDER BY n
// implicit grouping in a map
MATCH (f:Forum) RETURN {id: f.id, n: count(*)} AS m ORDER BY m.id
// aggregate in a list beside its key
MATCH (f:Forum) RETURN f.id AS id, [f.id, count(*)] AS l ORDER BY id
// having
MATCH (a)-[r:SUPPLIES]->() WITH a, count(r) AS n WHERE n > 1 RETURN a.id AS a, n
// order by an aggregate
MATCH (a)-[r:SUPPLIES]->() RETURN a.id AS a, count(*) AS n ORDER BY count(*) DESC, a
// aggregate of case
MATCH ()-[r:SIGNED_MOU|SIGNED_AGREEMENT]->() RETURN count(CASE WHEN r.status = 'signed' THEN 1 END) AS signed, sum(CASE r.status WHEN 'planned' THEN 1 ELSE 0 END) AS planned
// collect and unwind again
MATCH (c:Country) WITH c ORDER BY c.id WITH collect(c) AS cs UNWIND cs AS x RETURN x.id AS id
// with, unwind, distinct, paging
// with renames and filters
MATCH (c:Country) WITH c.name AS name, c.rank AS rank WHERE rank < 3 RETURN name ORDER BY rank
// with star
MATCH (c:Country {id: 'KOR'}) WITH *, 1 AS one RETURN c.id AS id, one
// with distinct
MATCH (c:Country)-[:SUPPLIES]->() WITH DISTINCT c RETURN c.id AS id ORDER BY id
// with order and limit
MATCH (c:Country) WITH c ORDER BY c.rank DESC LIMIT 2 RETURN c.id AS id ORDER BY id
// unwind a list
UNWIND ['a', 'b', null, 'a'] AS x RETURN x
// unwind nothing
UNWIND [] AS x RETURN x
// unwind null
UNWIND null AS x RETURN x
// unwind a property list
MATCH ()-[r:SIGNED_MOU]->() UNWIND r.topics AS t RETURN t, count(*) AS n ORDER BY t
// unwind a range
UNWIND range(3, 1, -1) AS x RETURN x
// distinct
MATCH ()-[r:SUPPLIES]->() RETURN DISTINCT r.mineral AS m, r.year AS y ORDER BY m, y
// distinct of lists
UNWIND [[1, 2], [1, 2], [2, 1]] AS l RETURN DISTINCT l ORDER BY l
// distinct of null
UNWIND [null, null, 1] AS x RETURN DISTINCT x ORDER BY x
// distinct of 1 and 1.0
UNWIND [1, 1.0, 2] AS x RETURN DISTINCT x ORDER BY x
// skip and limit
MATCH (c:Country) RETURN c.id AS id ORDER BY id SKIP 1 LIMIT 2
// limit by a parameter
MATCH (c:Country) RETURN c.id AS id ORDER BY id LIMIT $two
// limit by an expression
MATCH (c:Country) RETURN c.id AS id ORDER BY id SKIP 1 + 1 LIMIT toInteger('2')
// limit zero
MATCH (c:Country) RETURN c.id AS id LIMIT 0
// order by what is not returned
MATCH (c:Country) RETURN c.name AS name ORDER BY c.rank
// order by several, one of them down
MATCH ()-[r:SUPPLIES]->() RETURN r.mineral AS m, r.tonnes AS t ORDER BY m DESC, t DESC
// order puts null last
MATCH (c:Country) RETURN c.id AS id, c.population AS p ORDER BY p, id
// order down puts null first
MATCH (c:Country) RETURN c.id AS id, c.population AS p ORDER BY p DESC, id
// order of strings is by code point
UNWIND ['b', 'a', 'B', 'Ä', 'z', 'é', '1', ''] AS x RETURN x ORDER BY x
// order of booleans
UNWIND [true, false, null] AS x RETURN x ORDER BY x
// order of lists
UNWIND [[2], [1, 2], [1], [], [null]] AS x RETURN x ORDER BY x
// order of mixed types
UNWIND [1, 'a', true, null, 2.5, [1], date('2024-01-01')] AS x RETURN x ORDER BY x
// order of dates
UNWIND [date('2024-02-01'), date('2023-12-31'), null] AS x RETURN x ORDER BY x
// order of integers and floats
UNWIND [3, 2.5, 1, -0.5] AS x RETURN x ORDER BY x
// order of strings beyond the basic plane
UNWIND ['𝒜', 'ｱ', 'z'] AS x RETURN x ORDER BY x
// union
MATCH (f:Forum) RETURN f.id AS id UNION MATCH (f:Forum) RETURN f.id AS id
// union all
RETURN 1 AS x UNION ALL RETURN 1 AS x
// union of types
RETURN 1 AS x UNION RETURN '1' AS x
// call of a union, ordered
CALL { MATCH (f:Forum) RETURN f.id AS id UNION MATCH (m:Mineral) RETURN m.id AS id } RETURN id ORDER BY id
// expressions
// case with a value
MATCH (c:Country) RETURN c.id AS id, CASE c.rank WHEN 1 THEN 'first' WHEN 2 THEN 'second' ELSE 'other' END AS r ORDER BY id
// case with conditions
MATCH (c:Country) RETURN c.id AS id, CASE WHEN c.rank > 4 THEN 'low' WHEN c.rank > 2 THEN 'mid' END AS r ORDER BY id
// case with several values
UNWIND [1, 2, 3] AS x RETURN CASE x WHEN 1, 2 THEN 'few' ELSE 'many' END AS w ORDER BY x
// integer division and remainder
RETURN 7 / 2 AS a, -7 / 2 AS b, 7 % 3 AS c, -7 % 3 AS d, 7.0 / 2 AS e, 2 ^ 3 AS f
// division by zero of floats
RETURN 1.0 / 0 AS a
// division by zero of integers
RETURN 1 / 0 AS a
// rounding
RETURN round(2.5) AS a, round(-2.5) AS b, round(2.345, 2) AS c, floor(2.7) AS d, ceil(2.1) AS e, abs(-3) AS f, sign(-2) AS g
// numbers from text
RETURN toInteger('42') AS a, toInteger('4.7') AS b, toInteger('x') AS c, toFloat('4.5') AS d, toFloat('x') AS e
// text from numbers
RETURN toString(1) AS a, toString(1.5) AS b, toString(true) AS c, toString(100000000.0) AS d
// booleans from text
RETURN toBoolean('true') AS a, toBoolean('no') AS b
// concatenation
RETURN 'a' + 'b' AS s, 'a' + 1 AS n, 'a' + null AS x, 'a' || 'b' AS p
// comparison chain
MATCH (c:Country) WHERE 2 <= c.rank < 5 RETURN c.id AS id ORDER BY id
// in a list
MATCH (c:Country) WHERE c.id IN ['KOR', 'JPN', 'XXX'] RETURN c.id AS id ORDER BY id
// in a list property
MATCH (c:Country) WHERE 'ROK' IN c.aliases RETURN c.id AS id
// xor
RETURN true XOR false AS a, true XOR true AS b, true XOR null AS c
// comparing texts
RETURN 'a' < 'b' AS a, 'B' < 'a' AS b, 'a' < 'ab' AS c
// comparing different types
RETURN 1 < 'a' AS a, 1 = '1' AS b, 1 = 1.0 AS c, [1] = [1.0] AS d
// null
// null in comparisons
RETURN null = null AS a, null <> 1 AS b, null < 1 AS c, NOT null AS d, null IS NULL AS e
// null in logic
RETURN null AND false AS a, null AND true AS b, null OR true AS c, null OR false AS d
// null in lists
RETURN 1 IN [1, null] AS a, 2 IN [1, null] AS b, null IN [1] AS c, null IN [] AS d, [1, null] = [1, null] AS e
// where null is not true
MATCH (c:Country) WHERE c.population > 100 OR c.population IS NULL RETURN c.id AS id ORDER BY id
// not of null stays out
MATCH (c:Country) WHERE NOT c.population > 100 RETURN c.id AS id ORDER BY id
// not equal leaves out null
MATCH (c:Country) WHERE c.population <> 124.5 RETURN c.id AS id ORDER BY id
// functions of null
RETURN size(null) AS a, toUpper(null) AS b, head([]) AS c, [1, 2][5] AS d, {a: 1}.b AS e, date(null) AS f
// nullIf
RETURN nullIf(1, 1) AS a, nullIf(1, 2) AS b
// property exists
MATCH (c:Country) WHERE c.population IS NOT NULL RETURN count(c) AS n
// exists of a property
MATCH (c:Country) WHERE exists(c.population) RETURN count(c) AS n
// isEmpty
MATCH (c:Country) RETURN c.id AS id, isEmpty(c.aliases) AS e ORDER BY id
// lists
// list functions
RETURN head([1, 2, 3]) AS h, last([1, 2, 3]) AS l, tail([1, 2, 3]) AS t, size([1, 2, 3]) AS s, reverse([1, 2, 3]) AS r
// slices
WITH [0, 1, 2, 3, 4] AS l RETURN l[1] AS a, l[-1] AS b, l[1..3] AS c, l[..2] AS d, l[3..] AS e, l[-2..] AS f, l[2..99] AS g
// list comprehension
RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x] AS l
// list comprehension without a map
RETURN [x IN ['a', 'bb'] WHERE size(x) > 1] AS l
// reduce
RETURN reduce(total = 0, x IN [1, 2, 3] | total + x) AS s
// all, any, none, single
RETURN all(x IN [1, 2] WHERE x > 0) AS a, any(x IN [1, 2] WHERE x > 1) AS b, none(x IN [1] WHERE x > 1) AS c, single(x IN [1, 2] WHERE x > 1) AS d
// any of an empty list and of null
RETURN any(x IN [] WHERE true) AS a, all(x IN [] WHERE false) AS b, any(x IN [null] WHERE x = 1) AS c
// concatenation of lists
RETURN [1] + [2] AS a, [1] + 2 AS b, [1] || [2] AS c
// range
RETURN range(0, 10, 5) AS a, range(5, 1) AS b
// nested lists
WITH [[1, 2], [3]] AS l RETURN l[0][1] AS a, size(l) AS b
// list of mixed types
RETURN [1, 'a', null, true, 2.5] AS l
// toIntegerList
RETURN toIntegerList(['1', 'x', 2.7]) AS l
// collect subquery
MATCH (f:Forum) RETURN f.id AS f, COLLECT { MATCH (c)-[:MEMBER_OF]->(f) RETURN c.id ORDER BY c.id } AS cs ORDER BY f
// keys of a map
RETURN size(keys({a: 1, b: 2})) AS n
// texts
// case of letters
RETURN toUpper('Türkiye') AS u, toLower('TÜRKIYE') AS l
// trim
RETURN trim('  a ') AS a, lTrim('  a ') AS b, rTrim('  a ') AS c
// trim of a character
RETURN trim(BOTH 'x' FROM 'xxaxx') AS a
// substring, left, right
RETURN substring('lithium', 2) AS a, substring('lithium', 0, 3) AS b, left('lithium', 2) AS c, right('lithium', 2) AS d, left('a', 9) AS e
// split and replace
RETURN split('KOR;JPN;', ';') AS a, replace('a-b-c', '-', ' ') AS b, split('abc', '') AS c
// reverse and size
RETURN reverse('abc') AS a, size('Türkiye') AS b, size('𝒜') AS c
// starts with, ends with, contains
MATCH (c:Country) WHERE c.name STARTS WITH 'K' OR c.name ENDS WITH 'a' OR c.name CONTAINS 'pa' RETURN c.id AS id ORDER BY id
// regular expression
MATCH (c:Country) WHERE c.name =~ '(?i)k.*' RETURN c.id AS id ORDER BY id
// regular expression matches the whole
RETURN 'lithium' =~ 'lith' AS a, 'lithium' =~ 'lith.*' AS b, null =~ 'a' AS c
// escapes
RETURN 'it\'s' AS a, "say \"hi\"" AS b, 'tab\tnew' AS c, '\u00fc' AS d
// normalize
RETURN normalize('u\u0308') = 'ü' AS a
// char_length
RETURN char_length('abc') AS a
// dates
// date from text
RETURN date('2024-06-12') AS a, date('2024-06') AS b, date('2024') AS c
// date from parts
RETURN date({year: 2024, month: 2, day: 29}) AS a, date({year: 2024, week: 10, dayOfWeek: 3}) AS b
// parts of a date
WITH date('2024-06-12') AS d RETURN d.year AS y, d.month AS m, d.day AS d, d.quarter AS q, d.week AS w, d.dayOfWeek AS dow, d.ordinalDay AS od
// dates compared
RETURN date('2024-06-12') < date('2024-06-13') AS a, date('2024-06-12') = date('2024-06-12') AS b
// date of a parameter
MATCH ()-[r:MEMBER_OF]->() WHERE r.valid_from <= $day AND (r.valid_to IS NULL OR r.valid_to > $day) RETURN r.fact AS f ORDER BY f
// date compared with text
RETURN date('2024-06-12') = '2024-06-12' AS a, date('2024-06-12') > '2024' AS b
// date plus duration
RETURN date('2024-01-31') + duration({months: 1}) AS a, date('2024-03-01') - duration('P1D') AS b
// duration between
RETURN duration.between(date('2023-01-15'), date('2024-03-20')) AS a
// duration in days and months
RETURN duration.inDays(date('2023-01-15'), date('2024-03-20')).days AS d, duration.inMonths(date('2023-01-15'), date('2024-03-20')).months AS m
// duration in days of null
RETURN duration.inDays(null, date('2024-03-20')).days AS d
// parts of a duration
WITH duration('P1Y2M10DT2H30M') AS d RETURN d.years AS y, d.months AS m, d.days AS d, d.hours AS h, d.minutes AS n, d.monthsOfYear AS r
// durations as text
RETURN toString(duration({days: 3, hours: 4})) AS a
// dates truncated
RETURN date.truncate('month', date('2024-06-12')) AS a, date.truncate('year', date('2024-06-12')) AS b, date.truncate('week', date('2024-06-12')) AS c
// dates as text
RETURN toString(date('2024-06-12')) AS a, left(toString(date('2024-06-12')), 7) AS b
// grouping by a part of a date
MATCH (c:Country) WHERE c.joined IS NOT NULL RETURN c.joined.year AS y, count(*) AS n ORDER BY y
// zoned datetime
RETURN datetime('2024-06-12T10:00:00Z') AS a, datetime('2024-06-12T10:00:00+09:00').hour AS h
// epoch of a datetime
RETURN datetime({epochSeconds: 1700000000}).epochSeconds AS e
// local datetime
RETURN localdatetime('2024-06-12T10:00:00') AS a
// time
RETURN localtime('10:30').minute AS m
// date of a datetime
RETURN date(datetime('2024-06-12T23:30:00Z')) AS d
// date that does not exist
RETURN date('2023-02-29') AS d
// maps
// map literal
RETURN {a: 1, b: 'x', c: [1, 2]} AS m
// map access
WITH {a: 1, b: {c: 2}} AS m RETURN m.a AS a, m['a'] AS b, m.b.c AS c, m.z AS z
// map projection
MATCH (c:Country {id: 'KOR'}) RETURN c {.id, .rank} AS m
// map projection with more
MATCH (c:Country {id: 'KOR'}) RETURN c {.id, forums: COUNT { (c)-[:MEMBER_OF]->() }} AS m
// map projection of all
MATCH (m:Mineral {id: 'lithium'}) RETURN m {.*} AS m
// properties
MATCH (m:Mineral {id: 'lithium'}) RETURN properties(m) AS p
// map parameter
RETURN $map.a AS a, $map['b'] AS b, $map.none AS c
// list of map parameters
UNWIND $rows AS row MATCH (c:Country {id: row.id}) RETURN c.name AS name, row.n AS n ORDER BY n
// dynamic property
MATCH (c:Country {id: 'KOR'}) RETURN c['na' + 'me'] AS name
// dynamic property by parameter
MATCH (c:Country {id: 'KOR'}) RETURN c[$key] AS v
// parameters
// text, number, boolean, null
RETURN $text AS a, $two AS b, $yes AS c, $nothing AS d
// list parameter
MATCH (c:Country) WHERE c.id IN $ids RETURN c.id AS id ORDER BY id
// date parameter comes back
RETURN $day AS d, $day.year AS y
// optional filter
MATCH (c:Country) WHERE $nothing IS NULL OR c.id = $nothing RETURN count(c) AS n
// optional list filter
MATCH (c:Country) WHERE $nothing IS NULL OR c.id IN $nothing RETURN count(c) AS n
// size of a parameter
RETURN size($ids) AS n, $ids[0] AS first
// subqueries
// exists subquery
MATCH (c:Country) WHERE EXISTS { (c)-[:MEMBER_OF]->(:Forum {id: 'msp'}) } RETURN c.id AS id ORDER BY id
// exists with match and where
MATCH (c:Country) WHERE EXISTS { MATCH (c)-[r:SUPPLIES]->() WHERE r.year = 2023 } RETURN c.id AS id ORDER BY id
// not exists
MATCH (c:Country) WHERE NOT EXISTS { (c)-[:SUPPLIES]->() } RETURN c.id AS id ORDER BY id
// exists with an outer variable
MATCH (a:Country), (b:Country) WHERE a.id < b.id AND EXISTS { (a)-[:SIGNED_MOU|SIGNED_AGREEMENT]-(b) } RETURN a.id AS a, b.id AS b ORDER BY a, b
// exists as a column
MATCH (c:Country) RETURN c.id AS id, EXISTS { (c)-[:MEMBER_OF]->() } AS e ORDER BY id
// nested exists
MATCH (c:Country) WHERE EXISTS { MATCH (c)-[:MEMBER_OF]->(f) WHERE EXISTS { (f)-[:SUCCEEDS]->() } } RETURN c.id AS id ORDER BY id
// count subquery
MATCH (c:Country) RETURN c.id AS id, COUNT { (c)-[:SUPPLIES]->() } AS n ORDER BY id
// count subquery with where
MATCH (c:Country) WHERE COUNT { MATCH (c)-[r:SUPPLIES]->() WHERE r.year = 2023 } > 1 RETURN c.id AS id
// collect subquery with limit
MATCH (c:Country {id: 'CHL'}) RETURN COLLECT { MATCH (c)-[r:SUPPLIES]->() RETURN r.fact ORDER BY r.tonnes DESC LIMIT 2 } AS f
// collect subquery of nothing
MATCH (c:Country {id: 'TUR'}) RETURN COLLECT { MATCH (c)-->(x) RETURN x.id } AS l
// call subquery with scope
MATCH (c:Country) CALL (c) { MATCH (c)-[r:SUPPLIES]->() RETURN sum(r.tonnes) AS t } RETURN c.id AS id, t ORDER BY id
// call subquery imports with WITH
MATCH (c:Country) CALL { WITH c MATCH (c)-[r:SUPPLIES]->() RETURN count(r) AS n } RETURN c.id AS id, n ORDER BY id
// call subquery drops rows
MATCH (c:Country) CALL (c) { MATCH (c)-[:MEMBER_OF]->(f) RETURN f } RETURN c.id AS c, f.id AS f ORDER BY c, f
// optional call subquery
MATCH (c:Country) OPTIONAL CALL (c) { MATCH (c)-[:MEMBER_OF]->(f) RETURN f } RETURN c.id AS c, f.id AS f ORDER BY c, f
// call subquery of the newest row
MATCH (c:Country) CALL (c) { MATCH (c)-[r:SUPPLIES]->() RETURN r ORDER BY r.year DESC, r.fact LIMIT 1 } RETURN c.id AS c, r.fact AS f ORDER BY c
// call subquery with union inside
MATCH (c:Country {id: 'CHL'}) CALL (c) { MATCH (c)-[:SUPPLIES]->(x) RETURN x UNION MATCH (c)-[:SIGNED_MOU]-(x) RETURN x } RETURN x.id AS id ORDER BY id
// call subquery without import
CALL { MATCH (c:Country) RETURN count(c) AS n } RETURN n
// answers
// node as a value
MATCH (m:Mineral {id: 'lithium'}) RETURN m
// relationship as a value
MATCH ()-[r:SUCCEEDS]->() RETURN r
// path as a value
MATCH p = (:Forum)-[:SUCCEEDS]->(:Forum) RETURN p
// return star
MATCH (c:Country {id: 'KOR'}) WITH c.id AS b, c.rank AS a RETURN *
// labels and keys
MATCH (n {id: 'msp'}) RETURN labels(n) AS l
// nodes in a list
MATCH (f:Forum) WITH f ORDER BY f.id RETURN collect(f) AS fs
// columns of no rows
MATCH (c:Country {id: 'XXX'}) RETURN c.id AS id, c.name AS name
// expression without a name
MATCH (c:Country {id: 'KOR'}) RETURN c.name, c.rank + 1
// large and small numbers
RETURN 9223372036854775807 AS a, -1 AS b, 1e10 AS c, 0.1 + 0.2 AS d
// comments
MATCH (c:Country /* here */ {id: 'KOR'}) RETURN c.id AS id // and here
// names in backticks
MATCH (c:Country {id: 'KOR'}) RETURN c.name AS `the name`
// finish without rows
MATCH (c:Country) WHERE false RETURN c.id AS id
// unknown label
MATCH (x:Nothing) RETURN count(x) AS n
// unknown relation
MATCH ()-[r:NOTHING]->() RETURN count(r) AS n
// unknown property
MATCH (c:Country {id: 'KOR'}) RETURN c.nothing AS x
// a label with the name of a relation
MATCH (x:SUPPLIES) RETURN count(x) AS n
// a relation with the name of a label
MATCH ()-[r:Country]->() RETURN count(r) AS n
// id of a node is a number
MATCH (c:Country {id: 'KOR'}) RETURN id(c) = id(c) AS same
// elementId is a text
MATCH (c:Country {id: 'KOR'}) RETURN elementId(c) = elementId(c) AS same
// refused: unknown variable
RETURN x AS x
// refused: unknown function
RETURN nothing(1) AS x
// refused: order by what is gone
MATCH (c:Country) RETURN DISTINCT c.name AS name ORDER BY c.rank
// refused: aggregate in where
MATCH (c:Country) WHERE count(c) > 1 RETURN c.id AS id
// refused: text in arithmetic
RETURN 'a' * 2 AS x
// refused: columns of a union differ
RETURN 1 AS a UNION RETURN 2 AS b
// refused: missing parameter
RETURN $missing AS x
// refused: with without a name
MATCH (c:Country) WITH c.name RETURN 1 AS x
// star and more
MATCH (c:Country {id: 'KOR'}) WITH c.id AS b, c.rank AS a RETURN *, a + 1 AS n
// star beside an aggregate
MATCH (c:Country) WITH *, count(*) AS n RETURN c.id AS id, n ORDER BY id
// percentileCont of distinct values
UNWIND [1, 4, 4, 4] AS x RETURN percentileCont(DISTINCT x, 0.5) AS p
// implicit grouping in a sum
MATCH (c:Country) RETURN c.id AS id, c.population + count(*) AS n ORDER BY id
// aggregate in a reduce
MATCH (c:Country) RETURN reduce(s = 0, x IN collect(c.rank) | s + x) AS n
// aggregate beside its column
MATCH (c:Country) RETURN c.population AS p, c.population + count(*) AS n ORDER BY n
// aggregate beside a longer column
MATCH (c:Country) RETURN c.id + 'x' AS k, c.id + 'x' + toString(count(*)) AS n ORDER BY n
// shortest path of two that may be one
MATCH (a:Country {id: 'KOR'}), (b:Country) MATCH p = shortestPath((a)-[*..4]-(b)) WHERE a <> b RETURN length(p) AS l ORDER BY l
// shortest path of no steps allowed
MATCH (a:Country {id: 'KOR'}), (b {id: 'KOR'}) MATCH p = shortestPath((a)-[*0..4]-(b)) RETURN length(p) AS l
// shortest path with a condition on its ends
MATCH (a:Country), (b:Country), p = shortestPath((a)-[:SIGNED_MOU*]-(b)) WHERE (a.id = 'KAZ' OR a.id = 'CHL') AND a.rank < b.rank RETURN a.id AS a, b.id AS b, length(p) AS l ORDER BY a, b
// shortest path in an expression
MATCH (a:Country {id: 'KAZ'}), (b:Country {id: 'CHL'}) RETURN length(shortestPath((a)-[:SIGNED_MOU*]-(b))) AS l

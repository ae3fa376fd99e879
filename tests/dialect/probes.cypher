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
UNWIND [1, 2, 3, 4, 5] AS x RETURN percentileCont(x, 0.25) AS a, percentileDisc(x, 0.25) AS b, percentileCont(x, 0.9) AS c, stDev(x) AS d, stDevP(x) AS e, percentileDisc(x, 0) AS f, percentileDisc(x, 1) AS g
UNWIND [1] AS x RETURN stDev(x) AS a, stDevP(x) AS b, percentileCont(x, 0.5) AS c
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
MATCH (f:Forum {id: 'msp'}) RETURN f.id AS id UNION MATCH (f:Forum {id: 'forge'}) RETURN f.id AS id UNION MATCH (f:Forum {id: 'msp'}) RETURN f.id AS id
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
MATCH (c:Country {id:'KOR'})-[r:MEMBER_OF]->(f) RETURN * ORDER BY f.id
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
// property of an aggregate
MATCH (c:Country) RETURN min(c.joined).year AS y
MATCH (c:Country) WITH c ORDER BY c.id RETURN collect(c)[0].id AS y, head(collect(c)).name AS n
MATCH (c:Country) WITH c ORDER BY c.rank RETURN {ids: collect(c.id), n: count(*)}.n AS m
MATCH (c:Country) RETURN max(c.joined) - duration('P1Y') AS j, min(c.joined).year AS y
MATCH (c:Country) RETURN min(c.joined).year AS y, 1 AS one
MATCH (c:Country) RETURN 1 AS one, (min(c.joined)).year AS y
MATCH (c:Country) RETURN duration.between(min(c.joined), max(c.joined)).years AS y, date.truncate('year', max(c.joined)) AS t
// property of an aggregate in WITH
MATCH (c:Country) WITH c ORDER BY c.id WITH head(collect(c)).name AS n, last(collect(c)).id AS m RETURN n, m
MATCH (c:Country) WITH min(c.joined).year AS y, count(*) AS n RETURN y, n
// aggregate in a list
MATCH (c:Country) RETURN any(x IN collect(c.id) WHERE x = 'KOR') AS y, 'KOR' IN collect(c.id) AS b
// list beside an aggregate
MATCH (c:Country) RETURN CASE WHEN count(c) > 3 THEN 'many' ELSE 'few' END AS y, count(c) > 3 AS b, count(c) IN [6] AS i
MATCH (c:Country) RETURN -sum(c.rank) AS a, sum(c.rank) ^ 2 AS b, sum(c.rank) % 4 AS d, NOT count(c) = 6 AS e
// aggregate that is tested
MATCH (c:Country) RETURN c.rank % 2 = 0 AS even, min(c.id) + '-' + max(c.id) AS span, collect(c.id)[-1] IS NOT NULL AS x ORDER BY even
MATCH (c:Country) RETURN count(DISTINCT c.rank % 3) AS n, collect(DISTINCT c.rank % 3)[0] IS NOT NULL AS x
// pattern as a condition in a column
MATCH (c:Country) RETURN c.id AS id, NOT (c)-[:MEMBER_OF]->() AS m ORDER BY id
MATCH (c:Country) RETURN c.id AS id, CASE WHEN (c)-[:MEMBER_OF]->(:Forum) THEN 'in' ELSE 'out' END AS m ORDER BY id
MATCH (c:Country) RETURN c.id AS id, (c)-[:MEMBER_OF]->() AND true AS x, (c)-[:MEMBER_OF]->() OR c.rank = 1 AS y ORDER BY id
MATCH (c:Country) WITH c, NOT (c)-[:MEMBER_OF]->() AS out WHERE out RETURN c.id AS id ORDER BY id
// pattern as a condition in ORDER BY
MATCH (c:Country) RETURN c.id AS id ORDER BY NOT (c)-[:MEMBER_OF]->(), id
// pattern as a condition on a list
MATCH (c:Country) WITH collect(c) AS cs RETURN any(x IN cs WHERE (x)-[:MEMBER_OF]->(:Forum {id:'msp'})) AS a, all(x IN cs WHERE exists { (x)--() }) AS b
// pattern as a condition in a sum
MATCH (c:Country) RETURN sum(CASE WHEN (c)-[:MEMBER_OF]->() THEN 1 ELSE 0 END) AS n
// decimal divided by zero
MATCH (c:Country {id:'KOR'}) RETURN c.population / (c.rank - 3) AS a
MATCH (c:Country) RETURN sum(c.population) / sum(0) AS a
MATCH (c:Country) RETURN avg(c.population) / 0 AS a
MATCH (c:Country {id:'KOR'}) RETURN c.population / 0 AS a
WITH 5.0 AS x, 0 AS y RETURN x / y AS a
WITH 0.0 AS x, 0 AS y RETURN x / y AS a
MATCH (c:Country) RETURN c.id AS id, c.rank * 1.0 / 0 AS x ORDER BY id LIMIT 1
// average divided by zero
MATCH (c:Country) RETURN avg(c.population) / sum(0) AS a
// regular expression on numbers
MATCH (c:Country) WHERE c.rank =~ '1' RETURN c.id AS id
MATCH (c:Country) RETURN c.id AS id, c.rank =~ '1' AS m, c.population + 'x' AS p ORDER BY id LIMIT 2
// regular expression that is none
RETURN 'x' =~ '[' AS a
// version before a query
CYPHER 5 MATCH (c:Country) RETURN count(c) AS n
// options before a query
CYPHER runtime=slotted MATCH (c:Country) RETURN count(c) AS n
// number with an underscore
RETURN 1_000 AS a
// date of a quarter
RETURN date('2024-Q2') AS a, date('2024Q4') AS b
// backtick in a name
MATCH (`n``x`:Country {id:'KOR'}) RETURN `n``x`.id AS `a``b`
// refused: no RETURN
MATCH (c:Country)
// refused: !=
MATCH (c:Country) WHERE c.id != 'JPN' RETURN count(c) AS n
// refused: LET
LET x = 1 RETURN x
// refused: FILTER
FILTER true RETURN 1
// refused: LIMIT before SKIP
RETURN 1 AS a ORDER BY a LIMIT 1 SKIP 0
// refused: match mode
MATCH DIFFERENT RELATIONSHIPS (a)-[:SIGNED_MOU]-(b) RETURN count(*) AS n
// label of a list
MATCH (n:$any(['Country','Forum'])) RETURN count(n) AS n
// relation by expression
WITH 'SUPPLIES' AS t MATCH ()-[r:$(t)]->() RETURN count(r) AS n
// relationship named twice
MATCH (a)-[r:SUPPLIES]->(b), (c)-[r:SUPPLIES]->(d) RETURN count(*) AS n
// refused: size of a pattern
MATCH (c:Country) WHERE size((c)-[:SUPPLIES]->()) > 1 RETURN c.id AS id
// refused: pattern compared
MATCH (a:Country) WHERE (a)-[:SUPPLIES]->() = true RETURN a.id AS a ORDER BY a
// refused: number as a condition
MATCH (c:Country) WHERE 1 RETURN c.id AS id
// refused: length of a text
RETURN length('abc') AS x
// refused: rounding to hundreds
RETURN round(1234.5, -2) AS x
// refused: slice without ends
RETURN [1, 2][..] AS x
// refused: text and boolean
RETURN 'b: ' + true AS x
// refused: regular expression on a number
RETURN 1 =~ 'a' AS x
// split at several texts
RETURN split('a.b|c', ['.', '|']) AS x
// valueType
RETURN valueType([1]) AS x
// durations compared
RETURN duration('P1Y') > duration('P1M') AS a
// average of durations
UNWIND [duration('P1D'), duration('P2D')] AS x RETURN avg(x) AS a
// order of dates and datetimes
UNWIND [date('2024-02-01'), datetime('2024-01-01T00:00Z'), date('2023-01-01')] AS d RETURN d ORDER BY d
// refused: name given back by a subquery
UNWIND [1,2] AS x CALL (x) { RETURN x } RETURN x
// refused: condition on an importing WITH
WITH 1 AS x CALL { WITH x WHERE x > 0 RETURN 1 AS y } RETURN y
// refused: function of a plug-in
RETURN apoc.text.join(['a','b'], ',') AS x
// refused: function of the embedded engine
RETURN cosh(1) AS x
// property keys
CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey ORDER BY propertyKey
// functions listed
SHOW FUNCTIONS YIELD name RETURN count(*) > 10 AS x
// ANY
MATCH ANY (a:Country {id:'KOR'})-[:SIGNED_MOU]-+(b) RETURN b.id AS id ORDER BY id
// blanks around a number
RETURN toInteger(' 12 ') AS a
// blanks around a boolean
RETURN toBoolean(' true ') AS a
// greatest of maps
UNWIND [{a: 1}, {a: 3}, {a: 2}] AS m RETURN max(m) AS m
// property that is no condition
MATCH (c:Country) WHERE c.rank RETURN c.id AS id
// durations of a list compared
UNWIND [duration('P1Y'), duration('P1M')] AS d WITH collect(d) AS ds RETURN ds[0] > ds[1] AS a
// text and a boolean value
WITH true AS t RETURN 'b: ' + t AS x
// month as text
RETURN date({year: 2024, month: '2'}) AS d
// more lists
RETURN [x IN range(1,10) WHERE x % 3 = 0] AS a, [x IN [1,2,3] | {n: x, sq: x*x}] AS b
RETURN [x IN [[1,2],[3]] | size(x)] AS a, [p IN [{a:1},{a:2}] | p.a] AS b
RETURN reduce(acc = [], x IN [1,2,3] | acc + [x * 2]) AS l, reduce(s = 0, x IN null | s + x) AS n
RETURN 1 IN [] AS a, 1 IN null AS b, [1,2] IN [[1,2],[3]] AS c, [1,null] IN [[1,null]] AS d, 3 IN [1,2,null] AS e, NOT 3 IN [1,2,null] AS f
UNWIND [3, null, 1, 2] AS x RETURN x ORDER BY x DESC
RETURN toIntegerOrNull([1]) AS a, toFloatOrNull({a:1}) AS b, toStringOrNull([1]) AS c, toBooleanOrNull(1.5) AS d
RETURN char_length('añ') AS a, character_length('xyz') AS b, size('') AS c, isEmpty('') AS d, isEmpty([]) AS e, isEmpty({}) AS f
UNWIND [1, 5, 12] AS v RETURN CASE v WHEN < 3 THEN 'low' WHEN > 10 THEN 'high' ELSE 'mid' END AS c
MATCH p = (a:Country {id:'KAZ'})-[*1..3]-(b:Country {id:'CHL'}) WHERE none(n IN nodes(p) WHERE n.id = 'CHN') RETURN [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r)] AS ts ORDER BY length(p), ids, ts
MATCH (a:Country {id:'CHL'})-[r:SIGNED_MOU|SIGNED_AGREEMENT]-{1,2}(b) RETURN b.id AS b, size(r) AS n, [x IN r | x.fact] AS f ORDER BY b, n, f
RETURN range(1,5) + range(8,6,-1) AS a, range(5,1) AS b, range(1,1) AS c, range(0,-4,-2) AS d
MATCH p = (a {id:'CHL'})-[*..2]->(b) WHERE ALL(n IN nodes(p) WHERE n:Country) RETURN b.id AS b, length(p) AS l, [r IN relationships(p) | r.fact] AS f ORDER BY b, l, f
MATCH p = (a)-[:SIGNED_MOU*]->(b) WHERE size(nodes(p)) = 3 AND nodes(p)[1].id = 'JPN' RETURN a.id AS a, b.id AS b
MATCH (a:Country {id:'KOR'})(()-[r:SIGNED_MOU]-(n) WHERE n.rank < 6){1,3}(b) RETURN b.id AS b, [x IN n | x.id] AS via ORDER BY b, via
UNWIND ['x', 1, true, null, 2.5, [1], 'a'] AS m RETURN m ORDER BY m DESC
WITH [{a: {b: [1, {c: 2}]}}] AS l RETURN l[0].a.b[1].c AS x, l[0]['a']['b'][0] AS y
MATCH (c:Country) WHERE c.rank IN range(2, 4) AND NOT c.id IN ['KAZ'] RETURN c.id AS id ORDER BY id
WITH range(1, 5) AS l RETURN [i IN range(0, size(l) - 2) | l[i] + l[i+1]] AS sums, [i IN l WHERE NOT i IN [2,3]] AS r, l[size(l)-1] AS last
WITH [1,1,2] AS l RETURN reduce(s = [], x IN l | CASE WHEN x IN s THEN s ELSE s + x END) AS u
Match (c:Country) Where c.rank In [1,2] Return c.id As id Order By id Desc
RETURN 1 IS :: INTEGER AS a, 'x' IS :: STRING AS b, 1.5 IS NOT :: INTEGER AS c, null IS :: STRING AS d, [1] IS :: LIST<INTEGER> AS e
RETURN 'a' IN ['a', 1, null] AS a, 2 IN [1, 2.0] AS b, [] IN [[]] AS c, null IN [null, 1] AS d
RETURN [r IN $rows WHERE r.n > 1 | r.id] AS ids, keys($map) AS k, $text + '!' AS t, NOT $yes AS no
MATCH p = (:Mineral)-[:PART_OF]->(:Mineral) RETURN nodes(p)[0].id AS a, relationships(p)[0].fact AS f, length(p) AS l ORDER BY a
MATCH ()-[r]->() WHERE r.topics = [] OR size(r.topics) = 2 RETURN r.fact AS f ORDER BY f
MATCH (c:Country) RETURN c.id AS id, coalesce(c.aliases, []) + ['x'] AS a ORDER BY id
RETURN all(x IN [] WHERE false) AS a, any(x IN [] WHERE true) AS b, none(x IN [] WHERE true) AS c, single(x IN [1,1] WHERE x = 1) AS d, all(x IN [1, null] WHERE x = 1) AS e, none(x IN null WHERE x) AS f
// more steps
MATCH (c:Country {id:'JPN'}) UNWIND [p = (c)-[:SIGNED_MOU*1..2]-(x) | length(p)] AS l RETURN l ORDER BY l
MATCH (c:Country) WHERE size([(c)-[:SUPPLIES]->(x:Country) | x]) > 1 RETURN c.id AS id ORDER BY id
MATCH p = (a:Country {id:'CHL'}) (()-[:SIGNED_MOU]-()){2,} (b) RETURN b.id AS b, length(p) AS l ORDER BY b
MATCH (c:Country {id:'KOR'})-[r:SIGNED_MOU]-(o) RETURN r {.status, .date, other: o.id} AS m ORDER BY o.id
MATCH (c:Country)-[r:SUPPLIES]->(x) WITH *, r.year AS y RETURN c.id AS c, x.id AS x, y ORDER BY c, x, y
MATCH (a {id:'KOR'})-[r*0]-(b) RETURN b.id AS id, r AS r
MATCH (a {id:'CHL'})-[r:SIGNED_MOU]->*(b) RETURN b.id AS b, size(r) AS n ORDER BY n, b
MATCH (a {id:'CHL'})-[:SIGNED_MOU]->{,2}(b) RETURN b.id AS b ORDER BY b
MATCH (a {id:'CHL'})(()-[r1:SIGNED_MOU]->()-[r2:SIGNED_MOU]->()){1}(b) RETURN b.id AS b, size(r1) AS s
MATCH p=(n:Mineral)-[r]->(m) RETURN [p, n, r] AS l, {p: p} AS m2 ORDER BY n.id LIMIT 1
MATCH (c:Country) WHERE (c)-[:SUPPLIES]->(:Country {id:'KOR'}) OR (c)-[:SIGNED_MOU]-(:Country {id:'KOR'}) RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE CASE WHEN (c)-[:MEMBER_OF]->() THEN true ELSE false END RETURN c.id AS id ORDER BY id
MATCH (a:Country), (b:Country) WHERE (a)-[:SIGNED_MOU]->(b) RETURN a.id AS a, b.id AS b ORDER BY a, b
MATCH (a:Country) WHERE (a)-[:SUPPLIES {year: 2023}]->() XOR (a)<-[:SUPPLIES]-() RETURN a.id AS a ORDER BY a
MATCH (a:Country)-[r:SIGNED_MOU]-(b:Country) RETURN a.id AS a, b.id AS b, startNode(r) = a AS out ORDER BY a, b
MATCH (a:Country)-[x:SIGNED_MOU]-(b:Country), (a)-[y:SIGNED_AGREEMENT]-(b) RETURN a.id AS a, b.id AS b ORDER BY a, b
MATCH ()-[r:PART_OF]->() RETURN properties(r) AS p ORDER BY r.fact
MATCH (a:Country)-[r]->(b:Country) WHERE type(r) IN ['SIGNED_MOU','SIGNED_AGREEMENT'] RETURN a.id AS a, type(r) AS t, b.id AS b ORDER BY a, t, b
MATCH (a:Country)-[:SUPPLIES]->(b)-[:SIGNED_MOU]-(c) WHERE c <> a AND NOT (a)-[:SUPPLIES]->(c) RETURN DISTINCT a.id AS a, b.id AS b, c.id AS c ORDER BY a, b, c
MATCH ()-[r:SIGNED_MOU|SIGNED_AGREEMENT]->() WHERE 'lithium' IN r.topics RETURN r.fact AS f, size(r.topics) AS n ORDER BY f
// more subqueries as values
MATCH (c:Country) WHERE COUNT { (c)-[:SUPPLIES]->() } >= 2 RETURN c.id AS id ORDER BY id
MATCH (c:Country) RETURN c.id AS id, COUNT { MATCH (c)-[:SUPPLIES]->(x) RETURN DISTINCT x } AS n ORDER BY id
MATCH (c:Country) RETURN c.id AS id, COLLECT { MATCH (c)-[r:SUPPLIES]->(x) WHERE r.year = 2023 RETURN DISTINCT x.id AS k ORDER BY k } AS xs ORDER BY id
MATCH (c:Country) WHERE EXISTS { MATCH (c)-[:SUPPLIES]->(x) MATCH (x)-[:MEMBER_OF]->(:Forum {id:'msp'}) } RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE EXISTS { MATCH (c)-[:SUPPLIES]->(x) RETURN x UNION MATCH (c)-[:SIGNED_MOU]-(x) RETURN x } RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE EXISTS { MATCH (c)-[r:SUPPLIES]->(x) WITH x, count(r) AS n WHERE n > 1 RETURN x } RETURN c.id AS id
MATCH (c:Country) RETURN c.id AS id, COUNT { (c)-[:SUPPLIES]->() WHERE c.rank > 1 } AS n ORDER BY id
MATCH (c:Country) RETURN c.id AS id, sum(COUNT { (c)-[:SUPPLIES]->() }) AS n ORDER BY id
MATCH (c:Country) ORDER BY COUNT { (c)-[:SUPPLIES]->() } DESC, c.id LIMIT 2 RETURN c.id AS id
MATCH (c:Country) WITH c ORDER BY COUNT { (c)-[:SUPPLIES]->() } DESC, c.id LIMIT 2 RETURN c.id AS id
MATCH (c:Country) RETURN c.id AS id, count { (c)-[:SUPPLIES]->() } + count { (c)<-[:SUPPLIES]-() } AS n ORDER BY n DESC, id
MATCH (c:Country) RETURN c.id AS id, collect { MATCH (c)-[:SUPPLIES]->(x) RETURN x.id ORDER BY x.id }[0] AS first ORDER BY id
MATCH (c:Country) WITH c, collect { MATCH (c)-[r:SUPPLIES]->(x) RETURN {x: x.id, t: r.tonnes} ORDER BY r.tonnes DESC } AS l WHERE l <> [] RETURN c.id AS id, l[0].x AS x, l[0].t AS t ORDER BY id
MATCH (c:Country) WHERE 'KOR' IN collect { MATCH (c)-[:SUPPLIES]->(x) RETURN x.id } RETURN c.id AS id ORDER BY id
MATCH (c:Country) RETURN c.id AS id, [x IN collect { MATCH (c)--(y:Country) RETURN DISTINCT y.id AS i ORDER BY i } WHERE x <> 'KOR'] AS l ORDER BY id
MATCH (a:Country) WHERE NOT (a)-[:SIGNED_MOU]-() AND NOT EXISTS { (a)-[:SIGNED_AGREEMENT]-() } RETURN a.id AS id
MATCH (a {id:'KOR'}), (b {id:'JPN'}) RETURN EXISTS((a)-[:SIGNED_MOU]-(b)) AS x
MATCH (a {id:'KOR'}), (b {id:'JPN'}) RETURN exists { (a)-[:SIGNED_MOU]-(b) } AS x, count { (a)-[:SIGNED_MOU]-(b) } AS n
MATCH (a:Country) WHERE exists((a)-[:MEMBER_OF]->()) RETURN a.id AS id ORDER BY id
// more calls
CALL { MATCH (c:Country) RETURN c ORDER BY c.rank LIMIT 3 } RETURN c.id AS id ORDER BY id
MATCH (c:Country) CALL { WITH c OPTIONAL MATCH (c)-[r:SUPPLIES]->() RETURN max(r.year) AS y } RETURN c.id AS id, y ORDER BY y, id
UNWIND [1,2,3] AS n CALL { WITH n RETURN n * 10 AS m UNION ALL WITH n RETURN n * 100 AS m } RETURN n, m ORDER BY n, m
UNWIND [1,2] AS n CALL (n) { UNWIND range(1,n) AS k RETURN sum(k) AS s } RETURN n, s ORDER BY n
CALL () { MATCH (c:Country) RETURN count(*) AS n } RETURN n
MATCH (c:Country) CALL (*) { MATCH (c)-[:MEMBER_OF]->(f) RETURN count(f) AS n } RETURN c.id AS id, n ORDER BY id
MATCH (c:Country {id:'KOR'}) CALL (c) { WITH c AS d RETURN d.name AS dn } RETURN dn
MATCH (c:Country) CALL (c) { OPTIONAL MATCH (c)-[r:SUPPLIES]->(x) WITH x, sum(r.tonnes) AS t ORDER BY t DESC, x.id LIMIT 1 RETURN x.id AS top, t } RETURN c.id AS id, top, t ORDER BY id
MATCH (c:Country) CALL (c) { MATCH (c)-[r:SUPPLIES]->(x) RETURN x.id AS x, r.tonnes AS t UNION ALL MATCH (c)<-[r:SUPPLIES]-(x) RETURN x.id AS x, -r.tonnes AS t } RETURN c.id AS id, sum(t) AS net ORDER BY id
CALL { MATCH (c:Country) RETURN c.id AS id, 'country' AS k UNION ALL MATCH (f:Forum) RETURN f.id AS id, 'forum' AS k } RETURN k, count(*) AS n, min(id) AS first ORDER BY k
CALL { RETURN 1 AS x UNION RETURN 2 AS x } WITH x WHERE x > 1 RETURN x
UNWIND [3,1,2] AS x CALL { WITH x RETURN x AS y ORDER BY y } RETURN y ORDER BY y
UNWIND [1,2] AS x CALL (x) { CALL (x) { RETURN x * 2 AS z } RETURN z + 1 AS w } RETURN x, w ORDER BY x
MATCH (c:Country) CALL { MATCH (f:Forum) RETURN count(f) AS n } RETURN c.id AS id, n ORDER BY id LIMIT 1
// more unions
RETURN 1 AS a, 'x' AS b UNION ALL RETURN 2 AS a, null AS b UNION ALL RETURN 1 AS a, 'x' AS b
RETURN 1 AS a, 2 AS b UNION RETURN 1 AS a, 2 AS b UNION RETURN 2 AS a, 1 AS b
MATCH (c:Country) RETURN c.id AS x ORDER BY x LIMIT 1 UNION ALL MATCH (f:Forum) RETURN f.id AS x ORDER BY x LIMIT 1
RETURN 1 AS a UNION RETURN 1.0 AS a
RETURN 1 AS one UNION ALL RETURN null AS one UNION ALL RETURN 'x' AS one
// more optional rows
MATCH (c:Country) OPTIONAL MATCH (c)-[:MEMBER_OF]->(f:Forum) WITH c, collect(f.id) AS fs WHERE size(fs) = 0 RETURN c.id AS id ORDER BY id
OPTIONAL MATCH (x:Nothing) RETURN count(x) AS n, count(*) AS rows, collect(x) AS xs, max(x.v) AS m
MATCH (c:Country) OPTIONAL MATCH (c)-[r:SUPPLIES {year: 2022}]->(x)-[:MEMBER_OF]->(f) RETURN c.id AS c, x.id AS x, f.id AS f ORDER BY c, x, f
MATCH (c:Country {id:'TUR'}) OPTIONAL MATCH p = (c)-[:SUPPLIES*1..3]->(x) RETURN length(p) AS l, nodes(p) AS ns, p IS NULL AS none
UNWIND range(2022, 2024) AS y OPTIONAL MATCH ()-[r:SUPPLIES {year: y}]->() RETURN y, count(r) AS n, sum(r.tonnes) AS t ORDER BY y
MATCH (c:Country) OPTIONAL MATCH (c)-[m:MEMBER_OF]->(f) OPTIONAL MATCH (c)-[s:SUPPLIES]->(x) RETURN c.id AS c, count(DISTINCT m) AS m, count(DISTINCT s) AS s ORDER BY c
MATCH (c:Country) OPTIONAL MATCH (c)-[m:MEMBER_OF]->(f) WITH c, count(m) AS m OPTIONAL MATCH (c)-[s:SUPPLIES]->(x) WITH c, m, count(s) AS s WHERE m + s > 0 RETURN c.id AS c, m, s ORDER BY m DESC, s DESC, c
MATCH (c:Country) OPTIONAL MATCH (c)-[s:SUPPLIES]->(x:Country) WITH c, x WHERE x IS NULL RETURN c.id AS id ORDER BY id
OPTIONAL MATCH (c:Country {id:'XXX'}) WITH c RETURN coalesce(c.name, 'none') AS n, c IS NULL AS b, labels(c) AS l, keys(c) AS k, properties(c) AS p, size(c.aliases) AS s
OPTIONAL MATCH (a {id:'XXX'})-[r]->(b) RETURN type(r) AS t, startNode(r) AS s, r.x AS x, [a, b] AS l, {a: a} AS m
OPTIONAL MATCH p = (a {id:'XXX'})-[*]->(b) RETURN nodes(p) AS n, relationships(p) AS r, length(p) AS l
MATCH (c:Country {id:'KOR'}) OPTIONAL MATCH (c)-[r:NOTHING]->(x) RETURN c.id AS c, r.y AS y, collect(x.id) AS xs, x IS NULL AS n
MATCH (n) OPTIONAL MATCH (n)-[r]-() WITH n, count(r) AS d RETURN d, count(*) AS nodes ORDER BY d
UNWIND $ids AS id OPTIONAL MATCH (c:Country {id: id})-[:SUPPLIES]->(x) RETURN id, count(x) AS n ORDER BY n DESC, id
// more nothing
RETURN null + 1 AS a, null = null AS b, null IN [null] AS c, [null] = [null] AS d, {a: null} = {a: null} AS e
MATCH (c:Country) RETURN c.name AS n, c.population AS p ORDER BY p IS NULL, p DESC
MATCH (c:Country) RETURN c.id AS id ORDER BY c.population IS NULL DESC, id DESC
MATCH (c:Country) WHERE c.aliases = ['Nippon'] OR c.aliases IS NULL RETURN c.id AS id ORDER BY id
WITH {a: null, b: 1} AS m RETURN m.a IS NULL AS x, keys(m) AS k, m {.b} AS p, size(keys(m)) AS n
WITH null AS m RETURN m.a AS x, m['a'] AS y, [m] AS l, {m: m} AS q, m IS NULL AS n
RETURN true AS `true`, null AS `null`
MATCH (c:Country) RETURN CASE WHEN c.rank > 3 THEN 'x' END, NOT c.rank > 3, c.rank IS NULL ORDER BY c.rank LIMIT 1
RETURN true AND null OR false AS a, NOT false AND false AS b, true OR 1 = 2 XOR true AS c
RETURN 1 + 1.0 AS a, 1 - 1.0 AS b, 3 * 1.5 AS c, 7 / 7.0 AS d, 2 + null AS e, 4.0 AS f, -0.0 AS g, 1e15 AS h, 1e16 AS i
UNWIND [true, false, null] AS a UNWIND [true, false, null] AS b RETURN a, b, a AND b AS x, a OR b AS y, a XOR b AS z, NOT a AS n ORDER BY a, b
RETURN nullIf('a', 'a') AS a, coalesce(null, null, 3) AS b, coalesce(null) AS c
MATCH (c:Country) WHERE c.name = null RETURN c.id AS id
MATCH (c:Country) WHERE c.name IS NULL RETURN c.id AS id
// more texts
RETURN null XOR true AS a, NOT (null OR true) AS b, (null AND false) IS NULL AS c, null <> null AS d, null STARTS WITH 'a' AS e
RETURN toUpper('straße') AS a, toLower('İstanbul') AS b, upper('x') AS c, lower('X') AS d
RETURN toUpper('straße') AS a, toLower('ÅÄÖ') AS b, size('straße') AS c, reverse('añb') AS d, trim('\t x \n') AS e
RETURN substring('hello', 1) AS a, substring('hello', 1, 2) AS b, substring('hello', 10) AS c, substring('hello', 0, 100) AS d, left('', 2) AS e, right('hello', 0) AS f
RETURN replace('aaa', 'a', 'b') AS a, replace('a.c', '.', '-') AS b, replace('abc', '', '-') AS c, replace('abc', 'x', null) AS d
RETURN lTrim('  a') + '|' AS a, rTrim('a  ') + '|' AS b, btrim('xxaxx', 'x') AS c, ltrim('xxa', 'x') AS d, trim(LEADING 'x' FROM 'xxa') AS e, trim(TRAILING 'x' FROM 'axx') AS f
RETURN 'abc' CONTAINS '' AS a, 'abc' STARTS WITH '' AS b, 'abc' ENDS WITH 'bc' AS c, 'abc' CONTAINS null AS d, 1 CONTAINS 'a' AS e
RETURN 'Hello' =~ '(?i)hello' AS a, 'a\nb' =~ 'a.b' AS b, 'a\nb' =~ '(?s)a.b' AS c, 'abc' =~ '[a-c]+' AS d, 'ab1' =~ '\\w+\\d' AS e, 'x' =~ '' AS f
RETURN lower(null) AS a, trim(null) AS b, substring(null, 1) AS c, replace(null, 'a', 'b') AS d, size(null) AS e, left(null, 2) AS f
MATCH (c:Country {id:'KOR'}) RETURN c {.*, n: 1, up: toUpper(c.name)} AS m
MATCH (c:Country) RETURN c.name AS n ORDER BY toLower(c.name), c.rank + 1 DESC LIMIT 3
MATCH (c:Country) WHERE [x IN c.aliases WHERE x STARTS WITH 'R'] <> [] RETURN c.id AS id
MATCH (c:Country) WHERE c.name =~ '.*[üö].*' OR c.name =~ 'J.*' RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE toLower(c.name) CONTAINS toLower('KOREA') RETURN c.id AS id
MATCH (c:Country) WHERE trim(c.name) = c.name AND size(c.name) > 6 RETURN c.id AS id, size(c.name) AS n ORDER BY n, id
WITH 'Korea signed' AS t RETURN [w IN split(t, ' ') | toUpper(left(w, 1)) + toLower(substring(w, 1))] AS ws, size(split(t, ' ')) AS n
MATCH (c:Country {name: 'Türkiye'}) RETURN c.id AS id, size(c.name) AS n, toUpper(c.name) AS u, substring(c.name, 0, 2) AS s
MATCH (a:Country)-[r]->(b:Country) WHERE type(r) STARTS WITH 'SIGNED' AND r.date STARTS WITH '2' RETURN a.id AS a, left(r.date, 4) AS y ORDER BY y, a
MATCH (n:Country|Forum) WHERE n.name CONTAINS 'a' RETURN n.id AS id ORDER BY id
MATCH ()-[r:SIGNED_MOU]->() WHERE any(t IN r.topics WHERE t =~ '(?i)LI.*') RETURN r.fact AS f ORDER BY f
RETURN char_length('🇰🇷') AS a, size('🇰🇷') AS b, left('한국', 1) AS c, reverse('한국') AS d, toUpper('ß') AS e
// more aggregates
UNWIND [3, null, 1, 2] AS x RETURN collect(x) AS c, count(x) AS n, count(*) AS rows, sum(x) AS s, avg(x) AS a, min(x) AS lo, max(x) AS hi
MATCH (a:Country) ((x)-[:SIGNED_MOU]-(y) WHERE x.id <> y.id){1,3} (b:Country {id:'KOR'}) RETURN a.id AS a, size(x) AS n, count(*) AS c ORDER BY a, n
UNWIND ['b','a','b'] AS x RETURN collect(DISTINCT x) AS c, count(DISTINCT x) AS n, collect(x)[0] AS f, collect(x)[..2] AS g
MATCH (n) WHERE n IS Country|Forum RETURN count(n) AS n
MATCH (:Country)-[r IS SUPPLIES]->() RETURN count(r) AS n
MATCH (a)<-->(b) RETURN count(*) AS n
MATCH (a:Country)-->(b:Country)-->(c:Country) RETURN count(*) AS n
MATCH p = (a {id:'CHL'})-[*..2]->(b) WHERE single(n IN nodes(p) WHERE n.id = 'KOR') RETURN count(p) AS n
UNWIND [1, 'a', true, null, 2.5, [1]] AS x RETURN min(x) AS lo, max(x) AS hi
MATCH (n:Mineral) WITH n ORDER BY n.id WITH collect(n {.id, .symbol}) AS ns UNWIND ns AS x RETURN x.id AS id, x.symbol AS s
MATCH (c:Country) WITH c ORDER BY c.rank RETURN {ids: collect(c.id), n: count(*)} AS m
MATCH (a:Country)-[r:SUPPLIES]->(b) RETURN a.id AS a, max(r.tonnes) - min(r.tonnes) AS spread, sum(r.tonnes) / count(r) AS mean ORDER BY spread DESC, a
MATCH (c:Country) WITH sum(c.rank) AS total MATCH (c:Country) RETURN c.id AS id, c.rank * 100 / total AS pct, toFloat(c.rank) / total AS share ORDER BY id
MATCH (a)-[r]->(b) RETURN labels(a)[0] AS f, type(r) AS t, labels(b)[0] AS g, count(*) AS n ORDER BY n DESC, f, t, g
UNWIND split('KOR, JPN ,CHL', ',') AS s WITH trim(s) AS id MATCH (c:Country {id: id}) RETURN collect(c.name) AS names
MATCH (c:Country) WHERE all(k IN ['id','name'] WHERE c[k] IS NOT NULL) RETURN count(c) AS n
MATCH (c:Country) WITH count(*) AS n RETURN n, n * 2 AS m, CASE n WHEN 6 THEN 'six' END AS s
MATCH (a)-[r:SUPPLIES]->(b) RETURN r.year AS y, r.mineral AS m, count(*) AS n, sum(coalesce(r.value_usd, 0)) AS usd ORDER BY y, m
MATCH (c:Country) RETURN count(*), sum(c.rank), avg( c.rank )
MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n ORDER BY n DESC, t
UNWIND [null] AS x RETURN stDev(x) AS a, percentileCont(x, 0.5) AS b, percentileDisc(x, 0.5) AS c, sum(x) AS d, collect(x) AS e, avg(x) AS f
UNWIND [[1,2],[1],[3]] AS x RETURN min(x) AS lo, max(x) AS hi
MATCH (a:Country)-[r:SUPPLIES]->(b) WITH b, r.mineral AS m, sum(r.tonnes) AS t ORDER BY t DESC WITH b, collect({m: m, t: t}) AS top RETURN b.id AS b, top[0].m AS m, top[0].t AS t, size(top) AS n ORDER BY b
MATCH (a:Country)-[r:SIGNED_MOU|SIGNED_AGREEMENT]-(b:Country) WHERE a.id < b.id RETURN a.id AS a, b.id AS b, collect(DISTINCT r.status) AS st, min(r.date) AS first, max(r.date) AS last ORDER BY a, b
MATCH (c:Country) WITH avg(c.population) AS m MATCH (c:Country) WHERE c.population > m RETURN c.id AS id, c.population / m AS r ORDER BY id
MATCH ()-[r]->() WHERE r.year IS NULL AND r.status IS NOT NULL RETURN count(*) AS n
MATCH (c:Country) WITH c WHERE c.rank < 4 WITH c ORDER BY c.rank DESC RETURN collect(c.id) AS ids
MATCH (c:Country) WITH count(c) AS n, c RETURN n ORDER BY n LIMIT 1
// more values
RETURN 5 / 2 AS a, 5 / 2.0 AS b, 5.0 / 2 AS c, -5 / 2 AS d, 5 % -3 AS e, -5 % 3 AS f, 5.5 % 2 AS g, 2 ^ -1 AS h, 2 ^ 0.5 AS i
RETURN 5.0 % 0 AS x
RETURN toString(1.0) AS a, toString(1e10) AS b, toString(0.1) AS c, toString(1e-7) AS d, toString(123456789.123) AS e, toString(-0.0) AS f, toString(1.0/0) AS g
RETURN pi() AS a, e() AS b, sin(0) AS c, cos(0) AS d, atan2(1, 1) AS e, degrees(pi()) AS f, radians(180) AS g, cot(1) AS h, haversin(0.5) AS i
WITH {a: 1, b: 2} AS m RETURN m {.a, c: 3} AS x, m {.*} AS y, keys(m) AS k
MATCH (c:Country) WITH *, c.rank * 2 AS dbl WHERE dbl > 6 RETURN c.id AS id, dbl ORDER BY dbl
MATCH (c:Country) RETURN c.id AS id ORDER BY id LIMIT size(['a','b'])
RETURN 1.5 / 0.0 AS a
WITH 5.0 AS x, 0 AS y RETURN x % y AS b
MATCH (n:Mineral) RETURN n, n.id ORDER BY n.id LIMIT 1
RETURN 1 AS `x.y`, {`a b`: 1}['a b'] AS z, {`a b`: 1}.`a b` AS w
MATCH (c:Country) WHERE NOT (c.population > 50 OR c.rank < 3) RETURN c.id AS id ORDER BY id
MATCH (c:Country) RETURN c.name + c.nothing AS x, c.rank + c.population AS s ORDER BY s, c.id
WITH {b: 2, a: 1} AS m UNWIND keys(m) AS k RETURN k, m[k] AS v ORDER BY k
MATCH (c:Country {id:'KOR'}) RETURN *
MATCH (c:Country) WHERE c.rank = 3 OR c.rank = 3.0 RETURN c.id AS id
MATCH (c:Country) WITH c ORDER BY c.name DESC RETURN c.id AS id LIMIT 2
MATCH (c:Country) RETURN c.id AS id ORDER BY id LIMIT 2;
MATCH (match:Country {id:'KOR'}) RETURN match.id AS return
RETURN 'a\'b' AS a, "a\"b" AS b, 'tab\there' AS c, '\r' AS d, '\b\f' AS e
MATCH (c:Country {id:'TUR'}) RETURN properties(c) AS p, keys(c) = keys(c) AS k, size(keys(c)) AS n
RETURN 1 < 2 < 3 AS a, 1 < 3 > 2 AS b, 1 = 1 = true AS c, 3 > 2 > 1 AS d
MATCH (c:Country) WHERE c.rank > 'a' RETURN c.id AS id
MATCH (c:Country) RETURN c ORDER BY c.id LIMIT 1
RETURN point.distance(point({latitude: 37.5, longitude: 127}), point({latitude: 35.7, longitude: 139.7})) > 1000000 AS far
WITH ['KOR','JPN'] AS ids, 2 AS n MATCH (c:Country) WHERE c.id IN ids RETURN c.id AS id, n ORDER BY id
MATCH (c:Country) WHERE c.id = "KOR" OR c.id = 'JPN' AND c.rank = 99 RETURN c.id AS id
// more dates and durations
RETURN toString(null) AS a, toString('x') AS b, toString(date('2024-01-02')) AS c, toString(datetime('2024-01-02T03:04:05Z')) AS d, toString(duration('P1D')) AS e
RETURN date('2024-03-31') + duration('P1M1D') AS a, date('2024-01-31') + duration('P1M') + duration('P1M') AS b, date('2024-01-01') + duration('PT36H') AS c
RETURN duration({months: 14, days: 3}) AS a, duration({years: 1.5}) AS b, duration('P2W') AS c, duration({hours: 25}) AS d, duration('PT1.5S') AS e, duration({days: 1.5}) AS f
WITH duration('P1Y2M3DT4H5M6.789S') AS d RETURN d.years AS a, d.quarters AS b, d.months AS c, d.weeks AS d1, d.days AS e, d.hours AS f, d.minutes AS g, d.seconds AS h, d.milliseconds AS i, d.monthsOfYear AS j, d.minutesOfHour AS k, d.secondsOfMinute AS l, d.millisecondsOfSecond AS m, d.quartersOfYear AS n, d.daysOfWeek AS o
RETURN duration.between(datetime('2024-01-01T00:00:00Z'), datetime('2024-02-02T03:04:05Z')) AS a, duration.between(date('2024-01-01'), datetime('2024-02-02T03:04:05Z')) AS b
RETURN date.truncate('quarter', date('2024-05-17')) AS a, date.truncate('decade', date('2024-05-17')) AS b, date.truncate('century', date('2024-05-17')) AS c, date.truncate('millennium', date('2024-05-17')) AS d, date.truncate('weekYear', date('2024-05-17')) AS e, date.truncate('month', date('2024-05-17'), {day: 5}) AS f
RETURN localdatetime.truncate('minute', localdatetime('2024-05-17T10:20:30.5')) AS a, time.truncate('hour', time('10:20:30Z')) AS b, localtime.truncate('second', localtime('10:20:30.5')) AS c
RETURN datetime('2024-05-17T10:00:00.123456789Z') AS a, datetime('2024-05-17T10:00:00.123Z').millisecond AS b, datetime('2024-05-17T10:00Z').epochMillis AS c, datetime('2024-05-17T10:00+02:00').offset AS d, datetime('2024-05-17T10:00[Asia/Seoul]').timezone AS e
RETURN datetime('2024-05-17T10:00:00Z') < datetime('2024-05-17T10:00:00+01:00') AS a, datetime('2024-05-17T10:00:00Z') = datetime('2024-05-17T12:00:00+02:00') AS b
RETURN time('10:30:00+01:00') AS a, localtime({hour: 10, minute: 30}) AS b, time({hour: 12, minute: 31, second: 14, timezone: '+01:00'}) AS c, localdatetime({year: 2024, month: 5}) AS d
MATCH (c:Country) WHERE c.joined IS NOT NULL RETURN c.id AS id, date('2024-01-01').year - c.joined.year AS years, duration.between(c.joined, date('2024-01-01')).years AS y2, duration.inDays(c.joined, date('2024-01-01')).days AS d ORDER BY id
MATCH ()-[r:MEMBER_OF]->() RETURN r.fact AS f, coalesce(r.valid_from, r.known_from) AS since, duration.between(coalesce(r.valid_from, r.known_from), date('2026-11-26')).months AS m ORDER BY f
MATCH (c:Country) WHERE c.joined.month = 12 OR c.joined.day > 27 RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE c.joined = date('1996-12-12') RETURN c.id AS id
MATCH ()-[r:SIGNED_MOU|SIGNED_AGREEMENT]->() RETURN r.fact AS f, date(r.date) AS d ORDER BY f
UNWIND range(0, 3) AS i RETURN date('2024-01-31') + duration({months: i}) AS d
WITH datetime('2024-05-17T10:20:30.123+09:00') AS d RETURN d.year AS y, d.hour AS h, d.minute AS m, d.second AS s, d.millisecond AS ms, d.microsecond AS us, d.nanosecond AS ns, d.offset AS o, d.offsetMinutes AS om, d.offsetSeconds AS os, d.epochSeconds AS es, d.timezone AS tz
RETURN datetime('2024-05-17') AS a, datetime('2024-05-17T10') AS b, datetime('20240517T102030Z') AS c, localdatetime('2024-05-17T10:20') AS d
RETURN duration.between(date('2024-01-01'), date('2024-01-01')) AS a, toString(duration('P14M')) AS b, duration('P1Y2M').months AS c
RETURN time('10:20:30+09:00').hour AS a, time('10:20') AS b, localtime('102030') AS c, time({hour: 10}) AS d, localtime('10:20:30.123') AS e
RETURN [x IN range(1,3) | date({year: 2024, month: x, day: 1})] AS l, {d: date('2024-01-01'), du: duration('P1D')} AS m
UNWIND [localtime('10:00'), localtime('09:00')] AS d RETURN d ORDER BY d
RETURN date('2024-05-17').year AS a, (date('2024-05-17') + duration('P1M')).month AS b, [date('2024-05-17')][0].day AS c
MATCH (c:Country) WHERE c.population > 50 AND c.joined.year < 1990 OR c.id = 'CHL' RETURN c.id AS id ORDER BY id
UNWIND range(1, 12) AS m WITH m, date({year: 2024, month: m, day: 1}) AS d RETURN m, d.quarter AS q, (d + duration('P1M') - duration('P1D')).day AS days
UNWIND [date('2024-01-01'), date('2023-01-01')] AS x RETURN min(x) AS lo, max(x) AS hi, collect(x) AS c
MATCH (c:Country) WHERE c.id IN $ids AND c.joined < $day RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE c.joined > '2000-01-01' RETURN c.id AS id
// more shortest paths
MATCH p = shortestPath((a:Country {id:'CHL'})-[*]-(b:Forum {id:'forge'})) RETURN length(p) AS l
MATCH (a:Country), (b:Country) WHERE a.id < b.id MATCH p = shortestPath((a)-[:SIGNED_MOU|SIGNED_AGREEMENT*]-(b)) RETURN a.id AS a, b.id AS b, length(p) AS l ORDER BY a, b
MATCH p = allShortestPaths((a:Country {id:'KAZ'})-[*..5]-(b:Country {id:'CHN'})) RETURN [n IN nodes(p) | n.id] AS ids, [r IN relationships(p) | type(r)] AS ts ORDER BY ids, ts
MATCH (a:Country {id:'CHL'}), (b:Country {id:'KAZ'}) OPTIONAL MATCH p = shortestPath((a)-[:MEMBER_OF*]-(b)) RETURN a.id AS a, p AS p
MATCH (a:Country {id:'CHL'}) MATCH (b:Country {id:'KOR'}) RETURN length(shortestPath((a)-[*..5]->(b))) AS l
MATCH (a:Country {id:'TUR'}), (b:Country {id:'KOR'}) RETURN shortestPath((a)-[*..5]-(b)) IS NULL AS none
MATCH (a:Country {id:'CHL'}), (b:Country) WHERE b.id <> 'CHL' MATCH p = shortestPath((a)-[:SIGNED_MOU|SIGNED_AGREEMENT*..4]-(b)) RETURN b.id AS b, length(p) AS l, [r IN relationships(p) | r.status] AS st ORDER BY b
MATCH p = shortestPath((a:Country {id:'CHL'})-[:SIGNED_MOU*1..1]-(b:Country {id:'KOR'})) RETURN length(p) AS l
// more parameters again
MATCH (c:Country) RETURN c.id AS id ORDER BY id SKIP $two LIMIT $two + 1
RETURN $`two` AS a
MATCH (c:Country) WHERE c.id = $nothing RETURN c.id AS id
MATCH (c:Country) WHERE c.id = coalesce($nothing, c.id) AND c.rank >= $two RETURN c.id AS id ORDER BY id
// aggregates and what is done with them
MATCH (a)-[r:SUPPLIES]->(b) WITH b, sum(r.tonnes) / count(r) AS mean WHERE mean > 100 RETURN b.id AS b, mean ORDER BY b
MATCH (a)-[r:SUPPLIES]->(b) WITH b, collect(r) AS rs, count(*) + 0 AS n RETURN b.id AS b, size(rs) = n AS same ORDER BY b
MATCH (a)-[r:SUPPLIES]->(b) RETURN DISTINCT b.id AS b, count(*) > 1 AS many ORDER BY b
MATCH (a)-[r:SUPPLIES]->(b) RETURN b, sum(r.tonnes) * 2 AS t ORDER BY b.name
MATCH (a)-[r:SUPPLIES]->(b) RETURN b AS buyer, sum(r.tonnes) * 2 AS t ORDER BY buyer.name DESC
MATCH (a)-[r:SUPPLIES]->(b) RETURN b.id, sum(r.tonnes) * 2, count(*) ORDER BY b.id
MATCH (a)-[r:SUPPLIES]->(b) RETURN b.id, sum(r.tonnes) * 2, count(*) ORDER BY sum(r.tonnes) * 2 DESC, b.id
MATCH (a)-[r:SUPPLIES]->(b) RETURN b.id AS b, sum(r.tonnes) AS t ORDER BY -t, b LIMIT 2
MATCH (a)-[r:SUPPLIES]->(b) WITH b.id AS b, round(sum(r.tonnes) / 1000.0, 2) AS kt ORDER BY kt DESC LIMIT 2 RETURN collect(b + ': ' + kt) AS l
MATCH (c:Country) RETURN c.id AS id, COUNT { MATCH (c)-[r:SUPPLIES]->(x) WITH x, count(r) + 1 AS n WHERE n > 1 RETURN x } AS l ORDER BY id
MATCH (c:Country) RETURN count(c) / 2 AS a, count(c) / 4.0 AS b, count(c) % 4 AS m, toFloat(count(c)) / 4 AS f, 100 * count(c) / 7 AS p
MATCH (c:Country) WITH count(c) AS n, sum(c.rank) AS s RETURN s / n AS mean, s * 1.0 / n AS fm, 1.0 * s / (n - 6 + 1) AS x
MATCH (c:Country) RETURN c.id AS id, c.rank / CASE WHEN c.rank > 3 THEN 2 ELSE 1 END AS h, c.rank / c.rank AS one, c.rank / size(c.name) AS z ORDER BY id
MATCH (c:Country) RETURN c.id AS id, c.population / c.rank / 2 AS h, (c.population + 1) / (c.rank + 1) ^ 2 AS q, -c.population / -c.rank AS n ORDER BY id
MATCH (c:Country) WHERE c.population / c.rank > 10 RETURN c.id AS id ORDER BY c.population / c.rank
MATCH (c:Country) RETURN [x IN [1, 2] | c.rank / x] AS l, reduce(s = 0, x IN [1, 2] | s + 12 / x) AS r, {h: c.rank / 2} AS m ORDER BY c.rank LIMIT 2
RETURN 10 / 2 / 5 AS a, 10 / (2 / 2) AS b, 10 / 2 * 3 AS c, 2 * 10 / 4 AS d, 10 / -2 AS e, 10.0 / $two AS f, 10 / $map.a AS g, 7 / [1, 2][1] AS h
RETURN duration('P4D') / 2 AS a, duration({days: 3}) / 2 AS b, 'a/b' AS s, split('a/b', '/') AS l
RETURN date('2024-01-01').year / 4 AS a, size('abcd') / 2 AS b, toInteger('8') / toInteger('2') AS c
MATCH (c:Country) WHERE c.name =~ $text + '.*' OR c.id =~ 'K' + '.*' RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE toUpper(c.name) =~ '.*KOREA' AND NOT c.id =~ 'X.*' RETURN c.id AS id
MATCH (c:Country) WHERE any(a IN c.aliases WHERE a =~ 'K.*') RETURN c.id AS id
MATCH ()-[r:SUPPLIES]->() WHERE toString(r.year) =~ '202[23]' RETURN r.fact AS f ORDER BY f
RETURN ['a','b1'][1] =~ '[a-z]\\d' AS a, {k: 'x'}.k =~ 'x' AS b, null =~ 'a' AS c, 'a' =~ null AS d
MATCH (c:Country) UNWIND [(c)-[:MEMBER_OF]->(f) | f.id] AS f RETURN f, count(*) AS n ORDER BY f
MATCH (c:Country) RETURN min(c.rank) + max(c.rank) AS a, min(c.rank) < max(c.rank) AS b, [min(c.rank), max(c.rank)] AS l, {lo: min(c.rank)} AS m
MATCH (c:Country) RETURN percentileCont(c.rank, 0.5) + 1 AS p, percentileDisc(c.population, 0.9) / 2 AS q, stDev(c.rank) > 1 AS s
MATCH (c:Country) WITH collect(DISTINCT c.rank % 2) AS l, count(*) * 2 AS n RETURN size(l) AS k, n
MATCH (c:Country) WITH c ORDER BY c.rank RETURN collect(c.id)[..2] + collect(c.id)[-1..] AS ends, head(collect(c.id)) + '-' + last(collect(c.id)) AS span
MATCH (c:Country) WITH c ORDER BY c.rank RETURN reduce(s = '', x IN collect(c.id) | s + left(x, 1)) AS s, size(collect(c.id)) - 1 AS n
MATCH (c:Country) WITH c ORDER BY c.rank RETURN [i IN range(0, count(c) - 1) | i] AS l, all(x IN collect(c.rank) WHERE x > 0) AS a
MATCH (c:Country) OPTIONAL MATCH (c)-[r:SUPPLIES]->() RETURN c.id AS id, coalesce(sum(r.tonnes), 0) AS t, CASE WHEN count(r) = 0 THEN null ELSE sum(r.tonnes) / count(r) END AS m ORDER BY id
MATCH (c:Country) OPTIONAL MATCH (c)-[r:SUPPLIES]->() WITH c, count(r) AS n RETURN sum(CASE WHEN n > 0 THEN 1 ELSE 0 END) * 1.0 / count(*) AS share
MATCH (a)-[r:SUPPLIES]->(b) WITH r.mineral AS m, a, sum(r.tonnes) AS t WITH m, collect(t) AS ts, sum(t) AS total RETURN m, reduce(h = 0.0, t IN ts | h + (t / total) ^ 2) AS hhi ORDER BY m
UNWIND [1, 2, 3] AS x WITH x, x * 2 AS y RETURN sum(x) + sum(y) AS s, x % 2 AS odd ORDER BY odd
UNWIND [1, 2, 3] AS x RETURN x AS `my x`, count(*) + 0 AS `how many` ORDER BY `my x`
UNWIND [{g: 'a', v: 1}, {g: 'b', v: 2}, {g: 'a', v: 5}] AS row RETURN row.g AS g, sum(row.v) / count(row) AS mean, max(row.v) - min(row.v) AS d ORDER BY g
UNWIND [1, 2] AS x RETURN exists { MATCH (c:Country {rank: x}) } AS e, count(*) > 0 AS n ORDER BY e, n
CALL { MATCH (c:Country) RETURN count(c) * 2 AS n UNION MATCH (f:Forum) RETURN count(f) * 2 AS n } RETURN n ORDER BY n
MATCH (c:Country) RETURN count(*) + 1 AS n UNION ALL MATCH (f:Forum) RETURN count(*) + 1 AS n
MATCH (c:Country) WITH c.rank > 3 AS hi, avg(c.population) AS m, count(*) AS n RETURN hi, round(m / n, 3) AS q ORDER BY hi
MATCH (c:Country) RETURN c.rank > 3 AS hi, avg(c.population) / count(*) AS q, c.rank > 3 AS again ORDER BY hi
MATCH (c:Country) RETURN sum(c.rank) / sum(CASE WHEN c.population IS NULL THEN 0 ELSE 1 END) AS q, sum(c.population) / nullIf(sum(0), 0) AS z
MATCH (c:Country) WHERE c.id = 'KOR' RETURN c.name AS name, size(split(c.name, ' ')) / 2 AS h, c.name =~ 'S.*' AS s, c.population / 0.5 AS p
MATCH (a:Country)-[x:SUPPLIES]->(b:Country) WITH a, b, collect(x.mineral) AS ms RETURN a.id AS a, b.id AS b, 'nickel' IN ms AS n, size([m IN ms WHERE m = 'lithium']) / size(ms) AS li ORDER BY a, b
// aggregate and what is done with it
MATCH (c:Country) CALL (c) { MATCH (c)-[r:SUPPLIES]->(x) RETURN sum(r.tonnes) / (count(r) + 1) AS m, collect(x.id)[0] IS NOT NULL AS h } RETURN c.id AS id, m, h ORDER BY id
MATCH (c:Country) WITH c, COUNT { (c)-[:SUPPLIES]->() } AS n RETURN n, count(*) + 0 AS k, collect(c.rank)[0] IS NOT NULL AS x ORDER BY n
MATCH (c:Country) RETURN CASE WHEN (c)-[:MEMBER_OF]->() AND NOT (c)-[:SUPPLIES]->() THEN 'in' ELSE 'out' END AS k, count(*) AS n ORDER BY k
MATCH (c:Country) RETURN *, count(*) + 1 AS n ORDER BY c.id LIMIT 1
MATCH (c:Country)-[r:SUPPLIES]->(b) WITH *, count(*) + 1 AS n RETURN c.id AS c, b.id AS b, r.fact AS f, n ORDER BY f
MATCH (a)-[r:SUPPLIES]->(b) RETURN r.mineral AS m, toString(count(*)) + ' rows' AS n, count(*) = 3 OR count(*) = 2 AS few ORDER BY m
UNWIND [date('2024-01-01'), date('2024-03-01')] AS d RETURN duration.inDays(min(d), max(d)).days AS days, max(d).month AS m, toString(min(d)) AS s
CYPHER 5 planner=cost MATCH (c:Country) RETURN count(c) + 1 AS n
// dot in a quoted name
MATCH (c:Country) RETURN c.id AS `c.id` ORDER BY `c.id` LIMIT 1
// refused: sorted by an aggregate that is no column
MATCH (a)-[r:SUPPLIES]->(b) RETURN b.id AS b, sum(r.tonnes) AS t ORDER BY sum(r.tonnes) / count(*) DESC, b
// relationships of a shortest path
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN size(r) AS n, r[0].fact AS f
MATCH shortestPath((a:Country {id: 'KAZ'})-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN [x IN r | x.fact] AS fs
MATCH p = allShortestPaths((a:Country {id: 'KAZ'})-[rs:SIGNED_MOU*]-(b:Country {id: 'CHL'})) UNWIND rs AS r RETURN r.fact AS f ORDER BY f
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[r:SIGNED_MOU]-(b:Country {id: 'KOR'})) RETURN r
MATCH shortestPath((a:Country {id: 'KAZ'})-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN *
MATCH (a:Country {id: 'KAZ'}), (b:Country) MATCH p = shortestPath((a)-[r:SIGNED_MOU*]-(b)) WHERE a <> b AND b.rank > 2 WITH r, b RETURN b.id AS id, size(r) AS n ORDER BY id
// relationships of a shortest path that is not there
MATCH (a:Country {id: 'KAZ'}), (b:Country {id: 'CHL'}) OPTIONAL MATCH p = shortestPath((a)-[r:MEMBER_OF*]-(b)) RETURN a.id AS a, r
// order of dates and texts in between
MATCH ()-[r]->() WITH r, coalesce(r.valid_from, 'unknown') AS day ORDER BY day DESC, r.fact LIMIT 3 RETURN r.fact AS f, day
MATCH ()-[r]->() RETURN r.fact AS f ORDER BY coalesce(r.valid_from, r.date, 'none') DESC, f LIMIT 8
MATCH ()-[r]->() WITH coalesce(r.valid_from, 'none') AS v ORDER BY v RETURN collect(v)[0] AS v
MATCH ()-[r]->() RETURN DISTINCT coalesce(r.valid_from, r.year) AS v ORDER BY coalesce(r.valid_from, r.year) DESC
MATCH ()-[r]->() RETURN coalesce(r.valid_from, r.date, 'none') AS v, count(*) + 1 AS n ORDER BY v DESC, n
MATCH ()-[r]->() RETURN CASE WHEN r.year IS NULL THEN r.valid_from ELSE r.year END AS v, r.fact AS f ORDER BY v, f
// order of a list of dates and texts in between
UNWIND [1, 'a', date('2024-01-01')] AS x WITH x ORDER BY x RETURN collect(x) AS c
// projection without a name
MATCH (a:Country {id: 'KOR'}) RETURN a {.id}, a.name
MATCH (a:Country {id: 'KOR'}) WITH a {.id, .name} RETURN a.id AS id
MATCH (a:Country {id: 'KOR'}) CALL (a) { MATCH (a)-[:MEMBER_OF]->(f) RETURN f {.id} } RETURN f.id AS id ORDER BY id
MATCH (a:Country) RETURN a {.id}, count(*) AS n ORDER BY a.id LIMIT 1
// projection of a name in backticks
MATCH (`my c`:Country) RETURN `my c` {.id} AS m ORDER BY m.id
MATCH (`my c`:Country) RETURN `my c` {.*, n: 1} AS m, count(*) AS n ORDER BY m.id LIMIT 2
MATCH (c:Mineral) WITH c AS `my c` RETURN `my c`{.id, `my c`} AS m ORDER BY m.id
OPTIONAL MATCH (`c`:Nothing) RETURN `c` {.id}
// distinct star, sorted
MATCH (c:Country {id: 'KOR'})-[:MEMBER_OF]->(f) RETURN DISTINCT * ORDER BY f.id, c.id
// distinct star, not sorted
MATCH (c:Country {id: 'KOR'})<-[:SUPPLIES]-(f {id: 'CHL'}) RETURN DISTINCT *
// union with the columns in another order
RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a UNION RETURN 6 AS b, 5 AS a
CALL { RETURN 1 AS a, 2 AS b UNION ALL RETURN 3 AS b, 4 AS a } RETURN a, b ORDER BY a
MATCH (f:Forum {id: 'msp'}) RETURN f.id, f.name UNION MATCH (f:Forum {id: 'forge'}) RETURN DISTINCT f.name, f.id ORDER BY f.name
// key of a date in capitals
RETURN date({Year: 2024, Month: 5}) AS a, duration({Days: 3}) AS b, date({year: 2024, Quarter: 2}) AS c
RETURN datetime({date: date('2024-05-17'), Hour: 2}).hour AS a, date.truncate('month', date('2024-05-17'), {Day: 5}) AS b
// keys of dates as they are
RETURN date({date: date('2024-05-17'), day: 1}) AS a, date({year: 2024, quarter: 2, dayOfQuarter: 5}) AS b, date({year: 2024, ordinalDay: 50}) AS c, duration({weeks: 1, days: 1.5}) AS d
RETURN datetime({epochSeconds: 5, nanosecond: 3}).year AS a, datetime({date: date('2024-05-17'), time: localtime('10:00')}).hour AS b, time({hour: 1, timezone: '+09:00'}).hour AS c, date({date: date('2024-05-01'), week: 3}) AS d
// refused: key that a date does not have
RETURN date({month: 5}) AS d
RETURN date({year: 2024, foo: 5}) AS d
RETURN date({year: 2024, hour: 2}) AS d
RETURN date({year: '2024'}) AS d
RETURN date({year: 2024.0}) AS d
RETURN date({year: 2024, day: 5}) AS d
RETURN date({year: 2024, week: 1, month: 2}) AS d
RETURN date({}) AS d
RETURN duration({day: 1}) AS d
RETURN duration({quarters: 1}) AS d
RETURN duration({days: '3'}) AS d
RETURN datetime({year: 2024, month: 3, hour: 3}) AS d
RETURN localtime({hour: 1, second: 3}) AS d
RETURN date.truncate('month', date('2024-05-17'), {foo: 5}) AS d
RETURN date.truncate('MONTH', date('2024-05-17')) AS d
// part in another case
RETURN date('2024-05-17').weekday AS a, date('2024-05-17').Year AS b, duration('P3D').Days AS c, duration.between(date('2024-05-17'), date('2024-05-19')).Days AS d, datetime('2024-05-17').Hour AS e
MATCH (c:Country {id: 'KOR'}) RETURN c.joined.Year AS y, c.joined.weekday AS w, $day.Month AS m
WITH date('2024-05-17') AS d RETURN d.Year AS y
MATCH (c:Country) RETURN c.joined.Year AS y, count(*) AS n ORDER BY y
MATCH (c:Country) WHERE c.joined.Year > 1990 RETURN max(c.joined.Year) AS y
// property in the case of a part
MATCH ()-[r:SUPPLIES]->() RETURN r.Year AS y, count(*) AS n ORDER BY y
WITH {Year: 3, year: 4} AS m RETURN m.Year AS a, m.year AS b, m.YEAR AS c
// refused: part that a date does not have
RETURN date('2024-05-17').dayOfYear AS d
RETURN date('2024-05-17').hour AS d
RETURN duration('P3D').day AS d
// part that a date of a variable does not have
WITH date('2024-05-17') AS d RETURN d.dayOfYear AS y
// days of one digit
RETURN date('2024-5-7') AS a, date('+2024-05-17') AS b, date('2024-5-17') AS c, date("2024-05-7") AS d, date('+2024') AS e
RETURN datetime('2024-5-7T10:00').hour AS a, localdatetime('2024-5-7T10:00').day AS b
// days that can be read and days that cannot
RETURN date('20240517') AS a, date('2024-W10-3') AS b, date('2024-138') AS c, date('2024138') AS d
RETURN date('2024-5') AS d
RETURN date('2024/05/17') AS d
// sum of durations
UNWIND [duration('P1D'), duration('P2D')] AS d RETURN sum(d) AS s
// sum of durations by hand
UNWIND [duration('P1D'), duration('P2D')] AS x RETURN reduce(total = duration('PT0S'), d IN collect(x) | total + d) AS s
// refused: aggregate in UNWIND
MATCH (a:Country) UNWIND collect(a.id) AS x RETURN count(x) AS n
// refused: no condition
MATCH (c:Country) WHERE c.name AND c.id RETURN count(*) AS n
MATCH (c:Country) WHERE c RETURN count(*) AS n
MATCH (c:Country)-[r]->() WHERE NOT r RETURN count(*) AS n
MATCH p = (c:Country)-->() WHERE p RETURN count(*) AS n
MATCH (c:Country) WHERE [] RETURN count(*) AS n
MATCH (c:Country) WHERE NOT [(c)-[:MEMBER_OF]->(f) | f] RETURN count(*) AS n
MATCH (c:Country) WHERE {} RETURN count(*) AS n
MATCH (c:Country) WHERE c.id = 'KOR' OR 'JPN' RETURN count(*) AS n
MATCH (c:Country) WHERE c.id = 'KOR' AND (1 OR c.rank = 2) RETURN count(*) AS n
MATCH (c:Country) WHERE size(c.name) RETURN count(*) AS n
MATCH (c:Country) WHERE c.name RETURN count(*) AS n
// list as a condition
MATCH (c:Country) WHERE c.aliases RETURN count(*) AS n
MATCH (c:Country) WHERE NOT c.aliases RETURN count(*) AS n
// list of a variable as a condition
MATCH (c:Country) WITH c.id AS id, c.aliases AS names WHERE names RETURN id ORDER BY id
// conditions that are some
MATCH (c:Country) WHERE NOT (c.rank > 2 AND (c.id = 'KOR' OR c.name CONTAINS 'a')) AND coalesce(c.rank > 1, false) RETURN c.id AS id ORDER BY id
MATCH (c:Country) WITH c, c.rank > 2 AS low WHERE low AND NOT isEmpty([x IN [1] WHERE x = 1]) RETURN c.id AS id ORDER BY id
MATCH (c:Country) WHERE CASE WHEN c.rank > 2 AND c.id <> 'X' THEN true ELSE false END RETURN c.id AS id ORDER BY id
// regular expression put together that is none
MATCH (n:Country) WHERE n.name =~ $text + '(' RETURN n.id AS id
MATCH (n:Country) WHERE n.name =~ n.id + '(' RETURN n.id AS id
// regular expression put together
MATCH (n:Country) WHERE n.name =~ '(?i).*' + n.id + '.*' OR n.name =~ ('.*' + 'pan') AND n.rank > 1 RETURN n.id AS id ORDER BY id
MATCH (n:Country) WHERE n.name =~ $nothing RETURN n.id AS id
MATCH (n:Country) RETURN n.name =~ '.*' + toLower(n.id) + '.*' AS m, n.name =~ $nothing + 'x' AS o, n.name =~ null AS p ORDER BY n.id
// refused: shortest path of two steps
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[:SIGNED_MOU*2..4]-(b:Country {id: 'CHL'})) RETURN length(p) AS l
MATCH p = allShortestPaths((a:Country {id: 'KAZ'})-[:SIGNED_MOU*3]-(b:Country {id: 'CHL'})) RETURN length(p) AS l
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[*]-()-[*]-(b:Country {id: 'KOR'})) RETURN length(p) AS l
// shortest path of one step
MATCH p = shortestPath((a:Country {id: 'KAZ'})-[:SIGNED_MOU*1]-(b:Country {id: 'KOR'})) RETURN length(p) AS l
// refused: name given again
MATCH (a:Country) WITH collect(a.id) AS ids UNWIND ids AS ids RETURN count(ids) AS n
UNWIND [1] AS x UNWIND [2] AS x RETURN x
MATCH p = (:Forum)-->() MATCH p = (:Country)-->() RETURN count(*) AS n
MATCH (a:Country), p = (a)-->(), p = (a)-->() RETURN count(*) AS n
MATCH (a:Country) CALL (a) { UNWIND [1] AS a RETURN a AS z } RETURN z
MATCH (a:Country) RETURN COUNT { UNWIND [1] AS a RETURN a } AS z
// name given again after it has gone
MATCH (a:Country) WITH count(a) AS n UNWIND [1, 2] AS a RETURN a, n
MATCH p = (:Forum)-->() WITH count(p) AS n MATCH p = (:Mineral)-->() RETURN n, count(p) AS m
CALL { UNWIND [1] AS x RETURN x AS y UNION UNWIND [2] AS x RETURN x AS y } UNWIND [3] AS x RETURN x, y ORDER BY y
// refused: subquery without a name for its column
CALL { MATCH (f:Forum) RETURN f.name } RETURN 1 AS x
CALL { MATCH (f:Forum) RETURN count(*) } RETURN 1 AS x
// refused: several columns collected
MATCH (c:Country) RETURN COLLECT { MATCH (c)-->(f) RETURN f.id, f.name } AS l
MATCH (c:Country) RETURN COLLECT { MATCH (c)-->(f) RETURN * } AS l
MATCH (c:Country) RETURN COLLECT { MATCH (c)-->(f) } AS l
// several columns counted
MATCH (c:Country) RETURN COUNT { MATCH (c)-->(f) RETURN f.id, f.name } AS l ORDER BY l
// slice of a text
MATCH (m:Mineral) RETURN m.name[0..2] AS n ORDER BY n
RETURN toString(1234567)[0..4] AS n
RETURN 'lithium'[0..2] AS n
// slice of a text of a variable
WITH 'lithium' AS s RETURN s[0..2] AS x
// index of a text and slice of a list
MATCH (c:Country {id: 'KOR'}) RETURN c.name[0] AS a, c.aliases[0..1] AS b, split(c.name, ' ')[0..1] AS d
// distance on the globe
RETURN point.distance(point({latitude: 36.5, longitude: 127.9}), point({latitude: -35.7, longitude: -71.5})) / 1000 AS d
// distance on a plane
RETURN point.distance(point({x: 10, y: 20}), point({x: 11, y: 20})) AS d
// refused: date as a text
RETURN left(date('2024-01-01'), 4) AS d
MATCH ()-[r:MEMBER_OF]->() RETURN substring(coalesce(r.valid_from, ''), 0, 4) AS d
RETURN left(2024, 2) AS d
RETURN 'x' + date('2024-01-01') AS d
RETURN date('2024-01-01') + 'x' AS d
RETURN datetime(date('2024-01-01')) AS d
MATCH ()-[r:MEMBER_OF]->() RETURN datetime(r.valid_from) AS d
// date of a variable as a text
WITH date('2024-01-01') AS d, 1 AS n UNWIND [d, n] AS x RETURN left(x, 2) AS y
// parts of dates in texts
RETURN 'x' + date('2024-01-01').year AS a, 'x' + toString(date('2024-01-01')) AS b, left(toString(date('2024-01-01')), 4) AS c, 'in ' + duration('P3D').days + ' days' AS d
// refused: limit that is no number
MATCH (c:Country) RETURN c.id AS id LIMIT '2'
MATCH (c:Country) RETURN c.id AS id ORDER BY id LIMIT 2.0
// refused: RETURN ALL
MATCH (c:Country) RETURN ALL c.id AS id ORDER BY id
// finish
MATCH (c:Country) FINISH
// columns of a plan
EXPLAIN MATCH (c:Country) RETURN c.id AS id
// refused: having
MATCH (c:Country) RETURN c.id HAVING count(*) > 1
// grouped columns of several words
MATCH (c:Country) RETURN c.id IS NOT NULL AND c.name STARTS WITH 'K' AS k, count(*) AS n, CASE WHEN count(*) > 1 THEN 'x' ELSE 'y' END AS w ORDER BY n
// shortest path in a subquery
MATCH (c:Country {id: 'KAZ'}) CALL (c) { MATCH p = shortestPath((c)-[:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN length(p) AS n } RETURN c.id AS c, n
MATCH (c:Country {id: 'KAZ'}) CALL { WITH c MATCH p = shortestPath((c)-[:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN length(p) AS n, p } RETURN c.id AS c, n, length(p) AS l
MATCH (c:Country) WHERE c.id <> 'CHL' RETURN c.id AS id, COUNT { MATCH p = shortestPath((c)-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN r } AS n ORDER BY id
// shortest path in a condition
MATCH (c:Country) WHERE EXISTS { MATCH p = shortestPath((c)-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) WHERE c <> b } RETURN c.id AS c ORDER BY c
// relationships of a shortest path in a subquery
MATCH (c:Country {id: 'KAZ'}) CALL (c) { MATCH p = shortestPath((c)-[r:SIGNED_MOU*]-(b:Country {id: 'CHL'})) RETURN size(r) AS n } RETURN c.id AS c, n
// part in another case of an expression
MATCH ()-[r]->() RETURN coalesce(r.valid_from, date('2000-01-01')).Year AS y, count(*) AS n ORDER BY y
// star given by a subquery
CALL { MATCH (f:Forum) RETURN * } RETURN f.id AS id ORDER BY id
MATCH (c:Country {id: 'KOR'}) CALL (c) { MATCH (c)-[:MEMBER_OF]->(f) WITH f.id AS id RETURN * } RETURN id ORDER BY id
CALL { MATCH (f:Forum) WITH f.id AS id, f.name AS n RETURN * UNION MATCH (m:Mineral) RETURN m.name AS n, m.id AS id } RETURN id, n ORDER BY id
// star of a subquery with what it takes in
MATCH (c:Country {id: 'KOR'}) CALL (c) { MATCH (c)-[:MEMBER_OF]->(f) RETURN * } RETURN f.id AS id ORDER BY id
// names of properties in maps
WITH {name: true, valid_from: '2024-05-17', id: ['a', 'b']} AS c WHERE c.name RETURN c.name AS x, left(c.valid_from, 4) AS y, c.id[0..1] AS l, datetime(c.valid_from).year AS z
UNWIND [{name: true, valid_from: '2024-05-17'}] AS c WITH c WHERE c.name RETURN substring(coalesce(c.valid_from, ''), 0, 4) AS y, count(*) AS n

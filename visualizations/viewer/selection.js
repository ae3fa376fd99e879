// What is shown: the facts that pass the filters, the links drawn for them, and what stands in the focus.
import { D, derived, other } from './data.js';
import { S } from './state.js';

export const V = { facts: [], links: [], nodes: new Set(), ranked: [], cut: 0, undated: 0, focus: null, counts: null, path: null, scale: null, value: 0 };

// The status of a fact in the terms that hold on a day; undefined where it does not hold.
function statusOn(fact, day) {
  if (day === null) return fact.status;
  return fact.terms.find((term) => term.from <= day && day < term.to)?.status;
}

// Each relation of a fact once; as a rule there is one.
function relationsOf(fact) {
  if (fact.links.every((link) => link.rel === fact.rel)) return [fact.rel];
  return new Set([fact.rel, ...fact.links.map((link) => link.rel)]);
}

function passes(fact) {
  if (S.sentences && fact.table) return false;
  if (S.mineral >= 0 && !fact.topics.some((topic) => topic.number === S.mineral)) return false;
  if (S.day !== null && fact.terms.length === 0 && fact.date === '' && fact.until === '' && !fact.claims.some((c) => c.published)) {
    V.undated += 1;
    fact.now = fact.status;
    return S.undated;
  }
  const status = statusOn(fact, S.day);
  if (status === undefined) return false;
  fact.now = status;
  return true;
}

export function select() {
  V.undated = 0;
  const counts = { kinds: new Map(), rels: new Map(), statuses: new Map() };
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const link of D.links) link.facts = [];
  const facts = [];
  const kinds = new Set();
  for (const fact of D.facts) {
    if (!passes(fact)) continue;
    add(counts.statuses, fact.now);
    if (S.statuses.has(fact.now)) continue;
    for (const rel of relationsOf(fact)) add(counts.rels, rel);
    if (S.rels.has(fact.rel)) continue;
    let drawn = false;
    for (const link of fact.links) {
      kinds.add(link.a).add(link.b);
      if (S.rels.has(link.rel) || S.kinds.has(link.a.kind) || S.kinds.has(link.b.kind)) continue;
      link.facts.push(fact);
      drawn = true;
    }
    if (drawn) facts.push(fact);
  }
  for (const node of kinds) add(counts.kinds, node.kind);
  if (D.trade) weigh(facts);
  let links = D.links.filter((link) => link.facts.length > 0);
  if (S.near && S.focus?.type === 'node') {
    const close = reach(links, S.focus.node, S.near);
    links = links.filter((link) => close.has(link.a) && close.has(link.b));
  }
  V.path = S.focus?.type === 'path' ? shortest(links, S.focus.a, S.focus.b) : null;
  const nearby = new Set(links);
  V.facts = S.near ? facts.filter((fact) => fact.links.some((link) => nearby.has(link))) : facts;
  V.counts = counts;
  V.links = capped(links);
  V.cut = links.length - V.links.length;
  V.nodes = new Set(V.links.flatMap((link) => [link.a, link.b]));
  if (S.focus?.type === 'node' && S.focus.node) V.nodes.add(S.focus.node);
  V.ranked = [...V.nodes].sort((a, b) => rank(b) - rank(a) || a.number - b.number);
  V.focus = focused();
}

// Of trade, what is shown counts alone: widths and sizes are of the year, and of all years on one scale.
function weigh(facts) {
  for (const node of D.nodes) Object.assign(node, { weight: 0, sells: 0, buys: 0 });
  for (const link of D.links) {
    link.weight = link.facts.reduce((sum, fact) => sum + fact.weight, 0);
    link.a.sells += link.weight;
    link.b.buys += link.weight;
  }
  for (const node of D.nodes) node.weight = node.sells + node.buys;
  V.value = facts.reduce((sum, fact) => sum + fact.weight, 0);
  const most = (items) => items.reduce((found, item) => Math.max(found, item.weight), 1);
  V.scale = S.day === null ? { link: most(D.links), node: most(D.nodes) } : D.most;
}

const rank = (node) => (D.weighted ? node.weight : S.size === 'between' ? node.between * 1e4 + node.degree : node.degree);

// The first links are the most telling; the links of what stands in the focus are drawn beside them.
function capped(links) {
  if (links.length <= S.top) return links;
  const heavy = (link) => (link.facts.some((fact) => !fact.table) ? 1e12 : 0) + (derived(link) ? -1e11 : 0) + (D.weighted ? link.weight : Math.min(link.a.degree, link.b.degree));
  const sorted = links.map((link) => [heavy(link), link]).sort((p, q) => q[0] - p[0] || p[1].number - q[1].number).map(([, link]) => link);
  const drawn = sorted.slice(0, S.top);
  const wanted = V.path ? new Set(V.path.map((hop) => hop.link)) : null;
  const node = S.focus?.type === 'node' ? S.focus.node : null;
  const pair = S.focus?.type === 'pair' ? S.focus : null;
  const more = sorted.slice(S.top).filter((link) => wanted?.has(link) || (node && (link.a === node || link.b === node)) || (pair && isPair(link, pair)));
  return drawn.concat(more.slice(0, 150));
}

export const isPair = (link, pair) => (link.a === pair.a && link.b === pair.b) || (link.a === pair.b && link.b === pair.a);

function around(links) {
  const near = new Map();
  for (const link of links) {
    for (const node of [link.a, link.b]) {
      if (!near.has(node)) near.set(node, []);
      near.get(node).push(link);
    }
  }
  return near;
}

function reach(links, start, steps) {
  const near = around(links);
  const found = new Set([start]);
  let edge = [start];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const node of edge) {
      for (const link of near.get(node) ?? []) {
        const to = other(link, node);
        if (!found.has(to)) {
          found.add(to);
          next.push(to);
        }
      }
    }
    edge = next;
  }
  return found;
}

// The shortest way; of several the one whose hops come first, that is, which sentences tell.
function shortest(links, from, to) {
  const near = around(links);
  const before = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !before.has(to)) {
    const next = [];
    for (const node of edge) {
      for (const link of near.get(node) ?? []) {
        const step = other(link, node);
        if (before.has(step)) continue;
        before.set(step, { link, node });
        next.push(step);
      }
    }
    edge = next;
  }
  if (!before.has(to)) return null;
  const way = [];
  for (let node = to; before.get(node); node = before.get(node).node) way.unshift({ link: before.get(node).link, from: before.get(node).node, to: node });
  return way;
}

function focused() {
  if (V.path) return { nodes: new Set(V.path.flatMap((hop) => [hop.from, hop.to])), links: new Set(V.path.map((hop) => hop.link)) };
  const f = S.focus;
  if (!f) return null;
  if (f.type === 'path') return { nodes: new Set([f.a, f.b]), links: new Set() };
  if (f.type === 'pair') return { nodes: new Set([f.a, f.b]), links: new Set(V.links.filter((link) => isPair(link, f))) };
  if (S.near) return null;
  const links = new Set(V.links.filter((link) => link.a === f.node || link.b === f.node));
  return { nodes: new Set([f.node, ...[...links].flatMap((link) => [link.a, link.b])]), links };
}

// What is shown: the facts that pass the filters, the links drawn for them, and what stands in the focus.
import { D, other } from './data.js';
import { S } from './state.js';

export const V = { facts: [], links: [], nodes: new Set(), ranked: [], cut: 0, undated: 0, focus: null, counts: null, path: null, scale: null, value: 0 };

function passes(fact) {
  if (S.sentences && fact.table) return false;
  if (S.mineral >= 0 && !fact.topics.some((topic) => topic.number === S.mineral)) return false;
  if (S.day !== null && fact.undated) {
    V.undated += 1;
    fact.now = fact.status;
    return S.undated;
  }
  const status = S.day === null ? fact.status : fact.statusOn(S.day);
  if (status === undefined) return false;
  fact.now = status;
  return true;
}

// How often each number was counted; a missing status is -1.
class Tally {
  constructor(size) {
    this.counts = new Uint32Array(size + 1);
  }

  add(number) {
    this.counts[number + 1] += 1;
  }

  get(number) {
    return this.counts[number + 1];
  }
}

// Count each relation of a fact once; as a rule there is one.
function countRelations(fact, tally) {
  const { flat, ends } = D.raw.facts.links;
  const seen = [fact.rel];
  for (let i = D.raw.facts.links.begin(fact.number); i < ends[fact.number]; i += 1) {
    const { rel } = D.links[flat[i]];
    if (!seen.includes(rel)) seen.push(rel);
  }
  for (const rel of seen) tally.add(rel);
}

// Mark the facts that pass the filters, and count what there is to switch.
function filtered() {
  V.undated = 0;
  const [rels, statuses] = [new Tally(D.relations.length), new Tally(D.statuses.length)];
  for (const fact of D.facts) {
    fact.shown = false;
    if (!passes(fact)) continue;
    statuses.add(fact.now);
    if (S.statuses.has(fact.now)) continue;
    countRelations(fact, rels);
    fact.shown = !S.rels.has(fact.rel);
  }
  const here = new Set();
  for (const link of D.links) if (link.all.some(shown)) here.add(link.a).add(link.b);
  const kinds = new Map();
  for (const node of here) kinds.set(node.kind, (kinds.get(node.kind) ?? 0) + 1);
  return { kinds, rels, statuses };
}

const shown = (fact) => fact.shown;

export function select() {
  V.counts = filtered();
  for (const link of D.links) {
    const off = S.rels.has(link.rel) || S.kinds.has(link.a.kind) || S.kinds.has(link.b.kind);
    link.facts = off ? [] : link.all.every(shown) ? link.all : link.all.filter(shown);
  }
  const drawn = new Uint8Array(D.facts.length);
  for (const link of D.links) for (const fact of link.facts) drawn[fact.number] = 1;
  const facts = D.facts.filter((fact) => drawn[fact.number]);
  if (D.trade) weigh(facts);
  let links = D.links.filter((link) => link.facts.length > 0);
  if (S.near && S.focus?.type === 'node') {
    const close = reach(links, S.focus.node, S.near);
    links = links.filter((link) => close.has(link.a) && close.has(link.b));
  }
  V.path = S.focus?.type === 'path' ? shortest(links, S.focus.a, S.focus.b) : null;
  const nearby = new Set(links);
  V.facts = S.near ? facts.filter((fact) => fact.links.some((link) => nearby.has(link))) : facts;
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
  const ranked = D.trade ? [...links].sort((a, b) => b.weight - a.weight || a.number - b.number) : links;
  const first = ranked.slice(0, S.top);
  if (!S.focus) return first;
  const { type, node } = S.focus;
  const wanted = new Set(V.path?.map((hop) => hop.link));
  const more = ranked.slice(S.top).filter((link) => wanted.has(link) || (type === 'node' && (link.a === node || link.b === node)) || (type === 'pair' && isPair(link, S.focus)));
  return first.concat(more.slice(0, 150));
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

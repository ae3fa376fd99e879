// The facts of the page: unpacked once into entities, facts, and the links that are drawn for them.
import { at } from './dom.js';

export const D = { raw: null, nodes: [], facts: [], links: [], relations: [], statuses: [], texts: [], documents: [], weighted: false, trade: null, most: null };

export async function unpack() {
  const box = at('data');
  let text = box.textContent;
  if (box.dataset.packed === '1') {
    const open = new DecompressionStream('gzip');
    const writer = open.writable.getWriter();
    writer.write(bytesOf(text)); // into the stream itself: a Blob would go by another process
    writer.close();
    text = await new Response(open.readable).text();
  }
  const raw = JSON.parse(text);
  D.raw = raw;
  D.statuses = raw.statuses.map(([id, stage], number) => ({ number, id, stage, label: id.replace(/_/g, ' ') }));
  D.relations = raw.relations.map((relation, number) => ({ ...relation, number }));
  D.texts = raw.texts;
  D.documents = raw.documents.map(([title, publisher, url, published]) => ({ title, publisher, url, published }));
  D.weighted = Boolean(raw.facts.weight);
  D.trade = raw.trade ?? null;
  const { id, kind, name, home, x, y, between, together } = raw.nodes;
  D.nodes = id.map((identity, number) => ({
    number, id: identity, kind: raw.kinds[kind[number]], name: name[number], home: home[number], x: x[number], y: y[number],
    between: between[number], together: together[number], degree: 0, weight: 0,
  }));
  D.facts = raw.facts.rel.map((_, number) => new Fact(number));
  D.links = linked();
  if (D.trade) D.most = largestOfYear();
}

function bytesOf(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

// The most that two countries traded in a year, and the most that one did: what widths and sizes are measured by.
function largestOfYear() {
  const links = new Map();
  const nodes = new Map();
  const add = (map, key, value) => map.set(key, (map.get(key) ?? 0) + value);
  for (const item of D.facts) {
    for (const link of item.links) add(links, `${link.number}|${item.year}`, item.weight);
    for (const end of item.ends) add(nodes, `${end.number}|${item.year}`, item.weight);
  }
  const most = (map) => [...map.values()].reduce((found, value) => Math.max(found, value), 1);
  return { link: most(links), node: most(nodes) };
}

// Claims are read out only where they are asked for: a page of many facts starts sooner.
class Fact {
  constructor(number) {
    const f = D.raw.facts;
    this.number = number;
    this.id = f.id[number];
    this.rel = f.rel[number];
    this.ends = f.ends[number].map((n) => D.nodes[n]);
    this.status = f.status[number];
    this.date = f.date[number] || '';
    this.until = (!D.trade && f.until[number]) || '';
    this.terms = termsOf(f.phases[number]);
    this.what = D.texts[f.what[number]] || '';
    this.detail = D.texts[f.detail[number]] || '';
    this.topics = f.topics[number].map((n) => D.nodes[n]);
    this.support = f.support[number];
    this.disputed = f.disputed[number] || '';
    this.table = f.table[number] === 1;
    this.weight = D.weighted ? f.weight[number] || 0 : 0;
    this.year = D.trade?.year[number] ?? 0;
    this.made = D.trade?.stage[number] ?? '';
    this.tonnes = D.trade?.tonnes[number] ?? null;
    this.links = [];
    this.now = -1;
    this.told = null;
  }

  get claims() {
    this.told ??= D.raw.facts.claims[this.number].map(([document, text, status, date, published, sites]) => ({
      document: D.documents[document], text: D.texts[text], status, date: date || '', published: published || '', sites: sites || [], row: Boolean(sites),
    }));
    return this.told;
  }
}

function termsOf(phases) {
  const terms = [];
  for (let i = 0; i < phases.length; i += 3) terms.push({ from: phases[i], to: phases[i + 1] ?? Number.POSITIVE_INFINITY, status: phases[i + 2] });
  return terms;
}

// One link for all facts of one relation between two entities; the facts come in order of importance, and so do links.
function linked() {
  const known = new Map();
  const count = D.nodes.length;
  for (const item of D.facts) {
    const made = D.raw.facts.links[item.number];
    for (let i = 0; i < made.length; i += 3) {
      let one = made[i];
      let other = made[i + 1];
      const rel = made[i + 2];
      if (D.relations[rel].symmetric && one > other) [one, other] = [other, one];
      const key = (rel * count + one) * count + other;
      let link = known.get(key);
      if (!link) {
        link = { number: known.size, a: D.nodes[one], b: D.nodes[other], rel, facts: [], weight: 0 };
        known.set(key, link);
      }
      link.weight += item.weight;
      item.links.push(link);
    }
  }
  const links = [...known.values()];
  for (const link of links) {
    for (const node of link.a === link.b ? [link.a] : [link.a, link.b]) {
      node.degree += 1;
      if (!D.relations[link.rel].derived) node.weight += link.weight;
    }
  }
  return links;
}

export const derived = (link) => D.relations[link.rel].derived === 1;
export const other = (link, node) => (link.a === node ? link.b : link.a);
export const stageOf = (status) => D.statuses[status]?.stage ?? 'act';
export const dayText = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

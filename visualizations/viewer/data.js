// The facts of the page: unpacked once into entities, facts, and the links that are drawn for them.
import { at } from './dom.js';

export const D = { raw: null, nodes: [], facts: [], links: [], relations: [], statuses: [], weighted: false, trade: null, most: null };
let rest = '';
let told = null;

export async function unpack() {
  const box = at('data');
  const text = box.dataset.packed === '1' ? await opened(box.textContent) : box.textContent;
  const end = text.indexOf('\n');
  const raw = JSON.parse(text.slice(0, end));
  rest = text.slice(end);
  D.raw = raw;
  D.statuses = raw.statuses.map(([id, stage], number) => ({ number, id, stage, label: id.replace(/_/g, ' ') }));
  D.relations = raw.relations.map((relation, number) => ({ ...relation, number }));
  D.weighted = Boolean(raw.facts.weight);
  D.trade = raw.trade ?? null;
  for (const name of ['ends', 'links', 'phases', 'topics']) raw.facts[name] = new Lists(raw.facts[name]);
  const { id, kind, name, home, x, y, between, together } = raw.nodes;
  D.nodes = id.map((identity, number) => ({
    number, id: identity, kind: raw.kinds[kind[number]], name: name[number], home: home[number], x: x[number], y: y[number],
    between: between[number], together: together[number], degree: 0, weight: 0,
  }));
  D.facts = raw.facts.rel.map((_, number) => new Fact(number));
  D.links = linked();
  if (D.trade) D.most = largestOfYear();
}

// Lists that stand one after the other in a long one, each read where it is asked for.
class Lists {
  constructor({ sizes, flat }) {
    let end = 0;
    this.ends = sizes.map((size) => (end += size));
    this.flat = flat;
  }

  begin(number) {
    return number === 0 ? 0 : this.ends[number - 1];
  }

  at(number) {
    return this.flat.slice(this.begin(number), this.ends[number]);
  }
}

function opened(text) {
  const open = new DecompressionStream('gzip');
  const writer = open.writable.getWriter();
  writer.write(bytesOf(text)); // into the stream itself: a Blob would go by another process
  writer.close();
  return new Response(open.readable).text();
}

// What is told of the facts is read where it is first asked for: a page of many facts starts sooner.
function tell() {
  if (told) return told;
  told = JSON.parse(rest);
  told.documents = told.documents.map(([title, publisher, url, published]) => ({ title, publisher, url, published }));
  rest = '';
  return told;
}

// Read it while nobody waits.
export const tellSoon = () => setTimeout(tell, 300);

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

const NONE = [];

class Fact {
  constructor(number) {
    const f = D.raw.facts;
    this.number = number;
    this.rel = f.rel[number];
    this.status = f.status[number];
    this.table = f.table[number] === 1;
    this.undated = f.undated[number] === 1;
    this.weight = D.weighted ? f.weight[number] || 0 : 0;
    this.shown = false;
    this.now = -1;
  }

  get ends() {
    return D.raw.facts.ends.at(this.number).map((n) => D.nodes[n]);
  }

  get topics() {
    return D.raw.facts.topics.at(this.number).map((n) => D.nodes[n]);
  }

  get links() {
    return D.raw.facts.links.at(this.number).map((n) => D.links[n]);
  }

  // In which status it stands on a day; undefined where it does not hold.
  statusOn(day) {
    const { flat, ends } = D.raw.facts.phases;
    for (let i = D.raw.facts.phases.begin(this.number); i < ends[this.number]; i += 3) {
      if (flat[i] <= day && (flat[i + 1] === null || day < flat[i + 1])) return flat[i + 2];
    }
    return undefined;
  }

  get year() {
    return D.trade.year[this.number];
  }

  get made() {
    return D.trade.stage[this.number];
  }

  get tonnes() {
    return D.trade.tonnes[this.number];
  }

  get id() {
    return tell().id[this.number];
  }

  get date() {
    return tell().date[this.number] || '';
  }

  get until() {
    return (!D.trade && tell().until[this.number]) || '';
  }

  get what() {
    return tell().texts[tell().what[this.number]] || '';
  }

  get detail() {
    return tell().texts[tell().detail[this.number]] || '';
  }

  get support() {
    return tell().support[this.number];
  }

  get disputed() {
    return tell().disputed[this.number] || '';
  }

  get claims() {
    const { documents, texts, claims } = tell();
    return claims[this.number].map(([document, text, status, date, published, sites]) => ({
      document: documents[document], text: texts[text], status, date: date || '', published: published || '', sites: sites || [], row: Boolean(sites),
    }));
  }
}

// One link for all facts of one relation between two entities, the most telling first.
function linked() {
  const links = [];
  const flat = D.raw.links;
  for (let i = 0; i < flat.length; i += 3) links.push({ number: links.length, a: D.nodes[flat[i]], b: D.nodes[flat[i + 1]], rel: flat[i + 2], all: NONE, facts: NONE, weight: 0 });
  const made = D.raw.facts.links;
  let i = 0;
  for (const fact of D.facts) {
    for (; i < made.ends[fact.number]; i += 1) {
      const link = links[made.flat[i]];
      if (link.all === NONE) link.all = [fact];
      else link.all.push(fact);
      link.weight += fact.weight;
    }
  }
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

// What the person has chosen: it can be undone, and it stands in the address so that it can be sent.
import { D } from './data.js';

export const S = {
  view: 'network', kinds: new Set(), rels: new Set(), statuses: new Set(), by: 'relation', size: 'links', mineral: -1, sentences: false,
  day: null, undated: false, top: 600, focus: null, near: 0,
};
export const LIMIT = 1500;

let first = '';
const past = [];
let redraw = () => {};

export const whenChanged = (then) => {
  redraw = then;
};

export function begin() {
  const open = D.raw.open;
  const own = D.links.filter((link) => !D.relations[link.rel].derived).length;
  if (D.facts.length > 150) for (const relation of D.relations) if (relation.derived) S.rels.add(relation.number);
  if (D.weighted && D.relations.filter((r) => !r.derived).length === 1) S.by = 'mineral';
  if (D.trade) Object.assign(S, { by: 'exporter', view: 'world' });
  S.top = Math.min(open.top ?? (D.weighted ? 250 : 400), LIMIT, Math.max(1, D.links.length));
  S.day = open.day;
  const countries = D.nodes.filter((node) => D.raw.world.places[node.home] && node.kind === 'Country').length;
  if (own > 0 && countries > 0.8 * D.nodes.length && D.links.length > 250) S.view = 'world';
  first = pack();
  read(location.hash.slice(1));
}

// Change something: the state before it can be brought back.
export function change(how, { remember = true } = {}) {
  const before = pack();
  how(S);
  const after = pack();
  if (before === after) return;
  if (remember && past.at(-1) !== before) past.push(before);
  if (past.length > 100) past.shift();
  settle();
}

export function remember() {
  const now = pack();
  if (past.at(-1) !== now) past.push(now);
}

export function undo() {
  const before = past.pop();
  if (before === undefined) return;
  read(before);
  settle();
}

export const canUndo = () => past.length > 0;

function settle() {
  try {
    history.replaceState(null, '', pack() === first ? location.pathname + location.search : `#${pack()}`);
  } catch {
    // A page inside another has no address of its own.
  }
  redraw();
}

const nodeId = (node) => `${node.kind}/${node.id}`;
export const byId = (id) => D.nodes.find((node) => nodeId(node) === id) ?? null;

function packFocus(f) {
  if (!f) return null;
  if (f.type === 'node') return ['n', nodeId(f.node)];
  if (f.type === 'pair') return ['l', `${nodeId(f.a)}~${nodeId(f.b)}~${f.rel === null ? '' : D.relations[f.rel].id}`];
  return ['p', `${nodeId(f.a)}~${nodeId(f.b)}`];
}

function pack() {
  const out = new URLSearchParams();
  const put = (name, value) => out.set(name, value);
  put('v', S.view);
  put('by', S.by);
  put('size', S.size);
  put('top', S.top);
  put('k', [...S.kinds].sort().join(','));
  put('r', [...S.rels].map((rel) => D.relations[rel].id).sort().join(','));
  put('s', [...S.statuses].map((s) => D.statuses[s]?.id ?? 'stated').sort().join(','));
  put('d', S.day ?? '');
  if (S.undated) put('u', '1');
  if (S.sentences) put('q', '1');
  if (S.mineral >= 0) put('m', nodeId(D.nodes[S.mineral]));
  if (S.near) put('near', S.near);
  const focus = packFocus(S.focus);
  if (focus) put(...focus);
  return out.toString();
}

const among = (value, allowed, otherwise) => (allowed.includes(value) ? value : otherwise);

function read(text) {
  if (!text) return;
  const from = new URLSearchParams(text);
  const list = (name) => (from.get(name) ?? '').split(',').filter(Boolean);
  S.view = among(from.get('v'), ['network', 'world', 'table'], S.view);
  S.by = among(from.get('by'), ['relation', 'mineral', 'status', 'community', 'exporter'], S.by);
  S.size = among(from.get('size'), ['links', 'between'], S.size);
  const top = Number.parseInt(from.get('top'), 10);
  if (top > 0) S.top = Math.min(top, LIMIT);
  if (from.has('k')) S.kinds = new Set(list('k').filter((kind) => D.raw.kinds.includes(kind)));
  if (from.has('r')) S.rels = new Set(D.relations.filter((r) => list('r').includes(r.id)).map((r) => r.number));
  if (from.has('s')) S.statuses = new Set([...D.statuses.filter((s) => list('s').includes(s.id)).map((s) => s.number), ...(list('s').includes('stated') ? [-1] : [])]);
  const day = Number.parseInt(from.get('d'), 10);
  S.day = Number.isFinite(day) ? day : from.has('d') ? null : S.day;
  S.undated = from.get('u') === '1';
  S.sentences = from.get('q') === '1';
  S.mineral = byId(from.get('m'))?.number ?? -1;
  S.near = Math.min(2, Number.parseInt(from.get('near'), 10) || 0);
  S.focus = readFocus(from);
}

function readFocus(from) {
  if (from.has('n')) {
    const node = byId(from.get('n'));
    return node && { type: 'node', node };
  }
  const type = from.has('l') ? 'pair' : from.has('p') ? 'path' : null;
  if (!type) return null;
  const [a, b, rel] = from.get(type === 'pair' ? 'l' : 'p').split('~');
  const found = { type, a: byId(a), b: byId(b), rel: D.relations.find((r) => r.id === rel)?.number ?? null };
  return found.a && found.b ? found : null;
}

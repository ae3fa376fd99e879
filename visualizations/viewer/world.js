// The world map: outlines, and an arc for what links two countries; ministries and officials stand for their country.
import { dashOf, dark, kindColour, linkColour, linkStage, nodeColour, shapeOf } from './colours.js';
import { D } from './data.js';
import { at, narrow, plural, style } from './dom.js';
import { tradeNote } from './figures.js';
import { place, write } from './labels.js';
import { onCurve, trace } from './shapes.js';
import { S } from './state.js';
import { V } from './selection.js';

let canvas;
let context;
let base = { k: 1, x: 0, y: 0, wide: 0, high: 0, least: 1 };
const look = { k: 1, x: 0, y: 0 };
let arcs = [];
let dots = [];
let lit = new Set();
let cursor = null;
let queued = false;
let acts;
const land = new Map();
let heaviest = 1;

export function startWorld(handlers) {
  acts = handlers;
  canvas = at('world').querySelector('canvas');
  context = canvas.getContext('2d');
  for (const [code, path] of Object.entries(D.raw.world.paths)) land.set(code, new Path2D(path));
  new ResizeObserver(() => paint()).observe(canvas);
  heaviest = D.nodes.reduce((most, node) => Math.max(most, node.weight), 1);
  drag();
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoomAt(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
}

function drag() {
  const held = new Map();
  let way = 0;
  canvas.addEventListener('pointerdown', (event) => {
    if (held.size === 0) way = 0;
    held.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = held.get(event.pointerId);
    if (!before) {
      acts.onHover(hit(event), event);
      return;
    }
    way += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (held.size === 2) pinch(held, before, event);
    else if (way > 3) move(event.clientX - before.clientX, event.clientY - before.clientY);
    held.set(event.pointerId, event);
    acts.onHover(null);
  });
  const end = (event) => {
    const alone = held.delete(event.pointerId) && held.size === 0;
    if (!alone || way > 6 || event.type !== 'pointerup') return;
    const found = hit(event);
    if (found?.node) acts.onNode(found.node);
    else if (found?.link) acts.onLink(found.link);
    else acts.onNothing();
  };
  for (const type of ['pointerup', 'pointercancel']) canvas.addEventListener(type, end);
  canvas.addEventListener('pointerleave', () => acts.onHover(null));
}

function pinch(held, before, now) {
  const still = [...held.values()].find((event) => event.pointerId !== now.pointerId);
  const span = (event) => Math.hypot(event.clientX - still.clientX, event.clientY - still.clientY) || 1;
  const box = canvas.getBoundingClientRect();
  zoomAt(span(now) / span(before), (now.clientX + still.clientX) / 2 - box.left, (now.clientY + still.clientY) / 2 - box.top);
}

function move(dx, dy) {
  look.x += dx;
  look.y += dy;
  queue();
}

function zoomAt(by, x, y) {
  const k = Math.min(8, Math.max(base.least, look.k * by));
  const r = k / look.k;
  Object.assign(look, k === base.least ? whole() : { k, x: x - (x - look.x) * r, y: y - (y - look.y) * r });
  queue();
}

export const zoomWorld = (by) => zoomAt(by, base.wide / 2, base.high / 2);

// The whole world in the middle of the screen.
function whole() {
  const k = base.least;
  const middle = (room, size, from) => (room - size * base.k * k) / 2 - from * k;
  return { k, x: middle(base.wide, D.raw.world.width, base.x), y: middle(base.high, D.raw.world.height, base.y) };
}

export function fitWorld() {
  Object.assign(look, whole());
  queue();
}

function queue() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => {
    queued = false;
    paint();
  });
}

// Which node of the page stands for a place: the country itself where the page has it.
const standsFor = (home) => D.nodes.find((node) => node.id === home && (node.kind === 'Country' || node.kind === 'Bloc')) ?? null;
const homes = new Map();

export function prepareWorld() {
  if (homes.size === 0) for (const home of Object.keys(D.raw.world.places)) homes.set(home, standsFor(home));
  const found = new Map();
  const used = new Map();
  const facts = new Set();
  const touch = (node) => {
    const seen = used.get(node.home);
    if (!seen || node === homes.get(node.home) || node.degree > seen.degree) used.set(node.home, seen && seen === homes.get(node.home) ? seen : node);
  };
  for (const link of V.links) {
    const ends = [link.a, link.b].filter((node) => D.raw.world.places[node.home]);
    for (const node of ends) touch(node);
    if (ends.length < 2 || link.a.home === link.b.home) continue;
    for (const fact of link.facts) facts.add(fact);
    const turn = D.relations[link.rel].symmetric && link.a.home > link.b.home;
    const [from, to] = turn ? [link.b, link.a] : [link.a, link.b];
    const key = `${from.home}|${to.home}|${link.rel}`;
    if (!found.has(key)) found.set(key, { from: from.home, to: to.home, links: [], weight: 0 });
    found.get(key).links.push(link);
    found.get(key).weight += D.weighted ? link.weight : link.facts.length;
  }
  for (const node of V.focus?.nodes ?? []) if (D.raw.world.places[node.home]) touch(node);
  arcs = [...found.values()].sort((a, b) => b.weight - a.weight);
  bend();
  dots = [...used].map(([home, node]) => ({ home, node: homes.get(home) ?? node, at: D.raw.world.places[home] }));
  dots.sort((a, b) => V.ranked.indexOf(a.node) - V.ranked.indexOf(b.node) || a.node.number - b.node.number);
  lit = new Set(dots.map((dot) => dot.home));
  note(facts);
  paint();
}

function note(facts) {
  if (D.trade) {
    at('world-note').replaceChildren(...tradeNote(D.trade, V.scale.link, widthOf, style('--mute')));
    return;
  }
  const rest = V.facts.length - facts.size;
  at('world-note').textContent = `${plural(facts.size, 'fact')} between countries, drawn as ${plural(arcs.length, 'arc')}; a ministry, official or company stands at its country, a bloc beside its seat.${rest > 0 ? ` ${plural(rest, 'other fact')} shown: see Network and Table.` : ''}`;
}

const widthOf = (value, most) => 0.6 + (D.trade ? 11 : 6.5) * Math.sqrt(value / most);

function bend() {
  const beside = new Map();
  const most = V.scale?.link ?? Math.max(1, ...arcs.map((arc) => arc.weight));
  for (const arc of arcs) {
    const [p, q] = [D.raw.world.places[arc.from], D.raw.world.places[arc.to]];
    const pair = [arc.from, arc.to].sort().join();
    const count = beside.get(pair) ?? 0;
    beside.set(pair, count + 1);
    const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
    // Arcs rise to the north, as flights do, and those of one pair lie beside each other.
    const lift = (0.2 + 0.09 * count) * (dx > 0 ? 1 : -1);
    Object.assign(arc, { p, q, c: [(p[0] + q[0]) / 2 + dy * lift, (p[1] + q[1]) / 2 - dx * lift] });
    arc.width = D.weighted ? widthOf(arc.weight, most) : 1.5 + Math.min(4, 0.9 * Math.sqrt(arc.weight - 1));
    arc.colour = linkColour(arc.links[0], S.by);
    arc.stage = linkStage({ facts: arc.links.flatMap((link) => link.facts) });
  }
}

function frame() {
  const { width, height } = D.raw.world;
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  // On a narrow screen the map is larger than the screen, and lies so that what is shown is in the middle.
  const all = Math.min((wide - 16) / width, (high - 16) / height);
  const k = Math.max(all, (high * 0.6) / height);
  base = { k, x: (wide - width * k) / 2, y: (high - height * k) / 2, wide, high, least: all / k };
  if (width * k <= wide || dots.length === 0) return;
  const middle = S.focus?.node && D.raw.world.places[S.focus.node.home];
  const x = middle ? middle[0] : dots.reduce((sum, dot) => sum + dot.at[0], 0) / dots.length;
  base.x = Math.min(8, Math.max(wide - width * k - 8, wide / 2 - x * k));
  if (narrow() && S.focus) base.y = Math.min(base.y, (high - 0.48 * innerHeight - height * k) / 2 + 30);
}

const screen = ([x, y]) => ({ x: (x * base.k + base.x) * look.k + look.x, y: (y * base.k + base.y) * look.k + look.y });

export function worldRadius(node) {
  if (D.weighted) return 2.5 + 10 * Math.sqrt(node.weight / (V.scale?.node ?? heaviest));
  return S.size === 'between' ? 3.5 + 8 * Math.sqrt(node.between) : 3.5 + Math.min(8, 1.1 * Math.sqrt(node.degree));
}

// What is on the screen: also what a saved drawing shows.
export function worldScene() {
  const on = (arc) => !V.focus || arc.links.some((link) => V.focus.links.has(link));
  const links = [...arcs].reverse().map((arc) => ({
    link: arc.links[0], arc, p: screen(arc.p), q: screen(arc.q), c: screen(arc.c), colour: arc.colour, stage: arc.stage,
    opacity: on(arc) ? (arcs.length > 150 ? 0.6 : 0.9) : 0.07, width: arc.width * (V.focus && on(arc) ? 1.5 : 1), end: worldRadius(D.nodes[arc.links[0].b.number]) + 1,
  }));
  const focusHomes = V.focus && new Set([...V.focus.nodes].map((node) => node.home));
  const spots = dots.map((dot) => ({ node: dot.node, ...screen(dot.at), r: worldRadius(dot.node), colour: nodeColour(dot.node, S.by), opacity: !focusHomes || focusHomes.has(dot.home) ? 1 : 0.25, home: dot.home }));
  const named = spots.filter((spot) => spot.opacity === 1);
  return { wide: base.wide, high: base.high, ground: style('--sea'), links, spots: [...spots].reverse(), named, land: D.raw.world.paths, lit, matrix: [base.k * look.k, base.x * look.k + look.x, base.y * look.k + look.y] };
}

function paint() {
  if (!canvas?.clientWidth) return;
  const ratio = devicePixelRatio || 1;
  frame();
  const [wide, high] = [Math.round(base.wide * ratio), Math.round(base.high * ratio)];
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const scene = worldScene();
  paintLand(scene, ratio);
  for (const link of scene.links) paintArc(link);
  context.setLineDash([]);
  for (const spot of scene.spots) paintDot(spot);
  context.globalAlpha = 1;
  write(context, place(context, scene.named, base.wide, base.high, 200), style('--fg'), style('--sea'), S.focus?.node ?? cursor);
}

function paintLand(scene, ratio) {
  const [k, x, y] = scene.matrix;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = scene.ground;
  context.fillRect(0, 0, base.wide, base.high);
  context.setTransform(ratio * k, 0, 0, ratio * k, ratio * x, ratio * y);
  context.lineWidth = 0.8 / k;
  context.strokeStyle = style('--coast');
  const [plain, on] = [style('--land'), style('--land-on')];
  for (const [code, path] of land) {
    context.fillStyle = lit.has(code) ? on : plain;
    context.fill(path);
    context.stroke(path);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

function paintArc({ p, q, c, colour, opacity, width, stage, link, end }) {
  context.globalAlpha = opacity;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dashOf(stage));
  context.beginPath();
  context.moveTo(p.x, p.y);
  context.quadraticCurveTo(c.x, c.y, q.x, q.y);
  context.stroke();
  if (D.relations[link.rel].symmetric || Math.hypot(q.x - p.x, q.y - p.y) < 26) return;
  const angle = Math.atan2(q.y - c.y, q.x - c.x);
  const size = 6 + width;
  const tip = [q.x - end * Math.cos(angle), q.y - end * Math.sin(angle)];
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(...tip);
  for (const side of [-0.42, 0.42]) context.lineTo(tip[0] - size * Math.cos(angle + side), tip[1] - size * Math.sin(angle + side));
  context.fill();
}

function paintDot({ node, x, y, r, colour, opacity }) {
  const main = S.focus?.node === node || S.focus?.a === node || S.focus?.b === node || cursor === node;
  context.globalAlpha = opacity;
  trace(context, shapeOf(node.kind), x, y, r);
  context.fillStyle = colour || kindColour(node.kind);
  context.fill();
  context.lineWidth = main ? 3 : 1.3;
  context.strokeStyle = main ? style('--fg') : dark() ? '#10141b' : '#ffffff';
  context.stroke();
}

function hit(event) {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const scene = worldScene();
  for (const spot of [...scene.spots].reverse()) if (Math.hypot(spot.x - x, spot.y - y) < spot.r + 4) return { node: spot.node };
  for (const link of [...scene.links].reverse()) if (onCurve(link, x, y)) return { link: link.link };
  return null;
}

export const worldNodes = () => dots.map((dot) => dot.node);
export const worldPlace = (node) => {
  const dot = dots.find((d) => d.node === node) ?? dots.find((d) => d.home === node.home);
  return dot ? screen(dot.at) : null;
};

export function pointWorld(node) {
  cursor = node;
  const spot = node && worldPlace(node);
  if (spot && (spot.x < 20 || spot.y < 20 || spot.x > base.wide - 20 || spot.y > base.high - 20)) move(base.wide / 2 - spot.x, base.high / 2 - spot.y);
  else queue();
}

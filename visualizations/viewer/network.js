// The network, drawn by vis-network at the places that the page brings; names are ours, so that none covers another.
/* global vis */
import { D } from './data.js';
import { at, style } from './dom.js';
import { dashOf, linkColour, linkStage, nodeColour, shapeOf } from './colours.js';
import { place, write } from './labels.js';
import { S } from './state.js';
import { V } from './selection.js';

let net = null;
let acts;
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let shownNodes = new Map();
let shownEdges = new Map();
let moved = false;
let spread = 1;
let cursor = null;
let fitted = false;

const largest = { links: 1, weight: 1, link: 1 };

export function startNetwork(handlers) {
  acts = handlers;
  const most = (items, value) => items.reduce((found, item) => Math.max(found, value(item)), 1);
  Object.assign(largest, { links: most(D.nodes, (n) => n.degree), weight: most(D.nodes, (n) => n.weight), link: most(D.links, (l) => l.weight) });
}

// The network begins when it is first seen, with all that is drawn: one by one would be slower.
function open() {
  const many = D.links.length > 1500;
  net = new vis.Network(at('network'), { nodes, edges }, {
    physics: false, layout: { improvedLayout: false, randomSeed: 7 },
    interaction: { hover: true, keyboard: false, multiselect: false, selectConnectedEdges: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { font: { size: 0 }, chosen: false, labelHighlightBold: false },
    edges: { font: { size: 0 }, chosen: false, arrowStrikethrough: false },
  });
  net.on('click', ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) acts.onNode(D.nodes[node]);
    else if (edge !== undefined) acts.onLink(D.links[edge]);
    else acts.onNothing();
  });
  net.on('hoverNode', ({ node, event }) => acts.onHover({ node: D.nodes[node] }, event));
  net.on('hoverEdge', ({ edge, event }) => acts.onHover({ link: D.links[edge] }, event));
  for (const event of ['blurNode', 'blurEdge', 'dragStart', 'zoom']) net.on(event, () => acts.onHover(null));
  net.on('dragging', ({ nodes: [node] }) => node !== undefined && keep(node));
  net.on('dragEnd', ({ nodes: [node] }) => (node !== undefined ? keep(node) : touch()));
  net.on('zoom', touch);
  net.on('resize', () => requestAnimationFrame(() => !moved && fitNetwork())); // the place is set again after this event
  net.on('afterDrawing', names);
}

function keep(number) {
  Object.assign(D.nodes[number], net.getPosition(number));
}

function touch() {
  moved = true;
}

export function radius(node) {
  const share = D.weighted ? node.weight / (V.scale?.node ?? largest.weight) : S.size === 'between' ? node.between : node.degree / largest.links;
  return spread * (6 + 17 * Math.sqrt(share));
}

export function linkWidth(link) {
  if (D.weighted) return 0.7 + 6 * Math.sqrt(link.weight / (V.scale?.link ?? largest.link));
  return 1.2 + Math.min(3.4, 0.6 * Math.sqrt(link.facts.length - 1) * 2);
}

// Of several links between two, the first is straight and the others bend to both sides.
function bends(links) {
  const seen = new Map();
  return links.map((link) => {
    const [one, other] = [link.a.number, link.b.number].sort((a, b) => a - b);
    const count = seen.get(`${one}|${other}`) ?? 0;
    seen.set(`${one}|${other}`, count + 1);
    const side = (count % 2 ? 1 : -1) * (link.a.number === one ? 1 : -1);
    return count === 0 ? 0 : side * 0.15 * Math.ceil(count / 2);
  });
}

function nodeStyle(node) {
  const on = !V.focus || V.focus.nodes.has(node);
  const colour = nodeColour(node, S.by);
  const main = S.focus?.node === node || S.focus?.a === node || S.focus?.b === node || cursor === node;
  return {
    id: node.number, shape: shapeOf(node.kind), size: radius(node), opacity: on ? 1 : 0.2, borderWidth: main ? 3.5 * spread : 1.5,
    color: { background: colour, border: main ? style('--fg') : style('--bg') },
  };
}

function edgeStyle(link, bend) {
  const on = !V.focus || V.focus.links.has(link);
  const stage = linkStage(link);
  const own = !D.relations[link.rel].derived;
  const opacity = V.focus ? (on ? 1 : 0.1) : own ? (V.links.length > 500 ? 0.6 : 0.85) : 0.38;
  return {
    id: link.number, from: link.a.number, to: link.b.number, width: linkWidth(link) * spread * (V.focus && on ? 1.6 : 1) * (own ? 1 : 0.7),
    dashes: stage === 'act' ? false : dashOf(stage).map((length) => length * spread),
    smooth: bend === 0 ? false : { enabled: true, type: bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(bend) },
    color: { color: linkColour(link, S.by), opacity },
    arrows: D.relations[link.rel].symmetric ? '' : { to: { enabled: true, scaleFactor: 0.42 } },
  };
}

export function drawNetwork() {
  spread = Math.max(1, Math.sqrt(Math.min(V.nodes.size, 700)) / 11);
  const bent = bends(V.links);
  const wantNodes = new Map([...V.nodes].map((node) => [node.number, nodeStyle(node)]));
  const wantEdges = new Map(V.links.map((link, i) => [link.number, edgeStyle(link, bent[i])]));
  shownEdges = renew(edges, shownEdges, wantEdges, (item) => item);
  shownNodes = renew(nodes, shownNodes, wantNodes, (item) => ({ ...item, x: D.nodes[item.id].x, y: D.nodes[item.id].y }));
  if (!net) open();
  if (!fitted) fitNetwork();
  net.redraw();
}

function renew(set, shown, wanted, fresh) {
  const now = new Map();
  const changed = [];
  for (const [id, item] of wanted) {
    const text = JSON.stringify(item);
    now.set(id, text);
    if (shown.get(id) !== text) changed.push(shown.has(id) ? item : fresh(item));
  }
  const gone = [...shown.keys()].filter((id) => !now.has(id));
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
  return now;
}

function names(context) {
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const placed = place(context, networkSpots(), context.canvas.clientWidth, context.canvas.clientHeight, 260);
  write(context, placed, style('--fg'), style('--bg'), S.focus?.node ?? cursor);
  context.restore();
}

export function networkSpots() {
  const scale = net.getScale();
  const listed = V.ranked.filter((node) => !V.focus || V.focus.nodes.has(node));
  const main = S.focus?.node;
  const first = main && listed.includes(main) ? [main, ...listed.filter((node) => node !== main)] : listed;
  return first.map((node) => ({ node, ...net.canvasToDOM(node), r: radius(node) * scale }));
}

// What is on the screen, for a saved drawing.
export function networkScene() {
  const scale = net.getScale();
  const bent = bends(V.links);
  const spot = (node) => net.canvasToDOM(node);
  const links = V.links.map((link, i) => {
    const { width, color } = edgeStyle(link, bent[i]);
    const [p, q] = [spot(link.a), spot(link.b)];
    const [dx, dy] = [q.x - p.x, q.y - p.y];
    const c = { x: (p.x + q.x) / 2 + dy * bent[i], y: (p.y + q.y) / 2 - dx * bent[i] };
    return { link, p, q, c, colour: color.color, opacity: color.opacity, width: width * scale, end: radius(link.b) * scale };
  });
  const spots = [...V.ranked].reverse().map((node) => ({ node, ...spot(node), r: radius(node) * scale, colour: nodeColour(node, S.by), opacity: nodeStyle(node).opacity }));
  const { clientWidth: wide, clientHeight: high } = at('network');
  return { wide, high, ground: style('--bg'), links, spots, named: networkSpots() };
}

export function fitNetwork() {
  moved = false;
  fitted = nodes.length > 0 && at('network').clientWidth > 0;
  if (fitted) net.fit({ animation: false, minZoomLevel: 0.02, maxZoomLevel: 1.6 });
}

export const zoomNetwork = (by) => {
  touch();
  net.moveTo({ scale: net.getScale() * by });
};

export function showInNetwork(node) {
  const { x, y } = net.canvasToDOM(node);
  const { clientWidth: wide, clientHeight: high } = at('network');
  if (x < 30 || y < 30 || x > wide - 30 || y > high - 30) net.moveTo({ position: { x: node.x, y: node.y } });
}

export function pointNetwork(node) {
  cursor = node;
  drawNetwork();
}

export const networkPlace = (node) => net.canvasToDOM(node);

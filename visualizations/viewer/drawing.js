// A drawing of what is on the screen, as SVG, with title, day and legend: what is saved as SVG, and made a picture of.
import { dashOf, key, kindColour, linkStage, shapeOf } from './colours.js';
import { D, dayText } from './data.js';
import { at, draw, style } from './dom.js';
import { FONT, place } from './labels.js';
import { networkScene } from './network.js';
import { mark } from './shapes.js';
import { S } from './state.js';
import { worldScene } from './world.js';

const HEAD = 62;
const LINE = 20;
const round = (value) => Math.round(value * 10) / 10;

export function drawing() {
  const scene = S.view === 'world' ? worldScene() : networkScene();
  const legend = legendRows(scene);
  const foot = legend.height + 14 + (D.trade ? LINE : 0);
  const high = HEAD + scene.high + foot;
  const svg = draw('svg', { xmlns: 'http://www.w3.org/2000/svg', width: scene.wide, height: high, viewBox: `0 0 ${scene.wide} ${high}`, role: 'img' });
  svg.style.font = FONT;
  svg.append(
    draw('title', {}, D.raw.title),
    draw('rect', { width: scene.wide, height: high, fill: style('--card') }),
    text(18, 28, D.raw.title, { 'font-size': 18, 'font-weight': 650 }),
    text(18, 48, `${when()} · ${at('count').textContent}`, { fill: style('--mute') }),
    draw('defs', {}, draw('clipPath', { id: 'frame' }, draw('rect', { width: scene.wide, height: scene.high }))),
  );
  const body = draw('g', { transform: `translate(0 ${HEAD})`, 'clip-path': 'url(#frame)' }, draw('rect', { width: scene.wide, height: scene.high, fill: scene.ground }));
  if (scene.land) body.append(landOf(scene));
  body.append(...scene.links.flatMap(linkOf), ...scene.spots.map(spotOf), ...namesOf(scene));
  svg.append(body, draw('g', { transform: `translate(18 ${HEAD + scene.high + 20})` }, legend.rows));
  if (D.trade) svg.append(text(18, high - 12, `Width: value in current US dollars. ${D.trade.source}`, { fill: style('--mute') }));
  return { svg, wide: scene.wide, high };
}

function when() {
  if (!D.trade) return S.day === null ? 'All dates' : `As of ${dayText(S.day)}`;
  return S.day === null ? [...new Set([D.trade.years[0], D.trade.years.at(-1)])].join('–') : dayText(S.day).slice(0, 4);
}

const text = (x, y, content, attributes = {}) => draw('text', { x: round(x), y: round(y), fill: style('--fg'), ...attributes }, content);

function landOf({ land, lit, matrix: [k, x, y] }) {
  const group = draw('g', { transform: `translate(${x} ${y}) scale(${k})`, stroke: style('--coast'), 'stroke-width': 0.8 / k });
  for (const [code, d] of Object.entries(land)) group.append(draw('path', { d, fill: style(lit.has(code) ? '--land-on' : '--land') }));
  return group;
}

function linkOf({ link, p, q, c, colour, opacity, width, stage, end }) {
  const dash = dashOf(stage ?? linkStage(link)).join(' ');
  const line = draw('path', { d: `M${round(p.x)} ${round(p.y)}Q${round(c.x)} ${round(c.y)} ${round(q.x)} ${round(q.y)}`, fill: 'none', stroke: colour, 'stroke-width': round(width), 'stroke-dasharray': dash || null, opacity });
  if (D.relations[link.rel].symmetric) return [line];
  const angle = Math.atan2(q.y - c.y, q.x - c.x);
  const tip = [q.x - end * Math.cos(angle), q.y - end * Math.sin(angle)];
  const corner = (side) => `${round(tip[0] - 7 * Math.cos(angle + side))},${round(tip[1] - 7 * Math.sin(angle + side))}`;
  return [line, draw('polygon', { points: `${round(tip[0])},${round(tip[1])} ${corner(-0.42)} ${corner(0.42)}`, fill: colour, opacity })];
}

const spotOf = ({ node, x, y, r, colour, opacity }) => mark(shapeOf(node.kind), x, y, r, { fill: colour, opacity, stroke: style('--bg'), 'stroke-width': 1 });

function namesOf(scene) {
  const context = document.createElement('canvas').getContext('2d');
  return place(context, scene.named, scene.wide, scene.high, 260).map(({ text: name, left, top }) =>
    text(left, top + 11, name, { stroke: scene.ground, 'stroke-width': 3.5, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }));
}

function legendRows({ wide, spots, links }) {
  const used = new Set(spots.map((spot) => spot.node.kind));
  const kinds = D.raw.kinds.filter((kind) => used.has(kind));
  const items = [
    ...(D.trade ? [] : kinds).map((kind) => [mark(shapeOf(kind), 8, 0, 6, { fill: kindColour(kind) }), kind]),
    ...key(S.by, links.map((item) => item.link)).map(([colour, label]) => [draw('line', { x1: 0, x2: 18, y1: 0, y2: 0, stroke: colour, 'stroke-width': 3 }), label]),
    ...(D.trade ? [] : [[draw('line', { x1: 0, x2: 18, y1: 0, y2: 0, stroke: style('--mute'), 'stroke-width': 2, 'stroke-dasharray': '6 4' }), 'planned or sought']]),
  ];
  const context = document.createElement('canvas').getContext('2d');
  context.font = FONT;
  const rows = [];
  let [x, y] = [0, 0];
  for (const [sign, label] of items) {
    const width = 44 + context.measureText(label).width;
    if (x + width > wide - 36 && x > 0) [x, y] = [0, y + LINE];
    rows.push(draw('g', { transform: `translate(${round(x)} ${y})` }, sign, text(25, 4, label)));
    x += width;
  }
  return { rows, height: y + LINE };
}

// The shapes of the kinds, as corners around a middle, for the legend, the world map and saved drawings.
import { draw } from './dom.js';

function ring(count, turn, radii) {
  return Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    const r = radii[i % radii.length];
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

const CORNERS = {
  square: ring(4, Math.PI / 4, [1.25]), diamond: ring(4, 0, [1.2]), triangle: ring(3, -Math.PI / 2, [1.25]), triangleDown: ring(3, Math.PI / 2, [1.25]),
  hexagon: ring(6, 0, [1.1]), star: ring(10, -Math.PI / 2, [1.35, 0.6]),
};
const round = (value) => Math.round(value * 10) / 10;

export function outline(shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) return null;
  return corners.map(([dx, dy]) => [round(x + dx * r), round(y + dy * r)]);
}

export function trace(context, shape, x, y, r) {
  context.beginPath();
  const corners = outline(shape, x, y, r);
  if (!corners) context.arc(x, y, r, 0, 7);
  else {
    for (const [cx, cy] of corners) context.lineTo(cx, cy); // the first one only begins
    context.closePath();
  }
}

export function mark(shape, x, y, r, attributes) {
  const corners = outline(shape, x, y, r);
  if (!corners) return draw('circle', { cx: round(x), cy: round(y), r: round(r), ...attributes });
  return draw('polygon', { points: corners.map((c) => c.join(',')).join(' '), ...attributes });
}

export const badge = (shape, colour) => draw('svg', { width: 18, height: 18, viewBox: '0 0 18 18', 'aria-hidden': 'true' }, mark(shape, 9, 9, 6, { fill: colour }));

export const stroke = (colour, dash = []) =>
  draw('svg', { width: 24, height: 12, viewBox: '0 0 24 12', 'aria-hidden': 'true' }, draw('line', { x1: 1, y1: 6, x2: 23, y2: 6, stroke: colour, 'stroke-width': 3, 'stroke-dasharray': dash.join(' ') || null }));

// Whether a place lies on a curve, or nearly so.
export function onCurve({ p, q, c }, x, y) {
  for (let t = 0; t <= 1; t += 1 / 24) {
    const u = 1 - t;
    if (Math.hypot(u * u * p.x + 2 * u * t * c.x + t * t * q.x - x, u * u * p.y + 2 * u * t * c.y + t * t * q.y - y) < 7) return true;
  }
  return false;
}

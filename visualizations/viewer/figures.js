// The figures of trade: money and weight in words, and what widths on the map mean.
import { digits, draw, make } from './dom.js';

const LARGE = [[1e9, 'bn'], [1e6, 'm'], [1e3, 'k']];

export function money(value) {
  const [unit, name] = LARGE.find(([size]) => value >= size) ?? [1, ''];
  const decimals = value / unit >= 100 || unit === 1 ? 0 : value / unit >= 10 ? 1 : 2;
  return `USD ${digits(value / unit, decimals)}${name ? ` ${name}` : ''}`;
}

export const weight = (tonnes) => (tonnes === null || tonnes === undefined ? '' : `${digits(tonnes, tonnes < 10 ? 2 : 0)} t`);

export const figures = (value, tonnes) => [money(value), weight(tonnes)].filter(Boolean).join(', ');

// Three widths with their values, the largest a round number that occurs.
function widthKey(most, widthOf, colour) {
  const top = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const rows = [top, top / 10, top / 100].map((value, i) => [
    draw('line', { x1: 2 + i * 104, x2: 26 + i * 104, y1: 9, y2: 9, stroke: colour, 'stroke-width': widthOf(value).toFixed(1) }),
    draw('text', { x: 32 + i * 104, y: 13, fill: 'currentColor', 'font-size': 12 }, money(value)),
  ]);
  return draw('svg', { width: 320, height: 18, viewBox: '0 0 320 18', role: 'img', 'aria-label': 'Widths by value' }, rows.flat());
}

// What the arcs of trade mean, and where the figures are from.
export function tradeNote(trade, most, widthOf, colour) {
  const means = 'An arc leads from the exporter to the importer; its width is the value in current US dollars.';
  return [widthKey(most, (value) => widthOf(value, most), colour), make('span', {}, [means, trade.note, trade.source].filter(Boolean).join(' '))];
}

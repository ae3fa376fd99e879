// Names that do not cover each other: the best-ranked entity first, each in the first of eight places that is free.
const CELL = 64;
const HEIGHT = 14;
const widths = new Map();

export const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
export const short = (text) => ([...text].length > 34 ? `${[...text].slice(0, 32).join('').trimEnd()}…` : text);

class Grid {
  constructor() {
    this.cells = new Map();
  }

  *keys([x0, y0, x1, y1]) {
    for (let x = Math.floor(x0 / CELL); x <= Math.floor(x1 / CELL); x += 1) {
      for (let y = Math.floor(y0 / CELL); y <= Math.floor(y1 / CELL); y += 1) yield x * 8192 + y;
    }
  }

  put(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([...box, owner]);
    }
  }

  free(box, owner) {
    for (const key of this.keys(box)) {
      for (const [x0, y0, x1, y1, by] of this.cells.get(key) ?? []) {
        if (by !== owner && box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0) return false;
      }
    }
    return true;
  }
}

function width(context, text) {
  if (!widths.has(text)) {
    context.font = FONT;
    widths.set(text, context.measureText(text).width);
  }
  return widths.get(text);
}

// `spots` are {node, x, y, r} in order of rank; the answer adds text and where it begins (its left and top).
export function place(context, spots, wide, high, most = Number.POSITIVE_INFINITY) {
  const grid = new Grid();
  const inside = spots.filter(({ x, y }) => x > -20 && y > -20 && x < wide + 20 && y < high + 20);
  for (const { node, x, y, r } of inside) grid.put([x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8], node);
  const found = [];
  for (const { node, x, y, r } of inside) {
    if (found.length >= most) break;
    const text = short(node.name);
    const w = width(context, text);
    const ways = [
      [x - w / 2, y + r + 3], [x + r + 5, y - HEIGHT / 2], [x - r - 5 - w, y - HEIGHT / 2], [x - w / 2, y - r - HEIGHT - 3],
      [x + r * 0.8, y + r * 0.8], [x - w - r * 0.8, y + r * 0.8], [x + r * 0.8, y - r * 0.8 - HEIGHT], [x - w - r * 0.8, y - r * 0.8 - HEIGHT],
    ];
    for (const [left, top] of ways) {
      const box = [left - 3, top - 1, left + w + 3, top + HEIGHT + 1];
      if (box[0] < 0 || box[2] > wide || box[1] < 0 || box[3] > high || !grid.free(box, node)) continue;
      grid.put(box, null);
      found.push({ node, text, left, top });
      break;
    }
  }
  return found;
}

export function write(context, placed, ink, ground, strong) {
  context.font = FONT;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.fillStyle = ink;
  for (const { node, text, left, top } of placed) {
    context.globalAlpha = 0.9;
    context.strokeText(text, left, top);
    context.globalAlpha = 1;
    context.fillText(text, left, top);
    if (strong === node) context.fillText(text, left + 0.4, top);
  }
}

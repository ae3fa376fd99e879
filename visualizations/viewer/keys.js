// The keyboard: the same in the network and on the world map.
import { at, say } from './dom.js';
import { change, S, undo } from './state.js';
import { fitNetwork, networkPlace, pointNetwork, showInNetwork, zoomNetwork } from './network.js';
import { V } from './selection.js';
import { fitWorld, pointWorld, worldNodes, worldPlace, zoomWorld } from './world.js';

let cursor = null;
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export const zoomView = (by) => (S.view === 'world' ? zoomWorld(by) : zoomNetwork(by));
export const fitView = () => (S.view === 'world' ? fitWorld() : fitNetwork());

export function startKeys(onNode) {
  for (const id of ['network', 'world']) {
    at(id).addEventListener('keydown', (event) => onMap(event, onNode));
    at(id).addEventListener('blur', () => point(null));
  }
  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input, select, textarea');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !typing) {
      event.preventDefault();
      undo();
    } else if (event.key === '/' && !typing) {
      event.preventDefault();
      at('side').classList.add('open');
      at('search').focus();
    } else if (event.key === 'Escape') goBack();
  });
}

function goBack() {
  if (at('side').classList.contains('open')) at('filters-open').click();
  const back = document.activeElement?.closest('#panel') ? at(S.view === 'table' ? 'view-table' : S.view) : null;
  if (S.focus) change((s) => Object.assign(s, { focus: null, near: 0 }));
  back?.focus();
}

const onScreen = () => (S.view === 'world' ? worldNodes() : V.ranked).filter((node) => spot(node));
const spot = (node) => (S.view === 'world' ? worldPlace(node) : networkPlace(node));

function onMap(event, onNode) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const does = {
    '+': () => zoomView(1.25), '=': () => zoomView(1.25), '-': () => zoomView(0.8), 0: fitView, n: () => step(1), p: () => step(-1),
    Enter: () => cursor && onNode(cursor, { read: true }),
  };
  const act = DIRECTIONS[event.key] ? () => go(DIRECTIONS[event.key]) : (does[event.key] ?? does[event.key.toLowerCase()]);
  if (!act) return;
  event.preventDefault();
  act();
}

function step(by) {
  const nodes = onScreen();
  if (!nodes.length) return;
  const now = nodes.indexOf(cursor);
  point(nodes[now < 0 ? 0 : (now + by + nodes.length) % nodes.length]);
}

// The nearest entity in that direction: what lies straight ahead counts as nearer than what lies aside.
function go([dx, dy]) {
  if (!cursor || !spot(cursor)) {
    step(1);
    return;
  }
  const here = spot(cursor);
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const node of onScreen()) {
    const { x, y } = spot(node);
    const ahead = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    if (node === cursor || ahead < 2 || aside > ahead * 2) continue;
    if (ahead + aside * 2 < least) [best, least] = [node, ahead + aside * 2];
  }
  if (best) point(best);
  else say('Nothing further that way');
}

function point(node) {
  cursor = node;
  if (S.view === 'world') pointWorld(node);
  else if (S.view === 'network') {
    if (node) showInNetwork(node);
    pointNetwork(node);
  }
  if (node) say(`${node.name}, ${node.kind}, ${node.degree} links`);
}

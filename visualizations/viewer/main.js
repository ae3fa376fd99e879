// Starts the page, and draws it anew whenever something changes.
import { rankMinerals, rankSellers } from './colours.js';
import { D, tellSoon, unpack } from './data.js';
import { at, digits, narrow, plural, say } from './dom.js';
import { figures, money } from './figures.js';
import { drawFilters, startFilters } from './filters.js';
import { fitView, startKeys, zoomView } from './keys.js';
import { drawNetwork, fitNetwork, networkPlace, startNetwork } from './network.js';
import { drawPanel, startPanel } from './panel.js';
import { csvText, startSaving, svgText } from './saving.js';
import { select, V } from './selection.js';
import { begin, canUndo, change, S, undo, whenChanged } from './state.js';
import { drawTable, startTable } from './table.js';
import { drawTimeline, play, startTimeline, stop } from './timeline.js';
import { sentence } from './words.js';
import { prepareWorld, startWorld, worldPlace } from './world.js';

const VIEWS = ['network', 'world', 'table'];
let drawnFocus = null;
let drawnNear = 0;

function pickNode(node, { read = false } = {}) {
  change((s) => Object.assign(s, { focus: { type: 'node', node }, near: s.focus?.node === node ? s.near : 0 }));
  if (read) at('panel').focus();
}

function pickLink(link) {
  change((s) => Object.assign(s, { focus: { type: 'pair', a: link.a, b: link.b, rel: link.rel }, near: 0 }));
}

const clear = () => change((s) => Object.assign(s, { focus: null, near: 0 }));

function hover(what, event) {
  const tip = at('tip');
  tip.hidden = !what;
  if (!what) return;
  const { node, link } = what;
  const more = link && link.facts.length > 1 ? ` · and ${link.facts.length - 1} more` : '';
  tip.textContent = D.trade ? traded(what) : node ? `${node.name} · ${node.kind} · ${plural(node.degree, 'link')}` : `${sentence(link.facts[0])}${more}`;
  const box = at('stage').getBoundingClientRect();
  tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - tip.offsetWidth - 6)}px`;
  tip.style.top = `${Math.min(event.clientY - box.top + 16, box.height - tip.offsetHeight - 6)}px`;
}

function traded({ node, link }) {
  if (node) return `${node.name}: exports ${money(node.sells)}, imports ${money(node.buys)}`;
  const known = link.facts.every((fact) => fact.tonnes !== null && fact.made === link.facts[0].made);
  const tonnes = known ? link.facts.reduce((sum, fact) => sum + fact.tonnes, 0) : null; // ore and metal do not add up
  return `${link.a.name} → ${link.b.name}: ${figures(link.weight, tonnes)}`;
}

function count() {
  const own = D.trade ? `${plural(V.nodes.size, 'country', 'countries')}, ${plural(V.facts.length, 'flow')}, ${money(V.value)}` : `${plural(V.nodes.size, 'entity', 'entities')}, ${digits(V.facts.length)} of ${plural(D.facts.length, 'fact')}`;
  const { left } = D.raw.open;
  const more = [V.cut > 0 ? `; ${plural(V.cut, 'link')} not drawn` : '', left > 0 ? `; ${plural(left, D.trade ? 'flow' : 'fact')} more than fit in a page` : ''];
  at('count').textContent = own + more.join('');
  at('nothing').hidden = V.links.length > 0 || S.view === 'table';
  at('nothing').textContent = D.facts.length === 0 ? 'There is no fact here.' : 'Nothing passes these filters. Undo, or switch something on.';
}

function redraw() {
  select();
  at('tip').hidden = true;
  for (const view of VIEWS) {
    const here = view === S.view;
    at(`view-${view}`).hidden = !here;
    at(`tab-${view}`).setAttribute('aria-selected', String(here));
    at(`tab-${view}`).tabIndex = here ? 0 : -1;
  }
  for (const id of ['save-png', 'save-svg']) at(id).disabled = S.view === 'table';
  at('zoom').hidden = S.view === 'table';
  at('skip').setAttribute('href', `#${S.view === 'table' ? 'view-table' : S.view}`);
  at('undo').disabled = !canUndo();
  const focus = S.focus && JSON.stringify([S.focus.type, S.focus.node?.number, S.focus.a?.number, S.focus.b?.number, S.focus.rel, S.near, S.day]);
  if (focus !== drawnFocus || S.focus) drawPanel();
  if (focus !== drawnFocus && S.focus) say(at('panel-title').textContent.trim());
  drawnFocus = focus;
  if (S.view === 'network') {
    drawNetwork();
    if (S.near !== drawnNear) fitNetwork(); // other entities are on the screen now
    drawnNear = S.near;
  }
  if (S.view === 'world') prepareWorld();
  drawTable();
  drawFilters();
  drawTimeline();
  count();
}

function startTabs() {
  VIEWS.forEach((view, i) => {
    const tab = at(`tab-${view}`);
    tab.addEventListener('click', () => change((s) => (s.view = view)));
    tab.addEventListener('keydown', (event) => {
      const by = { ArrowRight: 1, ArrowLeft: 2 }[event.key];
      if (!by) return;
      const next = VIEWS[(i + by) % 3];
      change((s) => (s.view = next));
      at(`tab-${next}`).focus();
    });
  });
}

function startScheme() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const set = (name) => {
    document.documentElement.dataset.theme = name;
  };
  set(system.matches ? 'dark' : 'light');
  let chosen = false;
  system.addEventListener('change', () => {
    if (!chosen) set(system.matches ? 'dark' : 'light');
    if (!chosen) redraw();
  });
  let before = '';
  addEventListener('beforeprint', () => {
    before = document.documentElement.dataset.theme; // paper is light
    set('light');
    redraw();
  });
  addEventListener('afterprint', () => {
    set(before);
    redraw();
  });
  at('theme').addEventListener('click', () => {
    chosen = true;
    set(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    redraw();
  });
}

function startButtons() {
  at('undo').addEventListener('click', undo);
  at('fit').addEventListener('click', fitView);
  at('zoom-in').addEventListener('click', () => zoomView(1.3));
  at('zoom-out').addEventListener('click', () => zoomView(1 / 1.3));
  at('filters-open').addEventListener('click', () => {
    const open = at('side').classList.toggle('open');
    at('filters-open').setAttribute('aria-expanded', String(open));
    at('filters-open').textContent = open ? 'Close' : 'Filters';
  });
  at('stage').addEventListener('pointerdown', () => {
    if (narrow() && at('side').classList.contains('open')) at('filters-open').click();
    stop();
  });
}

async function start() {
  await unpack();
  rankMinerals();
  if (D.trade) rankSellers();
  begin();
  startScheme();
  const acts = { onNode: pickNode, onLink: pickLink, onNothing: clear, onHover: hover };
  startNetwork(acts);
  startWorld(acts);
  startPanel(pickNode);
  startFilters(pickNode);
  startTable(pickNode);
  startTimeline();
  startTabs();
  startButtons();
  startSaving();
  startKeys(pickNode);
  whenChanged(redraw);
  redraw();
  window.graphkitReady = performance.now();
  tellSoon();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (D.raw.open.years && !calm && location.hash === '') play();
}

// What a test may ask: where things are on the screen, and what would be saved.
window.graphkitMap = {
  place: (kind, id) => {
    const node = D.nodes.find((n) => n.kind === kind && n.id === id);
    const spot = S.view === 'world' ? worldPlace(node) : networkPlace(node);
    const box = at(S.view).getBoundingClientRect();
    return [box.left + spot.x, box.top + spot.y];
  },
  svg: svgText,
  csv: csvText,
  counts: () => ({ nodes: V.nodes.size, links: V.links.length, facts: V.facts.length, cut: V.cut }),
};

start();

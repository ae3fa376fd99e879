// The panel of filters: search, legend with switches and counts, colours, sizes, the mineral, the path.
import { badge, stroke } from './shapes.js';
import { dashOf, key, kindColour, relationColour, shapeOf, stageColour, topicsRanked } from './colours.js';
import { D, stageOf } from './data.js';
import { at, digits, make, plain, plural, say } from './dom.js';
import { change, LIMIT, S } from './state.js';
import { V } from './selection.js';

let pickNode;
const switches = [];

export function startFilters(onNode) {
  pickNode = onNode;
  for (const kind of D.raw.kinds) addSwitch('kinds', 'kinds', kind, kind, () => badge(shapeOf(kind), kindColour(kind)));
  const uses = D.relations.map(() => 0);
  for (const link of D.links) uses[link.rel] += link.all.length;
  const byUse = [...D.relations].sort((a, b) => uses[b.number] - uses[a.number] || a.number - b.number);
  for (const relation of byUse) {
    addSwitch(relation.derived ? 'derived' : 'relations', 'rels', relation.number, relation.label, () => stroke(S.by === 'relation' ? relationColour(relation.number) : 'currentColor'));
  }
  at('derived-box').hidden = !D.relations.some((relation) => relation.derived);
  const statuses = new Set(D.raw.facts.status);
  const terms = D.raw.facts.phases.flat;
  for (let i = 2; i < terms.length; i += 3) statuses.add(terms[i]);
  for (const status of [...statuses].sort((a, b) => order(a) - order(b) || a - b)) {
    addSwitch('statuses', 'statuses', status, D.statuses[status]?.label ?? 'not stated', () => stroke(status < 0 ? 'currentColor' : stageColour(status), status < 0 ? [] : dashOf(stageOf(status))));
  }
  choices('by', D.trade ? [['exporter', 'exporter'], ['community', 'community']] : [['relation', 'relation'], ['mineral', 'mineral'], ['status', 'status'], ['community', 'community']], (s, value) => (s.by = value));
  choices('size', [['links', D.weighted ? 'value' : 'links'], ['between', 'bridging (betweenness)']], (s, value) => (s.size = value));
  const topics = [...topicsRanked()].sort((a, b) => (a.name < b.name ? -1 : 1));
  choices('mineral', [['-1', 'everything'], ...topics.map((topic) => [String(topic.number), topic.name])], (s, value) => (s.mineral = Number(value)));
  const rows = D.facts.filter((fact) => fact.table).length;
  at('sentences-row').hidden = rows === 0 || rows === D.facts.length;
  at('sentences-n').textContent = digits(D.facts.length - rows);
  at('sentences').addEventListener('change', (event) => change((s) => (s.sentences = event.target.checked)));
  // Trade has one relation, status and mineral, and as a rule one kind of entity: there is nothing to switch.
  for (const id of ['relations', 'statuses', 'mineral', ...(D.raw.kinds.length > 1 ? [] : ['kinds'])]) if (D.trade) at(id).closest('section').hidden = true;
  startTop();
  startSearch();
  startWay();
}

const order = (status) => (status < 0 ? 9 : ['act', 'intent', 'end'].indexOf(stageOf(status)));

// `what` names the set in the state that holds what is switched off; an undo puts another set in its place.
function addSwitch(box, what, value, label, sign) {
  const input = make('input', { type: 'checkbox', onchange: () => change((s) => (input.checked ? s[what].delete(value) : s[what].add(value))) });
  const count = make('span', { class: 'n' });
  const holder = make('span', { 'aria-hidden': 'true' });
  at(box).append(make('label', { class: 'tick' }, input, holder, make('span', { class: 't' }, label), count));
  switches.push({ input, count, holder, value, sign, what });
}

function choices(id, options, set) {
  const usable = options.filter(([value]) => value !== 'mineral' || topicsRanked().length > 0);
  at(id).append(...usable.map(([value, text]) => make('option', { value }, text)));
  at(id).addEventListener('change', (event) => change((s) => set(s, event.target.value)));
}

function startTop() {
  const most = Math.min(LIMIT, D.links.length);
  const input = at('top');
  at('top-row').hidden = D.links.length <= 60;
  const { left } = D.raw.open;
  at('left-note').hidden = !left;
  at('left-note').textContent = D.trade ? `${plural(left, 'flow')} more would not fit into this page, the smallest of each year; what it holds is ${(100 * D.trade.share).toFixed(1)} % of the value. A page of one year has them all.` : `${plural(left, 'fact')} more would not fit into this page: older years of the same flows, and the smallest. Make a page of one country or mineral to see them.`;
  Object.assign(input, { min: Math.min(20, most), max: most, step: 1 });
  input.addEventListener('input', () => change((s) => (s.top = Number(input.value))));
}

export function drawFilters() {
  for (const { input, count, holder, value, sign, what } of switches) {
    input.checked = !S[what].has(value);
    count.textContent = digits(V.counts[what].get(value) ?? 0);
    holder.replaceChildren(sign());
  }
  at('by').value = S.by;
  at('size').value = S.size;
  at('mineral').value = String(S.mineral);
  at('sentences').checked = S.sentences;
  at('top').value = S.top;
  at('top-out').textContent = digits(S.top);
  at('top-note').textContent = V.cut > 0 ? `${plural(V.cut, 'more link')} not drawn: the least telling. The table lists them all; pick an entity to see its own.` : 'All links are drawn.';
  const rows = S.by === 'relation' ? [] : key(S.by, V.links);
  at('key').replaceChildren(...rows.map(([colour, text]) => make('div', { class: 'tick' }, stroke(colour), make('span', {}, text))));
  const { focus } = S;
  if (focus?.type === 'path') {
    at('from').value = focus.a.name;
    at('to').value = focus.b.name;
    at('way-note').textContent = V.path ? plural(V.path.length, 'step') : 'no path';
  } else at('way-note').textContent = '';
}

function matches(text) {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const score = (node) => {
    const name = plain(node.name);
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    return name.includes(` ${wanted}`) ? 2 : name.includes(wanted) || plain(node.id) === wanted ? 3 : 9;
  };
  return D.nodes.map((node) => [score(node), node]).filter(([s]) => s < 9).sort((p, q) => p[0] - q[0] || q[1].degree - p[1].degree || p[1].number - q[1].number).slice(0, 9).map(([, node]) => node);
}

function startSearch() {
  const [input, list] = [at('search'), at('found')];
  let found = [];
  let chosen = 0;
  const draw = () => {
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    list.replaceChildren(...found.map((node, i) => make('li', { role: 'option', id: `found-${i}`, 'aria-selected': String(i === chosen), onmousedown: (event) => {
      event.preventDefault();
      take(node);
    } }, badge(shapeOf(node.kind), kindColour(node.kind)), node.name)));
    if (found.length) input.setAttribute('aria-activedescendant', `found-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const take = (node) => {
    found = [];
    input.value = '';
    draw();
    pickNode(node);
  };
  input.addEventListener('input', () => {
    found = matches(input.value);
    chosen = 0;
    draw();
    if (input.value.trim()) say(found.length ? `${plural(found.length, 'entity', 'entities')} found` : 'Nothing is called that');
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
      event.preventDefault();
      draw();
    } else if (event.key === 'Enter' && found.length) take(found[chosen]);
    else if (event.key === 'Escape') {
      found = [];
      draw();
    }
  });
}

function startWay() {
  const offer = () => {
    if (at('names').childElementCount > 0) return;
    const nodes = [...D.nodes].sort((a, b) => b.degree - a.degree).slice(0, 2000);
    at('names').append(...nodes.map((node) => make('option', { value: node.name })));
  };
  const named = (text) => D.nodes.filter((node) => node.name === text.trim()).sort((a, b) => b.degree - a.degree)[0] ?? (text.trim() ? matches(text)[0] : null);
  const set = () => {
    const [a, b] = [named(at('from').value), named(at('to').value)];
    if (a && b && a !== b) change((s) => Object.assign(s, { focus: { type: 'path', a, b }, near: 0 }));
    else if (at('from').value && at('to').value) at('way-note').textContent = a && b ? 'choose two different ones' : 'no entity is called that';
  };
  for (const id of ['from', 'to']) {
    at(id).addEventListener('focus', offer);
    at(id).addEventListener('change', set);
  }
  at('way-clear').addEventListener('click', () => {
    at('from').value = '';
    at('to').value = '';
    change((s) => Object.assign(s, { focus: null }));
    at('way-note').textContent = '';
  });
}

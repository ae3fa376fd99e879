// The table: the same facts as text, sorted as one likes.
import { D, stageOf } from './data.js';
import { at, digits, make, plural } from './dom.js';
import { change, S } from './state.js';
import { V } from './selection.js';
import { sentence, sentenceElement, since, sourceOf } from './words.js';

const STEP = 200;
let shown = STEP;
let sorted = { column: -1, down: false };
let pickNode;

const status = (fact) => D.statuses[fact.now]?.label ?? '';
const FACTS = [
  ['Fact', sentence], ['Relation', (f) => D.relations[f.rel].label], ['Status', status], ['Since', (f) => f.date || f.claims.map((c) => c.published).filter(Boolean).sort()[0] || ''],
  ['Sources', (f) => f.support], ['Evidence', (f) => f.claims[0]?.text ?? ''],
];
const worldShare = (f) => f.weight / (D.trade.total[D.trade.years.indexOf(f.year)] || 1);
const TRADE = [
  ['Exporter', (f) => f.ends[0].name], ['Importer', (f) => f.ends[1].name], ['Year', (f) => f.year], ['Stage', (f) => f.made],
  ['US dollars', (f) => f.weight], ['Tonnes', (f) => f.tonnes ?? ''], ['Of world trade', worldShare], ['Goods', (f) => f.claims[0].text],
];
const SORTS_DOWN = new Set(['Sources', 'US dollars', 'Tonnes', 'Of world trade', 'Evidence', 'Year']);
const columns = () => (D.trade ? TRADE : FACTS);

export function startTable(onNode) {
  pickNode = onNode;
  at('table-head').append(...columns().map(([name], column) => make('th', { scope: 'col', class: { Evidence: 'quote', Relation: 'kind', Stage: 'kind', Goods: 'quote', 'US dollars': 'num', Tonnes: 'num', 'Of world trade': 'num' }[name] }, make('button', { type: 'button', onclick: () => {
    sorted = { column, down: sorted.column === column ? !sorted.down : SORTS_DOWN.has(name) };
    drawTable();
  } }, name))));
  at('table-more').addEventListener('click', () => {
    shown += STEP;
    drawTable({ keep: true });
  });
}

export function drawTable({ keep = false } = {}) {
  if (S.view !== 'table') return;
  if (!keep) shown = STEP;
  const facts = sortedFacts();
  [...at('table-head').children].forEach((head, i) => {
    const here = i === sorted.column;
    head.setAttribute('aria-sort', here ? (sorted.down ? 'descending' : 'ascending') : 'none');
    head.firstChild.textContent = columns()[i][0] + (here ? (sorted.down ? ' ↓' : ' ↑') : '');
  });
  at('table-body').replaceChildren(...facts.slice(0, shown).map(D.trade ? flowRow : row));
  at('table-note').textContent = `${plural(facts.length, D.trade ? 'flow' : 'fact')}${V.cut ? ', those whose links are not drawn among them' : ''}. A heading sorts; Save has them all as CSV.${D.trade ? ` ${D.trade.note} ${D.trade.source}` : ''}`;
  at('table-more').hidden = facts.length <= shown;
  at('table-more').textContent = `Show ${Math.min(STEP, facts.length - shown)} more of ${digits(facts.length - shown)}`;
}

function focusFacts() {
  if (!S.focus || S.focus.type === 'path' || S.near) return V.facts;
  const links = new Set(V.focus.links);
  return V.facts.filter((fact) => fact.links.some((link) => links.has(link)));
}

export function sortedFacts() {
  if (sorted.column < 0) return focusFacts(); // the most telling first
  const value = columns()[sorted.column][1];
  const turn = sorted.down ? -1 : 1;
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return focusFacts().map((fact) => [value(fact), fact]).sort((p, q) => {
    const [empty, otherEmpty] = [p[0] === '', q[0] === ''];
    if (empty !== otherEmpty) return empty ? 1 : -1; // what is not known comes last, either way
    return turn * compare(p[0], q[0]) || p[1].number - q[1].number;
  }).map(([, fact]) => fact);
}

function flowRow(fact) {
  const name = (node) => make('button', { type: 'button', class: 'link', onclick: () => pickNode(node) }, node.name);
  const share = 100 * worldShare(fact);
  return make('tr', {},
    make('td', {}, name(fact.ends[0])),
    make('td', {}, name(fact.ends[1])),
    make('td', { class: 'day' }, String(fact.year)),
    make('td', { class: 'kind' }, fact.made),
    make('td', { class: 'num' }, digits(fact.weight)),
    make('td', { class: 'num' }, fact.tonnes === null ? 'not told' : digits(fact.tonnes, fact.tonnes < 10 ? 2 : 0)),
    make('td', { class: 'num' }, share < 0.1 ? '< 0.1 %' : `${share.toFixed(1)} %`),
    make('td', { class: 'quote' }, fact.claims[0].text));
}

function row(fact) {
  const claim = fact.claims[0];
  const link = fact.links.find((l) => l.facts.includes(fact));
  const open = () => link && change((s) => Object.assign(s, { focus: { type: 'pair', a: link.a, b: link.b, rel: link.rel } }));
  const text = claim ? (claim.row ? claim.text : `“${claim.text}”`) : '';
  return make('tr', {},
    make('td', { class: 'says' }, sentenceElement(fact, pickNode)),
    make('td', { class: 'kind' }, D.relations[fact.rel].label),
    make('td', {}, D.statuses[fact.now] ? make('span', { class: `chip ${stageOf(fact.now)}` }, status(fact)) : null),
    make('td', { class: 'day' }, since(fact)),
    make('td', {}, make('button', { type: 'button', class: 'link', onclick: open }, plural(fact.support, 'source'), make('span', { class: 'hidden' }, ` of: ${sentence(fact)}`))),
    make('td', { class: 'quote', dir: 'auto', title: claim ? sourceOf(claim) : null }, text.length > 170 ? `${text.slice(0, 168)}…` : text));
}

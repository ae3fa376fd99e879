// The table: the same facts as text, sorted as one likes.
import { D, stageOf } from './data.js';
import { at, make, plural } from './dom.js';
import { change, S } from './state.js';
import { V } from './selection.js';
import { sentence, sentenceElement, since, sourceOf } from './words.js';

const STEP = 200;
let shown = STEP;
let sorted = { column: -1, down: false };
let pickNode;

const status = (fact) => D.statuses[fact.now]?.label ?? '';
export const COLUMNS = [
  ['Fact', sentence], ['Relation', (f) => D.relations[f.rel].label], ['Status', status], ['Since', (f) => f.date || f.claims.map((c) => c.published).filter(Boolean).sort()[0] || ''],
  ['Sources', (f) => f.support], ['Evidence', (f) => f.claims[0]?.text ?? ''],
];

export function startTable(onNode) {
  pickNode = onNode;
  at('table-head').append(...COLUMNS.map(([name], column) => make('th', { scope: 'col', class: { Evidence: 'quote', Relation: 'kind' }[name] }, make('button', { type: 'button', onclick: () => {
    sorted = { column, down: sorted.column === column ? !sorted.down : column > 2 };
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
    head.firstChild.textContent = COLUMNS[i][0] + (here ? (sorted.down ? ' ↓' : ' ↑') : '');
  });
  at('table-body').replaceChildren(...facts.slice(0, shown).map(row));
  at('table-note').textContent = `${plural(facts.length, 'fact')}${V.cut ? ', those whose links are not drawn among them' : ''}. A heading sorts; Save has them all as CSV.`;
  at('table-more').hidden = facts.length <= shown;
  at('table-more').textContent = `Show ${Math.min(STEP, facts.length - shown)} more of ${(facts.length - shown).toLocaleString('en')}`;
}

function focusFacts() {
  if (!S.focus || S.focus.type === 'path' || S.near) return V.facts;
  const links = new Set(V.focus.links);
  return V.facts.filter((fact) => fact.links.some((link) => links.has(link)));
}

export function sortedFacts() {
  if (sorted.column < 0) return focusFacts(); // the most telling first
  const value = COLUMNS[sorted.column][1];
  const turn = sorted.down ? -1 : 1;
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return focusFacts().map((fact) => [value(fact), fact]).sort((p, q) => {
    const [empty, otherEmpty] = [p[0] === '', q[0] === ''];
    if (empty !== otherEmpty) return empty ? 1 : -1; // what is not known comes last, either way
    return turn * compare(p[0], q[0]) || p[1].number - q[1].number;
  }).map(([, fact]) => fact);
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

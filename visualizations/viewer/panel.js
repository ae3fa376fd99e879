// What is known of an entity, of two, or of a path: in sentences, with the evidence under each.
import { badge } from './shapes.js';
import { kindColour, shapeOf } from './colours.js';
import { D, stageOf } from './data.js';
import { at, linkTo, make, plural, site } from './dom.js';
import { figures, money } from './figures.js';
import { change, S } from './state.js';
import { isPair, V } from './selection.js';
import { sentenceElement, since } from './words.js';

const FIRST = 25;
let pickNode = () => {};

export function startPanel(onNode) {
  pickNode = onNode;
  at('panel-close').addEventListener('click', () => change((s) => Object.assign(s, { focus: null, near: 0 })));
}

export function drawPanel() {
  const { focus } = S;
  at('panel').hidden = !focus;
  if (!focus) return;
  if (focus.type === 'node') nodePanel(focus.node);
  else if (focus.type === 'pair') pairPanel(focus);
  else pathPanel(focus);
}

function show(title, sub, tools, body) {
  at('panel-title').replaceChildren(...[title].flat());
  at('panel-sub').textContent = sub;
  at('panel-tools').replaceChildren(...tools);
  at('panel-body').replaceChildren(...body.flat());
  at('panel').scrollTop = 0;
}

const link = (text, onclick) => make('button', { type: 'button', class: 'link', onclick }, text);
const button = (text, onclick, pressed) => make('button', { type: 'button', onclick, 'aria-pressed': pressed === undefined ? null : String(pressed) }, text);

function nodePanel(node) {
  const facts = V.facts.filter((fact) => fact.links.some((link) => (link.a === node || link.b === node) && link.facts.includes(fact)));
  const partners = new Set(facts.flatMap((fact) => fact.ends).filter((end) => end !== node));
  const near = (steps) => () => change((s) => Object.assign(s, { near: s.near === steps ? 0 : steps }));
  const tools = [
    button('Only its neighbours', near(1), S.near === 1),
    button('Two steps', near(2), S.near === 2),
    button('Path from here', () => {
      at('from').value = node.name;
      at('side').classList.add('open');
      at('to').focus();
    }),
  ];
  const title = [badge(shapeOf(node.kind), kindColour(node.kind)), ` ${node.name}`];
  if (D.trade) show(title, `Exports ${money(node.sells)}, imports ${money(node.buys)}`, tools.slice(0, 1), traded(node, facts));
  else show(title, `${node.kind} · ${plural(facts.length, 'fact')}, ${plural(partners.size, 'partner')}`, tools, byRelation(facts));
}

function traded(node, facts) {
  const heaviest = [...facts].sort((a, b) => b.weight - a.weight || a.number - b.number);
  const ways = [['Exports', heaviest.filter((fact) => fact.ends[0] === node)], ['Imports', heaviest.filter((fact) => fact.ends[1] === node)]];
  return ways.filter(([, group]) => group.length)
    .map(([label, group]) => [make('h3', {}, `${label} · ${group.length}`), flowList(group, node), make('p', { class: 'note' }, D.trade.source)]);
}

// The flows of a country as a list with bars, which are measured by its largest.
function flowList(facts, node) {
  const item = (fact) => {
    const to = fact.ends.find((end) => end !== node);
    const bar = make('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.width = `${(100 * fact.weight) / facts[0].weight}%`;
    const year = S.day === null && D.trade.years.length > 1 ? `${fact.year} · ` : '';
    return make('li', {}, link(to.name, () => change((s) => Object.assign(s, { focus: { type: 'pair', a: fact.ends[0], b: fact.ends[1], rel: fact.rel } }))), make('span', {}, `${year}${figures(fact.weight, fact.tonnes)}${fact.made ? ` · ${fact.made}` : ''}`), bar);
  };
  const box = make('ul', { class: 'flows' }, facts.slice(0, FIRST).map(item));
  if (facts.length <= FIRST) return box;
  const more = button(`Show ${facts.length - FIRST} more`, () => {
    more.remove();
    box.append(...facts.slice(FIRST).map(item));
  });
  return make('div', {}, box, more);
}

function byRelation(facts) {
  const groups = new Map();
  for (const fact of facts) {
    if (!groups.has(fact.rel)) groups.set(fact.rel, []);
    groups.get(fact.rel).push(fact);
  }
  const order = [...groups].sort(([one], [other]) => D.relations[one].order - D.relations[other].order || one - other);
  return order.map(([rel, group]) => [make('h3', {}, `${D.relations[rel].label} · ${group.length}`), listed(group)]);
}

// The first facts, and a button for the rest.
function listed(facts) {
  const groups = together(facts);
  const box = make('div', {}, groups.slice(0, FIRST).map(factElement));
  if (groups.length > FIRST) {
    const rest = groups.slice(FIRST);
    const more = button(`Show ${rest.flat().length} more`, () => {
      more.remove();
      box.append(...rest.map(factElement));
    });
    box.append(more);
  }
  return box;
}

// Facts that one sentence tells, in one status, stand together above it.
function together(facts) {
  const groups = new Map();
  for (const fact of facts) {
    const [claim] = fact.claims;
    const alone = fact.claims.length !== 1 || claim.row || fact.disputed || fact.detail;
    const key = alone ? fact.id : `${claim.document.title}\n${claim.text}\n${fact.now}\n${since(fact)}\n${fact.until}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(fact);
  }
  return [...groups.values()];
}

function pairPanel(pair) {
  const links = D.links.filter((link) => isPair(link, pair) && link.facts.length > 0);
  const first = links.filter((link) => link.rel === pair.rel).flatMap((link) => link.facts);
  const all = [...new Set([...first, ...links.flatMap((link) => link.facts)])];
  const names = [pair.a, pair.b].map((node) => make('button', { type: 'button', class: 'link', onclick: () => pickNode(node) }, node.name));
  const body = first.length ? [listed(first)] : [];
  const rest = all.filter((fact) => !first.includes(fact));
  if (rest.length) body.push(make('h3', {}, first.length ? 'Also between them' : 'Between them'), listed(rest));
  const tools = [button('Path between them', () => change((s) => Object.assign(s, { focus: { type: 'path', a: pair.a, b: pair.b } })))];
  show([names[0], ' – ', names[1]], all.length ? plural(all.length, 'fact') : 'Nothing that is shown links them directly.', all.length ? [] : tools, body);
}

function pathPanel({ a, b }) {
  const title = `${a.name} → ${b.name}`;
  if (!V.path) {
    show(title, 'Nothing that is shown joins the two. Switch more links on, or choose another day.', [], []);
    return;
  }
  const hops = V.path.map(({ link }) => make('li', {}, factElement([link.facts[0]]), link.facts.length > 1 ? button(`${link.facts.length - 1} more between them`, () => change((s) => Object.assign(s, { focus: { type: 'pair', a: link.a, b: link.b, rel: link.rel } }))) : null));
  show(title, `Shortest path, ${plural(V.path.length, 'step')}; each with what says so`, [], [make('ol', { class: 'hops' }, hops)]);
}

function factElement(group) {
  const [fact] = group;
  const status = D.statuses[fact.now];
  const meta = [
    status ? make('span', { class: `chip ${stageOf(fact.now)}` }, status.label) : null,
    make('span', {}, since(fact)),
    fact.until ? make('span', {}, `until ${fact.until}`) : null,
    make('span', {}, plural(fact.support, 'source')),
    fact.disputed ? make('span', { class: 'clash' }, `sources disagree: ${fact.disputed}`) : null,
  ];
  const quotes = unique(fact.claims).map((claim) => quote(claim, fact));
  const shown = fact.disputed ? quotes.length : 1;
  const box = make('article', { class: 'fact' }, group.map((each) => sentenceElement(each, pickNode)), make('p', { class: 'meta' }, meta), fact.detail ? make('p', { class: 'note', dir: 'auto' }, fact.detail) : null, quotes.slice(0, shown));
  if (quotes.length > shown) box.append(make('details', {}, make('summary', {}, plural(quotes.length - shown, 'more quote', 'more quotes')), quotes.slice(shown)));
  return box;
}

function unique(claims) {
  const seen = new Set();
  return claims.filter((claim) => {
    const key = `${claim.text}\n${claim.document.title}`;
    return !seen.has(key) && seen.add(key);
  });
}

function quote(claim, fact) {
  const { document } = claim;
  const said = fact.disputed && (claim.date || claim.status >= 0) ? [make('strong', {}, [D.statuses[claim.status]?.label, claim.date].filter(Boolean).join(', ')), ': '] : [];
  const text = claim.row ? claim.text : `“${claim.text}”`;
  const sites = claim.sites.flatMap((address, i) => [i ? ', ' : ' · ', linkTo(address, site(address))]);
  const from = [document.title, document.publisher, document.published].filter(Boolean);
  const cite = make('cite', {}, document.url ? [linkTo(document.url, from[0] || site(document.url)), from.length > 1 ? `, ${from.slice(1).join(', ')}` : ''] : from.join(', '), sites);
  return make('blockquote', { class: claim.row ? 'row-of' : null, dir: 'auto' }, make('p', {}, said, text), cite);
}

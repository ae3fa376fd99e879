// Facts as sentences: the pattern of the relation and status, filled with names that can be clicked.
import { D } from './data.js';
import { make } from './dom.js';

const AND = (parts) => (parts.length < 2 ? parts : [...parts.slice(0, -1).flatMap((part, i) => (i ? [', ', part] : [part])), ' and ', parts.at(-1)]);

export function patternOf(rel, status) {
  const words = D.relations[rel].words;
  return words[D.statuses[status]?.id ?? ''] || words[''] || '{a} – {b}';
}

function aboutText(fact) {
  const topics = fact.topics.filter((topic) => !fact.ends.includes(topic)).map((topic) => topic.name);
  if (topics.length === 0) return '';
  const shown = topics.slice(0, 3);
  if (topics.length > 3) shown.push(`${topics.length - 3} more`);
  return ` on ${AND(shown).join('')}`;
}

// The parts of a sentence: texts, and entities where one is named.
export function parts(fact, status = fact.now) {
  const ends = fact.ends;
  const values = {
    a: ends.length > 2 ? AND(ends.slice(0, -1)).map((part) => (part === ' and ' ? ', ' : part)) : [ends[0]],
    b: [ends.at(-1)], what: [fact.what], good: [fact.what], on: [aboutText(fact)],
  };
  const found = [];
  for (const piece of patternOf(fact.rel, status).split(/(\{\w+\})/)) {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (name) found.push(...(values[name] ?? []));
    else if (piece) found.push(piece);
  }
  return found;
}

export const sentence = (fact, status = fact.now) => parts(fact, status).map((part) => part.name ?? part).join('');

export function sentenceElement(fact, onNode) {
  const children = parts(fact).map((part) => (part.name === undefined ? part : make('button', { type: 'button', class: 'link', onclick: () => onNode(part) }, part.name)));
  return make('p', { class: 'says', dir: 'auto' }, children);
}

export const since = (fact) => fact.date || (fact.claims.some((c) => c.published) ? `reported ${fact.claims.map((c) => c.published).filter(Boolean).sort()[0]}` : 'no date');

export const sourceOf = ({ document }) => [document.title, document.publisher, document.published].filter(Boolean).join(', ');

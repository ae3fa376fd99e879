// Elements by name, and elements made from text: nothing here or elsewhere ever reads text as HTML.
export const at = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function say(text) {
  at('live').textContent = text;
}

const styles = new Map();

// A colour of the style sheet in the scheme of now; each is asked for once, as the browser takes its time to answer.
export function style(name) {
  const root = document.documentElement;
  const key = `${root.dataset.theme} ${name}`;
  if (!styles.has(key)) styles.set(key, getComputedStyle(root).getPropertyValue(name).trim());
  return styles.get(key);
}

// A number as English writes it; the browser's own formatter takes 15 ms to begin.
export function digits(value, decimals = 0) {
  const [whole, part = ''] = value.toFixed(decimals).split('.');
  const rest = part.replace(/0+$/, '');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest && `.${rest}`);
}

export const plural = (count, one, many = `${one}s`) => `${digits(count)} ${count === 1 ? one : many}`;

export const plain = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

// Only addresses of web pages become links.
export function linkTo(address, text) {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
  return make('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, text);
}

export const site = (address) => address.replace(/^https?:\/\/(www\.)?/i, '').split('/')[0];

export const narrow = () => matchMedia('(max-width: 760px)').matches;

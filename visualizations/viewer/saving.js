// Saving: a picture, a drawing, the facts as CSV, the address of the view.
import { drawing } from './drawing.js';
import { D } from './data.js';
import { at, make, say } from './dom.js';
import { S } from './state.js';
import { sortedFacts } from './table.js';
import { sentence } from './words.js';

export function startSaving() {
  const menu = at('save');
  const does = { 'save-png': savePng, 'save-svg': saveSvg, 'save-csv': saveCsv, 'save-address': copyAddress };
  for (const [id, save] of Object.entries(does)) {
    at(id).addEventListener('click', () => {
      menu.open = false;
      save();
    });
  }
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
    event.stopPropagation();
  });
}

const fileName = (ending) => `${(D.raw.title.normalize('NFKD').replace(/[^\w]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'map').toLowerCase()}.${ending}`;

function give(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  say(`${name} saved`);
}

export const svgText = () => new XMLSerializer().serializeToString(drawing().svg);

const saveSvg = () => give(new Blob([svgText()], { type: 'image/svg+xml' }), fileName('svg'));

async function savePng() {
  const { svg, wide, high } = drawing();
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = make('canvas', { width: wide * 2, height: high * 2 });
  canvas.getContext('2d').drawImage(image, 0, 0, wide * 2, high * 2);
  URL.revokeObjectURL(address);
  canvas.toBlob((blob) => give(blob, fileName('png')), 'image/png');
}

// A spreadsheet must not take a text that begins like a formula for one.
const cell = (value) => {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

function flowRows() {
  const head = ['exporter', 'exporter_id', 'importer', 'importer_id', 'mineral', 'year', 'stage', 'value_usd', 'tonnes', 'goods', 'source'];
  const rows = sortedFacts().map((fact) => [
    ...fact.ends.flatMap((n) => [n.name, n.id]), D.trade.name, fact.year, fact.made, fact.weight, fact.tonnes, fact.claims[0].text, fact.claims[0].document.title,
  ]);
  return [head, ...rows];
}

function factRows() {
  const head = ['fact', 'relation', 'from', 'to', 'status', 'since', 'until', 'about', 'sources', 'disputed', 'says', 'evidence', 'document', 'address'];
  const rows = sortedFacts().map((fact) => [
    fact.id, D.relations[fact.rel].id, fact.ends.slice(0, -1).map((n) => n.name).join('; '), fact.ends.at(-1).name, D.statuses[fact.now]?.id ?? '', fact.date, fact.until,
    fact.topics.map((n) => n.name).join('; '), fact.support, fact.disputed, sentence(fact), fact.claims[0]?.text, fact.claims[0]?.document.title, fact.claims[0]?.document.url,
  ]);
  return [head, ...rows];
}

export const csvText = () => `${(D.trade ? flowRows() : factRows()).map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

const saveCsv = () => give(new Blob(['\ufeff', csvText()], { type: 'text/csv' }), fileName('csv'));

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address is copied');
  } catch {
    say(`The address of this ${S.view} is in the address bar`);
  }
}

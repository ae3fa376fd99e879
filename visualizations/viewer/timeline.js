// Time: the day as of which the page shows its facts, on a scale with a bar for what began, and a button that plays it.
import { D, dayText } from './data.js';
import { at, draw, plural, say } from './dom.js';
import { change, remember, S } from './state.js';
import { V } from './selection.js';

let stops = [];
const years = [];
const eventful = new Set(); // the last days of the years in which something began or ended
let timer = null;
const STEP = 900;

const yearOf = (day) => Number(dayText(day).slice(0, 4));
const lastOf = (year) => Math.round(Date.UTC(year, 11, 31) / 864e5);

export function startTimeline() {
  const begins = new Map();
  const turns = new Set();
  const { flat, ends } = D.raw.facts.phases;
  let i = 0;
  for (const { number, weight } of D.facts) {
    if (i < ends[number]) begins.set(flat[i], (begins.get(flat[i]) ?? 0) + (D.trade ? weight : 1));
    for (; i < ends[number]; i += 3) turns.add(flat[i]).add(D.trade ? flat[i] : flat[i + 1]); // a flow is of one year
  }
  const days = [...turns].filter((day) => day !== null).sort((a, b) => a - b);
  at('time').hidden = days.length < (D.trade ? 2 : 3);
  if (days.length < (D.trade ? 2 : 3)) return;
  const [first, last] = [yearOf(days[0]), yearOf(days.at(-1))];
  for (const day of days) eventful.add(lastOf(yearOf(day)));
  for (let year = first; year <= last; year += 1) years.push(year);
  const yearly = D.raw.open.years || days.length > 400;
  stops = yearly ? years.map(lastOf) : days;
  Object.assign(at('day'), { min: 0, max: stops.length - 1, step: 1 });
  bars(begins);
  if (D.trade) at('day-all').textContent = 'Sum of all years';
  at('day').addEventListener('pointerdown', remember);
  at('day').addEventListener('input', () => {
    stop();
    change((s) => (s.day = stops[Number(at('day').value)]), { remember: false });
  });
  at('day-all').addEventListener('click', () => {
    stop();
    change((s) => Object.assign(s, { day: null, undated: false }));
  });
  at('undated').addEventListener('change', (event) => change((s) => (s.undated = event.target.checked)));
  at('play').addEventListener('click', () => (timer ? stop() : play()));
}

function bars(begins) {
  const edges = stops;
  const width = 200 / Math.max(1, edges.length - 1);
  const counts = edges.map(() => 0);
  for (const [day, much] of begins) counts[indexOf(day, edges)] += much;
  const most = Math.max(1, ...counts);
  at('bars').setAttribute('viewBox', '0 0 200 24');
  const thin = Math.min(3, width * 0.8);
  at('bars').replaceChildren(...counts.map((count, i) => draw('rect', { x: (i * 200) / Math.max(1, edges.length - 1) - thin / 2, y: 24 - 22 * Math.sqrt(count / most), width: thin, height: 22 * Math.sqrt(count / most), rx: 0.6 })));
}

function indexOf(day, among = stops) {
  let [low, high] = [0, among.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (among[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

// What the slider says where the day lies between two of its steps: the step before.
function stepAt(day) {
  let found = 0;
  stops.forEach((stop, i) => {
    if (stop <= day) found = i;
  });
  return found;
}

export function play() {
  remember();
  const playable = D.raw.open.years || stops.length > 80 ? years.map(lastOf).filter((day) => eventful.has(day)) : stops;
  let next = S.day === null || S.day >= playable.at(-1) ? 0 : indexOf(S.day + 1, playable);
  const step = () => {
    if (next >= playable.length) {
      stop();
      return;
    }
    const day = playable[next];
    next += 1;
    change((s) => (s.day = day), { remember: false });
    timer = setTimeout(step, STEP);
  };
  timer = 1;
  step();
  pressed();
}

export function stop() {
  if (!timer) return;
  clearTimeout(timer);
  timer = null;
  pressed();
  say(S.day === null ? '' : `Stopped at ${dayText(S.day)}`);
}

function pressed() {
  at('play').setAttribute('aria-pressed', String(Boolean(timer)));
  at('play').firstElementChild.textContent = timer ? '❚❚' : '▶';
  at('play').lastElementChild.textContent = timer ? 'Pause' : 'Play';
}

export function drawTimeline() {
  if (!stops.length) return;
  const all = S.day === null;
  const step = all ? stops.length - 1 : stepAt(S.day);
  at('day').value = step;
  const text = all ? '' : stepText(S.day);
  at('day').setAttribute('aria-valuetext', all ? at('day-all').textContent : D.trade ? text : `as of ${dayText(S.day)}`);
  at('day-out').textContent = all ? `${years[0]}–${years.at(-1)}` : text;
  at('day-all').setAttribute('aria-pressed', String(all));
  at('undated-row').hidden = all || V.undated === 0;
  at('undated').checked = S.undated;
  at('undated-n').textContent = `and ${plural(V.undated, 'fact')} without a date`;
  [...at('bars').children].forEach((bar, i) => {
    bar.setAttribute('class', all || (D.trade ? i === step : i <= step) ? 'on' : '');
  });
}

const stepText = (day) => ((D.raw.open.years || D.trade) && dayText(day).endsWith('-12-31') ? dayText(day).slice(0, 4) : dayText(day));

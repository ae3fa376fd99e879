// Colours and shapes: each colour in two forms, for light and dark, at least 4.5 to 1 against the ground.
import { D, stageOf } from './data.js';

const KINDS = {
  Country: ['dot', '#1f5fd6', '#7fb0ff'], Bloc: ['hexagon', '#123a86', '#b4ceff'], Ministry: ['square', '#157347', '#66d19e'],
  Company: ['square', '#5b616c', '#b9c0cb'], Forum: ['star', '#8d5a00', '#ffc45c'], Official: ['triangle', '#7b3fb8', '#cba2f7'],
  Mineral: ['diamond', '#b8322a', '#ff9187'], Commodity: ['diamond', '#8a4a14', '#eeb27f'], Sector: ['triangleDown', '#a32a78', '#f49bd3'],
  Event: ['star', '#5d6b00', '#d3de6a'], Agreement: ['square', '#006c74', '#62d3dc'], Document: ['square', '#5b616c', '#b9c0cb'],
};
const RELATIONS = {
  SIGNED_MOU: ['#1f5fd6', '#7fb0ff'], SIGNED_AGREEMENT: ['#006c8f', '#66cdf2'], PARTY_TO: ['#006c74', '#62d3dc'], COVERS: ['#006c74', '#62d3dc'],
  COOPERATES_WITH: ['#1f7a3f', '#7fd49a'], COOPERATES_ON: ['#646a75', '#a9b0bb'], SUPPLIES: ['#b8322a', '#ff9187'], EXPORTS: ['#a14a3f', '#eaa49a'],
  IMPORTS: ['#8b5d3b', '#dcb594'], PRODUCES: ['#9a4a00', '#ffb270'], HAS_RESERVES: ['#7a5a00', '#e8c65a'], TRADES_WITH: ['#a14a3f', '#eaa49a'],
  MEMBER_OF: ['#8d5a00', '#ffc45c'], LEADS: ['#c2410c', '#ff9d66'], PARTICIPATES_IN: ['#6b6400', '#ddd06a'], SERVES_IN: ['#7b3fb8', '#cba2f7'],
  MINISTRY_OF: ['#157347', '#66d19e'], MET_WITH: ['#a32a78', '#f49bd3'], INVESTS_IN: ['#006a6a', '#5fd3d3'], RESTRICTS_EXPORT_OF: ['#8c1010', '#ff6f66'],
  SANCTIONS: ['#111318', '#ffffff'], LISTS_AS_CRITICAL: ['#8a2d5b', '#f0a3c6'], PART_OF: ['#646a75', '#a9b0bb'], BASED_IN: ['#5b616c', '#b9c0cb'],
  OWNED_BY: ['#4a5a75', '#a9bbd8'], SUCCEEDS: ['#5b616c', '#b9c0cb'],
};
const SERIES = [
  ['#1f5fd6', '#7fb0ff'], ['#b8322a', '#ff9187'], ['#1f7a3f', '#7fd49a'], ['#8d5a00', '#ffc45c'],
  ['#7b3fb8', '#cba2f7'], ['#006a6a', '#5fd3d3'], ['#a32a78', '#f49bd3'], ['#5d6b00', '#d3de6a'],
];
const GREY = ['#646a75', '#a9b0bb'];
const STAGES = { act: ['#157347', '#66d19e'], intent: ['#a85b00', '#ffbe5c'], end: ['#646a75', '#a9b0bb'] };
const DASHES = { act: [], intent: [7, 5], end: [2, 4] };

export const dark = () => document.documentElement.dataset.theme === 'dark';
const pick = (pair) => pair[dark() ? 1 : 0];

export const shapeOf = (kind) => (KINDS[kind] ?? KINDS.Company)[0];
export const kindColour = (kind) => (KINDS[kind] ?? KINDS.Company)[dark() ? 2 : 1];
export const relationColour = (rel) => pick(RELATIONS[D.relations[rel].id] ?? GREY);
export const stageColour = (status) => pick(STAGES[stageOf(status)]);
export const dashOf = (stage) => DASHES[stage];

let ranked = [];
let sellers = [];

export function rankMinerals() {
  const counts = new Map();
  const { flat, ends } = D.raw.facts.topics;
  let i = 0;
  for (const fact of D.facts) {
    for (; i < ends[fact.number]; i += 1) counts.set(D.nodes[flat[i]], (counts.get(D.nodes[flat[i]]) ?? 0) + (D.weighted ? fact.weight : 1));
  }
  ranked = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a.number - b.number);
}

export function rankSellers() {
  const sums = new Map();
  for (const link of D.links) sums.set(link.a, (sums.get(link.a) ?? 0) + link.weight);
  sellers = [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a) || a.number - b.number).slice(0, SERIES.length);
}

export const topicsRanked = () => ranked;

function mineralOf(link) {
  const topics = new Set(link.facts.flatMap((fact) => fact.topics));
  return ranked.slice(0, SERIES.length).findIndex((topic) => topics.has(topic));
}

const seriesColour = (number) => pick(number >= 0 && number < SERIES.length ? SERIES[number] : GREY);

export function linkColour(link, by) {
  if (by === 'mineral') return seriesColour(mineralOf(link));
  if (by === 'status') return pick(STAGES[linkStage(link)]);
  if (by === 'exporter') return seriesColour(sellers.indexOf(link.a));
  if (by === 'community') return seriesColour(link.a.together === link.b.together ? link.a.together : -1);
  return relationColour(link.rel);
}

export function nodeColour(node, by) {
  if (by === 'exporter') return seriesColour(sellers.indexOf(node));
  return by === 'community' ? seriesColour(node.together) : kindColour(node.kind);
}

// A link of several facts is as certain as the most certain of them.
export function linkStage(link) {
  const stages = new Set(link.facts.map((fact) => stageOf(fact.now)));
  return ['act', 'intent', 'end'].find((stage) => stages.has(stage)) ?? 'act';
}

// What the colours of links mean, as [colour, text].
export function key(by, links) {
  if (by === 'mineral') {
    const used = new Set(links.map(mineralOf));
    const rows = ranked.slice(0, SERIES.length).map((topic, number) => [number, seriesColour(number), topic.name]).filter(([number]) => used.has(number));
    return [...rows.map(([, colour, text]) => [colour, text]), ...(used.has(-1) ? [[pick(GREY), 'other or none']] : [])];
  }
  if (by === 'exporter') return [...sellers.map((node, number) => [seriesColour(number), `from ${node.name}`]), [pick(GREY), 'from others']];
  if (by === 'status') return [[pick(STAGES.act), 'done or in force'], [pick(STAGES.intent), 'planned or sought'], [pick(STAGES.end), 'ended']];
  if (by === 'community') {
    const leads = SERIES.map((_, number) => D.nodes.filter((n) => n.together === number).sort((a, b) => b.degree - a.degree || a.number - b.number));
    return [...leads.flatMap((nodes, number) => (nodes.length ? [[seriesColour(number), `around ${nodes[0].name}`]] : [])), [pick(GREY), 'between them']];
  }
  const rels = [...new Set(links.map((link) => link.rel))].sort((a, b) => a - b);
  return rels.map((rel) => [relationColour(rel), D.relations[rel].label]);
}

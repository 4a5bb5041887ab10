"use strict";
// What is shown is told by the address alone: #party=RUS&from=2024&x=X98558abebf. Reading and writing it, and which
// exchanges fit it.

const known = JSON.parse(document.getElementById("known").textContent);
const exchangeById = new Map(known.exchanges.map((exchange) => [exchange.id, exchange]));

const FILTERS = ["party", "from", "to", "status", "q", "pair", "dir", "place", "mediator", "grade", "new"];
const KEYS = [...FILTERS, "span", "people", "sort", "x", "claim"];

function readState() {
  const fragment = location.hash.slice(1);
  if (exchangeById.has(fragment)) return { x: fragment }; // a plain link to an exchange
  if (!fragment.includes("=")) return {};
  const given = new URLSearchParams(fragment);
  return Object.fromEntries(KEYS.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
}

function fragmentOf(state) {
  const parts = KEYS.filter((key) => state[key]).map((key) => `${key}=${encodeURIComponent(state[key])}`);
  return parts.length ? `#${parts.join("&")}` : location.pathname + location.search;
}

function nameOf(code) {
  if (code === "?") return "a side not named";
  return known.names[code] ?? code;
}

function namesOf(codes) {
  const names = codes.map(nameOf);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0] ?? "sides not named";
}

const yearOf = (days) => new Date(days * 864e5).getUTCFullYear();
const pairOf = (exchange) => exchange.parties.join(",");
const directionOf = ([from, to]) => `${from}>${to}`;
const placeOf = (exchange) => exchange.place ?? (exchange.placed ? "?" : null);
const sidesOf = (exchange) =>
  new Set([...exchange.parties, ...exchange.transfers.flatMap(([from, to]) => [from, to])].flatMap((s) => s.split(/[+/]/)));

// Each tells whether an exchange fits the value asked for.
const FITS = {
  party: (exchange, code) => sidesOf(exchange).has(code),
  from: (exchange, year) => exchange.last !== null && yearOf(exchange.last) >= Number(year),
  to: (exchange, year) => exchange.first !== null && yearOf(exchange.first) <= Number(year),
  status: (exchange, status) => exchange.status === status,
  q: (exchange, text) => folded(text).split(/\s+/).every((word) => textOf(exchange).includes(word)),
  pair: (exchange, pair) => pairOf(exchange) === pair,
  dir: (exchange, direction) => exchange.transfers.some((transfer) => directionOf(transfer) === direction),
  place: (exchange, place) => placeOf(exchange) === place,
  mediator: (exchange, mediator) => exchange.mediators.includes(mediator),
  grade: (exchange, grade) => exchange.grade === grade,
  new: (exchange) => exchange.changed,
};

const isFiltered = (state) => FILTERS.some((key) => state[key]);
// A page of a large warehouse knows the latest exchanges only; what it came with counts all of them.
const isBounded = known.exchanges.length < known.total;

function fits(exchange, state) {
  return FILTERS.every((key) => !state[key] || FITS[key](exchange, state[key]));
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

const texts = new Map();

function textOf(exchange) {
  if (!texts.has(exchange.id)) {
    const told = document.getElementById(exchange.id)?.textContent ?? "";
    const codes = [...sidesOf(exchange), ...exchange.mediators, exchange.place ?? ""];
    texts.set(exchange.id, folded([exchange.id, ...codes, ...codes.map(nameOf), told].join(" ")));
  }
  return texts.get(exchange.id);
}

const isDead = ([, , category]) => category === "remains";
const best = ([, , , , figure]) => figure;

function peopleOf(exchange, which = () => true) {
  return exchange.transfers.filter(which).reduce((sum, transfer) => sum + (best(transfer) ?? 0), 0);
}

// Lowest, best, highest; where no report gives an upper bound the best figure stands for the highest.
function sumsOf(transfers) {
  return transfers.reduce(
    ([low, middle, high], [, , , l, b, h]) => [low + (l ?? 0), middle + (b ?? 0), high + (h ?? b ?? 0)],
    [0, 0, 0],
  );
}

const written = new Intl.NumberFormat("en");
const asBand = ([low, , high]) => (low === high ? "" : `${written.format(low)}–${written.format(high)}`);

function inWords(exchange) {
  const told = exchange.transfers.map(
    ([from, to, category, , figure]) =>
      `${nameOf(from)} to ${nameOf(to)}: ${figure === null ? "number not told" : written.format(figure)}` +
      (figure === null ? "" : ` ${known.categories[category]}`),
  );
  return [exchange.when, namesOf(exchange.parties), ...told, known.statuses[exchange.status]];
}

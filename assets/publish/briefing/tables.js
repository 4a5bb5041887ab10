// Rows that the page came with: hidden where the filter does not let them in, and counted anew for what it does.

const setText = (element, text) => element && (element.textContent = text);

const COUNTS = "table.counted [data-cell], .key [data-key], .key [data-band], .key [data-rows-of]";

// What the page came with, to be shown again when no filter is set.
function keepCounts() {
  for (const cell of document.querySelectorAll(COUNTS)) cell.dataset.all = cell.textContent;
  for (const bar of document.querySelectorAll("table.counted .bar rect")) bar.dataset.all = bar.getAttribute("width");
}

function restoreCounts() {
  for (const cell of document.querySelectorAll(COUNTS)) {
    cell.textContent = cell.dataset.all;
    cell.classList.toggle("zero", cell.dataset.all === "0" && cell.matches("table *"));
  }
  for (const bar of document.querySelectorAll("table.counted .bar rect")) bar.setAttribute("width", bar.dataset.all);
  for (const row of document.querySelectorAll("table.counted tbody tr")) row.hidden = false;
}

function countAnew(shown) {
  for (const table of document.querySelectorAll("table.counted")) COUNTED[table.dataset.rows](table, shown);
  countKey(shown);
}

function filterRows(shown) {
  const ids = new Set(shown.map((exchange) => exchange.id));
  for (const row of document.querySelectorAll("[data-x]")) row.hidden = !ids.has(row.dataset.x) && exchangeById.has(row.dataset.x);
  for (const entry of document.querySelectorAll("details.exchange")) entry.hidden = !ids.has(entry.id);
  for (const note of document.querySelectorAll(".empty.filtered")) {
    const rows = [...note.closest(".body").querySelectorAll("[data-x], [data-key], details.exchange")];
    note.hidden = !rows.length || rows.some((row) => !row.hidden);
  }
}

// Long lists show their first rows until somebody asks for all; on paper they are whole.
function fold() {
  for (const list of document.querySelectorAll("[data-fold]")) {
    const most = Number(list.dataset.fold);
    const rows = [...(list.tBodies?.[0].rows ?? list.children)].filter((row) => !row.hidden);
    rows.forEach((row, index) => row.classList.toggle("over", index >= most));
    const button = list.foldButton ?? (list.foldButton = foldButton(list));
    button.hidden = rows.length <= most;
    button.textContent = list.classList.contains("unfolded") ? `Show the first ${most}` : `Show all ${written.format(rows.length)}`;
  }
}

function foldButton(list) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "fold" });
  button.addEventListener("click", () => {
    list.classList.toggle("unfolded");
    fold();
  });
  (list.closest(".scroll") ?? list).after(button);
  return button;
}

function countKey(shown) {
  const completed = shown.filter((exchange) => exchange.status === "completed");
  const transfers = completed.flatMap((exchange) => exchange.transfers);
  const living = sumsOf(transfers.filter((t) => !isDead(t)));
  const dead = sumsOf(transfers.filter(isDead));
  const values = { all: shown.length, completed: completed.length, living: living[1], dead: dead[1] };
  for (const [key, value] of Object.entries(values)) setText(document.querySelector(`.key [data-key=${key}]`), written.format(value));
  for (const told of document.querySelectorAll(".key [data-rows-of]")) {
    const rows = document.querySelectorAll(`#${told.dataset.rowsOf} [data-x]`);
    const left = [...rows].filter((row) => !row.hidden).length;
    told.textContent = left === rows.length ? told.dataset.all : written.format(left);
  }
  setText(document.querySelector(".key [data-band=living]"), asBand(living));
  setText(document.querySelector(".key [data-band=dead]"), asBand(dead));
}

const COUNTED = {
  direction(table, shown) {
    const groups = new Map();
    for (const exchange of shown.filter((e) => e.status === "completed"))
      for (const transfer of exchange.transfers) {
        const group = at(groups, directionOf(transfer), () => ({ transfers: [], ids: new Set() }));
        group.transfers.push(transfer);
        group.ids.add(exchange.id);
      }
    fill(table, groups, ({ transfers, ids }) => {
      const living = sumsOf(transfers.filter((t) => !isDead(t)));
      const dead = sumsOf(transfers.filter(isDead));
      return { living: living[1], "living-band": asBand(living), dead: dead[1], "dead-band": asBand(dead), exchanges: ids.size };
    });
  },
  place(table, shown) {
    const placed = shown.filter((exchange) => placeOf(exchange) !== null);
    fill(table, Map.groupBy(placed, placeOf), countOf, "exchanges");
  },
  mediator(table, shown) {
    const groups = new Map();
    for (const exchange of shown) for (const mediator of exchange.mediators) at(groups, mediator, () => []).push(exchange);
    fill(table, groups, countOf, "completed");
  },
};

function at(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

function countOf(exchanges) {
  const completed = exchanges.filter((exchange) => exchange.status === "completed");
  return {
    exchanges: exchanges.length,
    completed: completed.length,
    other: exchanges.length - completed.length,
    living: completed.reduce((sum, exchange) => sum + peopleOf(exchange, (transfer) => !isDead(transfer)), 0),
    dead: completed.reduce((sum, exchange) => sum + peopleOf(exchange, isDead), 0),
  };
}

function fill(table, groups, count, barOf) {
  const rows = [...table.tBodies[0].rows];
  const counted = rows.map((row) => (groups.has(row.dataset.key) ? count(groups.get(row.dataset.key)) : null));
  const most = Math.max(1, ...counted.map((values) => values?.[barOf] ?? 0));
  rows.forEach((row, index) => {
    const values = counted[index];
    row.hidden = !values;
    for (const cell of values ? row.querySelectorAll("[data-cell]") : []) {
      const value = values[cell.dataset.cell];
      cell.classList.toggle("zero", value === 0);
      cell.textContent = typeof value === "number" ? written.format(value) : value;
    }
    row.querySelector(".bar rect")?.setAttribute("width", values ? (100 * values[barOf]) / most : 0);
  });
}

function sortList(order) {
  const list = document.getElementById("list");
  if (!list || list.dataset.order === (order ?? "")) return;
  const byDate = known.exchanges.filter((exchange) => exchange.full);
  const sorted = order === "people" ? byDate.toSorted((a, b) => peopleOf(b) - peopleOf(a)) : byDate;
  list.append(...sorted.map((exchange) => document.getElementById(exchange.id)));
  list.dataset.order = order ?? "";
}

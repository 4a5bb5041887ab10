// From the address to the page, and from what people do to the address.

let drawn = null;

function render() {
  const state = readState();
  const shown = known.exchanges.filter((exchange) => fits(exchange, state));
  const view = `${innerWidth} ${fragmentOf({ ...state, x: "", claim: "" })}`;
  if (view !== drawn) {
    drawn = view;
    showFilters(state, shown);
    sortList(state.sort);
    if (isBounded && !isFiltered(state)) restoreCounts();
    else countAnew(shown);
    filterRows(shown);
    fold();
    drawMap();
    drawTimeline(shown, state);
    drawTotals(shown, state);
  }
  showDetail(state, shown);
}

function go(state, { replace = false } = {}) {
  const address = fragmentOf(state);
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  render();
}

const form = document.getElementById("filters");
const CHIPS = {
  pair: (value) => namesOf(value.split(",")),
  dir: (value) => value.split(">").map(nameOf).join(" to "),
  place: (value) => (value === "?" ? "country not told" : `in ${nameOf(value)}`),
  mediator: (value) => `mediated by ${nameOf(value)}`,
  grade: (value) => value.replaceAll("_", " "),
  new: () => "new or changed",
};

function showFilters(state, shown) {
  for (const field of form.querySelectorAll("select, input")) {
    const value = state[field.name] ?? "";
    if (field.value !== value && document.activeElement !== field) field.value = value;
  }
  for (const input of document.querySelectorAll("#people input")) input.checked = input.value === (state.people ?? "living");
  document.getElementById("sort") && (document.getElementById("sort").value = state.sort ?? "");
  const count = `${written.format(shown.length)} of ${isBounded ? "the latest " : ""}${written.format(known.exchanges.length)} exchanges`;
  setText(document.getElementById("shown"), isFiltered(state) ? count : `${written.format(known.total)} exchanges`);
  document.getElementById("reset").hidden = !isFiltered(state);
  const chips = Object.keys(CHIPS).filter((key) => state[key]);
  document.getElementById("chips").replaceChildren(...chips.map((key) => chip(key, state[key])));
  const told = FILTERS.filter((key) => state[key]).map((key) => (CHIPS[key] ? CHIPS[key](state[key]) : `${key}: ${key === "party" ? nameOf(state[key]) : state[key]}`));
  setText(document.getElementById("print-filters"), isFiltered(state) ? `Shown: ${told.join("; ")} (${count})` : "");
}

function chip(key, value) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: CHIPS[key](value) });
  button.setAttribute("aria-label", `Remove filter: ${CHIPS[key](value)}`);
  button.addEventListener("click", () => go({ ...readState(), [key]: "" }));
  item.append(button);
  return item;
}

function showList() {
  const list = document.getElementById("exchanges");
  list.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const heading = document.getElementById("h-exchanges");
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
}

// A link within the page adds to what is asked for already; links to sections leave the address alone.
function followLink(event) {
  const link = event.target.closest?.("a[href]");
  const href = link?.getAttribute("href") ?? "";
  if (!href.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (!href.includes("=")) {
    const target = document.getElementById(href.slice(1));
    target?.scrollIntoView();
    const heading = target?.querySelector("h2") ?? target;
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    return;
  }
  const asked = Object.fromEntries(new URLSearchParams(href.slice(1)));
  go({ ...readState(), ...asked });
  if (!asked.x) showList();
}

function wire() {
  document.documentElement.classList.add("has-script");
  keepCounts();
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => go({ ...readState(), [target.name]: target.value }, { replace: target.name === "q" }));
  const reset = () => go(Object.fromEntries(Object.entries(readState()).filter(([key]) => !FILTERS.includes(key))));
  document.getElementById("reset").addEventListener("click", () => {
    for (const field of form.querySelectorAll("select, input")) field.value = "";
    reset();
    form.querySelector("select").focus();
  });
  for (const button of document.querySelectorAll(".reset")) button.addEventListener("click", reset);
  for (const id of ["people", "span"]) document.getElementById(id).addEventListener("change", ({ target }) => go({ ...readState(), [id]: target.value }));
  document.getElementById("sort")?.addEventListener("change", ({ target }) => go({ ...readState(), sort: target.value }));
  document.getElementById("open-all")?.addEventListener("click", ({ target }) => {
    const entries = [...document.querySelectorAll("details.exchange:not([hidden])")];
    const open = entries.some((entry) => !entry.open);
    for (const entry of entries) entry.open = open;
    target.textContent = open ? "Close all" : "Open all";
  });
  document.addEventListener("click", followLink);
  addEventListener("popstate", render);
  addEventListener("resize", render);
  wireDetail();
}

wire();
render();

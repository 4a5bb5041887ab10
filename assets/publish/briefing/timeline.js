// The timeline: a row for each pair of parties, a mark for each exchange, as large as the people in it are many.

const N_LANES = 6;
const N_MARKS = 1200; // more are no longer told apart, and take seconds to place
const RECENT_YEARS = 5;
const SVG = "http://www.w3.org/2000/svg";
const dayOf = (days) => new Date(days * 864e5);

function drawTimeline(shown, state) {
  const place = document.getElementById("timeline-chart");
  const dated = shown.filter((exchange) => exchange.first !== null);
  const windows = windowsOf(dated, state);
  const span = windows.find((w) => w.key === (state.span ?? windows[0]?.key)) ?? windows[0];
  chooseSpan(windows, span);
  const within = span ? dated.filter((e) => e.last >= span.from && e.first <= span.to) : [];
  const inside = within.length > N_MARKS ? d3.sort(within, (e) => -peopleOf(e)).slice(0, N_MARKS) : within;
  place.replaceChildren(inside.length ? timelineOf(inside, span, place.clientWidth || 900) : emptyNote("No dated exchange to show."));
  const outside = dated.length - within.length;
  const undated = shown.length - dated.length;
  const largest = d3.max(inside, (exchange) => peopleOf(exchange));
  setText(
    document.getElementById("timeline-note"),
    [
      inside.length < within.length ? `Drawn are the ${written.format(N_MARKS)} with most people; a filter shows the others.` : "",
      outside ? `${written.format(outside)} earlier ${outside === 1 ? "one is" : "ones are"} left out here.` : "",
      undated ? `${written.format(undated)} without a known date ${undated === 1 ? "is" : "are"} in the list below only.` : "",
      largest ? `The largest mark stands for ${written.format(largest)} people.` : "",
      "A line tells the days on which it may have been. Arrow keys lead from mark to mark.",
    ].filter(Boolean).join(" "),
  );
}

// The years that can be shown, the one to begin with first: the last few, if most of it happened then.
function windowsOf(dated, state) {
  if (!dated.length) return [];
  const first = Math.min(...dated.map((e) => e.first));
  const last = Math.max(...dated.map((e) => e.last));
  const all = { key: "all", from: first, to: last, label: `${yearOf(first)}–${yearOf(last)}` };
  const year = yearOf(last) - RECENT_YEARS + 1;
  const from = Date.UTC(year, 0, 1) / 864e5;
  const recent = { key: "recent", from, to: last, label: `Since ${year}` };
  const isLong = yearOf(last) - yearOf(first) >= 2 * RECENT_YEARS;
  if (state.from || state.to || !isLong) return [all];
  return dated.filter((e) => e.last >= from).length * 2 > dated.length ? [recent, all] : [all, recent];
}

function chooseSpan(windows, chosen) {
  const field = document.getElementById("span");
  field.hidden = windows.length < 2;
  const labels = windows.map((w) => {
    const input = Object.assign(document.createElement("input"), { type: "radio", name: "span", value: w.key, checked: w === chosen });
    const label = document.createElement("label");
    const text = document.createElement("span");
    text.textContent = w.label;
    label.append(input, text);
    return label;
  });
  if (field.dataset.labels === windows.map((w) => w.label).join() && chosen) {
    field.querySelector(`[value=${chosen.key}]`).checked = true; // keeps the focus where it is
    return;
  }
  field.dataset.labels = windows.map((w) => w.label).join();
  field.replaceChildren(field.querySelector("legend"), ...labels);
}

function emptyNote(text) {
  return Object.assign(document.createElement("p"), { className: "empty", textContent: text });
}

// The pairs with most exchanges have a row and a colour of their own; that they keep while a filter is changed.
const pairsByNumber = [...d3.rollup(known.exchanges, (of) => of.length, pairOf)].sort((a, b) => b[1] - a[1]).map(([pair]) => pair);

function lanesOf(exchanges) {
  const groups = d3.group(exchanges, pairOf);
  const own = pairsByNumber.filter((pair) => groups.has(pair)).slice(0, N_LANES);
  const lanes = own.map((pair) => ({ label: namesOf(pair.split(",")), pair, exchanges: groups.get(pair) }));
  const rest = exchanges.filter((exchange) => !own.includes(pairOf(exchange)));
  return rest.length ? [...lanes, { label: "All others", pair: null, exchanges: rest }] : lanes;
}

const colourOf = (pair) => {
  const index = pair === null ? -1 : pairsByNumber.indexOf(pair);
  return index >= 0 && index < N_LANES ? `pair-${index + 1}` : "pair-0";
};

function timelineOf(exchanges, span, width) {
  const largest = width < 600 ? 17 : 26;
  const margin = { left: largest, right: largest, top: 6, bottom: 26 };
  const x = d3.scaleUtc().domain([dayOf(span.from), dayOf(span.to + 1)]).range([margin.left, width - margin.right]);
  const most = d3.max(exchanges, (e) => peopleOf(e)) || 1;
  const radius = (people) => (people ? Math.max(2.8, largest * Math.sqrt(people / most)) : 3.2);
  const middle = (e) => x(dayOf((Math.max(e.first, span.from) + Math.min(e.last, span.to) + 1) / 2));
  let y = margin.top;
  const lanes = lanesOf(exchanges).map((lane) => {
    const marks = swarm(lane.exchanges.map((e) => ({ exchange: e, x: middle(e), r: radius(peopleOf(e)) })));
    const up = d3.max(marks, (m) => m.r - m.dy);
    const down = d3.max(marks, (m) => m.r + m.dy);
    const top = y;
    y += 24 + up + down + 14;
    return { ...lane, marks, top, axis: top + 24 + up };
  });
  const svg = d3.create("svg:svg").attr("viewBox", [0, 0, width, y + margin.bottom]).attr("class", "timeline");
  svg.attr("role", "group").attr("aria-label", `Timeline of ${exchanges.length} exchanges; arrow keys move from one to the next`);
  svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(0,${y})`)
    .call(d3.axisBottom(x).ticks(Math.max(3, width / 110)).tickSize(-y + margin.top).tickPadding(8));
  for (const lane of lanes) drawLane(svg, lane, x, span);
  steer(svg.node(), lanes.map((lane) => lane.marks.map((mark) => svg.node().querySelector(`[data-mark="${mark.exchange.id}"]`))));
  return svg.node();
}

// A label that stays in its row: 8 pixels a letter hold in every usual type.
function shortened(label, width) {
  const most = Math.floor(width / 8) - 4;
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

// Marks that would cover each other are moved up or down, the larger ones least.
function swarm(marks) {
  const placed = [];
  for (const mark of d3.sort(marks, (m) => -m.r, (m) => m.x)) {
    const near = placed.filter((other) => Math.abs(other.x - mark.x) < other.r + mark.r + 1);
    const tries = [0, ...near.flatMap((other) => {
      const reach = Math.sqrt(Math.max(0, (other.r + mark.r + 1) ** 2 - (other.x - mark.x) ** 2));
      return [other.dy + reach, other.dy - reach];
    })].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
    const free = tries.find((dy) => near.every((other) => Math.hypot(other.x - mark.x, other.dy - dy) >= other.r + mark.r + 0.99));
    mark.dy = free ?? 0;
    placed.push(mark);
  }
  return d3.sort(placed, (m) => m.exchange.first, (m) => m.x);
}

function drawLane(svg, lane, x, span) {
  const group = svg.append("g").attr("class", `lane ${colourOf(lane.pair)}`);
  const title = group.append("text").attr("class", "lane-label").attr("x", 2).attr("y", lane.top + 14).text(shortened(lane.label, x.range()[1]));
  title.append("tspan").attr("class", "count").attr("dx", 8).text(lane.exchanges.length);
  for (const mark of lane.marks) {
    const { exchange, r } = mark;
    const cx = mark.x;
    const cy = lane.axis + mark.dy;
    const link = group.append("a").attr("href", `#x=${exchange.id}`).attr("class", `mark ${exchange.status}`)
      .attr("tabindex", -1).attr("aria-label", inWords(exchange).join(". ")).attr("data-mark", exchange.id);
    const from = Math.max(exchange.first, span.from);
    const to = Math.min(exchange.last, span.to) + 1;
    if (to - from > 3) link.append("line").attr("x1", x(dayOf(from))).attr("x2", x(dayOf(to))).attr("y1", cy).attr("y2", cy);
    const people = peopleOf(exchange);
    if (people) link.append("circle").attr("cx", cx).attr("cy", cy).attr("r", r);
    else link.append("path").attr("d", `M${cx},${cy - 4}l4,4l-4,4l-4,-4z`).attr("class", "untold");
    const dead = peopleOf(exchange, isDead);
    if (dead) link.append("circle").attr("class", "core").attr("cx", cx).attr("cy", cy).attr("r", Math.min(r - Math.min(2, r / 3), r * Math.sqrt(dead / people)));
    if (exchange.status === "cancelled") link.append("path").attr("class", "cross").attr("d", `M${cx - 4},${cy - 4}l8,8m0,-8l-8,8`);
    link.on("pointerenter focus", (event) => showTip(inWords(exchange), event.currentTarget)).on("pointerleave blur", hideTip);
  }
}

// One mark is in the order of the Tab key; from it the arrow keys lead to the others.
function steer(svg, rows) {
  rows[0].at(-1).setAttribute("tabindex", 0);
  svg.addEventListener("keydown", (event) => {
    const here = event.target.closest(".mark");
    const row = rows.findIndex((marks) => marks.includes(here));
    if (row < 0) return;
    const next = step(rows, row, rows[row].indexOf(here), event.key);
    if (!next) return;
    event.preventDefault();
    here.setAttribute("tabindex", -1);
    next.setAttribute("tabindex", 0);
    next.focus();
  });
}

function step(rows, row, index, key) {
  const middleOf = (mark) => mark.getBoundingClientRect().x;
  const nearest = (marks) => marks && d3.least(marks, (m) => Math.abs(middleOf(m) - middleOf(rows[row][index])));
  const steps = {
    ArrowRight: () => rows[row][index + 1],
    ArrowLeft: () => rows[row][index - 1],
    ArrowDown: () => nearest(rows[row + 1]),
    ArrowUp: () => nearest(rows[row - 1]),
    Home: () => rows[row][0],
    End: () => rows[row].at(-1),
  };
  return steps[key]?.();
}

function showTip(lines, mark) {
  const tip = document.getElementById("tip");
  tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  tip.hidden = false;
  const box = mark.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.x + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const above = box.y - tip.offsetHeight - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : box.bottom + 8}px`;
}

function hideTip() {
  document.getElementById("tip").hidden = true;
}

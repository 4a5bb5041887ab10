// Running totals: a small chart for each two sides, a line for each direction, a band from the lowest to the highest figures.

const N_CHARTS = 6;

function drawTotals(shown, state) {
  const place = document.getElementById("totals-charts");
  const counts = state.people === "dead" ? isDead : (transfer) => !isDead(transfer);
  const completed = shown.filter((exchange) => exchange.status === "completed");
  const undated = completed.filter((exchange) => exchange.first === null && peopleOf(exchange, counts));
  const sides = sidesWithTotals(completed.filter((exchange) => exchange.first !== null), counts);
  const width = Math.max(260, Math.min(520, place.clientWidth));
  place.replaceChildren(...sides.slice(0, N_CHARTS).map((pair) => totalsChart(pair, width)));
  if (!sides.length) place.append(emptyNote("Too few figures to draw: a line needs two dated exchanges."));
  const notes = [
    sides.length > N_CHARTS ? `The ${N_CHARTS} pairs of sides with most people; the table has all.` : "",
    undated.length ? `${written.format(undated.length)} without a known date ${undated.length === 1 ? "is" : "are"} in the table only.` : "",
  ];
  setText(document.getElementById("totals-note"), notes.filter(Boolean).join(" "));
}

function sidesWithTotals(exchanges, counts) {
  const groups = new Map();
  for (const exchange of d3.sort(exchanges, (e) => e.last, (e) => e.id))
    for (const direction of d3.group(exchange.transfers.filter((t) => counts(t) && best(t)), directionOf)) {
      const [key, transfers] = direction;
      const sides = key.split(">").sort();
      const group = at(groups, sides.join(">"), () => ({ sides, series: new Map(), people: 0, steps: 0 }));
      const steps = at(group.series, key, () => []);
      const before = steps.at(-1)?.sums ?? [0, 0, 0];
      const sums = sumsOf(transfers);
      steps.push({ exchange, sums: before.map((value, index) => value + sums[index]) });
      group.people += sums[1];
      group.steps += 1;
    }
  return d3.sort([...groups.values()].filter((g) => d3.max(g.series.values(), (s) => s.length) > 1), (g) => -g.people);
}

function totalsChart({ sides, series }, width) {
  const height = 190;
  const margin = { left: 46, right: 10, top: 10, bottom: 24 };
  const all = [...series.values()].flat();
  const days = d3.extent(all, (s) => s.exchange.last);
  const pad = Math.max(20, (days[1] - days[0]) * 0.04);
  const x = d3.scaleUtc().domain([dayOf(days[0] - pad), dayOf(days[1] + pad)]).range([margin.left, width - margin.right]);
  const y = d3.scaleLinear().domain([0, d3.max(all, (s) => s.sums[2])]).nice(4).range([height - margin.bottom, margin.top]);
  const figure = document.createElement("figure");
  const svg = d3.create("svg:svg").attr("viewBox", [0, 0, width, height]).attr("role", "img");
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - margin.bottom})`).call(d3.axisBottom(x).ticks(width / 90).tickSize(4));
  svg.append("g").attr("class", "axis grid").attr("transform", `translate(${margin.left},0)`).call(d3.axisLeft(y).ticks(4).tickSize(-(width - margin.left - margin.right)));
  const caption = document.createElement("figcaption");
  caption.append(Object.assign(document.createElement("h3"), { textContent: sides.map(nameOf).join(" and ") }));
  const drawn = [...series].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, steps], index) => {
    const points = [{ day: days[0] - pad, sums: [0, 0, 0] }, ...steps.map((s) => ({ day: s.exchange.last, ...s })), { day: days[1] + pad, sums: steps.at(-1).sums }];
    const line = d3.line().curve(d3.curveStepAfter).x((p) => x(dayOf(p.day))).y((p) => y(p.sums[1]));
    const area = d3.area().curve(d3.curveStepAfter).x((p) => x(dayOf(p.day))).y0((p) => y(p.sums[0])).y1((p) => y(p.sums[2]));
    const group = svg.append("g").attr("class", `series side-${index + 1}`);
    group.append("path").attr("class", "spread").attr("d", area(points));
    group.append("path").attr("class", "best").attr("d", line(points));
    caption.append(seriesLink(key, steps, index));
    return { key, steps };
  });
  svg.attr("aria-label", [sides.map(nameOf).join(" and "), ...drawn.map(({ key, steps }) => seriesInWords(key, steps))].join(". "));
  follow(svg, x, drawn);
  figure.append(caption, svg.node());
  return figure;
}

function seriesInWords(key, steps) {
  const [from, to] = key.split(">");
  const spread = asBand(steps.at(-1).sums);
  return `${nameOf(from)} to ${nameOf(to)}: ${written.format(steps.at(-1).sums[1])}${spread ? ` (${spread})` : ""}`;
}

function seriesLink(key, steps, index) {
  const link = document.createElement("a");
  link.href = `#dir=${encodeURIComponent(key)}`;
  link.className = `series-link side-${index + 1}`;
  link.textContent = `to ${nameOf(key.split(">")[1])} `;
  const number = document.createElement("b");
  number.textContent = written.format(steps.at(-1).sums[1]);
  const spread = Object.assign(document.createElement("span"), { className: "band", textContent: asBand(steps.at(-1).sums) });
  link.append(number, " ", spread);
  return link;
}

// The pointer shows the state of a day; a click opens the exchange that led to it.
function follow(svg, x, drawn) {
  const steps = d3.sort(drawn.flatMap(({ key, steps: of }) => of.map((s) => ({ key, ...s }))), (s) => s.exchange.last);
  const here = (event) => {
    const box = svg.node().getBoundingClientRect();
    const day = x.invert(((event.clientX - box.x) * svg.node().viewBox.baseVal.width) / box.width) / 864e5;
    return d3.least(steps, (s) => Math.abs(s.exchange.last - day));
  };
  svg.on("pointermove", (event) => {
    const { exchange } = here(event);
    const sums = drawn.map(({ key, steps: of }) => seriesInWords(key, [of.findLast((s) => s.exchange.last <= exchange.last) ?? { sums: [0, 0, 0] }]));
    showTip([`By ${exchange.when}`, ...sums], { getBoundingClientRect: () => new DOMRect(event.clientX, event.clientY - 8, 0, 16) });
  });
  svg.on("pointerleave", hideTip);
  svg.on("click", (event) => go({ x: here(event).exchange.id }));
}

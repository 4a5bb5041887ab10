// The map: a circle in each country where people were handed over, as large as they are many. What it shows are the rows
// of the table beside it, which tells the same in words; it shows the part of the world that its circles need.

const LEAST_WIDTH = 120; // of the 1,000 that the world is wide: some 43 degrees, beyond which the outline is too rough
const LABEL_HEIGHT = 15;

function drawMap() {
  const place = document.getElementById("map");
  if (!place) return;
  const rows = [...document.querySelectorAll("table[data-rows=place] tbody tr:not([hidden])")].map(rowOfPlace);
  const circles = rows.filter((row) => WORLD.points[row.code]);
  const largest = d3.max(circles, (circle) => circle.people);
  place.closest("figure").hidden = !circles.length;
  if (circles.length) place.replaceChildren(mapOf(circles, place.clientWidth || 900, largest));
  const elsewhere = d3.sum(rows.filter((row) => !WORLD.points[row.code]), (row) => row.exchanges);
  setText(
    document.getElementById("map-note"),
    [
      largest ? `The largest circle stands for ${written.format(largest)} people.` : "",
      "A circle stands in the middle of a country, not on the spot.",
      elsewhere ? `${written.format(elsewhere)} ${elsewhere === 1 ? "exchange in a country that is not told or not drawn is" : "exchanges in a country that is not told or not drawn are"} in the table only.` : "",
      "The land is drawn without borders.",
    ].filter(Boolean).join(" "),
  );
}

function rowOfPlace(row) {
  const number = (name) => Number(row.querySelector(`[data-cell=${name}]`).textContent.replaceAll(",", ""));
  return { code: row.dataset.key, name: row.cells[0].textContent.trim(), exchanges: number("exchanges"), people: number("living") + number("dead") };
}

function mapOf(circles, width, largest) {
  const height = Math.round(Math.min(460, Math.max(260, width * 0.5)));
  const most = width < 600 ? 18 : 30;
  const { scale, x, y } = viewOf(circles.map(({ code }) => WORLD.points[code]), width, height, most);
  const marks = circles.map((circle) => ({
    ...circle,
    x: WORLD.points[circle.code][0] * scale + x,
    y: WORLD.points[circle.code][1] * scale + y,
    r: circle.people ? Math.max(4, most * Math.sqrt(circle.people / largest)) : 5,
  }));
  const svg = d3.create("svg:svg").attr("viewBox", [0, 0, width, height]).attr("class", "world");
  svg.attr("role", "group").attr("aria-label", `Map of ${marks.length} ${marks.length === 1 ? "country" : "countries"}; arrow keys move from one to the next`);
  svg.append("path").attr("class", "land").attr("d", WORLD.outline).attr("transform", `translate(${x},${y}) scale(${scale})`).attr("aria-hidden", "true");
  for (const mark of d3.sort(marks, (m) => -m.r, (m) => m.name)) drawCircle(svg, mark); // the small ones on top
  const texts = svg.append("g").attr("class", "map-labels").attr("aria-hidden", "true");
  for (const { text, left, top } of labelsOf(marks, width, height)) texts.append("text").attr("x", left).attr("y", top + 12).text(text);
  steer(svg.node(), [d3.sort(marks, (m) => m.x, (m) => m.y).map((m) => svg.node().querySelector(`[data-place="${m.code}"]`))]);
  return svg.node();
}

// How the world is moved and enlarged so that all circles are seen, with room for them and their names.
function viewOf(points, width, height, most) {
  const [[left, right], [top, bottom]] = [0, 1].map((axis) => d3.extent(points, (point) => point[axis]));
  const room = { x: width - 4 * most - 90, y: height - 3 * most - LABEL_HEIGHT };
  const scale = Math.min(width / LEAST_WIDTH, room.x / Math.max(1, right - left), room.y / Math.max(1, bottom - top));
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 };
}

function drawCircle(svg, { code, name, exchanges, people, x, y, r }) {
  const told = [name, `${written.format(exchanges)} ${exchanges === 1 ? "exchange" : "exchanges"}`, people ? `${written.format(people)} people` : "number of people not told"];
  const link = svg.append("a").attr("href", `#place=${code}`).attr("class", "mark spot").attr("data-place", code)
    .attr("tabindex", -1).attr("aria-label", told.join(", "));
  if (people) link.append("circle").attr("cx", x).attr("cy", y).attr("r", r);
  else link.append("path").attr("d", `M${x},${y - 5}l5,5l-5,5l-5,-5z`).attr("class", "untold");
  link.on("pointerenter focus", (event) => showTip(told, event.currentTarget)).on("pointerleave blur", hideTip);
}

// Names beside the circles, the largest first; one that would cover a circle or another name is left to the table.
function labelsOf(marks, width, height) {
  const taken = marks.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const labels = [];
  for (const { name, x, y, r } of d3.sort(marks, (m) => -m.r, (m) => -m.exchanges, (m) => m.name)) {
    const text = shortened(name, 220);
    const wide = 7.2 * text.length + 4;
    const tries = [[x + r + 3, y - 8], [x - r - 3 - wide, y - 8], [x - wide / 2, y - r - LABEL_HEIGHT - 1], [x - wide / 2, y + r + 1]];
    const boxes = tries.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + LABEL_HEIGHT }));
    const isFree = (box) => box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height &&
      taken.every((other) => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
    const box = boxes.find(isFree);
    if (!box) continue;
    taken.push(box);
    labels.push({ text, ...box });
  }
  return labels;
}

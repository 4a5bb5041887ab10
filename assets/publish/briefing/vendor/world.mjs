// Writes world.js: the outline of the land, and a point in every country, in one projection. `make vendor` runs it.
//
// Land without borders: an outline that draws them would take sides in the very conflicts that the page tells of. Where
// a country's circle stands is the middle of its largest part.
import { readFileSync, writeFileSync } from "node:fs";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import { iso31661 } from "iso-3166/1.js";
import { feature } from "topojson-client";

const WIDTH = 1000;
const read = (name) => JSON.parse(readFileSync(new URL(`node_modules/world-atlas/${name}.json`, import.meta.url)));
const land = read("land-110m");
const countries = read("countries-50m");

const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, { type: "Sphere" });
const outline = geoPath(projection).digits(1)(feature(land, land.objects.land));

// Codes of the International Organization for Standardization; Kosovo, which has none of its own, is XKX as in reports.
const codeOf = new Map(iso31661.map((country) => [country.numeric, country.alpha3]));
const parts = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates).map((part) => ({ type: "Polygon", coordinates: part }));
const middleOf = (geometry) => geoCentroid(parts(geometry).reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one)));
const placed = feature(countries, countries.objects.countries)
  .features.map(({ id, properties, geometry }) => [codeOf.get(id) ?? (properties.name === "Kosovo" ? "XKX" : null), geometry])
  .filter(([code]) => code)
  .map(([code, geometry]) => [code, projection(middleOf(geometry)).map((value) => Math.round(value * 10) / 10)]);
const points = Object.fromEntries(placed.sort(([one], [other]) => (one < other ? -1 : 1)));

const head = `/*
${readFileSync(new URL("LICENSE-world", import.meta.url), "utf8").trim()}
*/
`;
writeFileSync(new URL("world.js", import.meta.url), `${head}const WORLD = ${JSON.stringify({ width: WIDTH, outline, points })};\n`);
console.log(`world.js: ${outline.length} characters of outline, ${Object.keys(points).length} countries`);

// The parts of D3 that the briefing page draws with; `make vendor` bundles them into d3.js.
export { axisBottom, axisLeft } from "d3-axis";
export { extent, group, least, max, rollup, sort, sum } from "d3-array";
export { scaleLinear, scaleUtc } from "d3-scale";
export { create } from "d3-selection";
export { area, curveStepAfter, line } from "d3-shape";

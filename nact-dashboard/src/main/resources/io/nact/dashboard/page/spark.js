import { html } from "./lib.js";

const WIDTH = 96;
const HEIGHT = 24;
const ROOM = 60;

// The last minute as a line over a pale area; its right edge is now.
export function Spark({ values, label, kind = "" }) {
  const shown = values.slice(-ROOM).map((value) => value ?? 0);
  const top = Math.max(...shown, 1e-9);
  const step = WIDTH / (ROOM - 1);
  const start = WIDTH - (shown.length - 1) * step;
  const points = shown.map((value, index) => [start + index * step, HEIGHT - 1.5 - (value / top) * (HEIGHT - 4)]);
  const line = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  const flat = shown.every((value) => value === 0);
  return html`<svg class=${`spark ${kind} ${flat ? "flat" : ""}`} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none" role="img" aria-label=${label}>
    ${shown.length > 1 && html`
      <path class="spark-area" d=${`M${start.toFixed(1)} ${HEIGHT}L${line}L${WIDTH} ${HEIGHT}Z`} />
      <path class="spark-line" d=${`M${line}`} />`}
  </svg>`;
}

import { count } from "./format.js";
import { html, uPlot, useEffect, useRef } from "./lib.js";

const HEIGHT = 148;

// Seconds that are shown at least.
const SHORTEST = 30;
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 1e7, 1e8];

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(width, series, format) {
  const muted = color("--muted");
  const axis = { stroke: muted, font: "11px system-ui, sans-serif", ticks: { show: false } };
  const grid = { stroke: color("--line"), width: 1 };
  return {
    width,
    height: HEIGHT,
    padding: [8, 30, 0, 0],
    legend: { live: true, isolate: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: {
      x: { range: (plot, min, max) => [Math.min(min ?? 0, (max ?? 0) - SHORTEST), max ?? SHORTEST] },
      y: { range: (plot, min, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 90, values: (plot, ticks) => ticks.map(time) },
      { ...axis, grid, size: 62, space: 34, ...(format === count ? { incrs: WHOLE } : {}), values: (plot, ticks) => ticks.map(format) },
    ],
    series: [
      { value: (plot, at) => (at === null ? "" : time(at)) },
      ...series.map(({ name, paint }) => ({
        label: name,
        stroke: color(paint),
        width: 1.75,
        points: { show: false },
        value: (plot, value) => format(value),
      })),
    ],
  };
}

const time = (at) => new Date(at * 1000).toLocaleTimeString("en-GB");

// Lines over time: times are seconds since the epoch, and each series has a name, a colour's variable and its values.
export function Chart({ times, series, format, label }) {
  const place = useRef(null);
  const plot = useRef(null);
  const data = [times, ...series.map(({ values }) => values)];
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const make = () => {
      plot.current?.destroy();
      const width = Math.max(place.current.clientWidth, 120);
      plot.current = new uPlot(options(width, series, format), latest.current, place.current);
    };
    make();
    const sized = new ResizeObserver(() => {
      const width = Math.max(place.current.clientWidth, 120);
      if (plot.current.width !== width) plot.current.setSize({ width, height: HEIGHT });
    });
    sized.observe(place.current);
    document.documentElement.addEventListener("theme", make);
    return () => {
      document.documentElement.removeEventListener("theme", make);
      sized.disconnect();
      plot.current.destroy();
      plot.current = null;
    };
  }, []);

  useEffect(() => plot.current?.setData(data));

  return html`<figure class="chart" data-points=${times.length}><figcaption>${label}</figcaption><div ref=${place}></div></figure>`;
}

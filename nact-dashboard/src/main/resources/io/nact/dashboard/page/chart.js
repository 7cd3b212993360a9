import { html, uPlot, useEffect, useRef } from "./lib.js";

const HEIGHT = 148;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(width, series, format) {
  const muted = color("--muted");
  const axis = { stroke: muted, font: "11px system-ui, sans-serif", ticks: { show: false } };
  const grid = { stroke: color("--line"), width: 1 };
  return {
    width,
    height: HEIGHT,
    padding: [8, 12, 0, 0],
    legend: { live: true, isolate: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { y: { range: (plot, min, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, size: 26, space: 90, values: (plot, ticks) => ticks.map(time) },
      { ...axis, grid, size: 62, space: 34, values: (plot, ticks) => ticks.map(format) },
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

  return html`<figure class="chart"><figcaption>${label}</figcaption><div ref=${place}></div></figure>`;
}

import { html } from "./lib.js";
import { count, rate } from "./format.js";
import { id, layout } from "./layout.js";
import { to } from "./route.js";
import { usePolled } from "./polled.js";
import { Empty, Panel, Trouble } from "./ui.js";

const OUTSIDE = "";
const named = (name) => (name === OUTSIDE ? "outside" : name);

const short = (name) => (name.length > 19 ? `${name.slice(0, 18)}…` : name);

const thickness = (value) => 1.25 + Math.min(Math.log10(1 + value), 5) * 0.9;

function Line({ edge, place }) {
  const quiet = edge.rate < 0.05;
  return html`<g class=${`edge ${quiet ? "quiet" : ""}`}>
    <title>${`${named(edge.from)} to ${named(edge.to)}: ${rate(edge.rate)} a second`}</title>
    <path d=${place.path} stroke-width=${thickness(edge.rate)} marker-end="url(#arrow)" />
    ${!quiet && html`<text x=${place.x} y=${place.y + 4} class="edge-rate">${rate(edge.rate)}</text>`}
  </g>`;
}

function Box({ node, place }) {
  const outside = node.name === OUTSIDE;
  const x = place.x - place.width / 2;
  const y = place.y - place.height / 2;
  const inner = html`<rect x=${x} y=${y} width=${place.width} height=${place.height} rx="10" />
    <text x=${x + 14} y=${place.y - 3} class="box-name">${short(named(node.name))}</text>
    <text x=${x + 14} y=${place.y + 15} class="box-note">${outside ? "controllers, schedules" : `${count(node.actors)} alive, ${rate(node.rate)} / s`}</text>`;
  return outside
    ? html`<g class="box outside">${inner}</g>`
    : html`<a class="box" href=${to("actors", { find: node.name })} aria-label=${`${node.name}: its actors`}><title>${node.name}</title>${inner}</a>`;
}

function Graph({ nodes, edges }) {
  const { boxes, lines, width, height } = layout(nodes, edges);
  return html`<svg class="map" viewBox=${`0 0 ${width} ${height}`} style=${{ width: `${width}px` }} role="group" aria-label="Who sends to whom">
    <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
      <path d="M0 .8 7 4 0 7.2Z" /></marker></defs>
    ${edges.map((edge) => html`<${Line} key=${id(edge)} edge=${edge} place=${lines.get(id(edge))} />`)}
    ${nodes.map((node) => html`<${Box} key=${node.name} node=${node} place=${boxes.get(node.name)} />`)}
  </svg>`;
}

function Table({ edges }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Rates"><table>
    <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col" class="number">Messages / s</th><th scope="col" class="number">Seen</th></tr></thead>
    <tbody>${[...edges].sort((a, b) => b.rate - a.rate).map((edge) => html`<tr key=${id(edge)}>
      <td><span class="ellipsis" title=${named(edge.from)}>${named(edge.from)}</span></td>
      <td><span class="ellipsis" title=${named(edge.to)}>${named(edge.to)}</span></td>
      <td class="number">${rate(edge.rate)}</td><td class="number">${count(edge.messages)}</td></tr>`)}</tbody>
  </table></div>`;
}

// Who sends to whom, by type, and how much a second. Counted only while somebody looks at it.
export function Flow({ live }) {
  const { data, error } = usePolled("flow", {});
  if (!data) return error ? html`<${Trouble} error=${error} />` : html`<p class="muted">Loading</p>`;
  const edges = data.edges.map((edge) => ({ ...edge, from: edge.from ?? OUTSIDE }));
  const names = [...new Set(edges.flatMap(({ from, to: target }) => [from, target]))].sort();
  const types = new Map((live.sample?.types ?? []).map((type) => [type.name, type]));
  const nodes = names.map((name) => ({ actors: 0, rate: 0, ...types.get(name), name }));
  return html`${error && html`<${Trouble} error=${error} />`}
  <${Panel} id="flow" title="Message flow" hint="who sends to whom, counted while this map is open">
    ${edges.length === 0
      ? html`<${Empty} title="Nothing has been sent yet">Lines appear as messages are sent. Replies are not shown.<//>`
      : html`<div class="map-scroll" tabindex="0" role="region" aria-label="Map of the message flow"><${Graph} nodes=${nodes} edges=${edges} /></div>`}
  <//>
  ${edges.length > 0 && html`<${Panel} id="rates" title="The same as a table"><${Table} edges=${edges} /><//>`}`;
}

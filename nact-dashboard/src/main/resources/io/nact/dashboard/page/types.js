import { html, useState } from "./lib.js";
import { Chart } from "./chart.js";
import { count, rate, time } from "./format.js";
import { to } from "./route.js";
import { Spark } from "./spark.js";
import { Empty, Icon, Panel, Search } from "./ui.js";

const COLUMNS = [
  { key: "name", name: "Type" },
  { key: "actors", name: "Actors" },
  { key: "rate", name: "Handled / s" },
  { key: "waiting", name: "Waiting" },
  { key: "oldest", name: "Oldest" },
  { key: "p50", name: "p50" },
  { key: "p95", name: "p95" },
  { key: "p99", name: "p99" },
  { key: "failures", name: "Failures / s" },
];

function Head({ column, order, setOrder }) {
  const mine = order.key === column.key;
  const turn = () => setOrder({ key: column.key, up: mine ? !order.up : column.key === "name" });
  const sort = mine ? (order.up ? "ascending" : "descending") : "none";
  return html`<th scope="col" aria-sort=${sort} class=${column.key === "name" ? "" : "number"}>
    <button type="button" onClick=${turn}>${column.name}${mine && html`<${Icon} name=${order.up ? "up" : "down"} />`}</button>
  </th>`;
}

function Details({ type, points }) {
  const times = points.map((point) => point.at / 1000);
  const of = (name, paint, label) => ({ name: label, paint, values: points.map((point) => point[name]) });
  return html`<div class="details">
    <div class="charts">
      <${Chart} label="Handled a second" times=${times} format=${rate}
        series=${[of("rate", "--accent", "handled"), of("failures", "--bad", "failures")]} />
      <${Chart} label="Waiting" times=${times} format=${count} series=${[of("waiting", "--warn", "waiting")]} />
      <${Chart} label="Time of a turn" times=${times} format=${time}
        series=${[of("p50", "--good", "p50"), of("p95", "--accent", "p95"), of("p99", "--bad", "p99")]} />
    </div>
    <a class="button" href=${to("actors", { find: type.name })}>The actors of this type</a>
  </div>`;
}

function Row({ type, points, open, toggle }) {
  const of = (name) => points.map((point) => point[name]);
  const id = `type-${type.name}`;
  return html`<tr class=${open ? "type open" : "type"}>
      <th scope="row">
        <button type="button" class="unfold" aria-expanded=${open} aria-controls=${id} onClick=${toggle} title=${type.name}>
          <${Icon} name="chevron" /><span class="ellipsis">${type.name}</span>
        </button>
      </th>
      <td class="number">${count(type.actors)}</td>
      <td class="number"><span class="sparked"><${Spark} values=${of("rate")} label="Handled, the last minute" />
        <span>${rate(type.rate)}</span></span></td>
      <td class="number"><span class="sparked"><${Spark} kind="waiting" values=${of("waiting")} label="Waiting, the last minute" />
        <span>${count(type.waiting)}</span></span></td>
      <td class=${`number ${type.oldest >= 5 ? "warned" : ""}`}>${time(type.oldest)}</td>
      <td class="number">${time(type.p50)}</td>
      <td class="number"><span class="sparked"><${Spark} kind="latency" values=${of("p95")} label="p95, the last minute" />
        <span>${time(type.p95)}</span></span></td>
      <td class="number">${time(type.p99)}</td>
      <td class=${`number ${type.failures > 0 ? "failed" : ""}`}>${rate(type.failures)}</td>
    </tr>
    ${open && html`<tr class="unfolded" id=${id}><td colspan=${COLUMNS.length}><${Details} type=${type} points=${points} /></td></tr>`}`;
}

function sorted(types, { key, up }) {
  const value = (type) => (key === "name" ? type.name.toLowerCase() : (type[key] ?? -1));
  const sign = up ? 1 : -1;
  return [...types].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    return left === right ? a.name.localeCompare(b.name) : (left < right ? -sign : sign);
  });
}

// A row for each type of actors, with its last minute; unfolds to charts of two minutes.
export function Types({ types, history }) {
  const [order, setOrder] = useState({ key: "name", up: true });
  const [open, setOpen] = useState(null);
  const [text, setText] = useState("");
  const shown = sorted(types.filter((type) => type.name.toLowerCase().includes(text.toLowerCase())), order);
  const side = types.length > 8
    && html`<${Search} value=${text} onInput=${setText} label="Only types with this in their names" placeholder="Type" />`;
  return html`<${Panel} id="types" title="Types of actors" side=${side}>
    ${types.length === 0
      ? html`<${Empty} title="No actors yet">Types appear here when their first actor is spawned.<//>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Types of actors">
          <table>
            <thead><tr>${COLUMNS.map((column) => html`<${Head} key=${column.key} ...${{ column, order, setOrder }} />`)}</tr></thead>
            <tbody>${shown.map((type) => html`<${Row} key=${type.name} type=${type} points=${history.get(type.name) ?? []}
              open=${open === type.name} toggle=${() => setOpen(open === type.name ? null : type.name)} />`)}</tbody>
          </table>
          ${shown.length === 0 && html`<${Empty} title="No type has that in its name" />`}
        </div>`}
  <//>`;
}

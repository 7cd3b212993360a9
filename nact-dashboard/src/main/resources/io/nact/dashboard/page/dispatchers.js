import { html } from "./lib.js";
import { count, plural } from "./format.js";
import { Badge, Panel } from "./ui.js";

function Dispatcher({ name, workers, busy, queued, stuck }) {
  const share = workers > 0 ? Math.min(busy / workers, 1) : 0;
  const level = stuck > 0 ? "bad" : share >= 0.9 ? "warn" : "";
  return html`<li class="dispatcher">
    <h3 class="ellipsis" title=${name}>${name}</h3>
    ${workers > 0
      ? html`<div class=${`bar ${level}`} role="meter" aria-label=${`busy threads of ${name}`} aria-valuemin="0" aria-valuemax=${workers}
            aria-valuenow=${Math.min(busy, workers)}><i style=${{ width: `${share * 100}%` }}></i></div>
          <p><b>${count(busy)}</b> of ${plural(workers, "thread")} busy</p>`
      : html`<p><b>${count(busy)}</b> busy, each on a thread of its own</p>`}
    <p>${count(queued)} queued</p>
    ${stuck > 0 && html`<${Badge} kind="bad">${count(stuck)} stuck<//>`}
  </li>`;
}

export function Dispatchers({ dispatchers }) {
  return dispatchers.length > 0 && html`<${Panel} id="dispatchers" title="Dispatchers">
    <ul class="dispatchers">${dispatchers.map((dispatcher) => html`<${Dispatcher} key=${dispatcher.name} ...${dispatcher} />`)}</ul>
  <//>`;
}

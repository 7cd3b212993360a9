import { html } from "./lib.js";
import { count } from "./format.js";
import { Spark } from "./spark.js";
import { Badge, Panel } from "./ui.js";

function Dispatcher({ dispatcher, points }) {
  const { name, busy, queued, stuck } = dispatcher;
  return html`<li class="dispatcher">
    <h3 class="ellipsis" title=${name}>${name}</h3>
    <${Spark} values=${points.map((point) => point.busy)} label=${`Busy threads of ${name}, the last minute`} />
    <p><b>${count(busy)}</b> busy</p>
    <${Spark} kind="waiting" values=${points.map((point) => point.queued)} label=${`Queued actors of ${name}, the last minute`} />
    <p><b>${count(queued)}</b> queued</p>
    ${stuck > 0 && html`<${Badge} kind="bad">${count(stuck)} stuck<//>`}
  </li>`;
}

// How busy the threads are on which actors take their turns.
export function Dispatchers({ dispatchers, history }) {
  return dispatchers.length > 0 && html`<${Panel} id="dispatchers" title="Dispatchers" hint="threads that run actors, and actors that wait for one">
    <ul class="dispatchers">${dispatchers.map((dispatcher) => html`<${Dispatcher} key=${dispatcher.name}
      dispatcher=${dispatcher} points=${history.get(dispatcher.name) ?? []} />`)}</ul>
  <//>`;
}

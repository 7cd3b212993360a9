import { html } from "./lib.js";
import { Attention } from "./attention.js";
import { Dispatchers } from "./dispatchers.js";
import { count, plural, rate, time } from "./format.js";
import { to } from "./route.js";
import { Spark } from "./spark.js";
import { Types } from "./types.js";

function Card({ name, value, unit, values, kind, note }) {
  return html`<article class=${`card ${kind ?? ""}`}>
    <h2>${name}</h2>
    <p class="card-value">${value}${unit && html` <small>${unit}</small>`}</p>
    <${Spark} values=${values} label=${`${name}, the last minute`} />
    <p class="card-note">${note}</p>
  </article>`;
}

export function Overview({ live }) {
  const { sample, total } = live;
  const { system } = sample;
  const last = sample.total;
  const of = (name) => total.map((point) => point[name]);
  const free = system.maxMessages ? system.waiting / system.maxMessages : 0;
  return html`
    <${Attention} concerns=${sample.attention} />
    <div class="cards">
      <${Card} name="Handled" value=${rate(last.rate)} unit="messages / s" values=${of("rate")}
        note=${`${count(last.handled)} since the start`} />
      <${Card} name="Waiting" value=${count(system.waiting)} unit="messages" values=${of("waiting")}
        kind=${free > 0.8 ? "warn" : ""} note=${`${Math.round(free * 100)} % of ${count(system.maxMessages)}`} />
      <${Card} name="Actors" value=${count(system.actors)} unit="alive" values=${of("actors")}
        note=${plural(sample.types.length, "type")} />
      <${Card} name="Failures" value=${rate(last.failures)} unit="/ s" values=${of("failures")}
        kind=${last.failures > 0 ? "bad" : ""} note=${`${plural(last.crashes, "crash", "crashes")} since the start`} />
      <${Card} name="Dead letters" value=${rate(last.letters)} unit="/ s" values=${of("letters")}
        kind=${last.letters > 0 ? "warn" : ""}
        note=${html`<a href=${to("letters")}>${count(last.deadLetters)} since the start</a>`} />
    </div>
    <${Types} types=${sample.types} history=${live.types} />
    <${Dispatchers} dispatchers=${sample.dispatchers} history=${live.dispatchers} />
    <p class="foot">Rates are of the last second. Latencies are measured while this page is open: ${" "}
      half, 95 % and 99 % of the turns took no longer. Sampled every second; up for ${time(system.uptime)}.</p>`;
}

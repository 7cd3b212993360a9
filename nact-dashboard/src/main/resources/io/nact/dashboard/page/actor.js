import { html, useEffect, useState } from "./lib.js";
import { Actions } from "./actions.js";
import { Chart } from "./chart.js";
import { bytes, clock, count, NONE, rate, time } from "./format.js";
import { toActor } from "./route.js";
import { usePolled } from "./server.js";
import { decode, Empty, Fact, Panel, PathLink, Status, Trouble } from "./ui.js";

const POINTS = 120;

function Crumbs({ path }) {
  const cut = path.indexOf("://") < 0 ? 0 : path.indexOf("://") + 3;
  const names = path.slice(cut).split("/");
  return html`<nav class="crumbs" aria-label="Parents"><ol>${names.slice(0, -1).map((name, index) => {
    const parent = path.slice(0, cut) + names.slice(0, index + 1).join("/");
    return html`<li key=${parent}>${index === 0 ? decode(name) : html`<a href=${toActor(parent)}>${decode(name)}</a>`}</li>`;
  })}</ol></nav>`;
}

function Now({ actor }) {
  const { hand, thread, stack, awaits } = actor;
  return html`<${Panel} id="now" title="In hand">
    ${hand
      ? html`<p class="padded hand"><code>${hand.message}</code> for <b class=${hand.seconds >= 5 ? "failed" : ""}>${time(hand.seconds)}</b>
          ${thread && html` on <code>${thread}</code>`}${awaits && html`, waits for <${PathLink} path=${awaits} />`}</p>
          ${stack.length > 0 && html`<pre class="stack" tabindex="0" aria-label="Stack of its thread">${stack.join("\n")}</pre>`}`
      : html`<${Empty} title="Nothing">It waits for its next message.<//>`}
  <//>`;
}

function Mailbox({ actor }) {
  const { mailbox, depth } = actor;
  return html`<${Panel} id="mailbox" title="Mailbox" hint=${depth > 0 && `the next ${count(mailbox.length)} of ${count(depth)}`}>
    ${mailbox.length === 0
      ? html`<${Empty} title="Empty">No message waits.<//>`
      : html`<ol class="mailbox">${mailbox.map((message, index) => html`<li key=${index}><code>${message.type}</code>
          ${message.value && html`<span class="muted ellipsis" title=${message.value}>${message.value}</span>`}</li>`)}</ol>`}
  <//>`;
}

function Failures({ failures }) {
  return html`<${Panel} id="failures" title="Last failures">
    ${failures.length === 0
      ? html`<${Empty} icon="check" title="None">It has not failed.<//>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Last failures"><table>
          <thead><tr><th scope="col">When</th><th scope="col">Message</th><th scope="col">Exception</th></tr></thead>
          <tbody>${failures.map((failure, index) => html`<tr key=${index}>
            <td class="nowrap">${clock(failure.at)}</td><td><code>${failure.message}</code></td>
            <td class="wide"><code>${failure.exception}</code><p class="muted">${failure.text}</p></td>
          </tr>`)}</tbody>
        </table></div>`}
  <//>`;
}

function useHistory(actor) {
  const [points, setPoints] = useState([]);
  useEffect(() => {
    if (!actor) return;
    setPoints((old) => {
      const last = old[old.length - 1];
      const passed = last ? actor.at - last.at : 0;
      const done = last && passed > 0 ? Math.max(0, ((actor.handled - last.handled) * 1000) / passed) : null;
      return [...old.slice(1 - POINTS), { at: actor.at, handled: actor.handled, depth: actor.depth, rate: done }];
    });
  }, [actor]);
  return points;
}

// One actor, looked at again every second.
export function Actor({ path, writes }) {
  const { data: actor, error, again } = usePolled("actor", { path });
  const points = useHistory(actor);
  if (!actor) return html`<section class="panel">${error ? html`<${Trouble} error=${error} />` : html`<p class="muted padded">Loading</p>`}</section>`;
  const times = points.map((point) => point.at / 1000);
  const last = points[points.length - 1];
  return html`<article class="actor" aria-labelledby="actor-name">
    <header class="actor-head">
      <${Crumbs} path=${path} />
      <div class="actor-title"><h1 id="actor-name">${decode(actor.name)}</h1><${Status} status=${actor.status} /></div>
      ${writes && html`<${Actions} actor=${actor} done=${again} />`}
    </header>
    ${error && html`<${Trouble} error=${error} />`}
    <section class="panel" aria-label="Facts"><dl class="facts">
      <${Fact} name="Type">${actor.type}<//>
      <${Fact} name="Waiting" kind=${actor.capacity && actor.depth > actor.capacity * 0.8 ? "warn" : ""}>${count(actor.depth)}
        <small>${actor.capacity ? `of ${count(actor.capacity)}` : "no limit"}</small><//>
      <${Fact} name="Oldest">${time(actor.oldest)}<//>
      <${Fact} name="Handled">${count(actor.handled)} <small>${last?.rate === null ? "" : `${rate(last?.rate)} / s`}</small><//>
      <${Fact} name="Stashed">${count(actor.stashed)}<//>
      <${Fact} name="Crashes" kind=${actor.crashes > 0 ? "bad" : ""}>${count(actor.crashes)}<//>
      <${Fact} name="Resets">${count(actor.resets)}<//>
      <${Fact} name="Children">${count(actor.children)}<//>
      <${Fact} name="Watchers">${count(actor.watchers)}<//>
      <${Fact} name="Timers">${count(actor.timers)}<//>
      <${Fact} name="Memory">${actor.memory ? html`<span title="an estimate, without messages and state">${bytes(actor.memory)}</span>` : NONE}<//>
    </dl>
    ${actor.behavior && html`<p class="behavior" title=${actor.behavior}>${actor.behavior}</p>`}</section>
    <section class="panel" aria-label="Charts"><div class="charts">
      <${Chart} label="Waiting" times=${times} format=${count} series=${[{ name: "waiting", paint: "--warn", values: points.map((p) => p.depth) }]} />
      <${Chart} label="Handled a second" times=${times} format=${rate} series=${[{ name: "handled", paint: "--accent", values: points.map((p) => p.rate) }]} />
    </div></section>
    <${Now} actor=${actor} />
    <${Mailbox} actor=${actor} />
    <${Failures} failures=${actor.failures} />
  </article>`;
}

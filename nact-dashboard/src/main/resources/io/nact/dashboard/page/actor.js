import { html, useEffect, useState } from "./lib.js";
import { Actions } from "./actions.js";
import { Chart } from "./chart.js";
import { bytes, clock, count, NONE, plural, rate, time } from "./format.js";
import { toActor } from "./route.js";
import { usePolled } from "./polled.js";
import { decode, Empty, Fact, nameOf, Panel, PathLink, Status, Trouble } from "./ui.js";

const POINTS = 120;
const UNLIMITED = 2147483647;

function Crumbs({ path }) {
  const cut = path.indexOf("://") < 0 ? 0 : path.indexOf("://") + 3;
  const names = path.slice(cut).split("/");
  return html`<nav class="crumbs" aria-label="Parents"><ol>${names.slice(0, -1).map((name, index) => {
    const parent = path.slice(0, cut) + names.slice(0, index + 1).join("/");
    return html`<li key=${parent}>${index === 0 ? decode(name) : html`<a href=${toActor(parent)}>${decode(name)}</a>`}</li>`;
  })}</ol></nav>`;
}

function Turn({ turn }) {
  const { message, lasting, thread, awaits } = turn;
  return html`<p class="padded hand"><code>${message ?? "its start"}</code> for <b class=${lasting >= 1 ? "failed" : ""}>${time(lasting)}</b>
      ${thread ? html` on <code>${thread.name}</code>` : html`, waiting for ${awaits ? "an answer" : "a stage"}`}
      ${awaits && html` to <code>${awaits.message}</code> from <${PathLink} path=${awaits.actor} />`}</p>
    ${thread?.stack.length > 0 && html`<pre class="stack" tabindex="0" aria-label="Stack of its thread">${thread.stack.join("\n")}</pre>`}`;
}

function Now({ turns }) {
  return html`<${Panel} id="now" title="In hand">
    ${turns.length === 0
      ? html`<${Empty} title="Nothing">It has no message in hand.<//>`
      : turns.map((turn, index) => html`<${Turn} key=${index} turn=${turn} />`)}
  <//>`;
}

function Mailbox({ mailbox, depth }) {
  return html`<${Panel} id="mailbox" title="Mailbox" hint=${mailbox.length > 0 && `the next ${count(mailbox.length)} of ${count(Math.max(depth, mailbox.length))}`}>
    ${mailbox.length === 0
      ? html`<${Empty} title=${depth > 0 ? "Not to be seen" : "Empty"}>${depth > 0 ? `${plural(depth, "message waits", "messages wait")}.` : "No message waits."}<//>`
      : html`<ol class="mailbox">${mailbox.map((message, index) => html`<li key=${index}><code>${message.type}</code>
</li>`)}</ol>`}
  <//>`;
}

function Failures({ failures }) {
  return html`<${Panel} id="failures" title="Last failures">
    ${failures.length === 0
      ? html`<${Empty} icon="check" title="None">It has not failed.<//>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="Last failures"><table>
          <thead><tr><th scope="col">When</th><th scope="col">Message</th><th scope="col">Exception</th></tr></thead>
          <tbody>${failures.map((failure, index) => html`<tr key=${index}>
            <td class="nowrap">${clock(failure.at)}</td><td><code>${failure.message ?? "its start"}</code></td>
            <td class="wide"><code>${failure.exception}</code><p class="muted">${failure.text}</p></td>
          </tr>`)}</tbody>
        </table></div>`}
  <//>`;
}

function useHistory(data) {
  const [points, setPoints] = useState([]);
  useEffect(() => {
    if (data) setPoints((old) => [...old.slice(1 - POINTS), { at: data.at, ...data.details.actor }]);
  }, [data]);
  return points;
}

// One actor, looked at again every second.
export function Actor({ path, writes }) {
  const { data, error, again } = usePolled("actor", { path });
  const points = useHistory(data);
  if (!data) return html`<section class="panel">${error ? html`<${Trouble} error=${error} />` : html`<p class="muted padded">Loading</p>`}</section>`;
  const times = points.map((point) => point.at / 1000);
  const { details } = data;
  const { actor, failures } = details;
  const { capacity } = actor;
  const limited = capacity < UNLIMITED;
  return html`<article class="actor" aria-labelledby="actor-name">
    <header class="actor-head">
      <${Crumbs} path=${path} />
      <div class="actor-title"><h2 id="actor-name">${nameOf(path)}</h2><${Status} status=${actor.status} /></div>
      ${writes && html`<${Actions} path=${path} held=${details.suspendedByHand} traced=${details.traced} done=${again} />`}
    </header>
    ${error && html`<${Trouble} error=${error} />`}
    <section class="panel" aria-label="Facts"><dl class="facts">
      <${Fact} name="Type">${actor.type}<//>
      <${Fact} name="Waiting" kind=${limited && actor.depth > capacity * 0.8 ? "warn" : ""}>${count(actor.depth)}
        ${" "}<small>${limited ? `of ${count(capacity)}` : "no limit"}</small><//>
      <${Fact} name="Oldest">${actor.depth > 0 ? time(actor.age) : NONE}<//>
      <${Fact} name="Handled">${actor.handled < 0 ? NONE : count(actor.handled)} <small>${actor.rate === null ? "" : `${rate(actor.rate)} / s`}</small><//>
      <${Fact} name="Stashed">${count(details.stashed)}<//>
      <${Fact} name="Crashes" kind=${actor.crashes > 0 ? "bad" : ""}>${count(actor.crashes)}<//>
      <${Fact} name="Resets">${count(details.resets)}<//>
      <${Fact} name="Children">${count(actor.children)}<//>
      <${Fact} name="Watchers">${count(details.watchers)}<//>
      <${Fact} name="Timers">${count(details.timers)}<//>
      <${Fact} name="Memory"><span title="an estimate, without your own objects">${bytes(actor.bytes)}</span><//>
    </dl>
    ${details.behavior && html`<p class="behavior">${details.behavior}</p>`}</section>
    <section class="panel" aria-label="Charts"><div class="charts actor-charts">${points.length > 0 && html`
      <${Chart} label="Waiting" times=${times} format=${count} series=${[{ name: "waiting", paint: "--warn", values: points.map((p) => p.depth) }]} />
      <${Chart} label="Handled a second" times=${times} format=${rate} series=${[{ name: "handled", paint: "--accent", values: points.map((p) => p.rate) }]} />
    `}</div></section>
    <${Now} turns=${details.turns} />
    <${Mailbox} mailbox=${details.mailbox} depth=${actor.depth} />
    <${Failures} failures=${failures} />
  </article>`;
}

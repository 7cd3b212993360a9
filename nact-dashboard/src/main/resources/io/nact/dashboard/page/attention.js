import { html } from "./lib.js";
import { count, plural, time } from "./format.js";
import { Badge, Empty, Panel, PathLink } from "./ui.js";

const KINDS = {
  stuck: { severity: "bad", title: "Stuck" },
  crashing: { severity: "bad", title: "Crashing" },
  saturated: { severity: "warn", title: "Almost full" },
  old: { severity: "warn", title: "Falling behind" },
};

function what({ kind, message, seconds, thread, depth, capacity, crashes }) {
  switch (kind) {
    case "stuck":
      return html`has handled <code>${message}</code> for <b>${time(seconds)}</b>${thread && html` on ${thread}`}, while
        ${" "}${plural(depth, "message waits", "messages wait")}`;
    case "saturated":
      return html`<b>${count(depth)}</b> of ${count(capacity)} messages wait`;
    case "old":
      return html`the oldest of ${plural(depth, "message")} has waited for <b>${time(seconds)}</b>`;
    default:
      return html`<b>${plural(crashes, "crash", "crashes")}</b> in the last ten seconds`;
  }
}

// What somebody should look at now, worst first. Says so when there is nothing.
export function Attention({ items }) {
  const calm = items.length === 0;
  return html`<${Panel} id="attention" title="Needs attention" kind=${calm ? "calm" : "alarm"}
    side=${!calm && html`<${Badge} kind=${KINDS[items[0].kind].severity}>${items.length}<//>`}>
    <div aria-live="polite">
      ${calm
        ? html`<${Empty} icon="check" title="All is well">No actor is stuck, almost full, falling behind or crashing.<//>`
        : html`<ul class="attention">${items.map((item) => html`
            <li key=${item.kind + item.path} class=${KINDS[item.kind].severity}>
              <${Badge} kind=${KINDS[item.kind].severity}>${KINDS[item.kind].title}<//>
              <${PathLink} path=${item.path} />
              <span class="attention-what">${what(item)}</span>
            </li>`)}</ul>`}
    </div>
  <//>`;
}

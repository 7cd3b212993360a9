import { html } from "./lib.js";
import { count, plural, time } from "./format.js";
import { Badge, Empty, Panel, PathLink } from "./ui.js";

const KINDS = {
  stuck: { severity: "bad", title: "Stuck" },
  crashing: { severity: "bad", title: "Crashing" },
  saturated: { severity: "warn", title: "Almost full" },
  waiting: { severity: "warn", title: "Slow answer" },
  old: { severity: "warn", title: "Falling behind" },
};

function What({ kind, actor, crashes }) {
  const { depth, capacity, message, inHand, age } = actor;
  const behind = depth > 0 ? html`; ${plural(depth, "message waits", "messages wait")}` : "";
  switch (kind) {
    case "stuck":
      return html`has handled <code>${message ?? "its start"}</code> for <b>${time(inHand)}</b>${behind}`;
    case "waiting":
      return html`has waited in <code>${message ?? "its start"}</code> for a stage for <b>${time(inHand)}</b>${behind}`;
    case "saturated":
      return html`<b>${count(depth)}</b> of ${count(capacity)} messages wait`;
    case "crashing":
      return html`<b>${plural(crashes, "crash", "crashes")}</b> within ten seconds`;
    default:
      return html`the oldest of ${plural(depth, "message")} has waited for <b>${time(age)}</b>`;
  }
}

// Whom somebody should look at now, worst first. Says so when there is nobody.
export function Attention({ concerns }) {
  const calm = concerns.length === 0;
  return html`<${Panel} id="attention" title="Needs attention" kind=${calm ? "calm" : "alarm"}
    side=${!calm && html`<${Badge} kind=${KINDS[concerns[0].kind].severity}>${concerns.length}<//>`}>
    ${calm
      ? html`<${Empty} icon="check" title="All is well">No actor is stuck, crashing, almost full or falling behind.<//>`
      : html`<ul class="attention">${concerns.map((concern) => html`
          <li key=${concern.actor.path}>
            <${Badge} kind=${KINDS[concern.kind].severity}>${KINDS[concern.kind].title}<//>
            <${PathLink} path=${concern.actor.path} />
            <span class="attention-what"><${What} ...${concern} /></span>
          </li>`)}</ul>`}
    <p class="unseen" role="status">${calm ? "No actor needs attention" : `${plural(concerns.length, "actor needs", "actors need")} attention`}</p>
  <//>`;
}

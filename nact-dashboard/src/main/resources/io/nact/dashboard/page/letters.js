import { html, useState } from "./lib.js";
import { clock, count } from "./format.js";
import { usePolled } from "./polled.js";
import { order } from "./server.js";
import { Act, Badge, Empty, Panel, PathLink, Trouble } from "./ui.js";

const REASONS = {
  stopped: "the receiver had stopped",
  full: "the mailbox was full",
  dropped: "made room for a newer one",
  expired: "the asker's time was over",
  cancelled: "the asker cancelled it",
  unhandled: "outside the receiver's protocol",
};

function Reasons({ reasons, chosen, choose }) {
  return html`<div class="reasons" role="group" aria-label="Reasons">${Object.entries(reasons).map(([reason, number]) => html`
    <button type="button" key=${reason} class=${`reason ${number > 0 ? "some" : ""}`} aria-pressed=${chosen === reason}
      onClick=${() => choose(chosen === reason ? null : reason)}>
      <b>${count(number)}</b><span>${reason}</span><small>${REASONS[reason]}</small>
    </button>`)}</div>`;
}

// Messages that no actor handled: how many for which reason, and the latest.
export function Letters({ writes }) {
  const { data, error, again } = usePolled("letters", {}, 1000);
  const [chosen, choose] = useState(null);
  const [said, setSaid] = useState(null);
  if (!data) return error ? html`<${Trouble} error=${error} />` : html`<p class="muted">Loading</p>`;
  const act = (action, text, details) => async () => {
    try {
      await order(action, details);
      setSaid({ text });
    } catch (failure) {
      setSaid({ text: failure.message, bad: true });
    }
    again();
  };
  const shown = data.recent.filter(({ reason }) => !chosen || reason === chosen);
  const purge = writes && data.recent.length > 0
    && html`<${Act} label="Purge" sure="Forget all of these" onAct=${act("purge", "Forgotten; the counts stay.", {})} />`;
  return html`${error && html`<${Trouble} error=${error} />`}
  <${Panel} id="reasons" title="Dead letters" hint="messages that no actor handled, since the start">
    <${Reasons} reasons=${data.reasons} chosen=${chosen} choose=${choose} />
  <//>
  <${Panel} id="recent" title="The latest" side=${purge} hint=${chosen}>
    <p role="status" class=${`padded-line ${said?.bad ? "failed" : "muted"}`}>${said?.text}</p>
    ${shown.length === 0
      ? html`<${Empty} icon="check" title="None">${chosen ? `No recent one for this reason.` : "Every message has found its actor."}<//>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label="The latest dead letters"><table>
          <thead><tr><th scope="col">When</th><th scope="col">Reason</th><th scope="col">Message</th><th scope="col">Receiver</th>
            ${writes && html`<th scope="col"><span class="unseen">Actions</span></th>`}</tr></thead>
          <tbody>${shown.map((letter) => html`<tr key=${letter.id}>
            <td class="nowrap">${clock(letter.at)}</td>
            <td><${Badge} kind=${letter.reason === "cancelled" ? "plain" : "warn"}>${letter.reason}<//></td>
            <td><code>${letter.type}</code></td>
            <td class="wide"><${PathLink} path=${letter.receiver} /></td>
            ${writes && html`<td class="number"><${Act} label="Send again"
              onAct=${act("resend", "Sent again.", { letter: letter.id })} /></td>`}
          </tr>`)}</tbody>
        </table></div>`}
  <//>`;
}

import { html, useState } from "./lib.js";
import { order } from "./server.js";
import { Act } from "./ui.js";

const TRACED = 20;

// What can be done to an actor, where the write operations are enabled.
export function Actions({ path, held, traced, done }) {
  const [said, setSaid] = useState(null);
  const act = (action, text, details = {}) => async () => {
    try {
      await order(action, { path, ...details });
      setSaid({ text });
    } catch (error) {
      setSaid({ text: error.message, bad: true });
    }
    done();
  };
  return html`<div class="actions" role="group" aria-label="What to do with it">
    ${held
      ? html`<${Act} label="Resume" onAct=${act("resume", "It goes on.")} />`
      : html`<${Act} label="Suspend" onAct=${act("suspend", "It takes no more messages until it is resumed.")} />`}
    <${Act} label=${traced > 0 ? `Tracing ${traced}` : `Trace ${TRACED}`} onAct=${act("trace", `Its next ${TRACED} messages are logged.`, { count: TRACED })} />
    <${Act} label="Reset" sure="Reset: state is lost" onAct=${act("reset", "It begins afresh.")} />
    <${Act} label="Drain" sure="Stop after what waits" onAct=${act("drain", "It stops when nothing waits.")} />
    <${Act} label="Stop" sure="Stop it now" onAct=${act("stop", "It stops.")} />
    <p role="status" class=${said?.bad ? "failed" : "muted"}>${said?.text}</p>
  </div>`;
}

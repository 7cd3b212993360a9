import { html, useEffect, useRef, useState } from "./lib.js";
import { toActor } from "./route.js";

const ICONS = {
  alert: "M8 2.2 14.4 13.4H1.6ZM8 6.4v3.2M8 11.6v.1",
  check: "M3 8.4 6.4 11.8 13 4.6",
  chevron: "M6 3.8 10.2 8 6 12.2",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z",
  pause: "M5.6 3.6v8.8M10.4 3.6v8.8",
  play: "M5 3.4 12 8 5 12.6Z",
  search: "M7 2.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4ZM10.2 10.2 13.4 13.4",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8",
  up: "M8 12.6V3.6M4.4 7.2 8 3.6l3.6 3.6",
  down: "M8 3.4v9M4.4 8.8 8 12.4l3.6-3.6",
};

export function Icon({ name, label }) {
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return html`<svg class="icon" viewBox="0 0 16 16" ...${named}><path d=${ICONS[name]} /></svg>`;
}

export function Badge({ kind = "plain", children }) {
  return html`<span class=${`badge ${kind}`}>${children}</span>`;
}

const STATUS = {
  idle: { kind: "plain", text: "idle" },
  starting: { kind: "plain", text: "starting" },
  ready: { kind: "plain", text: "ready", title: "waits for a thread" },
  running: { kind: "busy", text: "running" },
  waiting: { kind: "busy", text: "waiting", title: "its turn waits for a stage, and keeps no thread" },
  suspended: { kind: "bad", text: "suspended", title: "waits for the decision about a crash" },
  suspended_by_hand: { kind: "warn", text: "suspended by hand" },
  resetting: { kind: "warn", text: "resetting" },
  passivating: { kind: "plain", text: "passivating" },
  draining: { kind: "warn", text: "draining" },
  stopping: { kind: "warn", text: "stopping" },
  abandoned: { kind: "bad", text: "abandoned", title: "its turn has outlived the time to stop" },
};

export function Status({ status }) {
  const { kind, text, title } = STATUS[status] ?? { kind: "plain", text: status };
  return html`<span class=${`badge ${kind}`} title=${title}>${text}</span>`;
}

export function Panel({ title, hint, side, id, children, kind = "" }) {
  const heading = `${id}-title`;
  return html`<section class=${`panel ${kind}`} aria-labelledby=${heading} id=${id}>
    <header class="panel-head">
      <h2 id=${heading}>${title}</h2>
      ${hint && html`<p class="hint">${hint}</p>`}
      ${side && html`<div class="side">${side}</div>`}
    </header>
    ${children}
  </section>`;
}

export function Empty({ title, icon, children }) {
  return html`<div class="empty">
    ${icon && html`<span class=${`empty-icon ${icon}`}><${Icon} name=${icon} /></span>`}
    <p class="empty-title">${title}</p>
    ${children && html`<p>${children}</p>`}
  </div>`;
}

export function Trouble({ error }) {
  return html`<div class="trouble" role="alert"><${Icon} name="alert" /><p>${error.message}</p></div>`;
}

// The last names of a path matter most; the whole is in the tooltip.
export function PathLink({ path }) {
  const cut = path.lastIndexOf("/") + 1;
  return html`<a class="path" href=${toActor(path)} title=${decode(path)}>
    <span class="path-parents">${decode(path.slice(0, cut))}</span><b>${decode(path.slice(cut))}</b>
  </a>`;
}

export const nameOf = (path) => decode(path.slice(path.lastIndexOf("/") + 1));

export function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// A button that asks again before it does something that cannot be undone.
export function Act({ label, sure, onAct, disabled }) {
  const [asking, setAsking] = useState(false);
  const back = useRef(null);
  useEffect(() => {
    if (!asking) return undefined;
    const timer = setTimeout(() => setAsking(false), 4000);
    return () => clearTimeout(timer);
  }, [asking]);
  const act = () => {
    if (sure && !asking) return setAsking(true);
    setAsking(false);
    return onAct();
  };
  return html`<button type="button" ref=${back} class=${`button ${asking ? "danger" : ""}`} disabled=${disabled} onClick=${act}>
    ${asking ? sure : label}
  </button>`;
}

export function Search({ value, onInput, label, placeholder }) {
  return html`<label class="search">
    <span class="unseen">${label}</span>
    <${Icon} name="search" />
    <input type="search" value=${value} placeholder=${placeholder} spellcheck="false" autocomplete="off"
      onInput=${(event) => onInput(event.target.value)} />
  </label>`;
}

export function Fact({ name, children, kind = "" }) {
  return html`<div class=${`fact ${kind}`}><dt>${name}</dt><dd>${children}</dd></div>`;
}

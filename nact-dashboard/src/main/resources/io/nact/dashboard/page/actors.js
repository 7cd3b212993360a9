import { html, useEffect, useState } from "./lib.js";
import { Actor } from "./actor.js";
import { count } from "./format.js";
import { go } from "./route.js";
import { usePolled } from "./polled.js";
import { Tree, Waiting } from "./tree.js";
import { Empty, PathLink, Search, Status, Trouble } from "./ui.js";

function Found({ text }) {
  const { data, error } = usePolled("search", { text }, 3000);
  if (error && !data) return html`<${Trouble} error=${error} />`;
  if (!data) return html`<p class="muted padded">Searching</p>`;
  if (data.actors.length === 0) return html`<${Empty} title="Nothing found">No path or type has “${text}” in it.<//>`;
  return html`<ul class="found">${data.actors.map((actor) => html`<li key=${actor.path}>
      <${PathLink} path=${actor.path} /><${Waiting} depth=${actor.depth} />
      ${actor.status !== "idle" && html`<${Status} status=${actor.status} />`}
    </li>`)}</ul>
    ${data.more && html`<p class="muted padded">The first ${count(data.actors.length)}: type more to narrow them down.</p>`}`;
}

// The tree at the left, one actor at the right.
export function Actors({ query, writes }) {
  const [text, setText] = useState(query.find ?? "");
  const [wanted, setWanted] = useState(text);
  useEffect(() => setText(query.find ?? text), [query.find]);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const typed = (value) => {
    setText(value);
    if (query.find) go("actors", query.path ? { path: query.path } : {});
  };
  return html`<div class="split">
    <section class="panel side-panel" aria-label="All actors">
      <div class="panel-head"><${Search} value=${text} onInput=${typed} label="Search paths and types" placeholder="Search paths and types" /></div>
      <div class="side-scroll">${wanted ? html`<${Found} text=${wanted} />` : html`<${Tree} path=${query.path} />`}</div>
    </section>
    <div class="main-panel">
      ${query.path
        ? html`<${Actor} key=${query.path} path=${query.path} writes=${writes} />`
        : html`<section class="panel"><${Empty} title="Choose an actor">Its mailbox, what it does now and its last failures appear here.<//></section>`}
    </div>
  </div>`;
}

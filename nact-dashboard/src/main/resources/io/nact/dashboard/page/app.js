import { html, render, useEffect, useState } from "./lib.js";
import { Actors } from "./actors.js";
import { Flow } from "./flow.js";
import { clock, time } from "./format.js";
import { Letters } from "./letters.js";
import { pause, start, useLive } from "./live.js";
import { Overview } from "./overview.js";
import { to, useRoute } from "./route.js";
import { begin } from "./server.js";
import { Empty, Icon } from "./ui.js";

const VIEWS = [
  { view: "overview", name: "Overview" },
  { view: "actors", name: "Actors" },
  { view: "flow", name: "Message flow" },
  { view: "letters", name: "Dead letters" },
];

const CONNECTION = { connecting: "Connecting", live: "Live", lost: "Connection lost", failed: "No connection", paused: "Paused" };

function Theme() {
  const root = document.documentElement;
  const [theme, setTheme] = useState(root.dataset.theme);
  useEffect(() => {
    const changed = () => setTheme(root.dataset.theme);
    root.addEventListener("theme", changed);
    return () => root.removeEventListener("theme", changed);
  }, []);
  const label = theme === "dark" ? "Light colours" : "Dark colours";
  return html`<button type="button" class="round" id="theme" aria-label=${label} title=${label} onClick=${() => window.nactTheme.toggle()}>
    <${Icon} name=${theme === "dark" ? "sun" : "moon"} />
  </button>`;
}

function Head({ view, live }) {
  const { connection, sample } = live;
  const paused = connection === "paused";
  const label = paused ? "Go on" : "Pause";
  return html`<header class="top">
    <a class="skip" href=${`${location.pathname}${location.hash}`} onClick=${skip}>To the content</a>
    <p class="brand"><img src="icon.svg" alt="" width="26" height="26" /><span>nact</span>
      ${sample && html`<b class="ellipsis" title=${sample.system.name}>${sample.system.name}</b>`}</p>
    <nav aria-label="Views"><ul>${VIEWS.map((item) => html`<li key=${item.view}>
      <a href=${to(item.view)} aria-current=${item.view === view ? "page" : undefined}>${item.name}</a></li>`)}</ul></nav>
    <p class=${`connection ${connection}`} role="status"><i></i><span>${CONNECTION[connection]}</span></p>
    <button type="button" class="round" id="pause" aria-label=${label} title=${label} onClick=${() => pause(!paused)}>
      <${Icon} name=${paused ? "play" : "pause"} /></button>
    <${Theme} />
  </header>`;
}

function skip(event) {
  event.preventDefault();
  document.querySelector("main").focus();
}

function Banner({ live }) {
  const { connection, sample, error } = live;
  if (connection !== "lost") return null;
  return html`<div class="banner" role="alert"><${Icon} name="alert" /><p><b>Connection lost.</b> ${" "}
    ${error ?? "The application does not answer."} What you see is of ${clock(sample.at)}. Trying again.</p></div>`;
}

function Stopped({ live }) {
  const { system } = live.sample ?? {};
  return system && !system.running
    && html`<div class="banner" role="alert"><${Icon} name="alert" /><p><b>The system does not run.</b> It was up for ${time(system.uptime)}.</p></div>`;
}

function View({ route, live, writes }) {
  const { view, query } = route;
  if (view === "actors") return html`<${Actors} query=${query} writes=${writes} />`;
  if (view === "letters") return html`<${Letters} writes=${writes} />`;
  if (view === "flow") return html`<${Flow} live=${live} />`;
  if (live.sample) return html`<${Overview} live=${live} />`;
  return live.connection === "failed"
    ? html`<section class="panel"><${Empty} icon="alert" title="No connection">${live.error ?? "The application does not answer."} Trying again.<//></section>`
    : html`<div class="cards ghosts" aria-label="Loading">${[1, 2, 3, 4, 5].map((key) => html`<div key=${key} class="card ghost"></div>`)}</div>`;
}

function App() {
  const route = useRoute();
  const live = useLive();
  const [writes, setWrites] = useState(false);
  useEffect(() => {
    start();
    begin().then((session) => setWrites(session.writes), () => {});
  }, []);
  const name = VIEWS.find(({ view }) => view === route.view)?.name ?? "Overview";
  useEffect(() => {
    document.title = [route.query.path?.split("/").pop(), name, live.sample?.system.name ?? "nact"].filter(Boolean).join(" · ");
  });
  return html`<${Head} view=${route.view} live=${live} />
    <main tabindex="-1" class=${live.connection === "lost" ? "stale" : ""}>
      <h1 class="unseen">${name}</h1>
      <${Banner} live=${live} /><${Stopped} live=${live} />
      <${View} route=${route} live=${live} writes=${writes} />
    </main>`;
}

render(html`<${App} />`, document.getElementById("app"));

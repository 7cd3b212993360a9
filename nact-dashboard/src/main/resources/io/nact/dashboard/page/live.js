import { useEffect, useState } from "./lib.js";
import { ask } from "./server.js";

// The stream of samples, and what has been seen of it: two minutes, of the whole and of each type.
const SAMPLES = 120;
const SILENCE = 3500;

// The server ends each stream after some minutes, to ask anew who may look: that is no loss. One that ends sooner is.
const LONG = 60000;

const listeners = new Set();
let source = null;
let silence = null;
let retry = null;
let paused = false;
let state = { connection: "connecting", sample: null, total: [], types: new Map(), dispatchers: new Map(), error: null };

function change(next) {
  state = { ...state, ...next };
  listeners.forEach((listener) => listener(state));
}

function keep(points, point) {
  const kept = points.length >= SAMPLES ? points.slice(points.length - SAMPLES + 1) : points.slice();
  kept.push(point);
  return kept;
}

const byName = (known, now, at) =>
  new Map(now.map((point) => [point.name, keep(known.get(point.name) ?? [], { at, ...point })]));

function take(sample) {
  const types = byName(state.types, sample.types, sample.at);
  const dispatchers = byName(state.dispatchers, sample.dispatchers, sample.at);
  const { total, system } = sample;
  const all = keep(state.total, { at: sample.at, ...total, waiting: system.waiting, actors: system.actors });
  change({ connection: "live", error: null, sample, types, dispatchers, total: all });
}

function lost(error) {
  if (!paused) change({ connection: state.sample ? "lost" : "failed", error });
}

function watchSilence() {
  clearTimeout(silence);
  silence = setTimeout(() => {
    lost(null);
    open();
  }, SILENCE);
}

function open() {
  close();
  const opened = Date.now();
  source = new EventSource("stream", { withCredentials: true });
  watchSilence();
  source.addEventListener("sample", (event) => {
    watchSilence();
    take(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    close();
    if (state.connection === "live" && Date.now() - opened > LONG) {
      open();
      return;
    }
    lost(state.error);
    retry = setTimeout(open, 1500);
    tellWhy();
  });
}

// The stream does not tell why it is not there; a plain request does.
async function tellWhy() {
  let why = null;
  try {
    const { full } = await ask("session");
    if (full) why = "As many look at it already as can at once, a hundred.";
  } catch (error) {
    if (error.status) why = error.message;
  }
  if (state.connection !== "live") lost(why);
}

function close() {
  clearTimeout(silence);
  clearTimeout(retry);
  source?.close();
  source = null;
}

export function start() {
  open();
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && !paused && open());
  // Nobody looks at a hidden page, and then it must cost nothing.
  document.addEventListener("visibilitychange", () => {
    if (paused) return;
    if (document.hidden) close();
    else open();
  });
}

export function pause(wanted) {
  paused = wanted;
  if (paused) {
    close();
    change({ connection: "paused" });
  } else {
    change({ connection: "connecting" });
    open();
  }
}

export const isPaused = () => paused;

export function useLive() {
  const [current, setCurrent] = useState(state);
  useEffect(() => {
    listeners.add(setCurrent);
    setCurrent(state);
    return () => listeners.delete(setCurrent);
  }, []);
  return current;
}

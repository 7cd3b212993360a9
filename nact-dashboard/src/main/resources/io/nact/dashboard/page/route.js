import { useEffect, useState } from "./lib.js";

// Where the page is: "#/actors?path=…". A part of the address, so that it can be kept, sent and gone back to.
export function here() {
  const [view, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { view: view || "overview", query: Object.fromEntries(new URLSearchParams(query ?? "")) };
}

// The document has a base, hence the address of the page itself in front of the hash.
export function to(view, query = {}) {
  const text = new URLSearchParams(query).toString();
  return `${location.pathname}${location.search}#/${view === "overview" ? "" : view}${text ? `?${text}` : ""}`;
}

export function go(view, query) {
  location.hash = to(view, query).split("#")[1];
}

export const toActor = (path) => to("actors", { path });

export function useRoute() {
  const [route, setRoute] = useState(here);
  useEffect(() => {
    const changed = () => setRoute(here());
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return route;
}

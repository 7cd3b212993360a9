import { html, useEffect, useRef, useState } from "./lib.js";
import { rows, useBranches } from "./branches.js";
import { count } from "./format.js";
import { toActor } from "./route.js";
import { Empty, Icon, nameOf, Status } from "./ui.js";

export function Waiting({ depth }) {
  return depth > 0 && html`<span class="waits" title="messages that wait">${count(depth)}</span>`;
}

function Branch({ row, chosen, focused, tree, focus }) {
  const { actor, level } = row;
  const open = tree.open.has(actor.path);
  const folds = actor.children > 0;
  const turn = (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (open) tree.fold(actor.path);
    else tree.unfold(actor.path);
  };
  return html`<li role="treeitem" id=${`node-${actor.path}`} aria-level=${level} aria-setsize=${row.of} aria-posinset=${row.place}
    aria-selected=${chosen} aria-expanded=${folds ? open : undefined} tabindex=${focused ? 0 : -1} style=${{ "--level": level - 1 }}
    class="node" onFocus=${() => focus(row.key)} onClick=${() => (location.href = toActor(actor.path))}>
    <span class=${`twist ${folds ? "" : "none"}`} aria-hidden="true" onClick=${folds ? turn : undefined}><${Icon} name="chevron" /></span>
    <span class="ellipsis node-name" title=${nameOf(actor.path)}>${nameOf(actor.path)}</span>
    ${actor.children > 0 && html`<span class="children">${count(actor.children)}</span>`}
    <${Waiting} depth=${actor.depth} />
    ${actor.status !== "idle" && html`<${Status} status=${actor.status} />`}
  </li>`;
}

function More({ row, focused, tree, focus }) {
  return html`<li role="treeitem" aria-level=${row.level} tabindex=${focused ? 0 : -1} class="node more" style=${{ "--level": row.level - 1 }}
    onFocus=${() => focus(row.key)} onClick=${() => tree.more(row.path)}>
    <span class="link">Show more</span> <span class="muted">${count(row.shown)} of ${count(row.total)}</span>
  </li>`;
}

// The tree of actors, opened bit by bit; arrows, Home, End and Enter move as in any tree.
export function Tree({ path }) {
  const tree = useBranches();
  const [focused, focus] = useState(null);
  useEffect(() => path && tree.reveal(path), [path]);
  const list = useRef(null);
  const shown = rows(tree);
  const stops = shown.filter((row) => row.kind !== "note");
  const at = Math.max(0, stops.findIndex((row) => row.key === (focused ?? path)));

  const moveTo = (index) => {
    const next = stops[Math.min(Math.max(index, 0), stops.length - 1)];
    if (!next) return;
    focus(next.key);
    list.current.querySelectorAll("[role=treeitem]")[stops.indexOf(next)].focus();
  };
  const keys = {
    ArrowDown: () => moveTo(at + 1),
    ArrowUp: () => moveTo(at - 1),
    Home: () => moveTo(0),
    End: () => moveTo(stops.length - 1),
    ArrowRight: ({ actor }) => {
      if (!actor?.children) return;
      if (tree.open.has(actor.path)) moveTo(at + 1);
      else tree.unfold(actor.path);
    },
    ArrowLeft: ({ actor, parent }) => {
      if (actor && tree.open.has(actor.path)) tree.fold(actor.path);
      else if (parent) moveTo(stops.findIndex((row) => row.key === parent));
    },
    Enter: (row) => (row.actor ? (location.href = toActor(row.actor.path)) : tree.more(row.path)),
  };
  const pressed = (event) => {
    const act = keys[event.key];
    if (!act || !stops[at]) return;
    event.preventDefault();
    act(stops[at]);
  };

  if (shown.length === 0) return html`<${Empty} title="No actors live">The tree is empty.<//>`;
  return html`<ul role="tree" aria-label="Actors" class="tree" ref=${list} onKeyDown=${pressed}>${shown.map((row) => {
    const same = { key: row.key, row, tree, focus, focused: row === stops[at] };
    if (row.kind === "note") return html`<li key=${row.key} role="none" class="node note" style=${{ "--level": row.level - 1 }}>${row.text}</li>`;
    return row.kind === "more" ? html`<${More} ...${same} />` : html`<${Branch} ...${same} chosen=${row.key === path} />`;
  })}</ul>`;
}

import { useEffect, useState } from "./lib.js";
import { repeat } from "./polled.js";
import { ask } from "./server.js";

// The parts of the tree that have been opened: the pages of each opened path, fetched again every two seconds.
const AGAIN = 2000;

export const ROOT = "";

const load = async (path, pages) => {
  const parts = await Promise.all(
    Array.from({ length: pages }, (ignored, page) => ask("tree", path === ROOT ? { page } : { below: path, page })),
  );
  const children = parts.flatMap((part) => part.actors);
  return { children, pages, total: parts[parts.length - 1].total, error: null };
};

export function useBranches() {
  const [open, setOpen] = useState(new Map([[ROOT, 1]]));
  const [branches, setBranches] = useState(new Map());

  useEffect(() => {
    const look = async (isOver) => {
      for (const [path, pages] of open) {
        let branch;
        try {
          branch = await load(path, pages);
        } catch (error) {
          branch = { children: [], pages, total: 0, error };
        }
        if (isOver()) return;
        setBranches((old) => new Map(old).set(path, branch));
      }
    };
    return repeat(look, AGAIN);
  }, [open]);

  // Opens all above a path, so that it can be seen.
  const reveal = (path) => {
    const start = path.indexOf("/", path.indexOf("://") + 3) + 1;
    const parents = [];
    for (let cut = path.indexOf("/", start); cut > 0; cut = path.indexOf("/", cut + 1)) parents.push(path.slice(0, cut));
    setOpen((old) => (parents.every((parent) => old.has(parent)) ? old : new Map([...parents.map((parent) => [parent, 1]), ...old])));
  };
  const change = (path, pages) => {
    const next = new Map(open);
    if (pages) next.set(path, pages);
    else next.delete(path);
    setOpen(next);
  };
  return {
    open,
    branches,
    reveal,
    unfold: (path) => change(path, 1),
    fold: (path) => change(path, 0),
    more: (path) => change(path, open.get(path) + 1),
  };
}

// The rows that are seen, in their order, each with its depth in the tree.
export function rows({ open, branches }, path = ROOT, level = 1) {
  const branch = branches.get(path);
  if (!branch) return [{ kind: "note", key: `${path} …`, level, text: "Loading" }];
  if (branch.error) return [{ kind: "note", key: `${path} !`, level, text: branch.error.message }];
  const found = [];
  branch.children.forEach((actor, index) => {
    found.push({ kind: "actor", key: actor.path, level, actor, parent: path, place: index + 1, of: branch.total });
    if (open.has(actor.path) && actor.children > 0) found.push(...rows({ open, branches }, actor.path, level + 1));
  });
  if (branch.children.length < branch.total) {
    found.push({ kind: "more", key: `${path} +`, level, path, shown: branch.children.length, total: branch.total });
  }
  return found;
}

import { dagre } from "./lib.js";

// Where the boxes and lines of the map are; made anew only when actors or their acquaintances change, not their rates.
const WIDTH = 184;
const HEIGHT = 54;
const MARGIN = 16;

let known = null;

// No name of a node may be empty.
const key = (name) => `type ${name}`;

export function layout(nodes, edges) {
  const wanted = JSON.stringify([nodes.map(({ name }) => name), edges.map(({ from, to }) => [from, to])]);
  if (known?.wanted === wanted) return known;
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 26, ranksep: 72, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  nodes.forEach(({ name }) => graph.setNode(key(name), { width: WIDTH, height: HEIGHT }));
  edges.filter(({ from, to }) => from !== to).forEach(({ from, to }) => graph.setEdge(key(from), key(to), { width: 46, height: 18, labelpos: "c" }));
  dagre.layout(graph);
  const boxes = new Map(nodes.map(({ name }) => [name, graph.node(key(name))]));
  const lines = new Map(edges.map((edge) => [id(edge), edge.from === edge.to ? loop(boxes.get(edge.from)) : line(graph.edge(key(edge.from), key(edge.to)))]));
  const { width, height } = graph.graph();
  known = { wanted, boxes, lines, width: Math.max(width, 1), height: Math.max(height, 1) };
  return known;
}

export const id = ({ from, to }) => JSON.stringify([from, to]);

function line({ points, x, y }) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  for (let i = 0; i < rest.length - 1; i++) {
    const middle = { x: (rest[i].x + rest[i + 1].x) / 2, y: (rest[i].y + rest[i + 1].y) / 2 };
    path += `Q${rest[i].x} ${rest[i].y} ${middle.x} ${middle.y}`;
  }
  const last = rest[rest.length - 1];
  return { path: `${path}L${last.x} ${last.y}`, x, y };
}

function loop({ x, y, width, height }) {
  const top = y - height / 2;
  const left = x + width / 2 - 40;
  return { path: `M${left} ${top}C${left} ${top - 22} ${left + 28} ${top - 22} ${left + 28} ${top}`, x: left + 14, y: top - 14 };
}

/** The graph of the component's modules and instances, drawn from left to right; what a part is tied to stands out when it is pointed at. */
import type { Graph, GraphNode } from "../../component/graph.ts";
import { fill, h, svg } from "../../dom.ts";
import { count, printable, size } from "../../text.ts";

/** Interfaces have long names, instances have none. */
const WIDTHS = { import: 196, glue: 196, instance: 136, export: 196 } as const;
const HEIGHT = 40;
const GAP_X = 44;
const GAP_Y = 10;
const MARGIN = 6;
/** A graph that is wider than its place gets smaller, down to what can still be read; beyond that it is scrolled. */
const SMALLEST = 0.6;
/** Parts that are drawn. */
const MOST = 400;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Draws `graph` in `parent`. */
export function showGraph(parent: HTMLElement, graph: Graph | undefined): void {
  if (graph === undefined || graph.nodes.length === 0) return fill(parent, h("p", { class: "empty" }, "WIT has no parts to draw."));
  if (graph.nodes.length > MOST) return fill(parent, h("p", { class: "empty" }, `${graph.nodes.length} parts are more than one can look at.`), outline(graph));
  const places = placed(graph);
  const width = Math.max(...places.map(({ x, width }) => x + width)) + MARGIN;
  const height = Math.max(...places.map(({ y }) => y)) + HEIGHT + MARGIN;
  const edges = graph.edges.map((edge) => {
    const [from, to] = [places[edge.from], places[edge.to]];
    if (from === undefined || to === undefined) return undefined;
    const title = `${label(graph, edge.from)} gives ${label(graph, edge.to)} ${edge.names.length === 0 ? "all its exports" : some(edge.names, 30)}`;
    return svg("g", { class: "edge", "data-from": edge.from, "data-to": edge.to },
      svg("title", {}, title),
      svg("path", { d: curve(from, to), "stroke-width": Math.min(4, 1 + Math.log2(1 + edge.names.length) / 2).toFixed(1) }));
  });
  const nodes = graph.nodes.map((node, index) => box(node, places[index] ?? { x: 0, y: 0, width: 0 }, index));
  const drawing = svg("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, style: `width:clamp(${Math.round(width * SMALLEST)}px, 100%, ${width}px)`, role: "img", "aria-label": "How the parts of the component depend on each other; the list below says the same" },
    ...edges, ...nodes);
  const point = (event: Event): void => {
    const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
    const chosen = node?.getAttribute("data-node");
    drawing.classList.toggle("pointed", chosen != null);
    for (const edge of drawing.querySelectorAll(".edge")) {
      edge.classList.toggle("tied", chosen != null && (edge.getAttribute("data-from") === chosen || edge.getAttribute("data-to") === chosen));
    }
  };
  drawing.addEventListener("pointerover", point);
  drawing.addEventListener("pointerleave", point);
  const legend = h("p", { class: "legend" },
    ...(["import", "instance", "glue", "export"] as const).filter((kind) => graph.nodes.some((node) => node.kind === kind)).map((kind) =>
      h("span", { class: `key ${kind}` }, { import: "from the host", instance: "core instance", glue: "glue", export: "exported" }[kind])));
  fill(parent, legend, h("div", { class: "graph-scroll", tabindex: 0, role: "group", "aria-label": "Graph" }, drawing), outline(graph));
}

function box(node: GraphNode, { x, y, width }: Placed, index: number): SVGElement {
  const detail = node.kind === "instance" ? node.detail.replace(/^(\d+) B/, (_, bytes: string) => size(Number(bytes))) : node.detail;
  return svg("g", { class: `node ${node.kind}`, "data-node": index, transform: `translate(${x} ${y})` },
    svg("title", {}, `${printable(node.label)}\n${detail}`),
    svg("rect", { width, height: HEIGHT, rx: 5 }),
    svg("text", { x: 10, y: 18, class: "node-label" }, shortened(printable(node.label), 30)),
    svg("text", { x: 10, y: 33, class: "node-detail" }, detail));
}

/** Columns by layer; in a column, parts stand where those are that they are tied to. */
function placed({ nodes, edges }: Graph): Placed[] {
  const layers: number[][] = [];
  nodes.forEach(({ layer }, index) => (layers[layer] ??= []).push(index));
  const columns = layers.filter((column) => column !== undefined && column.length > 0);
  const tallest = Math.max(...columns.map(({ length }) => length));
  const rows = new Map<number, number>();
  columns.forEach((column, at) => {
    const wanted = (index: number): number => {
      const tied = edges.filter(({ to }) => to === index).flatMap(({ from }) => rows.get(from) ?? []);
      return tied.length === 0 ? 0 : tied.reduce((sum, row) => sum + row, 0) / tied.length;
    };
    const ordered = at === 0 ? column : column.toSorted((a, b) => wanted(a) - wanted(b));
    ordered.forEach((index, row) => rows.set(index, row + (tallest - column.length) / 2));
  });
  const widths = columns.map((column) => Math.max(...column.map((index) => WIDTHS[nodes[index]?.kind ?? "instance"])));
  const starts = widths.map((_, at) => MARGIN + widths.slice(0, at).reduce((sum, width) => sum + width + GAP_X, 0));
  return nodes.map(({ layer, kind }, index) => ({
    x: starts[columns.findIndex((column) => column === layers[layer])] ?? MARGIN,
    y: MARGIN + (rows.get(index) ?? 0) * (HEIGHT + GAP_Y),
    width: WIDTHS[kind],
  }));
}

function curve(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  const bend = Math.max(30, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** The same as a list. */
function outline(graph: Graph): HTMLElement {
  return h("details", { class: "graph-list" },
    h("summary", {}, `As a list: ${count(graph.nodes.length, "part")}, ${count(graph.edges.length, "tie")}`),
    h("ul", {}, ...graph.nodes.slice(0, 2000).map((node, index) => {
      const from = graph.edges.filter(({ to }) => to === index);
      return h("li", {}, `${printable(node.label)} (${node.detail})`,
        from.length === 0 ? null : h("ul", {}, ...from.map((edge) => h("li", {}, `from ${label(graph, edge.from)}: ${edge.names.length === 0 ? "all its exports" : some(edge.names, 200)}`))));
    })));
}

function label(graph: Graph, index: number): string {
  return printable(graph.nodes[index]?.label ?? "");
}

function some(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map(printable).join(", ");
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

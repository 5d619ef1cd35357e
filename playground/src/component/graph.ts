/**
 * The parts of a component as a graph: what the host gives, the core instances in the order in which they come into being, what leaves.
 * It runs from left to right; what a part needs stands left of it.
 */
import type { CoreDef, ModuleRef, Plan } from "./plan.ts";

/** One part. */
export interface GraphNode {
  readonly kind: "import" | "instance" | "export" | "glue";
  readonly label: string;
  /** Facts below the label. */
  readonly detail: string;
  /** The column. */
  readonly layer: number;
  /** Which core module it is an instance of. */
  readonly module?: number;
}

/** What one part gives to another. */
export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** What is given, by name; empty for everything. */
  readonly names: readonly string[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Draws the parts of `plan` together. */
export function graphOf(plan: Plan): Graph {
  const drawing = new Drawing(plan);
  for (const step of plan.steps) {
    if (!("Instantiate" in step)) continue;
    const { instance, module, args } = step.Instantiate;
    drawing.instance(instance, module);
    for (const [from, arg] of args) {
      if ("Instance" in arg) drawing.give(`core ${arg.Instance}`, `core ${instance}`, []);
      else for (const [field, def] of arg.Fields) drawing.define(def, `core ${instance}`, `${from}.${field}`);
    }
  }
  for (const { name, item } of plan.exports) {
    if ("Type" in item || "Class" in item || "Module" in item) continue;
    const functions = "Instance" in item ? item.Instance : [{ name, item }];
    const lifts = functions.flatMap(({ name, item }) => ("Func" in item && "Lifted" in item.Func.source ? [[name, item.Func.source.Lifted] as const] : []));
    drawing.leave(name, lifts);
  }
  return drawing.finished();
}

class Drawing {
  readonly #plan: Plan;
  readonly #nodes = new Map<string, Omit<GraphNode, "layer">>();
  readonly #edges = new Map<string, { from: string; to: string; names: Set<string>; whole: boolean }>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  instance(instance: number, ref: ModuleRef): void {
    if ("Imported" in ref) {
      const label = this.#plan.import_interfaces[ref.Imported]?.name ?? "";
      this.#nodes.set(`core ${instance}`, { kind: "instance", label, detail: "imported core module" });
      return;
    }
    const module = ref.Own;
    const facts = this.#plan.modules[module];
    const bytes = facts === undefined ? 0 : facts.range.end - facts.range.start;
    this.#nodes.set(`core ${instance}`, {
      kind: "instance",
      label: facts?.fused ? "calls between components" : `core module ${module}`,
      detail: facts?.fused ? `${facts.facts.functions} functions` : `${bytes} B, ${facts?.facts.functions ?? 0} functions`,
      module,
    });
  }

  define(def: CoreDef, to: string, name: string): void {
    if ("Export" in def) return this.give(`core ${def.Export.instance}`, to, [name]);
    const trampoline = this.#plan.trampolines[def.Trampoline];
    if (trampoline === undefined || typeof trampoline === "string" || "CannotEnter" in trampoline || "Handle" in trampoline || "Builtin" in trampoline || "NewThread" in trampoline) return;
    if (!("Lower" in trampoline)) {
      this.#nodes.set("glue", { kind: "glue", label: "resource handles", detail: "new, drop and rep, by the glue" });
      return this.give("glue", to, [name]);
    }
    const import_ = this.#plan.imports[trampoline.Lower.import];
    const interface_ = import_ && this.#plan.import_interfaces[import_.interface];
    if (import_ === undefined || interface_ === undefined) return;
    const key = `import ${interface_.name}`;
    if (!this.#nodes.has(key)) {
      this.#nodes.set(key, { kind: "import", label: interface_.name, detail: interface_.sort === "Func" ? "imported function" : "imported interface" });
    }
    this.give(key, to, [import_.name]);
  }

  leave(name: string, lifts: readonly (readonly [string, number])[]): void {
    const key = `export ${name}`;
    this.#nodes.set(key, { kind: "export", label: name, detail: lifts.length === 1 ? "1 function" : `${lifts.length} functions` });
    for (const [function_, lift] of lifts) {
      const callee = this.#plan.core_funcs[this.#plan.lifts[lift]?.callee ?? -1];
      if (callee !== undefined && "Export" in callee) this.give(`core ${callee.Export.instance}`, key, [function_]);
    }
  }

  give(from: string, to: string, names: readonly string[]): void {
    const key = JSON.stringify([from, to]);
    const edge = this.#edges.get(key) ?? { from, to, names: new Set<string>(), whole: false };
    for (const name of names) edge.names.add(name);
    edge.whole ||= names.length === 0;
    this.#edges.set(key, edge);
  }

  finished(): Graph {
    const layers = new Map<string, number>();
    // Instances come in an order in which each finds what it needs, so one pass is enough.
    for (const [key, { kind }] of this.#nodes) {
      if (kind === "import" || kind === "glue") layers.set(key, 0);
      if (kind !== "instance") continue;
      const before = [...this.#edges.values()].filter(({ to }) => to === key).map(({ from }) => layers.get(from) ?? 0);
      layers.set(key, 1 + Math.max(0, ...before));
    }
    const last = 1 + Math.max(0, ...layers.values());
    const keys = [...this.#nodes.keys()];
    return {
      nodes: [...this.#nodes].map(([key, node]) => ({ ...node, layer: layers.get(key) ?? last })),
      edges: [...this.#edges.values()].map(({ from, to, names, whole }) => ({
        from: keys.indexOf(from),
        to: keys.indexOf(to),
        names: whole ? [] : [...names],
      })),
    };
  }
}

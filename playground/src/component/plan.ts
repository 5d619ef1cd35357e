/** The transpiler's plan as JSON has it: the part of `transpiler/src/plan.rs` that the page reads. */

/** An enumeration of Rust: a name alone, or a name with what it holds. */
export type Tagged<T extends Record<string, unknown>> = { [K in keyof T]: { readonly [P in K]: T[K] } }[keyof T];

type Scalar = "Bool" | "F32" | "F64" | "Char" | "String";

/** A value type; parts are indices into the table. */
export type PlanType =
  | Scalar
  | Tagged<{
    Int: string;
    List: number;
    FixedList: readonly [element: number, length: number];
    Map: readonly [key: number, value: number];
    Record: readonly (readonly [name: string, type: number])[];
    Tuple: readonly number[];
    Variant: readonly (readonly [name: string, type: number | null])[];
    Enum: readonly string[];
    Option: number;
    Result: readonly [ok: number | null, err: number | null];
    Flags: readonly string[];
    Own: number;
    Borrow: number;
  }>;

export interface FuncType {
  readonly params: readonly (readonly [name: string, type: number])[];
  readonly result: number | null;
  readonly is_async: boolean;
}

export type FuncKind =
  | "Plain"
  | Tagged<{ Constructor: string; Method: readonly [string, string]; Static: readonly [string, string] }>;

type TypeExport = Tagged<{ Resource: number; Value: number }>;

export interface PlanExport {
  readonly name: string;
  readonly item: Tagged<{
    Func: { readonly source: Tagged<{ Lifted: number; Imported: number }>; readonly kind: FuncKind; readonly ty: FuncType };
    Instance: readonly PlanExport[];
    Type: TypeExport;
    Class: number;
    Module: ModuleRef;
  }>;
}

/** A core module: the component's own, or an import. */
export type ModuleRef = Tagged<{ Own: number; Imported: number }>;

export interface CoreExport {
  readonly instance: number;
  readonly name: string;
}

export type CoreDef = Tagged<{ Export: CoreExport; Trampoline: number }>;

export type CoreArg = Tagged<{ Instance: number; Fields: readonly (readonly [string, CoreDef])[] }>;

export type Step = Tagged<{
  Instantiate: { readonly instance: number; readonly module: ModuleRef; readonly args: readonly (readonly [string, CoreArg])[] };
  ExtractMemory: number;
  ExtractFunc: number;
}>;

export interface Plan {
  readonly modules: readonly {
    readonly range: { readonly start: number; readonly end: number };
    readonly facts: { readonly functions: number };
    readonly fused?: object | null;
  }[];
  readonly steps: readonly Step[];
  readonly types: { readonly types: readonly PlanType[] };
  readonly core_funcs: readonly CoreDef[];
  readonly trampolines: readonly ("Unreachable" | "FusedTrap" | "OpenCall" | "CloseCall" | "Gate" | Tagged<{
    Lower: { readonly import: number };
    ResourceNew: { readonly resource: number };
    ResourceDrop: { readonly resource: number };
    ResourceRep: { readonly resource: number };
    CannotEnter: { readonly instance: number };
    Handle: { readonly resource: number; readonly instance: number };
    Builtin: { readonly instance: number };
    NewThread: { readonly callee: number };
  }>)[];
  readonly imports: readonly { readonly interface: number; readonly name: string; readonly kind: FuncKind; readonly ty: FuncType }[];
  readonly import_interfaces: readonly {
    readonly name: string;
    readonly around: number | null;
    readonly sort: "Instance" | "Func" | "Resource" | Tagged<{ Module: readonly (readonly [string, string])[] }>;
    readonly funcs: readonly (readonly [string, FuncType])[];
    readonly types: readonly (readonly [string, TypeExport])[];
  }[];
  readonly resources: readonly Tagged<{ Imported: { readonly interface: number; readonly name: string }; Defined: { readonly instance: number } }>[];
  readonly lifts: readonly { readonly callee: number; readonly ty: FuncType }[];
  readonly exports: readonly PlanExport[];
}

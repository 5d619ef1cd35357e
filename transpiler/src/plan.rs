//! The plan: what has to happen, in order, for a component to run.
//!
//! `link` writes it, `emit` and `dts` read it, and nothing else passes between the two halves. All indices are
//! resolved, all aliases followed, all types interned; what is left is a linear list of steps plus tables that the
//! steps refer to by id. The plan holds plain data only (no references into the component, no handles of a parser),
//! so it can be serialised. What it does not hold is the code of the core modules: only where each one lies.

use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::abi::Core;
pub use crate::border::{
    Export, ExportItem, ExportedInstance, FuncKind, FuncSource, Import, ImportSort, Interface, TypeExport,
};
use crate::feature::Feature;
pub use crate::value_type::ResourceId;
use crate::value_type::{FuncType, Types};

/// Declares a newtype index into one of the plan's tables.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A core module, see [`Plan::modules`].
    ModuleId,
    /// A core instance made by a [`Step::Instantiate`].
    CoreInstanceId,
    /// A memory that glue reads or writes, see [`Plan::memories`].
    MemoryId,
    /// A core function that glue calls, see [`Plan::core_funcs`].
    CoreFuncId,
    /// A function that core code calls, see [`Plan::trampolines`].
    TrampolineId,
    /// A function of the host, see [`Plan::imports`].
    ImportId,
    /// A lifted function, see [`Plan::lifts`].
    LiftId,
    /// A component instance: what has a handle table and a may-leave flag of its own.
    InstanceId,
}

/// Everything that `emit` needs.
#[derive(Debug, Default, Clone, Serialize)]
pub struct Plan {
    /// The core modules that are instantiated, in order of first use.
    pub modules: Vec<Module>,
    /// What happens at instantiation, in order.
    pub steps: Vec<Step>,
    /// Interned value types.
    pub types: Types,
    /// Memories that glue touches.
    pub memories: Vec<CoreExport>,
    /// Core functions that glue calls.
    pub core_funcs: Vec<CoreDef>,
    /// Functions made by glue for core modules.
    pub trampolines: Vec<Trampoline>,
    /// Functions that the host provides and some trampoline calls.
    pub imports: Vec<Import>,
    /// Interfaces imported, used or not, in order of declaration.
    pub import_interfaces: Vec<Interface>,
    /// Resource types.
    pub resources: Vec<Resource>,
    /// Lifted functions.
    pub lifts: Vec<Lift>,
    /// What leaves the component, in order.
    pub exports: Vec<Export>,
    /// Number of component instances.
    pub instances: u32,
}

impl Plan {
    /// Whether the threads of an instance use their storage.
    #[must_use]
    pub fn keeps_context(&self, instance: InstanceId) -> bool {
        self.trampolines.iter().any(|trampoline| match trampoline {
            Trampoline::Builtin { builtin, instance: of } => {
                *of == instance && matches!(builtin, Builtin::ContextGet(..) | Builtin::ContextSet(..))
            }
            _ => false,
        })
    }

    /// The calls from component to component.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.modules.iter().flat_map(|module| &module.fused).flat_map(|fused| &fused.calls)
    }
}

/// A core module: inside the component, or written by `fuse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Module {
    /// Byte range in the component; empty for one that `fuse` writes.
    pub range: Range<usize>,
    /// What its code contains.
    pub facts: ModuleFacts,
    /// What `fuse` writes.
    pub fused: Option<Fused>,
}

/// A core module of calls between components. It exports them as `0`, `1` and so on, and so are its imports called, all from
/// the module name ``.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fused {
    /// The core types of what it imports; an instantiation gives the definitions.
    pub imports: Vec<FusedImport>,
    /// The calls.
    pub calls: Vec<Call>,
}

impl Fused {
    /// Whether it reads and writes several memories, which not every engine allows a module.
    #[must_use]
    pub fn has_several_memories(&self) -> bool {
        self.imports.iter().filter(|import| **import == FusedImport::Memory).count() > 1
    }
}

/// Something that a fused module imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum FusedImport {
    /// A linear memory.
    Memory,
    /// A core function.
    Func(CoreType),
    /// [`Trampoline::Gate`]
    Gate,
}

/// The type of a core function.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CoreType {
    /// The parameters.
    pub params: Vec<Core>,
    /// The results.
    pub results: Vec<Core>,
}

/// `canon lower` of a function that another component instance lifts. Numbers are positions among the imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The component-level type.
    pub ty: FuncType,
    /// The core function that is lifted.
    pub callee: u32,
    /// What lowers.
    pub from: CallSide,
    /// What lifts.
    pub to: CallSide,
    /// `post-return` of what lifts.
    pub post_return: Option<u32>,
    /// [`Trampoline::FusedTrap`], where something is checked.
    pub trap: Option<u32>,
    /// What becomes of the handles among its values.
    pub handles: CallHandles,
}

/// What glue does with the handles of a call. Numbers are positions among the imports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CallHandles {
    /// Each move once.
    pub moves: Vec<(HandleMove, u32)>,
    /// [`Trampoline::OpenCall`] and [`Trampoline::CloseCall`], where handles are on loan to the call.
    pub scope: Option<(u32, u32)>,
}

/// What becomes of a handle on one side of a call from component to component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct HandleMove {
    /// What is done.
    pub act: HandleAct,
    /// With handles of this type.
    pub resource: ResourceId,
    /// In the table of this instance.
    pub instance: InstanceId,
    /// Glue carries what is lifted, first in, first out, until it is lowered: it is an object of the host's, or one of a list. Else it is a representation
    /// in a variable of wasm.
    pub carried: bool,
}

/// One half of a handle's way from table to table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum HandleAct {
    /// CanonicalABI.md#loading (`lift_own`)
    LiftOwn,
    /// CanonicalABI.md#loading (`lift_borrow`); nothing in the call could take it meanwhile.
    LiftBorrow,
    /// The same where the call also takes an `own` of the type, so that loans count.
    Lend,
    /// CanonicalABI.md#storing (`lower_own`)
    LowerOwn,
    /// CanonicalABI.md#storing (`lower_borrow`)
    LowerBorrow,
}

/// One side of a call: an instance and its canonical options. Numbers are positions among the imports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallSide {
    /// The instance.
    pub instance: InstanceId,
    /// It can call out, so the gate has to be shut while its `realloc` or `post-return` runs.
    pub leaves: bool,
    /// It has a `realloc` or `post-return`, during which it must not call out.
    pub barred: bool,
    /// String encoding.
    pub encoding: Encoding,
    /// `memory`
    pub memory: Option<u32>,
    /// `realloc`
    pub realloc: Option<u32>,
}

/// What one pass over a core module found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ModuleFacts {
    /// The module can catch exceptions.
    pub handlers: bool,
    /// The module can throw exceptions.
    pub throws: bool,
    /// The module is an interpreter on `wit-dylib`, or the bindings of one: their allocators give blocks and let none grow.
    pub wit_dylib: bool,
    /// What it uses that not every engine has.
    pub features: BTreeSet<Feature>,
    /// Number of memories, imported ones included.
    pub memories: u32,
    /// What it imports, as module name and name, in order.
    pub imports: Vec<(String, String)>,
    /// Number of defined functions.
    pub functions: u32,
}

/// Where a core module comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ModuleRef {
    /// It is the component's own.
    Own(ModuleId),
    /// The host gives it, see [`Plan::import_interfaces`].
    Imported(u32),
}

/// One step of instantiation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Step {
    /// Instantiate `module` as `instance` with these imports: module name → what provides its fields.
    Instantiate {
        /// The instance that comes into being.
        instance: CoreInstanceId,
        /// Of this module.
        module: ModuleRef,
        /// The imports, grouped by module name, in order.
        args: Vec<(String, CoreArg)>,
    },
    /// From here on the memory is known.
    ExtractMemory(MemoryId),
    /// From here on the core function is known.
    ExtractFunc(CoreFuncId),
}

/// An export of a core instance.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CoreExport {
    /// The instance.
    pub instance: CoreInstanceId,
    /// The export's name, any string.
    pub name: String,
}

/// A core item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum CoreDef {
    /// Exported by a core instance.
    Export(CoreExport),
    /// Made by glue.
    Trampoline(TrampolineId),
}

/// What provides the imports from one module name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum CoreArg {
    /// All that a core instance exports.
    Instance(CoreInstanceId),
    /// Definitions by field name, in order.
    Fields(Vec<(String, CoreDef)>),
}

impl CoreArg {
    /// The definitions that are passed one by one.
    #[must_use]
    pub fn fields(&self) -> &[(String, CoreDef)] {
        match self {
            Self::Instance(_) => &[],
            Self::Fields(fields) => fields,
        }
    }
}

/// How strings lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize)]
pub enum Encoding {
    /// `utf8`
    #[default]
    Utf8,
    /// `utf16`
    Utf16,
    /// `latin1+utf16`
    CompactUtf16,
}

/// The canonical options of a lift or lower (`CanonicalABI.md#canonical-abi-options`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CanonOptions {
    /// The component instance that lifts or lowers.
    pub instance: InstanceId,
    /// String encoding.
    pub encoding: Encoding,
    /// `memory`
    pub memory: Option<MemoryId>,
    /// `realloc`
    pub realloc: Option<CoreFuncId>,
    /// `post-return`
    pub post_return: Option<CoreFuncId>,
}

/// A function that core code calls and glue provides: a canonical built-in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum Trampoline {
    /// `canon lower` of a host function.
    Lower {
        /// The host function.
        import: ImportId,
        /// Its options.
        options: CanonOptions,
    },
    /// `canon resource.new`
    ResourceNew {
        /// Of this type.
        resource: ResourceId,
        /// In the table of this instance.
        instance: InstanceId,
    },
    /// `canon resource.drop`
    ResourceDrop {
        /// Of this type.
        resource: ResourceId,
        /// In the table of this instance.
        instance: InstanceId,
    },
    /// `canon resource.rep`
    ResourceRep {
        /// Of this type.
        resource: ResourceId,
        /// In the table of this instance.
        instance: InstanceId,
    },
    /// `canon lower` of a function of another component whose core function does nothing but trap.
    Unreachable,
    /// `canon lower` of a function that nobody provides. `link` writes none: who provides what depends on the options.
    Absent {
        /// Index in [`Plan::import_interfaces`].
        interface: u32,
        /// The function's name as in the component.
        name: String,
        /// The component instance that lowers it.
        instance: InstanceId,
    },
    /// `canon lower` of a function that the instance itself, one around it or one inside it lifts: always a trap, as the reference suite has it.
    CannotEnter {
        /// The instance that lowers.
        instance: InstanceId,
    },
    /// A canonical built-in of tasks and threads.
    Builtin {
        /// Which.
        builtin: Builtin,
        /// The instance that calls it.
        instance: InstanceId,
    },
    /// A core function that fused calls enter: it begins a thread, and then is the core function.
    NewThread {
        /// The core function.
        callee: CoreFuncId,
        /// Its instance.
        instance: InstanceId,
    },
    /// What a fused module calls to trap with a text: a number → never returns.
    FusedTrap,
    /// What a fused module calls for a handle: index → representation, or representation → index; less what glue carries.
    Handle(HandleMove),
    /// What a fused module calls where a call that borrows begins.
    OpenCall,
    /// What it calls when the result has been lifted: traps unless all borrows were dropped.
    CloseCall,
    /// The global that is 1 while a `realloc` or `post-return` runs of an instance that takes part in fused calls: the `may_leave` that wasm sees. One is
    /// enough for all instances, since meanwhile none runs but the one whose function it is.
    Gate,
}

impl Trampoline {
    /// The instance that calls out by it.
    #[must_use]
    pub fn instance(&self) -> Option<InstanceId> {
        match self {
            Self::Lower { options, .. } => Some(options.instance),
            Self::ResourceNew { instance, .. }
            | Self::ResourceDrop { instance, .. }
            | Self::ResourceRep { instance, .. }
            | Self::Absent { instance, .. }
            | Self::Builtin { builtin: Builtin::Untranslated(_), instance }
            | Self::CannotEnter { instance } => Some(*instance),
            Self::Builtin { .. }
            | Self::NewThread { .. }
            | Self::Unreachable
            | Self::FusedTrap
            | Self::Handle(_)
            | Self::OpenCall
            | Self::CloseCall
            | Self::Gate => None,
        }
    }
}

/// A canonical built-in that mentions no type and no function of the component's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Builtin {
    /// `canon context.get` of a slot, 32 bits
    ContextGet(u32),
    /// `canon context.set` of a slot, 32 bits
    ContextSet(u32),
    /// `canon backpressure.inc`
    BackpressureInc,
    /// `canon backpressure.dec`
    BackpressureDec,
    /// One that this version does not have, by its name in the spec. A component may import it; calling it is an error.
    Untranslated(&'static str),
}

impl Builtin {
    /// Its name in the spec.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ContextGet(..) => "context.get",
            Self::ContextSet(..) => "context.set",
            Self::BackpressureInc => "backpressure.inc",
            Self::BackpressureDec => "backpressure.dec",
            Self::Untranslated(name) => name,
        }
    }
}

/// A resource type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Resource {
    /// Provided by the host.
    Imported {
        /// Index in [`Plan::import_interfaces`].
        interface: u32,
        /// Its name there, e.g. `input-stream`.
        name: String,
    },
    /// Defined by the component.
    Defined {
        /// The instance that defines it.
        instance: InstanceId,
        /// Called with the representation when the last owner lets go.
        dtor: Option<CoreFuncId>,
    },
}

/// A function of the component that the host calls: `canon lift`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lift {
    /// The core function.
    pub callee: CoreFuncId,
    /// The component-level type.
    pub ty: FuncType,
    /// The options.
    pub options: CanonOptions,
}

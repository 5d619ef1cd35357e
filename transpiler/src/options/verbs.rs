//! The verbs and their positional arguments, with the notes of their help.

/// What the program can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Component → files.
    Transpile,
    /// Component or WIT → declarations.
    Types,
    /// Components → one component.
    Compose,
    /// Run a command component.
    Run,
    /// Describe a component.
    Inspect,
    /// Print the page of a diagnostic code.
    Explain,
}

/// One verb.
#[derive(Debug, Clone, Copy)]
pub struct VerbSpec {
    /// Which.
    pub verb: Verb,
    /// Its name.
    pub name: &'static str,
    /// One line for the list of verbs.
    pub help: &'static str,
    /// Its positional arguments.
    pub arguments: &'static [ArgumentSpec],
    /// What else its help says, at the end; empty for nothing.
    pub notes: &'static str,
}

/// One positional argument.
#[derive(Debug, Clone, Copy)]
pub struct ArgumentSpec {
    /// Name in help texts.
    pub name: &'static str,
    /// What it is.
    pub help: &'static str,
    /// How many.
    pub count: Count,
}

/// How many values a positional argument has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Exactly one.
    One,
    /// None or one.
    Optional,
    /// All that follow, dashes included.
    Rest,
}

const COMPONENT: ArgumentSpec =
    ArgumentSpec { name: "COMPONENT", help: "The component's file, or - for stdin", count: Count::One };

const COMPOSE_NOTES: &str = "\
With --plug, what INPUT imports is taken from what the plugs export: by name, of a compatible version (a:b/c@0.2.0 and @0.2.6), if the type fits. What no \
plug exports stays an import.

Without --plug, INPUT is a composition in the language WAC. A package a:b that it mentions is what --dep names, or a/b.wasm in the folder of --deps-dir \
(a/b/1.0.0.wasm for a:b@1.0.0): a component or WIT, in binary form or as text; a folder there is WIT.";

const RUN_NOTES: &str = "\
The command sees the folders, variables and arguments that are named here, the standard streams, clocks and random numbers, and nothing else.

Exit codes: the command's own; without one, 0 or 1 as its `run` or `exit` says, and 134 after a trap. What --invoke calls ends with 0 \
whatever it returns, and its result is printed. 1 if the component or the machine is at fault, 2 if the command line is. A signal ends the run \
as it ends any program; so does SIGPIPE, when nobody reads its output any more.

The environment variable WEFT_NODE names the Node to run in, 20 or newer [default: node].";

/// The verbs, in the order of the help.
pub const VERBS: &[VerbSpec] = &[
    VerbSpec {
        verb: Verb::Transpile,
        name: "transpile",
        help: "Split a component into core modules, JavaScript and type declarations",
        arguments: &[COMPONENT],
        notes: "",
    },
    VerbSpec {
        verb: Verb::Types,
        name: "types",
        help: "Write type declarations alone, of a component or of WIT",
        arguments: &[ArgumentSpec {
            name: "INPUT",
            help: "A component, a WIT file, or a folder with WIT and its `deps`; - for stdin",
            count: Count::One,
        }],
        notes: "",
    },
    VerbSpec {
        verb: Verb::Compose,
        name: "compose",
        help: "Make one component of several that use each other",
        arguments: &[ArgumentSpec {
            name: "INPUT",
            help: "The component that the plugs are for, or a composition (WAC); - for stdin",
            count: Count::One,
        }],
        notes: COMPOSE_NOTES,
    },
    VerbSpec {
        verb: Verb::Run,
        name: "run",
        help: "Run a command component (wasi:cli/run) in Node",
        arguments: &[
            ArgumentSpec { name: "COMPONENT", help: "The component's file", count: Count::One },
            ArgumentSpec { name: "ARGS", help: "Arguments of the command", count: Count::Rest },
        ],
        notes: RUN_NOTES,
    },
    VerbSpec {
        verb: Verb::Inspect,
        name: "inspect",
        help: "Describe a component: what it imports and exports",
        arguments: &[COMPONENT],
        notes: "",
    },
    VerbSpec {
        verb: Verb::Explain,
        name: "explain",
        help: "Explain a diagnostic code, or list all",
        arguments: &[ArgumentSpec { name: "CODE", help: "The code, e.g. not-wasm", count: Count::Optional }],
        notes: "",
    },
];

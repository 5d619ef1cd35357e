//! Whole components, composed at random: definitions nested in each other, instantiated several times, connected in every way.
//!
//! All import functions from an instance and export functions of the same types: some pass on what they get in a core module
//! ([`component`](crate::component)), some only hold others. What an instance imports are functions of earlier instances, each from a random one; so a
//! call from outside goes through any number of components, and what it carries through as many memories and encodings.

use crate::component::{Encoding, INTERFACE, Named, Proxy, aligned};
use crate::random::Random;
use std::fmt::Write;

/// How deep definitions nest.
const DEEPEST: usize = 3;

/// What the outermost component is called in the text.
const TOP: &str = "Top";

/// A component that imports functions called `f0`, `f1`, … and exports them again; of the proxies only the types are taken.
#[must_use]
pub fn composition(random: &mut Random, proxies: &[Proxy]) -> String {
    let mut types = Named::default();
    let funcs = proxies.iter().enumerate().map(|(i, proxy)| (format!("f{i}"), types.func(&proxy.func))).collect();
    let (inside, _) = Composer { random, proxies, types, funcs }.holder(TOP, 0, &[]);
    format!("(component ${TOP}\n{inside})\n")
}

/// A component that is defined in another.
#[derive(Clone)]
struct Definition {
    /// The component in which it is defined.
    parent: String,
    name: String,
    /// Whether its functions are exported in an instance.
    packed: bool,
}

struct Composer<'a> {
    random: &'a mut Random,
    proxies: &'a [Proxy],
    types: Named,
    funcs: Vec<(String, String)>,
}

impl Composer<'_> {
    /// The inside of a component that passes on in a core module.
    fn proxy(&mut self) -> String {
        let mut proxies = self.proxies.to_vec();
        for proxy in &mut proxies {
            proxy.encoding = *self.random.pick(&Encoding::ALL);
            proxy.post_return = self.random.once_in(3);
        }
        let text = aligned(&proxies, 2);
        text.trim_start_matches("(component\n").trim_end_matches(")\n").to_string() + ")\n"
    }

    /// The inside of a component that holds definitions and instances of them and of those around it, and whether it exports an instance.
    fn holder(&mut self, name: &str, depth: usize, around: &[Definition]) -> (String, bool) {
        let mut out = String::new();
        let named: Vec<(String, &str)> = self.funcs.iter().map(|(name, ty)| (name.clone(), ty.as_str())).collect();
        self.types.imported(&mut out, &named);
        let mut definitions = around.to_vec();
        for i in 0..1 + self.random.below(2) {
            let own = format!("{name}-{i}");
            let (inside, packed) = if depth < DEEPEST && self.random.once_in(2) {
                self.holder(&own, depth + 1, &definitions)
            } else {
                (self.proxy(), false)
            };
            let _ = writeln!(out, "(component ${own}\n{inside})");
            definitions.push(Definition { parent: name.to_string(), name: own, packed });
        }
        let packed = depth > 0 && self.random.once_in(3);
        self.instances(&mut out, name, &definitions, packed);
        (out, packed)
    }

    /// Instances of these definitions, and the exports.
    fn instances(&mut self, out: &mut String, name: &str, definitions: &[Definition], packed: bool) {
        // What stands before the name of a function, for each instance that has them all.
        let mut sources: Vec<String> = Vec::new();
        for k in 0..1 + self.random.below(3) {
            let Definition { parent, name: definition, packed } = self.random.pick(definitions).clone();
            let mut component = format!("${definition}");
            if parent != name {
                component = format!("$outer{k}");
                let _ = writeln!(out, "  (alias outer ${parent} ${definition} (component {component}))");
            }
            let import = if self.random.once_in(4) { "$host".to_string() } else { self.pack(out, k, &sources, true) };
            let _ = writeln!(
                out,
                "  (instance $n{k} (instantiate {component} (with \"{INTERFACE}\" (instance {import}))))"
            );
            sources.push(if packed { format!("$n{k} \"packed\"") } else { format!("$n{k}") });
        }
        if packed {
            let all = self.pack(out, sources.len(), &sources, false);
            let _ = writeln!(out, "  (export \"packed\" (instance {all}))");
            return;
        }
        for i in 0..self.funcs.len() {
            let source = self.random.pick(&sources);
            let _ = writeln!(out, "  (export \"f{i}\" (func {source} \"f{i}\"))");
        }
    }

    /// An instance of functions from these sources, and from the host if it may be.
    fn pack(&mut self, out: &mut String, k: usize, sources: &[String], may_be_host: bool) -> String {
        let _ = writeln!(out, "  (instance $p{k}");
        for i in 0..self.types.definitions.len() {
            let _ = writeln!(out, "    (export \"t{i}\" (type $t{i}))");
        }
        for i in 0..self.funcs.len() {
            let at = self.random.below(sources.len() + usize::from(may_be_host));
            let func = sources.get(at).map_or(format!("$f{i}"), |source| format!("{source} \"f{i}\""));
            let _ = writeln!(out, "    (export \"f{i}\" (func {func}))");
        }
        out.push_str("  )\n");
        format!("$p{k}")
    }
}

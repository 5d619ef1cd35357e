//! What a component imports, out of what others export.
//!
//! An import is given the export of its name, or one of a compatible version (`a:b/c@0.2.0` and `@0.2.6`), if its type is a subtype of what is wanted; what
//! nobody exports stays an import of the whole. The rules are those of `wac plug`, with two differences: every import is looked at, so that one export serves several
//! versions; and a plug of which nothing is used is an error, as are two that export the same.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use indexmap::IndexMap;
use semver::Version;
use wac_graph::types::{ItemKind, Package, SubtypeChecker, are_semver_compatible};
use wac_graph::{CompositionGraph, EncodeError, NodeId, PackageId};
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::{Composed, OPTIONS, Part, with_causes};

/// How many names a message lists.
const LISTED: usize = 8;

/// Gives `socket` what the `plugs` export.
///
/// # Errors
/// `compose`: for each plug that has nothing for the socket, with the names on both sides; for an import that two plugs have; for parts whose other imports cannot
/// become one. A plug's export of the right name and the wrong type is a warning, if something else of the plug fits.
pub fn plug(socket: Part, plugs: Vec<Part>) -> Result<Composed, Vec<Diagnostic>> {
    let mut graph = CompositionGraph::new();
    let socket = Member::of(&mut graph, socket, "socket".to_owned())?;
    let plugs =
        plugs.into_iter().enumerate().map(|(index, part)| Member::of(&mut graph, part, format!("plug-{index}")));
    let plugs = plugs.collect::<Result<Vec<_>, _>>()?;
    let Found { matches, warnings } = Found::of(&graph, &socket, &plugs)?;
    build(&mut graph, &socket, &plugs, &matches).map_err(|found| vec![found])?;
    let bytes = graph.encode(OPTIONS).map_err(|error| vec![unfit(&error)])?;
    Ok(Composed { bytes, diagnostics: warnings })
}

/// A component in the graph.
struct Member {
    name: String,
    package: PackageId,
    imports: Vec<(String, ItemKind)>,
    exports: Vec<(String, ItemKind)>,
}

impl Member {
    fn of(graph: &mut CompositionGraph, part: Part, key: String) -> Result<Self, Vec<Diagnostic>> {
        let Part { name, bytes } = part;
        let problem = |message: String| {
            let help = "the component is valid, but what composes components does not read it";
            vec![Diagnostic::new(Code::Compose, message).within(std::slice::from_ref(&name)).help(help)]
        };
        let package = Package::from_bytes(&key, None, bytes, graph.types_mut());
        let package = package.map_err(|error| problem(with_causes(error.as_ref())))?;
        let world = &graph.types()[package.ty()];
        let list =
            |items: &IndexMap<String, ItemKind>| items.iter().map(|(name, kind)| (name.clone(), *kind)).collect();
        let (imports, exports) = (list(&world.imports), list(&world.exports));
        let package = graph.register_package(package).map_err(|error| problem(error.to_string()))?;
        Ok(Self { name, package, imports, exports })
    }
}

/// An import, and the export that it is given.
struct Match<'a> {
    import: &'a str,
    plug: usize,
    export: &'a str,
}

/// What goes where.
struct Found<'a> {
    matches: Vec<Match<'a>>,
    warnings: Vec<Diagnostic>,
}

impl<'a> Found<'a> {
    fn of(graph: &CompositionGraph, socket: &'a Member, plugs: &'a [Member]) -> Result<Self, Vec<Diagnostic>> {
        let mut matches = Vec::new();
        let mut errors = Vec::new();
        let mut misfits = Vec::new();
        let mut used = BTreeSet::new();
        for (import, wanted) in &socket.imports {
            let (mut fitting, reasons) = candidates(graph, (import, *wanted), plugs);
            if fitting.iter().any(|it| it.export == import) {
                fitting.retain(|it| it.export == import);
            }
            let from: BTreeSet<usize> = fitting.iter().map(|it| it.plug).collect();
            if from.len() > 1 {
                errors.push(contested(socket, import, plugs, &from));
            }
            used.extend(from);
            if fitting.is_empty() {
                misfits.extend(reasons.into_iter().map(|(it, reason)| {
                    let found = misfit(socket, plugs, &it, &reason);
                    (it, found)
                }));
            }
            // Of several versions the newest, as hosts choose among theirs.
            matches.extend(fitting.into_iter().max_by_key(|it| version(it.export)));
        }
        for (index, plug) in plugs.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
            if !misfits.iter().any(|(it, _)| it.plug == index) {
                errors.push(idle(plug, socket));
            }
        }
        let (warnings, more): (Vec<_>, _) = misfits.into_iter().partition(|(it, _)| used.contains(&it.plug));
        errors.extend(more.into_iter().map(|(_, found)| found));
        let warnings = warnings.into_iter().map(|(_, found)| found).collect();
        if errors.is_empty() { Ok(Self { matches, warnings }) } else { Err(errors) }
    }
}

/// The plugs' exports whose names fit an import: those whose types do, too, and the others with the reason.
fn candidates<'a>(
    graph: &CompositionGraph,
    (import, wanted): (&'a str, ItemKind),
    plugs: &'a [Member],
) -> (Vec<Match<'a>>, Vec<(Match<'a>, String)>) {
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for (index, plug) in plugs.iter().enumerate() {
        for (export, given) in plug.exports.iter().filter(|(export, _)| are_semver_compatible(export, import)) {
            let found = Match { import, plug: index, export };
            let mut cache = HashSet::new();
            match SubtypeChecker::new(&mut cache).is_subtype(*given, graph.types(), wanted, graph.types()) {
                Ok(()) => fitting.push(found),
                Err(reason) => others.push((found, with_causes(reason.as_ref()))),
            }
        }
    }
    (fitting, others)
}

/// The version that a name ends with.
fn version(name: &str) -> Option<Version> {
    name.split_once('@').and_then(|(_, version)| Version::parse(version).ok())
}

fn build(
    graph: &mut CompositionGraph,
    socket: &Member,
    plugs: &[Member],
    matches: &[Match<'_>],
) -> Result<(), Diagnostic> {
    let whole = graph.instantiate(socket.package);
    let mut instances: BTreeMap<usize, NodeId> = BTreeMap::new();
    for found in matches {
        let Some(plug) = plugs.get(found.plug) else { continue };
        let instance = *instances.entry(found.plug).or_insert_with(|| graph.instantiate(plug.package));
        let export = graph.alias_instance_export(instance, found.export).map_err(|error| unbuilt(&error))?;
        graph.set_instantiation_argument(whole, found.import, export).map_err(|error| unbuilt(&error))?;
    }
    for (name, _) in &socket.exports {
        let export = graph.alias_instance_export(whole, name).map_err(|error| unbuilt(&error))?;
        graph.export(export, name).map_err(|error| unbuilt(&error))?;
    }
    Ok(())
}

/// A plug has an export that goes by the name of an import, and is something else.
fn misfit(socket: &Member, plugs: &[Member], found: &Match<'_>, reason: &str) -> Diagnostic {
    let name = plugs.get(found.plug).map_or("", |plug| plug.name.as_str());
    let Match { import, export, .. } = found;
    let message = format!("{name} exports {export:?}, but not as {} imports {import:?}: {reason}", socket.name);
    Diagnostic::new(Code::Compose, message)
        .help(format!("build both with the same WIT, or plug in what {name} was built for"))
}

/// Several plugs have what one import wants.
fn contested(socket: &Member, import: &str, plugs: &[Member], from: &BTreeSet<usize>) -> Diagnostic {
    let names: Vec<&str> = from.iter().filter_map(|index| plugs.get(*index)).map(|plug| plug.name.as_str()).collect();
    let message = format!("{} imports {import:?}, which several plugs export: {}", socket.name, names.join(", "));
    Diagnostic::new(Code::Compose, message).help("leave one of them away, or say in a composition (WAC) which is meant")
}

/// A plug has nothing that the socket imports.
fn idle(plug: &Member, socket: &Member) -> Diagnostic {
    let message = format!("{} exports nothing that {} imports", plug.name, socket.name);
    let help =
        format!("{} exports {}; {} imports {}", plug.name, listed(&plug.exports), socket.name, listed(&socket.imports));
    Diagnostic::new(Code::Compose, message).help(help)
}

fn listed(items: &[(String, ItemKind)]) -> String {
    let names: Vec<String> = items.iter().take(LISTED).map(|(name, _)| format!("{name:?}")).collect();
    match items.len() {
        0 => "nothing".to_owned(),
        count if count > LISTED => format!("{} and {} more", names.join(", "), count - LISTED),
        _ => names.join(", "),
    }
}

/// Names and types were looked at before, so this is about what the socket exports.
fn unbuilt(error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::new(Code::Compose, with_causes(error))
}

/// The parts' other imports cannot be one.
fn unfit(error: &EncodeError) -> Diagnostic {
    let found = Diagnostic::new(Code::Compose, with_causes(error));
    match error {
        EncodeError::ImportTypeMergeConflict { import, .. } => found.help(format!(
            "several of the components import {import:?}, each with another type: build them with the same version of it, or plug it in"
        )),
        _ => found,
    }
}

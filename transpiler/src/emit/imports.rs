//! The host's side: where each imported interface comes from, and one check that all of it is there.

use std::collections::{HashMap, HashSet};

use super::glue::{Glue, given_resources};
use crate::js::ast::{self, BinaryOp, Expr, Stmt, id};
use crate::js::names::{function_name, is_inherited, upper_camel};
use crate::plan::{FuncKind, ImportSort, Plan, Resource};
use crate::wasi::{self, split_version};

/// What has to be there of each interface, in the notation of the runtime's `requireImport`.
fn members(plan: &Plan) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = vec![Vec::new(); plan.import_interfaces.len()];
    let mut seen: HashSet<(u32, String)> = HashSet::new();
    let mut add = |interface: u32, member: String| {
        if seen.insert((interface, member.clone()))
            && let Some(members) = out.get_mut(interface as usize)
        {
            members.push(member);
        }
    };
    let mut classes: HashSet<(u32, String)> = HashSet::new();
    let sort = |index: u32| plan.import_interfaces.get(index as usize).map(|interface| &interface.sort);
    for import in &plan.imports {
        let is_class = sort(import.interface) == Some(&ImportSort::Resource);
        let class = |class: &String| if is_class { String::new() } else { format!("{}.", upper_camel(class)) };
        let member = match &import.kind {
            FuncKind::Plain => function_name(&import.name),
            FuncKind::Constructor(_) if is_class => continue,
            FuncKind::Constructor(class) => upper_camel(class),
            FuncKind::Static(of, name) => format!("{}{}", class(of), function_name(name)),
            FuncKind::Method(of, name) => format!("{}prototype.{}", class(of), function_name(name)),
        };
        if let Some(class) = import.kind.class() {
            classes.insert((import.interface, upper_camel(class)));
        }
        add(import.interface, member);
    }
    for resource in given_resources(plan) {
        if let Some(Resource::Imported { interface, name }) = plan.resources.get(resource.index()) {
            let class = upper_camel(name);
            if sort(*interface) != Some(&ImportSort::Resource) && !classes.contains(&(*interface, class.clone())) {
                add(*interface, class);
            }
        }
    }
    out
}

/// The name of an import behind those of the instances around it, as errors have it.
fn path_of(plan: &Plan, index: usize) -> String {
    let Some(import) = plan.import_interfaces.get(index) else { return String::new() };
    match import.around {
        Some(around) => format!("{}#{}", path_of(plan, around as usize), import.name),
        None => import.name.clone(),
    }
}

/// Calls that look whether what is called `local` is what the component takes, without the list of what is missing.
fn checks(sort: &ImportSort, members: &[String], name: &Expr, local: &str) -> Vec<(&'static str, Vec<Expr>)> {
    let (name, local) = (name.clone(), id(local));
    let inherited = |member: &&str| is_inherited(member.rsplit('.').next().unwrap_or(member));
    let all = || members.iter().map(String::as_str);
    let (own, given) = (all().filter(|member| !inherited(member)), all().filter(inherited));
    let checks = [("requireImport", own.collect()), ("requireGiven", given.collect::<Vec<_>>())];
    let of_members = checks
        .into_iter()
        .filter(|(_, members)| !members.is_empty())
        .map(|(check, members)| (check, vec![name.clone(), local.clone(), ast::string(&members.join(" "))]));
    match sort {
        ImportSort::Resource if members.is_empty() => vec![("requireImport", vec![name, local])],
        ImportSort::Instance | ImportSort::Resource => of_members.collect(),
        ImportSort::Func => vec![("requireImport", vec![name, local])],
        ImportSort::Module(exports) => {
            let wanted = exports.iter().map(|(kind, name)| ast::string(&format!("{kind} {name}"))).collect();
            vec![("requireModule", vec![name, local, ast::array(wanted)])]
        }
    }
}

/// What a name without its version stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BareName {
    /// The one import that has it.
    One,
    /// Several imports that one implementation can serve.
    Compatible,
    /// Several imports that are not the same thing.
    Ambiguous,
}

/// The names of imports without versions.
pub(crate) fn bare_names(plan: &Plan) -> HashMap<&str, BareName> {
    let mut first: HashMap<&str, Option<&str>> = HashMap::new();
    let mut out = HashMap::new();
    for interface in plan.import_interfaces.iter().filter(|interface| interface.around.is_none()) {
        let (name, version) = split_version(&interface.name);
        let version = version.map(canonical_version);
        let found = match first.get(name) {
            None => BareName::One,
            Some(known) if *known == version && out.get(name) != Some(&BareName::Ambiguous) => BareName::Compatible,
            Some(_) => BareName::Ambiguous,
        };
        first.entry(name).or_insert(version);
        out.insert(name, found);
    }
    out
}

/// The part of a version that all compatible ones share (`Explainer.md#-canonical-interface-name`).
fn canonical_version(version: &str) -> &str {
    let numbers = version.split('+').next().unwrap_or(version);
    let dots: Vec<usize> = numbers.match_indices('.').map(|(at, _)| at).collect();
    let end = match (numbers.starts_with("0."), dots.as_slice()) {
        _ if numbers.contains('-') => None,
        (false, [major, ..]) => Some(*major),
        (true, [_, minor]) if !numbers.starts_with("0.0.") => Some(*minor),
        _ => None,
    };
    end.and_then(|end| numbers.get(..end)).unwrap_or(numbers)
}

/// What a module imports of Weft's WASI, each with its local name.
#[derive(Default)]
struct Factories {
    /// The factories.
    names: Vec<(String, String)>,
    /// Of the platform, what the context of a module that takes no options has to hold for them.
    parts: Vec<(String, String)>,
}

impl Glue<'_> {
    /// Import declarations and the statements that make the interfaces' objects.
    pub(super) fn declare_imports(&mut self, passed_in: bool) -> Vec<Stmt> {
        let mut body = Vec::new();
        let mut factories = Factories::default();
        let mut required = Vec::new();
        let all = members(self.plan);
        let several = bare_names(self.plan);
        for (index, (interface, members)) in self.plan.import_interfaces.iter().zip(all).enumerate() {
            let Some(Some(local)) = self.interfaces.get(index).cloned() else { continue };
            let name = interface.name.as_str();
            let given = if let Some(around) = interface.around {
                let path = ast::string(&path_of(self.plan, index));
                required.extend(checks(&interface.sort, &members, &path, &local));
                Some(self.held(around, name))
            } else if interface.sort != ImportSort::Instance {
                let found = if passed_in {
                    self.passed_in(name, &several)
                } else {
                    let source = self.options.mapped(name).unwrap_or_else(|| name.to_owned());
                    let module = self.names.unique(&format!("{local}Module"));
                    self.head.push(ast::import_star(&source, &module));
                    id(&module)
                };
                required.extend(checks(&interface.sort, &members, &ast::string(name), &local));
                let pick = if matches!(interface.sort, ImportSort::Module(_)) { "pickModule" } else { "pickFunction" };
                Some(self.call(pick, vec![found]))
            } else {
                let source = if passed_in { None } else { self.options.mapped(name) };
                let default = match source {
                    None => self.default_interface(name, &members, &mut factories),
                    Some(_) => None,
                };
                // What nobody else can give is there.
                if passed_in || default.is_none() {
                    required.extend(checks(&ImportSort::Instance, &members, &ast::string(name), &local));
                }
                match (passed_in, source, default) {
                    (true, _, Some(default)) => {
                        let picked = self.passed_in(name, &several);
                        Some(ast::bin(BinaryOp::NullishCoalescing, picked, default))
                    }
                    (true, _, None) => Some(self.passed_in(name, &several)),
                    (false, None, Some(default)) => Some(default),
                    (false, source, _) => {
                        let source = source.unwrap_or_else(|| name.to_owned());
                        self.head.push(ast::import_star(&source, &local));
                        None
                    }
                }
            };
            body.extend(given.map(|given| ast::constant(&local, given)));
        }
        if !factories.names.is_empty() {
            self.uses_context = true;
            let Factories { mut names, parts } = factories;
            let (make, argument) = if passed_in {
                ("createContext", id("wasi"))
            } else {
                names.splice(0..0, parts.iter().cloned());
                ("defaultContext", ast::object(parts.iter().map(|(part, local)| ast::prop(part, id(local))).collect()))
            };
            body.insert(0, ast::constant("context", ast::call_name(make, vec![argument])));
            names.insert(0, (make.into(), make.into()));
            if passed_in && self.options.given_wasi {
                body.insert(0, ast::destructure(&names, id("wasiModule")));
            } else {
                self.head.insert(0, ast::import_named(wasi::MODULE, &names));
            }
        }
        if !required.is_empty() {
            body.push(ast::constant("missing", ast::array(Vec::new())));
            for (check, mut args) in required {
                args.insert(0, id("missing"));
                let check = self.call(check, args);
                body.push(ast::run(check));
            }
            let refuse = self.call("refuseMissing", vec![id("missing")]);
            body.push(ast::run(refuse));
        }
        body
    }

    /// What an imported instance holds under a name.
    fn held(&mut self, around: u32, name: &str) -> Expr {
        let around = self.interfaces.get(around as usize).and_then(Option::as_deref).unwrap_or("undefined").to_owned();
        let pick = if is_inherited(name) { "ownWithin" } else { "pickWithin" };
        self.call(pick, vec![id(&around), ast::string(name)])
    }

    /// What the caller passes in under a name, or under the name without the version, where that says which is meant.
    fn passed_in(&mut self, name: &str, bare: &HashMap<&str, BareName>) -> Expr {
        let (bare_name, version) = split_version(name);
        if version.is_some() && bare.get(bare_name) != Some(&BareName::Ambiguous) {
            return self.call("pickImport", vec![id("imports"), ast::string(name)]);
        }
        if is_inherited(name) {
            return self.call("ownProperty", vec![id("imports"), ast::string(name)]);
        }
        ast::member(id("imports"), name)
    }

    /// Weft's own implementation of a WASI interface, or a stand-in whose functions say that they are not there.
    fn default_interface(&mut self, name: &str, members: &[String], factories: &mut Factories) -> Option<Expr> {
        if self.options.no_wasi || !wasi::is_wasi(name) {
            return None;
        }
        match wasi::lookup(name) {
            Some(row) => {
                let local = self.names.unique(&format!("{}Factory", row.factory));
                factories.names.push((row.factory.to_owned(), local.clone()));
                for part in row.parts {
                    if !factories.parts.iter().any(|(known, _)| known == part) {
                        factories.parts.push(((*part).to_owned(), self.names.unique(part)));
                    }
                }
                Some(ast::call_name(&local, vec![id("context")]))
            }
            None => Some(self.call("absentInterface", vec![ast::string(name), ast::string(&members.join(" "))])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::canonical_version;

    #[test]
    fn compatible_versions_share_their_canonical_part() {
        for (version, expected) in [
            ("1.2.3", "1"),
            ("12.0.0+build.1", "12"),
            ("0.2.6", "0.2"),
            ("0.10.0", "0.10"),
            ("0.0.7", "0.0.7"),
            ("1.0.0-rc.1", "1.0.0-rc.1"),
            ("0.3.0-rc-2026-01-06+a-b", "0.3.0-rc-2026-01-06"),
        ] {
            assert_eq!(canonical_version(version), expected);
        }
    }
}

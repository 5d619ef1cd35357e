//! The import object of a core module.
//!
//! What is linked as dynamic libraries imports hundreds of names from one other instance, under their own names or without a prefix that says
//! which library they are of. Such an instance is passed on as a whole, with what comes from elsewhere behind it: a module takes what it imports
//! and looks at nothing else. What is numbered is passed as an array, whose elements are fields of these names.
//!
//! A program made for WASI imports so many functions by name that the names would be a good part of the text, though the core module has them already.
//! Then glue lists the functions alone, in the order in which the module imports them, and the runtime asks the module for the names. A sum over the
//! names tells a module that another tool has changed meanwhile.

use std::collections::BTreeMap;

use super::glue::Glue;
use super::steps::Instances;
use crate::js::array;
use crate::js::ast::{self, Expr, member};
use crate::plan::{CoreArg, CoreDef, CoreExport, CoreInstanceId, ModuleRef, Trampoline, TrampolineId};

/// From so many fields on that come from one instance in one way, the whole instance is shorter.
const MANY: usize = 8;

/// From so many fields on that would have to be named, they are listed in the order of the module's imports.
const NAMED: usize = 24;

/// From so many on that one instance exports under successive numbers, its numbers are counted off.
const COUNTED: usize = 3;

impl Glue<'_> {
    /// The import object of an instantiation of the core module with these arguments.
    pub(super) fn import_object(
        &mut self,
        module: ModuleRef,
        args: &[(String, CoreArg)],
        instances: &Instances,
    ) -> Expr {
        let Some(Listed { sum, values }) = self.listed(module, args) else {
            let named = self.named(args.iter(), instances);
            if !matches!(module, ModuleRef::Own(own) if self.has_several_memories(own.index())) {
                return named;
            }
            let mut given = vec![self.module(module), named];
            given.extend(self.fused_trap(args));
            return self.call("withHalves", given);
        };
        let values = self.list(&values, instances);
        let mut given = vec![self.module(module), ast::num(sum), values];
        let mut others = args.iter().filter(|arg| !is_named(arg)).peekable();
        if others.peek().is_some() {
            given.push(self.named(others, instances));
        }
        self.call("importsInOrder", given)
    }

    /// What traps with a number, if that is among these arguments.
    fn fused_trap(&self, args: &[(String, CoreArg)]) -> Option<Expr> {
        let traps = |id: &TrampolineId| self.plan.trampolines.get(id.index()) == Some(&Trampoline::FusedTrap);
        let trampolines = args.iter().flat_map(|(_, arg)| arg.fields()).filter_map(|(_, def)| match def {
            CoreDef::Trampoline(id) => Some(*id),
            CoreDef::Export(_) => None,
        });
        let found = trampolines.into_iter().find(traps)?;
        self.trampoline_names.get(found.index()).map(|name| ast::id(name))
    }

    /// An object with a property for each of these arguments.
    fn named<'a>(&mut self, args: impl Iterator<Item = &'a (String, CoreArg)>, instances: &Instances) -> Expr {
        let mut modules = Vec::new();
        for (module, arg) in args {
            let value = match arg {
                CoreArg::Instance(instance) => instances.exports(*instance),
                CoreArg::Fields(fields) => self.fields(fields, instances),
            };
            modules.push(ast::prop(module, value));
        }
        ast::object(modules)
    }

    /// What takes the place of names, if there are many.
    fn listed<'p>(&self, module: ModuleRef, args: &'p [(String, CoreArg)]) -> Option<Listed<'p>> {
        let named: BTreeMap<&str, BTreeMap<&str, &CoreDef>> = args
            .iter()
            .filter(|arg| is_named(arg))
            .map(|(module, arg)| {
                (module.as_str(), arg.fields().iter().map(|(name, def)| (name.as_str(), def)).collect())
            })
            .collect();
        let ModuleRef::Own(module) = module else { return None };
        let imports = &self.plan.modules.get(module.index())?.facts.imports;
        let (mut sum, mut values) = (0u32, Vec::new());
        for (module, name) in imports {
            let Some(fields) = named.get(module.as_str()) else { continue };
            values.push(*fields.get(name.as_str())?);
            let letters = module.chars().chain([' ']).chain(name.chars()).chain([' ']);
            sum = letters.fold(sum, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter)));
        }
        (values.len() >= NAMED).then_some(Listed { sum, values })
    }

    /// An array of definitions.
    fn list(&mut self, defs: &[&CoreDef], instances: &Instances) -> Expr {
        let mut items = Vec::new();
        let mut rest = defs;
        while let Some((first, others)) = rest.split_first() {
            let count = 1 + rest.windows(2).take_while(|pair| matches!(pair, [a, b] if follows(a, b))).count();
            if let (true, Some((instance, number))) = (count >= COUNTED, exported_number(first)) {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                let args = vec![instances.exports(instance), ast::num(number), ast::num(count)];
                items.push(array::spread(self.call("numbered", args)));
                rest = rest.get(count as usize..).unwrap_or_default();
            } else {
                items.push(array::item(self.core_def(first, instances)));
                rest = others;
            }
        }
        array::of(items)
    }

    fn fields(&mut self, fields: &[(String, CoreDef)], instances: &Instances) -> Expr {
        if let Some(whole) = most(fields) {
            let exports = instances.exports(whole.instance);
            let object = match whole.prefix {
                "" => exports,
                prefix => self.call("unprefixed", vec![exports, ast::string(prefix)]),
            };
            let others = fields.iter().filter(|field| Whole::of(field) != Some(whole));
            return self.behind(object, others, instances);
        }
        let numbered = numbered(fields);
        if numbered.len() < MANY {
            return ast::object(fields.iter().map(|field| self.field(field, instances)).collect());
        }
        let list = ast::array(numbered.iter().map(|def| self.core_def(def, instances)).collect());
        let others = fields.iter().filter(|(name, _)| number(name).is_none_or(|number| number >= numbered.len()));
        self.behind(list, others, instances)
    }

    /// What an object has, and further fields.
    fn behind<'a>(
        &self,
        object: Expr,
        others: impl Iterator<Item = &'a (String, CoreDef)>,
        instances: &Instances,
    ) -> Expr {
        let mut props: Vec<_> = others.map(|field| self.field(field, instances)).collect();
        if props.is_empty() {
            return object;
        }
        props.insert(0, ast::spread(object));
        ast::object(props)
    }

    fn field(&self, (name, def): &(String, CoreDef), instances: &Instances) -> ast::Property {
        ast::prop(name, self.core_def(def, instances))
    }

    /// The definition itself.
    pub(super) fn core_def(&self, def: &CoreDef, instances: &Instances) -> Expr {
        match def {
            CoreDef::Export(CoreExport { instance, name }) => {
                let exports = instances.exports(*instance);
                match exported_number(def) {
                    Some((_, number)) => ast::index(exports, ast::num(number)),
                    None => member(exports, name),
                }
            }
            CoreDef::Trampoline(trampoline) => {
                let made = ast::id(self.trampoline_names.get(trampoline.index()).map_or("undefined", String::as_str));
                let is_gate = self.plan.trampolines.get(trampoline.index()) == Some(&Trampoline::Gate);
                if is_gate { ast::field(made, "global") } else { made }
            }
        }
    }
}

/// What a core module imports, without the names.
struct Listed<'a> {
    /// Over the names, as the runtime's `importsInOrder` adds them up.
    sum: u32,
    /// In the order of the module's imports.
    values: Vec<&'a CoreDef>,
}

/// Whether the import object of these arguments says every name, so that the module is not asked.
pub(super) fn are_named(args: &[(String, CoreArg)]) -> bool {
    args.iter().map(|(_, arg)| arg.fields().len()).sum::<usize>() < NAMED
}

/// Whether each field of the argument has its name in the text.
fn is_named((_, arg): &(String, CoreArg)) -> bool {
    let fields = arg.fields();
    matches!(arg, CoreArg::Fields(_)) && most(fields).is_none() && numbered(fields).len() < MANY
}

/// The instance that exports the definition under a number.
fn exported_number(def: &CoreDef) -> Option<(CoreInstanceId, u32)> {
    let CoreDef::Export(CoreExport { instance, name }) = def else { return None };
    Some((*instance, u32::try_from(number(name)?).ok()?))
}

/// Whether `b` is what the instance exports under the number behind that of `a`.
fn follows(a: &CoreDef, b: &CoreDef) -> bool {
    match (exported_number(a), exported_number(b)) {
        (Some((of, a)), Some((same, b))) => of == same && a.checked_add(1) == Some(b),
        _ => false,
    }
}

/// All exports of an instance whose names begin with the prefix, by the rest of their names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Whole<'a> {
    instance: CoreInstanceId,
    prefix: &'a str,
}

impl<'a> Whole<'a> {
    /// What a field is one of.
    fn of((field, def): &'a (String, CoreDef)) -> Option<Self> {
        let CoreDef::Export(CoreExport { instance, name }) = def else { return None };
        Some(Self { instance: *instance, prefix: name.strip_suffix(field.as_str())? })
    }
}

/// The definitions of the fields `0`, `1` and so on. The functions that `wit-component` puts into a table are so called.
fn numbered(fields: &[(String, CoreDef)]) -> Vec<&CoreDef> {
    let numbered: BTreeMap<usize, &CoreDef> =
        fields.iter().filter_map(|(name, def)| Some((number(name)?, def))).collect();
    numbered
        .into_iter()
        .enumerate()
        .take_while(|(place, (number, _))| place == number)
        .map(|(_, (_, def))| def)
        .collect()
}

/// The number that a name is, as JavaScript writes it.
fn number(name: &str) -> Option<usize> {
    name.parse().ok().filter(|number: &usize| number.to_string() == name)
}

/// What most of the fields come from, if they are many.
fn most(fields: &[(String, CoreDef)]) -> Option<Whole<'_>> {
    let mut counts: BTreeMap<Whole<'_>, usize> = BTreeMap::new();
    for whole in fields.iter().filter_map(Whole::of) {
        *counts.entry(whole).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count >= MANY).map(|(whole, _)| whole)
}

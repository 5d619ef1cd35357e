//! The import object of a core module.
//!
//! What is linked as dynamic libraries imports hundreds of names from one other instance, under their own names or without a prefix that says
//! which library they are of. Such an instance is passed on as a whole, with what comes from elsewhere behind it: a module takes what it imports
//! and looks at nothing else. What is numbered is passed as an array, whose elements are fields of these names.

use std::collections::BTreeMap;

use super::glue::Glue;
use super::steps::Instances;
use crate::js::ast::{self, Expr, member};
use crate::plan::{CoreArg, CoreDef, CoreExport, CoreInstanceId};

/// From so many fields on that come from one instance in one way, the whole instance is shorter.
const MANY: usize = 8;

impl Glue<'_> {
    /// The import object of a core instantiation with these arguments.
    pub(super) fn import_object(&mut self, args: &[(String, CoreArg)], instances: &Instances) -> Expr {
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
            CoreDef::Export(CoreExport { instance, name }) => member(instances.exports(*instance), name),
            CoreDef::Trampoline(trampoline) => {
                ast::id(self.trampoline_names.get(trampoline.index()).map_or("undefined", String::as_str))
            }
        }
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

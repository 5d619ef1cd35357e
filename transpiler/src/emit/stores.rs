//! Functions that store values of one type, where the results of several imports hold it.
//!
//! A time, the error of a stream or the state of a file is many statements, and WASI has each in several functions. A function for the type is
//! shorter from the second or third use on, depending on how long it is; short types and those used once are stored where they stand. Only what
//! imports return is looked at: what goes the other ways is rarely in two functions, and there handles and errors belong to the one call.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::glue::Glue;
use super::results::SHARED;
use crate::abi;
use crate::adapter::Adapter;
use crate::js::adapter::{Handles, Spelling};
use crate::js::ast::{self, Stmt};
use crate::js::memory::Memory;
use crate::js::names::{Names, camel};
use crate::plan::{CanonOptions, InstanceId, Plan, Trampoline, TypeExport};
use crate::types::{self, Type, TypeId, Types};

/// What the functions for one memory have in common.
type Place = (Memory, InstanceId);

/// The functions.
#[derive(Default)]
pub(super) struct Stores {
    /// Their names, and whether they are declared.
    names: HashMap<Place, BTreeMap<TypeId, (String, bool)>>,
    declared: Vec<Stmt>,
}

/// What a type has to weigh at least, and what its function has to save.
const LEAST: u32 = 6;
const WORTH: u32 = 16;

impl Stores {
    pub(super) fn of(plan: &Plan, names: &mut Names, memory: impl Fn(&CanonOptions) -> Memory) -> Self {
        let mut results: BTreeMap<TypeId, Vec<(&CanonOptions, u32)>> = BTreeMap::new();
        for trampoline in &plan.trampolines {
            let Trampoline::Lower { import, options } = trampoline else { continue };
            let Some(import) = plan.imports.get(import.index()) else { continue };
            if let (Some(result), None) = (import.ty.result, abi::signature(&plan.types, &import.ty).results) {
                change(results.entry(result).or_default(), options, |count| *count += 1);
            }
        }
        let mut uses: Vec<(Place, BTreeMap<TypeId, u32>)> = Vec::new();
        for (result, users) in results {
            // An outcome is stored by its function; its payloads are values like others.
            let stored = match plan.types.get(result) {
                Type::Result(ok, err) => ok.iter().chain(err).copied().collect(),
                _ => vec![result],
            };
            for (options, count) in users {
                let count = if count as usize >= SHARED { 1 } else { count };
                let place = (memory(options), options.instance);
                change(&mut uses, place, |uses| stored.iter().for_each(|ty| *uses.entry(*ty).or_default() += count));
            }
        }
        let known = type_names(plan);
        let mut name = |ty: &TypeId| {
            let of = match (known.get(ty), plan.types.get(*ty)) {
                (Some(name), _) => (*name).to_owned(),
                (None, Type::Option(some)) => format!("optional-{}", known.get(some).unwrap_or(&"value")),
                (None, Type::List(element)) => format!("list-of-{}", known.get(element).unwrap_or(&"values")),
                _ => "value".to_owned(),
            };
            (*ty, (names.unique(&camel(&format!("store-{of}"))), false))
        };
        let names = uses.into_iter().map(|(place, uses)| {
            let shared = shared(&plan.types, uses);
            (place, shared.iter().map(&mut name).collect())
        });
        Self { names: names.collect(), declared: Vec::new() }
    }
}

/// Changes the value under a key, of few, which stay in the order in which they came.
fn change<K: PartialEq, V: Default>(entries: &mut Vec<(K, V)>, key: K, change: impl FnOnce(&mut V)) {
    match entries.iter_mut().find(|(known, _)| *known == key) {
        Some((_, value)) => change(value),
        None => {
            let mut value = V::default();
            change(&mut value);
            entries.push((key, value));
        }
    }
}

/// The types that are worth a function. A type's parts have lower ids than itself, so uses are counted from the highest down: what stands in a
/// function stands there once.
fn shared(types: &Types, mut uses: BTreeMap<TypeId, u32>) -> BTreeSet<TypeId> {
    let (weights, mut shared) = (weights(types), BTreeSet::new());
    while let Some((ty, mut count)) = uses.pop_last() {
        let weight = weights.get(&ty).copied().unwrap_or_default();
        if weight >= LEAST && count > 1 && (count - 1).saturating_mul(weight) >= WORTH {
            shared.insert(ty);
            count = 1;
        }
        for part in parts(types, ty) {
            let uses = uses.entry(part).or_default();
            *uses = uses.saturating_add(count);
        }
    }
    shared
}

/// The types that are stored as parts of a type.
fn parts(types: &Types, ty: TypeId) -> Vec<TypeId> {
    match types.get(ty) {
        Type::Record(fields) => fields.iter().map(|(_, ty)| *ty).collect(),
        Type::Tuple(parts) => parts.clone(),
        Type::Variant(cases) => cases.iter().filter_map(|(_, ty)| *ty).collect(),
        Type::Result(ok, err) => ok.iter().chain(err).copied().collect(),
        Type::List(ty) if types::list::numeric(types, *ty).is_some() => Vec::new(),
        Type::Option(ty) | Type::List(ty) | Type::FixedList(ty, _) => vec![*ty],
        Type::Map(key, value) => vec![*key, *value],
        _ => Vec::new(),
    }
}

/// About how much text it takes to store a value of each type, in words.
fn weights(types: &Types) -> HashMap<TypeId, u32> {
    let count = |labels: usize| u32::try_from(labels).unwrap_or(u32::MAX);
    let mut weights = HashMap::new();
    for (id, ty) in types.iter() {
        let own = match ty {
            Type::Bool | Type::Int(_) | Type::F32 | Type::F64 | Type::Record(_) | Type::Tuple(_) => 2,
            Type::Char | Type::Enum(_) => 3,
            Type::String | Type::Option(_) => 4,
            Type::Own(_) | Type::Borrow(_) => 5,
            Type::Result(..) => 10,
            Type::Variant(cases) => count(cases.len()).saturating_mul(3).saturating_add(4),
            Type::Flags(names) => count(names.len()).saturating_mul(2),
            Type::List(_) | Type::FixedList(..) | Type::Map(..) => 12,
        };
        let parts = parts(types, id);
        let of = |part| weights.get(part).copied().unwrap_or_default();
        weights.insert(id, parts.iter().map(of).fold(own, u32::saturating_add));
    }
    weights
}

/// What interfaces call their types.
fn type_names(plan: &Plan) -> HashMap<TypeId, &str> {
    let mut names = HashMap::new();
    for (name, ty) in plan.import_interfaces.iter().flat_map(|interface| &interface.types) {
        if let TypeExport::Value(id) = ty {
            names.entry(*id).or_insert(name.as_str());
        }
    }
    names
}

impl Glue<'_> {
    /// The types that have a function where an import with these options lowers its result.
    pub(super) fn stored_apart(&self, options: &CanonOptions) -> Rc<BTreeSet<TypeId>> {
        let place = (self.memory(options), options.instance);
        Rc::new(self.stores.names.get(&place).map(|names| names.keys().copied().collect()).unwrap_or_default())
    }

    /// The name of the function that stores values of this type, declared from now on.
    pub(super) fn declared_store(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String {
        let place = (memory.clone(), instance);
        let Some(names) = self.stores.names.get_mut(&place) else { return String::new() };
        let apart = Rc::new(names.keys().copied().collect());
        let Some((name, declared)) = names.get_mut(&ty) else { return String::new() };
        let name = name.clone();
        if !std::mem::replace(declared, true) {
            let handles =
                if types::handles(&self.plan.types, ty).is_empty() { String::new() } else { self.table(instance) };
            let mut a = Adapter { apart, ..Adapter::default() };
            let (value, at) = (a.local("value"), a.local("at"));
            types::store_here(&self.plan.types, &mut a, ty, "value", value.into(), &at.into(), 0);
            let mut names = self.names.inner();
            let mut spelling = Spelling::new(self, &mut names, memory, Handles::new(handles, instance), &a);
            let params = [spelling.name(value), spelling.name(at)];
            let body = spelling.stmts(&a.body);
            self.stores.declared.push(ast::constant(&name, ast::arrow(&params, body)));
        }
        name
    }

    /// Declares the functions. They are closures over what is declared later.
    pub(super) fn store_functions(&mut self) -> Vec<Stmt> {
        std::mem::take(&mut self.stores.declared)
    }
}

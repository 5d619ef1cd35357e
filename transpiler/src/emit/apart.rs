//! Functions that store or load values of one type, where the results of several functions hold it.
//!
//! A time, the error of a stream or the state of a file is many statements, and WASI has each in several functions. A function for the type is
//! shorter from the second or third use on, depending on how long it is; short types and those used once are stored where they stand. Only
//! results are looked at, what imports return and what exports do: arguments are rarely in two functions alike, and there handles and errors belong
//! to the one call.
//!
//! It is faster, too: an engine compiles a function into its callers only up to some length, and lifting a variant alone comes near.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::glue::Glue;
use super::results::SHARED;
use crate::abi;
use crate::adapter::{Adapter, Expr, Local, Stmt};
use crate::js::adapter::{Handles, Spelling};
use crate::js::ast;
use crate::js::memory::Memory;
use crate::js::names::{Names, camel};
use crate::needs::lifts;
use crate::plan::{CanonOptions, ExportItem, InstanceId, Plan, Trampoline, TypeExport};
use crate::types::{self, FuncType, Type, TypeId, Types};

/// What the functions for one memory have in common.
type Place = (Memory, InstanceId);

/// Names, and whether they are declared.
type Functions = HashMap<Place, BTreeMap<TypeId, (String, bool)>>;

/// How often values of each type are passed where.
type Uses = Vec<(Place, BTreeMap<TypeId, u32>)>;

/// The functions.
#[derive(Default)]
pub(super) struct Apart {
    stores: Functions,
    loads: Functions,
    declared: Vec<ast::Stmt>,
}

/// What a type has to weigh at least, and what its function has to save.
const LEAST: u32 = 6;
const WORTH: u32 = 16;

impl Apart {
    pub(super) fn of(plan: &Plan, names: &mut Names, memory: impl Fn(&CanonOptions) -> Memory) -> Self {
        let place = |options: &CanonOptions| (memory(options), options.instance);
        let stored = stored(plan, place);
        let mut loaded: Uses = Vec::new();
        for lift in lifts(plan) {
            if let Some(result) = spilled(plan, &lift.ty) {
                use_payloads(plan, &mut loaded, result, place(&lift.options), 1);
            }
        }
        let known = type_names(plan);
        let mut named = |verb: &str, uses: Uses| {
            let mut name = |ty: &TypeId| {
                let of = match (known.get(ty), plan.types.get(*ty)) {
                    (Some(name), _) => (*name).to_owned(),
                    (None, Type::Option(some)) => format!("optional-{}", known.get(some).unwrap_or(&"value")),
                    (None, Type::List(element)) => format!("list-of-{}", known.get(element).unwrap_or(&"values")),
                    _ => "value".to_owned(),
                };
                (*ty, (names.unique(&camel(&format!("{verb}-{of}"))), false))
            };
            let named = uses.into_iter().map(|(place, uses)| {
                let shared = shared(&plan.types, uses);
                (place, shared.iter().map(&mut name).collect())
            });
            named.collect()
        };
        let (stores, loads) = (named("store", stored), named("load", loaded));
        Self { stores, loads, declared: Vec::new() }
    }
}

/// The type of a result that lies in memory.
fn spilled(plan: &Plan, ty: &FuncType) -> Option<TypeId> {
    ty.result.filter(|_| abi::signature(&plan.types, ty).results.is_none())
}

/// What the results of imports hold.
fn stored(plan: &Plan, place: impl Fn(&CanonOptions) -> Place) -> Uses {
    let mut results: BTreeMap<TypeId, Vec<(&CanonOptions, u32)>> = BTreeMap::new();
    for trampoline in &plan.trampolines {
        let Trampoline::Lower { import, options } = trampoline else { continue };
        let Some(import) = plan.imports.get(import.index()) else { continue };
        if let Some(result) = spilled(plan, &import.ty) {
            change(results.entry(result).or_default(), options, |count| *count += 1);
        }
    }
    let mut uses = Vec::new();
    for (result, users) in results {
        for (options, count) in users {
            // These are stored by one function.
            let count = if count as usize >= SHARED { 1 } else { count };
            use_payloads(plan, &mut uses, result, place(options), count);
        }
    }
    uses
}

/// Counts a result; an outcome is passed by its function, and its payloads are values like others.
fn use_payloads(plan: &Plan, uses: &mut Uses, result: TypeId, place: Place, count: u32) {
    let passed = match plan.types.get(result) {
        Type::Result(ok, err) => ok.iter().chain(err).copied().collect(),
        _ => vec![result],
    };
    change(uses, place, |uses| passed.iter().for_each(|ty| *uses.entry(*ty).or_default() += count));
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

/// The types that are stored and loaded as parts of a type.
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

/// About how much text it takes to store or load a value of each type, in words.
fn weights(types: &Types) -> HashMap<TypeId, u32> {
    let count = |labels: usize| u32::try_from(labels).unwrap_or(u32::MAX);
    let mut weights = HashMap::new();
    for (id, ty) in types.iter() {
        let own = match ty {
            Type::Bool | Type::Int(_) | Type::F32 | Type::F64 | Type::Record(_) | Type::Tuple(_) => 2,
            Type::Char | Type::Enum(_) => 3,
            Type::String | Type::Option(_) => 4,
            Type::List(element) if types::list::numeric(types, *element).is_some() => 4,
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
pub(super) fn type_names(plan: &Plan) -> HashMap<TypeId, &str> {
    let exported = plan.exports.iter().flat_map(|export| match &export.item {
        ExportItem::Instance(items) => items.as_slice(),
        _ => std::slice::from_ref(export),
    });
    let exported = exported.filter_map(|export| match &export.item {
        ExportItem::Type(ty) => Some((&export.name, ty)),
        _ => None,
    });
    let imported = plan.import_interfaces.iter().flat_map(|i| i.types.iter().map(|(name, ty)| (name, ty)));
    let mut names = HashMap::new();
    for (name, ty) in imported.chain(exported) {
        if let TypeExport::Value(id) = ty {
            names.entry(*id).or_insert(name.as_str());
        }
    }
    names
}

/// The types that have functions in a place.
fn types_in(functions: &Functions, place: &Place) -> Rc<BTreeSet<TypeId>> {
    Rc::new(functions.get(place).map(|names| names.keys().copied().collect()).unwrap_or_default())
}

/// The name of the function for a type, and whether it has to be declared.
fn declare(functions: &mut Functions, place: &Place, ty: TypeId) -> Option<(String, bool)> {
    let (name, declared) = functions.get_mut(place)?.get_mut(&ty)?;
    Some((name.clone(), !std::mem::replace(declared, true)))
}

/// Ends a function with a value: where the last thing that it does is to choose one, each way with its own.
fn returning(mut body: Vec<Stmt>, value: Expr) -> Vec<Stmt> {
    if let (Expr::Local(out), Some(Stmt::SwitchIndex(_, ways))) = (&value, body.last_mut())
        && ways.iter().all(|way| matches!(way.last(), Some(Stmt::Set(local, _)) if local == out))
    {
        for way in ways {
            if let Some(Stmt::Set(_, chosen)) = way.pop() {
                way.push(Stmt::Return(chosen));
            }
        }
        body.retain(|stmt| !matches!(stmt, Stmt::Var(local, None) if local == out));
    } else {
        body.push(Stmt::Return(value));
    }
    body
}

impl Glue<'_> {
    /// The types that have a function where an import with these options lowers its result.
    pub(super) fn stored_apart(&self, options: &CanonOptions) -> Rc<BTreeSet<TypeId>> {
        types_in(&self.apart.stores, &(self.memory(options), options.instance))
    }

    /// The types that have a function where an export with these options lifts its result.
    pub(super) fn loaded_apart(&self, options: &CanonOptions) -> Rc<BTreeSet<TypeId>> {
        types_in(&self.apart.loads, &(self.memory(options), options.instance))
    }

    /// The name of the function that stores values of this type, declared from now on.
    pub(super) fn declared_store(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String {
        let place = (memory.clone(), instance);
        let Some((name, is_new)) = declare(&mut self.apart.stores, &place, ty) else { return String::new() };
        if is_new {
            let mut a = Adapter { stored: types_in(&self.apart.stores, &place), ..Adapter::default() };
            let params = [a.local("value"), a.local("at")];
            let [value, at] = params.map(Expr::Local);
            types::store_here(&self.plan.types, &mut a, ty, "value", value, &at, 0);
            self.declare_apart(&name, ty, &place, &a, &params);
        }
        name
    }

    /// The name of the function that loads values of this type, declared from now on.
    pub(super) fn declared_load(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String {
        let place = (memory.clone(), instance);
        let Some((name, is_new)) = declare(&mut self.apart.loads, &place, ty) else { return String::new() };
        if is_new {
            let mut a = Adapter { loaded: types_in(&self.apart.loads, &place), ..Adapter::default() };
            let at = a.local("at");
            let value = types::load_here(&self.plan.types, &mut a, ty, "value", &at.into(), 0);
            a.body = returning(std::mem::take(&mut a.body), value);
            self.declare_apart(&name, ty, &place, &a, &[at]);
        }
        name
    }

    fn declare_apart(&mut self, name: &str, ty: TypeId, (memory, instance): &Place, a: &Adapter, params: &[Local]) {
        let has_handles = !types::handles(&self.plan.types, ty).is_empty();
        let table = if has_handles { self.table(*instance) } else { String::new() };
        let mut names = self.names.inner();
        let mut spelling = Spelling::new(self, &mut names, memory, Handles::new(table, *instance), a);
        let params: Vec<String> = params.iter().map(|param| spelling.name(*param)).collect();
        let body = spelling.stmts(&a.body);
        self.apart.declared.push(ast::constant(name, ast::arrow(&params, body)));
    }

    /// Declares the functions. They are closures over what is declared later.
    pub(super) fn functions_apart(&mut self) -> Vec<ast::Stmt> {
        std::mem::take(&mut self.apart.declared)
    }
}

//! Value types and their meaning: one file per kind, each with lift, lower, load, store, flat form and TypeScript
//! spelling side by side (DESIGN §2.5). This file holds the exhaustive dispatch; the table of types is `value_type`.

mod boolean;
mod character;
mod enumeration;
mod fixed_list;
pub(crate) mod flags;
mod float;
mod handle;
mod integer;
pub(crate) mod list;
mod map;
pub(crate) mod option;
pub(crate) mod record;
pub(crate) mod result;
pub(crate) mod spelling;
mod string;
mod tuple;
mod variant;

use crate::adapter::{Adapter, Expr, Op, Stmt};
pub(crate) use crate::value_type::{FLAT_LIMIT, parts, within};
pub use crate::value_type::{FuncType, Handle, Int, Type, TypeId, Types, allocates, handles};

/// Flat core values, consumed from the front while lifting.
pub type Flat = std::vec::IntoIter<Expr>;

/// The next flat value. The signature was made from the same types, so there always is one.
pub(crate) fn take(flat: &mut Flat) -> Expr {
    flat.next().unwrap_or(Expr::I32(0))
}

/// The conversion of a host's argument that can be done (and can fail) before the instance is entered. `None`: the
/// type needs none, or its parts are converted while they are lowered.
pub fn coerce(types: &Types, id: TypeId, name: &str, value: Expr) -> Option<Expr> {
    match types.get(id) {
        Type::Int(int @ (Int::S64 | Int::U64)) => Some(Expr::Op(Op::CoerceLong(*int, name.to_owned()), vec![value])),
        Type::Int(int) => Some(Expr::CoerceInt(*int, Box::new(value))),
        Type::F32 | Type::F64 => Some(Expr::CoerceFloat(Box::new(value))),
        Type::String => Some(Expr::ToText(Box::new(value))),
        Type::List(element) => {
            let numeric = list::numeric(types, *element)?;
            Some(Expr::Op(Op::CoerceNumbers(numeric, name.to_owned()), vec![value]))
        }
        _ => None,
    }
}

/// Whether lowering a value of this type can fail for the host's reasons after [`coerce`].
pub fn may_refuse(types: &Types, id: TypeId) -> bool {
    match types.get(id) {
        Type::Bool | Type::Int(_) | Type::F32 | Type::F64 | Type::String => false,
        Type::List(element) => list::numeric(types, *element).is_none(),
        _ => true,
    }
}

/// Lifts a value from flat core values (`CanonicalABI.md#flat-lifting`).
pub fn lift_flat(types: &Types, a: &mut Adapter, id: TypeId, name: &str, flat: &mut Flat) -> Expr {
    match types.get(id) {
        Type::Bool => boolean::lift(take(flat)),
        Type::Int(int) => integer::lift(*int, take(flat)),
        Type::F32 | Type::F64 => take(flat),
        Type::Char => character::lift(take(flat)),
        Type::String => string::lift(take(flat), take(flat)),
        Type::List(element) => list::lift(types, a, *element, name, take(flat), take(flat)),
        Type::FixedList(element, length) => fixed_list::lift_flat(types, a, *element, *length, name, flat),
        Type::Map(key, value) => map::lift(types, a, (*key, *value), name, take(flat), take(flat)),
        Type::Record(fields) => record::lift_flat(types, a, fields, name, flat),
        Type::Tuple(parts) => tuple::lift_flat(types, a, parts, name, flat),
        Type::Variant(cases) => variant::lift_flat(types, a, &variant::cases(cases), name, flat),
        Type::Enum(names) => enumeration::lift(names, take(flat)),
        Type::Option(ty) => option::lift_flat(types, a, *ty, name, flat),
        Type::Result(ok, err) => variant::lift_flat(types, a, &result::cases(*ok, *err), name, flat),
        Type::Flags(names) => flags::lift(a, names, name, take(flat)),
        Type::Own(resource) => handle::lift_own(a, *resource, take(flat)),
        Type::Borrow(resource) => handle::lift_borrow(a, *resource, take(flat)),
    }
}

/// Lowers a value to flat core values (`CanonicalABI.md#flat-lowering`).
pub fn lower_flat(types: &Types, a: &mut Adapter, id: TypeId, name: &str, value: Expr) -> Vec<Expr> {
    match types.get(id) {
        Type::Bool => vec![boolean::lower(value)],
        Type::Int(int) => vec![integer::lower(*int, value)],
        Type::F32 | Type::F64 => vec![float::lower(types.get(id), value)],
        Type::Char => vec![character::lower(value)],
        Type::String => string::lower(a, name, value),
        Type::List(element) => list::lower(types, a, *element, name, value),
        Type::FixedList(element, length) => fixed_list::lower_flat(types, a, *element, *length, name, value),
        Type::Map(key, entry) => map::lower(types, a, (*key, *entry), name, value).into(),
        Type::Record(fields) => record::lower_flat(types, a, fields, name, value),
        Type::Tuple(parts) => tuple::lower_flat(types, a, parts, name, value),
        Type::Variant(cases) => variant::lower_flat(types, a, &variant::cases(cases), name, value),
        Type::Enum(names) => vec![enumeration::lower(names, value)],
        Type::Option(ty) => option::lower_flat(types, a, *ty, name, value),
        Type::Result(ok, err) => variant::lower_flat(types, a, &result::cases(*ok, *err), name, value),
        Type::Flags(names) => vec![flags::lower(a, names, name, value)],
        Type::Own(resource) => vec![handle::lower_own(a, *resource, value)],
        Type::Borrow(resource) => vec![handle::lower_borrow(a, *resource, value)],
    }
}

/// Loads a value from memory (`CanonicalABI.md#loading`). `base` is a name or constant, so it may be repeated.
pub fn load(types: &Types, a: &mut Adapter, id: TypeId, name: &str, base: &Expr, offset: u32) -> Expr {
    if a.loaded.contains(&id) {
        return Expr::LoadApart(id, Box::new(base.clone()), offset);
    }
    load_here(types, a, id, name, base, offset)
}

/// The same where the statements themselves are wanted, whether or not there is a function for the type.
pub fn load_here(types: &Types, a: &mut Adapter, id: TypeId, name: &str, base: &Expr, offset: u32) -> Expr {
    match types.get(id) {
        Type::Bool => boolean::load(base, offset),
        Type::Int(int) => integer::load(*int, base, offset),
        Type::F32 | Type::F64 => float::load(types.get(id), base, offset),
        Type::Char => character::lift(integer::load(Int::U32, base, offset)),
        Type::String => string::load(base, offset),
        Type::List(element) => list::load(types, a, *element, name, base, offset),
        Type::FixedList(element, length) => fixed_list::load(types, a, *element, *length, name, base, offset),
        Type::Map(key, value) => map::load(types, a, (*key, *value), name, base, offset),
        Type::Record(fields) => record::load(types, a, fields, name, base, offset),
        Type::Tuple(parts) => tuple::load(types, a, parts, name, base, offset),
        Type::Variant(cases) => variant::load(types, a, &variant::cases(cases), name, base, offset),
        Type::Enum(names) => enumeration::load(names, base, offset),
        Type::Option(ty) => option::load(types, a, *ty, name, base, offset),
        Type::Result(ok, err) => variant::load(types, a, &result::cases(*ok, *err), name, base, offset),
        Type::Flags(names) => flags::load(a, names, name, base, offset),
        Type::Own(resource) => handle::lift_own(a, *resource, integer::load(Int::S32, base, offset)),
        Type::Borrow(resource) => handle::lift_borrow(a, *resource, integer::load(Int::S32, base, offset)),
    }
}

/// Stores a value to memory (`CanonicalABI.md#storing`). `base` is a name or constant, so it may be repeated.
pub fn store(types: &Types, a: &mut Adapter, id: TypeId, name: &str, value: Expr, base: &Expr, offset: u32) {
    if a.stored.contains(&id) {
        a.push(Stmt::StoreApart { ty: id, value, base: base.clone(), offset });
    } else {
        store_here(types, a, id, name, value, base, offset);
    }
}

/// The same where the statements themselves are wanted, whether or not there is a function for the type.
pub fn store_here(types: &Types, a: &mut Adapter, id: TypeId, name: &str, value: Expr, base: &Expr, offset: u32) {
    match types.get(id) {
        Type::Bool => boolean::store(a, value, base, offset),
        Type::Int(int) => integer::store(a, *int, value, base, offset),
        Type::F32 | Type::F64 => float::store(a, types.get(id), value, base, offset),
        Type::Char => {
            let scalar = character::lower(value);
            integer::store(a, Int::U32, scalar, base, offset);
        }
        Type::String => string::store(a, value, base, offset),
        Type::List(element) => list::store(types, a, *element, name, value, base, offset),
        Type::FixedList(element, length) => {
            fixed_list::store(types, a, (*element, *length), name, value, base, offset);
        }
        Type::Map(key, entry) => {
            let range = map::lower(types, a, (*key, *entry), name, value);
            string::store_range(a, range, base, offset);
        }
        Type::Record(fields) => record::store(types, a, fields, name, value, base, offset),
        Type::Tuple(parts) => tuple::store(types, a, parts, name, value, base, offset),
        Type::Variant(cases) => variant::store(types, a, &variant::cases(cases), name, value, base, offset),
        Type::Enum(names) => enumeration::store(a, names, value, base, offset),
        Type::Option(ty) => option::store(types, a, *ty, name, value, base, offset),
        Type::Result(ok, err) => variant::store(types, a, &result::cases(*ok, *err), name, value, base, offset),
        Type::Flags(names) => flags::store(a, names, name, value, base, offset),
        Type::Own(resource) => {
            let index = handle::lower_own(a, *resource, value);
            integer::store(a, Int::S32, index, base, offset);
        }
        Type::Borrow(resource) => {
            let index = handle::lower_borrow(a, *resource, value);
            integer::store(a, Int::S32, index, base, offset);
        }
    }
}

/// The structure of a type in TypeScript, its parts by their names where they have one.
pub(crate) fn ts(s: &spelling::Speller<'_>, id: TypeId) -> spelling::Spelling {
    match s.types.get(id) {
        Type::Bool => boolean::ts(),
        Type::Int(int) => integer::ts(*int),
        Type::F32 | Type::F64 => float::ts(),
        Type::Char => character::ts(),
        Type::String => string::ts(),
        Type::List(element) => list::ts(s, *element),
        Type::FixedList(element, length) => fixed_list::ts(s, *element, *length),
        Type::Map(key, value) => map::ts(s, *key, *value),
        Type::Record(fields) => record::ts(s, fields),
        Type::Tuple(parts) => tuple::ts(s, parts),
        Type::Variant(cases) => variant::ts(s, &variant::cases(cases)),
        Type::Enum(names) => enumeration::ts(names),
        Type::Option(ty) => option::ts(s, *ty),
        Type::Result(ok, err) => variant::ts(s, &result::cases(*ok, *err)),
        Type::Flags(names) => flags::ts(names),
        Type::Own(resource) | Type::Borrow(resource) => handle::ts(s, *resource),
    }
}

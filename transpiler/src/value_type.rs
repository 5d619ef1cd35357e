//! The value types of a plan: an interned table, and what can be read off it without knowing what a type means.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// A resource type, see [`crate::plan::Plan::resources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceId(pub u32);

impl ResourceId {
    /// The position in its table.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A type in [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TypeId(pub u32);

/// A value type (`Explainer.md#type-definitions`), its parts interned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Type {
    /// `bool`
    Bool,
    /// `s8` … `u64`
    Int(Int),
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `char`
    Char,
    /// `string`
    String,
    /// `(list T)`
    List(TypeId),
    /// `(list T N)`: never empty
    FixedList(TypeId, u32),
    /// `(map K V)`
    Map(TypeId, TypeId),
    /// `(record (field "name" T)*)`
    Record(Vec<(String, TypeId)>),
    /// `(tuple T*)`
    Tuple(Vec<TypeId>),
    /// `(variant (case "name" T?)*)`
    Variant(Vec<(String, Option<TypeId>)>),
    /// `(enum "name"*)`
    Enum(Vec<String>),
    /// `(option T)`
    Option(TypeId),
    /// `(result T? (error T)?)`
    Result(Option<TypeId>, Option<TypeId>),
    /// `(flags "name"*)`
    Flags(Vec<String>),
    /// `(own R)`
    Own(ResourceId),
    /// `(borrow R)`
    Borrow(ResourceId),
}

/// The integer types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Int {
    /// `s8`
    S8,
    /// `u8`
    U8,
    /// `s16`
    S16,
    /// `u16`
    U16,
    /// `s32`
    S32,
    /// `u32`
    U32,
    /// `s64`
    S64,
    /// `u64`
    U64,
}

/// A function type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FuncType {
    /// Names and types of the parameters.
    pub params: Vec<(String, TypeId)>,
    /// The result.
    pub result: Option<TypeId>,
    /// `async func`
    pub is_async: bool,
}

/// The longest flat form that is ever passed: more parameters are spilled to memory (`MAX_FLAT_PARAMS`).
pub(crate) const FLAT_LIMIT: u32 = crate::abi::MAX_FLAT_PARAMS as u32;

/// The interned types of a plan. Structurally equal types have one id.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(from = "List")]
pub struct Types {
    types: Vec<Type>,
    #[serde(skip)]
    ids: HashMap<Type, TypeId>,
    /// How many values and labels one value of the type has, written out.
    #[serde(skip)]
    weights: Vec<u32>,
    /// How many core values the flat form of the type has.
    #[serde(skip)]
    flat_counts: Vec<u32>,
}

/// A table as it is written down: what else it holds follows from it.
#[derive(Deserialize)]
struct List {
    types: Vec<Type>,
}

impl From<List> for Types {
    fn from(list: List) -> Self {
        let mut types = Self::default();
        for ty in list.types {
            types.intern(ty);
        }
        types
    }
}

impl Types {
    /// The id of `ty`.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(id) = self.ids.get(&ty) {
            return *id;
        }
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        let labels = match &ty {
            Type::Enum(names) | Type::Flags(names) => u32::try_from(names.len()).unwrap_or(u32::MAX),
            _ => 1,
        };
        let weight = parts(&ty).into_iter().fold(labels, |sum, part| sum.saturating_add(self.weight(part)));
        let flat_count = self.count_flat(&ty);
        // A fixed-length list is written out where it is flat; in memory it is a loop.
        let times = match &ty {
            Type::FixedList(_, length) if flat_count <= FLAT_LIMIT => *length,
            _ => 1,
        };
        self.weights.push(weight.saturating_mul(times));
        self.flat_counts.push(flat_count);
        self.types.push(ty.clone());
        self.ids.insert(ty, id);
        id
    }

    /// How many values and labels one value of the type has when it is written out: what its adapter costs.
    #[must_use]
    pub fn weight(&self, id: TypeId) -> u32 {
        self.weights.get(id.0 as usize).copied().unwrap_or(1)
    }

    /// How many core values the flat form of the type has; past `u32::MAX` that.
    #[must_use]
    pub fn flat_count(&self, id: TypeId) -> u32 {
        self.flat_counts.get(id.0 as usize).copied().unwrap_or(1)
    }

    fn count_flat(&self, ty: &Type) -> u32 {
        let each = parts(ty).into_iter().map(|part| self.flat_count(part));
        match ty {
            Type::Bool
            | Type::Int(_)
            | Type::F32
            | Type::F64
            | Type::Char
            | Type::Enum(_)
            | Type::Flags(_)
            | Type::Own(_)
            | Type::Borrow(_) => 1,
            Type::String | Type::List(_) | Type::Map(..) => 2,
            Type::FixedList(element, length) => self.flat_count(*element).saturating_mul(*length),
            Type::Record(_) | Type::Tuple(_) => each.fold(0, u32::saturating_add),
            Type::Variant(_) | Type::Option(_) | Type::Result(..) => each.max().unwrap_or(0).saturating_add(1),
        }
    }

    /// All types, in the order in which they were interned.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        (0u32..).map(TypeId).zip(&self.types)
    }

    /// Whether some type is a handle.
    #[must_use]
    pub fn has_handles(&self) -> bool {
        self.types.iter().any(|ty| matches!(ty, Type::Own(_) | Type::Borrow(_)))
    }

    /// The type with this id. Ids come from [`Types::intern`] of the same table; any other reads as `bool`.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &Type {
        self.types.get(id.0 as usize).unwrap_or(&Type::Bool)
    }
}

/// The types that a type is made of.
pub(crate) fn parts(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Bool
        | Type::Int(_)
        | Type::F32
        | Type::F64
        | Type::Char
        | Type::String
        | Type::Enum(_)
        | Type::Flags(_)
        | Type::Own(_)
        | Type::Borrow(_) => Vec::new(),
        Type::List(ty) | Type::FixedList(ty, _) | Type::Option(ty) => vec![*ty],
        Type::Map(key, value) => vec![*key, *value],
        Type::Record(fields) => fields.iter().map(|(_, ty)| *ty).collect(),
        Type::Tuple(parts) => parts.clone(),
        Type::Variant(cases) => cases.iter().filter_map(|(_, ty)| *ty).collect(),
        Type::Result(ok, err) => [*ok, *err].into_iter().flatten().collect(),
    }
}

/// A type and all that it is made of; a type is looked at once, however often it is mentioned.
pub(crate) fn within(types: &Types, root: TypeId) -> Vec<&Type> {
    let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![root]);
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            let ty = types.get(id);
            found.push(ty);
            open.extend(parts(ty));
        }
    }
    found
}

/// A handle in a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handle {
    /// `(own R)`
    Own(ResourceId),
    /// `(borrow R)`
    Borrow(ResourceId),
}

impl Handle {
    /// Of this resource type.
    #[must_use]
    pub fn resource(self) -> ResourceId {
        match self {
            Self::Own(resource) | Self::Borrow(resource) => resource,
        }
    }
}

/// The handles in a type.
#[must_use]
pub fn handles(types: &Types, root: TypeId) -> BTreeSet<Handle> {
    let handle = |ty: &Type| match ty {
        Type::Own(resource) => Some(Handle::Own(*resource)),
        Type::Borrow(resource) => Some(Handle::Borrow(*resource)),
        _ => None,
    };
    within(types, root).into_iter().filter_map(handle).collect()
}

/// Whether there is a string in a value of the type.
#[must_use]
pub fn has_string(types: &Types, root: TypeId) -> bool {
    within(types, root).contains(&&Type::String)
}

/// Whether lowering a value of the type takes memory besides the value's own.
#[must_use]
pub fn allocates(types: &Types, root: TypeId) -> bool {
    within(types, root).into_iter().any(|ty| matches!(ty, Type::String | Type::List(_) | Type::Map(..)))
}

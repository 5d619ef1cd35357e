//! Sizes, alignments and flat forms of value types: pure functions of the canonical ABI
//! (`CanonicalABI.md#alignment`, `#element-size`, `#flattening`) for 32-bit memories.

use serde::Serialize;

use crate::value_type::{FuncType, Int, Type, TypeId, Types};

/// Parameters of a lifted or synchronously lowered function that stay flat, at most (`MAX_FLAT_PARAMS`).
pub const MAX_FLAT_PARAMS: usize = 16;
/// Results that stay flat, at most (`MAX_FLAT_RESULTS`).
pub const MAX_FLAT_RESULTS: usize = 1;

/// A core value type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Core {
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
}

/// Size and alignment in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// `elem_size`
    pub size: u32,
    /// `alignment`, a power of two
    pub align: u32,
}

impl Layout {
    const fn scalar(size: u32) -> Self {
        Self { size, align: size }
    }
}

/// Rounds `offset` up to a multiple of `align`.
#[must_use]
pub fn align_to(offset: u32, align: u32) -> u32 {
    offset.saturating_add(align - 1) & !(align - 1)
}

/// The layout of a type.
#[must_use]
pub fn layout(types: &Types, id: TypeId) -> Layout {
    match types.get(id) {
        Type::Bool | Type::Int(Int::S8 | Int::U8) => Layout::scalar(1),
        Type::Int(Int::S16 | Int::U16) => Layout::scalar(2),
        Type::Int(Int::S32 | Int::U32) | Type::F32 | Type::Char | Type::Own(_) | Type::Borrow(_) => Layout::scalar(4),
        Type::Int(Int::S64 | Int::U64) | Type::F64 => Layout::scalar(8),
        Type::String | Type::List(_) | Type::Map(..) => Layout { size: 8, align: 4 },
        Type::FixedList(element, length) => {
            let Layout { size, align } = layout(types, *element);
            Layout { size: size.saturating_mul(*length), align }
        }
        Type::Record(fields) => sequence(types, fields.iter().map(|(_, ty)| *ty)).layout,
        Type::Tuple(items) => sequence(types, items.iter().copied()).layout,
        Type::Variant(cases) => variant(types, cases.iter().map(|(_, ty)| *ty)).layout,
        Type::Enum(names) => Layout::scalar(discriminant_size(names.len())),
        Type::Option(ty) => variant(types, [None, Some(*ty)].into_iter()).layout,
        Type::Result(ok, err) => variant(types, [*ok, *err].into_iter()).layout,
        Type::Flags(names) => Layout::scalar(flags_size(names.len())),
    }
}

/// Where the parts of a record or tuple lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Of the whole.
    pub layout: Layout,
    /// Offsets of the parts.
    pub offsets: Vec<u32>,
}

/// Lays out the parts of a record, tuple or spilled parameter list, in order.
#[must_use]
pub fn sequence(types: &Types, parts: impl Iterator<Item = TypeId>) -> Sequence {
    let (mut size, mut align, mut offsets) = (0u32, 1, Vec::new());
    for part in parts {
        let layout = layout(types, part);
        size = align_to(size, layout.align);
        offsets.push(size);
        size = size.saturating_add(layout.size);
        align = align.max(layout.align);
    }
    Sequence { layout: Layout { size: align_to(size, align), align }, offsets }
}

/// Where the parts of a variant, option or result lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases {
    /// Of the whole.
    pub layout: Layout,
    /// Bytes of the discriminant: 1, 2 or 4.
    pub discriminant: u32,
    /// Offset of every case's payload.
    pub payload: u32,
}

/// Lays out a variant with these payloads.
#[must_use]
pub fn variant(types: &Types, cases: impl Iterator<Item = Option<TypeId>>) -> Cases {
    let (mut count, mut size, mut align) = (0, 0, 1);
    for case in cases {
        count += 1;
        if let Some(ty) = case {
            let layout = layout(types, ty);
            size = size.max(layout.size);
            align = align.max(layout.align);
        }
    }
    let discriminant = discriminant_size(count);
    let payload = align_to(discriminant, align);
    let align = align.max(discriminant);
    Cases { layout: Layout { size: align_to(payload.saturating_add(size), align), align }, discriminant, payload }
}

/// Bytes of the discriminant of so many cases (`discriminant_type`).
#[must_use]
pub fn discriminant_size(cases: usize) -> u32 {
    match cases {
        0..=0x100 => 1,
        0x101..=0x1_0000 => 2,
        _ => 4,
    }
}

/// Bytes of so many flags (`elem_size_flags`).
#[must_use]
pub fn flags_size(labels: usize) -> u32 {
    match labels {
        0..=8 => 1,
        9..=16 => 2,
        _ => 4,
    }
}

/// The flat form of a type (`flatten_type`). It is as long as [`Types::flat_count`] says, so ask that first.
#[must_use]
pub fn flatten(types: &Types, id: TypeId) -> Vec<Core> {
    let mut flat = Vec::new();
    flatten_into(types, id, &mut flat);
    flat
}

fn flatten_into(types: &Types, id: TypeId, flat: &mut Vec<Core>) {
    match types.get(id) {
        Type::Bool
        | Type::Int(Int::S8 | Int::U8 | Int::S16 | Int::U16 | Int::S32 | Int::U32)
        | Type::Char
        | Type::Enum(_)
        | Type::Flags(_)
        | Type::Own(_)
        | Type::Borrow(_) => flat.push(Core::I32),
        Type::Int(Int::S64 | Int::U64) => flat.push(Core::I64),
        Type::F32 => flat.push(Core::F32),
        Type::F64 => flat.push(Core::F64),
        Type::String | Type::List(_) | Type::Map(..) => flat.extend([Core::I32, Core::I32]),
        Type::FixedList(element, length) => {
            let element = flatten(types, *element);
            (0..*length).for_each(|_| flat.extend(&element));
        }
        Type::Record(fields) => fields.iter().for_each(|(_, ty)| flatten_into(types, *ty, flat)),
        Type::Tuple(items) => items.iter().for_each(|ty| flatten_into(types, *ty, flat)),
        Type::Variant(cases) => flat.extend(flatten_cases(types, cases.iter().map(|(_, ty)| *ty))),
        Type::Option(ty) => flat.extend(flatten_cases(types, [None, Some(*ty)].into_iter())),
        Type::Result(ok, err) => flat.extend(flatten_cases(types, [*ok, *err].into_iter())),
    }
}

/// The flat form of a variant: the discriminant, then the payloads joined position by position (`flatten_variant`).
#[must_use]
pub fn flatten_cases(types: &Types, cases: impl Iterator<Item = Option<TypeId>>) -> Vec<Core> {
    let mut joined: Vec<Core> = vec![Core::I32];
    for ty in cases.flatten() {
        for (i, core) in flatten(types, ty).into_iter().enumerate() {
            match joined.get_mut(i + 1) {
                Some(slot) => *slot = join(*slot, core),
                None => joined.push(core),
            }
        }
    }
    joined
}

/// The core type that can hold both (`join`).
#[must_use]
pub fn join(a: Core, b: Core) -> Core {
    match (a, b) {
        (a, b) if a == b => a,
        (Core::I32, Core::F32) | (Core::F32, Core::I32) => Core::I32,
        _ => Core::I64,
    }
}

/// The flat parameters and results of a function, or `None` where they are spilled to memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Flat parameters; `None`: one pointer to a tuple of all.
    pub params: Option<Vec<Core>>,
    /// Flat results; `None`: a pointer to the result (returned when lifting, a last parameter when lowering).
    pub results: Option<Vec<Core>>,
}

/// Flattens a function type for the synchronous ABI (`flatten_functype`).
#[must_use]
pub fn signature(types: &Types, ty: &FuncType) -> Signature {
    Signature {
        params: flatten_up_to(types, MAX_FLAT_PARAMS, ty.params.iter().map(|(_, ty)| *ty)),
        results: flatten_up_to(types, MAX_FLAT_RESULTS, ty.result.into_iter()),
    }
}

/// The flat form of these types together, unless it is longer than `limit`.
fn flatten_up_to(types: &Types, limit: usize, parts: impl Iterator<Item = TypeId> + Clone) -> Option<Vec<Core>> {
    let count = parts.clone().map(|ty| types.flat_count(ty)).fold(0, u32::saturating_add);
    (count as usize <= limit).then(|| parts.flat_map(|ty| flatten(types, ty)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(build: impl FnOnce(&mut Types) -> TypeId, size: u32, align: u32, flat: &[Core]) {
        let mut types = Types::default();
        let id = build(&mut types);
        assert_eq!(layout(&types, id), Layout { size, align });
        assert_eq!(flatten(&types, id), flat);
    }

    #[test]
    fn scalars() {
        check(|t| t.intern(Type::Bool), 1, 1, &[Core::I32]);
        check(|t| t.intern(Type::Int(Int::U64)), 8, 8, &[Core::I64]);
        check(|t| t.intern(Type::String), 8, 4, &[Core::I32, Core::I32]);
    }

    #[test]
    fn records_pad_to_their_alignment() {
        check(
            |t| {
                let (a, b) = (t.intern(Type::Int(Int::U8)), t.intern(Type::Int(Int::U64)));
                t.intern(Type::Record(vec![("a".into(), a), ("b".into(), b), ("c".into(), a)]))
            },
            24,
            8,
            &[Core::I32, Core::I64, Core::I32],
        );
    }

    #[test]
    fn variants_join_their_payloads() {
        check(
            |t| {
                let (f, i) = (t.intern(Type::F32), t.intern(Type::Int(Int::U32)));
                t.intern(Type::Variant(vec![("f".into(), Some(f)), ("i".into(), Some(i)), ("n".into(), None)]))
            },
            8,
            4,
            &[Core::I32, Core::I32],
        );
        check(
            |t| {
                let (f, i) = (t.intern(Type::F64), t.intern(Type::Int(Int::U32)));
                t.intern(Type::Result(Some(f), Some(i)))
            },
            16,
            8,
            &[Core::I32, Core::I64],
        );
    }

    #[test]
    fn a_fixed_length_list_is_its_elements() {
        let list = |t: &mut Types, element: Type, length| {
            let element = t.intern(element);
            t.intern(Type::FixedList(element, length))
        };
        check(|t| list(t, Type::Int(Int::U16), 3), 6, 2, &[Core::I32; 3]);
        check(|t| list(t, Type::String, 2), 16, 4, &[Core::I32; 4]);
        check(
            |t| {
                let (f, list) = (t.intern(Type::F64), list(t, Type::Int(Int::U8), 2));
                t.intern(Type::Result(Some(f), Some(list)))
            },
            16,
            8,
            &[Core::I32, Core::I64, Core::I32],
        );
    }

    #[test]
    fn a_long_fixed_length_list_is_spilled_without_being_written_out() {
        let mut types = Types::default();
        let byte = types.intern(Type::Int(Int::U8));
        let mut param = |length| {
            let mut list = byte;
            for _ in 0..4 {
                list = types.intern(Type::FixedList(list, length));
            }
            let ty = FuncType { params: vec![("a".into(), list)], result: Some(list), is_async: false };
            (types.flat_count(list), types.weight(list), signature(&types, &ty))
        };
        assert_eq!(param(2), (16, 46, Signature { params: Some(vec![Core::I32; 16]), results: None }));
        assert_eq!(param(100), (100_000_000, 5, Signature { params: None, results: None }));
        assert_eq!(param(1 << 27), (u32::MAX, 5, Signature { params: None, results: None }));
    }

    #[test]
    fn a_map_is_a_list() {
        check(
            |t| {
                let (key, value) = (t.intern(Type::String), t.intern(Type::Int(Int::U64)));
                t.intern(Type::Map(key, value))
            },
            8,
            4,
            &[Core::I32; 2],
        );
    }

    #[test]
    fn discriminants_and_flags_grow() {
        assert_eq!([discriminant_size(256), discriminant_size(257), discriminant_size(65537)], [1, 2, 4]);
        assert_eq!([flags_size(8), flags_size(9), flags_size(17)], [1, 2, 4]);
    }
}

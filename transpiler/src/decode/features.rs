//! The features that a core module uses, read off its types, memories and operators.

use std::collections::BTreeSet;

use wasmparser::{
    CompositeInnerType, ConstExpr, DataKind, ElementItems, ElementKind, MemoryType, Operator, Payload, RecGroup,
    TableInit, TypeRef,
};

use crate::feature::Feature;
use crate::plan::ModuleFacts;

/// Adds what a payload uses outside of function bodies.
pub(super) fn note(facts: &mut ModuleFacts, payload: &Payload<'_>) {
    match payload {
        Payload::TypeSection(section) if section.clone().into_iter().flatten().any(|group| is_gc(&group)) => {
            facts.features.insert(Feature::Gc);
        }
        Payload::ImportSection(section) => {
            for import in section.clone().into_imports().flatten() {
                match import.ty {
                    TypeRef::Memory(memory) => note_memory(facts, &memory),
                    TypeRef::Table(table) if table.table64 => {
                        facts.features.insert(Feature::Memory64);
                    }
                    _ => {}
                }
            }
        }
        Payload::MemorySection(section) => {
            section.clone().into_iter().flatten().for_each(|memory| note_memory(facts, &memory));
        }
        Payload::TableSection(section) => {
            for table in section.clone().into_iter().flatten() {
                if table.ty.table64 {
                    facts.features.insert(Feature::Memory64);
                }
                if let TableInit::Expr(init) = table.init {
                    note_constant(&mut facts.features, &init);
                }
            }
        }
        Payload::GlobalSection(section) => {
            for global in section.clone().into_iter().flatten() {
                note_constant(&mut facts.features, &global.init_expr);
            }
        }
        Payload::ElementSection(section) => {
            for element in section.clone().into_iter().flatten() {
                if let ElementKind::Active { offset_expr, .. } = element.kind {
                    note_constant(&mut facts.features, &offset_expr);
                }
                if let ElementItems::Expressions(_, items) = element.items {
                    items.into_iter().flatten().for_each(|item| note_constant(&mut facts.features, &item));
                }
            }
        }
        Payload::DataSection(section) => {
            for data in section.clone().into_iter().flatten() {
                if let DataKind::Active { offset_expr, .. } = data.kind {
                    note_constant(&mut facts.features, &offset_expr);
                }
            }
        }
        _ => {}
    }
}

fn note_memory(facts: &mut ModuleFacts, memory: &MemoryType) {
    facts.memories = facts.memories.saturating_add(1);
    if facts.memories > 1 {
        facts.features.insert(Feature::MultiMemory);
    }
    if memory.memory64 {
        facts.features.insert(Feature::Memory64);
    }
}

fn note_constant(features: &mut BTreeSet<Feature>, expression: &ConstExpr<'_>) {
    for operator in expression.get_operators_reader().into_iter().flatten() {
        features.extend(match operator {
            Operator::I32Add | Operator::I32Sub | Operator::I32Mul => Some(Feature::ExtendedConst),
            Operator::I64Add | Operator::I64Sub | Operator::I64Mul => Some(Feature::ExtendedConst),
            other => of(&other),
        });
    }
}

/// Whether the types say more than signatures of functions did before.
fn is_gc(group: &RecGroup) -> bool {
    let is_new = |ty: &wasmparser::SubType| {
        !ty.is_final || !ty.supertype_idxs.is_empty() || !matches!(ty.composite_type.inner, CompositeInnerType::Func(_))
    };
    group.is_explicit_rec_group() || group.types().any(is_new)
}

/// The feature that an operator belongs to.
pub(super) fn of(operator: &Operator<'_>) -> Option<Feature> {
    macro_rules! by_proposal {
        ($( @$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
            match operator {
                $( Operator::$op { .. } => by_proposal!(feature @$proposal), )*
                _ => None,
            }
        };
        // `throw` and its tags are older than the rest of their proposal.
        (feature @exceptions) => {
            matches!(operator, Operator::TryTable { .. } | Operator::ThrowRef).then_some(Feature::Exnref)
        };
        (feature @tail_call) => { Some(Feature::TailCall) };
        (feature @relaxed_simd) => { Some(Feature::RelaxedSimd) };
        (feature @gc) => { Some(Feature::Gc) };
        (feature @function_references) => { Some(Feature::Gc) };
        (feature @wide_arithmetic) => { Some(Feature::WideArithmetic) };
        (feature @$proposal:ident) => { None };
    }
    wasmparser::for_each_operator!(by_proposal)
}

#[cfg(test)]
#[path = "features_test.rs"]
mod tests;

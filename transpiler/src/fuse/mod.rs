//! Core wasm that the transpiler writes itself: `wasm-encoder` lives here.
//!
//! A **fused module** holds calls from component to component (`link/calls.rs` says which): `call` puts a call together, `spell` spells the adapter
//! IR, `resolve` and `core` its component-level and core expressions, with `memory` for what is checked and taken, `strings` for text,
//! `transcode` for text that changes its encoding, and `handles` for resources. JavaScript is on the path of no value but a handle, whose tables it has; what else
//! can only be done there (throwing a trap that has a text) is imported.
//! `waiting` and `ascii` are modules of other sorts, for host functions that may have to wait and for short strings on their way to the host.

pub(crate) mod ascii;
mod call;
mod code;
mod core;
mod handles;
mod memory;
mod module;
mod reach;
mod resolve;
mod signatures;
mod spell;
mod strings;
mod transcode;
pub(crate) mod trap;
mod value;
pub(crate) mod waiting;

pub(crate) use handles::moves;
pub(crate) use module::module;
pub(crate) use reach::Form;

use crate::plan::Lift;
use crate::types::{self, FuncType, Type, TypeId, Types};

/// The most cases that engines can tell apart at once.
const MAX_CASES: usize = 65_520;

/// What a call has that there are no words for yet.
pub(crate) fn unsupported(types: &Types, lift: &Lift) -> Option<&'static str> {
    if lift.ty.is_async {
        return Some("an async function");
    }
    let all = || lift.ty.params.iter().map(|(_, ty)| *ty).chain(lift.ty.result);
    all().flat_map(|ty| types::within(types, ty)).find_map(|ty| match ty {
        Type::Variant(cases) if cases.len() > MAX_CASES => Some("a variant of more than 65520 cases"),
        _ => None,
    })
}

/// Whether something of a call is checked but who may make it.
pub(crate) fn may_trap(types: &Types, ty: &FuncType) -> bool {
    let signature = crate::abi::signature(types, ty);
    let is_checked = |ty: TypeId| {
        let all = types::within(types, ty);
        all.iter().any(|ty| {
            !matches!(
                ty,
                Type::Bool
                    | Type::Int(_)
                    | Type::F32
                    | Type::F64
                    | Type::Flags(_)
                    | Type::Record(_)
                    | Type::Tuple(_)
                    // What is wrong with a handle is found by glue.
                    | Type::Own(_)
                    | Type::Borrow(_)
            )
        })
    };
    signature.params.is_none()
        || signature.results.is_none()
        || ty.params.iter().map(|(_, ty)| *ty).chain(ty.result).any(is_checked)
}

//! One call from component to component: `canon lower` on one side, `canon lift` on the other.
//!
//! ```wat
//! (func (export "0") (param …) (result …)
//!   …                                     ;; traps where the caller must not call out
//!   …                                     ;; lifts the arguments from the caller's memory, lowers them into the callee's
//!   (call $callee …)
//!   …                                     ;; lifts the result from the callee's memory, lowers it into the caller's
//!   (call $post-return …))
//! ```
//!
//! Both halves are adapters, the same that glue spells in JavaScript. In the order of the spec all arguments are lifted before the first is lowered.

use wasm_encoder::{BlockType, Function};

use super::code::{Code, Slot};
use super::module::{Helpers, Spaces};
use super::spell::{Memories, Speller, Way};
use super::trap::Trap;
use super::value::Value;
use crate::abi::{self, Core};
use crate::adapter::{Adapter, Expr, Local};
use crate::plan::{Call, CallSide, HandleMove};
use crate::types::{self, FuncType, TypeId, Types};

/// The type of the core function that the call is to its caller.
pub(super) fn core_type(types: &Types, ty: &FuncType) -> (Vec<Core>, Vec<Core>) {
    let signature = abi::signature(types, ty);
    let mut params = signature.params.unwrap_or_else(|| vec![Core::I32]);
    match signature.results {
        Some(results) => (params, results),
        None => {
            params.push(Core::I32);
            (params, Vec::new())
        }
    }
}

/// The function of a call; `None` where it has more variables than engines allow.
pub(super) fn function(types: &Types, spaces: &Spaces, call: &Call, helpers: &mut Helpers) -> Option<Function> {
    let signature = abi::signature(types, &call.ty);
    let (params, _) = core_type(types, &call.ty);
    let (mut code, mut params) = Code::new(&params, spaces.space);
    let out = if signature.results.is_none() { params.pop() } else { None };
    let trap = spaces.index(call.trap);
    let handles: Vec<(HandleMove, u32)> =
        call.handles.moves.iter().map(|(step, import)| (*step, spaces.index(Some(*import)))).collect();
    let with = |from: &CallSide, to: &CallSide| Way {
        with: Memories {
            from: spaces.index(from.memory),
            to: spaces.index(to.memory),
            encodings: (from.encoding, to.encoding),
            realloc: spaces.index(to.realloc),
            gate: to.leaves.then_some(spaces.gate),
            trap,
        },
        handles: &handles,
        instances: (from.instance, to.instance),
    };
    let (there, back) = (with(&call.from, &call.to), with(&call.to, &call.from));
    if call.from.barred {
        code.put().global_get(spaces.gate).if_(BlockType::Empty);
        code.put().i32_const(Trap::CannotLeave.number()).call(trap).unreachable();
        code.put().end();
    }
    if let Some((open, _)) = call.handles.scope {
        code.put().call(spaces.index(Some(open)));
    }
    let close = call.handles.scope.map(|(_, close)| spaces.index(Some(close)));
    let tys: Vec<TypeId> = call.ty.params.iter().map(|(_, ty)| *ty).collect();
    let is_flat = signature.params.is_some();
    pass_arguments(types, &mut code, there, helpers, &tys, &params, is_flat);
    code.put().call(spaces.index(Some(call.callee)));
    let results = signature.results.unwrap_or_else(|| vec![Core::I32]);
    let returned: Vec<Slot> = results.iter().map(|ty| code.keep(*ty)).collect();
    let result = call.ty.result.and_then(|ty| {
        let returned = returned.first().copied()?;
        pass_result(types, &mut code, back, helpers, close, ty, (returned, out))
    });
    if let (Some(close), None) = (close, call.ty.result) {
        code.put().call(close);
    }
    if let Some(post_return) = call.post_return {
        let gate = |code: &mut Code, shut| {
            if call.to.leaves {
                code.put().i32_const(shut).global_set(spaces.gate);
            }
        };
        gate(&mut code, 1);
        for slot in &returned {
            code.get(*slot);
        }
        code.put().call(spaces.index(Some(post_return)));
        gate(&mut code, 0);
    }
    if let Some(result) = result {
        code.get(result);
    }
    code.finish()
}

/// Leaves the core arguments on the stack. CanonicalABI.md#lifting-and-lowering-values (`lift_flat_values`, `lower_flat_values`)
fn pass_arguments(
    types: &Types,
    code: &mut Code,
    way: Way<'_>,
    helpers: &mut Helpers,
    tys: &[TypeId],
    params: &[Slot],
    is_flat: bool,
) {
    let mut a = Adapter { moves_in_order: true, ..Adapter::default() };
    let locals: Vec<Local> = params.iter().map(|_| a.local("param")).collect();
    let sequence = abi::sequence(types, tys.iter().copied());
    let target = a.local("params");
    let mut flat = locals.iter().map(|local| Expr::Local(*local)).collect::<Vec<_>>().into_iter();
    let (lift, values) = a.block(|a| {
        let pointer = locals.first().map_or(Expr::I32(0), |local| Expr::Local(*local));
        let mut values = Vec::with_capacity(tys.len());
        for (ty, offset) in tys.iter().zip(&sequence.offsets) {
            let value = if is_flat {
                types::lift_flat(types, a, *ty, "value", &mut flat)
            } else {
                types::load(types, a, *ty, "value", &pointer, *offset)
            };
            values.push(a.bind("value", value));
        }
        values
    });
    let (lower, arguments) = a.block(|a| {
        let mut arguments = Vec::new();
        for ((ty, offset), value) in tys.iter().zip(&sequence.offsets).zip(values) {
            if is_flat {
                arguments.extend(types::lower_flat(types, a, *ty, "value", value));
            } else {
                types::store(types, a, *ty, "value", value, &target.into(), *offset);
            }
        }
        arguments
    });
    let layout = sequence.layout;
    let mut speller = Speller::new(code, way, helpers, &a);
    for (local, slot) in locals.iter().zip(params) {
        speller.set(*local, Value::Core(*slot));
    }
    if let (false, Some(pointer)) = (is_flat, params.first()) {
        speller.check_pointer(way.with.from, *pointer, layout.size, layout.align);
    }
    speller.stmts(&lift);
    if is_flat {
        speller.stmts(&lower);
        for argument in &arguments {
            speller.core(argument);
        }
    } else {
        speller.code.put().i32_const(1);
        let one = speller.code.keep(Core::I32);
        let slot = speller.allocate(one, layout.size, layout.align, Trap::Pointer);
        speller.set(target, Value::Core(slot));
        speller.stmts(&lower);
        speller.code.get(slot);
    }
}

/// Passes the result: to memory, or to the slot that is returned. The call ends in between. CanonicalABI.md#canon-lift (`Task.return_`)
fn pass_result(
    types: &Types,
    code: &mut Code,
    way: Way<'_>,
    helpers: &mut Helpers,
    close: Option<u32>,
    ty: TypeId,
    (returned, out): (Slot, Option<Slot>),
) -> Option<Slot> {
    let mut a = Adapter { moves_in_order: true, ..Adapter::default() };
    let (source, target) = (a.local("result"), a.local("out"));
    let (lift, value) = a.block(|a| {
        let value = match out {
            Some(_) => types::load(types, a, ty, "value", &source.into(), 0),
            None => types::lift_flat(types, a, ty, "value", &mut vec![source.into()].into_iter()),
        };
        a.bind("value", value)
    });
    let (lower, flat) = a.block(|a| match out {
        Some(_) => {
            types::store(types, a, ty, "value", value, &target.into(), 0);
            Vec::new()
        }
        None => types::lower_flat(types, a, ty, "value", value),
    });
    let layout = abi::layout(types, ty);
    let mut speller = Speller::new(code, way, helpers, &a);
    speller.set(source, Value::Core(returned));
    if let Some(out) = out {
        speller.set(target, Value::Core(out));
        speller.check_pointer(way.with.from, returned, layout.size, layout.align);
        speller.stmts(&lift);
        if let Some(close) = close {
            speller.code.put().call(close);
        }
        speller.check_pointer(way.with.to, out, layout.size, layout.align);
        speller.stmts(&lower);
        return None;
    }
    speller.stmts(&lift);
    if let Some(close) = close {
        speller.code.put().call(close);
    }
    speller.stmts(&lower);
    flat.first().map(|result| speller.keep(result))
}

//! Core values of the adapter IR, put on the stack.

use wasm_encoder::{MemArg, MemArgTarget};

use super::code::Slot;
use super::reach::Reach;
use super::spell::Speller;
use super::trap::Trap;
use super::value::Value;
use crate::abi::Core;
use crate::adapter::{Access, Expr, Numeric, Op};
use crate::types::Int;

impl Speller<'_> {
    /// Evaluates a core value into a variable.
    pub(super) fn keep(&mut self, expr: &Expr) -> Slot {
        if let Expr::Local(_) = expr
            && let Value::Core(slot) = self.present(expr)
        {
            return slot;
        }
        let ty = self.core(expr);
        self.code.keep(ty)
    }

    /// Puts a core value on the stack.
    pub(super) fn core(&mut self, expr: &Expr) -> Core {
        match expr {
            Expr::I32(value) => {
                self.code.put().i32_const(*value);
                Core::I32
            }
            Expr::Zero(ty) => {
                self.zero(*ty);
                *ty
            }
            Expr::Load(access, base, offset) => {
                self.core(base);
                self.load(*access, *offset)
            }
            Expr::Pointer(value, layout) => {
                let ptr = self.keep(value);
                self.check_pointer(self.with.from, ptr, layout.size, layout.align);
                self.code.get(ptr);
                Core::I32
            }
            Expr::Offset(base, offset) => {
                self.core(base);
                self.code.put().i32_const(offset.cast_signed()).i32_add();
                Core::I32
            }
            Expr::LiftInt(int, value) => {
                let ty = self.core(value);
                match int {
                    Int::U8 => self.code.put().i32_const(0xff).i32_and(),
                    Int::U16 => self.code.put().i32_const(0xffff).i32_and(),
                    Int::S8 => self.code.put().i32_extend8_s(),
                    Int::S16 => self.code.put().i32_extend16_s(),
                    Int::S32 | Int::U32 | Int::S64 | Int::U64 => return ty,
                };
                ty
            }
            Expr::LiftBool(value) => {
                self.core(value);
                self.code.put().i32_const(0).i32_ne();
                Core::I32
            }
            Expr::LiftFlags(names, bits) => {
                let mask = u32::try_from(names.len())
                    .ok()
                    .and_then(|n| u32::MAX.checked_shl(n))
                    .map_or(-1, |high| (!high).cast_signed());
                self.core(bits);
                self.code.put().i32_const(mask).i32_and();
                Core::I32
            }
            // A component's values are in range, and what the host's need is done.
            Expr::LowerInt(_, value)
            | Expr::LowerFloat(_, value)
            | Expr::LowerBool(value)
            | Expr::LowerFlags(_, value)
            | Expr::CoerceInt(_, value)
            | Expr::CoerceFloat(value)
            | Expr::ToText(value) => self.core(value),
            Expr::Cast { from, to, value } => {
                self.core(value);
                self.cast(*from, *to);
                *to
            }
            Expr::IsNone(value) => {
                match self.resolve(value) {
                    Value::Option(tag, _) => self.code.put().local_get(tag.index).i32_eqz(),
                    Value::Absent => self.code.put().i32_const(1),
                    _ => self.code.put().i32_const(0),
                };
                Core::I32
            }
            Expr::Op(op, args) => self.core_op(op, args),
            expr => {
                let value = self.present(expr);
                self.core_value(value)
            }
        }
    }

    fn core_value(&mut self, value: Value) -> Core {
        match value {
            Value::Core(slot) => {
                self.code.get(slot);
                slot.ty
            }
            Value::Pending(expr) => self.core(&expr),
            // No core value: the types say that it is not asked for.
            _ => {
                self.code.put().i32_const(0);
                Core::I32
            }
        }
    }

    fn core_op(&mut self, op: &Op, args: &[Expr]) -> Core {
        let Some(value) = args.first() else { return self.core_value(Value::Absent) };
        match op {
            Op::LiftChar => {
                self.core(value);
                let char = self.code.keep(Core::I32);
                // Neither a surrogate nor past the last: the first is taken out of the range before the comparison.
                self.code.get(char);
                self.code.put().i32_const(0x11_0000).i32_ge_u();
                self.code.get(char);
                self.code.put().i32_const(0xd800).i32_sub().i32_const(0x800).i32_lt_u().i32_or();
                self.trap_if(Trap::Char);
                self.code.get(char);
                Core::I32
            }
            Op::LiftEnum(names) => {
                self.core(value);
                let index = self.code.keep(Core::I32);
                self.code.get(index);
                self.code.put().i32_const(i32::try_from(names.len()).unwrap_or(i32::MAX)).i32_ge_u();
                self.trap_if(Trap::Case);
                self.code.get(index);
                Core::I32
            }
            Op::LowerChar | Op::LowerEnum(_) => self.core(value),
            Op::Object => {
                let value = self.present(value);
                self.core_value(value)
            }
            _ => self.core_value(Value::Absent),
        }
    }

    fn zero(&mut self, ty: Core) {
        match ty {
            Core::I32 => self.code.put().i32_const(0),
            Core::I64 => self.code.put().i64_const(0),
            Core::F32 => self.code.put().f32_const(0.0f32.into()),
            Core::F64 => self.code.put().f64_const(0.0f64.into()),
        };
    }

    fn cast(&mut self, from: Core, to: Core) {
        let mut put = self.code.put();
        match (from, to) {
            (Core::I32, Core::F32) => put.f32_reinterpret_i32(),
            (Core::F32, Core::I32) => put.i32_reinterpret_f32(),
            (Core::I64, Core::I32) => put.i32_wrap_i64(),
            (Core::I32, Core::I64) => put.i64_extend_i32_u(),
            (Core::I64, Core::F64) => put.f64_reinterpret_i64(),
            (Core::F64, Core::I64) => put.i64_reinterpret_f64(),
            (Core::I64, Core::F32) => put.i32_wrap_i64().f32_reinterpret_i32(),
            (Core::F32, Core::I64) => put.i32_reinterpret_f32().i64_extend_i32_u(),
            _ => return,
        };
    }

    fn load(&mut self, access: Access, offset: u32) -> Core {
        let reach = match access {
            Access::Int(Int::U8) => Reach::U8,
            Access::Int(Int::S8) => Reach::S8,
            Access::Int(Int::U16) => Reach::U16,
            Access::Int(Int::S16) => Reach::S16,
            Access::Int(Int::U32 | Int::S32) => Reach::I32,
            Access::Int(Int::U64 | Int::S64) => Reach::I64,
            Access::F32 => Reach::F32,
            Access::F64 => Reach::F64,
        };
        self.code.reach(reach, self.with.from, offset);
        core_of(access)
    }

    pub(super) fn store(&mut self, access: Access, offset: u32) {
        let reach = match access {
            Access::Int(Int::U8 | Int::S8) => Reach::Store8,
            Access::Int(Int::U16 | Int::S16) => Reach::Store16,
            Access::Int(Int::U32 | Int::S32) => Reach::Store32,
            Access::Int(Int::U64 | Int::S64) => Reach::Store64,
            Access::F32 => Reach::StoreF32,
            Access::F64 => Reach::StoreF64,
        };
        self.code.reach(reach, self.with.to, offset);
    }
}

/// The core type of what an access reads.
fn core_of(access: Access) -> Core {
    match access {
        Access::Int(Int::U64 | Int::S64) => Core::I64,
        Access::Int(_) => Core::I32,
        Access::F32 => Core::F32,
        Access::F64 => Core::F64,
    }
}

/// Bytes of one element.
pub(super) fn numeric_size(element: Numeric) -> u32 {
    match element {
        Numeric::Int(Int::S8 | Int::U8) => 1,
        Numeric::Int(Int::S16 | Int::U16) => 2,
        Numeric::Int(Int::S32 | Int::U32) | Numeric::F32 => 4,
        Numeric::Int(Int::S64 | Int::U64) | Numeric::F64 => 8,
    }
}

/// An access to a memory; alignment is a promise that no element keeps by force, so none is given.
pub(super) fn mem_arg(memory: u32, offset: u32) -> MemArg {
    MemArg { offset: u64::from(offset), align: 0, target: MemArgTarget::Memory(memory), ordering: None }
}

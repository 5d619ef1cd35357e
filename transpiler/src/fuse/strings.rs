//! Strings in a fused call: a string is checked when it is lifted, so what lowers it finds nothing wrong.

use wasm_encoder::{BlockType, Function};

use super::code::{Code, Slot};
use super::module::Helper;
use super::reach::{Reach, Space};
use super::spell::Speller;
use super::transcode::Units;
use super::trap::Trap;
use super::value::Value;
use crate::abi::Core;
use crate::adapter::Expr;
use crate::plan::Encoding;

impl Speller<'_> {
    /// CanonicalABI.md#loading (`load_string_from_range`)
    pub(super) fn lift_string(&mut self, (ptr, len): (Slot, Slot)) -> Value {
        match self.with.encodings.0 {
            Encoding::Utf8 => self.check_text((ptr, len), 1, 1, Some(Units::Utf8)),
            Encoding::Utf16 => self.check_text((ptr, len), 2, 2, Some(Units::Utf16)),
            Encoding::CompactUtf16 => self.if_utf16(
                len,
                |speller, units| speller.check_text((ptr, units), 2, 2, Some(Units::Utf16)),
                |speller, units| speller.check_text((ptr, units), 1, 2, None),
            ),
        }
        Value::Text(ptr, len)
    }

    fn check_text(&mut self, range: (Slot, Slot), size: u32, align: u32, units: Option<Units>) {
        self.check_range(range, size, align, Trap::Text);
        let Some(units) = units else { return };
        self.code.get(range.0);
        self.code.get(range.1);
        match self.code.space {
            Space::Here => {
                let check = Helper::Check { units, memory: self.with.from, trap: self.with.trap };
                self.code.put().call(self.helpers.index(check));
            }
            Space::Behind { .. } => {
                let check = if units == Units::Utf8 { Reach::Utf8 } else { Reach::Utf16 };
                self.code.call_half(check, self.with.from);
            }
        }
    }

    /// One way for UTF-16 and another for Latin-1, by the tag in the length.
    fn if_utf16(&mut self, len: Slot, utf16: impl FnOnce(&mut Self, Slot), latin1: impl FnOnce(&mut Self, Slot)) {
        self.code.put().local_get(len.index).i32_const(i32::MAX).i32_and();
        let units = self.code.keep(Core::I32);
        self.code.put().local_get(len.index).i32_const(0).i32_lt_s().if_(BlockType::Empty);
        utf16(self, units);
        self.code.put().else_();
        latin1(self, units);
        self.code.put().end();
    }

    /// CanonicalABI.md#storing (`store_string_into_range`)
    pub(super) fn lower_string(&mut self, value: &Expr) -> Option<(Slot, Slot)> {
        let Value::Text(from, tagged) = self.present(value) else { return None };
        let to = (self.code.slot(Core::I32), self.code.slot(Core::I32));
        match self.with.encodings {
            (Encoding::Utf8, Encoding::Utf8) => self.copy_text((from, tagged), to, 1, 1),
            (Encoding::Utf16, Encoding::Utf16) => self.copy_text((from, tagged), to, 2, 2),
            (Encoding::Utf8, _) => self.transcode((from, tagged), to, Units::Utf8),
            (Encoding::Utf16, _) => self.transcode((from, tagged), to, Units::Utf16),
            (Encoding::CompactUtf16, Encoding::Utf8) => self.if_utf16(
                tagged,
                |speller, units| speller.transcode((from, units), to, Units::Utf16),
                |speller, units| speller.transcode((from, units), to, Units::Latin1),
            ),
            (Encoding::CompactUtf16, Encoding::Utf16) => self.if_utf16(
                tagged,
                |speller, units| speller.copy_text((from, units), to, 2, 2),
                |speller, units| speller.transcode((from, units), to, Units::Latin1),
            ),
            (Encoding::CompactUtf16, Encoding::CompactUtf16) => self.if_utf16(
                tagged,
                |speller, units| speller.call_helper((from, units), to, Helper::Narrow(speller.with)),
                |speller, units| speller.copy_text((from, units), to, 1, 2),
            ),
        }
        Some(to)
    }

    fn transcode(&mut self, from: (Slot, Slot), to: (Slot, Slot), units: Units) {
        self.call_helper(from, to, Helper::Transcode(units, self.with));
    }

    fn call_helper(&mut self, from: (Slot, Slot), to: (Slot, Slot), helper: Helper) {
        let function = self.helpers.index(helper);
        self.code.get(from.0);
        self.code.get(from.1);
        self.code.put().call(function).local_set(to.1.index).local_set(to.0.index);
    }

    /// CanonicalABI.md#storing (`store_string_copy`) of units that stay what they are.
    fn copy_text(&mut self, from: (Slot, Slot), to: (Slot, Slot), size: u32, align: u32) {
        let ptr = self.allocate(from.1, size, align, Trap::Text);
        self.copy((ptr, 0), from.0, from.1, size);
        self.code.put().local_get(ptr.index).local_set(to.0.index);
        self.code.put().local_get(from.1.index).local_set(to.1.index);
    }
}

/// The function that traps unless code units of a memory of the module are text.
pub(super) fn check(units: Units, memory: u32, trap: u32) -> Option<Function> {
    if units == Units::Utf8 { check_utf8(memory, trap) } else { check_utf16(memory, trap) }
}

/// Surrogates come in pairs.
fn check_utf16(memory: u32, trap: u32) -> Option<Function> {
    let (mut code, params) = Code::new(&[Core::I32, Core::I32], Space::Here);
    let (Some(at), Some(end)) = (params.first().copied(), params.get(1).copied()) else { return None };
    let unit = code.slot(Core::I32);
    let next = |code: &mut Code| {
        code.get(at);
        code.reach(Reach::U16, memory, 0);
        code.put().local_get(at.index).i32_const(2).i32_add().local_set(at.index);
    };
    code.put().local_get(at.index).local_get(end.index).i32_const(1).i32_shl().i32_add().local_set(end.index);
    code.put().block(BlockType::Empty).loop_(BlockType::Empty);
    code.put().local_get(at.index).local_get(end.index).i32_eq().br_if(1);
    next(&mut code);
    code.put().local_tee(unit.index).i32_const(0xf800).i32_and().i32_const(0xd800).i32_ne().br_if(0);
    // A second half, or a first half at the end.
    code.put().local_get(unit.index).i32_const(0xdc00).i32_ge_u();
    code.put().local_get(at.index).local_get(end.index).i32_eq().i32_or();
    fail_if(&mut code, trap, Trap::Utf16);
    next(&mut code);
    code.put().i32_const(0xfc00).i32_and().i32_const(0xdc00).i32_ne();
    fail_if(&mut code, trap, Trap::Utf16);
    code.put().br(0).end().end();
    code.finish()
}

fn fail_if(code: &mut Code, trap: u32, trapped: Trap) {
    code.put().if_(BlockType::Empty).i32_const(trapped.number()).call(trap).unreachable().end();
}

/// Goes over ASCII eight bytes at a time, over all else character by character.
fn check_utf8(memory: u32, trap: u32) -> Option<Function> {
    let (mut code, params) = Code::new(&[Core::I32, Core::I32], Space::Here);
    let (Some(at), Some(end)) = (params.first().copied(), params.get(1).copied()) else { return None };
    let (lead, left) = (code.slot(Core::I32), code.slot(Core::I32));
    let (low, high) = (code.slot(Core::I32), code.slot(Core::I32));
    let fail = |code: &mut Code, trapped: Trap| fail_if(code, trap, trapped);
    let byte = |code: &mut Code| {
        code.get(at);
        code.reach(Reach::U8, memory, 0);
    };
    let advance = |code: &mut Code, by: i32| {
        code.put().local_get(at.index).i32_const(by).i32_add().local_set(at.index);
    };
    code.put().local_get(at.index).local_get(end.index).i32_add().local_set(end.index);
    code.put().block(BlockType::Empty).loop_(BlockType::Empty);
    // ASCII. `end` may be 2³² at most as a sum: what is left is their difference.
    code.put().block(BlockType::Empty).loop_(BlockType::Empty);
    code.put().local_get(end.index).local_get(at.index).i32_sub().i32_const(8).i32_lt_u().br_if(1);
    code.get(at);
    code.reach(Reach::I64, memory, 0);
    code.put().i64_const(0x8080_8080_8080_8080_u64.cast_signed()).i64_and().i64_eqz().i32_eqz().br_if(1);
    advance(&mut code, 8);
    code.put().br(0).end().end();
    code.put().local_get(at.index).local_get(end.index).i32_eq().br_if(1);
    byte(&mut code);
    code.put().local_set(lead.index);
    advance(&mut code, 1);
    code.put().local_get(lead.index).i32_const(0x80).i32_lt_u().br_if(0);
    // How many bytes follow, and between what the first of them is.
    code.put().local_get(lead.index).i32_const(0xc2).i32_sub().i32_const(0xf4 - 0xc2).i32_gt_u();
    fail(&mut code, Trap::Utf8);
    code.put().i32_const(1).local_get(lead.index).i32_const(0xe0).i32_ge_u().i32_add();
    code.put().local_get(lead.index).i32_const(0xf0).i32_ge_u().i32_add().local_set(left.index);
    select_bound(&mut code, lead, &[(0xe0, 0xa0), (0xf0, 0x90)], 0x80);
    code.put().local_set(low.index);
    select_bound(&mut code, lead, &[(0xed, 0x9f), (0xf4, 0x8f)], 0xbf);
    code.put().local_set(high.index);
    code.put().loop_(BlockType::Empty);
    code.put().local_get(at.index).local_get(end.index).i32_eq();
    fail(&mut code, Trap::CutUtf8);
    byte(&mut code);
    code.put().local_get(low.index).i32_lt_u();
    byte(&mut code);
    code.put().local_get(high.index).i32_gt_u().i32_or();
    fail(&mut code, Trap::Utf8);
    advance(&mut code, 1);
    code.put().i32_const(0x80).local_set(low.index).i32_const(0xbf).local_set(high.index);
    code.put().local_get(left.index).i32_const(1).i32_sub().local_tee(left.index).br_if(0).end();
    code.put().br(0).end().end();
    code.finish()
}

/// Leaves the number that belongs to the lead byte on the stack.
fn select_bound(code: &mut Code, lead: Slot, special: &[(i32, i32)], otherwise: i32) {
    for (_, bound) in special {
        code.put().i32_const(*bound);
    }
    code.put().i32_const(otherwise);
    for (byte, _) in special.iter().rev() {
        code.put().local_get(lead.index).i32_const(*byte).i32_eq().select();
    }
}

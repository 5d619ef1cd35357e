//! Strings from one encoding to another: functions of address and length in code units → address and length, in the other memory.
//!
//! They call `realloc` as the specification does, which a component can see: memory for the shortest form first, more when something does not fit, less
//! when there is some left. What they read is known to be right (`strings`).

use wasm_encoder::{BlockType, Function};

use super::code::{Code, Slot};
use super::module::{Helper, Helpers};
use super::reach::{Reach, Space};
use super::spell::{Memories, Speller};
use super::trap::Trap;
use crate::abi::Core;
use crate::adapter::Adapter;
use crate::plan::Encoding;

/// In a length: the string is UTF-16. CanonicalABI.md#loading (`utf16_tag`)
pub(super) const UTF16_TAG: i32 = i32::MIN;

/// How the code units that are read lie in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Units {
    Utf8,
    Utf16,
    Latin1,
}

impl Units {
    /// Bytes of a unit.
    fn size(self) -> i32 {
        if self == Self::Utf16 { 2 } else { 1 }
    }
}

/// The function; `None` where it has more variables than engines allow.
pub(super) fn transcode(from: Units, with: Memories, helpers: &mut Helpers) -> Option<Function> {
    let (mut code, params) = Code::new(&[Core::I32; 2], helpers.space);
    let (Some(at), Some(units)) = (params.first().copied(), params.get(1).copied()) else { return None };
    let speller = Speller::new(&mut code, with.into(), helpers, &Adapter::default());
    let mut transcoder = Transcoder::new(speller, from, at, units);
    match with.encodings.1 {
        Encoding::Utf8 => transcoder.store_as_utf8(),
        Encoding::Utf16 => transcoder.store_as_utf16(),
        Encoding::CompactUtf16 => transcoder.store_as_compact(),
    }
    code.finish()
}

struct Transcoder<'a> {
    speller: Speller<'a>,
    from: Units,
    /// What is read next.
    at: Slot,
    end: Slot,
    /// Code units that there are.
    units: Slot,
    /// What has been read.
    scalar: Slot,
    /// Where the string begins.
    start: Slot,
    /// Where the next unit goes.
    to: Slot,
}

impl<'a> Transcoder<'a> {
    fn new(speller: Speller<'a>, from: Units, at: Slot, units: Slot) -> Self {
        let mut slot = || speller.code.slot(Core::I32);
        let (end, scalar, start, to) = (slot(), slot(), slot(), slot());
        speller.code.put().local_get(at.index).local_get(units.index);
        speller.code.put().i32_const(from.size()).i32_mul().i32_add().local_set(end.index);
        Self { speller, from, at, end, units, scalar, start, to }
    }

    fn code(&mut self) -> &mut Code {
        self.speller.code
    }

    /// CanonicalABI.md#storing (`store_string_to_utf8`)
    fn store_as_utf8(&mut self) {
        let (at, end, units, scalar, start, to) = (self.at, self.end, self.units, self.scalar, self.start, self.to);
        let size = self.from.size();
        self.allocate(units, 1);
        let memory = self.speller.with.from;
        let load = |code: &mut Code| {
            code.get(at);
            code.reach(if size == 2 { Reach::U16 } else { Reach::U8 }, memory, 0);
        };
        // ASCII, as far as it goes.
        self.code().put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.code().put().local_get(at.index).local_get(end.index).i32_eq().if_(BlockType::Empty);
        self.code().put().local_get(start.index).local_get(units.index).return_().end();
        load(self.code());
        self.code().put().local_tee(scalar.index).i32_const(0x80).i32_ge_u().br_if(1);
        self.store(1, 0, |code| code.get(scalar));
        self.advance(to, 1);
        self.advance(at, size);
        self.code().put().br(0).end().end();
        let worst = self.scaled(units, if self.from == Units::Latin1 { 2 } else { 3 });
        self.grow(worst, 1);
        self.until_end(Self::put_utf8);
        let length = self.length();
        self.shrink(worst, length, 1);
        self.code().put().local_get(start.index).local_get(length.index);
    }

    /// CanonicalABI.md#storing (`store_utf8_to_utf16`); of Latin-1 nothing is left over, so that it is `store_string_copy`.
    fn store_as_utf16(&mut self) {
        let worst = self.scaled(self.units, 2);
        self.allocate(worst, 2);
        self.until_end(Self::put_utf16);
        let length = self.length();
        self.shrink(worst, length, 2);
        let start = self.start;
        self.code().put().local_get(start.index).local_get(length.index).i32_const(1).i32_shr_u();
    }

    /// CanonicalABI.md#storing (`store_string_to_latin1_or_utf16`)
    fn store_as_compact(&mut self) {
        let (at, end, units, scalar, start, to) = (self.at, self.end, self.units, self.scalar, self.start, self.to);
        self.allocate(units, 2);
        let next = self.code().slot(Core::I32);
        self.code().put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.code().put().local_get(at.index).local_get(end.index).i32_eq().if_(BlockType::Empty);
        let length = self.length();
        self.shrink(units, length, 2);
        self.code().put().local_get(start.index).local_get(length.index).return_().end();
        self.read(next);
        self.code().put().local_get(scalar.index).i32_const(0x100).i32_ge_u().br_if(1);
        self.store(1, 0, |code| code.get(scalar));
        self.advance(to, 1);
        self.code().put().local_get(next.index).local_set(at.index);
        self.code().put().br(0).end().end();

        let worst = self.scaled(units, 2);
        let latin1 = self.length();
        self.grow_from(units, worst, 2);
        self.widen(latin1);
        self.code().put().local_get(start.index).local_get(latin1.index).i32_const(1).i32_shl().i32_add();
        self.code().put().local_set(to.index);
        self.until_end(Self::put_utf16);
        let length = self.length();
        self.shrink(worst, length, 2);
        self.code().put().local_get(start.index).local_get(length.index).i32_const(1).i32_shr_u();
        self.code().put().i32_const(UTF16_TAG).i32_or();
    }

    /// Makes units of two bytes from those of one, in place, the last first.
    fn widen(&mut self, count: Slot) {
        let (memory, start) = (self.speller.with.to, self.start);
        let code = self.code();
        let left = code.slot(Core::I32);
        code.put().local_get(count.index).local_set(left.index).block(BlockType::Empty).loop_(BlockType::Empty);
        code.put().local_get(left.index).i32_eqz().br_if(1);
        code.put().local_get(left.index).i32_const(1).i32_sub().local_set(left.index);
        code.put().local_get(start.index).local_get(left.index).i32_const(1).i32_shl().i32_add();
        code.put().local_get(start.index).local_get(left.index).i32_add();
        code.reach(Reach::U8, memory, 0);
        code.reach(Reach::Store16, memory, 0);
        code.put().br(0).end().end();
    }

    /// A multiple of a variable.
    fn scaled(&mut self, of: Slot, by: i32) -> Slot {
        self.code().put().local_get(of.index).i32_const(by).i32_mul();
        self.code().keep(Core::I32)
    }

    fn advance(&mut self, slot: Slot, by: i32) {
        self.code().put().local_get(slot.index).i32_const(by).i32_add().local_set(slot.index);
    }

    /// Bytes written so far.
    fn length(&mut self) -> Slot {
        let (start, to) = (self.start, self.to);
        self.code().put().local_get(to.index).local_get(start.index).i32_sub();
        self.code().keep(Core::I32)
    }

    fn allocate(&mut self, bytes: Slot, align: u32) {
        let ptr = self.speller.allocate(bytes, 1, align, Trap::Text);
        let (start, to) = (self.start, self.to);
        self.code().put().local_get(ptr.index).local_tee(start.index).local_set(to.index);
    }

    /// Takes more memory than was taken for the units, and goes on where it was.
    fn grow(&mut self, bytes: Slot, align: u32) {
        let units = self.units;
        self.grow_from(units, bytes, align);
    }

    fn grow_from(&mut self, old: Slot, bytes: Slot, align: u32) {
        let (start, to) = (self.start, self.to);
        let length = self.length();
        let ptr = self.speller.reallocate((start, old), bytes, align, Trap::Text);
        self.code().put().local_get(ptr.index).local_tee(start.index);
        self.code().put().local_get(length.index).i32_add().local_set(to.index);
    }

    /// Gives back what is left over.
    fn shrink(&mut self, had: Slot, needs: Slot, align: u32) {
        let start = self.start;
        self.code().put().local_get(needs.index).local_get(had.index).i32_ne().if_(BlockType::Empty);
        let ptr = self.speller.reallocate((start, had), needs, align, Trap::Text);
        self.code().put().local_get(ptr.index).local_set(start.index).end();
    }

    /// Reads a character; where the next one is goes to `next`.
    fn read(&mut self, next: Slot) {
        let (at, scalar, memory) = (self.at, self.scalar, self.speller.with.from);
        if self.from == Units::Latin1 {
            let code = self.code();
            code.get(at);
            code.reach(Reach::U8, memory, 0);
            code.put().local_set(scalar.index);
            self.code().put().local_get(at.index).i32_const(1).i32_add().local_set(next.index);
            return;
        }
        let read = self.speller.helpers.index(Helper::Read { units: self.from, memory });
        self.code().put().local_get(at.index).call(read).local_set(next.index).local_set(scalar.index);
    }

    /// Writes every character that is left.
    fn until_end(&mut self, put: impl Fn(&mut Self)) {
        let (at, end) = (self.at, self.end);
        self.code().put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.code().put().local_get(at.index).local_get(end.index).i32_eq().br_if(1);
        self.read(at);
        put(self);
        self.code().put().br(0).end().end();
    }

    /// Stores 1, 2 or 4 bytes.
    fn store(&mut self, bytes: u32, offset: u32, value: impl FnOnce(&mut Code)) {
        let (to, memory) = (self.to, self.speller.with.to);
        let code = self.code();
        code.get(to);
        value(code);
        let reach = match bytes {
            1 => Reach::Store8,
            2 => Reach::Store16,
            _ => Reach::Store32,
        };
        code.reach(reach, memory, offset);
    }

    fn put_utf16(&mut self) {
        let (scalar, to) = (self.scalar, self.to);
        self.code().put().local_get(scalar.index).i32_const(0x1_0000).i32_lt_u().if_(BlockType::Empty);
        self.store(2, 0, |code| code.get(scalar));
        self.advance(to, 2);
        self.code().put().else_();
        self.advance(scalar, -0x1_0000);
        self.store(4, 0, |code| {
            code.put().local_get(scalar.index).i32_const(10).i32_shr_u();
            code.put().local_get(scalar.index).i32_const(0x3ff).i32_and().i32_const(16).i32_shl().i32_or();
            code.put().i32_const(0xdc00_d800_u32.cast_signed()).i32_or();
        });
        self.advance(to, 4);
        self.code().put().end();
    }

    fn put_utf8(&mut self) {
        let (scalar, to) = (self.scalar, self.to);
        // Six bits, as a byte that follows.
        let follow = |shift: i32| {
            move |code: &mut Code| {
                code.put().local_get(scalar.index).i32_const(shift).i32_shr_u();
                code.put().i32_const(0x3f).i32_and().i32_const(0x80).i32_or();
            }
        };
        let lead = |shift: i32, mark: i32| {
            move |code: &mut Code| {
                code.put().local_get(scalar.index).i32_const(shift).i32_shr_u().i32_const(mark).i32_or();
            }
        };
        let below = |code: &mut Code, limit: i32| {
            code.put().local_get(scalar.index).i32_const(limit).i32_lt_u().if_(BlockType::Empty);
        };
        below(self.code(), 0x80);
        self.store(1, 0, |code| code.get(scalar));
        self.advance(to, 1);
        self.code().put().else_();
        below(self.code(), 0x800);
        self.store(1, 0, lead(6, 0xc0));
        self.store(1, 1, follow(0));
        self.advance(to, 2);
        self.code().put().else_();
        below(self.code(), 0x1_0000);
        self.store(1, 0, lead(12, 0xe0));
        self.store(1, 1, follow(6));
        self.store(1, 2, follow(0));
        self.advance(to, 3);
        self.code().put().else_();
        self.store(1, 0, lead(18, 0xf0));
        self.store(1, 1, follow(12));
        self.store(1, 2, follow(6));
        self.store(1, 3, follow(0));
        self.advance(to, 4);
        self.code().put().end().end().end();
    }
}

/// UTF-16 in the other memory, as Latin-1 if it is. CanonicalABI.md#storing (`store_probably_utf16_to_latin1_or_utf16`)
pub(super) fn narrow(with: Memories, helpers: &mut Helpers) -> Option<Function> {
    let (mut code, params) = Code::new(&[Core::I32; 2], helpers.space);
    let (Some(from), Some(units)) = (params.first().copied(), params.get(1).copied()) else { return None };
    let mut speller = Speller::new(&mut code, with.into(), helpers, &Adapter::default());
    let start = speller.allocate(units, 2, 2, Trap::Text);
    speller.copy((start, 0), from, units, 2);
    speller.code.put().local_get(units.index).i32_const(1).i32_shl();
    let bytes = speller.code.keep(Core::I32);
    let i = speller.code.slot(Core::I32);
    let unit = |code: &mut Code| {
        code.put().local_get(start.index).local_get(i.index).i32_const(1).i32_shl().i32_add();
    };
    let each = |code: &mut Code, body: &dyn Fn(&mut Code)| {
        code.put().i32_const(0).local_set(i.index).block(BlockType::Empty).loop_(BlockType::Empty);
        code.put().local_get(i.index).local_get(units.index).i32_eq().br_if(1);
        body(code);
        code.put().local_get(i.index).i32_const(1).i32_add().local_set(i.index).br(0).end().end();
    };
    each(speller.code, &|code| {
        unit(code);
        code.reach(Reach::U16, with.to, 0);
        code.put().i32_const(0x100).i32_ge_u().if_(BlockType::Empty);
        code.put().local_get(start.index).local_get(units.index).i32_const(UTF16_TAG).i32_or().return_().end();
    });
    each(speller.code, &|code| {
        code.put().local_get(start.index).local_get(i.index).i32_add();
        unit(code);
        code.reach(Reach::U8, with.to, 0);
        code.reach(Reach::Store8, with.to, 0);
    });
    let ptr = speller.reallocate((start, bytes), units, 1, Trap::Text);
    code.put().local_get(ptr.index).local_get(units.index);
    code.finish()
}

/// Address → character and the address of the next.
pub(super) fn read(units: Units, memory: u32, space: Space) -> Option<Function> {
    let (mut code, params) = Code::new(&[Core::I32], space);
    let at = params.first().copied()?;
    let first = code.slot(Core::I32);
    let done = |code: &mut Code, bytes: i32| {
        code.put().local_get(at.index).i32_const(bytes).i32_add();
    };
    if units == Units::Utf16 {
        let load = |code: &mut Code, offset| {
            code.get(at);
            code.reach(Reach::U16, memory, offset);
        };
        load(&mut code, 0);
        code.put().local_tee(first.index).i32_const(0xfc00).i32_and().i32_const(0xd800).i32_eq().if_(BlockType::Empty);
        code.put().local_get(first.index).i32_const(0x3ff).i32_and().i32_const(10).i32_shl();
        load(&mut code, 2);
        code.put().i32_const(0x3ff).i32_and().i32_or().i32_const(0x1_0000).i32_add();
        done(&mut code, 4);
        code.put().return_().end().local_get(first.index);
        done(&mut code, 2);
        return code.finish();
    }
    let load = |code: &mut Code, offset| {
        code.get(at);
        code.reach(Reach::U8, memory, offset);
    };
    load(&mut code, 0);
    code.put().local_set(first.index);
    for (bytes, below, mask) in [(1, 0x80, 0x7f), (2, 0xe0, 0x1f), (3, 0xf0, 0x0f), (4, 0x100, 0x07)] {
        code.put().local_get(first.index).i32_const(below).i32_lt_u().if_(BlockType::Empty);
        code.put().local_get(first.index).i32_const(mask).i32_and();
        for offset in 1..bytes {
            code.put().i32_const(6).i32_shl();
            load(&mut code, offset);
            code.put().i32_const(0x3f).i32_and().i32_or();
        }
        done(&mut code, bytes.cast_signed());
        code.put().return_().end();
    }
    code.put().unreachable();
    code.finish()
}

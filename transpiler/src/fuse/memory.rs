//! Memory in a fused call: what is checked before it is read or written, and what is taken.

use wasm_encoder::BlockType;

use super::code::Slot;
use super::spell::Speller;
use super::trap::Trap;
use crate::abi::Core;

/// Bytes that a string or list has at most. CanonicalABI.md#loading (`MAX_LIST_BYTE_LENGTH`)
const MAX_BYTES: i64 = (1 << 28) - 1;

impl Speller<'_> {
    /// Traps.
    pub(super) fn trap(&mut self, trap: Trap) {
        self.code.put().i32_const(trap.number()).call(self.with.trap).unreachable();
    }

    /// Traps if what is on the stack is not 0.
    pub(super) fn trap_if(&mut self, trap: Trap) {
        self.code.put().if_(BlockType::Empty);
        self.trap(trap);
        self.code.put().end();
    }

    /// Traps unless so many bytes lie in a memory at an aligned address.
    pub(super) fn check_pointer(&mut self, memory: u32, ptr: Slot, size: u32, align: u32) {
        self.check_align(ptr, align);
        self.code.put().i64_const(i64::from(size));
        self.check_end(memory, ptr, Trap::Pointer);
    }

    /// Traps unless so many elements lie in the memory that is lifted from, at an aligned address. CanonicalABI.md#loading (`load_list_from_range`)
    pub(super) fn check_range(&mut self, (ptr, len): (Slot, Slot), size: u32, align: u32, trap: Trap) {
        self.code.put().local_get(len.index).i64_extend_i32_u();
        if size != 1 {
            self.code.put().i64_const(i64::from(size)).i64_mul();
        }
        let bytes = self.code.keep(Core::I64);
        self.code.put().local_get(bytes.index).i64_const(MAX_BYTES).i64_gt_u();
        self.trap_if(trap);
        self.check_align(ptr, align);
        self.code.get(bytes);
        self.check_end(self.with.from, ptr, trap);
    }

    fn check_align(&mut self, ptr: Slot, align: u32) {
        if align > 1 {
            self.code.put().local_get(ptr.index).i32_const((align - 1).cast_signed()).i32_and();
            self.trap_if(Trap::Unaligned);
        }
    }

    /// Traps unless as many bytes as are on the stack lie in a memory.
    fn check_end(&mut self, memory: u32, ptr: Slot, trap: Trap) {
        self.code.put().local_get(ptr.index).i64_extend_i32_u().i64_add();
        self.code.pages(memory);
        self.code.put().i64_extend_i32_u().i64_const(16).i64_shl().i64_gt_u();
        self.trap_if(trap);
    }

    /// Takes memory for so many elements. CanonicalABI.md#storing (`store_list_into_range`)
    pub(super) fn allocate(&mut self, len: Slot, size: u32, align: u32, trap: Trap) -> Slot {
        self.code.get(len);
        if size != 1 {
            self.code.put().i32_const(size.cast_signed()).i32_mul();
        }
        let bytes = self.code.keep(Core::I32);
        self.code.put().i32_const(0);
        let nothing = self.code.keep(Core::I32);
        self.reallocate((nothing, nothing), bytes, align, trap)
    }

    /// Calls `realloc`, which cannot call out meanwhile. CanonicalABI.md#storing (`reallocate`)
    pub(super) fn reallocate(&mut self, (old, old_size): (Slot, Slot), size: Slot, align: u32, trap: Trap) -> Slot {
        self.gate(1);
        self.code.get(old);
        self.code.get(old_size);
        self.code.put().i32_const(align.cast_signed());
        self.code.get(size);
        self.code.put().call(self.with.realloc);
        let ptr = self.code.keep(Core::I32);
        self.gate(0);
        self.check_align(ptr, align);
        self.code.put().local_get(size.index).i64_extend_i32_u();
        self.check_end(self.with.to, ptr, trap);
        ptr
    }

    fn gate(&mut self, shut: i32) {
        if let Some(gate) = self.with.gate {
            self.code.put().i32_const(shut).global_set(gate);
        }
    }

    /// Copies so many elements.
    pub(super) fn copy(&mut self, (to, offset): (Slot, u32), from: Slot, count: Slot, size: u32) {
        self.code.get(to);
        if offset != 0 {
            self.code.put().i32_const(offset.cast_signed()).i32_add();
        }
        self.code.get(from);
        self.code.get(count);
        if size != 1 {
            self.code.put().i32_const(size.cast_signed()).i32_mul();
        }
        self.code.copy(self.with.to, self.with.from);
    }
}

/**
 * Memory that was taken for the arguments of a call which is then refused. The canonical ABI cannot give memory back, but
 * what the guest's allocator gave it can be asked to resize: so the next allocations start from what is left over.
 */
import { isLowering, type Instance } from "./instance.ts";
import { checkRange, type LinearMemory, type Realloc } from "./memory.ts";

/** Address, size and alignment of one block after the other. */
type Blocks = number[];

/** Takes the last block out of which `field` is `value`: its address and size, zeros when there is none. */
const takeBlock = (blocks: Blocks, field: number, value: number): number[] => {
  let at = blocks.length - 3;
  while (at >= 0 && blocks[at + field] !== value) at -= 3;
  return at < 0 ? [0, 0] : blocks.splice(at, 3);
};

/**
 * Lets the allocations of a refused call be undone. `root.state` is 1 while a call lowers its arguments and becomes 2 with
 * the first allocation; the allocator itself runs in state 5, so that what goes wrong in it is a trap.
 */
export const undoable = (root: Instance, memory: LinearMemory): void => {
  const realloc = memory.realloc!;
  const taken: Blocks = [], spare: Blocks = [];
  const undo = (): void => void spare.push(...taken);
  const note: Realloc = (oldPtr, oldSize, align, size) => {
    if (root.state === 1) {
      taken.length = 0;
      root.undo = undo;
    }
    if (oldSize !== 0) takeBlock(taken, 0, oldPtr);
    else if (size !== 0) [oldPtr, oldSize] = takeBlock(spare, 2, align) as [number, number];
    root.state = 5;
    const ptr = realloc(oldPtr, oldSize, align, size) >>> 0;
    // A wrong address is the guest's fault: in this state, what the caller does with it is a trap.
    if (ptr & align - 1) return ptr;
    checkRange(memory, ptr, size, "realloc return: beyond end of memory");
    if (size !== 0) taken.push(ptr, size, align);
    root.state = 2;
    return ptr;
  };
  // Two functions, so that engines compile the usual way into the caller.
  memory.realloc = (oldPtr, oldSize, align, size) => (isLowering(root) ? note : realloc)(oldPtr, oldSize, align, size);
};

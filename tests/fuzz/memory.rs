//! How much memory a call takes: an allocator that counts for each thread.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The system's allocator, counting.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    /// Bytes that this thread has now, and has had at most. What another thread frees is counted there.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// No thread may hold more: the process ends rather than the machine's memory.
const CAP: isize = 1 << 30;

fn count(bytes: isize) {
    // A thread that ends allocates when its variables are gone already.
    let _ = LIVE.try_with(|live| {
        live.set(live.get() + bytes);
        let _ = PEAK.try_with(|peak| peak.set(peak.get().max(live.get())));
        if live.get() > CAP {
            // Not a panic, which would allocate; `target/fuzz/now-*` names the input.
            std::process::abort();
        }
    });
}

// Counting does not touch what the system's allocator gives and takes, so its guarantees are ours.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.cast_signed() - layout.size().cast_signed());
        unsafe { System.realloc(ptr, layout, size) }
    }
}

/// The largest share of its limit that a call has taken, in thousandths.
static WORST: AtomicUsize = AtomicUsize::new(0);
/// The most bytes that a call has taken.
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The result of `work`, and the most memory that it had at one time, in bytes.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get();
    PEAK.set(before);
    let result = work();
    (result, (PEAK.get() - before).unsigned_abs())
}

/// What an input of `length` bytes may take: tables of the validator and the printer, and text that is many times as long as the component,
/// because each type is written out wherever it is used.
pub fn limit(length: usize) -> usize {
    (8 << 20) + 2000 * length
}

/// Keeps the extremes for [`report`].
pub fn note(peak: usize, limit: usize) {
    WORST.fetch_max(peak * 1000 / limit, Ordering::Relaxed);
    MOST.fetch_max(peak, Ordering::Relaxed);
}

/// The most that was taken.
pub fn report() -> String {
    let (most, worst) = (MOST.load(Ordering::Relaxed), WORST.load(Ordering::Relaxed));
    format!("at most {} KiB at a time, {worst} ‰ of the limit", most >> 10)
}

//! Ends the process when one input takes too long: a hang cannot be caught otherwise.

use std::fs::File;
use std::io::{Seek, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What is small may not take longer, even in an unoptimised build on a busy machine.
pub const SMALL: Duration = Duration::from_secs(5);

/// Nor what asks for as much as there may be: by itself it takes less than two seconds.
pub const LARGE: Duration = Duration::from_secs(60);

/// What a thread works on now.
pub struct Now {
    file: Mutex<File>,
    state: Arc<State>,
}

struct State {
    start: Instant,
    number: AtomicU64,
    /// Milliseconds from `start` to when the input was taken up; 0: there is none.
    since: AtomicU64,
}

impl State {
    fn millis(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).expect("a test shorter than the universe") + 1
    }
}

impl Now {
    /// Watches over one thread, whose inputs may take so long each, and keeps the number of its input in the file at `path`.
    pub fn new(path: PathBuf, longest: Duration) -> Self {
        let file = Mutex::new(File::create(path).expect("target/fuzz can be written"));
        let (number, since) = (AtomicU64::new(0), AtomicU64::new(0));
        let state = Arc::new(State { start: Instant::now(), number, since });
        let weak = Arc::downgrade(&state);
        thread::spawn(move || {
            // The thread ends with the one that it watches over.
            while let Some(state) = weak.upgrade() {
                let since = state.since.load(Ordering::Acquire);
                if since != 0 && state.millis() - since > u64::try_from(longest.as_millis()).expect("seconds") {
                    eprintln!("WEFT_INPUT={} takes longer than {longest:?}", state.number.load(Ordering::Acquire));
                    std::process::abort();
                }
                drop(state);
                thread::sleep(Duration::from_millis(200));
            }
        });
        Self { file, state }
    }

    /// Watches over the work on an input until what is returned is dropped.
    pub fn watch(&self, number: u64) -> Watched<'_> {
        let mut file = self.file.lock().expect("the thread's own file");
        file.rewind().and_then(|()| write!(file, "{number:12}")).expect("target/fuzz can be written");
        self.state.number.store(number, Ordering::Release);
        self.state.since.store(self.state.millis(), Ordering::Release);
        Watched(&self.state)
    }
}

/// Work under watch.
pub struct Watched<'a>(&'a State);

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.0.since.store(0, Ordering::Release);
    }
}

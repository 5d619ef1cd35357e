//! The canonical definitions by their names in the spec (`Explainer.md#canonical-built-ins`): one exhaustive table.
//!
//! A built-in that is translated has an item in `decode` and a trampoline in the plan; of any other the name is all that
//! is known here, for saying so.

use wasmparser::CanonicalFunction as Canon;

/// The spec's name, e.g. `stream.cancel-read`; lift and lower are `lift` and `lower`.
pub(crate) fn name(canon: &Canon) -> &'static str {
    match canon {
        Canon::Lift { .. } => "lift",
        Canon::Lower { .. } => "lower",
        Canon::ResourceNew { .. } => "resource.new",
        Canon::ResourceDrop { .. } => "resource.drop",
        Canon::ResourceRep { .. } => "resource.rep",
        Canon::ContextGet { .. } => "context.get",
        Canon::ContextSet { .. } => "context.set",
        Canon::BackpressureInc => "backpressure.inc",
        Canon::BackpressureDec => "backpressure.dec",
        Canon::TaskReturn { .. } => "task.return",
        Canon::TaskCancel => "task.cancel",
        Canon::SubtaskCancel { .. } => "subtask.cancel",
        Canon::SubtaskDrop => "subtask.drop",
        Canon::WaitableSetNew => "waitable-set.new",
        Canon::WaitableSetWait { .. } => "waitable-set.wait",
        Canon::WaitableSetPoll { .. } => "waitable-set.poll",
        Canon::WaitableSetDrop => "waitable-set.drop",
        Canon::WaitableJoin => "waitable.join",
        Canon::StreamNew { .. } => "stream.new",
        Canon::StreamRead { .. } => "stream.read",
        Canon::StreamWrite { .. } => "stream.write",
        Canon::StreamForward { .. } => "stream.forward",
        Canon::StreamCancelRead { .. } => "stream.cancel-read",
        Canon::StreamCancelWrite { .. } => "stream.cancel-write",
        Canon::StreamDropReadable { .. } => "stream.drop-readable",
        Canon::StreamDropWritable { .. } => "stream.drop-writable",
        Canon::FutureNew { .. } => "future.new",
        Canon::FutureRead { .. } => "future.read",
        Canon::FutureWrite { .. } => "future.write",
        Canon::FutureForward { .. } => "future.forward",
        Canon::FutureCancelRead { .. } => "future.cancel-read",
        Canon::FutureCancelWrite { .. } => "future.cancel-write",
        Canon::FutureDropReadable { .. } => "future.drop-readable",
        Canon::FutureDropWritable { .. } => "future.drop-writable",
        Canon::ErrorContextNew { .. } => "error-context.new",
        Canon::ErrorContextDebugMessage { .. } => "error-context.debug-message",
        Canon::ErrorContextDrop => "error-context.drop",
        Canon::ThreadIndex => "thread.index",
        Canon::ThreadNewIndirect { .. } => "thread.new-indirect",
        Canon::ThreadResumeLater => "thread.resume-later",
        Canon::ThreadSuspend => "thread.suspend",
        Canon::ThreadYield => "thread.yield",
        Canon::ThreadSuspendThenResume => "thread.suspend-then-resume",
        Canon::ThreadYieldThenResume => "thread.yield-then-resume",
        Canon::ThreadSuspendThenPromote => "thread.suspend-then-promote",
        Canon::ThreadYieldThenPromote => "thread.yield-then-promote",
        Canon::ThreadSpawnRef { .. } => "thread.spawn-ref",
        Canon::ThreadSpawnIndirect { .. } => "thread.spawn-indirect",
        Canon::ThreadAvailableParallelism => "thread.available-parallelism",
    }
}

//! Plan → files. Everything is resolved before it gets here; this phase chooses words, not meaning.
//!
//! `glue` collects what the module needs (runtime functions, constants, names), `imports` spells the host's side,
//! `trampolines` and `exports` the two directions of calls, `waiting` the imports that may have to wait, `steps` the
//! instantiation. One file per mode says how
//! imports arrive, how a core module is obtained and how exports leave.

mod adapters;
mod esm;
mod exports;
mod glue;
mod imports;
mod instantiate;
mod lift;
mod lower;
mod steps;
mod trampolines;
mod waiting;

use std::collections::HashSet;

use crate::diagnostics::Diagnostic;
use crate::js::ast::{Expr, ModuleItem, Stmt};
use crate::js::print::print;
use crate::js::runtime::{Linker, Style};
use crate::needs::Needs;
use crate::options::{Mode, Options};
use crate::plan::Plan;
pub(crate) use exports::{exported_names, returns_promise};
use glue::Glue;
pub(crate) use glue::used_interfaces;

/// How a module is delivered.
trait Delivery {
    /// The expression that makes a core instance: of the core module `module`, with the import object if it has one.
    fn instantiate(&self, glue: &mut Glue<'_>, module: usize, imports: Option<Expr>) -> Expr;
    /// Whether the caller passes imports in (otherwise the module imports them).
    fn takes_imports(&self) -> bool;
    /// Puts the module together.
    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<exports::Leaving>) -> Vec<ModuleItem>;
}

/// The text of the generated module.
///
/// # Errors
/// `unsupported` for what this version has no words for.
pub(crate) fn emit(plan: &Plan, needs: &Needs, options: &Options, name: &str) -> Result<String, Diagnostic> {
    let files = core_files(plan, name);
    let mut glue = Glue::new(plan, needs, options);
    let delivery: Box<dyn Delivery> = match options.mode {
        Mode::Esm => Box::new(esm::Esm { files }),
        Mode::Instantiate => Box::new(instantiate::Instantiate { files }),
    };
    let mut body = glue.declare_imports(delivery.takes_imports());
    let trampolines = glue.trampolines();
    let exports = glue.exports()?;
    body.extend(glue.instance_state());
    body.extend(glue.waiters());
    body.extend(glue.steps(delivery.as_ref(), trampolines));
    body.extend(exports.statements);
    let items = delivery.finish(&mut glue, body, exports.leaving);
    assemble(glue, items)
}

/// Names of the core modules' files.
pub(crate) fn core_files(plan: &Plan, name: &str) -> Vec<String> {
    (0..plan.modules.len())
        .map(|i| if i == 0 { format!("{name}.core.wasm") } else { format!("{name}.core{}.wasm", i + 1) })
        .collect()
}

/// Import declarations first, then the runtime, then the module's own code.
fn assemble(glue: Glue<'_>, items: Vec<ModuleItem>) -> Result<String, Diagnostic> {
    let linker = Linker::new(glue.units.iter().copied())
        .map_err(|unknown| Diagnostic::new(crate::diagnostics::Code::Internal, unknown.to_string()))?;
    let mut text = print(glue.head)?;
    text.push_str(&linker.print(str::to_owned, Style::Pretty));
    text.push_str(&print(items)?);
    Ok(text)
}

/// Names that the runtime declares: taken before anything of the component is named.
fn runtime_names() -> HashSet<&'static str> {
    Linker::all().names().collect()
}

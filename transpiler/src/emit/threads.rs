//! The built-ins of tasks and threads, as far as synchronous calls go.
//!
//! A thread's storage is the instance's here: while calls are synchronous an instance has one thread at a time, which begins with the call. Backpressure
//! holds back nothing but calls of `async` functions, so it is only counted.

use std::collections::BTreeMap;

use super::glue::Glue;
use crate::js::ast::{self, Expr, Stmt, id};
use crate::js::names::Names;
use crate::plan::{Builtin, CoreFuncId, InstanceId, Plan, Trampoline};

/// Names of what instances keep, of those that use it.
#[derive(Default)]
pub(super) struct Threads {
    storage: BTreeMap<InstanceId, String>,
    backpressure: BTreeMap<InstanceId, String>,
}

impl Threads {
    pub(super) fn of(plan: &Plan, names: &mut Names) -> Self {
        let mut threads = Self::default();
        for trampoline in &plan.trampolines {
            let Trampoline::Builtin { builtin, instance } = trampoline else { continue };
            let (kept, hint) = match builtin {
                Builtin::ContextGet(..) | Builtin::ContextSet(..) => (&mut threads.storage, "storage"),
                Builtin::BackpressureInc | Builtin::BackpressureDec => (&mut threads.backpressure, "backpressure"),
                Builtin::Untranslated(_) => continue,
            };
            kept.entry(*instance).or_insert_with(|| names.unique(hint));
        }
        threads
    }
}

impl Glue<'_> {
    /// Declarations of what instances keep.
    pub(super) fn declare_threads(&mut self) -> Vec<Stmt> {
        let storage = self.threads.storage.values();
        let mut out: Vec<Stmt> =
            storage.map(|name| ast::constant(name, ast::array(vec![ast::num(0), ast::num(0)]))).collect();
        for name in self.threads.backpressure.clone().into_values() {
            out.push(ast::constant(&name, self.call("createBackpressure", Vec::new())));
        }
        out
    }

    /// What a call of the instance begins with: its thread's storage is empty.
    pub(super) fn begin_thread(&self, instance: InstanceId) -> Option<Stmt> {
        let storage = self.threads.storage.get(&instance)?;
        Some(ast::run(ast::call(ast::member(id(storage), "fill"), vec![ast::num(0)])))
    }

    /// The function of a built-in.
    pub(super) fn builtin(&mut self, builtin: Builtin, instance: InstanceId) -> Expr {
        let kept = |names: &BTreeMap<InstanceId, String>| id(names.get(&instance).map_or("", String::as_str));
        match builtin {
            Builtin::ContextGet(slot) => {
                ast::arrow(&[], vec![ast::ret(ast::index(kept(&self.threads.storage), ast::num(slot)))])
            }
            Builtin::ContextSet(slot) => {
                let set = ast::assign_index(kept(&self.threads.storage), ast::num(slot), id("word"));
                ast::arrow(&["word".into()], vec![ast::run(set)])
            }
            Builtin::BackpressureInc | Builtin::BackpressureDec => {
                let function = if builtin == Builtin::BackpressureInc { "incBackpressure" } else { "decBackpressure" };
                let count = vec![kept(&self.threads.backpressure)];
                let body = vec![ast::run(self.call(function, count))];
                ast::arrow(&[], self.unwinding(body))
            }
            Builtin::Untranslated(name) => {
                let mut body = self.check_leave();
                body.push(ast::run(self.call("notTranslated", vec![ast::string(name)])));
                ast::arrow(&[], self.unwinding(body))
            }
        }
    }

    /// A core function that begins a thread.
    pub(super) fn new_thread(&mut self, callee: CoreFuncId, instance: InstanceId) -> Expr {
        let callee = self.core_funcs.get(callee.index()).cloned().unwrap_or_default();
        let storage = self.threads.storage.get(&instance).cloned().unwrap_or_default();
        self.call("newThread", vec![id(&storage), id(&callee)])
    }
}

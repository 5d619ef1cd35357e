//! Functions that core code calls: `canon lower` of host functions, and the resource built-ins.

use std::collections::BTreeMap;

use super::glue::Glue;
use super::handles::owner;
use super::lower::Lowered;
use crate::fuse::trap::TEXTS;
use crate::js::adapter::Surroundings;
use crate::js::array;
use crate::js::ast::{self, Expr, Stmt, id, member};
use crate::plan::{CanonOptions, Trampoline};
use crate::types;

impl Glue<'_> {
    /// One constant per trampoline, in order; none for those that may have to wait, which `waiters` declares, and for those of functions that nobody
    /// provides, which `absent` does.
    pub(super) fn trampolines(&mut self) -> Vec<Option<Stmt>> {
        let plan = self.plan;
        let mut out = Vec::with_capacity(plan.trampolines.len());
        for (i, trampoline) in plan.trampolines.iter().enumerate() {
            let name = self.trampoline_names.get(i).cloned().unwrap_or_default();
            let function = match trampoline {
                Trampoline::Lower { import, options } => {
                    let Some(import) = plan.imports.get(import.index()) else { continue };
                    match self.lower(import, options, &name) {
                        Lowered::Function(function) => function,
                        Lowered::Waiter(waiter) => {
                            self.waiters.push(waiter);
                            out.push(None);
                            continue;
                        }
                    }
                }
                Trampoline::ResourceNew { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let args = vec![id(&table), id(&token), id("rep"), ast::boolean(true)];
                    let mut body = self.check_leave();
                    body.push(ast::ret(self.call("addHandle", args)));
                    ast::arrow(&["rep".into()], self.unwinding(body))
                }
                Trampoline::ResourceRep { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let get = self.call("getHandle", vec![id(&table), id(&token), id("index")]);
                    ast::arrow(&["index".into()], self.unwinding(vec![ast::ret(ast::field(get, "rep"))]))
                }
                Trampoline::ResourceDrop { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let mut body = self.check_leave();
                    let drop = vec![id(&table), id(&token), id("index")];
                    match (owner(plan, *resource), self.destructor_name(*resource)) {
                        (None, _) => body.push(ast::run(self.call("dropHost", drop))),
                        (Some(_), None) => body.push(ast::run(self.call("dropHandle", drop))),
                        (Some(_), Some(destructor)) => {
                            body.push(ast::constant("handle", self.call("dropHandle", drop)));
                            let end = ast::call_name(&destructor, vec![ast::field(id("handle"), "rep")]);
                            body.push(ast::branch(ast::field(id("handle"), "own"), vec![ast::run(end)], Vec::new()));
                        }
                    }
                    ast::arrow(&["index".into()], self.unwinding(body))
                }
                Trampoline::CannotEnter { .. } => {
                    let mut body = self.check_leave();
                    body.push(ast::run(self.call("trap", vec![ast::string("cannot enter component instance")])));
                    ast::arrow(&[], self.unwinding(body))
                }
                Trampoline::Builtin { builtin, instance } => self.builtin(*builtin, *instance),
                Trampoline::NewThread { callee, instance } => self.new_thread(*callee, *instance),
                Trampoline::FusedTrap => {
                    let texts = ast::array(TEXTS.iter().map(|text| ast::string(text)).collect());
                    let trap = self.call("trap", vec![ast::index(texts, id("code"))]);
                    ast::arrow(&["code".into()], self.unwinding(vec![ast::run(trap)]))
                }
                Trampoline::Handle(step) => self.handle_move(step),
                Trampoline::OpenCall => {
                    let opened = vec![self.crossings()];
                    ast::arrow(&[], vec![ast::run(self.call("openCall", opened))])
                }
                Trampoline::CloseCall => {
                    let closed = vec![self.crossings()];
                    let body = vec![ast::run(self.call("closeCall", closed))];
                    ast::arrow(&[], self.unwinding(body))
                }
                // What glue closes over is declared before any core instance is made.
                Trampoline::Gate => {
                    out.push(None);
                    continue;
                }
                Trampoline::Unreachable => {
                    let trap = self.call("trap", vec![ast::string("unreachable")]);
                    ast::arrow(&[], self.unwinding(vec![ast::run(trap)]))
                }
                Trampoline::Absent { .. } => {
                    out.push(None);
                    continue;
                }
            };
            out.push(Some(ast::constant(&name, function)));
        }
        out
    }

    /// Declares the functions that stand for those that nobody provides, by interface.
    pub(super) fn absent(&mut self) -> Vec<Stmt> {
        let plan = self.plan;
        let mut interfaces: BTreeMap<u32, Vec<(&str, String)>> = BTreeMap::new();
        for (trampoline, local) in plan.trampolines.iter().zip(&self.trampoline_names) {
            if let Trampoline::Absent { interface, name, .. } = trampoline {
                interfaces.entry(*interface).or_default().push((name, local.clone()));
            }
        }
        let mut out = Vec::new();
        for (interface, functions) in interfaces {
            let (names, locals): (Vec<&str>, Vec<String>) = functions.into_iter().unzip();
            let interface = plan.import_interfaces.get(interface as usize).map_or("", |it| it.name.as_str());
            let root = self.root();
            let mut functions =
                self.call("absentFunctions", vec![id(&root), ast::string(interface), ast::string(&names.join(" "))]);
            if self.needs.handlers {
                functions = self.call("unwindingAll", vec![functions]);
            }
            out.push(array::destructure(&locals, functions));
        }
        out
    }

    /// The body of a function that core code calls: what it throws must get past the exception handlers of a guest that
    /// has some.
    pub(super) fn unwinding(&mut self, body: Vec<Stmt>) -> Vec<Stmt> {
        if !self.needs.handlers {
            return body;
        }
        let unwind = self.call("unwind", vec![id("error")]);
        vec![ast::try_catch(body, "error", vec![ast::run(unwind)])]
    }

    /// The promise of an instantiation: what it is rejected with is what was thrown into the guest.
    pub(super) fn rethrowing(&mut self, promise: Expr) -> Expr {
        if !self.needs.handlers {
            return promise;
        }
        self.units.insert("rethrow");
        ast::call(member(promise, "catch"), vec![id("rethrow")])
    }

    /// The name of the gate, if there is one.
    pub(super) fn gate(&self) -> Option<String> {
        let found = self.plan.trampolines.iter().position(|trampoline| *trampoline == Trampoline::Gate)?;
        self.trampoline_names.get(found).cloned()
    }

    /// The gate, for an instance that must not call other components from what glue calls now.
    pub(super) fn gate_of_caller(&self, instance: crate::plan::InstanceId) -> Option<String> {
        self.gate().filter(|_| self.plan.calls().any(|call| call.from.instance == instance))
    }

    /// Traps where the guest must not call out.
    pub(super) fn check_leave(&mut self) -> Vec<Stmt> {
        let root = self.root();
        let mut checks = vec![ast::run(self.call("leave", vec![id(&root)]))];
        if let Some(gate) = self.gate().filter(|_| self.plan.calls().any(|call| call.from.leaves || call.to.leaves)) {
            checks.push(ast::run(self.call("passGate", vec![id(&gate)])));
        }
        checks
    }

    /// The handle table, where the function moves handles.
    pub(super) fn table_if_needed(&mut self, options: &CanonOptions, ty: &crate::types::FuncType) -> String {
        let types = &self.plan.types;
        let moves =
            ty.params.iter().map(|(_, ty)| *ty).chain(ty.result).any(|ty| !types::handles(types, ty).is_empty());
        if moves { self.table(options.instance) } else { String::new() }
    }
}

/// `try` and `poll` → `tryPoll`
pub(super) fn upper_first(prefix: &str, name: &str) -> String {
    let mut letters = name.chars();
    prefix.chars().chain(letters.next().into_iter().flat_map(char::to_uppercase)).chain(letters).collect()
}

//! Functions that lower the results of several imports: those of one type that go to one memory.
//!
//! WASI has dozens of functions with the same few types of results. One that lowers them for all is monomorphic, like what it replaces.

use std::collections::HashMap;

use super::adapters::Lowering;
use super::glue::Glue;
use super::handles::lends;
use crate::abi;
use crate::js::adapter::{Handles, Spelling};
use crate::js::ast::{self, Stmt};
use crate::plan::{CanonOptions, Import, Plan, Trampoline};
use crate::types::TypeId;

/// From so many imports on, a function of their own is shorter.
pub(super) const SHARED: usize = 3;

/// What the results have in common.
type Key = (TypeId, CanonOptions);

/// Those that are shared, and the functions so far.
#[derive(Default)]
pub(super) struct Results {
    /// The function's name, once it is declared.
    names: HashMap<Key, Option<String>>,
    declared: Vec<Stmt>,
}

impl Results {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut users: HashMap<Key, usize> = HashMap::new();
        let mut names = HashMap::new();
        for trampoline in &plan.trampolines {
            let Trampoline::Lower { import, options } = trampoline else { continue };
            let Some(import) = plan.imports.get(import.index()) else { continue };
            let Some(key) = key(plan, import, options) else { continue };
            let users = users.entry(key.clone()).or_default();
            *users += 1;
            if *users == SHARED {
                names.insert(key, None);
            }
        }
        Self { names, declared: Vec::new() }
    }
}

/// What a result that goes to memory can share; loans end behind it, so there is nothing to share where they are counted.
fn key(plan: &Plan, import: &Import, options: &CanonOptions) -> Option<Key> {
    let result = import.ty.result?;
    let is_spilled = abi::signature(&plan.types, &import.ty).results.is_none();
    (is_spilled && !lends(plan, &import.ty)).then(|| (result, options.clone()))
}

impl Glue<'_> {
    /// The name of the function that lowers this result, if it is shared.
    pub(super) fn shared_result(&mut self, import: &Import, options: &CanonOptions, l: &Lowering) -> Option<String> {
        let key = key(self.plan, import, options)?;
        if let Some(name) = self.results.names.get(&key)? {
            return Some(name.clone());
        }
        let name = self.names.unique(if l.outcome.is_some() { "lowerOutcome" } else { "lowerResult" });
        let memory = self.memory(options);
        let table = self.table_if_needed(options, &import.ty);
        let mut names = self.names.inner();
        let mut spelling = Spelling::new(self, &mut names, &memory, Handles::new(table, options.instance), &l.adapter);
        let params: Vec<String> = l.passed().into_iter().map(|local| spelling.name(local)).collect();
        let body = spelling.stmts(&l.lower);
        self.results.declared.push(ast::constant(&name, ast::arrow(&params, body)));
        self.results.names.insert(key, Some(name.clone()));
        Some(name)
    }

    /// Declares the functions. They are closures over what is declared later.
    pub(super) fn shared_results(&mut self) -> Vec<Stmt> {
        std::mem::take(&mut self.results.declared)
    }
}

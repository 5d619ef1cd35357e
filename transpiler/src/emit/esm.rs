//! `esm`: an ES module whose exports are the component's, instantiated by a top-level await.
//!
//! Imports are static import declarations, so bundlers see everything. Not for service workers, which have no
//! top-level await.

use super::exports::Leaving;
use super::glue::Glue;
use super::passing::are_named;
use super::{Delivery, instance, only_instantiation};
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};
use crate::plan::{ModuleRef, Plan};

/// The mode.
pub(super) struct Esm {
    /// The core modules' names.
    files: Vec<String>,
    /// There is one instantiation, which waits for its module; else all are compiled at once.
    is_single: bool,
}

impl Esm {
    pub(super) fn new(plan: &Plan, files: Vec<String>) -> Self {
        let is_single = only_instantiation(plan).is_some_and(|(_, args)| are_named(args));
        Self { files, is_single }
    }
}

impl Delivery for Esm {
    fn instantiate(
        &mut self,
        glue: &mut Glue<'_>,
        module: ModuleRef,
        imports: Option<Expr>,
        exports: Option<&str>,
    ) -> Option<Stmt> {
        let compiled = match module {
            ModuleRef::Own(own) if self.is_single => {
                let file = self.files.get(own.index()).map_or("", String::as_str);
                ast::wait(glue.compiled(own.index(), file))
            }
            module => glue.module(module),
        };
        let args = std::iter::once(compiled).chain(imports).collect();
        let made = glue.rethrowing(ast::call(ast::member(id("WebAssembly"), "instantiate"), args));
        Some(instance(ast::wait(made), exports))
    }

    fn takes_imports(&self) -> bool {
        false
    }

    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<Leaving>) -> Vec<ModuleItem> {
        let mut stmts = std::mem::take(&mut glue.constants);
        if !self.is_single {
            let compiled: Vec<Expr> =
                self.files.iter().enumerate().map(|(module, file)| glue.compiled(module, file)).collect();
            let all = ast::call(ast::member(id("Promise"), "all"), vec![ast::array(compiled)]);
            stmts.push(ast::constant("modules", ast::wait(all)));
        }
        stmts.extend(body);
        let mut items: Vec<ModuleItem> = stmts.into_iter().map(ModuleItem::Stmt).collect();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for leaving in exports {
            match leaving {
                Leaving::Function(name, method) => {
                    let local = glue.names.unique(&name);
                    let function = ast::arrow_of(method);
                    if local == name {
                        items.push(ast::export_constant(&name, function));
                    } else {
                        items.push(ModuleItem::Stmt(ast::constant(&local, function)));
                        pairs.push((local, name));
                    }
                }
                Leaving::Local(local, names) => pairs.extend(names.into_iter().map(|name| (local.clone(), name))),
            }
        }
        if !pairs.is_empty() {
            items.push(ast::export(&pairs));
        }
        items
    }
}

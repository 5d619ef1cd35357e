//! `esm`: an ES module whose exports are the component's, instantiated by a top-level await.
//!
//! Imports are static import declarations, so bundlers see everything. Not for service workers, which have no
//! top-level await.

use super::Delivery;
use super::exports::Leaving;
use super::glue::Glue;
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};

/// The mode; `files` are the core modules' names.
pub(super) struct Esm {
    pub(super) files: Vec<String>,
}

impl Delivery for Esm {
    fn instantiate(&self, glue: &mut Glue<'_>, module: usize, imports: Option<Expr>) -> Expr {
        let mut args = vec![ast::index(id("modules"), ast::num(u32::try_from(module).unwrap_or(0)))];
        args.extend(imports);
        ast::wait(glue.rethrowing(ast::call(ast::member(id("WebAssembly"), "instantiate"), args)))
    }

    fn takes_imports(&self) -> bool {
        false
    }

    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<Leaving>) -> Vec<ModuleItem> {
        let compiled: Vec<Expr> =
            self.files.iter().enumerate().map(|(module, file)| glue.compiled(module, file)).collect();
        let all = ast::call(ast::member(id("Promise"), "all"), vec![ast::array(compiled)]);
        let mut stmts = std::mem::take(&mut glue.constants);
        stmts.push(ast::constant("modules", ast::wait(all)));
        stmts.extend(body);
        let mut items: Vec<ModuleItem> = stmts.into_iter().map(ModuleItem::Stmt).collect();
        let pairs: Vec<(String, String)> = exports
            .into_iter()
            .flat_map(|leaving| leaving.names.into_iter().map(move |name| (leaving.local.clone(), name)))
            .collect();
        if !pairs.is_empty() {
            items.push(ast::export(&pairs));
        }
        items
    }
}

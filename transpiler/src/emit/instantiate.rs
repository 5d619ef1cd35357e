//! `instantiate`: a module that exports `instantiate` and `instantiateSync`.
//!
//! The steps are a generator that yields each core instantiation; the two functions differ in how they answer it.
//! `instantiate` fetches the core modules beside it unless `getCoreModule` gives them, `instantiateSync` needs them given.

use super::Delivery;
use super::exports::Leaving;
use super::glue::Glue;
use crate::js::ast::{self, BinaryOp, Expr, ModuleItem, Stmt, id};

/// The mode; `files` are the core modules' names.
pub(super) struct Instantiate {
    pub(super) files: Vec<String>,
}

impl Delivery for Instantiate {
    fn instantiate(&self, _: &mut Glue<'_>, module: usize, imports: Option<Expr>) -> Expr {
        let mut step = vec![ast::index(id("modules"), ast::num(u32::try_from(module).unwrap_or(0)))];
        step.extend(imports);
        ast::yield_(ast::array(step))
    }

    fn takes_imports(&self) -> bool {
        true
    }

    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<Leaving>) -> Vec<ModuleItem> {
        let mut items: Vec<ModuleItem> =
            std::mem::take(&mut glue.constants).into_iter().map(ModuleItem::Stmt).collect();
        let mut params = vec!["modules".to_owned(), "imports".to_owned()];
        let uses_wasi = glue.uses_context;
        if uses_wasi {
            params.push("wasi".to_owned());
        }
        let mut body = body;
        let properties = exports
            .into_iter()
            .flat_map(|leaving| leaving.names.into_iter().map(move |name| ast::prop(&name, id(&leaving.local))))
            .collect();
        body.push(ast::ret(ast::object(properties)));
        items.push(ModuleItem::Stmt(ast::generator("link", &params, body)));

        let options: &[&str] = if uses_wasi { &["getCoreModule", "wasi"] } else { &["getCoreModule"] };
        let signature = || vec![ast::param_or_empty("imports"), ast::options_or_empty(options)];
        let mut steps = vec![id("imports")];
        if uses_wasi {
            steps.push(id("wasi"));
        }
        let link = |modules: Expr| {
            let mut args = vec![modules];
            args.extend(steps.clone());
            ast::call_name("link", args)
        };
        let given = |file: &String| ast::optional_call("getCoreModule", vec![ast::string(file)]);
        let fetched: Vec<Expr> = self
            .files
            .iter()
            .map(|file| {
                let compiled = glue.call("compile", vec![ast::module_url(file)]);
                ast::bin(BinaryOp::NullishCoalescing, given(file), compiled)
            })
            .collect();
        let all = ast::wait(ast::call(ast::member(id("Promise"), "all"), vec![ast::array(fetched)]));
        let run = glue.call("linkAsync", vec![link(id("modules"))]);
        let body = vec![ast::constant("modules", all), ast::ret(glue.rethrowing(run))];
        items.push(ast::export_function("instantiate", signature(), true, body));
        let sync: Vec<Expr> = self
            .files
            .iter()
            .map(|file| glue.call("givenModule", vec![id("getCoreModule"), ast::string(file)]))
            .collect();
        let mut body = vec![ast::ret(glue.call("linkSync", vec![link(ast::array(sync))]))];
        if glue.needs.handlers {
            body = vec![ast::try_catch(body, "error", vec![ast::run(glue.call("rethrow", vec![id("error")]))])];
        }
        items.push(ast::export_function("instantiateSync", signature(), false, body));
        items
    }
}

//! `instantiate`: a module that exports `instantiate` and `instantiateSync`.
//!
//! The steps are a generator that yields each core instantiation; the two functions differ in how they answer it. Where there
//! is one core module, which imports nothing, they are a function of its instance.
//! `instantiate` fetches the core modules beside it unless `getCoreModule` gives them, `instantiateSync` needs them given.

use super::exports::Leaving;
use super::glue::Glue;
use super::{Delivery, instance, only_instantiation};
use crate::js::ast::{self, BinaryOp, Expr, ModuleItem, Stmt, id};
use crate::plan::{ModuleRef, Plan};

/// The mode.
pub(super) struct Instantiate {
    /// The core modules' names.
    files: Vec<String>,
    /// There is one instantiation, and nothing to do before it.
    is_single: bool,
    /// The name of its exports.
    core: Option<String>,
    /// Whether core modules may be given; `instantiateSync` needs them.
    takes_modules: bool,
}

impl Instantiate {
    pub(super) fn new(plan: &Plan, files: Vec<String>, takes_modules: bool) -> Self {
        let is_single =
            only_instantiation(plan).is_some_and(|(_, args)| args.is_empty()) && plan.import_interfaces.is_empty();
        Self { files, is_single, core: None, takes_modules }
    }
}

impl Delivery for Instantiate {
    fn instantiate(
        &mut self,
        glue: &mut Glue<'_>,
        module: ModuleRef,
        imports: Option<Expr>,
        exports: Option<&str>,
    ) -> Option<Stmt> {
        if self.is_single {
            self.core = exports.map(str::to_owned);
            return None;
        }
        let mut step = vec![glue.module(module)];
        step.extend(imports);
        Some(instance(ast::yield_(ast::array(step)), exports))
    }

    fn takes_imports(&self) -> bool {
        true
    }

    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<Leaving>) -> Vec<ModuleItem> {
        let mut items: Vec<ModuleItem> =
            std::mem::take(&mut glue.constants).into_iter().map(ModuleItem::Stmt).collect();
        let mut params = vec!["modules".to_owned(), "imports".to_owned()];
        let given: &[&str] = match (glue.uses_context, glue.options.given_wasi) {
            (false, _) => &[],
            (true, false) => &["wasi"],
            (true, true) => &["wasi", "wasiModule"],
        };
        params.extend(given.iter().map(|name| (*name).to_owned()));
        let mut body = body;
        let properties = exports
            .into_iter()
            .flat_map(|leaving| match leaving {
                Leaving::Function(name, method) => vec![ast::method_of(&name, method)],
                Leaving::Local(local, names) => names.iter().map(|name| ast::prop(name, id(&local))).collect(),
            })
            .collect();
        body.push(ast::ret(ast::object(properties)));
        if self.is_single {
            self.finish_single(glue, &mut items, body);
            return items;
        }
        items.push(ModuleItem::Stmt(ast::generator("link", &params, body)));

        let modules = self.takes_modules.then_some("getCoreModule");
        let options: Vec<&str> = modules.into_iter().chain(given.iter().copied()).collect();
        let signature = || ast::imports_and_options(ast::param_or_empty("imports"), &options);
        let steps: Vec<Expr> = std::iter::once("imports").chain(given.iter().copied()).map(id).collect();
        let link = |modules: Expr| {
            let mut args = vec![modules];
            args.extend(steps.clone());
            ast::call_name("link", args)
        };
        let mut fetched: Vec<Expr> =
            self.files.iter().enumerate().map(|(module, file)| self.fetched(glue, module, file)).collect();
        let all = match (fetched.pop(), fetched.is_empty()) {
            (Some(only), true) => ast::array(vec![self.awaited(only)]),
            (last, _) => {
                fetched.extend(last);
                ast::wait(ast::call(ast::member(id("Promise"), "all"), vec![ast::array(fetched)]))
            }
        };
        let run = glue.call("linkAsync", vec![link(id("modules"))]);
        let body = vec![ast::constant("modules", all), ast::ret(glue.rethrowing(run))];
        items.push(ast::export_constant("instantiate", ast::arrow_with(signature(), true, body)));
        if !self.takes_modules {
            return items;
        }
        let sync: Vec<Expr> = self
            .files
            .iter()
            .enumerate()
            .map(|(module, file)| {
                let name = glue.core_name(module, file);
                glue.call("givenModule", vec![id("getCoreModule"), name])
            })
            .collect();
        let mut body = vec![ast::ret(glue.call("linkSync", vec![link(ast::array(sync))]))];
        if glue.needs.handlers {
            body = vec![ast::try_catch(body, "error", vec![ast::run(glue.call("rethrow", vec![id("error")]))])];
        }
        items.push(ast::export_constant("instantiateSync", ast::arrow_with(signature(), false, body)));
        items
    }
}

impl Instantiate {
    /// `link` as a plain function, and the two that call it.
    fn finish_single(&self, glue: &mut Glue<'_>, items: &mut Vec<ModuleItem>, body: Vec<Stmt>) {
        let Some(file) = self.files.first() else { return };
        let param = self.core.as_ref().map(|core| ast::param_with("exports", core));
        let linked = ast::arrow_with(param.into_iter().collect(), false, body);
        items.push(ModuleItem::Stmt(ast::constant("link", linked)));
        let link = |instance: Expr| vec![ast::ret(ast::call_name("link", vec![instance]))];
        let options: &[&str] = if self.takes_modules { &["getCoreModule"] } else { &[] };
        let signature = || ast::imports_and_options(ast::pat("imports"), options);

        let module = self.fetched(glue, 0, file);
        let module = self.awaited(module);
        let made = ast::call(ast::member(id("WebAssembly"), "instantiate"), vec![module]);
        let instantiate = ast::arrow_with(signature(), true, link(ast::wait(made)));
        items.push(ast::export_constant("instantiate", instantiate));
        if !self.takes_modules {
            return;
        }
        let given = ast::call_name("getCoreModule", vec![ast::string(file)]);
        let made = ast::new(ast::member(id("WebAssembly"), "Instance"), vec![given]);
        items.push(ast::export_constant("instantiateSync", ast::arrow_with(signature(), false, link(made))));
    }

    /// The core module number `module`, called `file`: given, or fetched from beside this module.
    fn fetched(&self, glue: &mut Glue<'_>, module: usize, file: &str) -> Expr {
        let compiled = glue.compiled(module, file);
        if !self.takes_modules {
            return compiled;
        }
        let name = glue.core_name(module, file);
        ast::bin(BinaryOp::NullishCoalescing, ast::optional_call("getCoreModule", vec![name]), compiled)
    }

    fn awaited(&self, module: Expr) -> Expr {
        ast::wait(if self.takes_modules { ast::paren(module) } else { module })
    }
}

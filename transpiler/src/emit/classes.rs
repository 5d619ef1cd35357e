//! Resources that the component defines and exports: a class each.
//!
//! A resource type is one class, whatever interfaces name it, and functions belong to it by their names
//! (`Explainer.md#import-and-export-definitions`). The class extends the runtime's `GuestResource`, which holds the
//! representation and lets go of it; here stand its constructor, methods and static functions, and its destructor.

use std::collections::HashSet;

use super::glue::Glue;
use super::lift::Lifted;
use crate::diagnostics::Diagnostic;
use crate::js::adapter::Surroundings;
use crate::js::ast::{self, Method, Stmt, id};
use crate::js::class::{self, Member};
use crate::js::names::{function_name, upper_camel};
use crate::plan::{Export, ExportItem, FuncKind, FuncSource, Plan, Resource, ResourceId, TypeExport};

/// A resource type that leaves the component.
#[derive(Debug)]
pub(crate) struct Class<'a> {
    /// The type.
    pub(crate) resource: ResourceId,
    /// What it is called where it leaves first.
    pub(crate) name: &'a str,
    /// Its functions, each with its interface.
    pub(crate) funcs: Vec<(Option<&'a str>, &'a Export)>,
}

/// The resource types that the component defines and exports, in order.
pub(crate) fn classes(plan: &Plan) -> Vec<Class<'_>> {
    let instances = plan.exported_instances().into_iter().map(|instance| (Some(instance.name), instance.items));
    let mut classes: Vec<Class<'_>> = Vec::new();
    for (interface, items) in std::iter::once((None, plan.exports.as_slice())).chain(instances) {
        for (resource, name) in
            items.iter().filter_map(|item| Some((exported_resource(plan, item)?, item.name.as_str())))
        {
            let funcs = items.iter().filter(|item| of_class(item) == Some(name)).map(|item| (interface, item));
            match classes.iter_mut().find(|class| class.resource == resource) {
                Some(class) => class.funcs.extend(funcs),
                None => classes.push(Class { resource, name, funcs: funcs.collect() }),
            }
        }
    }
    classes
}

/// The resource type of the component's own that an export is.
pub(crate) fn exported_resource(plan: &Plan, export: &Export) -> Option<ResourceId> {
    let ExportItem::Type(TypeExport::Resource(id)) = &export.item else { return None };
    matches!(plan.resources.get(id.index()), Some(Resource::Defined { .. })).then_some(*id)
}

/// The resource that a function belongs to.
pub(super) fn of_class(export: &Export) -> Option<&str> {
    match &export.item {
        ExportItem::Func { kind, .. } => kind.class(),
        _ => None,
    }
}

impl Glue<'_> {
    /// The declarations of the classes that leave.
    pub(super) fn classes(&mut self) -> Result<Vec<Stmt>, Diagnostic> {
        let mut out = Vec::new();
        for class in classes(self.plan) {
            self.exported_type(&class);
            let Some(local) = self.exported_class(class.resource) else { continue };
            let token = self.resource(class.resource);
            let members = self.class_members(&class, &token)?;
            let base = id(&self.unit("GuestResource"));
            out.push(class::class(&local, base, members));
        }
        Ok(out)
    }

    fn class_members(&mut self, class: &Class<'_>, token: &str) -> Result<Vec<Member>, Diagnostic> {
        let plan = self.plan;
        let mut members = Vec::new();
        let mut seen = HashSet::new();
        for (interface, export) in &class.funcs {
            let ExportItem::Func { source: FuncSource::Lifted(lift), kind, ty } = &export.item else { continue };
            let name = match kind {
                FuncKind::Constructor(_) => "constructor".to_owned(),
                FuncKind::Method(_, name) | FuncKind::Static(_, name) => function_name(name),
                FuncKind::Plain => continue,
            };
            let sort = std::mem::discriminant(kind);
            let Some(lift) = plan.lifts.get(lift.index()).filter(|_| seen.insert((sort, name.clone()))) else {
                continue;
            };
            let constructs = matches!(kind, FuncKind::Constructor(_)).then_some(token);
            let (public, interface) = (ty, *interface);
            let method = self.lift(Lifted { lift, name: &export.name, kind, public, interface, constructs })?;
            members.push(match kind {
                FuncKind::Constructor(_) => class::constructor(method),
                FuncKind::Static(..) => class::static_method(&name, method),
                _ => class::method(&name, method),
            });
        }
        if !class.funcs.iter().any(|(_, export)| is_constructor(export)) {
            let text = format!("{} has no constructor: the component gives its instances", upper_camel(class.name));
            let refuse = ast::throw(ast::new(id("TypeError"), vec![ast::string(&text)]));
            members.insert(0, class::constructor(Method { params: Vec::new(), is_async: false, body: vec![refuse] }));
        }
        Ok(members)
    }

    /// Declares the constant that identifies the type in handle tables, and how the host calls its destructor.
    fn exported_type(&mut self, class: &Class<'_>) {
        let token = self.resource(class.resource);
        let root = self.root();
        let name = ast::string(&upper_camel(class.name));
        let mut fields = vec![ast::field_prop("owner", id(&root)), ast::field_prop("name", name)];
        if let Some(destructor) = self.destructor_name(class.resource) {
            let params = vec!["rep".to_owned()];
            let mut body = vec![self.enter(&root)];
            body.extend(self.destroying(&root, &destructor));
            fields.push(ast::field_method("destroy", Method { params: params.clone(), is_async: false, body }));
            if self.needs.waits() {
                let destroying = ast::arrow(&[], self.destroying(&root, &destructor));
                let turn = self.call("inTurn", vec![id(&root), id("waiting"), id("undefined"), destroying]);
                let body = vec![ast::ret(turn)];
                fields.push(ast::field_method("reclaim", Method { params, is_async: false, body }));
            }
        }
        self.exported_types.push(ast::constant(&token, ast::object(fields)));
    }

    /// Calls the destructor and leaves.
    fn destroying(&mut self, root: &str, destructor: &str) -> Vec<Stmt> {
        let tried = vec![
            ast::run(ast::call_name(destructor, vec![id("rep")])),
            ast::run(ast::assign_field(id(root), "state", ast::num(0))),
        ];
        match self.failing(root, None) {
            None => tried,
            Some(failing) => vec![ast::try_catch(tried, "error", vec![ast::run(failing)])],
        }
    }

    /// What runs a resource's destructor, if it has one: where something may wait, a function that keeps it from that.
    pub(super) fn destructor_name(&self, resource: ResourceId) -> Option<String> {
        let Some(Resource::Defined { dtor, .. }) = self.plan.resources.get(resource.index()) else { return None };
        let core = self.core_funcs.get(dtor.as_ref()?.index())?;
        let barred = self.destructors.get(resource.index()).and_then(Option::as_ref);
        Some(barred.unwrap_or(core).clone())
    }

    /// Declarations of the functions that keep destructors from waiting.
    pub(super) fn destructors(&mut self) -> Vec<Stmt> {
        let plan = self.plan;
        let mut out = Vec::new();
        let known = classes(plan);
        for (resource, barred) in (0u32..).map(ResourceId).zip(self.destructors.clone()) {
            let (Some(barred), Some(Resource::Defined { dtor: Some(dtor), .. })) =
                (barred, plan.resources.get(resource.index()))
            else {
                continue;
            };
            let core = self.core_funcs.get(dtor.index()).cloned().unwrap_or_default();
            let known = known.iter().find(|class| class.resource == resource);
            let name = known.map_or_else(|| "a resource".to_owned(), |class| upper_camel(class.name));
            let args = vec![id("waiting"), ast::string(&name), id(&core), id("rep")];
            let call = self.call("destroyAtOnce", args);
            out.push(ast::constant(&barred, ast::arrow(&["rep".to_owned()], vec![ast::run(call)])));
        }
        out
    }
}

fn is_constructor(export: &Export) -> bool {
    matches!(export.item, ExportItem::Func { kind: FuncKind::Constructor(_), .. })
}

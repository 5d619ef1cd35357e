//! Which properties of the runtime's objects are its own business and may get short names.
//!
//! They are declared in the interfaces that the runtime marks `@internal`: objects that glue and runtime pass between
//! each other, and nobody else sees. Types are not followed here, a name is all there is, so a name that means anything else, too,
//! keeps its length: one that another interface, a class or a written-out type of the runtime declares, one that is quoted
//! somewhere, and one of the platform (`platform-properties.txt`: what ECMAScript's and WebAssembly's objects, and the Web's that
//! the runtime uses, have in Node 26).

use std::collections::BTreeSet;

use swc_core::common::comments::{Comments, SingleThreadedComments};
use swc_core::common::{BytePos, Spanned};
use swc_core::ecma::ast::{
    ClassMember, Decl, ExportDecl, Expr, Module, PropName, Str, TsInterfaceDecl, TsTypeElement, TsTypeLit,
};
use swc_core::ecma::visit::{Visit, VisitWith};

const PLATFORM: &str = include_str!("platform-properties.txt");

/// Property names by who declares them.
#[derive(Default)]
pub struct Fields {
    internal: BTreeSet<String>,
    others: BTreeSet<String>,
}

impl Fields {
    /// Adds what the TypeScript module declares.
    pub fn add(&mut self, module: &Module, comments: &SingleThreadedComments) {
        module.visit_with(&mut Declarations { fields: self, comments, exported_at: None });
    }

    /// The properties that may get short names.
    pub fn renamable(&self) -> BTreeSet<String> {
        let platform: BTreeSet<&str> = PLATFORM.split_whitespace().collect();
        let internal = self.internal.iter().filter(|name| !platform.contains(name.as_str()));
        internal.filter(|name| !self.others.contains(*name)).cloned().collect()
    }
}

struct Declarations<'a> {
    fields: &'a mut Fields,
    comments: &'a SingleThreadedComments,
    /// Where the `export` of a declaration stands: its comment is there.
    exported_at: Option<BytePos>,
}

impl Declarations<'_> {
    fn is_internal(&self, at: BytePos) -> bool {
        let leading = self.comments.get_leading(at).unwrap_or_default();
        leading.last().is_some_and(|comment| comment.text.contains("@internal"))
    }
}

fn members(elements: &[TsTypeElement]) -> impl Iterator<Item = String> {
    elements.iter().filter_map(|element| match element {
        TsTypeElement::TsPropertySignature(property) => key(&property.key),
        TsTypeElement::TsMethodSignature(method) => key(&method.key),
        TsTypeElement::TsGetterSignature(getter) => key(&getter.key),
        _ => None,
    })
}

fn key(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Ident(ident) => Some(ident.sym.to_string()),
        _ => None,
    }
}

impl Visit for Declarations<'_> {
    fn visit_export_decl(&mut self, export: &ExportDecl) {
        if matches!(export.decl, Decl::TsInterface(_)) {
            self.exported_at = Some(export.span_lo());
        }
        export.visit_children_with(self);
    }

    fn visit_ts_interface_decl(&mut self, interface: &TsInterfaceDecl) {
        let at = self.exported_at.take().unwrap_or_else(|| interface.span_lo());
        let found = members(&interface.body.body);
        if self.is_internal(at) {
            self.fields.internal.extend(found)
        } else {
            self.fields.others.extend(found)
        }
        interface.visit_children_with(self);
    }

    fn visit_ts_type_lit(&mut self, literal: &TsTypeLit) {
        self.fields.others.extend(members(&literal.members));
        literal.visit_children_with(self);
    }

    fn visit_class_member(&mut self, member: &ClassMember) {
        let key = match member {
            ClassMember::Method(method) => Some(&method.key),
            ClassMember::ClassProp(property) => Some(&property.key),
            _ => None,
        };
        if let Some(PropName::Ident(name)) = key {
            self.fields.others.insert(name.sym.to_string());
        }
        member.visit_children_with(self);
    }

    fn visit_str(&mut self, text: &Str) {
        self.fields.others.insert(text.value.to_string_lossy().into_owned());
    }
}

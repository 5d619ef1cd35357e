//! One interface: an object type for its functions and classes, and a namespace for the types that it names.
//!
//! ```ts
//! export interface WasiIoPoll {
//!   readonly Pollable: { readonly prototype: WasiIoPoll.Pollable };
//!   poll(in2: WasiIoPoll.Pollable[]): Uint32Array;
//! }
//! export namespace WasiIoPoll {
//!   interface Pollable { … }
//! }
//! ```
//!
//! The namespace holds types only, so nothing is declared that is not there at run time. Methods are written as
//! methods, so a host's class may take its own kind as a parameter. An imported resource is what the host makes it: any
//! class with these methods; whether it can be constructed is declared only where the component constructs it.

use std::collections::BTreeSet;

use super::comment::Comment;
use super::scope::{Func, Named, Place, Scope, Scopes, Side, Sort, View};
use super::signature::{Signature, throws};
use super::text::Text;
use crate::docs::Item;
use crate::js::names::{function_name, upper_camel};
use crate::options::Options;
use crate::plan::{FuncKind, ResourceId, TypeExport};
use crate::types::Type;
use crate::types::spelling::{Spelling, Way, key};

/// Writes scopes.
pub(super) struct Writer<'a> {
    pub(super) scopes: &'a Scopes<'a>,
    pub(super) options: &'a Options,
    pub(super) types: &'a crate::types::Types,
}

impl<'a> Writer<'a> {
    /// The declarations of an interface; of one that holds nothing there are none.
    pub(super) fn interface(&self, text: &mut Text, scope: &'a Scope<'a>) {
        let side = match scope.side {
            Side::Imported if scope.sort == Sort::Class => "The class of the imported resource",
            Side::Imported => "The imported interface",
            Side::Exported => "The exported interface",
        };
        if scope.has_members() {
            text.gap();
            let mut comment = Comment::new(&format!("{side} `{}`.", scope.name));
            comment.describe(scope.docs(&self.options.docs));
            text.comment(&comment);
            text.block(&format!("export interface {}", scope.local), "", |text| self.members(text, scope));
        }
        if !scope.types.is_empty() {
            text.gap();
            text.doc(&format!("Types of `{}`.", scope.name));
            text.block(&format!("export namespace {}", scope.local), "", |text| self.types(text, scope, ""));
        }
    }

    /// The types that a scope names.
    pub(super) fn types(&self, text: &mut Text, scope: &'a Scope<'a>, modifier: &str) {
        let view = self.scopes.view(scope, Place::Inside);
        for named in &scope.types {
            match &named.ty {
                TypeExport::Resource(id) => self.resource(text, scope, named, *id, modifier),
                TypeExport::Value(id) => {
                    let docs = scope.member(&self.options.docs, named.name);
                    text.comment(&Comment::of(docs));
                    let speller = view.speller(Way::Received);
                    let first = crate::types::spelling::TypeNames::value(&view, *id);
                    let head = format!("{modifier}interface {}", named.local);
                    match self.types.get(*id) {
                        _ if first.as_ref() != Some(&named.local) => {
                            let spelled = speller.text(*id);
                            text.line(&format!("{modifier}type {} = {spelled};", named.local));
                        }
                        Type::Record(fields) => {
                            let members = crate::types::record::ts_members(&speller, fields);
                            text.block(&head, "", |text| lines(text, docs, &members));
                        }
                        Type::Flags(names) => {
                            let members = crate::types::flags::ts_members(names);
                            text.block(&head, "", |text| lines(text, docs, &members));
                        }
                        ty => {
                            let spelled = crate::types::ts(&speller, *id);
                            let comments = case_comments(docs, ty, spelled.alternatives().len());
                            alias(text, &format!("{modifier}type {} =", named.local), &spelled, &comments);
                        }
                    }
                }
            }
        }
    }

    /// The instances of a resource type: its methods, or another name for what is at home elsewhere.
    fn resource(&self, text: &mut Text, scope: &'a Scope<'a>, named: &Named<'_>, id: ResourceId, modifier: &str) {
        let view = self.scopes.view(scope, Place::Inside);
        if let Some(class) = self.scopes.class(id) {
            if self.scopes.is_home(scope, id, &named.local) {
                text.comment(&self.resource_comment(scope, named));
            }
            text.line(&format!("{modifier}type {} = {class};", named.local));
            return;
        }
        if !self.scopes.is_home(scope, id, &named.local) {
            let home = self.scopes.home(id).unwrap_or("unknown");
            text.line(&format!("{modifier}type {} = {home};", named.local));
            return;
        }
        let comment = self.resource_comment(scope, named);
        let is_method = |func: &&Func<'_>| matches!(&func.kind, FuncKind::Method(class, _) if class == named.name);
        if scope.side == Side::Imported && !scope.funcs.iter().any(|func| is_method(&func)) {
            // An interface without members would admit numbers and strings.
            text.comment(&comment);
            text.line(&format!("{modifier}type {} = object;", named.local));
            return;
        }
        text.comment(&comment);
        text.block(&format!("{modifier}interface {}", named.local), "", |text| {
            let mut seen = BTreeSet::new();
            for func in scope.funcs.iter().filter(is_method) {
                if let FuncKind::Method(_, name) = &func.kind {
                    self.method(text, scope, &view, func, &function_name(name), &mut seen);
                }
            }
        });
    }

    fn resource_comment(&self, scope: &Scope<'_>, named: &Named<'_>) -> Comment {
        let docs = scope.member(&self.options.docs, named.name);
        Comment::of(docs).or(&format!("The resource `{}`.", named.name))
    }

    /// Functions, then classes.
    fn members(&self, text: &mut Text, scope: &'a Scope<'a>) {
        let view = self.scopes.view(scope, Place::Outside);
        if let (Sort::Class, Some(named)) = (scope.sort, scope.types.first()) {
            return self.host_class_members(text, scope, &view, named);
        }
        let mut seen = BTreeSet::new();
        for func in scope.funcs.iter().filter(|func| func.kind == FuncKind::Plain) {
            self.method(text, scope, &view, func, &function_name(func.name), &mut seen);
        }
        for named in &scope.types {
            let TypeExport::Resource(id) = named.ty else { continue };
            let class = self.scopes.class(id);
            if (class.is_none() && !self.scopes.is_home(scope, id, &named.local))
                || !seen.insert(upper_camel(named.name))
            {
                continue;
            }
            match class {
                Some(class) => text.line(&format!("readonly {}: typeof {class};", key(&upper_camel(named.name)))),
                None => self.host_class(text, scope, &view, named),
            }
        }
        self.instances(text, scope, &mut seen);
    }

    /// The instances in an instance.
    fn instances(&self, text: &mut Text, scope: &Scope<'_>, seen: &mut BTreeSet<String>) {
        for (names, local) in &scope.instances {
            for name in names.iter().filter(|name| seen.insert((*name).clone())) {
                text.line(&format!("readonly {}: {local};", key(name)));
            }
        }
    }

    /// The classes of the component's own resources that are at home in a scope.
    ///
    /// They are declared by themselves and not exported, since a namespace that held them would promise an object of its name.
    pub(super) fn classes(&self, text: &mut Text, scope: &'a Scope<'a>) {
        for named in &scope.types {
            if let TypeExport::Resource(id) = named.ty
                && let Some(class) = self.scopes.class(id)
                && self.scopes.is_home(scope, id, &named.local)
            {
                text.gap();
                text.comment(&self.resource_comment(scope, named));
                text.block(&format!("declare class {class}"), "", |text| self.own_class(text, id));
                text.line(&format!("interface {class} extends Disposing {{}}"));
            }
        }
    }

    /// Its functions, from wherever it is exported.
    fn own_class(&self, text: &mut Text, resource: ResourceId) {
        // No other object will do, whatever its methods.
        text.line("#held;");
        let scopes = || std::iter::once(&self.scopes.root).chain(self.scopes.exports.iter().map(|(_, scope)| scope));
        let funcs = || scopes().flat_map(|scope| scope.functions_of(resource).map(move |func| (scope, func)));
        match funcs().find(|(_, func)| matches!(func.kind, FuncKind::Constructor(_))) {
            Some((scope, func)) => {
                let view = self.scopes.view(scope, Place::Outside);
                text.comment(&self.comment(&view, scope, func));
                text.line(&format!("constructor{};", self.signature(scope, &view, func).parameters()));
            }
            None => text.line("private constructor();"),
        }
        let (mut methods, mut statics) = (BTreeSet::new(), BTreeSet::new());
        for (scope, func) in funcs() {
            let view = self.scopes.view(scope, Place::Outside);
            match &func.kind {
                FuncKind::Method(_, name) => {
                    self.method(text, scope, &view, func, &function_name(name), &mut methods);
                }
                FuncKind::Static(_, name) => {
                    let name = function_name(name);
                    let head = format!("static {}", key(&name));
                    if statics.insert(name) {
                        self.member(text, scope, &view, func, &head);
                    }
                }
                _ => {}
            }
        }
    }

    /// The class of a resource of the host's: its constructor and static functions.
    fn host_class(&self, text: &mut Text, scope: &'a Scope<'a>, view: &View<'_>, named: &Named<'_>) {
        text.block(&format!("readonly {}:", key(&upper_camel(named.name))), ";", |text| {
            self.host_class_members(text, scope, view, named);
        });
    }

    fn host_class_members(&self, text: &mut Text, scope: &'a Scope<'a>, view: &View<'_>, named: &Named<'_>) {
        let instance = view.local(&named.local);
        text.line(&format!("readonly prototype: {instance};"));
        let mut seen = BTreeSet::new();
        for func in &scope.funcs {
            match &func.kind {
                FuncKind::Constructor(class) if class == named.name => {
                    text.comment(&self.comment(view, scope, func));
                    text.line(&format!("new {};", self.signature(scope, view, func).constructor(&instance)));
                }
                FuncKind::Static(class, name) if class == named.name => {
                    self.method(text, scope, view, func, &function_name(name), &mut seen);
                }
                _ => {}
            }
        }
    }

    /// A function as a member called `name`; of names that become the same in JavaScript there is one.
    pub(super) fn method(
        &self,
        text: &mut Text,
        scope: &'a Scope<'a>,
        view: &View<'_>,
        func: &Func<'_>,
        name: &str,
        seen: &mut BTreeSet<String>,
    ) {
        if seen.insert(name.to_owned()) {
            self.member(text, scope, view, func, &key(name));
        }
    }

    fn member(&self, text: &mut Text, scope: &'a Scope<'a>, view: &View<'_>, func: &Func<'_>, head: &str) {
        text.comment(&self.comment(view, scope, func));
        text.line(&format!("{head}{};", self.signature(scope, view, func)));
    }

    /// What is said about a function, and what it throws.
    pub(super) fn comment(&self, view: &View<'_>, scope: &Scope<'_>, func: &Func<'_>) -> Comment {
        let mut comment = Comment::of(scope.member(&self.options.docs, func.name));
        let way = if scope.side == Side::Exported { Way::Received } else { Way::Given };
        if let Some(tag) = throws(&view.speller(way), func.ty) {
            comment.tag(&tag);
        }
        comment
    }

    /// Parameters and result of a function.
    pub(super) fn signature(&self, scope: &Scope<'_>, view: &View<'_>, func: &Func<'_>) -> Signature {
        Signature::of(view, scope, func, self.options)
    }
}

/// `type A = B | C;`, one alternative a line where that is long or something is said about one.
fn alias(text: &mut Text, head: &str, spelled: &Spelling, comments: &[Comment]) {
    let alternatives = spelled.alternatives();
    let width = head.len() + alternatives.iter().map(|text| text.len() + 3).sum::<usize>();
    if comments.is_empty() && (alternatives.len() == 1 || width <= 110) {
        text.line(&format!("{head} {};", alternatives.join(" | ")));
        return;
    }
    text.line(head);
    text.indented(|text| {
        for (at, alternative) in (1..).zip(alternatives) {
            if let Some(comment) = comments.get(at - 1) {
                text.comment(comment);
            }
            let end = if at == alternatives.len() { ";" } else { "" };
            text.line(&format!("| {alternative}{end}"));
        }
    });
}

/// What is said about the cases of a variant or enum that has `count` alternatives; nothing if nothing is said.
fn case_comments(docs: Option<&Item>, ty: &Type, count: usize) -> Vec<Comment> {
    let labels: Vec<&String> = match ty {
        Type::Variant(cases) => cases.iter().map(|(label, _)| label).collect(),
        Type::Enum(labels) => labels.iter().collect(),
        _ => return Vec::new(),
    };
    let said = docs.is_some_and(|docs| labels.iter().any(|label| docs.members.contains_key(*label)));
    if !said || labels.len() != count {
        return Vec::new();
    }
    labels.into_iter().map(|label| Comment::of(docs.and_then(|docs| docs.members.get(label)))).collect()
}

/// Members, each with what is said about its label.
fn lines(text: &mut Text, docs: Option<&Item>, members: &[(&str, String)]) {
    for (label, member) in members {
        text.comment(&Comment::of(docs.and_then(|docs| docs.members.get(*label))));
        text.line(&format!("{member};"));
    }
}

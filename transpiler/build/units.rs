//! Splits the runtime's modules into units: one per top-level declaration, with every mention of another unit a slot.
//!
//! A unit is what the linker (`src/js/runtime.rs`) can take or leave. Its dependencies are found by resolved
//! identifiers, so a local variable that happens to be called like a unit is not one, and an import alias is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use swc_core::common::{DUMMY_SP, SyntaxContext};
use swc_core::ecma::ast::{
    AssignPat, AssignPatProp, BreakStmt, ContinueStmt, Decl, ExportSpecifier, Ident, ImportSpecifier, KeyValuePatProp,
    KeyValueProp, LabeledStmt, Module, ModuleDecl, ModuleExportName, ModuleItem, ObjectPatProp, Pat, Prop, PropName,
    Stmt, VarDecl, VarDeclKind,
};
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::typescript::{self, Marks, Style};

/// One declaration, ready to be written into the linker's table.
pub struct Unit {
    /// The declared name, unique in the runtime.
    pub name: String,
    /// Indices of the units this one mentions, ascending, without itself.
    pub deps: Vec<usize>,
    /// Globals it mentions, e.g. `WebAssembly`.
    pub globals: BTreeSet<String>,
    /// Names bound inside it, in either text: a unit must not be renamed to one of them.
    pub locals: BTreeSet<String>,
    /// The readable text, cut at the slots.
    pub pretty: Vec<Segment>,
    /// The short text, cut at the slots.
    pub minified: Vec<Segment>,
}

/// A piece of a unit's text.
pub enum Segment {
    /// As it stands.
    Text(String),
    /// The name of the unit with this index.
    Name(usize),
}

struct Source {
    path: PathBuf,
    module: Module,
    marks: Marks,
    /// What the top-level names of the module stand for, as unit names.
    names: HashMap<String, String>,
}

/// Reads the modules in `files` (sorted by the caller) and splits them.
pub fn split(files: &[PathBuf]) -> Result<Vec<Unit>, String> {
    let mut sources = Vec::new();
    for path in files {
        let (module, marks) = typescript::javascript_of(path)?;
        let names = top_level_names(path, &module)?;
        sources.push(Source { path: path.clone(), module, marks, names });
    }

    let mut indices: BTreeMap<String, usize> = BTreeMap::new();
    let mut declarations: Vec<(usize, String, Stmt)> = Vec::new();
    for (source_index, source) in sources.iter().enumerate() {
        for (name, declaration) in declarations_of(&source.path, &source.module)? {
            if indices.insert(name.clone(), declarations.len()).is_some() {
                return Err(format!("{}: `{name}` is declared twice in the runtime", source.path.display()));
            }
            declarations.push((source_index, name, declaration));
        }
    }

    let mut units = Vec::new();
    for (source_index, name, declaration) in declarations {
        if let Some(source) = sources.get(source_index) {
            units.push(unit_of(source, &name, declaration, &indices)?);
        }
    }
    Ok(units)
}

fn unit_of(source: &Source, name: &str, declaration: Stmt, indices: &BTreeMap<String, usize>) -> Result<Unit, String> {
    let mut resolve = Slots {
        top_level: SyntaxContext::empty().apply_mark(source.marks.top_level),
        unresolved: SyntaxContext::empty().apply_mark(source.marks.unresolved),
        names: &source.names,
        indices,
        deps: BTreeSet::new(),
        globals: BTreeSet::new(),
        locals: Vec::new(),
        missing: None,
    };
    let mut pretty = declaration;
    pretty.visit_mut_with(&mut resolve);
    if let Some(missing) = resolve.missing {
        return Err(format!(
            "{}: `{name}` mentions `{missing}`, which no runtime module declares",
            source.path.display()
        ));
    }

    let short = short_names(&resolve.locals, &resolve.globals);
    let mut minified = pretty.clone();
    minified.visit_mut_with(&mut Shorten { names: &short });
    let mut minified_text = typescript::print(&minified, Style::Minified)?;
    if matches!(minified, Stmt::Decl(Decl::Var(_))) && !minified_text.ends_with(';') {
        minified_text.push(';');
    }

    let mut locals: BTreeSet<String> = resolve.locals.iter().map(|(local, _)| local.clone()).collect();
    locals.extend(short.values().cloned());
    let own = indices.get(name).copied();
    Ok(Unit {
        name: name.to_owned(),
        deps: resolve.deps.into_iter().filter(|&dep| Some(dep) != own).collect(),
        globals: resolve.globals,
        locals,
        pretty: cut(&typescript::print(&pretty, Style::Pretty)?),
        minified: cut(&minified_text),
    })
}

/// Maps each top-level name of a module to the unit it stands for: itself, or what an import calls so.
fn top_level_names(path: &Path, module: &Module) -> Result<HashMap<String, String>, String> {
    let mut names = HashMap::new();
    for item in &module.body {
        if let ModuleItem::ModuleDecl(ModuleDecl::Import(import)) = item {
            let from = import.src.value.to_string_lossy();
            if !from.starts_with("./") || !from.ends_with(".ts") {
                return Err(format!("{}: the runtime imports only its own modules, not \"{from}\"", path.display()));
            }
            for specifier in &import.specifiers {
                let ImportSpecifier::Named(named) = specifier else {
                    return Err(format!("{}: only named imports are linked (\"{from}\")", path.display()));
                };
                let local = named.local.sym.to_string();
                let imported = match &named.imported {
                    Some(ModuleExportName::Ident(imported)) => imported.sym.to_string(),
                    Some(ModuleExportName::Str(_)) => {
                        return Err(format!("{}: a quoted import name", path.display()));
                    }
                    None => local.clone(),
                };
                names.insert(local, imported);
            }
        }
    }
    for (name, _) in declarations_of(path, module)? {
        names.insert(name.clone(), name);
    }
    Ok(names)
}

fn declarations_of(path: &Path, module: &Module) -> Result<Vec<(String, Stmt)>, String> {
    let mut declarations = Vec::new();
    for item in &module.body {
        let declaration = match item {
            ModuleItem::ModuleDecl(ModuleDecl::Import(_)) | ModuleItem::Stmt(Stmt::Empty(_)) => continue,
            ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(named))
                if named.specifiers.iter().all(|it| matches!(it, ExportSpecifier::Named(_))) =>
            {
                continue;
            }
            ModuleItem::ModuleDecl(ModuleDecl::ExportAll(_)) => continue,
            ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(export)) => &export.decl,
            ModuleItem::Stmt(Stmt::Decl(declaration)) => declaration,
            _ => return Err(format!("{}: only declarations may stand at the top level", path.display())),
        };
        match declaration {
            Decl::Fn(function) => {
                declarations.push((function.ident.sym.to_string(), Stmt::Decl(declaration.clone())));
            }
            Decl::Class(class) => {
                declarations.push((class.ident.sym.to_string(), Stmt::Decl(declaration.clone())));
            }
            Decl::Var(variables) if variables.kind == VarDeclKind::Const => {
                for declarator in &variables.decls {
                    let Pat::Ident(binding) = &declarator.name else {
                        return Err(format!("{}: a pattern at the top level", path.display()));
                    };
                    let alone = VarDecl { decls: vec![declarator.clone()], ..(**variables).clone() };
                    declarations.push((binding.id.sym.to_string(), Stmt::Decl(Decl::Var(Box::new(alone)))));
                }
            }
            Decl::Var(_) => return Err(format!("{}: mutable state at the top level", path.display())),
            _ => return Err(format!("{}: a declaration that leaves code behind when stripped", path.display())),
        }
    }
    Ok(declarations)
}

/// Replaces each mention of a unit by its slot and notes what else is mentioned.
struct Slots<'a> {
    top_level: SyntaxContext,
    unresolved: SyntaxContext,
    names: &'a HashMap<String, String>,
    indices: &'a BTreeMap<String, usize>,
    deps: BTreeSet<usize>,
    globals: BTreeSet<String>,
    /// Bindings inside the unit in the order of their first mention.
    locals: Vec<(String, SyntaxContext)>,
    missing: Option<String>,
}

impl VisitMut for Slots<'_> {
    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        let name = ident.sym.to_string();
        if ident.ctxt == self.top_level {
            match self.names.get(&name).and_then(|unit| self.indices.get(unit)) {
                Some(&index) => {
                    self.deps.insert(index);
                    ident.sym = format!("{SLOT}{index}_").into();
                }
                None => self.missing = Some(name),
            }
        } else if ident.ctxt == self.unresolved {
            self.globals.insert(name);
        } else if !self.locals.iter().any(|(sym, ctxt)| *sym == name && *ctxt == ident.ctxt) {
            self.locals.push((name, ident.ctxt));
        }
    }

    fn visit_mut_prop(&mut self, prop: &mut Prop) {
        if matches!(prop, Prop::Shorthand(ident) if ident.ctxt == self.top_level) {
            spell_out(prop);
        }
        prop.visit_mut_children_with(self);
    }

    // Labels are no bindings.
    fn visit_mut_labeled_stmt(&mut self, statement: &mut LabeledStmt) {
        statement.body.visit_mut_with(self);
    }
    fn visit_mut_break_stmt(&mut self, _: &mut BreakStmt) {}
    fn visit_mut_continue_stmt(&mut self, _: &mut ContinueStmt) {}
}

/// Gives the local bindings short names.
struct Shorten<'a> {
    names: &'a HashMap<(String, SyntaxContext), String>,
}

impl VisitMut for Shorten<'_> {
    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        if let Some(short) = self.names.get(&(ident.sym.to_string(), ident.ctxt)) {
            ident.sym = short.as_str().into();
        }
    }

    fn visit_mut_prop(&mut self, prop: &mut Prop) {
        if matches!(prop, Prop::Shorthand(ident) if self.names.contains_key(&(ident.sym.to_string(), ident.ctxt))) {
            spell_out(prop);
        }
        prop.visit_mut_children_with(self);
    }

    fn visit_mut_object_pat_prop(&mut self, prop: &mut ObjectPatProp) {
        if let ObjectPatProp::Assign(AssignPatProp { key, value, .. }) = prop {
            let name = PropName::Ident(key.id.clone().into());
            let binding = Pat::Ident(key.clone());
            let value = match value.take() {
                Some(right) => Pat::Assign(AssignPat { span: DUMMY_SP, left: Box::new(binding), right }),
                None => binding,
            };
            *prop = ObjectPatProp::KeyValue(KeyValuePatProp { key: name, value: Box::new(value) });
        }
        prop.visit_mut_children_with(self);
    }

    fn visit_mut_labeled_stmt(&mut self, statement: &mut LabeledStmt) {
        statement.body.visit_mut_with(self);
    }
    fn visit_mut_break_stmt(&mut self, _: &mut BreakStmt) {}
    fn visit_mut_continue_stmt(&mut self, _: &mut ContinueStmt) {}
}

/// `{ a }` → `{ a: a }`, so that the value can be renamed and the key cannot.
fn spell_out(prop: &mut Prop) {
    if let Prop::Shorthand(ident) = prop {
        let key = PropName::Ident(ident.clone().into());
        *prop = Prop::KeyValue(KeyValueProp { key, value: Box::new(ident.clone().into()) });
    }
}

/// `a`, `b`, …, `z`, `a0`, … for each binding of a unit; they begin with a small letter, so capitals stay free for
/// the linker's names.
fn short_names(
    locals: &[(String, SyntaxContext)],
    globals: &BTreeSet<String>,
) -> HashMap<(String, SyntaxContext), String> {
    let candidates = (0_u32..).flat_map(|round| {
        ('a'..='z').map(move |letter| match round.checked_sub(1) {
            None => letter.to_string(),
            Some(number) => format!("{letter}{number}"),
        })
    });
    let free = candidates.filter(|name| !globals.contains(name));
    locals.iter().cloned().zip(free).collect()
}

const SLOT: &str = "weft_slot_";

fn cut(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut pieces = text.trim_end().split(SLOT);
    push_text(&mut segments, pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once('_').map(|(index, rest)| (index.parse(), rest)) {
            Some((Ok(index), rest)) => {
                segments.push(Segment::Name(index));
                push_text(&mut segments, rest);
            }
            _ => push_text(&mut segments, piece),
        }
    }
    segments
}

fn push_text(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Text(text.to_owned()));
    }
}

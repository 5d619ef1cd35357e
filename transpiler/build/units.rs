//! Splits the runtime's modules into units: one per top-level declaration, with a mark on every name in it.
//!
//! A unit is what the linker (`src/js/runtime.rs`) can take or leave. Its dependencies are found by resolved
//! identifiers, so a local variable that happens to be called like a unit is not one, and an import alias is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use swc_core::common::{SourceFile, SyntaxContext, sync::Lrc};
use swc_core::ecma::ast::{
    BreakStmt, ContinueStmt, Decl, ExportSpecifier, Ident, IdentName, ImportSpecifier, KeyValueProp, LabeledStmt,
    MemberProp, Module, ModuleDecl, ModuleExportName, ModuleItem, ObjectPatProp, Pat, Prop, PropName, Stmt, VarDecl,
    VarDeclKind,
};
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::fields::Fields;
use crate::functions;
use crate::places;
use crate::typescript::{self, Marks, marks};

/// One declaration, ready to be written into the linker's table.
pub struct Unit {
    /// The declared name, unique in the runtime.
    pub name: String,
    /// Whether its module exports it.
    pub exported: bool,
    /// Indices of the units this one mentions, ascending, without itself.
    pub deps: Vec<usize>,
    /// Globals it mentions, e.g. `WebAssembly`.
    pub globals: BTreeSet<String>,
    /// The readable text, marked.
    pub text: String,
    /// Index of the module that declares it.
    pub source: usize,
    /// Where words of the text (in bytes) stand in the module: line and column (in UTF-16), both from 0.
    pub places: Vec<(usize, usize, usize)>,
}

/// The runtime in pieces.
pub struct Split {
    /// In the order of their modules.
    pub units: Vec<Unit>,
    /// The properties that may get short names.
    pub fields: BTreeSet<String>,
}

struct Source {
    path: PathBuf,
    module: Module,
    marks: Marks,
    /// What the top-level names of the module stand for, as unit names.
    names: HashMap<String, String>,
    file: Lrc<SourceFile>,
}

/// Reads the modules in `files` (sorted by the caller) and splits them.
pub fn split(files: &[PathBuf]) -> Result<Split, String> {
    let mut sources = Vec::new();
    let mut fields = Fields::default();
    for path in files {
        let written = typescript::parse(path)?;
        fields.add(&written.module, &written.comments);
        let (module, marks) = typescript::strip_types(path, written.module)?;
        let names = top_level_names(path, &module)?;
        sources.push(Source { path: path.clone(), module, marks, names, file: written.file });
    }
    let fields = fields.renamable();

    let mut indices: BTreeMap<String, usize> = BTreeMap::new();
    let mut declarations: Vec<(usize, Declaration)> = Vec::new();
    for (source_index, source) in sources.iter().enumerate() {
        for declaration in declarations_of(&source.path, &source.module)? {
            let name = declaration.name.clone();
            if indices.insert(name.clone(), declarations.len()).is_some() {
                return Err(format!("{}: `{name}` is declared twice in the runtime", source.path.display()));
            }
            declarations.push((source_index, declaration));
        }
    }

    let mut units = Vec::new();
    for (source_index, declaration) in declarations {
        if let Some(source) = sources.get(source_index) {
            units.push(Unit { source: source_index, ..unit_of(source, declaration, &indices, &fields)? });
        }
    }
    Ok(Split { units, fields })
}

fn unit_of(
    source: &Source,
    declaration: Declaration,
    indices: &BTreeMap<String, usize>,
    fields: &BTreeSet<String>,
) -> Result<Unit, String> {
    let Declaration { name, exported, mut statement } = declaration;
    let mut mark = Marking {
        top_level: SyntaxContext::empty().apply_mark(source.marks.top_level),
        unresolved: SyntaxContext::empty().apply_mark(source.marks.unresolved),
        names: &source.names,
        indices,
        fields,
        deps: BTreeSet::new(),
        globals: BTreeSet::new(),
        missing: None,
    };
    statement.visit_mut_with(&mut mark);
    if let Some(missing) = mark.missing {
        return Err(format!(
            "{}: `{name}` mentions `{missing}`, which no runtime module declares",
            source.path.display()
        ));
    }
    let own = indices.get(&name).copied();
    let deps = mark.deps.into_iter().filter(|&dep| Some(dep) != own).collect();
    let (text, places) = typescript::print_mapped(&statement)?;
    let text = format!("{}\n", text.trim_end());
    let places = places::of_words(&text, &places, &source.file);
    Ok(Unit { name, exported, deps, globals: mark.globals, text, source: 0, places })
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
    for Declaration { name, .. } in declarations_of(path, module)? {
        names.insert(name.clone(), name);
    }
    Ok(names)
}

/// A top-level declaration of one name.
struct Declaration {
    name: String,
    exported: bool,
    statement: Stmt,
}

fn declarations_of(path: &Path, module: &Module) -> Result<Vec<Declaration>, String> {
    let mut declarations = Vec::new();
    for item in &module.body {
        let exported = matches!(item, ModuleItem::ModuleDecl(_));
        let mut declare = |ident: &Ident, declaration: Decl| {
            declarations.push(Declaration {
                name: ident.sym.to_string(),
                exported,
                statement: Stmt::Decl(declaration),
            });
        };
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
            Decl::Fn(function) => declare(&function.ident, declaration.clone()),
            Decl::Class(class) => declare(&class.ident, declaration.clone()),
            Decl::Var(variables) if variables.kind == VarDeclKind::Const => {
                for declarator in &variables.decls {
                    let Pat::Ident(binding) = &declarator.name else {
                        return Err(format!("{}: a pattern at the top level", path.display()));
                    };
                    let mut declarator = declarator.clone();
                    functions::express(&mut declarator);
                    let alone = VarDecl { decls: vec![declarator], ..(**variables).clone() };
                    declare(&binding.id, Decl::Var(Box::new(alone)));
                }
            }
            Decl::Var(_) => return Err(format!("{}: mutable state at the top level", path.display())),
            _ => return Err(format!("{}: a declaration that leaves code behind when stripped", path.display())),
        }
    }
    Ok(declarations)
}

/// Marks each name for what it is, and notes what is mentioned.
struct Marking<'a> {
    top_level: SyntaxContext,
    unresolved: SyntaxContext,
    names: &'a HashMap<String, String>,
    indices: &'a BTreeMap<String, usize>,
    fields: &'a BTreeSet<String>,
    deps: BTreeSet<usize>,
    globals: BTreeSet<String>,
    missing: Option<String>,
}

impl Marking<'_> {
    /// The mark before a name that stands for a property, too.
    fn shorthand(&self, name: &str) -> char {
        if self.fields.contains(name) { marks::FIELD_SHORTHAND } else { marks::SHORTHAND }
    }

    fn field(&self, name: &mut IdentName) {
        if self.fields.contains(&*name.sym) {
            name.sym = format!("{}{}", marks::FIELD, name.sym).into();
        }
    }
}

impl VisitMut for Marking<'_> {
    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        let name = ident.sym.to_string();
        if ident.ctxt == self.top_level {
            match self.names.get(&name).and_then(|unit| Some((unit, self.indices.get(unit)?))) {
                Some((unit, &index)) => {
                    self.deps.insert(index);
                    ident.sym = format!("{}{unit}", marks::UNIT).into();
                }
                None => self.missing = Some(name),
            }
        } else if ident.ctxt == self.unresolved {
            self.globals.insert(name);
        } else {
            ident.sym = format!("{}{name}", marks::LOCAL).into();
        }
    }

    fn visit_mut_prop(&mut self, prop: &mut Prop) {
        match prop {
            // A unit may have another name here than where it is declared.
            Prop::Shorthand(ident) if ident.ctxt == self.top_level => {
                let key = PropName::Ident(ident.clone().into());
                *prop = Prop::KeyValue(KeyValueProp { key, value: Box::new(ident.clone().into()) });
                prop.visit_mut_children_with(self);
            }
            Prop::Shorthand(ident) if ident.ctxt != self.unresolved => {
                ident.sym = format!("{}{}{}", self.shorthand(&ident.sym), marks::LOCAL, ident.sym).into();
            }
            _ => prop.visit_mut_children_with(self),
        }
    }

    fn visit_mut_object_pat_prop(&mut self, prop: &mut ObjectPatProp) {
        if let ObjectPatProp::Assign(property) = prop {
            let ident = &mut property.key.id;
            ident.sym = format!("{}{}{}", self.shorthand(&ident.sym), marks::LOCAL, ident.sym).into();
            property.value.visit_mut_with(self);
        } else {
            prop.visit_mut_children_with(self);
        }
    }

    fn visit_mut_member_prop(&mut self, prop: &mut MemberProp) {
        match prop {
            MemberProp::Ident(name) => self.field(name),
            _ => prop.visit_mut_children_with(self),
        }
    }

    fn visit_mut_prop_name(&mut self, name: &mut PropName) {
        match name {
            PropName::Ident(name) => self.field(name),
            _ => name.visit_mut_children_with(self),
        }
    }

    // Labels are no bindings.
    fn visit_mut_labeled_stmt(&mut self, statement: &mut LabeledStmt) {
        statement.body.visit_mut_with(self);
    }
    fn visit_mut_break_stmt(&mut self, _: &mut BreakStmt) {}
    fn visit_mut_continue_stmt(&mut self, _: &mut ContinueStmt) {}
}

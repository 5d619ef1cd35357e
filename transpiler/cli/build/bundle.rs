//! Several modules of TypeScript as one of JavaScript: each file that `weft run` gives to Node is one more to write, find and read.
//!
//! The modules import each other by name and not in circles, as the WASI package's do; anything else fails the build. Their top-level
//! names are told apart by swc's syntax contexts, and `hygiene` renames those that collide.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use swc_core::common::{DUMMY_SP, Mark};
use swc_core::ecma::ast::{
    Decl, ExportNamedSpecifier, ExportSpecifier, Id, Ident, ImportDecl, ImportSpecifier, KeyValueProp, Module,
    ModuleDecl, ModuleExportName, ModuleItem, NamedExport, Pass, Pat, Program, Prop, PropName, Stmt,
};
use swc_core::ecma::transforms::base::{fixer::fixer, hygiene::hygiene, resolver};
use swc_core::ecma::transforms::typescript::strip;
use swc_core::ecma::visit::{VisitMut, VisitMutWith};

use crate::typescript;

/// The modules at `entries` and all that they import, as one module that exports what the entries do.
pub fn bundle(entries: &[PathBuf]) -> Result<String, String> {
    typescript::with_globals(|| {
        let mut bundle = Bundle {
            unresolved: Mark::new(),
            modules: HashMap::new(),
            external: Vec::new(),
            statements: Vec::new(),
            targets: Targets(HashMap::new()),
        };
        let mut exports = Exports::new();
        for entry in entries {
            exports.extend(bundle.add(entry)?);
        }
        bundle.print(exports)
    })
}

/// What a module exports, by name.
type Exports = BTreeMap<String, Id>;

struct Bundle {
    /// On identifiers bound in no module: globals.
    unresolved: Mark,
    /// By path; `None` while the module is read.
    modules: HashMap<PathBuf, Option<Exports>>,
    /// Imports of what is not a file of the package.
    external: Vec<ImportDecl>,
    /// The modules' own, dependencies first.
    statements: Vec<Stmt>,
    targets: Targets,
}

impl Bundle {
    /// Adds the module at `path` after those that it imports, once; returns what it exports.
    fn add(&mut self, path: &Path) -> Result<Exports, String> {
        match self.modules.get(path) {
            Some(Some(exports)) => return Ok(exports.clone()),
            Some(None) => return Err(format!("{}: imports itself by way of others", path.display())),
            None => self.modules.insert(path.to_path_buf(), None),
        };
        let refused = |what: &str| format!("{}: {what} cannot be bundled", path.display());
        let mut exports = Exports::new();
        let mut own = Vec::new();
        for item in self.read(path)?.body {
            let declaration = match item {
                ModuleItem::Stmt(statement) => {
                    own.push(statement);
                    continue;
                }
                ModuleItem::ModuleDecl(declaration) => declaration,
            };
            match declaration {
                ModuleDecl::Import(import) => match source(path, &import.src.value.to_string_lossy()) {
                    Some(from) => self.import(&from, import).map_err(|what| refused(&what))?,
                    None => self.external.push(import),
                },
                ModuleDecl::ExportDecl(export) => {
                    let names = names_of(&export.decl).ok_or_else(|| refused("a pattern that is exported"))?;
                    exports.extend(names);
                    own.push(Stmt::Decl(export.decl));
                }
                ModuleDecl::ExportNamed(NamedExport { specifiers, src, .. }) => {
                    let from = src.and_then(|src| source(path, &src.value.to_string_lossy()));
                    let there = from.map(|from| self.add(&from)).transpose()?;
                    for specifier in specifiers {
                        let ExportSpecifier::Named(ExportNamedSpecifier { orig, exported, .. }) = specifier else {
                            return Err(refused("an exported namespace"));
                        };
                        let ModuleExportName::Ident(local) = &orig else { return Err(refused("a quoted name")) };
                        let id = match &there {
                            Some(there) => found(there, &local.sym).map_err(|what| refused(&what))?,
                            None => self.targets.of(local.to_id()),
                        };
                        exports.insert(exported.as_ref().unwrap_or(&orig).atom().to_string(), id);
                    }
                }
                ModuleDecl::ExportAll(export) => {
                    let from = source(path, &export.src.value.to_string_lossy());
                    let from = from.ok_or_else(|| refused("all exports of another package"))?;
                    exports.extend(self.add(&from)?);
                }
                _ => return Err(refused("a default export")),
            }
        }
        self.statements.extend(own);
        self.modules.insert(path.to_path_buf(), Some(exports.clone()));
        Ok(exports)
    }

    /// The module at `path` without its types; names bound at its top level have a context of their own.
    fn read(&self, path: &Path) -> Result<Module, String> {
        let top_level = Mark::new();
        let mut program = Program::Module(typescript::parse(path)?.module);
        resolver(self.unresolved, top_level, true).process(&mut program);
        strip(self.unresolved, top_level).process(&mut program);
        program.module().ok_or_else(|| format!("{}: not a module", path.display()))
    }

    /// Notes what the names of an import stand for.
    fn import(&mut self, from: &Path, import: ImportDecl) -> Result<(), String> {
        let there = self.add(from)?;
        for specifier in import.specifiers {
            let ImportSpecifier::Named(named) = specifier else {
                return Err("an import of a namespace or a default".into());
            };
            let name = named.imported.as_ref().map_or_else(|| named.local.sym.clone(), |name| name.atom().into_owned());
            self.targets.0.insert(named.local.to_id(), found(&there, &name)?);
        }
        Ok(())
    }

    fn print(mut self, exports: Exports) -> Result<String, String> {
        let external = self.external.into_iter().map(ModuleDecl::Import).map(ModuleItem::ModuleDecl);
        let mut body: Vec<ModuleItem> = external.collect();
        body.extend(self.statements.into_iter().map(ModuleItem::Stmt));
        body.visit_mut_with(&mut self.targets);
        let specifiers = exports.into_iter().map(|(name, (sym, ctxt))| {
            ExportSpecifier::Named(ExportNamedSpecifier {
                span: DUMMY_SP,
                orig: ModuleExportName::Ident(Ident::new(sym, DUMMY_SP, ctxt)),
                exported: Some(ModuleExportName::Ident(Ident::new_no_ctxt(name.into(), DUMMY_SP))),
                is_type_only: false,
            })
        });
        body.push(ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(NamedExport {
            span: DUMMY_SP,
            specifiers: specifiers.collect(),
            src: None,
            type_only: false,
            with: None,
        })));
        let mut program = Program::Module(Module { span: DUMMY_SP, body, shebang: None });
        hygiene().process(&mut program);
        fixer(None).process(&mut program);
        typescript::print(&program)
    }
}

/// The TypeScript file that the module at `path` imports as `specifier`, if it is one.
fn source(path: &Path, specifier: &str) -> Option<PathBuf> {
    let mut file = path.parent()?.to_path_buf();
    let stem = specifier.strip_suffix(".js").filter(|stem| stem.starts_with('.'))?;
    for part in format!("{stem}.ts").split('/') {
        match part {
            "." => {}
            ".." => _ = file.pop(),
            name => file.push(name),
        }
    }
    Some(file)
}

fn found(exports: &Exports, name: &str) -> Result<Id, String> {
    exports.get(name).cloned().ok_or_else(|| format!("{name}, which is not exported there,"))
}

/// The names that an exported declaration binds.
fn names_of(declaration: &Decl) -> Option<Vec<(String, Id)>> {
    let named = |ident: &Ident| (ident.sym.to_string(), ident.to_id());
    match declaration {
        Decl::Class(class) => Some(vec![named(&class.ident)]),
        Decl::Fn(function) => Some(vec![named(&function.ident)]),
        Decl::Var(variables) => {
            let mut names = variables.decls.iter().map(|variable| match &variable.name {
                Pat::Ident(ident) => Some(named(&ident.id)),
                _ => None,
            });
            names.by_ref().collect()
        }
        _ => None,
    }
}

/// What imported names stand for.
struct Targets(HashMap<Id, Id>);

impl Targets {
    fn of(&self, id: Id) -> Id {
        self.0.get(&id).cloned().unwrap_or(id)
    }
}

impl VisitMut for Targets {
    fn visit_mut_ident(&mut self, ident: &mut Ident) {
        (ident.sym, ident.ctxt) = self.of(ident.to_id());
    }

    fn visit_mut_prop(&mut self, prop: &mut Prop) {
        if let Prop::Shorthand(ident) = prop
            && self.of(ident.to_id()).0 != ident.sym
        {
            let key = PropName::Ident(ident.clone().into());
            *prop = Prop::KeyValue(KeyValueProp { key, value: Box::new(ident.clone().into()) });
        }
        prop.visit_mut_children_with(self);
    }
}

//! Facts about a core module, gathered while its payloads pass by; those of its code come from `bodies`.

use std::collections::{HashMap, HashSet};

use wasmparser::{ExternalKind, Operator, Parser, Payload};

use super::features;
use crate::plan::ModuleFacts;

/// By this function the module that `wit-dylib` makes, and the interpreter that it makes it for, call each other.
const WIT_DYLIB: &str = "wit_dylib_export_call";

/// Nothing known yet.
pub(super) fn none() -> ModuleFacts {
    ModuleFacts::default()
}

/// Adds what one (already validated) payload of the module tells.
pub(super) fn note(facts: &mut ModuleFacts, payload: &Payload<'_>) {
    features::note(facts, payload);
    match payload {
        Payload::ImportSection(section) => {
            let imports = section.clone().into_imports().flatten();
            facts.imports.extend(imports.map(|import| (import.module.to_owned(), import.name.to_owned())));
            facts.wit_dylib |= facts.imports.iter().any(|(_, name)| name == WIT_DYLIB);
        }
        Payload::FunctionSection(section) => facts.functions = section.count(),
        Payload::ExportSection(section) => {
            facts.wit_dylib |= section.clone().into_iter().flatten().any(|export| export.name == WIT_DYLIB);
        }
        _ => {}
    }
}

/// The names of the exported functions of a (validated) core module that do nothing but trap.
pub fn trapping(module: &[u8]) -> HashSet<&str> {
    let mut exports: HashMap<u32, Vec<&str>> = HashMap::new();
    let mut index = 0;
    let mut names = HashSet::new();
    for payload in Parser::new(0).parse_all(module).flatten() {
        match payload {
            Payload::ImportSection(section) => {
                let functions = section.into_imports().flatten().filter(|import| is_func(&import.ty));
                index += u32::try_from(functions.count()).unwrap_or(u32::MAX);
            }
            Payload::ExportSection(section) => {
                for export in section.into_iter().flatten().filter(|export| export.kind == ExternalKind::Func) {
                    exports.entry(export.index).or_default().push(export.name);
                }
            }
            Payload::CodeSectionEntry(body) => {
                let first = body.get_operators_reader().ok().and_then(|mut operators| operators.read().ok());
                if matches!(first, Some(Operator::Unreachable)) {
                    names.extend(exports.remove(&index).into_iter().flatten());
                }
                index = index.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

fn is_func(ty: &wasmparser::TypeRef) -> bool {
    matches!(ty, wasmparser::TypeRef::Func(_) | wasmparser::TypeRef::FuncExact(_))
}

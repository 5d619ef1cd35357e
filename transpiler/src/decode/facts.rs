//! Facts about a core module's code, gathered while its payloads pass by.

use wasmparser::{Operator, Payload};

use crate::plan::ModuleFacts;

/// Nothing known yet.
pub(super) fn none() -> ModuleFacts {
    ModuleFacts::default()
}

/// Adds what one (already validated) payload of the module tells.
pub(super) fn note(facts: &mut ModuleFacts, payload: &Payload<'_>) {
    match payload {
        Payload::ImportSection(section) => facts.imports = section.count(),
        Payload::FunctionSection(section) => facts.functions = section.count(),
        Payload::CodeSectionEntry(body) if !(facts.handlers && facts.throws) => {
            for operator in body.get_operators_reader().into_iter().flatten() {
                match operator {
                    Ok(Operator::TryTable { .. } | Operator::Catch { .. } | Operator::CatchAll) => {
                        facts.handlers = true
                    }
                    Ok(Operator::Throw { .. } | Operator::ThrowRef | Operator::Rethrow { .. }) => facts.throws = true,
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

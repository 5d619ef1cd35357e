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
        Payload::CodeSectionEntry(body) if !facts.handlers => {
            if let Ok(operators) = body.get_operators_reader() {
                facts.handlers = operators.into_iter().any(|operator| {
                    matches!(
                        operator,
                        Ok(Operator::TryTable { .. }
                            | Operator::Try { .. }
                            | Operator::Catch { .. }
                            | Operator::CatchAll)
                    )
                });
            }
        }
        _ => {}
    }
}

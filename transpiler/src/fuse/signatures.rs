//! The type section of a module.

use wasm_encoder::{TypeSection, ValType};

/// Function types, each once.
#[derive(Default)]
pub(super) struct Signatures {
    pub(super) section: TypeSection,
    known: Vec<(Vec<ValType>, Vec<ValType>)>,
}

impl Signatures {
    /// The number of a type.
    pub(super) fn index(&mut self, params: Vec<ValType>, results: Vec<ValType>) -> u32 {
        let signature = (params, results);
        let found = self.known.iter().position(|known| *known == signature).unwrap_or_else(|| {
            self.section.ty().function(signature.0.iter().copied(), signature.1.iter().copied());
            self.known.push(signature.clone());
            self.known.len() - 1
        });
        u32::try_from(found).unwrap_or(u32::MAX)
    }
}

//! An input that arrives in chunks, for JavaScript: what has come is validated at once. What is asked of the whole ends it.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use weft_transpiler::options::{Options, Verb};

use crate::{declared, found, options, parsed, report, transpiled};

/// The input, as far as it has come.
#[wasm_bindgen(skip_typescript)]
pub struct Arriving(weft_transpiler::Arriving);

/// Nothing has come yet; about `expected` bytes will, or 0 where that is not known.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn arriving(expected: usize) -> Arriving {
    Arriving(weft_transpiler::Arriving::new(expected))
}

#[wasm_bindgen]
impl Arriving {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// An `Error` whose `diagnostics` say why, as soon as that is certain.
    #[wasm_bindgen(skip_typescript)]
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        found(self.0.push(chunk))
    }

    /// Whether what has come, the whole, is for the encoder first.
    #[wasm_bindgen(skip_typescript)]
    #[must_use]
    pub fn needs_encoding(&self) -> bool {
        weft_transpiler::outline::needs_encoding(self.0.bytes())
    }

    /// Whether what has come, the whole, is WAT.
    #[wasm_bindgen(skip_typescript)]
    #[must_use]
    pub fn is_wat(&self) -> bool {
        crate::is_wat(self.0.bytes())
    }

    /// A copy of what has come.
    #[wasm_bindgen(skip_typescript)]
    #[must_use]
    pub fn bytes(self) -> Uint8Array {
        Uint8Array::from(self.0.bytes())
    }

    /// As the function of this name.
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(skip_typescript)]
    pub fn transpile(mut self, options: &JsValue, docs: Option<String>, given_wasi: bool) -> Result<JsValue, JsValue> {
        let options = Options { given_wasi, ..options::read(options, Verb::Transpile, docs)? };
        transpiled(found(self.0.transpile(&options))?)
    }

    /// As the function of this name.
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(skip_typescript)]
    pub fn types(mut self, options: &JsValue, docs: Option<String>) -> Result<JsValue, JsValue> {
        let options = options::read(options, Verb::Types, docs)?;
        declared(&found(self.0.types(&options))?)
    }

    /// As the function of this name.
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(skip_typescript)]
    pub fn inspect(mut self) -> Result<JsValue, JsValue> {
        report(&found(self.0.inspect())?)
    }

    /// As the function of this name.
    ///
    /// # Errors
    /// As there.
    #[wasm_bindgen(skip_typescript)]
    pub fn plan(mut self) -> Result<JsValue, JsValue> {
        parsed(serde_json::to_string(&found(self.0.plan())?))
    }
}

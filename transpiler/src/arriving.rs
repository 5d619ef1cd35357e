//! A component whose bytes are still arriving.
//!
//! Nearly all that transpiling takes is validation, and that needs no more than what is there: it is done by the time the last byte comes, and a
//! component that is invalid is refused before. The answers are those of [`crate::transpile`] and its like for the whole.

use crate::decode::{Decoded, Decoder};
use crate::diagnostics::Diagnostic;
use crate::options::Options;
use crate::outline::{Beginning, begins_as};
use crate::plan::Plan;
use crate::{File, Output, Report, build, declare, described, link, one};

/// As much memory as a caller's expectation takes at most.
const MOST_EXPECTED: usize = 64 << 20;

/// An input that comes in chunks.
#[derive(Default)]
pub struct Arriving {
    bytes: Vec<u8>,
    decoder: Decoder,
    refused: Option<Diagnostic>,
}

impl Arriving {
    /// Nothing has come yet. About `expected` bytes will, which saves memory; 0 where that is not known.
    #[must_use]
    pub fn new(expected: usize) -> Self {
        let mut bytes = Vec::new();
        // Without, the bytes are moved as they become more.
        let _ = bytes.try_reserve_exact(expected.min(MOST_EXPECTED));
        Self { bytes, ..Self::default() }
    }

    /// Takes the next bytes, and validates what is complete with them. What may be for `weft-encode` (see
    /// [`crate::outline::needs_encoding`]) is only kept: a core module, text.
    ///
    /// # Errors
    /// The diagnostics that the whole would get, once they are certain; from then on, always.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Vec<Diagnostic>> {
        if self.refused.is_none() {
            self.bytes.extend_from_slice(chunk);
            if matches!(begins_as(&self.bytes), Beginning::Component | Beginning::Other)
                && let Err(found) = self.decoder.read(&self.bytes)
            {
                *self = Self { refused: Some(found), ..Self::default() };
            }
        }
        self.refused.clone().map_or(Ok(()), |found| Err(vec![found]))
    }

    /// What has come; nothing is kept of what was refused.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// As [`crate::transpile`], now that all is there.
    ///
    /// # Errors
    /// The diagnostics that stopped the work, at least one.
    pub fn transpile(&mut self, options: &Options) -> Result<Output<'_>, Vec<Diagnostic>> {
        one(options.check().and_then(|()| build(&self.decoded()?, options)))
    }

    /// As [`crate::types`].
    ///
    /// # Errors
    /// The diagnostics that stopped the work, at least one.
    pub fn types(&mut self, options: &Options) -> Result<File<'static>, Vec<Diagnostic>> {
        one(options.check().and_then(|()| declare(&self.decoded()?, options)))
    }

    /// As [`crate::plan`].
    ///
    /// # Errors
    /// The diagnostics that stopped the work, at least one.
    pub fn plan(&mut self) -> Result<Plan, Vec<Diagnostic>> {
        one(self.decoded().and_then(|decoded| link::link(&decoded)))
    }

    /// As [`crate::inspect`].
    ///
    /// # Errors
    /// The diagnostics that stopped the work, at least one.
    pub fn inspect(&mut self) -> Result<Report, Vec<Diagnostic>> {
        self.plan().map(|plan| described(&plan))
    }

    /// The end of the reading. Asked again, it reads the whole again.
    fn decoded(&mut self) -> Result<Decoded<'_>, Diagnostic> {
        match &self.refused {
            Some(found) => Err(found.clone()),
            None => std::mem::take(&mut self.decoder).end(&self.bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, Component, CustomSection, Function, FunctionSection, Instruction, Module, ModuleSection,
        TypeSection,
    };

    use super::Arriving;
    use crate::diagnostics::{Code, Diagnostic};

    /// A component with a module of two functions of which `wrong` have a body that is invalid, and a kilobyte behind.
    fn component(wrong: &[u8]) -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        for index in 0..2 {
            functions.function(0);
            let mut function = Function::new([]);
            function.instruction(if wrong.contains(&index) { &Instruction::I64Clz } else { &Instruction::Nop });
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        let mut component = Component::new();
        component.section(&ModuleSection(&module));
        component.section(&CustomSection { name: "name".into(), data: (&[0; 1000]).into() });
        component.finish()
    }

    /// How many bytes it takes until the input is refused, and with what; byte by byte.
    fn refused(bytes: &[u8]) -> Option<(usize, Vec<Diagnostic>)> {
        let mut arriving = Arriving::new(0);
        (1..=bytes.len()).zip(bytes).find_map(|(count, byte)| Some((count, arriving.push(&[*byte]).err()?)))
    }

    #[test]
    fn a_body_is_refused_with_its_last_byte() {
        assert_eq!(refused(&component(&[])), None);
        for wrong in [[0].as_slice(), &[1], &[0, 1]] {
            let bytes = component(wrong);
            let operator = bytes.iter().position(|byte| *byte == 0x79).unwrap_or_default();
            let whole = crate::plan(&bytes).err();
            assert_eq!(whole.iter().flatten().map(|found| found.offset).collect::<Vec<_>>(), [Some(operator)]);
            // Behind the operator there is the `end` of its function.
            assert_eq!(refused(&bytes), whole.map(|found| (operator + 2, found)));
        }
    }

    #[test]
    fn what_is_no_wasm_is_refused_by_its_beginning() {
        let page = "<!doctype html>".repeat(100);
        assert_eq!(refused(page.as_bytes()), crate::plan(page.as_bytes()).err().map(|found| (64, found)));
        assert_eq!(refused(b"{}"), None, "there may be more");
        assert_eq!(Arriving::new(0).plan().err(), crate::plan(b"").err());
    }

    #[test]
    fn what_the_encoder_may_take_is_kept() {
        let module = b"\0asm\x01\0\0\0 and whatever follows";
        let text = " ".repeat(100) + "(component)";
        for input in [module.as_slice(), text.as_bytes(), b"// WIT\npackage a:b;"] {
            assert_eq!(refused(input), None);
            let mut arriving = Arriving::new(3);
            input.chunks(7).for_each(|chunk| assert_eq!(arriving.push(chunk), Ok(())));
            assert_eq!(arriving.bytes(), input);
            assert_eq!(arriving.plan().err(), crate::plan(input).err());
        }
    }

    #[test]
    fn what_was_refused_stays_refused() {
        let bytes = component(&[0]);
        let mut arriving = Arriving::new(bytes.len());
        let first = arriving.push(&bytes);
        assert!(first.is_err());
        assert_eq!(arriving.push(&bytes), first);
        assert_eq!(arriving.plan().map(|_| ()), first);
    }

    #[test]
    fn an_end_that_comes_too_early_is_truncation_wherever_it_comes() {
        let bytes = component(&[]);
        let modules_end = bytes.len() - 1000;
        for length in (9..modules_end - 20).chain([bytes.len() - 1]) {
            let cut = bytes.get(..length).unwrap_or_default();
            let mut arriving = Arriving::new(0);
            assert_eq!(arriving.push(cut), Ok(()), "{length}");
            let found = arriving.plan().err();
            assert_eq!(found, crate::plan(cut).err());
            assert_eq!(
                found.iter().flatten().map(|found| found.code).collect::<Vec<_>>(),
                [Code::Truncated],
                "{length}"
            );
        }
    }
}

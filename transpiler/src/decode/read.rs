//! Reads a component as far as it is there.
//!
//! The parser stops where a piece (a section, a function body) is not there to its end, and goes on from there when it is. So an input
//! that arrives in chunks is the same reading with pauses, and one that is there as a whole has none: what is found, and what is wrong, does not depend
//! on the chunks. Function bodies are checked before each pause, since they lie in the input, which is somewhere else when it has grown.

use wasmparser::{
    BinaryReader, Chunk, ComponentCanonicalSectionReader, Parser, Payload, SectionLimited, ValidPayload, Validator,
};

use super::bodies::Bodies;
use super::{Decoded, Found, counts, features, header};
use crate::diagnostics::{Code, Diagnostic};

/// A component that is being read.
pub struct Decoder {
    validator: Validator,
    /// Those of what is being read and of the components around it, innermost last.
    parsers: Vec<Parser>,
    /// Bytes of the input that have been read.
    position: usize,
    /// With fewer bytes of the input there is nothing to do.
    wanted: usize,
    found: Found,
}

impl Default for Decoder {
    fn default() -> Self {
        Self {
            validator: Validator::new_with_features(features()),
            parsers: Vec::new(),
            position: 0,
            wanted: 0,
            found: Found::default(),
        }
    }
}

impl Decoder {
    /// Reads on. `input` is what is there of the component, from its first byte; there will be more.
    ///
    /// # Errors
    /// The diagnostic that [`Self::end`] would give, as soon as it is certain; the decoder is of no use then.
    pub fn read(&mut self, input: &[u8]) -> Result<(), Diagnostic> {
        if input.len() < self.wanted || !(self.is_begun() || header::is_right(input) || input.len() >= header::LONGEST)
        {
            return Ok(());
        }
        self.advance(input, false).map(|_| ())
    }

    /// Reads the rest. `input` is the whole component.
    ///
    /// # Errors
    /// One diagnostic: `empty`, `not-wasm`, `core-module`, `truncated`, `invalid`, `limit` or `unsupported`.
    pub fn end(mut self, input: &[u8]) -> Result<Decoded<'_>, Diagnostic> {
        let types = self.advance(input, true)?;
        let types =
            types.ok_or_else(|| Diagnostic::new(Code::Truncated, "the component has no end").at(input.len()))?;
        Ok(Decoded { bytes: input, components: self.found.components, modules: self.found.modules, types })
    }

    fn is_begun(&self) -> bool {
        !self.parsers.is_empty()
    }

    /// Reads as far as `input` goes; gives the types at the end of the component.
    fn advance(&mut self, input: &[u8], is_whole: bool) -> Result<Option<wasmparser::types::Types>, Diagnostic> {
        if !self.is_begun() {
            header::check(input)?;
            self.parsers.push(Parser::new(0));
        }
        let mut bodies = Bodies::default();
        while let Some(parser) = self.parsers.last_mut() {
            let rest = input.get(self.position..).unwrap_or_default();
            let mut is_cut = false;
            let mut chunk = parser.parse(rest, false);
            if is_whole && matches!(chunk, Ok(Chunk::NeedMoreData(_))) {
                is_cut = true;
                chunk = parser.parse(rest, true);
            }
            // What is wrong with a body comes before what is wrong behind it.
            if !matches!(chunk, Ok(Chunk::Parsed { payload: Payload::CodeSectionEntry(_), .. })) {
                self.found.check(&mut bodies)?;
            }
            let (consumed, payload) = match chunk {
                Ok(Chunk::Parsed { consumed, payload }) => (consumed, payload),
                Ok(Chunk::NeedMoreData(more)) => {
                    self.wanted = input.len().saturating_add(more);
                    return Ok(None);
                }
                Err(error) if is_cut => return Err(self.found.truncated(&error)),
                Err(error) => return Err(self.found.invalid(&error)),
            };
            self.position += consumed;
            match &payload {
                Payload::ModuleSection { parser, .. } | Payload::ComponentSection { parser, .. } => {
                    self.parsers.push(parser.clone());
                }
                Payload::End(_) => _ = self.parsers.pop(),
                _ => {}
            }
            if let Payload::ComponentCanonicalSection(section) = &payload {
                self.canonical_section(section, input)?;
                continue;
            }
            if let Some(types) = self.payload(payload, &mut bodies)? {
                return Ok(Some(types));
            }
        }
        Ok(None)
    }

    /// Validates canonical definitions and writes them down.
    fn canonical_section(
        &mut self,
        section: &ComponentCanonicalSectionReader<'_>,
        input: &[u8],
    ) -> Result<(), Diagnostic> {
        let range = section.range();
        let start = usize::try_from(range.start).unwrap_or(usize::MAX);
        let end = usize::try_from(range.end).unwrap_or(usize::MAX);
        let without = self.found.without_flags(section, input.get(start..end).unwrap_or_default())?;
        let section = match &without {
            Some(bytes) => SectionLimited::new(BinaryReader::new(bytes, range.start)),
            None => Ok(section.clone()),
        };
        let section = section.map_err(|error| self.found.invalid(&error))?;
        self.payload(Payload::ComponentCanonicalSection(section), &mut Bodies::default()).map(|_| ())
    }

    /// Validates a payload and writes it down; gives the types where it is the end of the component.
    fn payload<'i>(
        &mut self,
        payload: Payload<'i>,
        bodies: &mut Bodies<'i>,
    ) -> Result<Option<wasmparser::types::Types>, Diagnostic> {
        if let Some((count, start)) = counts::excess(&payload) {
            return Err(self.found.overfull(count, start));
        }
        let checked = match self.validator.payload(&payload) {
            Ok(checked) => checked,
            Err(error) => {
                self.found.check(bodies)?;
                return Err(self.found.invalid_in(&error, &payload));
            }
        };
        match checked {
            ValidPayload::Func(func, body) => {
                if bodies.push(func, body) {
                    self.found.check(bodies)?;
                }
                Ok(None)
            }
            ValidPayload::End(types) => Ok(self.found.end().then_some(types)),
            ValidPayload::Ok | ValidPayload::Parser(_) => self.found.payload(payload, &self.validator).map(|()| None),
        }
    }
}

impl Found {
    /// Checks the function bodies that wait for it, all of the module that is being read.
    fn check(&mut self, bodies: &mut Bodies<'_>) -> Result<(), Diagnostic> {
        match self.modules.last_mut() {
            Some(module) if !bodies.is_empty() => bodies.check(&mut module.facts).map_err(|error| self.invalid(&error)),
            _ => Ok(()),
        }
    }
}

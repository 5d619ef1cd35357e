//! Function bodies: validated, and what they use noted in the same reading, on as many threads as the machine has.
//!
//! Nearly all that a component takes to read is this, and bodies do not depend on each other. Those of a module wait in [`Bodies`] until
//! something else comes; what is found does not depend on the number of threads, and of several errors the first counts.

use std::collections::BTreeSet;

use wasmparser::{
    BinaryReaderError, FrameKind, FrameStack, FuncToValidate, FuncValidatorAllocations, FunctionBody, OperatorsReader,
    ValidatorResources, VisitOperator, VisitSimdOperator,
};

use super::features;
use crate::feature::Feature;
use crate::plan::ModuleFacts;

/// Bytes of code that wait at most.
const MOST_WAITING: usize = 32 << 20;

/// Bytes of code that are worth a thread.
#[cfg(not(target_family = "wasm"))]
const THREAD: usize = 256 << 10;

/// What function bodies use.
#[derive(Default)]
struct Notes {
    handlers: bool,
    throws: bool,
    features: BTreeSet<Feature>,
}

type Body<'a> = (FuncToValidate<ValidatorResources>, FunctionBody<'a>);

/// The bodies that wait to be checked.
#[derive(Default)]
pub(super) struct Bodies<'a> {
    waiting: Vec<Body<'a>>,
    bytes: usize,
}

impl<'a> Bodies<'a> {
    /// Adds a body; tells whether it is time to check.
    pub(super) fn push(&mut self, func: FuncToValidate<ValidatorResources>, body: FunctionBody<'a>) -> bool {
        self.bytes += size(&body);
        self.waiting.push((func, body));
        self.bytes > MOST_WAITING
    }

    /// Whether there is nothing to check.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Checks those that wait, and adds to `facts` what they use.
    pub(super) fn check(&mut self, facts: &mut ModuleFacts) -> Result<(), BinaryReaderError> {
        let bytes = std::mem::take(&mut self.bytes);
        for notes in share(std::mem::take(&mut self.waiting), bytes) {
            let Notes { handlers, throws, features } = notes?;
            facts.handlers |= handlers;
            facts.throws |= throws;
            facts.features.extend(features);
        }
        Ok(())
    }
}

fn size(body: &FunctionBody<'_>) -> usize {
    body.as_bytes().len()
}

/// Checks bodies on one thread or several, each with a part of about the same size; results are in the order of the bodies.
#[cfg(not(target_family = "wasm"))]
fn share(bodies: Vec<Body<'_>>, bytes: usize) -> Vec<Result<Notes, BinaryReaderError>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(bytes / THREAD).max(1);
    let mut rest = bodies.into_iter().peekable();
    std::thread::scope(|scope| {
        let mut started = Vec::new();
        for _ in 1..threads {
            let (mut part, mut taken) = (Vec::new(), 0);
            while taken < bytes / threads
                && let Some(body) = rest.next()
            {
                taken += size(&body.1);
                part.push(body);
            }
            started.push(scope.spawn(|| check(part.into_iter())));
        }
        // This thread has what is left.
        let last = check(rest);
        let results = started.into_iter().map(|thread| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.chain([last]).collect()
    })
}

/// Checks bodies: there are no threads to share them with.
#[cfg(target_family = "wasm")]
fn share(bodies: Vec<Body<'_>>, _bytes: usize) -> Vec<Result<Notes, BinaryReaderError>> {
    vec![check(bodies.into_iter())]
}

/// Checks bodies one after the other.
fn check<'a>(bodies: impl Iterator<Item = Body<'a>>) -> Result<Notes, BinaryReaderError> {
    let mut notes = Notes::default();
    let mut allocations = FuncValidatorAllocations::default();
    for (func, body) in bodies {
        let mut validator = func.into_validator(allocations);
        let mut reader = body.get_binary_reader();
        validator.read_locals(&mut reader)?;
        reader.set_features(*validator.features());
        let mut vectors = false;
        while !reader.eof() {
            let inner = validator.visitor(reader.original_position());
            reader.visit_operator(&mut Noting { inner, notes: &mut notes, vectors: &mut vectors })??;
        }
        reader.finish_expression(&validator.visitor(reader.original_position()))?;
        if vectors && !notes.features.contains(&Feature::RelaxedSimd) {
            let operators = body.get_operators_reader().into_iter().flat_map(OperatorsReader::into_iter);
            notes.features.extend(operators.flatten().filter_map(|operator| features::of(&operator)));
        }
        allocations = validator.into_allocations();
    }
    Ok(notes)
}

/// Hands every operator on to the validator, and notes what few operators mean.
struct Noting<'n, V> {
    inner: V,
    notes: &'n mut Notes,
    /// An operator on vectors was there.
    vectors: &'n mut bool,
}

/// What an operator means, by its proposal and name.
macro_rules! note {
    ($notes:expr, @exceptions TryTable) => {{
        $notes.handlers = true;
        $notes.features.insert(Feature::Exnref);
    }};
    ($notes:expr, @exceptions ThrowRef) => {{
        $notes.throws = true;
        $notes.features.insert(Feature::Exnref);
    }};
    ($notes:expr, @exceptions Throw) => {
        $notes.throws = true
    };
    ($notes:expr, @legacy_exceptions Catch) => {
        $notes.handlers = true
    };
    ($notes:expr, @legacy_exceptions CatchAll) => {
        $notes.handlers = true
    };
    ($notes:expr, @legacy_exceptions Rethrow) => {
        $notes.throws = true
    };
    ($notes:expr, @tail_call $op:ident) => {
        _ = $notes.features.insert(Feature::TailCall)
    };
    ($notes:expr, @gc $op:ident) => {
        _ = $notes.features.insert(Feature::Gc)
    };
    ($notes:expr, @function_references $op:ident) => {
        _ = $notes.features.insert(Feature::Gc)
    };
    ($notes:expr, @wide_arithmetic $op:ident) => {
        _ = $notes.features.insert(Feature::WideArithmetic)
    };
    ($notes:expr, @$proposal:ident $op:ident) => {};
}

macro_rules! visit {
    ($( @$proposal:ident $op:ident $({ $($arg:ident: $argty:ty),* })? => $visit:ident ($($ann:tt)*))*) => {
        $(
            fn $visit(&mut self $($(, $arg: $argty)*)?) -> Self::Output {
                note!(self.notes, @$proposal $op);
                self.inner.$visit($($($arg),*)?)
            }
        )*
    };
}

impl<'a, V: VisitOperator<'a>> VisitOperator<'a> for Noting<'_, V> {
    type Output = V::Output;

    fn simd_visitor(&mut self) -> Option<&mut dyn VisitSimdOperator<'a, Output = V::Output>> {
        *self.vectors = true;
        self.inner.simd_visitor()
    }

    wasmparser::for_each_visit_operator!(visit);
}

impl<V: FrameStack> FrameStack for Noting<'_, V> {
    fn current_frame(&self) -> Option<FrameKind> {
        self.inner.current_frame()
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, Component, Function, FunctionSection, Instruction, Module, ModuleSection, TypeSection,
    };

    use crate::decode::decode;
    use crate::feature::Feature;

    /// A component of one module: functions of a kilobyte each, enough for several threads, which do nothing but what `special` has.
    fn component(special: &[(u32, &[Instruction<'_>])]) -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        for index in 0..600 {
            functions.function(0);
            let mut function = Function::new([]);
            for _ in 0..1000 {
                function.instruction(&Instruction::Nop);
            }
            for (_, instructions) in special.iter().filter(|(at, _)| *at == index) {
                for instruction in *instructions {
                    function.instruction(instruction);
                }
            }
            function.instruction(&Instruction::End);
            code.function(&function);
        }
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&code);
        let mut component = Component::new();
        component.section(&ModuleSection(&module));
        component.finish()
    }

    #[test]
    fn of_several_errors_the_first_counts() {
        let bytes =
            component(&[(500, &[Instruction::Drop]), (300, &[Instruction::I32Add]), (599, &[Instruction::Drop])]);
        let first = bytes.iter().position(|byte| *byte == 0x6a);
        let error = decode(&bytes).err();
        assert!(first.is_some() && error.as_ref().is_some_and(|error| error.offset == first), "{error:?}");
        assert_eq!(error.map(|error| error.path.join(" > ")).as_deref(), Some("component > core module 0"));
    }

    #[test]
    fn what_any_body_uses_is_noted() {
        let facts = |at, special: &[Instruction<'_>]| {
            let bytes = component(&[(at, special)]);
            let modules = decode(&bytes).ok().map(|decoded| decoded.modules);
            let facts = modules.into_iter().flatten().map(|module| module.facts);
            facts.map(|facts| (facts.handlers, facts.throws, facts.features)).next()
        };
        let found = |special: &[Instruction<'_>]| {
            let (first, last) = (facts(3, special), facts(599, special));
            assert_eq!(first, last, "whatever the thread");
            first.map(|(handlers, throws, features)| (handlers, throws, Vec::from_iter(features)))
        };
        use Instruction::{
            Block, CatchAll, Drop, End, I8x16RelaxedSwizzle, I8x16Swizzle, ReturnCall, TryTable, Unreachable,
        };
        let empty = wasm_encoder::BlockType::Empty;
        assert_eq!(found(&[Block(empty), End]), Some((false, false, vec![])));
        assert_eq!(found(&[ReturnCall(0)]), Some((false, false, vec![Feature::TailCall])));
        assert_eq!(found(&[TryTable(empty, Vec::new().into()), End]), Some((true, false, vec![Feature::Exnref])));
        assert_eq!(found(&[Instruction::Try(empty), CatchAll, End]), Some((true, false, vec![])));
        assert_eq!(found(&[Unreachable, Instruction::ThrowRef]), Some((false, true, vec![Feature::Exnref])));
        assert_eq!(found(&[Unreachable, I8x16Swizzle, Drop]), Some((false, false, vec![])));
        assert_eq!(found(&[Unreachable, I8x16RelaxedSwizzle, Drop]), Some((false, false, vec![Feature::RelaxedSimd])));
    }
}

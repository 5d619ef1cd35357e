//! The two directions of a call as adapters: what a lower and a lift do, before it is put into words.
//!
//! `canon lower` lifts arguments and lowers the result, `canon lift` lowers arguments and lifts the result; here stand
//! the four halves, in the adapter IR. A half knows core and component-level values, no names of the output.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::handles::Passing;
use crate::abi::{self, Layout, Signature};
use crate::adapter::{Access, Adapter, Expr, Local, Numeric, Op, Stmt};
use crate::plan::{Import, Lift, ResourceId};
use crate::types::{self, FuncType, Int, Type, TypeId, Types};

/// The payload types of a function's `result`, which JS returns and throws instead of wrapping.
pub(super) type Outcome = (Option<TypeId>, Option<TypeId>);

/// The outcome that a function's result type has.
fn outcome(types: &Types, ty: &FuncType) -> Option<Outcome> {
    ty.result.and_then(|ty| match types.get(ty) {
        Type::Result(ok, err) => Some((*ok, *err)),
        _ => None,
    })
}

/// Makes a core parameter the address of what is laid out so.
fn address(local: Local, layout: Layout) -> Stmt {
    Stmt::Set(local, Expr::Pointer(Box::new(local.into()), layout))
}

/// `canon lower` of a host function (`CanonicalABI.md#canon-lower`), synchronous.
pub(super) struct Lowering {
    /// The variables of both halves.
    pub(super) adapter: Adapter,
    /// The flattened signature.
    pub(super) signature: Signature,
    /// The core parameters, the address of a result in memory last.
    pub(super) params: Vec<Local>,
    /// Lifts the arguments.
    pub(super) lift: Vec<Stmt>,
    /// The lifted arguments.
    pub(super) arguments: Vec<Expr>,
    /// The address of a result in memory.
    pub(super) out: Option<Local>,
    /// What the host returned or threw.
    pub(super) value: Local,
    /// Of an outcome: 1 when it threw.
    pub(super) failed: Local,
    /// The result as return and throw.
    pub(super) outcome: Option<Outcome>,
    /// Lowers the result.
    pub(super) lower: Vec<Stmt>,
    /// The core result.
    pub(super) returned: Option<Expr>,
    /// One argument could own what another borrows, so loans are counted.
    pub(super) lends: bool,
}

impl Lowering {
    /// `views` says that the method may be lent its bytes, `stored` which types have functions that store them.
    pub(super) fn new(types: &Types, import: &Import, lends: bool, views: bool, stored: Rc<BTreeSet<TypeId>>) -> Self {
        let signature = abi::signature(types, &import.ty);
        let mut a = Adapter { stored, ..Adapter::default() };
        let (mut params, arguments) = match &signature.params {
            Some(_) if views => lend_flat_arguments(types, &mut a, &import.ty),
            Some(_) => lift_flat_arguments(types, &mut a, &import.ty, lends),
            None => load_arguments(types, &mut a, &import.ty, lends),
        };
        let out = signature.results.is_none().then(|| a.local("out"));
        params.extend(out);
        let lift = std::mem::take(&mut a.body);
        let (failed, value) = (a.local("failed"), a.local("value"));
        let outcome = outcome(types, &import.ty);
        let returned = match (import.ty.result, out) {
            (None, _) => None,
            (Some(ty), Some(out)) => {
                store_result(types, &mut a, ty, outcome, (failed, value), out);
                None
            }
            (Some(_), None) if outcome.is_some() => Some(failed.into()),
            // The engine converts what a host function returns.
            (Some(ty), None) if is_number(types.get(ty)) => Some(value.into()),
            (Some(ty), None) => types::lower_flat(types, &mut a, ty, "value", value.into()).into_iter().next(),
        };
        let lower = std::mem::take(&mut a.body);
        Self { adapter: a, signature, params, lift, arguments, out, value, failed, outcome, lower, returned, lends }
    }

    /// What lowering a result in memory starts from: the value, which of the two it was, the address.
    pub(super) fn passed(&self) -> Vec<Local> {
        [Some(self.value), self.outcome.map(|_| self.failed), self.out].into_iter().flatten().collect()
    }

    /// Whether JS keeps a value of the outcome, or only which of the two it was.
    pub(super) fn keeps_value(&self) -> bool {
        self.outcome.is_some_and(|(ok, err)| ok.is_some() || err.is_some())
    }
}

/// A lifted argument; where the order matters it is evaluated at once, as those are whose lifting takes statements.
fn argument(a: &mut Adapter, name: &str, value: Expr, lends: bool) -> Expr {
    if lends { a.bind(name, value) } else { value }
}

/// The core parameters of a function whose arguments are flat.
fn flat_params(types: &Types, a: &mut Adapter, ty: &FuncType) -> Vec<Local> {
    let mut params = Vec::new();
    for (name, ty) in &ty.params {
        let count = abi::flatten(types, *ty).len();
        params.extend((0..count).map(|i| a.local(&flat_name(types.get(*ty), name, i, count))));
    }
    params
}

/// The object whose method is called, and what it is given; it decides how bytes reach it.
fn lend_flat_arguments(types: &Types, a: &mut Adapter, ty: &FuncType) -> (Vec<Local>, Vec<Expr>) {
    let params = flat_params(types, a, ty);
    let mut flat = params.iter().map(|param| Expr::Local(*param)).collect::<Vec<_>>().into_iter();
    let mut arguments: Vec<Expr> = Vec::with_capacity(ty.params.len());
    for (name, ty) in &ty.params {
        let value = types::lift_flat(types, a, *ty, name, &mut flat);
        arguments.push(match (value, arguments.first()) {
            (value, None) => a.bind(name, value),
            (Expr::Op(Op::LiftNumeric(Numeric::Int(Int::U8)), mut range), Some(this)) => {
                range.insert(0, this.clone());
                Expr::Op(Op::LendBytes, range)
            }
            (value, Some(_)) => value,
        });
    }
    (params, arguments)
}

fn lift_flat_arguments(types: &Types, a: &mut Adapter, ty: &FuncType, lends: bool) -> (Vec<Local>, Vec<Expr>) {
    let params = flat_params(types, a, ty);
    let mut flat = params.iter().map(|param| Expr::Local(*param)).collect::<Vec<_>>().into_iter();
    let mut arguments = Vec::with_capacity(ty.params.len());
    for (name, ty) in &ty.params {
        let value = types::lift_flat(types, a, *ty, name, &mut flat);
        arguments.push(argument(a, name, value, lends));
    }
    (params, arguments)
}

fn load_arguments(types: &Types, a: &mut Adapter, ty: &FuncType, lends: bool) -> (Vec<Local>, Vec<Expr>) {
    let pointer = a.local("params");
    let sequence = abi::sequence(types, ty.params.iter().map(|(_, ty)| *ty));
    a.push(address(pointer, sequence.layout));
    let mut arguments = Vec::with_capacity(ty.params.len());
    for ((name, ty), offset) in ty.params.iter().zip(sequence.offsets) {
        let value = types::load(types, a, *ty, name, &pointer.into(), offset);
        arguments.push(argument(a, name, value, lends));
    }
    (vec![pointer], arguments)
}

fn store_result(
    types: &Types,
    a: &mut Adapter,
    ty: TypeId,
    outcome: Option<Outcome>,
    (failed, value): (Local, Local),
    out: Local,
) {
    a.push(address(out, abi::layout(types, ty)));
    match outcome {
        Some(cases) => types::result::store_outcome(types, a, cases, (failed, value), &out.into()),
        None => types::store(types, a, ty, "value", value.into(), &out.into(), 0),
    }
}

/// Names of the flat parts of a parameter.
fn flat_name(ty: &Type, name: &str, index: usize, count: usize) -> String {
    match (ty, index) {
        (Type::Own(_) | Type::Borrow(_), _) => format!("{name}-index"),
        _ if count == 1 => name.to_owned(),
        (Type::String | Type::List(_) | Type::Map(..), 0) => format!("{name}-ptr"),
        (Type::String | Type::List(_) | Type::Map(..), _) => format!("{name}-len"),
        (Type::Option(_) | Type::Variant(_) | Type::Result(..), 0) => format!("{name}-case"),
        _ => format!("{name}{index}"),
    }
}

/// A value that an engine converts to the core type by itself; narrower integers need more.
fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int(Int::S32 | Int::U32 | Int::S64 | Int::U64) | Type::F32 | Type::F64)
}

/// `canon lift` (`CanonicalABI.md#canon-lift`), synchronous.
pub(super) struct Lifting {
    /// The variables of both halves.
    pub(super) adapter: Adapter,
    /// The host's arguments.
    pub(super) params: Vec<Local>,
    /// Converts arguments, before the instance is entered.
    pub(super) coerce: Vec<Stmt>,
    /// The parameters whose lowering can fail for the host's reasons.
    pub(super) refusers: Vec<String>,
    /// Lowers the arguments.
    pub(super) lower: Vec<Stmt>,
    /// The core arguments.
    pub(super) arguments: Vec<Expr>,
    /// The core result, an address where the result lies in memory.
    pub(super) returned: Local,
    /// How the result is laid out, if it lies in memory.
    pub(super) spilled: Option<Layout>,
    /// Lifting mentions the core result once, so the call itself can stand there.
    pub(super) once: bool,
    /// Of an outcome: 1 for the `err` case.
    pub(super) failed: Local,
    /// The value that is returned, or the payload of the outcome.
    pub(super) value: Local,
    /// The result as return and throw.
    pub(super) outcome: Option<Outcome>,
    /// Lifts the result; an outcome into `failed` and `value`.
    pub(super) lift: Vec<Stmt>,
    /// The lifted result; none for an outcome.
    pub(super) result: Option<Expr>,
}

impl Lifting {
    /// `is_rep` tells the resource types of which a borrow is its representation, `loaded` which types have functions that load them.
    pub(super) fn new(
        types: &Types,
        lift: &Lift,
        passing: Passing,
        is_rep: impl Fn(ResourceId) -> bool,
        loaded: Rc<BTreeSet<TypeId>>,
    ) -> Self {
        let ty = &lift.ty;
        let signature = abi::signature(types, ty);
        let mut a = Adapter { loaded, ..Adapter::default() };
        let params: Vec<Local> = ty.params.iter().map(|(name, _)| a.local(name)).collect();
        for ((name, ty), param) in ty.params.iter().zip(&params) {
            if let Some(value) = types::coerce(types, *ty, name, (*param).into()) {
                a.texts.extend(matches!(value, Expr::ToText(_)).then_some(*param));
                a.push(Stmt::Set(*param, value));
            }
        }
        // Last, since what was converted before may have been an object that lets go of a resource.
        let mut reps: Vec<Option<Local>> = vec![None; params.len()];
        for ((rep, (name, ty)), param) in reps.iter_mut().zip(&ty.params).zip(&params) {
            if let Type::Borrow(resource) = types.get(*ty)
                && passing.early
                && is_rep(*resource)
            {
                let local = a.local(&format!("{name}-rep"));
                let is_receiver = passing.receiver && Some(param) == params.first();
                let parameter = (!is_receiver).then(|| name.clone());
                a.push(Stmt::Let(local, Expr::Op(Op::CoerceRep(*resource, parameter), vec![(*param).into()])));
                *rep = Some(local);
            }
        }
        let coerce = std::mem::take(&mut a.body);
        let asked = ty.params.iter().zip(&reps).filter(|((_, ty), rep)| rep.is_none() && types::may_refuse(types, *ty));
        let refusers: Vec<String> = asked.map(|((name, _), _)| name.clone()).collect();
        let arguments: Vec<Argument<'_>> = (ty.params.iter().zip(&params).zip(reps))
            .map(|(((name, ty), param), rep)| Argument {
                name,
                ty: *ty,
                value: rep.unwrap_or(*param),
                is_core: rep.is_some(),
            })
            .collect();
        let arguments = match &signature.params {
            Some(_) => lower_flat_arguments(types, &mut a, &arguments, &refusers),
            None => vec![store_arguments(types, &mut a, &arguments, &refusers)],
        };
        let lower = std::mem::take(&mut a.body);
        let (returned, failed, value) = (a.local("returned"), a.local("failed"), a.local("result"));
        let outcome = outcome(types, ty);
        let spilled = ty.result.filter(|_| signature.results.is_none()).map(|ty| abi::layout(types, ty));
        let result = match ty.result {
            None => None,
            Some(ty) if spilled.is_some() => load_result(types, &mut a, ty, outcome, (failed, value), returned),
            Some(_) if outcome.is_some() => {
                a.push(Stmt::CheckTwo(failed.into()));
                None
            }
            Some(ty) => {
                let mut flat = vec![Expr::Local(returned)].into_iter();
                Some(types::lift_flat(types, &mut a, ty, "result", &mut flat))
            }
        };
        let lift = std::mem::take(&mut a.body);
        let once = !ty.result.is_some_and(|ty| looks_again(types, ty));
        Self {
            adapter: a,
            once,
            params,
            coerce,
            refusers,
            lower,
            arguments,
            returned,
            spilled,
            failed,
            value,
            outcome,
            lift,
            result,
        }
    }
}

impl Lifting {
    /// Makes the result one that a constructor takes over: the representation, not an instance.
    pub(super) fn take_over(&mut self) {
        match (&mut self.result, self.lift.last_mut()) {
            (Some(result), _) => take_rep(result),
            (None, Some(Stmt::If(_, _, ok))) => {
                if let Some(Stmt::Set(_, value)) = ok.last_mut() {
                    take_rep(value);
                }
            }
            _ => {}
        }
    }
}

fn take_rep(value: &mut Expr) {
    if let Expr::Op(op @ Op::LiftOwn(_), _) = value
        && let Op::LiftOwn(resource) = *op
    {
        *op = Op::LiftRep(resource);
    }
}

/// Whether lifting a value of one flat part looks at it more than once: flags do, a bit at a time.
fn looks_again(types: &Types, id: TypeId) -> bool {
    match types.get(id) {
        Type::Flags(_) => true,
        Type::Record(fields) => fields.iter().any(|(_, ty)| looks_again(types, *ty)),
        Type::Tuple(parts) => parts.iter().any(|ty| looks_again(types, *ty)),
        Type::FixedList(element, _) => looks_again(types, *element),
        _ => false,
    }
}

/// Notes which parameter comes next, where it could be any of several that something is wrong with.
fn note_parameter(a: &mut Adapter, name: &str, refusers: &[String]) {
    if refusers.len() > 1 && refusers.iter().any(|refuser| refuser == name) {
        a.push(Stmt::Parameter(name.to_owned()));
    }
}

/// An argument of the host on its way in.
struct Argument<'a> {
    name: &'a str,
    ty: TypeId,
    value: Local,
    /// The value has its core form already.
    is_core: bool,
}

impl Argument<'_> {
    /// Handles move last, in their order.
    fn is_handle(&self, types: &Types) -> bool {
        !self.is_core && matches!(types.get(self.ty), Type::Own(_) | Type::Borrow(_))
    }
}

fn lower_flat_arguments(types: &Types, a: &mut Adapter, arguments: &[Argument<'_>], refusers: &[String]) -> Vec<Expr> {
    let refuses = !refusers.is_empty();
    let mut flat: Vec<Vec<Expr>> = arguments.iter().map(|_| Vec::new()).collect();
    for moves in [false, true] {
        for (flat, argument) in flat.iter_mut().zip(arguments).filter(|(_, it)| it.is_handle(types) == moves) {
            let Argument { name, ty, value, is_core } = *argument;
            note_parameter(a, name, refusers);
            match types.get(ty) {
                // Coerced to the range already; the engine does the rest.
                Type::Int(_) | Type::F32 | Type::F64 => flat.push(value.into()),
                _ if is_core => flat.push(value.into()),
                _ => {
                    let name = if moves { &format!("{name}-index") } else { name };
                    let lowered = types::lower_flat(types, a, ty, name, value.into());
                    // Whatever the host's value can refuse, it refuses before the guest runs.
                    flat.extend(lowered.into_iter().map(|core| if refuses { a.bind(name, core) } else { core }));
                }
            }
        }
    }
    flat.into_iter().flatten().collect()
}

fn store_arguments(types: &Types, a: &mut Adapter, arguments: &[Argument<'_>], refusers: &[String]) -> Expr {
    let sequence = abi::sequence(types, arguments.iter().map(|argument| argument.ty));
    let ptr = a.local("params");
    let layout = sequence.layout;
    a.push(Stmt::Allocate { ptr, len: Expr::I32(1), size: layout.size, align: layout.align });
    for moves in [false, true] {
        let arguments = arguments.iter().zip(&sequence.offsets).filter(|(it, _)| it.is_handle(types) == moves);
        for (Argument { name, ty, value, is_core }, offset) in arguments {
            note_parameter(a, name, refusers);
            if *is_core {
                a.push(Stmt::Store(Access::Int(Int::S32), ptr.into(), *offset, (*value).into()));
            } else {
                types::store(types, a, *ty, name, (*value).into(), &ptr.into(), *offset);
            }
        }
    }
    ptr.into()
}

fn load_result(
    types: &Types,
    a: &mut Adapter,
    ty: TypeId,
    outcome: Option<Outcome>,
    (failed, value): (Local, Local),
    returned: Local,
) -> Option<Expr> {
    match outcome {
        Some(cases) => {
            types::result::load_outcome(types, a, cases, (failed, value), &returned.into());
            None
        }
        None => Some(types::load(types, a, ty, "result", &returned.into(), 0)),
    }
}

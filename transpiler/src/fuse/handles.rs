//! Handles in a fused call. They lie in tables of glue's, which takes them out of one and puts them into the other (`plan::HandleMove`).
//!
//! A representation is an `i32` and stays in a variable between the two. An object of the host's cannot, nor can the handles of a list, which is walked only
//! when it is lowered; but the order of what is taken out and put in is to be seen in the indices. So a list with handles is walked twice: what is
//! lifted the first time glue carries until it is lowered the second time, in the same order.

use std::collections::BTreeSet;

use wasm_encoder::BlockType;

use super::code::Slot;
use super::spell::Speller;
use super::value::{List, Value};
use crate::abi::{self, Core};
use crate::adapter::{Expr, Op, Stmt};
use crate::plan::{HandleAct, HandleMove, InstanceId, Resource, ResourceId};
use crate::types::{self, FuncType, Type, TypeId, Types};

/// What a call does with handles.
pub(crate) struct Moves {
    /// Each once.
    pub(crate) moves: Vec<HandleMove>,
    /// Something is on loan to the call.
    pub(crate) lends: bool,
}

/// What a call of this type between two instances does with handles.
pub(crate) fn moves(types: &Types, resources: &[Resource], ty: &FuncType, from: InstanceId, to: InstanceId) -> Moves {
    let signature = abi::signature(types, ty);
    let owned = |resource: &ResourceId| {
        let all = || ty.params.iter().flat_map(|(_, ty)| types::handles(types, *ty));
        all().any(|handle| handle == types::Handle::Own(*resource))
    };
    let mut out = Moves { moves: Vec::new(), lends: false };
    let mut pass = |ty: TypeId, in_memory: bool, (from, to): (InstanceId, InstanceId)| {
        for (handle, in_list) in positions(types, ty, in_memory) {
            let resource = handle.resource();
            let owner = match resources.get(resource.index()) {
                Some(Resource::Defined { instance, .. }) => Some(*instance),
                _ => None,
            };
            let (lift, lower) = match handle {
                types::Handle::Own(_) => (HandleAct::LiftOwn, HandleAct::LowerOwn),
                types::Handle::Borrow(_) if owned(&resource) => (HandleAct::Lend, HandleAct::LowerBorrow),
                types::Handle::Borrow(_) => (HandleAct::LiftBorrow, HandleAct::LowerBorrow),
            };
            let carried = in_list || owner.is_none();
            let is_rep = lower == HandleAct::LowerBorrow && owner == Some(to);
            out.lends |= lift == HandleAct::Lend || (lower == HandleAct::LowerBorrow && !is_rep);
            let mut add = |act, instance| {
                let step = HandleMove { act, resource, instance, carried };
                if !out.moves.contains(&step) {
                    out.moves.push(step);
                }
            };
            add(lift, from);
            if carried || !is_rep {
                add(lower, to);
            }
        }
    };
    for (_, ty) in &ty.params {
        pass(*ty, signature.params.is_none(), (from, to));
    }
    if let Some(ty) = ty.result {
        pass(ty, signature.results.is_none(), (to, from));
    }
    out
}

/// The handles in a type, and whether they are elements of something that is walked.
fn positions(types: &Types, root: TypeId, in_memory: bool) -> BTreeSet<(types::Handle, bool)> {
    let (mut found, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![(root, in_memory, false)]);
    while let Some((id, in_memory, in_list)) = open.pop() {
        if !seen.insert((id, in_memory, in_list)) {
            continue;
        }
        let ty = types.get(id);
        let (in_memory, in_list) = match ty {
            Type::Own(resource) => {
                found.insert((types::Handle::Own(*resource), in_list));
                continue;
            }
            Type::Borrow(resource) => {
                found.insert((types::Handle::Borrow(*resource), in_list));
                continue;
            }
            Type::List(_) | Type::Map(..) => (true, true),
            // Flat it is written out.
            Type::FixedList(..) => (in_memory, in_list || in_memory),
            _ => (in_memory, in_list),
        };
        open.extend(types::parts(ty).into_iter().map(|part| (part, in_memory, in_list)));
    }
    found
}

/// Which walk over the elements of a list with handles this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    /// None.
    Outside,
    /// The first, when the list is lifted.
    Lifting,
    /// The second, when it is lowered.
    Lowering,
}

impl Speller<'_> {
    /// A list whose elements are lifted when they are lowered; handles among them now.
    pub(super) fn lift_list(&mut self, list: List) -> Value {
        if list.moves && self.walk != Walk::Lowering {
            let around = std::mem::replace(&mut self.walk, Walk::Lifting);
            self.each(&list);
            self.walk = around;
        }
        Value::List(list.into())
    }

    fn each(&mut self, list: &List) {
        self.code.put().i32_const(0);
        let number = self.code.keep(Core::I32);
        self.code.put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.code.put().local_get(number.index).local_get(list.count.index).i32_ge_u().br_if(1);
        let element = self.element(list, number);
        self.settle(element);
        self.code.put().local_get(number.index).i32_const(1).i32_add().local_set(number.index);
        self.code.put().br(0).end().end();
    }

    /// CanonicalABI.md#loading (`lift_own`, `lift_borrow`)
    pub(super) fn lift_handle(&mut self, op: &Op, index: &Expr) -> Option<Value> {
        let (acts, resource) = match op {
            Op::LiftOwn(resource) => ([HandleAct::LiftOwn; 2], *resource),
            Op::LiftBorrow(resource) => ([HandleAct::LiftBorrow, HandleAct::Lend], *resource),
            _ => return None,
        };
        if self.walk == Walk::Lowering {
            return Some(Value::Carried);
        }
        let (carried, function) = self.handle_function(&acts, resource, self.walk == Walk::Lifting)?;
        self.core(index);
        self.code.put().call(function);
        Some(if carried { Value::Carried } else { Value::Core(self.code.keep(Core::I32)) })
    }

    /// CanonicalABI.md#storing (`lower_own`, `lower_borrow`)
    pub(super) fn lower_handle(&mut self, op: &Op, value: &Expr) -> Option<Slot> {
        let (act, resource) = match op {
            Op::LowerOwn(resource) => (HandleAct::LowerOwn, *resource),
            Op::LowerBorrow(resource) => (HandleAct::LowerBorrow, *resource),
            _ => return None,
        };
        let value = self.present(value);
        let is_carried = matches!(value, Value::Carried);
        if let Value::Core(rep) = value {
            self.code.get(rep);
        }
        match self.handle_function(&[act], resource, is_carried) {
            Some((_, function)) => {
                self.code.put().call(function);
                Some(self.code.keep(Core::I32))
            }
            // The instance defines the resource: it gets the representation.
            None => Some(self.code.keep(Core::I32)),
        }
    }

    /// What glue has for this, and whether it carries what is moved.
    fn handle_function(&self, acts: &[HandleAct], resource: ResourceId, carried: bool) -> Option<(bool, u32)> {
        let is_lift = acts.iter().all(|act| !matches!(act, HandleAct::LowerOwn | HandleAct::LowerBorrow));
        let instance = if is_lift { self.instances.0 } else { self.instances.1 };
        let all = self
            .handles
            .iter()
            .filter(|(step, _)| step.resource == resource && step.instance == instance && acts.contains(&step.act));
        let fitting = all.filter(|(step, _)| step.carried || !carried);
        fitting.min_by_key(|(step, _)| step.carried).map(|(step, function)| (step.carried, *function))
    }
}

/// Whether some of these statements lift a handle.
pub(super) fn lifts_handle(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match stmt {
        Stmt::Let(_, Expr::Op(Op::LiftOwn(_) | Op::LiftBorrow(_), _)) => true,
        Stmt::For { body, .. } => lifts_handle(body),
        Stmt::If(_, yes, no) => lifts_handle(yes) || lifts_handle(no),
        Stmt::SwitchIndex(_, ways) => ways.iter().any(|way| lifts_handle(way)),
        Stmt::SwitchTag(_, ways) => ways.iter().any(|(_, way)| lifts_handle(way)),
        _ => false,
    })
}

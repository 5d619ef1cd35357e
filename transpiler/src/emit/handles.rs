//! How handles among the arguments of a call move, decided from its type.
//!
//! The host's arguments can be refused at any point until the guest runs, and a refused call must leave everything where it
//! was. So what can be refused is looked at first and handles move last; only a call whose handles lie inside other values,
//! or that moves several, takes notes from which moves are undone.

use crate::plan::{InstanceId, Plan, Resource, ResourceId};
use crate::types::{self, FuncType, Handle, Type};

/// Whether a handle reaches the instance as the representation itself, since it implements the resource
/// (`CanonicalABI.md#storing`, `lower_borrow`).
pub(super) fn is_rep(plan: &Plan, instance: InstanceId, handle: Handle) -> bool {
    let Handle::Borrow(resource) = handle else { return false };
    owner(plan, resource) == Some(instance)
}

/// The instance that defines a resource type; none for the host's.
pub(super) fn owner(plan: &Plan, resource: ResourceId) -> Option<InstanceId> {
    match plan.resources.get(resource.index()) {
        Some(Resource::Defined { instance, .. }) => Some(*instance),
        _ => None,
    }
}

/// What lowering the arguments of a lifted function has to see to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passing {
    /// Representations are looked up before the instance is entered.
    pub(super) early: bool,
    /// Something can be refused after a handle has moved.
    pub(super) notes: bool,
    /// One argument could own what another borrows.
    pub(super) lends: bool,
    /// The first argument is what a method is called on.
    pub(super) receiver: bool,
}

impl Passing {
    /// Of a function that `instance` lifts. A call that waits for its turn finds out only then what the host still holds.
    pub(super) fn of(plan: &Plan, ty: &FuncType, instance: InstanceId, waits: bool) -> Self {
        let is_rep = |handle: &Handle| is_rep(plan, instance, *handle);
        let lends = shares(plan, ty, is_rep);
        let (mut moved, mut nested) = (0, false);
        for (_, ty) in &ty.params {
            let moves = types::handles(&plan.types, *ty).iter().any(|handle| !is_rep(handle));
            match plan.types.get(*ty) {
                Type::Own(_) | Type::Borrow(_) => moved += u32::from(moves),
                _ => nested |= moves,
            }
        }
        Self { early: !waits && !lends, notes: nested || moved > 1 || (lends && moved > 0), lends, receiver: false }
    }
}

/// Whether a lowered function could be given one handle both as `borrow` and as `own`.
pub(super) fn lends(plan: &Plan, ty: &FuncType) -> bool {
    shares(plan, ty, |handle| matches!(handle, Handle::Borrow(_)))
}

fn shares(plan: &Plan, ty: &FuncType, is_lent: impl Fn(&Handle) -> bool) -> bool {
    let all = || ty.params.iter().flat_map(|(_, ty)| types::handles(&plan.types, *ty));
    let owned: Vec<ResourceId> =
        all().filter(|handle| matches!(handle, Handle::Own(_))).map(Handle::resource).collect();
    all().any(|handle| is_lent(&handle) && owned.contains(&handle.resource()))
}

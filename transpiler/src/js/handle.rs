//! How an adapter passes handles.

use super::adapter::{Spelling, Surroundings};
use super::ast::{self, Expr as Js, id};
use crate::plan::{InstanceId, ResourceId};

/// How the handles of one call move.
#[derive(Debug, Clone)]
pub(crate) struct Handles {
    /// The table.
    pub(crate) table: String,
    /// The instance whose table it is.
    pub(crate) instance: InstanceId,
    /// The variable that counts what the call has on loan, once something was lent.
    pub(crate) borrows: Option<String>,
    /// The list of moves that a refused argument undoes.
    pub(crate) moves: Option<String>,
    /// The list of what is lent, in a call that could also be given it.
    pub(crate) lent: Option<String>,
}

impl Handles {
    /// Of a call of this instance, without notes.
    pub(crate) fn new(table: String, instance: InstanceId) -> Self {
        Self { table, instance, borrows: None, moves: None, lent: None }
    }
}

impl<S: Surroundings> Spelling<'_, S> {
    /// The arguments `table, type` and these.
    pub(super) fn with_type(&mut self, resource: ResourceId, rest: Vec<Js>) -> Vec<Js> {
        let mut args = vec![id(&self.handles.table), id(&self.around.resource(resource))];
        args.extend(rest);
        args
    }

    fn note(&mut self, index: Js) -> Js {
        match self.handles.moves.clone() {
            Some(moves) => self.call("noteMove", vec![id(&moves), index]),
            None => index,
        }
    }

    /// A host's value of its own class.
    fn host_value(&mut self, resource: ResourceId, value: Vec<Js>) -> Js {
        let mut args = vec![self.around.class(resource)];
        args.extend(value);
        self.call("hostResource", args)
    }

    pub(super) fn lower_own(&mut self, resource: ResourceId, value: Vec<Js>) -> Js {
        if self.around.owner(resource).is_none() {
            let value = self.host_value(resource, value);
            let args = self.with_type(resource, vec![value]);
            let index = self.call("addHost", args);
            return self.note(index);
        }
        let mut args = self.with_type(resource, value);
        match self.handles.moves.clone() {
            Some(moves) => {
                args.insert(0, id(&moves));
                self.call("noteResource", args)
            }
            None => self.call("moveResource", args),
        }
    }

    pub(super) fn lower_borrow(&mut self, resource: ResourceId, value: Vec<Js>) -> Js {
        let owner = self.around.owner(resource);
        let rep = match owner {
            None => self.host_value(resource, value),
            Some(_) => {
                let mut args = vec![id(&self.around.resource(resource))];
                args.extend(value);
                match self.handles.lent.clone() {
                    Some(lent) => {
                        args.insert(0, id(&lent));
                        self.call("lendResource", args)
                    }
                    None => self.call("resourceRep", args),
                }
            }
        };
        if owner == Some(self.handles.instance) {
            return rep;
        }
        let scope = match &self.handles.borrows {
            Some(name) => name.clone(),
            None => self.names.unique("borrows"),
        };
        self.handles.borrows = Some(scope.clone());
        let args = self.with_type(resource, vec![rep, ast::boolean(false), id(&scope)]);
        let index = self.call("addHandle", args);
        self.note(index)
    }

    pub(super) fn lift_own(&mut self, resource: ResourceId, index: Vec<Js>) -> Js {
        let args = self.with_type(resource, index);
        if self.around.owner(resource).is_none() {
            return self.call("removeHost", args);
        }
        let rep = self.call("removeOwn", args);
        match self.around.exported_class(resource) {
            Some(class) => {
                let token = self.around.resource(resource);
                self.call("adoptResource", vec![id(&token), id(&class), rep])
            }
            None => rep,
        }
    }
}

//! What fused modules take of glue for handles: half of the way from one table to another each.

use super::glue::Glue;
use super::handles::owner;
use crate::js::adapter::Surroundings;
use crate::js::ast::{self, Expr, id};
use crate::plan::{HandleAct, HandleMove};

impl Glue<'_> {
    /// Index → representation, or representation → index; less what is carried meanwhile.
    pub(super) fn handle_move(&mut self, step: &HandleMove) -> Expr {
        let HandleMove { act, resource, instance, carried } = *step;
        let owner = owner(self.plan, resource);
        let is_lift = !matches!(act, HandleAct::LowerOwn | HandleAct::LowerBorrow);
        let name = if is_lift { "index" } else { "rep" };
        let value = if carried && !is_lift {
            let crossings = self.crossings();
            self.call("takeCarried", vec![crossings])
        } else {
            id(name)
        };
        let moved = if act == HandleAct::LowerBorrow && owner == Some(instance) {
            value
        } else {
            let mut args = vec![id(&self.table(instance)), id(&self.resource(resource)), value];
            match act {
                HandleAct::LiftOwn => self.call(if owner.is_some() { "removeOwn" } else { "removeHost" }, args),
                HandleAct::LiftBorrow => ast::field(self.call("getHandle", args), "rep"),
                HandleAct::Lend => {
                    let call = self.current_call();
                    args.push(ast::field(call, "lenders"));
                    self.call("lendHandle", args)
                }
                HandleAct::LowerOwn if owner.is_none() => self.call("addHost", args),
                HandleAct::LowerOwn => {
                    args.push(ast::boolean(true));
                    self.call("addHandle", args)
                }
                HandleAct::LowerBorrow => {
                    args.extend([ast::boolean(false), self.current_call()]);
                    self.call("addHandle", args)
                }
            }
        };
        let params = if carried && !is_lift { Vec::new() } else { vec![name.to_owned()] };
        let body = if carried && is_lift {
            let args = vec![self.crossings(), moved];
            vec![ast::run(self.call("carry", args))]
        } else {
            vec![ast::ret(moved)]
        };
        ast::arrow(&params, self.unwinding(body))
    }

    fn current_call(&mut self) -> Expr {
        let crossings = self.crossings();
        self.call("currentCall", vec![crossings])
    }
}

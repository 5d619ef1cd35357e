//! `flags`: bits, in JS an object of booleans. Unknown bits are dropped when lifting.

use super::Int;
use std::collections::BTreeSet;

use super::spelling::{Spelling, key, object};
use crate::abi;
use crate::adapter::{Access, Adapter, Expr, Op, Stmt};
use crate::js::names::camel;

fn access(labels: usize) -> Access {
    Access::Int(match abi::flags_size(labels) {
        1 => Int::U8,
        2 => Int::U16,
        _ => Int::U32,
    })
}

pub(super) fn lift(a: &mut Adapter, names: &[String], name: &str, core: Expr) -> Expr {
    let bits = a.bind(&format!("{name}-bits"), core);
    Expr::LiftFlags(names.to_vec(), Box::new(bits))
}

pub(super) fn lower(a: &mut Adapter, names: &[String], name: &str, value: Expr) -> Expr {
    let value = a.bind(name, Expr::Op(Op::Object, vec![value]));
    Expr::LowerFlags(names.to_vec(), Box::new(value))
}

pub(super) fn load(a: &mut Adapter, names: &[String], name: &str, base: &Expr, offset: u32) -> Expr {
    lift(a, names, name, Expr::Load(access(names.len()), Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, names: &[String], name: &str, value: Expr, base: &Expr, offset: u32) {
    let bits = lower(a, names, name, value);
    a.push(Stmt::Store(access(names.len()), base.clone(), offset, bits));
}

pub(super) fn ts(names: &[String]) -> Spelling {
    Spelling::atom(object(ts_members(names).into_iter().map(|(_, member)| member)))
}

/// One member per flag, after its label; what is not given is false. Of labels that JavaScript spells alike there is one.
pub(crate) fn ts_members(names: &[String]) -> Vec<(&str, String)> {
    let mut seen = BTreeSet::new();
    let names = names.iter().filter(|name| seen.insert(camel(name)));
    names.map(|name| (name.as_str(), format!("{}?: boolean", key(&camel(name))))).collect()
}

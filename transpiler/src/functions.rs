//! The functions that a host can call by name, for front ends that call one they did not know beforehand.
//!
//! It says where each is in the object that `instantiate` gives, and what its values are. Functions of resources are not
//! among them: they need an instance first.

use serde::{Deserialize, Serialize};

use crate::emit::names_among;
use crate::js::names::function_name;
use crate::plan::{Export, ExportItem, FuncKind, Plan};
use crate::value_type::{FuncType, Types};

/// The exported functions with the types that they speak of.
#[derive(Debug, Serialize, Deserialize)]
pub struct Functions {
    /// The functions, in the component's order.
    pub all: Vec<Function>,
    /// What the type ids in them mean.
    pub types: Types,
}

/// An exported function that belongs to no resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// The exported interface it is in, by its full name, e.g. `wasi:cli/run@0.2.6`.
    pub interface: Option<String>,
    /// Its name, as in the component.
    pub name: String,
    /// The properties that lead to it in JavaScript, e.g. `["wasi:cli/run@0.2.6", "run"]`.
    pub path: Vec<String>,
    /// Its type.
    pub ty: FuncType,
}

impl Functions {
    pub(crate) fn of(mut plan: Plan) -> Self {
        let mut all = Vec::new();
        add(&plan, None, &plan.exports, &[], &mut all);
        Self { all, types: std::mem::take(&mut plan.types) }
    }
}

/// The functions among `exports`, and those of the instances among them.
fn add(plan: &Plan, interface: Option<&str>, exports: &[Export], within: &[&str], all: &mut Vec<Function>) {
    for (export, names) in exports.iter().zip(names_among(plan, exports)) {
        match &export.item {
            ExportItem::Instance(items) => {
                // The full name stands last.
                let Some(property) = names.last() else { continue };
                let within: Vec<&str> = within.iter().copied().chain([property.as_str()]).collect();
                add(plan, Some(&export.name), items, &within, all);
            }
            _ => all.extend(plain(interface, export, within)),
        }
    }
}

fn plain(interface: Option<&str>, export: &Export, within: &[&str]) -> Option<Function> {
    let ExportItem::Func { kind: FuncKind::Plain, ty, .. } = &export.item else { return None };
    let own = function_name(&export.name);
    let path = within.iter().copied().chain([own.as_str()]).map(str::to_owned).collect();
    Some(Function { interface: interface.map(str::to_owned), name: export.name.clone(), path, ty: ty.clone() })
}

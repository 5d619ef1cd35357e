//! A function's parameters and result as JavaScript sees them: an `err` is thrown, a promise is returned where the
//! call's contract says so.

use std::fmt;

use super::scope::{Func, Scope, Side, View};
use crate::emit::returns_promise;
use crate::js::names::{Names, camel};
use crate::options::{Mode, Options};
use crate::plan::FuncKind;
use crate::types::spelling::{Speller, Way};
use crate::types::{FuncType, Type};

/// `(a: number): string`
#[derive(Debug)]
pub(super) struct Signature {
    params: String,
    result: String,
}

impl Signature {
    /// Of a function in its scope.
    pub(super) fn of(view: &View<'_>, scope: &Scope<'_>, func: &Func<'_>, options: &Options) -> Self {
        let (params, result) = match scope.side {
            Side::Exported => (Way::Given, Way::Received),
            Side::Imported => (Way::Received, Way::Given),
        };
        let result = outcome(&view.speller(result), func.ty);
        let interface = (!scope.name.is_empty()).then_some(scope.name);
        let is_promise = scope.side == Side::Exported && returns_promise(options, interface, func.name, func.ty);
        let result = match scope.side {
            Side::Exported if is_promise => format!("Promise<{result}>"),
            Side::Exported => result,
            Side::Imported if func.ty.is_async || options.mode == Mode::Worker => {
                format!("{result} | Promise<{result}>")
            }
            Side::Imported if may_be_pending(scope.name, func.name, options) => {
                format!("{result} | import(\"@weft-wasm/wasi\").Pending<{result}>")
            }
            Side::Imported => result,
        };
        Self { params: parameters(&view.speller(params), func, is_promise), result }
    }

    /// The parameters alone, in their parentheses.
    pub(super) fn parameters(&self) -> String {
        format!("({})", self.params)
    }

    /// As a constructor of `instance`.
    pub(super) fn constructor(&self, instance: &str) -> String {
        format!("({}): {instance}", self.params)
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}): {}", self.params, self.result)
    }
}

/// `a: number, b: string`, without the receiver of a method; a call that returns a promise can be aborted.
fn parameters(speller: &Speller<'_>, func: &Func<'_>, is_promise: bool) -> String {
    let mut names = Names::new();
    let skipped = usize::from(matches!(func.kind, FuncKind::Method(..)));
    let params = func.ty.params.iter().skip(skipped);
    let params = params.map(|(name, ty)| format!("{}: {}", names.unique(&camel(name)), speller.text(*ty)));
    let mut params: Vec<String> = params.collect();
    if is_promise {
        params.push(format!("{}?: {{ signal?: AbortSignal | undefined }}", names.unique("options")));
    }
    params.join(", ")
}

/// The type of what a call returns.
fn outcome(speller: &Speller<'_>, ty: &FuncType) -> String {
    let value = match ty.result.map(|id| (id, speller.types.get(id))) {
        Some((_, Type::Result(ok, _))) => *ok,
        Some((id, _)) => Some(id),
        None => None,
    };
    value.map_or_else(|| "void".to_owned(), |id| speller.text(id))
}

/// The comment on what a call throws, where its result says so.
pub(super) fn throws(speller: &Speller<'_>, ty: &FuncType) -> Option<String> {
    let Type::Result(_, err) = speller.types.get(ty.result?) else { return None };
    let payload = err.map_or_else(|| "undefined".to_owned(), |id| speller.text(id));
    Some(format!("@throws {{ComponentError<{payload}>}}"))
}

/// Whether Weft's WASI may answer "not yet", so that an import may too.
fn may_be_pending(interface: &str, func: &str, options: &Options) -> bool {
    !options.no_wasi && crate::wasi::lookup(interface).is_some_and(|row| row.pending.contains(&func))
}

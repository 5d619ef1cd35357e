//! Plan → the `.d.ts` beside the generated module.
//!
//! The problem: TypeScript has to see the component's interfaces under names that can be written, refuse what the
//! component would refuse, and accept what it accepts. The shape: every imported and exported interface is an object type
//! and a namespace of its types (`interface`), named by `scope`; one file per emission mode says what the module itself
//! exports. How a value kind is spelled is not decided here but in `types/`. What WIT says about an item becomes its comment;
//! it is not in a component, so it comes with the options.

mod comment;
#[cfg(test)]
mod declarations_test;
mod esm;
mod instantiate;
mod interface;
mod scope;
mod signature;
mod text;

use crate::options::{Mode, Options};
use crate::plan::{ImportSort, Plan};
use crate::types::Type;
use comment::Comment;
use interface::Writer;
use scope::Scopes;
use text::Text;

/// The text of the declarations.
pub(crate) fn declarations(plan: &Plan, options: &Options) -> String {
    let scopes = Scopes::of(plan);
    let writer = Writer { scopes: &scopes, options, types: &plan.types };
    let mut text = Text::default();
    let mut header = Comment::of(Some(&options.docs.world));
    if !header.lines.is_empty() {
        header.tag("@packageDocumentation");
        text.comment(&header);
    }
    for (at, scope) in scopes.imports.iter().enumerate() {
        if plan
            .import_interfaces
            .get(at)
            .is_some_and(|interface| matches!(interface.sort, ImportSort::Instance | ImportSort::Resource))
        {
            writer.interface(&mut text, scope);
        }
    }
    for (_, scope) in &scopes.exports {
        writer.interface(&mut text, scope);
    }
    if !scopes.root.types.is_empty() {
        text.gap();
        writer.types(&mut text, &scopes.root, "export ");
    }
    let exported = || scopes.exports.iter().map(|(_, scope)| scope).chain([&scopes.root]);
    for scope in exported() {
        writer.classes(&mut text, scope);
    }
    if exported().any(|scope| scope.has_own_class(&scopes)) {
        declare_disposing(&mut text, "Lets go of a resource.");
    }
    if has_outcomes(plan) {
        declare_component_error(&mut text);
    }
    match options.mode {
        Mode::Esm => esm::exports(&mut text, plan, &scopes, &writer),
        Mode::Instantiate => instantiate::exports(&mut text, plan, &scopes, &writer, options),
        Mode::Worker => {
            declare_disposing(&mut text, "Ends the worker.");
            instantiate::worker_exports(&mut text, plan, &scopes, &writer, options);
        }
    }
    // Without it, everything that is declared would count as exported.
    text.gap();
    text.line("export {};");
    text.finish()
}

/// Whether some function has a result of type `result`.
fn has_outcomes(plan: &Plan) -> bool {
    let imported = plan.import_interfaces.iter().flat_map(|interface| interface.funcs.iter().map(|(_, ty)| ty));
    let mut results = imported.chain(plan.lifts.iter().map(|lift| &lift.ty)).filter_map(|ty| ty.result);
    results.any(|ty| matches!(plan.types.get(ty), Type::Result(..)))
}

/// What functions throw; a class only to who imports the runtime.
fn declare_component_error(text: &mut Text) {
    text.gap();
    text.doc("What a function throws for the `err` case of its result.");
    text.block("export interface ComponentError<T = unknown> extends Error", "", |text| {
        text.doc("The value of the `err` case.");
        text.line("readonly payload: T;");
    });
}

/// `Symbol.dispose`, for a TypeScript library that has it and one that has not.
fn declare_disposing(text: &mut Text, what: &str) {
    text.gap();
    text.doc(what);
    text.line("type Disposing = typeof Symbol extends { readonly dispose: infer Dispose extends symbol }");
    text.line("  ? { [Name in Dispose]: () => void }");
    text.line("  : object;");
}

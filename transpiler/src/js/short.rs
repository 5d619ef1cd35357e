//! Short names: which name gets which, so that none hides another.
//!
//! Names of the module are seen everywhere, local ones in their piece of it (a function, or a unit of the runtime). A
//! local name differs from those that its piece mentions, and no more: every piece begins again with `a`.

use std::collections::{BTreeMap, BTreeSet};

use super::names::is_reserved;

/// How often names of one piece are mentioned.
#[derive(Default)]
pub(super) struct Mentions<'a> {
    /// Names of the module.
    pub(super) module: BTreeSet<&'a str>,
    /// Names of its own: the number of mentions, and the position of the first.
    pub(super) locals: BTreeMap<&'a str, (usize, usize)>,
}

/// The names given.
pub(super) struct Short<'a> {
    module: BTreeMap<&'a str, String>,
    /// By piece.
    locals: Vec<BTreeMap<&'a str, String>>,
    fields: BTreeMap<&'a str, String>,
}

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// `first`, letter by letter, then all names of two and more letters.
fn candidates(first: &str) -> impl Iterator<Item = String> {
    let heads = || LETTERS.chars().chain(LETTERS.chars().map(|letter| letter.to_ascii_uppercase())).chain(['$', '_']);
    let tails = move || heads().chain('0'..='9');
    let pairs = heads().flat_map(move |head| tails().map(move |tail| format!("{head}{tail}")));
    let longer = (0u64..).map(|number| format!("${number}"));
    first.chars().map(String::from).collect::<Vec<_>>().into_iter().chain(pairs).chain(longer)
}

impl<'a> Short<'a> {
    /// Gives names. `module` and `fields` say how often each is mentioned; nobody may be called like one of `globals`.
    pub(super) fn new(
        module: &BTreeMap<&'a str, usize>,
        pieces: &[Mentions<'a>],
        fields: &BTreeMap<&'a str, usize>,
        globals: &BTreeSet<&str>,
    ) -> Self {
        let is_free = |name: &String| !globals.contains(name.as_str()) && !is_reserved(name);
        let backwards: String = LETTERS.chars().rev().collect();
        let order = format!("{}$_{backwards}", LETTERS.to_uppercase());
        let module: BTreeMap<&str, String> = by_frequency(module.iter().map(|(name, count)| (*name, *count)))
            .into_iter()
            .zip(candidates(&order).filter(is_free))
            .collect();

        let order = format!("{LETTERS}{}$_", LETTERS.to_uppercase());
        let locals = pieces
            .iter()
            .map(|piece| {
                let seen: BTreeSet<&String> = piece.module.iter().filter_map(|name| module.get(name)).collect();
                let free = candidates(&order).filter(|name| is_free(name) && !seen.contains(name));
                piece.in_order().into_iter().zip(free).collect()
            })
            .collect();
        let fields = by_frequency(fields.iter().map(|(name, count)| (*name, *count)))
            .into_iter()
            .zip(candidates(LETTERS))
            .collect();
        Self { module, locals, fields }
    }

    /// The new name of a name of the module.
    pub(super) fn module(&self, name: &'a str) -> &str {
        self.module.get(name).map_or(name, String::as_str)
    }

    /// The new name of a local name of `piece`.
    pub(super) fn local<'s>(&'s self, piece: usize, name: &'a str) -> &'s str
    where
        'a: 's,
    {
        self.locals.get(piece).and_then(|names| names.get(name)).map_or(name, String::as_str)
    }

    /// The new name of a property.
    pub(super) fn field<'s>(&'s self, name: &'a str) -> &'s str
    where
        'a: 's,
    {
        self.fields.get(name).map_or(name, String::as_str)
    }
}

impl<'a> Mentions<'a> {
    /// Local names in the order in which they get new ones: as they come while there are letters for all, so that pieces look
    /// alike, which compresses well; else the frequent ones first.
    fn in_order(&self) -> Vec<&'a str> {
        let mut order: Vec<(&str, usize, usize)> =
            self.locals.iter().map(|(name, (count, first))| (*name, *count, *first)).collect();
        order.sort_by_key(|(_, count, first)| {
            (if self.locals.len() > LETTERS.len() { usize::MAX - count } else { 0 }, *first)
        });
        order.into_iter().map(|(name, _, _)| name).collect()
    }
}

fn by_frequency<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Vec<&'a str> {
    let mut order: Vec<_> = counts.collect();
    order.sort_by_key(|(_, count)| usize::MAX - count);
    order.into_iter().map(|(name, _)| name).collect()
}

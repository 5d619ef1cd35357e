//! WIT's doc comments and gates → [`Docs`].

use std::collections::BTreeMap;

use weft_transpiler::docs::{Docs, Item};
use wit_parser::{Interface, Resolve, Stability, Type, TypeDef, TypeDefKind, WorldId, WorldItem, WorldKey};

/// What `resolve` says about all its interfaces, and about the items of `world`.
pub fn docs_of(resolve: &Resolve, world: WorldId) -> Docs {
    let mut docs = Docs::default();
    for (id, interface) in resolve.interfaces.iter() {
        if let Some(name) = resolve.id_of(id) {
            insert(&mut docs.interfaces, &name, interface_item(resolve, interface));
        }
    }
    let Some(world) = resolve.worlds.get(world) else { return docs };
    docs.world = item(&world.docs, &world.stability);
    let package = world.package.and_then(|package| resolve.packages.get(package));
    if let Some(text) = package.and_then(|package| package.docs.contents.as_deref()) {
        docs.world.text = [text, docs.world.text.as_str()].join("\n\n");
    }
    for (map, items) in [(&mut docs.imports, &world.imports), (&mut docs.exports, &world.exports)] {
        for (key, thing) in items {
            insert(map, &resolve.name_world_key(key), world_item(resolve, key, thing));
        }
    }
    docs
}

fn world_item(resolve: &Resolve, key: &WorldKey, thing: &WorldItem) -> Item {
    match (thing, key) {
        (WorldItem::Interface { id, .. }, WorldKey::Name(_)) => {
            resolve.interfaces.get(*id).map(|interface| interface_item(resolve, interface)).unwrap_or_default()
        }
        (WorldItem::Interface { docs, stability, .. }, WorldKey::Interface(_)) => item(docs, stability),
        (WorldItem::Function(func), _) => item(&func.docs, &func.stability),
        (WorldItem::Type { id, .. }, _) => resolve.types.get(*id).map(|ty| type_item(resolve, ty)).unwrap_or_default(),
    }
}

fn interface_item(resolve: &Resolve, interface: &Interface) -> Item {
    let mut all = item(&interface.docs, &interface.stability);
    for (name, func) in &interface.functions {
        insert(&mut all.members, name, item(&func.docs, &func.stability));
    }
    for (name, ty) in &interface.types {
        if let Some(ty) = resolve.types.get(*ty) {
            insert(&mut all.members, name, type_item(resolve, ty));
        }
    }
    all
}

/// A type with its fields or cases. What `use` brings in is described where it is defined.
fn type_item(resolve: &Resolve, ty: &TypeDef) -> Item {
    let own = item(&ty.docs, &ty.stability);
    let mut defined = ty;
    while let TypeDefKind::Type(Type::Id(id)) = defined.kind {
        let Some(next) = resolve.types.get(id) else { break };
        defined = next;
    }
    let mut all = if own.is_empty() { item(&defined.docs, &defined.stability) } else { own };
    let labels: Vec<(&str, &wit_parser::Docs)> = match &defined.kind {
        TypeDefKind::Record(record) => record.fields.iter().map(|field| (field.name.as_str(), &field.docs)).collect(),
        TypeDefKind::Variant(variant) => variant.cases.iter().map(|case| (case.name.as_str(), &case.docs)).collect(),
        TypeDefKind::Enum(cases) => cases.cases.iter().map(|case| (case.name.as_str(), &case.docs)).collect(),
        TypeDefKind::Flags(flags) => flags.flags.iter().map(|flag| (flag.name.as_str(), &flag.docs)).collect(),
        _ => Vec::new(),
    };
    for (label, docs) in labels {
        insert(&mut all.members, label, item(docs, &Stability::Unknown));
    }
    all
}

fn item(docs: &wit_parser::Docs, stability: &Stability) -> Item {
    let text = docs.contents.clone().unwrap_or_default();
    let (since, unstable, deprecated) = match stability {
        Stability::Unknown => (None, None, None),
        Stability::Stable { since, deprecated } => (Some(since), None, deprecated.as_ref()),
        Stability::Unstable { feature, deprecated } => (None, Some(feature.clone()), deprecated.as_ref()),
    };
    let [since, deprecated] = [since, deprecated].map(|version| version.map(ToString::to_string));
    Item { text, since, deprecated, unstable, members: BTreeMap::new() }
}

/// Keeps what says something.
fn insert(map: &mut BTreeMap<String, Item>, name: &str, item: Item) {
    if !item.is_empty() {
        map.insert(name.to_owned(), item);
    }
}

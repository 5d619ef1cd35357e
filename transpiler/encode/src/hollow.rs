//! A core module that imports and exports what a world does, and does nothing: a component is made of it that has the world's types.

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function as Body, FunctionSection, ImportSection,
    MemorySection, MemoryType, Module, TypeSection, ValType,
};
use wit_parser::abi::WasmType;
use wit_parser::{
    Function, LiftLowerAbi, ManglingAndAbi, Resolve, ResourceIntrinsic, TypeDefKind, TypeId, WasmExport,
    WasmExportKind, WasmImport, WorldId, WorldItem, WorldKey,
};

/// How the canonical ABI's names are spelled. Every function is lifted and lowered synchronously, whatever its type.
const ABI: ManglingAndAbi = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);

/// The module for a world.
pub fn module(resolve: &Resolve, world: WorldId) -> Vec<u8> {
    let mut hollow = Hollow::default();
    if let Some(world) = resolve.worlds.get(world) {
        // A resource that no function mentions is there if it is dropped.
        for (key, item) in &world.imports {
            let key = owner(key, item);
            for func in functions(resolve, item) {
                hollow.import_function(resolve, key, func);
            }
            for resource in resources(resolve, item) {
                hollow.import_drop(resolve, key, resource);
            }
        }
        for (key, item) in &world.exports {
            for func in functions(resolve, item) {
                hollow.export_function(resolve, owner(key, item), func);
            }
        }
    }
    hollow.export(&resolve.wasm_export_name(ABI, WasmExport::Realloc), [ValType::I32; 4], [ValType::I32]);
    hollow.finish(&resolve.wasm_export_name(ABI, WasmExport::Memory))
}

/// The interface that functions of an item belong to; those of the world itself belong to none.
fn owner<'a>(key: &'a WorldKey, item: &WorldItem) -> Option<&'a WorldKey> {
    matches!(item, WorldItem::Interface { .. }).then_some(key)
}

fn functions<'a>(resolve: &'a Resolve, item: &'a WorldItem) -> Vec<&'a Function> {
    match item {
        WorldItem::Function(func) => vec![func],
        WorldItem::Interface { id, .. } => {
            resolve.interfaces.get(*id).into_iter().flat_map(|interface| interface.functions.values()).collect()
        }
        WorldItem::Type { .. } => Vec::new(),
    }
}

fn resources(resolve: &Resolve, item: &WorldItem) -> Vec<TypeId> {
    let mut types = match item {
        WorldItem::Function(_) => Vec::new(),
        WorldItem::Interface { id, .. } => {
            resolve.interfaces.get(*id).into_iter().flat_map(|interface| interface.types.values().copied()).collect()
        }
        WorldItem::Type { id, .. } => vec![*id],
    };
    types.retain(|id| resolve.types.get(*id).is_some_and(|ty| ty.kind == TypeDefKind::Resource));
    types
}

/// The sections, as far as they are written.
#[derive(Default)]
struct Hollow {
    types: TypeSection,
    imports: ImportSection,
    imported: u32,
    functions: FunctionSection,
    exports: ExportSection,
    code: CodeSection,
}

impl Hollow {
    fn import_function(&mut self, resolve: &Resolve, interface: Option<&WorldKey>, func: &Function) {
        let signature = resolve.wasm_signature(ABI.import_variant(), func);
        let name = resolve.wasm_import_name(ABI, WasmImport::Func { interface, func });
        self.import(name, signature.params.iter().map(core), signature.results.iter().map(core));
    }

    fn import_drop(&mut self, resolve: &Resolve, interface: Option<&WorldKey>, resource: TypeId) {
        let intrinsic = ResourceIntrinsic::ImportedDrop;
        let name = resolve.wasm_import_name(ABI, WasmImport::ResourceIntrinsic { interface, resource, intrinsic });
        self.import(name, [ValType::I32], []);
    }

    fn import(
        &mut self,
        (module, name): (String, String),
        params: impl IntoIterator<Item = ValType, IntoIter: ExactSizeIterator>,
        results: impl IntoIterator<Item = ValType, IntoIter: ExactSizeIterator>,
    ) {
        self.imports.import(&module, &name, EntityType::Function(self.types.len()));
        self.types.ty().function(params, results);
        self.imported += 1;
    }

    fn export_function(&mut self, resolve: &Resolve, interface: Option<&WorldKey>, func: &Function) {
        let signature = resolve.wasm_signature(ABI.export_variant(), func);
        let kind = WasmExportKind::Normal;
        let name = resolve.wasm_export_name(ABI, WasmExport::Func { interface, func, kind });
        self.export(&name, signature.params.iter().map(core), signature.results.iter().map(core));
    }

    fn export(
        &mut self,
        name: &str,
        params: impl IntoIterator<Item = ValType, IntoIter: ExactSizeIterator>,
        results: impl IntoIterator<Item = ValType, IntoIter: ExactSizeIterator>,
    ) {
        self.exports.export(name, ExportKind::Func, self.imported + self.functions.len());
        self.functions.function(self.types.len());
        self.types.ty().function(params, results);
        let mut body = Body::new([]);
        body.instructions().unreachable().end();
        self.code.function(&body);
    }

    fn finish(mut self, memory: &str) -> Vec<u8> {
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None });
        self.exports.export(memory, ExportKind::Memory, 0);
        let mut module = Module::new();
        module.section(&self.types).section(&self.imports).section(&self.functions).section(&memories);
        module.section(&self.exports).section(&self.code);
        module.finish()
    }
}

fn core(ty: &WasmType) -> ValType {
    match ty {
        WasmType::I32 | WasmType::Pointer | WasmType::Length => ValType::I32,
        WasmType::I64 | WasmType::PointerOrI64 => ValType::I64,
        WasmType::F32 => ValType::F32,
        WasmType::F64 => ValType::F64,
    }
}

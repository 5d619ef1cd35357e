//! Core instances, and what the component level takes of them: functions, memories, canonical options.

use wasmparser::CanonicalOption;

use super::frame::{CoreInstance, Frame, ModuleDef};
use super::limits::MAX_INSTANCES;
use super::{Linker, next};
use crate::diagnostics::{Code, Diagnostic};
use crate::plan::{
    CanonOptions, CoreArg, CoreDef, CoreFuncId, CoreInstanceId, Encoding, MemoryId, Module, ModuleId, ModuleRef, Step,
};

/// Stands where other core instances have their decoded module.
pub(super) const NO_MODULE: usize = usize::MAX;

impl Linker<'_> {
    pub(super) fn core_instantiate(
        &mut self,
        frame: &Frame,
        module: u32,
        args: &[(String, u32)],
    ) -> Result<CoreInstanceId, Diagnostic> {
        let count = next(self.core_instances.len());
        if count >= MAX_INSTANCES {
            return Err(self.refuse(Code::Limit, format!("more than {MAX_INSTANCES} core instances")));
        }
        let instance = CoreInstanceId(count);
        let module = *frame.modules.get(module as usize).ok_or_else(|| self.dangling("core module"))?;
        self.core_instances.push(match module {
            ModuleDef::Own(index) => index,
            ModuleDef::Imported(_) => NO_MODULE,
        });
        let module = self.module_ref(module)?;
        let mut imports = Vec::new();
        for (name, arg) in args {
            let arg = frame.core_instances.get(*arg as usize).ok_or_else(|| self.dangling("core instance"))?;
            imports.push((name.clone(), self.core_arg(arg)?));
        }
        for (_, def) in imports.iter().flat_map(|(_, arg)| arg.fields()) {
            self.close_calls(def);
        }
        self.plan.steps.push(Step::Instantiate { instance, module, args: imports });
        Ok(instance)
    }

    /// The core module as steps and exports name it.
    pub(super) fn module_ref(&mut self, module: ModuleDef) -> Result<ModuleRef, Diagnostic> {
        let index = match module {
            ModuleDef::Own(index) => index,
            ModuleDef::Imported(import) => return Ok(ModuleRef::Imported(import)),
        };
        if let Some(id) = self.module_ids.get(&index) {
            return Ok(ModuleRef::Own(*id));
        }
        let module = self.decoded.modules.get(index).ok_or_else(|| self.dangling("core module"))?;
        let id = ModuleId(next(self.plan.modules.len()));
        let (range, facts) = (module.range.clone(), module.facts.clone());
        self.plan.modules.push(Module { range, facts, fused: None });
        self.module_ids.insert(index, id);
        Ok(ModuleRef::Own(id))
    }

    /// A core instance as an argument: one made from a module is handed on as it is, a bag of definitions by its names.
    fn core_arg(&self, instance: &CoreInstance) -> Result<CoreArg, Diagnostic> {
        let bag = match instance {
            CoreInstance::Instance(instance) => return Ok(CoreArg::Instance(*instance)),
            CoreInstance::Synthetic(bag) => bag,
        };
        let (order, map) = bag.as_ref();
        let field = |name: &String| {
            let def = map.get(name).cloned().ok_or_else(|| self.dangling("core export"))?;
            Ok((name.clone(), def))
        };
        Ok(CoreArg::Fields(order.iter().map(field).collect::<Result<_, Diagnostic>>()?))
    }

    /// The core function `index` as something that glue calls.
    pub(super) fn core_func(&mut self, frame: &Frame, index: u32) -> Result<CoreFuncId, Diagnostic> {
        let def = frame.core_funcs.get(index as usize).cloned().ok_or_else(|| self.dangling("core function"))?;
        self.close_calls(&def);
        if let Some(id) = self.func_ids.get(&def) {
            return Ok(*id);
        }
        let id = CoreFuncId(next(self.plan.core_funcs.len()));
        self.plan.core_funcs.push(def.clone());
        if matches!(def, CoreDef::Export(_)) {
            self.plan.steps.push(Step::ExtractFunc(id));
        }
        self.func_ids.insert(def, id);
        Ok(id)
    }

    fn memory(&mut self, frame: &Frame, index: u32) -> Result<MemoryId, Diagnostic> {
        let def = frame.memories.get(index as usize).cloned().ok_or_else(|| self.dangling("core memory"))?;
        let CoreDef::Export(export) = def else { return Err(self.dangling("core memory")) };
        if let Some(id) = self.memory_ids.get(&export) {
            return Ok(*id);
        }
        let id = MemoryId(next(self.plan.memories.len()));
        self.plan.memories.push(export.clone());
        self.plan.steps.push(Step::ExtractMemory(id));
        self.memory_ids.insert(export, id);
        Ok(id)
    }

    pub(super) fn options(&mut self, frame: &Frame, options: &[CanonicalOption]) -> Result<CanonOptions, Diagnostic> {
        let mut out = CanonOptions {
            instance: frame.instance,
            encoding: Encoding::Utf8,
            memory: None,
            realloc: None,
            post_return: None,
        };
        for option in options {
            match option {
                CanonicalOption::UTF8 => out.encoding = Encoding::Utf8,
                CanonicalOption::UTF16 => out.encoding = Encoding::Utf16,
                CanonicalOption::CompactUTF16 => out.encoding = Encoding::CompactUtf16,
                CanonicalOption::Memory(index) => out.memory = Some(self.memory(frame, *index)?),
                CanonicalOption::Realloc(index) => out.realloc = Some(self.core_func(frame, *index)?),
                CanonicalOption::PostReturn(index) => out.post_return = Some(self.core_func(frame, *index)?),
                CanonicalOption::Async | CanonicalOption::Callback(_) => return Err(self.is_async()),
                CanonicalOption::CoreType(_) | CanonicalOption::Gc => {
                    return Err(self.refuse(Code::Unsupported, "the `gc` canonical options are not translated yet"));
                }
            }
        }
        Ok(out)
    }
}

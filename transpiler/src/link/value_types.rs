//! The validator's value types, interned into the plan with their resources resolved.

use wasmparser::PrimitiveValType;
use wasmparser::component_types::{ComponentDefinedType, ComponentDefinedTypeId, ComponentValType};

use super::Linker;
use super::frame::Frame;
use crate::diagnostics::{Code, Diagnostic};
use crate::types::{Int, Type, TypeId};

impl Linker<'_> {
    pub(super) fn value_type(&mut self, frame: &Frame, ty: ComponentValType) -> Result<TypeId, Diagnostic> {
        match ty {
            ComponentValType::Primitive(primitive) => self.primitive(primitive),
            ComponentValType::Type(id) => self.defined_type(frame, id),
        }
    }

    /// The type `id` as the frame sees it. A type is resolved once per frame, however often others mention it.
    pub(super) fn defined_type(&mut self, frame: &Frame, id: ComponentDefinedTypeId) -> Result<TypeId, Diagnostic> {
        if let Some(known) = self.value_types.get(&(frame.instance, id)) {
            return Ok(*known);
        }
        let resolved = self.resolve_type(frame, id)?;
        self.value_types.insert((frame.instance, id), resolved);
        Ok(resolved)
    }

    /// Recursion is bounded: the validator refuses types that are nested deeper than 100.
    fn resolve_type(&mut self, frame: &Frame, id: ComponentDefinedTypeId) -> Result<TypeId, Diagnostic> {
        let decoded = self.decoded;
        let ty = match &decoded.types[id] {
            ComponentDefinedType::Primitive(primitive) => return self.primitive(*primitive),
            ComponentDefinedType::Record(record) => {
                let mut fields = Vec::with_capacity(record.fields.len());
                for (name, ty) in &record.fields {
                    fields.push((name.to_string(), self.value_type(frame, *ty)?));
                }
                Type::Record(fields)
            }
            ComponentDefinedType::Variant(variant) => {
                let mut cases = Vec::with_capacity(variant.cases.len());
                for (name, case) in &variant.cases {
                    let ty = self.optional(frame, case.ty)?;
                    cases.push((name.to_string(), ty));
                }
                Type::Variant(cases)
            }
            ComponentDefinedType::List { element, .. } => Type::List(self.value_type(frame, *element)?),
            ComponentDefinedType::FixedLengthList { element, length, .. } => {
                Type::FixedList(self.value_type(frame, *element)?, *length)
            }
            ComponentDefinedType::Map { key, value, .. } => {
                Type::Map(self.value_type(frame, *key)?, self.value_type(frame, *value)?)
            }
            ComponentDefinedType::Tuple(tuple) => {
                let mut types = Vec::with_capacity(tuple.types.len());
                for ty in &tuple.types {
                    types.push(self.value_type(frame, *ty)?);
                }
                Type::Tuple(types)
            }
            ComponentDefinedType::Flags(names) => Type::Flags(names.iter().map(ToString::to_string).collect()),
            ComponentDefinedType::Enum(names) => Type::Enum(names.iter().map(ToString::to_string).collect()),
            ComponentDefinedType::Option { ty, .. } => Type::Option(self.value_type(frame, *ty)?),
            ComponentDefinedType::Result { ok, err, .. } => {
                let (ok, err) = (*ok, *err);
                Type::Result(self.optional(frame, ok)?, self.optional(frame, err)?)
            }
            ComponentDefinedType::Own(id) => Type::Own(self.resource(frame, id.resource())?),
            ComponentDefinedType::Borrow(id) => Type::Borrow(self.resource(frame, id.resource())?),
            ComponentDefinedType::Future { .. } => return Err(self.kind("future")),
            ComponentDefinedType::Stream { .. } => return Err(self.kind("stream")),
        };
        Ok(self.plan.types.intern(ty))
    }

    fn optional(&mut self, frame: &Frame, ty: Option<ComponentValType>) -> Result<Option<TypeId>, Diagnostic> {
        match ty {
            Some(ty) => Ok(Some(self.value_type(frame, ty)?)),
            None => Ok(None),
        }
    }

    fn primitive(&mut self, primitive: PrimitiveValType) -> Result<TypeId, Diagnostic> {
        let ty = match primitive {
            PrimitiveValType::Bool => Type::Bool,
            PrimitiveValType::S8 => Type::Int(Int::S8),
            PrimitiveValType::U8 => Type::Int(Int::U8),
            PrimitiveValType::S16 => Type::Int(Int::S16),
            PrimitiveValType::U16 => Type::Int(Int::U16),
            PrimitiveValType::S32 => Type::Int(Int::S32),
            PrimitiveValType::U32 => Type::Int(Int::U32),
            PrimitiveValType::S64 => Type::Int(Int::S64),
            PrimitiveValType::U64 => Type::Int(Int::U64),
            PrimitiveValType::F32 => Type::F32,
            PrimitiveValType::F64 => Type::F64,
            PrimitiveValType::Char => Type::Char,
            PrimitiveValType::String => Type::String,
            PrimitiveValType::ErrorContext => return Err(self.kind("error-context")),
        };
        Ok(self.plan.types.intern(ty))
    }

    fn kind(&self, kind: &str) -> Diagnostic {
        self.refuse(Code::Unsupported, format!("the value kind `{kind}` is not translated yet"))
    }
}

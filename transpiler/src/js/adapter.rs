//! The adapter IR, spelled in JavaScript.

use super::ast::{self, AssignOp, BinaryOp, Expr as Js, Stmt as JsStmt, id, member, num};
pub(crate) use super::handle::Handles;
use super::memory::Memory;
use super::names::{Names, camel, is_inherited};
use crate::abi::{Core, Layout};
use crate::adapter::{Access, Adapter, Expr, Local, Op, Stmt};
use crate::plan::{InstanceId, ResourceId};
use crate::types::list::typed_array;
use crate::types::{Int, TypeId};

/// What the module around has to offer to an adapter.
pub(crate) trait Surroundings {
    /// The name of a runtime function, which is linked in from now on.
    fn unit(&mut self, name: &'static str) -> String;
    /// The name of the constant that lists the cases of an enum.
    fn cases(&mut self, names: &[String]) -> String;
    /// The name of the function that stores values of a type to this memory, for this instance.
    fn store_function(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String;
    /// The name of the function that loads values of a type from this memory, for this instance.
    fn load_function(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String;
    /// The name of the constant that identifies a resource type in handle tables.
    fn resource(&mut self, resource: ResourceId) -> String;
    /// The host's class of an imported resource type.
    fn class(&mut self, resource: ResourceId) -> Js;
    /// The name of the class that an exported resource type is.
    fn exported_class(&self, resource: ResourceId) -> Option<String>;
    /// The instance that defines a resource type.
    fn owner(&self, resource: ResourceId) -> Option<InstanceId>;
}

/// Spells one adapter.
pub(crate) struct Spelling<'a, S> {
    /// The module around.
    pub(crate) around: &'a mut S,
    /// Names taken in and around the function.
    pub(crate) names: &'a mut Names,
    /// The linear memory.
    pub(crate) memory: &'a Memory,
    /// How handles move.
    pub(crate) handles: Handles,
    /// The variable that names the parameter being lowered, once there is one.
    pub(crate) parameter: Option<String>,
    locals: Vec<Option<String>>,
    /// A variable that is spelled as the expression it stands for, and is used once.
    inline: Option<(Local, Js)>,
    hints: Vec<String>,
    /// The variables that hold text.
    pub(super) texts: Vec<Local>,
}

impl<'a, S: Surroundings> Spelling<'a, S> {
    pub(crate) fn new(
        around: &'a mut S,
        names: &'a mut Names,
        memory: &'a Memory,
        handles: Handles,
        adapter: &Adapter,
    ) -> Self {
        let hints = adapter.locals.iter().map(|local| local.0.clone()).collect::<Vec<_>>();
        let locals = vec![None; hints.len()];
        let texts = adapter.texts.clone();
        Self { around, names, memory, handles, parameter: None, locals, inline: None, hints, texts }
    }

    /// Gives a variable a name that exists already.
    pub(crate) fn set_name(&mut self, local: Local, name: &str) {
        if let Some(slot) = self.locals.get_mut(local.0) {
            *slot = Some(name.to_owned());
        }
    }

    /// Spells a variable as an expression; it must be used once, and before anything that the expression could see.
    pub(crate) fn set_inline(&mut self, local: Local, value: Js) {
        self.inline = Some((local, value));
    }

    /// The name of a variable, allocated at first use.
    pub(crate) fn name(&mut self, local: Local) -> String {
        if let Some(Some(name)) = self.locals.get(local.0) {
            return name.clone();
        }
        let hint = self.hints.get(local.0).map_or("value", String::as_str);
        let name = self.names.unique(&camel(hint));
        self.set_name(local, &name);
        name
    }

    pub(super) fn call(&mut self, unit: &'static str, args: Vec<Js>) -> Js {
        ast::call_name(&self.around.unit(unit), args)
    }

    /// What the host's object has under a label.
    fn property(&mut self, object: Js, label: &str) -> Js {
        let name = camel(label);
        if is_inherited(&name) {
            self.call("ownProperty", vec![object, ast::string(&name)])
        } else {
            member(object, &name)
        }
    }

    fn memory(&self) -> Js {
        id(&self.memory.name)
    }

    fn address(&mut self, base: &Expr, offset: u32) -> Js {
        let base = self.expr(base);
        if offset == 0 { base } else { ast::bin(BinaryOp::Add, base, num(offset)) }
    }

    /// The address that `value` is.
    pub(crate) fn pointer(&mut self, value: Js, layout: Layout) -> Js {
        self.call("checkPointer", vec![self.memory(), value, num(layout.size), num(layout.align)])
    }

    /// Spells a value.
    pub(crate) fn expr(&mut self, expr: &Expr) -> Js {
        match expr {
            Expr::Local(local) => match self.inline.take() {
                Some((inline, value)) if inline == *local => value,
                other => {
                    self.inline = other;
                    id(&self.name(*local))
                }
            },
            Expr::I32(value) => num(*value),
            Expr::Zero(Core::I64) => ast::zero_big(),
            Expr::Zero(_) => num(0),
            Expr::None => id("undefined"),
            Expr::Load(access, base, offset) => self.load(*access, base, *offset),
            Expr::LoadApart(ty, base, offset) => {
                let at = self.address(base, *offset);
                let load = self.around.load_function(*ty, self.memory, self.handles.instance);
                ast::call_name(&load, vec![at])
            }
            Expr::Offset(base, offset) => self.address(base, *offset),
            Expr::Pointer(value, layout) => {
                let value = self.expr(value);
                self.pointer(value, *layout)
            }
            Expr::LiftInt(int, value) => {
                let value = self.expr(value);
                lift_int(*int, value)
            }
            Expr::LowerInt(int, value) => {
                let value = self.expr(value);
                coerce_int(*int, value)
            }
            Expr::CoerceInt(int, value) => {
                let value = self.expr(value);
                coerce_int(*int, value)
            }
            Expr::CoerceFloat(value) => ast::unary(ast::UnaryOp::Plus, self.expr(value)),
            Expr::LowerFloat(_, value) => ast::unary(ast::UnaryOp::Plus, self.expr(value)),
            Expr::LiftBool(value) => ast::bin(BinaryOp::NotEqEq, self.expr(value), num(0)),
            Expr::LowerBool(value) => ast::cond(self.expr(value), num(1), num(0)),
            Expr::Cast { from, to, value } => {
                let value = self.expr(value);
                self.cast(*from, *to, value)
            }
            Expr::ToText(value) => ast::text_of(self.expr(value)),
            Expr::Record(fields) => {
                let fields = fields.iter().map(|(label, value)| ast::prop(&camel(label), self.expr(value))).collect();
                ast::object(fields)
            }
            Expr::Field(value, label) => {
                let value = self.expr(value);
                self.property(value, label)
            }
            Expr::Tuple(parts) => ast::array(parts.iter().map(|part| self.expr(part)).collect()),
            Expr::Element(list, position) => ast::index(self.expr(list), id(&self.name(*position))),
            Expr::Part(value, index) => ast::index(self.expr(value), num(*index)),
            Expr::Case(tag, payload) => {
                let mut props = vec![ast::prop("tag", ast::string(tag))];
                if let Some(payload) = payload {
                    props.push(ast::prop("val", self.expr(payload)));
                }
                ast::object(props)
            }
            Expr::Payload(value) => member(self.expr(value), "val"),
            Expr::LiftFlags(names, bits) => {
                let bits = self.expr(bits);
                ast::object(
                    (0u32..)
                        .zip(names)
                        .map(|(i, name)| {
                            let bit = ast::bin(BinaryOp::BitAnd, bits.clone(), flag(i));
                            ast::prop(&camel(name), ast::bin(BinaryOp::NotEqEq, bit, num(0)))
                        })
                        .collect(),
                )
            }
            Expr::LowerFlags(names, value) => {
                let value = self.expr(value);
                (0u32..)
                    .zip(names)
                    .map(|(i, name)| ast::cond(self.property(value.clone(), name), flag(i), num(0)))
                    .reduce(|a, b| ast::bin(BinaryOp::BitOr, a, b))
                    .unwrap_or_else(|| num(0))
            }
            Expr::If(test, yes, no) => ast::cond(self.expr(test), self.expr(yes), self.expr(no)),
            Expr::Op(op, args) => self.op(op, args),
            Expr::IsNone(value) => ast::bin(BinaryOp::EqEq, self.expr(value), ast::null()),
        }
    }

    fn load(&mut self, access: Access, base: &Expr, offset: u32) -> Js {
        let address = self.address(base, offset);
        if access == Access::Int(Int::U8) {
            return ast::index(ast::field(self.memory(), "bytes"), address);
        }
        let getter = format!("get{}", view_type(access));
        let mut args = vec![address];
        if access != Access::Int(Int::S8) {
            args.push(ast::boolean(true));
        }
        ast::call(member(ast::field(self.memory(), "view"), &getter), args)
    }

    fn store(&mut self, access: Access, base: &Expr, offset: u32, value: &Expr) -> JsStmt {
        let address = self.address(base, offset);
        let value = self.expr(value);
        if let Access::Int(Int::U8 | Int::S8) = access {
            return ast::run(ast::assign_index(ast::field(self.memory(), "bytes"), address, value));
        }
        let setter = format!("set{}", view_type(access));
        ast::run(ast::call(
            member(ast::field(self.memory(), "view"), &setter),
            vec![address, value, ast::boolean(true)],
        ))
    }

    fn cast(&mut self, from: Core, to: Core, value: Js) -> Js {
        let units: &[&'static str] = match (from, to) {
            (Core::I32, Core::F32) => &["i32ToF32"],
            (Core::F32, Core::I32) => &["f32ToI32"],
            (Core::I64, Core::I32) => &["i64ToI32"],
            (Core::I32, Core::I64) => &["i32ToI64"],
            (Core::I64, Core::F64) => &["i64ToF64"],
            (Core::F64, Core::I64) => &["f64ToI64"],
            (Core::I64, Core::F32) => &["i64ToI32", "i32ToF32"],
            (Core::F32, Core::I64) => &["f32ToI32", "i32ToI64"],
            _ => &[],
        };
        units.iter().fold(value, |value, unit| self.call(unit, vec![value]))
    }

    /// Spells statements.
    pub(crate) fn stmts(&mut self, stmts: &[Stmt]) -> Vec<JsStmt> {
        stmts.iter().flat_map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: &Stmt) -> Vec<JsStmt> {
        vec![match stmt {
            Stmt::Let(local, value) => {
                let value = self.expr(value);
                ast::constant(&self.name(*local), value)
            }
            Stmt::Parameter(name) => {
                let variable = self.parameter.clone().unwrap_or_else(|| self.names.unique("parameter"));
                self.parameter = Some(variable.clone());
                ast::run(ast::assign(&variable, ast::string(name)))
            }
            Stmt::Var(local, value) => {
                let value = value.as_ref().map(|value| self.expr(value));
                ast::variable(&self.name(*local), value)
            }
            Stmt::Set(local, value) => {
                let value = self.expr(value);
                ast::run(set(&self.name(*local), value))
            }
            Stmt::LowerString { value, ptr, len } => {
                let lowered = self.lower_string(value);
                self.range(lowered, *ptr, *len)
            }
            Stmt::LowerNumeric { element, value, ptr, len } => {
                let value = self.expr(value);
                let lowered = self.call("lowerNumbers", vec![self.memory(), id(typed_array(*element)), value]);
                self.range(lowered, *ptr, *len)
            }
            Stmt::Allocate { ptr, len, size, align } => {
                let len = self.expr(len);
                let value = self.call("allocateList", vec![self.memory(), len, num(*size), num(*align)]);
                ast::constant(&self.name(*ptr), value)
            }
            Stmt::CheckList { ptr, len, size, align } => {
                let (ptr, len) = (self.expr(ptr), self.expr(len));
                ast::run(self.call("checkList", vec![self.memory(), ptr, len, num(*size), num(*align)]))
            }
            Stmt::Length(local, list) => {
                let list = self.expr(list);
                ast::constant(&self.name(*local), member(list, "length"))
            }
            Stmt::NewList(local, count) => {
                let count = self.expr(count);
                ast::constant(&self.name(*local), ast::new(id("Array"), vec![count]))
            }
            Stmt::SetElement(list, index, value) => {
                let value = self.expr(value);
                ast::run(ast::assign_index(id(&self.name(*list)), id(&self.name(*index)), value))
            }
            Stmt::NewMap(local) => ast::constant(&self.name(*local), ast::new(id("Map"), Vec::new())),
            Stmt::SetEntry(map, key, value) => {
                let (key, value) = (self.expr(key), self.expr(value));
                ast::run(ast::call(member(id(&self.name(*map)), "set"), vec![key, value]))
            }
            Stmt::StoreRange { base, offset, ptr, len } => {
                let (at, ptr, len) = (self.address(base, *offset), self.expr(ptr), self.expr(len));
                ast::run(self.call("storeRange", vec![self.memory(), at, ptr, len]))
            }
            Stmt::StoreString { value, base, offset } => {
                let (at, lowered) = (self.address(base, *offset), self.lower_string(value));
                ast::run(self.call("storeRange", vec![self.memory(), at, lowered]))
            }
            Stmt::StoreNumeric { element, value, base, offset } => {
                let (at, value) = (self.address(base, *offset), self.expr(value));
                let lowered = self.call("lowerNumbers", vec![self.memory(), id(typed_array(*element)), value]);
                ast::run(self.call("storeRange", vec![self.memory(), at, lowered]))
            }
            Stmt::StoreApart { ty, value, base, offset } => {
                let (value, at) = (self.expr(value), self.address(base, *offset));
                let store = self.around.store_function(*ty, self.memory, self.handles.instance);
                ast::run(ast::call_name(&store, vec![value, at]))
            }
            Stmt::StoreNumbers(base, offset, list) => {
                let (ptr, list) = (self.address(base, *offset), self.expr(list));
                ast::run(self.call("storeNumbers", vec![self.memory(), ptr, list]))
            }
            Stmt::Store(access, base, offset, value) => self.store(*access, base, *offset, value),
            Stmt::For { index, count, address: (moving, start), step, body } => {
                let (count, start) = (self.expr(count), self.expr(start));
                let (index, moving) = (self.name(*index), self.name(*moving));
                let body = self.stmts(body);
                ast::count([&index, &moving], start, count, *step, body)
            }
            Stmt::If(test, yes, no) => {
                let test = self.expr(test);
                let (yes, no) = (self.stmts(yes), self.stmts(no));
                ast::branch(test, yes, no)
            }
            Stmt::SwitchIndex(on, ways) => {
                let on = self.expr(on);
                let ways = (0u32..).zip(ways).map(|(i, way)| (num(i), self.stmts(way))).collect();
                let default = self.call("invalidCase", Vec::new());
                ast::switch(on, ways, default)
            }
            Stmt::SwitchTag(on, ways) => {
                let value = self.expr(on);
                let ways = ways.iter().map(|(tag, way)| (ast::string(tag), self.stmts(way))).collect();
                let default = self.call("unknownTag", vec![value.clone()]);
                ast::switch(member(value, "tag"), ways, default)
            }
            Stmt::CheckTwo(value) => {
                let value = self.expr(value);
                ast::run(self.call("checkTwo", vec![value]))
            }
            Stmt::CheckObject(value) => {
                let value = self.expr(value);
                let is_object = ast::bin(BinaryOp::InstanceOf, value.clone(), id("Object"));
                ast::run(ast::bin(BinaryOp::LogicalOr, is_object, self.call("recordOf", vec![value])))
            }
            Stmt::Return(value) => ast::ret(self.expr(value)),
        }]
    }

    /// `const ptr = …, len = memory.length;`
    fn range(&mut self, lowered: Js, ptr: Local, len: Local) -> JsStmt {
        let (ptr, len) = (self.name(ptr), self.name(len));
        ast::constants(vec![(&ptr, lowered), (&len, ast::field(self.memory(), "loweredLength"))])
    }

    fn op(&mut self, op: &Op, args: &[Expr]) -> Js {
        let mut args: Vec<Js> = args.iter().map(|arg| self.expr(arg)).collect();
        match op {
            Op::CoerceLong(int, parameter) => {
                args.push(ast::string(parameter));
                self.call(if *int == Int::S64 { "coerceS64" } else { "coerceU64" }, args)
            }
            Op::CoerceNumbers(element, parameter) => {
                args.insert(0, id(typed_array(*element)));
                args.push(ast::string(parameter));
                self.call("coerceNumbers", args)
            }
            Op::CoerceRep(resource, parameter) => {
                args.insert(0, id(&self.around.resource(*resource)));
                args.extend(parameter.as_deref().map(ast::string));
                self.call(if parameter.is_some() { "coerceRep" } else { "resourceRep" }, args)
            }
            Op::LiftChar => self.call("liftChar", args),
            Op::LowerChar => self.call("lowerChar", args),
            Op::LiftEnum(names) => {
                args.insert(0, id(&self.around.cases(names)));
                self.call("liftEnum", args)
            }
            Op::LowerEnum(names) => {
                args.insert(0, id(&self.around.cases(names)));
                self.call("lowerEnum", args)
            }
            Op::LiftString | Op::LendBytes => {
                args.insert(0, self.memory());
                self.call(if *op == Op::LendBytes { "lendBytes" } else { self.memory.lift_string() }, args)
            }
            Op::LiftNumeric(element) => {
                args.splice(0..0, [self.memory(), id(typed_array(*element))]);
                self.call("liftNumbers", args)
            }
            Op::LiftOwn(resource) => self.lift_own(*resource, args),
            Op::LiftRep(resource) => {
                let args = self.with_type(*resource, args);
                self.call("removeOwn", args)
            }
            Op::LiftBorrow(resource) => {
                let mut args = self.with_type(*resource, args);
                match self.handles.lent.clone() {
                    Some(lent) => {
                        args.push(id(&lent));
                        self.call("lendHandle", args)
                    }
                    None => ast::field(self.call("getHandle", args), "rep"),
                }
            }
            Op::LowerOwn(resource) => self.lower_own(*resource, args),
            Op::LowerBorrow(resource) => self.lower_borrow(*resource, args),
            Op::Object => self.call("recordOf", args),
            Op::Parts(count) => {
                args.push(num(u32::try_from(*count).unwrap_or(u32::MAX)));
                self.call("tupleOf", args)
            }
            Op::Elements => self.call("elements", args),
            Op::Entries => self.call("entries", args),
            Op::FixedElements(length) => {
                args.push(num(*length));
                self.call("fixedElements", args)
            }
            Op::FixedNumbers(element, length) => {
                args.insert(0, id(typed_array(*element)));
                args.push(num(*length));
                self.call("fixedNumbers", args)
            }
            Op::Numbers(element) => ast::call(member(id(typed_array(*element)), "of"), args),
        }
    }
}

/// `name = value`, shortened where the value starts from the name.
fn set(name: &str, value: Js) -> Js {
    if let Js::Bin(bin) = &value
        && let Js::Ident(left) = &*bin.left
        && &*left.sym == name
    {
        let op = match bin.op {
            BinaryOp::ZeroFillRShift => Some(AssignOp::ZeroFillRShiftAssign),
            BinaryOp::BitAnd => Some(AssignOp::BitAndAssign),
            BinaryOp::BitOr => Some(AssignOp::BitOrAssign),
            _ => None,
        };
        if let Some(op) = op {
            return ast::assign_op(op, name, (*bin.right).clone());
        }
    }
    ast::assign(name, value)
}

fn flag(bit: u32) -> Js {
    num(2f64.powi(i32::try_from(bit).unwrap_or(0)))
}

fn lift_int(int: Int, value: Js) -> Js {
    match int {
        Int::S32 | Int::S64 => value,
        _ => coerce_int(int, value),
    }
}

/// Wraps any JS value to the range of the type, as Web IDL does without `[EnforceRange]`.
fn coerce_int(int: Int, value: Js) -> Js {
    let extend =
        |bits: u32, value: Js| ast::bin(BinaryOp::RShift, ast::bin(BinaryOp::LShift, value, num(bits)), num(bits));
    let big = |name: &str, value: Js| ast::call(member(id("BigInt"), name), vec![num(64), value]);
    match int {
        Int::U8 => ast::bin(BinaryOp::BitAnd, value, num(255)),
        Int::U16 => ast::bin(BinaryOp::BitAnd, value, num(65535)),
        Int::U32 => ast::bin(BinaryOp::ZeroFillRShift, value, num(0)),
        Int::S8 => extend(24, value),
        Int::S16 => extend(16, value),
        Int::S32 => ast::bin(BinaryOp::BitOr, value, num(0)),
        Int::S64 => big("asIntN", value),
        Int::U64 => big("asUintN", value),
    }
}

/// The part of DataView's method names that names the type.
fn view_type(access: Access) -> &'static str {
    match access {
        Access::Int(Int::S8) => "Int8",
        Access::Int(Int::U8) => "Uint8",
        Access::Int(Int::S16) => "Int16",
        Access::Int(Int::U16) => "Uint16",
        Access::Int(Int::S32) => "Int32",
        Access::Int(Int::U32) => "Uint32",
        Access::Int(Int::S64) => "BigInt64",
        Access::Int(Int::U64) => "BigUint64",
        Access::F32 => "Float32",
        Access::F64 => "Float64",
    }
}

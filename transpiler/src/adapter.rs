//! The adapter IR: what a lift or a lower does, in terms that JS and core wasm can both spell.
//!
//! Each file of `types/` builds it, `js/adapter.rs` spells it in JavaScript. An adapter is a tree of statements over
//! two sorts of values: core values (`i32` … `f64`) and component-level values. An expression is used exactly once
//! unless it is a variable or constant; it may trap, refuse a value or move a handle, but it never calls the guest.
//! What does (storing a string or list in new memory) is a statement that names its results, and statements run in
//! order. It knows neither names in the output nor where a memory comes from: an adapter works on the one memory of
//! its canonical options.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::abi::{Core, Layout};
use crate::value_type::{Int, ResourceId, TypeId};

/// A variable of an adapter: an index into [`Adapter::locals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Local(pub usize);

/// How bytes in memory are read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// An integer of the given type.
    Int(Int),
    /// An `f32`.
    F32,
    /// An `f64`.
    F64,
}

/// The element type of a list that is copied in bulk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Numeric {
    /// An integer list.
    Int(Int),
    /// `list<f32>`
    F32,
    /// `list<f64>`
    F64,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A variable.
    Local(Local),
    /// A core `i32` constant.
    I32(i32),
    /// The zero of a core type.
    Zero(Core),
    /// The absent value of an option.
    None,
    /// A load from memory: base address plus offset.
    Load(Access, Box<Expr>, u32),
    /// Loads a value by the function for its type: base address plus offset.
    LoadApart(TypeId, Box<Expr>, u32),
    /// `a + b` on addresses.
    Offset(Box<Expr>, u32),
    /// The address that a core `i32` is; traps unless it is aligned and what lies there fits into memory.
    Pointer(Box<Expr>, Layout),
    /// Core integer → component-level integer.
    LiftInt(Int, Box<Expr>),
    /// Component-level integer → core integer.
    LowerInt(Int, Box<Expr>),
    /// Component-level float → core float.
    LowerFloat(Core, Box<Expr>),
    /// Core `i32` → `bool`.
    LiftBool(Box<Expr>),
    /// `bool` → core `i32`.
    LowerBool(Box<Expr>),
    /// Reads a core value as another core type of a joined payload (`lift_flat_variant`, `lower_flat_variant`).
    Cast {
        /// From.
        from: Core,
        /// To.
        to: Core,
        /// What.
        value: Box<Expr>,
    },
    /// Any host value → integer of at most 32 bits and of the range, wrapping.
    CoerceInt(Int, Box<Expr>),
    /// Any host value → number; may throw.
    CoerceFloat(Box<Expr>),
    /// Anything → string, as Web IDL's USVString does.
    ToText(Box<Expr>),
    /// A record from its fields.
    Record(Vec<(String, Expr)>),
    /// A field of a record.
    Field(Box<Expr>, String),
    /// A tuple from its parts.
    Tuple(Vec<Expr>),
    /// A part of a tuple.
    Part(Box<Expr>, u32),
    /// The element of a list at an index.
    Element(Box<Expr>, Local),
    /// A case of a variant with its payload.
    Case(String, Option<Box<Expr>>),
    /// The payload of a case.
    Payload(Box<Expr>),
    /// Flags from bits.
    LiftFlags(Vec<String>, Box<Expr>),
    /// Bits from flags.
    LowerFlags(Vec<String>, Box<Expr>),
    /// `if absent then … else …` on a value or `i32` condition.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// True where a plain option holds nothing.
    IsNone(Box<Expr>),
    /// Calls a function of the glue.
    Op(Op, Vec<Expr>),
}

impl From<Local> for Expr {
    fn from(local: Local) -> Self {
        Self::Local(local)
    }
}

/// A function of the glue that can fail or moves a handle.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// Any host value → 64-bit integer of the range, wrapping; names the parameter when it refuses.
    CoerceLong(Int, String),
    /// List of numbers → typed array; names the parameter when it refuses.
    CoerceNumbers(Numeric, String),
    /// Instance of the component's own class → representation; names the parameter when it refuses, if it is one.
    CoerceRep(ResourceId, Option<String>),
    /// `i32` → one-scalar string; traps.
    LiftChar,
    /// One-scalar string → `i32`.
    LowerChar,
    /// `i32` → case name; traps.
    LiftEnum(Vec<String>),
    /// Case name → `i32`.
    LowerEnum(Vec<String>),
    /// Address and length → string; traps.
    LiftString,
    /// Address and length → typed array; traps.
    LiftNumeric(Numeric),
    /// Host object, address, length → bytes: a view of memory, if the object's methods take views; traps.
    LendBytes,
    /// Index → host value, the handle is gone; traps.
    LiftOwn(ResourceId),
    /// Index → representation, for a constructor to take over; traps.
    LiftRep(ResourceId),
    /// Index → host value; traps.
    LiftBorrow(ResourceId),
    /// Host value → index.
    LowerOwn(ResourceId),
    /// Host value → index, on loan until the call ends.
    LowerBorrow(ResourceId),
    /// Value → object with the fields of a record or flags.
    Object,
    /// Value → array of so many parts.
    Parts(usize),
    /// Value → list whose length can be asked (an array or any iterable).
    Elements,
    /// Value → list of pairs (a map or any iterable of pairs).
    Entries,
    /// Value → list of exactly so many elements.
    FixedElements(u32),
    /// Value → typed array of exactly so many numbers.
    FixedNumbers(Numeric, u32),
    /// Core values → typed array.
    Numbers(Numeric),
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Stmt {
    /// A constant.
    Let(Local, Expr),
    /// From here on it is the fault of this parameter when something is refused.
    Parameter(String),
    /// A variable that is set later.
    Var(Local, Option<Expr>),
    /// Sets a variable.
    Set(Local, Expr),
    /// Stores a string in new memory: address and length.
    LowerString {
        /// The string.
        value: Expr,
        /// Address.
        ptr: Local,
        /// Length in code units.
        len: Local,
    },
    /// Copies numbers to new memory: address and length.
    LowerNumeric {
        /// The element type.
        element: Numeric,
        /// The list.
        value: Expr,
        /// Address.
        ptr: Local,
        /// Length in elements.
        len: Local,
    },
    /// Reserves memory for a list: the address of `len` elements.
    Allocate {
        /// Address.
        ptr: Local,
        /// Length in elements.
        len: Expr,
        /// Bytes of an element.
        size: u32,
        /// Alignment.
        align: u32,
    },
    /// Traps unless the address is aligned and so many elements lie in memory.
    CheckList {
        /// Address.
        ptr: Expr,
        /// Length in elements.
        len: Expr,
        /// Bytes of an element.
        size: u32,
        /// Alignment.
        align: u32,
    },
    /// The number of elements.
    Length(Local, Expr),
    /// A list of so many elements, which are set one by one.
    NewList(Local, Expr),
    /// Sets the element at an index.
    SetElement(Local, Local, Expr),
    /// An empty map.
    NewMap(Local),
    /// Sets the value of a key; of two the last counts.
    SetEntry(Local, Expr, Expr),
    /// Stores to memory: base address plus offset.
    Store(Access, Expr, u32, Expr),
    /// Stores the two words of a string or list to memory: base address plus offset, and where and how long it is.
    StoreRange {
        /// Base address.
        base: Expr,
        /// Offset from it.
        offset: u32,
        /// Address of the string or list.
        ptr: Expr,
        /// Its length.
        len: Expr,
    },
    /// Stores a string in new memory, and its two words to memory.
    StoreString {
        /// The string.
        value: Expr,
        /// Base address of the two words.
        base: Expr,
        /// Offset from it.
        offset: u32,
    },
    /// Stores a value by the function for its type: base address plus offset.
    StoreApart {
        /// The type.
        ty: TypeId,
        /// The value.
        value: Expr,
        /// Base address.
        base: Expr,
        /// Offset from it.
        offset: u32,
    },
    /// Copies numbers to new memory, and stores its two words to memory.
    StoreNumeric {
        /// The element type.
        element: Numeric,
        /// The list.
        value: Expr,
        /// Base address of the two words.
        base: Expr,
        /// Offset from it.
        offset: u32,
    },
    /// Copies a typed array to memory: base address plus offset.
    StoreNumbers(Expr, u32, Expr),
    /// Counts up while an address moves on.
    For {
        /// 0, 1, …
        index: Local,
        /// Up to this, exclusive.
        count: Expr,
        /// The moving address and where it starts.
        address: (Local, Expr),
        /// By how much it moves.
        step: u32,
        /// What to do.
        body: Vec<Stmt>,
    },
    /// One of two ways.
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// One way per discriminant; traps on any other.
    SwitchIndex(Expr, Vec<Vec<Stmt>>),
    /// One way per case name; fails on any other.
    SwitchTag(Expr, Vec<(String, Vec<Stmt>)>),
    /// Traps where a two-case discriminant is neither 0 nor 1.
    CheckTwo(Expr),
    /// Refuses what is no object, after it was asked for fields.
    CheckObject(Expr),
    /// Ends a function of its own with a value.
    Return(Expr),
}

/// What a variable is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalName(pub String);

/// An adapter while it is built: variables and the statements so far.
#[derive(Debug, Clone, Default)]
pub struct Adapter {
    /// The variables, by [`Local`].
    pub locals: Vec<LocalName>,
    /// The statements.
    pub body: Vec<Stmt>,
    /// The types that functions of their own store.
    pub stored: Rc<BTreeSet<TypeId>>,
    /// The types that functions of their own load.
    pub loaded: Rc<BTreeSet<TypeId>>,
    /// Handles move in the order of the values, whatever else is lifted or lowered; else last.
    pub moves_in_order: bool,
    /// The variables that hold text already; what else a host gives for a string becomes text where it is lowered.
    pub texts: Vec<Local>,
}

impl Adapter {
    /// A new variable; the spelling makes the name unique.
    pub fn local(&mut self, name: &str) -> Local {
        self.locals.push(LocalName(name.to_owned()));
        Local(self.locals.len() - 1)
    }

    /// Appends a statement.
    pub fn push(&mut self, stmt: Stmt) {
        self.body.push(stmt);
    }

    /// Names a value; a variable or constant is passed through.
    pub fn bind(&mut self, name: &str, value: Expr) -> Expr {
        if matches!(value, Expr::Local(_) | Expr::I32(_) | Expr::None) {
            return value;
        }
        let local = self.local(name);
        self.push(Stmt::Let(local, value));
        local.into()
    }

    /// Runs `build` with an empty body and returns what it appended, and its result.
    pub fn block<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> (Vec<Stmt>, T) {
        let outer = std::mem::take(&mut self.body);
        let result = build(self);
        (std::mem::replace(&mut self.body, outer), result)
    }
}

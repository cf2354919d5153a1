//! Code objects: compiled functions, ready to run.
//!
//! Here: the payload of a Python code object, the internal instructions, and the translation from CPython 3.14's
//! bytecode. Not here: compiling source (`compile`), running (`vm`).

pub mod instruction;
mod lines;
mod read;
mod translate;

use std::cell::{Cell, RefCell};

use rustpython_compiler::core::bytecode::{CodeObject, ConstantData};

use crate::object::{Ref, Trace, Value};
use crate::vm::Vm;
pub use instruction::{Instruction, Op};
pub use lines::Position;
pub use translate::Parts;

/// Bits of `co_flags`.
pub mod flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const HAS_DOCSTRING: u32 = 0x0400_0000;
    pub const METHOD: u32 = 0x0800_0000;
}

/// Where an exception goes.
#[derive(Clone, Copy, Debug)]
pub struct Handler {
    /// Instructions `start..end` are covered.
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// Depth of the stack when the handler starts.
    pub depth: u32,
    pub push_lasti: bool,
}

/// What an attribute, global or method site remembers. Meaning of the fields: `vm::attribute`, `vm::globals`.
#[derive(Default)]
pub struct Cache {
    pub version: Cell<u64>,
    pub second_version: Cell<u64>,
    pub place: Cell<u32>,
    pub state: Cell<u8>,
    pub value: RefCell<Option<Value>>,
}

/// The payload of a code object.
pub struct PyCode {
    pub instructions: Box<[Instruction]>,
    /// One per site that caches; an instruction names its cache by `b`.
    pub caches: Box<[Cache]>,
    pub handlers: Box<[Handler]>,
    pub constants: Box<[Value]>,
    /// Interned.
    pub names: Box<[Value]>,
    /// Names of locals, cells and free variables by slot. Interned.
    pub variables: Box<[Value]>,
    pub variable_kinds: Box<[u8]>,
    pub locals: usize,
    pub cells: usize,
    pub free: usize,
    pub arg_count: u32,
    pub positional_only: u32,
    pub keyword_only: u32,
    pub flags: u32,
    pub stack_size: usize,
    pub first_line: u32,
    pub filename: Value,
    /// Stands for a function that is C in CPython: its frames are not shown ([`crate::vm::ModuleTable::stands_for_c`]).
    pub hidden: bool,
    pub name: Value,
    pub qualname: Value,
    pub line_table: Box<[u8]>,
    pub exception_table: Box<[u8]>,
    /// CPython's bytecode, for `co_code`.
    pub bytecode: Box<[u8]>,
    /// For each instruction, its code unit in `bytecode`.
    pub units: Box<[u32]>,
}

impl PyCode {
    /// Makes the object of a compiled code object and, in its constants, of those inside it.
    #[must_use]
    pub fn load(vm: &Vm, code: &CodeObject) -> Ref<Self> {
        let payload = translate::translate(vm, code);
        Ref::new(payload, &vm.types.code)
    }

    /// The same of a code object that the build script compiled; `None` when there is none in `bytes`.
    #[must_use]
    pub fn load_marshalled(vm: &Vm, bytes: &[u8]) -> Option<Ref<Self>> {
        read::code(vm, bytes)
    }

    /// What the code is made of.
    #[must_use]
    pub fn parts(&self) -> Parts {
        Parts {
            arg_count: self.arg_count,
            positional_only: self.positional_only,
            keyword_only: self.keyword_only,
            flags: self.flags,
            stack_size: self.stack_size,
            bytecode: self.bytecode.clone(),
            constants: self.constants.clone(),
            names: self.names.to_vec(),
            variables: self.variables.to_vec(),
            variable_kinds: self.variable_kinds.clone(),
            locals: self.locals,
            cells: self.cells,
            free: self.free,
            filename: self.filename.clone(),
            name: self.name.clone(),
            qualname: self.qualname.clone(),
            first_line: self.first_line,
            line_table: self.line_table.clone(),
            exception_table: self.exception_table.clone(),
        }
    }

    /// A code object of these parts; the text says what is wrong with them.
    pub fn from_parts(parts: Parts) -> Result<Self, String> {
        translate::assemble(parts)
    }

    #[must_use]
    pub fn has_flag(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Parameters that take a slot: positional, keyword-only, `*args`, `**kwargs`.
    #[must_use]
    pub fn parameter_slots(&self) -> usize {
        self.arg_count as usize
            + self.keyword_only as usize
            + usize::from(self.has_flag(flags::VARARGS))
            + usize::from(self.has_flag(flags::VARKEYWORDS))
    }

    /// The source position of an instruction.
    #[must_use]
    pub fn position(&self, instruction: u32) -> Position {
        let unit = self.units.get(instruction as usize).copied().unwrap_or(0);
        lines::position(&self.line_table, self.first_line, unit)
    }

    /// The line of an instruction; the first line when it has none.
    #[must_use]
    pub fn line(&self, instruction: u32) -> u32 {
        self.position(instruction).line.unwrap_or(self.first_line)
    }

    /// Every code unit's position, for `co_positions`.
    #[must_use]
    pub fn positions(&self) -> Vec<Position> {
        (0..self.bytecode.len() as u32 / 2)
            .map(|unit| lines::position(&self.line_table, self.first_line, unit))
            .collect()
    }

    /// The innermost handler that covers an instruction.
    #[must_use]
    pub fn handler(&self, instruction: u32) -> Option<Handler> {
        let mut best: Option<Handler> = None;
        for handler in &self.handlers {
            if handler.start > instruction {
                break;
            }
            if instruction < handler.end {
                best = Some(*handler);
            }
        }
        best
    }
}

impl Trace for PyCode {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.constants.iter().for_each(&mut *visit);
        for cache in &self.caches {
            cache.value.borrow().iter().for_each(&mut *visit);
        }
    }

    fn clear(&self) {
        for cache in &self.caches {
            cache.state.set(0);
            let known = cache.value.take();
            drop(known);
        }
    }
}

/// Whether a constant string is interned.
fn is_like_a_name(text: &str) -> bool {
    text.len() <= 20
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Turns a constant of the compiler into a value.
#[must_use]
pub fn constant(vm: &Vm, constant: &ConstantData) -> Value {
    match constant {
        ConstantData::Tuple { elements } => vm.new_tuple(
            elements
                .iter()
                .map(|element| self::constant(vm, element))
                .collect(),
        ),
        ConstantData::Integer { value } => vm.new_int(value.clone()),
        ConstantData::Float { value } => Value::float(*value),
        ConstantData::Complex { value } => vm.new_complex(value.re, value.im),
        ConstantData::Boolean { value } => Value::bool(*value),
        ConstantData::Str { value } => match value.as_str() {
            Ok(text) if is_like_a_name(text) => vm.intern(text),
            _ => vm.new_wtf8(value.clone()),
        },
        ConstantData::Bytes { value } => vm.new_bytes(value.clone()),
        ConstantData::Code { code } => PyCode::load(vm, code).into_value(),
        ConstantData::Slice { elements } => {
            let [start, stop, step] = &**elements;
            vm.new_slice(
                self::constant(vm, start),
                self::constant(vm, stop),
                self::constant(vm, step),
            )
        }
        ConstantData::Frozenset { elements } => vm.new_frozenset(
            elements
                .iter()
                .map(|element| self::constant(vm, element))
                .collect(),
        ),
        ConstantData::None => Value::none(),
        ConstantData::Ellipsis => vm.types.ellipsis.clone(),
    }
}

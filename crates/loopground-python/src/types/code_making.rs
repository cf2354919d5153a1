//! Making code objects: `types.CodeType(...)` and `code.replace(...)`.

use super::bytes::PyBytes;
use super::str::PyStr;
use super::tuple::PyTuple;
use super::type_object::PyType;
use crate::code::{Parts, PyCode};
use crate::object::{Ref, Value};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Vm};

const LOCAL: u8 = 0x20;
const CELL: u8 = 0x40;
const FREE: u8 = 0x80;

pub(super) const NEW: NativeDef = NativeDef::new(
    "($type, argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants, names, varnames, filename, name, qualname, firstlineno, linetable, exceptiontable, freevars=(), cellvars=(), /)",
    new,
);

/// The values of a code object's fields, before they are looked at together.
struct Given {
    parts: Parts,
    variables: Option<Variables>,
    locals: Option<i64>,
}

/// Names of variables by kind.
struct Variables {
    locals: Vec<Value>,
    cells: Vec<Value>,
    free: Vec<Value>,
}

fn number(vm: &Vm, value: &Value) -> PyResult<i64> {
    if let Some(number) = value.as_small_int() {
        return Ok(number);
    }
    if let Some(flag) = value.as_bool() {
        return Ok(i64::from(flag));
    }
    Err(vm.type_error(format!(
        "'{}' object cannot be interpreted as an integer",
        vm.class_name(value)
    )))
}

fn count(vm: &Vm, value: &Value) -> PyResult<u32> {
    u32::try_from(number(vm, value)?).map_err(|_| bad_argument(vm))
}

fn bad_argument(vm: &Vm) -> crate::vm::Raised {
    vm.system_error("bad argument to internal function")
}

fn must_be(vm: &Vm, function: &str, which: &str, class: &str, value: &Value) -> crate::vm::Raised {
    let given = vm.class_name(value);
    vm.type_error(format!(
        "{function} argument {which} must be {class}, not {given}"
    ))
}

fn bytes(vm: &Vm, function: &str, which: &str, value: &Value) -> PyResult<Box<[u8]>> {
    match value.get::<PyBytes>() {
        Some(bytes) => Ok(bytes.data().to_vec().into_boxed_slice()),
        None => Err(must_be(vm, function, which, "bytes", value)),
    }
}

fn string(vm: &Vm, function: &str, which: &str, value: &Value) -> PyResult {
    if value.get::<PyStr>().is_some() {
        Ok(vm.intern_value(value))
    } else {
        Err(must_be(vm, function, which, "str", value))
    }
}

fn tuple(vm: &Vm, function: &str, which: &str, value: &Value) -> PyResult<Vec<Value>> {
    match value.get::<PyTuple>() {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => Err(must_be(vm, function, which, "tuple", value)),
    }
}

fn names(vm: &Vm, function: &str, which: &str, value: &Value) -> PyResult<Vec<Value>> {
    let items = tuple(vm, function, which, value)?;
    match items.iter().find(|item| item.get::<PyStr>().is_none()) {
        Some(other) => Err(vm.type_error(format!(
            "name tuples must contain only strings, not '{}'",
            vm.class_name(other)
        ))),
        None => Ok(items.iter().map(|item| vm.intern_value(item)).collect()),
    }
}

/// Lays the names of variables out as a frame has them.
fn lay_out(parts: &mut Parts, variables: Variables) {
    let Variables {
        locals,
        cells,
        free,
    } = variables;
    let has = |names: &[Value], name: &Value| names.iter().any(|other| other.is(name));
    let mut kinds: Vec<u8> = locals
        .iter()
        .map(|name| {
            if has(&cells, name) {
                LOCAL | CELL
            } else {
                LOCAL
            }
        })
        .collect();
    let own_cells: Vec<Value> = cells
        .iter()
        .filter(|name| !has(&locals, name))
        .cloned()
        .collect();
    kinds.extend(own_cells.iter().map(|_| CELL));
    kinds.extend(free.iter().map(|_| FREE));
    (parts.locals, parts.cells, parts.free) = (locals.len(), cells.len(), free.len());
    parts.variables = locals.into_iter().chain(own_cells).chain(free).collect();
    parts.variable_kinds = kinds.into_boxed_slice();
}

fn finish(vm: &Vm, given: Given) -> NativeResult {
    let Given {
        mut parts,
        variables,
        locals,
    } = given;
    if let Some(variables) = variables {
        lay_out(&mut parts, variables);
    }
    if locals.is_some_and(|locals| locals != parts.locals as i64) {
        return Err(vm.value_error("code: co_nlocals != len(co_varnames)"));
    }
    if parts.positional_only > parts.arg_count || parts.bytecode.len() % 2 != 0 {
        return Err(bad_argument(vm));
    }
    let flag = |flag: u32| usize::from(parts.flags & flag != 0);
    let slots = parts.arg_count as usize
        + parts.keyword_only as usize
        + flag(crate::code::flags::VARARGS)
        + flag(crate::code::flags::VARKEYWORDS);
    if slots > parts.locals {
        return Err(vm.value_error("code: varnames is too small"));
    }
    match PyCode::from_parts(parts) {
        Ok(code) => Ok(Ref::new(code, &vm.types.code).into_value().into()),
        Err(fault) => Err(vm.value_error(format!("code: {fault}"))),
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    const FUNCTION: &str = "code()";
    let _class = args.get(0).to_ref::<PyType>();
    let or_empty = |index: usize, which: &str| match args.opt(index) {
        Some(value) => names(vm, FUNCTION, which, value),
        None => Ok(Vec::new()),
    };
    let variables = Variables {
        locals: names(vm, FUNCTION, "10", args.get(10))?,
        free: or_empty(17, "17")?,
        cells: or_empty(18, "18")?,
    };
    let parts = Parts {
        arg_count: count(vm, args.get(1))?,
        positional_only: count(vm, args.get(2))?,
        keyword_only: count(vm, args.get(3))?,
        stack_size: count(vm, args.get(5))? as usize,
        flags: count(vm, args.get(6))?,
        bytecode: bytes(vm, FUNCTION, "7", args.get(7))?,
        constants: tuple(vm, FUNCTION, "8", args.get(8))?.into_boxed_slice(),
        names: names(vm, FUNCTION, "9", args.get(9))?,
        variables: Vec::new(),
        variable_kinds: Box::default(),
        locals: 0,
        cells: 0,
        free: 0,
        filename: string(vm, FUNCTION, "11", args.get(11))?,
        name: string(vm, FUNCTION, "12", args.get(12))?,
        qualname: string(vm, FUNCTION, "13", args.get(13))?,
        first_line: count(vm, args.get(14))?,
        line_table: bytes(vm, FUNCTION, "15", args.get(15))?,
        exception_table: bytes(vm, FUNCTION, "16", args.get(16))?,
    };
    let given = Given {
        parts,
        variables: Some(variables),
        locals: Some(number(vm, args.get(4))?),
    };
    finish(vm, given)
}

/// `code.replace(co_name=…)`: the same code with some fields changed.
pub(super) fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    const FUNCTION: &str = "replace()";
    let code: &PyCode = args.get(0).get().expect("the receiver was checked");
    let mut given = Given {
        parts: code.parts(),
        variables: None,
        locals: None,
    };
    let mut variables = Variables {
        locals: code.variables[..code.locals].to_vec(),
        cells: super::code_methods::cell_names(code),
        free: code.variables[code.variables.len() - code.free..].to_vec(),
    };
    let mut new_names = false;
    for (key, value) in args.keywords(1).snapshot() {
        let key = text(&key);
        let which = format!("'{key}'");
        let parts = &mut given.parts;
        match key.as_str() {
            "co_name" => parts.name = string(vm, FUNCTION, &which, &value)?,
            "co_qualname" => parts.qualname = string(vm, FUNCTION, &which, &value)?,
            "co_filename" => parts.filename = string(vm, FUNCTION, &which, &value)?,
            "co_firstlineno" => parts.first_line = count(vm, &value)?,
            "co_flags" => parts.flags = count(vm, &value)?,
            "co_argcount" => parts.arg_count = count(vm, &value)?,
            "co_posonlyargcount" => parts.positional_only = count(vm, &value)?,
            "co_kwonlyargcount" => parts.keyword_only = count(vm, &value)?,
            "co_nlocals" => given.locals = Some(number(vm, &value)?),
            "co_stacksize" => parts.stack_size = count(vm, &value)? as usize,
            "co_code" => parts.bytecode = bytes(vm, FUNCTION, &which, &value)?,
            "co_linetable" => parts.line_table = bytes(vm, FUNCTION, &which, &value)?,
            "co_exceptiontable" => parts.exception_table = bytes(vm, FUNCTION, &which, &value)?,
            "co_consts" => {
                parts.constants = tuple(vm, FUNCTION, &which, &value)?.into_boxed_slice();
            }
            "co_names" => parts.names = names(vm, FUNCTION, &which, &value)?,
            "co_varnames" | "co_cellvars" | "co_freevars" => {
                let names = names(vm, FUNCTION, &which, &value)?;
                new_names = true;
                match key.as_str() {
                    "co_varnames" => variables.locals = names,
                    "co_cellvars" => variables.cells = names,
                    _ => variables.free = names,
                }
            }
            _ => {
                return Err(vm.type_error(format!(
                    "replace() got an unexpected keyword argument '{key}'"
                )));
            }
        }
    }
    given.variables = new_names.then_some(variables);
    finish(vm, given)
}

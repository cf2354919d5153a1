//! Code objects: attributes.

use super::type_object::TypeFlags;
use crate::code::{Position, PyCode};
use crate::object::{Kind, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "code",
    kind: Kind::Code,
    flags: TypeFlags::FINAL | TypeFlags::WEAKREF,
    methods: &[
        super::code_making::NEW,
        NativeDef::method(
            "__replace__",
            "($self, /, **changes)",
            super::code_making::replace,
        ),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__hash__", "($self, /)", hash),
        NativeDef::method("co_positions", "($self, /)", positions),
        NativeDef::method("co_lines", "($self, /)", lines),
        NativeDef::method(
            "replace",
            "($self, /, **changes)",
            super::code_making::replace,
        ),
        NativeDef::method("_varname_from_oparg", "($self, /, oparg)", |vm, args| {
            let place = crate::types::arguments::saturating(args.get(1));
            let found = usize::try_from(place)
                .ok()
                .and_then(|place| this(args.get(0)).variables.get(place));
            match found {
                Some(name) => Ok(name.clone().into()),
                None => Err(vm.index_error("tuple index out of range")),
            }
        }),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::read_only("co_name", name),
        GetSetDef::read_only("co_qualname", qualname),
        GetSetDef::read_only("co_filename", filename),
        GetSetDef::read_only("co_firstlineno", first_line),
        GetSetDef::read_only("co_argcount", arg_count),
        GetSetDef::read_only("co_posonlyargcount", positional_only),
        GetSetDef::read_only("co_kwonlyargcount", keyword_only),
        GetSetDef::read_only("co_nlocals", locals),
        GetSetDef::read_only("co_stacksize", stack_size),
        GetSetDef::read_only("co_flags", flags),
        GetSetDef::read_only("co_code", bytecode),
        GetSetDef::read_only("_co_code_adaptive", bytecode),
        GetSetDef::read_only("co_consts", constants),
        GetSetDef::read_only("co_names", names),
        GetSetDef::read_only("co_varnames", variables),
        GetSetDef::read_only("co_cellvars", cells),
        GetSetDef::read_only("co_freevars", free),
        GetSetDef::read_only("co_linetable", line_table),
        GetSetDef::read_only("co_exceptiontable", exception_table),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyCode {
    value.get().expect("the receiver was checked")
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let code = this(args.get(0));
    Ok(vm
        .new_str(format!(
            "<code object {} at {:#x}, file \"{}\", line {}>",
            text(&code.name),
            args.get(0).identity(),
            text(&code.filename),
            code.first_line
        ))
        .into())
}

/// Equal in everything that running it depends on, and where it stands in the source.
fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (Some(a), Some(b)) = (args.get(0).get::<PyCode>(), args.get(1).get::<PyCode>()) else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if args.get(0).is(args.get(1)) {
        return Ok(Value::bool(true).into());
    }
    let same_names = |a: &[Value], b: &[Value]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| text(a) == text(b))
    };
    let numbers = |code: &PyCode| {
        (
            code.arg_count,
            code.positional_only,
            code.keyword_only,
            code.flags,
            code.first_line,
            code.cells,
            code.free,
        )
    };
    let same = text(&a.name) == text(&b.name)
        && numbers(a) == numbers(b)
        && a.bytecode == b.bytecode
        && a.line_table == b.line_table
        && a.exception_table == b.exception_table
        && a.variable_kinds == b.variable_kinds
        && a.constants.len() == b.constants.len()
        && same_names(&a.names, &b.names)
        && same_names(&a.variables, &b.variables);
    let pairs: Vec<(Value, Value)> = a
        .constants
        .iter()
        .cloned()
        .zip(b.constants.iter().cloned())
        .collect();
    let vm = vm.clone();
    Vm::future(async move {
        if !same {
            return Ok(Value::bool(false));
        }
        for (a, b) in pairs {
            if !vm.class_of(&a).ptr_eq(&vm.class_of(&b)) || !vm.equal(&a, &b).await? {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    use std::hash::{Hash, Hasher};
    let code = this(args.get(0));
    let mut hasher = std::hash::DefaultHasher::new();
    text(&code.name).hash(&mut hasher);
    (code.arg_count, code.positional_only, code.keyword_only).hash(&mut hasher);
    (code.flags, code.first_line).hash(&mut hasher);
    (&code.bytecode, &code.line_table, &code.exception_table).hash(&mut hasher);
    for name in code.names.iter().chain(&code.variables) {
        text(name).hash(&mut hasher);
    }
    Ok(Value::int(hasher.finish() as i64 >> 3).into())
}

fn optional(number: Option<u32>) -> Value {
    number.map_or_else(Value::none, |number| Value::int(i64::from(number)))
}

fn positions(vm: &Vm, args: Args<'_>) -> NativeResult {
    let all = this(args.get(0)).positions();
    let tuples = all.into_iter().map(
        |Position {
             line,
             end_line,
             column,
             end_column,
         }| {
            vm.new_tuple(vec![
                optional(line),
                optional(end_line),
                optional(column),
                optional(end_column),
            ])
        },
    );
    let list = vm.new_list(tuples.collect());
    vm.iter_flow(&list)
}

fn lines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let all = this(args.get(0)).positions();
    let mut ranges = Vec::new();
    let mut start = 0;
    for unit in 1..=all.len() {
        if unit == all.len() || all[unit].line != all[start].line {
            let bounds = [
                Value::int(start as i64 * 2),
                Value::int(unit as i64 * 2),
                optional(all[start].line),
            ];
            ranges.push(vm.new_tuple(bounds.to_vec()));
            start = unit;
        }
    }
    let list = vm.new_list(ranges);
    vm.iter_flow(&list)
}

macro_rules! numbers {
    ($($name:ident $field:ident;)*) => {
        $(fn $name(_vm: &Vm, value: &Value) -> PyResult {
            Ok(Value::int(this(value).$field as i64))
        })*
    };
}

numbers! {
    first_line first_line;
    arg_count arg_count;
    positional_only positional_only;
    keyword_only keyword_only;
    locals locals;
    stack_size stack_size;
    flags flags;
}

macro_rules! copies {
    ($($name:ident;)*) => {
        $(fn $name(_vm: &Vm, value: &Value) -> PyResult {
            Ok(this(value).$name.clone())
        })*
    };
}

copies! {
    name;
    qualname;
    filename;
}

macro_rules! byte_strings {
    ($($name:ident;)*) => {
        $(fn $name(vm: &Vm, value: &Value) -> PyResult {
            Ok(vm.new_bytes(this(value).$name.to_vec()))
        })*
    };
}

byte_strings! {
    bytecode;
    line_table;
    exception_table;
}

fn constants(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(this(value).constants.to_vec()))
}

fn names(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(this(value).names.to_vec()))
}

fn variables(vm: &Vm, value: &Value) -> PyResult {
    let code = this(value);
    Ok(vm.new_tuple(code.variables[..code.locals].to_vec()))
}

fn cells(vm: &Vm, value: &Value) -> PyResult {
    Ok(vm.new_tuple(cell_names(this(value))))
}

/// `co_cellvars`.
pub(super) fn cell_names(code: &PyCode) -> Vec<Value> {
    const CELL: u8 = 0x40;
    let names = code.variables.iter().zip(&*code.variable_kinds);
    names
        .filter(|(_, kind)| **kind & CELL != 0)
        .map(|(name, _)| name.clone())
        .collect()
}

fn free(vm: &Vm, value: &Value) -> PyResult {
    let code = this(value);
    Ok(vm.new_tuple(code.variables[code.variables.len() - code.free..].to_vec()))
}

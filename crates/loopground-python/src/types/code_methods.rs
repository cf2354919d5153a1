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
        NativeDef::method("co_positions", "($self, /)", positions),
        NativeDef::method("co_lines", "($self, /)", lines),
        NativeDef::method("replace", "($self, /, **changes)", replace),
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

fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    let changes = args.keywords(1).snapshot();
    if changes.is_empty() {
        return Ok(args.get(0).clone().into());
    }
    let code = this(args.get(0));
    let mut changed = code.shallow_copy();
    for (key, value) in changes {
        match text(&key).as_str() {
            "co_name" => changed.name = vm.intern_value(&value),
            "co_qualname" => changed.qualname = vm.intern_value(&value),
            "co_filename" => changed.filename = value,
            "co_firstlineno" => changed.first_line = value.as_small_int().unwrap_or(1) as u32,
            "co_flags" => changed.flags = value.as_small_int().unwrap_or(0) as u32,
            "co_consts" => {
                let items = value
                    .get::<super::tuple::PyTuple>()
                    .map(|tuple| tuple.items().to_vec());
                match items {
                    Some(items) if items.len() >= code.constants.len() => {
                        changed.constants = items.into()
                    }
                    _ => return Err(vm.value_error("code: co_consts is too small")),
                }
            }
            other => {
                return Err(
                    vm.not_implemented_error(format!("code.replace({other}=…) is not supported"))
                );
            }
        }
    }
    Ok(crate::object::Ref::new(changed, &vm.types.code)
        .into_value()
        .into())
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
    const CELL: u8 = 0x40;
    let code = this(value);
    let names = code
        .variables
        .iter()
        .zip(&*code.variable_kinds)
        .filter(|(_, kind)| *kind & CELL != 0);
    Ok(vm.new_tuple(names.map(|(name, _)| name.clone()).collect()))
}

fn free(vm: &Vm, value: &Value) -> PyResult {
    let code = this(value);
    Ok(vm.new_tuple(code.variables[code.variables.len() - code.free..].to_vec()))
}

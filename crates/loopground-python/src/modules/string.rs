//! `_string`: how `string.Formatter` reads templates.

use rustpython_wtf8::Wtf8;

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::str_methods::template::{Access, Pieces, next_access, number, split_name};
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("formatter_parser", "(string, /)", formatter_parser),
    NativeDef::function(
        "formatter_field_name_split",
        "(string, /)",
        formatter_field_name_split,
    ),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_string", FUNCTIONS);
    Ok(())
}

fn text<'a>(vm: &Vm, args: Args<'a>) -> PyResult<&'a PyStr> {
    args.get(0)
        .get::<PyStr>()
        .ok_or_else(|| vm.type_error(format!("expected str, got {}", vm.class_name(args.get(0)))))
}

fn formatter_parser(vm: &Vm, args: Args<'_>) -> NativeResult {
    let make = |text: &Wtf8| vm.new_wtf8(text.to_owned());
    let mut pieces = Pieces::new(text(vm, args)?.as_wtf8());
    let mut items = Vec::new();
    while let Some(piece) = pieces.step().map_err(|wrong| vm.value_error(wrong))? {
        let mut parts = vec![make(piece.literal)];
        match piece.field {
            Some(field) => parts.extend([
                make(field.name),
                make(field.spec),
                match field.conversion {
                    Some(conversion) => vm.new_str(conversion.to_string()),
                    None => Value::none(),
                },
            ]),
            None => parts.extend([Value::none(), Value::none(), Value::none()]),
        }
        items.push(vm.new_tuple(parts));
    }
    let list = vm.new_list(items);
    vm.iter_flow(&list)
}

fn formatter_field_name_split(vm: &Vm, args: Args<'_>) -> NativeResult {
    let wrong = |wrong: &'static str| vm.value_error(wrong);
    let (first, mut rest) = split_name(text(vm, args)?.as_wtf8());
    let first = match number(first).map_err(wrong)? {
        Some(number) => Value::int(number as i64),
        None => vm.new_wtf8(first.to_owned()),
    };
    let mut items = Vec::new();
    while let Some(access) = next_access(&mut rest).map_err(wrong)? {
        let (attribute, key) = match access {
            Access::Attribute(name) => (true, vm.new_wtf8(name.to_owned())),
            Access::Index(index) => (false, Value::int(index)),
            Access::Key(key) => (false, vm.new_wtf8(key.to_owned())),
        };
        items.push(vm.new_tuple(vec![Value::bool(attribute), key]));
    }
    let list = vm.new_list(items);
    let vm = vm.clone();
    Vm::future(async move {
        let iterator = vm.iter(&list).await?;
        Ok(vm.new_tuple(vec![first, iterator]))
    })
}

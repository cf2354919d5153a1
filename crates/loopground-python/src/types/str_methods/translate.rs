//! `str.translate` and `str.maketrans`.

use num_traits::ToPrimitive;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::{Ref, Value};
use crate::types::arguments::text;
use crate::types::dict::PyDict;
use crate::types::native::Args;
use crate::types::number::int_of;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// What becomes of a code point.
#[derive(Clone)]
enum Mapped {
    Same,
    Removed,
    To(Wtf8Buf),
}

pub fn translate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let whole: Ref<PyStr> = args.get(0).to_ref().expect("a str");
    let (vm, table) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let mut out = Wtf8Buf::with_capacity(whole.bytes().len());
        // A table is asked once for each different ASCII character.
        let mut known: Vec<Option<Mapped>> = vec![None; 128];
        for point in whole.as_wtf8().code_points() {
            let place = point.to_u32() as usize;
            let mapped = match known.get(place) {
                Some(Some(mapped)) => mapped.clone(),
                _ => {
                    let mapped = look_up(&vm, &table, point).await?;
                    if let Some(slot) = known.get_mut(place) {
                        *slot = Some(mapped.clone());
                    }
                    mapped
                }
            };
            match mapped {
                Mapped::Same => out.push(point),
                Mapped::Removed => {}
                Mapped::To(text) => out.push_wtf8(&text),
            }
        }
        Ok(vm.new_wtf8(out))
    })
}

async fn look_up(vm: &Vm, table: &Value, point: CodePoint) -> PyResult<Mapped> {
    let key = Value::int(i64::from(point.to_u32()));
    let found = vm.get_item(table, &key).await;
    let Some(value) = vm.catch(found, &vm.types.exceptions.lookup_error)? else {
        return Ok(Mapped::Same);
    };
    if value.is_none() {
        return Ok(Mapped::Removed);
    }
    if let Some(text) = value.get::<PyStr>() {
        return Ok(Mapped::To(text.as_wtf8().to_owned()));
    }
    let Some(int) = int_of(&value) else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    };
    match int.big().to_u32().and_then(CodePoint::from_u32) {
        Some(point) => Ok(Mapped::To(Wtf8Buf::from(point))),
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

pub fn maketrans(vm: &Vm, args: Args<'_>) -> NativeResult {
    let table = vm.new_dict();
    let point_key = |point: CodePoint| Value::int(i64::from(point.to_u32()));
    let set = |key: Value, value: Value| {
        // Integer keys never need Python code.
        let _ = vm.quick_dict_set(&table, &key, value);
    };
    if let Some(to) = args.opt(1) {
        let to = text(vm, to, "maketrans", 2)?;
        let removed = match args.opt(2) {
            Some(removed) => Some(text(vm, removed, "maketrans", 3)?),
            None => None,
        };
        let Some(from) = args.get(0).get::<PyStr>() else {
            return Err(vm.type_error(
                "first maketrans argument must be a string if there is a second argument",
            ));
        };
        if from.len() != to.len() {
            return Err(vm.value_error("the first two maketrans arguments must have equal length"));
        }
        let targets = to.as_wtf8().code_points();
        for (from, to) in from.as_wtf8().code_points().zip(targets) {
            set(point_key(from), point_key(to));
        }
        if let Some(removed) = removed {
            for point in removed.as_wtf8().code_points() {
                set(point_key(point), Value::none());
            }
        }
        return Ok(table.to_value().into());
    }
    let Some(source) = args.get(0).get::<PyDict>() else {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    for (key, value) in source.snapshot() {
        if let Some(name) = key.get::<PyStr>() {
            if name.len() != 1 {
                return Err(vm.value_error("string keys in translatetable must be of length 1"));
            }
            set(point_key(name.code_point(0)), value);
        } else if let Some(int) = int_of(&key) {
            set(int.to_value(vm), value);
        } else {
            return Err(vm.type_error("keys in translate table mustbe strings or integers"));
        }
    }
    Ok(table.to_value().into())
}

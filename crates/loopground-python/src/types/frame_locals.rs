//! `frame.f_locals` of a function's frame: a mapping that reads and writes its variables (PEP 667).
//!
//! Here: the proxy, and finding the variables of a frame wherever it is: on a thread's stack, in a suspended
//! generator, or left behind by a frame that ended. Not here: frame objects themselves (`frame_methods`).

use super::cell::PyCell;
use super::dict::PyDict;
use super::frame::PyFrame;
use super::generator::PyGenerator;
use super::str::PyStr;
use super::type_object::TypeFlags;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::vm::thread::Thread;
use crate::vm::{NativeResult, PyResult, Vm};

pub struct PyFrameLocals {
    frame: Ref<PyFrame>,
}

impl Trace for PyFrameLocals {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.frame.to_value());
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "FrameLocalsProxy",
    kind: Kind::FrameLocals,
    flags: TypeFlags::FINAL | TypeFlags::MAPPING,
    methods: &[
        NativeDef::new("($type, frame, /)", new),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__getitem__", "($self, key, /)", get_item),
        NativeDef::method("__setitem__", "($self, key, value, /)", set_item),
        NativeDef::method("__delitem__", "($self, key, /)", cannot_remove),
        NativeDef::method("__contains__", "($self, key, /)", contains),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__reversed__", "($self, /)", reversed),
        NativeDef::method("__eq__", "($self, value, /)", eq),
        NativeDef::method("__ne__", "($self, value, /)", ne),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", ror),
        NativeDef::method("__ior__", "($self, value, /)", ior),
        NativeDef::method("keys", "($self, /)", keys),
        NativeDef::method("values", "($self, /)", values),
        NativeDef::method("items", "($self, /)", items),
        NativeDef::method("get", "($self, key, default=None, /)", get),
        NativeDef::method("copy", "($self, /)", copy),
        NativeDef::method("update", "($self, other, /)", update),
        NativeDef::method("setdefault", "($self, key, default=None, /)", setdefault),
        NativeDef::method("pop", "($self, key, default=None, /)", cannot_remove),
        NativeDef::method("popitem", "($self, /)", cannot_remove),
        NativeDef::method("clear", "($self, /)", cannot_remove),
    ],
    ..TypeDef::EMPTY
};

/// The proxy of a frame's variables.
#[must_use]
pub fn proxy(vm: &Vm, frame: Ref<PyFrame>) -> Value {
    Ref::new(PyFrameLocals { frame }, &vm.types.frame_locals).into_value()
}

/// Shows a frame's variables to `look`, wherever they are; `None` when there are none any more.
pub fn with_variables<R>(
    vm: &Vm,
    thread: &mut Thread,
    frame: &Ref<PyFrame>,
    look: impl FnOnce(&mut [Option<Value>]) -> R,
) -> Option<R> {
    if let Some(variables) = &mut *frame.variables.borrow_mut() {
        return Some(look(variables));
    }
    let count = frame.code.variables.len();
    let is_it = |running: &&mut crate::vm::frame::Frame| {
        running
            .object
            .as_ref()
            .is_some_and(|object| object.ptr_eq(frame))
    };
    if let Some(running) = thread.frames_mut().find(is_it) {
        return Some(look(&mut running.slots[..count]));
    }
    if let Some(generator) = frame.generator() {
        let generator = generator.get::<PyGenerator>().expect("it is a generator's");
        if let Some(suspended) = &mut *generator.frame.borrow_mut() {
            return Some(look(&mut suspended.slots[..count]));
        }
    }
    let mut threads = vm.threads.borrow_mut();
    for other in threads.iter_mut() {
        if let Some(running) = other.frames_mut().find(is_it) {
            return Some(look(&mut running.slots[..count]));
        }
    }
    None
}

/// A dictionary of a frame's variables as they are now.
pub fn snapshot(vm: &Vm, thread: &mut Thread, frame: &Ref<PyFrame>) -> Ref<PyDict> {
    let dict = vm.new_dict();
    let code = frame.code.clone();
    with_variables(vm, thread, frame, |variables| {
        for (name, slot) in code.variables.iter().zip(variables.iter()) {
            let value = match slot {
                Some(value) => match value.get::<PyCell>() {
                    Some(cell) => cell.get(),
                    None => Some(value.clone()),
                },
                None => None,
            };
            if let Some(value) = value {
                dict.set_name(name, value);
            }
        }
    });
    if let Some(extra) = &*frame.extra.borrow() {
        if dict.is_empty() {
            return Ref::new(extra.copied(), &vm.types.dict);
        }
        for (name, value) in extra.snapshot() {
            // Other keys than names are rare enough to stay out of a copy made without calls.
            if name.get::<super::str::PyStr>().is_some() {
                dict.set_name(&vm.intern_value(&name), value);
            }
        }
    }
    dict
}

fn frame_of(value: &Value) -> Ref<PyFrame> {
    let proxy = value.get::<PyFrameLocals>();
    proxy.expect("the receiver was checked").frame.clone()
}

async fn contents(vm: &Vm, frame: Ref<PyFrame>) -> PyResult {
    vm.with_frames(move |vm, thread| Ok(snapshot(vm, thread, &frame).into_value()))
        .await
}

/// What a dictionary's method says of the variables as they are now.
fn ask(vm: &Vm, args: Args<'_>, method: &'static str) -> NativeResult {
    let (vm, frame) = (vm.clone(), frame_of(args.get(0)));
    let given: Vec<Value> = args.0[1..].iter().flatten().cloned().collect();
    Vm::future(async move {
        let dict = contents(&vm, frame).await?;
        vm.call_method(&dict, &vm.intern(method), given).await
    })
}

/// The same, in a list.
fn list_of(vm: &Vm, args: Args<'_>, method: &'static str) -> NativeResult {
    let (vm, frame) = (vm.clone(), frame_of(args.get(0)));
    Vm::future(async move {
        let dict = contents(&vm, frame).await?;
        let view = vm.call_method(&dict, &vm.intern(method), []).await?;
        let items = vm.collect(&view).await?;
        Ok(vm.new_list(items))
    })
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(1).to_ref::<PyFrame>() {
        Some(frame) => Ok(proxy(vm, frame).into()),
        None => Err(vm.type_error(format!("expect frame, not {}", vm.class_name(args.get(1))))),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__repr__")
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__len__")
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, frame, key) = (vm.clone(), frame_of(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        let dict = contents(&vm, frame).await?;
        let dict = dict.to_ref::<PyDict>().expect("it was just made");
        match vm.dict_get(&dict, &key).await? {
            Some(value) => Ok(value),
            None => {
                let shown = vm.repr_text(&key).await?;
                let message = vm.new_str(format!("local variable '{shown}' is not defined"));
                Err(vm.key_error(&message))
            }
        }
    })
}

/// Binds a variable of the frame, or keeps a name that the code does not have.
async fn store(vm: &Vm, frame: Ref<PyFrame>, key: Value, value: Value) -> PyResult<()> {
    let place = key.get::<PyStr>().and_then(|_| {
        let key = vm.intern_value(&key);
        frame.code.variables.iter().position(|name| name.is(&key))
    });
    if let Some(place) = place {
        let (target, new) = (frame.clone(), value.clone());
        vm.with_frames(move |vm, thread| {
            let old = with_variables(vm, thread, &target, |variables| {
                if let Some(cell) = variables[place].as_ref().and_then(Value::get::<PyCell>) {
                    cell.set(Some(new));
                    return None;
                }
                variables[place].replace(new)
            });
            drop(old);
            Ok(Value::none())
        })
        .await?;
        return Ok(());
    }
    let extra = frame
        .extra
        .borrow_mut()
        .get_or_insert_with(|| vm.new_dict())
        .clone();
    vm.dict_set(&extra, &key, value).await
}

fn set_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, frame) = (vm.clone(), frame_of(args.get(0)));
    let (key, value) = (args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        store(&vm, frame, key, value).await?;
        Ok(Value::none())
    })
}

fn cannot_remove(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"))
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__contains__")
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__iter__")
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__reversed__")
}

fn compare(vm: &Vm, args: Args<'_>, negate: bool) -> NativeResult {
    if let Some(other) = args.get(1).get::<PyFrameLocals>() {
        let same = other.frame.ptr_eq(&frame_of(args.get(0)));
        return Ok(Value::bool(same != negate).into());
    }
    ask(vm, args, if negate { "__ne__" } else { "__eq__" })
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, false)
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, true)
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__or__")
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "__ror__")
}

async fn merge(vm: &Vm, frame: &Ref<PyFrame>, other: &Value) -> PyResult<()> {
    for (key, value) in vm.mapping_items(other).await? {
        store(vm, frame.clone(), key, value).await?;
    }
    Ok(())
}

fn ior(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        merge(&vm, &frame_of(&own), &other).await?;
        Ok(own)
    })
}

fn update(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, frame, other) = (vm.clone(), frame_of(args.get(0)), args.get(1).clone());
    Vm::future(async move {
        merge(&vm, &frame, &other).await?;
        Ok(Value::none())
    })
}

fn keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    list_of(vm, args, "keys")
}

fn values(vm: &Vm, args: Args<'_>) -> NativeResult {
    list_of(vm, args, "values")
}

fn items(vm: &Vm, args: Args<'_>) -> NativeResult {
    list_of(vm, args, "items")
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "get")
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    ask(vm, args, "copy")
}

fn setdefault(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, frame, key) = (vm.clone(), frame_of(args.get(0)), args.get(1).clone());
    let default = args.opt(2).cloned().unwrap_or_else(Value::none);
    Vm::future(async move {
        let dict = contents(&vm, frame.clone()).await?;
        let dict = dict.to_ref::<PyDict>().expect("it was just made");
        if let Some(value) = vm.dict_get(&dict, &key).await? {
            return Ok(value);
        }
        store(&vm, frame, key, default.clone()).await?;
        Ok(default)
    })
}

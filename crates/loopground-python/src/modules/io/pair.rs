//! `BufferedRWPair`: a reader and a writer as one stream.

use std::cell::RefCell;

use super::base::ensure;
use super::{BUFFER_SIZE, classes};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::type_object::TypeFlags;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

#[derive(Default)]
pub struct PyPair(RefCell<Option<(Value, Value)>>);

impl Trace for PyPair {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some((reader, writer)) = &*self.0.borrow() {
            visit(reader);
            visit(writer);
        }
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "BufferedRWPair",
    module: "_io",
    kind: Kind::BufferedPair,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
            init,
        ),
        NativeDef::method("read", "($self, *args)", |vm, args| {
            on(vm, args, true, "read")
        }),
        NativeDef::method("peek", "($self, *args)", |vm, args| {
            on(vm, args, true, "peek")
        }),
        NativeDef::method("read1", "($self, *args)", |vm, args| {
            on(vm, args, true, "read1")
        }),
        NativeDef::method("readinto", "($self, *args)", |vm, args| {
            on(vm, args, true, "readinto")
        }),
        NativeDef::method("readinto1", "($self, *args)", |vm, args| {
            on(vm, args, true, "readinto1")
        }),
        NativeDef::method("write", "($self, *args)", |vm, args| {
            on(vm, args, false, "write")
        }),
        NativeDef::method("flush", "($self, *args)", |vm, args| {
            on(vm, args, false, "flush")
        }),
        NativeDef::method("readable", "($self, *args)", |vm, args| {
            on(vm, args, true, "readable")
        }),
        NativeDef::method("writable", "($self, *args)", |vm, args| {
            on(vm, args, false, "writable")
        }),
        NativeDef::method("close", "($self, /)", close),
        NativeDef::method("isatty", "($self, /)", isatty),
    ],
    attributes: &[GetSetDef::read_only("closed", |vm, value| {
        let (_, writer) = both(vm, value)?;
        super::text::quick_attribute(vm, &writer, "closed")
    })],
    ..TypeDef::EMPTY
};

fn both(vm: &Vm, value: &Value) -> PyResult<(Value, Value)> {
    let own: &PyPair = value.get().expect("the receiver was checked");
    own.0
        .borrow()
        .clone()
        .ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &classes(vm).pair)?;
    Ok(Ref::new(PyPair::default(), &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        ensure(&vm, args.get(1), "readable").await?;
        ensure(&vm, args.get(2), "writable").await?;
        let size = args
            .opt(3)
            .cloned()
            .unwrap_or_else(|| Value::int(BUFFER_SIZE as i64));
        let (reader, writer) = (
            classes(&vm).reader.to_value(),
            classes(&vm).writer.to_value(),
        );
        let reader = vm
            .call(&reader, [args.get(1).clone(), size.clone()])
            .await?;
        let writer = vm.call(&writer, [args.get(2).clone(), size]).await?;
        let own: &PyPair = args.get(0).get().expect("the receiver was checked");
        let old = own.0.replace(Some((reader, writer)));
        drop(old);
        Ok(Value::none())
    })
}

fn on(vm: &Vm, args: Args<'_>, reads: bool, method: &'static str) -> NativeResult {
    let (reader, writer) = both(vm, args.get(0))?;
    let target = if reads { reader } else { writer };
    let (vm, given) = (vm.clone(), args.rest(1).to_vec());
    Vm::future(async move {
        vm.call_method(&target, &vm.intern(method), CallArgs::from(given))
            .await
    })
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (reader, writer) = both(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move {
        let first = vm.call_method(&writer, &vm.intern("close"), []).await;
        vm.call_method(&reader, &vm.intern("close"), []).await?;
        first
    })
}

fn isatty(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (reader, writer) = both(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move {
        let own = super::says(&vm, &writer, "isatty").await?;
        Ok(Value::bool(
            own || super::says(&vm, &reader, "isatty").await?,
        ))
    })
}

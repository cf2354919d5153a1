//! `PickleBuffer`: memory that may travel beside a pickle instead of in it.

use std::cell::RefCell;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub struct PyPickleBuffer {
    /// A memoryview of the memory; gone when released.
    pub view: RefCell<Option<Value>>,
}

impl Trace for PyPickleBuffer {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.view.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.view.take());
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "PickleBuffer",
    module: "pickle",
    kind: Kind::PickleBuffer,
    flags: TypeFlags::WEAKREF | TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, object, /)", new),
        NativeDef::method("raw", "($self, /)", raw),
        NativeDef::method("release", "($self, /)", release),
        NativeDef::method("__buffer__", "($self, flags, /)", buffer),
        NativeDef::method(
            "__release_buffer__",
            "($self, buffer, /)",
            crate::types::memoryview::release_buffer,
        ),
    ],
    attributes: &[],
    doc: "Wrapper for potentially out-of-band buffers",
};

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = super::classes(vm).buffer.clone();
    let class = crate::types::sequence::new_class(vm, args.get(0), &class)?;
    let (vm, object) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let memoryview = vm.types.memoryview.to_value();
        let view = vm.call(&memoryview, [object.clone()]).await;
        let view = view.map_err(|raised| {
            if !vm.matches(&raised, &vm.types.exceptions.type_error) {
                return raised;
            }
            vm.type_error(format!(
                "a bytes-like object is required, not '{}'",
                vm.class_name(&object)
            ))
        })?;
        let made = PyPickleBuffer {
            view: RefCell::new(Some(view)),
        };
        Ok(Ref::new(made, &class).into_value())
    })
}

/// A buffer's view.
pub fn view(vm: &Vm, own: &Value) -> PyResult {
    let buffer: &PyPickleBuffer = own.get().expect("the receiver was checked");
    let view = buffer.view.borrow().clone();
    view.ok_or_else(|| vm.value_error("operation forbidden on released PickleBuffer object"))
}

/// Its bytes in one row, as a new view.
pub async fn raw_view(vm: &Vm, own: &Value) -> PyResult {
    let view = view(vm, own)?;
    let contiguous = vm.get_attribute(&view, &vm.intern("contiguous")).await?;
    if !vm.truth(&contiguous).await? {
        return Err(vm.buffer_error("cannot extract raw buffer from non-contiguous buffer"));
    }
    vm.call_method(&view, &vm.intern("cast"), [vm.new_str("B")])
        .await
}

fn raw(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { raw_view(&vm, &own).await })
}

fn release(vm: &Vm, args: Args<'_>) -> NativeResult {
    let buffer: &PyPickleBuffer = args.get(0).get().expect("the receiver was checked");
    let Some(view) = buffer.view.take() else {
        return Ok(Value::none().into());
    };
    let vm = vm.clone();
    Vm::future(async move { vm.call_method(&view, &vm.intern("release"), []).await })
}

fn buffer(vm: &Vm, args: Args<'_>) -> NativeResult {
    let view = view(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move { vm.call(&vm.types.memoryview.to_value(), [view]).await })
}

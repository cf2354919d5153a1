//! `super()`: the instruction that loads through it, and the object.
//!
//! Not here: the look-up itself (`attribute`).

use super::frame::{Deliver, Frame};
use super::outside::Next;
use super::{Flow, PyResult, Vm};
use crate::code::{Instruction, PyCode};
use crate::object::{Ref, Value};
use crate::types::descriptor::PySuper;
use crate::types::function::PyFunction;
use crate::types::type_object::PyType;

/// A site's cache holds the method that was found: of a receiver's class after a starting class.
const METHOD: u8 = 1;

/// `LOAD_SUPER_ATTR`: `super().name` without making the proxy where nothing was overridden.
pub(super) fn load_super_attr(
    vm: &Vm,
    frame: &mut Frame,
    code: &Ref<PyCode>,
    instruction: Instruction,
) -> PyResult<Next> {
    let receiver = frame.pop();
    let class = frame.pop();
    let global_super = frame.pop();
    let name = code.names[instruction.arg as usize].clone();
    let for_call = instruction.a & 1 != 0;
    let cache = &code.caches[usize::from(instruction.b)];
    if for_call
        && cache.state.get() == METHOD
        && class
            .get::<PyType>()
            .is_some_and(|start| start.version.get() == cache.second_version.get())
        && vm.class_of(&receiver).version.get() == cache.version.get()
        && global_super.is(&vm.types.super_.to_value())
        && let Some(function) = cache.value.borrow().clone()
    {
        frame.push(function);
        frame.push(receiver);
        return Ok(Next::Continue);
    }
    if let (Some(start), true) = (
        class.to_ref::<PyType>(),
        global_super.is(&vm.types.super_.to_value()),
    ) {
        let of_instance = receiver.get::<PyType>().is_none();
        let versions = (vm.class_of(&receiver).version(), start.version());
        let proxy = make_super(vm, start, receiver)?;
        if let Some(super::attribute::Loaded::Value(value)) =
            vm.load_super_attribute(&proxy, &name)?
        {
            // A bound method is taken apart again when it is called at once.
            if for_call && let Some(method) = value.get::<crate::types::function::PyBoundMethod>() {
                if of_instance && method.function.get::<PyFunction>().is_some() {
                    cache.version.set(versions.0);
                    cache.second_version.set(versions.1);
                    cache.state.set(METHOD);
                    let old = cache.value.replace(Some(method.function.clone()));
                    drop(old);
                }
                frame.push(method.function.clone());
                frame.push(method.receiver.clone());
            } else {
                frame.push(value);
                if for_call {
                    frame.slots.push(None);
                }
            }
            return Ok(Next::Continue);
        }
        let proxy = Ref::new(proxy, &vm.types.super_).into_value();
        let flow = attribute_flow(vm, proxy, name);
        return Ok(Next::Flow(
            flow,
            if for_call {
                Deliver::PushWithNull
            } else {
                Deliver::Push
            },
        ));
    }
    let (vm, explicit) = (vm.clone(), instruction.a & 2 != 0);
    let future = async move {
        let args = if explicit {
            vec![class, receiver]
        } else {
            vec![]
        };
        let proxy = vm.call(&global_super, args).await?;
        vm.get_attribute(&proxy, &name).await
    };
    Ok(Next::Flow(
        Flow::Future(Box::pin(future)),
        if for_call {
            Deliver::PushWithNull
        } else {
            Deliver::Push
        },
    ))
}

fn attribute_flow(vm: &Vm, object: Value, name: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(
        async move { vm.get_attribute(&object, &name).await },
    ))
}

/// `super(start, receiver)`, with the checks of CPython's `supercheck`.
pub fn make_super(vm: &Vm, start: Ref<PyType>, receiver: Value) -> PyResult<PySuper> {
    if let Some(class) = receiver.to_ref::<PyType>()
        && class.is_subclass_of(&start)
    {
        return Ok(PySuper {
            start,
            receiver: Some(receiver),
            class: Some(class),
        });
    }
    let class = vm.class_of(&receiver).clone();
    if class.is_subclass_of(&start) {
        return Ok(PySuper {
            start,
            receiver: Some(receiver),
            class: Some(class),
        });
    }
    let (kind, shown) = match receiver.get::<PyType>() {
        Some(class) => ("type", class.name()),
        None => ("instance of", class.name()),
    };
    Err(vm.type_error(format!(
        "super(type, obj): obj ({kind} {shown}) is not an instance or subtype of type ({}).",
        start.name()
    )))
}

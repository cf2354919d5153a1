//! Instructions that need the data model: `with`, and the intrinsics of one and two operands.
//!
//! Not here: `match` (`matching`), `super()` (`superclass`).

use super::call::text;
use super::frame::{Deliver, Frame};
use super::outside::Next;
use super::{Flow, NativeResult, PyResult, Vm};
use crate::code::flags;
use crate::object::{Ref, Value};
use crate::types::exception::PyException;
use crate::types::function::PyFunction;
use crate::types::native::PyNative;

/// `LOAD_SPECIAL`: `__enter__` and its kin, looked up on the class.
pub(super) fn load_special(
    vm: &Vm,
    frame: &mut Frame,
    object: &Value,
    which: usize,
) -> PyResult<Next> {
    let names = &vm.names;
    let name = [
        &names.__enter__,
        &names.__exit__,
        &names.__aenter__,
        &names.__aexit__,
    ][which];
    let class = vm.class_of(object);
    let Some(method) = class.lookup(name) else {
        let (kind, other, statement) = if which < 2 {
            (
                "context manager",
                [&names.__aenter__, &names.__aexit__],
                "async with",
            )
        } else {
            (
                "asynchronous context manager",
                [&names.__enter__, &names.__exit__],
                "with",
            )
        };
        let missed = format!(" (missed {} method)", text(name));
        let hint = if other.iter().all(|name| class.lookup(name).is_some()) {
            format!(
                " but it supports the {} protocol. Did you mean to use '{statement}'?",
                if which < 2 {
                    "asynchronous context manager"
                } else {
                    "context manager"
                }
            )
        } else {
            String::new()
        };
        return Err(vm.type_error(format!(
            "'{}' object does not support the {kind} protocol{missed}{hint}",
            crate::types::type_methods::name_for_messages(vm, &class)
        )));
    };
    if method.get::<PyFunction>().is_some() || method.get::<PyNative>().is_some() {
        frame.push(method);
        frame.push(object.clone());
        return Ok(Next::Continue);
    }
    let (vm, object) = (vm.clone(), object.clone());
    Ok(Next::Flow(
        Flow::Future(Box::pin(
            async move { vm.bind_special(&object, method).await },
        )),
        Deliver::PushWithNull,
    ))
}

/// `WITH_EXCEPT_START`: calls `__exit__` with the exception.
pub(super) fn with_except_start(vm: &Vm, frame: &mut Frame) -> NativeResult {
    // Stack: exit function, its receiver or NULL, the instruction index, the previous exception, the exception.
    let top = frame.slots.len();
    let exception = frame.peek(1).clone();
    let receiver = frame.slots[top - 4].clone();
    let exit = frame.slots[top - 5].clone().expect("__exit__");
    let raised = exception.get::<PyException>().expect("an exception");
    let traceback = raised
        .traceback
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value);
    let class = vm.class_of(&exception).to_value();
    let args = receiver
        .into_iter()
        .chain([class, exception.clone(), traceback])
        .collect::<Vec<_>>();
    vm.prepare_call(&exit, args.into())
}

/// `CALL_INTRINSIC_1`.
pub(super) fn intrinsic_1(vm: &Vm, frame: &mut Frame, which: usize) -> PyResult<Next> {
    let value = frame.pop();
    match which {
        1 => {
            let hook = vm.intern("displayhook");
            let vm = vm.clone();
            return Ok(Next::Flow(
                Flow::Future(Box::pin(async move {
                    let sys = super::import::import(&vm, "sys").await?;
                    vm.call_method(&sys, &hook, [value]).await
                })),
                Deliver::Push,
            ));
        }
        2 => {
            let namespace = frame
                .namespace
                .clone()
                .unwrap_or_else(|| frame.globals.to_value());
            return Ok(Next::Flow(
                super::import::import_star(vm, value, namespace),
                Deliver::Push,
            ));
        }
        3 => {
            // A StopIteration that leaves a generator would end somebody else's loop.
            let raised = super::Raised(value.to_ref::<PyException>().expect("an exception"));
            let what = if code_has(frame, flags::ASYNC_GENERATOR) {
                "async generator"
            } else if code_has(frame, flags::COROUTINE) {
                "coroutine"
            } else {
                "generator"
            };
            let kind = if vm.matches(&raised, &vm.types.exceptions.stop_iteration) {
                "StopIteration"
            } else if code_has(frame, flags::ASYNC_GENERATOR)
                && vm.matches(&raised, &vm.types.exceptions.stop_async_iteration)
            {
                "StopAsyncIteration"
            } else {
                frame.push(value);
                return Ok(Next::Continue);
            };
            let error = vm.runtime_error(format!("{what} raised {kind}"));
            *error.0.cause.borrow_mut() = Some(value.clone());
            *error.0.context.borrow_mut() = Some(value);
            error.0.suppress_context.set(true);
            frame.push(error.value());
        }
        4 => frame.push(crate::types::async_generator::wrap(vm, value)),
        5 => {
            if let Some(number) = value.as_small_int() {
                frame.push(Value::int(number));
            } else {
                return Ok(Next::Flow(
                    vm.unary(&value, &vm.names.__pos__, "+")?,
                    Deliver::Push,
                ));
            }
        }
        6 => {
            let items = value
                .get::<crate::types::list::PyList>()
                .expect("LIST_TO_TUPLE takes a list")
                .snapshot();
            frame.push(vm.new_tuple(items));
        }
        _ => {
            let made = crate::types::type_params::intrinsic_1(vm, which, value)?;
            return Ok(Next::Flow(made, Deliver::Push));
        }
    }
    Ok(Next::Continue)
}

fn code_has(frame: &Frame, flag: u32) -> bool {
    frame.code.has_flag(flag)
}

/// `CALL_INTRINSIC_2`.
pub(super) fn intrinsic_2(vm: &Vm, frame: &mut Frame, which: usize) -> PyResult<Next> {
    let second = frame.pop();
    let first = frame.pop();
    let flow = match which {
        1 => crate::types::exception_methods::prepare_reraise_star(vm, first, second),
        _ => crate::types::type_params::intrinsic_2(vm, which, first, second)?,
    };
    Ok(Next::Flow(flow, Deliver::Push))
}

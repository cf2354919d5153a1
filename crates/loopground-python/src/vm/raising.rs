//! `raise` and `except`: exceptions being made and matched.
//!
//! Not here: unwinding (`unwind`), the wording of errors (`errors`).

use super::frame::Frame;
use super::instructions::push;
use super::outside::Next;
use super::thread::Thread;
use super::{Flow, PyResult, Raised, Vm};
use crate::object::Value;
use crate::types::exception::PyException;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;

/// Whether an `except` clause's class (or tuple of classes) takes an exception.
pub(super) fn exception_matches(vm: &Vm, exception: &Value, class: &Value) -> PyResult<bool> {
    let bad =
        || vm.type_error("catching classes that do not inherit from BaseException is not allowed");
    let one = |class: &Value| -> PyResult<bool> {
        let class = class.to_ref::<PyType>().ok_or_else(bad)?;
        if !class.is_subclass_of(&vm.types.exceptions.base_exception) {
            return Err(bad());
        }
        Ok(vm.is_instance(exception, &class))
    };
    match class.get::<PyTuple>() {
        Some(classes) => {
            for class in classes.items() {
                if !class
                    .get::<PyType>()
                    .is_some_and(|c| c.is_subclass_of(&vm.types.exceptions.base_exception))
                {
                    return Err(bad());
                }
            }
            for class in classes.items() {
                if one(class)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        None => one(class),
    }
}

pub(super) fn raise_varargs(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    count: usize,
) -> PyResult<Next> {
    if count == 0 {
        return match thread
            .handled_exception()
            .and_then(|value| value.to_ref::<PyException>())
        {
            Some(exception) => {
                // As in CPython, the place of a bare `raise` is no entry of its own.
                thread.reraise = true;
                Err(Raised(exception))
            }
            None => Err(vm.runtime_error("No active exception to reraise")),
        };
    }
    let cause = if count == 2 { Some(frame.pop()) } else { None };
    let exception = frame.pop();
    // The usual cases need no call.
    if cause.is_none()
        && let Some(instance) = exception.to_ref::<PyException>()
    {
        super::unwind::set_context(thread, &instance);
        return Err(Raised(instance));
    }
    let vm_ = vm.clone();
    Ok(push(Flow::Future(Box::pin(async move {
        let raised = vm_.make_exception(&exception).await?;
        if let Some(cause) = cause {
            let cause = if cause.is_none() {
                None
            } else if cause.get::<PyException>().is_some() || is_exception_class(&vm_, &cause) {
                Some(vm_.make_exception(&cause).await?.value())
            } else {
                return Err(vm_.type_error("exception causes must derive from BaseException"));
            };
            *raised.0.cause.borrow_mut() = cause;
            raised.0.suppress_context.set(true);
        }
        let exception = raised.0.clone();
        vm_.with_frames(move |_, thread| {
            super::unwind::set_context(thread, &exception);
            Ok(Value::none())
        })
        .await?;
        Err(raised)
    }))))
}

fn is_exception_class(vm: &Vm, value: &Value) -> bool {
    value
        .get::<PyType>()
        .is_some_and(|class| class.is_subclass_of(&vm.types.exceptions.base_exception))
}

impl Vm {
    /// An exception from what `raise` was given: an instance, or a class to call.
    pub async fn make_exception(&self, value: &Value) -> PyResult<Raised> {
        if let Some(exception) = value.to_ref::<PyException>() {
            return Ok(Raised(exception));
        }
        if is_exception_class(self, value) {
            let instance = self.call(value, []).await?;
            return match instance.to_ref::<PyException>() {
                Some(exception) => Ok(Raised(exception)),
                None => Err(self.type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr_text(value).await?,
                    self.repr_text(&self.class_of(&instance).to_value()).await?
                ))),
            };
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }
}

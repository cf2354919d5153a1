//! What tasks tell about themselves: their coroutine, name, context and stack, and that they died pending.

use super::future::this;
use super::step;
use super::task::{part, with_part};
use crate::object::Value;
use crate::types::def::GetSetDef;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::writable(
        "_log_destroy_pending",
        log_destroy_pending,
        set_log_destroy_pending,
    ),
    GetSetDef::read_only("_must_cancel", must_cancel),
    GetSetDef::read_only("_coro", coro_attribute),
    GetSetDef::read_only("_fut_waiter", waiter),
    GetSetDef::read_only("_num_cancels_requested", cancels_requested),
];

pub(super) fn get_coro(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(coro_attribute(vm, args.get(0))?.into())
}

pub(super) fn get_context(vm: &Vm, args: Args<'_>) -> NativeResult {
    if with_part(args.get(0), |_| ()).is_none() {
        return Ok(Value::none().into());
    }
    Ok(step::context(vm, args.get(0)).into())
}

pub(super) fn get_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(name) = with_part(args.get(0), |part| part.name.clone()) else {
        return Ok(Value::none().into());
    };
    if name.as_small_int().is_none() {
        return Ok(name.into());
    }
    let number = name.as_small_int().unwrap_or(0);
    let name = vm.new_str(format!("Task-{number}"));
    part(vm, args.get(0), |part| part.name = name.clone())?;
    Ok(name.into())
}

pub(super) fn set_name(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, task, name) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let name = vm.str(&name).await?;
        part(&vm, &task, |part| part.name = name)?;
        Ok(Value::none())
    })
}

fn or_none(args: Args<'_>, index: usize) -> Value {
    args.opt(index).cloned().unwrap_or_else(Value::none)
}

pub(super) fn get_stack(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = vec![args.get(0).clone(), or_none(args, 1)];
    super::delegate(vm, "asyncio.base_tasks", "_task_get_stack", given)
}

pub(super) fn print_stack(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = vec![args.get(0).clone(), or_none(args, 1), or_none(args, 2)];
    super::delegate(vm, "asyncio.base_tasks", "_task_print_stack", given)
}

pub(super) fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    super::delegate(
        vm,
        "asyncio.base_tasks",
        "_task_repr",
        vec![args.get(0).clone()],
    )
}

/// A task that dies while it is pending says so.
pub(super) fn del(vm: &Vm, args: Args<'_>) -> NativeResult {
    let task = args.get(0).clone();
    let pending = !this(&task).state.borrow().is_done();
    let reports = with_part(&task, |part| part.log_destroy_pending).unwrap_or(false);
    if !pending || !reports {
        let method = vm.class_of(&task).mro.borrow().iter().find_map(|class| {
            (*class.name() == *"Future")
                .then(|| class.dict.get_name(&vm.names.__del__))
                .flatten()
        });
        return match method {
            Some(method) => Ok(vm.call_special(&task, method, vec![])),
            None => Ok(Value::none().into()),
        };
    }
    let vm = vm.clone();
    Vm::future(async move {
        let context = vm.new_dict();
        context.set_name(&vm.intern("task"), task.clone());
        context.set_name(
            &vm.intern("message"),
            vm.new_str("Task was destroyed but it is pending!"),
        );
        let traceback = this(&task).source_traceback.borrow().clone();
        if !traceback.is_none() {
            context.set_name(&vm.intern("source_traceback"), traceback);
        }
        let event_loop = this(&task).loop_of(&vm)?;
        super::turns::report(&vm, &event_loop, context.into_value()).await?;
        Ok(Value::none())
    })
}

fn log_destroy_pending(_vm: &Vm, value: &Value) -> PyResult {
    let own = with_part(value, |part| part.log_destroy_pending);
    Ok(Value::bool(own.unwrap_or(false)))
}

fn set_log_destroy_pending(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let new = super::future_attributes::given(vm, new)?;
    let on = vm.quick_truth(&new).unwrap_or(true);
    with_part(value, |part| part.log_destroy_pending = on);
    Ok(())
}

fn must_cancel(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| Value::bool(part.state.must_cancel()))
}

fn coro_attribute(_vm: &Vm, value: &Value) -> PyResult {
    let own = with_part(value, |part| part.coroutine.clone());
    Ok(own.unwrap_or_else(Value::none))
}

fn waiter(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| {
        part.state.waits_for().cloned().unwrap_or_else(Value::none)
    })
}

fn cancels_requested(vm: &Vm, value: &Value) -> PyResult {
    part(vm, value, |part| {
        Value::int(i64::from(part.state.cancelling()))
    })
}

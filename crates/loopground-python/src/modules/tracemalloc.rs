//! `_tracemalloc`: nothing is traced here, and `start` says so.
//!
//! Programs meet it through `warnings`, which asks whether it knows where an object was made.

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("start", "(nframe=1, /)", start),
    NativeDef::function("stop", "()", nothing),
    NativeDef::function("clear_traces", "()", nothing),
    NativeDef::function("reset_peak", "()", nothing),
    NativeDef::function("is_tracing", "()", is_tracing),
    NativeDef::function("get_traceback_limit", "()", limit),
    NativeDef::function("get_tracemalloc_memory", "()", memory),
    NativeDef::function("get_traced_memory", "()", traced),
    NativeDef::function("_get_object_traceback", "(obj, /)", nothing),
    NativeDef::function("_get_traces", "()", traces),
];

/// Fills `_tracemalloc`.
pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_tracemalloc", FUNCTIONS);
    Ok(())
}

fn start(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.raise(
        &vm.types.exceptions.not_implemented_error,
        "tracemalloc.start(): memory blocks are not traced here",
    ))
}

fn nothing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn is_tracing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

fn limit(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(1).into())
}

fn memory(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(0).into())
}

fn traced(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_tuple(vec![Value::int(0), Value::int(0)]).into())
}

fn traces(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_list(Vec::new()).into())
}

//! `time`: clocks and `sleep`, in real or virtual time.

use std::time::Duration;

use crate::object::{Ref, Value, View};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Trap, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("time", "()", time),
    NativeDef::function("time_ns", "()", time_ns),
    NativeDef::function("monotonic", "()", monotonic),
    NativeDef::function("monotonic_ns", "()", monotonic_ns),
    NativeDef::function("perf_counter", "()", monotonic),
    NativeDef::function("perf_counter_ns", "()", monotonic_ns),
    NativeDef::function("process_time", "()", monotonic),
    NativeDef::function("process_time_ns", "()", monotonic_ns),
    NativeDef::function("thread_time", "()", monotonic),
    NativeDef::function("thread_time_ns", "()", monotonic_ns),
    NativeDef::function("sleep", "(seconds, /)", sleep),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "time", FUNCTIONS);
    for name in ["timezone", "altzone", "daylight"] {
        dict.set_name(&vm.intern(name), Value::int(0));
    }
    let utc = vm.new_str("UTC");
    dict.set_name(&vm.intern("tzname"), vm.new_tuple(vec![utc.clone(), utc]));
    Ok(())
}

fn nanoseconds(vm: &Vm, time: Duration) -> NativeResult {
    Ok(vm.new_int(time.as_nanos()).into())
}

fn time(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::float(vm.wall_clock().as_secs_f64()).into())
}

fn time_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    nanoseconds(vm, vm.wall_clock())
}

fn monotonic(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::float(vm.monotonic().as_secs_f64()).into())
}

fn monotonic_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    nanoseconds(vm, vm.monotonic())
}

/// Seconds as CPython's `_PyTime_FromSecondsObject` takes them: an integer or a float, not NaN, not negative.
pub async fn seconds(vm: &Vm, value: &Value) -> PyResult<Duration> {
    let seconds = match value.view() {
        View::Float(float) => float,
        View::Int(int) => int as f64,
        _ => match value.get::<crate::types::float::PyFloat>() {
            Some(float) => float.value,
            None => {
                use num_traits::ToPrimitive;
                vm.index(value).await?.to_f64().unwrap_or(f64::INFINITY)
            }
        },
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|duration| duration.as_nanos() <= i64::MAX as u128)
        .ok_or_else(|| vm.overflow_error("timestamp too large to convert to C PyTime_t"))
}

fn sleep(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let length = seconds(&vm, &value).await?;
        let until = vm.monotonic() + length;
        vm.trap(Trap::SleepUntil(until)).await?;
        Ok(Value::none())
    })
}

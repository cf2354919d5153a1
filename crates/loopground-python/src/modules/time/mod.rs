//! `time`: clocks, `sleep`, and the calendar, in real or virtual time.
//!
//! Here: clocks and sleeping. `tuples` has `struct_time` and what takes it, `civil` the calendar, `zone` the local
//! zone, `format` `strftime`. Not here: setting clocks (refused), locales other than C.

pub mod civil;
mod format;
mod tuples;
pub mod zone;

use std::time::Duration;

use num_traits::ToPrimitive;

use crate::modules::posix;
use crate::object::{Ref, Value, View};
use crate::types::dict::PyDict;
use crate::types::float::PyFloat;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Trap, Vm, protocol};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("time", "()", time),
    NativeDef::function("time_ns", "()", time_ns),
    NativeDef::function("monotonic", "()", monotonic),
    NativeDef::function("monotonic_ns", "()", monotonic_ns),
    NativeDef::function("perf_counter", "()", monotonic),
    NativeDef::function("perf_counter_ns", "()", monotonic_ns),
    NativeDef::function("process_time", "()", process_time),
    NativeDef::function("process_time_ns", "()", process_time_ns),
    NativeDef::function("thread_time", "()", thread_time),
    NativeDef::function("thread_time_ns", "()", thread_time_ns),
    NativeDef::function("sleep", "(seconds, /)", sleep),
    NativeDef::function("get_clock_info", "(name, /)", get_clock_info),
    NativeDef::function("clock_gettime", "(clk_id, /)", clock_gettime),
    NativeDef::function("clock_gettime_ns", "(clk_id, /)", clock_gettime_ns),
    NativeDef::function("clock_getres", "(clk_id, /)", clock_getres),
    NativeDef::function("clock_settime", "(clk_id, time, /)", clock_settime),
    NativeDef::function("clock_settime_ns", "(clk_id, time, /)", clock_settime),
    NativeDef::function("tzset", "()", tzset),
];

/// Linux's numbers of clocks.
static CLOCKS: &[(&str, i64)] = &[
    ("CLOCK_REALTIME", 0),
    ("CLOCK_MONOTONIC", 1),
    ("CLOCK_PROCESS_CPUTIME_ID", 2),
    ("CLOCK_THREAD_CPUTIME_ID", 3),
    ("CLOCK_MONOTONIC_RAW", 4),
    ("CLOCK_BOOTTIME", 7),
    ("CLOCK_TAI", 11),
];

/// Leap seconds between the atomic and the civil clock, since 2017.
const LEAP_SECONDS: Duration = Duration::from_secs(37);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "time", FUNCTIONS);
    for &(name, number) in CLOCKS {
        dict.set_name(&vm.intern(name), Value::int(number));
    }
    tuples::init(vm, dict);
    show_zone(vm, dict);
    Ok(())
}

/// `timezone`, `altzone`, `daylight`, `tzname`: what holds in the middle and at the start of this year.
fn show_zone(vm: &Vm, dict: &Ref<PyDict>) {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    let local = zone::local(vm);
    let start = vm.wall_clock().as_secs() as i64 / YEAR * YEAR;
    let (mut standard, mut summer) = (local.at(start), local.at(start + YEAR / 2));
    let daylight = standard.offset != summer.offset;
    if standard.offset > summer.offset {
        std::mem::swap(&mut standard, &mut summer);
    }
    let set = |name: &str, value| dict.set_name(&vm.intern(name), value);
    set("timezone", Value::int(-standard.offset));
    set("altzone", Value::int(-summer.offset));
    set("daylight", Value::int(i64::from(daylight)));
    let names = vec![vm.new_str(standard.name), vm.new_str(summer.name)];
    set("tzname", vm.new_tuple(names));
}

/// The zone is what `TZ` says now.
fn tzset(vm: &Vm, _args: Args<'_>) -> NativeResult {
    zone::reset(vm);
    let module = vm.modules.get_name(&vm.intern("time"));
    if let Some(module) = module
        .as_ref()
        .and_then(Value::get::<crate::types::module::PyModule>)
    {
        show_zone(vm, &module.dict);
    }
    Ok(Value::none().into())
}

fn nanoseconds(vm: &Vm, time: Duration) -> NativeResult {
    Ok(vm.new_int(time.as_nanos()).into())
}

fn seconds_of(time: Duration) -> NativeResult {
    Ok(Value::float(time.as_secs_f64()).into())
}

fn time(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.clock_was_read();
    seconds_of(vm.wall_clock())
}

fn time_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.clock_was_read();
    nanoseconds(vm, vm.wall_clock())
}

fn monotonic(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.clock_was_read();
    seconds_of(vm.monotonic())
}

fn monotonic_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.clock_was_read();
    nanoseconds(vm, vm.monotonic())
}

fn process_time(vm: &Vm, _args: Args<'_>) -> NativeResult {
    seconds_of(vm.process_time())
}

fn process_time_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    nanoseconds(vm, vm.process_time())
}

fn thread_time(vm: &Vm, _args: Args<'_>) -> NativeResult {
    seconds_of(vm.thread_time())
}

fn thread_time_ns(vm: &Vm, _args: Args<'_>) -> NativeResult {
    nanoseconds(vm, vm.thread_time())
}

fn clock(vm: &Vm, number: &Value) -> PyResult<Duration> {
    let Some(number) = protocol::as_int(number) else {
        return Err(vm.type_error(format!(
            "clk_id should be integer, not {}",
            vm.class_name(number)
        )));
    };
    vm.clock_was_read();
    match number.to_i64() {
        Some(0) => Ok(vm.wall_clock()),
        Some(1 | 4 | 7) => Ok(vm.monotonic()),
        Some(2) => Ok(vm.process_time()),
        Some(3) => Ok(vm.thread_time()),
        Some(11) => Ok(vm.wall_clock() + LEAP_SECONDS),
        _ => Err(posix::os_error(vm, 22, None)),
    }
}

fn clock_gettime(vm: &Vm, args: Args<'_>) -> NativeResult {
    seconds_of(clock(vm, args.get(0))?)
}

fn clock_gettime_ns(vm: &Vm, args: Args<'_>) -> NativeResult {
    nanoseconds(vm, clock(vm, args.get(0))?)
}

fn clock_getres(vm: &Vm, args: Args<'_>) -> NativeResult {
    clock(vm, args.get(0))?;
    Ok(Value::float(1e-9).into())
}

/// Clocks cannot be set: what an unprivileged program hears, too.
fn clock_settime(vm: &Vm, args: Args<'_>) -> NativeResult {
    clock(vm, args.get(0))?;
    Err(posix::os_error(vm, 1, None))
}

fn get_clock_info(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(name) = args.get(0).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "get_clock_info() argument 1 must be str, not {}",
            vm.class_name(args.get(0))
        )));
    };
    let (source, is_monotonic, adjustable) = match name.as_str() {
        Some("time") => ("CLOCK_REALTIME", false, true),
        Some("monotonic" | "perf_counter") => ("CLOCK_MONOTONIC", true, false),
        Some("process_time") => ("CLOCK_PROCESS_CPUTIME_ID", true, false),
        Some("thread_time") => ("CLOCK_THREAD_CPUTIME_ID", true, false),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let info = vm.new_instance(&vm.types.namespace);
    if let Some(dict) = info
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
    {
        let set = |name: &str, value| dict.set_name(&vm.intern(name), value);
        let source = vm.new_str(format!("clock_gettime({source})"));
        set("implementation", source);
        set("monotonic", Value::bool(is_monotonic));
        set("adjustable", Value::bool(adjustable));
        set("resolution", Value::float(1e-9));
    }
    Ok(info.into())
}

/// Seconds as CPython's `_PyTime_FromSecondsObject` takes them: an integer or a float, not NaN, not negative.
pub async fn seconds(vm: &Vm, value: &Value) -> PyResult<Duration> {
    let seconds = match value.view() {
        View::Float(float) => float,
        View::Int(int) => int as f64,
        _ => match value.get::<PyFloat>() {
            Some(float) => float.value,
            None => {
                let class = vm.class_of(value);
                if protocol::as_int(value).is_none() && class.lookup(&vm.names.__index__).is_none()
                {
                    return Err(vm.type_error(format!(
                        "'{}' object cannot be interpreted as an integer or float",
                        class.name()
                    )));
                }
                let number = vm.index(value).await?;
                number.to_f64().unwrap_or(f64::INFINITY)
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
        .ok_or_else(|| vm.overflow_error("timestamp out of range for C PyTime_t"))
}

fn sleep(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let length = seconds(&vm, &value).await?;
        // A difference of two readings must not be less than what was slept, though their floats are rounded.
        let rounding = Duration::from_nanos(u64::from(vm.config.virtual_time && !length.is_zero()));
        let until = vm.monotonic() + length + rounding;
        vm.trap(Trap::SleepUntil(until)).await?;
        Ok(Value::none())
    })
}

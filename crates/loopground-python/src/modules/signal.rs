//! `_signal`: signals of this process, heard from the host (Ctrl-C), sent by the program to itself, or by its timers.
//!
//! Not here: other processes.

use std::time::Duration;

use num_traits::ToPrimitive;

use crate::files::table;
use crate::modules::posix;
use crate::object::{Ref, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::struct_sequence;
use crate::types::type_object::PyType;
use crate::vm::signals::{
    COUNT, Handler, MAIN_THREAD, SIGALRM, SIGINT, SIGKILL, SIGSTOP, Signals, Timer,
};
use crate::vm::{NativeResult, PyResult, Trap, Vm, protocol};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("signal", "(signalnum, handler, /)", signal),
    NativeDef::function("getsignal", "(signalnum, /)", getsignal),
    NativeDef::function("raise_signal", "(signalnum, /)", raise_signal),
    NativeDef::function(
        "default_int_handler",
        "(signalnum, frame, /)",
        default_int_handler,
    ),
    NativeDef::function("strsignal", "(signalnum, /)", strsignal),
    NativeDef::function("valid_signals", "()", valid_signals),
    NativeDef::function("alarm", "(seconds, /)", alarm),
    NativeDef::function("setitimer", "(which, seconds, interval=0.0, /)", setitimer),
    NativeDef::function("getitimer", "(which, /)", getitimer),
    NativeDef::function("pause", "()", pause),
    NativeDef::function("siginterrupt", "(signalnum, flag, /)", siginterrupt),
    NativeDef::function(
        "set_wakeup_fd",
        "(fd, /, *, warn_on_full_buffer=True)",
        set_wakeup_fd,
    ),
    NativeDef::function("pthread_sigmask", "(how, mask, /)", pthread_sigmask),
    NativeDef::function("pthread_kill", "(thread_id, signalnum, /)", pthread_kill),
    NativeDef::function("sigpending", "()", sigpending),
    NativeDef::function("sigwait", "(sigset, /)", sigwait),
    NativeDef::function("sigwaitinfo", "(sigset, /)", sigwaitinfo),
    NativeDef::function("sigtimedwait", "(sigset, timeout, /)", sigtimedwait),
];

/// Linux's numbers, names, and what `strsignal` says.
static SIGNALS: &[(&str, u32, &str)] = &[
    ("SIGHUP", 1, "Hangup"),
    ("SIGINT", 2, "Interrupt"),
    ("SIGQUIT", 3, "Quit"),
    ("SIGILL", 4, "Illegal instruction"),
    ("SIGTRAP", 5, "Trace/breakpoint trap"),
    ("SIGABRT", 6, "Aborted"),
    ("SIGIOT", 6, "Aborted"),
    ("SIGBUS", 7, "Bus error"),
    ("SIGFPE", 8, "Floating point exception"),
    ("SIGKILL", 9, "Killed"),
    ("SIGUSR1", 10, "User defined signal 1"),
    ("SIGSEGV", 11, "Segmentation fault"),
    ("SIGUSR2", 12, "User defined signal 2"),
    ("SIGPIPE", 13, "Broken pipe"),
    ("SIGALRM", 14, "Alarm clock"),
    ("SIGTERM", 15, "Terminated"),
    ("SIGSTKFLT", 16, "Stack fault"),
    ("SIGCHLD", 17, "Child exited"),
    ("SIGCLD", 17, "Child exited"),
    ("SIGCONT", 18, "Continued"),
    ("SIGSTOP", 19, "Stopped (signal)"),
    ("SIGTSTP", 20, "Stopped"),
    ("SIGTTIN", 21, "Stopped (tty input)"),
    ("SIGTTOU", 22, "Stopped (tty output)"),
    ("SIGURG", 23, "Urgent I/O condition"),
    ("SIGXCPU", 24, "CPU time limit exceeded"),
    ("SIGXFSZ", 25, "File size limit exceeded"),
    ("SIGVTALRM", 26, "Virtual timer expired"),
    ("SIGPROF", 27, "Profiling timer expired"),
    ("SIGWINCH", 28, "Window changed"),
    ("SIGIO", 29, "I/O possible"),
    ("SIGPOLL", 29, "I/O possible"),
    ("SIGPWR", 30, "Power failure"),
    ("SIGSYS", 31, "Bad system call"),
    ("SIGRTMIN", 34, "Real-time signal 0"),
    ("SIGRTMAX", 64, "Real-time signal 30"),
];

static SIGINFO: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("si_signo"),
        struct_sequence::field::<1>("si_code"),
        struct_sequence::field::<2>("si_errno"),
        struct_sequence::field::<3>("si_pid"),
        struct_sequence::field::<4>("si_uid"),
        struct_sequence::field::<5>("si_status"),
        struct_sequence::field::<6>("si_band"),
    ];
    struct_sequence::definition("struct_siginfo", "signal", FIELDS)
};

/// What is made at the first import.
#[derive(Default)]
struct Made {
    siginfo: std::cell::OnceCell<Ref<PyType>>,
    default_int_handler: std::cell::OnceCell<Value>,
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_signal", FUNCTIONS);
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    for &(name, number, _) in SIGNALS {
        set(name, Value::int(i64::from(number)));
    }
    for (name, number) in [
        ("NSIG", i64::from(COUNT)),
        ("SIG_DFL", 0),
        ("SIG_IGN", 1),
        ("SIG_BLOCK", 0),
        ("SIG_UNBLOCK", 1),
        ("SIG_SETMASK", 2),
        ("ITIMER_REAL", 0),
        ("ITIMER_VIRTUAL", 1),
        ("ITIMER_PROF", 2),
    ] {
        set(name, Value::int(number));
    }
    set("ItimerError", vm.types.exceptions.os_error.to_value());
    let made = vm.extension::<Made>();
    if let Some(function) = dict.get_name(&vm.intern("default_int_handler")) {
        let _ = made.default_int_handler.set(function);
    }
    let siginfo = made
        .siginfo
        .get_or_init(|| struct_sequence::class(vm, &SIGINFO));
    set("struct_siginfo", siginfo.to_value());
    Ok(())
}

fn integer(vm: &Vm, value: &Value) -> PyResult<i64> {
    match protocol::as_int(value) {
        Some(number) => number
            .to_i64()
            .filter(|number| i32::try_from(*number).is_ok())
            .ok_or_else(|| vm.overflow_error("Python int too large to convert to C int")),
        None => Err(vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.class_name(value)
        ))),
    }
}

fn number(vm: &Vm, value: &Value) -> PyResult<u32> {
    u32::try_from(integer(vm, value)?)
        .ok()
        .filter(|number| (1..COUNT).contains(number))
        .ok_or_else(|| vm.value_error("signal number out of range"))
}

fn shown(vm: &Vm, handler: Handler) -> Value {
    match handler {
        Handler::Default => Value::int(0),
        Handler::Ignore => Value::int(1),
        Handler::Call(handler) => handler,
        Handler::Interrupt => vm
            .extension::<Made>()
            .default_int_handler
            .get()
            .cloned()
            .unwrap_or_else(Value::none),
    }
}

fn signal(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = integer(vm, args.get(0))?;
    if vm.threads.borrow().current != Some(MAIN_THREAD) {
        return Err(vm.value_error("signal only works in main thread of the main interpreter"));
    }
    let signal = number(vm, &Value::int(signal))?;
    let given = args.get(1);
    let is_default = vm
        .extension::<Made>()
        .default_int_handler
        .get()
        .is_some_and(|own| own.is(given));
    let handler = match protocol::as_int(given).and_then(|number| number.to_i64()) {
        Some(0) => Handler::Default,
        Some(1) => Handler::Ignore,
        _ if is_default => Handler::Interrupt,
        _ if crate::modules::builtins::attributes::is_callable(vm, given) => {
            Handler::Call(given.clone())
        }
        _ => {
            return Err(vm.type_error(
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
            ));
        }
    };
    if matches!(signal, SIGKILL | SIGSTOP | 32 | 33) {
        return Err(posix::os_error(vm, 22, None));
    }
    Ok(shown(vm, vm.signals.set_handler(signal, handler)).into())
}

fn getsignal(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = number(vm, args.get(0))?;
    Ok(shown(vm, vm.signals.handler(signal)).into())
}

fn default_int_handler(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.raise(&vm.types.exceptions.keyboard_interrupt, ""))
}

fn raise_signal(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Ok(signal) = number(vm, &Value::int(integer(vm, args.get(0))?)) else {
        return Err(posix::os_error(vm, 22, None));
    };
    send(vm, signal)
}

/// Sends a signal to this process.
pub fn send(vm: &Vm, signal: u32) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        vm.send_signal(signal).await?;
        Ok(Value::none())
    })
}

fn strsignal(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = number(vm, args.get(0))?;
    let known = SIGNALS.iter().find(|(_, number, _)| *number == signal);
    Ok(match (known, signal) {
        (_, 35..=64) => vm.new_str(format!("Real-time signal {}", signal - 34)),
        (Some((.., text)), _) => vm.new_str(*text),
        (None, _) => Value::none(),
    }
    .into())
}

fn set_of(vm: &Vm, bits: u64) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let numbers = (1..COUNT).filter(|signal| bits & Signals::bit(*signal) != 0);
        let numbers = numbers.map(|signal| Value::int(i64::from(signal)));
        crate::types::set::set_from(&vm, numbers.collect()).await
    })
}

fn valid_signals(vm: &Vm, _args: Args<'_>) -> NativeResult {
    // Two belong to the C library.
    set_of(vm, !(Signals::bit(32) | Signals::bit(33)))
}

/// Seconds for a timer.
fn duration(vm: &Vm, value: &Value) -> PyResult<Duration> {
    let seconds = match (value.view(), protocol::as_int(value)) {
        (View::Float(float), _) => float,
        (_, Some(int)) => int.to_f64().unwrap_or(f64::INFINITY),
        _ => match value.get::<crate::types::float::PyFloat>() {
            Some(float) => float.value,
            None => {
                return Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer or float",
                    vm.class_name(value)
                )));
            }
        },
    };
    Duration::try_from_secs_f64(seconds).map_err(|_| posix::os_error(vm, 22, None))
}

fn timer(vm: &Vm, value: &Value) -> PyResult<usize> {
    usize::try_from(integer(vm, value)?)
        .ok()
        .filter(|which| *which < 3)
        .ok_or_else(|| posix::os_error(vm, 22, None))
}

/// Seconds until the timer strikes, and its interval.
fn state(vm: &Vm, which: usize) -> (f64, f64) {
    match vm.signals.timers[which].get() {
        Some(Timer { next, interval }) => {
            let left = next.saturating_sub(vm.timer_clock(which));
            (left.as_secs_f64(), interval.as_secs_f64())
        }
        None => (0.0, 0.0),
    }
}

fn pair(vm: &Vm, (left, interval): (f64, f64)) -> NativeResult {
    Ok(vm
        .new_tuple(vec![Value::float(left), Value::float(interval)])
        .into())
}

fn arm(vm: &Vm, which: usize, length: Duration, interval: Duration) {
    vm.signals.timers[which].set((!length.is_zero()).then(|| Timer {
        next: vm.timer_clock(which) + length,
        interval,
    }));
}

fn setitimer(vm: &Vm, args: Args<'_>) -> NativeResult {
    let which = timer(vm, args.get(0))?;
    let length = duration(vm, args.get(1))?;
    let interval = match args.opt(2) {
        Some(interval) => duration(vm, interval)?,
        None => Duration::ZERO,
    };
    let old = state(vm, which);
    arm(vm, which, length, interval);
    pair(vm, old)
}

fn getitimer(vm: &Vm, args: Args<'_>) -> NativeResult {
    pair(vm, state(vm, timer(vm, args.get(0))?))
}

fn alarm(vm: &Vm, args: Args<'_>) -> NativeResult {
    let seconds = u32::try_from(integer(vm, args.get(0))?)
        .map_err(|_| vm.overflow_error("can't convert negative int to unsigned"))?;
    let (left, _) = state(vm, 0);
    arm(vm, 0, Duration::from_secs(seconds.into()), Duration::ZERO);
    Ok(Value::int(left.ceil() as i64).into())
}

fn pause(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        park(&vm, None).await?;
        Ok(Value::none())
    })
}

/// Waits until signals were delivered (true), or for the deadline (false).
async fn park(vm: &Vm, deadline: Option<Duration>) -> PyResult<bool> {
    let key = vm.new_key();
    vm.signals.waiting.set(Some(key));
    let woken = vm
        .trap(Trap::Park {
            key,
            deadline,
            waits_for: "a signal".to_owned(),
        })
        .await?;
    Ok(woken.as_bool() == Some(true))
}

/// Calls here always go on after a handler, so there is nothing to change.
fn siginterrupt(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = number(vm, args.get(0))?;
    if matches!(signal, SIGKILL | SIGSTOP) {
        return Err(posix::os_error(vm, 22, None));
    }
    Ok(Value::none().into())
}

fn set_wakeup_fd(vm: &Vm, args: Args<'_>) -> NativeResult {
    if vm.threads.borrow().current != Some(MAIN_THREAD) {
        return Err(
            vm.value_error("set_wakeup_fd only works in main thread of the main interpreter")
        );
    }
    let descriptor = match i32::try_from(integer(vm, args.get(0))?) {
        Ok(descriptor) if descriptor != -1 => Some(descriptor),
        _ => None,
    };
    if let Some(descriptor) = descriptor {
        let open = table::of(vm).get(descriptor);
        let open = open.map_err(|error| posix::os_error(vm, i64::from(error), None))?;
        if open.blocks() {
            return Err(vm.value_error(format!("the fd {descriptor} must be in non-blocking mode")));
        }
    }
    let old = vm.signals.wakeup.replace(descriptor);
    Ok(Value::int(i64::from(old.unwrap_or(-1))).into())
}

/// The bits of an iterable of signal numbers.
async fn bits(vm: &Vm, signals: &Value) -> PyResult<u64> {
    let mut bits = 0;
    for item in vm.collect(signals).await? {
        let Some(signal) = protocol::as_int(&item) else {
            integer(vm, &item)?;
            continue;
        };
        match signal.to_u32() {
            Some(signal @ 1..COUNT) => bits |= Signals::bit(signal),
            _ => {
                let last = COUNT - 1;
                let shown = signal.to_i64().unwrap_or(-1);
                return Err(
                    vm.value_error(format!("signal number {shown} out of range [1; {last}]"))
                );
            }
        }
    }
    Ok(bits)
}

fn pthread_sigmask(vm: &Vm, args: Args<'_>) -> NativeResult {
    let how = integer(vm, args.get(0))?;
    let (vm, mask) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let mask = bits(&vm, &mask).await?;
        let old = vm.signals.blocked.get();
        let new = match how {
            0 => old | mask,
            1 => old & !mask,
            2 => mask,
            _ => return Err(posix::os_error(&vm, 22, None)),
        };
        // These two cannot be held back.
        let always = Signals::bit(SIGKILL) | Signals::bit(SIGSTOP);
        vm.signals.blocked.set(new & !always);
        // What was held back is heard now.
        vm.trap(Trap::Yield).await?;
        let flow = set_of(&vm, old)?;
        vm.run_flow(flow).await
    })
}

fn pthread_kill(vm: &Vm, args: Args<'_>) -> NativeResult {
    let signal = integer(vm, args.get(1))?;
    if signal == 0 {
        return Ok(Value::none().into());
    }
    let signal = number(vm, &Value::int(signal))?;
    send(vm, signal)
}

fn sigpending(vm: &Vm, _args: Args<'_>) -> NativeResult {
    set_of(vm, vm.signals.pending() & vm.signals.blocked.get())
}

async fn wait_for(vm: &Vm, set: u64, deadline: Option<Duration>) -> PyResult<Option<u32>> {
    loop {
        if let Some(signal) = vm.signals.take(set) {
            return Ok(Some(signal));
        }
        vm.signals.wanted.set(set);
        let woken = park(vm, deadline).await;
        vm.signals.wanted.set(0);
        if !woken? {
            return Ok(None);
        }
    }
}

fn sigwait(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, set) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let set = bits(&vm, &set).await?;
        let signal = wait_for(&vm, set, None).await?;
        Ok(Value::int(i64::from(signal.unwrap_or(SIGINT))))
    })
}

fn info(vm: &Vm, signal: Option<u32>) -> Value {
    let Some(signal) = signal else {
        return Value::none();
    };
    let class = vm.extension::<Made>().siginfo.get().cloned();
    let class = class.expect("made at the first import");
    let by_timer = signal == SIGALRM;
    let pid = if by_timer { 0 } else { posix::process_id(vm) };
    let uid = if by_timer { 0 } else { posix::user_id(vm) };
    let code = if by_timer { 128 } else { 0 };
    let fields = [i64::from(signal), code, 0, pid, uid, 0, 0];
    struct_sequence::instance(&class, fields.into_iter().map(Value::int).collect())
}

fn sigwaitinfo(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, set) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let set = bits(&vm, &set).await?;
        Ok(info(&vm, wait_for(&vm, set, None).await?))
    })
}

fn sigtimedwait(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, set, timeout) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let set = bits(&vm, &set).await?;
        let timeout =
            duration(&vm, &timeout).map_err(|_| vm.value_error("timeout must be non-negative"))?;
        let deadline = vm.monotonic() + timeout;
        Ok(info(&vm, wait_for(&vm, set, Some(deadline)).await?))
    })
}

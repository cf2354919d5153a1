//! The process as a program sees it: its number, its environment, its time; and what one process cannot do.

use std::cell::RefCell;

use super::arguments::{c_int, fspath, name_bytes, os_error, owned};
use super::results::classes;
use crate::files::{self, errno};
use crate::object::{Ref, Value};
use crate::processes::End;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::struct_sequence;
use crate::vm::{NativeResult, PyResult, Trap, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getpid", "()", getpid),
    NativeDef::function("getppid", "()", getppid),
    NativeDef::function("getpgid", "(pid)", getpgid),
    NativeDef::function("getpgrp", "()", getpid),
    NativeDef::function("getsid", "(pid, /)", getpgid),
    NativeDef::function("getuid", "()", getuid),
    NativeDef::function("geteuid", "()", getuid),
    NativeDef::function("getgid", "()", getgid),
    NativeDef::function("getegid", "()", getgid),
    NativeDef::function("getgroups", "()", getgroups),
    NativeDef::function("getlogin", "()", getlogin),
    NativeDef::function("cpu_count", "()", cpu_count),
    NativeDef::function("sched_getaffinity", "(pid, /)", affinity),
    NativeDef::function("sched_yield", "()", sched_yield),
    NativeDef::function("getloadavg", "()", getloadavg),
    NativeDef::function("sysconf", "(name, /)", sysconf),
    NativeDef::function("urandom", "(size, /)", urandom),
    NativeDef::function("getrandom", "(size, flags=0)", urandom),
    NativeDef::function("fspath", "(path)", os_fspath),
    NativeDef::function("putenv", "(name, value, /)", putenv),
    NativeDef::function("unsetenv", "(name, /)", unsetenv),
    NativeDef::function("_create_environ", "()", create_environ),
    NativeDef::function("umask", "(mask, /)", umask),
    NativeDef::function("strerror", "(code, /)", strerror),
    NativeDef::function("_exit", "(status)", exit),
    NativeDef::function("abort", "()", abort),
    NativeDef::function("times", "()", times),
    NativeDef::function("uname", "()", uname),
    NativeDef::function(
        "register_at_fork",
        "(*, before=None, after_in_child=None, after_in_parent=None)",
        never,
    ),
    NativeDef::function("execv", "(path, argv, /)", no_processes),
    NativeDef::function("execve", "(path, argv, env)", no_processes),
    NativeDef::function(
        "posix_spawn",
        "(path, argv, env, /, **kwargs)",
        no_processes,
    ),
    NativeDef::function(
        "posix_spawnp",
        "(path, argv, env, /, **kwargs)",
        no_processes,
    ),
    NativeDef::function("system", "(command)", no_processes),
    NativeDef::function("WIFEXITED", "(status)", |vm, args| {
        status(vm, args, |s| Value::bool(s & 0x7f == 0))
    }),
    NativeDef::function("WEXITSTATUS", "(status)", |vm, args| {
        status(vm, args, |s| Value::int((s >> 8) & 0xff))
    }),
    NativeDef::function("WIFSIGNALED", "(status)", |vm, args| {
        status(vm, args, |s| Value::bool(!matches!(s & 0x7f, 0 | 0x7f)))
    }),
    NativeDef::function("WTERMSIG", "(status)", |vm, args| {
        status(vm, args, |s| Value::int(s & 0x7f))
    }),
    NativeDef::function("WIFSTOPPED", "(status)", |vm, args| {
        status(vm, args, |s| Value::bool(s & 0xff == 0x7f))
    }),
    NativeDef::function("WSTOPSIG", "(status)", |vm, args| {
        status(vm, args, |s| Value::int((s >> 8) & 0xff))
    }),
    NativeDef::function("WIFCONTINUED", "(status)", |vm, args| {
        status(vm, args, |s| Value::bool(s == 0xffff))
    }),
    NativeDef::function("WCOREDUMP", "(status, /)", |vm, args| {
        status(vm, args, |s| Value::bool(s & 0x80 != 0))
    }),
    NativeDef::function("waitstatus_to_exitcode", "(status)", waitstatus_to_exitcode),
];

/// Names and values.
type Variables = Vec<(Vec<u8>, Vec<u8>)>;

/// The environment that a child would get: `os.environ` writes to it.
#[derive(Default)]
struct Environment(RefCell<Option<Variables>>);

fn with_environment<R>(vm: &Vm, look: impl FnOnce(&mut Vec<(Vec<u8>, Vec<u8>)>) -> R) -> R {
    let kept = vm.extension::<Environment>();
    let mut variables = kept.0.borrow_mut();
    let given = || {
        let pairs = vm.host.environ().into_iter();
        pairs
            .map(|(name, value)| (name.into_bytes(), value.into_bytes()))
            .collect()
    };
    look(variables.get_or_insert_with(given))
}

/// What a child gets when it is given nothing else.
pub fn environment(vm: &Vm) -> Vec<(Vec<u8>, Vec<u8>)> {
    with_environment(vm, |variables| variables.clone())
}

/// A variable of the environment as the process found it, as text.
pub fn variable_as_text(vm: &Vm, name: &str) -> Option<String> {
    with_environment(vm, |variables| {
        let (_, value) = variables.iter().find(|(own, _)| own == name.as_bytes())?;
        Some(String::from_utf8_lossy(value).into_owned())
    })
}

/// The environment of a process that is being started.
pub fn set_environment(vm: &Vm, variables: Vec<(Vec<u8>, Vec<u8>)>) {
    with_environment(vm, |own| *own = variables);
}

/// `posix.environ`: names and values as bytes.
pub fn environ(vm: &Vm) -> Ref<PyDict> {
    let environ = vm.new_dict();
    let pairs = with_environment(vm, |variables| variables.clone());
    for (name, value) in pairs {
        let _ = vm.quick_dict_set(&environ, &vm.new_bytes(name), vm.new_bytes(value));
    }
    environ
}

fn create_environ(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(environ(vm).into_value().into())
}

/// The bytes of `putenv`'s arguments.
async fn variable(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    let Some(value) = fspath(vm, value).await? else {
        return Err(vm.type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            vm.class_name(value)
        )));
    };
    let bytes = name_bytes(vm, &value)?;
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(bytes)
}

/// The local zone follows a variable.
fn zone_changed(vm: &Vm, name: &[u8], value: Option<&[u8]>) {
    if name == b"TZ" {
        let value = value.map(|value| String::from_utf8_lossy(value).into_owned());
        crate::modules::time::zone::variable_changed(vm, value);
    }
}

fn putenv(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let name = variable(&vm, Args(&slots).get(0)).await?;
        let value = variable(&vm, Args(&slots).get(1)).await?;
        if name.is_empty() || name.contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        zone_changed(&vm, &name, Some(&value));
        with_environment(&vm, |all| {
            match all.iter_mut().find(|(own, _)| *own == name) {
                Some((_, own)) => *own = value,
                None => all.push((name, value)),
            }
        });
        Ok(Value::none())
    })
}

fn unsetenv(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let name = variable(&vm, Args(&slots).get(0)).await?;
        if name.is_empty() || name.contains(&b'=') {
            return Err(os_error(&vm, i64::from(errno::EINVAL), None));
        }
        zone_changed(&vm, &name, None);
        with_environment(&vm, |all| all.retain(|(own, _)| *own != name));
        Ok(Value::none())
    })
}

/// `os.getpid()`
pub fn process_id(vm: &Vm) -> i64 {
    i64::from(vm.seat.pid)
}

/// `os.getuid()`
pub fn user_id(vm: &Vm) -> i64 {
    i64::from(files::table::of(vm).system.identity().0)
}

fn getpid(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(process_id(vm)).into())
}

fn getppid(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(i64::from(vm.system().parent_of(vm.seat.pid))).into())
}

/// The process is alone in its group and session.
fn getpgid(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let asked = i64::from(c_int(&vm, Args(&slots).get(0)).await?);
        let own = process_id(&vm);
        if asked == 0 || asked == own {
            return Ok(Value::int(own));
        }
        Err(os_error(&vm, 3, None))
    })
}

fn getuid(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(user_id(vm)).into())
}

fn getgid(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(i64::from(files::table::of(vm).system.identity().1)).into())
}

fn getgroups(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let own = Value::int(i64::from(files::table::of(vm).system.identity().1));
    Ok(vm.new_list(vec![own]).into())
}

fn getlogin(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(os_error(vm, i64::from(errno::ENOTTY), None))
}

fn cpu_count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.host.cpu_count() as i64).into())
}

fn affinity(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let all = (0..vm.host.cpu_count() as i64).map(Value::int).collect();
        crate::types::set::set_from(&vm, all).await
    })
}

fn sched_yield(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move { vm.trap(Trap::Yield).await })
}

fn getloadavg(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.os_error("Load averages are unobtainable"))
}

/// Names and answers of `sysconf`.
pub static SYSTEM: &[(&str, i64)] = &[
    ("SC_ARG_MAX", 0),
    ("SC_CLK_TCK", 2),
    ("SC_OPEN_MAX", 4),
    ("SC_PAGESIZE", 30),
    ("SC_PAGE_SIZE", 30),
    ("SC_IOV_MAX", 60),
    ("SC_NPROCESSORS_CONF", 83),
    ("SC_NPROCESSORS_ONLN", 84),
];

fn sysconf(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let name = Args(&slots).get(0);
        let number = match name.get::<crate::types::str::PyStr>() {
            Some(text) => {
                let found = SYSTEM.iter().find(|(own, _)| Some(*own) == text.as_str());
                match found {
                    Some((_, number)) => *number,
                    None => return Err(vm.value_error("unrecognized configuration name")),
                }
            }
            None => i64::from(c_int(&vm, name).await?),
        };
        Ok(Value::int(match number {
            0 => 2_097_152,
            2 => 100,
            4 | 60 => 1024,
            30 => 4096,
            83 | 84 => vm.host.cpu_count() as i64,
            _ => return Err(os_error(&vm, i64::from(errno::EINVAL), None)),
        }))
    })
}

fn urandom(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let size = vm.index(Args(&slots).get(0)).await?;
        let Some(size) = num_traits::ToPrimitive::to_i64(&size) else {
            return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
        };
        let size =
            usize::try_from(size).map_err(|_| vm.value_error("negative argument not allowed"))?;
        vm.check_memory(size as u64)?;
        let mut bytes = vec![0; size];
        vm.fill_random(&mut bytes);
        Ok(vm.new_bytes(bytes))
    })
}

fn os_fspath(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = args.get(0);
    if path.get::<crate::types::str::PyStr>().is_some()
        || path.get::<crate::types::bytes::PyBytes>().is_some()
    {
        return Ok(path.clone().into());
    }
    let (vm, path) = (vm.clone(), path.clone());
    Vm::future(async move {
        fspath(&vm, &path).await?.ok_or_else(|| {
            vm.type_error(format!(
                "expected str, bytes or os.PathLike object, not {}",
                vm.class_name(&path)
            ))
        })
    })
}

fn umask(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let mask = c_int(&vm, Args(&slots).get(0)).await? as u32 & 0o777;
        let old = files::table::of(&vm).umask.replace(mask);
        Ok(Value::int(i64::from(old)))
    })
}

fn strerror(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let code = c_int(&vm, Args(&slots).get(0)).await?;
        Ok(vm.new_str(super::messages::strerror(i64::from(code))))
    })
}

/// Ends the program at once: no `finally`, no exit functions, nothing flushed.
fn exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let status = c_int(&vm, Args(&slots).get(0)).await?;
        vm.trap(Trap::Exit(End::Exited(status & 0xff))).await
    })
}

fn abort(vm: &Vm, _args: Args<'_>) -> NativeResult {
    const SIGABRT: i32 = 6;
    let vm = vm.clone();
    Vm::future(async move { vm.trap(Trap::Exit(End::Killed(SIGABRT))).await })
}

fn times(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let elapsed = vm.monotonic().as_secs_f64();
    let used = vm
        .host
        .processor_time()
        .map_or(elapsed, |time| time.as_secs_f64());
    let numbers = [used, 0.0, 0.0, 0.0, elapsed];
    let items = numbers.into_iter().map(Value::float).collect();
    Ok(struct_sequence::instance(&classes(vm).times, items).into())
}

fn uname(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let parts = ["Linux", "loopground", "6.0", "#1", "x86_64"];
    let items = parts.into_iter().map(|part| vm.new_str(part)).collect();
    Ok(struct_sequence::instance(&classes(vm).uname, items).into())
}

/// A signal to this process itself: others cannot be reached.
/// What would run at a fork, which never happens.
fn never(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn no_processes(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let args = vec![
        Value::int(i64::from(errno::ENOSYS)),
        vm.new_str("other processes cannot be started from here"),
    ];
    Err(vm.raise_with(&vm.types.exceptions.os_error, args))
}

fn status(vm: &Vm, args: Args<'_>, look: fn(i64) -> Value) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let status = c_int(&vm, Args(&slots).get(0)).await?;
        Ok(look(i64::from(status)))
    })
}

fn waitstatus_to_exitcode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let status = c_int(&vm, Args(&slots).get(0)).await?;
        match status & 0x7f {
            0 => Ok(Value::int(i64::from((status >> 8) & 0xff))),
            0x7f => Err(vm.value_error(format!(
                "process stopped by delivery of signal {}",
                (status >> 8) & 0xff
            ))),
            signal => Ok(Value::int(-i64::from(signal))),
        }
    })
}

//! `posix`: what a sandbox can honestly answer of an operating system.
//!
//! There is one process, its environment, and files that the host shows for reading. Everything else raises
//! `OSError` with the number an operating system would give.

use crate::object::{Ref, Value};
use crate::types::bytes::PyBytes;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::struct_sequence;
use crate::vm::program::Started;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getpid", "()", getpid),
    NativeDef::function("getppid", "()", getppid),
    NativeDef::function("getuid", "()", getuid),
    NativeDef::function("geteuid", "()", getuid),
    NativeDef::function("getgid", "()", getuid),
    NativeDef::function("getcwd", "()", getcwd),
    NativeDef::function("getcwdb", "()", getcwdb),
    NativeDef::function("cpu_count", "()", cpu_count),
    NativeDef::function("sched_getaffinity", "(pid, /)", affinity),
    NativeDef::function("urandom", "(size, /)", urandom),
    NativeDef::function("fspath", "(path)", fspath),
    NativeDef::function("stat", "(path, *, dir_fd=None, follow_symlinks=True)", stat),
    NativeDef::function("lstat", "(path, *, dir_fd=None)", stat),
    NativeDef::function(
        "access",
        "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        access,
    ),
    NativeDef::function("putenv", "(name, value, /)", putenv),
    NativeDef::function("unsetenv", "(name, /)", putenv),
    NativeDef::function("umask", "(mask, /)", umask),
    NativeDef::function("strerror", "(code, /)", strerror),
    NativeDef::function("_exit", "(status)", exit),
    NativeDef::function("isatty", "(fd, /)", isatty),
    NativeDef::function("get_terminal_size", "(fd=1, /)", terminal_size),
    NativeDef::function("times", "()", times),
    NativeDef::function("uname", "()", uname),
    NativeDef::function("_fcopyfile", "(*args)", refused),
    NativeDef::function("kill", "(pid, signal, /)", kill),
    NativeDef::function("system", "(command)", refused),
    NativeDef::function("listdir", "(path=None)", no_folder),
    NativeDef::function("scandir", "(path=None)", no_folder),
    NativeDef::function("mkdir", "(path, mode=511, *, dir_fd=None)", read_only),
    NativeDef::function("rmdir", "(path, *, dir_fd=None)", read_only),
    NativeDef::function("unlink", "(path, *, dir_fd=None)", read_only),
    NativeDef::function("remove", "(path, *, dir_fd=None)", read_only),
    NativeDef::function(
        "rename",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        read_only,
    ),
    NativeDef::function(
        "replace",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        read_only,
    ),
    NativeDef::function("chdir", "(path)", read_only),
    NativeDef::function(
        "chmod",
        "(path, mode, *, dir_fd=None, follow_symlinks=True)",
        read_only,
    ),
    NativeDef::function(
        "symlink",
        "(src, dst, target_is_directory=False, *, dir_fd=None)",
        read_only,
    ),
    NativeDef::function("readlink", "(path, *, dir_fd=None)", no_link),
    NativeDef::function("open", "(path, flags, mode=511, *, dir_fd=None)", read_only),
    NativeDef::function("pipe", "()", refused),
];

static STAT_RESULT: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("st_mode"),
        struct_sequence::field::<1>("st_ino"),
        struct_sequence::field::<2>("st_dev"),
        struct_sequence::field::<3>("st_nlink"),
        struct_sequence::field::<4>("st_uid"),
        struct_sequence::field::<5>("st_gid"),
        struct_sequence::field::<6>("st_size"),
        struct_sequence::field::<7>("st_atime"),
        struct_sequence::field::<8>("st_mtime"),
        struct_sequence::field::<9>("st_ctime"),
    ];
    struct_sequence::definition("stat_result", "os", FIELDS)
};

static TERMINAL_SIZE: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("columns"),
        struct_sequence::field::<1>("lines"),
    ];
    struct_sequence::definition("terminal_size", "os", FIELDS)
};

static UNAME_RESULT: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("sysname"),
        struct_sequence::field::<1>("nodename"),
        struct_sequence::field::<2>("release"),
        struct_sequence::field::<3>("version"),
        struct_sequence::field::<4>("machine"),
    ];
    struct_sequence::definition("uname_result", "posix", FIELDS)
};

static TIMES_RESULT: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        struct_sequence::field::<0>("user"),
        struct_sequence::field::<1>("system"),
        struct_sequence::field::<2>("children_user"),
        struct_sequence::field::<3>("children_system"),
        struct_sequence::field::<4>("elapsed"),
    ];
    struct_sequence::definition("times_result", "posix", FIELDS)
};

/// The classes of results, made at the first import.
#[derive(Default)]
struct Classes(std::cell::OnceCell<[Ref<crate::types::type_object::PyType>; 4]>);

fn classes(vm: &Vm) -> [Ref<crate::types::type_object::PyType>; 4] {
    let kept = vm.extension::<Classes>();
    let defs = [&STAT_RESULT, &TERMINAL_SIZE, &UNAME_RESULT, &TIMES_RESULT];
    kept.0
        .get_or_init(|| defs.map(|def| struct_sequence::class(vm, def)))
        .clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "posix", FUNCTIONS);
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    let environ = vm.new_dict();
    for (name, value) in vm.host.environ() {
        let (name, value) = (
            vm.new_bytes(name.into_bytes()),
            vm.new_bytes(value.into_bytes()),
        );
        let _ = vm.quick_dict_set(&environ, &name, value);
    }
    set("environ", environ.into_value());
    set("error", vm.types.exceptions.os_error.to_value());
    set("_have_functions", vm.new_list(vec![]));
    let [stat, terminal, uname, times] = classes(vm);
    set("stat_result", stat.into_value());
    set("terminal_size", terminal.into_value());
    set("uname_result", uname.into_value());
    set("times_result", times.into_value());
    for (name, value) in [
        ("F_OK", 0),
        ("R_OK", 4),
        ("W_OK", 2),
        ("X_OK", 1),
        ("O_RDONLY", 0),
        ("O_WRONLY", 1),
        ("O_RDWR", 2),
        ("O_CREAT", 64),
        ("O_EXCL", 128),
        ("O_TRUNC", 512),
        ("O_APPEND", 1024),
        ("O_NONBLOCK", 2048),
        ("O_CLOEXEC", 524_288),
        ("O_NOFOLLOW", 131_072),
        ("EX_OK", 0),
        ("WNOHANG", 1),
    ] {
        set(name, Value::int(value));
    }
    Ok(())
}

/// `OSError` of a number, with the path when there is one.
#[must_use]
pub fn os_error(vm: &Vm, errno: i64, path: Option<&Value>) -> Raised {
    let class = crate::types::exception_methods::os_error_class(vm, errno);
    let class = class.unwrap_or(&vm.types.exceptions.os_error).clone();
    let mut args = vec![Value::int(errno), vm.new_str(message(errno))];
    args.extend(path.cloned());
    vm.raise_with(&class, args)
}

fn message(errno: i64) -> &'static str {
    match errno {
        1 => "Operation not permitted",
        2 => "No such file or directory",
        3 => "No such process",
        9 => "Bad file descriptor",
        12 => "Cannot allocate memory",
        13 => "Permission denied",
        17 => "File exists",
        20 => "Not a directory",
        21 => "Is a directory",
        22 => "Invalid argument",
        25 => "Inappropriate ioctl for device",
        30 => "Read-only file system",
        32 => "Broken pipe",
        38 => "Function not implemented",
        110 => "Connection timed out",
        111 => "Connection refused",
        _ => "Unknown error",
    }
}

fn path_text(vm: &Vm, path: &Value) -> PyResult<String> {
    match (path.get::<PyStr>(), path.get::<PyBytes>()) {
        (Some(text), _) => Ok(text.lossy().into_owned()),
        (_, Some(bytes)) => Ok(String::from_utf8_lossy(bytes.data()).into_owned()),
        _ => Err(vm.type_error(format!(
            "stat: path should be string, bytes, os.PathLike or integer, not {}",
            vm.class_name(path)
        ))),
    }
}

/// The process and the user that programs believe to be.
pub const PID: i64 = 4242;
pub const UID: i64 = 1000;

fn getpid(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(PID).into())
}

fn getppid(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(1).into())
}

fn getuid(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(UID).into())
}

fn folder(vm: &Vm) -> String {
    let directory = vm.extension::<Started>().directory.borrow().clone();
    if directory.is_empty() {
        "/".to_owned()
    } else {
        directory
    }
}

fn getcwd(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_str(folder(vm)).into())
}

fn getcwdb(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_bytes(folder(vm).into_bytes()).into())
}

fn cpu_count(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(4).into())
}

fn affinity(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(
        async move { crate::types::set::set_from(&vm, (0..4).map(Value::int).collect()).await },
    )
}

fn urandom(vm: &Vm, args: Args<'_>) -> NativeResult {
    let size = args.get(0).as_small_int().unwrap_or(-1);
    if size < 0 {
        return Err(vm.value_error("negative argument not allowed"));
    }
    vm.check_memory(size as u64)?;
    let mut bytes = vec![0; size as usize];
    vm.fill_random(&mut bytes);
    Ok(vm.new_bytes(bytes).into())
}

fn fspath(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = args.get(0);
    if path.get::<PyStr>().is_some() || path.get::<PyBytes>().is_some() {
        return Ok(path.clone().into());
    }
    let class = vm.class_of(path).clone();
    let Some(method) = class.lookup(&vm.names.__fspath__) else {
        return Err(vm.type_error(format!(
            "expected str, bytes or os.PathLike object, not {}",
            class.name()
        )));
    };
    let flow = vm.call_special(path, method, vec![]);
    let vm = vm.clone();
    Vm::future(async move {
        let result = vm.run_flow(flow).await?;
        if result.get::<PyStr>().is_none() && result.get::<PyBytes>().is_none() {
            return Err(vm.type_error(format!(
                "expected {}.__fspath__() to return str or bytes, not {}",
                class.name(),
                vm.class_name(&result)
            )));
        }
        Ok(result)
    })
}

fn stat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let slots = [Some(path.clone())];
        let flow = fspath(&vm, Args(&slots))?;
        let plain = vm.run_flow(flow).await?;
        let name = path_text(&vm, &plain)?;
        let (mode, size) = if let Some(bytes) = vm.host.read_file(&name) {
            (0o100_644, bytes.len() as i64)
        } else if name == folder(&vm) || name == "/" || name == "." {
            (0o040_755, 4096)
        } else {
            return Err(os_error(&vm, 2, Some(&path)));
        };
        let [class, ..] = classes(&vm);
        let numbers = [mode, 1, 1, 1, 1000, 1000, size, 0, 0, 0];
        Ok(struct_sequence::instance(
            &class,
            numbers.into_iter().map(Value::int).collect(),
        ))
    })
}

fn access(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = path_text(vm, args.get(0))?;
    let writes = args.get(1).as_small_int().unwrap_or(0) & 2 != 0;
    Ok(Value::bool(!writes && (vm.host.read_file(&name).is_some() || name == folder(vm))).into())
}

/// `os.environ` keeps the variables; only the local zone is looked up elsewhere.
fn putenv(vm: &Vm, args: Args<'_>) -> NativeResult {
    let text = |value: &Value| path_text(vm, value);
    if text(args.get(0))? == "TZ" {
        let value = args.opt(1).map(text).transpose()?;
        super::time::zone::variable_changed(vm, value);
    }
    Ok(Value::none().into())
}

/// A signal to this process itself: there is no other.
fn kill(vm: &Vm, args: Args<'_>) -> NativeResult {
    let number = |value: &Value| {
        crate::vm::protocol::as_int(value)
            .and_then(|number| i64::try_from(number).ok())
            .ok_or_else(|| {
                vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    vm.class_name(value)
                ))
            })
    };
    let (pid, signal) = (number(args.get(0))?, number(args.get(1))?);
    if ![PID, 0, -PID].contains(&pid) {
        return Err(os_error(vm, 3, None));
    }
    match u32::try_from(signal) {
        Ok(0) => Ok(Value::none().into()),
        Ok(signal) if signal < crate::vm::signals::COUNT => super::signal::send(vm, signal),
        _ => Err(os_error(vm, 22, None)),
    }
}

fn umask(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(0o022).into())
}

fn strerror(vm: &Vm, args: Args<'_>) -> NativeResult {
    let errno = args.get(0).as_small_int().unwrap_or(0);
    let known = message(errno);
    let text = if known == "Unknown error" {
        format!("Unknown error {errno}")
    } else {
        known.to_owned()
    };
    Ok(vm.new_str(text).into())
}

/// Ends the program at once, without running `finally` blocks.
fn exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(vm.raise_with(&vm.types.exceptions.system_exit, vec![args.get(0).clone()]))
}

fn isatty(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

fn terminal_size(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(os_error(vm, 25, None))
}

fn times(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let now = vm.monotonic().as_secs_f64();
    let [.., class] = classes(vm);
    let numbers = [now, 0.0, 0.0, 0.0, now];
    Ok(struct_sequence::instance(&class, numbers.into_iter().map(Value::float).collect()).into())
}

fn uname(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let [_, _, class, _] = classes(vm);
    let parts = ["Linux", "loopground", "6.0", "#1", "x86_64"];
    Ok(struct_sequence::instance(
        &class,
        parts.into_iter().map(|part| vm.new_str(part)).collect(),
    )
    .into())
}

fn refused(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(os_error(vm, 38, None))
}

fn no_folder(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(os_error(vm, 38, args.opt(0)))
}

fn no_link(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(os_error(vm, 22, args.opt(0)))
}

fn read_only(vm: &Vm, args: Args<'_>) -> NativeResult {
    Err(os_error(vm, 30, args.opt(0)))
}

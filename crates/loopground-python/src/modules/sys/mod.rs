//! `sys`.
//!
//! Here: the table and what belongs to the interpreter. Figures about the implementation are in `info`, the
//! frames and exceptions in `frames`.

mod breakpoint;
mod frames;
mod info;
mod library_names;
mod tracing;

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::int_methods::digits;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::program::Started;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("exit", "(status=None, /)", exit),
    NativeDef::function("getrecursionlimit", "()", getrecursionlimit),
    NativeDef::function("setrecursionlimit", "(limit, /)", setrecursionlimit),
    NativeDef::function("intern", "(string, /)", intern),
    NativeDef::function("getrefcount", "(object, /)", getrefcount),
    NativeDef::function("getsizeof", "(object, default=None)", getsizeof),
    NativeDef::function("getdefaultencoding", "()", encoding),
    NativeDef::function("getfilesystemencoding", "()", encoding),
    NativeDef::function("getfilesystemencodeerrors", "()", surrogateescape),
    NativeDef::function("getswitchinterval", "()", getswitchinterval),
    NativeDef::function("setswitchinterval", "(interval, /)", setswitchinterval),
    NativeDef::function("is_finalizing", "()", is_finalizing),
    NativeDef::function("is_remote_debug_enabled", "()", no),
    NativeDef::function("breakpointhook", "(*args, **kws)", breakpoint::hook),
    NativeDef::function("audit", "(event, /, *args)", nothing),
    NativeDef::function("addaudithook", "(hook, /)", nothing),
    NativeDef::function("displayhook", "(object, /)", displayhook),
    NativeDef::function("get_int_max_str_digits", "()", get_int_max_str_digits),
    NativeDef::function(
        "set_int_max_str_digits",
        "(maxdigits)",
        set_int_max_str_digits,
    ),
    NativeDef::function("_is_gil_enabled", "()", yes),
    NativeDef::function("_clear_type_cache", "()", nothing),
    NativeDef::function(
        "_clear_type_descriptors",
        "(type, /)",
        clear_type_descriptors,
    ),
    NativeDef::function("_get_cpu_count_config", "()", no_cpu_count),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "sys", FUNCTIONS);
    vm.add_functions(dict, "sys", frames::FUNCTIONS);
    vm.add_functions(dict, "sys", tracing::FUNCTIONS);
    info::fill(vm, dict);
    crate::modules::io::standard::fill(vm, dict)?;
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    let started = vm.extension::<Started>();
    info::show_options(vm, dict, &started.options.borrow());
    let strings =
        |texts: &[String]| vm.new_list(texts.iter().map(|text| vm.new_str(text.clone())).collect());
    set("argv", strings(&started.argv.borrow()));
    set("orig_argv", strings(&started.argv.borrow()));
    set("path", strings(&crate::modules::library::initial_path(vm)));
    set("modules", vm.modules.to_value());
    set("executable", vm.new_str(super::processes::EXECUTABLE));
    for name in [
        "prefix",
        "exec_prefix",
        "base_prefix",
        "base_exec_prefix",
        "platlibdir",
    ] {
        set(
            name,
            vm.new_str(if name == "platlibdir" { "lib" } else { "/usr" }),
        );
    }
    let jit = vm.new_module("_jit");
    if let Some(module) = jit.get::<crate::types::module::PyModule>() {
        vm.add_functions(&module.dict, "sys._jit", JIT);
    }
    set("_jit", jit);
    let names = library_names::NAMES.split_whitespace();
    let names = names.map(|name| vm.intern(name)).collect();
    let names = crate::types::set::frozenset_of_plain(vm, names);
    set("stdlib_module_names", names);
    set("abiflags", vm.new_str(""));
    set("dont_write_bytecode", Value::bool(true));
    set("pycache_prefix", Value::none());
    for hook in [
        "displayhook",
        "excepthook",
        "unraisablehook",
        "breakpointhook",
    ] {
        if let Some(function) = dict.get_name(&vm.intern(hook)) {
            set(&format!("__{hook}__"), function);
        }
    }
    let natives: Vec<Value> = {
        let mut names: Vec<_> = vm.native_modules.borrow().keys().copied().collect();
        names.sort_unstable();
        names.into_iter().map(|name| vm.new_str(name)).collect()
    };
    set("builtin_module_names", vm.new_tuple(natives));
    Ok(())
}

/// There is no compiler to machine code.
static JIT: &[NativeDef] = &[
    NativeDef::function("is_available", "()", no),
    NativeDef::function("is_enabled", "()", no),
    NativeDef::function("is_active", "()", no),
];

fn exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let status = args.opt(0).cloned();
    let given = match status {
        None => vec![],
        Some(status) if status.is_none() => vec![],
        Some(status) => match status.get::<crate::types::tuple::PyTuple>() {
            Some(items) => items.items().to_vec(),
            None => vec![status],
        },
    };
    Err(vm.raise_with(&vm.types.exceptions.system_exit, given))
}

fn getrecursionlimit(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.recursion_limit.get() as i64).into())
}

fn setrecursionlimit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(limit) = args.get(0).as_small_int() else {
        return Err(vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.class_name(args.get(0))
        )));
    };
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    vm.recursion_limit.set(limit as usize);
    Ok(Value::none().into())
}

fn intern(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(0).get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "intern() argument must be str, not {}",
            vm.class_name(args.get(0))
        )));
    }
    Ok(vm.intern_value(args.get(0)).into())
}

/// Unboxed values are not counted; CPython calls its small ones immortal.
fn getrefcount(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let count = args
        .get(0)
        .as_object()
        .map_or(u32::MAX, crate::object::Object::reference_count);
    let value = args.get(0).clone();
    Ok(Flow::Frames(Box::new(move |_, thread| {
        // CPython lends a local variable to the call without counting.
        let lent = value.as_object().is_some()
            && thread.top_frame().is_some_and(|frame| {
                let before = frame.current().checked_sub(1);
                before.is_some_and(|at| {
                    frame.code.instructions[at as usize].op == crate::code::Op::LoadFastBorrow
                })
            });
        drop(value);
        Ok(Value::int(i64::from(count) - i64::from(lent)))
    })))
}

/// What `dataclasses` asks for before it makes a class again with slots.
fn clear_type_descriptors(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(class) = args.get(0).to_ref::<PyType>() else {
        return Err(vm.type_error(format!(
            "_clear_type_descriptors() argument must be type, not {}",
            vm.class_name(args.get(0))
        )));
    };
    for name in ["__dict__", "__weakref__"] {
        drop(class.dict.remove_name(&vm.intern(name)));
    }
    class.modified();
    Ok(Value::none().into())
}

fn getsizeof(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value, default) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let size = match (own_size(&vm, &value).await, default) {
            (Err(raised), Some(default))
                if vm.matches(&raised, &vm.types.exceptions.type_error) =>
            {
                return Ok(default);
            }
            (size, _) => size?,
        };
        let size = num_traits::ToPrimitive::to_i64(&size)
            .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))?;
        if size < 0 {
            return Err(vm.value_error("__sizeof__() should return >= 0"));
        }
        Ok(Value::int(size + crate::types::sizes::header(&vm, &value)))
    })
}

/// `type(value).__sizeof__(value)`.
async fn own_size(vm: &Vm, value: &Value) -> PyResult<num_bigint::BigInt> {
    let class = vm.class_of(value).clone();
    let Some(method) = class.lookup(&vm.intern("__sizeof__")) else {
        return Err(vm.type_error(format!(
            "Type {} doesn't define __sizeof__",
            vm.type_name(value)
        )));
    };
    let flow = vm.call_special(value, method, vec![]);
    let size = vm.run_flow(flow).await?;
    crate::vm::protocol::as_int(&size).ok_or_else(|| vm.type_error("an integer is required"))
}

fn encoding(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_str("utf-8").into())
}

fn surrogateescape(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_str("surrogateescape").into())
}

/// A century, in seconds: more than any run lasts.
const MAX_INTERVAL: f64 = 3e9;

fn getswitchinterval(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::float(vm.switching.interval.get().as_secs_f64()).into())
}

fn setswitchinterval(vm: &Vm, args: Args<'_>) -> NativeResult {
    let seconds = match args.get(0).view() {
        crate::object::View::Float(seconds) => seconds,
        crate::object::View::Int(seconds) => seconds as f64,
        _ => {
            return Err(vm.type_error(format!(
                "must be real number, not {}",
                vm.class_name(args.get(0))
            )));
        }
    };
    if seconds <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    let seconds = seconds.min(MAX_INTERVAL);
    let interval = std::time::Duration::from_secs_f64(seconds);
    vm.switching.interval.set(interval);
    Ok(Value::none().into())
}

fn get_int_max_str_digits(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(digits::limit(vm) as i64).into())
}

fn set_int_max_str_digits(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(0).as_small_int() {
        Some(digits) if digits == 0 || digits >= 640 => {
            digits::set_limit(vm, digits as usize);
            Ok(Value::none().into())
        }
        _ => Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited")),
    }
}

fn no(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

/// No count was configured on the command line.
fn no_cpu_count(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(-1).into())
}

/// Whether a module of this name is in the standard library, on any system.
#[must_use]
pub fn is_library_module(name: &str) -> bool {
    library_names::NAMES
        .split_whitespace()
        .any(|known| known == name)
}

fn is_finalizing(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(vm.is_finalizing()).into())
}

fn yes(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(true).into())
}

fn nothing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn displayhook(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        if value.is_none() {
            return Ok(Value::none());
        }
        let text = vm.repr_text(&value).await?;
        let stdout = vm.names.stdout.clone();
        let Some(stream) = crate::modules::io::standard::current(&vm, &stdout).await else {
            return Err(vm.runtime_error("lost sys.stdout"));
        };
        let line = vm.new_str(format!("{text}\n"));
        vm.call_method(&stream, &vm.names.write.clone(), [line])
            .await?;
        vm.builtins.set_name(&vm.intern("_"), value);
        Ok(Value::none())
    })
}

//! Talking to the outside: `print`, `input`, `open`, `breakpoint`, `help`.

use crate::modules::io::{open, standard};
use crate::object::Value;
use crate::types::module::PyModule;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        print,
    )
    .doc("Prints the values to a stream, or to sys.stdout by default."),
    NativeDef::function("input", "(prompt='', /)", input)
        .doc("Read a string from standard input. The trailing newline is stripped."),
    NativeDef::function("open", open::SIGNATURE, open::open).doc("Open file and return a stream."),
    NativeDef::function("breakpoint", "(*args, **kws)", breakpoint)
        .doc("Call sys.breakpointhook(*args, **kws)."),
    NativeDef::function("help", "(*args, **kwds)", help)
        .doc("Show what an object says about itself."),
];

/// `sys.stdout` (or another of its streams) as it is now; `None` before `sys` was ever imported.
fn sys_stream(vm: &Vm, name: &Value) -> Option<Option<Value>> {
    let sys = vm.modules.get_name(&vm.names.sys)?;
    Some(sys.get::<PyModule>()?.dict.get_name(name))
}

/// Where `print` writes: `None` when `sys.stdout` is, which means nowhere.
fn target(vm: &Vm, file: Option<&Value>) -> PyResult<Option<Value>> {
    let stream = match file.filter(|file| !file.is_none()) {
        Some(file) => file.clone(),
        None => match sys_stream(vm, &vm.names.stdout) {
            None => standard::streams(vm)?[1].clone(),
            Some(None) => return Err(vm.runtime_error("lost sys.stdout")),
            Some(Some(stream)) => stream,
        },
    };
    Ok(Some(stream).filter(|stream| !stream.is_none()))
}

/// `sep` or `end`: a string, or `None` for the default.
fn separator(vm: &Vm, value: Option<&Value>, name: &str, default: &str) -> PyResult {
    match value {
        None => Ok(vm.new_str(default)),
        Some(value) if value.is_none() => Ok(vm.new_str(default)),
        Some(value) if value.get::<PyStr>().is_some() => Ok(value.clone()),
        Some(value) => Err(vm.type_error(format!(
            "{name} must be None or a string, not {}",
            vm.class_name(value)
        ))),
    }
}

/// Appends `str(value)` where no Python code is needed.
fn push_quick(vm: &Vm, line: &mut String, value: &Value) -> bool {
    if let Some(content) = value.get::<PyStr>()
        && vm.is_exactly(value, &vm.types.str)
    {
        let Some(content) = content.as_str() else {
            return false;
        };
        line.push_str(content);
        return true;
    }
    let plain = value.as_object().is_none_or(|object| {
        !object
            .class()
            .has_flag(crate::types::type_object::TypeFlags::HEAP)
    });
    plain && crate::types::quick::quick_repr_into(vm, value, line)
}

fn print(vm: &Vm, args: Args<'_>) -> NativeResult {
    let items = args.rest(0);
    let sep = separator(vm, args.opt(1), "sep", " ")?;
    let end = separator(vm, args.opt(2), "end", "\n")?;
    let target = target(vm, args.opt(3))?;
    let flush = args.opt(4);
    let Some(target) = target else {
        return Ok(Value::none().into());
    };
    let flush_known = match flush {
        None => Some(false),
        Some(flush) => vm.quick_truth(flush),
    };
    let mut line = String::new();
    let mut quick = true;
    for (place, item) in items.iter().enumerate() {
        quick = (place == 0 || push_quick(vm, &mut line, &sep)) && push_quick(vm, &mut line, item);
        if !quick {
            break;
        }
    }
    if quick
        && flush_known == Some(false)
        && push_quick(vm, &mut line, &end)
        && let Some(result) = standard::write_now(vm, &target, &line)
    {
        result?;
        return Ok(Value::none().into());
    }
    let (vm, items, flush) = (vm.clone(), items.to_vec(), flush.cloned());
    Vm::future(async move {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                write(&vm, &target, &sep).await?;
            }
            let shown = if vm.is_exactly(item, &vm.types.str) {
                item.clone()
            } else {
                vm.str(item).await?
            };
            write(&vm, &target, &shown).await?;
        }
        write(&vm, &target, &end).await?;
        let flush = match flush {
            Some(flush) => vm.truth(&flush).await?,
            None => false,
        };
        if flush {
            vm.call_method(&target, &vm.names.flush.clone(), []).await?;
        }
        Ok(Value::none())
    })
}

async fn write(vm: &Vm, stream: &Value, content: &Value) -> PyResult<()> {
    if let Some(text) = content.get::<PyStr>().and_then(PyStr::as_str)
        && let Some(result) = standard::write_now(vm, stream, text)
    {
        return result;
    }
    let name = vm.names.write.clone();
    vm.call_method(stream, &name, [content.clone()])
        .await
        .map(drop)
}

fn input(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, prompt) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let stdin = match sys_stream(&vm, &vm.names.stdin) {
            None => standard::streams(&vm)?[0].clone(),
            Some(Some(stream)) if !stream.is_none() => stream,
            Some(_) => return Err(vm.runtime_error("input(): lost sys.stdin")),
        };
        let Ok(Some(stdout)) = target(&vm, None) else {
            return Err(vm.runtime_error("input(): lost sys.stdout"));
        };
        let flush = vm.names.flush.clone();
        if let Some(Some(stderr)) = sys_stream(&vm, &vm.names.stderr)
            && !stderr.is_none()
        {
            let _ = vm.call_method(&stderr, &flush, []).await;
        }
        if let Some(prompt) = prompt {
            let shown = vm.str(&prompt).await?;
            write(&vm, &stdout, &shown).await?;
        }
        let _ = vm.call_method(&stdout, &flush, []).await;
        let name = vm.names.readline.clone();
        let line = vm.call_method(&stdin, &name, []).await?;
        let Some(content) = line.get::<PyStr>() else {
            return Err(vm.type_error("object.readline() returned non-string"));
        };
        if content.is_empty() {
            return Err(vm.eof_error("EOF when reading a line"));
        }
        Ok(
            match content.as_str().and_then(|line| line.strip_suffix('\n')) {
                Some(stripped) => vm.new_str(stripped.to_owned()),
                None => line.clone(),
            },
        )
    })
}

fn breakpoint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let hook = vm.intern("breakpointhook");
    if let Some(Some(hook)) = sys_stream(vm, &hook) {
        let call = crate::vm::CallArgs::from_parts(args.rest(0), args.keywords(1));
        return Ok(crate::vm::Flow::call(hook, call));
    }
    Err(vm.runtime_error("lost sys.breakpointhook"))
}

/// What CPython's `site` makes of `pydoc.help`.
fn help(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = crate::vm::CallArgs::from_parts(args.rest(0), args.keywords(1));
    let vm = vm.clone();
    Vm::future(async move {
        let pydoc = crate::vm::import::import(&vm, "pydoc").await?;
        let help = vm.get_attribute(&pydoc, &vm.intern("help")).await?;
        vm.call(&help, given).await
    })
}

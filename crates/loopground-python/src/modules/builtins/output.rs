//! Talking to the outside: `print`, `input`, `open`, `breakpoint`, `help`.

use crate::embed::Stream;
use crate::modules::sys::streams::{PyHostStream, Which, write_bytes};
use crate::object::Value;
use crate::types::module::PyModule;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Trap, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        print,
    )
    .doc("Prints the values to a stream, or to sys.stdout by default."),
    NativeDef::function("input", "(prompt='', /)", input)
        .doc("Read a string from standard input. The trailing newline is stripped."),
    NativeDef::function("open", "(*args, **kwargs)", open).doc("Open file and return a stream."),
    NativeDef::function("breakpoint", "(*args, **kws)", breakpoint)
        .doc("Call sys.breakpointhook(*args, **kws)."),
    NativeDef::function("help", "(object=None, /)", help)
        .doc("Show what an object says about itself."),
];

/// `sys.stdout` (or another of its streams) as it is now; `None` before `sys` was ever imported.
fn sys_stream(vm: &Vm, name: &Value) -> Option<Option<Value>> {
    let sys = vm.modules.get_name(&vm.names.sys)?;
    Some(sys.get::<PyModule>()?.dict.get_name(name))
}

/// Where `print` writes.
enum Target {
    /// The host's standard output.
    Host,
    /// A stream of the program.
    Stream(Value),
    /// `sys.stdout` is `None`: nowhere.
    Nowhere,
}

fn is_host(stream: &Value, which: Which) -> bool {
    stream
        .get::<PyHostStream>()
        .is_some_and(|stream| stream.which == which)
}

fn target(vm: &Vm, file: Option<&Value>) -> PyResult<Target> {
    let stream = match file.filter(|file| !file.is_none()) {
        Some(file) => file.clone(),
        None => match sys_stream(vm, &vm.names.stdout) {
            None => return Ok(Target::Host),
            Some(None) => return Err(vm.runtime_error("lost sys.stdout")),
            Some(Some(stream)) if stream.is_none() => return Ok(Target::Nowhere),
            Some(Some(stream)) => stream,
        },
    };
    Ok(if is_host(&stream, Which::Stdout) {
        Target::Host
    } else {
        Target::Stream(stream)
    })
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
    if let Target::Nowhere = target {
        return Ok(Value::none().into());
    }
    let flush_known = match flush {
        None => Some(false),
        Some(flush) => vm.quick_truth(flush),
    };
    if let (Target::Host, Some(flush)) = (&target, flush_known) {
        let mut line = String::new();
        let mut quick = true;
        for (place, item) in items.iter().enumerate() {
            quick =
                (place == 0 || push_quick(vm, &mut line, &sep)) && push_quick(vm, &mut line, item);
            if !quick {
                break;
            }
        }
        if quick && push_quick(vm, &mut line, &end) {
            write_bytes(vm, Stream::Stdout, line.as_bytes())?;
            if flush {
                let _ = vm.host.flush(Stream::Stdout);
            }
            return Ok(Value::none().into());
        }
    }
    let (vm, items, flush) = (vm.clone(), items.to_vec(), flush.cloned());
    Vm::future(async move {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                write(&vm, &target, &sep).await?;
            }
            let shown = match &target {
                Target::Host if vm.is_exactly(item, &vm.types.str) => item.clone(),
                _ => vm.str(item).await?,
            };
            write(&vm, &target, &shown).await?;
        }
        write(&vm, &target, &end).await?;
        let flush = match flush {
            Some(flush) => vm.truth(&flush).await?,
            None => false,
        };
        if flush {
            flush_target(&vm, &target).await?;
        }
        Ok(Value::none())
    })
}

async fn write(vm: &Vm, target: &Target, content: &Value) -> PyResult<()> {
    let stream = match target {
        Target::Nowhere => return Ok(()),
        Target::Stream(stream) => stream.clone(),
        Target::Host => {
            if let Some(content) = content.get::<PyStr>().and_then(PyStr::as_str) {
                return write_bytes(vm, Stream::Stdout, content.as_bytes());
            }
            match sys_stream(vm, &vm.names.stdout) {
                Some(Some(stream)) => stream,
                // Lone surrogates have no bytes; without `sys` there is no stream to say so.
                _ => return write_bytes(vm, Stream::Stdout, text(content).as_bytes()),
            }
        }
    };
    let name = vm.names.write.clone();
    vm.call_method(&stream, &name, [content.clone()])
        .await
        .map(drop)
}

async fn flush_target(vm: &Vm, target: &Target) -> PyResult<()> {
    match target {
        Target::Nowhere => Ok(()),
        Target::Host => {
            let _ = vm.host.flush(Stream::Stdout);
            Ok(())
        }
        Target::Stream(stream) => {
            let name = vm.names.flush.clone();
            vm.call_method(stream, &name, []).await.map(drop)
        }
    }
}

fn input(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, prompt) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let stdin = match sys_stream(&vm, &vm.names.stdin) {
            None => None,
            Some(Some(stream)) if is_host(&stream, Which::Stdin) => None,
            Some(Some(stream)) if !stream.is_none() => Some(stream),
            Some(_) => return Err(vm.runtime_error("input(): lost sys.stdin")),
        };
        let target = match target(&vm, None) {
            Ok(Target::Nowhere) | Err(_) => {
                return Err(vm.runtime_error("input(): lost sys.stdout"));
            }
            Ok(target) => target,
        };
        if let Some(prompt) = prompt {
            let shown = vm.str(&prompt).await?;
            write(&vm, &target, &shown).await?;
        }
        flush_target(&vm, &target).await?;
        let line = match stdin {
            None => vm.trap(Trap::Input).await?,
            Some(stream) => {
                let name = vm.names.readline.clone();
                vm.call_method(&stream, &name, []).await?
            }
        };
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

fn open(vm: &Vm, args: Args<'_>) -> NativeResult {
    let call = crate::vm::CallArgs::from_parts(args.rest(0), args.keywords(1));
    let vm = vm.clone();
    Vm::future(async move {
        let io = crate::vm::import::import(&vm, "io").await?;
        let open = vm.get_attribute(&io, &vm.intern("open")).await?;
        vm.call(&open, call).await
    })
}

fn breakpoint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let hook = vm.intern("breakpointhook");
    if let Some(Some(hook)) = sys_stream(vm, &hook) {
        let call = crate::vm::CallArgs::from_parts(args.rest(0), args.keywords(1));
        return Ok(crate::vm::Flow::Call(hook, call));
    }
    Err(vm.not_implemented_error("breakpoint() is not supported here: there is no debugger"))
}

/// Name and documentation of an object: no pager, no index of topics.
fn help(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, object) = (vm.clone(), args.opt(0).cloned());
    Vm::future(async move {
        let mut shown = match object {
            None => "help(object) shows what an object says about itself.\n".to_owned(),
            Some(object) => {
                let name = vm.names.__name__.clone();
                let title = match vm.get_attribute_opt(&object, &name).await? {
                    Some(name) if name.get::<PyStr>().is_some() => text(&name),
                    _ => vm.class_name(&object).to_string(),
                };
                let name = vm.names.__doc__.clone();
                let doc = match vm.get_attribute_opt(&object, &name).await? {
                    Some(doc) if doc.get::<PyStr>().is_some() => text(&doc),
                    _ => String::new(),
                };
                let mut shown = format!("Help on {title}:\n\n");
                for line in doc.lines() {
                    shown.push_str(&format!("    {}\n", line.trim()));
                }
                shown
            }
        };
        shown.push('\n');
        let target = target(&vm, None)?;
        write(&vm, &target, &vm.new_str(shown)).await?;
        Ok(Value::none())
    })
}

//! Running code: `eval`, `exec`, `compile`, `globals`, `locals`, `__import__`, and leaving.

use crate::code::{PyCode, flags};
use crate::compile::{self, CompileOptions, Mode};
use crate::object::{Kind, Ref, Value};
use crate::types::bytes::PyBytes;
use crate::types::cell::PyCell;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::call::text;
use crate::vm::frame::Frame;
use crate::vm::thread::Thread;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("eval", "(source, /, globals=None, locals=None)", eval)
        .doc("Evaluate the given source in the context of globals and locals."),
    NativeDef::function("exec", "(source, /, globals=None, locals=None, *, closure=None)", exec)
        .doc("Execute the given source in the context of globals and locals."),
    NativeDef::function(
        "compile",
        "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        compile_builtin,
    )
    .doc("Compile source into a code object that can be executed by exec() or eval()."),
    NativeDef::function("globals", "()", globals)
        .doc("Return the dictionary containing the current scope's global variables."),
    NativeDef::function("locals", "()", locals)
        .doc("Return a dictionary containing the current scope's local variables."),
    NativeDef::function(
        "__import__",
        "(name, globals=None, locals=None, fromlist=(), level=0)",
        import,
    )
    .doc("Import a module."),
];

/// Bits of `variable_kinds`.
const CELL_OR_FREE: u8 = 0x40 | 0x80;
const HIDDEN: u8 = 0x10;

/// The calling frame's local variables: its namespace, or a new dict of a function's variables (PEP 667).
pub(super) fn locals_of(vm: &Vm, thread: &mut Thread) -> PyResult {
    let Some(frame) = thread.top_frame() else {
        return Err(vm.system_error("frame does not exist"));
    };
    let kinds = &frame.code.variable_kinds;
    let kind = |place: usize| kinds.get(place).copied().unwrap_or(0);
    let bound = |place: usize, slot: &Option<Value>| match slot {
        Some(value) if kind(place) & CELL_OR_FREE != 0 => match value.get::<PyCell>() {
            Some(cell) => cell.get(),
            None => Some(value.clone()),
        },
        other => other.clone(),
    };
    let dict = match &frame.namespace {
        None => vm.new_dict(),
        Some(namespace) => {
            // Inside a comprehension that was inlined its variables are seen too, in a copy.
            let inside = (0..).zip(frame.variables()).any(|(place, slot)| {
                kind(place) & HIDDEN != 0 && kind(place) & CELL_OR_FREE == 0 && slot.is_some()
            });
            match namespace.get::<PyDict>() {
                Some(dict) if inside => Ref::new(dict.copied(), &vm.types.dict),
                _ => return Ok(namespace.clone()),
            }
        }
    };
    for (place, slot) in frame.variables().iter().enumerate() {
        if frame.namespace.is_some() && kind(place) & HIDDEN == 0 {
            continue;
        }
        if let Some(value) = bound(place, slot) {
            dict.set_name(&frame.code.variables[place], value);
        }
    }
    Ok(dict.into_value())
}

fn globals_of(vm: &Vm, thread: &mut Thread) -> PyResult {
    match thread.top_frame() {
        Some(frame) => Ok(frame.globals.to_value()),
        None => Err(vm.system_error("frame does not exist")),
    }
}

fn globals(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(globals_of)))
}

fn locals(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(locals_of)))
}

/// The source in a `str`, `bytes` or other buffer argument.
fn source_text(vm: &Vm, source: &Value, function: &str, or: &str) -> PyResult<String> {
    if let Some(text) = source.get::<PyStr>() {
        return match text.as_str() {
            Some(text) => Ok(text.to_owned()),
            None => Err(vm.value_error("source code string cannot contain lone surrogates")),
        };
    }
    let Some(bytes) = source.get::<PyBytes>() else {
        return Err(vm.type_error(format!(
            "{function}() arg 1 must be a string, bytes or {or} object"
        )));
    };
    compile::decode_source(bytes.data())
        .map(|text| text.to_string())
        .map_err(|failure| crate::types::exception_methods::syntax_error(vm, &failure, "<string>"))
}

/// Compiles without keeping the text for tracebacks: CPython shows none of `exec`'s.
async fn compile_text(
    vm: &Vm,
    source: &str,
    filename: &str,
    mode: Mode,
    options: &CompileOptions,
) -> PyResult<Ref<PyCode>> {
    let mut warnings = Vec::new();
    let result = compile::compile_with_warnings(source, filename, mode, options, &mut warnings);
    vm.note_syntax_warnings(filename, warnings);
    vm.issue_syntax_warnings().await?;
    // What is found after parsing is shown with the line of a file, if there is one.
    let without_text = |mut failure: compile::SyntaxFailure| {
        if failure.stage == compile::Stage::Compile && vm.host.read_file(filename).is_none() {
            failure.text = None;
        }
        failure
    };
    result
        .map_err(without_text)
        .map(|code| PyCode::load(vm, &code))
        .map_err(|failure| {
            use crate::types::exception_methods::{note_source, syntax_error};
            let raised = syntax_error(vm, &failure, filename);
            if failure.class.is_syntax_error() {
                note_source(vm, &raised, &failure, Some(source));
            }
            raised
        })
}

/// `__future__` features of the calling frame's code, which `exec` and `compile` inherit.
async fn inherited(vm: &Vm) -> PyResult<compile::CodeFlags> {
    const FUTURES: u32 = 0x1FE_0000;
    let bits = vm
        .with_frames(|_, thread| {
            let flags = thread.top_frame().map_or(0, |frame| frame.code.flags);
            Ok(Value::int(i64::from(flags & FUTURES)))
        })
        .await?;
    let bits = bits.as_small_int().unwrap_or(0);
    Ok(compile::CodeFlags::from_bits_truncate(bits as _))
}

fn is_mapping(vm: &Vm, value: &Value) -> bool {
    let kind = value.as_object().map(crate::object::Object::kind);
    !matches!(kind, Some(Kind::Tuple | Kind::List | Kind::Str))
        && vm.class_of(value).lookup(&vm.names.__getitem__).is_some()
}

/// Global and local namespace of `eval` and `exec`.
async fn namespaces(
    vm: &Vm,
    function: &str,
    globals: Option<Value>,
    locals: Option<Value>,
) -> PyResult<(Ref<PyDict>, Value)> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let (globals, locals) = (given(globals), given(locals));
    if let Some(locals) = &locals
        && !is_mapping(vm, locals)
    {
        return Err(vm.type_error(if function == "eval" {
            "locals must be a mapping".to_owned()
        } else {
            format!(
                "locals must be a mapping or None, not {}",
                vm.class_name(locals)
            )
        }));
    }
    let (globals, locals) = match globals {
        Some(globals) => {
            if globals.get::<PyDict>().is_none() {
                return Err(vm.type_error(if function == "exec" {
                    format!(
                        "exec() globals must be a dict, not {}",
                        vm.class_name(&globals)
                    )
                } else if is_mapping(vm, &globals) {
                    "globals must be a real dict; try eval(code, {}, mapping)".to_owned()
                } else {
                    "globals must be a dict".to_owned()
                }));
            }
            let locals = locals.unwrap_or_else(|| globals.clone());
            (globals, locals)
        }
        None => {
            let globals = vm.with_frames(globals_of).await?;
            let locals = match locals {
                Some(locals) => locals,
                None => vm.with_frames(locals_of).await?,
            };
            (globals, locals)
        }
    };
    let globals = globals.to_ref::<PyDict>().expect("it was checked");
    if globals.find_name(&vm.names.__builtins__).is_none() {
        let builtins = callers_builtins(vm).await?;
        globals.set_name(&vm.names.__builtins__, builtins.to_value());
    }
    Ok((globals, locals))
}

/// The builtins of the calling frame.
async fn callers_builtins(vm: &Vm) -> PyResult<Ref<PyDict>> {
    let builtins = vm
        .with_frames(|vm, thread| {
            let builtins = thread.top_frame().map(|frame| frame.builtins(vm).clone());
            Ok(builtins.unwrap_or_else(|| vm.builtins.clone()).to_value())
        })
        .await?;
    Ok(builtins.to_ref().expect("builtins are a dict"))
}

async fn run(vm: &Vm, code: Ref<PyCode>, globals: Ref<PyDict>, locals: Value) -> PyResult {
    let builtins = vm.builtins_of(&globals, &vm.builtins);
    let mut frame = Frame::new(code.clone(), globals.clone());
    if !builtins.ptr_eq(&vm.builtins) {
        // A frame has builtins of its own through its function.
        frame.function = Some(vm.new_function(&code, globals, builtins));
    }
    if !code.has_flag(flags::OPTIMIZED) {
        frame.namespace = Some(locals);
    }
    vm.run_frame(frame).await
}

fn eval(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, source) = (vm.clone(), args.get(0).clone());
    let (globals, locals) = (args.opt(1).cloned(), args.opt(2).cloned());
    Vm::future(async move {
        let (globals, locals) = namespaces(&vm, "eval", globals, locals).await?;
        let code = match source.to_ref::<PyCode>() {
            Some(code) if code.free > 0 => {
                return Err(
                    vm.type_error("code object passed to eval() may not contain free variables")
                );
            }
            Some(code) => code,
            None => {
                let text = source_text(&vm, &source, "eval", "code")?;
                let options = CompileOptions {
                    future: inherited(&vm).await?,
                    ..vm.compile_options()
                };
                let text = text.trim_start_matches([' ', '\t']);
                compile_text(&vm, text, "<string>", Mode::Eval, &options).await?
            }
        };
        run(&vm, code, globals, locals).await
    })
}

fn exec(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, source) = (vm.clone(), args.get(0).clone());
    let (globals, locals) = (args.opt(1).cloned(), args.opt(2).cloned());
    let closure = args.opt(3).cloned().filter(|closure| !closure.is_none());
    Vm::future(async move {
        let (globals, locals) = namespaces(&vm, "exec", globals, locals).await?;
        let Some(code) = source.to_ref::<PyCode>() else {
            if closure.is_some() {
                return Err(
                    vm.type_error("closure argument can only be used when source is a code object")
                );
            }
            let text = source_text(&vm, &source, "exec", "code")?;
            let options = CompileOptions {
                future: inherited(&vm).await?,
                ..vm.compile_options()
            };
            let code = compile_text(&vm, &text, "<string>", Mode::Exec, &options).await?;
            run(&vm, code, globals, locals).await?;
            return Ok(Value::none());
        };
        if code.free == 0 {
            if closure.is_some() {
                return Err(vm.type_error("cannot use a closure with this code object"));
            }
            run(&vm, code, globals, locals).await?;
            return Ok(Value::none());
        }
        let cells: Option<Vec<Ref<PyCell>>> = closure
            .as_ref()
            .and_then(Value::get::<PyTuple>)
            .and_then(|cells| cells.items().iter().map(Value::to_ref).collect());
        let Some(cells) = cells.filter(|cells| cells.len() == code.free) else {
            return Err(vm.type_error(format!(
                "code object requires a closure of exactly length {}",
                code.free
            )));
        };
        let builtins = vm.builtins_of(&globals, &vm.builtins);
        let function = vm.new_function(&code, globals, builtins);
        *function.closure.borrow_mut() = cells;
        vm.call(&function.into_value(), []).await?;
        Ok(Value::none())
    })
}

fn compile_builtin(vm: &Vm, args: Args<'_>) -> NativeResult {
    const ONLY_AST: i64 = 0x400;
    const OPTIMIZED_AST: i64 = 0x8000;
    const TOP_LEVEL_AWAIT: i64 = 0x2000;
    const DONT_IMPLY_DEDENT: i64 = 0x200;
    const ALLOW_INCOMPLETE: i64 = 0x4000;
    /// What `from __future__ import` sets; other bits mean something else here than in a code object.
    const FUTURE: i64 = 0x1fe_0000;
    let (source, filename, mode) = (
        args.get(0).clone(),
        args.get(1).clone(),
        args.get(2).clone(),
    );
    let (bits, optimize) = (args.opt(3).cloned(), args.opt(5).cloned());
    let dont_inherit = args.opt(4).cloned();
    let vm = vm.clone();
    Vm::future(async move {
        let number = |value: Option<Value>, default: i64| {
            value.map_or(default, |value| value.as_small_int().unwrap_or(default))
        };
        let bits = number(bits, 0);
        let optimize = match number(optimize, -1) {
            -1 => vm.compile_options().optimize,
            level @ 0..=2 => level as u8,
            _ => return Err(vm.value_error("compile(): invalid optimize value")),
        };
        let filename = match filename.get::<PyBytes>() {
            Some(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
            None if filename.get::<PyStr>().is_some() => text(&filename),
            None => {
                let class = vm.class_of(&filename).clone();
                let Some(method) = class.lookup(&vm.names.__fspath__) else {
                    return Err(vm.type_error(format!(
                        "expected str, bytes or os.PathLike object, not {}",
                        class.name()
                    )));
                };
                text(
                    &vm.run_flow(vm.call_special(&filename, method, vec![]))
                        .await?,
                )
            }
        };
        let Some(mode) = mode.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "compile() argument 'mode' must be str, not {}",
                vm.class_name(&mode)
            )));
        };
        let mode = match mode.as_str() {
            Some("exec") => Mode::Exec,
            Some("eval") => Mode::Eval,
            Some("single") => Mode::Single,
            _ => {
                return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
            }
        };
        if source.get::<PyCode>().is_some() {
            return Ok(source);
        }
        let wants_tree = bits & (ONLY_AST | OPTIMIZED_AST) & !TOP_LEVEL_AWAIT != 0;
        let plain = source.get::<PyStr>().is_some() || source.get::<PyBytes>().is_some();
        let mut source = source;
        if !plain {
            let class = match mode {
                Mode::Exec => "Module",
                Mode::Eval => "Expression",
                Mode::Single => "Interactive",
            };
            if let Some(text) = super::tree::source(&vm, &source, class).await? {
                if wants_tree {
                    return Ok(source);
                }
                source = vm.new_str(text);
            }
        }
        let inherit = match dont_inherit {
            Some(flag) => !vm.truth(&flag).await?,
            None => true,
        };
        let mut future = compile::CodeFlags::from_bits_truncate((bits & FUTURE) as _);
        if inherit {
            future |= inherited(&vm).await?;
        }
        let options = CompileOptions {
            optimize,
            future,
            top_level_await: bits & TOP_LEVEL_AWAIT != 0,
            dont_imply_dedent: bits & DONT_IMPLY_DEDENT != 0,
            ..CompileOptions::default()
        };
        let source = source_text(&vm, &source, "compile", "AST")?;
        let source = if mode == Mode::Eval {
            source.trim_start_matches([' ', '\t'])
        } else {
            &source
        };
        if wants_tree {
            let mut warnings = Vec::new();
            let tree = compile::syntax_tree(source, &filename, mode, &options, &mut warnings);
            vm.note_syntax_warnings(&filename, warnings);
            vm.issue_syntax_warnings().await?;
            let tree = tree.map_err(|failure| {
                if bits & ALLOW_INCOMPLETE != 0 && compile::may_go_on(source, mode) {
                    let class = &vm.types.exceptions.incomplete_input_error;
                    return vm.raise(class, "incomplete input");
                }
                crate::types::exception_methods::syntax_error(&vm, &failure, &filename)
            })?;
            return super::tree::objects(&vm, &tree).await;
        }
        let code = compile_text(&vm, source, &filename, mode, &options).await;
        let exceptions = &vm.types.exceptions;
        let goes_on = match &code {
            _ if bits & ALLOW_INCOMPLETE == 0 => false,
            Ok(_) => {
                mode == Mode::Single
                    && bits & DONT_IMPLY_DEDENT != 0
                    && compile::has_open_block(source)
            }
            Err(raised) => {
                vm.matches(raised, &exceptions.syntax_error) && compile::may_go_on(source, mode)
            }
        };
        if goes_on {
            return Err(vm.raise(&exceptions.incomplete_input_error, "incomplete input"));
        }
        Ok(code?.into_value())
    })
}

fn import(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = args.get(0);
    if name.get::<PyStr>().is_none() {
        return Err(vm.type_error("module name must be a string"));
    }
    let (name, globals) = (text(name), args.opt(1).and_then(Value::to_ref::<PyDict>));
    let from_list = args.opt(3).cloned();
    let level = args.opt(4).and_then(Value::as_small_int).unwrap_or(0);
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let from_list = from_list.unwrap_or_else(|| vm.new_tuple(vec![]));
        let globals = globals.as_deref();
        if name.is_empty() && level == 0 {
            return Err(vm.value_error("Empty module name"));
        }
        crate::vm::import::import_hook(&vm, &name, globals, &from_list, level).await
    })
}

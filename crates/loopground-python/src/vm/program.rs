//! The life of a program: compiled, run as `__main__`, ended with an exit status.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{PyResult, Raised, Vm};
use crate::compile::{self, Mode};
use crate::embed::{Diagnostic, Entry, Program};
use crate::object::{Ref, Value};
use crate::options::Options;
use crate::types::dict::PyDict;
use crate::types::module::PyModule;

/// What the embedder learns of a run.
#[derive(Default)]
pub struct Run {
    pub status: Cell<i32>,
    pub diagnostic: RefCell<Option<Diagnostic>>,
}

/// What a program was started with, for `sys`.
#[derive(Default)]
pub struct Started {
    pub argv: RefCell<Vec<String>>,
    pub directory: RefCell<String>,
    pub options: RefCell<Options>,
}

/// Something to run when the main thread is over, before output is flushed: `threading` joins its threads,
/// `atexit` calls its functions.
pub type ExitHook = Rc<dyn Fn(Vm) -> super::NativeFuture>;

/// Hooks in the order they run.
#[derive(Default)]
pub struct ExitHooks(pub RefCell<Vec<ExitHook>>);

/// Starts the main thread.
pub fn start(vm: &Vm, program: Program, run: &Rc<Run>) {
    let (task, run) = (vm.clone(), run.clone());
    vm.spawn_thread(Box::pin(async move {
        let status = main(&task, program, &run).await;
        run.status.set(status);
        // In a thread of its own: ended frames of this one still refer to what is to go.
        let last = task.clone();
        task.spawn_thread(Box::pin(async move {
            last.finalize().await;
            let _ = (last.module_table.flush_streams)(&last).await;
            Ok(Value::none())
        }));
        Ok(Value::none())
    }));
}

/// Exit status when the last output could not be written.
const FLUSH_FAILED: i32 = 120;

async fn main(vm: &Vm, program: Program, run: &Run) -> i32 {
    let mut status = match run_program(vm, program, run).await {
        Ok(()) => 0,
        Err(raised) => report(vm, raised).await,
    };
    let hooks = vm.extension::<ExitHooks>().0.borrow().clone();
    for hook in hooks {
        if let Err(raised) = hook(vm.clone()).await {
            let own = report(vm, raised).await;
            if status == 0 {
                status = own;
            }
        }
    }
    // From here on no other thread takes a step: daemons end where they are.
    vm.threads.borrow_mut().hang();
    vm.finalizing.set(true);
    if let Err(raised) = (vm.module_table.flush_streams)(vm).await {
        vm.unraisable(raised, "Exception ignored while flushing sys.stdout", None)
            .await;
        status = FLUSH_FAILED;
    }
    status
}

async fn run_program(vm: &Vm, program: Program, run: &Run) -> PyResult<()> {
    let (argv0, filename, file) = match &program.entry {
        Entry::File { path, argv0, .. } => (argv0.clone(), path.clone(), Some(path.clone())),
        Entry::Command(_) => ("-c".to_owned(), "<string>".to_owned(), None),
        Entry::Stdin(_) => {
            let name = "<stdin>".to_owned();
            ("-".to_owned(), name.clone(), Some(name))
        }
        Entry::Module(name) => ("-m".to_owned(), name.clone(), None),
    };
    let started = vm.extension::<Started>();
    *started.argv.borrow_mut() = std::iter::once(argv0).chain(program.args).collect();
    *started.directory.borrow_mut() = program.directory;
    super::import::import(vm, "builtins").await?;
    if started.options.borrow().optimize > 0 {
        let name = &vm.names.__debug__;
        vm.builtins.set_name(name, Value::bool(false));
    }
    if !started.options.borrow().warn_options().is_empty() {
        super::import::import(vm, "warnings").await?;
    }
    let dict = main_module(vm, file.as_deref());
    let code = match program.entry {
        Entry::Module(name) => {
            // The module `runpy` runs it, as in CPython.
            return (vm.module_table.run_main)(vm, &name).await;
        }
        Entry::File { source, .. } | Entry::Stdin(source) => {
            compile_bytes(vm, &source, &filename, run)
        }
        Entry::Command(source) => compile_bytes(vm, source.as_bytes(), &filename, run),
    };
    vm.issue_syntax_warnings().await?;
    let code = code?;
    super::import::run_module(vm, &code, &dict).await.map(drop)
}

/// `__main__` in `sys.modules`.
fn main_module(vm: &Vm, file: Option<&str>) -> Ref<PyDict> {
    let module = vm.new_module("__main__");
    let dict = module.get::<PyModule>().expect("a new module").dict.clone();
    dict.set_name(&vm.names.__package__, Value::none());
    if let Some(file) = file {
        dict.set_name(&vm.names.__file__, vm.new_str(file));
        dict.set_name(&vm.intern("__cached__"), Value::none());
    }
    vm.modules.set_name(&vm.names.__main__, module);
    dict
}

fn compile_noting_warnings(
    vm: &Vm,
    text: &str,
    filename: &str,
) -> Result<compile::CodeObject, compile::SyntaxFailure> {
    let mut warnings = Vec::new();
    let options = vm.compile_options();
    let result =
        compile::compile_with_warnings(text, filename, Mode::Exec, &options, &mut warnings);
    // Where a warning's line is looked up.
    let _ = vm
        .sources
        .borrow_mut()
        .insert(filename.to_owned(), Rc::from(text));
    vm.note_syntax_warnings(filename, warnings);
    result
}

fn compile_bytes(
    vm: &Vm,
    source: &[u8],
    filename: &str,
    run: &Run,
) -> PyResult<Ref<crate::code::PyCode>> {
    let failure = match compile::decode_source(source) {
        Ok(text) => match compile_noting_warnings(vm, &text, filename) {
            Ok(code) => {
                vm.sources
                    .borrow_mut()
                    .insert(filename.to_owned(), Rc::from(&*text));
                return Ok(crate::code::PyCode::load(vm, &code));
            }
            Err(failure) => {
                vm.sources
                    .borrow_mut()
                    .insert(filename.to_owned(), Rc::from(&*text));
                failure
            }
        },
        Err(failure) => failure,
    };
    let at_least_one = |value: Option<i32>| {
        value
            .and_then(|v| u32::try_from(v).ok())
            .unwrap_or(1)
            .max(1)
    };
    let line = failure.line.unwrap_or(1).max(1);
    *run.diagnostic.borrow_mut() = Some(Diagnostic {
        class: failure.class.name().to_owned(),
        message: failure.message.clone(),
        line,
        column: at_least_one(failure.column),
        end_line: failure.end_line.unwrap_or(line).max(line),
        end_column: at_least_one(failure.end_column.or(failure.column)),
    });
    let mut failure = failure;
    // A block that the end leaves out: only a program given as text has a place for it.
    let at_end = failure.end_column == Some(-1) && failure.message.starts_with("expected ");
    if at_end && filename != "<string>" {
        failure.column = Some(0);
    }
    Err(crate::types::exception_methods::syntax_error(
        vm, &failure, filename,
    ))
}

/// Prints an uncaught exception as `python3` does and gives the exit status.
async fn report(vm: &Vm, raised: Raised) -> i32 {
    let exceptions = &vm.types.exceptions;
    if vm.matches(&raised, &exceptions.system_exit) {
        let code = raised.0.field("code").unwrap_or_else(Value::none);
        if code.is_none() {
            return 0;
        }
        if let Some(number) = super::protocol::as_int(&code) {
            let low: num_bigint::BigInt = number & num_bigint::BigInt::from(0xFF);
            return i32::try_from(low).unwrap_or(1);
        }
        let message = vm.str_text(&code).await.unwrap_or_default();
        (vm.module_table.write_stderr)(vm, &format!("{message}\n")).await;
        return 1;
    }
    let interrupted = vm.matches(&raised, &exceptions.keyboard_interrupt);
    (vm.module_table.excepthook)(vm, raised).await;
    if interrupted {
        // As in CPython, so that a shell that runs a script stops, too.
        vm.signals.killed_by.set(Some(super::signals::SIGINT));
        130
    } else {
        1
    }
}

//! Other processes as a program sees them: starting one (`_posixsubprocess`), waiting for it, signalling it.
//!
//! Here: what `subprocess` and `multiprocessing` build on. The only program that can be started is this interpreter;
//! anything else is not found. Not here: the table of processes (`crate::processes`), pipes (`crate::files`).

pub mod command_line;
pub mod memory;
pub mod semaphores;
pub mod sockets;
mod wait;

pub use wait::FUNCTIONS;

use std::rc::Rc;

use command_line::{Asked, What};

use super::posix::{name_bytes, os_error, process};
use crate::embed::{Entry, Program};
use crate::files::table::{self, Description, Files};
use crate::files::{Errno, errno, kind};
use crate::object::{Ref, Value};
use crate::options::Options;
use crate::processes::messages::{Birth, Opening, Reply, Request};
use crate::processes::wire::Bytes;
use crate::processes::{End, TooMany};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::program::Started;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// What `sys.executable` says.
pub const EXECUTABLE: &str = "loopground";

static SUBPROCESS: &[NativeDef] = &[NativeDef::function(
    "fork_exec",
    "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, \
     errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, \
     preexec_fn, /)",
    fork_exec,
)];

/// `_posixsubprocess`
pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_posixsubprocess", SUBPROCESS);
    Ok(())
}

/// Everything that a child is started with.
struct Start {
    args: Vec<Vec<u8>>,
    executables: Vec<Vec<u8>>,
    folder: Vec<u8>,
    environment: Option<Vec<(Vec<u8>, Vec<u8>)>>,
    files: Files,
    umask: Option<u32>,
}

/// Why the child could not become the program: what `subprocess` reads from its pipe of errors.
struct Failed {
    error: Errno,
    /// `noexec:chdir` when it was the folder.
    at: &'static str,
}

async fn all_bytes(vm: &Vm, values: &Value) -> PyResult<Vec<Vec<u8>>> {
    let mut all = Vec::new();
    for value in vm.collect(values).await? {
        let plain = super::posix::fspath(vm, &value).await?;
        let plain = plain.ok_or_else(|| {
            vm.type_error(format!(
                "expected str, bytes or os.PathLike object, not {}",
                vm.class_name(&value)
            ))
        })?;
        let bytes = name_bytes(vm, &plain)?;
        if bytes.contains(&0) {
            return Err(vm.value_error("embedded null byte"));
        }
        all.push(bytes);
    }
    Ok(all)
}

async fn descriptor(vm: &Vm, value: &Value) -> PyResult<Option<i32>> {
    let number = vm.index_i64(value).await?;
    Ok(i32::try_from(number).ok().filter(|number| *number >= 0))
}

fn fork_exec(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let given = |place: usize| Some(args.get(place)).filter(|value| !value.is_none());
        if given(21).is_some() {
            return Err(vm.runtime_error(
                "preexec_fn is not supported: a child starts as a fresh interpreter",
            ));
        }
        let words = all_bytes(&vm, args.get(0)).await?;
        let executables = all_bytes(&vm, args.get(1)).await?;
        let close_others = vm.truth(args.get(2)).await?;
        let mut kept = Vec::new();
        for value in vm.collect(args.get(3)).await? {
            kept.extend(descriptor(&vm, &value).await?);
        }
        let mut environment = None;
        if let Some(pairs) = given(5) {
            environment = Some(split_pairs(all_bytes(&vm, pairs).await?));
        }
        let standard = [
            descriptor(&vm, args.get(6)).await?,
            descriptor(&vm, args.get(9)).await?,
            descriptor(&vm, args.get(11)).await?,
        ];
        let umask = match given(20) {
            Some(mask) => u32::try_from(vm.index_i64(mask).await?).ok(),
            None => None,
        };
        let errors = descriptor(&vm, args.get(13)).await?;
        // The pipe of errors closes when the program starts: that tells the parent that it did.
        kept.retain(|fd| Some(*fd) != errors);
        let own = table::of(&vm);
        let files = own
            .for_child(standard, &kept, close_others)
            .map_err(|error| os_error(&vm, i64::from(error), None))?;
        let folder = match given(4) {
            Some(folder) => {
                let plain = super::posix::fspath(&vm, folder).await?;
                let plain = plain.unwrap_or_else(|| folder.clone());
                own.absolute(&name_bytes(&vm, &plain)?)
            }
            None => own.folder(),
        };
        let start = Start {
            args: words,
            executables,
            folder,
            environment,
            files,
            umask,
        };
        let begun = match beginning(&vm, start)? {
            Ok(beginning) => begin(&vm, beginning).await?,
            Err(failed) => Err(failed),
        };
        let pid = match begun {
            Ok(pid) => pid,
            Err(failed) => {
                // As when `exec` fails in the new process: it says why through the pipe, and ends with 255.
                if let Some(open) = errors.and_then(|errors| own.get(errors).ok()) {
                    let report = format!("OSError:{:X}:{}", failed.error, failed.at);
                    let _ = table::write(&vm, &open, report.as_bytes()).await?;
                }
                stillborn(&vm, 255).await?
            }
        };
        Ok(Value::int(i64::from(pid)))
    })
}

fn too_many(vm: &Vm) -> Raised {
    let args = vec![Value::int(11), vm.new_str("too many processes")];
    vm.raise_with(&vm.types.exceptions.blocking_io_error, args)
}

fn split_pairs(pairs: Vec<Vec<u8>>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let split = |pair: Vec<u8>| {
        let place = pair.iter().position(|byte| *byte == b'=')?;
        Some((pair[..place].to_vec(), pair[place + 1..].to_vec()))
    };
    pairs.into_iter().filter_map(split).collect()
}

/// A child that never became a program.
async fn stillborn(vm: &Vm, status: i32) -> PyResult<u32> {
    let system = vm.system();
    match system.link() {
        Some(link) => match link.ask(vm, Request::Stillborn { status }).await? {
            Reply::Number { number } => Ok(number as u32),
            _ => Err(too_many(vm)),
        },
        None => {
            let pid = system.stillborn(vm.seat.pid, End::Exited(status));
            pid.map_err(|TooMany| too_many(vm))
        }
    }
}

/// What a child begins with.
struct Beginning {
    program: Program,
    options: Options,
    environment: Vec<(Vec<u8>, Vec<u8>)>,
    files: Rc<Files>,
}

/// Starts it: beside this process when the host and what it has open allow that, else in turn with it.
async fn begin(vm: &Vm, beginning: Beginning) -> PyResult<Result<u32, Failed>> {
    let system = vm.system();
    let files = beginning.files;
    if system.may_run_beside() {
        let mut birth = Birth::of(beginning.program.clone());
        let variables = beginning.environment.iter();
        birth.environment = variables
            .map(|(name, value)| (Bytes(name.clone()), Bytes(value.clone())))
            .collect();
        birth.folder = Bytes(files.folder());
        birth.umask = files.umask.get();
        birth.options = beginning.options.clone();
        if let Some(link) = system.link() {
            // Whatever it has open travels: here there is no other way.
            let open = files.to_send(true, &mut |_| Opening::Input);
            birth.open = open.unwrap_or_default();
            let birth = Box::new(birth);
            return match link.ask(vm, Request::Start { birth }).await? {
                Reply::Number { number } => Ok(Ok(number as u32)),
                _ => Err(too_many(vm)),
            };
        }
        let beside = system.try_beside(vm.seat.pid, birth, |peer| {
            let mut known: Vec<(Rc<Description>, Opening)> = Vec::new();
            files.to_send(false, &mut |own| {
                let same = |(other, _): &&(Rc<Description>, Opening)| Rc::ptr_eq(own, other);
                if let Some((_, opening)) = known.iter().find(same) {
                    return opening.clone();
                }
                let opening = peer.opening(own);
                known.push((Rc::clone(own), opening.clone()));
                opening
            })
        });
        if let Some(pid) = beside.map_err(|TooMany| too_many(vm))? {
            return Ok(Ok(pid));
        }
    }
    let (program, environment) = (beginning.program, beginning.environment);
    let options = beginning.options;
    let started = system.start(vm.seat.pid, |child, run| {
        *child.extension::<Started>().options.borrow_mut() = options;
        table::install(child, files);
        process::set_environment(child, environment);
        crate::vm::program::start(child, program, run);
    });
    started.map(Ok).map_err(|TooMany| too_many(vm))
}

/// Gets it ready. The outer error is the caller's, the inner one the child's.
fn beginning(vm: &Vm, start: Start) -> PyResult<Result<Beginning, Failed>> {
    let folder = match start.files.system.stat(&start.folder, true) {
        Ok(stat) if stat.kind() == kind::DIRECTORY => start.folder,
        Ok(_) => {
            return Ok(Err(Failed {
                error: errno::ENOTDIR,
                at: "noexec:chdir",
            }));
        }
        Err(error) => {
            return Ok(Err(Failed {
                error,
                at: "noexec:chdir",
            }));
        }
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let is_ours = |path: &Vec<u8>| command_line::is_python(&text(path));
    if !start.executables.iter().any(is_ours) {
        return Ok(Err(Failed {
            error: errno::ENOENT,
            at: "",
        }));
    }
    let words: Vec<String> = start.args.iter().skip(1).map(|word| text(word)).collect();
    let (asked, mut options) = command_line::parse(&words);
    let program = what_runs(vm, asked, &words, &text(&folder));
    let environment = start
        .environment
        .unwrap_or_else(|| process::environment(vm));
    let files = Rc::new(start.files);
    if let Some(umask) = start.umask {
        files.umask.set(umask);
    }
    if let Err(error) = files.enter(&folder) {
        return Ok(Err(Failed {
            error,
            at: "noexec:chdir",
        }));
    }
    options.add_environment(|name| {
        let found = environment.iter().find(|(own, _)| own == name.as_bytes());
        found.map(|(_, value)| text(value))
    });
    Ok(Ok(Beginning {
        program,
        options,
        environment,
        files,
    }))
}

/// The program that a command line asks for; one that only prints and ends when it makes no sense.
fn what_runs(vm: &Vm, asked: Asked, words: &[String], folder: &str) -> Program {
    let says = |stream: &str, text: &str, status: i32| Program {
        entry: Entry::Command(format!(
            "import sys; sys.{stream}.write({text:?}); sys.exit({status})"
        )),
        args: Vec::new(),
        directory: folder.to_owned(),
    };
    let named = match words.iter().any(|word| word == "-") {
        true => "-",
        false => "",
    };
    match asked {
        Asked::Print(text) => says("stdout", &text, 0),
        Asked::Usage(text) => says("stderr", &text, 2),
        Asked::Run(What::Stdin, args) => Program {
            // Read by the child itself: what it reads may not have been written yet.
            entry: Entry::Command(format!(
                "__import__('sys').argv[0] = {named:?}; \
                 exec(compile(__import__('sys').stdin.read(), '<stdin>', 'exec'))"
            )),
            args,
            directory: folder.to_owned(),
        },
        Asked::Run(what, args) => {
            let read = |path: &str| {
                let stat = table::of(vm).system.stat(path.as_bytes(), true);
                match stat.map(|stat| stat.kind()) {
                    Ok(kind::DIRECTORY) => Err(errno::EISDIR),
                    Ok(_) => table::read_file(vm, path).ok_or(errno::EACCES),
                    Err(error) => Err(error),
                }
            };
            match command_line::program(what, args, folder, read) {
                Ok(program) => program,
                Err((path, error)) => {
                    let (text, status) = command_line::cannot_open(EXECUTABLE, &path, error);
                    says("stderr", &text, status)
                }
            }
        }
    }
}

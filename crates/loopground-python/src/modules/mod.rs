//! The standard modules that are native, and where the others come from.

pub mod abc;
pub mod array;
pub mod asyncio;
pub mod atexit;
pub mod binascii;
pub mod bisect;
pub mod builtins;
pub mod cmath;
pub mod codec_escapes;
pub mod codecs;
pub mod collections;
pub mod contextvars;
pub mod csv;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod hashes;
pub mod heapq;
pub mod imp;
pub mod io;
pub mod itertools;
pub mod json;
pub mod library;
mod library_names;
pub mod math;
pub mod operator;
pub mod pickle;
pub mod posix;
pub mod processes;
pub mod random;
pub mod signal;
pub mod sre;
pub mod string;
pub mod structs;
pub mod suggestions;
pub mod sys;
pub mod thread;
pub mod thread_local;
pub mod thread_locks;
pub mod thread_queue;
pub mod time;
pub mod tracemalloc;
pub mod typing;
pub mod unicodedata;
pub mod warnings;
pub mod weakref;
pub mod zlib;

use crate::object::{Ref, Value};
use crate::vm::import::FoundModule;
use crate::vm::{ModuleInit, ModuleTable, PyResult, Raised, Vm};

/// Every native module.
pub static NATIVE: &[(&str, ModuleInit)] = &[
    ("_abc", abc::init),
    ("_asyncio", asyncio::init),
    ("builtins", builtins::init),
    ("_codecs", codecs::init),
    ("_string", string::init),
    ("_contextvars", contextvars::init),
    ("_thread", thread::init),
    ("_queue", thread_queue::init),
    ("_tracemalloc", tracemalloc::init),
    ("_typing", typing::init),
    ("_weakref", weakref::init),
    ("posix", posix::init),
    ("_posixsubprocess", processes::init),
    ("_multiprocessing", processes::semaphores::init),
    ("_sharedmemory", processes::memory::init),
    ("_sockets", processes::sockets::init),
    ("_collections", collections::init),
    ("errno", errno::init),
    ("math", math::init),
    ("itertools", itertools::init),
    ("atexit", atexit::init),
    ("gc", gc::init),
    ("_io", io::init),
    ("_random", random::init),
    ("binascii", binascii::init),
    ("_signal", signal::init),
    ("_bisect", bisect::init),
    ("_functools", functools::init),
    ("_blake2", hashes::blake2::init),
    ("_csv", csv::init),
    ("cmath", cmath::init),
    ("unicodedata", unicodedata::init),
    ("_array", array::init),
    ("zlib", zlib::init),
    ("_hashlib", hashes::init),
    ("_heapq", heapq::init),
    ("_md5", hashes::init_md5),
    ("_sha1", hashes::init_sha1),
    ("_sha2", hashes::init_sha2),
    ("_sha3", hashes::init_sha3),
    ("_json", json::init),
    ("_pickle", pickle::init),
    ("_operator", operator::init),
    ("_imp", imp::init),
    ("_warnings", warnings::init),
    ("_sre", sre::init),
    ("_struct", structs::init),
    ("_suggestions", suggestions::init),
    ("sys", sys::init),
    ("time", time::init),
];

/// What the VM is given.
pub static TABLE: ModuleTable = ModuleTable {
    native: NATIVE,
    fill_builtins: builtins::fill,
    find: |vm, name| Box::pin(find_module(vm, name)),
    source: |vm, file| Box::pin(library::source(vm, file)),
    missing_attribute: imp::missing_attribute,
    by_importlib: |vm, name| Box::pin(imp::by_importlib(vm, name)),
    refused,
    stands_for_c: library::stands_for_c,
    run_main: |vm, name| Box::pin(run_main(vm, name)),
    excepthook: |vm, raised| Box::pin(call_excepthook(vm, raised)),
    write_stderr: |vm, text| Box::pin(write_stderr(vm, text)),
    flush_streams: |vm| Box::pin(io::standard::flush_all(vm)),
    rescue_output: io::standard::rescue,
    copy_context,
};

/// Finds a module's code: in the program's folder, then in the library.
pub async fn find_module(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    match library::in_folder(vm, name)? {
        Some(found) => Ok(Some(found)),
        None => library::built_in(vm, name).await,
    }
}

/// Why a module of CPython cannot be had here; `None` for a name that is simply unknown.
#[must_use]
pub fn refused(name: &str) -> Option<&'static str> {
    let top = name.split('.').next().unwrap_or(name);
    Some(match top {
        "ctypes" | "_ctypes" => "ctypes is not available here: native libraries cannot be loaded",
        "sqlite3" | "_sqlite3" => "sqlite3 is not available here: there is no database engine",
        "tkinter" | "_tkinter" | "turtle" | "turtledemo" | "idlelib" => {
            "tkinter is not available here: there is no desktop to open windows on"
        }
        "_ssl" => "ssl is not available here: there are no sockets to encrypt",
        "_lzma" => "lzma is not available here: there is no compressor of this kind",
        "_zstd" => "compression.zstd is not available here: there is no compressor of this kind",
        "_gdbm" => "dbm.gnu is not available here: use dbm.dumb",
        "readline" => "readline is not available here: there is no terminal to edit lines on",
        "curses" | "_curses" => "curses is not available here: there is no terminal to control",
        _ => return None,
    })
}

/// `python3 -m name`: the module's code, or a package's `__main__`, as `runpy` has it.
pub async fn run_main(vm: &Vm, name: &str) -> PyResult<()> {
    let runpy = crate::vm::import::import(vm, "runpy").await?;
    let run = vm.intern("_run_module_as_main");
    vm.call_method(&runpy, &run, [vm.new_str(name)])
        .await
        .map(drop)
}

/// Prints an uncaught exception, through `sys.excepthook` when the program set one.
pub async fn call_excepthook(vm: &Vm, raised: Raised) {
    io::standard::flush_stdout(vm).await;
    if let Some(sys) = vm.modules.get_name(&vm.names.sys)
        && let Ok(Some(hook)) = vm
            .get_attribute_opt(&sys, &vm.names.excepthook.clone())
            .await
        && hook.get::<crate::types::native::PyNative>().is_none()
    {
        let traceback = raised
            .0
            .traceback
            .borrow()
            .as_ref()
            .map_or_else(Value::none, Ref::to_value);
        let args = [raised.class().into_value(), raised.value(), traceback];
        let Err(own) = vm.call(&hook, args).await else {
            return;
        };
        let text = crate::types::traceback::format(vm, &own).await;
        write_stderr(
            vm,
            &format!("Error in sys.excepthook:\n{text}\nOriginal exception was:\n"),
        )
        .await;
    }
    let text = crate::types::traceback::format(vm, &raised).await;
    write_stderr(vm, &text).await;
}

pub use io::standard::write_stderr;

pub use contextvars::copied as copy_context;

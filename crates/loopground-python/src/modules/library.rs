//! Modules written in Python: those in the program's folder, our own, and the standard library's.
//!
//! The standard library's files are packed into the build (`build.rs`), or are in parts that the host fetches when
//! they are asked for (the page). A file is unpacked, and compiled if it was not before, at its first import.

use std::rc::Rc;

pub use super::library_names::FOLDER;
use super::library_names::code_name;
use crate::code::PyCode;
use crate::compile::Mode;
use crate::object::{Ref, Value};
use crate::types::list::PyList;
use crate::types::module::PyModule;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::import::FoundModule;
use crate::vm::program::Started;
use crate::vm::{PyResult, Vm};

macro_rules! library {
    ($($path:literal;)*) => {
        /// Our own Python files, which stand before the standard library's.
        static OWN: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../lib/", $path)))),*];
    };
}

library! {
    "_ast.py";
    "_bz2.py";
    "_colorize.py";
    "_locale.py";
    "_datetime.py";
    "_opcode.py";
    "_posixshmem.py";
    "_posixsubprocess.py";
    "_frozen_importlib.py";
    "_interpqueues.py";
    "_interpreter_data.py";
    "_interpreter_table.py";
    "_interpreters.py";
    "_frozen_importlib_external.py";
    "_sysconfigdata__linux_x86_64-linux-gnu.py";
    "_testcapi.py";
    "_testinternalcapi.py";
    "_testlimitedcapi.py";
    "_tokenize.py";
    "_xml_entities.py";
    "_socket.py";
    "array.py";
    "marshal.py";
    "mmap.py";
    "multiprocessing/forkserver.py";
    "multiprocessing/heap.py";
    "multiprocessing/popen_fork.py";
    "multiprocessing/popen_forkserver.py";
    "multiprocessing/popen_spawn_posix.py";
    "multiprocessing/resource_tracker.py";
    "multiprocessing/sharedctypes.py";
    "select.py";
    "pdb.py";
    "pyexpat.py";
    "cProfile.py";
    "resource.py";
    "termios.py";
    "uvloop.py";
    "faulthandler.py";
    "grp.py";
    "pwd.py";
    "asyncio/__init__.py";
    "asyncio/_lazy.py";
    "asyncio/_selector.py";
    "asyncio/log.py";
    "asyncio/unix_events.py";
}

/// The code of our own files: path, where it starts and ends in [`OWN_CODE`]. Sorted.
static OWN_INDEX: &[(&str, usize, usize)] = include!(concat!(env!("OUT_DIR"), "/own.rs"));
static OWN_CODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/own.bin"));

#[cfg(feature = "library")]
use packed as place;
#[cfg(not(feature = "library"))]
use parts as place;

/// All of the library in the build.
#[cfg(feature = "library")]
mod packed {
    use super::{PyResult, Vm};

    /// Path, where its code and its text start and end in [`PACKED`]. Sorted.
    pub static INDEX: &[(&str, usize, usize, usize)] =
        include!(concat!(env!("OUT_DIR"), "/library.rs"));
    static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

    pub async fn code(_vm: &Vm, entry: usize) -> PyResult<Option<Vec<u8>>> {
        let (_, start, end, _) = INDEX[entry];
        let packed = PACKED.get(start..end).filter(|packed| !packed.is_empty());
        Ok(packed.and_then(|packed| miniz_oxide::inflate::decompress_to_vec(packed).ok()))
    }

    pub async fn text(_vm: &Vm, entry: usize) -> PyResult<Option<Vec<u8>>> {
        let (_, _, start, end) = INDEX[entry];
        Ok(miniz_oxide::inflate::decompress_to_vec(&PACKED[start..end]).ok())
    }
}

/// The library in parts that the host fetches.
#[cfg(not(feature = "library"))]
mod parts {
    use super::{PyResult, Vm};
    use crate::vm::Trap;

    /// Path, in which of [`PARTS`] its text is, where it starts and ends there, where its code starts and ends in the
    /// part of code (nowhere for most). Sorted.
    pub static INDEX: &[(&str, usize, usize, usize, usize, usize)] =
        include!(concat!(env!("OUT_DIR"), "/library.rs"));
    static PARTS: &[&str] = include!(concat!(env!("OUT_DIR"), "/parts.rs"));
    /// The part of code.
    const START: &str = "start";

    pub async fn code(vm: &Vm, entry: usize) -> PyResult<Option<Vec<u8>>> {
        let (.., start, end) = INDEX[entry];
        if start == end {
            return Ok(None);
        }
        cut(vm, START, start..end).await
    }

    pub async fn text(vm: &Vm, entry: usize) -> PyResult<Option<Vec<u8>>> {
        let (_, part, start, end, ..) = INDEX[entry];
        cut(vm, PARTS[part], start..end).await
    }

    /// A piece of a part, which the host has to fetch if it has not.
    async fn cut(
        vm: &Vm,
        part: &'static str,
        place: std::ops::Range<usize>,
    ) -> PyResult<Option<Vec<u8>>> {
        loop {
            if let Some(content) = vm.seat.library.borrow().get(part) {
                return Ok(content.get(place).map(<[u8]>::to_vec));
            }
            vm.trap(Trap::Library(part)).await?;
        }
    }
}

fn entry(path: &str) -> Option<usize> {
    place::INDEX
        .binary_search_by(|(own, ..)| (*own).cmp(path))
        .ok()
}

/// The text of a library file. Waits for the host to fetch the part it is in.
pub async fn text(vm: &Vm, path: &str) -> PyResult<Option<String>> {
    if let Some((_, text)) = OWN.iter().find(|(own, _)| *own == path) {
        return Ok(Some((*text).to_owned()));
    }
    let Some(entry) = entry(path) else {
        return Ok(None);
    };
    let bytes = place::text(vm, entry).await?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// The code of a library file, if it was compiled with the build.
async fn prepared(vm: &Vm, path: &str) -> PyResult<Option<Ref<PyCode>>> {
    if let Ok(found) = OWN_INDEX.binary_search_by(|(own, ..)| (*own).cmp(path)) {
        let (_, start, end) = OWN_INDEX[found];
        return Ok(PyCode::load_marshalled(vm, &OWN_CODE[start..end]));
    }
    let Some(entry) = entry(path) else {
        return Ok(None);
    };
    let code = place::code(vm, entry).await?;
    Ok(code.and_then(|code| PyCode::load_marshalled(vm, &code)))
}

/// The text of a file that a traceback names.
pub async fn source(vm: &Vm, file: &str) -> Option<Rc<str>> {
    let path = file.strip_prefix(FOLDER)?.strip_prefix('/')?;
    text(vm, path).await.ok()?.map(Rc::from)
}

fn compiled(vm: &Vm, source: &str, file: &str) -> PyResult<Ref<PyCode>> {
    vm.compile_source(source, file, Mode::Exec, &vm.compile_options())
}

/// A module's file: that of the package if there is one.
fn candidates(name: &str) -> [(String, bool); 2] {
    let base = name.replace('.', "/");
    [
        (format!("{base}/__init__.py"), true),
        (format!("{base}.py"), false),
    ]
}

/// Where a module is looked for: the folders of its package, or `sys.path`.
fn search_path(vm: &Vm, name: &str) -> Vec<String> {
    let (owner, attribute) = match name.rsplit_once('.') {
        Some((package, _)) => (vm.intern(package), vm.names.__path__.clone()),
        None => (vm.names.sys.clone(), vm.names.path.clone()),
    };
    let folders = vm.modules.get_name(&owner).and_then(|module| {
        let dict = module.get::<PyModule>()?.dict.clone();
        dict.get_name(&attribute)
    });
    let Some(folders) = folders else {
        // Before `sys` is there.
        return initial_path(vm);
    };
    let texts = |items: &[Value]| {
        items
            .iter()
            .filter_map(|item| Some(item.get::<PyStr>()?.lossy().into_owned()))
            .collect()
    };
    match (folders.get::<PyList>(), folders.get::<PyTuple>()) {
        (Some(list), _) => texts(&list.items()),
        (_, Some(tuple)) => texts(tuple.items()),
        _ => vec![],
    }
}

/// `sys.path` as a program finds it: its folder, `PYTHONPATH`, the library.
pub fn initial_path(vm: &Vm) -> Vec<String> {
    let started = vm.extension::<Started>();
    let options = started.options.borrow();
    let mut path = Vec::new();
    if options.safe_path == 0 {
        path.push(started.directory.borrow().clone());
    }
    if options.ignore_environment == 0
        && let Some(folders) = super::posix::process::variable_as_text(vm, "PYTHONPATH")
    {
        let folders = folders.split(':').filter(|folder| !folder.is_empty());
        path.extend(folders.map(str::to_owned));
    }
    path.extend(["/usr/lib/python314.zip".to_owned(), FOLDER.to_owned()]);
    path.push(format!("{FOLDER}/lib-dynload"));
    path
}

/// Whether the library is where this module is looked for.
fn in_library(vm: &Vm, name: &str) -> bool {
    let inside = |folder: &String| folder.starts_with(FOLDER);
    search_path(vm, name).iter().any(inside)
}

/// A file of the host or of the program.
pub fn file(vm: &Vm, path: &str) -> Option<Vec<u8>> {
    let found = vm.host.read_file(path);
    found.or_else(|| crate::files::table::read_file(vm, path))
}

/// A module from files: `folder/a.py` or the package `folder/a/__init__.py`.
pub fn in_folder(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    let last = name.rsplit_once('.').map_or(name, |(_, last)| last);
    for folder in search_path(vm, name) {
        if folder.starts_with("/usr/lib/python3") {
            continue;
        }
        for (relative, package) in candidates(last) {
            let path = match folder.as_str() {
                "" => relative,
                folder => format!("{}/{relative}", folder.trim_end_matches('/')),
            };
            let Some(bytes) = file(vm, &path) else {
                continue;
            };
            let source = match crate::compile::decode_source(&bytes) {
                Ok(source) => source.into_owned(),
                Err(failure) => {
                    return Err(crate::types::exception_methods::syntax_error(
                        vm, &failure, &path,
                    ));
                }
            };
            let code = compiled(vm, &source, &path)?;
            let package_path = package.then(|| path.trim_end_matches("/__init__.py").to_owned());
            return Ok(Some(FoundModule {
                code,
                file: path,
                package_path,
            }));
        }
    }
    Ok(None)
}

/// The code of a library file; `None` when there is no such file.
pub async fn code(vm: &Vm, path: &str) -> PyResult<Option<Ref<PyCode>>> {
    if let Some(code) = prepared(vm, path).await? {
        return Ok(Some(code));
    }
    match text(vm, path).await? {
        Some(text) => vm.compile_library(&text, &code_name(path)).map(Some),
        None => Ok(None),
    }
}

/// A module of the library.
pub async fn built_in(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    if !in_library(vm, name) {
        return Ok(None);
    }
    for (path, package) in candidates(name) {
        let file = format!("{FOLDER}/{path}");
        let found = code(vm, &path).await.inspect_err(|raised| {
            if vm.matches(raised, &vm.types.exceptions.import_error) {
                raised.0.set_field("name", vm.intern(name));
            }
        })?;
        let Some(code) = found else {
            continue;
        };
        let package_path = package.then(|| file.trim_end_matches("/__init__.py").to_owned());
        return Ok(Some(FoundModule {
            code,
            file,
            package_path,
        }));
    }
    Ok(None)
}

/// Files whose functions are C in CPython, so that no frame of theirs is ever seen there.
static ALL_C: &[&str] = &[
    "_pydatetime.py",
    "_pydecimal.py",
    "_py_abc.py",
    "_pyio.py",
    "_interpqueues.py",
    "_interpreter_data.py",
    "_interpreter_table.py",
    "_interpreters.py",
    "_xml_entities.py",
    "pyexpat.py",
    "_locale.py",
    "_posixshmem.py",
    "_socket.py",
    "mmap.py",
    "select.py",
];

/// Single functions and classes that are C in CPython, by file.
static SOME_C: &[(&str, &[&str])] = &[
    (
        "_py_warnings.py",
        &[
            "warn",
            "warn_explicit",
            "_is_internal_frame",
            "_next_external_frame",
            "_is_filename_to_skip",
            "_is_internal_filename",
        ],
    ),
    (
        "collections/__init__.py",
        &[
            "OrderedDict",
            "_OrderedDictKeysView",
            "_OrderedDictItemsView",
            "_OrderedDictValuesView",
        ],
    ),
    (
        "pickle.py",
        &[
            "_Pickler",
            "_Unpickler",
            "_dump",
            "_dumps",
            "_load",
            "_loads",
            "_Framer",
            "_Unframer",
        ],
    ),
    (
        "xml/etree/ElementTree.py",
        &["Element", "SubElement", "TreeBuilder", "XMLParser"],
    ),
    (
        "weakref.py",
        &["WeakValueDictionary.__init__.<locals>.remove"],
    ),
];

/// Whether the function of this qualified name in this file stands for one that is C in CPython.
#[must_use]
pub fn stands_for_c(file: &str, qualname: &str) -> bool {
    let Some(file) = file
        .strip_prefix(FOLDER)
        .and_then(|file| file.strip_prefix('/'))
    else {
        return false;
    };
    let names = SOME_C.iter().find(|(own, _)| *own == file);
    ALL_C.contains(&file)
        || names.is_some_and(|(_, names)| {
            names.iter().any(|name| {
                qualname
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
}

/// Whether the library has this file.
#[must_use]
pub fn has(path: &str) -> bool {
    OWN.iter().any(|(own, _)| *own == path) || entry(path).is_some()
}

//! Modules written in Python: those in the program's folder, our own, and the standard library's.
//!
//! The standard library's files are packed into the build (`build.rs`): all natively, a core set in the page. Others
//! the host may have under [`FOLDER`]. A file is read and compiled at its first import.

use crate::code::PyCode;
use crate::compile::{CompileOptions, Mode};
use crate::object::Ref;
use crate::vm::import::FoundModule;
use crate::vm::program::Started;
use crate::vm::{PyResult, Vm};

/// Where programs see the library's files (`os.__file__`), and where the host is asked for those not packed.
pub const FOLDER: &str = "/usr/lib/python3.14";

macro_rules! library {
    ($($path:literal;)*) => {
        /// Our own Python files, which stand before the standard library's.
        static OWN: &[(&str, &str)] = &[$(($path, include_str!(concat!("../../lib/", $path)))),*];
    };
}

library! {
    "_ast.py";
    "_colorize.py";
    "_opcode.py";
    "importlib/__init__.py";
    "importlib/machinery.py";
    "_tokenize.py";
    "io.py";
    "asyncio/__init__.py";
    "asyncio/coroutines.py";
    "asyncio/events.py";
    "asyncio/exceptions.py";
    "asyncio/futures.py";
    "asyncio/runners.py";
    "asyncio/tasks.py";
}

/// Packed files: path, where it starts in [`PACKED`], its packed length. Sorted.
static INDEX: &[(&str, usize, usize)] = include!(concat!(env!("OUT_DIR"), "/library.rs"));
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// The text of a library file.
#[must_use]
pub fn text(vm: &Vm, path: &str) -> Option<String> {
    if let Some((_, text)) = OWN.iter().find(|(own, _)| *own == path) {
        return Some((*text).to_owned());
    }
    if let Ok(found) = INDEX.binary_search_by(|(own, ..)| (*own).cmp(path)) {
        let (_, start, length) = INDEX[found];
        let bytes = miniz_oxide::inflate::decompress_to_vec(&PACKED[start..start + length]).ok()?;
        return String::from_utf8(bytes).ok();
    }
    let bytes = vm.host.read_file(&format!("{FOLDER}/{path}"))?;
    String::from_utf8(bytes).ok()
}

fn compiled(vm: &Vm, source: &str, file: &str) -> PyResult<Ref<PyCode>> {
    vm.compile_source(source, file, Mode::Exec, &CompileOptions::default())
}

/// A module's file: that of the package if there is one.
fn candidates(name: &str) -> [(String, bool); 2] {
    let base = name.replace('.', "/");
    [
        (format!("{base}/__init__.py"), true),
        (format!("{base}.py"), false),
    ]
}

/// A module beside the program: `directory/a/b.py` or the package `directory/a/b/__init__.py`.
pub fn in_folder(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    let directory = vm.extension::<Started>().directory.borrow().clone();
    for (relative, package) in candidates(name) {
        let file = if directory.is_empty() {
            relative
        } else {
            format!("{directory}/{relative}")
        };
        let found = vm.host.read_file(&file);
        let Some(bytes) = found.or_else(|| crate::files::table::read_file(vm, &file)) else {
            continue;
        };
        let source = match crate::compile::decode_source(&bytes) {
            Ok(source) => source.into_owned(),
            Err(failure) => {
                return Err(crate::types::exception_methods::syntax_error(
                    vm, &failure, &file,
                ));
            }
        };
        let code = compiled(vm, &source, &file)?;
        let package_path = package.then(|| file.trim_end_matches("/__init__.py").to_owned());
        return Ok(Some(FoundModule {
            code,
            file,
            package_path,
        }));
    }
    Ok(None)
}

/// A module of the library.
pub fn built_in(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    for (path, package) in candidates(name) {
        let Some(source) = text(vm, &path) else {
            continue;
        };
        let file = format!("{FOLDER}/{path}");
        let code = compiled(vm, &source, &code_name(&path))?;
        let package_path = package.then(|| file.trim_end_matches("/__init__.py").to_owned());
        return Ok(Some(FoundModule {
            code,
            file,
            package_path,
        }));
    }
    Ok(None)
}

/// Library files that CPython has frozen: their code names them so, and tracebacks show none of their lines.
static FROZEN: &[(&str, &str)] = &[
    ("_collections_abc.py", "<frozen _collections_abc>"),
    ("_sitebuiltins.py", "<frozen _sitebuiltins>"),
    ("abc.py", "<frozen abc>"),
    ("codecs.py", "<frozen codecs>"),
    ("genericpath.py", "<frozen genericpath>"),
    ("importlib/machinery.py", "<frozen importlib.machinery>"),
    ("importlib/util.py", "<frozen importlib.util>"),
    ("io.py", "<frozen io>"),
    ("ntpath.py", "<frozen ntpath>"),
    ("os.py", "<frozen os>"),
    ("posixpath.py", "<frozen posixpath>"),
    ("runpy.py", "<frozen runpy>"),
    ("site.py", "<frozen site>"),
    ("stat.py", "<frozen stat>"),
];

/// Files whose functions are C in CPython, so that no frame of theirs is ever seen there.
static ALL_C: &[&str] = &["_pydatetime.py", "_pydecimal.py", "_py_abc.py", "_pyio.py"];

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

/// The name that the code of a library file has for it.
fn code_name(path: &str) -> String {
    match FROZEN.binary_search_by(|(own, _)| (*own).cmp(path)) {
        Ok(found) => FROZEN[found].1.to_owned(),
        Err(_) => format!("{FOLDER}/{path}"),
    }
}

/// Whether the library has a module of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    candidates(name).iter().any(|(path, _)| {
        OWN.iter().any(|(own, _)| own == path)
            || INDEX.binary_search_by(|(own, ..)| (*own).cmp(path)).is_ok()
    })
}

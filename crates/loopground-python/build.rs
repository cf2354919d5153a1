//! Packs the Python files of the standard library, so that the native build carries them.
//!
//! The files come from the `rustpython-pylib` crate (CPython's own, PSF licence). Each is compressed by itself, so
//! that an import unpacks one. With the `library` feature off nothing is packed: the page fetches single files.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders and files that cannot work here, or are no library: programs, tests, desktop, other systems.
const LEFT_OUT: &[&str] = &[
    "ctypes",
    "curses",
    "dbm",
    "ensurepip",
    "idlelib",
    "pydoc_data",
    "sqlite3",
    "tkinter",
    "turtledemo",
    "turtle.py",
    "venv",
    "wsgiref",
    "xmlrpc",
    "_pyrepl",
    "pdb.py",
    "bdb.py",
    "webbrowser.py",
    "antigravity.py",
    "imaplib.py",
    "smtplib.py",
    "poplib.py",
    "ftplib.py",
    "mailbox.py",
    "pty.py",
    "tty.py",
    "zipapp.py",
    "_android_support.py",
    "_ios_support.py",
    "_osx_support.py",
    "_aix_support.py",
    "_apple_support.py",
    "pydoc.py",
    "_dummy_os.py",
];

/// What the page's engine carries itself: what programs about concurrency import, and what those modules import.
const CORE: &[&str] = &[
    "_collections_abc.py",
    "_weakrefset.py",
    "abc.py",
    "asyncio/constants.py",
    "asyncio/locks.py",
    "asyncio/mixins.py",
    "asyncio/protocols.py",
    "asyncio/queues.py",
    "asyncio/staggered.py",
    "asyncio/taskgroups.py",
    "asyncio/threads.py",
    "asyncio/timeouts.py",
    "asyncio/transports.py",
    "bisect.py",
    "collections/__init__.py",
    "collections/abc.py",
    "concurrent/__init__.py",
    "concurrent/futures/__init__.py",
    "concurrent/futures/_base.py",
    "concurrent/futures/thread.py",
    "contextlib.py",
    "contextvars.py",
    "copy.py",
    "copyreg.py",
    "enum.py",
    "functools.py",
    "genericpath.py",
    "heapq.py",
    "io.py",
    "keyword.py",
    "linecache.py",
    "logging/__init__.py",
    "numbers.py",
    "operator.py",
    "os.py",
    "posixpath.py",
    "queue.py",
    "random.py",
    "re/__init__.py",
    "re/_casefix.py",
    "re/_compiler.py",
    "re/_constants.py",
    "re/_parser.py",
    "reprlib.py",
    "sched.py",
    "stat.py",
    "string/__init__.py",
    "textwrap.py",
    "token.py",
    "tokenize.py",
    "threading.py",
    "traceback.py",
    "types.py",
    "typing.py",
    "warnings.py",
    "_py_warnings.py",
    "_pyio.py",
    "weakref.py",
    "__future__.py",
    "codecs.py",
    "encodings/__init__.py",
    "encodings/aliases.py",
    "encodings/utf_8.py",
    "_colorize.py",
    "hashlib.py",
    "annotationlib.py",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut files = Vec::new();
    let root = Path::new(rustpython_pylib::LIB_PATH);
    collect(root, root, &mut files);
    if std::env::var_os("CARGO_FEATURE_LIBRARY").is_none() {
        files.retain(|(name, _)| CORE.contains(&name.as_str()));
    }
    files.sort();
    let (mut blob, mut index) = (Vec::new(), String::from("&[\n"));
    for (name, path) in files {
        let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let packed = miniz_oxide::deflate::compress_to_vec(&text, 8);
        let (start, length) = (blob.len(), packed.len());
        writeln!(index, "    ({name:?}, {start}, {length}),").expect("writing to a string");
        blob.extend(packed);
    }
    index.push(']');
    fs::write(out.join("library.bin"), blob).expect("OUT_DIR can be written");
    fs::write(out.join("library.rs"), index).expect("OUT_DIR can be written");
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(folder)
        .expect("the library's folder can be read")
        .flatten()
    {
        let path = entry.path();
        let name = path
            .strip_prefix(root)
            .expect("below the root")
            .to_string_lossy()
            .replace('\\', "/");
        if LEFT_OUT.contains(&name.as_str()) || name.ends_with("/test") || name.ends_with("/tests")
        {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if name.ends_with(".py") {
            files.push((name, path));
        }
    }
}

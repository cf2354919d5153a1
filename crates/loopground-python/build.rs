//! Packs the Python files of the standard library.
//!
//! The files come from the `rustpython-pylib` crate (CPython's own, PSF licence). With the feature `library` all of
//! them become part of the build, each compressed by itself, so that an import unpacks one: as text for tracebacks, and
//! compiled. Without it (in the page) they are written as a few parts, texts one after the other, in
//! `OUT_DIR/library`: files beside the page's engine that are fetched when something in them is imported. Code would
//! be nearly twice as large there; only what most programs begin with is a part of code, which is fetched with the
//! engine. The index of what is where is part of the build.
//!
//! Our own files in `lib` are compiled in either case: the first program of every page needs some.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rustpython_compiler::codegen::compile::CompileOpts;
use rustpython_compiler::core::marshal::serialize_code;
use rustpython_compiler::{Mode, compile};

#[path = "src/modules/library_names.rs"]
mod library_names;
use library_names::code_name;
#[path = "library_patches.rs"]
mod library_patches;
#[path = "library_wording.rs"]
mod library_wording;

/// Folders and files that cannot work here, or are no library: programs, tests, desktop, other systems.
const LEFT_OUT: &[&str] = &[
    "ctypes",
    "curses",
    "ensurepip",
    "idlelib",
    "pydoc_data",
    "sqlite3",
    "tkinter",
    "turtledemo",
    "turtle.py",
    "venv",
    "xmlrpc",
    "_pyrepl/__main__.py",
    "_pyrepl/_module_completer.py",
    "_pyrepl/_threading_handler.py",
    "_pyrepl/base_eventqueue.py",
    "_pyrepl/commands.py",
    "_pyrepl/completing_reader.py",
    "_pyrepl/console.py",
    "_pyrepl/fancy_termios.py",
    "_pyrepl/historical_reader.py",
    "_pyrepl/input.py",
    "_pyrepl/keymap.py",
    "_pyrepl/main.py",
    "_pyrepl/reader.py",
    "_pyrepl/readline.py",
    "_pyrepl/simple_interact.py",
    "_pyrepl/terminfo.py",
    "_pyrepl/trace.py",
    "_pyrepl/types.py",
    "_pyrepl/unix_console.py",
    "_pyrepl/unix_eventqueue.py",
    "_pyrepl/utils.py",
    "_pyrepl/windows_console.py",
    "_pyrepl/windows_eventqueue.py",
    "pdb.py",
    "antigravity.py",
    "imaplib.py",
    "poplib.py",
    "ftplib.py",
    "pty.py",
    "_android_support.py",
    "_ios_support.py",
    "_osx_support.py",
    "_aix_support.py",
    "_apple_support.py",
    "_dummy_os.py",
];

/// Files that stand under another name, because one of ours has theirs.
const RENAMED: &[(&str, &str)] = &[("asyncio/unix_events.py", "asyncio/_unix_library.py")];

/// The part of code, and what is in it: what small programs with an event loop, a queue and a thread import.
/// It is named as the texts are, because hosts compress those.
const START: &str = "start";
const START_FILES: &[&str] = &[
    "__future__.py",
    "_collections_abc.py",
    "_py_warnings.py",
    "_weakrefset.py",
    "abc.py",
    "asyncio/base_events.py",
    "asyncio/base_futures.py",
    "asyncio/base_tasks.py",
    "asyncio/constants.py",
    "asyncio/coroutines.py",
    "asyncio/events.py",
    "asyncio/exceptions.py",
    "asyncio/format_helpers.py",
    "asyncio/futures.py",
    "asyncio/locks.py",
    "asyncio/mixins.py",
    "asyncio/protocols.py",
    "asyncio/queues.py",
    "asyncio/runners.py",
    "asyncio/taskgroups.py",
    "asyncio/tasks.py",
    "asyncio/threads.py",
    "asyncio/timeouts.py",
    "asyncio/transports.py",
    "asyncio/trsock.py",
    "bisect.py",
    "codecs.py",
    "codeop.py",
    "collections/__init__.py",
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
    "signal.py",
    "stat.py",
    "textwrap.py",
    "threading.py",
    "token.py",
    "tokenize.py",
    "traceback.py",
    "types.py",
    "typing.py",
    "warnings.py",
    "weakref.py",
];

/// The parts and what is in each: files, or folders with a slash at the end. The first that fits counts; what fits
/// nowhere is in the last part.
const PARTS: &[(&str, &[&str])] = &[
    // What programs about concurrency import, and what those modules import.
    (
        "base",
        &[
            "_collections_abc.py",
            "_weakrefset.py",
            "abc.py",
            "asyncio/base_events.py",
            "asyncio/base_futures.py",
            "asyncio/base_tasks.py",
            "asyncio/constants.py",
            "asyncio/coroutines.py",
            "asyncio/events.py",
            "asyncio/exceptions.py",
            "asyncio/format_helpers.py",
            "asyncio/futures.py",
            "asyncio/graph.py",
            "asyncio/locks.py",
            "asyncio/mixins.py",
            "asyncio/protocols.py",
            "asyncio/queues.py",
            "asyncio/runners.py",
            "asyncio/staggered.py",
            "asyncio/streams.py",
            "asyncio/taskgroups.py",
            "asyncio/tasks.py",
            "asyncio/threads.py",
            "asyncio/timeouts.py",
            "asyncio/transports.py",
            "asyncio/trsock.py",
            "bisect.py",
            "collections/__init__.py",
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
            "codeop.py",
            "fnmatch.py",
            "signal.py",
            "struct.py",
            "encodings/__init__.py",
            "encodings/aliases.py",
            "encodings/utf_8.py",
            "_colorize.py",
            "hashlib.py",
            "annotationlib.py",
        ],
    ),
    (
        "encodings",
        &["encodings/", "stringprep.py", "_pycodecs.py"],
    ),
    (
        "tests",
        &[
            "unittest/",
            "doctest.py",
            "cmd.py",
            "code.py",
            "pprint.py",
            "difflib.py",
        ],
    ),
    (
        "numbers",
        &[
            "_pydecimal.py",
            "decimal.py",
            "fractions.py",
            "statistics.py",
            "_pylong.py",
            "_strptime.py",
            "_pydatetime.py",
            "datetime.py",
            "calendar.py",
            "locale.py",
            "zoneinfo/",
            "colorsys.py",
        ],
    ),
    (
        "network",
        &[
            "email/",
            "html/",
            "http/",
            "urllib/",
            "xml/",
            "socket.py",
            "socketserver.py",
            "selectors.py",
            "ssl.py",
            "ipaddress.py",
            "mimetypes.py",
            "netrc.py",
            "nturl2path.py",
            "quopri.py",
            "plistlib.py",
        ],
    ),
    (
        "processes",
        &[
            "multiprocessing/",
            "concurrent/",
            "asyncio/",
            "subprocess.py",
            "signal.py",
            "tempfile.py",
            "shutil.py",
        ],
    ),
    (
        "tools",
        &[
            "importlib/",
            "json/",
            "pathlib/",
            "logging/",
            "argparse.py",
            "ast.py",
            "_ast_unparse.py",
            "dataclasses.py",
            "dis.py",
            "inspect.py",
            "opcode.py",
            "_opcode_metadata.py",
            "gettext.py",
            "pickle.py",
            "_compat_pickle.py",
            "csv.py",
            "base64.py",
            "string/",
            "struct.py",
            "uuid.py",
            "secrets.py",
            "hmac.py",
            "timeit.py",
            "glob.py",
            "fnmatch.py",
            "shlex.py",
            "ntpath.py",
            "graphlib.py",
            "getopt.py",
            "platform.py",
            "copy.py",
        ],
    ),
    ("rest", &[]),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=lib");
    println!("cargo::rerun-if-changed=library_patches.rs");
    println!("cargo::rerun-if-changed=library_wording.rs");
    println!("cargo::rerun-if-changed=src/modules/library_names.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    own(&out);
    let embedded = std::env::var_os("CARGO_FEATURE_LIBRARY").is_some();
    // A change of our own files does not change the standard library's.
    let (own, names, patches, wording) = (
        include_str!("build.rs"),
        include_str!("src/modules/library_names.rs"),
        include_str!("library_patches.rs"),
        include_str!("library_wording.rs"),
    );
    let stamp = format!("{embedded}\n{own}{names}{patches}{wording}");
    let stamped = out.join("library.stamp");
    if fs::read_to_string(&stamped).is_ok_and(|found| found == stamp) {
        return;
    }
    let mut files = files_below(Path::new(rustpython_pylib::LIB_PATH));
    for (name, _) in &mut files {
        if let Some((_, new)) = RENAMED.iter().find(|(old, _)| old == name) {
            *name = (*new).to_owned();
        }
    }
    files.sort();
    if embedded {
        embed(&out, &files);
    } else {
        divide(&out, &files);
    }
    fs::write(stamped, stamp).expect("OUT_DIR can be written");
}

/// `own.rs`: path, and where its code starts and ends in `own.bin`.
fn own(out: &Path) {
    let (mut blob, mut index) = (Vec::new(), String::from("&[\n"));
    for (name, path) in files_below(Path::new("lib")) {
        let start = blob.len();
        blob.extend(compiled(&name, &read(&path)));
        writeln!(index, "    ({name:?}, {start}, {}),", blob.len()).expect("writing to a string");
    }
    index.push(']');
    write(out, "own.rs", index.as_bytes());
    write(out, "own.bin", &blob);
}

/// `library.rs`: path, and where its code and its text start and end in `library.bin`.
fn embed(out: &Path, files: &[(String, PathBuf)]) {
    let (mut blob, mut index) = (Vec::new(), String::from("&[\n"));
    for (name, path) in files {
        let text = patched(name, read(path));
        let start = blob.len();
        let code = compiled(name, &text);
        if !code.is_empty() {
            blob.extend(miniz_oxide::deflate::compress_to_vec(&code, 6));
        }
        let middle = blob.len();
        blob.extend(miniz_oxide::deflate::compress_to_vec(&text, 6));
        let end = blob.len();
        writeln!(index, "    ({name:?}, {start}, {middle}, {end}),").expect("writing to a string");
    }
    index.push(']');
    write(out, "library.rs", index.as_bytes());
    write(out, "library.bin", &blob);
}

/// `library.rs`: path, its part's place in `parts.rs`, where it starts and ends there, and where its code starts and
/// ends in the part of code: nowhere for most.
fn divide(out: &Path, files: &[(String, PathBuf)]) {
    let mut parts = vec![Vec::new(); PARTS.len()];
    let mut codes = Vec::new();
    let mut index = String::from("&[\n");
    for (name, path) in files {
        let (part, text, code) = (part_of(name), patched(name, read(path)), codes.len());
        if START_FILES.contains(&name.as_str()) {
            codes.extend(compiled(name, &text));
        }
        let (start, code_end) = (parts[part].len(), codes.len());
        parts[part].extend(text);
        let end = parts[part].len();
        writeln!(
            index,
            "    ({name:?}, {part}, {start}, {end}, {code}, {code_end}),"
        )
        .expect("writing to a string");
    }
    index.push(']');
    write(out, "library.rs", index.as_bytes());
    let names: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
    write(out, "parts.rs", format!("&{names:?}").as_bytes());
    write(&out.join("library"), &format!("{START}.txt"), &codes);
    for (name, text) in names.iter().zip(parts) {
        write(&out.join("library"), &format!("{name}.txt"), &text);
    }
}

/// A module's code, marshalled; nothing when it only compiles with what a program can have and a build script has
/// not (names of characters), or not at all (a file of a library need not be for this version).
fn compiled(name: &str, text: &[u8]) -> Vec<u8> {
    let mut marshalled = Vec::new();
    let options = CompileOpts {
        debug_ranges: true,
        ..CompileOpts::default()
    };
    let text = std::str::from_utf8(text).unwrap_or("(");
    if let Ok(code) = compile(text, Mode::Exec, &code_name(name), options) {
        serialize_code(&mut marshalled, &code);
    }
    marshalled
}

/// The text of a library file as it is packed.
fn patched(name: &str, text: Vec<u8>) -> Vec<u8> {
    let Some((_, changes)) = library_patches::PATCHES
        .iter()
        .chain(library_wording::WORDING)
        .find(|(file, _)| *file == name)
    else {
        return text;
    };
    let mut text = String::from_utf8(text).expect("library files are UTF-8");
    for (old, new) in *changes {
        assert_eq!(
            text.matches(old).count(),
            1,
            "{name}: {old:?} must stand there once"
        );
        text = text.replacen(old, new, 1);
    }
    text.into_bytes()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_below(root: &Path) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort();
    files
}

fn write(folder: &Path, name: &str, content: &[u8]) {
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(folder.join(name), content))
        .expect("OUT_DIR can be written");
}

fn part_of(name: &str) -> usize {
    let fits =
        |pattern: &&str| name == *pattern || pattern.ends_with('/') && name.starts_with(pattern);
    PARTS
        .iter()
        .position(|(_, patterns)| patterns.iter().any(fits))
        .unwrap_or(PARTS.len() - 1)
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

//! How the code of the standard library's files is named. The build script, which compiles them, reads this too.

/// Where programs see the library's files (`os.__file__`).
pub const FOLDER: &str = "/usr/lib/python3.14";

/// Library files that CPython has frozen: their code names them so, and tracebacks show none of their lines.
static FROZEN: &[(&str, &str)] = &[
    ("_collections_abc.py", "<frozen _collections_abc>"),
    ("_sitebuiltins.py", "<frozen _sitebuiltins>"),
    ("abc.py", "<frozen abc>"),
    ("codecs.py", "<frozen codecs>"),
    ("genericpath.py", "<frozen genericpath>"),
    ("importlib/_bootstrap.py", "<frozen importlib._bootstrap>"),
    (
        "importlib/_bootstrap_external.py",
        "<frozen importlib._bootstrap_external>",
    ),
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

/// The name that the code of a library file has for it.
pub fn code_name(path: &str) -> String {
    match FROZEN.binary_search_by(|(own, _)| (*own).cmp(path)) {
        Ok(found) => FROZEN[found].1.to_owned(),
        Err(_) => format!("{FOLDER}/{path}"),
    }
}

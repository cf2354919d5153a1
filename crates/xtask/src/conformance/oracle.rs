//! CPython 3.14, which is right by definition.
//!
//! Here: finding it on `PATH`, or unpacking it from Debian's packages below the target directory without
//! installing anything. Not here: running programs on it.

use std::path::{Path, PathBuf};

use super::runner::Engine;
use crate::failure::{Failure, Result};
use crate::setup::debian;
use crate::{process, repo, terminal};

/// The interpreter, its library, its test suite, and the shared libraries that it is linked with.
const PACKAGES: [&str; 18] = [
    "python3.14-minimal",
    "libpython3.14-minimal",
    "libpython3.14-stdlib",
    "libpython3.14-testsuite",
    "libc6",
    "zlib1g",
    "libexpat1",
    "libffi8",
    "libbz2-1.0",
    "liblzma5",
    "libssl3t64",
    "libzstd1",
    "libsqlite3-0",
    "libuuid1",
    "libncursesw6",
    "libtinfo6",
    "libreadline8t64",
    "libdb5.3t64",
];

/// A CPython 3.14 with its `test` package; found or unpacked.
pub fn get() -> Result<Engine> {
    if let Some(engine) = process::find("python3.14").and_then(|program| examine(&program)) {
        return Ok(engine);
    }
    let place = repo::setup_dir().join("python314");
    let program = place.join("python3.14");
    if let Some(engine) = examine(&program) {
        return Ok(engine);
    }
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) && process::find("dpkg").is_some() {
        terminal::note("unpacking CPython 3.14 from Debian's packages (once)");
        unpack(&place)?;
        if let Some(engine) = examine(&program) {
            return Ok(engine);
        }
        return Err(Failure::new(format!(
            "CPython 3.14 was unpacked to {} but does not run",
            place.display()
        )));
    }
    Err(Failure::missing(
        "no python3.14 on PATH to record or compare with",
        "install CPython 3.14 (https://www.python.org/downloads, or your package manager)",
    ))
}

fn examine(program: &Path) -> Option<Engine> {
    const QUESTION: &str = "import sys, os, test\n\
        assert sys.version_info[:2] == (3, 14)\n\
        print(os.path.dirname(os.__file__))";
    if !program.is_file() {
        return None;
    }
    let library = process::capture(process::command(program).args(["-c", QUESTION])).ok()?;
    Some(Engine::CPython {
        program: program.to_path_buf(),
        library: PathBuf::from(library),
    })
}

/// Downloads packages of Debian's newest release with lists and a cache of our own, and extracts them.
fn unpack(place: &Path) -> Result<()> {
    repo::remove(place)?;
    let apt = place.join("apt");
    let root = place.join("root");
    for directory in ["lists/partial", "cache/archives/partial", "state", "deb"] {
        repo::make_dir(&apt.join(directory))?;
    }
    repo::make_dir(&root)?;
    repo::write(&apt.join("state").join("status"), "")?;
    let keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let source = format!("deb [signed-by={keyring}] {} sid main\n", debian_mirror());
    repo::write(&apt.join("sources.list"), source)?;
    let configuration = format!(
        "Dir::Etc::sourcelist \"{apt}/sources.list\";\n\
         Dir::Etc::sourceparts \"-\";\n\
         Dir::State::lists \"{apt}/lists\";\n\
         Dir::State::status \"{apt}/state/status\";\n\
         Dir::Cache \"{apt}/cache\";\n\
         {sandbox}",
        apt = apt.display(),
        sandbox = if debian::is_root() {
            "APT::Sandbox::User \"root\";\n"
        } else {
            ""
        },
    );
    let configuration_file = apt.join("apt.conf");
    repo::write(&configuration_file, configuration)?;
    let apt_get = || {
        let mut command = process::command("apt-get");
        command
            .env("APT_CONFIG", &configuration_file)
            .current_dir(apt.join("deb"))
            .arg("-qq");
        command
    };
    process::run(apt_get().arg("update"))?;
    process::run(apt_get().arg("download").args(PACKAGES))?;
    for package in repo::walk(&apt.join("deb"))? {
        process::run(process::command("dpkg").arg("-x").arg(&package).arg(&root))?;
    }
    repo::remove(&apt)?;
    write_starter(place, &root)
}

/// The mirror that this machine uses, so that a configured cache is used too.
fn debian_mirror() -> String {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    files.extend(repo::walk(Path::new("/etc/apt/sources.list.d")).unwrap_or_default());
    let text: String = files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .collect();
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_end_matches('/'));
    let found = words.find(|word| word.starts_with("http") && word.ends_with("/debian"));
    found.unwrap_or("http://deb.debian.org/debian").to_owned()
}

/// A script that starts the interpreter with its own C library, whatever the machine has.
#[cfg(unix)]
fn write_starter(place: &Path, root: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let candidates = [
        "usr/lib/x86_64-linux-gnu",
        "lib/x86_64-linux-gnu",
        "usr/lib64",
        "lib64",
    ];
    let loader = candidates
        .iter()
        .map(|directory| root.join(directory).join("ld-linux-x86-64.so.2"))
        .find(|file| file.is_file())
        .ok_or_else(|| Failure::new("Debian's libc6 holds no ld-linux-x86-64.so.2"))?;
    let starter = place.join("python3.14");
    let script = format!(
        "#!/bin/sh\n\
         export PYTHONHOME='{root}/usr' PYTHONDONTWRITEBYTECODE=1\n\
         exec '{loader}' --library-path '{root}/usr/lib/x86_64-linux-gnu:{root}/lib/x86_64-linux-gnu' \
         --argv0 '{starter}' '{root}/usr/bin/python3.14' \"$@\"\n",
        root = root.display(),
        loader = loader.display(),
        starter = starter.display(),
    );
    repo::write(&starter, script)?;
    std::fs::set_permissions(&starter, std::fs::Permissions::from_mode(0o755))
        .map_err(|error| Failure::file("make executable", &starter, &error))
}

#[cfg(not(unix))]
fn write_starter(_place: &Path, _root: &Path) -> Result<()> {
    Err(Failure::new("Debian's packages only run on Linux"))
}

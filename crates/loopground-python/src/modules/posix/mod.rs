//! `posix`: the operating system as a program sees it.
//!
//! There is one process, its environment and its files ([`crate::files`]). Calls on paths are in `paths`, on open files
//! in `descriptors`, on the process in `process`. Not here: other processes, users, terminals, devices: what needs
//! them raises `OSError`.

mod arguments;
mod descriptors;
pub mod messages;
mod paths;
pub mod process;
mod results;
pub mod scandir;

pub use arguments::{fspath, name_bytes, name_value, os_error, warn_of_bool};
pub use descriptors::{fill, room};
pub use process::{process_id, user_id};

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::vm::{PyResult, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let children = super::processes::FUNCTIONS;
    for table in [
        paths::FUNCTIONS,
        descriptors::FUNCTIONS,
        process::FUNCTIONS,
        children,
    ] {
        vm.add_functions(dict, "posix", table);
    }
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    set("environ", process::environ(vm).into_value());
    set("error", vm.types.exceptions.os_error.to_value());
    let have = HAVE.iter().map(|name| vm.new_str(*name)).collect();
    set("_have_functions", vm.new_list(have));
    let classes = results::classes(vm);
    for class in [
        &classes.stat,
        &classes.terminal,
        &classes.uname,
        &classes.times,
        &classes.space,
        &classes.entry,
    ] {
        set(&class.name(), class.to_value());
    }
    for &(name, value) in NUMBERS {
        set(name, Value::int(value));
    }
    let names = vm.new_dict();
    for &(name, number) in process::SYSTEM {
        names.set_name(&vm.intern(name), Value::int(number));
    }
    set("sysconf_names", names.into_value());
    Ok(())
}

/// What `os` concludes `os.supports_dir_fd` and its kin from.
static HAVE: &[&str] = &[
    "HAVE_FACCESSAT",
    "HAVE_FCHDIR",
    "HAVE_FCHMOD",
    "HAVE_FCHMODAT",
    "HAVE_FDOPENDIR",
    "HAVE_FSTATAT",
    "HAVE_FSTATVFS",
    "HAVE_FTRUNCATE",
    "HAVE_FUTIMENS",
    "HAVE_LINKAT",
    "HAVE_LSTAT",
    "HAVE_MKDIRAT",
    "HAVE_OPENAT",
    "HAVE_READLINKAT",
    "HAVE_RENAMEAT",
    "HAVE_SYMLINKAT",
    "HAVE_UNLINKAT",
    "HAVE_UTIMENSAT",
];

static NUMBERS: &[(&str, i64)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("O_RDONLY", 0),
    ("O_WRONLY", 1),
    ("O_RDWR", 2),
    ("O_ACCMODE", 3),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("O_NOCTTY", 0o400),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
    ("O_NONBLOCK", 0o4000),
    ("O_NDELAY", 0o4000),
    ("O_DSYNC", 0o10_000),
    ("O_SYNC", 0o4_010_000),
    ("O_RSYNC", 0o4_010_000),
    ("O_DIRECTORY", 0o200_000),
    ("O_NOFOLLOW", 0o400_000),
    ("O_CLOEXEC", 0o2_000_000),
    ("SEEK_DATA", 3),
    ("SEEK_HOLE", 4),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
    ("WNOHANG", 1),
    ("WUNTRACED", 2),
    ("WCONTINUED", 8),
    ("TMP_MAX", 238_328),
    ("NGROUPS_MAX", 65_536),
    ("GRND_NONBLOCK", 1),
    ("GRND_RANDOM", 2),
    ("P_PID", 1),
    ("P_PGID", 2),
    ("P_ALL", 0),
    ("PRIO_PROCESS", 0),
    ("ST_RDONLY", 1),
    ("ST_NOSUID", 2),
];

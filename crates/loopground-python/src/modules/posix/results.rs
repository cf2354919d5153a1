//! The classes of results: `os.stat_result` and its kin.

use crate::files::{Space, Stat};
use crate::object::{Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::struct_sequence::{self, field};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::Vm;

macro_rules! sequence {
    ($def:ident $name:literal $module:literal [$($index:literal $field:literal),* $(,)?]) => {
        static $def: TypeDef = {
            static FIELDS: &[GetSetDef] = &[$(field::<$index>($field)),*];
            struct_sequence::definition($name, $module, FIELDS)
        };
    };
}

/// The three times are integers as items and floats as attributes; the attributes and the other fields that are no
/// items stand in the instance's dictionary.
static STAT_RESULT: TypeDef = {
    static FIELDS: &[GetSetDef] = &[
        field::<0>("st_mode"),
        field::<1>("st_ino"),
        field::<2>("st_dev"),
        field::<3>("st_nlink"),
        field::<4>("st_uid"),
        field::<5>("st_gid"),
        field::<6>("st_size"),
        field::<7>("st_atime"),
        field::<8>("st_mtime"),
        field::<9>("st_ctime"),
    ];
    let mut def = struct_sequence::definition("stat_result", "os", FIELDS);
    def.flags |= TypeFlags::HAS_DICT;
    def
};
sequence!(TERMINAL_SIZE "terminal_size" "os" [0 "columns", 1 "lines"]);
sequence!(UNAME_RESULT "uname_result" "posix" [0 "sysname", 1 "nodename", 2 "release", 3 "version", 4 "machine"]);
sequence!(TIMES_RESULT "times_result" "posix" [0 "user", 1 "system", 2 "children_user", 3 "children_system",
    4 "elapsed"]);
sequence!(STATVFS_RESULT "statvfs_result" "os" [0 "f_bsize", 1 "f_frsize", 2 "f_blocks", 3 "f_bfree", 4 "f_bavail",
    5 "f_files", 6 "f_ffree", 7 "f_favail", 8 "f_flag", 9 "f_namemax"]);

/// The classes, made at the first import.
pub struct Classes {
    pub stat: Ref<PyType>,
    pub terminal: Ref<PyType>,
    pub uname: Ref<PyType>,
    pub times: Ref<PyType>,
    pub space: Ref<PyType>,
    pub entry: Ref<PyType>,
    pub scan: Ref<PyType>,
}

#[derive(Default)]
struct Kept(std::cell::OnceCell<std::rc::Rc<Classes>>);

pub fn classes(vm: &Vm) -> std::rc::Rc<Classes> {
    let kept = vm.extension::<Kept>();
    let make = || {
        let stat = struct_sequence::class(vm, &STAT_RESULT);
        for name in ["st_atime", "st_mtime", "st_ctime"] {
            stat.dict.remove_name(&vm.intern(name));
        }
        std::rc::Rc::new(Classes {
            stat,
            terminal: struct_sequence::class(vm, &TERMINAL_SIZE),
            uname: struct_sequence::class(vm, &UNAME_RESULT),
            times: struct_sequence::class(vm, &TIMES_RESULT),
            space: struct_sequence::class(vm, &STATVFS_RESULT),
            entry: vm.new_native_type(&super::scandir::ENTRY, &[]),
            scan: vm.new_native_type(&super::scandir::SCAN, &[]),
        })
    };
    kept.0.get_or_init(make).clone()
}

fn uint(vm: &Vm, number: u64) -> Value {
    vm.new_int(number)
}

/// `os.stat_result`.
pub fn stat_result(vm: &Vm, stat: &Stat) -> Value {
    const BILLION: i64 = 1_000_000_000;
    let times = [stat.accessed, stat.modified, stat.changed];
    let mut items = vec![
        Value::int(i64::from(stat.mode)),
        uint(vm, stat.inode),
        uint(vm, stat.device),
        uint(vm, stat.links),
        Value::int(i64::from(stat.user)),
        Value::int(i64::from(stat.group)),
        uint(vm, stat.size),
    ];
    items.extend(
        times
            .iter()
            .map(|time| Value::int(time.div_euclid(BILLION))),
    );
    let result = struct_sequence::instance(&classes(vm).stat, items);
    let object = result.as_object().expect("a tuple");
    if let Some(dict) = vm.ensure_instance_dict(object) {
        let set = |name: &str, value| dict.set_name(&vm.intern(name), value);
        for (name, time) in ["st_atime", "st_mtime", "st_ctime"].iter().zip(times) {
            let seconds = time.div_euclid(BILLION) as f64;
            let rest = time.rem_euclid(BILLION) as f64;
            set(name, Value::float(1e-9_f64.mul_add(rest, seconds)));
            set(&format!("{name}_ns"), Value::int(time));
        }
        set("st_blksize", uint(vm, stat.block_size));
        set("st_blocks", uint(vm, stat.blocks));
        set("st_rdev", uint(vm, stat.raw_device));
    }
    result
}

/// `os.statvfs_result`.
pub fn space_result(vm: &Vm, space: &Space) -> Value {
    let numbers = [
        space.block_size,
        space.block_size,
        space.blocks,
        space.free,
        space.available,
        space.files,
        space.files_free,
        space.files_free,
        0,
        space.name_length,
    ];
    struct_sequence::instance(
        &classes(vm).space,
        numbers.iter().map(|&number| uint(vm, number)).collect(),
    )
}

//! Figures about the implementation: version, limits of numbers, flags.

use crate::embed::PYTHON_VERSION;
use crate::object::{Ref, Value};
use crate::options::Options;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::struct_sequence::{class, definition, field, instance};
use crate::vm::Vm;

macro_rules! sequence {
    ($def:ident $name:literal [$($index:literal $field:literal),* $(,)?]) => {
        static $def: TypeDef = {
            static FIELDS: &[GetSetDef] = &[$(field::<$index>($field)),*];
            definition($name, "sys", FIELDS)
        };
    };
}

sequence!(VERSION_INFO "version_info" [0 "major", 1 "minor", 2 "micro", 3 "releaselevel", 4 "serial"]);
sequence!(HASH_INFO "hash_info" [0 "width", 1 "modulus", 2 "inf", 3 "nan", 4 "imag", 5 "algorithm", 6 "hash_bits",
    7 "seed_bits", 8 "cutoff"]);
sequence!(INT_INFO "int_info" [0 "bits_per_digit", 1 "sizeof_digit", 2 "default_max_str_digits",
    3 "str_digits_check_threshold"]);
sequence!(FLOAT_INFO "float_info" [0 "max", 1 "max_exp", 2 "max_10_exp", 3 "min", 4 "min_exp", 5 "min_10_exp",
    6 "dig", 7 "mant_dig", 8 "epsilon", 9 "radix", 10 "rounds"]);
sequence!(THREAD_INFO "thread_info" [0 "name", 1 "lock", 2 "version"]);
sequence!(FLAGS "flags" [0 "debug", 1 "inspect", 2 "interactive", 3 "optimize", 4 "dont_write_bytecode",
    5 "no_user_site", 6 "no_site", 7 "ignore_environment", 8 "verbose", 9 "bytes_warning", 10 "quiet",
    11 "hash_randomization", 12 "isolated", 13 "dev_mode", 14 "utf8_mode", 15 "warn_default_encoding",
    16 "safe_path", 17 "int_max_str_digits", 18 "gil", 19 "thread_inherit_context", 20 "context_aware_warnings"]);

/// What `sys` shows of the interpreter's options.
pub(super) fn show_options(vm: &Vm, dict: &Ref<PyDict>, options: &Options) {
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    let ints = |numbers: &[u8]| {
        let value = |&number: &u8| Value::int(i64::from(number));
        numbers.iter().map(value).collect::<Vec<_>>()
    };
    let mut flags = ints(&[
        options.debug,
        options.inspect,
        // Interactive is what has no program: there is always one.
        0,
        options.optimize,
        options.no_bytecode,
        options.no_user_site,
        options.no_site,
        options.ignore_environment,
        options.verbose,
        options.bytes_warning,
        options.quiet,
        // Hashes of strings are the same in every run.
        0,
        options.isolated,
    ]);
    flags.extend([
        Value::bool(options.dev_mode()),
        Value::int(1),
        Value::int(0),
        Value::bool(options.safe_path > 0),
        Value::int(4300),
        Value::int(1),
        Value::int(0),
        Value::int(0),
    ]);
    set("flags", instance(&class(vm, &FLAGS), flags));
    let warnings = options.warn_options().into_iter();
    set(
        "warnoptions",
        vm.new_list(warnings.map(|option| vm.new_str(option)).collect()),
    );
    let extended = vm.new_dict();
    for (name, value) in options.extended_options() {
        let value = value.map_or_else(|| Value::bool(true), |value| vm.new_str(value));
        extended.set_name(&vm.intern(name), value);
    }
    set("_xoptions", extended.into_value());
}

pub(super) fn fill(vm: &Vm, dict: &Ref<PyDict>) {
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    let ints = |numbers: &[i64]| {
        numbers
            .iter()
            .map(|&number| Value::int(number))
            .collect::<Vec<_>>()
    };
    let version: Vec<i64> = PYTHON_VERSION
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    let hex = (version[0] << 24) | (version[1] << 16) | (version[2] << 8) | 0xF0;
    set(
        "version",
        vm.new_str(format!("{PYTHON_VERSION} (Loopground) [Rust]")),
    );
    set("hexversion", Value::int(hex));
    set("api_version", Value::int(1013));
    set(
        "copyright",
        vm.new_str("Loopground contributors; standard library: Python Software Foundation"),
    );
    let mut items = ints(&version);
    items.extend([vm.new_str("final"), Value::int(0)]);
    let version_info = instance(&class(vm, &VERSION_INFO), items);
    set("version_info", version_info.clone());
    set("platform", vm.new_str("linux"));
    set("byteorder", vm.new_str("little"));
    set("maxsize", Value::int(i64::MAX));
    set("maxunicode", Value::int(0x10_FFFF));
    set("float_repr_style", vm.new_str("short"));
    set(
        "_git",
        vm.new_tuple(vec![
            vm.new_str("Loopground"),
            vm.new_str(""),
            vm.new_str(""),
        ]),
    );
    let mut hash = ints(&[64, (1 << 61) - 1, 314_159, 0, 1_000_003]);
    hash.push(vm.new_str("siphash13"));
    hash.extend(ints(&[64, 128, 0]));
    set("hash_info", instance(&class(vm, &HASH_INFO), hash));
    set(
        "int_info",
        instance(&class(vm, &INT_INFO), ints(&[30, 4, 4300, 640])),
    );
    let float = vec![
        Value::float(f64::MAX),
        Value::int(1024),
        Value::int(308),
        Value::float(f64::MIN_POSITIVE),
        Value::int(-1021),
        Value::int(-307),
        Value::int(15),
        Value::int(53),
        Value::float(f64::EPSILON),
        Value::int(2),
        Value::int(1),
    ];
    set("float_info", instance(&class(vm, &FLOAT_INFO), float));
    let thread = vec![
        vm.new_str("pthread"),
        vm.new_str("semaphore"),
        Value::none(),
    ];
    set("thread_info", instance(&class(vm, &THREAD_INFO), thread));
    let implementation = vm.new_instance(&vm.types.namespace);
    if let Some(attributes) = implementation
        .as_object()
        .and_then(|object| vm.ensure_instance_dict(object))
    {
        attributes.set_name(&vm.intern("name"), vm.new_str("cpython"));
        attributes.set_name(&vm.intern("cache_tag"), vm.new_str("cpython-314"));
        attributes.set_name(&vm.intern("_multiarch"), vm.new_str("x86_64-linux-gnu"));
        attributes.set_name(&vm.intern("version"), version_info);
        attributes.set_name(&vm.intern("hexversion"), Value::int(hex));
    }
    set("implementation", implementation);
}

//! `builtins`.

use crate::embed::Stream;
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "print",
        "(*args, sep=None, end=None, file=None, flush=False)",
        print,
    ),
    NativeDef::function(
        "__build_class__",
        "(func, name, /, *bases, **kwds)",
        build_class,
    ),
    NativeDef::function("repr", "(obj, /)", repr),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    for (name, value) in vm.builtins.snapshot() {
        dict.set_name(&name, value);
    }
    Ok(())
}

/// Fills the builtin namespace.
pub fn fill(vm: &Vm) {
    vm.add_functions(&vm.builtins, "builtins", FUNCTIONS);
    let add = |class: &Ref<crate::types::type_object::PyType>| {
        vm.builtins
            .set_name(&vm.intern(&class.name()), class.to_value());
    };
    let t = &vm.types;
    for class in [
        &t.object,
        &t.type_,
        &t.dict,
        &t.str,
        &t.int,
        &t.bool,
        &t.float,
        &t.complex,
        &t.tuple,
        &t.list,
        &t.set,
        &t.frozenset,
        &t.bytes,
        &t.bytearray,
        &t.memoryview,
        &t.range,
        &t.slice,
        &t.property,
        &t.staticmethod,
        &t.classmethod,
        &t.super_,
        &t.enumerate,
        &t.zip,
        &t.map,
        &t.filter,
        &t.reversed,
    ] {
        add(class);
    }
    t.exceptions.each(&mut |class, _| add(class));
    vm.builtins
        .set_name(&vm.intern("Ellipsis"), t.ellipsis.clone());
    vm.builtins
        .set_name(&vm.intern("NotImplemented"), t.not_implemented.clone());
    vm.builtins.set_name(&vm.names.__debug__, Value::bool(true));
}

fn print(vm: &Vm, args: Args<'_>) -> NativeResult {
    let items = args.rest(0).to_vec();
    let vm = vm.clone();
    Vm::future(async move {
        let mut line = String::new();
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                line.push(' ');
            }
            line.push_str(&vm.str_text(item).await?);
        }
        line.push('\n');
        let _ = vm.host.write(Stream::Stdout, line.as_bytes());
        Ok(Value::none())
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { vm.repr(&value).await })
}

fn build_class(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (function, name) = (args.get(0).clone(), args.get(1).clone());
    let (bases, keywords) = (args.rest(2).to_vec(), args.keywords(3).snapshot());
    let vm = vm.clone();
    Vm::future(
        async move { crate::vm::class::build_class(&vm, function, name, bases, keywords).await },
    )
}

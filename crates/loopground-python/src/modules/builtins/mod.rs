//! `builtins`: functions, by group, and the namespace they and the builtin classes are in.

pub mod attributes;
mod execution;
mod extremes;
mod iteration;
pub(crate) mod numbers;
mod output;
mod site;
mod sum;
mod text;
mod tree;

use crate::object::Ref;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "__build_class__",
    "(func, name, /, *bases, **kwds)",
    build_class,
)
.doc("Internal helper function used by the class statement.")];

static GROUPS: &[&[NativeDef]] = &[
    FUNCTIONS,
    attributes::FUNCTIONS,
    execution::FUNCTIONS,
    extremes::FUNCTIONS,
    iteration::FUNCTIONS,
    numbers::FUNCTIONS,
    output::FUNCTIONS,
    sum::FUNCTIONS,
    text::FUNCTIONS,
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    for name in [
        &vm.names.__package__,
        &vm.names.__loader__,
        &vm.names.__spec__,
    ] {
        dict.set_name(name, crate::object::Value::none());
    }
    let doc = "Built-in functions, types, exceptions, and other objects.";
    dict.set_name(&vm.names.__doc__, vm.new_str(doc));
    Ok(())
}

/// Fills the builtin namespace.
pub fn fill(vm: &Vm) {
    for group in GROUPS {
        vm.add_functions(&vm.builtins, "builtins", group);
    }
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
    for (alias, class) in [
        ("EnvironmentError", &t.exceptions.os_error),
        ("IOError", &t.exceptions.os_error),
    ] {
        vm.builtins.set_name(&vm.intern(alias), class.to_value());
    }
    vm.builtins
        .set_name(&vm.intern("Ellipsis"), t.ellipsis.clone());
    vm.builtins
        .set_name(&vm.intern("NotImplemented"), t.not_implemented.clone());
    vm.builtins
        .set_name(&vm.names.__debug__, crate::object::Value::bool(true));
    vm.builtins
        .set_name(&vm.names.__name__, vm.intern("builtins"));
    site::fill(vm, &vm.builtins);
    let fields = ["value", "expression", "conversion", "format_spec"].map(|name| vm.intern(name));
    let fields = vm.new_tuple(fields.to_vec());
    t.interpolation
        .dict
        .set_name(&vm.names.__match_args__, fields);
    for name in ["None", "False", "True"] {
        let value = match name {
            "None" => crate::object::Value::none(),
            name => crate::object::Value::bool(name == "True"),
        };
        vm.builtins.set_name(&vm.intern(name), value);
    }
}

fn build_class(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (function, name) = (args.get(0).clone(), args.get(1).clone());
    let (bases, keywords) = (args.rest(2).to_vec(), args.keywords(3).snapshot());
    let vm = vm.clone();
    Vm::future(
        async move { crate::vm::class::build_class(&vm, function, name, bases, keywords).await },
    )
}

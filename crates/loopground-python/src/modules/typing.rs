//! `_typing`: what `typing` needs natively.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[NativeDef::function("_idfunc", "(x, /)", identity)];

/// `typing.Generic`: its two class methods are written in `typing`.
static GENERIC: TypeDef = TypeDef {
    name: "Generic",
    module: "typing",
    kind: Kind::Instance,
    flags: TypeFlags::WEAKREF,
    methods: &[
        NativeDef::class_method(
            "__class_getitem__",
            "($type, /, *args, **kwargs)",
            class_getitem,
        ),
        NativeDef::class_method(
            "__init_subclass__",
            "($type, /, *args, **kwargs)",
            init_subclass,
        ),
    ],
    ..TypeDef::EMPTY
};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_typing", FUNCTIONS);
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    set("TypeVar", vm.types.typevar.to_value());
    set("ParamSpec", vm.types.paramspec.to_value());
    set("TypeVarTuple", vm.types.typevartuple.to_value());
    set("TypeAliasType", vm.types.typealias.to_value());
    set("Union", vm.types.union.to_value());
    set("NoDefault", crate::types::type_params::no_default(vm));
    set("Generic", vm.new_native_type(&GENERIC, &[]).into_value());
    let parts = vm.extension::<crate::types::spec_parts::SpecParts>();
    for (name, class) in parts.classes(vm) {
        set(name, class.into_value());
    }
    Ok(())
}

fn identity(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn in_typing(vm: &Vm, args: Args<'_>, name: &'static str) -> NativeResult {
    let mut call_args = CallArgs::from_parts(args.rest(1), args.keywords(2));
    call_args.positional.insert(0, args.get(0).clone());
    let vm = vm.clone();
    Vm::future(async move {
        let typing = crate::vm::import::import(&vm, "typing").await?;
        let function = vm.get_attribute(&typing, &vm.intern(name)).await?;
        vm.call(&function, call_args).await
    })
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_typing(vm, args, "_generic_class_getitem")
}

fn init_subclass(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_typing(vm, args, "_generic_init_subclass")
}

//! `_warnings`: what natives and importlib call to warn. The machinery itself is Python's `warnings`.

use crate::object::Ref;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::{CallArgs, NativeResult, PyResult, Vm, import};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("warn", "(*args, **kwargs)", warn),
    NativeDef::function("warn_explicit", "(*args, **kwargs)", warn_explicit),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_warnings", FUNCTIONS);
    dict.set_name(&vm.intern("_defaultaction"), vm.new_str("default"));
    Ok(())
}

fn forward(vm: &Vm, name: &'static str, args: Args<'_>) -> NativeResult {
    let given = CallArgs::from_parts(args.rest(0), args.keywords(1));
    let vm = vm.clone();
    Vm::future(async move {
        let module = import::import(&vm, "warnings").await?;
        let function = vm.get_attribute(&module, &vm.intern(name)).await?;
        vm.call(&function, given).await
    })
}

fn warn(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, "warn", args)
}

fn warn_explicit(vm: &Vm, args: Args<'_>) -> NativeResult {
    forward(vm, "warn_explicit", args)
}

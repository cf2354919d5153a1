//! What CPython's `site` adds to `builtins`: `exit` and `quit`.

use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, Vm};

static QUITTER: TypeDef = TypeDef {
    name: "Quitter",
    module: "_sitebuiltins",
    kind: Kind::Instance,
    flags: TypeFlags::HAS_DICT | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__call__", "($self, /, code=None)", call),
    ],
    attributes: &[GetSetDef::writable(
        "__dict__",
        crate::types::function_methods::instance_dict,
        crate::types::function_methods::replace_dict,
    )],
    ..TypeDef::EMPTY
};

pub(super) fn fill(vm: &Vm, dict: &Ref<PyDict>) {
    let class = vm.new_native_type(&QUITTER, &[]);
    for name in ["exit", "quit"] {
        let value = vm.new_instance(&class);
        if let Some(own) = value
            .as_object()
            .and_then(|object| vm.ensure_instance_dict(object))
        {
            own.set_name(&vm.intern("name"), vm.new_str(name));
            own.set_name(&vm.intern("eof"), vm.new_str("Ctrl-D (i.e. EOF)"));
        }
        dict.set_name(&vm.intern(name), value);
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let name = vm.get_attribute(&value, &vm.intern("name")).await?;
        let eof = vm.get_attribute(&value, &vm.intern("eof")).await?;
        Ok(vm.new_str(format!(
            "Use {}() or {} to exit",
            vm.str_text(&name).await?,
            vm.str_text(&eof).await?
        )))
    })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let code = args.opt(1).cloned().unwrap_or_else(Value::none);
    Err(vm.raise_with(&vm.types.exceptions.system_exit, vec![code]))
}

//! `defaultdict`: a dict that asks its factory for missing values.
//!
//! The payload is that of `dict`; the factory is kept with the instance's attributes.

use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef, PyNative};
use crate::types::repr_guard::ReprGuard;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{CallArgs, Flow, NativeResult, PyResult, Vm};

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[&vm.types.dict]))
        .clone()
}

static TYPE: TypeDef = TypeDef {
    name: "defaultdict",
    module: "collections",
    kind: Kind::Dict,
    flags: TypeFlags::MAPPING | TypeFlags::MATCH_SELF | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::method("__init__", "($self, /, *args, **kwargs)", init),
        NativeDef::method("__missing__", "($self, key, /)", missing),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__or__", "($self, value, /)", or),
        NativeDef::method("__ror__", "($self, value, /)", reflected_or),
        NativeDef::method("__copy__", "($self, /)", copy),
        NativeDef::method("copy", "($self, /)", copy),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    attributes: &[GetSetDef::writable(
        "default_factory",
        get_factory,
        set_factory,
    )],
    doc: "A dict that calls a factory for the values of missing keys.",
};

fn name(vm: &Vm) -> Value {
    vm.intern("default_factory")
}

fn get_factory(vm: &Vm, this: &Value) -> PyResult {
    let dict = this.as_object().and_then(|object| object.dict());
    Ok(dict
        .and_then(|dict| dict.get_name(&name(vm)))
        .unwrap_or_else(Value::none))
}

fn set_factory(vm: &Vm, this: &Value, factory: Option<Value>) -> PyResult<()> {
    let Some(object) = this.as_object() else {
        return Ok(());
    };
    let dict = object.dict().unwrap_or_else(|| {
        let dict = vm.new_dict();
        object.set_dict(Some(dict.clone()));
        dict
    });
    dict.set_name(&name(vm), factory.unwrap_or_else(Value::none));
    Ok(())
}

/// `dict`'s own method.
fn inherited(vm: &Vm, name: &Value, args: CallArgs) -> NativeResult {
    let native = vm
        .types
        .dict
        .lookup(name)
        .and_then(|found| found.to_ref::<PyNative>());
    vm.call_native(&native.expect("dict has it"), args)
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, given) = (args.get(0), args.rest(1));
    let factory = given.first().cloned().unwrap_or_else(Value::none);
    if !factory.is_none() && vm.class_of(&factory).lookup(&vm.names.__call__).is_none() {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    set_factory(vm, this, Some(factory))?;
    let mut positional = vec![this.clone()];
    positional.extend(given.iter().skip(1).cloned());
    inherited(
        vm,
        &vm.names.__init__.clone(),
        CallArgs::new(positional, args.keywords(2).snapshot()),
    )
}

fn missing(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (args.get(0), args.get(1));
    let factory = get_factory(vm, this)?;
    if factory.is_none() {
        return Err(vm.key_error(key));
    }
    let (vm, this, key) = (vm.clone(), this.to_ref::<PyDict>(), key.clone());
    let receiver = args.get(0).clone();
    Vm::future(async move {
        let value = vm.call(&factory, []).await?;
        let class = vm.class_of(&receiver).clone();
        let own = vm.types.dict.lookup(&vm.names.__setitem__);
        let overridden = !class
            .lookup(&vm.names.__setitem__)
            .zip(own)
            .is_some_and(|(found, own)| found.is(&own));
        match this {
            Some(dict) if !overridden => {
                // The factory may have set it itself: that value stays.
                if let Some(found) = vm.dict_get(&dict, &key).await? {
                    return Ok(found);
                }
                vm.dict_set(&dict, &key, value.clone()).await?;
            }
            _ => vm.set_item(&receiver, &key, value.clone()).await?,
        }
        Ok(value)
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let factory = get_factory(&vm, &this)?;
        let shown = match ReprGuard::enter(&vm, &factory) {
            Some(_guard) => vm.repr_text(&factory).await?,
            None => "...".to_owned(),
        };
        let flow = inherited(&vm, &vm.names.__repr__.clone(), vec![this.clone()].into())?;
        let items = vm.run_flow(flow).await?;
        let items = vm.str_text(&items).await?;
        Ok(vm.new_str(format!("{}({shown}, {items})", vm.class_of(&this).name())))
    })
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let class = vm.class_of(this).to_value();
    Ok(Flow::call(
        class,
        vec![get_factory(vm, this)?, this.clone()].into(),
    ))
}

fn merged(vm: &Vm, receiver: &Value, first: Value, second: Value) -> NativeResult {
    let class = vm.class_of(receiver).to_value();
    let factory = get_factory(vm, receiver)?;
    let vm = vm.clone();
    Vm::future(async move {
        let new = vm.call(&class, vec![factory, first]).await?;
        vm.call_method(&new, &vm.names.update.clone(), [second])
            .await?;
        Ok(new)
    })
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyDict>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    merged(vm, args.get(0), args.get(0).clone(), args.get(1).clone())
}

fn reflected_or(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyDict>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    merged(vm, args.get(0), args.get(1).clone(), args.get(0).clone())
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let factory = get_factory(&vm, &this)?;
        let given = if factory.is_none() {
            Vec::new()
        } else {
            vec![factory]
        };
        let items = vm.call_method(&this, &vm.names.items.clone(), []).await?;
        let items = vm.iter(&items).await?;
        let class = vm.class_of(&this).to_value();
        Ok(vm.new_tuple(vec![
            class,
            vm.new_tuple(given),
            Value::none(),
            Value::none(),
            items,
        ]))
    })
}

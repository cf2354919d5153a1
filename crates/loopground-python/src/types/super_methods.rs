//! The class `super`.
//!
//! Not here: the instruction that spares it (`vm::superclass`).

use super::cell::PyCell;
use super::descriptor::PySuper;
use super::type_object::PyType;
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub static SUPER: TypeDef = TypeDef {
    name: "super",
    kind: Kind::Super,
    methods: &[
        NativeDef::new("($type, /, *args)", super_new),
        NativeDef::method("__repr__", "($self, /)", super_repr),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", super_get),
        NativeDef::method("__getattribute__", "($self, name, /)", super_getattribute),
    ],
    attributes: &[
        GetSetDef::read_only("__thisclass__", super_this_class),
        GetSetDef::read_only("__self__", super_self),
        GetSetDef::read_only("__self_class__", super_self_class),
    ],
    ..TypeDef::EMPTY
};

fn proxy(value: &Value) -> &PySuper {
    value.get().expect("the receiver was checked")
}

fn super_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args
        .get(0)
        .to_ref::<PyType>()
        .expect("__new__ takes a class");
    let given = args.rest(1);
    if given.len() > 2 {
        return Err(vm.type_error(format!(
            "super expected at most 2 arguments, got {}",
            given.len()
        )));
    }
    if let Some(start) = given.first() {
        let Some(start) = start.to_ref::<PyType>() else {
            return Err(vm.type_error(format!(
                "super() argument 1 must be a type, not {}",
                vm.class_name(start)
            )));
        };
        let new = match given.get(1).filter(|receiver| !receiver.is_none()) {
            Some(receiver) => crate::vm::superclass::make_super(vm, start, receiver.clone())?,
            None => PySuper {
                start,
                receiver: None,
                class: None,
            },
        };
        return Ok(Ref::new(new, &class).into_value().into());
    }
    // Without arguments: the class cell and the first argument of the calling function.
    Ok(Flow::Frames(Box::new(move |vm, thread| {
        let Some(frame) = thread.top_frame() else {
            return Err(vm.runtime_error("super(): no current frame"));
        };
        let code = frame.code.clone();
        if code.arg_count == 0 && !code.has_flag(crate::code::flags::VARARGS) {
            return Err(vm.runtime_error("super(): no arguments"));
        }
        let first = match &frame.slots[0] {
            Some(value) => match value.get::<PyCell>() {
                Some(cell)
                    if code
                        .variable_kinds
                        .first()
                        .is_some_and(|kind| kind & 0x40 != 0) =>
                {
                    cell.get()
                }
                _ => Some(value.clone()),
            },
            None => None,
        };
        let Some(first) = first else {
            return Err(vm.runtime_error("super(): arg[0] deleted"));
        };
        let place = code
            .variables
            .iter()
            .position(|name| name.is(&vm.names.__class__));
        let Some(place) = place.filter(|&place| place >= code.variables.len() - code.free) else {
            return Err(vm.runtime_error("super(): __class__ cell not found"));
        };
        let cell = frame.slots[place].as_ref().and_then(Value::get::<PyCell>);
        let Some(start) = cell.and_then(PyCell::get) else {
            return Err(vm.runtime_error("super(): empty __class__ cell"));
        };
        let Some(start) = start.to_ref::<PyType>() else {
            return Err(vm.runtime_error(format!(
                "super(): __class__ is not a type ({})",
                vm.class_name(&start)
            )));
        };
        let new = crate::vm::superclass::make_super(vm, start, first)?;
        Ok(Ref::new(new, &class).into_value())
    })))
}

fn super_repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = proxy(args.get(0));
    let tail = match &own.class {
        Some(class) => format!("<{} object>", class.name()),
        None => "NULL".to_owned(),
    };
    Ok(vm
        .new_str(format!("<super: <class '{}'>, {tail}>", own.start.name()))
        .into())
}

fn super_get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = proxy(args.get(0));
    if args.get(1).is_none() || own.receiver.is_some() {
        return Ok(args.get(0).clone().into());
    }
    let new = crate::vm::superclass::make_super(vm, own.start.clone(), args.get(1).clone())?;
    Ok(Ref::new(new, &vm.types.super_).into_value().into())
}

fn super_getattribute(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::vm::attribute::Loaded;
    let name = super::object::attribute_name(vm, args.get(1))?;
    match vm.load_attribute_generic(args.get(0), &name)? {
        Some(Loaded::Value(value)) => Ok(value.into()),
        Some(Loaded::Method(function)) => Ok(vm.bind_method(&function, args.get(0)).into()),
        Some(Loaded::Flow(flow)) => Ok(flow),
        None => Err(vm.no_attribute(args.get(0), &name)),
    }
}

fn super_this_class(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value).start.to_value())
}

fn super_self(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value).receiver.clone().unwrap_or_else(Value::none))
}

fn super_self_class(_vm: &Vm, value: &Value) -> PyResult {
    Ok(proxy(value)
        .class
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
}

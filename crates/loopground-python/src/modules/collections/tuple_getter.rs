//! `_tuplegetter`: the descriptor of a named tuple's field.

use std::cell::RefCell;

use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::descriptor::PyTupleGetter;
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone()
}

static TYPE: TypeDef = TypeDef {
    name: "_tuplegetter",
    module: "collections",
    kind: Kind::TupleGetter,
    methods: &[
        NativeDef::new("($type, index, doc, /)", new),
        NativeDef::method("__get__", "($self, instance, owner=None, /)", get),
        NativeDef::method("__set__", "($self, instance, value, /)", set),
        NativeDef::method("__delete__", "($self, instance, /)", delete),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__reduce__", "($self, /)", reduce),
    ],
    attributes: &[GetSetDef::writable("__doc__", doc, set_doc)],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyTupleGetter {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &class(vm))?;
    let Some(index) = args.get(1).as_small_int() else {
        return Err(vm.type_error(format!(
            "'{}' object cannot be interpreted as an integer",
            vm.type_name(args.get(1))
        )));
    };
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let getter = PyTupleGetter {
        index,
        doc: RefCell::new(args.get(2).clone()),
    };
    Ok(Ref::new(getter, &class).into_value().into())
}

fn get(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (own, instance) = (this(args.get(0)), args.get(1));
    if instance.is_none() {
        return Ok(args.get(0).clone().into());
    }
    let Some(tuple) = instance.get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
            own.index,
            vm.type_name(instance)
        )));
    };
    match tuple.items().get(own.index) {
        Some(value) => Ok(value.clone().into()),
        None => Err(vm.index_error("tuple index out of range")),
    }
}

fn set(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.attribute_error("can't set attribute"))
}

fn delete(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Err(vm.attribute_error("can't delete attribute"))
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let doc = this(&value).doc.borrow().clone();
        let doc = vm.repr_text(&doc).await?;
        let class = vm.class_name(&value);
        let name = class.rsplit('.').next().unwrap_or_default();
        Ok(vm.new_str(format!("{name}({}, {doc})", this(&value).index)))
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = this(args.get(0));
    let doc = own.doc.borrow().clone();
    let given = vm.new_tuple(vec![Value::int(own.index as i64), doc]);
    let class = vm.class_of(args.get(0)).to_value();
    Ok(vm.new_tuple(vec![class, given]).into())
}

fn doc(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).doc.borrow().clone())
}

fn set_doc(_vm: &Vm, value: &Value, doc: Option<Value>) -> PyResult<()> {
    let old = this(value).doc.replace(doc.unwrap_or_else(Value::none));
    drop(old);
    Ok(())
}

//! `tuple`: methods.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "tuple",
    kind: Kind::Tuple,
    flags: TypeFlags::SEQUENCE | TypeFlags::MATCH_SELF,
    methods: &[
        NativeDef::new("($type, iterable=(), /)", new),
        NativeDef::method("__repr__", "($self, /)", sequence::repr),
        NativeDef::method("__hash__", "($self, /)", hash),
        NativeDef::method("__len__", "($self, /)", sequence::len),
        NativeDef::method("__getitem__", "($self, key, /)", get_item),
        NativeDef::method("__contains__", "($self, key, /)", sequence::contains),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__add__", "($self, value, /)", add),
        NativeDef::method("__mul__", "($self, value, /)", mul),
        NativeDef::method("__rmul__", "($self, value, /)", mul),
        NativeDef::method("__lt__", "($self, value, /)", sequence::lt),
        NativeDef::method("__le__", "($self, value, /)", sequence::le),
        NativeDef::method("__eq__", "($self, value, /)", sequence::eq),
        NativeDef::method("__ne__", "($self, value, /)", sequence::ne),
        NativeDef::method("__gt__", "($self, value, /)", sequence::gt),
        NativeDef::method("__ge__", "($self, value, /)", sequence::ge),
        NativeDef::method("__getnewargs__", "($self, /)", new_args),
        NativeDef::method(
            "index",
            "($self, value, start=0, stop=sys.maxsize, /)",
            index,
        )
        .doc("Return first index of value."),
        NativeDef::method("count", "($self, value, /)", sequence::count)
            .doc("Return number of occurrences of value."),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            super::list_methods::class_get_item,
        ),
    ],
    doc: "Built-in immutable sequence.",
    ..TypeDef::EMPTY
};

fn tuple(value: &Value) -> &PyTuple {
    value.get().expect("the receiver is a tuple")
}

fn make(vm: &Vm, items: Vec<Value>) -> Value {
    vm.new_tuple(items)
}

/// A tuple of a class, which may be a subclass.
fn of_class(vm: &Vm, class: &Ref<PyType>, items: Vec<Value>) -> Value {
    if class.ptr_eq(&vm.types.tuple) {
        vm.new_tuple(items)
    } else {
        Ref::new(PyTuple::new(items), class).into_value()
    }
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.tuple)?;
    let Some(iterable) = args.opt(1) else {
        return Ok(of_class(vm, &class, vec![]).into());
    };
    if class.ptr_eq(&vm.types.tuple) && vm.is_exactly(iterable, &class) {
        return Ok(iterable.clone().into());
    }
    if let Some(items) = vm.quick_items(iterable) {
        return Ok(of_class(vm, &class, items).into());
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        let items = vm.collect_from(&iterator).await?;
        Ok(of_class(&vm, &class, items))
    })
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    if tuple(this).hash.get() != -1 {
        return Ok(Value::int(tuple(this).hash.get()).into());
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        let mut hashes = Vec::with_capacity(tuple(&this).items().len());
        for item in tuple(&this).items() {
            hashes.push(vm.hash(item).await?);
        }
        let hash = crate::vm::mapping::tuple_hash(&hashes);
        tuple(&this).hash.set(hash);
        Ok(Value::int(hash))
    })
}

fn get_item(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    // The whole of a plain tuple is that tuple.
    if let Some(slice) = args.get(1).get::<crate::types::slice::PySlice>()
        && slice.start.is_none()
        && slice.stop.is_none()
        && slice.step.is_none()
        && vm.is_exactly(this, &vm.types.tuple)
    {
        return Ok(this.clone().into());
    }
    sequence::get_item(vm, this, args.get(1), "tuple", make)
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::iterators::tuple_iterator(vm, args.get(0)).into())
}

fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, other) = (args.get(0), args.get(1));
    let Some(right) = other.get::<PyTuple>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (a, b) = (tuple(this).items(), right.items());
    if a.is_empty() && vm.is_exactly(other, &vm.types.tuple) {
        return Ok(other.clone().into());
    }
    if b.is_empty() && vm.is_exactly(this, &vm.types.tuple) {
        return Ok(this.clone().into());
    }
    vm.check_memory(((a.len() + b.len()) * size_of::<Value>()) as u64)?;
    Ok(vm.new_tuple([a, b].concat()).into())
}

fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).as_small_int() == Some(1) && vm.is_exactly(args.get(0), &vm.types.tuple) {
        return Ok(args.get(0).clone().into());
    }
    sequence::repeat(vm, args.get(0), args.get(1), make)
}

fn new_args(vm: &Vm, args: Args<'_>) -> NativeResult {
    let copy = vm.new_tuple(tuple(args.get(0)).items().to_vec());
    Ok(vm.new_tuple(vec![copy]).into())
}

fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    sequence::index(vm, args, "tuple.index(x): x not in tuple")
}

//! `dict_keys`, `dict_values`, `dict_items`: views that follow their dict, and the set operations of two of them.

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::dict_iterators::{self, What};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::{ReprGuard, push_repr};
use crate::types::set::{self, PySet};
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

/// The payload of all three.
pub struct PyDictView {
    pub dict: Ref<PyDict>,
    pub what: What,
}

impl Trace for PyDictView {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.dict.to_value());
    }
}

const SET_METHODS: &[NativeDef] = &[
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__len__", "($self, /)", len),
    NativeDef::method("__iter__", "($self, /)", iter),
    NativeDef::method("__reversed__", "($self, /)", reversed),
    NativeDef::method("__contains__", "($self, key, /)", contains),
    NativeDef::method("__lt__", "($self, value, /)", lt),
    NativeDef::method("__le__", "($self, value, /)", le),
    NativeDef::method("__eq__", "($self, value, /)", eq),
    NativeDef::method("__ne__", "($self, value, /)", ne),
    NativeDef::method("__gt__", "($self, value, /)", gt),
    NativeDef::method("__ge__", "($self, value, /)", ge),
    NativeDef::method("__and__", "($self, value, /)", and),
    NativeDef::method("__rand__", "($self, value, /)", rand),
    NativeDef::method("__or__", "($self, value, /)", or),
    NativeDef::method("__ror__", "($self, value, /)", ror),
    NativeDef::method("__sub__", "($self, value, /)", sub),
    NativeDef::method("__rsub__", "($self, value, /)", rsub),
    NativeDef::method("__xor__", "($self, value, /)", xor),
    NativeDef::method("__rxor__", "($self, value, /)", rxor),
    NativeDef::method("isdisjoint", "($self, other, /)", is_disjoint)
        .doc("Return True if the view and the given iterable have a null intersection."),
];

const MAPPING: &[GetSetDef] = &[GetSetDef::read_only("mapping", mapping)];

pub static KEYS: TypeDef = TypeDef {
    name: "dict_keys",
    kind: Kind::DictView,
    flags: TypeFlags::NO_NEW,
    methods: SET_METHODS,
    attributes: MAPPING,
    ..TypeDef::EMPTY
};

pub static VALUES: TypeDef = TypeDef {
    name: "dict_values",
    kind: Kind::DictView,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__len__", "($self, /)", len),
        NativeDef::method("__iter__", "($self, /)", iter),
        NativeDef::method("__reversed__", "($self, /)", reversed),
    ],
    attributes: MAPPING,
    ..TypeDef::EMPTY
};

pub static ITEMS: TypeDef = TypeDef {
    name: "dict_items",
    kind: Kind::DictView,
    flags: TypeFlags::NO_NEW,
    methods: SET_METHODS,
    attributes: MAPPING,
    ..TypeDef::EMPTY
};

fn make(vm: &Vm, args: Args<'_>, what: What) -> NativeResult {
    let class = match what {
        What::Keys => &vm.types.dict_keys,
        What::Values => &vm.types.dict_values,
        What::Items => &vm.types.dict_items,
    };
    let dict = args.get(0).to_ref().expect("the receiver is a dict");
    Ok(Ref::new(PyDictView { dict, what }, class)
        .into_value()
        .into())
}

pub fn keys(vm: &Vm, args: Args<'_>) -> NativeResult {
    make(vm, args, What::Keys)
}

pub fn values(vm: &Vm, args: Args<'_>) -> NativeResult {
    make(vm, args, What::Values)
}

pub fn items(vm: &Vm, args: Args<'_>) -> NativeResult {
    make(vm, args, What::Items)
}

fn view(value: &Value) -> &PyDictView {
    value.get().expect("the receiver is a view")
}

fn mapping(vm: &Vm, this: &Value) -> PyResult {
    Ok(super::mappingproxy::of_dict(vm, view(this).dict.to_value()))
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let Some(_guard) = ReprGuard::enter(&vm, &this) else {
            return Ok(vm.new_str("..."));
        };
        let iterator = iterator(&vm, &this);
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        text.push_str(&format!("{}([", vm.class_name(&this)));
        let mut first = true;
        while let Some(item) = vm.next(&iterator).await? {
            if !std::mem::take(&mut first) {
                text.push_str(", ");
            }
            push_repr(&vm, &mut text, &item).await?;
        }
        text.push_str("])");
        Ok(vm.new_wtf8(text))
    })
}

fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(view(args.get(0)).dict.len() as i64).into())
}

fn iterator(vm: &Vm, this: &Value) -> Value {
    dict_iterators::forward(vm, &view(this).dict, view(this).what)
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(iterator(vm, args.get(0)).into())
}

fn reversed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = view(args.get(0));
    Ok(dict_iterators::backward(vm, &this.dict, this.what).into())
}

/// Whether a keys or items view has an element.
async fn has(vm: &Vm, this: &PyDictView, wanted: &Value) -> PyResult<bool> {
    if this.what == What::Keys {
        return Ok(vm.dict_get(&this.dict, wanted).await?.is_some());
    }
    let Some([key, value]) = wanted.get::<PyTuple>().map(PyTuple::items) else {
        return Ok(false);
    };
    match vm.dict_get(&this.dict, key).await? {
        Some(found) => vm.equal(&found, value).await,
        None => Ok(false),
    }
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, wanted) = (view(args.get(0)), args.get(1));
    if this.what == What::Keys
        && let Some(found) = vm.quick_dict_get(&this.dict, wanted)
    {
        return Ok(Value::bool(found.is_some()).into());
    }
    let (vm, this, wanted) = (vm.clone(), args.get(0).clone(), wanted.clone());
    Vm::future(async move { has(&vm, view(&this), &wanted).await.map(Value::bool) })
}

/// Sets, and keys and items views: what views compare with.
fn set_like(value: &Value) -> bool {
    value.get::<PySet>().is_some()
        || value
            .get::<PyDictView>()
            .is_some_and(|view| view.what != What::Values)
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let (this, other) = (args.get(0).clone(), args.get(1).clone());
    if !set_like(&other) {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let (own, its) = (vm.length(&this).await?, vm.length(&other).await?);
        let (possible, smaller, larger) = match op {
            Comparison::Eq | Comparison::Ne => (own == its, &this, &other),
            Comparison::Lt => (own < its, &this, &other),
            Comparison::Le => (own <= its, &this, &other),
            Comparison::Gt => (own > its, &other, &this),
            Comparison::Ge => (own >= its, &other, &this),
        };
        let mut all = possible;
        if possible {
            let iterator = vm.iter(smaller).await?;
            while let Some(item) = vm.next(&iterator).await? {
                if !vm.contains(larger, &item).await? {
                    all = false;
                    break;
                }
            }
        }
        Ok(Value::bool(all != (op == Comparison::Ne)))
    })
}

fn lt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Lt)
}

fn le(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Le)
}

fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Eq)
}

fn ne(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ne)
}

fn gt(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Gt)
}

fn ge(vm: &Vm, args: Args<'_>) -> NativeResult {
    compare(vm, args, Comparison::Ge)
}

/// The set operations: a new set from the left operand, changed by the right one.
fn operate(vm: &Vm, left: &Value, right: &Value, operation: set::Operation) -> NativeResult {
    let (vm, left, right) = (vm.clone(), left.clone(), right.clone());
    Vm::future(async move {
        if operation == set::Operation::Intersection {
            return intersection(&vm, left, right).await;
        }
        let result = set::empty(&vm);
        set::update(&vm, &result, &left).await?;
        set::apply(&vm, &result, operation, &right).await?;
        Ok(result)
    })
}

/// The elements of the shorter operand that the view has; of the other one when it is no view.
async fn intersection(vm: &Vm, left: Value, right: Value) -> PyResult {
    let (mut this, mut other) = (left, right);
    if this.get::<PyDictView>().is_none() {
        std::mem::swap(&mut this, &mut other);
    }
    if let Some(second) = other.get::<PyDictView>()
        && second.what != What::Values
        && second.dict.len() > view(&this).dict.len()
    {
        std::mem::swap(&mut this, &mut other);
    }
    if view(&this).what == What::Keys
        && let Some(second) = other.to_ref::<PySet>()
        && view(&this).dict.len() <= second.len()
    {
        let result = set::empty(vm);
        set::update(vm, &result, &other).await?;
        set::apply(vm, &result, set::Operation::Intersection, &this).await?;
        return Ok(result);
    }
    let result = set::empty(vm);
    let iterator = vm.iter(&other).await?;
    while let Some(item) = vm.next(&iterator).await? {
        if has(vm, view(&this), &item).await? {
            set::add(vm, &result, item).await?;
        }
    }
    Ok(result)
}

fn and(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(0), args.get(1), set::Operation::Intersection)
}

fn rand(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(1), args.get(0), set::Operation::Intersection)
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(0), args.get(1), set::Operation::Union)
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(1), args.get(0), set::Operation::Union)
}

fn sub(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(0), args.get(1), set::Operation::Difference)
}

fn rsub(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(vm, args.get(1), args.get(0), set::Operation::Difference)
}

fn xor(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(
        vm,
        args.get(0),
        args.get(1),
        set::Operation::SymmetricDifference,
    )
}

fn rxor(vm: &Vm, args: Args<'_>) -> NativeResult {
    operate(
        vm,
        args.get(1),
        args.get(0),
        set::Operation::SymmetricDifference,
    )
}

fn is_disjoint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        if this.is(&other) {
            return Ok(Value::bool(view(&this).dict.is_empty()));
        }
        let iterator = vm.iter(&other).await?;
        while let Some(item) = vm.next(&iterator).await? {
            if has(&vm, view(&this), &item).await? {
                return Ok(Value::bool(false));
            }
        }
        Ok(Value::bool(true))
    })
}

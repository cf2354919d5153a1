//! `set` and `frozenset`: methods, operators and their iterator.

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict_iterators::reduce_left;
use crate::types::iterator::{NativeIterator, Step};
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::{self, ReprGuard, push_repr};
use crate::types::set::{self, PySet, payload};
use crate::types::set_operations::{self as operations, Operation};
use crate::types::set_quick;
use crate::types::type_object::TypeFlags;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

macro_rules! methods {
    ($($own:expr),* $(,)?) => {
        &[
            NativeDef::method("__repr__", "($self, /)", repr),
            NativeDef::method("__len__", "($self, /)", len),
            NativeDef::method("__iter__", "($self, /)", iter),
            NativeDef::method("__contains__", "($self, object, /)", contains)
                .doc("x.__contains__(y) <==> y in x."),
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
            NativeDef::method("__reduce__", "($self, /)", reduce),
            NativeDef::method("__sizeof__", "($self, /)", super::object::sizeof),
            NativeDef::method("copy", "($self, /)", copy).doc("Return a shallow copy of a set."),
            NativeDef::method("union", "($self, /, *others)", union)
                .doc("Return a new set with elements from the set and all others."),
            NativeDef::method("intersection", "($self, /, *others)", intersection)
                .doc("Return a new set with elements common to the set and all others."),
            NativeDef::method("difference", "($self, /, *others)", difference)
                .doc("Return a new set with elements in the set that are not in the others."),
            NativeDef::method("symmetric_difference", "($self, other, /)", symmetric_difference)
                .doc("Return a new set with elements in either the set or other but not both."),
            NativeDef::method("issubset", "($self, other, /)", is_subset)
                .doc("Report whether another set contains this set."),
            NativeDef::method("issuperset", "($self, other, /)", is_superset)
                .doc("Report whether this set contains another set."),
            NativeDef::method("isdisjoint", "($self, other, /)", is_disjoint)
                .doc("Return True if two sets have a null intersection."),
            NativeDef::class_method(
                "__class_getitem__",
                "($type, object, /)",
                super::list_methods::class_get_item,
            ),
            $($own),*
        ]
    };
}

pub static TYPE: TypeDef = TypeDef {
    name: "set",
    kind: Kind::Set,
    flags: TypeFlags::MATCH_SELF,
    methods: methods![
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, iterable=(), /)", init),
        NativeDef::method("__iand__", "($self, value, /)", iand),
        NativeDef::method("__ior__", "($self, value, /)", ior),
        NativeDef::method("__isub__", "($self, value, /)", isub),
        NativeDef::method("__ixor__", "($self, value, /)", ixor),
        NativeDef::method("add", "($self, object, /)", add).doc("Add an element to a set."),
        NativeDef::method("clear", "($self, /)", clear).doc("Remove all elements from this set."),
        NativeDef::method("discard", "($self, object, /)", discard)
            .doc("Remove an element from a set if it is a member."),
        NativeDef::method("remove", "($self, object, /)", remove)
            .doc("Remove an element from a set; it must be a member."),
        NativeDef::method("pop", "($self, /)", pop)
            .doc("Remove and return an arbitrary set element."),
        NativeDef::method("update", "($self, /, *others)", update)
            .doc("Update the set, adding elements from all others."),
        NativeDef::method(
            "intersection_update",
            "($self, /, *others)",
            intersection_update
        )
        .doc("Update the set, keeping only elements found in it and all others."),
        NativeDef::method(
            "difference_update",
            "($self, /, *others)",
            difference_update
        )
        .doc("Update the set, removing elements found in others."),
        NativeDef::method(
            "symmetric_difference_update",
            "($self, other, /)",
            symmetric_difference_update,
        )
        .doc("Update the set, keeping only elements found in either set, but not in both."),
    ],
    doc: "Build an unordered collection of unique elements.",
    ..TypeDef::EMPTY
};

pub static FROZEN: TypeDef = TypeDef {
    name: "frozenset",
    kind: Kind::Set,
    flags: TypeFlags::MATCH_SELF,
    methods: methods![
        NativeDef::new("($type, iterable=(), /)", new_frozen),
        NativeDef::method("__hash__", "($self, /)", hash),
    ],
    doc: "Build an immutable unordered collection of unique elements.",
    ..TypeDef::EMPTY
};

pub static ITERATOR: TypeDef = TypeDef {
    name: "set_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[
        super::iterators::SELF_ITER,
        super::iterators::NEXT,
        super::iterators::LENGTH_HINT,
        NativeDef::method("__reduce__", "($self, /)", reduce_left::<SetIterator>),
    ],
    ..TypeDef::EMPTY
};

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.set)?;
    Ok(Ref::new(PySet::default(), &class).into_value().into())
}

fn new_frozen(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = sequence::new_class(vm, args.get(0), &vm.types.frozenset)?;
    let Some(iterable) = args.opt(1) else {
        return Ok(Ref::new(PySet::default(), &class).into_value().into());
    };
    if class.ptr_eq(&vm.types.frozenset) && vm.is_exactly(iterable, &class) {
        return Ok(iterable.clone().into());
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Vm::future(async move { operations::of_class(&vm, &class, &iterable).await })
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    if !payload(this).is_empty() {
        payload(this).clear_all();
    }
    let Some(iterable) = args.opt(1) else {
        return Ok(Value::none().into());
    };
    if let Some(items) = vm.quick_items(iterable)
        && items
            .iter()
            .all(|item| set::quick_add(vm, payload(this), item))
    {
        return Ok(Value::none().into());
    }
    in_place(
        vm,
        this,
        Operation::Union,
        vec![iterable.clone()],
        Value::none(),
    )
}

/// Applies an operation with each operand in turn, then gives `result`.
fn in_place(
    vm: &Vm,
    this: &Value,
    op: Operation,
    others: Vec<Value>,
    result: Value,
) -> NativeResult {
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        for other in others {
            operations::apply(&vm, &this, op, &other).await?;
        }
        Ok(result)
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let mut quick = String::new();
    if crate::types::quick::quick_repr_into(vm, this, &mut quick) {
        return Ok(vm.new_str(quick).into());
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move {
        let name = vm.class_name(&this);
        let Some(_guard) = ReprGuard::enter(&vm, &this) else {
            return Ok(vm.new_str(format!("{name}(...)")));
        };
        let items = payload(&this).keys();
        if items.is_empty() {
            return Ok(vm.new_str(format!("{name}()")));
        }
        let plain = vm.is_exactly(&this, &vm.types.set);
        let mut text = rustpython_wtf8::Wtf8Buf::new();
        if !plain {
            text.push_str(&format!("{name}("));
        }
        text.push_str("{");
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            push_repr(&vm, &mut text, item).await?;
        }
        text.push_str(if plain { "}" } else { "})" });
        Ok(vm.new_wtf8(text))
    })
}

fn len(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(payload(args.get(0)).len() as i64).into())
}

fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = payload(args.get(0));
    let hash = set::hash_of(this);
    this.hash.set(Some(hash));
    Ok(Value::int(hash).into())
}

fn contains(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, wanted) = (args.get(0), args.get(1));
    if let Some(found) = set::quick_find(vm, payload(this), wanted) {
        return Ok(Value::bool(found.is_some()).into());
    }
    let (vm, this, wanted) = (vm.clone(), this.clone(), wanted.clone());
    Vm::future(async move {
        let hash = operations::hash_wanted(&vm, &wanted).await?;
        let found = set::find(&vm, payload(&this), hash, &wanted).await?;
        Ok(Value::bool(found.is_some()))
    })
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let (this, other) = (args.get(0).clone(), args.get(1).clone());
    let Some(second) = other.get::<PySet>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let (own, its) = (payload(&this).len(), second.len());
    let possible = match op {
        Comparison::Eq | Comparison::Ne => own == its,
        Comparison::Lt => own < its,
        Comparison::Gt => own > its,
        Comparison::Le | Comparison::Ge => true,
    };
    if !possible {
        return Ok(Value::bool(op == Comparison::Ne).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let holds = match op {
            Comparison::Gt | Comparison::Ge => operations::is_subset(&vm, &other, &this).await?,
            _ => operations::is_subset(&vm, &this, &other).await?,
        };
        Ok(Value::bool(holds != (op == Comparison::Ne)))
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

/// An operator: only between sets.
fn operator(vm: &Vm, left: &Value, op: Operation, right: &Value) -> NativeResult {
    if left.get::<PySet>().is_none() || right.get::<PySet>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    if let Some(result) = set_quick::combined(vm, left, op, right) {
        return Ok(result.into());
    }
    let (vm, left, right) = (vm.clone(), left.clone(), right.clone());
    Vm::future(async move { operations::combined(&vm, &left, op, &right).await })
}

fn augmented(vm: &Vm, args: Args<'_>, op: Operation) -> NativeResult {
    let (this, other) = (args.get(0), args.get(1));
    if other.get::<PySet>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    if set_quick::apply(vm, this, op, other) {
        return Ok(this.clone().into());
    }
    in_place(vm, this, op, vec![other.clone()], this.clone())
}

fn and(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(0), Operation::Intersection, args.get(1))
}

fn rand(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(1), Operation::Intersection, args.get(0))
}

fn or(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(0), Operation::Union, args.get(1))
}

fn ror(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(1), Operation::Union, args.get(0))
}

fn sub(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(0), Operation::Difference, args.get(1))
}

fn rsub(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(1), Operation::Difference, args.get(0))
}

fn xor(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(0), Operation::SymmetricDifference, args.get(1))
}

fn rxor(vm: &Vm, args: Args<'_>) -> NativeResult {
    operator(vm, args.get(1), Operation::SymmetricDifference, args.get(0))
}

fn iand(vm: &Vm, args: Args<'_>) -> NativeResult {
    augmented(vm, args, Operation::Intersection)
}

fn ior(vm: &Vm, args: Args<'_>) -> NativeResult {
    augmented(vm, args, Operation::Union)
}

fn isub(vm: &Vm, args: Args<'_>) -> NativeResult {
    augmented(vm, args, Operation::Difference)
}

fn ixor(vm: &Vm, args: Args<'_>) -> NativeResult {
    augmented(vm, args, Operation::SymmetricDifference)
}

/// `class, ([elements],), attributes`.
fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    let items = vm.new_list(payload(this).keys());
    let attributes = this.as_object().and_then(crate::object::Object::dict);
    let state = attributes.map_or_else(Value::none, Ref::into_value);
    let class = vm.class_of(this).to_value();
    let arguments = vm.new_tuple(vec![items]);
    Ok(vm.new_tuple(vec![class, arguments, state]).into())
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0);
    if vm.is_exactly(this, &vm.types.frozenset) {
        return Ok(this.clone().into());
    }
    let (vm, this) = (vm.clone(), this.clone());
    Vm::future(async move { operations::copied(&vm, &this).await })
}

/// A copy combined with each operand in turn.
fn combine_all(vm: &Vm, args: Args<'_>, op: Operation) -> NativeResult {
    if let [other] = args.rest(1)
        && let Some(result) = set_quick::combined(vm, args.get(0), op, other)
    {
        return Ok(result.into());
    }
    let (vm, this, others) = (vm.clone(), args.get(0).clone(), args.rest(1).to_vec());
    Vm::future(async move {
        let mut others = others.into_iter();
        let mut result = match others.next() {
            None => operations::copied(&vm, &this).await?,
            Some(first) => operations::combined(&vm, &this, op, &first).await?,
        };
        for other in others {
            if op == Operation::Intersection {
                result = operations::intersection(&vm, &result, &other).await?;
            } else {
                operations::apply(&vm, &result, op, &other).await?;
            }
        }
        Ok(result)
    })
}

fn union(vm: &Vm, args: Args<'_>) -> NativeResult {
    combine_all(vm, args, Operation::Union)
}

fn intersection(vm: &Vm, args: Args<'_>) -> NativeResult {
    combine_all(vm, args, Operation::Intersection)
}

fn difference(vm: &Vm, args: Args<'_>) -> NativeResult {
    combine_all(vm, args, Operation::Difference)
}

fn symmetric_difference(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        operations::combined(&vm, &this, Operation::SymmetricDifference, &other).await
    })
}

fn is_subset(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        operations::is_subset(&vm, &this, &other)
            .await
            .map(Value::bool)
    })
}

fn is_superset(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        operations::is_superset(&vm, &this, &other)
            .await
            .map(Value::bool)
    })
}

fn is_disjoint(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        operations::is_disjoint(&vm, &this, &other)
            .await
            .map(Value::bool)
    })
}

fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, item) = (args.get(0), args.get(1));
    vm.check_growth(payload(this).len(), 48)?;
    if set::quick_add(vm, payload(this), item) {
        return Ok(Value::none().into());
    }
    let (vm, this, item) = (vm.clone(), this.clone(), item.clone());
    Vm::future(async move {
        set::add(&vm, &this, item).await?;
        Ok(Value::none())
    })
}

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    payload(args.get(0)).clear_all();
    Ok(Value::none().into())
}

fn take(vm: &Vm, args: Args<'_>, must: bool) -> NativeResult {
    let (this, item) = (args.get(0), args.get(1));
    let missing = |vm: &Vm, item: &Value| {
        if must {
            Err(vm.key_error(item))
        } else {
            Ok(Value::none())
        }
    };
    if let Some(found) = set::quick_find(vm, payload(this), item) {
        return match found {
            Some(place) => {
                drop(payload(this).remove_at(place));
                Ok(Value::none().into())
            }
            None => missing(vm, item).map(Into::into),
        };
    }
    let (vm, this, item) = (vm.clone(), this.clone(), item.clone());
    Vm::future(async move {
        let hash = operations::hash_wanted(&vm, &item).await?;
        if operations::discard_hashed(&vm, &this, hash, &item).await? {
            return Ok(Value::none());
        }
        if must {
            return Err(vm.key_error(&item));
        }
        Ok(Value::none())
    })
}

fn discard(vm: &Vm, args: Args<'_>) -> NativeResult {
    take(vm, args, false)
}

fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    take(vm, args, true)
}

fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    match payload(args.get(0)).pop() {
        Some(item) => Ok(item.into()),
        None => Err(vm.raise_with(
            &vm.types.exceptions.key_error,
            vec![vm.new_str("pop from an empty set")],
        )),
    }
}

fn update(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_place(
        vm,
        args.get(0),
        Operation::Union,
        args.rest(1).to_vec(),
        Value::none(),
    )
}

fn intersection_update(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, others) = (vm.clone(), args.get(0).clone(), args.rest(1).to_vec());
    Vm::future(async move {
        // All or nothing: the set changes only when every operand has been read.
        let mut result = operations::copied(&vm, &this).await?;
        for other in others {
            result = operations::intersection(&vm, &result, &other).await?;
        }
        payload(&this).swap(payload(&result));
        Ok(Value::none())
    })
}

fn difference_update(vm: &Vm, args: Args<'_>) -> NativeResult {
    in_place(
        vm,
        args.get(0),
        Operation::Difference,
        args.rest(1).to_vec(),
        Value::none(),
    )
}

fn symmetric_difference_update(vm: &Vm, args: Args<'_>) -> NativeResult {
    let others = vec![args.get(1).clone()];
    in_place(
        vm,
        args.get(0),
        Operation::SymmetricDifference,
        others,
        Value::none(),
    )
}

#[derive(Clone)]
struct SetIterator {
    /// `None` once exhausted.
    set: Option<Ref<PySet>>,
    place: usize,
    length: usize,
    left: usize,
}

impl NativeIterator for SetIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let Some(set) = &self.set else {
            return Ok(Step::Done);
        };
        if set.len() != self.length {
            self.length = usize::MAX;
            return Err(vm.runtime_error("Set changed size during iteration"));
        }
        match set.next_entry(self.place) {
            Some((at, _, key)) => {
                self.place = at + 1;
                self.left = self.left.saturating_sub(1);
                Ok(Step::Item(key))
            }
            None => {
                self.set = None;
                Ok(Step::Done)
            }
        }
    }

    fn length_hint(&self) -> Option<usize> {
        let alive = self
            .set
            .as_ref()
            .is_some_and(|set| set.len() == self.length);
        Some(if alive { self.left } else { 0 })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(set) = &self.set {
            visit(&set.to_value());
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let set: Option<Ref<PySet>> = args.get(0).to_ref();
    let length = set.as_ref().map_or(0, |set| set.len());
    let state = SetIterator {
        set,
        place: 0,
        length,
        left: length,
    };
    Ok(vm.new_iterator(state, &vm.types.set_iterator).into())
}

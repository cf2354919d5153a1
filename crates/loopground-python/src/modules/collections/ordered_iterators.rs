//! Iterators over an `OrderedDict`, and its views.
//!
//! Not here: what views can do, which is what those of a dict can (`types::dict_views`).

use super::ordered_dict::mutated;
use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::dict_iterators::{What, reduce_left};
use crate::types::dict_views::PyDictView;
use crate::types::iterator::{NativeIterator, Step};
use crate::types::iterators::{NEXT, SELF_ITER};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{PyResult, Vm};

#[derive(Default)]
struct Classes(std::cell::OnceCell<[Ref<PyType>; 4]>);

/// The iterator's class, and those of the views of keys, values and items.
fn classes(vm: &Vm) -> [Ref<PyType>; 4] {
    let make = || {
        [
            vm.new_native_type(&ITERATOR, &[]),
            vm.new_native_type(&KEYS, &[&vm.types.dict_keys]),
            vm.new_native_type(&VALUES, &[&vm.types.dict_values]),
            vm.new_native_type(&ITEMS, &[&vm.types.dict_items]),
        ]
    };
    vm.extension::<Classes>().0.get_or_init(make).clone()
}

static ITERATOR: TypeDef = TypeDef {
    name: "odict_iterator",
    kind: Kind::Iterator,
    flags: TypeFlags::NO_NEW,
    methods: &[
        SELF_ITER,
        NEXT,
        NativeDef::method("__reduce__", "($self, /)", reduce_left::<OrderedIterator>),
    ],
    ..TypeDef::EMPTY
};

const VIEW_METHODS: &[NativeDef] = &[
    NativeDef::method("__iter__", "($self, /)", |vm, args| {
        let view = shown(args);
        Ok(forward(vm, &view.dict, view.what).into())
    }),
    NativeDef::method("__reversed__", "($self, /)", |vm, args| {
        let view = shown(args);
        Ok(backward(vm, &view.dict, view.what).into())
    }),
];

macro_rules! views {
    ($($name:ident = $text:literal;)*) => {
        $(static $name: TypeDef = TypeDef {
            name: $text,
            kind: Kind::DictView,
            flags: TypeFlags::NO_NEW,
            methods: VIEW_METHODS,
            ..TypeDef::EMPTY
        };)*
    };
}

views! {
    KEYS = "odict_keys";
    VALUES = "odict_values";
    ITEMS = "odict_items";
}

fn shown(args: Args<'_>) -> &PyDictView {
    args.get(0).get().expect("the receiver is a view")
}

pub fn view(vm: &Vm, dict: &Ref<PyDict>, what: What) -> Value {
    let [_, keys, values, items] = classes(vm);
    let class = match what {
        What::Keys => keys,
        What::Values => values,
        What::Items => items,
    };
    let dict = dict.clone();
    Ref::new(PyDictView { dict, what }, &class).into_value()
}

#[derive(Clone)]
struct OrderedIterator {
    /// `None` once exhausted.
    dict: Option<Ref<PyDict>>,
    what: What,
    backward: bool,
    /// The place of the next entry. Known beforehand, so that nobody minds what happens after the last one.
    next: Option<usize>,
    /// The dict's state at the start; any other is an error.
    version: u64,
}

impl OrderedIterator {
    fn after(&self, dict: &PyDict, place: usize) -> Option<usize> {
        let found = match self.backward {
            true => dict.previous_entry(place),
            false => dict.next_entry(place + 1),
        };
        found.map(|(place, _, _)| place)
    }
}

impl NativeIterator for OrderedIterator {
    fn step(&mut self, vm: &Vm) -> PyResult<Step> {
        let (Some(dict), Some(place)) = (self.dict.take(), self.next) else {
            return Ok(Step::Done);
        };
        if dict.version() != self.version {
            return Err(mutated(vm));
        }
        let (key, value) = dict.entry_at(place).expect("nothing was removed");
        self.next = self.after(&dict, place);
        self.dict = Some(dict);
        Ok(Step::Item(self.what.of_entry(vm, key, value)))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(dict) = &self.dict {
            visit(&dict.to_value());
        }
    }

    fn as_any(&mut self) -> &mut dyn std::any::Any {
        self
    }
}

pub fn forward(vm: &Vm, dict: &Ref<PyDict>, what: What) -> Value {
    let next = dict.next_entry(0).map(|(place, _, _)| place);
    make(vm, dict, what, false, next)
}

pub fn backward(vm: &Vm, dict: &Ref<PyDict>, what: What) -> Value {
    let next = dict.previous_entry(usize::MAX).map(|(place, _, _)| place);
    make(vm, dict, what, true, next)
}

fn make(vm: &Vm, dict: &Ref<PyDict>, what: What, backward: bool, next: Option<usize>) -> Value {
    let state = OrderedIterator {
        dict: Some(dict.clone()),
        what,
        backward,
        next,
        version: dict.version(),
    };
    vm.new_iterator(state, &classes(vm)[0])
}

//! `type`: classes.
//!
//! Here: a class's payload, its method resolution order and the lookup along it. Making a class from a `class`
//! statement is `vm::class`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::object::{Kind, Ref, Trace, Value, WeakPointer};
use crate::types::dict::PyDict;
use crate::types::lookup_cache::LookupCache;
use crate::vm::names::Names;

/// Facts about a class, as bits.
pub struct TypeFlags;

impl TypeFlags {
    /// Made by a `class` statement or `type()`: attributes can be set.
    pub const HEAP: u32 = 1;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 1 << 1;
    /// `__del__` is defined somewhere in its order.
    pub const HAS_DEL: u32 = 1 << 2;
    /// May not be subclassed (`bool`, `NoneType`, …).
    pub const FINAL: u32 = 1 << 3;
    /// `__getattribute__` is not `object`'s, or `__getattr__` exists: attribute caches do not apply.
    pub const CUSTOM_GETATTR: u32 = 1 << 4;
    /// `__setattr__` or `__delattr__` is not `object`'s.
    pub const CUSTOM_SETATTR: u32 = 1 << 5;
    /// `__hash__` or `__eq__` is defined by Python code.
    pub const CUSTOM_EQ: u32 = 1 << 6;
    /// Abstract methods are left: instances cannot be made.
    pub const ABSTRACT: u32 = 1 << 7;
    /// Matches sequence patterns / mapping patterns.
    pub const SEQUENCE: u32 = 1 << 8;
    pub const MAPPING: u32 = 1 << 9;
    /// A class pattern's one positional sub-pattern matches the subject itself.
    pub const MATCH_SELF: u32 = 1 << 10;
    /// `__new__` cannot be called (`generator`, `frame`, …).
    pub const NO_NEW: u32 = 1 << 11;
    /// Instances can be weakly referenced.
    pub const WEAKREF: u32 = 1 << 12;
    /// Is a subclass of `type`.
    pub const METATYPE: u32 = 1 << 13;
    /// Is a subclass of `BaseException`.
    pub const EXCEPTION: u32 = 1 << 14;
    /// Made by a `class` statement that stands for a class written in C.
    pub const STANDS_FOR_C: u32 = 1 << 15;
    /// An exception that has more than its arguments.
    pub const FIELDS: u32 = 1 << 16;
    /// `__iter__`/`__getitem__`/… of a builtin base were overridden: fast paths by kind do not apply.
    pub const INHERITED: u32 = Self::HAS_DICT
        | Self::HAS_DEL
        | Self::SEQUENCE
        | Self::MAPPING
        | Self::MATCH_SELF
        | Self::WEAKREF
        | Self::METATYPE
        | Self::EXCEPTION
        | Self::FIELDS;
}

pub struct PyType {
    pub name: RefCell<Rc<str>>,
    pub bases: RefCell<Vec<Ref<PyType>>>,
    /// The method resolution order, beginning with the class itself (which is not counted: it would keep
    /// itself alive without being found in `bases`).
    pub mro: RefCell<Rc<[Ref<PyType>]>>,
    pub dict: Ref<PyDict>,
    /// Unique for each state of the class and its bases; 0 until somebody caches something.
    pub version: Cell<u64>,
    pub lookups: LookupCache,
    pub subclasses: RefCell<Vec<WeakPointer>>,
    /// Payload kind of its instances.
    pub kind: Kind,
    pub flags: Cell<u32>,
    /// Slots of its instances, bases' slots first.
    pub slot_count: usize,
}

thread_local! {
    static NEXT_VERSION: Cell<u64> = const { Cell::new(1) };
}

impl PyType {
    #[inline(always)]
    #[must_use]
    pub fn has_flag(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32, on: bool) {
        let flags = self.flags.get();
        self.flags
            .set(if on { flags | flag } else { flags & !flag });
    }

    /// The class is garbage: its order of resolution, which begins with itself, must not keep it alive.
    pub fn forget_bases(&self) {
        let order = self.mro.replace(Rc::new([]));
        let bases = self.bases.take();
        self.lookups.clear();
        drop((order, bases));
    }

    #[must_use]
    pub fn name(&self) -> Rc<str> {
        self.name.borrow().clone()
    }

    /// Looks an interned name up along the method resolution order, without binding it.
    #[inline]
    #[must_use]
    pub fn lookup(&self, name: &Value) -> Option<Value> {
        match self.lookups.get(name) {
            Some(found) => found,
            None => self.lookup_along_order(name),
        }
    }

    #[inline(never)]
    fn lookup_along_order(&self, name: &Value) -> Option<Value> {
        let found = self
            .mro
            .borrow()
            .iter()
            .find_map(|class| class.dict.get_name(name));
        self.lookups.set(name, &found);
        found
    }

    /// `__new__` and `__init__`: what makes its instances.
    #[inline]
    #[must_use]
    pub fn constructors(&self, names: &Names) -> (Option<Value>, Option<Value>) {
        (self.lookup(&names.__new__), self.lookup(&names.__init__))
    }

    /// As [`Self::lookup`], with the class where it was found.
    #[must_use]
    pub fn lookup_with_owner(&self, name: &Value) -> Option<(Value, Ref<PyType>)> {
        self.mro.borrow().iter().find_map(|class| {
            class
                .dict
                .get_name(name)
                .map(|value| (value, class.clone()))
        })
    }

    /// The version, given now if the class has none.
    #[inline(always)]
    #[must_use]
    pub fn version(&self) -> u64 {
        let version = self.version.get();
        if version == 0 {
            self.give_version()
        } else {
            version
        }
    }

    #[cold]
    fn give_version(&self) -> u64 {
        let version = NEXT_VERSION.get();
        NEXT_VERSION.set(version + 1);
        self.version.set(version);
        // A change in a base must reach this class, also when the base has never been asked itself.
        version
    }

    /// Forgets what caches know of this class and its subclasses; after every change of its dictionary.
    pub fn modified(&self) {
        self.version.set(0);
        self.lookups.clear();
        let subclasses = self.subclasses.borrow().clone();
        for subclass in subclasses {
            if let Some(subclass) = subclass.upgrade().as_ref().and_then(Value::get::<Self>) {
                subclass.modified();
            }
        }
    }

    #[must_use]
    pub fn is_subclass_of(&self, other: &Ref<Self>) -> bool {
        self.mro.borrow().iter().any(|class| class.ptr_eq(other))
    }

    /// C3 linearisation (<https://www.python.org/download/releases/2.3/mro/>) of the bases; `None` when no
    /// consistent order exists. The class itself is not in the result.
    pub fn linearize(bases: &[Ref<Self>]) -> Result<Vec<Ref<Self>>, Vec<Ref<Self>>> {
        let mut lists: Vec<Vec<Ref<Self>>> = bases
            .iter()
            .map(|base| base.mro.borrow().to_vec())
            .collect();
        lists.push(bases.to_vec());
        let mut order = Vec::new();
        loop {
            lists.retain(|list| !list.is_empty());
            if lists.is_empty() {
                return Ok(order);
            }
            let found = lists.iter().map(|list| list[0].clone()).find(|candidate| {
                !lists
                    .iter()
                    .any(|list| list[1..].iter().any(|later| later.ptr_eq(candidate)))
            });
            let Some(next) = found else {
                let mut heads: Vec<Ref<Self>> = Vec::new();
                for list in &lists {
                    if !heads.iter().any(|head| head.ptr_eq(&list[0])) {
                        heads.push(list[0].clone());
                    }
                }
                return Err(heads);
            };
            for list in &mut lists {
                if list[0].ptr_eq(&next) {
                    list.remove(0);
                }
            }
            order.push(next);
        }
    }
}

impl Trace for PyType {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for base in self.bases.borrow().iter() {
            visit(&base.to_value());
        }
        // The order is shared through `Rc` only while a lookup runs.
        for class in self.mro.borrow().iter() {
            visit(&class.to_value());
        }
        self.lookups.trace(visit);
        visit(&self.dict.to_value());
    }

    fn clear(&self) {
        // Bases and order stay: instances cleared later still look methods up.
        self.dict.clear_all();
        self.modified();
    }
}

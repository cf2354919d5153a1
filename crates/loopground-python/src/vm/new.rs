//! Making objects: the builtin classes at start, and values of builtin types.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use rustpython_wtf8::Wtf8Buf;

use super::Vm;
use crate::object::{Ref, Tagged, Value, flags};
use crate::types::def::TypeDef;
use crate::types::descriptor::{PyClassMethod, PyGetSet, PyStaticMethod};
use crate::types::dict::PyDict;
use crate::types::exceptions::Exceptions;
use crate::types::function::PyBoundMethod;
use crate::types::instance::PyInstance;
use crate::types::iterator::{NativeIterator, PyIterator};
use crate::types::list::PyList;
use crate::types::lookup_cache::LookupCache;
use crate::types::native::{NativeDef, NativeKind, PyNative};
use crate::types::singleton::PySingleton;
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::types::{self};

macro_rules! builtin_types {
    (root $root:ident; $($field:ident: $def:path, $base:ident;)*) => {
        /// The builtin classes, by name.
        pub struct Classes {
            pub object: Ref<PyType>,
            pub type_: Ref<PyType>,
            $(pub $field: Ref<PyType>,)*
        }

        impl Classes {
            fn new() -> Self {
                let $root = first_type(&types::object::TYPE, &[]);
                let type_ = first_type(&types::type_methods::TYPE, std::slice::from_ref(&$root));
                $root.object().set_class(type_.clone());
                type_.object().set_class(type_.clone());
                $(let $field = new_type(&$def, std::slice::from_ref(&$base), &type_);)*
                let classes = Self { object: $root, type_, $($field,)* };
                classes.each(|class, _| class.dict.object().set_class(classes.dict.clone()));
                classes
            }

            /// Every builtin class with its definition, for filling their dictionaries.
            fn each(&self, mut visit: impl FnMut(&Ref<PyType>, &'static TypeDef)) {
                visit(&self.object, &types::object::TYPE);
                visit(&self.type_, &types::type_methods::TYPE);
                $(visit(&self.$field, &$def);)*
            }
        }
    };
}

builtin_types! {
    root object;
    dict: types::dict_methods::TYPE, object;
    str: types::str_methods::TYPE, object;
    int: types::int_methods::TYPE, object;
    bool: types::int_methods::BOOL, int;
    float: types::float_methods::TYPE, object;
    complex: types::complex::TYPE, object;
    none: types::singleton::NONE, object;
    ellipsis_type: types::singleton::ELLIPSIS, object;
    not_implemented_type: types::singleton::NOT_IMPLEMENTED, object;
    tuple: types::tuple_methods::TYPE, object;
    list: types::list_methods::TYPE, object;
    set: types::set::TYPE, object;
    frozenset: types::set::FROZEN, object;
    bytes: types::bytes_methods::TYPE, object;
    bytearray: types::bytearray::TYPE, object;
    memoryview: types::memoryview::TYPE, object;
    range: types::range_methods::TYPE, object;
    slice: types::slice_methods::TYPE, object;
    cell: types::descriptor_methods::CELL, object;
    code: types::code_methods::TYPE, object;
    function: types::function_methods::TYPE, object;
    method: types::function_methods::METHOD, object;
    builtin_function: types::function_methods::BUILTIN, object;
    method_descriptor: types::function_methods::METHOD_DESCRIPTOR, object;
    wrapper_descriptor: types::function_methods::WRAPPER_DESCRIPTOR, object;
    classmethod_descriptor: types::function_methods::CLASSMETHOD_DESCRIPTOR, object;
    method_wrapper: types::function_methods::METHOD_WRAPPER, object;
    module: types::module_methods::TYPE, object;
    traceback: types::frame_methods::TRACEBACK, object;
    frame: types::frame_methods::TYPE, object;
    frame_locals: types::frame_locals::TYPE, object;
    generator: types::generator_methods::GENERATOR, object;
    coroutine: types::generator_methods::COROUTINE, object;
    async_generator: types::async_generator::TYPE, object;
    coroutine_wrapper: types::generator_methods::COROUTINE_WRAPPER, object;
    async_generator_asend: types::async_generator::ASEND, object;
    async_generator_athrow: types::async_generator::ATHROW, object;
    async_generator_wrapped: types::async_generator::WRAPPED, object;
    anext_awaitable: types::async_generator::ANEXT, object;
    property: types::property_methods::PROPERTY, object;
    staticmethod: types::descriptor_methods::STATICMETHOD, object;
    classmethod: types::descriptor_methods::CLASSMETHOD, object;
    member_descriptor: types::descriptor_methods::MEMBER, object;
    getset_descriptor: types::descriptor_methods::GETSET, object;
    super_: types::super_methods::SUPER, object;
    mappingproxy: types::mappingproxy::TYPE, object;
    dict_keys: types::dict_views::KEYS, object;
    dict_values: types::dict_views::VALUES, object;
    dict_items: types::dict_views::ITEMS, object;
    list_iterator: types::iterators::LIST, object;
    list_reverseiterator: types::iterators::LIST_REVERSE, object;
    tuple_iterator: types::iterators::TUPLE, object;
    str_iterator: types::str_iterator::UNICODE, object;
    str_ascii_iterator: types::str_iterator::ASCII, object;
    bytes_iterator: types::bytes_like::BYTES_ITERATOR, object;
    bytearray_iterator: types::bytes_like::BYTEARRAY_ITERATOR, object;
    range_iterator: types::iterators::RANGE, object;
    longrange_iterator: types::iterators::LONGRANGE, object;
    set_iterator: types::set_methods::ITERATOR, object;
    dict_keyiterator: types::dict_iterators::KEY, object;
    dict_valueiterator: types::dict_iterators::VALUE, object;
    dict_itemiterator: types::dict_iterators::ITEM, object;
    dict_reversekeyiterator: types::dict_iterators::REVERSE_KEY, object;
    dict_reversevalueiterator: types::dict_iterators::REVERSE_VALUE, object;
    dict_reverseitemiterator: types::dict_iterators::REVERSE_ITEM, object;
    callable_iterator: types::iterators::CALLABLE, object;
    iterator: types::iterators::SEQUENCE, object;
    enumerate: types::lazy::ENUMERATE, object;
    zip: types::lazy::ZIP, object;
    map: types::lazy::MAP, object;
    filter: types::lazy::FILTER, object;
    reversed: types::lazy::REVERSED, object;
    namespace: types::namespace::TYPE, object;
    weakref: types::weakref::TYPE, object;
    generic_alias: types::generic_alias::TYPE, object;
    union: types::union::UNION, object;
    template: types::template::TYPE, object;
    interpolation: types::template::INTERPOLATION, object;
    typevar: types::type_params::TYPEVAR, object;
    paramspec: types::type_params::PARAMSPEC, object;
    typevartuple: types::type_params::TYPEVARTUPLE, object;
    typealias: types::type_params::TYPEALIAS, object;
}

fn first_type(def: &TypeDef, bases: &[Ref<PyType>]) -> Ref<PyType> {
    let new = Ref::new_classless(PyType {
        name: RefCell::new(def.name.into()),
        bases: RefCell::new(bases.to_vec()),
        mro: RefCell::new(Rc::new([])),
        dict: Ref::new_classless(PyDict::new()),
        version: Cell::new(0),
        lookups: LookupCache::default(),
        subclasses: RefCell::default(),
        kind: def.kind,
        flags: Cell::new(
            def.flags
                | bases
                    .iter()
                    .fold(0, |all, b| all | b.flags.get() & TypeFlags::INHERITED),
        ),
        slot_count: 0,
    });
    let mut order = vec![new.clone()];
    order.extend(
        PyType::linearize(bases)
            .ok()
            .expect("builtin classes have an order"),
    );
    *new.mro.borrow_mut() = order.into();
    for base in bases {
        base.subclasses
            .borrow_mut()
            .push(crate::object::WeakPointer::new(new.object()));
    }
    new
}

fn new_type(def: &TypeDef, bases: &[Ref<PyType>], metaclass: &Ref<PyType>) -> Ref<PyType> {
    let new = first_type(def, bases);
    new.object().set_class(metaclass.clone());
    new
}

/// The builtin classes and the values there is one of.
pub struct Types {
    classes: Classes,
    pub exceptions: Exceptions,
    pub ellipsis: Value,
    pub not_implemented: Value,
    /// One-character strings of Latin-1, made on first use.
    pub characters: [OnceCell<Value>; 256],
    pub empty_string: Value,
    pub empty_tuple: Value,
}

impl std::ops::Deref for Types {
    type Target = Classes;

    #[inline(always)]
    fn deref(&self) -> &Classes {
        &self.classes
    }
}

impl Types {
    pub(super) fn new() -> Self {
        let classes = Classes::new();
        let exceptions = Exceptions::new(
            |def, bases| {
                let class = new_type(def, bases, &classes.type_);
                class.dict.object().set_class(classes.dict.clone());
                class
            },
            &classes.object,
        );
        let singleton = |name, class| Ref::new(PySingleton { name }, class).into_value();
        Self {
            ellipsis: singleton("Ellipsis", &classes.ellipsis_type),
            not_implemented: singleton("NotImplemented", &classes.not_implemented_type),
            characters: [const { OnceCell::new() }; 256],
            empty_string: Ref::new(PyStr::new(String::new()), &classes.str).into_value(),
            empty_tuple: Ref::new(PyTuple::new(Vec::new()), &classes.tuple).into_value(),
            exceptions,
            classes,
        }
    }
}

impl Vm {
    /// Fills the dictionaries of the builtin classes.
    pub(super) fn fill_types(&self) {
        self.types.each(|class, def| self.fill_type(class, def));
        self.types
            .exceptions
            .each(&mut |class, def| self.fill_type(class, def));
    }

    /// Makes a class of a native module. `def.module` is its `__module__`.
    #[must_use]
    pub fn new_native_type(&self, def: &'static TypeDef, bases: &[&Ref<PyType>]) -> Ref<PyType> {
        let bases: Vec<_> = match bases {
            [] => vec![self.types.object.clone()],
            _ => bases.iter().map(|&base| base.clone()).collect(),
        };
        let class = new_type(def, &bases, &self.types.type_);
        class.dict.object().set_class(self.types.dict.clone());
        self.fill_type(&class, def);
        class
    }

    fn fill_type(&self, class: &Ref<PyType>, def: &'static TypeDef) {
        for native in def.methods {
            let value = self.new_class_native(class, native);
            class.dict.set_name(&self.intern(native.name), value);
            if native.name == "__del__" {
                class.set_flag(TypeFlags::HAS_DEL, true);
            }
        }
        for attribute in def.attributes {
            let value = PyGetSet {
                name: attribute.name,
                owner: class.clone(),
                getter: attribute.getter,
                setter: attribute.setter,
                doc: attribute.doc,
                inner: attribute.inner,
            };
            let kind = match attribute.member {
                true => &self.types.member_descriptor,
                false => &self.types.getset_descriptor,
            };
            let value = Ref::new(value, kind);
            class
                .dict
                .set_name(&self.intern(attribute.name), value.into_value());
        }
        if def.methods.iter().any(|m| m.name == "__eq__")
            && !def.methods.iter().any(|m| m.name == "__hash__")
        {
            class.dict.set_name(&self.names.__hash__, Value::none());
        }
        let doc = if def.doc.is_empty() {
            Value::none()
        } else {
            self.new_str(def.doc.to_owned())
        };
        if !def
            .attributes
            .iter()
            .any(|attribute| attribute.name == "__doc__")
        {
            class.dict.set_name(&self.names.__doc__, doc);
        }
        if def.module != "builtins" {
            class
                .dict
                .set_name(&self.names.__module__, self.intern(def.module));
        }
        class.modified();
    }

    fn new_class_native(&self, class: &Ref<PyType>, def: &'static NativeDef) -> Value {
        let native = PyNative::new(def, Some(class.clone()), None);
        let types = &self.types;
        match def.kind {
            NativeKind::Method if is_slot_of(&class.name(), def.name) => {
                Ref::new(native, &types.wrapper_descriptor).into_value()
            }
            NativeKind::Method => Ref::new(native, &types.method_descriptor).into_value(),
            NativeKind::ClassMethod => Ref::new(native, &types.classmethod_descriptor).into_value(),
            NativeKind::StaticMethod => {
                let callable = Ref::new(native, &types.builtin_function).into_value();
                Ref::new(
                    PyStaticMethod {
                        callable: RefCell::new(callable),
                    },
                    &types.staticmethod,
                )
                .into_value()
            }
            NativeKind::New | NativeKind::Function => {
                Ref::new(native, &types.builtin_function).into_value()
            }
        }
    }

    /// A module's function.
    #[must_use]
    pub fn new_native(&self, def: &'static NativeDef, module: &str) -> Value {
        let native = PyNative::new(def, None, Some(self.intern(module)));
        Ref::new(native, &self.types.builtin_function).into_value()
    }

    /// Puts a table of functions into a module's dictionary.
    pub fn add_functions(&self, dict: &PyDict, module: &str, table: &'static [NativeDef]) {
        for def in table {
            dict.set_name(&self.intern(def.name), self.new_native(def, module));
        }
    }

    /// The one string object of this text, with which lookups compare pointers.
    #[must_use]
    pub fn intern(&self, text: &str) -> Value {
        if let Some(value) = self.interned.borrow().get(text) {
            return value.clone();
        }
        let value = Ref::new(PyStr::new(text.to_owned()), &self.types.str);
        value.object().set_flag(flags::INTERNED);
        let value = value.into_value();
        self.interned
            .borrow_mut()
            .insert(text.into(), value.clone());
        value
    }

    /// The interned string equal to `name`, which must be a string; itself when it holds a lone surrogate.
    #[must_use]
    pub fn intern_value(&self, name: &Value) -> Value {
        if name
            .as_object()
            .is_some_and(|object| object.has_flag(flags::INTERNED))
        {
            return name.clone();
        }
        match name.get::<PyStr>().and_then(PyStr::as_str) {
            Some(text) => self.intern(text),
            None => name.clone(),
        }
    }

    /// Counts a large payload; after many bytes the slice ends, so that the limit of memory is looked at.
    #[inline]
    fn note_large(&self, bytes: usize) {
        const LARGE: usize = 1 << 16;
        const LOOK_AFTER: u64 = 32 << 20;
        if bytes < LARGE {
            return;
        }
        let unchecked = self.unchecked_bytes.get() + bytes as u64;
        self.unchecked_bytes.set(unchecked);
        if unchecked > LOOK_AFTER {
            self.unchecked_bytes.set(0);
            self.fuel.set(0);
        }
    }

    #[must_use]
    pub fn new_str(&self, text: impl Into<String>) -> Value {
        let text = text.into();
        self.note_large(text.len());
        match text.as_bytes() {
            [] => self.types.empty_string.clone(),
            [byte] => self.character(*byte),
            _ => Ref::new(PyStr::new(text), &self.types.str).into_value(),
        }
    }

    /// The string of one Latin-1 character.
    #[must_use]
    pub fn character(&self, byte: u8) -> Value {
        let make = || self.intern(char::from(byte).encode_utf8(&mut [0; 4]));
        self.types.characters[usize::from(byte)]
            .get_or_init(make)
            .clone()
    }

    #[must_use]
    pub fn new_wtf8(&self, text: Wtf8Buf) -> Value {
        self.note_large(text.len());
        match text.as_bytes() {
            [] => self.types.empty_string.clone(),
            [byte] => self.character(*byte),
            _ => Ref::new(PyStr::from_wtf8(text), &self.types.str).into_value(),
        }
    }

    /// An `int` of any size, unboxed when it fits.
    #[must_use]
    pub fn new_int(&self, value: impl Into<BigInt>) -> Value {
        let value = value.into();
        match value.to_i64() {
            Some(small) => Value::int(small),
            None => Ref::new(types::int::PyInt { value }, &self.types.int).into_value(),
        }
    }

    #[must_use]
    pub fn new_complex(&self, real: f64, imaginary: f64) -> Value {
        Ref::new(
            types::complex::PyComplex { real, imaginary },
            &self.types.complex,
        )
        .into_value()
    }

    #[must_use]
    pub fn new_tuple(&self, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.types.empty_tuple.clone();
        }
        Ref::new(PyTuple::new(items), &self.types.tuple).into_value()
    }

    /// A tuple of two, as iterators over pairs make them.
    #[inline]
    #[must_use]
    pub fn new_pair(&self, first: Value, second: Value) -> Value {
        let items = PyTuple::of([first, second].into_iter());
        Ref::new(items, &self.types.tuple).into_value()
    }

    #[must_use]
    pub fn new_list(&self, items: Vec<Value>) -> Value {
        self.note_large(items.len() * size_of::<Value>());
        Ref::new(PyList::new(items), &self.types.list).into_value()
    }

    #[must_use]
    pub fn new_dict(&self) -> Ref<PyDict> {
        Ref::new(PyDict::new(), &self.types.dict)
    }

    #[must_use]
    pub fn new_bytes(&self, data: Vec<u8>) -> Value {
        self.note_large(data.len());
        Ref::new(types::bytes::PyBytes::new(data), &self.types.bytes).into_value()
    }

    #[must_use]
    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> Value {
        Ref::new(PySlice { start, stop, step }, &self.types.slice).into_value()
    }

    /// A frozenset of values whose equality needs no Python code.
    #[must_use]
    pub fn new_frozenset(&self, items: Vec<Value>) -> Value {
        types::set::frozenset_of_plain(self, items)
    }

    #[must_use]
    pub fn new_bound_method(&self, function: Value, receiver: Value) -> Value {
        Ref::new(PyBoundMethod { function, receiver }, &self.types.method).into_value()
    }

    /// An iterator object of a builtin class.
    #[must_use]
    pub fn new_iterator(&self, state: impl NativeIterator + 'static, class: &Ref<PyType>) -> Value {
        Ref::new(
            PyIterator {
                state: RefCell::new(Box::new(state)),
            },
            class,
        )
        .into_value()
    }

    #[must_use]
    pub fn new_staticmethod(&self, callable: Value) -> Value {
        Ref::new(
            PyStaticMethod {
                callable: RefCell::new(callable),
            },
            &self.types.staticmethod,
        )
        .into_value()
    }

    #[must_use]
    pub fn new_classmethod(&self, callable: Value) -> Value {
        Ref::new(
            PyClassMethod {
                callable: RefCell::new(callable),
            },
            &self.types.classmethod,
        )
        .into_value()
    }

    /// An instance of a class whose instances have only attributes.
    #[must_use]
    pub fn new_instance(&self, class: &Ref<PyType>) -> Value {
        let slots = if class.slot_count == 0 {
            Vec::new()
        } else {
            vec![None; class.slot_count]
        };
        Ref::new(
            PyInstance {
                slots: RefCell::new(slots),
            },
            class,
        )
        .into_value()
    }

    /// The class of a value.
    #[inline(always)]
    #[must_use]
    pub fn class_of<'a>(&'a self, value: &'a Value) -> ClassOf<'a> {
        use crate::object::View;
        match value.view() {
            View::Object(object) => ClassOf::Object(object.class()),
            View::Int(_) => ClassOf::Immediate(&self.types.int),
            View::Float(_) => ClassOf::Immediate(&self.types.float),
            View::Bool(_) => ClassOf::Immediate(&self.types.bool),
            View::None => ClassOf::Immediate(&self.types.none),
        }
    }

    /// Whether the value's class is exactly this one.
    #[inline(always)]
    #[must_use]
    pub fn is_exactly(&self, value: &Value, class: &Ref<PyType>) -> bool {
        self.class_of(value).ptr_eq(class)
    }

    /// Whether the value is an instance of the class (by its real class, without hooks).
    #[inline]
    #[must_use]
    pub fn is_instance(&self, value: &Value, class: &Ref<PyType>) -> bool {
        let own = self.class_of(value);
        own.ptr_eq(class) || own.is_subclass_of(class)
    }

    /// The name of a value's class, for messages.
    #[must_use]
    pub fn class_name(&self, value: &Value) -> Rc<str> {
        self.message_name(&self.class_of(value))
    }

    /// The name of a class, for messages: classes written in C are named with their module.
    #[must_use]
    pub fn message_name(&self, class: &Ref<PyType>) -> Rc<str> {
        let in_c = !class.has_flag(TypeFlags::HEAP) || class.has_flag(TypeFlags::STANDS_FOR_C);
        if !in_c {
            return class.name();
        }
        let module = class.dict.get_name(&self.names.__module__);
        match module.as_ref().and_then(Value::get::<PyStr>) {
            Some(module) if module.bytes() != b"builtins" => {
                format!("{}.{}", module.lossy(), class.name()).into()
            }
            _ => class.name(),
        }
    }

    /// The name as CPython's messages have it: with the module for native classes of modules.
    #[must_use]
    pub fn type_name(&self, value: &Value) -> String {
        self.class_name(value).to_string()
    }

    /// A payload of kind `T`, whatever the class.
    #[must_use]
    pub fn payload<'a, T: Tagged>(&self, value: &'a Value) -> Option<&'a T> {
        value.get::<T>()
    }
}

/// The class of a value: borrowed from its object or from the table of builtin classes.
pub enum ClassOf<'a> {
    Immediate(&'a Ref<PyType>),
    Object(crate::object::pointer::Borrowed<'a, PyType>),
}

impl std::ops::Deref for ClassOf<'_> {
    type Target = Ref<PyType>;

    #[inline(always)]
    fn deref(&self) -> &Ref<PyType> {
        match self {
            Self::Immediate(class) => class,
            Self::Object(class) => class,
        }
    }
}

/// Whether a special method is a type slot in CPython (shown as a "slot wrapper") rather than a method.
/// Whether a class written in C has its method of this name for the sake of a slot. A few it has as plain methods
/// beside the slot, which calls them quicker.
pub(super) fn is_slot_of(class: &str, name: &str) -> bool {
    let beside = matches!(
        (class, name),
        ("dict" | "list", "__getitem__") | ("dict" | "set" | "frozenset", "__contains__")
    );
    name.starts_with("__") && !beside && is_slot(name)
}

fn is_slot(name: &str) -> bool {
    !matches!(
        name,
        "__reduce__"
            | "__reduce_ex__"
            | "__getnewargs__"
            | "__getstate__"
            | "__setstate__"
            | "__format__"
            | "__sizeof__"
            | "__dir__"
            | "__reversed__"
            | "__length_hint__"
            | "__round__"
            | "__trunc__"
            | "__floor__"
            | "__ceil__"
            | "__copy__"
            | "__deepcopy__"
            | "__enter__"
            | "__exit__"
            | "__class_getitem__"
            | "__subclasshook__"
            | "__init_subclass__"
            | "__instancecheck__"
            | "__subclasscheck__"
            | "__mro_entries__"
            | "__prepare__"
            | "__bytes__"
            | "__complex__"
    )
}

//! `__sizeof__` and `sys.getsizeof`: the bytes that CPython 3.14 takes for an object on a 64-bit machine.
//!
//! Programs print these numbers to explain CPython's memory, so they are CPython's, not this VM's. What CPython keeps
//! beside an object for the collector and for `__dict__` counts only in `getsizeof` ([`header`]).

use super::bytearray::PyByteArray;
use super::bytes::PyBytes;
use super::dict::PyDict;
use super::generator::PyGenerator;
use super::list::PyList;
use super::number::int_of;
use super::set::PySet;
use super::str::PyStr;
use super::tuple::PyTuple;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Object, Ref, Value, View};
use crate::vm::Vm;

const WORD: usize = 8;
/// Count and class: what every object begins with.
const HEAD: usize = 2 * WORD;

/// What `object.__sizeof__` answers.
#[must_use]
pub fn size_of(vm: &Vm, value: &Value) -> i64 {
    let bytes = match value.view() {
        View::Float(_) => HEAD + 8,
        View::Int(_) | View::Bool(_) => size_of_int(value),
        View::Object(object) => size_of_object(vm, value, object),
        _ => HEAD,
    };
    bytes as i64
}

/// What precedes the object in CPython: links of the collector, and of instances with a `__dict__`.
#[must_use]
pub fn header(vm: &Vm, value: &Value) -> i64 {
    let class = vm.class_of(value);
    if class.has_flag(TypeFlags::HEAP) {
        let managed = class.has_flag(TypeFlags::HAS_DICT) || class.has_flag(TypeFlags::WEAKREF);
        return if managed { 32 } else { 16 };
    }
    let Some(object) = value.as_object() else {
        return 0;
    };
    let collected = match object.kind() {
        Kind::Int | Kind::Float | Kind::Complex | Kind::Str | Kind::Bytes | Kind::ByteArray => {
            false
        }
        Kind::Range | Kind::Code | Kind::Instance | Kind::Singleton => false,
        Kind::Iterator => !class.name().ends_with("range_iterator"),
        Kind::Type => value
            .get::<PyType>()
            .is_some_and(|class| class.has_flag(TypeFlags::HEAP)),
        _ => true,
    };
    if collected { 16 } else { 0 }
}

/// 30 bits in each 4 bytes, at least one of them.
fn size_of_int(value: &Value) -> usize {
    let bits = int_of(value).map_or(1, |int| int.big().bits().max(1));
    HEAD + WORD + 4 * bits.div_ceil(30) as usize
}

fn size_of_object(vm: &Vm, value: &Value, object: &Object) -> usize {
    let class = object.class();
    let words = match object.kind() {
        Kind::Instance => 2 + class.slot_count,
        Kind::Int => return size_of_int(value),
        Kind::Float => 3,
        Kind::Complex | Kind::MemoryView => return size_of_buffer(object.kind()),
        Kind::Str => {
            return object
                .payload()
                .map_or(0, |text| size_of_text(vm, &class, text));
        }
        Kind::Bytes => {
            return object
                .payload::<PyBytes>()
                .map_or(0, |bytes| 33 + bytes.data().len());
        }
        Kind::ByteArray => {
            let length = object
                .payload::<PyByteArray>()
                .map_or(0, |bytes| bytes.data.borrow().len());
            return 56 + if length == 0 { 0 } else { length + 1 };
        }
        Kind::Tuple => 4 + object.payload::<PyTuple>().map_or(0, |t| t.items().len()),
        Kind::List => 5 + object.payload::<PyList>().map_or(0, PyList::allocated),
        Kind::Dict => return object.payload().map_or(0, size_of_dict),
        Kind::Set => {
            let slots = object.payload::<PySet>().map_or(0, PySet::slots);
            25 + if slots > 8 { slots * 2 } else { 0 }
        }
        Kind::Type if class_is_heap(value) => 213,
        Kind::Type => 52,
        Kind::Function => 19,
        Kind::Native => size_of_native(vm, &class),
        Kind::BoundMethod => 6,
        Kind::Module => 7,
        Kind::Exception => size_of_exception(vm, &class),
        Kind::Generator => {
            19 + object.payload::<PyGenerator>().map_or(0, |generator| {
                generator.code.variables.len() + generator.code.stack_size
            })
        }
        Kind::Property | Kind::Weakref => 8,
        Kind::Slice | Kind::StaticMethod | Kind::ClassMethod | Kind::Super => 5,
        Kind::Range => 6,
        Kind::Cell | Kind::DictView => 3,
        Kind::Deque => 93,
        Kind::Iterator => match &*class.name() {
            "enumerate" | "dict_keyiterator" | "dict_valueiterator" | "dict_itemiterator" => 7,
            "zip" | "set_iterator" => 6,
            "map" | "range_iterator" => 5,
            _ => 4,
        },
        Kind::Singleton => 2,
        _ => 7,
    };
    // A builtin's own words, then the slots that a subclass added.
    let slots = if object.kind() == Kind::Instance {
        0
    } else {
        class.slot_count
    };
    (words + slots) * WORD
}

fn class_is_heap(value: &Value) -> bool {
    value
        .get::<PyType>()
        .is_some_and(|class| class.has_flag(TypeFlags::HEAP))
}

fn size_of_buffer(kind: Kind) -> usize {
    if kind == Kind::Complex { 32 } else { 168 }
}

/// A header, then one, two or four bytes for each code point and a terminator.
fn size_of_text(vm: &Vm, class: &PyType, text: &PyStr) -> usize {
    let widest = if text.is_ascii() {
        0
    } else {
        text.points().iter().copied().max().unwrap_or(0)
    };
    let (header, width) = match widest {
        0..0x80 => (40, 1),
        0x80..0x100 => (56, 1),
        0x100..0x1_0000 => (56, 2),
        _ => (56, 4),
    };
    // Instances of subclasses keep their text apart.
    let is_plain = std::ptr::eq(class, &*vm.types.str);
    let header = if is_plain { header } else { 64 };
    header + (text.len() + 1) * width
}

/// A table of a power of two slots, two thirds of them usable; entries without a hash when all keys are strings.
fn size_of_dict(dict: &PyDict) -> usize {
    const OBJECT: usize = 48;
    const TABLE: usize = 32;
    let length = dict.len();
    if length == 0 {
        return OBJECT;
    }
    let mut slots = 8_usize;
    while slots * 2 / 3 < length {
        slots *= 2;
    }
    let index = match slots {
        0..=128 => 1,
        129..=0x8000 => 2,
        _ => 4,
    };
    let mut place = 0;
    let mut entry = 2 * WORD;
    while let Some((at, key, _)) = dict.next_entry(place) {
        if key.get::<PyStr>().is_none() {
            entry = 3 * WORD;
            break;
        }
        place = at + 1;
    }
    OBJECT + TABLE + slots * index + slots * 2 / 3 * entry
}

fn size_of_native(vm: &Vm, class: &PyType) -> usize {
    if std::ptr::eq(class, &*vm.types.method_wrapper) {
        4
    } else {
        7
    }
}

fn size_of_exception(vm: &Vm, class: &PyType) -> usize {
    let classes = &vm.types.exceptions;
    let is = |base: &Ref<PyType>| class.is_subclass_of(base);
    let extra = if is(&classes.syntax_error) {
        9
    } else if is(&classes.os_error) || is(&classes.unicode_error) {
        5
    } else if is(&classes.import_error) {
        4
    } else if is(&classes.attribute_error) {
        2
    } else if is(&classes.name_error) || is(&classes.stop_iteration) || is(&classes.system_exit) {
        1
    } else {
        0
    };
    9 + extra
}

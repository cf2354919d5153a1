//! `memoryview`: views of `bytes` and `bytearray`.
//!
//! Here: payload, class, construction and release. Items and slices are in `items`. Views with a
//! shape of other than one dimension (from `cast`) are contiguous; slices of them are not supported.

mod items;

use std::cell::Cell;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer::Data;
use crate::types::bytearray::PyByteArray;
use crate::types::bytes::PyBytes;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// A view: `count` items, the first at byte `offset` of `base`, each `stride` bytes after the one before.
pub struct PyMemoryView {
    /// `bytes` or `bytearray`.
    pub base: Value,
    /// Whoever the memory belongs to, when that is another object: it lives as long as the view.
    owner: Option<Value>,
    offset: usize,
    stride: isize,
    count: usize,
    /// Of a view with other than one dimension.
    shape: Option<Box<[usize]>>,
    /// The letter of `struct` that says what an item is.
    format: char,
    read_only: bool,
    released: Cell<bool>,
    /// What `hash()` gave, which it gives again after a release.
    hash: Cell<Option<i64>>,
}

impl PyMemoryView {
    fn new(base: Value, offset: usize, stride: isize, count: usize, format: char) -> Self {
        if let Some(array) = base.get::<PyByteArray>() {
            array.exports.set(array.exports.get() + 1);
        }
        Self {
            read_only: base.get::<PyByteArray>().is_none(),
            base,
            owner: None,
            offset,
            stride,
            count,
            shape: None,
            format,
            released: Cell::new(false),
            hash: Cell::new(None),
        }
    }

    fn release(&self) {
        if !self.released.replace(true)
            && let Some(array) = self.base.get::<PyByteArray>()
        {
            array.exports.set(array.exports.get() - 1);
        }
    }

    fn item_size(&self) -> usize {
        items::size_of(self.format).unwrap_or(1)
    }

    fn contiguous(&self) -> bool {
        self.count <= 1 || self.stride == self.item_size() as isize
    }

    /// Sizes of the dimensions.
    fn shape(&self) -> &[usize] {
        match &self.shape {
            Some(shape) => shape,
            None => std::slice::from_ref(&self.count),
        }
    }

    /// A view of the same memory.
    fn again(&self) -> Self {
        let mut copy = Self::new(
            self.base.clone(),
            self.offset,
            self.stride,
            self.count,
            self.format,
        );
        copy.shape.clone_from(&self.shape);
        copy.read_only = self.read_only;
        copy.owner.clone_from(&self.owner);
        copy
    }

    /// A view of all bytes of an array that is part of another object.
    #[must_use]
    pub fn of_part(vm: &Vm, array: &Ref<PyByteArray>, owner: &Value) -> Value {
        let length = array.data.borrow().len();
        let mut view = Self::new(array.to_value(), 0, 1, length, 'B');
        view.owner = Some(owner.clone());
        Ref::new(view, &vm.types.memoryview).into_value()
    }

    /// The byte offset of an item.
    fn place(&self, index: usize) -> usize {
        (self.offset as isize + self.stride * index as isize) as usize
    }

    /// How many bytes can be written through it in one piece; `None` when it is read-only or has gaps.
    #[must_use]
    pub fn room(&self) -> Option<usize> {
        let writable = !self.read_only && !self.released.get() && self.contiguous();
        writable.then(|| self.count * self.item_size())
    }

    /// Puts bytes into it from a place on, as many as fit. Whether that was possible.
    pub fn fill_at(&self, start: usize, data: &[u8]) -> bool {
        let (Some(room), Some(array)) = (self.room(), self.base.get::<PyByteArray>()) else {
            return false;
        };
        let start = start.min(room);
        let count = data.len().min(room - start);
        let place = self.offset + start;
        array.data.borrow_mut()[place..place + count].copy_from_slice(&data[..count]);
        true
    }

    /// The viewed bytes without a copy, when they lie in one piece and the view is not released.
    #[must_use]
    pub fn piece(&self) -> Option<Data<'_>> {
        if self.released.get() || !self.contiguous() {
            return None;
        }
        let place = self.offset..self.offset + self.count * self.item_size();
        if let Some(bytes) = self.base.get::<PyBytes>() {
            return bytes.data().get(place).map(Data::Fixed);
        }
        let array = self.base.get::<PyByteArray>()?.data.borrow();
        let piece = std::cell::Ref::filter_map(array, |data| data.get(place));
        piece.ok().map(Data::Array)
    }

    /// An error unless it is one piece of memory that still may be looked at.
    pub fn check_whole(&self, vm: &Vm) -> PyResult<()> {
        if self.released.get() {
            return Err(released(vm));
        }
        if !self.contiguous() {
            return Err(vm.buffer_error("memoryview: underlying buffer is not C-contiguous"));
        }
        Ok(())
    }

    /// The viewed bytes in order; `None` when it is released.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        if self.released.get() {
            return None;
        }
        let array;
        let data: &[u8] = match self.base.get::<PyBytes>() {
            Some(bytes) => bytes.data(),
            None => {
                array = self.base.get::<PyByteArray>()?.data.borrow();
                &array
            }
        };
        let size = self.item_size();
        if self.contiguous() {
            return Some(data[self.offset..self.offset + self.count * size].to_vec());
        }
        let mut out = Vec::with_capacity(self.count * size);
        for index in 0..self.count {
            let place = self.place(index);
            out.extend_from_slice(&data[place..place + size]);
        }
        Some(out)
    }
}

impl Drop for PyMemoryView {
    fn drop(&mut self) {
        self.release();
    }
}

impl Trace for PyMemoryView {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.base);
        self.owner.iter().for_each(visit);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "memoryview",
    kind: Kind::MemoryView,
    flags: TypeFlags::FINAL | TypeFlags::SEQUENCE | TypeFlags::WEAKREF,
    methods: METHODS,
    attributes: &[
        GetSetDef::read_only("obj", |vm, value| {
            let view = live(vm, value)?;
            Ok(view.owner.as_ref().unwrap_or(&view.base).clone())
        }),
        GetSetDef::read_only("nbytes", |vm, value| {
            let view = live(vm, value)?;
            Ok(Value::int((view.count * view.item_size()) as i64))
        }),
        GetSetDef::read_only("readonly", |vm, value| {
            Ok(Value::bool(live(vm, value)?.read_only))
        }),
        GetSetDef::read_only("itemsize", |vm, value| {
            Ok(Value::int(live(vm, value)?.item_size() as i64))
        }),
        GetSetDef::read_only("format", |vm, value| {
            Ok(vm.new_str(live(vm, value)?.format.to_string()))
        }),
        GetSetDef::read_only("ndim", |vm, value| {
            Ok(Value::int(live(vm, value)?.shape().len() as i64))
        }),
        GetSetDef::read_only("shape", |vm, value| {
            let shape = live(vm, value)?.shape();
            let sizes = shape.iter().map(|&size| Value::int(size as i64));
            Ok(vm.new_tuple(sizes.collect()))
        }),
        GetSetDef::read_only("strides", strides),
        GetSetDef::read_only("suboffsets", |vm, value| {
            live(vm, value).map(|_| vm.types.empty_tuple.clone())
        }),
        GetSetDef::read_only("contiguous", is_contiguous),
        GetSetDef::read_only("c_contiguous", is_contiguous),
        GetSetDef::read_only("f_contiguous", |vm, value| {
            let view = live(vm, value)?;
            let flat = view.shape().iter().filter(|&&size| size > 1).count() <= 1;
            Ok(Value::bool(flat && view.contiguous()))
        }),
    ],
    doc: "A view of the memory of a bytes-like object, without a copy.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, object)", new),
    NativeDef::class_method("__class_getitem__", "($type, object, /)", class_getitem),
    NativeDef::method("__buffer__", "($self, flags, /)", buffer),
    NativeDef::method("__release_buffer__", "($self, buffer, /)", release_buffer),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__len__", "($self, /)", len),
    NativeDef::method("__eq__", "($self, value, /)", items::eq),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__getitem__", "($self, key, /)", items::getitem),
    NativeDef::method("__setitem__", "($self, key, value, /)", items::setitem),
    NativeDef::method("__delitem__", "($self, key, /)", items::delitem),
    NativeDef::method("__enter__", "($self, /)", enter),
    NativeDef::method("__exit__", "($self, /, *exc_info)", exit),
    NativeDef::method("release", "($self, /)", release),
    NativeDef::method("tobytes", "($self, /, order='C')", tobytes),
    NativeDef::method("tolist", "($self, /)", items::tolist),
    NativeDef::method(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        hex,
    ),
    NativeDef::method("toreadonly", "($self, /)", toreadonly),
    NativeDef::method("cast", "($self, /, format, shape=None)", cast),
    NativeDef::method("count", "($self, value, /)", items::count),
    NativeDef::method(
        "index",
        "($self, value, start=0, stop=None, /)",
        items::index,
    ),
    NativeDef::method("__iter__", "($self, /)", items::iter),
];

fn own(value: &Value) -> &PyMemoryView {
    value
        .get::<PyMemoryView>()
        .expect("the receiver is a memoryview")
}

#[cold]
fn released(vm: &Vm) -> Raised {
    vm.value_error("operation forbidden on released memoryview object")
}

/// The view, unless it is released.
fn live<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyMemoryView> {
    let view = own(value);
    if view.released.get() {
        return Err(released(vm));
    }
    Ok(view)
}

fn strides(vm: &Vm, value: &Value) -> PyResult {
    let view = live(vm, value)?;
    if view.shape.is_none() {
        return Ok(vm.new_tuple(vec![Value::int(view.stride as i64)]));
    }
    let mut stride = view.item_size() as i64;
    let mut strides: Vec<Value> = view
        .shape()
        .iter()
        .rev()
        .map(|&size| {
            let own = stride;
            stride *= size as i64;
            Value::int(own)
        })
        .collect();
    strides.reverse();
    Ok(vm.new_tuple(strides))
}

fn is_contiguous(vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(live(vm, value)?.contiguous()))
}

fn make(vm: &Vm, view: PyMemoryView) -> Value {
    Ref::new(view, &vm.types.memoryview).into_value()
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = args.get(0).to_ref::<PyType>().expect("__new__ of a class");
    let object = args.get(1);
    let view = if object.get::<PyMemoryView>().is_some() {
        live(vm, object)?.again()
    } else if crate::types::buffer::is_bytes(object) {
        let length = crate::types::buffer::view(object).map_or(0, |data| data.len());
        PyMemoryView::new(object.clone(), 0, 1, length, 'B')
    } else if let Some(array) = object.get::<crate::modules::array::PyArray>() {
        let (base, size) = (array.data.to_value(), array.size());
        let mut view = PyMemoryView::new(base, 0, size as isize, array.len(), array.code);
        view.owner = Some(object.clone());
        view
    } else if let Some(method) = vm.class_of(object).lookup(&vm.names.__buffer__) {
        return from_method(vm, object, method);
    } else {
        return Err(vm.type_error(format!(
            "memoryview: a bytes-like object is required, not '{}'",
            vm.class_name(object)
        )));
    };
    Ok(Ref::new(view, &class).into_value().into())
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(crate::types::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

/// `__buffer__` of the builtin classes: a view of the receiver.
pub fn buffer(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.types.memoryview.to_value();
    new(vm, Args(&[Some(class), args.opt(0).cloned()]))
}

/// `__release_buffer__(view)`.
pub fn release_buffer(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(1).get::<PyMemoryView>() {
        Some(view) => {
            view.release();
            Ok(Value::none().into())
        }
        None => Err(vm.type_error("expected a memoryview object")),
    }
}

/// The view that a Python class's `__buffer__` gives.
pub fn from_method(vm: &Vm, object: &Value, method: Value) -> NativeResult {
    /// Asks for everything but writing, as `memoryview()` does.
    const FULL_READ_ONLY: i64 = 0x11C;
    let flow = vm.call_special(object, method, vec![Value::int(FULL_READ_ONLY)]);
    let vm = vm.clone();
    Vm::future(async move {
        let view = vm.run_flow(flow).await?;
        if view.get::<PyMemoryView>().is_none() {
            return Err(vm.type_error("__buffer__ returned non-memoryview object"));
        }
        Ok(view)
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    let word = if own(value).released.get() {
        "released memory"
    } else {
        "memory"
    };
    Ok(vm
        .new_str(format!("<{word} at {:#x}>", value.identity()))
        .into())
}

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    match live(vm, args.get(0))?.shape().first() {
        Some(&length) => Ok(Value::int(length as i64).into()),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(hash) = own(args.get(0)).hash.get() {
        return Ok(Value::int(hash).into());
    }
    let view = live(vm, args.get(0))?;
    if !view.read_only {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(view.format, 'B' | 'b' | 'c') {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let hash = crate::types::bytes_hash(&view.bytes().unwrap_or_default());
    view.hash.set(Some(hash));
    Ok(Value::int(hash).into())
}

fn enter(vm: &Vm, args: Args<'_>) -> NativeResult {
    live(vm, args.get(0))?;
    Ok(args.get(0).clone().into())
}

fn exit(vm: &Vm, args: Args<'_>) -> NativeResult {
    release(vm, args)
}

fn release(_vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args.get(0)).release();
    Ok(Value::none().into())
}

fn tobytes(vm: &Vm, args: Args<'_>) -> NativeResult {
    let view = live(vm, args.get(0))?;
    if let Some(order) = args.opt(1).filter(|order| !order.is_none()) {
        let known = order
            .get::<PyStr>()
            .is_some_and(|order| matches!(order.bytes(), b"C" | b"F" | b"A"));
        if !known {
            return Err(vm.value_error("order must be 'C', 'F' or 'A'"));
        }
    }
    Ok(vm.new_bytes(view.bytes().unwrap_or_default()).into())
}

fn hex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = live(vm, args.get(0))?.bytes().unwrap_or_default();
    let slots = [
        Some(vm.new_bytes(data)),
        args.opt(1).cloned(),
        args.opt(2).cloned(),
    ];
    crate::types::bytes_like::hex(vm, Args(&slots))
}

fn toreadonly(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut copy = live(vm, args.get(0))?.again();
    copy.read_only = true;
    Ok(make(vm, copy).into())
}

fn cast(vm: &Vm, args: Args<'_>) -> NativeResult {
    let view = live(vm, args.get(0))?;
    let Some(text) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "cast() argument 'format' must be str, not {}",
            vm.class_name(args.get(1))
        )));
    };
    let text = text.lossy();
    let letters: Vec<char> = text.strip_prefix('@').unwrap_or(&text).chars().collect();
    let [format] = letters[..] else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed \
             with an optional '@'",
        ));
    };
    let Some(size) = items::size_of(format) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed \
             with an optional '@'",
        ));
    };
    if !view.contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let bytes = |format: char| matches!(format, 'B' | 'b' | 'c');
    if !bytes(view.format) && !bytes(format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let length = view.count * view.item_size();
    if length % size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let count = length / size;
    let shape = match args.opt(2).filter(|shape| !shape.is_none()) {
        Some(shape) => {
            if view.shape.is_some() {
                return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
            }
            Some(shape_of(vm, shape, count)?)
        }
        None => None,
    };
    let mut copy = PyMemoryView::new(view.base.clone(), view.offset, size as isize, count, format);
    copy.owner.clone_from(&view.owner);
    copy.read_only = view.read_only;
    copy.shape = shape.filter(|shape| shape.len() != 1);
    Ok(make(vm, copy).into())
}

/// The `shape` argument of `cast`, for so many items.
fn shape_of(vm: &Vm, shape: &Value, count: usize) -> PyResult<Box<[usize]>> {
    let Some(sizes) = vm.quick_items(shape) else {
        return Err(vm.type_error("shape must be a list or a tuple"));
    };
    let mut product = 1_usize;
    let mut all = Vec::with_capacity(sizes.len());
    for size in &sizes {
        let Some(size) = crate::types::number::int_of(size) else {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        };
        let size = match size {
            crate::types::number::Int::Small(size) if size > 0 => size as usize,
            _ => {
                return Err(
                    vm.value_error("memoryview.cast(): elements of shape must be integers > 0")
                );
            }
        };
        product = product.saturating_mul(size);
        all.push(size);
    }
    if product != count {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(all.into())
}

//! `_sharedmemory`: segments of memory that processes share, for `multiprocessing.Value` and `Array`.
//!
//! Not here: what the bytes mean; that is `lib/multiprocessing/sharedctypes.py`.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::object::{Kind, Ref, Trace, Value};
use crate::processes::segment::Segment;
use crate::types::bytes::PyBytes;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

/// One process's handle on a segment.
pub struct PySegment(Rc<Segment>);

impl Trace for PySegment {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

static SEGMENT: TypeDef = TypeDef {
    name: "Segment",
    module: "_sharedmemory",
    kind: Kind::Segment,
    methods: &[
        NativeDef::new("($type, size, /)", new),
        NativeDef::class_method("find", "($type, number, /)", find),
        NativeDef::method("read", "($self, start, size, /)", read),
        NativeDef::method("write", "($self, start, data, /)", write),
    ],
    attributes: &[GetSetDef::read_only("id", |_, value| {
        Ok(Value::int(own(value).number as i64))
    })],
    ..TypeDef::EMPTY
};

#[derive(Default)]
struct Class(OnceCell<Ref<PyType>>);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let kept = vm.extension::<Class>();
    let class = kept.0.get_or_init(|| vm.new_native_type(&SEGMENT, &[]));
    dict.set_name(&vm.intern("Segment"), class.to_value());
    Ok(())
}

fn own(value: &Value) -> &Segment {
    &value
        .get::<PySegment>()
        .expect("the receiver was checked")
        .0
}

fn handle(class: &Value, segment: Rc<Segment>) -> Value {
    let class = class.to_ref::<PyType>().expect("the receiver is a class");
    Ref::new(PySegment(segment), &class).into_value()
}

fn size(vm: &Vm, value: &Value) -> PyResult<usize> {
    let size = value
        .as_small_int()
        .and_then(|size| usize::try_from(size).ok());
    size.ok_or_else(|| vm.value_error("a size cannot be negative"))
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let size = size(vm, args.get(1))?;
    vm.check_memory(size as u64)?;
    Ok(handle(args.get(0), vm.system().segments.create(size)).into())
}

fn find(vm: &Vm, args: Args<'_>) -> NativeResult {
    let number = size(vm, args.get(1))? as u64;
    match vm.system().segments.find(number) {
        Some(segment) => Ok(handle(args.get(0), segment).into()),
        None => Err(crate::modules::posix::os_error(vm, 2, None)),
    }
}

/// The bytes of a segment from `start` on, `length` of them.
fn range(
    vm: &Vm,
    data: &RefCell<Vec<u8>>,
    start: usize,
    length: usize,
) -> PyResult<std::ops::Range<usize>> {
    match start.checked_add(length) {
        Some(end) if end <= data.borrow().len() => Ok(start..end),
        _ => Err(vm.value_error("outside the shared memory")),
    }
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = &own(args.get(0)).data;
    let range = range(vm, data, size(vm, args.get(1))?, size(vm, args.get(2))?)?;
    let bytes = data.borrow()[range].to_vec();
    Ok(vm.new_bytes(bytes).into())
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = &own(args.get(0)).data;
    let Some(new) = args.get(2).get::<PyBytes>() else {
        return Err(vm.type_error("a bytes object is required"));
    };
    let range = range(vm, data, size(vm, args.get(1))?, new.data().len())?;
    data.borrow_mut()[range].copy_from_slice(new.data());
    Ok(Value::none().into())
}

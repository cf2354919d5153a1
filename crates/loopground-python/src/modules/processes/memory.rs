//! `_sharedmemory`: segments of memory that processes share, for `multiprocessing.Value` and `Array`.
//!
//! Not here: what the bytes mean; that is `lib/multiprocessing/sharedctypes.py`.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::modules::posix::os_error;
use crate::object::{Kind, Ref, Trace, Value};
use crate::processes::link::{Handle, Link, Shared};
use crate::processes::messages::{Reply, Request};
use crate::processes::segment::Segment;
use crate::processes::wire::Bytes;
use crate::types::bytes::PyBytes;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// One process's handle on a segment, and the number that all know it by.
pub struct PySegment {
    segment: Shared<Segment>,
    number: u64,
    size: usize,
}

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

fn own(value: &Value) -> &PySegment {
    value.get().expect("the receiver was checked")
}

fn handle(class: &Value, segment: PySegment) -> Value {
    let class = class.to_ref::<PyType>().expect("the receiver is a class");
    Ref::new(segment, &class).into_value()
}

fn here(class: &Value, segment: Rc<Segment>) -> Value {
    let (number, size) = (segment.number, segment.size());
    let segment = Shared::Here(segment);
    handle(
        class,
        PySegment {
            segment,
            number,
            size,
        },
    )
}

/// One that the broker holds.
fn there(vm: &Vm, class: &Value, link: Rc<Link>, request: Request) -> NativeResult {
    let (vm, class) = (vm.clone(), class.clone());
    Vm::future(async move {
        match link.ask(&vm, request).await? {
            Reply::Segment {
                handle: held,
                number,
                size,
            } => {
                let segment = Shared::There(Handle { link, number: held });
                let size = size as usize;
                let segment = PySegment {
                    segment,
                    number,
                    size,
                };
                Ok(handle(&class, segment))
            }
            Reply::Error { number } => Err(os_error(&vm, i64::from(number), None)),
            _ => Err(vm.memory_error("")),
        }
    })
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
    if let Some(link) = vm.system().link() {
        let request = Request::NewSegment { size: size as u64 };
        return there(vm, args.get(0), link, request);
    }
    Ok(here(args.get(0), vm.system().segments.create(size)).into())
}

fn find(vm: &Vm, args: Args<'_>) -> NativeResult {
    let number = size(vm, args.get(1))? as u64;
    if let Some(link) = vm.system().link() {
        return there(vm, args.get(0), link, Request::FindSegment { number });
    }
    match vm.system().segments.find(number) {
        Some(segment) => Ok(here(args.get(0), segment).into()),
        None => Err(os_error(vm, 2, None)),
    }
}

fn outside(vm: &Vm) -> Raised {
    vm.value_error("outside the shared memory")
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (start, length) = (size(vm, args.get(1))?, size(vm, args.get(2))?);
    match &own(args.get(0)).segment {
        Shared::Here(segment) => match segment.read(start, length) {
            Some(bytes) => Ok(vm.new_bytes(bytes).into()),
            None => Err(outside(vm)),
        },
        Shared::There(_) => {
            let (vm, segment) = (vm.clone(), args.get(0).clone());
            Vm::future(async move {
                let request = |handle| Request::ReadSegment {
                    handle,
                    start: start as u64,
                    length: length as u64,
                };
                match ask(&vm, &segment, request).await? {
                    Reply::Data { data } => Ok(vm.new_bytes(data.0)),
                    _ => Err(outside(&vm)),
                }
            })
        }
    }
}

/// Asks the broker about the segment that it holds.
async fn ask(vm: &Vm, segment: &Value, request: impl FnOnce(u64) -> Request) -> PyResult<Reply> {
    match &own(segment).segment {
        Shared::There(held) => held.link.ask(vm, request(held.number)).await,
        Shared::Here(_) => Err(outside(vm)),
    }
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(new) = args.get(2).get::<PyBytes>() else {
        return Err(vm.type_error("a bytes object is required"));
    };
    let start = size(vm, args.get(1))?;
    match &own(args.get(0)).segment {
        Shared::Here(segment) => match segment.write(start, new.data()) {
            true => Ok(Value::none().into()),
            false => Err(outside(vm)),
        },
        Shared::There(held) => {
            let end = start.checked_add(new.data().len());
            if end.is_none_or(|end| end > own(args.get(0)).size) {
                return Err(outside(vm));
            }
            held.link.request(Request::WriteSegment {
                handle: held.number,
                start: start as u64,
                data: Bytes(new.data().to_vec()),
            });
            Ok(Value::none().into())
        }
    }
}

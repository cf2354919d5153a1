//! `bytes`: the class, and what it does not share with `bytearray` (that is in `bytes_like`).

use crate::object::{Kind, Ref, Value};
use crate::types::buffer;
use crate::types::bytes::PyBytes;
use crate::types::bytes_like::{SHARED_COUNT, concat_tables, shared};
use crate::types::codecs;
use crate::types::def::TypeDef;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::new_class;
use crate::types::str::PyStr;
use crate::types::str_methods::special::codec_argument;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "bytes",
    kind: Kind::Bytes,
    flags: TypeFlags::MATCH_SELF,
    methods: METHODS,
    doc: "An immutable sequence of bytes.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &concat_tables::<{ SHARED_COUNT + OWN.len() }>(shared(), OWN);

const OWN: &[NativeDef] = &[
    NativeDef::new(
        "($type, source=b'', encoding='utf-8', errors='strict')",
        new,
    ),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__str__", "($self, /)", repr),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__bytes__", "($self, /)", bytes),
    NativeDef::method("__getnewargs__", "($self, /)", getnewargs),
];

fn own(args: Args<'_>) -> &PyBytes {
    args.get(0).get::<PyBytes>().expect("the receiver is bytes")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &vm.types.bytes)?;
    let (source, encoding, errors) = (
        args.opt(1).cloned(),
        args.opt(2).cloned(),
        args.opt(3).cloned(),
    );
    let plain = class.ptr_eq(&vm.types.bytes) && encoding.is_none() && errors.is_none();
    if plain && let Some(source) = &source {
        if vm.is_exactly(source, &class) {
            return Ok(source.clone().into());
        }
        if let Some(count) = source.as_small_int() {
            return Ok(vm.new_bytes(zeros(vm, count)?).into());
        }
    }
    let vm = vm.clone();
    Vm::future(async move {
        let data = source_bytes(
            &vm,
            source.as_ref(),
            encoding.as_ref(),
            errors.as_ref(),
            "bytes",
        )
        .await?;
        Ok(Ref::new(PyBytes::new(data), &class).into_value())
    })
}

fn zeros(vm: &Vm, count: i64) -> PyResult<Vec<u8>> {
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative count"));
    };
    vm.check_memory(count as u64)?;
    Ok(vec![0; count])
}

/// What `bytes(source, encoding, errors)` and `bytearray` hold.
pub async fn source_bytes(
    vm: &Vm,
    source: Option<&Value>,
    encoding: Option<&Value>,
    errors: Option<&Value>,
    what: &str,
) -> PyResult<Vec<u8>> {
    for (name, value) in [("encoding", encoding), ("errors", errors)] {
        codec_argument(vm, value, what, name, "")?;
    }
    let Some(source) = source else {
        let wrong = if encoding.is_some() {
            "encoding without a string argument"
        } else if errors.is_some() {
            "errors without a string argument"
        } else {
            return Ok(Vec::new());
        };
        return Err(vm.type_error(wrong));
    };
    if source.get::<PyStr>().is_some() {
        let Some(encoding) = encoding else {
            return Err(vm.type_error("string argument without an encoding"));
        };
        let encoding = codec_argument(vm, Some(encoding), what, "encoding", "utf-8")?;
        let errors = codec_argument(vm, errors, what, "errors", "strict")?;
        return codecs::registry::encode_text(vm, source, &encoding, &errors).await;
    }
    if encoding.is_some() {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if errors.is_some() {
        return Err(vm.type_error("errors without a string argument"));
    }
    let class = vm.class_of(source).clone();
    if what == "bytes" && class.lookup(&vm.names.__bytes__).is_some() {
        return buffer::from_object(vm, source).await;
    }
    if class.lookup(&vm.names.__index__).is_some() {
        let count = match vm.index(source).await {
            // What has bytes or items, too, is no size when it refuses to be one.
            Err(raised)
                if vm.matches(&raised, &vm.types.exceptions.type_error)
                    && (buffer::view(source).is_some() || vm.can_iterate(source)) =>
            {
                return buffer::from_iterable(vm, source, what).await;
            }
            count => count?,
        };
        let count = num_traits::ToPrimitive::to_i64(&count).ok_or_else(|| {
            vm.overflow_error(format!(
                "cannot fit '{}' into an index-sized integer",
                class.name()
            ))
        })?;
        return zeros(vm, count);
    }
    buffer::from_iterable(vm, source, what).await
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_str(buffer::repr(own(args).data())).into())
}

fn hash(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::int(crate::types::bytes_hash(own(args).data())).into())
}

fn bytes(vm: &Vm, args: Args<'_>) -> NativeResult {
    if vm.is_exactly(args.get(0), &vm.types.bytes) {
        return Ok(args.get(0).clone().into());
    }
    Ok(vm.new_bytes(own(args).data().to_vec()).into())
}

fn getnewargs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let plain = vm.new_bytes(own(args).data().to_vec());
    Ok(vm.new_tuple(vec![plain]).into())
}

//! `slice`: methods, and resolving slices against a length.

use num_bigint::{BigInt, Sign};
use num_traits::Zero;

use crate::object::{Kind, Ref, Value, View};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::slice::PySlice;
use crate::types::type_object::TypeFlags;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "slice",
    kind: Kind::Slice,
    flags: TypeFlags::FINAL,
    methods: METHODS,
    attributes: &[
        GetSetDef::field("start", |_, value| Ok(own(value).start.clone())),
        GetSetDef::field("stop", |_, value| Ok(own(value).stop.clone())),
        GetSetDef::field("step", |_, value| Ok(own(value).step.clone())),
    ],
    doc: "What a subscript like [start:stop:step] passes.",
    ..TypeDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::new("($type, /, *args)", new),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__eq__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Eq)
    }),
    NativeDef::method("__ne__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Ne)
    }),
    NativeDef::method("__lt__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Lt)
    }),
    NativeDef::method("__le__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Le)
    }),
    NativeDef::method("__gt__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Gt)
    }),
    NativeDef::method("__ge__", "($self, value, /)", |vm, args| {
        compare(vm, args, Comparison::Ge)
    }),
    NativeDef::method("__hash__", "($self, /)", hash),
    NativeDef::method("__reduce__", "($self, /)", reduce),
    NativeDef::method("indices", "($self, object, /)", indices),
];

fn own(value: &Value) -> &PySlice {
    value.get::<PySlice>().expect("the receiver is a slice")
}

fn fields(slice: &PySlice) -> [Value; 3] {
    [&slice.start, &slice.stop, &slice.step].map(Value::clone)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let none = Value::none;
    let (start, stop, step) = match args.rest(1) {
        [stop] => (none(), stop.clone(), none()),
        [start, stop] => (start.clone(), stop.clone(), none()),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        [] => return Err(vm.type_error("slice expected at least 1 argument, got 0")),
        more => {
            return Err(vm.type_error(format!(
                "slice expected at most 3 arguments, got {}",
                more.len()
            )));
        }
    };
    Ok(vm.new_slice(start, stop, step).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, fields) = (vm.clone(), fields(own(args.get(0))));
    Vm::future(async move {
        let mut text = rustpython_wtf8::Wtf8Buf::from("slice(");
        for (place, field) in fields.iter().enumerate() {
            if place > 0 {
                text.push_str(", ");
            }
            let repr = vm.repr(field).await?;
            if let Some(repr) = repr.get::<crate::types::str::PyStr>() {
                text.push_wtf8(repr.as_wtf8());
            }
        }
        text.push_str(")");
        Ok(vm.new_wtf8(text))
    })
}

/// Slices compare as tuples of their fields.
fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    let Some(other) = args.get(1).get::<PySlice>() else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    if args.get(0).is(args.get(1)) {
        let same = matches!(op, Comparison::Eq | Comparison::Le | Comparison::Ge);
        return Ok(Value::bool(same).into());
    }
    let a = vm.new_tuple(fields(own(args.get(0))).to_vec());
    let b = vm.new_tuple(fields(other).to_vec());
    vm.comparison(op, &a, &b)
}

fn hash(vm: &Vm, args: Args<'_>) -> NativeResult {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let (vm, fields) = (vm.clone(), fields(own(args.get(0))));
    Vm::future(async move {
        let mut hash = P5;
        for field in &fields {
            let lane = vm.hash(field).await? as u64;
            hash = hash
                .wrapping_add(lane.wrapping_mul(P2))
                .rotate_left(31)
                .wrapping_mul(P1);
        }
        Ok(Value::int(if hash == u64::MAX {
            1_546_275_796
        } else {
            hash as i64
        }))
    })
}

fn reduce(vm: &Vm, args: Args<'_>) -> NativeResult {
    let fields = vm.new_tuple(fields(own(args.get(0))).to_vec());
    let parts = vec![vm.types.slice.to_value(), fields];
    Ok(vm.new_tuple(parts).into())
}

fn indices(vm: &Vm, args: Args<'_>) -> NativeResult {
    let slice: Ref<PySlice> = args.get(0).to_ref().expect("a slice");
    let (vm, length) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let length = vm.index(&length).await?;
        if length.sign() == Sign::Minus {
            return Err(vm.value_error("length should not be negative"));
        }
        let (start, stop, step) = big_indices(&vm, &slice, &length).await?;
        let parts = vec![vm.new_int(start), vm.new_int(stop), vm.new_int(step)];
        Ok(vm.new_tuple(parts))
    })
}

/// Start, stop and step over a length of any size.
pub async fn big_indices(
    vm: &Vm,
    slice: &PySlice,
    length: &BigInt,
) -> PyResult<(BigInt, BigInt, BigInt)> {
    let step = match field(vm, &slice.step).await? {
        Some(step) if step.is_zero() => {
            return Err(vm.value_error("slice step cannot be zero"));
        }
        Some(step) => step,
        None => 1.into(),
    };
    let (low, high): (BigInt, BigInt) = if step.sign() == Sign::Minus {
        ((-1).into(), length - 1)
    } else {
        (BigInt::ZERO, length.clone())
    };
    let fit = |index: BigInt| {
        let index = if index.sign() == Sign::Minus {
            index + length
        } else {
            index
        };
        index.clamp(low.clone(), high.clone())
    };
    let (first, last) = if step.sign() == Sign::Minus {
        (high.clone(), low.clone())
    } else {
        (low.clone(), high.clone())
    };
    let start = field(vm, &slice.start).await?.map_or(first, fit);
    let stop = field(vm, &slice.stop).await?.map_or(last, fit);
    Ok((start, stop, step))
}

async fn field(vm: &Vm, value: &Value) -> PyResult<Option<BigInt>> {
    if value.is_none() {
        return Ok(None);
    }
    if crate::types::number::int_of(value).is_none()
        && vm.class_of(value).lookup(&vm.names.__index__).is_none()
    {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    vm.index(value).await.map(Some)
}

/// The resolved start, stop and step over a sequence of `length` when all parts are small integers or `None`
/// and the step is not zero: no Python code and no error is possible then.
#[must_use]
pub fn quick_indices(slice: &PySlice, length: usize) -> Option<(i64, i64, i64)> {
    let part = |value: &Value| match value.view() {
        View::None => Some(None),
        View::Int(value) => Some(Some(value)),
        View::Bool(value) => Some(Some(i64::from(value))),
        _ => None,
    };
    let (start, stop) = (part(&slice.start)?, part(&slice.stop)?);
    let step = part(&slice.step)?.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return None;
    }
    let length = length as i64;
    let (low, high) = if step > 0 {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let clamp = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        index.clamp(low, high)
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    Some((start.map_or(first, clamp), stop.map_or(last, clamp), step))
}

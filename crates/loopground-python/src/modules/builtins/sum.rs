//! `sum`: integers and floats without objects in between, floats with a compensation for rounding (as since 3.12).

use num_bigint::BigInt;

use crate::object::{Value, View};
use crate::types::complex::PyComplex;
use crate::types::native::{Args, NativeDef};
use crate::types::number::int_of;
use crate::types::range::PyRange;
use crate::types::type_object::TypeFlags;
use crate::vm::operators::BinaryOperator;
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] =
    &[NativeDef::function("sum", "(iterable, /, start=0)", sum)
        .doc("Return the sum of a 'start' value (default: 0) plus an iterable of numbers.")];

/// The total so far.
enum Total {
    Int(i64),
    /// High part and the compensation for what rounding lost (Neumaier).
    Float(f64, f64),
    /// The same for a real and an imaginary part.
    Complex([f64; 2], [f64; 2]),
    Any(Value),
}

/// Adds `item` to a sum and its compensation.
fn compensated([high, low]: [f64; 2], item: f64) -> [f64; 2] {
    let sum = high + item;
    let lost = if high.abs() >= item.abs() {
        (high - sum) + item
    } else {
        (item - sum) + high
    };
    [sum, low + lost]
}

/// A complex number that is no instance of a class of the program, which may add in its own way.
fn plain_complex(item: &Value) -> Option<&PyComplex> {
    let object = item.as_object()?;
    if object.class().has_flag(TypeFlags::HEAP) {
        return None;
    }
    item.get::<PyComplex>()
}

/// What a sum with its compensation comes to.
fn rounded([high, low]: [f64; 2]) -> f64 {
    if low != 0.0 && low.is_finite() {
        high + low
    } else {
        high
    }
}

impl Total {
    fn new(vm: &Vm, start: &Value) -> Self {
        if let Some(complex) = start.get::<PyComplex>()
            && vm.is_exactly(start, &vm.types.complex)
        {
            return Self::Complex([complex.real, 0.0], [complex.imaginary, 0.0]);
        }
        match start.view() {
            View::Int(start) => Self::Int(start),
            View::Float(start) => Self::Float(start, 0.0),
            _ => Self::Any(start.clone()),
        }
    }

    fn add_float(high: f64, low: f64, item: f64) -> Self {
        let [high, low] = compensated([high, low], item);
        Self::Float(high, low)
    }

    /// Adds an item where that needs no objects; `false` when it does.
    #[inline]
    fn add(&mut self, item: &Value) -> bool {
        let next = match (&*self, item.view()) {
            (Self::Int(total), View::Int(item)) => total.checked_add(item).map(Self::Int),
            (Self::Int(total), View::Bool(item)) => {
                total.checked_add(i64::from(item)).map(Self::Int)
            }
            (Self::Int(total), View::Float(item)) => Some(Self::Float(*total as f64 + item, 0.0)),
            (Self::Float(high, low), View::Float(item)) => Some(Self::add_float(*high, *low, item)),
            (Self::Float(high, low), View::Int(item)) => {
                Some(Self::add_float(*high, *low, item as f64))
            }
            (Self::Float(high, low), View::Bool(item)) => {
                Some(Self::add_float(*high, *low, f64::from(u8::from(item))))
            }
            (Self::Complex(real, imaginary), View::Float(item)) => {
                Some(Self::Complex(compensated(*real, item), *imaginary))
            }
            (Self::Complex(real, imaginary), View::Int(item)) => {
                Some(Self::Complex(compensated(*real, item as f64), *imaginary))
            }
            (Self::Complex(real, imaginary), View::Object(_)) => plain_complex(item).map(|item| {
                Self::Complex(
                    compensated(*real, item.real),
                    compensated(*imaginary, item.imaginary),
                )
            }),
            (Self::Float(high, low), View::Object(object)) => match plain_complex(item) {
                Some(item) => Some(Self::Complex(
                    compensated([*high, *low], item.real),
                    [item.imaginary, 0.0],
                )),
                // An integer that is large, but not too large for a float.
                None if !object.class().has_flag(TypeFlags::HEAP) => int_of(item)
                    .and_then(|item| item.to_float())
                    .map(|item| Self::add_float(*high, *low, item)),
                None => None,
            },
            _ => None,
        };
        match next {
            Some(next) => {
                *self = next;
                true
            }
            None => false,
        }
    }

    fn value(&self, vm: &Vm) -> Value {
        match self {
            Self::Int(total) => Value::int(*total),
            Self::Float(high, low) => Value::float(rounded([*high, *low])),
            Self::Complex(real, imaginary) => vm.new_complex(rounded(*real), rounded(*imaginary)),
            Self::Any(value) => value.clone(),
        }
    }
}

fn sum(vm: &Vm, args: Args<'_>) -> NativeResult {
    let start = args.opt(1).cloned().unwrap_or(Value::int(0));
    if let Some(message) = refusal(vm, &start) {
        return Err(vm.type_error(message));
    }
    let iterable = args.get(0);
    let mut total = Total::new(vm, &start);
    if let (Total::Int(start), Some(range)) = (&total, iterable.get::<PyRange>())
        && vm.is_exactly(iterable, &vm.types.range)
    {
        let count = crate::types::iterators::range_length(&range.start, &range.stop, &range.step);
        let steps: BigInt = &count * (&count - 1) / 2;
        let all: BigInt = &range.start * &count + &range.step * steps + *start;
        return Ok(vm.new_int(all).into());
    }
    let items = vm.quick_items(iterable);
    let mut place = 0;
    if let Some(items) = &items {
        while items.get(place).is_some_and(|item| total.add(item)) {
            place += 1;
        }
        if place == items.len() {
            return Ok(total.value(vm).into());
        }
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Vm::future(async move {
        if let Some(items) = items {
            for item in &items[place..] {
                vm.charge(1).await?;
                add(&vm, &mut total, item).await?;
            }
            return Ok(total.value(&vm));
        }
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            add(&vm, &mut total, &item).await?;
        }
        Ok(total.value(&vm))
    })
}

async fn add(vm: &Vm, total: &mut Total, item: &Value) -> PyResult<()> {
    if !total.add(item) {
        let sum = vm
            .binary(BinaryOperator::Add, &total.value(vm), item)
            .await?;
        *total = match total {
            // Once integers are too large or the items are no numbers, it stays with objects, but for floats.
            Total::Int(_) if sum.as_small_float().is_some() || plain_complex(&sum).is_some() => {
                Total::new(vm, &sum)
            }
            _ => Total::Any(sum),
        };
    }
    Ok(())
}

fn refusal(vm: &Vm, start: &Value) -> Option<String> {
    let types = &vm.types;
    let (what, instead) = if vm.is_instance(start, &types.str) {
        ("strings", "''.join(seq)")
    } else if vm.is_instance(start, &types.bytes) {
        ("bytes", "b''.join(seq)")
    } else if vm.is_instance(start, &types.bytearray) {
        ("bytearray", "b''.join(seq)")
    } else {
        return None;
    };
    Some(format!("sum() can't sum {what} [use {instead} instead]"))
}

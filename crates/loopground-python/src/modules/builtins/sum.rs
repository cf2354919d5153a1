//! `sum`: integers and floats without objects in between, floats with a compensation for rounding (as since 3.12).

use num_bigint::BigInt;

use crate::object::{Value, View};
use crate::types::native::{Args, NativeDef};
use crate::types::range::PyRange;
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
    Any(Value),
}

impl Total {
    fn new(start: &Value) -> Self {
        match start.view() {
            View::Int(start) => Self::Int(start),
            View::Float(start) => Self::Float(start, 0.0),
            _ => Self::Any(start.clone()),
        }
    }

    fn add_float(high: f64, low: f64, item: f64) -> Self {
        let sum = high + item;
        let lost = if high.abs() >= item.abs() {
            (high - sum) + item
        } else {
            (item - sum) + high
        };
        Self::Float(sum, low + lost)
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
                Some(Self::Float(high + item as f64, *low))
            }
            (Self::Float(high, low), View::Bool(item)) => {
                Some(Self::Float(high + f64::from(u8::from(item)), *low))
            }
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

    fn value(&self) -> Value {
        match self {
            Self::Int(total) => Value::int(*total),
            Self::Float(high, low) if *low != 0.0 && low.is_finite() => Value::float(high + low),
            Self::Float(high, _) => Value::float(*high),
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
    let mut total = Total::new(&start);
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
            return Ok(total.value().into());
        }
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Vm::future(async move {
        if let Some(items) = items {
            for item in &items[place..] {
                vm.charge(1).await?;
                add(&vm, &mut total, item).await?;
            }
            return Ok(total.value());
        }
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            add(&vm, &mut total, &item).await?;
        }
        Ok(total.value())
    })
}

async fn add(vm: &Vm, total: &mut Total, item: &Value) -> PyResult<()> {
    if !total.add(item) {
        let sum = vm.binary(BinaryOperator::Add, &total.value(), item).await?;
        *total = match total {
            // Once integers are too large or the items are no numbers, it stays with objects, but for floats.
            Total::Int(_) if sum.as_small_float().is_some() => Total::new(&sum),
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

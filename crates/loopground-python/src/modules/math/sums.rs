//! `math`: sums and products over iterables, without avoidable rounding.

use super::to_float;
use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{float_of, int_of, real};
use crate::vm::operators::BinaryOperator;
use crate::vm::{NativeResult, PyResult, Vm};

/// A sum kept exactly, as floats that do not overlap (Shewchuk's algorithm).
#[derive(Default)]
struct Exact {
    parts: Vec<f64>,
    /// The sum of what is not finite.
    special: f64,
    infinities: f64,
    overflown: bool,
}

impl Exact {
    fn add(&mut self, given: f64) {
        let mut x = given;
        let mut kept = 0;
        for place in 0..self.parts.len() {
            let mut y = self.parts[place];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.parts[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.parts.truncate(kept);
        if x != 0.0 {
            if x.is_finite() {
                self.parts.push(x);
            } else {
                self.overflown |= given.is_finite();
                if given.is_infinite() {
                    self.infinities += given;
                }
                self.special += given;
                self.parts.clear();
            }
        }
    }

    /// The sum, rounded once.
    fn total(&self) -> f64 {
        let mut parts = self.parts.iter().rev().copied();
        let Some(mut high) = parts.next() else {
            return 0.0;
        };
        let mut low = 0.0;
        for y in parts.by_ref() {
            let x = high;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // Half way between two floats: the next part decides.
        if let Some(next) = parts.next()
            && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
        {
            let y = low * 2.0;
            let x = high + y;
            if y == x - high {
                high = x;
            }
        }
        high
    }

    fn finish(&self, vm: &Vm) -> PyResult<f64> {
        if self.overflown {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        if self.special != 0.0 {
            if self.infinities.is_nan() {
                return Err(vm.value_error("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        Ok(self.total())
    }
}

pub fn fsum(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, iterable) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        let mut sum = Exact::default();
        while let Some(item) = vm.next(&iterator).await? {
            sum.add(to_float(&vm, &item).await?);
            if sum.overflown {
                break;
            }
        }
        sum.finish(&vm).map(Value::float)
    })
}

pub fn prod(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, iterable) = (vm.clone(), args.get(0).clone());
    let mut total = args.opt(1).cloned().unwrap_or(Value::int(1));
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            total = match Vm::quick_binary(BinaryOperator::Multiply, &total, &item) {
                Some(total) => total,
                None => vm.binary(BinaryOperator::Multiply, &total, &item).await?,
            };
        }
        Ok(total)
    })
}

pub fn sumprod(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, p, q) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let (p, q) = (vm.iter(&p).await?, vm.iter(&q).await?);
        let mut pairs = Vec::new();
        loop {
            let (a, b) = (vm.next(&p).await?, vm.next(&q).await?);
            match (a, b) {
                (Some(a), Some(b)) => {
                    vm.check_growth(pairs.len(), 32)?;
                    pairs.push((a, b));
                }
                (None, None) => break,
                _ => return Err(vm.value_error("Inputs are not the same length")),
            }
        }
        if let Some(total) = float_sumprod(&vm, &pairs) {
            return Ok(Value::float(total));
        }
        let mut total = Value::int(0);
        for (a, b) in &pairs {
            let product = vm.binary(BinaryOperator::Multiply, a, b).await?;
            total = vm.binary(BinaryOperator::Add, &total, &product).await?;
        }
        Ok(total)
    })
}

/// Floats, perhaps with integers among them: each product exactly, as a float and its rounding error.
fn float_sumprod(vm: &Vm, pairs: &[(Value, Value)]) -> Option<f64> {
    let number = |value: &Value| {
        let plain = vm.is_exactly(value, &vm.types.float)
            || vm.is_exactly(value, &vm.types.int)
            || value.as_bool().is_some();
        plain.then(|| real(vm, value).ok().flatten()).flatten()
    };
    if !pairs
        .iter()
        .any(|(a, b)| float_of(a).is_some() || float_of(b).is_some())
    {
        return None;
    }
    let mut sum = Exact::default();
    let mut plain = 0.0;
    for (a, b) in pairs {
        if int_of(a).is_some() && int_of(b).is_some() {
            return None;
        }
        let (a, b) = (number(a)?, number(b)?);
        let product = a * b;
        plain += product;
        sum.add(product);
        if product.is_finite() {
            sum.add(a.mul_add(b, -product));
        }
    }
    Some(match sum.finish(vm) {
        Ok(total) if plain.is_finite() => total,
        _ => plain,
    })
}

/// The Euclidean length, nearly correctly rounded: squares are kept with their errors.
fn norm(coordinates: &[f64]) -> f64 {
    let most = coordinates
        .iter()
        .fold(0.0_f64, |most, x| most.max(x.abs()));
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 || coordinates.len() == 1 {
        return most;
    }
    // A power of two brings every square into range without rounding.
    let (_, exponent) = libm::frexp(most);
    if exponent < -1021 {
        // Subnormal: scaled up first.
        let scaled: Vec<f64> = coordinates.iter().map(|x| x / f64::MIN_POSITIVE).collect();
        return f64::MIN_POSITIVE * norm(&scaled);
    }
    let scale = 2_f64.powi(-exponent);
    let mut squares = Exact::default();
    for x in coordinates {
        let x = x * scale;
        let square = x * x;
        squares.add(square);
        squares.add(x.mul_add(x, -square));
    }
    let root = squares.total().sqrt();
    // One step of Newton's method with the exact remainder.
    let square = root * root;
    squares.add(-square);
    squares.add(-root.mul_add(root, -square));
    (root + squares.total() / (2.0 * root)) / scale
}

pub fn hypot(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, given) = (vm.clone(), args.rest(0).to_vec());
    let mut numbers = Vec::with_capacity(given.len());
    Vm::future(async move {
        for value in &given {
            numbers.push(to_float(&vm, value).await?);
        }
        Ok(Value::float(norm(&numbers)))
    })
}

pub fn dist(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, p, q) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let (p, q) = (vm.collect(&p).await?, vm.collect(&q).await?);
        if p.len() != q.len() {
            return Err(vm.value_error("both points must have the same number of dimensions"));
        }
        let mut numbers = Vec::with_capacity(p.len());
        for (a, b) in p.iter().zip(&q) {
            numbers.push((to_float(&vm, a).await? - to_float(&vm, b).await?).abs());
        }
        Ok(Value::float(norm(&numbers)))
    })
}

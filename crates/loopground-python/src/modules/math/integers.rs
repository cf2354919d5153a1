//! `math`: functions of integers.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::with_integers;
use crate::object::Value;
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// The product of `low..=high`, multiplied pairwise so that both factors are about as long.
async fn product(vm: &Vm, low: u64, high: u64) -> PyResult<BigInt> {
    let mut factors: Vec<BigInt> = Vec::new();
    let mut next = low;
    while next <= high {
        let mut factor = u128::from(next);
        next += 1;
        while next <= high && factor < 1 << 60 {
            factor *= u128::from(next);
            next += 1;
        }
        vm.check_growth(factors.len(), 64)?;
        factors.push(BigInt::from(factor));
        vm.charge(1).await?;
    }
    while factors.len() > 1 {
        let mut half = Vec::with_capacity(factors.len().div_ceil(2));
        for pair in factors.chunks(2) {
            vm.charge(1 + pair[0].bits() / 4096).await?;
            half.push(match pair {
                [a, b] => a * b,
                _ => pair[0].clone(),
            });
        }
        factors = half;
    }
    Ok(factors.pop().unwrap_or_else(BigInt::one))
}

async fn factorial_of(vm: &Vm, n: &BigInt) -> PyResult {
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Some(n) = n.to_i64() else {
        return Err(vm.overflow_error(format!(
            "factorial() argument should not exceed {}",
            i64::MAX
        )));
    };
    vm.check_memory((n as u64).saturating_mul(3))?;
    Ok(vm.new_int(product(vm, 2, n as u64).await?))
}

pub fn factorial(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_integers(vm, &[args.get(0).clone()], async |vm, n| {
        factorial_of(vm, &n[0]).await
    })
}

pub fn perm(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(k) = args.opt(1).filter(|k| !k.is_none()) else {
        return factorial(vm, args);
    };
    with_integers(
        vm,
        &[args.get(0).clone(), k.clone()],
        async |vm, numbers| {
            let [n, k] = &numbers[..] else {
                unreachable!("two were given")
            };
            check(vm, n, k)?;
            if k > n {
                return Ok(Value::int(0));
            }
            let k = k
                .to_u64()
                .ok_or_else(|| vm.overflow_error(format!("k must not exceed {}", i64::MAX)))?;
            falling(vm, n, k).await.map(|product| vm.new_int(product))
        },
    )
}

fn check(vm: &Vm, n: &BigInt, k: &BigInt) -> PyResult<()> {
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok(())
}

/// `n * (n - 1) * ...`, `k` factors.
async fn falling(vm: &Vm, n: &BigInt, k: u64) -> PyResult<BigInt> {
    if k == 0 {
        return Ok(BigInt::one());
    }
    if let Some(n) = n.to_u64().filter(|&n| n < 1 << 60) {
        return product(vm, n - k + 1, n).await;
    }
    let mut result = n.clone();
    for less in 1..k {
        result *= n - BigInt::from(less);
        vm.charge(1 + result.bits() / 4096).await?;
        vm.check_growth(less as usize, 8)?;
    }
    Ok(result)
}

pub fn comb(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_integers(
        vm,
        &[args.get(0).clone(), args.get(1).clone()],
        async |vm, numbers| {
            let [n, k] = &numbers[..] else {
                unreachable!("two were given")
            };
            check(vm, n, k)?;
            if k > n {
                return Ok(Value::int(0));
            }
            let k = k.min(&(n - k)).clone();
            let k = k.to_u64().ok_or_else(|| {
                vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX))
            })?;
            let above = falling(vm, n, k).await?;
            let below = product(vm, 2, k).await?;
            Ok(vm.new_int(above / below))
        },
    )
}

pub fn gcd(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_integers(vm, args.rest(0), async |vm, numbers| {
        Ok(vm.new_int(
            numbers
                .iter()
                .fold(BigInt::zero(), |all, number| all.gcd(number))
                .abs(),
        ))
    })
}

pub fn lcm(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_integers(vm, args.rest(0), async |vm, numbers| {
        Ok(vm.new_int(
            numbers
                .iter()
                .fold(BigInt::one(), |all, number| all.lcm(number))
                .abs(),
        ))
    })
}

/// The square root, rounded down: each step of Newton's method doubles the number of correct bits, so that only the
/// last one is about numbers of full length.
fn integer_root(n: &BigInt) -> BigInt {
    let bits = n.bits();
    if bits <= 1024 {
        return n.sqrt();
    }
    let half = (bits - 1) / 2;
    let mut root = BigInt::from(1);
    let mut known = 0;
    for step in (0..64 - half.leading_zeros()).rev() {
        let before = known;
        known = half >> step;
        let above: BigInt = n >> (2 * half - before - known + 1);
        root = (&root << (known - before - 1)) + above / &root;
    }
    if &root * &root > *n {
        root -= 1;
    }
    root
}

pub fn isqrt(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_integers(vm, &[args.get(0).clone()], async |vm, n| {
        if n[0].sign() == Sign::Minus {
            return Err(vm.value_error("isqrt() argument must be nonnegative"));
        }
        Ok(vm.new_int(integer_root(&n[0])))
    })
}

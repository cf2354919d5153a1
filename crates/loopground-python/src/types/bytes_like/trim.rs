//! `bytes` and `bytearray`: trimming and padding.

use super::{make, part, receiver};
use crate::types::arguments::{IndexKind, c_int, convert_indices, size};
use crate::types::buffer::{argument, is_bytes, view};
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

/// White space of bytes.
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0D)
}

fn trimmed(vm: &Vm, args: Args<'_>, left: bool, right: bool) -> NativeResult {
    let set = match args.opt(1) {
        Some(set) if !set.is_none() => Some(argument(vm, set)?.to_vec()),
        _ => None,
    };
    let drops = |byte: &u8| match &set {
        Some(set) => set.contains(byte),
        None => is_blank(*byte),
    };
    let data = receiver(args);
    let mut rest: &[u8] = &data;
    while left
        && let [first, more @ ..] = rest
        && drops(first)
    {
        rest = more;
    }
    while right
        && let [more @ .., last] = rest
        && drops(last)
    {
        rest = more;
    }
    Ok(part(vm, args.get(0), data.len(), rest).into())
}

pub fn strip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, true, true)
}

pub fn lstrip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, true, false)
}

pub fn rstrip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, false, true)
}

/// How many to add, and which.
fn padding(vm: &Vm, args: Args<'_>, name: &str) -> PyResult<(usize, u8)> {
    let fill = match args.opt(2) {
        None => b' ',
        Some(fill) if is_bytes(fill) => {
            let data = view(fill).expect("bytes");
            match *data {
                [fill] => fill,
                _ => {
                    return Err(vm.type_error(format!(
                        "{name}(): argument 2 must be a byte string of length 1, \
                         not a {} object of length {}",
                        vm.class_name(fill),
                        data.len()
                    )));
                }
            }
        }
        Some(fill) => {
            return Err(vm.type_error(format!(
                "{name}() argument 2 must be a byte string of length 1, not {}",
                vm.class_name(fill)
            )));
        }
    };
    let width = usize::try_from(size(vm, args.get(1))?).unwrap_or(0);
    let missing = width.saturating_sub(receiver(args).len());
    vm.check_memory(missing as u64)?;
    Ok((missing, fill))
}

fn padded(vm: &Vm, args: Args<'_>, left: usize, right: usize, fill: u8) -> NativeResult {
    let data = receiver(args);
    let mut all = vec![fill; left];
    all.extend_from_slice(&data);
    all.extend(std::iter::repeat_n(fill, right));
    Ok(part(vm, args.get(0), data.len(), &all).into())
}

pub fn center(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, center) {
        return flow;
    }
    let (missing, fill) = padding(vm, args, "center")?;
    let width = receiver(args).len() + missing;
    let left = missing / 2 + (missing & width & 1);
    padded(vm, args, left, missing - left, fill)
}

pub fn ljust(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, ljust) {
        return flow;
    }
    let (missing, fill) = padding(vm, args, "ljust")?;
    padded(vm, args, 0, missing, fill)
}

pub fn rjust(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, rjust) {
        return flow;
    }
    let (missing, fill) = padding(vm, args, "rjust")?;
    padded(vm, args, missing, 0, fill)
}

pub fn zfill(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, zfill) {
        return flow;
    }
    let width = usize::try_from(size(vm, args.get(1))?).unwrap_or(0);
    let data = receiver(args);
    let missing = width.saturating_sub(data.len());
    vm.check_memory(missing as u64)?;
    let sign = usize::from(matches!(data.first(), Some(b'+' | b'-')));
    let mut all = data[..sign].to_vec();
    all.extend(std::iter::repeat_n(b'0', missing));
    all.extend_from_slice(&data[sign..]);
    Ok(part(vm, args.get(0), data.len(), &all).into())
}

pub fn expandtabs(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, expandtabs) {
        return flow;
    }
    let tab = match args.opt(1) {
        Some(size) => usize::try_from(c_int(vm, size)?).unwrap_or(0),
        None => 8,
    };
    let data = receiver(args);
    let tabs = memchr::memchr_iter(b'\t', &data).count();
    vm.check_memory((tabs as u64).saturating_mul(tab as u64))?;
    let (mut all, mut column) = (Vec::with_capacity(data.len()), 0);
    for &byte in data.iter() {
        match byte {
            b'\t' if tab > 0 => {
                let width = tab - column % tab;
                all.extend(std::iter::repeat_n(b' ', width));
                column += width;
            }
            b'\t' => {}
            b'\n' | b'\r' => {
                all.push(byte);
                column = 0;
            }
            _ => {
                all.push(byte);
                column += 1;
            }
        }
    }
    Ok(make(vm, args.get(0), all).into())
}

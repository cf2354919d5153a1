//! `str`: trimming and padding.

use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use super::split::is_blank;
use super::text::{part, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, c_int, convert_indices, size};
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

fn trimmed(vm: &Vm, args: Args<'_>, name: &str, left: bool, right: bool) -> NativeResult {
    let whole = receiver(args).as_wtf8();
    let trim = |test: &dyn Fn(CodePoint) -> bool| -> Value {
        let mut rest: &Wtf8 = whole;
        if left {
            rest = rest.trim_start_matches(test);
        }
        if right {
            rest = rest.trim_end_matches(test);
        }
        part(vm, args.get(0), rest)
    };
    let result = match args.opt(1) {
        Some(set) if !set.is_none() => {
            let Some(set) = set.get::<PyStr>() else {
                return Err(vm.type_error(format!("{name} arg must be None or str")));
            };
            trim(&|point| set.as_wtf8().contains_code_point(point))
        }
        _ => trim(&is_blank),
    };
    Ok(result.into())
}

pub fn strip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, "strip", true, true)
}

pub fn lstrip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, "lstrip", true, false)
}

pub fn rstrip(vm: &Vm, args: Args<'_>) -> NativeResult {
    trimmed(vm, args, "rstrip", false, true)
}

/// How much to add, and with what; nothing to add gives the receiver.
fn padding(vm: &Vm, args: Args<'_>) -> PyResult<(usize, CodePoint)> {
    let fill = match args.opt(2) {
        None => CodePoint::from_char(' '),
        Some(fill) => {
            let Some(text) = fill.get::<PyStr>() else {
                return Err(vm.type_error(format!(
                    "The fill character must be a unicode character, not {}",
                    vm.class_name(fill)
                )));
            };
            let mut points = text.as_wtf8().code_points();
            match (points.next(), points.next()) {
                (Some(fill), None) => fill,
                _ => {
                    return Err(
                        vm.type_error("The fill character must be exactly one character long")
                    );
                }
            }
        }
    };
    let width = usize::try_from(size(vm, args.get(1))?).unwrap_or(0);
    let missing = width.saturating_sub(receiver(args).len());
    if missing > 0 {
        vm.check_memory((missing as u64).saturating_mul(fill.len_wtf8() as u64))?;
    }
    Ok((missing, fill))
}

fn padded(vm: &Vm, whole: &Value, left: usize, right: usize, fill: CodePoint) -> NativeResult {
    let text = whole.get::<PyStr>().expect("a str").as_wtf8();
    if left + right == 0 {
        return Ok(part(vm, whole, text).into());
    }
    let mut all = Wtf8Buf::with_capacity(text.len() + (left + right) * fill.len_wtf8());
    (0..left).for_each(|_| all.push(fill));
    all.push_wtf8(text);
    (0..right).for_each(|_| all.push(fill));
    Ok(vm.new_wtf8(all).into())
}

pub fn center(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, center) {
        return flow;
    }
    let (missing, fill) = padding(vm, args)?;
    // The odd one goes left when the width is odd too, as CPython rounds.
    let width = receiver(args).len() + missing;
    let left = missing / 2 + (missing & width & 1);
    padded(vm, args.get(0), left, missing - left, fill)
}

pub fn ljust(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, ljust) {
        return flow;
    }
    let (missing, fill) = padding(vm, args)?;
    padded(vm, args.get(0), 0, missing, fill)
}

pub fn rjust(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, rjust) {
        return flow;
    }
    let (missing, fill) = padding(vm, args)?;
    padded(vm, args.get(0), missing, 0, fill)
}

pub fn zfill(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, zfill) {
        return flow;
    }
    let whole = receiver(args);
    let width = usize::try_from(size(vm, args.get(1))?).unwrap_or(0);
    let missing = width.saturating_sub(whole.len());
    if missing == 0 {
        return Ok(part(vm, args.get(0), whole.as_wtf8()).into());
    }
    vm.check_memory(missing as u64)?;
    let sign = usize::from(matches!(whole.bytes().first(), Some(b'+' | b'-')));
    let mut all = Wtf8Buf::with_capacity(whole.bytes().len() + missing);
    all.push_wtf8(&whole.as_wtf8()[..sign]);
    all.push_str(&"0".repeat(missing));
    all.push_wtf8(&whole.as_wtf8()[sign..]);
    Ok(vm.new_wtf8(all).into())
}

pub fn expandtabs(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, expandtabs) {
        return flow;
    }
    let tab = match args.opt(1) {
        Some(size) => c_int(vm, size)?,
        None => 8,
    };
    let tab = usize::try_from(tab).unwrap_or(0);
    let whole = receiver(args);
    let tabs = memchr::memchr_iter(b'\t', whole.bytes()).count();
    if tabs == 0 {
        return Ok(part(vm, args.get(0), whole.as_wtf8()).into());
    }
    vm.check_memory((tabs as u64).saturating_mul(tab as u64))?;
    let (mut all, mut column) = (Wtf8Buf::with_capacity(whole.bytes().len()), 0);
    for point in whole.as_wtf8().code_points() {
        match point.to_u32() {
            0x09 if tab > 0 => {
                let width = tab - column % tab;
                all.push_str(&" ".repeat(width));
                column += width;
            }
            0x09 => {}
            0x0A | 0x0D => {
                all.push(point);
                column = 0;
            }
            _ => {
                all.push(point);
                column += 1;
            }
        }
    }
    Ok(vm.new_wtf8(all).into())
}

//! `str`: searching, counting, replacing.

use memchr::memmem;
use rustpython_wtf8::Wtf8Buf;

use super::text::{byte_offset, count_points, part, point_index, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, bounds, convert_indices, size, text, type_word};
use crate::types::native::{Args, NativeFn};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{NativeResult, PyResult, Vm};

/// The bytes of `text` between the bounds in parameters 2 and 3, and the byte offset they start at; nothing
/// when the start is behind the end.
fn window<'a>(whole: &'a PyStr, args: Args<'_>) -> Option<(&'a [u8], usize)> {
    if args.opt(2).is_none() && args.opt(3).is_none() {
        return Some((whole.bytes(), 0));
    }
    let (start, end) = bounds(args.opt(2), args.opt(3), whole.len());
    if start > end {
        return None;
    }
    let (start, end) = (byte_offset(whole, start), byte_offset(whole, end));
    Some((&whole.bytes()[start..end], start))
}

/// Converts the bounds where Python code is needed for it.
fn prepare(vm: &Vm, args: Args<'_>, again: NativeFn) -> Option<NativeResult> {
    convert_indices(vm, args, &[2, 3], IndexKind::Bound, again)
}

fn locate(vm: &Vm, args: Args<'_>, name: &str, last: bool) -> PyResult<Option<usize>> {
    let (whole, wanted) = (receiver(args), text(vm, args.get(1), name, 1)?);
    let Some((window, start)) = window(whole, args) else {
        return Ok(None);
    };
    let found = if last {
        memmem::rfind(window, wanted.bytes())
    } else {
        memmem::find(window, wanted.bytes())
    };
    Ok(found.map(|offset| point_index(whole, start + offset)))
}

fn find_result(found: Option<usize>) -> NativeResult {
    Ok(Value::int(found.map_or(-1, |index| index as i64)).into())
}

pub fn find(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, find) {
        return flow;
    }
    find_result(locate(vm, args, "find", false)?)
}

pub fn rfind(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, rfind) {
        return flow;
    }
    find_result(locate(vm, args, "rfind", true)?)
}

fn index_result(vm: &Vm, found: Option<usize>) -> NativeResult {
    match found {
        Some(index) => Ok(Value::int(index as i64).into()),
        None => Err(vm.value_error("substring not found")),
    }
}

pub fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, index) {
        return flow;
    }
    index_result(vm, locate(vm, args, "index", false)?)
}

pub fn rindex(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, rindex) {
        return flow;
    }
    index_result(vm, locate(vm, args, "rindex", true)?)
}

pub fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, count) {
        return flow;
    }
    let wanted = text(vm, args.get(1), "count", 1)?;
    let found = match window(receiver(args), args) {
        None => 0,
        Some((window, _)) if wanted.is_empty() => count_points(window) + 1,
        Some((window, _)) => memmem::find_iter(window, wanted.bytes()).count(),
    };
    Ok(Value::int(found as i64).into())
}

fn has_affix(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    test: impl Fn(&[u8], &[u8]) -> bool,
) -> NativeResult {
    let window = window(receiver(args), args).map(|(window, _)| window);
    let test = |affix: &PyStr| window.is_some_and(|window| test(window, affix.bytes()));
    let wanted = args.get(1);
    if let Some(affix) = wanted.get::<PyStr>() {
        return Ok(Value::bool(test(affix)).into());
    }
    let Some(tuple) = wanted.get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "{name} first arg must be str or a tuple of str, not {}",
            vm.class_name(wanted)
        )));
    };
    for item in tuple.items() {
        let Some(affix) = item.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "tuple for {name} must only contain str, not {}",
                vm.class_name(item)
            )));
        };
        if test(affix) {
            return Ok(Value::bool(true).into());
        }
    }
    Ok(Value::bool(false).into())
}

pub fn startswith(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, startswith) {
        return flow;
    }
    has_affix(vm, args, "startswith", <[u8]>::starts_with)
}

pub fn endswith(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, endswith) {
        return flow;
    }
    has_affix(vm, args, "endswith", <[u8]>::ends_with)
}

pub fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[3], IndexKind::Plain, replace) {
        return flow;
    }
    let whole = receiver(args);
    let (old, new) = (
        text(vm, args.get(1), "replace", 1)?,
        text(vm, args.get(2), "replace", 2)?,
    );
    let most = match args.opt(3) {
        Some(count) => usize::try_from(size(vm, count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let places = if old.is_empty() {
        (whole.len() + 1).min(most)
    } else {
        memmem::find_iter(whole.bytes(), old.bytes())
            .take(most)
            .count()
    };
    if places == 0 || old.bytes() == new.bytes() {
        return Ok(part(vm, args.get(0), whole.as_wtf8()).into());
    }
    let length = places as u64 * new.bytes().len() as u64 + whole.bytes().len() as u64;
    vm.check_memory(length)?;
    let mut all = Wtf8Buf::with_capacity(length as usize - places * old.bytes().len());
    if old.is_empty() {
        let mut left = places;
        for point in whole.as_wtf8().code_points() {
            if left > 0 {
                all.push_wtf8(new.as_wtf8());
                left -= 1;
            }
            all.push(point);
        }
        if left > 0 {
            all.push_wtf8(new.as_wtf8());
        }
        return Ok(vm.new_wtf8(all).into());
    }
    let mut rest = 0;
    for place in memmem::find_iter(whole.bytes(), old.bytes()).take(most) {
        all.push_wtf8(&whole.as_wtf8()[rest..place]);
        all.push_wtf8(new.as_wtf8());
        rest = place + old.bytes().len();
    }
    all.push_wtf8(&whole.as_wtf8()[rest..]);
    Ok(vm.new_wtf8(all).into())
}

fn affix<'a>(vm: &Vm, args: Args<'a>, name: &str) -> PyResult<&'a PyStr> {
    args.get(1).get::<PyStr>().ok_or_else(|| {
        vm.type_error(format!(
            "{name}() argument must be str, not {}",
            type_word(vm, args.get(1))
        ))
    })
}

pub fn removeprefix(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (whole, prefix) = (receiver(args), affix(vm, args, "removeprefix")?);
    let start = if whole.bytes().starts_with(prefix.bytes()) {
        prefix.bytes().len()
    } else {
        0
    };
    Ok(part(vm, args.get(0), &whole.as_wtf8()[start..]).into())
}

pub fn removesuffix(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (whole, suffix) = (receiver(args), affix(vm, args, "removesuffix")?);
    let length = whole.bytes().len();
    let end = if whole.bytes().ends_with(suffix.bytes()) {
        length - suffix.bytes().len()
    } else {
        length
    };
    Ok(part(vm, args.get(0), &whole.as_wtf8()[..end]).into())
}

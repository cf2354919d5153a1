//! `bytes` and `bytearray`: searching, counting, replacing.

use memchr::memmem;

use super::{make, part, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, bounds, convert_indices, size};
use crate::types::buffer::{Data, argument, view};
use crate::types::native::{Args, NativeFn};
use crate::types::number::{Int, int_of};
use crate::types::tuple::PyTuple;
use crate::vm::{NativeResult, PyResult, Vm};

/// What is looked for: bytes, or one byte given as an integer.
fn wanted<'a>(vm: &Vm, value: &'a Value) -> PyResult<Data<'a>> {
    if let Some(data) = view(value) {
        return Ok(data);
    }
    match int_of(value) {
        Some(Int::Small(byte @ 0..=255)) => Ok(Data::Copied(vec![byte as u8])),
        Some(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        None => Err(vm.type_error(format!(
            "argument should be integer or bytes-like object, not '{}'",
            vm.class_name(value)
        ))),
    }
}

/// The bounds in parameters 2 and 3 over data; nothing when the start is behind the end.
fn window(args: Args<'_>, length: usize) -> Option<(usize, usize)> {
    let (start, end) = bounds(args.opt(2), args.opt(3), length);
    (start <= end).then_some((start, end))
}

fn prepare(vm: &Vm, args: Args<'_>, again: NativeFn) -> Option<NativeResult> {
    convert_indices(vm, args, &[2, 3], IndexKind::Bound, again)
}

fn locate(vm: &Vm, args: Args<'_>, last: bool) -> PyResult<Option<usize>> {
    let wanted = wanted(vm, args.get(1))?;
    let data = receiver(args);
    let Some((start, end)) = window(args, data.len()) else {
        return Ok(None);
    };
    let found = if last {
        memmem::rfind(&data[start..end], &wanted)
    } else {
        memmem::find(&data[start..end], &wanted)
    };
    Ok(found.map(|place| start + place))
}

fn find_result(found: Option<usize>) -> NativeResult {
    Ok(Value::int(found.map_or(-1, |place| place as i64)).into())
}

pub fn find(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, find) {
        return flow;
    }
    find_result(locate(vm, args, false)?)
}

pub fn rfind(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, rfind) {
        return flow;
    }
    find_result(locate(vm, args, true)?)
}

fn index_result(vm: &Vm, found: Option<usize>) -> NativeResult {
    match found {
        Some(place) => Ok(Value::int(place as i64).into()),
        None => Err(vm.value_error("subsection not found")),
    }
}

pub fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, index) {
        return flow;
    }
    index_result(vm, locate(vm, args, false)?)
}

pub fn rindex(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, rindex) {
        return flow;
    }
    index_result(vm, locate(vm, args, true)?)
}

pub fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = prepare(vm, args, count) {
        return flow;
    }
    let wanted = wanted(vm, args.get(1))?;
    let data = receiver(args);
    let found = match window(args, data.len()) {
        None => 0,
        Some((start, end)) if wanted.is_empty() => end - start + 1,
        Some((start, end)) => memmem::find_iter(&data[start..end], &*wanted).count(),
    };
    Ok(Value::int(found as i64).into())
}

fn has_affix(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    test: impl Fn(&[u8], &[u8]) -> bool,
) -> NativeResult {
    let data = receiver(args);
    let window = window(args, data.len()).map(|(start, end)| &data[start..end]);
    let test = |affix: &[u8]| window.is_some_and(|window| test(window, affix));
    let wanted = args.get(1);
    if let Some(affix) = view(wanted) {
        return Ok(Value::bool(test(&affix)).into());
    }
    let Some(tuple) = wanted.get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            vm.class_name(wanted)
        )));
    };
    for item in tuple.items() {
        if test(&argument(vm, item)?) {
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
    let (old, new) = (argument(vm, args.get(1))?, argument(vm, args.get(2))?);
    let most = match args.opt(3) {
        Some(count) => usize::try_from(size(vm, count)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let data = receiver(args);
    let places: Vec<usize> = if old.is_empty() {
        (0..=data.len()).take(most).collect()
    } else {
        memmem::find_iter(&data, &*old).take(most).collect()
    };
    if places.is_empty() {
        return Ok(part(vm, args.get(0), data.len(), &data).into());
    }
    let length = (places.len() * new.len() + data.len()) as u64;
    vm.check_memory(length)?;
    let mut all = Vec::with_capacity(length as usize - places.len() * old.len());
    let mut rest = 0;
    for place in places {
        all.extend_from_slice(&data[rest..place]);
        all.extend_from_slice(&new);
        rest = place + old.len();
    }
    all.extend_from_slice(&data[rest..]);
    Ok(make(vm, args.get(0), all).into())
}

pub fn removeprefix(vm: &Vm, args: Args<'_>) -> NativeResult {
    let prefix = argument(vm, args.get(1))?;
    let data = receiver(args);
    let rest = data.strip_prefix(&*prefix).unwrap_or(&data);
    Ok(part(vm, args.get(0), data.len(), rest).into())
}

pub fn removesuffix(vm: &Vm, args: Args<'_>) -> NativeResult {
    let suffix = argument(vm, args.get(1))?;
    let data = receiver(args);
    let rest = data.strip_suffix(&*suffix).unwrap_or(&data);
    Ok(part(vm, args.get(0), data.len(), rest).into())
}

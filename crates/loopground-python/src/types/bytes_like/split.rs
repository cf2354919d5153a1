//! `bytes` and `bytearray`: splitting and joining.

use memchr::memmem;

use super::trim::is_blank;
use super::{make, part, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, convert_indices, size};
use crate::types::buffer::{Data, argument, view};
use crate::types::native::Args;
use crate::vm::{NativeResult, PyResult, Vm};

pub fn join(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(items) = vm.quick_items(args.get(1)) {
        return Ok(join_items(vm, args.get(0), &items)?.into());
    }
    let (vm, separator, iterable) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let class = vm.class_of(&iterable).clone();
        if class.lookup(&vm.names.__iter__).is_none()
            && class.lookup(&vm.names.__getitem__).is_none()
        {
            return Err(vm.type_error("can only join an iterable"));
        }
        let items = vm.collect(&iterable).await?;
        join_items(&vm, &separator, &items)
    })
}

fn join_items(vm: &Vm, separator: &Value, items: &[Value]) -> PyResult {
    if let [only] = items
        && vm.is_exactly(only, &vm.types.bytes)
        && vm.is_exactly(separator, &vm.types.bytes)
    {
        return Ok(only.clone());
    }
    let between = view(separator).expect("bytes-like").to_vec();
    let mut all = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let Some(data) = view(item) else {
            return Err(vm.type_error(format!(
                "sequence item {place}: expected a bytes-like object, {} found",
                vm.class_name(item)
            )));
        };
        if place > 0 {
            all.extend_from_slice(&between);
        }
        vm.check_growth(all.len() | 0xFFFF, 1)?;
        all.extend_from_slice(&data);
    }
    Ok(make(vm, separator, all))
}

/// The separator (none: white space) and the most splits.
fn options<'a>(vm: &Vm, args: Args<'a>) -> PyResult<(Option<Data<'a>>, usize)> {
    let most = match args.opt(2) {
        Some(most) => usize::try_from(size(vm, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    match args.opt(1) {
        Some(separator) if !separator.is_none() => {
            let separator = argument(vm, separator)?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            Ok((Some(separator), most))
        }
        _ => Ok((None, most)),
    }
}

pub fn split(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2], IndexKind::Plain, split) {
        return flow;
    }
    let (separator, most) = options(vm, args)?;
    let data = receiver(args);
    let piece = |piece: &[u8]| part(vm, args.get(0), data.len(), piece);
    let mut parts = Vec::new();
    if let Some(separator) = separator {
        let mut rest = 0;
        for place in memmem::find_iter(&data, &*separator).take(most) {
            parts.push(piece(&data[rest..place]));
            rest = place + separator.len();
        }
        parts.push(piece(&data[rest..]));
        return Ok(vm.new_list(parts).into());
    }
    let mut rest = trim_start(&data);
    while !rest.is_empty() {
        if parts.len() == most {
            parts.push(piece(rest));
            break;
        }
        let end = rest.iter().position(|&b| is_blank(b)).unwrap_or(rest.len());
        parts.push(piece(&rest[..end]));
        rest = trim_start(&rest[end..]);
    }
    Ok(vm.new_list(parts).into())
}

fn trim_start(data: &[u8]) -> &[u8] {
    let start = data.iter().position(|&byte| !is_blank(byte));
    &data[start.unwrap_or(data.len())..]
}

fn trim_end(data: &[u8]) -> &[u8] {
    let end = data.iter().rposition(|&byte| !is_blank(byte));
    &data[..end.map_or(0, |end| end + 1)]
}

pub fn rsplit(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2], IndexKind::Plain, rsplit) {
        return flow;
    }
    let (separator, most) = options(vm, args)?;
    let data = receiver(args);
    let piece = |piece: &[u8]| part(vm, args.get(0), data.len(), piece);
    let mut parts = Vec::new();
    if let Some(separator) = separator {
        let mut end = data.len();
        while parts.len() < most
            && let Some(place) = memmem::rfind(&data[..end], &separator)
        {
            parts.push(piece(&data[place + separator.len()..end]));
            end = place;
        }
        parts.push(piece(&data[..end]));
    } else {
        let mut rest = trim_end(&data);
        while !rest.is_empty() {
            if parts.len() == most {
                parts.push(piece(rest));
                break;
            }
            let start = rest
                .iter()
                .rposition(|&byte| is_blank(byte))
                .map_or(0, |place| place + 1);
            parts.push(piece(&rest[start..]));
            rest = trim_end(&rest[..start]);
        }
    }
    parts.reverse();
    Ok(vm.new_list(parts).into())
}

pub fn splitlines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let keep = args
        .opt(1)
        .is_some_and(|flag| vm.quick_truth(flag).unwrap_or(true));
    let data = receiver(args);
    let (mut parts, mut start) = (Vec::new(), 0);
    while let Some(found) = memchr::memchr2(b'\n', b'\r', &data[start..]) {
        let place = start + found;
        let pair = data[place] == b'\r' && data.get(place + 1) == Some(&b'\n');
        let next = place + 1 + usize::from(pair);
        let end = if keep { next } else { place };
        parts.push(part(vm, args.get(0), data.len(), &data[start..end]));
        start = next;
    }
    if start < data.len() {
        parts.push(part(vm, args.get(0), data.len(), &data[start..]));
    }
    Ok(vm.new_list(parts).into())
}

fn partitioned(vm: &Vm, args: Args<'_>, last: bool) -> NativeResult {
    let separator = argument(vm, args.get(1))?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let data = receiver(args);
    let found = if last {
        memmem::rfind(&data, &separator)
    } else {
        memmem::find(&data, &separator)
    };
    let like = args.get(0);
    let parts = match found {
        Some(place) => vec![
            make(vm, like, data[..place].to_vec()),
            make(vm, like, separator.to_vec()),
            make(vm, like, data[place + separator.len()..].to_vec()),
        ],
        None => {
            let whole = part(vm, like, data.len(), &data);
            let empty = || make(vm, like, Vec::new());
            if last {
                vec![empty(), empty(), whole]
            } else {
                vec![whole, empty(), empty()]
            }
        }
    };
    Ok(vm.new_tuple(parts).into())
}

pub fn partition(vm: &Vm, args: Args<'_>) -> NativeResult {
    partitioned(vm, args, false)
}

pub fn rpartition(vm: &Vm, args: Args<'_>) -> NativeResult {
    partitioned(vm, args, true)
}

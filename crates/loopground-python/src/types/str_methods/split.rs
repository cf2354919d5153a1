//! `str`: splitting and joining.

use memchr::memmem;
use rustpython_unicode::classify::is_space;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use super::text::{part, receiver};
use crate::object::Value;
use crate::types::arguments::{IndexKind, convert_indices, size};
use crate::types::list::PyList;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// Whether `str.strip()` and `str.split()` take it for white space.
pub fn is_blank(point: CodePoint) -> bool {
    match point.to_u32() {
        0x09..=0x0D | 0x1C..=0x20 => true,
        0..0x80 => false,
        _ => point.to_char().is_some_and(is_space),
    }
}

pub fn join(vm: &Vm, args: Args<'_>) -> NativeResult {
    let iterable = args.get(1);
    if vm.is_exactly(iterable, &vm.types.list)
        && let Some(list) = iterable.get::<PyList>()
    {
        return Ok(join_items(vm, args.get(0), &list.items())?.into());
    }
    if let Some(items) = vm.quick_items(iterable) {
        return Ok(join_items(vm, args.get(0), &items)?.into());
    }
    let (vm, separator, iterable) = (vm.clone(), args.get(0).clone(), iterable.clone());
    Vm::future(async move {
        let class = vm.class_of(&iterable).clone();
        if class.lookup(&vm.names.__iter__).is_none_or(|m| m.is_none())
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
        && vm.is_exactly(only, &vm.types.str)
    {
        return Ok(only.clone());
    }
    let separator = separator.get::<PyStr>().expect("a str");
    let mut length = separator.bytes().len() * items.len().saturating_sub(1);
    for (place, item) in items.iter().enumerate() {
        let Some(text) = item.get::<PyStr>() else {
            return Err(vm.type_error(format!(
                "sequence item {place}: expected str instance, {} found",
                vm.class_name(item)
            )));
        };
        length += text.bytes().len();
    }
    vm.check_memory(length as u64)?;
    let mut all = Wtf8Buf::with_capacity(length);
    for (place, text) in items.iter().filter_map(Value::get::<PyStr>).enumerate() {
        if place > 0 {
            all.push_wtf8(separator.as_wtf8());
        }
        all.push_wtf8(text.as_wtf8());
    }
    Ok(vm.new_wtf8(all))
}

/// The separator (none: white space) and the most splits.
fn options<'a>(vm: &Vm, args: Args<'a>) -> PyResult<(Option<&'a PyStr>, usize)> {
    let most = match args.opt(2) {
        Some(most) => usize::try_from(size(vm, most)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    match args.opt(1) {
        Some(separator) if !separator.is_none() => {
            let Some(text) = separator.get::<PyStr>() else {
                return Err(vm.type_error(format!(
                    "must be str or None, not {}",
                    vm.class_name(separator)
                )));
            };
            if text.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            Ok((Some(text), most))
        }
        _ => Ok((None, most)),
    }
}

pub fn split(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2], IndexKind::Plain, split) {
        return flow;
    }
    let (separator, most) = options(vm, args)?;
    let whole = receiver(args).as_wtf8();
    let mut parts = Vec::new();
    match separator {
        Some(separator) => {
            let mut rest = 0;
            let finder = memmem::Finder::new(separator.bytes());
            for place in finder.find_iter(whole.as_bytes()).take(most) {
                parts.push(part(vm, args.get(0), &whole[rest..place]));
                rest = place + separator.bytes().len();
            }
            parts.push(part(vm, args.get(0), &whole[rest..]));
        }
        None => {
            let mut rest = trim_start(whole);
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(part(vm, args.get(0), rest));
                    break;
                }
                let end = word_end(rest);
                parts.push(part(vm, args.get(0), &rest[..end]));
                rest = trim_start(&rest[end..]);
            }
        }
    }
    Ok(vm.new_list(parts).into())
}

fn trim_start(text: &Wtf8) -> &Wtf8 {
    text.trim_start_matches(is_blank)
}

/// Where the word that starts the text ends.
fn word_end(text: &Wtf8) -> usize {
    // Bytes first: most text is ASCII, and a byte below 0x80 is a whole code point.
    for (offset, &byte) in text.as_bytes().iter().enumerate() {
        match byte {
            0x09..=0x0D | 0x1C..=0x20 => return offset,
            0x80.. => {
                return text[offset..]
                    .code_point_indices()
                    .find(|&(_, point)| is_blank(point))
                    .map_or(text.len(), |(place, _)| offset + place);
            }
            _ => {}
        }
    }
    text.len()
}

pub fn rsplit(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2], IndexKind::Plain, rsplit) {
        return flow;
    }
    let (separator, most) = options(vm, args)?;
    let whole = receiver(args).as_wtf8();
    let mut parts = Vec::new();
    match separator {
        Some(separator) => {
            let mut end = whole.len();
            let finder = memmem::FinderRev::new(separator.bytes());
            while parts.len() < most {
                let Some(place) = finder.rfind(&whole.as_bytes()[..end]) else {
                    break;
                };
                let start = place + separator.bytes().len();
                parts.push(part(vm, args.get(0), &whole[start..end]));
                end = place;
            }
            parts.push(part(vm, args.get(0), &whole[..end]));
        }
        None => {
            let mut rest = whole.trim_end_matches(is_blank);
            while !rest.is_empty() {
                if parts.len() == most {
                    parts.push(part(vm, args.get(0), rest));
                    break;
                }
                let start = rest.trim_end_matches(|point| !is_blank(point)).len();
                parts.push(part(vm, args.get(0), &rest[start..]));
                rest = rest[..start].trim_end_matches(is_blank);
            }
        }
    }
    parts.reverse();
    Ok(vm.new_list(parts).into())
}

fn is_line_end(point: CodePoint) -> bool {
    matches!(
        point.to_u32(),
        0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029
    )
}

pub fn splitlines(vm: &Vm, args: Args<'_>) -> NativeResult {
    let keep = match args.opt(1) {
        None => false,
        Some(flag) => match vm.quick_truth(flag) {
            Some(keep) => keep,
            None => {
                let (vm, whole, flag) = (vm.clone(), args.get(0).clone(), flag.clone());
                return Vm::future(async move {
                    let keep = vm.truth(&flag).await?;
                    Ok(lines(&vm, &whole, keep))
                });
            }
        },
    };
    Ok(lines(vm, args.get(0), keep).into())
}

fn lines(vm: &Vm, whole: &Value, keep: bool) -> Value {
    let text = whole.get::<PyStr>().expect("a str").as_wtf8();
    let (mut parts, mut start) = (Vec::new(), 0);
    let mut points = text.code_point_indices().peekable();
    while let Some((place, point)) = points.next() {
        if !is_line_end(point) {
            continue;
        }
        if point == '\r' && points.peek().is_some_and(|&(_, next)| next == '\n') {
            points.next();
        }
        let next = points.peek().map_or(text.len(), |&(next, _)| next);
        let end = if keep { next } else { place };
        parts.push(part(vm, whole, &text[start..end]));
        start = next;
    }
    if start < text.len() {
        parts.push(part(vm, whole, &text[start..]));
    }
    vm.new_list(parts)
}

fn separator<'a>(vm: &Vm, args: Args<'a>) -> PyResult<&'a PyStr> {
    let Some(separator) = args.get(1).get::<PyStr>() else {
        return Err(vm.type_error(format!("must be str, not {}", vm.class_name(args.get(1)))));
    };
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(separator)
}

fn three(vm: &Vm, args: Args<'_>, place: usize, width: usize) -> NativeResult {
    let whole = receiver(args).as_wtf8();
    Ok(vm
        .new_tuple(vec![
            vm.new_wtf8(whole[..place].to_owned()),
            args.get(1).clone(),
            vm.new_wtf8(whole[place + width..].to_owned()),
        ])
        .into())
}

fn whole_and_empty(vm: &Vm, args: Args<'_>, whole_first: bool) -> NativeResult {
    let whole = part(vm, args.get(0), receiver(args).as_wtf8());
    let empty = vm.types.empty_string.clone();
    let items = if whole_first {
        vec![whole, empty.clone(), empty]
    } else {
        vec![empty.clone(), empty, whole]
    };
    Ok(vm.new_tuple(items).into())
}

pub fn partition(vm: &Vm, args: Args<'_>) -> NativeResult {
    let separator = separator(vm, args)?;
    match memmem::find(receiver(args).bytes(), separator.bytes()) {
        Some(place) => three(vm, args, place, separator.bytes().len()),
        None => whole_and_empty(vm, args, true),
    }
}

pub fn rpartition(vm: &Vm, args: Args<'_>) -> NativeResult {
    let separator = separator(vm, args)?;
    match memmem::rfind(receiver(args).bytes(), separator.bytes()) {
        Some(place) => three(vm, args, place, separator.bytes().len()),
        None => whole_and_empty(vm, args, false),
    }
}

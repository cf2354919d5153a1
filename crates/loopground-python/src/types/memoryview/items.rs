//! `memoryview`: items, slices, comparison.

use num_traits::ToPrimitive;

use super::{PyMemoryView, live, make};
use crate::modules::array::PyArray;
use crate::object::Value;
use crate::types::arguments::{IndexKind, convert_indices, saturating};
use crate::types::buffer;
use crate::types::bytearray::PyByteArray;
use crate::types::bytes::PyBytes;
use crate::types::float_methods::construct;
use crate::types::native::Args;
use crate::types::number::int_of;
use crate::types::slice::PySlice;
use crate::types::tuple::PyTuple;
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// The size of an item of a format letter; nothing for letters that no view has.
#[must_use]
pub fn size_of(format: char) -> Option<usize> {
    Some(match format {
        'B' | 'b' | 'c' | '?' => 1,
        'H' | 'h' | 'e' => 2,
        'I' | 'i' | 'f' => 4,
        'L' | 'l' | 'Q' | 'q' | 'N' | 'n' | 'P' | 'd' => 8,
        _ => return None,
    })
}

/// Bytes of one item as a value.
fn unpack(vm: &Vm, format: char, bytes: &[u8]) -> Value {
    let mut wide = [0; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    let unsigned = u64::from_le_bytes(wide);
    let unused = 64 - 8 * bytes.len() as u32;
    match format {
        'b' | 'h' | 'i' | 'l' | 'q' | 'n' => Value::int(((unsigned << unused) as i64) >> unused),
        'c' => vm.new_bytes(bytes.to_vec()),
        '?' => Value::bool(unsigned != 0),
        'f' => Value::float(f64::from(f32::from_bits(unsigned as u32))),
        'd' => Value::float(f64::from_bits(unsigned)),
        'e' => Value::float(half(unsigned as u16)),
        _ => vm.new_int(unsigned),
    }
}

/// A 16-bit float.
fn half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (bits >> 10 & 0x1F, f64::from(bits & 0x3FF));
    sign * match exponent {
        0 => fraction * 2_f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2_f64.powi(i32::from(exponent) - 25),
    }
}

/// A value as the bytes of one item.
async fn pack(vm: &Vm, format: char, value: &Value) -> PyResult<Vec<u8>> {
    let wrong_type = || vm.type_error(format!("memoryview: invalid type for format '{format}'"));
    let wrong_value = || vm.value_error(format!("memoryview: invalid value for format '{format}'"));
    match format {
        'c' => match value.get::<PyBytes>() {
            Some(bytes) if bytes.data().len() == 1 => Ok(bytes.data().to_vec()),
            Some(_) => Err(wrong_value()),
            None => Err(wrong_type()),
        },
        '?' => Ok(vec![u8::from(vm.truth(value).await?)]),
        'f' | 'd' | 'e' => {
            let float = construct::argument(vm, value)
                .await
                .map_err(|_| wrong_type())?;
            match format {
                'd' => Ok(float.to_le_bytes().to_vec()),
                'f' => Ok((float as f32).to_le_bytes().to_vec()),
                _ => Err(vm.not_implemented_error(
                    "memoryview: writing items of format 'e' is not supported",
                )),
            }
        }
        _ => {
            if int_of(value).is_none() && vm.class_of(value).lookup(&vm.names.__index__).is_none() {
                return Err(wrong_type());
            }
            let number = vm.index(value).await?.to_i128().ok_or_else(wrong_value)?;
            let size = size_of(format).unwrap_or(1);
            let bits = 8 * size as u32;
            let (low, high) = if format.is_ascii_lowercase() {
                (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1)
            } else {
                (0, (1_i128 << bits) - 1)
            };
            if !(low..=high).contains(&number) {
                return Err(wrong_value());
            }
            Ok(number.to_le_bytes()[..size].to_vec())
        }
    }
}

fn item(vm: &Vm, view: &PyMemoryView, index: usize) -> Value {
    let (place, size) = (view.place(index), view.item_size());
    let data = buffer::view(&view.base).expect("bytes-like");
    unpack(vm, view.format, &data[place..place + size])
}

#[cold]
fn out_of_bounds(vm: &Vm) -> Raised {
    vm.index_error("index out of bounds on dimension 1")
}

fn resolve(vm: &Vm, view: &PyMemoryView, key: &Value) -> PyResult<usize> {
    let index = saturating(key);
    let index = if index < 0 {
        index.saturating_add(view.count as i64)
    } else {
        index
    };
    usize::try_from(index)
        .ok()
        .filter(|&index| index < view.count)
        .ok_or_else(|| out_of_bounds(vm))
}

/// The item that a tuple of indices names.
fn resolve_all(vm: &Vm, view: &PyMemoryView, keys: &[Value]) -> PyResult<usize> {
    let shape = view.shape();
    if keys.iter().any(|key| int_of(key).is_none()) {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    if keys.len() > shape.len() {
        return Err(vm.type_error(format!(
            "cannot index {}-dimension view with {}-element tuple",
            shape.len(),
            keys.len()
        )));
    }
    if keys.len() < shape.len() {
        return Err(vm.not_implemented_error("sub-views are not implemented"));
    }
    let mut place = 0;
    for (dimension, (key, &size)) in keys.iter().zip(shape).enumerate() {
        let index = saturating(key);
        let index = if index < 0 {
            index.saturating_add(size as i64)
        } else {
            index
        };
        if !(0..size as i64).contains(&index) {
            return Err(vm.index_error(format!(
                "index out of bounds on dimension {}",
                dimension + 1
            )));
        }
        place = place * size + index as usize;
    }
    Ok(place)
}

#[cold]
fn no_sub_view(vm: &Vm) -> Raised {
    vm.not_implemented_error("multi-dimensional sub-views are not implemented")
}

/// What a slice of a view views.
fn sliced(view: &PyMemoryView, (start, stop, step): (i64, i64, i64)) -> PyMemoryView {
    let count = if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && start > stop {
        (start - stop - 1) / -step + 1
    } else {
        0
    };
    let offset = if count == 0 {
        view.offset
    } else {
        view.place(start as usize)
    };
    let mut part = PyMemoryView::new(
        view.base.clone(),
        offset,
        view.stride * step as isize,
        count as usize,
        view.format,
    );
    part.owner.clone_from(&view.owner);
    part.read_only = view.read_only;
    part
}

/// Whether a key is a tuple of slices, one for each dimension.
fn is_slices(key: &Value) -> bool {
    let keys = key.get::<PyTuple>().map(PyTuple::items);
    keys.is_some_and(|keys| {
        !keys.is_empty() && keys.iter().all(|key| key.get::<PySlice>().is_some())
    })
}

pub fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (value, key) = (args.get(0), args.get(1));
    let view = live(vm, value)?;
    if is_slices(key) {
        return Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"));
    }
    if let Some(keys) = key.get::<PyTuple>() {
        let place = resolve_all(vm, view, keys.items())?;
        return Ok(item(vm, view, place).into());
    }
    if view.shape.is_some() {
        return Err(no_sub_view(vm));
    }
    if let Some(slice) = key.to_ref::<PySlice>() {
        let (vm, value) = (vm.clone(), value.clone());
        return Vm::future(async move {
            let bounds = vm.slice_indices(&slice, super::own(&value).count).await?;
            let view = live(&vm, &value)?;
            Ok(make(&vm, sliced(view, bounds)))
        });
    }
    if int_of(key).is_none() && vm.class_of(key).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, getitem) {
        return flow;
    }
    let index = resolve(vm, view, key)?;
    Ok(item(vm, view, index).into())
}

pub fn setitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let key = args.get(1);
    if live(vm, args.get(0))?.read_only {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    if is_slices(key) {
        return Err(vm.not_implemented_error(
            "memoryview slice assignments are currently restricted to ndim = 1",
        ));
    }
    if key.get::<PyTuple>().is_none() && own_shape(args).is_some() {
        return Err(vm.not_implemented_error("sub-views are not implemented"));
    }
    if key.get::<PySlice>().is_none() && key.get::<PyTuple>().is_none() {
        if int_of(key).is_none() && vm.class_of(key).lookup(&vm.names.__index__).is_none() {
            return Err(vm.type_error("memoryview: invalid slice key"));
        }
        if let Some(flow) = convert_indices(vm, args, &[1], IndexKind::Plain, setitem) {
            return flow;
        }
    }
    let (vm, whole) = (vm.clone(), args.get(0).clone());
    let (key, value) = (key.clone(), args.get(2).clone());
    Vm::future(async move {
        if let Some(slice) = key.to_ref::<PySlice>() {
            let bounds = vm.slice_indices(&slice, super::own(&whole).count).await?;
            let part = sliced(live(&vm, &whole)?, bounds);
            let Some(data) = buffer::snapshot(&vm, &value) else {
                return Err(vm.type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    vm.class_name(&value)
                )));
            };
            let format = match (value.get::<PyMemoryView>(), value.get::<PyArray>()) {
                (Some(view), _) => view.format,
                (None, Some(array)) => array.code,
                (None, None) => 'B',
            };
            if data.len() != part.count * part.item_size() || format != part.format {
                return Err(vm.value_error(
                    "memoryview assignment: lvalue and rvalue have different structures",
                ));
            }
            for index in 0..part.count {
                let size = part.item_size();
                write(&part, index, &data[index * size..(index + 1) * size]);
            }
            return Ok(Value::none());
        }
        let view = live(&vm, &whole)?;
        let index = match key.get::<PyTuple>() {
            Some(keys) => resolve_all(&vm, view, keys.items())?,
            None => resolve(&vm, view, &key)?,
        };
        let bytes = pack(&vm, super::own(&whole).format, &value).await?;
        write(live(&vm, &whole)?, index, &bytes);
        Ok(Value::none())
    })
}

fn own_shape(args: Args<'_>) -> Option<&[usize]> {
    super::own(args.get(0)).shape.as_deref()
}

fn write(view: &PyMemoryView, index: usize, bytes: &[u8]) {
    if let Some(array) = view.base.get::<PyByteArray>() {
        let place = view.place(index);
        array.data.borrow_mut()[place..place + bytes.len()].copy_from_slice(bytes);
    }
}

pub fn delitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    if live(vm, args.get(0))?.read_only {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    Err(vm.type_error("cannot delete memory"))
}

fn values(vm: &Vm, view: &PyMemoryView) -> Vec<Value> {
    (0..view.count).map(|index| item(vm, view, index)).collect()
}

pub fn tolist(vm: &Vm, args: Args<'_>) -> NativeResult {
    let view = live(vm, args.get(0))?;
    vm.check_memory(view.count as u64 * 16)?;
    let mut all = values(vm, view);
    if view.shape().is_empty() {
        return Ok(all.pop().unwrap_or_else(Value::none).into());
    }
    // Lists of lists, the innermost dimension first.
    for &size in view.shape()[1..].iter().rev() {
        all = all
            .chunks(size)
            .map(|row| vm.new_list(row.to_vec()))
            .collect();
    }
    Ok(vm.new_list(all).into())
}

pub fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let view = live(vm, args.get(0))?;
    if view.shape.is_some() {
        return Err(no_sub_view(vm));
    }
    let list = vm.new_list(values(vm, view));
    vm.iter_flow(&list)
}

pub fn eq(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = super::own(args.get(0));
    let other = args.get(1);
    if own.released.get() {
        return Ok(Value::bool(args.get(0).is(other)).into());
    }
    let theirs = match other.get::<PyMemoryView>() {
        Some(view) if view.released.get() || view.shape() != own.shape() => {
            return Ok(Value::bool(false).into());
        }
        Some(view) => Some((view.format, values(vm, view))),
        None if own.shape.is_some() => return Ok(Value::bool(false).into()),
        None if other.get::<PyArray>().is_some() => {
            let code = other.get::<PyArray>().map_or('B', |array| array.code);
            Some((code, crate::modules::array::values(vm, other)))
        }
        None => buffer::view(other).map(|data| {
            let items = data.iter().map(|&byte| Value::int(i64::from(byte)));
            ('B', items.collect())
        }),
    };
    let Some((_, theirs)) = theirs else {
        return Ok(vm.types.not_implemented.clone().into());
    };
    let ours = values(vm, own);
    let equal = ours.len() == theirs.len()
        && ours.iter().zip(&theirs).all(|(a, b)| {
            vm.quick_compare(Comparison::Eq, a, b).unwrap_or_else(|| {
                matches!(vm.plain_equal(a, b), crate::types::dict::Equality::Equal)
                    || a.get::<PyBytes>()
                        .zip(b.get::<PyBytes>())
                        .is_some_and(|(a, b)| a.data() == b.data())
            })
        });
    Ok(Value::bool(equal).into())
}

pub fn count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let items = values(vm, live(vm, args.get(0))?);
    let (vm, wanted) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let mut found = 0;
        for item in &items {
            found += i64::from(vm.equal(item, &wanted).await?);
        }
        Ok(Value::int(found))
    })
}

pub fn index(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(flow) = convert_indices(vm, args, &[2, 3], IndexKind::Bound, index) {
        return flow;
    }
    let items = values(vm, live(vm, args.get(0))?);
    let (start, stop) = crate::types::arguments::bounds(args.opt(2), args.opt(3), items.len());
    let (vm, wanted) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let window = items.iter().enumerate().take(stop).skip(start);
        for (place, item) in window {
            if vm.equal(item, &wanted).await? {
                return Ok(Value::int(place as i64));
            }
        }
        Err(vm.value_error("memoryview.index(x): x not found"))
    })
}

//! Methods that change an array.

use super::items::{is_text, pack};
use super::{PyArray, array, bytes, make, packed};
use crate::object::Value;
use crate::types::buffer;
use crate::types::list::PyList;
use crate::types::native::Args;
use crate::types::sequence::{Bounds, absolute, places};
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// An index by `__index__`, with the message of arrays for what has none.
pub async fn index_of(vm: &Vm, key: &Value) -> PyResult<i64> {
    let has_index = crate::vm::protocol::as_int(key).is_some()
        || vm.class_of(key).lookup(&vm.names.__index__).is_some();
    if !has_index {
        return Err(vm.type_error("array indices must be integers"));
    }
    vm.index_i64(key).await
}

/// An array that is viewed cannot change its length.
fn check_resizable(vm: &Vm, this: &PyArray) -> PyResult<()> {
    if this.data.exports.get() > 0 {
        return Err(vm.buffer_error("cannot resize an array that is exporting buffers"));
    }
    Ok(())
}

/// Puts bytes in the place of others.
fn splice(vm: &Vm, this: &PyArray, from: usize, to: usize, new: Vec<u8>) -> PyResult<()> {
    if new.len() != to - from {
        check_resizable(vm, this)?;
        vm.check_growth(this.data.data.borrow().len() >> 3, 8)?;
    }
    this.data.data.borrow_mut().splice(from..to, new);
    Ok(())
}

pub fn setitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    let (key, value) = (args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let this = array(&own);
        let size = this.size();
        if let Some(slice) = key.get::<PySlice>() {
            let Some(other) = value.get::<PyArray>() else {
                return Err(vm.type_error(format!(
                    "can only assign array (not \"{}\") to array slice",
                    vm.class_name(&value)
                )));
            };
            if other.code != this.code {
                return Err(vm.type_error("bad argument type for built-in operation"));
            }
            let (start, count, step) = Bounds::of(&vm, slice).await?.fit(this.len());
            let new = bytes(&value);
            if step == 1 {
                splice(&vm, this, start * size, (start + count) * size, new)?;
                return Ok(Value::none());
            }
            if new.len() != count * size {
                return Err(vm.value_error(format!(
                    "attempt to assign array of size {} to extended slice of size {count}",
                    new.len() / size
                )));
            }
            let mut data = this.data.data.borrow_mut();
            for (place, item) in places(start, count, step).zip(new.chunks_exact(size)) {
                data[place * size..][..size].copy_from_slice(item);
            }
            return Ok(Value::none());
        }
        let index = index_of(&vm, &key).await?;
        if absolute(index, this.len()).is_none() {
            return Err(vm.index_error("array assignment index out of range"));
        }
        let mut new = Vec::new();
        pack(&vm, this.code, &value, &mut new).await?;
        // Converting may have run code that changed the array.
        match absolute(index, this.len()) {
            Some(index) => splice(&vm, this, index * size, (index + 1) * size, new)?,
            None => return Err(vm.index_error("array assignment index out of range")),
        }
        Ok(Value::none())
    })
}

pub fn delitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let this = array(&own);
        let size = this.size();
        if let Some(slice) = key.get::<PySlice>() {
            let (start, count, step) = Bounds::of(&vm, slice).await?.fit(this.len());
            if count > 0 {
                check_resizable(&vm, this)?;
            }
            let mut gone: Vec<usize> = places(start, count, step).collect();
            gone.sort_unstable();
            let mut data = this.data.data.borrow_mut();
            let old = std::mem::take(&mut *data);
            for (place, item) in old.chunks_exact(size).enumerate() {
                if gone.binary_search(&place).is_err() {
                    data.extend_from_slice(item);
                }
            }
            return Ok(Value::none());
        }
        let index = index_of(&vm, &key).await?;
        match absolute(index, this.len()) {
            Some(index) => splice(&vm, this, index * size, (index + 1) * size, Vec::new())?,
            None => return Err(vm.index_error("array assignment index out of range")),
        }
        Ok(Value::none())
    })
}

pub fn add(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = array(args.get(0));
    let Some(other) = args.get(1).get::<PyArray>() else {
        return Err(vm.type_error(format!(
            "can only append array (not \"{}\") to array",
            vm.class_name(args.get(1))
        )));
    };
    if other.code != this.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let mut all = bytes(args.get(0));
    all.extend(bytes(args.get(1)));
    Ok(make(vm, this.code, all, &super::class(vm)).into())
}

/// Appends another array's items.
fn extend_with(vm: &Vm, own: &Value, other: &Value) -> PyResult<()> {
    if array(own).code != array(other).code {
        return Err(vm.type_error("can only extend with array of same kind"));
    }
    let (new, end) = (bytes(other), bytes(own).len());
    splice(vm, array(own), end, end, new)
}

pub fn iadd(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyArray>().is_none() {
        return Err(vm.type_error(format!(
            "can only extend array with array (not \"{}\")",
            vm.class_name(args.get(1))
        )));
    }
    extend_with(vm, args.get(0), args.get(1))?;
    Ok(args.get(0).clone().into())
}

fn repeated(vm: &Vm, args: Args<'_>) -> PyResult<Option<Vec<u8>>> {
    let Some(count) = crate::types::arguments::repeat_count(vm, args.get(1))? else {
        return Ok(None);
    };
    let data = bytes(args.get(0));
    vm.check_memory((data.len() as u64).saturating_mul(count as u64))?;
    Ok(Some(data.repeat(count)))
}

pub fn mul(vm: &Vm, args: Args<'_>) -> NativeResult {
    match repeated(vm, args)? {
        Some(data) => Ok(make(vm, array(args.get(0)).code, data, &super::class(vm)).into()),
        None => Err(not_a_count(vm, args)),
    }
}

fn not_a_count(vm: &Vm, args: Args<'_>) -> crate::vm::Raised {
    vm.type_error(format!(
        "can't multiply sequence by non-int of type '{}'",
        vm.class_name(args.get(1))
    ))
}

pub fn imul(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(data) = repeated(vm, args)? else {
        return Err(not_a_count(vm, args));
    };
    let end = bytes(args.get(0)).len();
    splice(vm, array(args.get(0)), 0, end, data)?;
    Ok(args.get(0).clone().into())
}

pub fn append(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, value) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let mut new = Vec::new();
        pack(&vm, array(&own).code, &value, &mut new).await?;
        check_resizable(&vm, array(&own))?;
        vm.check_growth(array(&own).len(), 8)?;
        array(&own).data.data.borrow_mut().extend(new);
        Ok(Value::none())
    })
}

pub fn extend(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, other) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        if other.get::<PyArray>().is_some() {
            extend_with(&vm, &own, &other)?;
            return Ok(Value::none());
        }
        let iterator = vm.iter(&other).await?;
        while let Some(item) = vm.next(&iterator).await? {
            let mut new = Vec::new();
            pack(&vm, array(&own).code, &item, &mut new).await?;
            check_resizable(&vm, array(&own))?;
            vm.check_growth(array(&own).len(), 8)?;
            array(&own).data.data.borrow_mut().extend(new);
        }
        Ok(Value::none())
    })
}

pub fn insert(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    let (place, value) = (args.get(1).clone(), args.get(2).clone());
    Vm::future(async move {
        let place = vm.index_i64(&place).await?;
        let mut new = Vec::new();
        pack(&vm, array(&own).code, &value, &mut new).await?;
        let length = array(&own).len() as i64;
        let place = if place < 0 {
            (place + length).max(0)
        } else {
            place.min(length)
        };
        let from = place as usize * array(&own).size();
        splice(&vm, array(&own), from, from, new)?;
        Ok(Value::none())
    })
}

pub fn pop(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, place) = (vm.clone(), args.get(0).clone(), args.opt(1).cloned());
    Vm::future(async move {
        let place = match place {
            Some(place) => vm.index_i64(&place).await?,
            None => -1,
        };
        let (this, size) = (array(&own), array(&own).size());
        if this.len() == 0 {
            return Err(vm.index_error("pop from empty array"));
        }
        let Some(place) = absolute(place, this.len()) else {
            return Err(vm.index_error("pop index out of range"));
        };
        let item = this.item(&vm, place);
        splice(&vm, this, place * size, (place + 1) * size, Vec::new())?;
        Ok(item)
    })
}

pub fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, wanted) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let mut place = 0;
        while place < array(&own).len() {
            let item = array(&own).item(&vm, place);
            vm.charge(1).await?;
            if vm.equal(&item, &wanted).await? {
                let size = array(&own).size();
                splice(
                    &vm,
                    array(&own),
                    place * size,
                    (place + 1) * size,
                    Vec::new(),
                )?;
                return Ok(Value::none());
            }
            place += 1;
        }
        Err(vm.value_error("array.remove(x): x not in array"))
    })
}

pub fn clear(vm: &Vm, args: Args<'_>) -> NativeResult {
    let end = bytes(args.get(0)).len();
    splice(vm, array(args.get(0)), 0, end, Vec::new())?;
    Ok(Value::none().into())
}

pub fn reverse(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = array(args.get(0));
    let mut data = this.data.data.borrow_mut();
    let turned: Vec<u8> = data
        .chunks_exact(this.size())
        .rev()
        .flatten()
        .copied()
        .collect();
    *data = turned;
    Ok(Value::none().into())
}

pub fn byteswap(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = array(args.get(0));
    let mut data = this.data.data.borrow_mut();
    data.chunks_exact_mut(this.size()).for_each(<[u8]>::reverse);
    Ok(Value::none().into())
}

pub fn fromlist(vm: &Vm, args: Args<'_>) -> NativeResult {
    if args.get(1).get::<PyList>().is_none() {
        return Err(vm.type_error("arg must be list"));
    }
    let (vm, own, list) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let new = packed(&vm, array(&own).code, &list).await?;
        let end = bytes(&own).len();
        splice(&vm, array(&own), end, end, new)?;
        Ok(Value::none())
    })
}

/// Appends bytes that are whole items.
fn append_bytes(vm: &Vm, own: &Value, new: Vec<u8>) -> PyResult<()> {
    if !new.len().is_multiple_of(array(own).size()) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let end = bytes(own).len();
    splice(vm, array(own), end, end, new)
}

pub fn frombytes(vm: &Vm, args: Args<'_>) -> NativeResult {
    let new = buffer::argument(vm, args.get(1))?.to_vec();
    append_bytes(vm, args.get(0), new)?;
    Ok(Value::none().into())
}

pub fn fromfile(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, file) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let count = crate::types::arguments::saturating(args.get(2));
    Vm::future(async move {
        if count < 0 {
            return Err(vm.value_error("negative count"));
        }
        let wanted = (count as usize).saturating_mul(array(&own).size());
        let asked = Value::int(wanted as i64);
        let read = vm
            .call_method(&file, &vm.names.read.clone(), [asked])
            .await?;
        let Some(data) = buffer::view(&read).map(|data| data.to_vec()) else {
            return Err(vm.type_error("read() didn't return bytes"));
        };
        let short = data.len() != wanted;
        append_bytes(&vm, &own, data)?;
        if short {
            return Err(vm.eof_error("read() didn't return enough bytes"));
        }
        Ok(Value::none())
    })
}

pub fn fromunicode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    if args.get(1).get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "fromunicode() argument must be str, not {}",
            crate::types::arguments::type_word(vm, args.get(1))
        )));
    }
    if !is_text(array(own).code) {
        return Err(
            vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        );
    }
    let (vm, own, text) = (vm.clone(), own.clone(), args.get(1).clone());
    Vm::future(async move {
        let new = packed(&vm, array(&own).code, &text).await?;
        append_bytes(&vm, &own, new)?;
        Ok(Value::none())
    })
}

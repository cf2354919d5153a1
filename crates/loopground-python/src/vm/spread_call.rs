//! Calls whose arguments come from a tuple and a dictionary (`f(*args, **kwargs)`), and frames of functions that collect
//! theirs in such.
//!
//! The arguments are put on the stack and bound from there, as those of any other call. Not here: errors (`call`).

use super::call::CallArgs;
use super::driver::enter;
use super::frame::Frame;
use super::instructions::keyword_call as take_keyword_call;
use super::quick_call::{self, Quick};
use super::thread::Thread;
use super::unpacking::callee_text;
use super::{NativeResult, PyResult, Vm};
use crate::code::{PyCode, flags};
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::tuple::PyTuple;

/// With more arguments than this the stack of the caller is left alone.
const MOST: usize = 64;

/// `CALL_FUNCTION_EX`: a frame to run, or an answer.
#[inline(never)]
pub(super) fn call(vm: &Vm, thread: &mut Thread, frame: &mut Frame) -> PyResult<Quick> {
    let kwargs = frame.pop_or_null();
    let args = frame.pop();
    let keywords = match &kwargs {
        Some(kwargs) => kwargs
            .get::<PyDict>()
            .map(PyDict::snapshot)
            .unwrap_or_default(),
        None => Vec::new(),
    };
    let Some(items) = args.get::<PyTuple>().map(PyTuple::items) else {
        return Ok(Quick::Answer(of_iterable(vm, frame, args, keywords)));
    };
    if items.len() + keywords.len() > MOST {
        let receiver = frame.pop_or_null().into_iter();
        let positional = receiver.chain(items.iter().cloned()).collect();
        let args = CallArgs::new(positional, interned(vm, keywords));
        let callee = frame.pop();
        return Ok(Quick::Answer(vm.call_flow(&callee, args)));
    }
    frame.slots.extend(items.iter().cloned().map(Some));
    if keywords.is_empty() {
        let count = items.len();
        loop {
            match quick_call::call(vm, thread, frame, count)? {
                Quick::Again => {}
                Quick::No => break,
                done => return Ok(done),
            }
        }
        let (callee, positional) = quick_call::take_arguments(frame, count);
        return Ok(Quick::Answer(vm.call_flow(&callee, positional.into())));
    }
    let count = items.len() + keywords.len();
    let (names, values): (Vec<_>, Vec<_>) = interned(vm, keywords).into_iter().unzip();
    frame.slots.extend(values.into_iter().map(Some));
    frame.push(vm.new_tuple(names));
    loop {
        match quick_call::keyword_call(vm, thread, frame, count)? {
            Quick::Again => {}
            Quick::No => break,
            done => return Ok(done),
        }
    }
    let (callee, args) = take_keyword_call(frame, count);
    Ok(Quick::Answer(vm.call_flow(&callee, args)))
}

fn interned(vm: &Vm, keywords: Vec<(Value, Value)>) -> Vec<(Value, Value)> {
    keywords
        .into_iter()
        .map(|(name, value)| (vm.intern_value(&name), value))
        .collect()
}

/// The positional arguments are something else than a tuple.
fn of_iterable(
    vm: &Vm,
    frame: &mut Frame,
    args: Value,
    keywords: Vec<(Value, Value)>,
) -> NativeResult {
    let keywords = interned(vm, keywords);
    let receiver = frame.pop_or_null();
    let callee = frame.pop();
    let vm = vm.clone();
    Vm::future(async move {
        if vm.class_of(&args).lookup(&vm.names.__iter__).is_none()
            && vm.class_of(&args).lookup(&vm.names.__getitem__).is_none()
        {
            return Err(vm.type_error(format!(
                "{} argument after * must be an iterable, not {}",
                callee_text(&vm, &callee).await,
                vm.type_name(&args)
            )));
        }
        let items = vm.collect(&args).await?;
        let positional = receiver.into_iter().chain(items).collect();
        vm.call(&callee, CallArgs::new(positional, keywords)).await
    })
}

/// Where each of the keywords goes: a parameter, or `**kwargs`.
fn places(code: &PyCode, positional: usize, names: &[Value]) -> Option<Vec<Option<usize>>> {
    let parameters = (code.arg_count + code.keyword_only) as usize;
    let open = code.has_flag(flags::VARKEYWORDS);
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        let own = (code.positional_only as usize..parameters)
            .find(|&place| code.variables[place].is(name));
        match own {
            Some(place) if place < positional || places.contains(&own) => return None,
            Some(place) => places.push(Some(place)),
            None if open => places.push(None),
            None => return None,
        }
    }
    Some(places)
}

/// A frame of a function with `*args`, `**kwargs` or keyword-only parameters, from the arguments on the caller's stack:
/// `positional` of them from `first` on, then those of `names`. `None` when they do not bind; nothing is changed then.
#[inline(never)]
pub(super) fn star_frame(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    function: &Ref<PyFunction>,
    (first, positional): (usize, usize),
    names: &[Value],
) -> PyResult<Option<Box<Frame>>> {
    let code = function.code.borrow().clone();
    let arity = code.arg_count as usize;
    let parameters = arity + code.keyword_only as usize;
    let by_place = positional.min(arity);
    if positional > arity && !code.has_flag(flags::VARARGS) {
        return Ok(None);
    }
    let Some(places) = places(&code, by_place, names) else {
        return Ok(None);
    };
    let defaults = function.defaults.borrow();
    let defaults = defaults.as_ref().and_then(Value::get::<PyTuple>);
    let defaults = defaults.map_or(&[][..], PyTuple::items);
    let keyword_defaults = function.kw_defaults.borrow();
    let keyword_defaults = keyword_defaults.as_ref().and_then(Value::get::<PyDict>);
    let default = |place: usize| {
        if place < arity {
            let from_end = arity - place;
            return defaults
                .len()
                .checked_sub(from_end)
                .map(|index| defaults[index].clone());
        }
        keyword_defaults.and_then(|defaults| defaults.get_name(&code.variables[place]))
    };
    // What is missing and has no default is an error of the general way.
    let mut missing = Vec::new();
    for place in by_place..parameters {
        if !places.contains(&Some(place)) {
            match default(place) {
                Some(value) => missing.push((place, value)),
                None => return Ok(None),
            }
        }
    }
    enter(vm, thread)?;
    let mut frame = vm.blank_frame(function);
    let mut given = caller.slots[first..].iter_mut().map(Option::take);
    frame.slots.extend(given.by_ref().take(by_place));
    frame.slots.resize_with(code.variables.len(), || None);
    for (place, value) in missing {
        frame.slots[place] = Some(value);
    }
    let mut next = parameters;
    if code.has_flag(flags::VARARGS) {
        let rest = given.by_ref().take(positional - by_place).flatten();
        frame.slots[next] = Some(vm.new_tuple(rest.collect()));
        next += 1;
    }
    let kwargs = code.has_flag(flags::VARKEYWORDS).then(|| vm.new_dict());
    for ((name, place), value) in names.iter().zip(places).zip(given.flatten()) {
        match (place, &kwargs) {
            (Some(place), _) => frame.slots[place] = Some(value),
            (None, Some(kwargs)) => kwargs.set_name(&vm.intern_value(name), value),
            (None, None) => {}
        }
    }
    if let Some(kwargs) = kwargs {
        frame.slots[next] = Some(kwargs.into_value());
    }
    frame.function = Some(function.clone());
    Ok(Some(frame))
}

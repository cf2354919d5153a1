//! The less frequent instructions: building, names, subscripts, imports, exceptions, pattern matching.
//!
//! The frequent ones are in `dispatch`.

use super::call::CallArgs;
use super::frame::{Deliver, Frame};
use super::name_access::{load_name, lookup_in_mapping, store_name};
use super::outside::Next;
use super::raising::{exception_matches, raise_varargs};
use super::thread::Thread;
use super::unpacking::{merge_dict, push_unpacked, store_subscript, unpack_sequence};
use super::{Flow, PyResult, Raised, Vm};
use crate::code::{Instruction, Op, PyCode};
use crate::object::{Ref, Value};
use crate::types::cell::PyCell;
use crate::types::dict::PyDict;
use crate::types::exception::PyException;
use crate::types::list::PyList;
use crate::types::tuple::PyTuple;

pub(super) fn push(flow: Flow) -> Next {
    Next::Flow(flow, Deliver::Push)
}

pub(super) fn discard(flow: Flow) -> Next {
    Next::Flow(flow, Deliver::Discard)
}

/// Callee and arguments of `CALL_KW`, taken from the stack.
pub(super) fn keyword_call(frame: &mut Frame, count: usize) -> (Value, CallArgs) {
    let names = frame.pop();
    let names = names
        .get::<PyTuple>()
        .expect("keyword names are a tuple")
        .items()
        .to_vec();
    let mut values = frame.pop_many(count);
    let keywords = values.split_off(count - names.len());
    if let Some(receiver) = frame.pop_or_null() {
        values.insert(0, receiver);
    }
    let callee = frame.pop();
    (
        callee,
        CallArgs::new(values, names.into_iter().zip(keywords).collect()),
    )
}

#[allow(clippy::too_many_lines, reason = "one arm per instruction")]
pub(super) fn execute(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    code: &Ref<PyCode>,
    instruction: Instruction,
) -> PyResult<Next> {
    let arg = instruction.arg as usize;
    match instruction.op {
        Op::BuildList => {
            let items = frame.pop_many(arg);
            frame.push(vm.new_list(items));
        }
        Op::BuildTuple => {
            let from = frame.slots.len() - arg;
            let items = frame.slots.drain(from..);
            let items = PyTuple::of(items.map(|value| value.expect("a value on the stack")));
            let tuple = match arg {
                0 => vm.types.empty_tuple.clone(),
                _ => Ref::new(items, &vm.types.tuple).into_value(),
            };
            frame.push(tuple);
        }
        Op::BuildMap => {
            let items = frame.pop_many(arg * 2);
            let dict = vm.new_dict();
            for (place, pair) in items.chunks(2).enumerate() {
                if vm.quick_dict_set(&dict, &pair[0], pair[1].clone()).is_err() {
                    let (vm, rest) = (vm.clone(), items[place * 2..].to_vec());
                    return Ok(push(Flow::Future(Box::pin(async move {
                        for pair in rest.chunks(2) {
                            vm.dict_set(&dict, &pair[0], pair[1].clone()).await?;
                        }
                        Ok(dict.into_value())
                    }))));
                }
            }
            frame.push(dict.into_value());
        }
        Op::BuildSet => {
            let items = frame.pop_many(arg);
            let set = crate::types::set::empty(vm);
            let rest = crate::types::set::quick_extend(vm, &set, items);
            if rest.is_empty() {
                frame.push(set);
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                for item in rest {
                    crate::types::set::add(&vm, &set, item).await?;
                }
                Ok(set)
            }))));
        }
        Op::BuildString => {
            let parts = frame.pop_many(arg);
            frame.push(crate::types::str_methods::concatenate(vm, &parts));
        }
        Op::BuildSlice => {
            let step = if arg == 3 { frame.pop() } else { Value::none() };
            let stop = frame.pop();
            let start = frame.pop();
            frame.push(vm.new_slice(start, stop, step));
        }
        Op::BinarySlice => {
            let stop = frame.pop();
            let start = frame.pop();
            let container = frame.pop();
            if let Some(part) = super::slicing::quick_slice(vm, &container, &start, &stop) {
                frame.push(part);
                return Ok(Next::Continue);
            }
            let slice = vm.new_slice(start, stop, Value::none());
            return Ok(push(vm.subscript(&container, &slice)?));
        }
        Op::StoreSlice => {
            let stop = frame.pop();
            let start = frame.pop();
            let container = frame.pop();
            let value = frame.pop();
            let slice = vm.new_slice(start, stop, Value::none());
            return Ok(discard(vm.store_subscript(
                &container,
                &slice,
                Some(value),
            )?));
        }
        Op::StoreSubscr => {
            let key = frame.pop();
            let container = frame.pop();
            let value = frame.pop();
            return store_subscript(vm, &container, &key, value);
        }
        Op::DeleteSubscr => {
            let key = frame.pop();
            let container = frame.pop();
            return Ok(discard(vm.store_subscript(&container, &key, None)?));
        }
        Op::MapAdd => {
            let value = frame.pop();
            let key = frame.pop();
            let dict = frame
                .peek(arg)
                .to_ref::<PyDict>()
                .expect("MAP_ADD adds to a dict");
            if let Err(value) = vm.quick_dict_set(&dict, &key, value) {
                let vm = vm.clone();
                return Ok(discard(Flow::Future(Box::pin(async move {
                    vm.dict_set(&dict, &key, value)
                        .await
                        .map(|()| Value::none())
                }))));
            }
        }
        Op::SetAdd => {
            let item = frame.pop();
            let set = frame.peek(arg).clone();
            if !vm.class_of(&set).ptr_eq(&vm.types.set) {
                // `__conditional_annotations__` is a variable like others.
                return Err(vm.type_error(format!("expected a set, got '{}'", vm.class_name(&set))));
            }
            if crate::types::set::quick_add(vm, crate::types::set::payload(&set), &item) {
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(async move {
                crate::types::set::add(&vm, &set, item)
                    .await
                    .map(|()| Value::none())
            }))));
        }
        Op::ListExtend => {
            let iterable = frame.pop();
            let list = frame
                .peek(arg)
                .to_ref::<PyList>()
                .expect("LIST_EXTEND extends a list");
            if let Some(items) = vm.quick_items(&iterable) {
                list.extend(items);
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(async move {
                let iterator = vm.iter(&iterable).await.map_err(|raised| {
                    if vm.matches(&raised, &vm.types.exceptions.type_error)
                        && vm.class_of(&iterable).lookup(&vm.names.__iter__).is_none()
                    {
                        vm.type_error(format!(
                            "Value after * must be an iterable, not {}",
                            vm.type_name(&iterable)
                        ))
                    } else {
                        raised
                    }
                })?;
                vm.length_hint(&iterable, 8).await?;
                while let Some(item) = vm.next(&iterator).await? {
                    vm.check_growth(list.len(), size_of::<Value>())?;
                    list.push(item);
                }
                Ok(Value::none())
            }))));
        }
        Op::SetUpdate => {
            let iterable = frame.pop();
            let set = frame.peek(arg).clone();
            let vm = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(async move {
                crate::types::set::update(&vm, &set, &iterable).await?;
                Ok(Value::none())
            }))));
        }
        Op::DictUpdate | Op::DictMerge => {
            let mapping = frame.pop();
            let dict = frame
                .peek(arg)
                .to_ref::<PyDict>()
                .expect("DICT_UPDATE updates a dict");
            let merge = instruction.op == Op::DictMerge;
            if super::unpacking::quick_merge(vm, &dict, &mapping) {
                return Ok(Next::Continue);
            }
            // For the message of DICT_MERGE: what is called stands below the arguments tuple.
            let callee = if merge {
                Some(frame.peek(arg + 3).clone())
            } else {
                None
            };
            let vm = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(merge_dict(
                vm, dict, mapping, callee,
            )))));
        }
        Op::GetIter => {
            let value = frame.pop();
            return Ok(push(vm.iter_flow(&value)?));
        }
        Op::GetYieldFromIter => {
            let value = frame.pop();
            let is_coroutine = value
                .get::<crate::types::generator::PyGenerator>()
                .is_some_and(|generator| {
                    generator.kind == crate::types::generator::GeneratorKind::Coroutine
                });
            if is_coroutine {
                if code.has_flag(
                    crate::code::flags::COROUTINE | crate::code::flags::ITERABLE_COROUTINE,
                ) {
                    frame.push(value);
                    return Ok(Next::Continue);
                }
                return Err(vm.type_error(
                    "cannot 'yield from' a coroutine object in a non-coroutine generator",
                ));
            }
            return Ok(push(vm.iter_flow(&value)?));
        }
        Op::GetAwaitable => {
            let value = frame.pop();
            if arg != 0 && vm.class_of(&value).lookup(&vm.names.__await__).is_none() {
                let method = if arg == 1 { "__aenter__" } else { "__aexit__" };
                return Err(vm.type_error(format!(
                    "'async with' received an object from {method} that does not implement __await__: {}",
                    vm.type_name(&value)
                )));
            }
            if let Some(generator) = value.get::<crate::types::generator::PyGenerator>()
                && generator.kind == crate::types::generator::GeneratorKind::Coroutine
                && crate::types::generator_methods::delegate_of(generator).is_some()
            {
                return Err(vm.runtime_error("coroutine is being awaited already"));
            }
            return Ok(push(vm.awaitable(&value)?));
        }
        Op::GetAiter => {
            let value = frame.pop();
            return Ok(push(crate::types::async_generator::get_aiter(vm, &value)?));
        }
        Op::GetAnext => {
            let iterator = frame.peek(1).clone();
            return Ok(push(crate::types::async_generator::get_anext(
                vm, &iterator,
            )?));
        }
        Op::EndAsyncFor => {
            let exception = frame.pop();
            let iterator = frame.pop();
            drop(iterator);
            let raised = Raised(exception.to_ref::<PyException>().expect("an exception"));
            if !vm.matches(&raised, &vm.types.exceptions.stop_async_iteration) {
                // This frame is in the traceback already.
                thread.reraise = true;
                return Err(raised);
            }
        }
        Op::EndSend => {
            let value = frame.pop();
            frame.slots.pop();
            frame.push(value);
        }
        Op::CleanupThrow => {
            let exception = frame.pop();
            frame.slots.pop();
            let last_sent = frame.pop();
            drop(last_sent);
            let raised = Raised(exception.to_ref::<PyException>().expect("an exception"));
            if !vm.matches(&raised, &vm.types.exceptions.stop_iteration) {
                thread.reraise = true;
                return Err(raised);
            }
            frame.push(Value::none());
            frame.push(raised.0.field("value").unwrap_or_else(Value::none));
        }
        Op::GetLen => {
            let value = frame.peek(1).clone();
            if let Some(length) = vm.quick_length(&value) {
                frame.push(Value::int(length as i64));
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                vm.length(&value)
                    .await
                    .map(|length| Value::int(length as i64))
            }))));
        }
        Op::UnaryNot => {
            let value = frame.pop();
            frame.push(Value::bool(value.as_bool() == Some(false)));
        }
        Op::DeleteFast => {
            if frame.slots[arg].take().is_none() {
                return Err(vm.unbound_local(code, instruction.arg));
            }
        }
        Op::UnaryNegative => {
            let value = frame.pop();
            match value.view() {
                crate::object::View::Int(int) if int != i64::MIN => frame.push(Value::int(-int)),
                crate::object::View::Float(float) => frame.push(Value::float(-float)),
                _ => return Ok(push(vm.unary(&value, &vm.names.__neg__, "-")?)),
            }
        }
        Op::UnaryInvert => {
            let value = frame.pop();
            match value.as_small_int() {
                Some(int) => frame.push(Value::int(!int)),
                None => return Ok(push(vm.unary(&value, &vm.names.__invert__, "~")?)),
            }
        }
        Op::ContainsOp => {
            let container = frame.pop();
            let item = frame.pop();
            let invert = arg != 0;
            if let Some(found) = vm.quick_contains(&container, &item) {
                frame.push(Value::bool(found != invert));
                return Ok(Next::Continue);
            }
            return Ok(push(vm.contains_flow(&container, &item, invert)?));
        }
        Op::FormatSimple => {
            let value = frame.pop();
            if vm.is_exactly(&value, &vm.types.str) {
                frame.push(value);
                return Ok(Next::Continue);
            }
            if let Some(text) = crate::types::quick_repr(vm, &value) {
                frame.push(vm.new_str(text));
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                vm.format(&value, &vm.types.empty_string).await
            }))));
        }
        Op::FormatWithSpec => {
            let spec = frame.pop();
            let value = frame.pop();
            if let Some(text) = crate::types::format_spec::quick(vm, &value, &spec)? {
                frame.push(text);
                return Ok(Next::Continue);
            }
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                vm.format(&value, &spec).await
            }))));
        }
        Op::ConvertValue => {
            let value = frame.pop();
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                match arg {
                    1 => vm.str(&value).await,
                    2 => vm.repr(&value).await,
                    _ => crate::types::str_methods::ascii(&vm, &value).await,
                }
            }))));
        }
        Op::BuildInterpolation | Op::BuildTemplate => {
            return crate::types::template::build(vm, frame, instruction).map(|value| {
                frame.push(value);
                Next::Continue
            });
        }
        Op::UnpackSequence => return unpack_sequence(vm, frame, arg),
        Op::UnpackEx => {
            let value = frame.pop();
            let (before, after) = (arg & 0xFF, arg >> 8);
            if let Some(items) = vm.quick_items(&value) {
                push_unpacked(vm, frame, items, before, after)?;
                return Ok(Next::Continue);
            }
            let vm_ = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(async move {
                let items = vm_.collect_for_unpacking(&value).await?;
                vm_.with_frames(move |vm, thread| {
                    let frame = thread.top_frame().expect("the frame that unpacks");
                    push_unpacked(vm, frame, items, before, after).map(|()| Value::none())
                })
                .await
            }))));
        }
        Op::LoadName => {
            let name = &code.names[arg];
            return load_name(vm, frame, code, instruction, name);
        }
        Op::StoreName => {
            let value = frame.pop();
            let name = &code.names[arg];
            return store_name(vm, frame, name, Some(value));
        }
        Op::DeleteName => {
            let name = &code.names[arg];
            return store_name(vm, frame, name, None);
        }
        Op::StoreGlobal => {
            let value = frame.pop();
            frame.globals.set_name(&code.names[arg], value);
        }
        Op::DeleteGlobal => {
            let name = &code.names[arg];
            if frame.globals.remove_name(name).is_none() {
                return Err(vm.undefined_name(name));
            }
        }
        Op::LoadFromDictOrGlobals => {
            let namespace = frame.pop();
            let name = code.names[arg].clone();
            if let Some(dict) = namespace.get::<PyDict>()
                && vm.is_exactly(&namespace, &vm.types.dict)
            {
                let value = match dict.get_name(&name) {
                    Some(value) => value,
                    None => match vm.global_of_mapping(frame, &name) {
                        Some(flow) => return Ok(push(flow)),
                        None => vm.global(frame, &name)?,
                    },
                };
                frame.push(value);
                return Ok(Next::Continue);
            }
            let Some(globals) = vm.global_of_mapping(frame, &name) else {
                let fallback = vm.global(frame, &name);
                return Ok(push(lookup_in_mapping(vm, namespace, name, fallback)));
            };
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                let missing = Err(vm.undefined_name(&name));
                let own = lookup_in_mapping(&vm, namespace, name, missing);
                match vm.run_flow(own).await {
                    Err(raised) if vm.matches(&raised, &vm.types.exceptions.name_error) => {
                        vm.run_flow(globals).await
                    }
                    other => other,
                }
            }))));
        }
        Op::LoadFromDictOrDeref => {
            let namespace = frame.pop();
            let name = code.variables[arg].clone();
            let cell = frame.slots[arg]
                .as_ref()
                .and_then(Value::get::<PyCell>)
                .and_then(PyCell::get);
            let fallback = cell.ok_or_else(|| vm.unbound_deref(code, instruction.arg));
            return Ok(push(lookup_in_mapping(vm, namespace, name, fallback)));
        }
        Op::LoadLocals => match &frame.namespace {
            Some(namespace) => {
                let namespace = namespace.clone();
                frame.push(namespace);
            }
            None => return Err(vm.system_error("no locals")),
        },
        Op::DeleteDeref => {
            let cell = frame.slots[arg].as_ref().and_then(Value::get::<PyCell>);
            match cell {
                Some(cell) if cell.get().is_some() => cell.set(None),
                _ => return Err(vm.unbound_deref(code, instruction.arg)),
            }
        }
        Op::DeleteAttr => {
            let object = frame.pop();
            if let Some(flow) = vm.store_attribute(&object, &code.names[arg], None)? {
                return Ok(discard(flow));
            }
        }
        Op::LoadBuildClass => {
            let found = frame.builtins(vm).get_name(&vm.names.__build_class__);
            frame.push(found.ok_or_else(|| vm.name_error("__build_class__ not found"))?);
        }
        Op::LoadCommonConstant => {
            let exceptions = &vm.types.exceptions;
            let value = match arg {
                0 => exceptions.assertion_error.to_value(),
                1 => exceptions.not_implemented_error.to_value(),
                2 => vm.types.tuple.to_value(),
                3 => vm.builtin(&vm.intern("all"))?,
                _ => vm.builtin(&vm.intern("any"))?,
            };
            frame.push(value);
        }
        Op::LoadSuperAttr => {
            return super::superclass::load_super_attr(vm, frame, code, instruction);
        }
        Op::LoadSpecial => {
            let object = frame.pop();
            return super::intrinsics::load_special(vm, frame, &object, arg);
        }
        Op::WithExceptStart => return Ok(push(super::intrinsics::with_except_start(vm, frame)?)),
        Op::MakeFunction => {
            let function = super::make_function::make_function(vm, frame);
            frame.push(function);
        }
        Op::SetFunctionAttribute => super::make_function::set_function_attribute(frame, arg),
        Op::ImportName => {
            let from_list = frame.pop();
            let level = frame.pop();
            let name = code.names[arg].clone();
            return Ok(push(super::import::import_name(
                vm, frame, name, from_list, level,
            )?));
        }
        Op::ImportFrom => {
            let module = frame.peek(1).clone();
            return Ok(push(super::import::import_from(
                vm,
                module,
                code.names[arg].clone(),
            )));
        }
        Op::CallIntrinsic1 => return super::intrinsics::intrinsic_1(vm, frame, arg),
        Op::CallIntrinsic2 => return super::intrinsics::intrinsic_2(vm, frame, arg),
        Op::SetupAnnotations => {
            if let Some(namespace) = frame.namespace.as_ref().and_then(Value::get::<PyDict>)
                && namespace.find_name(&vm.names.__annotations__).is_none()
            {
                namespace.set_name(&vm.names.__annotations__, vm.new_dict().into_value());
            }
        }
        Op::PushExcInfo => {
            let exception = frame.pop();
            let top = thread.handled.last_mut().expect("a thread has a level");
            let previous = top.replace(exception.clone());
            frame.push(previous.unwrap_or_else(Value::none));
            frame.push(exception);
        }
        Op::PopExcept => {
            let previous = frame.pop();
            let top = thread.handled.last_mut().expect("a thread has a level");
            *top = if previous.is_none() {
                None
            } else {
                Some(previous)
            };
        }
        Op::CheckExcMatch => {
            let class = frame.pop();
            let exception = frame.peek(1).clone();
            let matches = exception_matches(vm, &exception, &class)?;
            frame.push(Value::bool(matches));
        }
        Op::CheckEgMatch => {
            let class = frame.pop();
            let exception = frame.pop();
            let vm_ = vm.clone();
            return Ok(discard(Flow::Future(Box::pin(async move {
                let (rest, matched) =
                    crate::types::exception_methods::match_group(&vm_, &exception, &class).await?;
                vm_.with_frames(move |_, thread| {
                    if !matched.is_none() {
                        *thread.handled.last_mut().expect("a level") = Some(matched.clone());
                    }
                    let frame = thread.top_frame().expect("the frame that handles");
                    frame.push(rest);
                    frame.push(matched);
                    Ok(Value::none())
                })
                .await
            }))));
        }
        Op::RaiseVarargs => return raise_varargs(vm, thread, frame, arg),
        Op::Reraise => {
            let exception = frame.pop();
            let raised = Raised(exception.to_ref::<PyException>().expect("an exception"));
            // This frame is in the traceback already.
            thread.reraise = true;
            return Err(raised);
        }
        Op::MatchMapping => {
            let subject = frame.peek(1);
            let is = vm
                .class_of(subject)
                .has_flag(crate::types::type_object::TypeFlags::MAPPING);
            frame.push(Value::bool(is));
        }
        Op::MatchSequence => {
            let subject = frame.peek(1);
            let is = vm
                .class_of(subject)
                .has_flag(crate::types::type_object::TypeFlags::SEQUENCE);
            frame.push(Value::bool(is));
        }
        Op::MatchKeys => {
            let (keys, subject) = (frame.peek(1).clone(), frame.peek(2).clone());
            return Ok(push(super::matching::match_keys(vm, keys, subject)));
        }
        Op::MatchClass => {
            let names = frame.pop();
            let class = frame.pop();
            let subject = frame.pop();
            return Ok(push(super::matching::match_class(
                vm, subject, class, names, arg,
            )));
        }
        other => return Err(vm.system_error(format!("unexpected instruction {}", other.name()))),
    }
    Ok(Next::Continue)
}

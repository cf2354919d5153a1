//! The less frequent instructions: building, names, subscripts, imports, exceptions, pattern matching.
//!
//! The frequent ones are in `dispatch`.

use super::call::{CallArgs, text};
use super::dispatch::Next;
use super::frame::{Deliver, Frame};
use super::thread::Thread;
use super::{Flow, PyResult, Raised, Vm};
use crate::code::{Cache, Instruction, Op, PyCode};
use crate::object::{Ref, Value};
use crate::types::cell::PyCell;
use crate::types::dict::PyDict;
use crate::types::exception::PyException;
use crate::types::list::PyList;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;

fn push(flow: Flow) -> Next {
    Next::Flow(flow, Deliver::Push)
}

fn discard(flow: Flow) -> Next {
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
            let items = frame.pop_many(arg);
            frame.push(vm.new_tuple(items));
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
                list.items_mut().extend(items);
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
                            vm.class_name(&iterable)
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
        Op::CallFunctionEx => {
            let kwargs = frame.pop_or_null();
            let args = frame.pop();
            let receiver = frame.pop_or_null();
            let callee = frame.pop();
            let keywords = match &kwargs {
                Some(kwargs) => kwargs
                    .get::<PyDict>()
                    .map(PyDict::snapshot)
                    .unwrap_or_default(),
                None => Vec::new(),
            };
            let keywords = keywords
                .into_iter()
                .map(|(name, value)| (vm.intern_value(&name), value))
                .collect();
            if let Some(tuple) = args.get::<PyTuple>() {
                let positional = receiver
                    .into_iter()
                    .chain(tuple.items().iter().cloned())
                    .collect();
                return Ok(push(
                    vm.prepare_call(&callee, CallArgs::new(positional, keywords))?,
                ));
            }
            let vm = vm.clone();
            return Ok(push(Flow::Future(Box::pin(async move {
                if vm.class_of(&args).lookup(&vm.names.__iter__).is_none()
                    && vm.class_of(&args).lookup(&vm.names.__getitem__).is_none()
                {
                    return Err(vm.type_error(format!(
                        "{} argument after * must be an iterable, not {}",
                        callee_name(&vm, &callee),
                        vm.class_name(&args)
                    )));
                }
                let items = vm.collect(&args).await?;
                let positional = receiver.into_iter().chain(items).collect();
                vm.call(&callee, CallArgs::new(positional, keywords)).await
            }))));
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
                    vm.class_name(&value)
                )));
            }
            if let Some(generator) = value.get::<crate::types::generator::PyGenerator>()
                && generator.kind == crate::types::generator::GeneratorKind::Coroutine
                && generator.state.get() != crate::types::generator::GeneratorState::Created
                && generator.state.get() != crate::types::generator::GeneratorState::Finished
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
            if let Some(dict) = container.get::<PyDict>()
                && vm.is_exactly(&container, &vm.types.dict)
                && let Some(found) = vm.quick_dict_get(dict, &item)
            {
                frame.push(Value::bool(found.is_some() != invert));
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
                    None => vm.global(frame, &name)?,
                };
                frame.push(value);
                return Ok(Next::Continue);
            }
            let fallback = vm.global(frame, &name);
            return Ok(push(lookup_in_mapping(vm, namespace, name, fallback)));
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
        Op::LoadBuildClass => frame.push(vm.builtin(&vm.names.__build_class__)?),
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
        Op::LoadSuperAttr => return super::class::load_super_attr(vm, frame, code, instruction),
        Op::LoadSpecial => {
            let object = frame.pop();
            return super::class::load_special(vm, frame, &object, arg);
        }
        Op::WithExceptStart => return Ok(push(super::class::with_except_start(vm, frame)?)),
        Op::MakeFunction => {
            let function = super::class::make_function(vm, frame);
            frame.push(function);
        }
        Op::SetFunctionAttribute => super::class::set_function_attribute(frame, arg),
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
        Op::CallIntrinsic1 => return super::class::intrinsic_1(vm, thread, frame, arg),
        Op::CallIntrinsic2 => return super::class::intrinsic_2(vm, frame, arg),
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
            return Ok(push(super::class::match_keys(vm, keys, subject)));
        }
        Op::MatchClass => {
            let names = frame.pop();
            let class = frame.pop();
            let subject = frame.pop();
            return Ok(push(super::class::match_class(
                vm, subject, class, names, arg,
            )));
        }
        other => return Err(vm.system_error(format!("unexpected instruction {}", other.name()))),
    }
    Ok(Next::Continue)
}

fn store_subscript(vm: &Vm, container: &Value, key: &Value, value: Value) -> PyResult<Next> {
    if let Some(list) = container.get::<PyList>()
        && let Some(index) = key.as_small_int()
        && vm.is_exactly(container, &vm.types.list)
    {
        let mut items = list.items_mut();
        let index = if index < 0 {
            index + items.len() as i64
        } else {
            index
        };
        if let Some(slot) = usize::try_from(index)
            .ok()
            .and_then(|index| items.get_mut(index))
        {
            let old = std::mem::replace(slot, value);
            drop(items);
            drop(old);
            return Ok(Next::Continue);
        }
        drop(items);
        return Err(vm.index_error("list assignment index out of range"));
    }
    if let Some(dict) = container.get::<PyDict>()
        && vm.is_exactly(container, &vm.types.dict)
    {
        return match vm.quick_dict_set(dict, key, value) {
            Ok(()) => Ok(Next::Continue),
            Err(value) => Ok(discard(vm.store_subscript(container, key, Some(value))?)),
        };
    }
    Ok(discard(vm.store_subscript(container, key, Some(value))?))
}

async fn merge_dict(vm: Vm, dict: Ref<PyDict>, mapping: Value, callee: Option<Value>) -> PyResult {
    let is_mapping =
        mapping.get::<PyDict>().is_some() || vm.class_of(&mapping).lookup(&vm.names.keys).is_some();
    if !is_mapping {
        return Err(match &callee {
            Some(callee) => vm.type_error(format!(
                "{} argument after ** must be a mapping, not {}",
                callee_name(&vm, callee),
                vm.class_name(&mapping)
            )),
            None => vm.type_error(format!(
                "'{}' object is not a mapping",
                vm.class_name(&mapping)
            )),
        });
    }
    for (key, value) in vm.mapping_items(&mapping).await? {
        if let Some(callee) = &callee {
            if key.get::<PyStr>().is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            if vm.dict_get(&dict, &key).await?.is_some() {
                return Err(vm.type_error(format!(
                    "{} got multiple values for keyword argument '{}'",
                    callee_name(&vm, callee),
                    text(&key)
                )));
            }
        }
        vm.dict_set(&dict, &key, value).await?;
    }
    Ok(Value::none())
}

/// How a callee is named in messages about its arguments: `module.name()`.
fn callee_name(vm: &Vm, callee: &Value) -> String {
    if let Some(function) = callee.get::<crate::types::function::PyFunction>() {
        let module = text(&function.module.borrow());
        return format!("{module}.{}()", text(&function.qualname.borrow()));
    }
    if let Some(method) = callee.get::<crate::types::function::PyBoundMethod>() {
        return callee_name(vm, &method.function);
    }
    if let Some(native) = callee.get::<crate::types::native::PyNative>() {
        return format!("{}()", native.def.name);
    }
    if let Some(class) = callee.get::<PyType>() {
        let module = class.dict.get_name(&vm.names.__module__).map(|m| text(&m));
        return match module {
            Some(module) => format!("{module}.{}()", class.name()),
            None => format!("{}()", class.name()),
        };
    }
    format!("{} object", vm.class_name(callee))
}

fn unpack_sequence(vm: &Vm, frame: &mut Frame, wanted: usize) -> PyResult<Next> {
    let value = frame.pop();
    if let Some(tuple) = value.get::<PyTuple>()
        && tuple.items().len() == wanted
        && vm.is_exactly(&value, &vm.types.tuple)
    {
        for item in tuple.items().iter().rev() {
            frame.push(item.clone());
        }
        return Ok(Next::Continue);
    }
    if let Some(items) = vm.quick_items(&value) {
        if items.len() != wanted {
            let got = items.len();
            return Err(if got > wanted {
                vm.value_error(format!(
                    "too many values to unpack (expected {wanted}, got {got})"
                ))
            } else {
                vm.value_error(format!(
                    "not enough values to unpack (expected {wanted}, got {got})"
                ))
            });
        }
        for item in items.into_iter().rev() {
            frame.push(item);
        }
        return Ok(Next::Continue);
    }
    let vm = vm.clone();
    Ok(discard(Flow::Future(Box::pin(async move {
        let iterator = vm.iter_for_unpacking(&value).await?;
        let mut items = Vec::with_capacity(wanted);
        for got in 0..wanted {
            match vm.next(&iterator).await? {
                Some(item) => items.push(item),
                None => {
                    return Err(vm.value_error(format!(
                        "not enough values to unpack (expected {wanted}, got {got})"
                    )));
                }
            }
        }
        if vm.next(&iterator).await?.is_some() {
            let got = vm
                .quick_length(&value)
                .or_else(|| value.get::<PyDict>().map(PyDict::len));
            let got = got.map_or_else(String::new, |got| format!(", got {got}"));
            return Err(vm.value_error(format!(
                "too many values to unpack (expected {wanted}{got})"
            )));
        }
        vm.with_frames(move |_, thread| {
            let frame = thread.top_frame().expect("the frame that unpacks");
            for item in items.into_iter().rev() {
                frame.push(item);
            }
            Ok(Value::none())
        })
        .await
    }))))
}

fn push_unpacked(
    vm: &Vm,
    frame: &mut Frame,
    mut items: Vec<Value>,
    before: usize,
    after: usize,
) -> PyResult<()> {
    if items.len() < before + after {
        return Err(vm.value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        )));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    for item in tail.into_iter().rev() {
        frame.push(item);
    }
    frame.push(vm.new_list(middle));
    for item in items.into_iter().rev() {
        frame.push(item);
    }
    Ok(())
}

fn load_name(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
    name: &Value,
) -> PyResult<Next> {
    let Some(namespace) = frame.namespace.clone() else {
        let value = vm.global(frame, name)?;
        frame.push(value);
        return Ok(Next::Continue);
    };
    if let Some(dict) = namespace.get::<PyDict>()
        && vm.is_exactly(&namespace, &vm.types.dict)
    {
        let cache: &Cache = &code.caches[usize::from(instruction.b)];
        let value = match dict.value_if_key(cache.place.get() as usize, name) {
            Some(value) => value,
            None => match dict.find_name(name) {
                Some(place) => {
                    cache.place.set(place as u32);
                    dict.value_at(place)
                }
                None => vm.global(frame, name)?,
            },
        };
        frame.push(value);
        return Ok(Next::Continue);
    }
    let fallback = vm.global(frame, name);
    Ok(push(lookup_in_mapping(
        vm,
        namespace,
        name.clone(),
        fallback,
    )))
}

/// A name in a namespace that is any mapping; only a missing key uses the fallback.
fn lookup_in_mapping(vm: &Vm, namespace: Value, name: Value, fallback: PyResult) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        match vm.get_item(&namespace, &name).await {
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.key_error) => fallback,
            other => other,
        }
    }))
}

fn store_name(vm: &Vm, frame: &mut Frame, name: &Value, value: Option<Value>) -> PyResult<Next> {
    let namespace = match &frame.namespace {
        Some(namespace) => namespace.clone(),
        None => frame.globals.to_value(),
    };
    if let Some(dict) = namespace.get::<PyDict>()
        && vm.is_exactly(&namespace, &vm.types.dict)
    {
        match value {
            Some(value) => dict.set_name(name, value),
            None => {
                if dict.remove_name(name).is_none() {
                    return Err(vm.undefined_name(name));
                }
            }
        }
        return Ok(Next::Continue);
    }
    let delete = value.is_none();
    let flow = vm.store_subscript(&namespace, name, value)?;
    if !delete {
        return Ok(discard(flow));
    }
    let (vm, name) = (vm.clone(), name.clone());
    Ok(discard(Flow::Future(Box::pin(async move {
        match vm.run_flow(flow).await {
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.key_error) => {
                Err(vm.undefined_name(&name))
            }
            other => other,
        }
    }))))
}

/// Whether an `except` clause's class (or tuple of classes) takes an exception.
pub(super) fn exception_matches(vm: &Vm, exception: &Value, class: &Value) -> PyResult<bool> {
    let bad =
        || vm.type_error("catching classes that do not inherit from BaseException is not allowed");
    let one = |class: &Value| -> PyResult<bool> {
        let class = class.to_ref::<PyType>().ok_or_else(bad)?;
        if !class.is_subclass_of(&vm.types.exceptions.base_exception) {
            return Err(bad());
        }
        Ok(vm.is_instance(exception, &class))
    };
    match class.get::<PyTuple>() {
        Some(classes) => {
            for class in classes.items() {
                if !class
                    .get::<PyType>()
                    .is_some_and(|c| c.is_subclass_of(&vm.types.exceptions.base_exception))
                {
                    return Err(bad());
                }
            }
            for class in classes.items() {
                if one(class)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        None => one(class),
    }
}

fn raise_varargs(vm: &Vm, thread: &mut Thread, frame: &mut Frame, count: usize) -> PyResult<Next> {
    if count == 0 {
        return match thread
            .handled_exception()
            .and_then(|value| value.to_ref::<PyException>())
        {
            Some(exception) => Err(Raised(exception)),
            None => Err(vm.runtime_error("No active exception to reraise")),
        };
    }
    let cause = if count == 2 { Some(frame.pop()) } else { None };
    let exception = frame.pop();
    // The usual cases need no call.
    if cause.is_none()
        && let Some(instance) = exception.to_ref::<PyException>()
    {
        super::unwind::set_context(thread, &instance);
        return Err(Raised(instance));
    }
    let vm_ = vm.clone();
    Ok(push(Flow::Future(Box::pin(async move {
        let raised = vm_.make_exception(&exception).await?;
        if let Some(cause) = cause {
            let cause = if cause.is_none() {
                None
            } else if cause.get::<PyException>().is_some() || is_exception_class(&vm_, &cause) {
                Some(vm_.make_exception(&cause).await?.value())
            } else {
                return Err(vm_.type_error("exception causes must derive from BaseException"));
            };
            *raised.0.cause.borrow_mut() = cause;
            raised.0.suppress_context.set(true);
        }
        let exception = raised.0.clone();
        vm_.with_frames(move |_, thread| {
            super::unwind::set_context(thread, &exception);
            Ok(Value::none())
        })
        .await?;
        Err(raised)
    }))))
}

fn is_exception_class(vm: &Vm, value: &Value) -> bool {
    value
        .get::<PyType>()
        .is_some_and(|class| class.is_subclass_of(&vm.types.exceptions.base_exception))
}

impl Vm {
    /// An exception from what `raise` was given: an instance, or a class to call.
    pub async fn make_exception(&self, value: &Value) -> PyResult<Raised> {
        if let Some(exception) = value.to_ref::<PyException>() {
            return Ok(Raised(exception));
        }
        if is_exception_class(self, value) {
            let instance = self.call(value, []).await?;
            return match instance.to_ref::<PyException>() {
                Some(exception) => Ok(Raised(exception)),
                None => Err(self.type_error(format!(
                    "calling {} should have returned an instance of BaseException, not {}",
                    self.repr_text(value).await?,
                    self.class_name(&instance)
                ))),
            };
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    async fn iter_for_unpacking(&self, value: &Value) -> PyResult {
        let class = self.class_of(value).clone();
        if class.lookup(&self.names.__iter__).is_none()
            && class.lookup(&self.names.__getitem__).is_none()
        {
            return Err(self.type_error(format!(
                "cannot unpack non-iterable {} object",
                class.name()
            )));
        }
        self.iter(value).await
    }

    async fn collect_for_unpacking(&self, value: &Value) -> PyResult<Vec<Value>> {
        let iterator = self.iter_for_unpacking(value).await?;
        self.collect(&iterator).await
    }

    /// `UnboundLocalError` for a local variable without a value.
    pub(super) fn unbound_local(&self, code: &PyCode, slot: u32) -> Raised {
        let name = &code.variables[slot as usize];
        // Unlike a NameError's, its `name` stays None.
        self.raise(
            &self.types.exceptions.unbound_local_error,
            format!(
                "cannot access local variable '{}' where it is not associated with a value",
                text(name)
            ),
        )
    }

    /// The same for a variable in a cell: of this function, or free in it.
    pub(super) fn unbound_deref(&self, code: &PyCode, slot: u32) -> Raised {
        let free_from = code.variables.len() - code.free;
        if (slot as usize) < free_from {
            return self.unbound_local(code, slot);
        }
        let name = &code.variables[slot as usize];
        let raised = self.name_error(format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            text(name)
        ));
        raised.0.set_field("name", name.clone());
        raised
    }

    /// A global or builtin variable.
    pub(super) fn global(&self, frame: &Frame, name: &Value) -> PyResult {
        if let Some(value) = frame.globals.get_name(name) {
            return Ok(value);
        }
        let builtins = frame
            .function
            .as_ref()
            .map(|function| function.builtins.clone());
        builtins
            .unwrap_or_else(|| self.builtins.clone())
            .get_name(name)
            .ok_or_else(|| self.undefined_name(name))
    }

    /// A builtin by name.
    pub fn builtin(&self, name: &Value) -> PyResult {
        self.builtins
            .get_name(name)
            .ok_or_else(|| self.undefined_name(name))
    }

    /// The fast path of `LOAD_GLOBAL`: the entry stands where it stood, in globals, or in builtins while no
    /// global of that name has come since.
    #[inline(always)]
    pub(super) fn cached_global(
        &self,
        cache: &Cache,
        frame: &Frame,
        name: &Value,
    ) -> Option<Value> {
        match cache.state.get() {
            1 => frame.globals.value_if_key(cache.place.get() as usize, name),
            2 if cache.version.get() == frame.globals.version() => {
                let builtins = &frame.function.as_ref()?.builtins;
                builtins.value_if_key(cache.place.get() as usize, name)
            }
            _ => None,
        }
    }

    /// `LOAD_GLOBAL` without a cache; remembers where it found the value.
    pub(super) fn load_global(&self, cache: &Cache, frame: &Frame, name: &Value) -> PyResult {
        if let Some(place) = frame.globals.find_name(name) {
            cache.state.set(1);
            cache.place.set(place as u32);
            return Ok(frame.globals.value_at(place));
        }
        if let Some(function) = &frame.function
            && let Some(place) = function.builtins.find_name(name)
        {
            cache.version.set(frame.globals.version());
            cache.state.set(2);
            cache.place.set(place as u32);
            return Ok(function.builtins.value_at(place));
        }
        self.global(frame, name)
    }
}

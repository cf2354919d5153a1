//! Calls that need no `CallArgs`: the arguments go from the caller's stack straight into the frame or the native.
//!
//! Here: `CALL` and `CALL_KW` of functions, methods, classes and natives whose arguments bind without a message,
//! and the frames of special methods. Whatever does not fit is left as it was for `call`, which knows every case
//! and words the errors.

use super::Vm;
use super::call::is_native_of;
use super::driver::enter;
use super::frame::{Deliver, Frame};
use super::spread_call::star_frame;
use super::thread::Thread;
use super::{CallArgs, Flow, NativeResult, PyResult};
use crate::object::{Kind, Ref, Value};
use crate::types::dict::PyDict;
use crate::types::function::{PyBoundMethod, PyFunction};
use crate::types::native::{Args, NativeKind, Parameter, ParameterKind, PyNative, Signature};
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};

/// What became of a call.
pub(super) enum Quick {
    /// This frame runs on top of the caller's.
    Frame(Box<Frame>),
    /// A native answered.
    Answer(NativeResult),
    /// A bound method was taken apart on the stack: look again.
    Again,
    /// Nothing was changed: the general way.
    No,
}

impl Vm {
    /// A frame for a function, without any variable yet: an ended one when there is one.
    #[inline(always)]
    pub(super) fn blank_frame(&self, function: &Ref<PyFunction>) -> Box<Frame> {
        let code = function.code.borrow().clone();
        let pooled = self.frame_pool.borrow_mut().pop();
        match pooled {
            Some(mut frame) => {
                let wanted = code.variables.len() + code.stack_size + 1;
                if frame.slots.capacity() < wanted {
                    frame.slots.reserve(wanted);
                }
                frame.code = code;
                frame.globals = function.globals.clone();
                frame.next = 0;
                frame
            }
            None => {
                let mut frame = Frame::new(code, function.globals.clone());
                frame.slots.clear();
                frame
            }
        }
    }

    /// The flow of a call, from arguments in a vector.
    pub fn call_flow(&self, callee: &Value, mut args: CallArgs) -> NativeResult {
        if !args.keywords.is_empty() {
            return self.prepare_call(callee, args);
        }
        let (function, receiver) = match callee.get::<PyBoundMethod>() {
            Some(method) => (&method.function, Some(&method.receiver)),
            None => (callee, None),
        };
        let given = args.positional.len() + usize::from(receiver.is_some());
        let Some(function) = function
            .to_ref::<PyFunction>()
            .filter(|function| function.accepts(given))
        else {
            return self.prepare_call(callee, args);
        };
        let mut frame = self.blank_frame(&function);
        frame.slots.extend(receiver.cloned().map(Some));
        frame.slots.extend(args.positional.drain(..).map(Some));
        fill(&mut frame, &function);
        frame.function = Some(function);
        Ok(Flow::Frame(frame))
    }
}

/// A frame for a function that accepts this many arguments.
#[inline]
pub(super) fn frame_with<const N: usize>(
    vm: &Vm,
    thread: &mut Thread,
    function: Ref<PyFunction>,
    arguments: [Value; N],
    deliver: Deliver,
) -> PyResult<Box<Frame>> {
    enter(vm, thread)?;
    let mut frame = vm.blank_frame(&function);
    frame.slots.extend(arguments.map(Some));
    fill(&mut frame, &function);
    frame.function = Some(function);
    frame.deliver = deliver;
    Ok(frame)
}

/// Moves the arguments from `first` on into a new frame of `function`, which accepts that many.
#[inline(always)]
fn frame_from_stack(
    vm: &Vm,
    caller: &mut Frame,
    function: Ref<PyFunction>,
    first: usize,
) -> Box<Frame> {
    let mut frame = vm.blank_frame(&function);
    for argument in &mut caller.slots[first..] {
        frame.slots.push(argument.take());
    }
    fill(&mut frame, &function);
    frame.function = Some(function);
    frame
}

/// Gives what is missing of the positional parameters its default, and every other variable no value.
#[inline(always)]
fn fill(frame: &mut Frame, function: &PyFunction) {
    let (given, arity) = (frame.slots.len(), frame.code.arg_count as usize);
    let variables = frame.code.variables.len();
    if given == variables {
        return;
    }
    if given < arity
        && let Some(defaults) = function.defaults.borrow().as_ref()
        && let Some(defaults) = defaults.get::<PyTuple>()
    {
        let items = defaults.items();
        let missing = arity - given;
        frame
            .slots
            .extend(items[items.len() - missing..].iter().cloned().map(Some));
    }
    while frame.slots.len() < variables {
        frame.slots.push(None);
    }
}

/// The frame of `CALL` when the callee is a function whose arguments bind by position; otherwise nothing was changed.
#[inline(always)]
pub(super) fn function(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    count: usize,
) -> Option<Box<Frame>> {
    let base = caller.slots.len() - count;
    let receiver = usize::from(caller.slots[base - 1].is_some());
    let callee = caller.slots[base - 2].as_ref()?;
    let accepts = callee.get::<PyFunction>()?.accepts(count + receiver);
    if !accepts || thread.depth >= vm.recursion_limit.get() {
        return None;
    }
    let Some(Ok(function)) = caller.slots[base - 2].take().map(Value::into_ref) else {
        unreachable!("the kind was checked")
    };
    thread.depth += 1;
    let frame = frame_from_stack(vm, caller, function, base - receiver);
    caller.slots.truncate(base - 2);
    Some(frame)
}

/// `CALL`: callee, receiver or NULL, and `count` arguments stand on the stack.
#[inline]
pub(super) fn call(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    count: usize,
) -> PyResult<Quick> {
    let base = caller.slots.len() - count;
    let has_self = caller.slots[base - 1].is_some();
    let first = if has_self { base - 1 } else { base };
    let given = count + usize::from(has_self);
    let callee_at = base - 2;
    let Some(object) = caller.slots[callee_at].as_ref().and_then(Value::as_object) else {
        return Ok(Quick::No);
    };
    match object.kind() {
        Kind::Function => {
            let function = object.payload::<PyFunction>().expect("kind was checked");
            if !function.accepts(given) {
                return star_call(vm, thread, caller, (callee_at, first, given));
            }
            let Some(Ok(function)) = caller.slots[callee_at].take().map(Value::into_ref) else {
                unreachable!("the kind was checked")
            };
            enter(vm, thread)?;
            let frame = frame_from_stack(vm, caller, function, first);
            caller.slots.truncate(callee_at);
            Ok(Quick::Frame(frame))
        }
        Kind::Native => {
            let native = object.payload::<PyNative>().expect("kind was checked");
            let signature = native.signature();
            let (mut first, mut given) = (first, given);
            let function = native.def.function;
            let exact = signature.exact;
            let mixed = (exact == usize::MAX).then(|| signature.clone());
            if let Some(receiver) = &native.receiver {
                // A bound builtin method: its receiver takes the place of the NULL.
                given += 1;
                if has_self || !signature.takes(given) {
                    return Ok(Quick::No);
                }
                let receiver = receiver.clone();
                caller.slots[base - 1] = Some(receiver);
                first = base - 1;
            } else {
                if !signature.takes(given) {
                    return Ok(Quick::No);
                }
                if native.def.kind == NativeKind::Method && !has_self {
                    vm.check_receiver(native, caller.slots[first].as_ref())?;
                }
            }
            match mixed {
                Some(signature) => spread_out(vm, caller, first, &signature),
                None => {
                    while caller.slots.len() - first < exact {
                        caller.slots.push(None);
                    }
                }
            }
            let result = function(vm, Args(&caller.slots[first..]));
            caller.slots.truncate(callee_at);
            Ok(Quick::Answer(result))
        }
        Kind::BoundMethod if !has_self => {
            let method = object.payload::<PyBoundMethod>().expect("kind was checked");
            let (function, receiver) = (method.function.clone(), method.receiver.clone());
            caller.slots[callee_at] = Some(function);
            caller.slots[base - 1] = Some(receiver);
            Ok(Quick::Again)
        }
        Kind::Type if !has_self => {
            if !object.class().ptr_eq(&vm.types.type_) {
                return Ok(Quick::No);
            }
            instantiate(vm, thread, caller, base, count)
        }
        _ => Ok(Quick::No),
    }
}

/// Makes the arguments from `first` on one slot per parameter, for a native that takes so many and has more than
/// positional parameters.
#[inline(never)]
fn spread_out(vm: &Vm, caller: &mut Frame, first: usize, signature: &Signature) {
    let (fixed, _) = signature.mixed.expect("it takes them");
    while caller.slots.len() - first < fixed {
        caller.slots.push(None);
    }
    let collects = |rest: &Parameter| rest.kind == ParameterKind::VarArgs;
    let rest = signature.parameters.get(fixed).is_some_and(collects);
    let rest = rest.then(|| {
        let given = caller.slots.drain(first + fixed..).flatten();
        vm.new_tuple(given.collect())
    });
    for parameter in &signature.parameters[fixed..] {
        caller.slots.push(match parameter.kind {
            ParameterKind::VarArgs => rest.clone(),
            ParameterKind::VarKeywords => Some(vm.new_dict().into_value()),
            _ => None,
        });
    }
}

/// `CALL` of a function whose parameters are not all positional.
#[inline(never)]
fn star_call(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    (callee_at, first, given): (usize, usize, usize),
) -> PyResult<Quick> {
    let callee = caller.slots[callee_at].as_ref();
    let function = callee
        .and_then(Value::to_ref::<PyFunction>)
        .expect("the kind was checked");
    if function.simple_arity.get() != u32::MAX {
        return Ok(Quick::No);
    }
    let frame = star_frame(vm, thread, caller, &function, (first, given), &[])?;
    let Some(frame) = frame else {
        return Ok(Quick::No);
    };
    caller.slots.truncate(callee_at);
    Ok(Quick::Frame(frame))
}

/// Callee and arguments of `CALL`, taken from the stack.
pub(super) fn take_arguments(caller: &mut Frame, count: usize) -> (Value, Vec<Value>) {
    let base = caller.slots.len() - count;
    let positional = caller.slots.drain(base - 1..).flatten().collect();
    (caller.pop(), positional)
}

/// A call of a class whose class is `type`.
#[inline]
fn instantiate(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    base: usize,
    count: usize,
) -> PyResult<Quick> {
    let callee_at = base - 2;
    let class = caller.slots[callee_at]
        .as_ref()
        .and_then(Value::to_ref::<PyType>)
        .expect("a class is called");
    let (new, init) = class.constructors(&vm.names);
    let (Some(new), Some(init)) = (new, init) else {
        return Ok(Quick::No);
    };
    let of_object = |found: &Value| {
        found.get::<PyNative>().is_some_and(|native| {
            native
                .owner
                .as_ref()
                .is_some_and(|owner| owner.ptr_eq(&vm.types.object))
        })
    };
    if of_object(&new) {
        if class.has_flag(TypeFlags::ABSTRACT) {
            return Ok(Quick::No);
        }
        if let Some(function) = init.get::<PyFunction>()
            && function.accepts(count + 1)
        {
            let instance = vm.new_instance(&class);
            caller.slots[base - 1] = Some(instance.clone());
            let function = init.to_ref().expect("just looked at");
            enter(vm, thread)?;
            let mut frame = frame_from_stack(vm, caller, function, base - 1);
            frame.deliver = Deliver::Construct(instance);
            caller.slots.truncate(callee_at);
            return Ok(Quick::Frame(frame));
        }
        if count == 0 && of_object(&init) && class.kind == Kind::Instance {
            let instance = vm.new_instance(&class);
            caller.slots.truncate(callee_at);
            return Ok(Quick::Answer(Ok(instance.into())));
        }
        return Ok(Quick::No);
    }
    if class.ptr_eq(&vm.types.list) || class.ptr_eq(&vm.types.set) {
        return container(vm, caller, &class, &init, base, count);
    }
    if class.kind == Kind::Exception {
        let root = &vm.types.exceptions.base_exception;
        if !is_native_of(&new, root) || !is_native_of(&init, root) {
            return Ok(Quick::No);
        }
        let given: Vec<Value> = caller.slots[base..].iter().flatten().cloned().collect();
        let Some(exception) = crate::types::exception::plain(vm, &class, given) else {
            return Ok(Quick::No);
        };
        caller.slots.truncate(callee_at);
        return Ok(Quick::Answer(Ok(exception.into())));
    }
    // A builtin's `__new__` that does everything.
    if of_object(&init)
        && let Some(native) = new.get::<PyNative>()
        && native.receiver.is_none()
        && native.def.kind == NativeKind::New
    {
        let signature = native.signature();
        let exact = signature.exact;
        let given = count + 1;
        let is_type = class.ptr_eq(&vm.types.type_);
        if given > exact || given < signature.least || exact == usize::MAX || is_type {
            return Ok(Quick::No);
        }
        caller.slots[base - 1] = Some(class.into_value());
        while caller.slots.len() - (base - 1) < exact {
            caller.slots.push(None);
        }
        let result = (native.def.function)(vm, Args(&caller.slots[base - 1..]));
        caller.slots.truncate(callee_at);
        return Ok(Quick::Answer(result));
    }
    Ok(Quick::No)
}

/// `list(…)` and `set(…)`: an empty one, filled by its `__init__`.
fn container(
    vm: &Vm,
    caller: &mut Frame,
    class: &Ref<PyType>,
    init: &Value,
    base: usize,
    count: usize,
) -> PyResult<Quick> {
    let Some(native) = init.get::<PyNative>() else {
        return Ok(Quick::No);
    };
    let exact = native.signature().exact;
    if exact == usize::MAX || !native.signature().takes(count + 1) {
        return Ok(Quick::No);
    }
    let made = match class.kind {
        Kind::List => vm.new_list(Vec::new()),
        _ => crate::types::set::empty(vm),
    };
    caller.slots[base - 1] = Some(made.clone());
    while caller.slots.len() - (base - 1) < exact {
        caller.slots.push(None);
    }
    let result = (native.def.function)(vm, Args(&caller.slots[base - 1..]));
    caller.slots.truncate(base - 2);
    Ok(Quick::Answer(match result {
        Ok(Flow::Value(_)) => Ok(made.into()),
        Ok(flow) => {
            let vm = vm.clone();
            Vm::future(async move { vm.run_flow(flow).await.map(|_| made) })
        }
        Err(raised) => Err(raised),
    }))
}

/// More keywords than this are bound the general way.
const KEYWORDS: usize = 16;

/// `CALL_KW` of a function: callee, receiver or NULL, `count` arguments and the tuple of the last ones' names.
pub(super) fn keyword_call(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    count: usize,
) -> PyResult<Quick> {
    let top = caller.slots.len() - 1;
    let base = top - count;
    let callee_at = base - 2;
    let Some(callee) = caller.slots[callee_at].as_ref() else {
        return Ok(Quick::No);
    };
    let has_self = caller.slots[base - 1].is_some();
    if !has_self && let Some(method) = callee.get::<PyBoundMethod>() {
        let (function, receiver) = (method.function.clone(), method.receiver.clone());
        caller.slots[callee_at] = Some(function);
        caller.slots[base - 1] = Some(receiver);
        return Ok(Quick::Again);
    }
    if let Some(class) = callee.to_ref::<PyType>() {
        if has_self || !class.object().class().ptr_eq(&vm.types.type_) {
            return Ok(Quick::No);
        }
        let (new, init) = class.constructors(&vm.names);
        let plain = new.is_some_and(|new| {
            new.get::<PyNative>().is_some_and(|native| {
                native
                    .owner
                    .as_ref()
                    .is_some_and(|owner| owner.ptr_eq(&vm.types.object))
            })
        });
        let Some(function) = init.and_then(|init| init.to_ref::<PyFunction>()) else {
            return Ok(Quick::No);
        };
        if !plain || class.has_flag(TypeFlags::ABSTRACT) {
            return Ok(Quick::No);
        }
        let Some(places) = keyword_places(caller, &function, count, 1) else {
            return Ok(Quick::No);
        };
        let instance = vm.new_instance(&class);
        caller.slots[base - 1] = Some(instance.clone());
        let mut frame = place_keywords(vm, thread, caller, function, base - 1, &places)?;
        frame.deliver = Deliver::Construct(instance);
        caller.slots.truncate(callee_at);
        return Ok(Quick::Frame(frame));
    }
    let Some(function) = callee.to_ref::<PyFunction>() else {
        return Ok(Quick::No);
    };
    let first = if has_self { base - 1 } else { base };
    let Some(places) = keyword_places(caller, &function, count, usize::from(has_self)) else {
        let names = caller.pop();
        let items = names.get::<PyTuple>().expect("keyword names are a tuple");
        let given = (first, top - first - items.items().len());
        let frame = star_frame(vm, thread, caller, &function, given, items.items())?;
        let Some(frame) = frame else {
            caller.push(names);
            return Ok(Quick::No);
        };
        caller.slots.truncate(callee_at);
        return Ok(Quick::Frame(frame));
    };
    let frame = place_keywords(vm, thread, caller, function, first, &places)?;
    caller.slots.truncate(callee_at);
    Ok(Quick::Frame(frame))
}

/// Which variable each keyword argument goes to.
struct Places {
    names: usize,
    at: [u16; KEYWORDS],
}

/// The variables of the keywords on top of the stack, if every argument binds and none is missing.
fn keyword_places(
    caller: &Frame,
    function: &PyFunction,
    count: usize,
    receiver: usize,
) -> Option<Places> {
    use crate::code::flags;
    let names = caller.peek(1).get::<PyTuple>()?.items();
    let code = function.code.borrow();
    if names.len() > KEYWORDS || code.flags & (flags::VARARGS | flags::VARKEYWORDS) != 0 {
        return None;
    }
    let positional = count - names.len() + receiver;
    let arity = code.arg_count as usize;
    let parameters = arity + code.keyword_only as usize;
    if positional > arity || parameters >= 64 {
        return None;
    }
    let mut given: u64 = (1 << positional) - 1;
    let mut at = [0; KEYWORDS];
    for (place, name) in at.iter_mut().zip(names) {
        let from = (code.positional_only as usize).max(positional);
        let found = (from..parameters).find(|&place| code.variables[place].is(name))?;
        if given & 1 << found != 0 {
            return None;
        }
        given |= 1 << found;
        *place = found as u16;
    }
    let defaults = function.defaults.borrow();
    let defaulted = match defaults.as_ref() {
        Some(defaults) => defaults.get::<PyTuple>()?.items().len(),
        None => 0,
    };
    let required = arity.saturating_sub(defaulted);
    if (0..required).any(|place| given & 1 << place == 0) {
        return None;
    }
    if (arity..parameters).any(|place| given & 1 << place == 0) {
        let defaults = function.kw_defaults.borrow();
        let defaults = defaults.as_ref()?.get::<PyDict>()?;
        let known = |place: usize| defaults.find_name(&code.variables[place]).is_some();
        if (arity..parameters).any(|place| given & 1 << place == 0 && !known(place)) {
            return None;
        }
    }
    Some(Places {
        names: names.len(),
        at,
    })
}

/// Moves positional arguments and keywords into a new frame, and fills in the defaults.
fn place_keywords(
    vm: &Vm,
    thread: &mut Thread,
    caller: &mut Frame,
    function: Ref<PyFunction>,
    first: usize,
    places: &Places,
) -> PyResult<Box<Frame>> {
    enter(vm, thread)?;
    let mut frame = vm.blank_frame(&function);
    let top = caller.slots.len() - 1;
    caller.slots.truncate(top);
    let keywords = top - places.names;
    let code = frame.code.clone();
    let arity = code.arg_count as usize;
    frame.slots.resize_with(code.variables.len(), || None);
    for (slot, value) in frame
        .slots
        .iter_mut()
        .zip(&mut caller.slots[first..keywords])
    {
        *slot = value.take();
    }
    for (place, value) in places.at.iter().zip(&mut caller.slots[keywords..]) {
        frame.slots[usize::from(*place)] = value.take();
    }
    if let Some(defaults) = function.defaults.borrow().as_ref()
        && let Some(defaults) = defaults.get::<PyTuple>()
    {
        let items = defaults.items();
        let from = arity.saturating_sub(items.len());
        let items = &items[items.len() - (arity - from)..];
        for (slot, default) in frame.slots[from..arity].iter_mut().zip(items) {
            if slot.is_none() {
                *slot = Some(default.clone());
            }
        }
    }
    if code.keyword_only > 0
        && let Some(defaults) = function.kw_defaults.borrow().as_ref()
        && let Some(defaults) = defaults.get::<PyDict>()
    {
        for place in arity..arity + code.keyword_only as usize {
            if frame.slots[place].is_none() {
                frame.slots[place] = defaults.get_name(&code.variables[place]);
            }
        }
    }
    frame.function = Some(function);
    Ok(frame)
}

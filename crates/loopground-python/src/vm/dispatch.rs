//! The loop that executes instructions.
//!
//! Here: fetching, the fast paths, and what the slower helpers of `instructions` answer with ([`Next`]). A
//! Python call switches `frame`; nothing recurses. Not here: what lies between frames (`driver`).

use super::driver::{State, Stop, enter, leave, make_generator, resume, start};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::operators::{BinaryOperator, Comparison};
use super::thread::{Activation, Thread};
use super::{Flow, NativeResult, Outcome, Resumption, Vm};
use crate::code::Op;
use crate::object::heap;
use crate::object::{Ref, Value};
use crate::types::awaiter::{PyAwaiter, Sent};
use crate::types::cell::PyCell;
use crate::types::function::{PyBoundMethod, PyFunction};
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};
use crate::types::iterator::{PyIterator, Step};
use crate::types::list::PyList;
use crate::types::native::{Args, NativeKind, PyNative};

/// What an instruction's helper wants done.
pub enum Next {
    /// Go on with the next instruction.
    Continue,
    /// Do what the flow says; its outcome is delivered so.
    Flow(Flow, Deliver),
}

/// Units of fuel per call.
const CALL_FUEL: u64 = 1;

/// A frame for a call whose arguments bind by position alone: the fast path of calls.
#[inline(always)]
fn quick_frame(thread: &mut Thread, function: &Ref<PyFunction>) -> Box<Frame> {
    let code = function.code.borrow().clone();
    match thread.pool.pop() {
        Some(mut frame) => {
            let wanted = code.variables.len() + code.stack_size + 1;
            if frame.slots.capacity() < wanted {
                frame.slots.reserve(wanted);
            }
            frame.code = code;
            frame.globals = function.globals.clone();
            frame.function = Some(function.clone());
            frame.next = 0;
            frame
        }
        None => {
            let mut frame = Frame::new(code, function.globals.clone());
            frame.slots.clear();
            frame.function = Some(function.clone());
            frame
        }
    }
}

#[allow(
    clippy::too_many_lines,
    reason = "one arm per instruction, each a few lines; helpers hold the rest"
)]
pub(super) fn run_frame(
    vm: &Vm,
    thread: &mut Thread,
    mut frame: Box<Frame>,
) -> Result<State, Stop> {
    let mut code = frame.code.clone();
    let mut fuel = vm.fuel.get();

    macro_rules! stop {
        ($stop:expr) => {{
            vm.fuel.set(fuel);
            thread.stack.push(Activation::Frame(frame));
            return Err($stop);
        }};
    }
    // Leaves this frame and goes on with whatever `State` says.
    macro_rules! away {
        ($state:expr) => {{
            vm.fuel.set(fuel);
            return $state;
        }};
    }
    macro_rules! raise {
        ($raised:expr) => {{
            match super::unwind::raise_in(vm, thread, frame, $raised) {
                Ok(next) => {
                    frame = next;
                    code = frame.code.clone();
                    continue;
                }
                Err((raised, deliver)) => {
                    away!(Ok(State::Outcome(Outcome::Raise(raised), deliver)))
                }
            }
        }};
    }
    macro_rules! attempt {
        ($result:expr) => {
            match $result {
                Ok(value) => value,
                Err(raised) => raise!(raised),
            }
        };
    }
    // Starts whatever the flow says on top of this frame.
    macro_rules! begin {
        ($flow:expr, $deliver:expr) => {{
            match $flow {
                Flow::Value(value) => match $deliver {
                    Deliver::Push => frame.push(value),
                    Deliver::PushWithNull => {
                        frame.push(value);
                        frame.slots.push(None);
                    }
                    _ => drop(value),
                },
                flow => {
                    vm.fuel.set(fuel);
                    thread.stack.push(Activation::Frame(frame));
                    return start(vm, thread, flow, $deliver);
                }
            }
        }};
    }
    macro_rules! finalize {
        () => {
            if heap::has_pending() {
                let future = super::generator::run_finalizers(vm.clone());
                begin!(Flow::Future(future), Deliver::Discard);
            }
        };
    }
    // Before the instruction has done anything: it is executed again when fuel is back.
    macro_rules! charge {
        ($units:expr) => {
            if fuel < $units {
                fuel = 0;
                frame.next -= 1;
                stop!(Stop::OutOfFuel);
            }
            fuel -= $units;
        };
    }
    macro_rules! charge_call {
        () => {
            charge!(CALL_FUEL)
        };
    }
    macro_rules! binary {
        ($instruction:expr, $a:expr, $b:expr) => {{
            let (op, in_place) = if $instruction.a == 26 {
                let flow = attempt!(vm.subscript($a, $b));
                begin!(flow, Deliver::Push);
                continue;
            } else {
                BinaryOperator::from_oparg($instruction.a)
            };
            match Vm::quick_binary(op, $a, $b) {
                Some(value) => frame.push(value),
                None => {
                    let flow = attempt!(vm.binary_operation(op, in_place, $a, $b));
                    begin!(flow, Deliver::Push);
                }
            }
        }};
    }

    loop {
        let instruction = code.instructions[frame.next as usize];
        frame.next += 1;
        match instruction.op {
            Op::LoadFast | Op::LoadFastBorrow => match &frame.slots[instruction.arg as usize] {
                Some(value) => {
                    let value = value.clone();
                    frame.push(value);
                }
                None => raise!(vm.unbound_local(&code, instruction.arg)),
            },
            Op::LoadFastCheck => match &frame.slots[instruction.arg as usize] {
                Some(value) => {
                    let value = value.clone();
                    frame.push(value);
                }
                None => raise!(vm.unbound_local(&code, instruction.arg)),
            },
            Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => {
                for slot in [usize::from(instruction.b), instruction.arg as usize] {
                    match &frame.slots[slot] {
                        Some(value) => {
                            let value = value.clone();
                            frame.push(value);
                        }
                        None => raise!(vm.unbound_local(&code, slot as u32)),
                    }
                }
            }
            Op::LoadFastAndClear => {
                let value = frame.slots[instruction.arg as usize].take();
                frame.slots.push(value);
            }
            Op::LoadConst => frame.push(code.constants[instruction.arg as usize].clone()),
            Op::LoadSmallInt => frame.push(Value::int(i64::from(instruction.arg))),
            Op::StoreFast => {
                let value = frame.pop_or_null();
                let old = std::mem::replace(&mut frame.slots[instruction.arg as usize], value);
                drop(old);
                finalize!();
            }
            Op::StoreFastLoadFast => {
                let value = frame.pop();
                let old = frame.slots[usize::from(instruction.b)].replace(value);
                drop(old);
                match &frame.slots[instruction.arg as usize] {
                    Some(value) => {
                        let value = value.clone();
                        frame.push(value);
                    }
                    None => raise!(vm.unbound_local(&code, instruction.arg)),
                }
                finalize!();
            }
            Op::StoreFastStoreFast => {
                for slot in [usize::from(instruction.b), instruction.arg as usize] {
                    let value = frame.pop();
                    let old = frame.slots[slot].replace(value);
                    drop(old);
                }
                finalize!();
            }
            Op::DeleteFast => {
                if frame.slots[instruction.arg as usize].take().is_none() {
                    raise!(vm.unbound_local(&code, instruction.arg));
                }
                finalize!();
            }
            Op::PopTop => {
                frame.slots.pop();
                finalize!();
            }
            Op::EndFor => {
                frame.slots.pop();
            }
            Op::PopIter => {
                frame.slots.pop();
                finalize!();
            }
            Op::PushNull => frame.slots.push(None),
            Op::Copy => {
                let at = frame.slots.len() - instruction.arg as usize;
                let value = frame.slots[at].clone();
                frame.slots.push(value);
            }
            Op::Swap => {
                let top = frame.slots.len() - 1;
                frame.slots.swap(top, top + 1 - instruction.arg as usize);
            }
            Op::Nop | Op::NotTaken | Op::Resume => {}
            Op::LoadGlobal => {
                let name = &code.names[instruction.arg as usize];
                let cache = &code.caches[usize::from(instruction.b)];
                let value = match vm.cached_global(cache, &frame, name) {
                    Some(value) => value,
                    None => attempt!(vm.load_global(cache, &frame, name)),
                };
                frame.push(value);
                if instruction.a != 0 {
                    frame.slots.push(None);
                }
            }
            Op::LoadAttr => {
                let name = &code.names[instruction.arg as usize];
                let cache = &code.caches[usize::from(instruction.b)];
                let object = frame.pop();
                let loaded = match vm.cached_attribute(cache, &object, name) {
                    Some(loaded) => loaded,
                    None => {
                        vm.remember_attribute(cache, &object, name);
                        attempt!(vm.load_attribute(&object, name))
                    }
                };
                match loaded {
                    super::attribute::Loaded::Value(value) => {
                        frame.push(value);
                        if instruction.a != 0 {
                            frame.slots.push(None);
                        }
                    }
                    super::attribute::Loaded::Method(function) if instruction.a != 0 => {
                        frame.push(function);
                        frame.push(object);
                    }
                    super::attribute::Loaded::Method(function) => {
                        frame.push(vm.bind_method(&function, &object));
                    }
                    super::attribute::Loaded::Flow(flow) => {
                        // What is loaded to be called is followed by a NULL instead of a receiver.
                        if instruction.a != 0 {
                            begin!(flow, Deliver::PushWithNull);
                            continue;
                        }
                        begin!(flow, Deliver::Push);
                    }
                }
            }
            Op::StoreAttr => {
                let name = &code.names[instruction.arg as usize];
                let cache = &code.caches[usize::from(instruction.b)];
                let object = frame.pop();
                let value = frame.pop();
                match vm.cached_store(cache, &object, name, value) {
                    Ok(old) => drop(old),
                    Err(value) => {
                        let flow = attempt!(vm.store_attribute(&object, name, Some(value)));
                        match flow {
                            None => vm.remember_store(cache, &object, name),
                            Some(flow) => begin!(flow, Deliver::Discard),
                        }
                    }
                }
                drop(object);
                finalize!();
            }
            Op::BinaryOp => {
                let b = frame.pop();
                let mut a = frame.pop();
                if instruction.a == 26
                    && let Some(value) = vm.quick_subscript(&a, &b)
                {
                    frame.push(value);
                } else if matches!(instruction.a, 0 | 13)
                    && let Some(value) =
                        attempt!(super::append::text(vm, &mut frame, &code, &mut a, &b))
                {
                    frame.push(value);
                } else {
                    binary!(instruction, &a, &b);
                }
            }
            Op::BinaryOpFastFast => {
                let (a, b) = (
                    &frame.slots[usize::from(instruction.b)],
                    &frame.slots[instruction.arg as usize],
                );
                if let (Some(a), Some(b)) = (a, b)
                    && instruction.a != 26
                    && let Some(value) =
                        Vm::quick_binary(BinaryOperator::from_oparg(instruction.a).0, a, b)
                {
                    frame.push(value);
                    frame.next += 1;
                } else {
                    for slot in [usize::from(instruction.b), instruction.arg as usize] {
                        match &frame.slots[slot] {
                            Some(value) => {
                                let value = value.clone();
                                frame.push(value);
                            }
                            None => raise!(vm.unbound_local(&code, slot as u32)),
                        }
                    }
                }
            }
            Op::BinaryOpSmallInt => {
                let constant = i64::from(instruction.arg);
                let top = frame.slots.len() - 1;
                if instruction.a != 26
                    && let Some(Some(a)) = frame.slots[top].as_ref().map(Value::as_small_int)
                    && let Some(value) = super::operators::int_op(
                        BinaryOperator::from_oparg(instruction.a).0,
                        a,
                        constant,
                    )
                {
                    frame.slots[top] = Some(value);
                    frame.next += 1;
                } else {
                    frame.push(Value::int(constant));
                }
            }
            Op::CompareOp => {
                let b = frame.pop();
                let a = frame.pop();
                let op = Comparison::from_oparg(instruction.a);
                match vm.quick_compare(op, &a, &b) {
                    Some(result) => frame.push(Value::bool(result)),
                    None => {
                        let flow = attempt!(vm.comparison_flow(op, instruction.b != 0, &a, &b));
                        begin!(flow, Deliver::Push);
                    }
                }
            }
            Op::CompareOpJump => {
                let b = frame.pop();
                let a = frame.pop();
                let op = Comparison::from_oparg(instruction.a);
                match vm.quick_compare(op, &a, &b) {
                    Some(result) => {
                        frame.next += 1;
                        if result == (instruction.b != 0) {
                            frame.next = instruction.arg;
                        }
                    }
                    None => {
                        let flow = attempt!(vm.comparison_flow(op, true, &a, &b));
                        begin!(flow, Deliver::Push);
                    }
                }
            }
            Op::PopJumpIfFalse => {
                if frame.pop().as_bool() == Some(false) {
                    frame.next = instruction.arg;
                }
            }
            Op::PopJumpIfTrue => {
                if frame.pop().as_bool() == Some(true) {
                    frame.next = instruction.arg;
                }
            }
            Op::PopJumpIfNone => {
                if frame.pop().is_none() {
                    frame.next = instruction.arg;
                }
                finalize!();
            }
            Op::PopJumpIfNotNone => {
                if !frame.pop().is_none() {
                    frame.next = instruction.arg;
                }
                finalize!();
            }
            Op::JumpForward | Op::JumpBackwardNoInterrupt => frame.next = instruction.arg,
            Op::JumpBackward => {
                charge!(1);
                frame.next = instruction.arg;
            }
            Op::ToBool => {
                let value = frame.pop();
                match vm.quick_truth(&value) {
                    Some(truth) => frame.push(Value::bool(truth)),
                    None => {
                        let vm = vm.clone();
                        let future =
                            Box::pin(async move { vm.truth(&value).await.map(Value::bool) });
                        begin!(Flow::Future(future), Deliver::Push);
                    }
                }
            }
            Op::UnaryNot => {
                let value = frame.pop();
                frame.push(Value::bool(value.as_bool() == Some(false)));
            }
            Op::IsOp => {
                let b = frame.pop();
                let a = frame.pop();
                frame.push(Value::bool(a.is(&b) != (instruction.arg != 0)));
            }
            Op::ForIter => {
                let step = match frame.peek(1).as_object() {
                    Some(object) => match object.payload::<PyIterator>() {
                        Some(iterator) => attempt!(iterator.step(vm)),
                        None => Step::Slow,
                    },
                    None => Step::Slow,
                };
                match step {
                    Step::Item(value) => frame.push(value),
                    Step::Done => frame.next = instruction.arg,
                    Step::Slow => {
                        let iterator = frame.peek(1).clone();
                        if let Some(generator) = iterator.to_ref::<PyGenerator>() {
                            vm.fuel.set(fuel);
                            thread.stack.push(Activation::Frame(frame));
                            let with = Resumption::Send(Value::none());
                            return resume(
                                vm,
                                thread,
                                &generator,
                                with,
                                ReturnStyle::Plain,
                                Deliver::ForIter(instruction.arg),
                            );
                        }
                        let flow = attempt!(vm.next_flow(&iterator));
                        vm.fuel.set(fuel);
                        thread.stack.push(Activation::Frame(frame));
                        return start(vm, thread, flow, Deliver::NextItem(instruction.arg));
                    }
                }
            }
            Op::Call => {
                let count = instruction.arg as usize;
                charge_call!();
                let base = frame.slots.len() - count;
                let has_self = frame.slots[base - 1].is_some();
                let first = if has_self { base - 1 } else { base };
                let given = frame.slots.len() - first;
                let callee_at = base - 2;
                let callee = frame.slots[callee_at].as_ref().expect("a callee");
                if let Some(object) = callee.as_object() {
                    if let Some(function) = callee.to_ref::<PyFunction>() {
                        if function.simple_arity.get() as usize == given {
                            attempt!(enter(vm, thread));
                            let mut next = quick_frame(thread, &function);
                            next.slots.extend(frame.slots.drain(first..));
                            frame.slots.truncate(callee_at);
                            let variables = next.code.variables.len();
                            next.slots.resize_with(variables, || None);
                            thread.stack.push(Activation::Frame(frame));
                            frame = next;
                            code = frame.code.clone();
                            continue;
                        }
                    } else if let Some(native) = object.payload::<PyNative>()
                        && native.receiver.is_none()
                        && given <= native.signature().exact
                        && given >= native.signature().least
                        && native.signature().exact != usize::MAX
                    {
                        if native.def.kind == NativeKind::Method && !has_self {
                            let result = vm.check_receiver(native, frame.slots[first].as_ref());
                            if let Err(raised) = result {
                                raise!(raised);
                            }
                        }
                        let exact = native.signature().exact;
                        let function = native.def.function;
                        while frame.slots.len() - first < exact {
                            frame.slots.push(None);
                        }
                        vm.fuel.set(fuel);
                        let result: NativeResult = function(vm, Args(&frame.slots[first..]));
                        fuel = vm.fuel.get();
                        frame.slots.truncate(callee_at);
                        let flow = attempt!(result);
                        begin!(flow, Deliver::Push);
                        finalize!();
                        continue;
                    } else if !has_self && let Some(method) = object.payload::<PyBoundMethod>() {
                        // Unpack the method and go round again.
                        let (function, receiver) =
                            (method.function.clone(), method.receiver.clone());
                        frame.slots[callee_at] = Some(function);
                        frame.slots[base - 1] = Some(receiver);
                        frame.next -= 1;
                        fuel += CALL_FUEL;
                        continue;
                    }
                }
                let positional: Vec<Value> = frame.slots.drain(first..).flatten().collect();
                frame.slots.truncate(callee_at + 1);
                let callee = frame.pop();
                let flow = attempt!(vm.prepare_call(&callee, positional.into()));
                begin!(flow, Deliver::Push);
                finalize!();
            }
            Op::CallKw => {
                charge_call!();
                let (callee, args) =
                    super::instructions::keyword_call(&mut frame, instruction.arg as usize);
                let flow = attempt!(vm.prepare_call(&callee, args));
                begin!(flow, Deliver::Push);
                finalize!();
            }
            Op::ReturnValue => {
                let value = frame.pop();
                let was_generator = frame.generator.is_some();
                let (deliver, style) = leave(thread, frame);
                if !was_generator
                    && matches!(deliver, Deliver::Push)
                    && let Some(Activation::Frame(below)) = thread.stack.last_mut()
                {
                    below.push(value);
                    let Some(Activation::Frame(below)) = thread.stack.pop() else {
                        unreachable!()
                    };
                    frame = below;
                    code = frame.code.clone();
                    finalize!();
                    continue;
                }
                let outcome = if style == ReturnStyle::StopIteration {
                    Outcome::Raise(vm.stop_iteration(value))
                } else {
                    Outcome::Return(value)
                };
                away!(Ok(State::Outcome(outcome, deliver)));
            }
            Op::YieldValue => {
                let value = frame.pop();
                let generator = frame.generator.take().expect("only generators yield");
                thread.depth -= 1;
                *generator.handled.borrow_mut() = thread.handled.pop().flatten();
                let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
                generator.state.set(GeneratorState::Suspended);
                *generator.frame.borrow_mut() = Some(frame);
                away!(Ok(State::Outcome(Outcome::Yield(value), deliver)));
            }
            Op::ReturnGenerator => {
                let (value, deliver) = make_generator(vm, thread, frame);
                away!(Ok(State::Outcome(Outcome::Return(value), deliver)));
            }
            Op::Send => {
                let value = frame.pop();
                let receiver = frame.peek(1).clone();
                if let Some(generator) = receiver.to_ref::<PyGenerator>()
                    && generator.kind != GeneratorKind::AsyncGenerator
                {
                    vm.fuel.set(fuel);
                    thread.stack.push(Activation::Frame(frame));
                    let with = Resumption::Send(value);
                    let deliver = Deliver::Send(instruction.arg);
                    return resume(vm, thread, &generator, with, ReturnStyle::Plain, deliver);
                }
                if let Some(awaiter) = receiver.get::<PyAwaiter>() {
                    match attempt!(awaiter.state.send(vm, value)) {
                        Sent::Yield(value) => frame.push(value),
                        Sent::Return(value) => {
                            frame.push(value);
                            frame.next = instruction.arg;
                        }
                    }
                    continue;
                }
                let flow = attempt!(vm.send_flow(&receiver, value));
                vm.fuel.set(fuel);
                thread.stack.push(Activation::Frame(frame));
                return start(vm, thread, flow, Deliver::SentItem(instruction.arg));
            }
            Op::MakeCell => {
                let slot = &mut frame.slots[instruction.arg as usize];
                let content = slot.take();
                *slot = Some(Ref::new(PyCell::new(content), &vm.types.cell).into_value());
            }
            Op::CopyFreeVars => {
                let count = instruction.arg as usize;
                let function = frame
                    .function
                    .clone()
                    .expect("a closure's frame has its function");
                let first = code.variables.len() - count;
                for (slot, cell) in frame.slots[first..]
                    .iter_mut()
                    .zip(function.closure.borrow().iter())
                {
                    *slot = Some(cell.to_value());
                }
            }
            Op::LoadDeref => {
                let cell = frame.slots[instruction.arg as usize]
                    .as_ref()
                    .and_then(Value::get::<PyCell>);
                match cell.and_then(PyCell::get) {
                    Some(value) => frame.push(value),
                    None => raise!(vm.unbound_deref(&code, instruction.arg)),
                }
            }
            Op::StoreDeref => {
                let value = frame.pop();
                if let Some(cell) = frame.slots[instruction.arg as usize]
                    .as_ref()
                    .and_then(Value::get::<PyCell>)
                {
                    cell.set(Some(value));
                }
                finalize!();
            }
            Op::ListAppend => {
                let value = frame.pop();
                if let Some(list) = frame.peek(instruction.arg as usize).get::<PyList>() {
                    list.push(value);
                }
            }
            _ => match attempt!(super::instructions::execute(
                vm,
                thread,
                &mut frame,
                &code,
                instruction
            )) {
                Next::Continue => finalize!(),
                Next::Flow(flow, deliver) => {
                    begin!(flow, deliver);
                    finalize!();
                }
            },
        }
    }
}

//! The loop that executes instructions.
//!
//! Here: fetching, the fast paths, and what the slower helpers of `instructions` answer with ([`Next`]). A
//! Python call switches `frame`; nothing recurses.

use super::frame::{Deliver, Frame, ReturnStyle};
use super::operators::{BinaryOperator, Comparison};
use super::thread::{Activation, NativeActivation, Thread};
use super::{Flow, NativeResult, Outcome, PyResult, Raised, Request, Resumption, Trap, Vm};
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
use std::cell::{Cell, RefCell};
use std::task::{Context, Poll, Waker};

/// Why a thread stopped running.
pub enum Stop {
    /// Its last activation ended.
    Finished(PyResult),
    /// It waits.
    Trap(Trap, Deliver),
    OutOfFuel,
}

/// What an instruction's helper wants done.
pub enum Next {
    /// Go on with the next instruction.
    Continue,
    /// Do what the flow says; its outcome is delivered so.
    Flow(Flow, Deliver),
}

/// Units of fuel per call.
const CALL_FUEL: u64 = 1;

/// Where the loop is: in a frame, or on the way to whatever is below with an outcome.
enum State {
    Run(Box<Frame>),
    /// A native starts; the loop polls it, so that natives calling natives do not nest on the host's stack.
    Native(NativeActivation),
    Outcome(Outcome, Deliver),
}

/// Runs a thread until it stops, waits, or `vm.fuel` is used up.
pub fn run(vm: &Vm, thread: &mut Thread) -> Stop {
    let mut state = match thread.wake_with.take() {
        Some((outcome, deliver)) => State::Outcome(outcome, deliver),
        None => match thread.stack.pop() {
            Some(Activation::Frame(frame)) => State::Run(frame),
            Some(Activation::Native(native)) => match poll(vm, thread, native) {
                Ok(state) => state,
                Err(stop) => return stop,
            },
            None => return Stop::Finished(Ok(Value::none())),
        },
    };
    if let Some(raised) = thread.raise.take() {
        match state {
            State::Run(mut frame) => {
                // It strikes the instruction that was about to run: handlers and lines are looked up by that one.
                frame.next += 1;
                state = match super::unwind::raise_in(vm, thread, frame, raised) {
                    Ok(frame) => State::Run(frame),
                    Err((raised, deliver)) => State::Outcome(Outcome::Raise(raised), deliver),
                };
            }
            State::Native(NativeActivation { deliver, .. }) | State::Outcome(_, deliver) => {
                state = State::Outcome(Outcome::Raise(raised), deliver);
            }
        }
    }
    loop {
        let result = match state {
            State::Run(frame) => run_frame(vm, thread, frame),
            State::Native(native) => poll(vm, thread, native),
            State::Outcome(outcome, deliver) => hand_down(vm, thread, outcome, deliver),
        };
        match result {
            Ok(next) => state = next,
            Err(stop) => return stop,
        }
    }
}

/// Gives an outcome to the activation below.
fn hand_down(
    vm: &Vm,
    thread: &mut Thread,
    outcome: Outcome,
    deliver: Deliver,
) -> Result<State, Stop> {
    let item = |outcome| match outcome {
        Outcome::Return(value) => Outcome::Yield(value),
        other => other,
    };
    let (outcome, deliver) = match deliver {
        Deliver::NextItem(target) => (item(outcome), Deliver::ForIter(target)),
        Deliver::SentItem(target) => (item(outcome), Deliver::Send(target)),
        deliver => (outcome, deliver),
    };
    let outcome = match deliver {
        Deliver::Construct(instance) => {
            return Ok(State::Outcome(
                match outcome {
                    Outcome::Return(value) => match vm.check_init_result(&value) {
                        Ok(()) => Outcome::Return(instance),
                        Err(raised) => Outcome::Raise(raised),
                    },
                    other => other,
                },
                Deliver::Push,
            ));
        }
        _ => outcome,
    };
    match thread.stack.pop() {
        None => Err(Stop::Finished(match outcome {
            Outcome::Return(value) | Outcome::Yield(value) => Ok(value),
            Outcome::Raise(raised) => Err(raised),
        })),
        Some(Activation::Native(native)) => {
            *vm.response.borrow_mut() = Some(outcome);
            poll(vm, thread, native)
        }
        Some(Activation::Frame(mut frame)) => {
            match (outcome, deliver) {
                (Outcome::Raise(raised), deliver) => {
                    if let Deliver::ForIter(target) = deliver
                        && vm.matches(&raised, &vm.types.exceptions.stop_iteration)
                    {
                        frame.next = target;
                        return Ok(State::Run(frame));
                    }
                    if let Deliver::Send(target) = deliver
                        && vm.matches(&raised, &vm.types.exceptions.stop_iteration)
                    {
                        frame.push(raised.0.field("value").unwrap_or_else(Value::none));
                        frame.next = target;
                        return Ok(State::Run(frame));
                    }
                    return Ok(match super::unwind::raise_in(vm, thread, frame, raised) {
                        Ok(frame) => State::Run(frame),
                        Err((raised, deliver)) => State::Outcome(Outcome::Raise(raised), deliver),
                    });
                }
                (Outcome::Return(_), Deliver::ForIter(target)) => frame.next = target,
                (Outcome::Return(value), Deliver::Send(target)) => {
                    frame.push(value);
                    frame.next = target;
                }
                (Outcome::Return(_) | Outcome::Yield(_), Deliver::Discard) => {}
                (Outcome::Return(value) | Outcome::Yield(value), Deliver::PushWithNull) => {
                    frame.push(value);
                    frame.slots.push(None);
                }
                (Outcome::Return(value) | Outcome::Yield(value), _) => frame.push(value),
            }
            Ok(State::Run(frame))
        }
    }
}

/// Lets a native go on, with the answer it asked for in `vm.response`.
fn poll(vm: &Vm, thread: &mut Thread, mut native: NativeActivation) -> Result<State, Stop> {
    let mut context = Context::from_waker(Waker::noop());
    match native.future.as_mut().poll(&mut context) {
        Poll::Ready(Ok(value)) => Ok(State::Outcome(Outcome::Return(value), native.deliver)),
        Poll::Ready(Err(raised)) => Ok(State::Outcome(Outcome::Raise(raised), native.deliver)),
        Poll::Pending => {
            let request = vm
                .request
                .borrow_mut()
                .take()
                .expect("a native waits only for what it asked");
            thread.stack.push(Activation::Native(native));
            match request {
                Request::Call(callee, args) => match vm.prepare_call(&callee, args) {
                    Ok(flow) => start(vm, thread, flow, Deliver::Push),
                    Err(raised) => Ok(State::Outcome(Outcome::Raise(raised), Deliver::Push)),
                },
                Request::Resume(generator, with) => resume(
                    vm,
                    thread,
                    &generator,
                    with,
                    ReturnStyle::Plain,
                    Deliver::Step,
                ),
                Request::Frame(frame) => start(vm, thread, Flow::Frame(frame), Deliver::Push),
                Request::Future(future) => start(vm, thread, Flow::Future(future), Deliver::Push),
                Request::Trap(trap) => Err(Stop::Trap(trap, Deliver::Push)),
                Request::Frames(look) => {
                    Ok(State::Outcome(outcome_of(look(vm, thread)), Deliver::Push))
                }
            }
        }
    }
}

fn outcome_of(result: PyResult) -> Outcome {
    match result {
        Ok(value) => Outcome::Return(value),
        Err(raised) => Outcome::Raise(raised),
    }
}

/// Does what a flow says; its outcome will be delivered to the activation now on top of the stack.
fn start(vm: &Vm, thread: &mut Thread, flow: Flow, deliver: Deliver) -> Result<State, Stop> {
    let mut flow = flow;
    loop {
        match flow {
            Flow::Value(value) => return Ok(State::Outcome(Outcome::Return(value), deliver)),
            Flow::Call(callee, args) => match vm.prepare_call(&callee, args) {
                Ok(next) => flow = next,
                Err(raised) => return Ok(State::Outcome(Outcome::Raise(raised), deliver)),
            },
            Flow::Frame(mut frame) => {
                if let Err(raised) = enter(vm, thread) {
                    return Ok(State::Outcome(Outcome::Raise(raised), deliver));
                }
                // A constructor's frame brings its own delivery, which ends in a push.
                match (&frame.deliver, &deliver) {
                    (Deliver::Construct(_), Deliver::Push) => {}
                    (Deliver::Construct(_), _) => {
                        let future = run_frame_future(vm, frame);
                        thread.depth -= 1;
                        return Ok(State::Native(NativeActivation { future, deliver }));
                    }
                    _ => frame.deliver = deliver,
                }
                return Ok(State::Run(frame));
            }
            Flow::Future(future) => {
                if thread.stack.len() > vm.recursion_limit.get() * 4 + 200 {
                    let raised = vm.recursion_error("maximum recursion depth exceeded");
                    return Ok(State::Outcome(Outcome::Raise(raised), deliver));
                }
                return Ok(State::Native(NativeActivation { future, deliver }));
            }
            Flow::Resume(generator, with) => {
                return resume(
                    vm,
                    thread,
                    &generator,
                    with,
                    ReturnStyle::StopIteration,
                    deliver,
                );
            }
            Flow::Trap(trap) => return Err(Stop::Trap(trap, deliver)),
            Flow::Frames(look) => return Ok(State::Outcome(outcome_of(look(vm, thread)), deliver)),
        }
    }
}

fn run_frame_future(vm: &Vm, frame: Box<Frame>) -> super::NativeFuture {
    let vm = vm.clone();
    Box::pin(async move { vm.run_frame(frame).await })
}

/// Counts a frame in; the recursion limit is checked here.
#[inline(always)]
fn enter(vm: &Vm, thread: &mut Thread) -> PyResult<()> {
    thread.depth += 1;
    if thread.depth > vm.recursion_limit.get() {
        thread.depth -= 1;
        return Err(vm.recursion_error("maximum recursion depth exceeded"));
    }
    Ok(())
}

/// Puts a generator's frame on the stack.
fn resume(
    vm: &Vm,
    thread: &mut Thread,
    generator: &Ref<PyGenerator>,
    with: Resumption,
    style: ReturnStyle,
    deliver: Deliver,
) -> Result<State, Stop> {
    let fail = |raised, deliver| Ok(State::Outcome(Outcome::Raise(raised), deliver));
    match generator.state.get() {
        GeneratorState::Running => return fail(vm.already_executing(generator), deliver),
        GeneratorState::Finished => {
            let outcome = match (with, generator.kind) {
                (_, GeneratorKind::Coroutine) => {
                    Outcome::Raise(vm.runtime_error("cannot reuse already awaited coroutine"))
                }
                (Resumption::Throw(raised), _) => Outcome::Raise(raised),
                (Resumption::Send(_), _) if style == ReturnStyle::StopIteration => {
                    Outcome::Raise(vm.stop_iteration(Value::none()))
                }
                (Resumption::Send(_), _) => Outcome::Return(Value::none()),
            };
            return Ok(State::Outcome(outcome, deliver));
        }
        GeneratorState::Created => {
            if let Resumption::Send(value) = &with
                && !value.is_none()
            {
                let what = match generator.kind {
                    GeneratorKind::Generator => "generator",
                    GeneratorKind::Coroutine => "coroutine",
                    GeneratorKind::AsyncGenerator => "async generator",
                };
                return fail(
                    vm.type_error(format!(
                        "can't send non-None value to a just-started {what}"
                    )),
                    deliver,
                );
            }
        }
        GeneratorState::Suspended => {}
    }
    if let Err(raised) = enter(vm, thread) {
        return fail(raised, deliver);
    }
    generator.state.set(GeneratorState::Running);
    let mut frame = generator
        .frame
        .take()
        .expect("a generator that is not running has its frame");
    frame.generator = Some(generator.clone());
    frame.style = style;
    frame.deliver = deliver;
    thread.handled.push(generator.handled.take());
    match with {
        Resumption::Send(value) => {
            frame.push(value);
            Ok(State::Run(frame))
        }
        Resumption::Throw(raised) => {
            // Handlers count the value that would have been sent.
            frame.push(Value::none());
            Ok(match super::unwind::raise_in(vm, thread, frame, raised) {
                Ok(frame) => State::Run(frame),
                Err((raised, deliver)) => State::Outcome(Outcome::Raise(raised), deliver),
            })
        }
    }
}

/// Ends a frame: gives it back to the pool. A generator's frame marks its generator finished.
pub(super) fn leave(thread: &mut Thread, mut frame: Box<Frame>) -> (Deliver, ReturnStyle) {
    thread.depth -= 1;
    let style = frame.style;
    let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
    let generator = frame.generator.take();
    if let Some(generator) = &generator {
        generator.state.set(GeneratorState::Finished);
        thread.handled.pop();
    }
    frame.finish();
    frame.style = ReturnStyle::Plain;
    if thread.pool.len() < 64 {
        thread.pool.push(frame);
    }
    (deliver, style)
}

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
fn run_frame(vm: &Vm, thread: &mut Thread, mut frame: Box<Frame>) -> Result<State, Stop> {
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

/// `RETURN_GENERATOR`: the frame moves into a new generator object.
fn make_generator(vm: &Vm, thread: &mut Thread, mut frame: Box<Frame>) -> (Value, Deliver) {
    thread.depth -= 1;
    let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
    let code = frame.code.clone();
    let (kind, class) = if code.has_flag(crate::code::flags::COROUTINE) {
        (GeneratorKind::Coroutine, &vm.types.coroutine)
    } else if code.has_flag(crate::code::flags::ASYNC_GENERATOR) {
        (GeneratorKind::AsyncGenerator, &vm.types.async_generator)
    } else {
        (GeneratorKind::Generator, &vm.types.generator)
    };
    let (name, qualname) = match &frame.function {
        Some(function) => (
            function.name.borrow().clone(),
            function.qualname.borrow().clone(),
        ),
        None => (code.name.clone(), code.qualname.clone()),
    };
    frame
        .slots
        .shrink_to(code.variables.len() + code.stack_size + 1);
    let generator = PyGenerator {
        kind,
        state: Cell::new(GeneratorState::Created),
        frame: RefCell::new(Some(frame)),
        name: RefCell::new(name),
        qualname: RefCell::new(qualname),
        code: code.to_value(),
        handled: RefCell::new(None),
        async_running: Cell::new(false),
        async_closed: Cell::new(false),
        hooks_ran: Cell::new(false),
        finalizer: RefCell::new(None),
        origin: RefCell::new(super::generator::origin(vm, thread)),
    };
    (Ref::new(generator, class).into_value(), deliver)
}

impl Vm {
    fn already_executing(&self, generator: &PyGenerator) -> Raised {
        let what = match generator.kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async generator",
        };
        self.value_error(format!("{what} already executing"))
    }
}

//! What carries a thread from one activation to the next: starting flows, polling natives, handing outcomes down.
//!
//! Not here: the instructions (`dispatch`). Nothing recurses; a Python call switches the frame.

use super::frame::{Deliver, Frame, ReturnStyle};
use super::outside::run_frame;
use super::thread::{Activation, NativeActivation, Thread};
use super::{Flow, NativeFuture, Outcome, PyResult, Raised, Request, Resumption, Trap, Vm};
use crate::object::{Ref, Value};
use crate::types::async_generator::PyAsyncStep;
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};
use std::task::{Context, Poll, Waker};

/// Why a thread stopped running.
pub enum Stop {
    /// Its last activation ended.
    Finished(PyResult),
    /// It waits.
    Trap(Trap, Deliver),
    OutOfFuel,
}

/// Where the loop is: in a frame, or on the way to whatever is below with an outcome.
pub(super) enum State {
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
        Deliver::AsyncSend(target) => {
            let step = thread.top_frame().expect("it sent").peek(1).clone();
            let outcome = crate::types::async_generator::outcome_of_step(vm, &step, outcome);
            (outcome, Deliver::Send(target))
        }
        deliver => (outcome, deliver),
    };
    let (outcome, deliver) = match deliver {
        Deliver::Operator(operation) => match outcome {
            Outcome::Return(answer) if !operation.settled(vm, &answer) => {
                return match operation.go_on(vm, answer) {
                    Ok(flow) => start(vm, thread, flow, Deliver::Push),
                    Err(raised) => Ok(State::Outcome(Outcome::Raise(raised), Deliver::Push)),
                };
            }
            outcome => (outcome, Deliver::Push),
        },
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
        deliver => (outcome, deliver),
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
                    if matches!(deliver, Deliver::Signal) {
                        frame.next += 1;
                    }
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
                    if let Some(future) =
                        super::tracing::before_raise(vm, thread, &mut frame, &raised)
                    {
                        thread.stack.push(Activation::Frame(frame));
                        return Ok(State::Native(NativeActivation::new(future, deliver)));
                    }
                    if crate::object::heap::has_pending() && !thread.reraise {
                        thread.stack.push(Activation::Frame(frame));
                        let future =
                            super::generator::run_finalizers_then_raise(vm.clone(), raised);
                        return Ok(State::Native(NativeActivation::new(future, deliver)));
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
                (Outcome::Return(_) | Outcome::Yield(_), Deliver::Discard | Deliver::Signal) => {}
                (Outcome::Return(_) | Outcome::Yield(_), Deliver::Again) => frame.next -= 1,
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

/// Gives what an activation returned to the frame below it; gives it back when that takes more than a push.
#[inline(always)]
pub(super) fn return_to_frame(
    vm: &Vm,
    below: &mut Frame,
    value: Value,
    deliver: Deliver,
) -> Option<(Value, Deliver)> {
    match deliver {
        Deliver::Push | Deliver::NextItem(_) | Deliver::SentItem(_) => below.push(value),
        Deliver::Construct(instance) if value.is_none() => below.push(instance),
        Deliver::Operator(operation) if operation.settled(vm, &value) => below.push(value),
        Deliver::ForIter(target) => below.next = target,
        Deliver::Send(target) => {
            below.push(value);
            below.next = target;
        }
        Deliver::Discard => {}
        Deliver::PushWithNull => {
            below.push(value);
            below.slots.push(None);
        }
        deliver => return Some((value, deliver)),
    }
    None
}

/// The same for what a generator yielded.
#[inline(always)]
pub(super) fn yield_to_frame(
    below: &mut Frame,
    value: Value,
    deliver: Deliver,
) -> Option<(Value, Deliver)> {
    match deliver {
        Deliver::Push
        | Deliver::ForIter(_)
        | Deliver::Send(_)
        | Deliver::NextItem(_)
        | Deliver::SentItem(_) => below.push(value),
        Deliver::AsyncSend(target) => {
            let step = below.peek(1).get::<PyAsyncStep>().expect("it was sent to");
            match step.item(&value) {
                Some(item) => {
                    below.push(item);
                    below.next = target;
                }
                None => below.push(value),
            }
        }
        deliver => return Some((value, deliver)),
    }
    None
}

/// The frame of a generator that can go on at once: suspended, or not started and sent `None`.
#[inline(always)]
pub(super) fn quick_resume(
    vm: &Vm,
    thread: &mut Thread,
    generator: &Ref<PyGenerator>,
    value: &mut Option<Value>,
    style: ReturnStyle,
    deliver: Deliver,
) -> PyResult<Option<Box<Frame>>> {
    match generator.state.get() {
        GeneratorState::Suspended => {}
        GeneratorState::Created if value.as_ref().is_some_and(Value::is_none) => {}
        _ => return Ok(None),
    }
    enter(vm, thread)?;
    generator.state.set(GeneratorState::Running);
    let mut frame = generator
        .frame
        .take()
        .expect("a generator that is not running has its frame");
    frame.generator = Some(generator.clone());
    frame.style = style;
    frame.deliver = deliver;
    thread.handled.push(generator.handled.take());
    frame.slots.push(value.take());
    Ok(Some(frame))
}

/// Lets a native go on, with the answer it asked for in `vm.response`.
fn poll(vm: &Vm, thread: &mut Thread, mut native: NativeActivation) -> Result<State, Stop> {
    let mut context = Context::from_waker(Waker::noop());
    match native.future.as_mut().poll(&mut context) {
        Poll::Ready(Ok(value)) => Ok(State::Outcome(Outcome::Return(value), native.deliver)),
        Poll::Ready(Err(raised)) => Ok(State::Outcome(Outcome::Raise(raised), native.deliver)),
        Poll::Pending => asked(vm, thread, native),
    }
}

/// Puts a native that asked for something on the stack, and does what it asked for.
pub(super) fn asked(vm: &Vm, thread: &mut Thread, native: NativeActivation) -> Result<State, Stop> {
    let request = vm
        .request
        .borrow_mut()
        .take()
        .expect("a native waits only for what it asked");
    thread.stack.push(Activation::Native(native));
    match request {
        Request::Call(callee, args) => match vm.call_flow(&callee, args) {
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
        Request::Frames(look) => Ok(State::Outcome(outcome_of(look(vm, thread)), Deliver::Push)),
    }
}

/// How far a native got before it asked for anything.
pub(super) enum Started {
    Done(Value),
    /// It asked: [`asked`] goes on.
    Waits(NativeFuture),
}

/// Runs a native up to its first request. Most natives that might need Python code turn out not to.
pub(super) fn start_future(
    vm: &Vm,
    thread: &Thread,
    mut future: NativeFuture,
) -> PyResult<Started> {
    check_natives(vm, thread)?;
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(result) => result.map(Started::Done),
        Poll::Pending => Ok(Started::Waits(future)),
    }
}

/// Natives on the stack are limited as frames are, only more generously.
fn check_natives(vm: &Vm, thread: &Thread) -> PyResult<()> {
    if thread.stack.len() > vm.recursion_limit.get() * 4 + 200 {
        return Err(vm.recursion_error("maximum recursion depth exceeded"));
    }
    Ok(())
}

fn outcome_of(result: PyResult) -> Outcome {
    match result {
        Ok(value) => Outcome::Return(value),
        Err(raised) => Outcome::Raise(raised),
    }
}

/// Does what a flow says; its outcome will be delivered to the activation now on top of the stack.
pub(super) fn start(
    vm: &Vm,
    thread: &mut Thread,
    flow: Flow,
    deliver: Deliver,
) -> Result<State, Stop> {
    let mut flow = flow;
    loop {
        match flow {
            Flow::Value(value) => return Ok(State::Outcome(Outcome::Return(value), deliver)),
            Flow::Call(call) => {
                let (callee, args) = *call;
                match vm.call_flow(&callee, args) {
                    Ok(next) => flow = next,
                    Err(raised) => return Ok(State::Outcome(Outcome::Raise(raised), deliver)),
                }
            }
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
                        return Ok(State::Native(NativeActivation::new(future, deliver)));
                    }
                    _ => frame.deliver = deliver,
                }
                return Ok(State::Run(frame));
            }
            Flow::Future(future) => {
                if let Err(raised) = check_natives(vm, thread) {
                    return Ok(State::Outcome(Outcome::Raise(raised), deliver));
                }
                return Ok(State::Native(NativeActivation::new(future, deliver)));
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
            Flow::Trap(trap) => return Err(Stop::Trap(*trap, deliver)),
            Flow::Frames(look) => return Ok(State::Outcome(outcome_of(look(vm, thread)), deliver)),
        }
    }
}

fn run_frame_future(vm: &Vm, frame: Box<Frame>) -> NativeFuture {
    let vm = vm.clone();
    Box::pin(async move { vm.run_frame(frame).await })
}

/// Counts a frame in; the recursion limit is checked here.
#[inline(always)]
pub(super) fn enter(vm: &Vm, thread: &mut Thread) -> PyResult<()> {
    thread.depth += 1;
    if thread.depth > vm.recursion_limit.get() {
        thread.depth -= 1;
        return Err(vm.recursion_error("maximum recursion depth exceeded"));
    }
    Ok(())
}

/// Puts a generator's frame on the stack.
pub(super) fn resume(
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
            // What the generator itself handles is what the exception comes on top of, wherever it was raised.
            if thread.handled.last().is_some_and(Option::is_some) {
                super::unwind::set_context(thread, &raised.0);
            }
            // Handlers count the value that would have been sent.
            frame.push(Value::none());
            Ok(match super::unwind::raise_in(vm, thread, frame, raised) {
                Ok(frame) => State::Run(frame),
                Err((raised, deliver)) => State::Outcome(Outcome::Raise(raised), deliver),
            })
        }
    }
}

/// Ended frames that are kept for later calls.
const POOLED_FRAMES: usize = 64;

/// Ends a frame: gives it back to the pool. A generator's frame marks its generator finished.
#[inline]
pub(super) fn leave(vm: &Vm, thread: &mut Thread, mut frame: Box<Frame>) -> (Deliver, ReturnStyle) {
    thread.depth -= 1;
    let style = std::mem::replace(&mut frame.style, ReturnStyle::Plain);
    let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
    let generator = frame.generator.take();
    if let Some(generator) = &generator {
        generator.state.set(GeneratorState::Finished);
        thread.handled.pop();
    }
    frame.finish();
    let mut pool = vm.frame_pool.borrow_mut();
    if pool.len() < POOLED_FRAMES {
        // The globals must not live on in the pool.
        let globals = std::mem::replace(&mut frame.globals, vm.builtins.clone());
        pool.push(frame);
        drop(pool);
        drop(globals);
    } else {
        drop(pool);
        drop(frame);
    }
    (deliver, style)
}

/// `RETURN_GENERATOR`: the frame moves into a new generator object.
pub(super) fn make_generator(
    vm: &Vm,
    thread: &mut Thread,
    mut frame: Box<Frame>,
) -> (Value, Deliver) {
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
    let wanted = code.variables.len() + code.stack_size + 1;
    if frame.slots.capacity() > wanted + 8 {
        frame.slots.shrink_to(wanted);
    }
    let attached = super::generator::origin(vm, thread, kind);
    let generator = PyGenerator::new(kind, frame, name, qualname, attached);
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

//! What an instruction may come to besides the next one, and what is done then.
//!
//! Here: the ways out of the loop ([`Go`], [`Exit`]), each written once, outside of it. Not here: what lies between frames
//! (`driver`).

use super::dispatch::execute;
use super::driver::{Started, State, Stop, asked, resume, start, start_future};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::thread::{Activation, NativeActivation, Thread};
use super::{Flow, NativeFuture, Outcome, Raised, Resumption, Vm, tracing, unwind};
use crate::object::heap;
use crate::object::{Ref, Value};
use crate::types::generator::PyGenerator;

/// What a rare instruction's helper wants done.
pub enum Next {
    /// Go on with the next instruction.
    Continue,
    /// Do what the flow says; its outcome is delivered so.
    Flow(Flow, Deliver),
}

/// What is to be done after an instruction, with its frame.
pub(super) enum Go {
    /// Go on with the next instruction, once the finalisers that wait have run.
    On,
    /// Go on in this frame, above the present one.
    Above(Box<Frame>),
    /// An exception strikes.
    Raise(Raised),
    /// The flow begins; most are over at once, and the frame goes on.
    Begin(Flow, Deliver),
    /// The flow begins, and its outcome takes more than a push.
    Start(Flow, Deliver),
    /// A generator goes on or says why it cannot.
    Resume(Ref<PyGenerator>, Value, Deliver),
    /// A trace function is told of the instruction first.
    Tell(NativeFuture),
    /// The instruction is executed again when there is fuel.
    OutOfFuel,
}

/// Why the loop was left.
pub(super) enum Exit {
    Act(Box<Frame>, Go),
    /// The frame is over; its outcome goes to the activation below, and is more than a push.
    Over(Outcome, Deliver),
}

/// A frame to go on in, or what the thread is about instead.
type Onward = Result<Box<Frame>, Result<State, Stop>>;

/// Runs a frame, and those it calls, until it takes the driver to go on.
pub(super) fn run_frame(
    vm: &Vm,
    thread: &mut Thread,
    mut frame: Box<Frame>,
) -> Result<State, Stop> {
    loop {
        let onward = match execute(vm, thread, frame) {
            Exit::Over(outcome, deliver) => return Ok(State::Outcome(outcome, deliver)),
            Exit::Act(frame, go) => act(vm, thread, frame, go),
        };
        match onward {
            Ok(next) => frame = next,
            Err(away) => return away,
        }
    }
}

fn act(vm: &Vm, thread: &mut Thread, frame: Box<Frame>, go: Go) -> Onward {
    match go {
        Go::On => finalize(vm, thread, frame),
        Go::Above(above) => {
            thread.stack.push(Activation::Frame(frame));
            Ok(above)
        }
        Go::Raise(raised) => raise(vm, thread, frame, raised),
        Go::Begin(flow, deliver) => {
            let frame = begin(vm, thread, frame, flow, deliver)?;
            finalize(vm, thread, frame)
        }
        Go::Start(flow, deliver) => {
            thread.stack.push(Activation::Frame(frame));
            Err(start(vm, thread, flow, deliver))
        }
        Go::Resume(generator, value, deliver) => {
            thread.stack.push(Activation::Frame(frame));
            let with = Resumption::Send(value);
            let style = ReturnStyle::Plain;
            Err(resume(vm, thread, &generator, with, style, deliver))
        }
        Go::Tell(future) => Err(tracing::tell_first(thread, frame, future, Deliver::Again)),
        Go::OutOfFuel => {
            thread.stack.push(Activation::Frame(frame));
            Err(Err(Stop::OutOfFuel))
        }
    }
}

/// Runs what has to run because objects died.
fn finalize(vm: &Vm, thread: &mut Thread, frame: Box<Frame>) -> Onward {
    if !heap::has_pending() {
        return Ok(frame);
    }
    let future = super::generator::run_finalizers(vm.clone());
    begin(vm, thread, frame, Flow::Future(future), Deliver::Discard)
}

/// Starts whatever the flow says on top of this frame.
fn begin(
    vm: &Vm,
    thread: &mut Thread,
    mut frame: Box<Frame>,
    flow: Flow,
    deliver: Deliver,
) -> Onward {
    match flow {
        Flow::Value(value) => accept(&mut frame, value, &deliver),
        Flow::Future(future) => match start_future(vm, thread, future) {
            Ok(Started::Done(value)) => accept(&mut frame, value, &deliver),
            Ok(Started::Waits(future)) => {
                thread.stack.push(Activation::Frame(frame));
                let native = NativeActivation::new(future, deliver);
                return Err(asked(vm, thread, native));
            }
            Err(raised) => return raise(vm, thread, frame, raised),
        },
        flow => {
            thread.stack.push(Activation::Frame(frame));
            return Err(start(vm, thread, flow, deliver));
        }
    }
    Ok(frame)
}

/// Takes the value of a flow that was over at once.
#[inline(always)]
pub(super) fn accept(frame: &mut Frame, value: Value, deliver: &Deliver) {
    match deliver {
        Deliver::Push => frame.push(value),
        Deliver::PushWithNull => {
            frame.push(value);
            frame.slots.push(None);
        }
        _ => drop(value),
    }
}

fn raise(vm: &Vm, thread: &mut Thread, mut frame: Box<Frame>, raised: Raised) -> Onward {
    if let Some(future) = tracing::before_raise(vm, thread, &mut frame, &raised) {
        return Err(tracing::tell_first(thread, frame, future, Deliver::Push));
    }
    if heap::has_pending() && !thread.reraise {
        let future = super::generator::run_finalizers_then_raise(vm.clone(), raised);
        thread.stack.push(Activation::Frame(frame));
        return Err(start(vm, thread, Flow::Future(future), Deliver::Discard));
    }
    unwind::raise_in(vm, thread, frame, raised)
        .map_err(|(raised, deliver)| Ok(State::Outcome(Outcome::Raise(raised), deliver)))
}

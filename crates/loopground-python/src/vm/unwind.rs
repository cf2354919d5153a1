//! Raising: from an exception in a frame to the handler that takes it.

use std::cell::{Cell, RefCell};

use super::driver::leave;
use super::frame::{Deliver, Frame};
use super::thread::{Activation, Thread};
use super::{Raised, Vm};
use crate::object::{Ref, Value};
use crate::types::exception::PyException;
use crate::types::frame::PyFrame;
use crate::types::traceback::PyTraceback;

/// Raises in `frame`. Gives the frame that handles it, ready to go on, or, when no frame above the next native
/// does, the exception and how to deliver it to the activation below.
pub(super) fn raise_in(
    vm: &Vm,
    thread: &mut Thread,
    mut frame: Box<Frame>,
    raised: Raised,
) -> Result<Box<Frame>, (Raised, Deliver)> {
    chain(thread, &raised);
    let mut from_hidden = false;
    loop {
        let at = frame.current();
        let again = std::mem::take(&mut thread.reraise);
        if !again && !frame.code.hidden {
            if from_hidden {
                forget_hidden_context(thread, &raised);
            }
            add_traceback(vm, thread, &mut frame, &raised.0, at);
        }
        if let Some(handler) = frame.code.handler(at) {
            let keep = frame.code.variables.len() + handler.depth as usize;
            let place = first_place(&frame, again).unwrap_or(at);
            frame.slots.truncate(keep);
            if handler.push_lasti {
                frame.push(Value::int(i64::from(place)));
            }
            frame.push(raised.value());
            frame.next = handler.target;
            return Ok(frame);
        }
        from_hidden |= frame.code.hidden;
        if let Some(place) = first_place(&frame, again) {
            frame.next = place + 1;
        }
        let asked = asked_object(vm, &frame, &raised);
        let (deliver, _) = leave(vm, thread, frame);
        match (deliver, thread.stack.last()) {
            (
                Deliver::Push
                | Deliver::PushWithNull
                | Deliver::Discard
                | Deliver::Signal
                | Deliver::Construct(_)
                | Deliver::Operator(_),
                Some(Activation::Frame(_)),
            ) => {
                if thread.tracing.is_some() {
                    // The frame below may have to tell of it first.
                    return Err((raised, Deliver::Push));
                }
                let Some(Activation::Frame(below)) = thread.stack.pop() else {
                    unreachable!()
                };
                frame = below;
                if let Some(object) = asked {
                    note_attribute(&frame, object, &raised);
                }
            }
            (Deliver::Construct(_), _) => return Err((raised, Deliver::Push)),
            (deliver, _) => return Err((raised, deliver)),
        }
    }
}

/// Where the exception that a cleanup raises once more was raised first: what the frame says of itself afterwards.
fn first_place(frame: &Frame, again: bool) -> Option<u32> {
    let instruction = frame.code.instructions.get(frame.current() as usize)?;
    if !again || instruction.op != crate::code::Op::Reraise || instruction.arg == 0 {
        return None;
    }
    let depth = frame.slots.len().checked_sub(instruction.arg as usize)?;
    let place = frame.slots.get(depth)?.as_ref()?.as_small_int()?;
    u32::try_from(place).ok()
}

/// The object whose attribute a property or `__getattr__` looks for, when it leaves without having found it and
/// without saying so itself.
fn asked_object(vm: &Vm, frame: &Frame, raised: &Raised) -> Option<Value> {
    if !vm.matches(raised, &vm.types.exceptions.attribute_error)
        || raised.0.field("name").is_some()
        || raised.0.field("obj").is_some()
    {
        return None;
    }
    let place = usize::from(frame.code.name.is(&vm.names.__get__));
    let first = frame.variables().get(place)?.clone()?;
    match first.get::<crate::types::cell::PyCell>() {
        Some(cell) => cell.get(),
        None => Some(first),
    }
}

/// Tells the exception what was looked for, as the instruction that asked for it does.
fn note_attribute(frame: &Frame, object: Value, raised: &Raised) {
    let instruction = frame.code.instructions[frame.current() as usize];
    if instruction.op == crate::code::Op::LoadAttr {
        let name = frame.code.names[instruction.arg as usize].clone();
        raised.0.set_field("name", name);
        raised.0.set_field("obj", object);
    }
}

/// A new exception remembers the one being handled when it was raised.
pub(super) fn chain(thread: &Thread, raised: &Raised) {
    if raised.0.traceback.borrow().is_some() || raised.0.context.borrow().is_some() {
        return;
    }
    set_context(thread, &raised.0);
}

/// A function written in C raises without handling other exceptions first: what its stand-in handled while it raised
/// a new exception is not the program's to see.
fn forget_hidden_context(thread: &Thread, raised: &Raised) {
    if raised.0.traceback.borrow().is_some() || raised.0.cause.borrow().is_some() {
        return;
    }
    raised.0.suppress_context.set(false);
    let old = raised.0.context.take();
    drop(old);
    set_context(thread, &raised.0);
}

/// Sets `__context__` to the exception being handled, unless that is the exception itself; a cycle is broken.
pub(super) fn set_context(thread: &Thread, exception: &Ref<PyException>) {
    let Some(handled) = thread.handled_exception() else {
        return;
    };
    let this = exception.to_value();
    if handled.is(&this) {
        return;
    }
    // A program may have closed the chain to a ring: the slow one walks at half the pace and is met then.
    let mut link = handled.clone();
    let (mut slow, mut steps) = (handled.clone(), 0usize);
    loop {
        let Some(current) = link.to_ref::<PyException>() else {
            break;
        };
        let next = current.context.borrow().clone();
        match next {
            Some(next) if next.is(&this) => {
                *current.context.borrow_mut() = None;
                break;
            }
            Some(next) => link = next,
            None => break,
        }
        steps += 1;
        if steps % 2 == 0 {
            let next = slow
                .get::<PyException>()
                .and_then(|slow| slow.context.borrow().clone());
            let Some(next) = next else { break };
            slow = next;
        }
        if slow.is(&link) {
            break;
        }
    }
    let old = exception.context.replace(Some(handled));
    drop(old);
}

/// The frame object of a running frame, made now if nobody asked before.
pub fn frame_object(vm: &Vm, frame: &mut Frame) -> Ref<PyFrame> {
    if let Some(object) = &frame.object {
        object.instruction.set(frame.next.saturating_sub(1));
        return object.clone();
    }
    let id = vm.next_frame_id.get();
    vm.next_frame_id.set(id + 1);
    let builtins = frame.builtins(vm).clone();
    let object = PyFrame {
        code: frame.code.clone(),
        globals: frame.globals.clone(),
        builtins,
        namespace: frame.namespace.clone(),
        back: RefCell::new(None),
        instruction: Cell::new(frame.next.saturating_sub(1)),
        variables: RefCell::new(None),
        id,
        generator: RefCell::new(
            frame
                .generator
                .as_ref()
                .map(|generator| crate::object::WeakPointer::new(generator.object())),
        ),
        extra: RefCell::new(None),
        trace_function: RefCell::new(None),
        trace_lines: Cell::new(true),
        trace_opcodes: Cell::new(false),
        previous: Cell::new(u32::MAX),
    };
    let object = Ref::new(object, &vm.types.frame);
    frame.object = Some(object.clone());
    object
}

/// Adds to a traceback the innermost `count` frames that a native shows, as if the exception had passed them.
pub fn add_shown(vm: &Vm, thread: &mut Thread, exception: &Ref<PyException>, count: usize) {
    for _ in 0..count {
        let Some(Activation::Native(native)) = thread.stack.last_mut() else {
            return;
        };
        let Some(mut frame) = native.shown.as_mut().and_then(|shown| shown.pop()) else {
            return;
        };
        let at = frame.current();
        add_traceback(vm, thread, &mut frame, exception, at);
        frame.finish();
    }
}

/// Gives an exception a traceback that names the frame that runs.
pub(super) fn add_place(vm: &Vm, thread: &mut Thread, exception: &Ref<PyException>) {
    let Some(frame) = thread.frames_mut().find(|frame| !frame.code.hidden) else {
        return;
    };
    let instruction = frame.current();
    let traceback = PyTraceback {
        next: RefCell::new(None),
        frame: frame_object(vm, frame),
        instruction,
        line: Cell::new(frame.code.line(instruction)),
    };
    let traceback = Ref::new(traceback, &vm.types.traceback);
    *exception.traceback.borrow_mut() = Some(traceback);
}

pub(super) fn add_traceback(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    exception: &Ref<PyException>,
    at: u32,
) {
    let object = frame_object(vm, frame);
    if object.back.borrow().is_none() {
        let mut link = object.clone();
        // The frames below are linked as far as nobody has done it before.
        for below in thread.visible_frames_mut() {
            let below = frame_object(vm, below);
            let known = link.back.replace(Some(below.clone())).is_some();
            link = below;
            if known {
                break;
            }
        }
    }
    let line = frame.code.line(at);
    let next = exception.traceback.borrow_mut().take();
    let traceback = PyTraceback {
        next: RefCell::new(next),
        frame: object,
        instruction: at,
        line: Cell::new(line),
    };
    let traceback = Ref::new(traceback, &vm.types.traceback);
    *exception.traceback.borrow_mut() = Some(traceback);
}

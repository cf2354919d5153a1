//! `sys.settrace` and `sys.setprofile`: telling a function of the program what each frame is about to do.
//!
//! A thread that has such a function runs one instruction at a time (`dispatch` asks [`before`] at each). What there is
//! to tell is told by a native future on top of the frame; then the instruction runs. A function that raises is not
//! called again. Not here: `sys.monitoring`.

use super::deadlock::ident_of;
use super::driver::{State, Stop};
use super::frame::{Deliver, Frame};
use super::thread::{Activation, NativeActivation, Thread};
use super::unwind::{add_traceback, chain, frame_object};
use super::{NativeFuture, PyResult, Raised, Vm};
use crate::code::{Instruction, Op};
use crate::object::{Ref, Value};
use crate::types::frame::PyFrame;
use crate::types::native::PyNative;

/// What a thread's trace and profile functions are, and how far they know.
#[derive(Default)]
pub struct Tracing {
    pub trace: Option<Value>,
    pub profile: Option<Value>,
    /// One of them runs: what it does is not told.
    inside: bool,
    /// The frame and instruction that were told of last: the instruction has not run since.
    told: Option<(u64, u32)>,
    /// The frame whose exception was told of: it is raised next.
    told_raise: Option<u64>,
    /// Functions written in C that were called and have not returned, with the frame that calls.
    in_c: Vec<(u64, Value)>,
}

/// Something to tell.
enum Event {
    /// A frame starts or goes on: the trace function says who hears of its lines.
    Call,
    /// For the frame's own function.
    Local(&'static str, Value),
    Profile(&'static str, Value),
}

impl Thread {
    /// Sets a function, or takes it away.
    pub fn set_tracing(&mut self, profile: bool, function: Option<Value>) {
        let tracing = self.tracing.get_or_insert_default();
        let place = if profile {
            &mut tracing.profile
        } else {
            &mut tracing.trace
        };
        let old = std::mem::replace(place, function);
        drop(old);
        self.drop_idle_tracing();
    }

    fn drop_idle_tracing(&mut self) {
        let idle = |own: &Tracing| own.trace.is_none() && own.profile.is_none() && !own.inside;
        if self.tracing.as_deref().is_some_and(idle) {
            self.tracing = None;
        }
    }
}

/// What has to be told before the instruction that `frame.next` is behind.
pub(super) fn before(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    instruction: Instruction,
) -> Option<NativeFuture> {
    let tracing = thread.tracing.as_deref_mut()?;
    if tracing.inside || frame.code.hidden {
        return None;
    }
    let at = frame.current();
    if let Some(object) = &frame.object
        && let Some((id, told)) = tracing.told
        && id == object.id
    {
        if told == at {
            object.previous.set(passed(instruction, at));
            return None;
        }
        tracing.told = None;
    }
    let mut events = Vec::new();
    let (traces, profiles) = (tracing.trace.is_some(), tracing.profile.is_some());
    if profiles
        && let Some(object) = &frame.object
        && tracing.in_c.last().is_some_and(|(id, _)| *id == object.id)
        && let Some((_, function)) = tracing.in_c.pop()
    {
        events.push(Event::Profile("c_return", function));
    }
    if instruction.op == Op::Resume {
        if traces {
            events.push(Event::Call);
        }
        if profiles {
            events.push(Event::Profile("call", Value::none()));
        }
    } else if let Some(object) = &frame.object
        && traces
        && object.trace_function.borrow().is_some()
    {
        line_events(frame, object, at, &mut events);
    }
    if matches!(instruction.op, Op::ReturnValue | Op::YieldValue) {
        let value = frame.peek(1).clone();
        if traces && frame.object.as_ref().is_some_and(is_traced) {
            events.push(Event::Local("return", value.clone()));
        }
        if profiles {
            events.push(Event::Profile("return", value));
        }
    }
    let c_function = if profiles {
        called_native(vm, frame, instruction)
    } else {
        None
    };
    if let Some(function) = &c_function {
        events.push(Event::Profile("c_call", function.clone()));
    }
    if events.is_empty() {
        if let Some(object) = &frame.object {
            object.previous.set(passed(instruction, at));
        }
        return None;
    }
    let object = linked_object(vm, thread, frame);
    let tracing = thread.tracing.as_deref_mut()?;
    if let Some(function) = c_function {
        tracing.in_c.push((object.id, function));
    }
    tracing.told = Some((object.id, at));
    tracing.inside = true;
    let vm = vm.clone();
    Some(Box::pin(async move {
        tell(&vm, &object, events).await?;
        Ok(Value::none())
    }))
}

/// What counts as the last instruction after this one: where a function starts, none.
fn passed(instruction: Instruction, at: u32) -> u32 {
    let starts = instruction.op == Op::Resume && instruction.arg & 3 == 0;
    if starts { u32::MAX } else { at }
}

fn is_traced(object: &Ref<PyFrame>) -> bool {
    object.trace_function.borrow().is_some()
}

/// The frame's object, with the frames below it linked as they are now.
fn linked_object(vm: &Vm, thread: &mut Thread, frame: &mut Frame) -> Ref<PyFrame> {
    let object = frame_object(vm, frame);
    let mut link = object.clone();
    for below in thread.visible_frames_mut() {
        let below = frame_object(vm, below);
        let known = link
            .back
            .replace(Some(below.clone()))
            .is_some_and(|known| known.ptr_eq(&below));
        if known {
            break;
        }
        link = below;
    }
    object
}

/// `line` where a line begins that was not the last one, or a loop goes back to one; `opcode` when asked for.
fn line_events(frame: &Frame, object: &PyFrame, at: u32, events: &mut Vec<Event>) {
    let line = frame.code.position(at).line;
    if object.trace_lines.get()
        && let Some(line) = line
    {
        let previous = object.previous.get();
        let went_back = previous != u32::MAX
            && at <= previous
            && frame.code.instructions[previous as usize].op != Op::JumpBackwardNoInterrupt;
        let new = if previous == u32::MAX {
            true
        } else {
            went_back || frame.code.position(previous).line != Some(line)
        };
        // Only where a line begins: the rest of a line that something interrupted is not told again.
        let begins = at == 0 || frame.code.position(at - 1).line != Some(line) || went_back;
        if new && (begins || previous == u32::MAX) {
            events.push(Event::Local("line", Value::none()));
        }
    }
    if object.trace_opcodes.get() {
        events.push(Event::Local("opcode", Value::none()));
    }
}

/// The function written in C that an instruction is about to call.
fn called_native(vm: &Vm, frame: &Frame, instruction: Instruction) -> Option<Value> {
    let depth = match instruction.op {
        Op::Call => instruction.arg as usize + 2,
        Op::CallKw => instruction.arg as usize + 3,
        _ => return None,
    };
    let slots = &frame.slots;
    let callee = slots.get(slots.len().checked_sub(depth)?)?.clone()?;
    callee.get::<PyNative>()?;
    match &slots[slots.len() - depth + 1] {
        Some(receiver) => Some(vm.bind_method(&callee, receiver)),
        None => Some(callee),
    }
}

/// Calls the functions, one event after the other.
async fn tell(vm: &Vm, object: &Ref<PyFrame>, events: Vec<Event>) -> PyResult<()> {
    let result = tell_all(vm, object, events).await;
    let failed = result.is_err();
    let frame = object.clone();
    vm.with_frames(move |_, thread| {
        if failed {
            thread.tracing = None;
            let old = frame.trace_function.take();
            drop(old);
        } else if let Some(tracing) = &mut thread.tracing {
            tracing.inside = false;
            thread.drop_idle_tracing();
        }
        Ok(Value::none())
    })
    .await?;
    result
}

async fn tell_all(vm: &Vm, object: &Ref<PyFrame>, events: Vec<Event>) -> PyResult<()> {
    for event in events {
        let (name, value) = match &event {
            Event::Call => ("call", Value::none()),
            Event::Local(name, value) | Event::Profile(name, value) => (*name, value.clone()),
        };
        let function = match &event {
            Event::Local(..) => object.trace_function.borrow().clone(),
            Event::Call => function_of(vm, false).await?,
            Event::Profile(..) => function_of(vm, true).await?,
        };
        let Some(function) = function else { continue };
        let args = [object.to_value(), vm.intern(name), value];
        let answer = vm.call(&function, args).await?;
        let keeps = match event {
            Event::Call => true,
            Event::Local(..) => !answer.is_none(),
            Event::Profile(..) => false,
        };
        if keeps {
            let new = Some(answer).filter(|answer| !answer.is_none());
            let old = object.trace_function.replace(new);
            drop(old);
        }
    }
    Ok(())
}

/// The thread's function, as it is now.
pub async fn function_of(vm: &Vm, profile: bool) -> PyResult<Option<Value>> {
    let found = vm
        .with_frames(move |_, thread| {
            let tracing = thread.tracing.as_deref();
            let function = tracing.and_then(|own| {
                if profile {
                    own.profile.clone()
                } else {
                    own.trace.clone()
                }
            });
            Ok(function.unwrap_or_else(Value::none))
        })
        .await?;
    Ok(Some(found).filter(|found| !found.is_none()))
}

/// Puts a future that tells something on top of its frame.
pub(super) fn tell_first(
    thread: &mut Thread,
    frame: Box<Frame>,
    future: NativeFuture,
    deliver: Deliver,
) -> Result<State, Stop> {
    thread.stack.push(Activation::Frame(frame));
    Ok(State::Native(NativeActivation::new(future, deliver)))
}

/// What has to be told before an exception goes on in `frame`; it is raised again after that.
pub(super) fn before_raise(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    raised: &Raised,
) -> Option<NativeFuture> {
    let tracing = thread.tracing.as_deref_mut()?;
    if tracing.inside || frame.code.hidden {
        return None;
    }
    if let Some(object) = &frame.object
        && tracing.told_raise == Some(object.id)
    {
        tracing.told_raise = None;
        return None;
    }
    let at = frame.current();
    let (traces, profiles) = (tracing.trace.is_some(), tracing.profile.is_some());
    let traces = traces && frame.object.as_ref().is_some_and(is_traced);
    let ends = frame.code.handler(at).is_none();
    let mut events = Vec::new();
    if profiles
        && let Some(object) = &frame.object
        && tracing.in_c.last().is_some_and(|(id, _)| *id == object.id)
        && let Some((_, function)) = tracing.in_c.pop()
    {
        events.push(Event::Profile("c_exception", function));
    }
    tracing.told = None;
    let again = thread.reraise;
    if traces && !again {
        chain(thread, raised);
        add_traceback(vm, thread, frame, &raised.0, at);
        let traceback = raised.0.traceback.borrow().as_ref().map(Ref::to_value);
        let what = vec![
            raised.class().into_value(),
            raised.value(),
            traceback.unwrap_or_else(Value::none),
        ];
        events.push(Event::Local("exception", vm.new_tuple(what)));
    }
    if ends {
        if traces {
            events.push(Event::Local("return", Value::none()));
        }
        if profiles {
            events.push(Event::Profile("return", Value::none()));
        }
    }
    if events.is_empty() {
        return None;
    }
    // What was added to the traceback now is not added again.
    let known = again || traces;
    let object = linked_object(vm, thread, frame);
    let tracing = thread.tracing.as_deref_mut()?;
    tracing.inside = true;
    tracing.told_raise = Some(object.id);
    let (vm, raised) = (vm.clone(), raised.clone());
    thread.reraise = false;
    Some(Box::pin(async move {
        let _ = vm
            .run_future(super::generator::run_finalizers(vm.clone()))
            .await;
        tell(&vm, &object, events).await?;
        vm.with_frames(move |_, thread| {
            thread.reraise = known;
            Ok(Value::none())
        })
        .await?;
        Err(raised)
    }))
}

/// `sys._current_frames()`: the innermost frame of each thread by its identifier.
pub fn current_frames(vm: &Vm, thread: &mut Thread) -> Vec<(i64, Value)> {
    let innermost = |thread: &mut Thread| {
        let objects: Vec<_> = thread
            .visible_frames_mut()
            .map(|frame| frame_object(vm, frame))
            .collect();
        for pair in objects.windows(2) {
            *pair[0].back.borrow_mut() = Some(pair[1].clone());
        }
        objects.first().map(Ref::to_value)
    };
    let mut found = vec![(ident_of(thread.id), innermost(thread))];
    let mut threads = vm.threads.borrow_mut();
    for other in threads.iter_mut() {
        found.push((ident_of(other.id), innermost(other)));
    }
    found
        .into_iter()
        .filter_map(|(ident, frame)| Some((ident, frame?)))
        .collect()
}

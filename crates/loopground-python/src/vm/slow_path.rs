//! The halves of frequent instructions that the loop does not do itself.
//!
//! Each is called where the loop's own few tests did not settle the matter, and says what is to be done ([`Go`]).
//! Invariant: none of them is inlined into the loop (`dispatch` says why).

use super::attribute_cache::{self, Site, deliver_attribute};
use super::driver::{make_generator, quick_resume, return_to_frame, yield_to_frame};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::operator_call::{Operation, Operator};
use super::operators::{BinaryOperator, Comparison};
use super::outside::{Exit, Go, Next, accept};
use super::quick_call::{self, Quick};
use super::thread::{Activation, Thread};
use super::{Flow, NativeResult, Outcome, Resumption, Vm};
use super::{append, cells, instructions, name_access};
use crate::code::{Instruction, Op, PyCode};
use crate::object::{Ref, Value};
use crate::types::async_generator::PyAsyncStep;
use crate::types::awaiter::{PyAwaiter, Sent};
use crate::types::function::PyFunction;
use crate::types::generator::{GeneratorState, PyGenerator};

/// Units of fuel of a call that an operator or an attribute makes; what is lacking, the next charge finds out.
const CALL_FUEL: u64 = 1;

impl Go {
    /// What the flow says; a value is taken at once.
    #[inline(always)]
    fn flow(frame: &mut Frame, flow: Flow, deliver: Deliver) -> Self {
        match flow {
            Flow::Value(value) => {
                accept(frame, value, &deliver);
                Self::On
            }
            flow => Self::Begin(flow, deliver),
        }
    }

    #[inline(always)]
    fn answer(frame: &mut Frame, answer: NativeResult, deliver: Deliver) -> Self {
        match answer {
            Ok(flow) => Self::flow(frame, flow, deliver),
            Err(raised) => Self::Raise(raised),
        }
    }
}

/// A new frame of a function that takes these arguments.
fn call_frame<const N: usize>(
    vm: &Vm,
    thread: &mut Thread,
    function: Ref<PyFunction>,
    arguments: [Value; N],
    deliver: Deliver,
) -> Go {
    vm.fuel.set(vm.fuel.get().saturating_sub(CALL_FUEL));
    match quick_call::frame_with(vm, thread, function, arguments, deliver) {
        Ok(above) => Go::Above(above),
        Err(raised) => Go::Raise(raised),
    }
}

#[inline(never)]
pub(super) fn load_global(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> Go {
    match name_access::load_global(vm, frame, code, instruction) {
        Ok(None) => Go::On,
        Ok(Some(flow)) => Go::flow(frame, flow, deliver_attribute(instruction.a != 0)),
        Err(raised) => Go::Raise(raised),
    }
}

#[inline(never)]
pub(super) fn load_attribute(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> Go {
    let deliver = || deliver_attribute(instruction.a != 0);
    match attribute_cache::load(vm, frame, code, instruction) {
        Ok(Site::Loaded) => Go::On,
        Ok(Site::Getter(function, object)) => call_frame(vm, thread, function, [object], deliver()),
        Ok(Site::Flow(flow)) => Go::flow(frame, flow, deliver()),
        Err(raised) => Go::Raise(raised),
    }
}

#[inline(never)]
pub(super) fn store_attribute(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> Go {
    match attribute_cache::store(vm, frame, code, instruction) {
        Ok(None) => Go::On,
        Ok(Some(flow)) => Go::flow(frame, flow, Deliver::Discard),
        Err(raised) => Go::Raise(raised),
    }
}

/// An operator whose first method is Python code.
fn operator_frame(
    vm: &Vm,
    thread: &mut Thread,
    operator: Operator,
    a: &Value,
    b: &Value,
) -> Option<Go> {
    let function = vm.operator_function(operator, a, b)?;
    let arguments = [a.clone(), b.clone()];
    let operation = Operation {
        operator,
        a: a.clone(),
        b: b.clone(),
    };
    let deliver = Deliver::Operator(Box::new(operation));
    Some(call_frame(vm, thread, function, arguments, deliver))
}

/// `BINARY_OP` of anything but small integers, and not a subscript.
#[inline(never)]
pub(super) fn binary(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> Go {
    let b = frame.pop();
    let mut a = frame.pop();
    let (op, in_place) = BinaryOperator::from_oparg(instruction.a);
    if let Some(value) = Vm::quick_binary(op, &a, &b) {
        frame.push(value);
        return Go::On;
    }
    if op == BinaryOperator::Add {
        match append::text(vm, frame, code, &mut a, &b) {
            Ok(None) => {}
            Ok(Some(value)) => {
                frame.push(value);
                return Go::On;
            }
            Err(raised) => return Go::Raise(raised),
        }
    }
    let operator = Operator::Binary { op, in_place };
    if let Some(go) = operator_frame(vm, thread, operator, &a, &b) {
        return go;
    }
    Go::answer(
        frame,
        vm.binary_operation(op, in_place, &a, &b),
        Deliver::Push,
    )
}

/// `a[b]`
#[inline(never)]
pub(super) fn subscript(vm: &Vm, thread: &mut Thread, frame: &mut Frame) -> Go {
    let b = frame.pop();
    let a = frame.pop();
    if let Some(value) = vm.quick_subscript(&a, &b) {
        frame.push(value);
        return Go::On;
    }
    match vm.subscript_function(&a) {
        Some(function) => call_frame(vm, thread, function, [a, b], Deliver::Push),
        None => Go::answer(frame, vm.subscript(&a, &b), Deliver::Push),
    }
}

/// A comparison of the two values on top that needs no methods; they are taken then.
#[inline(never)]
pub(super) fn quick_compare(vm: &Vm, frame: &mut Frame, comparison: u8) -> Option<bool> {
    let comparison = Comparison::from_oparg(comparison);
    let result = vm.quick_compare(comparison, frame.peek(2), frame.peek(1))?;
    frame.slots.pop();
    frame.slots.pop();
    Some(result)
}

/// The same where [`quick_compare`] could not tell.
#[inline(never)]
pub(super) fn compare(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    comparison: u8,
    to_bool: bool,
) -> Go {
    let b = frame.pop();
    let a = frame.pop();
    let op = Comparison::from_oparg(comparison);
    let operator = Operator::Compare { op, to_bool };
    if let Some(go) = operator_frame(vm, thread, operator, &a, &b) {
        return go;
    }
    Go::answer(
        frame,
        vm.comparison_flow(op, to_bool, &a, &b),
        Deliver::Push,
    )
}

/// `TO_BOOL` of an object.
#[inline(never)]
pub(super) fn truth(vm: &Vm, frame: &mut Frame) -> Go {
    let value = frame.pop();
    Go::answer(frame, vm.truth_flow(value.into()), Deliver::Push)
}

/// `FOR_ITER` of a generator that can go on at once.
#[inline(never)]
pub(super) fn iterate_generator(
    vm: &Vm,
    thread: &mut Thread,
    frame: &Frame,
    target: u32,
) -> Option<Box<Frame>> {
    let generator = frame.peek(1).to_ref::<PyGenerator>()?;
    let (mut with, style) = (Some(Value::none()), ReturnStyle::Plain);
    let deliver = Deliver::ForIter(target);
    quick_resume(vm, thread, &generator, &mut with, style, deliver).ok()?
}

/// `FOR_ITER` of what steps in its own way.
#[inline(never)]
pub(super) fn iterate(vm: &Vm, thread: &mut Thread, frame: &Frame, target: u32) -> Go {
    let iterator = match frame.peek(1).clone().into_ref::<PyGenerator>() {
        Ok(generator) => {
            return Go::Resume(generator, Value::none(), Deliver::ForIter(target));
        }
        Err(iterator) => iterator,
    };
    let deliver = Deliver::NextItem(target);
    if let Some(function) = vm.next_function(&iterator) {
        return call_frame(vm, thread, function, [iterator], deliver);
    }
    match vm.next_flow(&iterator) {
        Ok(flow) => Go::Start(flow, deliver),
        Err(raised) => Go::Raise(raised),
    }
}

/// What a native answered: where it resumes a generator that can go on at once, that does.
#[inline(always)]
fn answered(vm: &Vm, thread: &mut Thread, frame: &mut Frame, answer: NativeResult) -> Go {
    let flow = match answer {
        Ok(Flow::Value(value)) => {
            frame.push(value);
            return Go::On;
        }
        Ok(flow) => flow,
        Err(raised) => return Go::Raise(raised),
    };
    let Flow::Resume(generator, Resumption::Send(value)) = flow else {
        return Go::Begin(flow, Deliver::Push);
    };
    let (mut with, style) = (Some(value), ReturnStyle::StopIteration);
    match quick_resume(vm, thread, &generator, &mut with, style, Deliver::Push) {
        Ok(Some(above)) => Go::Above(above),
        Ok(None) => {
            let value = with.expect("not taken");
            let flow = Flow::Resume(generator, Resumption::Send(value));
            Go::Begin(flow, Deliver::Push)
        }
        Err(raised) => Go::Raise(raised),
    }
}

/// `CALL` of anything.
#[inline(never)]
pub(super) fn call(vm: &Vm, thread: &mut Thread, frame: &mut Frame, count: usize) -> Go {
    loop {
        match quick_call::call(vm, thread, frame, count) {
            Ok(Quick::Frame(above)) => return Go::Above(above),
            Ok(Quick::Answer(answer)) => return answered(vm, thread, frame, answer),
            Ok(Quick::Again) => {}
            Ok(Quick::No) => break,
            Err(raised) => return Go::Raise(raised),
        }
    }
    let (callee, positional) = quick_call::take_arguments(frame, count);
    Go::answer(
        frame,
        vm.call_flow(&callee, positional.into()),
        Deliver::Push,
    )
}

#[inline(never)]
pub(super) fn keyword_call(vm: &Vm, thread: &mut Thread, frame: &mut Frame, count: usize) -> Go {
    loop {
        match quick_call::keyword_call(vm, thread, frame, count) {
            Ok(Quick::Frame(above)) => return Go::Above(above),
            Ok(Quick::Again) => {}
            Ok(Quick::Answer(_) | Quick::No) => break,
            Err(raised) => return Go::Raise(raised),
        }
    }
    let (callee, args) = instructions::keyword_call(frame, count);
    Go::answer(frame, vm.call_flow(&callee, args), Deliver::Push)
}

#[inline(never)]
pub(super) fn spread_call(vm: &Vm, thread: &mut Thread, frame: &mut Frame) -> Go {
    match super::spread_call::call(vm, thread, frame) {
        Ok(Quick::Frame(above)) => Go::Above(above),
        Ok(Quick::Answer(answer)) => Go::answer(frame, answer, Deliver::Push),
        Ok(Quick::Again | Quick::No) => unreachable!("it answers"),
        Err(raised) => Go::Raise(raised),
    }
}

/// Hands a value down to the frame below: that frame, taken from the stack, or the outcome where it takes more.
#[inline(always)]
fn hand_down(
    thread: &mut Thread,
    value: Value,
    deliver: Deliver,
    give: impl FnOnce(&mut Frame, Value, Deliver) -> Option<(Value, Deliver)>,
    outcome: fn(Value) -> Outcome,
) -> Result<Box<Frame>, Exit> {
    let Some(Activation::Frame(below)) = thread.stack.last_mut() else {
        return Err(Exit::Over(outcome(value), deliver));
    };
    match give(below, value, deliver) {
        None => match thread.pop_frame() {
            Some(Activation::Frame(below)) => Ok(below),
            _ => unreachable!("it was there"),
        },
        Some((value, deliver)) => Err(Exit::Over(outcome(value), deliver)),
    }
}

/// `RETURN_VALUE`, whose frame was left, to whoever wants more than the value.
#[inline(never)]
pub(super) fn returned(
    vm: &Vm,
    thread: &mut Thread,
    value: Value,
    deliver: Deliver,
    style: ReturnStyle,
) -> Result<Box<Frame>, Exit> {
    if style == ReturnStyle::StopIteration {
        return Err(Exit::Over(
            Outcome::Raise(vm.stop_iteration(value)),
            deliver,
        ));
    }
    let give = |below: &mut _, value, deliver| return_to_frame(vm, below, value, deliver);
    hand_down(thread, value, deliver, give, Outcome::Return)
}

/// `YIELD_VALUE`
#[inline(never)]
pub(super) fn yielded(thread: &mut Thread, mut frame: Box<Frame>) -> Result<Box<Frame>, Exit> {
    let value = frame.pop();
    let generator = frame.generator.take().expect("only generators yield");
    thread.depth -= 1;
    *generator.handled.borrow_mut() = thread.handled.pop().flatten();
    let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
    generator.state.set(GeneratorState::Suspended);
    *generator.frame.borrow_mut() = Some(frame);
    // The last reference may be this one: then it is closed.
    drop(generator);
    hand_down(thread, value, deliver, yield_to_frame, Outcome::Yield)
}

/// `RETURN_GENERATOR`
#[inline(never)]
pub(super) fn generator(
    vm: &Vm,
    thread: &mut Thread,
    frame: Box<Frame>,
) -> Result<Box<Frame>, Exit> {
    let (value, deliver) = make_generator(vm, thread, frame);
    returned(vm, thread, value, deliver, ReturnStyle::Plain)
}

/// `SEND` to what is no generator or coroutine; where the receiver returned at once, `frame.next` is changed.
#[inline(never)]
pub(super) fn send(vm: &Vm, thread: &mut Thread, frame: &mut Frame, target: u32) -> Go {
    let value = frame.pop();
    let receiver = frame.peek(1).clone();
    if let Some(step) = receiver.get::<PyAsyncStep>()
        && let Some((generator, mut with)) = step.begin(&value)
    {
        let (with, deliver) = (&mut with, Deliver::AsyncSend(target));
        let style = ReturnStyle::Plain;
        return match quick_resume(vm, thread, &generator, with, style, deliver) {
            Ok(above) => Go::Above(above.expect("it can go on")),
            Err(raised) => {
                step.ended(false);
                Go::Raise(raised)
            }
        };
    }
    if let Some(awaiter) = receiver.get::<PyAwaiter>() {
        return match awaiter.state.send(vm, value) {
            Ok(Sent::Yield(value)) => {
                frame.push(value);
                Go::On
            }
            Ok(Sent::Return(value)) => {
                frame.push(value);
                frame.next = target;
                Go::On
            }
            Err(raised) => Go::Raise(raised),
        };
    }
    match vm.send_flow(&receiver, value) {
        Ok(flow) => Go::Start(flow, Deliver::SentItem(target)),
        Err(raised) => Go::Raise(raised),
    }
}

/// The instructions that are not in the loop at all.
#[inline(never)]
pub(super) fn rare(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    code: &Ref<PyCode>,
    instruction: Instruction,
) -> Go {
    let done = match instruction.op {
        Op::LoadFastAndClear => {
            let value = frame.slots[instruction.arg as usize].take();
            frame.slots.push(value);
            return Go::On;
        }
        Op::MakeCell | Op::CopyFreeVars | Op::StoreDeref => {
            cells::execute(vm, frame, code, instruction);
            return Go::On;
        }
        _ => instructions::execute(vm, thread, frame, code, instruction),
    };
    match done {
        Ok(Next::Continue) => Go::On,
        Ok(Next::Flow(flow, deliver)) => Go::flow(frame, flow, deliver),
        Err(raised) => Go::Raise(raised),
    }
}

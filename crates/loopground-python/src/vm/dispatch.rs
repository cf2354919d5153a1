//! The loop that executes instructions.
//!
//! Here: fetching, the fast paths, and what the slower helpers of `instructions` answer with ([`Next`]). A
//! Python call switches `frame`; nothing recurses. Not here: what lies between frames (`driver`).

use super::attribute_cache::{self, Site, deliver_attribute};
use super::driver::{
    Started, State, Stop, asked, leave, make_generator, quick_resume, resume, return_to_frame,
    start, start_future, yield_to_frame,
};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::operator_call::{Operation, Operator};
use super::operators::{BinaryOperator, Comparison};
use super::quick_call::{self, Quick};
use super::thread::{Activation, NativeActivation, Thread};
use super::{Flow, Outcome, Resumption, Vm};
use super::{cells, combined, name_access, spread_call, tracing};
use crate::code::Op;
use crate::object::Value;
use crate::object::heap;
use crate::types::async_generator::PyAsyncStep;
use crate::types::awaiter::{PyAwaiter, Sent};
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};
use crate::types::iterator::{Pair, PyIterator, Step};
use crate::types::list::PyList;

/// What an instruction's helper wants done.
pub enum Next {
    /// Go on with the next instruction.
    Continue,
    /// Do what the flow says; its outcome is delivered so.
    Flow(Flow, Deliver),
}

/// Units of fuel per call.
const CALL_FUEL: u64 = 1;
/// The operand of `BINARY_OP` that stands for `a[b]`.
pub(super) const SUBSCRIPT: u8 = 26;

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
    // The next instruction. `frame.next` follows it at every fetch, so that whoever is handed the frame knows.
    let mut next = frame.next as usize;
    // Puts this frame on the stack, with the place where it goes on.
    macro_rules! leave_frame {
        () => {
            frame.next = next as u32;
            thread.stack.push(Activation::Frame(frame));
        };
    }
    // Takes up what another frame is about.
    macro_rules! enter_frame {
        () => {
            code = frame.code.clone();
            next = frame.next as usize;
        };
    }

    macro_rules! stop {
        ($stop:expr) => {{
            vm.fuel.set(fuel);
            leave_frame!();
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
            let raised = $raised;
            if let Some(future) = tracing::before_raise(vm, thread, &mut frame, &raised) {
                away!(tracing::tell_first(thread, frame, future, Deliver::Push))
            }
            if heap::has_pending() && !thread.reraise {
                let future = super::generator::run_finalizers_then_raise(vm.clone(), raised);
                vm.fuel.set(fuel);
                thread.stack.push(Activation::Frame(frame));
                return start(vm, thread, Flow::Future(future), Deliver::Discard);
            }
            match super::unwind::raise_in(vm, thread, frame, raised) {
                Ok(handling) => {
                    frame = handling;
                    enter_frame!();
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
    macro_rules! accept {
        ($value:expr, $deliver:expr) => {
            match $deliver {
                Deliver::Push => frame.push($value),
                Deliver::PushWithNull => {
                    frame.push($value);
                    frame.slots.push(None);
                }
                _ => drop($value),
            }
        };
    }
    // Starts whatever the flow says on top of this frame.
    macro_rules! begin {
        ($flow:expr, $deliver:expr) => {{
            match $flow {
                Flow::Value(value) => accept!(value, $deliver),
                Flow::Future(future) => {
                    vm.fuel.set(fuel);
                    let started = start_future(vm, thread, future);
                    fuel = vm.fuel.get();
                    match attempt!(started) {
                        Started::Done(value) => accept!(value, $deliver),
                        Started::Waits(future) => {
                            leave_frame!();
                            let deliver = $deliver;
                            return asked(vm, thread, NativeActivation::new(future, deliver));
                        }
                    }
                }
                flow => {
                    vm.fuel.set(fuel);
                    leave_frame!();
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
                next -= 1;
                stop!(Stop::OutOfFuel);
            }
            fuel -= $units;
        };
    }
    // In the midst of one: what is lacking, the next charge finds out.
    macro_rules! charge_late {
        () => {
            fuel = fuel.saturating_sub(CALL_FUEL)
        };
    }
    macro_rules! load_two {
        ($instruction:expr) => {
            for slot in [usize::from($instruction.b), $instruction.arg as usize] {
                match &frame.slots[slot] {
                    Some(value) => {
                        let value = value.clone();
                        frame.push(value);
                    }
                    None => raise!(vm.unbound_local(&code, slot as u32)),
                }
            }
        };
    }
    // Goes on in a frame above this one.
    macro_rules! descend {
        ($next:expr) => {{
            let above = $next;
            leave_frame!();
            frame = above;
            enter_frame!();
            continue;
        }};
    }
    // Goes on in a generator's frame if that can be at once.
    macro_rules! resume_quickly {
        ($generator:expr, $with:expr, $style:expr, $deliver:expr) => {
            let (generator, with) = (&$generator, &mut $with);
            let resumed = quick_resume(vm, thread, generator, with, $style, $deliver);
            if let Some(next) = attempt!(resumed) {
                descend!(next);
            }
        };
    }
    // Goes on in the frame below, unless it takes more than handing it a value.
    macro_rules! hand_down {
        ($value:expr, $deliver:expr, $give:expr, $outcome:expr) => {{
            let (value, deliver) = ($value, $deliver);
            if let Some(Activation::Frame(below)) = thread.stack.last_mut() {
                match $give(below, value, deliver) {
                    None => {
                        let Some(Activation::Frame(below)) = thread.pop_frame() else {
                            unreachable!()
                        };
                        frame = below;
                        enter_frame!();
                        finalize!();
                        continue;
                    }
                    Some((value, deliver)) => away!(Ok(State::Outcome($outcome(value), deliver))),
                }
            }
            away!(Ok(State::Outcome($outcome(value), deliver)))
        }};
    }
    // Goes on in a new frame of a function that takes these arguments.
    macro_rules! call_frame {
        ($function:expr, $arguments:expr, $deliver:expr) => {{
            charge_late!();
            let (arguments, deliver) = ($arguments, $deliver);
            let called = quick_call::frame_with(vm, thread, $function, arguments, deliver);
            descend!(attempt!(called))
        }};
    }
    // An operator whose first method is Python code.
    macro_rules! operator_frame {
        ($operator:expr, $a:expr, $b:expr) => {
            if let Some(function) = vm.operator_function($operator, &$a, &$b) {
                let arguments = [$a.clone(), $b.clone()];
                let operation = Operation {
                    operator: $operator,
                    a: $a,
                    b: $b,
                };
                let deliver = Deliver::Operator(Box::new(operation));
                call_frame!(function, arguments, deliver);
            }
        };
    }
    let stepping = thread.tracing.is_some() || vm.switching.at_any_instruction();
    let give = |below: &mut _, value, deliver| return_to_frame(vm, below, value, deliver);
    loop {
        let instruction = code.instructions[next];
        next += 1;
        frame.next = next as u32;
        if stepping {
            if vm.switching.step() {
                next -= 1;
                stop!(Stop::OutOfFuel);
            }
            if let Some(first) = tracing::before(vm, thread, &mut frame, instruction) {
                away!(tracing::tell_first(thread, frame, first, Deliver::Again));
            }
        }
        match instruction.op {
            Op::LoadFast | Op::LoadFastBorrow | Op::LoadFastCheck => {
                match &frame.slots[instruction.arg as usize] {
                    Some(value) => {
                        let value = value.clone();
                        frame.push(value);
                    }
                    None => raise!(vm.unbound_local(&code, instruction.arg)),
                }
            }
            Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => load_two!(instruction),
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
            Op::PopTop | Op::PopIter => {
                frame.slots.pop();
                finalize!();
            }
            Op::EndFor => drop(frame.slots.pop()),
            Op::PushNull => frame.slots.push(None),
            Op::Copy => frame.copy(instruction.arg as usize),
            Op::Swap => frame.swap(instruction.arg as usize),
            Op::Nop | Op::NotTaken | Op::Resume => {}
            Op::LoadGlobal => {
                match attempt!(name_access::load_global(vm, &mut frame, &code, instruction)) {
                    None => {}
                    Some(flow) => begin!(flow, deliver_attribute(instruction.a != 0)),
                }
            }
            Op::LoadAttr => {
                let for_call = instruction.a != 0;
                match attempt!(attribute_cache::load(vm, &mut frame, &code, instruction)) {
                    Site::Loaded => {}
                    Site::Getter(function, object) => {
                        call_frame!(function, [object], deliver_attribute(for_call));
                    }
                    Site::Flow(flow) => begin!(flow, deliver_attribute(for_call)),
                }
            }
            Op::StoreAttr => {
                let stored = attribute_cache::store(vm, &mut frame, &code, instruction);
                if let Some(flow) = attempt!(stored) {
                    begin!(flow, Deliver::Discard);
                }
                finalize!();
            }
            Op::BinaryOp => {
                let b = frame.pop();
                let mut a = frame.pop();
                if instruction.a == SUBSCRIPT {
                    match vm.quick_subscript(&a, &b) {
                        Some(value) => frame.push(value),
                        None => match vm.subscript_function(&a) {
                            Some(function) => call_frame!(function, [a, b], Deliver::Push),
                            None => {
                                let flow = attempt!(vm.subscript(&a, &b));
                                begin!(flow, Deliver::Push);
                            }
                        },
                    }
                    continue;
                }
                let (op, in_place) = BinaryOperator::from_oparg(instruction.a);
                if let Some(value) = Vm::quick_binary(op, &a, &b) {
                    frame.push(value);
                    continue;
                }
                if op == BinaryOperator::Add
                    && let Some(value) =
                        attempt!(super::append::text(vm, &mut frame, &code, &mut a, &b))
                {
                    frame.push(value);
                    continue;
                }
                operator_frame!(Operator::Binary { op, in_place }, a, b);
                let flow = attempt!(vm.binary_operation(op, in_place, &a, &b));
                begin!(flow, Deliver::Push);
                drop((a, b));
                finalize!();
            }
            Op::BinaryOpFastFast => {
                if combined::binary_fast_fast(&mut frame, instruction) {
                    next += 1;
                    continue;
                }
                load_two!(instruction);
            }
            Op::BinaryOpSmallInt => {
                if combined::binary_small_int(&mut frame, instruction) {
                    next += 1;
                } else {
                    frame.push(Value::int(i64::from(instruction.arg)));
                }
            }
            Op::CompareOp => {
                let b = frame.pop();
                let a = frame.pop();
                let op = Comparison::from_oparg(instruction.a);
                match vm.quick_compare(op, &a, &b) {
                    Some(result) => frame.push(Value::bool(result)),
                    None => {
                        operator_frame!(
                            Operator::Compare {
                                op,
                                to_bool: instruction.b != 0
                            },
                            a,
                            b
                        );
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
                        next += 1;
                        if result == (instruction.b != 0) {
                            next = instruction.arg as usize;
                        }
                    }
                    None => {
                        operator_frame!(Operator::Compare { op, to_bool: true }, a, b);
                        let flow = attempt!(vm.comparison_flow(op, true, &a, &b));
                        begin!(flow, Deliver::Push);
                    }
                }
            }
            Op::CompareSmallIntJump => match combined::compare_small_int(&mut frame, instruction) {
                Some(true) => next = instruction.arg as usize,
                Some(false) => next += 2,
                None => frame.push(Value::int(i64::from(instruction.b >> 1))),
            },
            Op::PopJumpIfFalse | Op::PopJumpIfTrue => {
                if frame.pop().as_bool() == Some(instruction.op == Op::PopJumpIfTrue) {
                    next = instruction.arg as usize;
                }
            }
            Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                if frame.pop().is_none() == (instruction.op == Op::PopJumpIfNone) {
                    next = instruction.arg as usize;
                }
                finalize!();
            }
            Op::JumpForward | Op::JumpBackwardNoInterrupt => next = instruction.arg as usize,
            Op::JumpBackward => {
                charge!(1);
                next = instruction.arg as usize;
            }
            Op::ToBool => {
                let value = frame.pop();
                match vm.quick_truth(&value) {
                    Some(truth) => {
                        frame.push(Value::bool(truth));
                        // A coroutine that was not awaited dies in its own line.
                        if value.as_object().is_some() {
                            drop(value);
                            finalize!();
                        }
                    }
                    None => begin!(attempt!(vm.truth_flow(value.into())), Deliver::Push),
                }
            }
            Op::IsOp => {
                let b = frame.pop();
                let a = frame.pop();
                frame.push(Value::bool(a.is(&b) != (instruction.arg != 0)));
            }
            Op::ForIter | Op::ForIterPair => {
                if instruction.op == Op::ForIterPair
                    && let Some(iterator) = frame.peek(1).get::<PyIterator>()
                {
                    match attempt!(iterator.step_pair(vm)) {
                        Pair::Items(first, second) => {
                            frame.push(second);
                            frame.push(first);
                            next += 1;
                            continue;
                        }
                        Pair::Done => {
                            next = instruction.arg as usize;
                            continue;
                        }
                        Pair::No => {}
                    }
                }
                let step = match frame.peek(1).as_object() {
                    Some(object) => match object.payload::<PyIterator>() {
                        Some(iterator) => attempt!(iterator.step(vm)),
                        None => Step::Slow,
                    },
                    None => Step::Slow,
                };
                match step {
                    Step::Item(value) => frame.push(value),
                    Step::Done => next = instruction.arg as usize,
                    Step::Slow => {
                        let iterator = frame.peek(1).clone();
                        let iterator = match iterator.into_ref::<PyGenerator>() {
                            Ok(generator) => {
                                let deliver = Deliver::ForIter(instruction.arg);
                                let mut with = Some(Value::none());
                                resume_quickly!(generator, with, ReturnStyle::Plain, deliver);
                                vm.fuel.set(fuel);
                                leave_frame!();
                                return resume(
                                    vm,
                                    thread,
                                    &generator,
                                    Resumption::Send(Value::none()),
                                    ReturnStyle::Plain,
                                    Deliver::ForIter(instruction.arg),
                                );
                            }
                            Err(iterator) => iterator,
                        };
                        if let Some(function) = vm.next_function(&iterator) {
                            let deliver = Deliver::NextItem(instruction.arg);
                            call_frame!(function, [iterator], deliver);
                        }
                        let flow = attempt!(vm.next_flow(&iterator));
                        vm.fuel.set(fuel);
                        leave_frame!();
                        return start(vm, thread, flow, Deliver::NextItem(instruction.arg));
                    }
                }
            }
            Op::Call => {
                let count = instruction.arg as usize;
                charge!(CALL_FUEL);
                vm.fuel.set(fuel);
                match attempt!(quick_call::call(vm, thread, &mut frame, count)) {
                    Quick::Frame(next) => descend!(next),
                    Quick::Answer(result) => {
                        fuel = vm.fuel.get();
                        let flow = match attempt!(result) {
                            Flow::Resume(generator, Resumption::Send(value)) => {
                                let mut with = Some(value);
                                let style = ReturnStyle::StopIteration;
                                resume_quickly!(generator, with, style, Deliver::Push);
                                let value = with.expect("not taken");
                                Flow::Resume(generator, Resumption::Send(value))
                            }
                            flow => flow,
                        };
                        begin!(flow, Deliver::Push);
                        finalize!();
                        continue;
                    }
                    Quick::Again => {
                        next -= 1;
                        fuel += CALL_FUEL;
                        continue;
                    }
                    Quick::No => {}
                }
                let (callee, positional) = quick_call::take_arguments(&mut frame, count);
                let flow = attempt!(vm.call_flow(&callee, positional.into()));
                begin!(flow, Deliver::Push);
                finalize!();
            }
            Op::CallKw => {
                let count = instruction.arg as usize;
                charge!(CALL_FUEL);
                match attempt!(quick_call::keyword_call(vm, thread, &mut frame, count)) {
                    Quick::Frame(next) => descend!(next),
                    Quick::Again => {
                        next -= 1;
                        fuel += CALL_FUEL;
                        continue;
                    }
                    Quick::Answer(_) | Quick::No => {}
                }
                let (callee, args) = super::instructions::keyword_call(&mut frame, count);
                let flow = attempt!(vm.call_flow(&callee, args));
                begin!(flow, Deliver::Push);
                finalize!();
            }
            Op::CallFunctionEx => {
                vm.fuel.set(fuel);
                match attempt!(spread_call::call(vm, thread, &mut frame)) {
                    Quick::Frame(next) => descend!(next),
                    Quick::Answer(result) => {
                        fuel = vm.fuel.get();
                        begin!(attempt!(result), Deliver::Push);
                        finalize!();
                    }
                    Quick::Again | Quick::No => unreachable!("it answers"),
                }
            }
            Op::ReturnValue => {
                let value = frame.pop();
                let (deliver, style) = leave(vm, thread, frame);
                if matches!(deliver, Deliver::Push)
                    && style == ReturnStyle::Plain
                    && let Some(Activation::Frame(below)) = thread.pop_frame()
                {
                    frame = below;
                    frame.push(value);
                    enter_frame!();
                    finalize!();
                    continue;
                }
                if style == ReturnStyle::StopIteration {
                    let outcome = Outcome::Raise(vm.stop_iteration(value));
                    away!(Ok(State::Outcome(outcome, deliver)));
                }
                hand_down!(value, deliver, give, Outcome::Return);
            }
            Op::YieldValue => {
                let value = frame.pop();
                let generator = frame.generator.take().expect("only generators yield");
                thread.depth -= 1;
                *generator.handled.borrow_mut() = thread.handled.pop().flatten();
                let deliver = std::mem::replace(&mut frame.deliver, Deliver::Push);
                generator.state.set(GeneratorState::Suspended);
                *generator.frame.borrow_mut() = Some(frame);
                // The last reference may be this one: then it is closed.
                drop(generator);
                hand_down!(value, deliver, yield_to_frame, Outcome::Yield);
            }
            Op::ReturnGenerator => {
                let (value, deliver) = make_generator(vm, thread, frame);
                hand_down!(value, deliver, give, Outcome::Return);
            }
            Op::Send => {
                let value = frame.pop();
                let receiver = frame.peek(1).clone();
                let receiver = match receiver.into_ref::<PyGenerator>() {
                    Ok(generator) if generator.kind != GeneratorKind::AsyncGenerator => {
                        let deliver = Deliver::Send(instruction.arg);
                        let mut with = Some(value);
                        resume_quickly!(generator, with, ReturnStyle::Plain, deliver);
                        vm.fuel.set(fuel);
                        leave_frame!();
                        let with = Resumption::Send(with.expect("not taken"));
                        let deliver = Deliver::Send(instruction.arg);
                        return resume(vm, thread, &generator, with, ReturnStyle::Plain, deliver);
                    }
                    Ok(generator) => generator.into_value(),
                    Err(receiver) => receiver,
                };
                if let Some(step) = receiver.get::<PyAsyncStep>()
                    && let Some((generator, mut with)) = step.begin(&value)
                {
                    let (with, deliver) = (&mut with, Deliver::AsyncSend(instruction.arg));
                    let style = ReturnStyle::Plain;
                    match quick_resume(vm, thread, &generator, with, style, deliver) {
                        Ok(above) => descend!(above.expect("it can go on")),
                        Err(raised) => {
                            step.ended(false);
                            raise!(raised)
                        }
                    }
                }
                if let Some(awaiter) = receiver.get::<PyAwaiter>() {
                    match attempt!(awaiter.state.send(vm, value)) {
                        Sent::Yield(value) => frame.push(value),
                        Sent::Return(value) => {
                            frame.push(value);
                            next = instruction.arg as usize;
                        }
                    }
                    continue;
                }
                let flow = attempt!(vm.send_flow(&receiver, value));
                vm.fuel.set(fuel);
                leave_frame!();
                return start(vm, thread, flow, Deliver::SentItem(instruction.arg));
            }
            Op::MakeCell | Op::CopyFreeVars | Op::LoadDeref | Op::StoreDeref => {
                attempt!(cells::execute(vm, &mut frame, &code, instruction));
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

//! The loop that executes instructions.
//!
//! Here: fetching, the fast paths, and what the slower helpers of `instructions` answer with ([`Next`]). A
//! Python call switches `frame`; nothing recurses. Not here: what lies between frames (`driver`).

use super::attribute::Loaded;
use super::attribute_cache::Cached;
use super::driver::{
    State, Stop, leave, make_generator, quick_resume, resume, return_to_frame, start,
    yield_to_frame,
};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::operator_call::{Operation, Operator};
use super::operators::{BinaryOperator, Comparison};
use super::quick_call::{self, Quick};
use super::thread::{Activation, Thread};
use super::{Flow, Outcome, Resumption, Vm};
use crate::code::Op;
use crate::object::heap;
use crate::object::{Ref, Value};
use crate::types::awaiter::{PyAwaiter, Sent};
use crate::types::cell::PyCell;
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};
use crate::types::iterator::{PyIterator, Step};
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
const SUBSCRIPT: u8 = 26;

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
    // Goes on in the frame below, unless it takes more than handing it a value.
    macro_rules! hand_down {
        ($value:expr, $deliver:expr, $give:expr, $outcome:expr) => {{
            let (value, deliver) = ($value, $deliver);
            if let Some(Activation::Frame(below)) = thread.stack.last_mut() {
                match $give(below, value, deliver) {
                    None => {
                        let Some(Activation::Frame(below)) = thread.stack.pop() else {
                            unreachable!()
                        };
                        frame = below;
                        enter_frame!();
                        finalize!();
                        continue;
                    }
                    Some((value, deliver)) => {
                        away!(Ok(State::Outcome($outcome(value), deliver)))
                    }
                }
            }
            away!(Ok(State::Outcome($outcome(value), deliver)))
        }};
    }
    // An operator whose first method is Python code.
    macro_rules! operator_frame {
        ($operator:expr, $a:expr, $b:expr) => {
            if let Some(function) = vm.operator_function($operator, &$a, &$b) {
                charge_late!();
                let arguments = [$a.clone(), $b.clone()];
                let operation = Operation {
                    operator: $operator,
                    a: $a,
                    b: $b,
                };
                let deliver = Deliver::Operator(Box::new(operation));
                descend!(attempt!(quick_call::frame_with(
                    vm, thread, function, arguments, deliver
                )));
            }
        };
    }
    loop {
        let instruction = code.instructions[next];
        next += 1;
        frame.next = next as u32;
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
            Op::PopTop | Op::PopIter => {
                frame.slots.pop();
                finalize!();
            }
            Op::EndFor => {
                frame.slots.pop();
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
                    None => match vm.global_of_mapping(&frame, name) {
                        Some(flow) if instruction.a == 0 => {
                            begin!(flow, Deliver::Push);
                            continue;
                        }
                        Some(flow) => {
                            begin!(flow, Deliver::PushWithNull);
                            continue;
                        }
                        None => attempt!(vm.load_global(cache, &frame, name)),
                    },
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
                let for_call = instruction.a != 0;
                let loaded = match vm.cached_attribute(cache, &object, name) {
                    Some(Cached::Value(value)) => Loaded::Value(value),
                    Some(Cached::Method(function)) => Loaded::Method(function),
                    Some(Cached::MethodOf(function, receiver)) if for_call => {
                        frame.push(function);
                        frame.push(receiver);
                        continue;
                    }
                    Some(Cached::MethodOf(function, receiver)) => {
                        frame.push(vm.bind_method(&function, &receiver));
                        continue;
                    }
                    Some(Cached::Getter(function)) => {
                        charge_late!();
                        let deliver = if for_call {
                            Deliver::PushWithNull
                        } else {
                            Deliver::Push
                        };
                        descend!(attempt!(quick_call::frame_with(
                            vm,
                            thread,
                            function,
                            [object],
                            deliver
                        )));
                    }
                    None => {
                        vm.remember_attribute(cache, &object, name);
                        attempt!(vm.load_attribute(&object, name))
                    }
                };
                match loaded {
                    Loaded::Value(value) => {
                        frame.push(value);
                        if for_call {
                            frame.slots.push(None);
                        }
                    }
                    Loaded::Method(function) if for_call => {
                        frame.push(function);
                        frame.push(object);
                    }
                    Loaded::Method(function) => {
                        frame.push(vm.bind_method(&function, &object));
                    }
                    // What is loaded to be called is followed by a NULL instead of a receiver.
                    Loaded::Flow(flow) if for_call => begin!(flow, Deliver::PushWithNull),
                    Loaded::Flow(flow) => begin!(flow, Deliver::Push),
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
                if instruction.a == SUBSCRIPT {
                    match vm.quick_subscript(&a, &b) {
                        Some(value) => frame.push(value),
                        None => match vm.subscript_function(&a) {
                            Some(function) => {
                                charge_late!();
                                descend!(attempt!(quick_call::frame_with(
                                    vm,
                                    thread,
                                    function,
                                    [a, b],
                                    Deliver::Push
                                )));
                            }
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
                let (a, b) = (
                    &frame.slots[usize::from(instruction.b)],
                    &frame.slots[instruction.arg as usize],
                );
                if let (Some(a), Some(b)) = (a, b)
                    && instruction.a != SUBSCRIPT
                    && let Some(value) =
                        Vm::quick_binary(BinaryOperator::from_oparg(instruction.a).0, a, b)
                {
                    frame.push(value);
                    next += 1;
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
                if instruction.a != SUBSCRIPT
                    && let Some(Some(a)) = frame.slots[top].as_ref().map(Value::as_small_int)
                    && let Some(value) = super::operators::int_op(
                        BinaryOperator::from_oparg(instruction.a).0,
                        a,
                        constant,
                    )
                {
                    frame.slots[top] = Some(value);
                    next += 1;
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
            Op::PopJumpIfFalse => {
                if frame.pop().as_bool() == Some(false) {
                    next = instruction.arg as usize;
                }
            }
            Op::PopJumpIfTrue => {
                if frame.pop().as_bool() == Some(true) {
                    next = instruction.arg as usize;
                }
            }
            Op::PopJumpIfNone => {
                if frame.pop().is_none() {
                    next = instruction.arg as usize;
                }
                finalize!();
            }
            Op::PopJumpIfNotNone => {
                if !frame.pop().is_none() {
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
                    Step::Done => next = instruction.arg as usize,
                    Step::Slow => {
                        let iterator = frame.peek(1).clone();
                        let iterator = match iterator.into_ref::<PyGenerator>() {
                            Ok(generator) => {
                                let deliver = Deliver::ForIter(instruction.arg);
                                let mut with = Some(Value::none());
                                if let Some(next) = attempt!(quick_resume(
                                    vm,
                                    thread,
                                    &generator,
                                    &mut with,
                                    ReturnStyle::Plain,
                                    deliver
                                )) {
                                    descend!(next);
                                }
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
                            charge_late!();
                            let deliver = Deliver::NextItem(instruction.arg);
                            descend!(attempt!(quick_call::frame_with(
                                vm,
                                thread,
                                function,
                                [iterator],
                                deliver
                            )));
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
                                if let Some(next) = attempt!(quick_resume(
                                    vm,
                                    thread,
                                    &generator,
                                    &mut with,
                                    style,
                                    Deliver::Push
                                )) {
                                    descend!(next);
                                }
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
                let base = frame.slots.len() - count;
                let first = if frame.slots[base - 1].is_some() {
                    base - 1
                } else {
                    base
                };
                let positional: Vec<Value> = frame.slots.drain(first..).flatten().collect();
                frame.slots.truncate(base - 1);
                let callee = frame.pop();
                let flow = attempt!(vm.prepare_call(&callee, positional.into()));
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
                let flow = attempt!(vm.prepare_call(&callee, args));
                begin!(flow, Deliver::Push);
                finalize!();
            }
            Op::ReturnValue => {
                let value = frame.pop();
                let (deliver, style) = leave(thread, frame);
                if style == ReturnStyle::StopIteration {
                    let outcome = Outcome::Raise(vm.stop_iteration(value));
                    away!(Ok(State::Outcome(outcome, deliver)));
                }
                let give =
                    |below: &mut _, value, deliver| return_to_frame(vm, below, value, deliver);
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
                let give =
                    |below: &mut _, value, deliver| return_to_frame(vm, below, value, deliver);
                hand_down!(value, deliver, give, Outcome::Return);
            }
            Op::Send => {
                let value = frame.pop();
                let receiver = frame.peek(1).clone();
                let receiver = match receiver.into_ref::<PyGenerator>() {
                    Ok(generator) if generator.kind != GeneratorKind::AsyncGenerator => {
                        let deliver = Deliver::Send(instruction.arg);
                        let mut with = Some(value);
                        if let Some(next) = attempt!(quick_resume(
                            vm,
                            thread,
                            &generator,
                            &mut with,
                            ReturnStyle::Plain,
                            deliver
                        )) {
                            descend!(next);
                        }
                        vm.fuel.set(fuel);
                        leave_frame!();
                        let with = Resumption::Send(with.expect("not taken"));
                        let deliver = Deliver::Send(instruction.arg);
                        return resume(vm, thread, &generator, with, ReturnStyle::Plain, deliver);
                    }
                    Ok(generator) => generator.into_value(),
                    Err(receiver) => receiver,
                };
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

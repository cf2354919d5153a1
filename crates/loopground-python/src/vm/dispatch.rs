//! The loop that executes instructions.
//!
//! Here: fetching, and the fast half of every frequent instruction. A Python call switches `frame`; nothing recurses.
//! Not here: the other halves (`slow_path`), the rare instructions (`instructions`), and what an instruction may come
//! to besides going on (`outside`).
//!
//! Invariant: [`execute`] stays small. A browser compiles it twice, and the good compiler comes to it late and does badly
//! on it when it is large: whatever is not needed at every other instruction is called, and every way out is written
//! once.

use super::driver::{leave, quick_resume};
use super::frame::{Deliver, Frame, ReturnStyle};
use super::outside::{Exit, Go};
use super::thread::{Activation, Thread};
use super::{Vm, attribute_cache, combined, name_access, quick_call, slow_path, tracing};
use crate::code::Op;
use crate::object::Value;
use crate::object::heap;
use crate::types::cell::PyCell;
use crate::types::generator::{GeneratorKind, PyGenerator};
use crate::types::iterator::{Pair, PyIterator, Step};
use crate::types::list::PyList;

/// The operand of `BINARY_OP` that stands for `a[b]`.
const SUBSCRIPT: u8 = 26;
/// Units of fuel per call.
const CALL_FUEL: u64 = 1;

/// Executes a frame, and those it calls, until something else than the next instruction is to be done.
#[allow(
    clippy::too_many_lines,
    reason = "one arm per instruction, each a few lines; helpers hold the rest"
)]
pub(super) fn execute(vm: &Vm, thread: &mut Thread, mut frame: Box<Frame>) -> Exit {
    let stepping = thread.tracing.is_some() || vm.switching.at_any_instruction();
    'frame: loop {
        let code = frame.code.clone();
        // The next instruction. `frame.next` follows it at every fetch, so that whoever is handed the frame knows.
        let mut next = frame.next as usize;
        // Goes on in a frame above this one.
        macro_rules! descend {
            ($above:expr) => {{
                let above = $above;
                frame.next = next as u32;
                thread.stack.push(Activation::Frame(frame));
                frame = above;
                continue 'frame;
            }};
        }
        // Before the instruction has done anything: it is executed again when fuel is back.
        macro_rules! charge {
            ($units:expr) => {
                let fuel = vm.fuel.get();
                if fuel < $units {
                    vm.fuel.set(0);
                    next -= 1;
                    break Go::OutOfFuel;
                }
                vm.fuel.set(fuel - $units);
            };
        }
        // What the instruction dropped dies before the next one.
        macro_rules! settle {
            () => {{
                if !heap::has_pending() {
                    continue;
                }
                Go::On
            }};
        }
        // A variable's value on the stack, unless it has none.
        macro_rules! load {
            ($slot:expr) => {
                let slot: usize = $slot;
                match &frame.slots[slot] {
                    Some(value) => {
                        let value = value.clone();
                        frame.push(value);
                    }
                    None => break Go::Raise(vm.unbound_local(&code, slot as u32)),
                }
            };
        }
        // Goes on in the frame below with what this one gives it, unless that takes more than a push.
        macro_rules! hand_down {
            ($handed:expr) => {
                match $handed {
                    Ok(below) => frame = below,
                    Err(exit) => return exit,
                }
                if heap::has_pending() {
                    return Exit::Act(frame, Go::On);
                }
                continue 'frame;
            };
        }
        let go = loop {
            let instruction = code.instructions[next];
            next += 1;
            frame.next = next as u32;
            if stepping {
                if vm.switching.step() {
                    next -= 1;
                    break Go::OutOfFuel;
                }
                if let Some(first) = tracing::before(vm, thread, &mut frame, instruction) {
                    break Go::Tell(first);
                }
            }
            let go = match instruction.op {
                Op::LoadFast | Op::LoadFastBorrow | Op::LoadFastCheck => {
                    load!(instruction.arg as usize);
                    continue;
                }
                Op::LoadFastLoadFast | Op::LoadFastBorrowLoadFastBorrow => {
                    load!(usize::from(instruction.b));
                    load!(instruction.arg as usize);
                    continue;
                }
                Op::LoadConst => {
                    frame.push(code.constants[instruction.arg as usize].clone());
                    continue;
                }
                Op::LoadSmallInt => {
                    frame.push(Value::int(i64::from(instruction.arg)));
                    continue;
                }
                Op::StoreFast => {
                    let value = frame.pop_or_null();
                    let old = std::mem::replace(&mut frame.slots[instruction.arg as usize], value);
                    drop(old);
                    settle!()
                }
                Op::StoreFastLoadFast => {
                    let value = frame.pop_or_null();
                    let old =
                        std::mem::replace(&mut frame.slots[usize::from(instruction.b)], value);
                    drop(old);
                    load!(instruction.arg as usize);
                    settle!()
                }
                Op::StoreFastStoreFast => {
                    for slot in [usize::from(instruction.b), instruction.arg as usize] {
                        let value = frame.pop_or_null();
                        let old = std::mem::replace(&mut frame.slots[slot], value);
                        drop(old);
                    }
                    settle!()
                }
                Op::PopTop | Op::PopIter => {
                    frame.slots.pop();
                    settle!()
                }
                Op::EndFor => {
                    frame.slots.pop();
                    continue;
                }
                Op::PushNull => {
                    frame.slots.push(None);
                    continue;
                }
                Op::Copy => {
                    frame.copy(instruction.arg as usize);
                    continue;
                }
                Op::Swap => {
                    frame.swap(instruction.arg as usize);
                    continue;
                }
                Op::Nop | Op::NotTaken | Op::Resume => continue,
                Op::LoadGlobal => {
                    if name_access::quick_global(&mut frame, &code, instruction) {
                        continue;
                    }
                    slow_path::load_global(vm, &mut frame, &code, instruction)
                }
                Op::LoadAttr => {
                    if attribute_cache::quick_load(&mut frame, &code, instruction) {
                        // The object may have lived for its attribute only.
                        settle!()
                    } else {
                        slow_path::load_attribute(vm, thread, &mut frame, &code, instruction)
                    }
                }
                Op::StoreAttr => {
                    if attribute_cache::quick_store(&mut frame, &code, instruction) {
                        settle!()
                    } else {
                        slow_path::store_attribute(vm, &mut frame, &code, instruction)
                    }
                }
                Op::BinaryOp => {
                    if combined::binary(&mut frame, instruction) {
                        continue;
                    }
                    if instruction.a == SUBSCRIPT {
                        slow_path::subscript(vm, thread, &mut frame)
                    } else {
                        slow_path::binary(vm, thread, &mut frame, &code, instruction)
                    }
                }
                Op::BinaryOpFastFast => {
                    if combined::binary_fast_fast(&mut frame, instruction) {
                        next += 1;
                        continue;
                    }
                    load!(usize::from(instruction.b));
                    load!(instruction.arg as usize);
                    continue;
                }
                Op::BinaryOpSmallInt => {
                    if combined::binary_small_int(&mut frame, instruction) {
                        next += 1;
                    } else {
                        frame.push(Value::int(i64::from(instruction.arg)));
                    }
                    continue;
                }
                Op::CompareOp => {
                    let result = match combined::compare(&mut frame, instruction) {
                        Some(result) => Some(result),
                        None => slow_path::quick_compare(vm, &mut frame, instruction.a),
                    };
                    if let Some(result) = result {
                        frame.push(Value::bool(result));
                        settle!()
                    } else {
                        slow_path::compare(
                            vm,
                            thread,
                            &mut frame,
                            instruction.a,
                            instruction.b != 0,
                        )
                    }
                }
                Op::CompareOpJump => {
                    let result = match combined::compare(&mut frame, instruction) {
                        Some(result) => Some(result),
                        None => slow_path::quick_compare(vm, &mut frame, instruction.a),
                    };
                    if let Some(result) = result {
                        next += 1;
                        if result == (instruction.b != 0) {
                            next = instruction.arg as usize;
                        }
                        continue;
                    }
                    slow_path::compare(vm, thread, &mut frame, instruction.a, true)
                }
                Op::CompareSmallIntJump => {
                    match combined::compare_small_int(&mut frame, instruction) {
                        Some(true) => next = instruction.arg as usize,
                        Some(false) => next += 2,
                        None => frame.push(Value::int(i64::from(instruction.b >> 1))),
                    }
                    continue;
                }
                Op::PopJumpIfFalse | Op::PopJumpIfTrue => {
                    if frame.pop().as_bool() == Some(instruction.op == Op::PopJumpIfTrue) {
                        next = instruction.arg as usize;
                    }
                    continue;
                }
                Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
                    if frame.pop().is_none() == (instruction.op == Op::PopJumpIfNone) {
                        next = instruction.arg as usize;
                    }
                    settle!()
                }
                Op::JumpForward | Op::JumpBackwardNoInterrupt => {
                    next = instruction.arg as usize;
                    continue;
                }
                Op::JumpBackward => {
                    charge!(1);
                    next = instruction.arg as usize;
                    continue;
                }
                Op::ToBool => match frame.peek(1).as_small_truth() {
                    Some(truth) => {
                        let top = frame.slots.len() - 1;
                        frame.slots[top] = Some(Value::bool(truth));
                        continue;
                    }
                    None => slow_path::truth(vm, &mut frame),
                },
                Op::IsOp => {
                    let b = frame.pop();
                    let a = frame.pop();
                    frame.push(Value::bool(a.is(&b) != (instruction.arg != 0)));
                    drop((a, b));
                    settle!()
                }
                Op::ForIter | Op::ForIterPair => {
                    let Some(iterator) = frame.peek(1).get::<PyIterator>() else {
                        if let Some(above) =
                            slow_path::iterate_generator(vm, thread, &frame, instruction.arg)
                        {
                            descend!(above);
                        }
                        break slow_path::iterate(vm, thread, &frame, instruction.arg);
                    };
                    if instruction.op == Op::ForIterPair {
                        match iterator.step_pair(vm) {
                            Ok(Pair::Items(first, second)) => {
                                frame.push(second);
                                frame.push(first);
                                next += 1;
                                continue;
                            }
                            Ok(Pair::Done) => {
                                next = instruction.arg as usize;
                                continue;
                            }
                            Ok(Pair::No) => {}
                            Err(raised) => break Go::Raise(raised),
                        }
                    }
                    match iterator.step(vm) {
                        Ok(Step::Item(value)) => {
                            frame.push(value);
                            continue;
                        }
                        Ok(Step::Done) => {
                            next = instruction.arg as usize;
                            continue;
                        }
                        Ok(Step::Slow) => slow_path::iterate(vm, thread, &frame, instruction.arg),
                        Err(raised) => Go::Raise(raised),
                    }
                }
                Op::Call => {
                    charge!(CALL_FUEL);
                    let count = instruction.arg as usize;
                    if let Some(above) = quick_call::function(vm, thread, &mut frame, count) {
                        descend!(above);
                    }
                    slow_path::call(vm, thread, &mut frame, count)
                }
                Op::CallKw => {
                    charge!(CALL_FUEL);
                    slow_path::keyword_call(vm, thread, &mut frame, instruction.arg as usize)
                }
                Op::CallFunctionEx => slow_path::spread_call(vm, thread, &mut frame),
                Op::ReturnValue => {
                    let value = frame.pop();
                    let (deliver, style) = leave(vm, thread, frame);
                    if matches!(deliver, Deliver::Push)
                        && style == ReturnStyle::Plain
                        && let Some(Activation::Frame(below)) = thread.pop_frame()
                    {
                        frame = below;
                        frame.push(value);
                        if heap::has_pending() {
                            return Exit::Act(frame, Go::On);
                        }
                        continue 'frame;
                    }
                    hand_down!(slow_path::returned(vm, thread, value, deliver, style));
                }
                Op::YieldValue => {
                    hand_down!(slow_path::yielded(thread, frame));
                }
                Op::ReturnGenerator => {
                    hand_down!(slow_path::generator(vm, thread, frame));
                }
                Op::Send => {
                    if let Some(generator) = frame.peek(2).to_ref::<PyGenerator>()
                        && generator.kind != GeneratorKind::AsyncGenerator
                    {
                        let mut with = frame.pop_or_null();
                        let deliver = Deliver::Send(instruction.arg);
                        let (with, style) = (&mut with, ReturnStyle::Plain);
                        match quick_resume(vm, thread, &generator, with, style, deliver) {
                            Ok(Some(above)) => descend!(above),
                            Ok(None) => {
                                let with = with.take().expect("not taken");
                                Go::Resume(generator, with, Deliver::Send(instruction.arg))
                            }
                            Err(raised) => Go::Raise(raised),
                        }
                    } else {
                        let go = slow_path::send(vm, thread, &mut frame, instruction.arg);
                        next = frame.next as usize;
                        go
                    }
                }
                Op::LoadDeref => {
                    let cell = frame.slots[instruction.arg as usize].as_ref();
                    match cell.and_then(Value::get::<PyCell>).and_then(PyCell::get) {
                        Some(value) => {
                            frame.push(value);
                            continue;
                        }
                        None => Go::Raise(vm.unbound_deref(&code, instruction.arg)),
                    }
                }
                Op::ListAppend => {
                    let value = frame.pop();
                    if let Some(list) = frame.peek(instruction.arg as usize).get::<PyList>() {
                        list.push(value);
                    }
                    continue;
                }
                _ => {
                    let go = slow_path::rare(vm, thread, &mut frame, &code, instruction);
                    if matches!(go, Go::On) { settle!() } else { go }
                }
            };
            match go {
                Go::On if !heap::has_pending() => {}
                Go::Above(above) => descend!(above),
                go => break go,
            }
        };
        frame.next = next as u32;
        return Exit::Act(frame, go);
    }
}

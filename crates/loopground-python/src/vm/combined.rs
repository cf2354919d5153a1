//! The combined halves of frequent pairs of instructions: each says whether it did the work of both.

use super::Vm;
use super::dispatch::SUBSCRIPT;
use super::frame::Frame;
use super::operators::{BinaryOperator, Comparison, int_op};
use crate::code::Instruction;
use crate::object::Value;

/// `BINARY_OP` of two locals.
#[inline(always)]
pub(super) fn binary_fast_fast(frame: &mut Frame, instruction: Instruction) -> bool {
    let a = &frame.slots[usize::from(instruction.b)];
    let b = &frame.slots[instruction.arg as usize];
    if let (Some(a), Some(b)) = (a, b)
        && instruction.a != SUBSCRIPT
        && let Some(value) = Vm::quick_binary(BinaryOperator::from_oparg(instruction.a).0, a, b)
    {
        frame.push(value);
        return true;
    }
    false
}

/// A comparison with a small constant integer, and whether it jumps; `None` when the value is no such integer.
#[inline(always)]
pub(super) fn compare_small_int(frame: &mut Frame, instruction: Instruction) -> Option<bool> {
    let top = frame.slots.len() - 1;
    let int = frame.slots[top].as_ref().and_then(Value::as_small_int)?;
    frame.slots.truncate(top);
    let order = int.cmp(&i64::from(instruction.b >> 1));
    Some(Comparison::from_oparg(instruction.a).holds(Some(order)) == (instruction.b & 1 != 0))
}

/// `BINARY_OP` with a small constant integer.
#[inline(always)]
pub(super) fn binary_small_int(frame: &mut Frame, instruction: Instruction) -> bool {
    let top = frame.slots.len() - 1;
    if instruction.a != SUBSCRIPT
        && let Some(a) = frame.slots[top].as_ref().and_then(Value::as_small_int)
        && let Some(value) = int_op(
            BinaryOperator::from_oparg(instruction.a).0,
            a,
            i64::from(instruction.arg),
        )
    {
        frame.slots[top] = Some(value);
        return true;
    }
    false
}

//! Operators of small integers, and the combined halves of frequent pairs of instructions: each says whether it did the
//! work.
//!
//! Not here: any other operand (`slow_path`).

use super::frame::Frame;
use super::operators::Comparison;
use crate::code::Instruction;
use crate::object::Value;

/// The operands of `BINARY_OP` for the operators that are worth their place in the loop, each with its in-place form.
mod operand {
    pub const ADD: u8 = 0;
    pub const ADD_IN_PLACE: u8 = 13;
    pub const AND: u8 = 1;
    pub const AND_IN_PLACE: u8 = 14;
    pub const FLOOR_DIVIDE: u8 = 2;
    pub const FLOOR_DIVIDE_IN_PLACE: u8 = 15;
    pub const MULTIPLY: u8 = 5;
    pub const MULTIPLY_IN_PLACE: u8 = 18;
    pub const REMAINDER: u8 = 6;
    pub const REMAINDER_IN_PLACE: u8 = 19;
    pub const SUBTRACT: u8 = 10;
    pub const SUBTRACT_IN_PLACE: u8 = 23;
}

/// The result where it is a small integer and found without ado.
#[inline(always)]
fn integers(operation: u8, a: i64, b: i64) -> Option<i64> {
    use operand as op;
    match operation {
        op::ADD | op::ADD_IN_PLACE => a.checked_add(b),
        op::SUBTRACT | op::SUBTRACT_IN_PLACE => a.checked_sub(b),
        // Products of halves never overflow; in wasm the check of a whole one is a call.
        op::MULTIPLY | op::MULTIPLY_IN_PLACE => {
            let (a, b) = (i32::try_from(a).ok()?, i32::try_from(b).ok()?);
            Some(i64::from(a) * i64::from(b))
        }
        op::AND | op::AND_IN_PLACE => Some(a & b),
        op::FLOOR_DIVIDE | op::FLOOR_DIVIDE_IN_PLACE if a >= 0 && b > 0 => Some(a / b),
        op::REMAINDER | op::REMAINDER_IN_PLACE if a >= 0 && b > 0 => Some(a % b),
        _ => None,
    }
}

/// Puts a result in the place of the integer on top.
#[inline(always)]
fn replace_top(frame: &mut Frame, result: i64) {
    let top = frame.slots.len() - 1;
    let old = frame.slots[top].replace(Value::int(result));
    // Nothing is owned by an integer, and the compiler does not know that it is one.
    std::mem::forget(old);
}

/// The two integers on top.
#[inline(always)]
fn two_on_top(frame: &Frame) -> Option<(i64, i64)> {
    let top = frame.slots.len();
    match (&frame.slots[top - 2], &frame.slots[top - 1]) {
        (Some(a), Some(b)) => Value::both_ints(a, b),
        _ => None,
    }
}

/// `BINARY_OP`
#[inline(always)]
pub(super) fn binary(frame: &mut Frame, instruction: Instruction) -> bool {
    if let Some((a, b)) = two_on_top(frame)
        && let Some(result) = integers(instruction.a, a, b)
    {
        std::mem::forget(frame.slots.pop());
        replace_top(frame, result);
        return true;
    }
    false
}

/// `BINARY_OP` of two locals.
#[inline(always)]
pub(super) fn binary_fast_fast(frame: &mut Frame, instruction: Instruction) -> bool {
    let a = &frame.slots[usize::from(instruction.b)];
    let b = &frame.slots[instruction.arg as usize];
    if let (Some(a), Some(b)) = (a, b)
        && let Some((a, b)) = Value::both_ints(a, b)
        && let Some(result) = integers(instruction.a, a, b)
    {
        frame.push(Value::int(result));
        return true;
    }
    false
}

/// `BINARY_OP` with a small constant integer.
#[inline(always)]
pub(super) fn binary_small_int(frame: &mut Frame, instruction: Instruction) -> bool {
    if let Some(a) = frame.peek(1).as_small_int()
        && let Some(result) = integers(instruction.a, a, i64::from(instruction.arg))
    {
        replace_top(frame, result);
        return true;
    }
    false
}

/// `COMPARE_OP`
#[inline(always)]
pub(super) fn compare(frame: &mut Frame, instruction: Instruction) -> Option<bool> {
    let (a, b) = two_on_top(frame)?;
    std::mem::forget(frame.slots.pop());
    std::mem::forget(frame.slots.pop());
    Some(Comparison::from_oparg(instruction.a).holds(Some(a.cmp(&b))))
}

/// A comparison with a small constant integer, and whether it jumps; `None` when the value is no such integer.
#[inline(always)]
pub(super) fn compare_small_int(frame: &mut Frame, instruction: Instruction) -> Option<bool> {
    let int = frame.peek(1).as_small_int()?;
    std::mem::forget(frame.slots.pop());
    let order = int.cmp(&i64::from(instruction.b >> 1));
    Some(Comparison::from_oparg(instruction.a).holds(Some(order)) == (instruction.b & 1 != 0))
}

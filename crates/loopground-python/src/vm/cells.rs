//! Variables in cells: of this function for the ones inside it, and of the ones around it.
//!
//! Not here: making a closure (`make_function`).

use super::Vm;
use super::frame::Frame;
use crate::code::{Instruction, Op, PyCode};
use crate::object::{Ref, Value};
use crate::types::cell::PyCell;

/// `MAKE_CELL`, `COPY_FREE_VARS` and `STORE_DEREF`.
#[inline(always)]
pub(super) fn execute(vm: &Vm, frame: &mut Frame, code: &PyCode, instruction: Instruction) {
    let place = instruction.arg as usize;
    match instruction.op {
        Op::StoreDeref => {
            let value = frame.pop();
            let cell = frame.slots[place].as_ref();
            if let Some(cell) = cell.and_then(Value::get::<PyCell>) {
                cell.set(Some(value));
            }
        }
        Op::MakeCell => {
            let slot = &mut frame.slots[place];
            let content = slot.take();
            *slot = Some(Ref::new(PyCell::new(content), &vm.types.cell).into_value());
        }
        _ => {
            let function = frame
                .function
                .clone()
                .expect("a closure's frame has its function");
            let first = code.variables.len() - place;
            for (slot, cell) in frame.slots[first..]
                .iter_mut()
                .zip(function.closure.borrow().iter())
            {
                *slot = Some(cell.to_value());
            }
        }
    }
}

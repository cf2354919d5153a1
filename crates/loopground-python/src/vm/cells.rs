//! Variables in cells: of this function for the ones inside it, and of the ones around it.
//!
//! Not here: making a closure (`make_function`).

use super::frame::Frame;
use super::{PyResult, Vm};
use crate::code::{Instruction, Op, PyCode};
use crate::object::{Ref, Value};
use crate::types::cell::PyCell;

fn cell(frame: &Frame, place: usize) -> Option<&PyCell> {
    frame.slots[place].as_ref().and_then(Value::get::<PyCell>)
}

/// `MAKE_CELL`, `COPY_FREE_VARS`, `LOAD_DEREF` and `STORE_DEREF`.
#[inline(always)]
pub(super) fn execute(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> PyResult<()> {
    let place = instruction.arg as usize;
    match instruction.op {
        Op::LoadDeref => match cell(frame, place).and_then(PyCell::get) {
            Some(value) => frame.push(value),
            None => return Err(vm.unbound_deref(code, instruction.arg)),
        },
        Op::StoreDeref => {
            let value = frame.pop();
            if let Some(cell) = cell(frame, place) {
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
    Ok(())
}

//! The frames that a natively running loop shows: those of `BaseEventLoop._run_once` and `Handle._run`, each at its call.

use super::Asyncio;
use crate::code::Op;
use crate::object::{Ref, Value};
use crate::types::function::PyFunction;
use crate::types::module::PyModule;
use crate::types::type_object::PyType;
use crate::vm::frame::Frame;
use crate::vm::thread::Activation;
use crate::vm::{PyResult, Raised, Vm};

/// The two functions, outermost first, each with the instruction of its call.
pub type Functions = [(Ref<PyFunction>, u32); 2];

fn find(vm: &Vm, module: &str, class: &str, method: &str) -> Option<Ref<PyFunction>> {
    let module = vm.modules.get_name(&vm.intern(module))?;
    let class = module.get::<PyModule>()?.dict.get_name(&vm.intern(class))?;
    let class = class.get::<PyType>()?;
    class.dict.get_name(&vm.intern(method))?.to_ref()
}

/// The last such call in a function's code: in both it is the one that runs a callback.
fn last(function: &PyFunction, call: Op) -> Option<u32> {
    let code = function.code.borrow();
    let place = code
        .instructions
        .iter()
        .rposition(|instruction| instruction.op == call)?;
    u32::try_from(place).ok()
}

fn functions(vm: &Vm) -> Option<Functions> {
    let shared = Asyncio::of(vm);
    if let Some(known) = &*shared.functions.borrow() {
        return Some(known.clone());
    }
    let turn = find(vm, "asyncio.base_events", "BaseEventLoop", "_run_once")?;
    let run = find(vm, "asyncio.events", "Handle", "_run")?;
    let (turn_at, run_at) = (last(&turn, Op::Call)?, last(&run, Op::CallFunctionEx)?);
    let known = [(turn, turn_at), (run, run_at)];
    *shared.functions.borrow_mut() = Some(known.clone());
    Some(known)
}

/// Shows both frames in place of the native that asks.
pub async fn show(vm: &Vm) -> PyResult<()> {
    let Some(functions) = functions(vm) else {
        return Ok(());
    };
    let look = move |_: &Vm, thread: &mut crate::vm::thread::Thread| {
        if let Some(Activation::Native(native)) = thread.stack.last_mut() {
            let frames = functions.iter().map(|(function, at)| {
                let code = function.code.borrow().clone();
                let mut frame = *Frame::new(code, function.globals.clone());
                frame.function = Some(function.clone());
                frame.next = at + 1;
                frame
            });
            native.shown = Some(Box::new(frames.collect()));
        }
        Ok(Value::none())
    };
    vm.with_frames(look).await.map(drop)
}

/// An exception has passed the innermost `count` of the frames.
pub async fn passed(vm: &Vm, raised: &Raised, count: usize) -> PyResult<()> {
    let exception = raised.0.clone();
    vm.with_frames(move |vm, thread| {
        crate::vm::unwind::add_shown(vm, thread, &exception, count);
        Ok(Value::none())
    })
    .await
    .map(drop)
}

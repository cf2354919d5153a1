//! Trace and profile functions, and the frames of all threads. What is told to them, and when: `vm::tracing`.

use crate::object::Value;
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::vm::deadlock::ident_of;
use crate::vm::mapping::int_hash;
use crate::vm::tracing::{current_frames, function_of};
use crate::vm::{Flow, NativeResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("settrace", "(function, /)", |_, args| Ok(set(args, false))),
    NativeDef::function("setprofile", "(function, /)", |_, args| Ok(set(args, true))),
    NativeDef::function("gettrace", "()", |vm, _| get(vm, false)),
    NativeDef::function("getprofile", "()", |vm, _| get(vm, true)),
    NativeDef::function("_settraceallthreads", "(function, /)", |_, args| {
        Ok(set_all(args, false))
    }),
    NativeDef::function("_setprofileallthreads", "(function, /)", |_, args| {
        Ok(set_all(args, true))
    }),
    NativeDef::function("call_tracing", "(func, args, /)", call_tracing),
    NativeDef::function("_current_frames", "()", frames),
    NativeDef::function("_current_exceptions", "()", exceptions),
];

/// Calls a function as if no trace function ran.
fn call_tracing(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(given) = args.get(1).get::<PyTuple>() else {
        return Err(vm.type_error(format!(
            "call_tracing() argument 2 must be tuple, not {}",
            vm.class_name(args.get(1))
        )));
    };
    let given = given.items().to_vec();
    Ok(Flow::call(args.get(0).clone(), given.into()))
}

fn given(args: Args<'_>) -> Option<Value> {
    Some(args.get(0).clone()).filter(|function| !function.is_none())
}

fn set(args: Args<'_>, profile: bool) -> Flow {
    let function = given(args);
    Flow::Frames(Box::new(move |_, thread| {
        thread.set_tracing(profile, function);
        Ok(Value::none())
    }))
}

fn set_all(args: Args<'_>, profile: bool) -> Flow {
    let function = given(args);
    Flow::Frames(Box::new(move |vm, thread| {
        for other in vm.threads.borrow_mut().iter_mut() {
            other.set_tracing(profile, function.clone());
        }
        thread.set_tracing(profile, function);
        Ok(Value::none())
    }))
}

fn get(vm: &Vm, profile: bool) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let function = function_of(&vm, profile).await?;
        Ok(function.unwrap_or_else(Value::none))
    })
}

fn frames(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(|vm, thread| {
        let dict = vm.new_dict();
        for (ident, frame) in current_frames(vm, thread) {
            dict.insert_new(int_hash(ident), Value::int(ident), frame);
        }
        Ok(dict.into_value())
    })))
}

fn exceptions(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(|vm, thread| {
        let dict = vm.new_dict();
        let note = |ident, exception: Option<Value>| {
            let exception = exception.unwrap_or_else(Value::none);
            let ident = ident_of(ident);
            dict.insert_new(int_hash(ident), Value::int(ident), exception);
        };
        note(thread.id, thread.handled_exception());
        for other in vm.threads.borrow_mut().iter_mut() {
            note(other.id, other.handled_exception());
        }
        Ok(dict.into_value())
    })))
}

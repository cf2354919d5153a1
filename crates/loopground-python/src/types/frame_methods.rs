//! Frames and tracebacks: attributes.

use super::frame::PyFrame;
use super::generator::{GeneratorState, PyGenerator};
use super::traceback::PyTraceback;
use super::type_object::TypeFlags;
use crate::object::{Kind, Ref, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "frame",
    kind: Kind::Frame,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("clear", "($self, /)", clear),
    ],
    attributes: &[
        GetSetDef::read_only("f_code", code),
        GetSetDef::read_only("f_back", back),
        GetSetDef::read_only("f_globals", globals),
        GetSetDef::read_only("f_builtins", builtins),
        GetSetDef::read_only("f_locals", locals),
        GetSetDef::read_only("f_lineno", line),
        GetSetDef::read_only("f_lasti", last_instruction),
        GetSetDef::writable("f_trace", trace, set_trace),
        GetSetDef::writable("f_trace_lines", trace_lines, set_trace_lines),
        GetSetDef::writable("f_trace_opcodes", trace_opcodes, set_trace_opcodes),
        GetSetDef::read_only("f_generator", generator),
    ],
    ..TypeDef::EMPTY
};

pub static TRACEBACK: TypeDef = TypeDef {
    name: "traceback",
    kind: Kind::Traceback,
    flags: TypeFlags::FINAL,
    methods: &[NativeDef::new(
        "($type, tb_next, tb_frame, tb_lasti, tb_lineno)",
        traceback_new,
    )],
    attributes: &[
        GetSetDef::read_only("tb_frame", traceback_frame),
        GetSetDef::writable("tb_next", traceback_next, set_traceback_next),
        GetSetDef::read_only("tb_lineno", traceback_line),
        GetSetDef::read_only("tb_lasti", traceback_instruction),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> &PyFrame {
    value.get().expect("the receiver was checked")
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let frame = this(args.get(0));
    Ok(vm
        .new_str(format!(
            "<frame at {:#x}, file '{}', line {}, code {}>",
            args.get(0).identity(),
            text(&frame.code.filename),
            frame.code.line(frame.instruction.get()),
            text(&frame.code.name)
        ))
        .into())
}

fn clear(vm: &Vm, args: Args<'_>) -> NativeResult {
    let frame = args
        .get(0)
        .to_ref::<PyFrame>()
        .expect("the receiver was checked");
    if let Some(variables) = frame.variables.borrow_mut().as_mut() {
        let old = std::mem::take(variables);
        drop(old);
        return Ok(Value::none().into());
    }
    if let Some(value) = frame.generator() {
        let generator = value.get::<PyGenerator>().expect("it is a generator's");
        match generator.state.get() {
            GeneratorState::Suspended => {
                return Err(vm.runtime_error("cannot clear a suspended frame"));
            }
            GeneratorState::Created => {
                generator.state.set(GeneratorState::Finished);
                let old = generator.frame.take();
                drop(old);
                return Ok(Value::none().into());
            }
            GeneratorState::Running | GeneratorState::Finished => {}
        }
    }
    Ok(Flow::Frames(Box::new(move |vm, thread| {
        let runs = thread.frames_mut().any(|running| {
            running
                .object
                .as_ref()
                .is_some_and(|object| object.ptr_eq(&frame))
        });
        if runs {
            return Err(vm.runtime_error("cannot clear an executing frame"));
        }
        Ok(Value::none())
    })))
}

fn code(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).code.to_value())
}

fn back(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .back
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
}

fn globals(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).globals.to_value())
}

fn builtins(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).builtins.to_value())
}

/// `f_locals`: the namespace of a module or class, or a view of a function's variables.
fn locals(vm: &Vm, value: &Value) -> PyResult {
    if let Some(namespace) = &this(value).namespace {
        return Ok(namespace.clone());
    }
    let frame = value.to_ref::<PyFrame>().expect("the receiver was checked");
    Ok(super::frame_locals::proxy(vm, frame))
}

/// `f_lineno` of a frame that runs on the calling thread.
#[must_use]
pub fn live_line(value: &Value) -> Option<Flow> {
    let frame = value.to_ref::<PyFrame>()?;
    if frame.variables.borrow().is_some() {
        return None;
    }
    Some(Flow::Frames(Box::new(move |_, thread| {
        let found = thread.frames_mut().find(|running| {
            running
                .object
                .as_ref()
                .is_some_and(|object| object.ptr_eq(&frame))
        });
        let instruction = match found {
            Some(running) => running.current(),
            None => frame
                .generator()
                .and_then(|generator| {
                    let generator = generator.get::<PyGenerator>()?;
                    Some(generator.frame.borrow().as_ref()?.current())
                })
                .unwrap_or_else(|| frame.instruction.get()),
        };
        Ok(Value::int(i64::from(frame.code.line(instruction))))
    })))
}

fn line(_vm: &Vm, value: &Value) -> PyResult {
    let frame = this(value);
    Ok(Value::int(i64::from(
        frame.code.line(frame.instruction.get()),
    )))
}

fn last_instruction(_vm: &Vm, value: &Value) -> PyResult {
    let frame = this(value);
    let unit = frame
        .code
        .units
        .get(frame.instruction.get() as usize)
        .copied()
        .unwrap_or(0);
    Ok(Value::int(i64::from(unit) * 2))
}

fn trace(_vm: &Vm, value: &Value) -> PyResult {
    let function = this(value).trace_function.borrow().clone();
    Ok(function.unwrap_or_else(Value::none))
}

fn set_trace(_vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let new = new.filter(|function| !function.is_none());
    let old = this(value).trace_function.replace(new);
    drop(old);
    Ok(())
}

fn set_switch(vm: &Vm, switch: &std::cell::Cell<bool>, new: Option<Value>) -> PyResult<()> {
    match new.as_ref().and_then(Value::as_bool) {
        Some(new) => {
            switch.set(new);
            Ok(())
        }
        None => Err(vm.type_error("attribute value type must be bool")),
    }
}

fn trace_lines(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).trace_lines.get()))
}

fn set_trace_lines(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set_switch(vm, &this(value).trace_lines, new)
}

fn trace_opcodes(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).trace_opcodes.get()))
}

fn set_trace_opcodes(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    set_switch(vm, &this(value).trace_opcodes, new)
}

fn generator(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).generator().unwrap_or_else(Value::none))
}

fn traceback(value: &Value) -> &PyTraceback {
    value.get().expect("the receiver was checked")
}

fn traceback_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let next = args.get(1).to_ref::<PyTraceback>();
    if next.is_none() && !args.get(1).is_none() {
        return Err(vm.type_error(format!(
            "expected traceback object or None, got '{}'",
            vm.class_name(args.get(1))
        )));
    }
    let Some(frame) = args.get(2).to_ref::<PyFrame>() else {
        return Err(vm.type_error(format!(
            "traceback() argument 'tb_frame' must be frame, not {}",
            vm.class_name(args.get(2))
        )));
    };
    let unit = args.get(3).as_small_int().unwrap_or(0).max(0) / 2;
    let instruction = frame
        .code
        .units
        .iter()
        .position(|&own| i64::from(own) >= unit)
        .unwrap_or(0);
    let made = PyTraceback {
        next: std::cell::RefCell::new(next),
        frame,
        instruction: instruction as u32,
        line: std::cell::Cell::new(args.get(4).as_small_int().unwrap_or(0) as u32),
    };
    Ok(Ref::new(made, &vm.types.traceback).into_value().into())
}

fn traceback_frame(_vm: &Vm, value: &Value) -> PyResult {
    Ok(traceback(value).frame.to_value())
}

fn traceback_next(_vm: &Vm, value: &Value) -> PyResult {
    Ok(traceback(value)
        .next
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value))
}

fn set_traceback_next(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let Some(new) = new else {
        return Err(vm.type_error("can't delete tb_next attribute"));
    };
    let next = new.to_ref::<PyTraceback>();
    if next.is_none() && !new.is_none() {
        return Err(vm.type_error(format!(
            "expected traceback object or None, got '{}'",
            vm.class_name(&new)
        )));
    }
    let mut link = next.clone();
    while let Some(current) = link {
        if current.to_value().is(value) {
            return Err(vm.value_error("traceback loop detected"));
        }
        link = current.next.borrow().clone();
    }
    let old = traceback(value).next.replace(next);
    drop(old);
    Ok(())
}

fn traceback_line(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::int(i64::from(traceback(value).line.get())))
}

fn traceback_instruction(_vm: &Vm, value: &Value) -> PyResult {
    let own = traceback(value);
    let unit = own
        .frame
        .code
        .units
        .get(own.instruction as usize)
        .copied()
        .unwrap_or(0);
    Ok(Value::int(i64::from(unit) * 2))
}

//! Frames and tracebacks: attributes.

use super::cell::PyCell;
use super::frame::PyFrame;
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
        GetSetDef::writable("f_trace", none, ignore),
        GetSetDef::writable("f_trace_lines", yes, ignore),
        GetSetDef::writable("f_trace_opcodes", no, ignore),
        GetSetDef::read_only("f_generator", none),
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

fn clear(_vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(variables) = this(args.get(0)).variables.borrow_mut().as_mut() {
        let old = std::mem::take(variables);
        drop(old);
    }
    Ok(Value::none().into())
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

/// `f_locals` without the running frame: the namespace of a module or class, or the variables as they were when
/// the frame ended. `vm::attribute` asks [`live_locals`] first.
fn locals(vm: &Vm, value: &Value) -> PyResult {
    let frame = this(value);
    if let Some(namespace) = &frame.namespace {
        return Ok(namespace.clone());
    }
    let dict = vm.new_dict();
    if let Some(variables) = &*frame.variables.borrow() {
        fill(&dict, &frame.code, variables);
    }
    Ok(dict.into_value())
}

fn fill(dict: &super::dict::PyDict, code: &crate::code::PyCode, variables: &[Option<Value>]) {
    for (name, slot) in code.variables.iter().zip(variables) {
        let value = match slot {
            Some(value) => match value.get::<PyCell>() {
                Some(cell) => cell.get(),
                None => Some(value.clone()),
            },
            None => None,
        };
        if let Some(value) = value {
            dict.set_name(name, value);
        }
    }
}

/// `f_locals` of a frame that runs or is suspended on the calling thread; nothing when it is over.
#[must_use]
pub fn live_locals(value: &Value) -> Option<Flow> {
    let frame = value.to_ref::<PyFrame>()?;
    if frame.namespace.is_some() || frame.variables.borrow().is_some() {
        return None;
    }
    let own = value.clone();
    Some(Flow::Frames(Box::new(move |vm, thread| {
        let found = thread.frames_mut().find(|running| {
            running
                .object
                .as_ref()
                .is_some_and(|object| object.ptr_eq(&frame))
        });
        match found {
            Some(running) => {
                let dict = vm.new_dict();
                fill(&dict, &running.code, running.variables());
                Ok(dict.into_value())
            }
            None => locals(vm, &own),
        }
    })))
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
            None => frame.instruction.get(),
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

fn none(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}

fn yes(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::bool(true))
}

fn no(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::bool(false))
}

fn ignore(_vm: &Vm, _value: &Value, _new: Option<Value>) -> PyResult<()> {
    Ok(())
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

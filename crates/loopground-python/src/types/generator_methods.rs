//! Generators and coroutines: methods and attributes.

use super::exception::PyException;
use super::generator::{GeneratorState, PyGenerator};
use super::str::PyStr;
use super::type_object::{PyType, TypeFlags};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{Flow, NativeResult, PyResult, Raised, Resumption, Vm};

static GENERATOR_METHODS: &[NativeDef] = &[
    NativeDef::method("__iter__", "($self, /)", itself),
    NativeDef::method("__next__", "($self, /)", next),
    NativeDef::method("send", "($self, value, /)", send),
    NativeDef::method(
        "throw",
        "($self, type, value=None, traceback=None, /)",
        throw,
    ),
    NativeDef::method("close", "($self, /)", close),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__del__", "($self, /)", del),
];

static COROUTINE_METHODS: &[NativeDef] = &[
    NativeDef::method("__await__", "($self, /)", await_),
    NativeDef::method("send", "($self, value, /)", send),
    NativeDef::method(
        "throw",
        "($self, type, value=None, traceback=None, /)",
        throw,
    ),
    NativeDef::method("close", "($self, /)", close),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::method("__del__", "($self, /)", del),
];

macro_rules! attributes {
    ($name:ident $code:literal $frame:literal $running:literal $suspended:literal $delegate:literal $extra:expr) => {
        static $name: &[GetSetDef] = &[
            GetSetDef::writable("__name__", name, set_name),
            GetSetDef::writable("__qualname__", qualname, set_qualname),
            GetSetDef::read_only($code, code),
            GetSetDef::read_only($frame, frame),
            GetSetDef::read_only($running, running),
            GetSetDef::read_only($suspended, suspended),
            GetSetDef::read_only($delegate, delegate),
            $extra,
        ];
    };
}

attributes!(GENERATOR_ATTRIBUTES "gi_code" "gi_frame" "gi_running" "gi_suspended" "gi_yieldfrom"
    GetSetDef::read_only("__doc__", no_doc));
attributes!(COROUTINE_ATTRIBUTES "cr_code" "cr_frame" "cr_running" "cr_suspended" "cr_await"
    GetSetDef::read_only("cr_origin", origin));

pub static GENERATOR: TypeDef = TypeDef {
    name: "generator",
    kind: Kind::Generator,
    flags: TypeFlags::FINAL | TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: GENERATOR_METHODS,
    attributes: GENERATOR_ATTRIBUTES,
    ..TypeDef::EMPTY
};

pub static COROUTINE: TypeDef = TypeDef {
    name: "coroutine",
    kind: Kind::Generator,
    flags: TypeFlags::FINAL | TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: COROUTINE_METHODS,
    attributes: COROUTINE_ATTRIBUTES,
    ..TypeDef::EMPTY
};

/// What `coroutine.__await__()` gives: an iterator over the coroutine.
pub struct PyCoroutineWrapper {
    pub coroutine: Ref<PyGenerator>,
}

impl Trace for PyCoroutineWrapper {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.coroutine.to_value());
    }
}

pub static COROUTINE_WRAPPER: TypeDef = TypeDef {
    name: "coroutine_wrapper",
    kind: Kind::CoroutineWrapper,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__iter__", "($self, /)", itself),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("send", "($self, value, /)", send),
        NativeDef::method(
            "throw",
            "($self, type, value=None, traceback=None, /)",
            throw,
        ),
        NativeDef::method("close", "($self, /)", close),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> Ref<PyGenerator> {
    match value.get::<PyCoroutineWrapper>() {
        Some(wrapper) => wrapper.coroutine.clone(),
        None => value.to_ref().expect("the receiver was checked"),
    }
}

/// The frame of a generator that runs on the calling thread, with the frames below it.
#[must_use]
pub fn live_frame(value: &Value) -> Option<Flow> {
    let generator = value.to_ref::<PyGenerator>()?;
    if generator.state.get() != GeneratorState::Running {
        return None;
    }
    Some(Flow::Frames(Box::new(move |vm, thread| {
        let mut objects = Vec::new();
        for frame in thread.frames_mut() {
            let is_it = frame
                .generator
                .as_ref()
                .is_some_and(|own| own.ptr_eq(&generator));
            if is_it || !objects.is_empty() {
                objects.push(crate::vm::unwind::frame_object(vm, frame));
            }
        }
        for pair in objects.windows(2) {
            *pair[0].back.borrow_mut() = Some(pair[1].clone());
        }
        Ok(objects.first().map_or_else(Value::none, Ref::to_value))
    })))
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn next(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Flow::Resume(
        this(args.get(0)),
        Resumption::Send(Value::none()),
    ))
}

fn send(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Flow::Resume(
        this(args.get(0)),
        Resumption::Send(args.get(1).clone()),
    ))
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let generator = this(args.get(0));
    let vm = vm.clone();
    Vm::future(async move { vm.close_generator(&generator).await })
}

fn del(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

/// The exception of `throw(type, value, traceback)`.
pub async fn thrown(vm: &Vm, kind: Value, value: Value, traceback: Value) -> PyResult<Raised> {
    if !traceback.is_none() && traceback.get::<super::traceback::PyTraceback>().is_none() {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let is_class = kind
        .get::<PyType>()
        .is_some_and(|class| class.is_subclass_of(&vm.types.exceptions.base_exception));
    let raised = if let Some(exception) = kind.to_ref::<PyException>() {
        if !value.is_none() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        Raised(exception)
    } else if is_class {
        let class = kind.to_ref::<PyType>().expect("checked");
        match value.to_ref::<PyException>() {
            Some(exception) if vm.is_instance(&value, &class) => Raised(exception),
            _ => {
                let args = if value.is_none() {
                    vec![]
                } else {
                    match value.get::<super::tuple::PyTuple>() {
                        Some(tuple) => tuple.items().to_vec(),
                        None => vec![value],
                    }
                };
                let made = vm.call(&kind, args).await?;
                let Some(exception) = made.to_ref::<PyException>() else {
                    return Err(vm.type_error(format!(
                        "calling {} should have returned an instance of BaseException, not {}",
                        vm.repr_text(&kind).await?,
                        vm.type_name(&made)
                    )));
                };
                Raised(exception)
            }
        }
    } else {
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.class_name(&kind)
        )));
    };
    if let Some(traceback) = traceback.to_ref() {
        *raised.0.traceback.borrow_mut() = Some(traceback);
    }
    Ok(raised)
}

/// The warning about `throw(type, value, traceback)`.
pub async fn warn_of_three_arguments(vm: &Vm, method: &str) -> PyResult<()> {
    let message = format!(
        "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(&vm.types.exceptions.deprecation_warning, message)
        .await
}

fn throw(vm: &Vm, args: Args<'_>) -> NativeResult {
    let generator = this(args.get(0));
    let optional = |index| args.opt(index).cloned().unwrap_or_else(Value::none);
    let (kind, value, traceback) = (args.get(1).clone(), optional(2), optional(3));
    if args.opt(2).is_some() {
        let vm = vm.clone();
        return Vm::future(async move {
            warn_of_three_arguments(&vm, "throw").await?;
            let raised = thrown(&vm, kind, value, traceback).await?;
            throw_into(&vm, &generator, raised).await
        });
    }
    if let Some(exception) = kind.to_ref::<PyException>() {
        // Through what it awaits, innermost first.
        if generator.state.get() != GeneratorState::Suspended || delegate_of(&generator).is_none() {
            return Ok(Flow::Resume(
                generator,
                Resumption::Throw(Raised(exception)),
            ));
        }
    }
    let vm = vm.clone();
    Vm::future(async move {
        if let Some(outcome) = vm.throw_class_step(&generator, &kind).await {
            return end_of_step(&vm, outcome);
        }
        let raised = thrown(&vm, kind, value, traceback).await?;
        throw_into(&vm, &generator, raised).await
    })
}

fn end_of_step(vm: &Vm, outcome: crate::vm::Outcome) -> PyResult {
    match outcome {
        crate::vm::Outcome::Yield(value) => Ok(value),
        crate::vm::Outcome::Return(value) => Err(vm.stop_iteration(value)),
        crate::vm::Outcome::Raise(raised) => Err(raised),
    }
}

/// Throws into a generator; when it waits in a `yield from` or `await`, into what it waits for first.
pub async fn throw_into(vm: &Vm, generator: &Ref<PyGenerator>, raised: Raised) -> PyResult {
    end_of_step(vm, vm.throw_step(generator, raised).await)
}

/// What a suspended generator delegates to: the receiver of its `SEND`.
#[must_use]
pub fn delegate_of(generator: &PyGenerator) -> Option<Value> {
    if generator.state.get() != GeneratorState::Suspended {
        return None;
    }
    let frame = generator.frame.borrow();
    let frame = frame.as_ref()?;
    // It stopped at the YIELD_VALUE of a delegation loop: RESUME with the bit for it follows.
    let resume = frame.code.instructions.get(frame.next as usize)?;
    let delegating = resume.op == crate::code::Op::Resume && matches!(resume.arg & 3, 2 | 3);
    if !delegating {
        return None;
    }
    frame.slots.last().cloned().flatten()
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let generator = this(args.get(0));
    let what = vm.class_name(args.get(0));
    let qualname = text(&generator.qualname());
    Ok(vm
        .new_str(format!(
            "<{what} object {qualname} at {:#x}>",
            args.get(0).identity()
        ))
        .into())
}

fn await_(vm: &Vm, args: Args<'_>) -> NativeResult {
    let wrapper = PyCoroutineWrapper {
        coroutine: this(args.get(0)),
    };
    Ok(Ref::new(wrapper, &vm.types.coroutine_wrapper)
        .into_value()
        .into())
}

pub fn name(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).name())
}

fn text_of(vm: &Vm, what: &str, new: Option<Value>) -> PyResult {
    new.filter(|new| new.get::<PyStr>().is_some())
        .ok_or_else(|| vm.type_error(format!("{what} must be set to a string object")))
}

pub fn set_name(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let name = text_of(vm, "__name__", new)?;
    this(value).rename(name, this(value).qualname());
    Ok(())
}

pub fn qualname(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).qualname())
}

pub fn set_qualname(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    let qualname = text_of(vm, "__qualname__", new)?;
    this(value).rename(this(value).name(), qualname);
    Ok(())
}

pub fn code(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).code.to_value())
}

pub fn frame(vm: &Vm, value: &Value) -> PyResult {
    let generator = this(value);
    let mut frame = generator.frame.borrow_mut();
    Ok(match &mut *frame {
        Some(frame) => {
            let object = crate::vm::unwind::frame_object(vm, frame);
            let own = crate::object::WeakPointer::new(generator.object());
            *object.generator.borrow_mut() = Some(own);
            object.into_value()
        }
        None => Value::none(),
    })
}

pub fn running(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(
        this(value).state.get() == GeneratorState::Running,
    ))
}

pub fn suspended(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(
        this(value).state.get() == GeneratorState::Suspended,
    ))
}

pub fn delegate(_vm: &Vm, value: &Value) -> PyResult {
    Ok(delegate_of(&this(value)).unwrap_or_else(Value::none))
}

fn origin(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value)
        .attached
        .borrow()
        .clone()
        .unwrap_or_else(Value::none))
}

fn no_doc(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}

//! Asynchronous generators (PEP 525): methods, and the awaitables that step them.

use std::cell::{Cell, RefCell};

use super::generator::{GeneratorKind, GeneratorState, PyGenerator};
use super::generator_methods as common;
use super::type_object::TypeFlags;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::vm::call::text;
use crate::vm::{NativeResult, Outcome, PyResult, Raised, Resumption, Vm};

pub static TYPE: TypeDef = TypeDef {
    name: "async_generator",
    kind: Kind::Generator,
    flags: TypeFlags::FINAL | TypeFlags::WEAKREF | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__aiter__", "($self, /)", itself),
        NativeDef::method("__anext__", "($self, /)", anext),
        NativeDef::method("asend", "($self, value, /)", asend),
        NativeDef::method(
            "athrow",
            "($self, type, value=None, traceback=None, /)",
            athrow,
        ),
        NativeDef::method("aclose", "($self, /)", aclose),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__del__", "($self, /)", del),
        NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
    ],
    attributes: &[
        GetSetDef::writable("__name__", common::name, common::set_name),
        GetSetDef::writable("__qualname__", common::qualname, common::set_qualname),
        GetSetDef::read_only("ag_code", common::code),
        GetSetDef::read_only("ag_frame", common::frame),
        GetSetDef::read_only("ag_running", running),
        GetSetDef::read_only("ag_suspended", common::suspended),
        GetSetDef::read_only("ag_await", common::delegate),
    ],
    ..TypeDef::EMPTY
};

/// A value that the generator yields, as opposed to one that something it awaits yields.
pub struct PyWrapped {
    value: Value,
}

impl Trace for PyWrapped {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.value);
    }
}

pub static WRAPPED: TypeDef = TypeDef {
    name: "async_generator_wrapped_value",
    kind: Kind::AsyncWrapped,
    flags: TypeFlags::NO_NEW,
    ..TypeDef::EMPTY
};

/// What a step does.
enum Operation {
    Send(Value),
    /// Arguments of `athrow`.
    Throw([Value; 3]),
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing was sent yet.
    Initial,
    /// The generator waits for something.
    Waiting,
    Over,
}

/// The awaitable of one `asend`, `athrow` or `aclose`.
pub struct PyAsyncStep {
    generator: Ref<PyGenerator>,
    operation: RefCell<Option<Operation>>,
    stage: Cell<Stage>,
    name: &'static str,
}

impl Trace for PyAsyncStep {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.generator.to_value());
        match &*self.operation.borrow() {
            Some(Operation::Send(value)) => visit(value),
            Some(Operation::Throw(args)) => args.iter().for_each(visit),
            _ => {}
        }
    }
}

impl PyAsyncStep {
    /// Takes a step at once, where there is nothing more to it than going on in the generator's frame: the generator,
    /// and what it is sent. Nothing has changed when there is.
    pub fn begin(&self, value: &Value) -> Option<(Ref<PyGenerator>, Option<Value>)> {
        if self.name == "aclose" {
            return None;
        }
        let generator = &self.generator;
        let with = match (self.stage.get(), &*self.operation.borrow()) {
            (Stage::Initial, Some(Operation::Send(sent)))
                if value.is_none()
                    && !generator.async_running.get()
                    && !generator.async_closed.get() =>
            {
                sent.clone()
            }
            (Stage::Waiting, _) => value.clone(),
            _ => return None,
        };
        match generator.state.get() {
            GeneratorState::Suspended => {}
            GeneratorState::Created if with.is_none() => {}
            _ => return None,
        }
        if self.stage.replace(Stage::Waiting) == Stage::Initial {
            generator.async_running.set(true);
            self.operation.take();
        }
        Some((generator.clone(), Some(with)))
    }

    /// What the generator yields itself, which ends the step; `None` for what something it awaits yields.
    #[must_use]
    pub fn item(&self, yielded: &Value) -> Option<Value> {
        let item = yielded.get::<PyWrapped>()?.value.clone();
        self.ended(false);
        Some(item)
    }

    /// The step is over; the generator may run again, unless it is over too.
    pub fn ended(&self, closed: bool) {
        self.stage.set(Stage::Over);
        self.generator.async_running.set(false);
        if closed {
            self.generator.async_closed.set(true);
        }
    }

    /// Whether its death is worth a warning.
    #[must_use]
    pub fn was_never_awaited(&self) -> bool {
        self.stage.get() == Stage::Initial
    }
}

/// The generator and the method of a step that dies without having been awaited.
#[must_use]
pub fn never_awaited(value: &Value) -> Option<(Ref<PyGenerator>, &'static str)> {
    let own = value.get::<PyAsyncStep>()?;
    own.stage.set(Stage::Over);
    let method = if own.name == "anext" {
        "asend"
    } else {
        own.name
    };
    Some((own.generator.clone(), method))
}

static STEP_METHODS: &[NativeDef] = &[
    NativeDef::method("__await__", "($self, /)", itself),
    NativeDef::method("__iter__", "($self, /)", itself),
    NativeDef::method("__next__", "($self, /)", step_next),
    NativeDef::method("send", "($self, value, /)", step_send),
    NativeDef::method(
        "throw",
        "($self, type, value=None, traceback=None, /)",
        step_throw,
    ),
    NativeDef::method("close", "($self, /)", step_close),
];

pub static ASEND: TypeDef = TypeDef {
    name: "async_generator_asend",
    kind: Kind::AsyncStep,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: STEP_METHODS,
    ..TypeDef::EMPTY
};

pub static ATHROW: TypeDef = TypeDef {
    name: "async_generator_athrow",
    ..ASEND
};

/// `anext(iterator, default)`.
pub struct PyAnext {
    awaitable: Value,
    /// What the awaitable iterates over, from the first step.
    iterator: RefCell<Option<Value>>,
    default: Value,
}

impl Trace for PyAnext {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.awaitable);
        self.iterator.borrow().iter().for_each(&mut *visit);
        visit(&self.default);
    }
}

pub static ANEXT: TypeDef = TypeDef {
    name: "anext_awaitable",
    kind: Kind::Anext,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__await__", "($self, /)", itself),
        NativeDef::method("__iter__", "($self, /)", itself),
        NativeDef::method("__next__", "($self, /)", anext_next),
        NativeDef::method("send", "($self, value, /)", anext_send),
        NativeDef::method(
            "throw",
            "($self, type, value=None, traceback=None, /)",
            anext_throw,
        ),
        NativeDef::method("close", "($self, /)", anext_close),
    ],
    ..TypeDef::EMPTY
};

fn this(value: &Value) -> Ref<PyGenerator> {
    value.to_ref().expect("the receiver was checked")
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn del(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let qualname = text(&this(args.get(0)).qualname());
    Ok(vm
        .new_str(format!(
            "<async_generator object {qualname} at {:#x}>",
            args.get(0).identity()
        ))
        .into())
}

fn running(_vm: &Vm, value: &Value) -> PyResult {
    Ok(Value::bool(this(value).async_running.get()))
}

fn new_step(
    vm: &Vm,
    generator: &Ref<PyGenerator>,
    operation: Operation,
    name: &'static str,
) -> Value {
    let class = match operation {
        Operation::Send(_) => &vm.types.async_generator_asend,
        _ => &vm.types.async_generator_athrow,
    };
    let step = PyAsyncStep {
        generator: generator.clone(),
        operation: RefCell::new(Some(operation)),
        stage: Cell::new(Stage::Initial),
        name,
    };
    Ref::new(step, class).into_value()
}

/// The step, after the first-iteration hook if it has not run.
fn with_hooks(
    vm: &Vm,
    generator: Ref<PyGenerator>,
    operation: Operation,
    name: &'static str,
) -> NativeResult {
    if generator.hooks_ran.replace(true) {
        return Ok(new_step(vm, &generator, operation, name).into());
    }
    let hooks = vm.extension::<crate::vm::AsyncGeneratorHooks>();
    *generator.attached.borrow_mut() = hooks.finalizer.borrow().clone();
    let first = hooks.first_iteration.borrow().clone();
    let Some(first) = first else {
        return Ok(new_step(vm, &generator, operation, name).into());
    };
    let vm = vm.clone();
    Vm::future(async move {
        vm.call(&first, [generator.to_value()]).await?;
        Ok(new_step(&vm, &generator, operation, name))
    })
}

fn anext(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_hooks(
        vm,
        this(args.get(0)),
        Operation::Send(Value::none()),
        "anext",
    )
}

fn asend(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_hooks(
        vm,
        this(args.get(0)),
        Operation::Send(args.get(1).clone()),
        "asend",
    )
}

fn athrow(vm: &Vm, args: Args<'_>) -> NativeResult {
    let optional = |index| args.opt(index).cloned().unwrap_or_else(Value::none);
    let operation = Operation::Throw([args.get(1).clone(), optional(2), optional(3)]);
    let generator = this(args.get(0));
    if args.opt(2).is_none() {
        return with_hooks(vm, generator, operation, "athrow");
    }
    let vm = vm.clone();
    Vm::future(async move {
        common::warn_of_three_arguments(&vm, "athrow").await?;
        let flow = with_hooks(&vm, generator, operation, "athrow")?;
        vm.run_flow(flow).await
    })
}

fn aclose(vm: &Vm, args: Args<'_>) -> NativeResult {
    with_hooks(vm, this(args.get(0)), Operation::Close, "aclose")
}

fn step(value: &Value) -> &PyAsyncStep {
    value.get().expect("the receiver was checked")
}

fn step_next(vm: &Vm, args: Args<'_>) -> NativeResult {
    run_step(vm, args.get(0), Resumption::Send(Value::none()))
}

fn step_send(vm: &Vm, args: Args<'_>) -> NativeResult {
    run_step(vm, args.get(0), Resumption::Send(args.get(1).clone()))
}

fn step_throw(vm: &Vm, args: Args<'_>) -> NativeResult {
    let optional = |index| args.opt(index).cloned().unwrap_or_else(Value::none);
    let (vm, value) = (vm.clone(), args.get(0).clone());
    let (kind, argument, traceback) = (args.get(1).clone(), optional(2), optional(3));
    let old_style = args.opt(2).is_some();
    Vm::future(async move {
        if old_style {
            common::warn_of_three_arguments(&vm, "throw").await?;
        }
        let raised = common::thrown(&vm, kind, argument, traceback).await?;
        let flow = run_step(&vm, &value, Resumption::Throw(raised))?;
        vm.run_flow(flow).await
    })
}

fn step_close(vm: &Vm, args: Args<'_>) -> NativeResult {
    if step(args.get(0)).stage.get() == Stage::Over {
        return Ok(Value::none().into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let exceptions = &vm.types.exceptions;
        let exit = vm.raise(&exceptions.generator_exit, "");
        let ended = match run_step(&vm, &value, Resumption::Throw(exit)) {
            Ok(flow) => vm.run_flow(flow).await,
            Err(raised) => Err(raised),
        };
        match ended {
            Ok(_) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
            Err(raised)
                if vm.matches(&raised, &exceptions.stop_iteration)
                    || vm.matches(&raised, &exceptions.stop_async_iteration)
                    || vm.matches(&raised, &exceptions.generator_exit) =>
            {
                Ok(Value::none())
            }
            Err(raised) => Err(raised),
        }
    })
}

fn run_step(vm: &Vm, value: &Value, with: Resumption) -> NativeResult {
    let own = step(value);
    let generator = own.generator.clone();
    match own.stage.get() {
        Stage::Over => {
            return Err(vm.runtime_error(match own.name {
                "aclose" | "athrow" => "cannot reuse already awaited aclose()/athrow()",
                _ => "cannot reuse already awaited __anext__()/asend()",
            }));
        }
        Stage::Initial => {
            if generator.async_running.get() {
                own.stage.set(Stage::Over);
                return Err(vm.runtime_error(format!(
                    "{}(): asynchronous generator is already running",
                    match own.name {
                        "asend" => "anext",
                        name => name,
                    }
                )));
            }
            if let Resumption::Send(sent) = &with
                && !sent.is_none()
                && !matches!(&*own.operation.borrow(), Some(Operation::Send(_)))
            {
                return Err(
                    vm.runtime_error("can't send non-None value to a just-started coroutine")
                );
            }
        }
        Stage::Waiting => {}
    }
    let (vm, value) = (vm.clone(), value.clone());
    Vm::future(async move {
        let own = step(&value);
        let first = own.stage.replace(Stage::Waiting) == Stage::Initial;
        let mut with = with;
        let closing = own.name == "aclose";
        if first {
            generator.async_running.set(true);
            let operation = own.operation.take();
            if generator.async_closed.get() && !closing {
                return Err(over(&vm, own, Some(stop(&vm))));
            }
            match (operation, &with) {
                (Some(Operation::Send(sent)), Resumption::Send(given)) if given.is_none() => {
                    with = Resumption::Send(sent);
                }
                (Some(Operation::Throw([kind, argument, traceback])), Resumption::Send(_)) => {
                    match common::thrown(&vm, kind, argument, traceback).await {
                        Ok(raised) => with = Resumption::Throw(raised),
                        Err(raised) => return Err(over(&vm, own, Some(raised))),
                    }
                }
                (Some(Operation::Close), Resumption::Send(_)) => {
                    let finished = matches!(
                        generator.state.get(),
                        GeneratorState::Created | GeneratorState::Finished
                    );
                    generator.async_closed.set(true);
                    if finished {
                        generator.state.set(GeneratorState::Finished);
                        let frame = generator.frame.take();
                        drop(frame);
                        over(&vm, own, None);
                        return Err(vm.stop_iteration(Value::none()));
                    }
                    with = Resumption::Throw(vm.raise(&vm.types.exceptions.generator_exit, ""));
                }
                _ => {}
            }
        }
        let outcome = match with {
            Resumption::Throw(raised) => vm.throw_step(&generator, raised).await,
            with => vm.resume(&generator, with).await,
        };
        match outcome {
            Outcome::Yield(yielded) => match yielded.get::<PyWrapped>() {
                Some(_) if closing => Err(over(
                    &vm,
                    own,
                    Some(vm.runtime_error("async generator ignored GeneratorExit")),
                )),
                Some(wrapped) => {
                    let value = wrapped.value.clone();
                    over(&vm, own, None);
                    // The value is the result of the await, also when it is a tuple or an exception.
                    Err(vm.stop_iteration_exact(value))
                }
                None => Ok(yielded),
            },
            Outcome::Return(_) => {
                generator.async_closed.set(true);
                over(&vm, own, None);
                Err(if closing {
                    vm.stop_iteration(Value::none())
                } else {
                    stop(&vm)
                })
            }
            Outcome::Raise(raised) => {
                let exceptions = &vm.types.exceptions;
                let ended = vm.matches(&raised, &exceptions.stop_async_iteration)
                    || vm.matches(&raised, &exceptions.generator_exit);
                if generator.state.get() == GeneratorState::Finished {
                    generator.async_closed.set(true);
                }
                if closing && ended {
                    over(&vm, own, None);
                    return Err(vm.stop_iteration(Value::none()));
                }
                Err(over(&vm, own, Some(raised)))
            }
        }
    })
}

/// Marks a step over and lets the generator run again; gives the error back.
fn over(vm: &Vm, own: &PyAsyncStep, raised: Option<Raised>) -> Raised {
    own.ended(false);
    raised.unwrap_or_else(|| stop(vm))
}

/// What a step that [`PyAsyncStep::begin`] began comes to, when the generator's frame stops so.
pub fn outcome_of_step(vm: &Vm, value: &Value, outcome: Outcome) -> Outcome {
    let own = step(value);
    match outcome {
        Outcome::Yield(yielded) => match own.item(&yielded) {
            Some(item) => Outcome::Return(item),
            None => Outcome::Yield(yielded),
        },
        Outcome::Return(_) => {
            own.ended(true);
            Outcome::Raise(stop(vm))
        }
        Outcome::Raise(raised) => {
            own.ended(own.generator.state.get() == GeneratorState::Finished);
            Outcome::Raise(raised)
        }
    }
}

fn stop(vm: &Vm) -> Raised {
    vm.raise(&vm.types.exceptions.stop_async_iteration, "")
}

/// `GET_AITER`.
pub fn get_aiter(vm: &Vm, value: &Value) -> NativeResult {
    if value
        .get::<PyGenerator>()
        .is_some_and(|generator| generator.kind == GeneratorKind::AsyncGenerator)
    {
        return Ok(value.clone().into());
    }
    let class = vm.class_of(value);
    let Some(method) = class.lookup(&vm.intern("__aiter__")) else {
        return Err(vm.type_error(format!(
            "'async for' requires an object with __aiter__ method, got {}",
            class.name()
        )));
    };
    let flow = vm.call_special(value, method, vec![]);
    let vm = vm.clone();
    Vm::future(async move {
        let iterator = vm.run_flow(flow).await?;
        let class = vm.class_of(&iterator).clone();
        if class.lookup(&vm.names.__anext__).is_none() {
            return Err(vm.type_error(format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                class.name()
            )));
        }
        Ok(iterator)
    })
}

/// `GET_ANEXT`: what is awaited for the next item.
pub fn get_anext(vm: &Vm, iterator: &Value) -> NativeResult {
    if let Some(generator) = iterator.to_ref::<PyGenerator>()
        && generator.kind == GeneratorKind::AsyncGenerator
    {
        return with_hooks(vm, generator, Operation::Send(Value::none()), "anext");
    }
    let class = vm.class_of(iterator);
    let Some(method) = class.lookup(&vm.names.__anext__) else {
        return Err(vm.type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            class.name()
        )));
    };
    let flow = vm.call_special(iterator, method, vec![]);
    let vm = vm.clone();
    Vm::future(async move {
        let next = vm.run_flow(flow).await?;
        let own = vm.class_name(&next);
        let iterator = match vm.awaitable(&next) {
            Ok(flow) => vm.run_flow(flow).await,
            Err(raised) => Err(raised),
        };
        iterator.map_err(|raised| {
            let error = vm.type_error(format!(
                "'async for' received an invalid object from __anext__: {own}"
            ));
            *error.0.cause.borrow_mut() = Some(raised.value());
            *error.0.context.borrow_mut() = Some(raised.value());
            error.0.suppress_context.set(true);
            error
        })
    })
}

/// `INTRINSIC_ASYNC_GEN_WRAP`.
#[must_use]
pub fn wrap(vm: &Vm, value: Value) -> Value {
    Ref::new(PyWrapped { value }, &vm.types.async_generator_wrapped).into_value()
}

/// `anext(iterator)` and `anext(iterator, default)`.
pub fn anext_builtin(vm: &Vm, iterator: &Value, default: Option<Value>) -> NativeResult {
    let class = vm.class_of(iterator);
    let Some(method) = class.lookup(&vm.names.__anext__) else {
        return Err(vm.type_error(format!(
            "'{}' object is not an async iterator",
            class.name()
        )));
    };
    let flow = vm.call_special(iterator, method, vec![]);
    let Some(default) = default else {
        return Ok(flow);
    };
    let vm = vm.clone();
    Vm::future(async move {
        let next = PyAnext {
            awaitable: vm.run_flow(flow).await?,
            iterator: RefCell::new(None),
            default,
        };
        Ok(Ref::new(next, &vm.types.anext_awaitable).into_value())
    })
}

/// What the awaitable of a `PyAnext` iterates over.
async fn iterator_of(vm: &Vm, value: &Value) -> PyResult {
    let own = value.get::<PyAnext>().expect("the receiver was checked");
    let known = own.iterator.borrow().clone();
    if let Some(known) = known {
        return Ok(known);
    }
    let flow = vm.awaitable(&own.awaitable)?;
    let iterator = vm.run_flow(flow).await?;
    *own.iterator.borrow_mut() = Some(iterator.clone());
    Ok(iterator)
}

fn anext_step(vm: &Vm, value: &Value, with: Resumption) -> NativeResult {
    let own = value.get::<PyAnext>().expect("the receiver was checked");
    let (vm, value, default) = (vm.clone(), value.clone(), own.default.clone());
    Vm::future(async move {
        let iterator = iterator_of(&vm, &value).await?;
        match vm.step_awaitable(&iterator, with).await {
            Outcome::Yield(value) => Ok(value),
            Outcome::Return(value) => Err(vm.stop_iteration_exact(value)),
            Outcome::Raise(raised)
                if vm.matches(&raised, &vm.types.exceptions.stop_async_iteration) =>
            {
                Err(vm.stop_iteration_exact(default))
            }
            Outcome::Raise(raised) => Err(raised),
        }
    })
}

fn anext_next(vm: &Vm, args: Args<'_>) -> NativeResult {
    anext_step(vm, args.get(0), Resumption::Send(Value::none()))
}

fn anext_send(vm: &Vm, args: Args<'_>) -> NativeResult {
    anext_step(vm, args.get(0), Resumption::Send(args.get(1).clone()))
}

fn anext_throw(vm: &Vm, args: Args<'_>) -> NativeResult {
    let optional = |index| args.opt(index).cloned().unwrap_or_else(Value::none);
    let (vm, value) = (vm.clone(), args.get(0).clone());
    let (kind, argument, traceback) = (args.get(1).clone(), optional(2), optional(3));
    Vm::future(async move {
        let raised = common::thrown(&vm, kind, argument, traceback).await?;
        let flow = anext_step(&vm, &value, Resumption::Throw(raised))?;
        vm.run_flow(flow).await
    })
}

fn anext_close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let iterator = iterator_of(&vm, &value).await?;
        let name = vm.names.close.clone();
        vm.call_method(&iterator, &name, []).await
    })
}

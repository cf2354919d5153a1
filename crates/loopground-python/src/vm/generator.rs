//! Generators from the outside: closing, finalising, what `await` accepts.

use super::thread::Thread;
use super::{Flow, NativeFuture, NativeResult, Outcome, PyResult, Raised, Resumption, Vm};
use crate::code::flags;
use crate::object::{Ref, Value, gc, heap};
use crate::types::generator::{GeneratorKind, GeneratorState, PyGenerator};

/// Runs every finaliser that waits; errors in them are reported, never raised.
pub(crate) fn run_finalizers(vm: Vm) -> NativeFuture {
    Box::pin(async move {
        if gc::take_due() && gc::collect().finalizers {
            // What they did not bring back goes now.
            run_waiting(&vm).await;
            let _ = gc::collect();
        }
        run_waiting(&vm).await;
        Ok(Value::none())
    })
}

/// The same before an exception goes on: what its instruction dropped dies at that instruction.
pub(super) fn run_finalizers_then_raise(vm: Vm, raised: Raised) -> NativeFuture {
    Box::pin(async move {
        run_waiting(&vm).await;
        Err(raised)
    })
}

async fn run_waiting(vm: &Vm) {
    loop {
        // One after the other: what dies inside one is that one's own business, these are not.
        let batch: Vec<_> = std::iter::from_fn(heap::next_finalizer).collect();
        if batch.is_empty() {
            return;
        }
        for finalizer in batch {
            run_finalizer(vm, finalizer).await;
        }
    }
}

async fn run_finalizer(vm: &Vm, finalizer: heap::Finalizer) {
    match finalizer {
        heap::Finalizer::Finalize(value) => finalize(vm, value).await,
        heap::Finalizer::WeakCallback {
            callback,
            reference,
        } => {
            if let Err(raised) = vm.call(&callback, [reference]).await {
                vm.unraisable(
                    raised,
                    "Exception ignored while calling weakref callback",
                    Some(&callback),
                )
                .await;
            }
        }
    }
}

async fn finalize(vm: &Vm, value: Value) {
    if let Some((generator, method)) = crate::types::async_generator::never_awaited(&value) {
        return vm.warn_step_never_awaited(&generator, method).await;
    }
    if let Some(generator) = value.to_ref::<PyGenerator>() {
        match (generator.kind, generator.state.get()) {
            (GeneratorKind::Coroutine, GeneratorState::Created) => {
                generator.state.set(GeneratorState::Finished);
                let frame = generator.frame.take();
                vm.warn_never_awaited(&generator).await;
                drop(frame);
            }
            (GeneratorKind::AsyncGenerator, GeneratorState::Suspended)
                if generator.attached.borrow().is_some() && !generator.async_closed.get() =>
            {
                let hook = generator.attached.take().expect("checked");
                if let Err(raised) = vm.call(&hook, [value.clone()]).await {
                    vm.unraisable(
                        raised,
                        "Exception ignored in async generator hook",
                        Some(&hook),
                    )
                    .await;
                }
            }
            (_, GeneratorState::Suspended) => {
                if let Err(raised) = vm.close_generator(&generator).await {
                    vm.unraisable(
                        raised,
                        "Exception ignored while closing generator",
                        Some(&value),
                    )
                    .await;
                }
            }
            _ => {}
        }
        return;
    }
    let class = vm.class_of(&value).clone();
    if let Some(method) = class.lookup(&vm.names.__del__) {
        let shown = method.clone();
        if let Err(raised) = vm.run_flow(vm.call_special(&value, method, vec![])).await {
            vm.unraisable(
                raised,
                "Exception ignored while calling deallocator",
                Some(&shown),
            )
            .await;
        }
    }
}

/// Where a coroutine is created, when `sys.set_coroutine_origin_tracking_depth` asks for it: file, line and function
/// of the frames, innermost first.
pub(super) fn origin(vm: &Vm, thread: &mut Thread, kind: GeneratorKind) -> Option<Value> {
    if kind != GeneratorKind::Coroutine {
        return None;
    }
    let depth = usize::try_from(vm.origin_depth.get()).unwrap_or(0);
    if depth == 0 {
        return None;
    }
    let entries = thread.frames_mut().take(depth).map(|frame| {
        let line = Value::int(i64::from(frame.code.line(frame.current())));
        vm.new_tuple(vec![
            frame.code.filename.clone(),
            line,
            frame.code.name.clone(),
        ])
    });
    Some(vm.new_tuple(entries.collect()))
}

impl Vm {
    /// `generator.close()`.
    pub async fn close_generator(&self, generator: &Ref<PyGenerator>) -> PyResult {
        match generator.state.get() {
            GeneratorState::Created => {
                generator.state.set(GeneratorState::Finished);
                let frame = generator.frame.take();
                drop(frame);
                return Ok(Value::none());
            }
            GeneratorState::Finished => return Ok(Value::none()),
            GeneratorState::Suspended | GeneratorState::Running => {}
        }
        // What it waits for is closed first.
        if let Some(inner) = crate::types::generator_methods::delegate_of(generator) {
            generator.state.set(GeneratorState::Running);
            let closed = self.close_delegate(&inner).await;
            generator.state.set(GeneratorState::Suspended);
            drop(inner);
            if let Err(raised) = closed {
                return match self.resume(generator, Resumption::Throw(raised)).await {
                    Outcome::Yield(_) => Err(self.ignored_exit(generator)),
                    Outcome::Return(value) => Ok(value),
                    Outcome::Raise(raised) => Err(raised),
                };
            }
        }
        let exit = self.raise(&self.types.exceptions.generator_exit, "");
        match self.resume(generator, Resumption::Throw(exit)).await {
            Outcome::Yield(_) => Err(self.ignored_exit(generator)),
            Outcome::Return(value) => Ok(value),
            Outcome::Raise(raised)
                if self.matches(&raised, &self.types.exceptions.generator_exit)
                    || self.matches(&raised, &self.types.exceptions.stop_iteration) =>
            {
                Ok(Value::none())
            }
            Outcome::Raise(raised) => Err(raised),
        }
    }

    fn ignored_exit(&self, generator: &PyGenerator) -> super::Raised {
        let what = match generator.kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async generator",
        };
        self.runtime_error(format!("{what} ignored GeneratorExit"))
    }

    /// `close()` of what a generator delegates to, if it has one.
    async fn close_delegate(&self, inner: &Value) -> PyResult<()> {
        if let Some(inner) = inner.to_ref::<PyGenerator>()
            && inner.kind != GeneratorKind::AsyncGenerator
        {
            // Deep chains go through the VM's stack, not the host's.
            let close = self
                .get_attribute(&inner.to_value(), &self.names.close.clone())
                .await?;
            return self.call(&close, []).await.map(drop);
        }
        let name = self.names.close.clone();
        match self.get_attribute_opt(inner, &name).await? {
            Some(close) => self.call(&close, []).await.map(drop),
            None => Ok(()),
        }
    }

    /// `generator.throw(exception)` as a step: what it waits for in `yield from` or `await` is thrown into first.
    pub async fn throw_step(&self, generator: &Ref<PyGenerator>, raised: super::Raised) -> Outcome {
        let Some(inner) = crate::types::generator_methods::delegate_of(generator) else {
            return self.resume(generator, Resumption::Throw(raised)).await;
        };
        generator.state.set(GeneratorState::Running);
        let result = if self.matches(&raised, &self.types.exceptions.generator_exit) {
            match self.close_delegate(&inner).await {
                Ok(()) => Err(raised),
                Err(own) => Err(own),
            }
        } else {
            let throw = match self
                .get_attribute_opt(&inner, &self.names.throw.clone())
                .await
            {
                Ok(throw) => throw,
                Err(own) => {
                    generator.state.set(GeneratorState::Suspended);
                    return Outcome::Raise(own);
                }
            };
            match throw {
                Some(throw) => self.call(&throw, [raised.value()]).await,
                None => Err(raised),
            }
        };
        generator.state.set(GeneratorState::Suspended);
        drop(inner);
        match result {
            Ok(value) => Outcome::Yield(value),
            // A StopIteration becomes the value of the `yield from`: CLEANUP_THROW sees to it.
            Err(raised) => self.resume(generator, Resumption::Throw(raised)).await,
        }
    }

    /// `generator.throw(Class)` while it delegates: what it delegates to is given the class itself. Nothing is done
    /// when it does not delegate, or not to something with `throw`.
    pub async fn throw_class_step(
        &self,
        generator: &Ref<PyGenerator>,
        class: &Value,
    ) -> Option<Outcome> {
        let inner = crate::types::generator_methods::delegate_of(generator)?;
        let own = class.to_ref::<crate::types::type_object::PyType>()?;
        let exceptions = &self.types.exceptions;
        if !own.is_subclass_of(&exceptions.base_exception)
            || own.is_subclass_of(&exceptions.generator_exit)
        {
            return None;
        }
        generator.state.set(GeneratorState::Running);
        let throw = self.names.throw.clone();
        let result = match self.get_attribute_opt(&inner, &throw).await {
            Ok(Some(throw)) => self.call(&throw, [class.clone()]).await,
            Ok(None) => {
                generator.state.set(GeneratorState::Suspended);
                return None;
            }
            Err(own) => {
                generator.state.set(GeneratorState::Suspended);
                return Some(Outcome::Raise(own));
            }
        };
        generator.state.set(GeneratorState::Suspended);
        drop(inner);
        Some(match result {
            Ok(value) => Outcome::Yield(value),
            Err(raised) => self.resume(generator, Resumption::Throw(raised)).await,
        })
    }

    /// One step of `yield from` or `await` on something that is no generator.
    pub fn send_flow(&self, receiver: &Value, value: Value) -> NativeResult {
        // As in CPython, what is no iterator is sent `None` too.
        let iterates = receiver.get::<PyGenerator>().is_some()
            || self
                .class_of(receiver)
                .lookup(&self.names.__next__)
                .is_some()
            || self.class_of(receiver).lookup(&self.names.send).is_none();
        if value.is_none() && iterates {
            return self.next_flow(receiver);
        }
        let (vm, receiver) = (self.clone(), receiver.clone());
        Self::future(async move {
            let name = vm.names.send.clone();
            vm.call_method(&receiver, &name, [value]).await
        })
    }

    /// `GET_AWAITABLE`: what `await value` iterates over.
    pub fn awaitable(&self, value: &Value) -> NativeResult {
        if let Some(generator) = value.get::<PyGenerator>() {
            let iterable = generator.kind == GeneratorKind::Coroutine
                || generator
                    .code
                    .has_flag(crate::code::flags::ITERABLE_COROUTINE);
            if iterable {
                return Ok(value.clone().into());
            }
        }
        let class = self.class_of(value);
        let Some(method) = class.lookup(&self.names.__await__) else {
            return Err(self.type_error(format!("'{}' object can't be awaited", class.name())));
        };
        // A native that answers with a native awaiter needs no further check.
        if let Some(native) = method.get::<crate::types::native::PyNative>()
            && self.fits(native, value)
        {
            let args = [Some(value.clone())];
            if let Flow::Value(awaiter) =
                (native.def.function)(self, crate::types::native::Args(&args))?
            {
                return Ok(awaiter.into());
            }
        }
        // A generator function answers with a generator, which needs none either.
        if let Some(function) = method.get::<crate::types::function::PyFunction>()
            && function.accepts(1)
            && function.code.borrow().flags & (flags::GENERATOR | flags::ITERABLE_COROUTINE)
                == flags::GENERATOR
        {
            return Ok(Flow::call(method, [value.clone()].into()));
        }
        let (vm, value) = (self.clone(), value.clone());
        let flow = self.call_special(&value, method, vec![]);
        Self::future(async move {
            let iterator = vm.run_flow(flow).await?;
            let class = vm.class_of(&iterator);
            if iterator
                .get::<PyGenerator>()
                .is_some_and(|g| g.kind == GeneratorKind::Coroutine)
            {
                return Err(vm.type_error("__await__() returned a coroutine"));
            }
            if class.lookup(&vm.names.__next__).is_none() {
                return Err(vm.type_error(format!(
                    "__await__() returned non-iterator of type '{}'",
                    class.name()
                )));
            }
            drop(value);
            Ok(iterator.clone())
        })
    }

    /// Sends into an awaitable's iterator and tells how it stopped: for natives that drive coroutines.
    pub async fn step_awaitable(&self, iterator: &Value, with: Resumption) -> Outcome {
        if let Some(generator) = iterator.to_ref::<PyGenerator>() {
            return match with {
                Resumption::Throw(raised) => self.throw_step(&generator, raised).await,
                with => self.resume(&generator, with).await,
            };
        }
        let result = match with {
            Resumption::Send(value) => match self.send_flow(iterator, value) {
                Ok(flow) => self.run_flow(flow).await,
                Err(raised) => Err(raised),
            },
            Resumption::Throw(raised) => {
                let name = self.names.throw.clone();
                self.call_method(iterator, &name, [raised.value()]).await
            }
        };
        match result {
            Ok(value) => Outcome::Yield(value),
            Err(raised) if self.matches(&raised, &self.types.exceptions.stop_iteration) => {
                Outcome::Return(raised.0.field("value").unwrap_or_else(Value::none))
            }
            Err(raised) => Outcome::Raise(raised),
        }
    }
}

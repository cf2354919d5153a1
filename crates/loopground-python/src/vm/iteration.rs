//! Iterating: `iter()`, `next()`, and taking everything from an iterable.

use super::{Flow, NativeResult, Outcome, PyResult, Resumption, Vm};
use crate::object::{Kind, Value};
use crate::types::generator::{GeneratorKind, PyGenerator};
use crate::types::iterator::{PyIterator, Step};
use crate::types::list::PyList;
use crate::types::native::{Args, PyNative};
use crate::types::tuple::PyTuple;

impl Vm {
    /// `iter(value)`.
    pub fn iter_flow(&self, value: &Value) -> NativeResult {
        if let Some(object) = value.as_object() {
            match object.kind() {
                Kind::Generator
                    if object
                        .payload::<PyGenerator>()
                        .is_some_and(|g| g.kind == GeneratorKind::Generator) =>
                {
                    return Ok(value.clone().into());
                }
                Kind::List if object.class().ptr_eq(&self.types.list) => {
                    return Ok(crate::types::iterators::list_iterator(self, value).into());
                }
                Kind::Tuple if object.class().ptr_eq(&self.types.tuple) => {
                    return Ok(crate::types::iterators::tuple_iterator(self, value).into());
                }
                Kind::Dict if object.class().ptr_eq(&self.types.dict) => {
                    use crate::types::dict_iterators::{What, forward};
                    let dict = value.to_ref().expect("kind was checked");
                    return Ok(forward(self, &dict, What::Keys).into());
                }
                Kind::Range => {
                    return Ok(crate::types::iterators::range_iterator(self, value).into());
                }
                _ => {}
            }
        }
        let class = self.class_of(value);
        let Some(method) = class.lookup(&self.names.__iter__) else {
            // Some have items to be asked for by key only.
            let mapping = matches!(class.kind, Kind::Union | Kind::Match | Kind::MappingProxy);
            if !mapping && class.lookup(&self.names.__getitem__).is_some() {
                return Ok(crate::types::iterators::sequence_iterator(self, value).into());
            }
            return Err(self.type_error(format!(
                "'{}' object is not iterable",
                self.message_name(&class)
            )));
        };
        if method.is_none() {
            return Err(self.type_error(format!(
                "'{}' object is not iterable",
                self.message_name(&class)
            )));
        }
        if let Some(native) = method.get::<PyNative>()
            && self.fits(native, value)
        {
            // A builtin's own iterator: made at once, and an iterator for sure.
            return (native.def.function)(self, Args(&[Some(value.clone())]));
        }
        let flow = self.call_special(value, method, vec![]);
        let vm = self.clone();
        Self::future(async move {
            let iterator = vm.run_flow(flow).await?;
            if vm.class_of(&iterator).lookup(&vm.names.__next__).is_none() {
                return Err(vm.type_error(format!(
                    "iter() returned non-iterator of type '{}'",
                    vm.type_name(&iterator)
                )));
            }
            Ok(iterator)
        })
    }

    /// `iter(value)` inside a future.
    pub async fn iter(&self, value: &Value) -> PyResult {
        let flow = self.iter_flow(value)?;
        self.run_flow(flow).await
    }

    /// A call of `__next__`: raises `StopIteration` at the end.
    pub fn next_flow(&self, iterator: &Value) -> NativeResult {
        if let Some(generator) = iterator.to_ref::<PyGenerator>()
            && generator.kind == GeneratorKind::Generator
        {
            return Ok(Flow::Resume(generator, Resumption::Send(Value::none())));
        }
        let class = self.class_of(iterator);
        let Some(method) = class.lookup(&self.names.__next__) else {
            return Err(self.type_error(format!(
                "'{}' object is not an iterator",
                self.message_name(&class)
            )));
        };
        Ok(self.call_special(iterator, method, vec![]))
    }

    /// The next item without Python code: [`Step::Slow`] when it takes some.
    #[inline]
    pub fn next_quick(&self, iterator: &Value) -> PyResult<Step> {
        /// How deep iterators over iterators may step each other on the host's stack.
        const DEEPEST: u32 = 16;
        thread_local! {
            static DEPTH: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
        }
        let Some(iterator) = iterator.get::<PyIterator>() else {
            return Ok(Step::Slow);
        };
        let depth = DEPTH.get();
        if depth == DEEPEST {
            return Ok(Step::Slow);
        }
        DEPTH.set(depth + 1);
        let step = iterator.step(self);
        DEPTH.set(depth);
        step
    }

    /// The next item, or nothing at the end. Charges fuel: native loops over it can be stopped.
    pub async fn next(&self, iterator: &Value) -> PyResult<Option<Value>> {
        match self.next_quick(iterator)? {
            Step::Item(value) => {
                let fuel = self.fuel.get();
                if fuel == 0 {
                    self.charge(1).await?;
                } else {
                    self.fuel.set(fuel - 1);
                }
                return Ok(Some(value));
            }
            Step::Done => return Ok(None),
            Step::Slow => {}
        }
        if let Some(generator) = iterator.to_ref::<PyGenerator>()
            && generator.kind == GeneratorKind::Generator
        {
            return match self
                .resume(&generator, Resumption::Send(Value::none()))
                .await
            {
                Outcome::Yield(value) => Ok(Some(value)),
                Outcome::Return(_) => Ok(None),
                Outcome::Raise(raised) => Err(raised),
            };
        }
        let flow = self.next_flow(iterator)?;
        let result = self.run_flow(flow).await;
        self.catch(result, &self.types.exceptions.stop_iteration)
    }

    /// Every item of an iterable, where no Python code is needed: lists, tuples.
    #[must_use]
    pub fn quick_items(&self, value: &Value) -> Option<Vec<Value>> {
        let object = value.as_object()?;
        if object.class().ptr_eq(&self.types.list) {
            return object.payload::<PyList>().map(PyList::snapshot);
        }
        if object.class().ptr_eq(&self.types.tuple) {
            return object
                .payload::<PyTuple>()
                .map(|tuple| tuple.items().to_vec());
        }
        None
    }

    /// Every item of an iterable, which is asked for its length as `list` does.
    pub async fn collect(&self, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(items) = self.quick_items(iterable) {
            return Ok(items);
        }
        let iterator = self.iter(iterable).await?;
        // Asked for what a program can see of it; the answer only sizes the memory.
        let class = self.class_of(iterable).clone();
        if class.has_flag(crate::types::type_object::TypeFlags::HEAP) {
            self.length_hint(iterable, 8).await?;
        }
        self.collect_from(&iterator).await
    }

    /// What is left in an iterator.
    pub async fn collect_from(&self, iterator: &Value) -> PyResult<Vec<Value>> {
        let mut items = Vec::new();
        while let Some(item) = self.next(iterator).await? {
            self.check_growth(items.len(), size_of::<Value>())?;
            items.push(item);
        }
        Ok(items)
    }

    /// Guards a growing container against the memory limit; cheap enough for every push.
    #[inline]
    pub fn check_growth(&self, length: usize, size: usize) -> PyResult<()> {
        if length & 0xFFFF == 0xFFFF {
            self.check_memory((length * size) as u64)
        } else {
            Ok(())
        }
    }

    /// Raises `MemoryError` when `bytes` more would pass the limit: before every large allocation whose size a
    /// program controls.
    pub fn check_memory(&self, bytes: u64) -> PyResult<()> {
        /// Without a limit of its own a run may ask for this much at once.
        const MOST: u64 = 1 << 36;
        /// The host is asked after this many bytes, not each time.
        const ASK_AFTER: u64 = 16 << 20;
        let limit = self.config.max_memory.unwrap_or(MOST);
        let unchecked = self.unchecked_bytes.get().saturating_add(bytes);
        let used = if unchecked > ASK_AFTER {
            self.unchecked_bytes.set(0);
            self.host.memory_used()
        } else {
            self.unchecked_bytes.set(unchecked);
            0
        };
        if bytes > limit || used.saturating_add(bytes) > limit {
            return Err(self.memory_error(""));
        }
        Ok(())
    }
}

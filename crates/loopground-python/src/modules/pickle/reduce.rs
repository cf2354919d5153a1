//! Writing objects by what `__reduce__` says of them.

use super::containers::Container;
use super::opcodes as op;
use super::writer::{Open, Step, Steps, Writer};
use super::{class_words, pickling_error};
use crate::object::Value;
use crate::types::dict::PyDict;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::{CallArgs, PyResult, Raised, Vm};

/// What makes an object again.
pub(super) struct Reduced {
    function: Value,
    /// A tuple.
    args: Value,
    state: Option<Value>,
    items: Option<Value>,
    pairs: Option<Value>,
    state_setter: Option<Value>,
}

impl Reduced {
    /// A plain call.
    pub fn call(vm: &Vm, function: Value, args: Vec<Value>) -> Self {
        Self {
            function,
            args: vm.new_tuple(args),
            state: None,
            items: None,
            pairs: None,
            state_setter: None,
        }
    }
}

impl Writer<'_> {
    fn returned(&self, what: &str, must_be: &str, not: &Value) -> Raised {
        let class = class_words(self.vm, not);
        let message = format!(
            "{what} item of the tuple returned by __reduce__ must be {must_be}, not {class}"
        );
        pickling_error(self.vm, message)
    }

    /// Checks what `__reduce__` returned.
    fn understood(&self, returned: &Value) -> PyResult<Reduced> {
        let vm = self.vm;
        let Some(parts) = returned.get::<PyTuple>().map(PyTuple::items) else {
            let class = class_words(vm, returned);
            let message = format!("__reduce__ must return a string or tuple, not {class}");
            return Err(pickling_error(vm, message));
        };
        if !(2..=6).contains(&parts.len()) {
            let message = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return Err(pickling_error(vm, message));
        }
        let part = |place: usize| parts.get(place).filter(|part| !part.is_none()).cloned();
        let is_callable = |value: &Value| vm.class_of(value).lookup(&vm.names.__call__).is_some();
        let is_iterator = |value: &Value| vm.class_of(value).lookup(&vm.names.__next__).is_some();
        let reduced = Reduced {
            function: parts[0].clone(),
            args: parts[1].clone(),
            state: part(2),
            items: part(3),
            pairs: part(4),
            state_setter: part(5),
        };
        if !is_callable(&reduced.function) {
            return Err(self.returned("first", "callable", &reduced.function));
        }
        if reduced.args.get::<PyTuple>().is_none() {
            return Err(self.returned("second", "a tuple", &reduced.args));
        }
        if let Some(items) = reduced.items.as_ref().filter(|items| !is_iterator(items)) {
            return Err(self.returned("fourth", "an iterator", items));
        }
        if let Some(pairs) = reduced.pairs.as_ref().filter(|pairs| !is_iterator(pairs)) {
            return Err(self.returned("fifth", "an iterator", pairs));
        }
        if let Some(setter) = reduced
            .state_setter
            .as_ref()
            .filter(|own| !is_callable(own))
        {
            return Err(self.returned("sixth", "callable", setter));
        }
        Ok(reduced)
    }

    /// Writes an object by what its `__reduce__` returned.
    pub(super) async fn save_reduced(&mut self, value: &Value, returned: Value) -> PyResult<()> {
        if returned.get::<PyStr>().is_some() {
            return self.save_global(value, Some(returned)).await;
        }
        let result = match self.understood(&returned) {
            Ok(reduced) => self.save_call(value, reduced, true).await,
            Err(raised) => Err(raised),
        };
        result.inspect_err(|raised| {
            let note = format!("when serializing {} object", class_words(self.vm, value));
            crate::types::exception_methods::add_note(self.vm, raised, &note);
        })
    }

    /// Opens an object that a call makes again.
    pub(super) async fn save_call(
        &mut self,
        value: &Value,
        reduced: Reduced,
        noted: bool,
    ) -> PyResult<()> {
        let vm = self.vm;
        let mut steps = Steps::new(value, noted);
        let mut special = None;
        if self.protocol >= 2 {
            let name = vm
                .get_attribute_opt(&reduced.function, &vm.names.__name__)
                .await?;
            special = name.and_then(|name| match name.get::<PyStr>()?.bytes() {
                b"__newobj__" => Some(false),
                b"__newobj_ex__" => Some(true),
                _ => None,
            });
        }
        let args = reduced
            .args
            .get::<PyTuple>()
            .map_or(&[][..], PyTuple::items);
        match special {
            Some(true) => self.new_with_keywords(&mut steps, args).await?,
            Some(false) => self.new_plain(&mut steps, value, args).await?,
            None => {
                steps.save(reduced.function, "reconstructor");
                steps.save(reduced.args.clone(), "reconstructor arguments");
                steps.put(&[op::REDUCE]);
            }
        }
        steps.rest.push_back(Step::Memoize);
        if let Some(items) = reduced.items {
            let items = Container::items(value, items);
            steps.rest.push_back(Step::Open(items));
        }
        if let Some(pairs) = reduced.pairs {
            let pairs = Container::pairs(value, pairs);
            steps.rest.push_back(Step::Open(pairs));
        }
        match (reduced.state, reduced.state_setter) {
            (None, _) => {}
            (Some(state), None) => {
                steps.save(state, "state");
                steps.put(&[op::BUILD]);
            }
            (Some(state), Some(setter)) => {
                steps.save(setter, "state setter");
                steps.save(value.clone(), "");
                steps.save(state, "state");
                steps.put(&[op::TUPLE2, op::REDUCE, op::POP]);
            }
        }
        self.enter(Open::Steps(steps))
    }

    /// `copyreg.__newobj__(cls, *args)`.
    async fn new_plain(
        &mut self,
        steps: &mut Steps,
        value: &Value,
        args: &[Value],
    ) -> PyResult<()> {
        let vm = self.vm;
        let Some((class, rest)) = args.split_first() else {
            let message = "__newobj__ expected at least 1 argument, got 0";
            return Err(pickling_error(vm, message));
        };
        if class.get::<PyType>().is_none() {
            let name = class_words(vm, class);
            let message = format!("first argument to __newobj__() must be a class, not {name}");
            return Err(pickling_error(vm, message));
        }
        let own = vm.get_attribute(value, &vm.names.__class__).await?;
        if !own.is(class) {
            let (own, class) = (vm.repr_text(&own).await?, vm.repr_text(class).await?);
            let message = format!("first argument to __newobj__() must be {own}, not {class}");
            return Err(pickling_error(vm, message));
        }
        steps.save(class.clone(), "class");
        steps.save(vm.new_tuple(rest.to_vec()), "__new__ arguments");
        steps.put(&[op::NEWOBJ]);
        Ok(())
    }

    /// `copyreg.__newobj_ex__(cls, args, kwargs)`.
    async fn new_with_keywords(&mut self, steps: &mut Steps, given: &[Value]) -> PyResult<()> {
        let vm = self.vm;
        let [class, args, keywords] = given else {
            let count = given.len();
            let message = format!("__newobj_ex__ expected 3 arguments, got {count}");
            return Err(pickling_error(vm, message));
        };
        let wrong = |place: &str, must_be: &str, value: &Value| {
            let name = class_words(vm, value);
            let message =
                format!("{place} argument to __newobj_ex__() must be {must_be}, not {name}");
            pickling_error(vm, message)
        };
        if class.get::<PyType>().is_none() {
            return Err(wrong("first", "a class", class));
        }
        let Some(positional) = args.get::<PyTuple>() else {
            return Err(wrong("second", "a tuple", args));
        };
        let Some(named) = keywords.get::<PyDict>() else {
            return Err(wrong("third", "a dict", keywords));
        };
        if self.protocol >= 4 {
            steps.save(class.clone(), "class");
            steps.save(args.clone(), "__new__ arguments");
            steps.save(keywords.clone(), "__new__ arguments");
            steps.put(&[op::NEWOBJ_EX]);
            return Ok(());
        }
        // Older protocols have no operation for it: a partial call that is completed with nothing.
        let functools = crate::vm::import::import(vm, "functools").await?;
        let partial = vm.get_attribute(&functools, &vm.intern("partial")).await?;
        let make = vm.get_attribute(class, &vm.names.__new__).await?;
        let mut all = vec![make, class.clone()];
        all.extend_from_slice(positional.items());
        let call = CallArgs::new(all, named.snapshot());
        let partial = vm.call(&partial, call).await?;
        steps.save(partial, "reconstructor");
        steps.save(vm.new_tuple(vec![]), "reconstructor arguments");
        steps.put(&[op::REDUCE]);
        Ok(())
    }
}

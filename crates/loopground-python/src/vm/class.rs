//! Classes and functions being made, and instructions that need the data model: `super()`, `with`, `match`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::call::{CallArgs, text};
use super::dispatch::Next;
use super::frame::{Deliver, Frame};
use super::thread::Thread;
use super::{Flow, NativeResult, PyResult, Vm};
use crate::code::{Instruction, PyCode, flags};
use crate::object::{Kind, Ref, Value, WeakPointer};
use crate::types::cell::PyCell;
use crate::types::descriptor::{PyMember, PySuper};
use crate::types::dict::PyDict;
use crate::types::exception::PyException;
use crate::types::function::PyFunction;
use crate::types::native::PyNative;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};

/// `MAKE_FUNCTION`.
pub(super) fn make_function(vm: &Vm, frame: &mut Frame) -> Value {
    let code = frame.pop();
    let code = code.to_ref::<PyCode>().expect("MAKE_FUNCTION takes code");
    let builtins = frame
        .function
        .as_ref()
        .map_or_else(|| vm.builtins.clone(), |function| function.builtins.clone());
    vm.new_function(&code, frame.globals.clone(), builtins)
        .into_value()
}

/// `SET_FUNCTION_ATTRIBUTE`: defaults, closure and the like.
pub(super) fn set_function_attribute(frame: &mut Frame, which: usize) {
    let function = frame.pop();
    let value = frame.pop();
    let target = function
        .get::<PyFunction>()
        .expect("SET_FUNCTION_ATTRIBUTE sets on a function");
    match which {
        1 => *target.defaults.borrow_mut() = Some(value),
        2 => *target.kw_defaults.borrow_mut() = Some(value),
        4 => *target.annotations.borrow_mut() = Some(value),
        8 => {
            let cells = value
                .get::<PyTuple>()
                .expect("a closure is a tuple")
                .items();
            *target.closure.borrow_mut() =
                cells.iter().filter_map(Value::to_ref::<PyCell>).collect();
        }
        16 => *target.annotate.borrow_mut() = Some(value),
        _ => *target.type_params.borrow_mut() = Some(value),
    }
    target.update_simple_arity();
    frame.push(function);
}

impl PyFunction {
    /// Recomputes whether calls bind by position alone; after `__code__` or `__defaults__` change.
    pub fn update_simple_arity(&self) {
        let code = self.code.borrow();
        let simple = code.keyword_only == 0
            && !code.has_flag(flags::VARARGS)
            && !code.has_flag(flags::VARKEYWORDS);
        self.simple_arity
            .set(if simple { code.arg_count } else { u32::MAX });
    }
}

impl Vm {
    /// A function of a code object, without defaults or closure.
    #[must_use]
    pub fn new_function(
        &self,
        code: &Ref<PyCode>,
        globals: Ref<PyDict>,
        builtins: Ref<PyDict>,
    ) -> Ref<PyFunction> {
        let doc = if code.has_flag(flags::HAS_DOCSTRING) {
            code.constants.first().cloned().unwrap_or_else(Value::none)
        } else {
            Value::none()
        };
        let module = globals
            .get_name(&self.names.__name__)
            .unwrap_or_else(Value::none);
        let function = PyFunction {
            code: RefCell::new(code.clone()),
            globals,
            builtins,
            name: RefCell::new(code.name.clone()),
            qualname: RefCell::new(code.qualname.clone()),
            module: RefCell::new(module),
            doc: RefCell::new(doc),
            defaults: RefCell::default(),
            kw_defaults: RefCell::default(),
            closure: RefCell::default(),
            annotations: RefCell::default(),
            annotate: RefCell::default(),
            type_params: RefCell::default(),
            simple_arity: Cell::new(u32::MAX),
        };
        function.update_simple_arity();
        Ref::new(function, &self.types.function)
    }

    /// Sets the facts about a class that depend on what is defined along its order; after every change.
    pub fn update_class_flags(&self, class: &Ref<PyType>) {
        let from_object = |name: &Value| {
            class.lookup(name).is_none_or(|found| {
                found.get::<PyNative>().is_some_and(|native| {
                    native.owner.as_ref().is_some_and(|owner| {
                        owner.ptr_eq(&self.types.object)
                            || owner.ptr_eq(&self.types.type_)
                            || owner.ptr_eq(&self.types.module)
                            || owner.ptr_eq(&self.types.super_)
                    })
                })
            })
        };
        let names = &self.names;
        let getattr =
            class.lookup(&names.__getattr__).is_some() || !from_object(&names.__getattribute__);
        class.set_flag(TypeFlags::CUSTOM_GETATTR, getattr);
        let setattr = !from_object(&names.__setattr__) || !from_object(&names.__delattr__);
        class.set_flag(TypeFlags::CUSTOM_SETATTR, setattr);
        let exception = &self.types.exceptions.base_exception;
        let identity = |name: &Value| {
            from_object(name)
                || class.lookup(name).is_some_and(|found| {
                    found
                        .get::<PyNative>()
                        .is_some_and(|n| n.owner.as_ref().is_some_and(|o| o.ptr_eq(exception)))
                })
        };
        class.set_flag(
            TypeFlags::CUSTOM_EQ,
            !identity(&names.__eq__) || !identity(&names.__hash__),
        );
        class.set_flag(TypeFlags::HAS_DEL, class.lookup(&names.__del__).is_some());
        let subclasses = class.subclasses.borrow().clone();
        for subclass in subclasses {
            if let Some(subclass) = subclass
                .upgrade()
                .and_then(|value| value.to_ref::<PyType>())
            {
                self.update_class_flags(&subclass);
            }
        }
    }

    /// `type(name, bases, namespace)` without metaclass resolution: the class itself. `__set_name__` and
    /// `__init_subclass__` are run by the caller (`types::type_methods`).
    pub async fn new_class(
        &self,
        metaclass: &Ref<PyType>,
        name: &Value,
        mut bases: Vec<Ref<PyType>>,
        namespace: &PyDict,
    ) -> PyResult<Ref<PyType>> {
        if bases.is_empty() {
            bases.push(self.types.object.clone());
        }
        for base in &bases {
            if base.has_flag(TypeFlags::FINAL) {
                return Err(self.type_error(format!(
                    "type '{}' is not an acceptable base type",
                    base.name()
                )));
            }
        }
        for (place, base) in bases.iter().enumerate() {
            if bases[..place].iter().any(|other| other.ptr_eq(base)) {
                return Err(self.type_error(format!("duplicate base class {}", base.name())));
            }
        }
        let layout = self.best_base(&bases)?;
        let dict = Ref::new(namespace.copied(), &self.types.dict);
        let class_cell = dict.remove_name(&self.names.__classcell__);
        let qualname = dict.remove_name(&self.names.__qualname__);
        if let Some(qualname) = &qualname
            && qualname.get::<PyStr>().is_none()
        {
            return Err(self.type_error(format!(
                "type __qualname__ must be a str, not {}",
                self.class_name(qualname)
            )));
        }
        let mut flags = bases.iter().fold(TypeFlags::HEAP, |all, b| {
            all | b.flags.get() & TypeFlags::INHERITED
        });
        let slots = self.slot_names(&dict, &bases, &mut flags).await?;
        let first_slot = layout.slot_count;
        let class = PyType {
            name: RefCell::new(text(name).into()),
            bases: RefCell::new(bases.clone()),
            mro: RefCell::new(Rc::new([])),
            dict,
            version: Cell::new(0),
            subclasses: RefCell::default(),
            kind: layout.kind,
            flags: Cell::new(flags),
            slot_count: first_slot + slots.len(),
        };
        let class = Ref::new(class, metaclass);
        for (offset, slot) in slots.into_iter().enumerate() {
            let member = PyMember {
                name: slot.clone(),
                owner: class.clone(),
                index: first_slot + offset,
            };
            let member = Ref::new(member, &self.types.member_descriptor).into_value();
            class.dict.set_name(&slot, member);
        }
        // Like CPython, the first class whose instances have them shows how.
        let gains = |flag| class.has_flag(flag) && !bases.iter().any(|base| base.has_flag(flag));
        if gains(TypeFlags::HAS_DICT) {
            self.add_getset(&class, "__dict__", dict_attribute, Some(set_dict_attribute));
        }
        if gains(TypeFlags::WEAKREF) {
            self.add_getset(&class, "__weakref__", weakref_attribute, None);
        }
        let order = self.resolution_order(metaclass, &class, &bases).await?;
        *class.mro.borrow_mut() = order.into();
        for base in &bases {
            base.subclasses
                .borrow_mut()
                .push(WeakPointer::new(class.object()));
        }
        let qualname = qualname.unwrap_or_else(|| name.clone());
        crate::types::type_methods::set_qualname(self, &class, qualname);
        // __new__, __init_subclass__ and __class_getitem__ are static or class methods without saying so.
        for (special, wrap) in [
            (
                &self.names.__new__,
                Self::new_staticmethod as fn(&Self, Value) -> Value,
            ),
            (&self.names.__init_subclass__, Self::new_classmethod),
            (&self.names.__class_getitem__, Self::new_classmethod),
        ] {
            if let Some(function) = class
                .dict
                .get_name(special)
                .filter(|f| f.get::<PyFunction>().is_some())
            {
                class.dict.set_name(special, wrap(self, function));
            }
        }
        if class.dict.find_name(&self.names.__doc__).is_none() {
            class.dict.set_name(&self.names.__doc__, Value::none());
        }
        if class.dict.find_name(&self.names.__eq__).is_some()
            && class.dict.find_name(&self.names.__hash__).is_none()
        {
            class.dict.set_name(&self.names.__hash__, Value::none());
        }
        self.update_class_flags(&class);
        if let Some(cell) = class_cell.as_ref().and_then(Value::get::<PyCell>) {
            cell.set(Some(class.to_value()));
        }
        Ok(class)
    }

    fn add_getset(
        &self,
        class: &Ref<PyType>,
        name: &'static str,
        getter: crate::types::descriptor::Getter,
        setter: Option<crate::types::descriptor::Setter>,
    ) {
        let attribute = crate::types::descriptor::PyGetSet {
            name,
            owner: class.clone(),
            getter,
            setter,
            doc: "",
        };
        let attribute = Ref::new(attribute, &self.types.getset_descriptor).into_value();
        class.dict.set_name(&self.intern(name), attribute);
    }

    /// The base whose instances' layout the class extends.
    fn best_base(&self, bases: &[Ref<PyType>]) -> PyResult<Ref<PyType>> {
        let mut best = bases[0].clone();
        for base in &bases[1..] {
            let wider = |a: &Ref<PyType>, b: &Ref<PyType>| {
                a.kind != Kind::Instance && b.kind == Kind::Instance
            };
            if wider(base, &best) || base.kind == best.kind && base.slot_count > best.slot_count {
                if best.slot_count > 0 && !base.is_subclass_of(&best) && base.slot_count > 0 {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
                best = base.clone();
            } else if base.kind != Kind::Instance && base.kind != best.kind
                || base.slot_count > 0 && !best.is_subclass_of(base)
            {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
        }
        Ok(best)
    }

    /// Reads `__slots__`, checks it, and sets the flags that follow from it.
    async fn slot_names(
        &self,
        dict: &Ref<PyDict>,
        bases: &[Ref<PyType>],
        flags: &mut u32,
    ) -> PyResult<Vec<Value>> {
        let Some(declared) = dict.get_name(&self.names.__slots__) else {
            *flags |= TypeFlags::HAS_DICT | TypeFlags::WEAKREF;
            return Ok(Vec::new());
        };
        let items = if declared.get::<PyStr>().is_some() {
            vec![declared]
        } else {
            self.collect(&declared).await?
        };
        let mut names = Vec::new();
        for item in items {
            let Some(name) = item.get::<PyStr>() else {
                return Err(self.type_error(format!(
                    "__slots__ items must be strings, not '{}'",
                    self.class_name(&item)
                )));
            };
            let name = name.lossy().into_owned();
            let identifier = name
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_alphanumeric() || c == '_');
            if !identifier {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            match name.as_str() {
                "__dict__" => {
                    if bases.iter().any(|base| base.has_flag(TypeFlags::HAS_DICT)) {
                        return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                    }
                    *flags |= TypeFlags::HAS_DICT;
                }
                "__weakref__" => *flags |= TypeFlags::WEAKREF,
                _ => {
                    let interned = self.intern(&name);
                    if dict.find_name(&interned).is_some()
                        && name != "__qualname__"
                        && name != "__classcell__"
                    {
                        return Err(self.value_error(format!(
                            "'{name}' in __slots__ conflicts with class variable"
                        )));
                    }
                    names.push(interned);
                }
            }
        }
        names.sort_by_key(text);
        Ok(names)
    }

    async fn resolution_order(
        &self,
        metaclass: &Ref<PyType>,
        class: &Ref<PyType>,
        bases: &[Ref<PyType>],
    ) -> PyResult<Vec<Ref<PyType>>> {
        let conflict = || {
            let names: Vec<String> = bases.iter().map(|base| base.name().to_string()).collect();
            self.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            ))
        };
        let mut order = vec![class.clone()];
        order.extend(PyType::linearize(bases).ok_or_else(conflict)?);
        let custom = metaclass
            .lookup(&self.names.mro)
            .filter(|mro| mro.get::<PyFunction>().is_some());
        if let Some(custom) = custom {
            *class.mro.borrow_mut() = order.clone().into();
            let result = self.call(&custom, [class.to_value()]).await?;
            order = self
                .collect(&result)
                .await?
                .iter()
                .filter_map(Value::to_ref::<PyType>)
                .collect();
        }
        Ok(order)
    }
}

fn dict_attribute(vm: &Vm, value: &Value) -> PyResult {
    crate::types::function_methods::instance_dict(vm, value)
}

fn set_dict_attribute(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    crate::types::function_methods::replace_dict(vm, value, new)
}

fn weakref_attribute(_vm: &Vm, _value: &Value) -> PyResult {
    Ok(Value::none())
}

/// `LOAD_SUPER_ATTR`: `super().name` without making the proxy where nothing was overridden.
pub(super) fn load_super_attr(
    vm: &Vm,
    frame: &mut Frame,
    code: &Ref<PyCode>,
    instruction: Instruction,
) -> PyResult<Next> {
    let receiver = frame.pop();
    let class = frame.pop();
    let global_super = frame.pop();
    let name = code.names[instruction.arg as usize].clone();
    let for_call = instruction.a & 1 != 0;
    if let (Some(start), true) = (
        class.to_ref::<PyType>(),
        global_super.is(&vm.types.super_.to_value()),
    ) {
        let proxy = make_super(vm, start, receiver)?;
        if let Some(super::attribute::Loaded::Value(value)) =
            vm.load_super_attribute(&proxy, &name)?
        {
            // A bound method is taken apart again when it is called at once.
            if for_call && let Some(method) = value.get::<crate::types::function::PyBoundMethod>() {
                frame.push(method.function.clone());
                frame.push(method.receiver.clone());
            } else {
                frame.push(value);
                if for_call {
                    frame.slots.push(None);
                }
            }
            return Ok(Next::Continue);
        }
        let proxy = Ref::new(proxy, &vm.types.super_).into_value();
        let flow = attribute_flow(vm, proxy, name);
        return Ok(Next::Flow(
            flow,
            if for_call {
                Deliver::PushWithNull
            } else {
                Deliver::Push
            },
        ));
    }
    let (vm, explicit) = (vm.clone(), instruction.a & 2 != 0);
    let future = async move {
        let args = if explicit {
            vec![class, receiver]
        } else {
            vec![]
        };
        let proxy = vm.call(&global_super, args).await?;
        vm.get_attribute(&proxy, &name).await
    };
    Ok(Next::Flow(
        Flow::Future(Box::pin(future)),
        if for_call {
            Deliver::PushWithNull
        } else {
            Deliver::Push
        },
    ))
}

fn attribute_flow(vm: &Vm, object: Value, name: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(
        async move { vm.get_attribute(&object, &name).await },
    ))
}

/// `super(start, receiver)`, with the checks of CPython's `supercheck`.
pub fn make_super(vm: &Vm, start: Ref<PyType>, receiver: Value) -> PyResult<PySuper> {
    if let Some(class) = receiver.to_ref::<PyType>()
        && class.is_subclass_of(&start)
    {
        return Ok(PySuper {
            start,
            receiver: Some(receiver),
            class: Some(class),
        });
    }
    let class = vm.class_of(&receiver).clone();
    if class.is_subclass_of(&start) {
        return Ok(PySuper {
            start,
            receiver: Some(receiver),
            class: Some(class),
        });
    }
    let (kind, shown) = match receiver.get::<PyType>() {
        Some(class) => ("type", class.name()),
        None => ("instance of", class.name()),
    };
    Err(vm.type_error(format!(
        "super(type, obj): obj ({kind} {shown}) is not an instance or subtype of type ({}).",
        start.name()
    )))
}

/// `LOAD_SPECIAL`: `__enter__` and its kin, looked up on the class.
pub(super) fn load_special(
    vm: &Vm,
    frame: &mut Frame,
    object: &Value,
    which: usize,
) -> PyResult<Next> {
    let names = &vm.names;
    let name = [
        &names.__enter__,
        &names.__exit__,
        &names.__aenter__,
        &names.__aexit__,
    ][which];
    let class = vm.class_of(object);
    let Some(method) = class.lookup(name) else {
        let (kind, other, statement) = if which < 2 {
            (
                "context manager",
                [&names.__aenter__, &names.__aexit__],
                "async with",
            )
        } else {
            (
                "asynchronous context manager",
                [&names.__enter__, &names.__exit__],
                "with",
            )
        };
        let missing = if which.is_multiple_of(2) {
            ""
        } else {
            " (missed "
        };
        let missed = if missing.is_empty() {
            String::new()
        } else {
            format!("{missing}{} method)", text(name))
        };
        let hint = if other.iter().all(|name| class.lookup(name).is_some()) {
            format!(
                " but it supports the {} protocol. Did you mean to use '{statement}'?",
                if which < 2 {
                    "asynchronous context manager"
                } else {
                    "context manager"
                }
            )
        } else {
            String::new()
        };
        let dot = if hint.is_empty() { "" } else { "" };
        return Err(vm.type_error(format!(
            "'{}' object does not support the {kind} protocol{missed}{hint}{dot}",
            class.name()
        )));
    };
    if method.get::<PyFunction>().is_some() || method.get::<PyNative>().is_some() {
        frame.push(method);
        frame.push(object.clone());
        return Ok(Next::Continue);
    }
    let (vm, object) = (vm.clone(), object.clone());
    Ok(Next::Flow(
        Flow::Future(Box::pin(
            async move { vm.bind_special(&object, method).await },
        )),
        Deliver::PushWithNull,
    ))
}

/// `WITH_EXCEPT_START`: calls `__exit__` with the exception.
pub(super) fn with_except_start(vm: &Vm, frame: &mut Frame) -> NativeResult {
    // Stack: exit function, its receiver or NULL, the instruction index, the previous exception, the exception.
    let top = frame.slots.len();
    let exception = frame.peek(1).clone();
    let receiver = frame.slots[top - 4].clone();
    let exit = frame.slots[top - 5].clone().expect("__exit__");
    let raised = exception.get::<PyException>().expect("an exception");
    let traceback = raised
        .traceback
        .borrow()
        .as_ref()
        .map_or_else(Value::none, Ref::to_value);
    let class = vm.class_of(&exception).to_value();
    let args = receiver
        .into_iter()
        .chain([class, exception.clone(), traceback])
        .collect::<Vec<_>>();
    vm.prepare_call(&exit, args.into())
}

/// `CALL_INTRINSIC_1`.
pub(super) fn intrinsic_1(
    vm: &Vm,
    thread: &mut Thread,
    frame: &mut Frame,
    which: usize,
) -> PyResult<Next> {
    let value = frame.pop();
    match which {
        1 => {
            let hook = vm.intern("displayhook");
            let vm = vm.clone();
            return Ok(Next::Flow(
                Flow::Future(Box::pin(async move {
                    let sys = super::import::import(&vm, "sys").await?;
                    vm.call_method(&sys, &hook, [value]).await
                })),
                Deliver::Push,
            ));
        }
        2 => {
            let namespace = frame
                .namespace
                .clone()
                .unwrap_or_else(|| frame.globals.to_value());
            return Ok(Next::Flow(
                super::import::import_star(vm, value, namespace),
                Deliver::Push,
            ));
        }
        3 => {
            // A StopIteration that leaves a generator would end somebody else's loop.
            let raised = super::Raised(value.to_ref::<PyException>().expect("an exception"));
            let what = if code_has(frame, flags::ASYNC_GENERATOR) {
                "async generator"
            } else if code_has(frame, flags::COROUTINE) {
                "coroutine"
            } else {
                "generator"
            };
            let kind = if vm.matches(&raised, &vm.types.exceptions.stop_iteration) {
                "StopIteration"
            } else if code_has(frame, flags::ASYNC_GENERATOR)
                && vm.matches(&raised, &vm.types.exceptions.stop_async_iteration)
            {
                "StopAsyncIteration"
            } else {
                frame.push(value);
                return Ok(Next::Continue);
            };
            let error = vm.runtime_error(format!("{what} raised {kind}"));
            *error.0.cause.borrow_mut() = Some(value.clone());
            *error.0.context.borrow_mut() = Some(value);
            error.0.suppress_context.set(true);
            frame.push(error.value());
        }
        4 => frame.push(crate::types::async_generator::wrap(vm, value)),
        5 => {
            if let Some(number) = value.as_small_int() {
                frame.push(Value::int(number));
            } else {
                return Ok(Next::Flow(
                    vm.unary(&value, &vm.names.__pos__, "+")?,
                    Deliver::Push,
                ));
            }
        }
        6 => {
            let items = value
                .get::<crate::types::list::PyList>()
                .expect("LIST_TO_TUPLE takes a list")
                .snapshot();
            frame.push(vm.new_tuple(items));
        }
        _ => {
            let made = crate::types::type_params::intrinsic_1(vm, which, value)?;
            return Ok(Next::Flow(made, Deliver::Push));
        }
    }
    let _ = thread;
    Ok(Next::Continue)
}

fn code_has(frame: &Frame, flag: u32) -> bool {
    frame.code.has_flag(flag)
}

/// `CALL_INTRINSIC_2`.
pub(super) fn intrinsic_2(vm: &Vm, frame: &mut Frame, which: usize) -> PyResult<Next> {
    let second = frame.pop();
    let first = frame.pop();
    let flow = match which {
        1 => crate::types::exception_methods::prepare_reraise_star(vm, first, second),
        _ => crate::types::type_params::intrinsic_2(vm, which, first, second)?,
    };
    Ok(Next::Flow(flow, Deliver::Push))
}

/// `MATCH_KEYS`: a tuple of the values, or `None` when a key is missing.
pub(super) fn match_keys(vm: &Vm, keys: Value, subject: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let keys = keys
            .get::<PyTuple>()
            .expect("keys are a tuple")
            .items()
            .to_vec();
        let sentinel = vm.new_list(vec![]);
        let get = vm.names.get.clone();
        let get = vm.get_attribute(&subject, &get).await?;
        let mut seen = Vec::new();
        let mut values = Vec::new();
        for key in keys {
            for earlier in &seen {
                if vm.equal(earlier, &key).await? {
                    let key = vm.repr_text(&key).await?;
                    return Err(
                        vm.value_error(format!("mapping pattern checks duplicate key ({key})"))
                    );
                }
            }
            seen.push(key.clone());
            let value = vm.call(&get, [key, sentinel.clone()]).await?;
            if value.is(&sentinel) {
                return Ok(Value::none());
            }
            values.push(value);
        }
        Ok(vm.new_tuple(values))
    }))
}

/// `MATCH_CLASS`: a tuple of the attributes, or `None` when the subject does not match.
pub(super) fn match_class(
    vm: &Vm,
    subject: Value,
    class: Value,
    names: Value,
    positional: usize,
) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let Some(cls) = class.get::<PyType>() else {
            return Err(vm.type_error("called match pattern must be a class"));
        };
        if !vm.instance_check(&subject, &class).await? {
            return Ok(Value::none());
        }
        let names = names
            .get::<PyTuple>()
            .expect("names are a tuple")
            .items()
            .to_vec();
        let mut wanted = Vec::new();
        if positional > 0 {
            let match_args = vm.names.__match_args__.clone();
            match vm.get_attribute_opt(&class, &match_args).await? {
                Some(args) => {
                    let Some(tuple) = args.get::<PyTuple>() else {
                        return Err(vm.type_error(format!(
                            "{}.__match_args__ must be a tuple (got {})",
                            cls.name(),
                            vm.class_name(&args)
                        )));
                    };
                    let given = tuple.items();
                    if positional > given.len() {
                        let plural = if given.len() == 1 { "" } else { "s" };
                        return Err(vm.type_error(format!(
                            "{}() accepts {} positional sub-pattern{plural} ({positional} given)",
                            cls.name(),
                            given.len()
                        )));
                    }
                    for name in &given[..positional] {
                        if name.get::<PyStr>().is_none() {
                            return Err(vm.type_error(format!(
                                "__match_args__ elements must be strings (got {})",
                                vm.class_name(name)
                            )));
                        }
                        wanted.push(Some(name.clone()));
                    }
                }
                None if cls.has_flag(TypeFlags::MATCH_SELF) => {
                    if positional > 1 {
                        return Err(vm.type_error(format!(
                            "{}() accepts 1 positional sub-pattern ({positional} given)",
                            cls.name()
                        )));
                    }
                    wanted.push(None);
                }
                None => {
                    return Err(vm.type_error(format!(
                        "{}() accepts 0 positional sub-patterns ({positional} given)",
                        cls.name()
                    )));
                }
            }
        }
        wanted.extend(names.into_iter().map(Some));
        let mut values = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for name in wanted {
            let Some(name) = name else {
                values.push(subject.clone());
                continue;
            };
            let plain = text(&name);
            if seen.contains(&plain) {
                return Err(vm.type_error(format!(
                    "{}() got multiple sub-patterns for attribute '{plain}'",
                    cls.name()
                )));
            }
            seen.push(plain);
            let name = vm.intern_value(&name);
            match vm.get_attribute_opt(&subject, &name).await? {
                Some(value) => values.push(value),
                None => return Ok(Value::none()),
            }
        }
        Ok(vm.new_tuple(values))
    }))
}

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
pub async fn build_class(
    vm: &Vm,
    function: Value,
    name: Value,
    given: Vec<Value>,
    keywords: Vec<(Value, Value)>,
) -> PyResult {
    let Some(body) = function.to_ref::<PyFunction>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let bases = resolve_bases(vm, &given).await?;
    let (mut metaclass, mut keywords) = (None, keywords);
    if let Some(place) = keywords
        .iter()
        .position(|(key, _)| key.is(&vm.names.metaclass))
    {
        metaclass = Some(keywords.remove(place).1);
    }
    let metaclass = match metaclass {
        Some(metaclass) if metaclass.get::<PyType>().is_none() => metaclass,
        other => {
            let start = match other.and_then(|value| value.to_ref::<PyType>()) {
                Some(class) => class,
                None => match bases.first() {
                    Some(base) => vm.class_of(base).clone(),
                    None => vm.types.type_.clone(),
                },
            };
            most_derived_metaclass(vm, start, &bases)?.into_value()
        }
    };
    let bases_tuple = vm.new_tuple(bases.clone());
    let prepare = vm.names.__prepare__.clone();
    let namespace = match vm.get_attribute_opt(&metaclass, &prepare).await? {
        Some(prepare) => {
            let args = CallArgs::new(vec![name.clone(), bases_tuple.clone()], keywords.clone());
            vm.call(&prepare, args).await?
        }
        None => vm.new_dict().into_value(),
    };
    if namespace.get::<PyDict>().is_none()
        && vm
            .class_of(&namespace)
            .lookup(&vm.names.__getitem__)
            .is_none()
    {
        let shown = match metaclass.get::<PyType>() {
            Some(class) => class.name().to_string(),
            None => "<metaclass>".to_owned(),
        };
        return Err(vm.type_error(format!(
            "{shown}.__prepare__() must return a mapping, not {}",
            vm.class_name(&namespace)
        )));
    }
    let mut frame = vm.bind_function(&body, CallArgs::default())?;
    frame.namespace = Some(namespace.clone());
    let cell = vm.run_frame(frame).await?;
    if bases.len() != given.len() || bases.iter().zip(&given).any(|(a, b)| !a.is(b)) {
        let name = vm.names.__orig_bases__.clone();
        vm.set_item(&namespace, &name, vm.new_tuple(given)).await?;
    }
    let class = vm
        .call(
            &metaclass,
            CallArgs::new(vec![name.clone(), bases_tuple, namespace], keywords),
        )
        .await?;
    if let Some(cell) = cell.get::<PyCell>()
        && class.get::<PyType>().is_some()
    {
        match cell.get() {
            Some(found) if found.is(&class) => {}
            Some(found) => {
                return Err(vm.type_error(format!(
                    "__class__ set to {} defining '{}' as {}",
                    vm.repr_text(&found).await?,
                    text(&name),
                    vm.repr_text(&class).await?
                )));
            }
            None => {
                return Err(vm.runtime_error(format!(
                    "__class__ not set defining '{}' as {}. Was __classcell__ propagated to type.__new__?",
                    text(&name),
                    vm.repr_text(&class).await?
                )));
            }
        }
    }
    Ok(class)
}

/// Replaces bases that are no classes by what their `__mro_entries__` gives (PEP 560).
pub async fn resolve_bases(vm: &Vm, given: &[Value]) -> PyResult<Vec<Value>> {
    let mut bases = Vec::with_capacity(given.len());
    for base in given {
        if base.get::<PyType>().is_some() {
            bases.push(base.clone());
            continue;
        }
        let name = vm.names.__mro_entries__.clone();
        match vm.get_attribute_opt(base, &name).await? {
            Some(entries) => {
                let result = vm.call(&entries, [vm.new_tuple(given.to_vec())]).await?;
                match result.get::<PyTuple>() {
                    Some(tuple) => bases.extend(tuple.items().iter().cloned()),
                    None => return Err(vm.type_error("__mro_entries__ must return a tuple")),
                }
            }
            None => bases.push(base.clone()),
        }
    }
    Ok(bases)
}

/// The metaclass that is a subclass of all the bases' metaclasses.
pub fn most_derived_metaclass(
    vm: &Vm,
    start: Ref<PyType>,
    bases: &[Value],
) -> PyResult<Ref<PyType>> {
    let mut winner = start;
    for base in bases {
        let own = vm.class_of(base).clone();
        if winner.is_subclass_of(&own) {
            continue;
        }
        if own.is_subclass_of(&winner) {
            winner = own;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases",
        ));
    }
    Ok(winner)
}

//! Attributes: `object.name`, setting and deleting, descriptors, and the caches of attribute sites.
//!
//! The order of look-up is that of `object.__getattribute__` and `type.__getattribute__`
//! (CPython's `Objects/object.c`, `Objects/typeobject.c`; "Descriptor guide").

use super::{CallArgs, Flow, NativeResult, PyResult, Raised, Vm};
use crate::code::Cache;
use crate::object::{Kind, Object, Ref, Value};
use crate::types::descriptor::{
    PyClassMethod, PyGetSet, PyMember, PyProperty, PyStaticMethod, PySuper,
};
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::instance::PyInstance;
use crate::types::module::PyModule;
use crate::types::native::{Args, NativeKind, PyNative};
use crate::types::type_object::{PyType, TypeFlags};

/// What looking an attribute up gave.
pub enum Loaded {
    Value(Value),
    /// A function found on the class: to be called with the object as first argument. Spares the bound method.
    Method(Value),
    /// Takes a call: a property, `__getattr__`, a descriptor of the program.
    Flow(Flow),
}

/// What a site's cache holds.
mod state {
    pub const EMPTY: u8 = 0;
    pub const INSTANCE: u8 = 1;
    pub const METHOD: u8 = 2;
    pub const CLASS_VALUE: u8 = 3;
    pub const SLOT: u8 = 4;
    pub const MODULE: u8 = 5;
}

/// Whether an object found on a class takes part in binding.
enum Descriptor<'a> {
    /// An ordinary value.
    Plain,
    /// A function or builtin method: binds as a method.
    Method,
    Property(&'a PyProperty),
    Static(&'a PyStaticMethod),
    Class(&'a PyClassMethod),
    ClassNative,
    Member(&'a PyMember),
    GetSet(&'a PyGetSet),
    /// An instance of a class with `__get__` (and perhaps `__set__`).
    Custom {
        get: Option<Value>,
        data: bool,
    },
}

impl Vm {
    fn descriptor<'a>(&self, value: &'a Value) -> Descriptor<'a> {
        let Some(object) = value.as_object() else {
            return Descriptor::Plain;
        };
        match object.kind() {
            Kind::Function => Descriptor::Method,
            Kind::Native => match object.payload::<PyNative>().expect("kind was checked") {
                native if native.receiver.is_some() => Descriptor::Plain,
                native if native.def.kind == NativeKind::Method => Descriptor::Method,
                native if native.def.kind == NativeKind::ClassMethod => Descriptor::ClassNative,
                _ => Descriptor::Plain,
            },
            Kind::Str
            | Kind::Int
            | Kind::Tuple
            | Kind::List
            | Kind::Dict
            | Kind::BoundMethod
            | Kind::Code => Descriptor::Plain,
            kind => {
                let class = object.class();
                let heap = class.has_flag(TypeFlags::HEAP);
                match kind {
                    Kind::Property if !heap => {
                        Descriptor::Property(object.payload().expect("kind was checked"))
                    }
                    Kind::StaticMethod if !heap => {
                        Descriptor::Static(object.payload().expect("kind was checked"))
                    }
                    Kind::ClassMethod if !heap => {
                        Descriptor::Class(object.payload().expect("kind was checked"))
                    }
                    Kind::Member => Descriptor::Member(object.payload().expect("kind was checked")),
                    Kind::GetSet => Descriptor::GetSet(object.payload().expect("kind was checked")),
                    _ => {
                        let get = class.lookup(&self.names.__get__);
                        let data = class.lookup(&self.names.__set__).is_some()
                            || class.lookup(&self.names.__delete__).is_some();
                        if get.is_none() && !data {
                            Descriptor::Plain
                        } else {
                            Descriptor::Custom { get, data }
                        }
                    }
                }
            }
        }
    }

    /// The dictionary an object keeps its attributes in, if it has one yet.
    #[must_use]
    pub fn instance_dict(&self, object: &Object) -> Option<Ref<PyDict>> {
        match object.payload::<PyModule>() {
            Some(module) => Some(module.dict.clone()),
            None => object.dict(),
        }
    }

    /// The same, made now when the class allows one.
    #[must_use]
    pub fn ensure_instance_dict(&self, object: &Object) -> Option<Ref<PyDict>> {
        if let Some(dict) = self.instance_dict(object) {
            return Some(dict);
        }
        if !object.class().has_flag(TypeFlags::HAS_DICT) {
            return None;
        }
        let dict = self.new_dict();
        object.set_dict(Some(dict.clone()));
        Some(dict)
    }

    /// Looks up an interned name. The whole of `getattr(object, name)`, hooks included.
    pub fn load_attribute(&self, object: &Value, name: &Value) -> PyResult<Loaded> {
        let class = self.class_of(object);
        if class.has_flag(TypeFlags::CUSTOM_GETATTR) {
            return Ok(Loaded::Flow(self.custom_getattribute(object, name)?));
        }
        match self.load_attribute_generic(object, name)? {
            Some(loaded) => Ok(loaded),
            None => self.missing_attribute(object, name),
        }
    }

    fn missing_attribute(&self, object: &Value, name: &Value) -> PyResult<Loaded> {
        if let Some(module) = object.get::<PyModule>()
            && let Some(hook) = module.dict.get_name(&self.names.__getattr__)
        {
            return Ok(Loaded::Flow(Flow::Call(hook, [name.clone()].into())));
        }
        Err(self.no_attribute(object, name))
    }

    /// `object.__getattribute__` (or `type`'s, `super`'s) without `__getattr__`; `None` when there is no such
    /// attribute.
    pub fn load_attribute_generic(&self, object: &Value, name: &Value) -> PyResult<Option<Loaded>> {
        match object.as_object().map(Object::kind) {
            Some(Kind::Type) => {
                let class = object.to_ref::<PyType>().expect("kind was checked");
                return self.load_class_attribute(&class, name);
            }
            Some(Kind::Super) => {
                let proxy = object.get::<PySuper>().expect("kind was checked");
                if let Some(loaded) = self.load_super_attribute(proxy, name)? {
                    return Ok(Some(loaded));
                }
            }
            _ => {}
        }
        let class = self.class_of(object);
        let found = class.lookup(name);
        if let Some(found) = &found {
            let descriptor = self.descriptor(found);
            if descriptor.is_data() {
                return self.bind(found, descriptor, object, &class).map(Some);
            }
        }
        if let Some(dict) = object
            .as_object()
            .and_then(|object| self.instance_dict(object))
            && let Some(value) = dict.get_name(name)
        {
            return Ok(Some(Loaded::Value(value)));
        }
        match found {
            Some(found) => {
                let descriptor = self.descriptor(&found);
                self.bind(&found, descriptor, object, &class).map(Some)
            }
            None => Ok(None),
        }
    }

    fn bind(
        &self,
        found: &Value,
        descriptor: Descriptor<'_>,
        object: &Value,
        class: &Ref<PyType>,
    ) -> PyResult<Loaded> {
        Ok(match descriptor {
            Descriptor::Plain => Loaded::Value(found.clone()),
            Descriptor::Method => Loaded::Method(found.clone()),
            Descriptor::Property(property) => match &*property.getter.borrow() {
                Some(getter) => Loaded::Flow(Flow::Call(getter.clone(), [object.clone()].into())),
                None => return Err(self.property_error(property, object, "getter")),
            },
            Descriptor::Static(method) => Loaded::Value(method.callable.borrow().clone()),
            Descriptor::Class(method) => {
                return self.bind_class_method(&method.callable.borrow(), class);
            }
            Descriptor::ClassNative => Loaded::Value(self.bind_method(found, &class.to_value())),
            Descriptor::Member(member) => Loaded::Value(self.load_member(member, object)?),
            Descriptor::GetSet(attribute)
                if matches!(
                    attribute.name,
                    "__bound__" | "__constraints__" | "__default__" | "__value__"
                ) =>
            {
                match crate::types::type_params::lazy_part(self, object, attribute.name) {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute) if matches!(attribute.name, "f_locals" | "f_lineno") => {
                let live = if attribute.name == "f_locals" {
                    crate::types::frame_methods::live_locals(object)
                } else {
                    crate::types::frame_methods::live_line(object)
                };
                match live {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute) if attribute.name == "__annotations__" => {
                match self.lazy_annotations(object) {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute) => Loaded::Value((attribute.getter)(self, object)?),
            Descriptor::Custom { get: Some(get), .. } => {
                Loaded::Flow(self.call_special(found, get, vec![object.clone(), class.to_value()]))
            }
            Descriptor::Custom { get: None, .. } => Loaded::Value(found.clone()),
        })
    }

    /// Annotations are made by a call on first use (PEP 649): of a function, or of a class.
    fn lazy_annotations(&self, object: &Value) -> Option<Flow> {
        let annotate = match (object.get::<PyFunction>(), object.get::<PyType>()) {
            (Some(function), _) => crate::types::function_methods::lazy_annotations(function)?,
            (_, Some(class)) if class.has_flag(TypeFlags::HEAP) => {
                let known = ["__annotations__", "__annotations_cache__"];
                if known
                    .iter()
                    .any(|name| class.dict.find_name(&self.intern(name)).is_some())
                {
                    return None;
                }
                let own = class.dict.get_name(&self.intern("__annotate_func__"));
                own.or_else(|| class.dict.get_name(&self.names.__annotate__))
                    .unwrap_or_else(Value::none)
            }
            _ => return None,
        };
        let (vm, object) = (self.clone(), object.clone());
        Some(Flow::Future(Box::pin(async move {
            let made = if annotate.is_none() {
                vm.new_dict().into_value()
            } else {
                vm.call(&annotate, [Value::int(1)]).await?
            };
            if made.get::<PyDict>().is_none() {
                return Err(vm.type_error(format!(
                    "__annotate__ returned non-dict of type '{}'",
                    vm.class_name(&made)
                )));
            }
            if let Some(function) = object.get::<PyFunction>() {
                *function.annotations.borrow_mut() = Some(made.clone());
            } else if let Some(class) = object.get::<PyType>() {
                class
                    .dict
                    .set_name(&vm.intern("__annotations_cache__"), made.clone());
            }
            Ok(made)
        })))
    }

    fn bind_class_method(&self, callable: &Value, class: &Ref<PyType>) -> PyResult<Loaded> {
        if callable.get::<PyFunction>().is_some() {
            return Ok(Loaded::Value(
                self.new_bound_method(callable.clone(), class.to_value()),
            ));
        }
        // A class method may wrap another descriptor (a property of the class, for one).
        let meta = class.object().class().clone();
        match self.descriptor(callable) {
            Descriptor::Plain => Ok(Loaded::Value(
                self.new_bound_method(callable.clone(), class.to_value()),
            )),
            descriptor => match self.bind(callable, descriptor, &class.to_value(), &meta)? {
                Loaded::Method(function) => Ok(Loaded::Value(
                    self.bind_method(&function, &class.to_value()),
                )),
                other => Ok(other),
            },
        }
    }

    /// A method with its receiver: what `object.method` evaluates to.
    #[must_use]
    pub fn bind_method(&self, function: &Value, receiver: &Value) -> Value {
        match function.get::<PyNative>() {
            Some(native) => {
                let class = if function
                    .as_object()
                    .is_some_and(|f| f.class().ptr_eq(&self.types.wrapper_descriptor))
                {
                    &self.types.method_wrapper
                } else {
                    &self.types.builtin_function
                };
                Ref::new(native.bound(receiver.clone()), class).into_value()
            }
            None => self.new_bound_method(function.clone(), receiver.clone()),
        }
    }

    /// A call of a special method found on a class, whatever it is.
    #[must_use]
    pub fn call_special(&self, receiver: &Value, method: Value, mut args: Vec<Value>) -> Flow {
        if let Some(native) = method.get::<PyNative>()
            && native.def.kind == NativeKind::Method
            && native.signature().exact == args.len() + 1
        {
            let given = std::iter::once(receiver.clone()).chain(args);
            let slots: Vec<Option<Value>> = given.map(Some).collect();
            return match (native.def.function)(self, Args(&slots)) {
                Ok(flow) => flow,
                Err(raised) => Flow::Future(Box::pin(std::future::ready(Err(raised)))),
            };
        }
        if method.get::<PyFunction>().is_some()
            || method
                .get::<PyNative>()
                .is_some_and(|native| native.def.kind == NativeKind::Method)
        {
            args.insert(0, receiver.clone());
            return Flow::Call(method, args.into());
        }
        let (vm, receiver) = (self.clone(), receiver.clone());
        Flow::Future(Box::pin(async move {
            let bound = vm.bind_special(&receiver, method).await?;
            vm.call(&bound, args).await
        }))
    }

    fn property_error(&self, property: &PyProperty, object: &Value, what: &str) -> Raised {
        let class = self.class_name(object);
        match &*property.name.borrow() {
            Some(name) => self.attribute_error(format!(
                "property '{}' of '{class}' object has no {what}",
                super::call::text(name)
            )),
            None => self.attribute_error(format!("property of '{class}' object has no {what}")),
        }
    }

    fn load_member(&self, member: &PyMember, object: &Value) -> PyResult {
        if !self.is_instance(object, &member.owner) {
            return Err(self.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                super::call::text(&member.name),
                member.owner.name(),
                self.class_name(object)
            )));
        }
        let value = match object.get::<PyInstance>() {
            Some(instance) => instance.slots.borrow().get(member.index).cloned().flatten(),
            None => object
                .as_object()
                .and_then(Object::dict)
                .and_then(|d| d.get_name(&self.hidden_slot(member))),
        };
        value.ok_or_else(|| self.no_attribute(object, &member.name))
    }

    /// Where a slot of a subclass of a builtin with another payload is kept: under a name no program can write.
    fn hidden_slot(&self, member: &PyMember) -> Value {
        self.intern(&format!("\0slot {}", super::call::text(&member.name)))
    }

    pub fn store_member(
        &self,
        member: &PyMember,
        object: &Value,
        value: Option<Value>,
    ) -> PyResult<()> {
        if !self.is_instance(object, &member.owner) {
            return self.load_member(member, object).map(drop);
        }
        let had = match object.get::<PyInstance>() {
            Some(instance) => {
                let mut slots = instance.slots.borrow_mut();
                let old = std::mem::replace(&mut slots[member.index], value.clone());
                drop(slots);
                old.is_some()
            }
            None => {
                let object = object.as_object().expect("instances are objects");
                let dict = object.dict().unwrap_or_else(|| {
                    let dict = self.new_dict();
                    object.set_dict(Some(dict.clone()));
                    dict
                });
                let name = self.hidden_slot(member);
                match &value {
                    Some(value) => {
                        dict.set_name(&name, value.clone());
                        true
                    }
                    None => dict.remove_name(&name).is_some(),
                }
            }
        };
        if value.is_none() && !had {
            return Err(self.no_attribute(object, &member.name));
        }
        Ok(())
    }

    /// `type.__getattribute__`.
    fn load_class_attribute(&self, class: &Ref<PyType>, name: &Value) -> PyResult<Option<Loaded>> {
        let meta = class.object().class();
        let on_meta = meta.lookup(name);
        let value = class.to_value();
        if let Some(found) = &on_meta {
            let descriptor = self.descriptor(found);
            if descriptor.is_data() {
                return self.bind(found, descriptor, &value, &meta).map(Some);
            }
        }
        if let Some(found) = class.lookup(name) {
            return Ok(Some(match self.descriptor(&found) {
                Descriptor::Static(method) => Loaded::Value(method.callable.borrow().clone()),
                Descriptor::Class(method) => {
                    return self
                        .bind_class_method(&method.callable.borrow(), class)
                        .map(Some);
                }
                Descriptor::ClassNative => Loaded::Value(self.bind_method(&found, &value)),
                Descriptor::Custom { get: Some(get), .. } => {
                    Loaded::Flow(self.call_special(&found, get, vec![Value::none(), value]))
                }
                _ => Loaded::Value(found),
            }));
        }
        match on_meta {
            Some(found) => {
                let descriptor = self.descriptor(&found);
                self.bind(&found, descriptor, &value, &meta).map(Some)
            }
            None => Ok(None),
        }
    }

    /// An attribute of a `super` object: looked up after the starting class.
    pub fn load_super_attribute(&self, proxy: &PySuper, name: &Value) -> PyResult<Option<Loaded>> {
        let (Some(receiver), Some(class)) = (&proxy.receiver, &proxy.class) else {
            return Ok(None);
        };
        if name.is(&self.names.__class__) {
            return Ok(None);
        }
        let order = class.mro.borrow().clone();
        let after = order
            .iter()
            .position(|c| c.ptr_eq(&proxy.start))
            .map_or(order.len(), |place| place + 1);
        let Some(found) = order[after..]
            .iter()
            .find_map(|class| class.dict.get_name(name))
        else {
            return Ok(None);
        };
        // When the receiver is the class itself (in a class method), functions are not bound.
        let for_class = receiver.get::<PyType>().is_some()
            && receiver
                .as_object()
                .is_some_and(|object| std::ptr::eq(object, class.object()));
        if for_class {
            return Ok(Some(match self.descriptor(&found) {
                Descriptor::Class(method) => {
                    return self
                        .bind_class_method(&method.callable.borrow(), class)
                        .map(Some);
                }
                Descriptor::ClassNative => Loaded::Value(self.bind_method(&found, receiver)),
                Descriptor::Static(method) => Loaded::Value(method.callable.borrow().clone()),
                Descriptor::Custom { get: Some(get), .. } => Loaded::Flow(self.call_special(
                    &found,
                    get,
                    vec![Value::none(), receiver.clone()],
                )),
                _ => Loaded::Value(found),
            }));
        }
        let descriptor = self.descriptor(&found);
        match self.bind(&found, descriptor, receiver, class)? {
            // The method's receiver is the object behind the proxy.
            Loaded::Method(function) => {
                Ok(Some(Loaded::Value(self.bind_method(&function, receiver))))
            }
            other => Ok(Some(other)),
        }
    }

    /// `__getattribute__` and `__getattr__` of a class that defines one of them.
    fn custom_getattribute(&self, object: &Value, name: &Value) -> NativeResult {
        let class = self.class_of(object).clone();
        let getattribute = class.lookup(&self.names.__getattribute__);
        let custom = getattribute.filter(|found| {
            found.get::<PyNative>().is_none_or(|native| {
                !native.owner.as_ref().is_some_and(|owner| {
                    owner.ptr_eq(&self.types.object)
                        || owner.ptr_eq(&self.types.type_)
                        || owner.ptr_eq(&self.types.module)
                        || owner.ptr_eq(&self.types.super_)
                })
            })
        });
        let getattr = class.lookup(&self.names.__getattr__);
        let (vm, object, name) = (self.clone(), object.clone(), name.clone());
        let missing = match (&custom, &getattr) {
            (None, _) => match self.load_attribute_generic(&object, &name)? {
                Some(Loaded::Value(value)) => return Ok(value.into()),
                Some(Loaded::Method(function)) => {
                    return Ok(self.bind_method(&function, &object).into());
                }
                Some(Loaded::Flow(flow)) if getattr.is_none() => return Ok(flow),
                Some(Loaded::Flow(flow)) => Some(flow),
                None => match getattr {
                    Some(getattr) => return Ok(self.call_special(&object, getattr, vec![name])),
                    None => return Err(self.no_attribute(&object, &name)),
                },
            },
            (Some(custom), None) => {
                return Ok(self.call_special(&object, custom.clone(), vec![name]));
            }
            (Some(custom), Some(_)) => {
                Some(self.call_special(&object, custom.clone(), vec![name.clone()]))
            }
        };
        Self::future(async move {
            let flow = missing.expect("set in every branch that comes here");
            match vm.run_flow(flow).await {
                Err(raised) if vm.matches(&raised, &vm.types.exceptions.attribute_error) => {
                    match getattr {
                        Some(getattr) => {
                            vm.run_flow(vm.call_special(&object, getattr, vec![name]))
                                .await
                        }
                        None => Err(raised),
                    }
                }
                other => other,
            }
        })
    }

    /// Does what a flow says, inside a future.
    pub async fn run_flow(&self, flow: Flow) -> PyResult {
        match flow {
            Flow::Value(value) => Ok(value),
            Flow::Call(callee, args) => self.call(&callee, args).await,
            Flow::Frame(frame) => self.run_frame(frame).await,
            Flow::Future(future) => self.run_future(future).await,
            Flow::Resume(generator, with) => match self.resume(&generator, with).await {
                super::Outcome::Yield(value) => Ok(value),
                super::Outcome::Return(value) => Err(self.stop_iteration(value)),
                super::Outcome::Raise(raised) => Err(raised),
            },
            Flow::Trap(trap) => self.trap(trap).await,
            Flow::Frames(look) => self.with_frames(look).await,
        }
    }

    /// `getattr(object, name)` for an interned name.
    pub async fn get_attribute(&self, object: &Value, name: &Value) -> PyResult {
        match self.load_attribute(object, name)? {
            Loaded::Value(value) => Ok(value),
            Loaded::Method(function) => Ok(self.bind_method(&function, object)),
            Loaded::Flow(flow) => self.run_flow(flow).await,
        }
    }

    /// `getattr(object, name, None)` that tells absence apart.
    pub async fn get_attribute_opt(&self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let result = self.get_attribute(object, name).await;
        self.catch(result, &self.types.exceptions.attribute_error)
    }

    /// Calls `object.name(args…)`.
    pub async fn call_method(
        &self,
        object: &Value,
        name: &Value,
        args: impl Into<CallArgs>,
    ) -> PyResult {
        let mut args = args.into();
        match self.load_attribute(object, name)? {
            Loaded::Method(function) => {
                args.positional.insert(0, object.clone());
                self.call(&function, args).await
            }
            Loaded::Value(callee) => self.call(&callee, args).await,
            Loaded::Flow(flow) => {
                let callee = self.run_flow(flow).await?;
                self.call(&callee, args).await
            }
        }
    }

    /// A special method looked up on the class, bound to the object.
    pub async fn bind_special(&self, object: &Value, found: Value) -> PyResult {
        let class = self.class_of(object).clone();
        self.bind_descriptor(&found, Some(object), &class).await
    }

    /// `descriptor.__get__(object, class)`; the value itself when it is no descriptor.
    pub async fn bind_descriptor(
        &self,
        found: &Value,
        object: Option<&Value>,
        class: &Ref<PyType>,
    ) -> PyResult {
        let loaded = match object {
            Some(object) => {
                let descriptor = self.descriptor(found);
                self.bind(found, descriptor, object, class)?
            }
            None => match self.descriptor(found) {
                Descriptor::Static(method) => Loaded::Value(method.callable.borrow().clone()),
                Descriptor::Class(method) => {
                    self.bind_class_method(&method.callable.borrow(), class)?
                }
                Descriptor::ClassNative => {
                    Loaded::Value(self.bind_method(found, &class.to_value()))
                }
                Descriptor::Custom { get: Some(get), .. } => Loaded::Flow(self.call_special(
                    found,
                    get,
                    vec![Value::none(), class.to_value()],
                )),
                _ => Loaded::Value(found.clone()),
            },
        };
        match loaded {
            Loaded::Value(value) => Ok(value),
            Loaded::Method(function) => {
                Ok(self.bind_method(&function, object.expect("methods bind to objects")))
            }
            Loaded::Flow(flow) => self.run_flow(flow).await,
        }
    }

    /// Sets (`Some`) or deletes (`None`) an attribute; the flow, if any, must run and its value be dropped.
    pub fn store_attribute(
        &self,
        object: &Value,
        name: &Value,
        value: Option<Value>,
    ) -> PyResult<Option<Flow>> {
        let class = self.class_of(object);
        if class.has_flag(TypeFlags::CUSTOM_SETATTR) {
            let special = if value.is_some() {
                &self.names.__setattr__
            } else {
                &self.names.__delattr__
            };
            if let Some(custom) = class.lookup(special)
                && !custom.get::<PyNative>().is_some_and(|native| {
                    native.owner.as_ref().is_some_and(|owner| {
                        owner.ptr_eq(&self.types.object) || owner.ptr_eq(&self.types.type_)
                    })
                })
            {
                let args = std::iter::once(name.clone()).chain(value).collect();
                return Ok(Some(self.call_special(object, custom, args)));
            }
        }
        self.store_attribute_generic(object, name, value)
    }

    /// `object.__setattr__`/`__delattr__` (or `type`'s).
    pub fn store_attribute_generic(
        &self,
        object: &Value,
        name: &Value,
        value: Option<Value>,
    ) -> PyResult<Option<Flow>> {
        let class = self.class_of(object);
        let found = class.lookup(name);
        if let Some(found) = &found {
            match self.descriptor(found) {
                Descriptor::Property(property) => {
                    let (function, what) = match value {
                        Some(_) => (&property.setter, "setter"),
                        None => (&property.deleter, "deleter"),
                    };
                    let args: Vec<_> = std::iter::once(object.clone()).chain(value).collect();
                    return match &*function.borrow() {
                        Some(function) => Ok(Some(Flow::Call(function.clone(), args.into()))),
                        None => Err(self.property_error(property, object, what)),
                    };
                }
                Descriptor::Member(member) => {
                    return self.store_member(member, object, value).map(|()| None);
                }
                Descriptor::GetSet(attribute) => {
                    return match attribute.setter {
                        Some(setter) => setter(self, object, value).map(|()| None),
                        None => Err(self.attribute_error(format!(
                            "attribute '{}' of '{}' objects is not writable",
                            attribute.name,
                            attribute.owner.name()
                        ))),
                    };
                }
                Descriptor::Custom { data: true, .. } => {
                    let own = self.class_of(found);
                    let special = if value.is_some() {
                        &self.names.__set__
                    } else {
                        &self.names.__delete__
                    };
                    let method = own.lookup(special).ok_or_else(|| {
                        let what = if value.is_some() {
                            "__set__"
                        } else {
                            "__delete__"
                        };
                        self.attribute_error(what)
                    })?;
                    let args = std::iter::once(object.clone()).chain(value).collect();
                    return Ok(Some(self.call_special(found, method, args)));
                }
                _ => {}
            }
        }
        if let Some(class) = object.to_ref::<PyType>() {
            return self
                .store_class_attribute(&class, name, value)
                .map(|()| None);
        }
        let dict = object
            .as_object()
            .and_then(|object| self.ensure_instance_dict(object));
        let Some(dict) = dict else {
            return Err(self.cannot_store(object, name, found.is_some(), value.is_none()));
        };
        match value {
            Some(value) => dict.set_name(name, value),
            None => {
                if dict.remove_name(name).is_none() {
                    return Err(self.no_attribute(object, name));
                }
            }
        }
        Ok(None)
    }

    fn cannot_store(&self, object: &Value, name: &Value, exists: bool, delete: bool) -> Raised {
        let (class, name_text) = (self.class_name(object), super::call::text(name));
        let raised = if exists {
            self.attribute_error(format!(
                "'{class}' object attribute '{name_text}' is read-only"
            ))
        } else if delete {
            self.attribute_error(format!("'{class}' object has no attribute '{name_text}'"))
        } else {
            self.attribute_error(format!(
                "'{class}' object has no attribute '{name_text}' and no __dict__ for setting new attributes"
            ))
        };
        raised.0.set_field("name", name.clone());
        raised.0.set_field("obj", object.clone());
        raised
    }

    fn store_class_attribute(
        &self,
        class: &Ref<PyType>,
        name: &Value,
        value: Option<Value>,
    ) -> PyResult<()> {
        if !class.has_flag(TypeFlags::HEAP) {
            return Err(self.type_error(format!(
                "cannot set '{}' attribute of immutable type '{}'",
                super::call::text(name),
                class.name()
            )));
        }
        match value {
            Some(value) => class.dict.set_name(name, value),
            None => {
                if class.dict.remove_name(name).is_none() {
                    return Err(self.no_attribute(&class.to_value(), name));
                }
            }
        }
        class.modified();
        self.update_class_flags(class);
        Ok(())
    }

    /// `setattr` inside a future.
    pub async fn set_attribute(
        &self,
        object: &Value,
        name: &Value,
        value: Option<Value>,
    ) -> PyResult<()> {
        match self.store_attribute(object, name, value)? {
            Some(flow) => self.run_flow(flow).await.map(drop),
            None => Ok(()),
        }
    }

    /// The fast path of a `LOAD_ATTR` site; `None` when its cache does not apply.
    #[inline]
    pub fn cached_attribute(&self, cache: &Cache, object: &Value, name: &Value) -> Option<Loaded> {
        let known = cache.state.get();
        if known == state::EMPTY {
            return None;
        }
        let target = object.as_object()?;
        if known == state::MODULE {
            let module = target.payload::<PyModule>()?;
            return module
                .dict
                .value_if_key(cache.place.get() as usize, name)
                .map(Loaded::Value);
        }
        if target.class().version.get() != cache.version.get() {
            return None;
        }
        match known {
            state::INSTANCE => target
                .dict()?
                .value_if_key(cache.place.get() as usize, name)
                .map(Loaded::Value),
            state::SLOT => {
                let instance = target.payload::<PyInstance>()?;
                let value = instance
                    .slots
                    .borrow()
                    .get(cache.place.get() as usize)?
                    .clone();
                value.map(Loaded::Value)
            }
            _ => {
                if target
                    .dict()
                    .is_some_and(|dict| dict.find_name(name).is_some())
                {
                    return None;
                }
                let value = cache.value.borrow().clone()?;
                Some(if known == state::METHOD {
                    Loaded::Method(value)
                } else {
                    Loaded::Value(value)
                })
            }
        }
    }

    /// Remembers at a site where an attribute was found, when that can be told from the class alone.
    pub fn remember_attribute(&self, cache: &Cache, object: &Value, name: &Value) {
        let Some(target) = object.as_object() else {
            return;
        };
        if let Some(module) = target.payload::<PyModule>() {
            if let Some(place) = module.dict.find_name(name) {
                cache.state.set(state::MODULE);
                cache.place.set(place as u32);
            }
            return;
        }
        let class = target.class();
        if matches!(target.kind(), Kind::Type | Kind::Super)
            || class.has_flag(TypeFlags::CUSTOM_GETATTR)
        {
            return;
        }
        let found = class.lookup(name);
        let (known, place, value) = match found.as_ref().map(|found| self.descriptor(found)) {
            Some(Descriptor::Member(member)) if target.kind() == Kind::Instance => {
                (state::SLOT, member.index, None)
            }
            Some(descriptor) if descriptor.is_data() => return,
            descriptor => match target.dict().and_then(|dict| dict.find_name(name)) {
                Some(place) => (state::INSTANCE, place, None),
                None => match descriptor {
                    Some(Descriptor::Method) => (state::METHOD, 0, found.clone()),
                    Some(Descriptor::Plain) => (state::CLASS_VALUE, 0, found.clone()),
                    _ => return,
                },
            },
        };
        cache.version.set(class.version());
        cache.state.set(known);
        cache.place.set(place as u32);
        let old = cache.value.replace(value);
        drop(old);
    }

    /// The fast path of a `STORE_ATTR` site: replaces an attribute that stands where it stood last time.
    #[inline]
    pub fn cached_store(
        &self,
        cache: &Cache,
        object: &Value,
        name: &Value,
        value: Value,
    ) -> Result<Value, Value> {
        let Some(target) = object.as_object() else {
            return Err(value);
        };
        if cache.state.get() != state::INSTANCE
            || target.class().version.get() != cache.version.get()
        {
            return Err(value);
        }
        match target.dict() {
            Some(dict) => dict.replace_if_key(cache.place.get() as usize, name, value),
            None => Err(value),
        }
    }

    /// Remembers at a `STORE_ATTR` site where the attribute now stands.
    pub fn remember_store(&self, cache: &Cache, object: &Value, name: &Value) {
        let Some(target) = object.as_object() else {
            return;
        };
        let class = target.class();
        if matches!(target.kind(), Kind::Type | Kind::Super | Kind::Module)
            || class.has_flag(TypeFlags::CUSTOM_SETATTR)
            || class
                .lookup(name)
                .is_some_and(|found| self.descriptor(&found).is_data())
        {
            return;
        }
        if let Some(place) = target.dict().and_then(|dict| dict.find_name(name)) {
            cache.version.set(class.version());
            cache.place.set(place as u32);
            cache.state.set(state::INSTANCE);
        }
    }
}

impl Descriptor<'_> {
    fn is_data(&self) -> bool {
        match self {
            Self::Property(_) | Self::Member(_) | Self::GetSet(_) => true,
            Self::Custom { data, .. } => *data,
            _ => false,
        }
    }
}

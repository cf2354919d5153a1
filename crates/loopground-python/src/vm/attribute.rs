//! Attributes loaded: `object.name`, and where it is looked for.
//!
//! The order of look-up is that of `object.__getattribute__` and `type.__getattribute__`
//! (CPython's `Objects/object.c`, `Objects/typeobject.c`; "Descriptor guide"). Not here: descriptors (`binding`),
//! setting (`attribute_store`), the caches of sites (`attribute_cache`).

use super::binding::Descriptor;
use super::{CallArgs, Flow, NativeResult, PyResult, Raised, Vm};
use crate::object::{Kind, Object, Ref, Value};
use crate::types::descriptor::PySuper;
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::module::PyModule;
use crate::types::native::PyNative;
use crate::types::type_object::{PyType, TypeFlags};

/// What looking an attribute up gave.
pub enum Loaded {
    Value(Value),
    /// A function found on the class: to be called with the object as first argument. Spares the bound method.
    Method(Value),
    /// Takes a call: a property, `__getattr__`, a descriptor of the program.
    Flow(Flow),
}

impl Vm {
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
            // How a module was found is told when somebody asks.
            Some(Loaded::Value(value))
                if value.is_none()
                    && (name.is(&self.names.__spec__) || name.is(&self.names.__loader__)) =>
            {
                let module = object.get::<PyModule>();
                let found = module
                    .and_then(|module| (self.module_table.missing_attribute)(self, module, name));
                Ok(found.map_or(Loaded::Value(value), Loaded::Flow))
            }
            Some(loaded) => Ok(loaded),
            None => self.missing_attribute(object, name),
        }
    }

    fn missing_attribute(&self, object: &Value, name: &Value) -> PyResult<Loaded> {
        if let Some(module) = object.get::<PyModule>()
            && let Some(hook) = module.dict.get_name(&self.names.__getattr__)
        {
            return Ok(Loaded::Flow(Flow::call(hook, [name.clone()].into())));
        }
        if let Some(module) = object.get::<PyModule>()
            && let Some(flow) = (self.module_table.missing_attribute)(self, module, name)
        {
            return Ok(Loaded::Flow(flow));
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
            if descriptor.is_data_with_get() {
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

    /// Annotations are made by a call on first use (PEP 649): of a function, or of a class.
    pub(super) fn lazy_annotations(&self, object: &Value) -> Option<Flow> {
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
            _ => match object.get::<PyModule>() {
                Some(module) => {
                    if module.dict.find_name(&self.names.__annotations__).is_some() {
                        return None;
                    }
                    let own = module.dict.get_name(&self.names.__annotate__);
                    own.unwrap_or_else(Value::none)
                }
                None => {
                    let wrapped = crate::types::descriptor_methods::wrapped(object)?;
                    let own = object.as_object().and_then(|own| self.instance_dict(own));
                    let name = self.names.__annotations__.clone();
                    if own.is_some_and(|own| own.find_name(&name).is_some()) {
                        return None;
                    }
                    let vm = self.clone();
                    return Some(Flow::Future(Box::pin(async move {
                        vm.get_attribute(&wrapped, &name).await
                    })));
                }
            },
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
                    vm.type_name(&made)
                )));
            }
            if let Some(function) = object.get::<PyFunction>() {
                *function.annotations.borrow_mut() = Some(made.clone());
            } else if let Some(class) = object.get::<PyType>() {
                class
                    .dict
                    .set_name(&vm.intern("__annotations_cache__"), made.clone());
                class.modified();
            } else if let Some(module) = object.get::<PyModule>() {
                module
                    .dict
                    .set_name(&vm.names.__annotations__, made.clone());
            }
            Ok(made)
        })))
    }

    /// What a static or class method shows of the function it wraps; kept in its dictionary once asked for.
    pub(super) fn wrapped_annotations(&self, object: &Value, name: &'static str) -> Option<Flow> {
        use crate::types::descriptor::{PyClassMethod, PyStaticMethod};
        let wrapped = match (
            object.get::<PyStaticMethod>(),
            object.get::<PyClassMethod>(),
        ) {
            (Some(method), _) => method.callable.borrow().clone(),
            (_, Some(method)) => method.callable.borrow().clone(),
            _ => return None,
        };
        let dict = self.ensure_instance_dict(object.as_object()?)?;
        let (vm, name) = (self.clone(), self.intern(name));
        Some(Flow::Future(Box::pin(async move {
            if let Some(known) = dict.get_name(&name) {
                return Ok(known);
            }
            let found = vm.get_attribute(&wrapped, &name).await?;
            dict.set_name(&name, found.clone());
            Ok(found)
        })))
    }

    /// `type.__getattribute__`.
    fn load_class_attribute(&self, class: &Ref<PyType>, name: &Value) -> PyResult<Option<Loaded>> {
        let meta = class.object().class();
        let on_meta = meta.lookup(name);
        let value = class.to_value();
        if name.is(&self.names.__doc__)
            && let Some(found) = class.dict.get_name(name)
            && let Descriptor::Custom { get: Some(get), .. } = self.descriptor(&found)
        {
            let flow = self.call_special(&found, get, vec![Value::none(), value]);
            return Ok(Some(Loaded::Flow(flow)));
        }
        if let Some(found) = &on_meta {
            let descriptor = self.descriptor(found);
            // What can only be set gives way to an attribute of the class itself.
            let hidden = matches!(descriptor, Descriptor::Custom { get: None, .. });
            if descriptor.is_data() && !hidden {
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
            let result = match vm.run_flow(flow).await {
                Err(raised) if vm.matches(&raised, &vm.types.exceptions.attribute_error) => {
                    match getattr {
                        Some(getattr) => {
                            let args = vec![name.clone()];
                            vm.run_flow(vm.call_special(&object, getattr, args)).await
                        }
                        None => Err(raised),
                    }
                }
                other => other,
            };
            result.map_err(|raised| vm.with_asked(raised, &object, &name))
        })
    }

    /// An `AttributeError` that does not say what was looked for is told.
    #[must_use]
    pub fn with_asked(&self, raised: Raised, object: &Value, name: &Value) -> Raised {
        if self.matches(&raised, &self.types.exceptions.attribute_error)
            && raised.0.field("name").is_none()
            && raised.0.field("obj").is_none()
        {
            raised.0.set_field("name", name.clone());
            raised.0.set_field("obj", object.clone());
        }
        raised
    }

    /// Does what a flow says, inside a future.
    pub async fn run_flow(&self, flow: Flow) -> PyResult {
        match flow {
            Flow::Value(value) => Ok(value),
            Flow::Call(call) => {
                let (callee, args) = *call;
                self.call(&callee, args).await
            }
            Flow::Frame(frame) => self.run_frame(frame).await,
            Flow::Future(future) => self.run_future(future).await,
            Flow::Resume(generator, with) => match self.resume(&generator, with).await {
                super::Outcome::Yield(value) => Ok(value),
                super::Outcome::Return(value) => Err(self.stop_iteration(value)),
                super::Outcome::Raise(raised) => Err(raised),
            },
            Flow::Trap(trap) => self.trap(*trap).await,
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
}

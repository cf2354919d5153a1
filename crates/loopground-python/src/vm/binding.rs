//! What becomes of an attribute found on a class: functions bind, descriptors answer.
//!
//! Not here: where attributes are looked for (`attribute`), storing them (`attribute_store`).

use super::attribute::Loaded;
use super::{Flow, PyResult, Raised, Vm};
use crate::object::{Kind, Object, Ref, Value};
use crate::types::descriptor::{PyClassMethod, PyGetSet, PyMember, PyProperty, PyStaticMethod};
use crate::types::function::PyFunction;
use crate::types::instance::PyInstance;
use crate::types::native::{Args, NativeKind, PyNative};
use crate::types::type_object::{PyType, TypeFlags};

/// Whether an object found on a class takes part in binding.
pub(super) enum Descriptor<'a> {
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
    pub(super) fn descriptor<'a>(&self, value: &'a Value) -> Descriptor<'a> {
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

    pub(super) fn bind(
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
                Some(getter) => Loaded::Flow(Flow::call(getter.clone(), [object.clone()].into())),
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
            Descriptor::GetSet(attribute) if attribute.name == "f_lineno" => {
                match crate::types::frame_methods::live_line(object) {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute)
                if matches!(attribute.name, "cr_frame" | "gi_frame" | "ag_frame") =>
            {
                match crate::types::generator_methods::live_frame(object) {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute)
                if matches!(attribute.name, "__annotations__" | "__annotate__") =>
            {
                let lazy = match attribute.name {
                    "__annotations__" => self.lazy_annotations(object),
                    _ => None,
                };
                match lazy.or_else(|| self.wrapped_annotations(object, attribute.name)) {
                    Some(flow) => Loaded::Flow(flow),
                    None => Loaded::Value((attribute.getter)(self, object)?),
                }
            }
            Descriptor::GetSet(attribute) => match attribute.inner {
                Some(inner) => {
                    let inner = inner(self, object)?;
                    match self.load_attribute(&inner, &self.intern(attribute.name))? {
                        Loaded::Method(function) => {
                            Loaded::Value(self.new_bound_method(function, inner))
                        }
                        loaded => loaded,
                    }
                }
                None => Loaded::Value((attribute.getter)(self, object)?),
            },
            Descriptor::Custom { get: Some(get), .. } => {
                Loaded::Flow(self.call_special(found, get, vec![object.clone(), class.to_value()]))
            }
            Descriptor::Custom { get: None, .. } => Loaded::Value(found.clone()),
        })
    }

    pub(super) fn bind_class_method(
        &self,
        callable: &Value,
        class: &Ref<PyType>,
    ) -> PyResult<Loaded> {
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
            && native.signature().exact == args.len() + 1
            && self.fits(native, receiver)
        {
            let given = std::iter::once(receiver.clone()).chain(args);
            let slots: Vec<Option<Value>> = given.map(Some).collect();
            return match (native.def.function)(self, Args(&slots)) {
                Ok(flow) => flow,
                Err(raised) => Flow::Future(Box::pin(std::future::ready(Err(raised)))),
            };
        }
        if method.get::<PyFunction>().is_some()
            || method.get::<PyNative>().is_some_and(|native| {
                native.def.kind == NativeKind::Method && native.receiver.is_none()
            })
        {
            args.insert(0, receiver.clone());
            return Flow::call(method, args.into());
        }
        let (vm, receiver) = (self.clone(), receiver.clone());
        Flow::Future(Box::pin(async move {
            let bound = vm.bind_special(&receiver, method).await?;
            vm.call(&bound, args).await
        }))
    }

    pub(super) fn property_error(
        &self,
        property: &PyProperty,
        object: &Value,
        what: &str,
    ) -> Raised {
        let class = crate::types::type_methods::qualified_name(self, &self.class_of(object));
        let class = super::call::text(&class);
        match &*property.name.borrow() {
            // What stands for a class written in C has fields there, not properties.
            Some(name)
                if self
                    .class_of(object)
                    .has_flag(crate::types::type_object::TypeFlags::STANDS_FOR_C) =>
            {
                self.attribute_error(format!(
                    "attribute '{}' of '{class}' objects is not writable",
                    super::call::text(name)
                ))
            }
            Some(name) => self.attribute_error(format!(
                "property '{}' of '{class}' object has no {what}",
                super::call::text(name)
            )),
            None => self.attribute_error(format!("property of '{class}' object has no {what}")),
        }
    }

    pub(super) fn load_member(&self, member: &PyMember, object: &Value) -> PyResult {
        if !self.is_instance(object, &member.owner) {
            return Err(self.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                super::call::text(&member.name),
                member.owner.name(),
                self.type_name(object)
            )));
        }
        let value = match object.get::<PyInstance>() {
            Some(instance) => instance.slots.borrow().get(member.index).cloned().flatten(),
            None => object
                .as_object()
                .and_then(Object::dict)
                .and_then(|d| d.get_name(&self.hidden_slot(member))),
        };
        value.ok_or_else(|| {
            let class = crate::types::type_methods::full_name(self, &self.class_of(object));
            let class = class.strip_prefix("__main__.").unwrap_or(&class);
            let name = super::call::text(&member.name);
            let raised =
                self.attribute_error(format!("'{class}' object has no attribute '{name}'"));
            self.with_asked(raised, object, &member.name)
        })
    }

    /// Where a slot of a subclass of a builtin with another payload is kept: under a name no program can write.
    pub(super) fn hidden_slot(&self, member: &PyMember) -> Value {
        self.intern(&format!("\0slot {}", super::call::text(&member.name)))
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
}

impl Descriptor<'_> {
    /// Whether it goes before what the instance has; one that can only be set does not.
    pub(super) fn is_data_with_get(&self) -> bool {
        self.is_data() && !matches!(self, Self::Custom { get: None, .. })
    }

    pub(super) fn is_data(&self) -> bool {
        match self {
            Self::Property(_) | Self::Member(_) | Self::GetSet(_) => true,
            Self::Custom { data, .. } => *data,
            _ => false,
        }
    }
}

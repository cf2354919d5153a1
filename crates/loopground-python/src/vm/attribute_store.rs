//! Attributes set and deleted: instances, classes, slots, and the wording of refusals.
//!
//! Not here: loading (`attribute`), the caches of sites (`attribute_cache`).

use super::binding::Descriptor;
use super::{Flow, PyResult, Raised, Vm};
use crate::object::{Ref, Value};
use crate::types::descriptor::PyMember;
use crate::types::instance::PyInstance;
use crate::types::native::PyNative;
use crate::types::type_object::{PyType, TypeFlags};

impl Vm {
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
            return Err(self.attribute_error(super::call::text(&member.name)));
        }
        Ok(())
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
                        Some(function) => Ok(Some(Flow::call(function.clone(), args.into()))),
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
                            self.message_name(&attribute.owner)
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
            // Hidden slots may have made a dictionary that programs do not see.
            .filter(|_| class.has_flag(TypeFlags::HAS_DICT))
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
        let (class, name_text) = (self.type_name(object), super::call::text(name));
        let raised = if exists {
            self.attribute_error(format!(
                "'{class}' object attribute '{name_text}' is read-only"
            ))
        } else if delete && self.class_of(object).has_flag(TypeFlags::HAS_DICT) {
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
                self.message_name(class)
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
}

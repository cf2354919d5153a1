//! The caches of attribute sites: what was found last time, and whether it still holds.
//!
//! Not here: the look-up they spare (`attribute`, `attribute_store`).

use super::Vm;
use super::attribute::Loaded;
use super::binding::Descriptor;
use crate::code::Cache;
use crate::object::{Kind, Value};
use crate::types::instance::PyInstance;
use crate::types::module::PyModule;
use crate::types::type_object::TypeFlags;

/// What a site's cache holds.
mod state {
    pub const EMPTY: u8 = 0;
    pub const INSTANCE: u8 = 1;
    pub const METHOD: u8 = 2;
    pub const CLASS_VALUE: u8 = 3;
    pub const SLOT: u8 = 4;
    pub const MODULE: u8 = 5;
}

impl Vm {
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

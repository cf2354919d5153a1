//! The caches of attribute sites: what was found last time, and whether it still holds.
//!
//! Not here: the look-up they spare (`attribute`, `attribute_store`).

use super::attribute::Loaded;
use super::binding::Descriptor;
use super::frame::{Deliver, Frame};
use super::{Flow, PyResult, Vm};
use crate::code::{Cache, Instruction, PyCode};
use crate::object::{Kind, Ref, Value};
use crate::types::descriptor::PyTupleGetter;
use crate::types::function::PyFunction;
use crate::types::instance::PyInstance;
use crate::types::module::PyModule;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};

/// What a site's cache holds.
mod state {
    pub const EMPTY: u8 = 0;
    pub const INSTANCE: u8 = 1;
    pub const METHOD: u8 = 2;
    pub const CLASS_VALUE: u8 = 3;
    pub const SLOT: u8 = 4;
    pub const MODULE: u8 = 5;
    /// A property whose getter is a Python function.
    pub const PROPERTY: u8 = 6;
    /// A class method, found through an instance.
    pub const CLASS_METHOD: u8 = 7;
    /// A named tuple's field.
    pub const TUPLE_ITEM: u8 = 8;
    /// Found on the object itself, which is a class: a value, or a class method to be called with it.
    pub const OF_CLASS: u8 = 9;
    pub const METHOD_OF_CLASS: u8 = 10;
}

/// What a site's cache gives.
pub enum Cached {
    Value(Value),
    /// To be called with the object as first argument.
    Method(Value),
    /// To be called with another first argument: the class, for a class method.
    MethodOf(Value, Value),
    /// A property's getter: a function that takes the object.
    Getter(Ref<PyFunction>),
}

/// What `LOAD_ATTR` came to.
pub(super) enum Site {
    /// Everything is on the stack.
    Loaded,
    /// A property's getter is to be called with the object.
    Getter(Ref<PyFunction>, Value),
    /// Takes a call, whose result is to be pushed (and a NULL after it, when the attribute is to be called).
    Flow(Flow),
}

/// `LOAD_ATTR` of what an instance or its class has, where the site's cache tells; otherwise nothing was changed.
#[inline(always)]
pub(super) fn quick_load(frame: &mut Frame, code: &PyCode, instruction: Instruction) -> bool {
    let cache = &code.caches[usize::from(instruction.b)];
    let known = cache.state.get();
    if known != state::INSTANCE && known != state::METHOD {
        return false;
    }
    let Some(object) = frame.peek(1).as_object() else {
        return false;
    };
    if object.class().version.get() != cache.version.get() {
        return false;
    }
    let name = &code.names[instruction.arg as usize];
    let for_call = instruction.a != 0;
    let value = if known == state::INSTANCE {
        object.dict_entry(cache.place.get() as usize, name)
    } else if for_call && !object.dict_has(name) {
        cache.value.borrow().clone()
    } else {
        None
    };
    let Some(value) = value else { return false };
    let top = frame.slots.len() - 1;
    let object = frame.slots[top].replace(value);
    if known == state::METHOD {
        frame.slots.push(object);
    } else {
        drop(object);
        if for_call {
            frame.slots.push(None);
        }
    }
    true
}

/// `LOAD_ATTR` where [`quick_load`] did nothing.
pub(super) fn load(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> PyResult<Site> {
    let name = &code.names[instruction.arg as usize];
    let cache = &code.caches[usize::from(instruction.b)];
    let object = frame.pop();
    let for_call = instruction.a != 0;
    match vm.cached_attribute(cache, &object, name) {
        Some(Cached::Value(value)) => {
            frame.push(value);
            if for_call {
                frame.slots.push(None);
            }
        }
        Some(Cached::Method(function)) => push_method(vm, frame, function, object, for_call),
        Some(Cached::MethodOf(function, receiver)) => {
            push_method(vm, frame, function, receiver, for_call);
        }
        Some(Cached::Getter(function)) => return Ok(Site::Getter(function, object)),
        None => {
            vm.remember_attribute(cache, &object, name);
            match vm.load_attribute(&object, name)? {
                Loaded::Value(value) => {
                    frame.push(value);
                    if for_call {
                        frame.slots.push(None);
                    }
                }
                Loaded::Method(function) => push_method(vm, frame, function, object, for_call),
                Loaded::Flow(flow) => return Ok(Site::Flow(flow)),
            }
        }
    }
    Ok(Site::Loaded)
}

/// `STORE_ATTR` of an attribute that stands where it stood last time; otherwise nothing was changed.
#[inline(always)]
pub(super) fn quick_store(frame: &mut Frame, code: &PyCode, instruction: Instruction) -> bool {
    let cache = &code.caches[usize::from(instruction.b)];
    let top = frame.slots.len() - 1;
    let (value, object) = match &mut frame.slots[top - 1..] {
        [value, Some(object)] => (value, object),
        _ => return false,
    };
    let Some(target) = object.as_object() else {
        return false;
    };
    if cache.state.get() != state::INSTANCE || target.class().version.get() != cache.version.get() {
        return false;
    }
    let name = &code.names[instruction.arg as usize];
    if !target.exchange_dict_entry(cache.place.get() as usize, name, value) {
        return false;
    }
    // The old value goes first: it stands where the new one stood.
    frame.slots.truncate(top - 1);
    true
}

/// `STORE_ATTR` where [`quick_store`] did nothing: a call that remains to be done, if there is one.
pub(super) fn store(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> PyResult<Option<Flow>> {
    let name = &code.names[instruction.arg as usize];
    let cache = &code.caches[usize::from(instruction.b)];
    let object = frame.pop();
    let value = frame.pop();
    // Nothing in the class stands in the way of the attribute, wherever it stands in this instance or if it is new.
    if let Some(target) = object.as_object()
        && cache.state.get() == state::INSTANCE
        && target.class().version.get() == cache.version.get()
        && let Some(dict) = vm.ensure_instance_dict(target)
    {
        dict.set_name(name, value);
        return Ok(None);
    }
    match vm.store_attribute(&object, name, Some(value))? {
        None => vm.remember_store(cache, &object, name),
        flow => return Ok(flow),
    }
    Ok(None)
}

/// An attribute that is loaded to be called is followed by a NULL instead of a receiver.
pub(super) fn deliver_attribute(for_call: bool) -> Deliver {
    if for_call {
        Deliver::PushWithNull
    } else {
        Deliver::Push
    }
}

/// A method that is called at once is not bound before.
#[inline(always)]
fn push_method(vm: &Vm, frame: &mut Frame, function: Value, receiver: Value, for_call: bool) {
    if for_call {
        frame.push(function);
        frame.push(receiver);
    } else {
        frame.push(vm.bind_method(&function, &receiver));
    }
}

/// Whether a site may keep the value of a class: not what would be destroyed, or be part of a cycle, where the program
/// expects it. Such a value is looked up again.
fn may_be_kept(value: &Value) -> bool {
    value.as_object().is_none_or(|object| {
        matches!(
            object.kind(),
            Kind::Str | Kind::Int | Kind::Bytes | Kind::Function | Kind::Native
        )
    })
}

impl Vm {
    /// The fast path of a `LOAD_ATTR` site; `None` when its cache does not apply.
    #[inline]
    pub fn cached_attribute(&self, cache: &Cache, object: &Value, name: &Value) -> Option<Cached> {
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
                .map(Cached::Value);
        }
        if known >= state::OF_CLASS {
            let class = target.payload::<PyType>()?;
            if class.version.get() != cache.version.get()
                || target.class().version.get() != cache.second_version.get()
            {
                return None;
            }
            let value = cache.value.borrow().clone();
            let value = value.or_else(|| class.lookup(name))?;
            return Some(if known == state::OF_CLASS {
                Cached::Value(value)
            } else {
                Cached::Method(value)
            });
        }
        if target.class().version.get() != cache.version.get() {
            return None;
        }
        match known {
            state::PROPERTY => {
                let getter = cache.value.borrow();
                getter.as_ref()?.to_ref().map(Cached::Getter)
            }
            // It does not stand where it stood: `quick_load` looked.
            state::INSTANCE => None,
            state::SLOT => {
                let instance = target.payload::<PyInstance>()?;
                let value = instance
                    .slots
                    .borrow()
                    .get(cache.place.get() as usize)?
                    .clone();
                value.map(Cached::Value)
            }
            state::TUPLE_ITEM => {
                let tuple = target.payload::<PyTuple>()?;
                let item = tuple.items().get(cache.place.get() as usize);
                item.cloned().map(Cached::Value)
            }
            _ => {
                if target
                    .dict()
                    .is_some_and(|dict| dict.find_name(name).is_some())
                {
                    return None;
                }
                let value = cache.value.borrow().clone();
                let value = value.or_else(|| target.class().lookup(name))?;
                Some(match known {
                    state::METHOD => Cached::Method(value),
                    state::CLASS_METHOD => Cached::MethodOf(value, target.class().to_value()),
                    _ => Cached::Value(value),
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
        if target.kind() == Kind::Super || class.has_flag(TypeFlags::CUSTOM_GETATTR) {
            return;
        }
        if let Some(own) = target.payload::<PyType>() {
            self.remember_of_class(cache, own, &class, name);
            return;
        }
        let found = class.lookup(name);
        let (known, place, value) = match found.as_ref().map(|found| self.descriptor(found)) {
            Some(Descriptor::Member(member)) if target.kind() == Kind::Instance => {
                (state::SLOT, member.index, None)
            }
            Some(Descriptor::Property(property)) => {
                let getter = property.getter.borrow().clone();
                match getter {
                    Some(getter)
                        if getter
                            .get::<PyFunction>()
                            .is_some_and(|getter| getter.accepts(1)) =>
                    {
                        (state::PROPERTY, 0, Some(getter))
                    }
                    _ => return,
                }
            }
            Some(descriptor) if descriptor.is_data() => {
                let field = found.as_ref().and_then(Value::get::<PyTupleGetter>);
                match field {
                    Some(field) if target.kind() == Kind::Tuple => {
                        (state::TUPLE_ITEM, field.index, None)
                    }
                    _ => return,
                }
            }
            descriptor => match target.dict().and_then(|dict| dict.find_name(name)) {
                Some(place) => (state::INSTANCE, place, None),
                None => match descriptor {
                    Some(Descriptor::Method) => (state::METHOD, 0, found.clone()),
                    Some(Descriptor::Plain) => {
                        (state::CLASS_VALUE, 0, found.clone().filter(may_be_kept))
                    }
                    Some(Descriptor::Static(method)) => (
                        state::CLASS_VALUE,
                        0,
                        Some(method.callable.borrow().clone()),
                    ),
                    Some(Descriptor::Class(method))
                        if method.callable.borrow().get::<PyFunction>().is_some() =>
                    {
                        (
                            state::CLASS_METHOD,
                            0,
                            Some(method.callable.borrow().clone()),
                        )
                    }
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

    /// The same for an attribute of a class, where its metaclass has none of that name.
    fn remember_of_class(&self, cache: &Cache, class: &PyType, meta: &PyType, name: &Value) {
        if meta.lookup(name).is_some() {
            return;
        }
        let Some(found) = class.lookup(name) else {
            return;
        };
        let (known, value) = match self.descriptor(&found) {
            Descriptor::Plain => (state::OF_CLASS, Some(found.clone()).filter(may_be_kept)),
            Descriptor::Method => (state::OF_CLASS, Some(found.clone())),
            Descriptor::Static(method) => (state::OF_CLASS, Some(method.callable.borrow().clone())),
            Descriptor::Class(method) if method.callable.borrow().get::<PyFunction>().is_some() => {
                let function = method.callable.borrow().clone();
                (state::METHOD_OF_CLASS, Some(function))
            }
            _ => return,
        };
        cache.version.set(class.version());
        cache.second_version.set(meta.version());
        cache.state.set(known);
        let old = cache.value.replace(value);
        drop(old);
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

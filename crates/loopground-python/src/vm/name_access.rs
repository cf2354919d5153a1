//! Names: globals, builtins, class bodies and cells, and the errors of names without a value.
//!
//! Not here: plain locals, which `dispatch` loads itself.

use super::call::text;
use super::frame::Frame;
use super::instructions::{discard, push};
use super::outside::Next;
use super::{Flow, PyResult, Raised, Vm};
use crate::code::{Cache, Instruction, PyCode};
use crate::object::Value;
use crate::types::dict::PyDict;

/// `LOAD_GLOBAL` where its cache tells the value.
#[inline(always)]
pub(super) fn quick_global(frame: &mut Frame, code: &PyCode, instruction: Instruction) -> bool {
    let name = &code.names[instruction.arg as usize];
    let cache = &code.caches[usize::from(instruction.b)];
    let Some(value) = Vm::cached_global(cache, frame, name) else {
        return false;
    };
    frame.push(value);
    if instruction.a != 0 {
        frame.slots.push(None);
    }
    true
}

/// `LOAD_GLOBAL` without a cache; a flow where the globals or the builtins are no plain dictionary.
pub(super) fn load_global(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
) -> PyResult<Option<Flow>> {
    let name = &code.names[instruction.arg as usize];
    let cache = &code.caches[usize::from(instruction.b)];
    if let Some(flow) = vm.global_of_mapping(frame, name) {
        return Ok(Some(flow));
    }
    let value = vm.load_global(cache, frame, name)?;
    frame.push(value);
    if instruction.a != 0 {
        frame.slots.push(None);
    }
    Ok(None)
}

pub(super) fn load_name(
    vm: &Vm,
    frame: &mut Frame,
    code: &PyCode,
    instruction: Instruction,
    name: &Value,
) -> PyResult<Next> {
    let Some(namespace) = frame.namespace.clone() else {
        let value = vm.global(frame, name)?;
        frame.push(value);
        return Ok(Next::Continue);
    };
    if let Some(dict) = namespace.get::<PyDict>()
        && vm.is_exactly(&namespace, &vm.types.dict)
    {
        let cache: &Cache = &code.caches[usize::from(instruction.b)];
        let value = match dict.value_if_key(cache.place.get() as usize, name) {
            Some(value) => value,
            None => match dict.find_name(name) {
                Some(place) => {
                    cache.place.set(place as u32);
                    dict.value_at(place)
                }
                None => vm.global(frame, name)?,
            },
        };
        frame.push(value);
        return Ok(Next::Continue);
    }
    let fallback = vm.global(frame, name);
    Ok(push(lookup_in_mapping(
        vm,
        namespace,
        name.clone(),
        fallback,
    )))
}

/// A name in a namespace that is any mapping; only a missing key uses the fallback.
pub(super) fn lookup_in_mapping(
    vm: &Vm,
    namespace: Value,
    name: Value,
    fallback: PyResult,
) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        match vm.get_item(&namespace, &name).await {
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.key_error) => fallback,
            other => other,
        }
    }))
}

pub(super) fn store_name(
    vm: &Vm,
    frame: &mut Frame,
    name: &Value,
    value: Option<Value>,
) -> PyResult<Next> {
    let namespace = match &frame.namespace {
        Some(namespace) => namespace.clone(),
        None => frame.globals.to_value(),
    };
    if let Some(dict) = namespace.get::<PyDict>()
        && vm.is_exactly(&namespace, &vm.types.dict)
    {
        match value {
            Some(value) => dict.set_name(name, value),
            None => {
                if dict.remove_name(name).is_none() {
                    return Err(vm.undefined_name(name));
                }
            }
        }
        return Ok(Next::Continue);
    }
    let delete = value.is_none();
    let flow = vm.store_subscript(&namespace, name, value)?;
    if !delete {
        return Ok(discard(flow));
    }
    let (vm, name) = (vm.clone(), name.clone());
    Ok(discard(Flow::Future(Box::pin(async move {
        match vm.run_flow(flow).await {
            Err(raised) if vm.matches(&raised, &vm.types.exceptions.key_error) => {
                Err(vm.undefined_name(&name))
            }
            other => other,
        }
    }))))
}

impl Vm {
    /// `UnboundLocalError` for a local variable without a value.
    pub(super) fn unbound_local(&self, code: &PyCode, slot: u32) -> Raised {
        let name = &code.variables[slot as usize];
        // Unlike a NameError's, its `name` stays None.
        self.raise(
            &self.types.exceptions.unbound_local_error,
            format!(
                "cannot access local variable '{}' where it is not associated with a value",
                text(name)
            ),
        )
    }

    /// The same for a variable in a cell: of this function, or free in it.
    pub(super) fn unbound_deref(&self, code: &PyCode, slot: u32) -> Raised {
        let free_from = code.variables.len() - code.free;
        if (slot as usize) < free_from {
            return self.unbound_local(code, slot);
        }
        let name = &code.variables[slot as usize];
        let raised = self.name_error(format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            text(name)
        ));
        raised.0.set_field("name", name.clone());
        raised
    }

    /// A global or builtin variable.
    pub(super) fn global(&self, frame: &Frame, name: &Value) -> PyResult {
        if let Some(value) = frame.globals.get_name(name) {
            return Ok(value);
        }
        frame
            .builtins(self)
            .get_name(name)
            .ok_or_else(|| self.undefined_name(name))
    }

    /// A global variable when the globals are of a class of the program that answers for missing keys.
    pub(super) fn global_of_mapping(&self, frame: &Frame, name: &Value) -> Option<Flow> {
        let class = frame.globals.object().class();
        if class.ptr_eq(&self.types.dict) || class.lookup(&self.names.__missing__).is_none() {
            return None;
        }
        let globals = frame.globals.to_value();
        let fallback = frame.builtins(self).get_name(name);
        let fallback = fallback.ok_or_else(|| self.undefined_name(name));
        Some(lookup_in_mapping(self, globals, name.clone(), fallback))
    }

    /// A builtin by name.
    pub fn builtin(&self, name: &Value) -> PyResult {
        self.builtins
            .get_name(name)
            .ok_or_else(|| self.undefined_name(name))
    }

    /// The fast path of `LOAD_GLOBAL`: the entry stands where it stood, in globals, or in builtins while no
    /// global of that name has come since.
    #[inline(always)]
    pub(super) fn cached_global(cache: &Cache, frame: &Frame, name: &Value) -> Option<Value> {
        let dict = match cache.state.get() {
            1 => &frame.globals,
            2 if cache.version.get() == frame.globals.version() => {
                &frame.function.as_ref()?.builtins
            }
            _ => return None,
        };
        dict.value_if_key(cache.place.get() as usize, name)
    }

    /// `LOAD_GLOBAL` without a cache; remembers where it found the value.
    pub(super) fn load_global(&self, cache: &Cache, frame: &Frame, name: &Value) -> PyResult {
        if let Some(place) = frame.globals.find_name(name) {
            cache.state.set(1);
            cache.place.set(place as u32);
            return Ok(frame.globals.value_at(place));
        }
        if let Some(function) = &frame.function
            && let Some(place) = function.builtins.find_name(name)
        {
            cache.version.set(frame.globals.version());
            cache.state.set(2);
            cache.place.set(place as u32);
            return Ok(function.builtins.value_at(place));
        }
        self.global(frame, name)
    }
}

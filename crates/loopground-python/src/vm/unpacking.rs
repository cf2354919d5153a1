//! Unpacking, `**` mappings being merged, and items being stored.
//!
//! Not here: iteration itself (`iteration`).

use super::call::text;
use super::frame::Frame;
use super::instructions::discard;
use super::outside::Next;
use super::{Flow, PyResult, Vm};
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;

pub(super) fn store_subscript(
    vm: &Vm,
    container: &Value,
    key: &Value,
    value: Value,
) -> PyResult<Next> {
    if let Some(list) = container.get::<PyList>()
        && let Some(index) = key.as_small_int()
        && vm.is_exactly(container, &vm.types.list)
    {
        let mut items = list.items_mut();
        let index = if index < 0 {
            index + items.len() as i64
        } else {
            index
        };
        if let Some(slot) = usize::try_from(index)
            .ok()
            .and_then(|index| items.get_mut(index))
        {
            let old = std::mem::replace(slot, value);
            drop(items);
            drop(old);
            return Ok(Next::Continue);
        }
        drop(items);
        return Err(vm.index_error("list assignment index out of range"));
    }
    if let Some(dict) = container.get::<PyDict>()
        && vm.has_method_of_dict(&vm.class_of(container), &vm.names.__setitem__)
    {
        return match vm.quick_dict_set(dict, key, value) {
            Ok(()) => Ok(Next::Continue),
            Err(value) => Ok(discard(vm.store_subscript(container, key, Some(value))?)),
        };
    }
    Ok(discard(vm.store_subscript(container, key, Some(value))?))
}

/// Copies a plain dictionary into an empty one, when all its keys are strings; `false`: nothing was done.
pub(super) fn quick_merge(vm: &Vm, dict: &PyDict, mapping: &Value) -> bool {
    let Some(source) = mapping.get::<PyDict>() else {
        return false;
    };
    if !dict.is_empty() || !vm.is_exactly(mapping, &vm.types.dict) {
        return false;
    }
    let items = source.snapshot();
    if !items
        .iter()
        .all(|(key, _)| vm.is_exactly(key, &vm.types.str))
    {
        return false;
    }
    for (key, value) in items {
        // Strings need no Python code to be found.
        let _ = vm.quick_dict_set(dict, &key, value);
    }
    true
}

pub(super) async fn merge_dict(
    vm: Vm,
    dict: Ref<PyDict>,
    mapping: Value,
    callee: Option<Value>,
) -> PyResult {
    let is_mapping =
        mapping.get::<PyDict>().is_some() || vm.class_of(&mapping).lookup(&vm.names.keys).is_some();
    if !is_mapping {
        return Err(match &callee {
            Some(callee) => vm.type_error(format!(
                "{} argument after ** must be a mapping, not {}",
                callee_text(&vm, callee).await,
                vm.type_name(&mapping)
            )),
            None => vm.type_error(format!(
                "'{}' object is not a mapping",
                vm.type_name(&mapping)
            )),
        });
    }
    for (key, value) in vm.mapping_items(&mapping).await? {
        if let Some(callee) = &callee {
            if key.get::<PyStr>().is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            if vm.dict_get(&dict, &key).await?.is_some() {
                return Err(vm.type_error(format!(
                    "{} got multiple values for keyword argument '{}'",
                    callee_text(&vm, callee).await,
                    text(&key)
                )));
            }
        }
        vm.dict_set(&dict, &key, value).await?;
    }
    Ok(Value::none())
}

/// How a callee is named in messages about its arguments: `module.name()`, or as it is shown when it has no name.
pub(super) async fn callee_text(vm: &Vm, callee: &Value) -> String {
    match callee_name(vm, callee) {
        Some(name) => name,
        None => match vm.str(callee).await {
            Ok(shown) => text(&shown),
            Err(_) => format!("{} object", vm.type_name(callee)),
        },
    }
}

fn callee_name(vm: &Vm, callee: &Value) -> Option<String> {
    if let Some(function) = callee.get::<crate::types::function::PyFunction>() {
        let module = text(&function.module.borrow());
        return Some(format!("{module}.{}()", text(&function.qualname.borrow())));
    }
    if let Some(method) = callee.get::<crate::types::function::PyBoundMethod>() {
        return callee_name(vm, &method.function);
    }
    if let Some(native) = callee.get::<crate::types::native::PyNative>() {
        let module = native.module.as_ref().map(text);
        let place = match (&native.owner, module) {
            (Some(owner), _) => format!("{}.", owner.name()),
            (None, Some(module)) if module != "builtins" => format!("{module}."),
            _ => String::new(),
        };
        return Some(format!("{place}{}()", native.def.name));
    }
    if let Some(class) = callee.get::<PyType>() {
        let module = class.dict.get_name(&vm.names.__module__).map(|m| text(&m));
        return Some(match module {
            Some(module) => format!("{module}.{}()", class.name()),
            None => format!("{}()", class.name()),
        });
    }
    None
}

pub(super) fn unpack_sequence(vm: &Vm, frame: &mut Frame, wanted: usize) -> PyResult<Next> {
    let value = frame.pop();
    if let Some(tuple) = value.get::<PyTuple>()
        && tuple.items().len() == wanted
        && vm.is_exactly(&value, &vm.types.tuple)
    {
        for item in tuple.items().iter().rev() {
            frame.push(item.clone());
        }
        return Ok(Next::Continue);
    }
    if let Some(items) = vm.quick_items(&value) {
        if items.len() != wanted {
            let got = items.len();
            return Err(if got > wanted {
                vm.value_error(format!(
                    "too many values to unpack (expected {wanted}, got {got})"
                ))
            } else {
                vm.value_error(format!(
                    "not enough values to unpack (expected {wanted}, got {got})"
                ))
            });
        }
        for item in items.into_iter().rev() {
            frame.push(item);
        }
        return Ok(Next::Continue);
    }
    let vm = vm.clone();
    Ok(discard(Flow::Future(Box::pin(async move {
        let iterator = vm.iter_for_unpacking(&value).await?;
        let mut items = Vec::with_capacity(wanted);
        for got in 0..wanted {
            match vm.next(&iterator).await? {
                Some(item) => items.push(item),
                None => {
                    return Err(vm.value_error(format!(
                        "not enough values to unpack (expected {wanted}, got {got})"
                    )));
                }
            }
        }
        if vm.next(&iterator).await?.is_some() {
            let got = vm
                .quick_length(&value)
                .or_else(|| value.get::<PyDict>().map(PyDict::len));
            let got = got.map_or_else(String::new, |got| format!(", got {got}"));
            return Err(vm.value_error(format!(
                "too many values to unpack (expected {wanted}{got})"
            )));
        }
        vm.with_frames(move |_, thread| {
            let frame = thread.top_frame().expect("the frame that unpacks");
            for item in items.into_iter().rev() {
                frame.push(item);
            }
            Ok(Value::none())
        })
        .await
    }))))
}

pub(super) fn push_unpacked(
    vm: &Vm,
    frame: &mut Frame,
    mut items: Vec<Value>,
    before: usize,
    after: usize,
) -> PyResult<()> {
    if items.len() < before + after {
        return Err(vm.value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        )));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    for item in tail.into_iter().rev() {
        frame.push(item);
    }
    frame.push(vm.new_list(middle));
    for item in items.into_iter().rev() {
        frame.push(item);
    }
    Ok(())
}

impl Vm {
    async fn iter_for_unpacking(&self, value: &Value) -> PyResult {
        let class = self.class_of(value).clone();
        if class.lookup(&self.names.__iter__).is_none()
            && class.lookup(&self.names.__getitem__).is_none()
        {
            return Err(self.type_error(format!(
                "cannot unpack non-iterable {} object",
                class.name()
            )));
        }
        self.iter(value).await
    }

    pub(super) async fn collect_for_unpacking(&self, value: &Value) -> PyResult<Vec<Value>> {
        let iterator = self.iter_for_unpacking(value).await?;
        self.collect(&iterator).await
    }
}

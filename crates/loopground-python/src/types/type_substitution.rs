//! Type variables in the arguments of generic types: finding them, putting types in their place, showing types.

use super::generic_alias::{PyGenericAlias, items};
use super::list::PyList;
use super::tuple::PyTuple;
use super::type_object::PyType;
use super::union::PyUnion;
use crate::object::Value;
use crate::vm::{PyResult, Vm};

/// How a type is named inside an alias or a union.
pub async fn shown(vm: &Vm, value: &Value) -> PyResult<String> {
    if value.is(&vm.types.ellipsis) {
        return Ok("...".to_owned());
    }
    if value.is(&vm.types.none.to_value()) || value.is_none() {
        return Ok("None".to_owned());
    }
    if let Some(class) = value.to_ref::<PyType>() {
        return Ok(super::type_methods::full_name(vm, &class));
    }
    if value.get::<PyGenericAlias>().is_some() || value.get::<PyUnion>().is_some() {
        return vm.repr_text(value).await;
    }
    if value.get::<PyList>().is_some() {
        let inner = vm.quick_items(value).unwrap_or_default();
        let mut parts = Vec::new();
        for item in inner {
            parts.push(Box::pin(shown(vm, &item)).await?);
        }
        return Ok(format!("[{}]", parts.join(", ")));
    }
    let attribute = async |name: &str| -> PyResult<Option<Value>> {
        let found = vm.get_attribute_opt(value, &vm.intern(name)).await?;
        Ok(found.filter(|found| !found.is_none()))
    };
    if attribute("__origin__").await?.is_some() && attribute("__args__").await?.is_some() {
        return vm.repr_text(value).await;
    }
    match (
        attribute("__qualname__").await?,
        attribute("__module__").await?,
    ) {
        (Some(name), Some(module)) => {
            let (name, module) = (vm.str_text(&name).await?, vm.str_text(&module).await?);
            Ok(if module == "builtins" {
                name
            } else {
                format!("{module}.{name}")
            })
        }
        _ => vm.repr_text(value).await,
    }
}

/// Lists of lists in arguments are followed as deep as this.
const DEEPEST: usize = 400;

/// The type variables in arguments, in order of appearance.
pub fn parameters(vm: &Vm, args: &Value) -> PyResult<Vec<Value>> {
    let mut found = Vec::new();
    find_parameters(vm, args, &mut found, 0)?;
    Ok(found)
}

fn find_parameters(vm: &Vm, args: &Value, found: &mut Vec<Value>, depth: usize) -> PyResult<()> {
    if depth > DEEPEST {
        return Err(vm.recursion_error("maximum recursion depth exceeded"));
    }
    let add = |found: &mut Vec<Value>, value: Value| {
        if !found.iter().any(|known| known.is(&value)) {
            found.push(value);
        }
    };
    for item in vm.quick_items(args).unwrap_or_default() {
        if item.get::<PyType>().is_some() {
            continue;
        }
        let subst = vm.intern("__typing_subst__");
        if vm.class_of(&item).lookup(&subst).is_some() {
            add(found, item);
        } else if item.get::<PyTuple>().is_some() || item.get::<PyList>().is_some() {
            find_parameters(vm, &item, found, depth + 1)?;
        } else if let Some(alias) = item.get::<PyGenericAlias>() {
            find_parameters(vm, &alias.args, found, depth + 1)?;
        } else if let Some(union) = item.get::<PyUnion>() {
            find_parameters(vm, &union.args, found, depth + 1)?;
        } else if let Some(dict) = item.as_object().and_then(|object| vm.instance_dict(object))
            && let Some(own) = dict.get_name(&vm.intern("__parameters__"))
        {
            for parameter in items(&own) {
                add(found, parameter);
            }
        }
    }
    Ok(())
}

/// What `*tuple[int, str]` unpacks to; `None` for what is no such thing.
async fn unpacked_args(vm: &Vm, value: &Value) -> PyResult<Option<Vec<Value>>> {
    if let Some(alias) = value.get::<PyGenericAlias>() {
        let unpacks = alias.starred && alias.origin.is(&vm.types.tuple.to_value());
        return Ok(unpacks.then(|| items(&alias.args)));
    }
    let name = vm.intern("__typing_unpacked_tuple_args__");
    let found = vm.get_attribute_opt(value, &name).await?;
    Ok(found
        .filter(|found| found.get::<PyTuple>().is_some())
        .map(|found| items(&found)))
}

/// The key of a subscription as a list, with unpacked tuples of known length laid open.
async fn laid_open(vm: &Vm, key: &Value) -> PyResult<Vec<Value>> {
    let given = match key.get::<PyTuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![key.clone()],
    };
    let mut out = Vec::new();
    for item in given {
        if item.get::<PyType>().is_none()
            && let Some(inner) = unpacked_args(vm, &item).await?
            && !inner.last().is_some_and(|last| last.is(&vm.types.ellipsis))
        {
            out.extend(inner);
        } else {
            out.push(item);
        }
    }
    Ok(out)
}

/// `args` with what `key` gives in the place of the type variables `wanted`; `whole` is the type they are arguments of.
pub async fn substitute(
    vm: &Vm,
    whole: &Value,
    args: &Value,
    wanted: &[Value],
    key: Value,
) -> PyResult<Vec<Value>> {
    if wanted.is_empty() {
        let shown = vm.repr_text(whole).await?;
        return Err(vm.type_error(format!("{shown} is not a generic class")));
    }
    let mut given = laid_open(vm, &key).await?;
    let prepare = vm.intern("__typing_prepare_subst__");
    for parameter in wanted {
        if let Some(prepare) = vm
            .get_attribute_opt(parameter, &prepare)
            .await?
            .filter(|found| !found.is_none())
        {
            let prepared = vm
                .call(&prepare, [whole.clone(), vm.new_tuple(given)])
                .await?;
            given = vm.collect(&prepared).await?;
        }
    }
    if given.len() != wanted.len() {
        let word = if given.len() > wanted.len() {
            "many"
        } else {
            "few"
        };
        let shown = vm.repr_text(whole).await?;
        return Err(vm.type_error(format!(
            "Too {word} arguments for {shown}; actual {}, expected {}",
            given.len(),
            wanted.len()
        )));
    }
    replaced(vm, whole, args, wanted, &given).await
}

async fn replaced(
    vm: &Vm,
    whole: &Value,
    args: &Value,
    wanted: &[Value],
    given: &[Value],
) -> PyResult<Vec<Value>> {
    let (is_unpacked, subst) = (
        vm.intern("__typing_is_unpacked_typevartuple__"),
        vm.intern("__typing_subst__"),
    );
    let mut out = Vec::new();
    for item in vm.quick_items(args).unwrap_or_default() {
        if item.get::<PyType>().is_some() {
            out.push(item);
            continue;
        }
        if item.get::<PyTuple>().is_some() || item.get::<PyList>().is_some() {
            let inner = Box::pin(replaced(vm, whole, &item, wanted, given)).await?;
            out.push(if item.get::<PyList>().is_some() {
                vm.new_list(inner)
            } else {
                vm.new_tuple(inner)
            });
            continue;
        }
        let unpack = match vm.get_attribute_opt(&item, &is_unpacked).await? {
            Some(flag) => vm.truth(&flag).await?,
            None => false,
        };
        let new = match vm
            .get_attribute_opt(&item, &subst)
            .await?
            .filter(|found| !found.is_none())
        {
            Some(subst) => {
                let place = wanted.iter().position(|one| one.is(&item));
                match place.and_then(|place| given.get(place)) {
                    Some(value) => vm.call(&subst, [value.clone()]).await?,
                    None => item,
                }
            }
            None => inside(vm, item, wanted, given).await?,
        };
        if unpack {
            if new.get::<PyTuple>().is_none() {
                return Err(vm.type_error(format!(
                    "expected __typing_subst__ of {} objects to return a tuple, not {}",
                    vm.class_name(whole),
                    vm.class_name(&new)
                )));
            }
            out.extend(items(&new));
        } else {
            out.push(new);
        }
    }
    Ok(out)
}

/// A generic type among the arguments, with its own type variables replaced.
async fn inside(vm: &Vm, item: Value, wanted: &[Value], given: &[Value]) -> PyResult {
    let name = vm.intern("__parameters__");
    let Some(own) = vm.get_attribute_opt(&item, &name).await? else {
        return Ok(item);
    };
    let own = items(&own);
    if own.is_empty() {
        return Ok(item);
    }
    let mut key = Vec::new();
    for parameter in own {
        let place = wanted.iter().position(|one| one.is(&parameter));
        match place.and_then(|place| given.get(place)) {
            Some(value)
                if value.get::<PyTuple>().is_some()
                    && vm.class_of(&parameter).lookup(&vm.names.__iter__).is_some() =>
            {
                key.extend(items(value));
            }
            Some(value) => key.push(value.clone()),
            None => key.push(parameter),
        }
    }
    vm.get_item(&item, &vm.new_tuple(key)).await
}

//! Iterating: `iter`, `next`, `aiter`, `anext`, `len`, `sorted`, `any`, `all`.

use crate::object::{Ref, Value};
use crate::types::list::PyList;
use crate::types::list_sort::sort_values;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("len", "(obj, /)", len).doc("Return the number of items in a container."),
    NativeDef::function("iter", "(object, sentinel=<unrepresentable>, /)", iter)
        .doc("Get an iterator from an object."),
    NativeDef::function("next", "(iterator, default=<unrepresentable>, /)", next)
        .doc("Return the next item from the iterator."),
    NativeDef::function("aiter", "(async_iterable, /)", aiter)
        .doc("Return an AsyncIterator for an AsyncIterable object."),
    NativeDef::function("anext", "(aiterator, default=<unrepresentable>, /)", anext)
        .doc("Return the next item from the async iterator."),
    NativeDef::function(
        "sorted",
        "(iterable, /, *, key=None, reverse=False)",
        sorted,
    )
    .doc("Return a new list containing all items from the iterable in ascending order."),
    NativeDef::function("any", "(iterable, /)", any)
        .doc("Return True if bool(x) is True for any x in the iterable."),
    NativeDef::function("all", "(iterable, /)", all)
        .doc("Return True if bool(x) is True for all values x in the iterable."),
];

fn len(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(length) = vm.native_length(args.get(0)) {
        return Ok(Value::int(length as i64).into());
    }
    let (vm, value) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { Ok(Value::int(vm.length(&value).await? as i64)) })
}

fn iter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(sentinel) = args.opt(1) else {
        return vm.iter_flow(args.get(0));
    };
    let callable = args.get(0);
    if !super::attributes::is_callable(vm, callable) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    let (callable, sentinel) = (callable.clone(), sentinel.clone());
    Ok(crate::types::iterators::callable_iterator(vm, callable, sentinel).into())
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    use crate::types::iterator::Step;
    let (iterator, default) = (args.get(0), args.opt(1));
    match vm.next_quick(iterator)? {
        Step::Item(value) => return Ok(value.into()),
        Step::Done => {
            return match default {
                Some(default) => Ok(default.clone().into()),
                None => Err(vm.stop_iteration(Value::none())),
            };
        }
        Step::Slow => {}
    }
    let flow = vm.next_flow(iterator)?;
    let Some(default) = default.cloned() else {
        return Ok(flow);
    };
    let vm = vm.clone();
    Vm::future(async move {
        let result = vm.run_flow(flow).await;
        let found = vm.catch(result, &vm.types.exceptions.stop_iteration)?;
        Ok(found.unwrap_or(default))
    })
}

fn aiter(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, iterable) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let class = vm.class_of(&iterable).clone();
        let method = class.lookup(&vm.names.__aiter__);
        let Some(method) = method.filter(|method| !method.is_none()) else {
            return Err(vm.type_error(format!(
                "'{}' object is not an async iterable",
                class.name()
            )));
        };
        let iterator = vm
            .run_flow(vm.call_special(&iterable, method, vec![]))
            .await?;
        if vm.class_of(&iterator).lookup(&vm.names.__anext__).is_none() {
            return Err(vm.type_error(format!(
                "aiter() returned not an async iterator of type '{}'",
                vm.class_name(&iterator)
            )));
        }
        Ok(iterator)
    })
}

fn anext(vm: &Vm, args: Args<'_>) -> NativeResult {
    crate::types::async_generator::anext_builtin(vm, args.get(0), args.opt(1).cloned())
}

fn sorted(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, iterable) = (vm.clone(), args.get(0).clone());
    let key = args.opt(1).filter(|key| !key.is_none()).cloned();
    let reverse = args.opt(2).cloned();
    Vm::future(async move {
        let reverse = match reverse {
            Some(reverse) => vm.truth(&reverse).await?,
            None => false,
        };
        let items = vm.collect(&iterable).await?;
        let (items, result) = sort_values(&vm, items, key.as_ref(), reverse).await;
        result?;
        let sorted = PyList::default();
        sorted.extend(items);
        Ok(Ref::new(sorted, &vm.types.list).into_value())
    })
}

/// Looks for the first item whose truth is `wanted`.
fn find(vm: &Vm, args: Args<'_>, wanted: bool) -> NativeResult {
    let iterable = args.get(0);
    let items = vm.quick_items(iterable);
    if let Some(items) = &items {
        let mut known = true;
        for item in items {
            match vm.quick_truth(item) {
                Some(truth) if truth == wanted => return Ok(Value::bool(wanted).into()),
                Some(_) => {}
                None => {
                    known = false;
                    break;
                }
            }
        }
        if known {
            return Ok(Value::bool(!wanted).into());
        }
    }
    let (vm, iterable) = (vm.clone(), iterable.clone());
    Vm::future(async move {
        let iterator = vm.iter(&iterable).await?;
        while let Some(item) = vm.next(&iterator).await? {
            if vm.truth(&item).await? == wanted {
                return Ok(Value::bool(wanted));
            }
        }
        Ok(Value::bool(!wanted))
    })
}

fn any(vm: &Vm, args: Args<'_>) -> NativeResult {
    find(vm, args, true)
}

fn all(vm: &Vm, args: Args<'_>) -> NativeResult {
    find(vm, args, false)
}

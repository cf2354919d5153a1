//! `min` and `max`.

use crate::object::Value;
use crate::types::native::{Args, NativeDef};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("min", "(*args, key=None, default=<unrepresentable>)", min)
        .doc("Return the smallest item of an iterable or of two or more arguments."),
    NativeDef::function("max", "(*args, key=None, default=<unrepresentable>)", max)
        .doc("Return the biggest item of an iterable or of two or more arguments."),
];

fn min(vm: &Vm, args: Args<'_>) -> NativeResult {
    extreme(vm, args, "min", Comparison::Lt)
}

fn max(vm: &Vm, args: Args<'_>) -> NativeResult {
    extreme(vm, args, "max", Comparison::Gt)
}

/// The first item that no later one beats; `None` when a comparison needs Python code.
fn quick(vm: &Vm, items: &[Value], op: Comparison) -> Option<Value> {
    let (mut best, rest) = items.split_first()?;
    for item in rest {
        if vm.quick_compare(op, item, best)? {
            best = item;
        }
    }
    Some(best.clone())
}

fn extreme(vm: &Vm, args: Args<'_>, name: &'static str, op: Comparison) -> NativeResult {
    let given = args.rest(0);
    let key = args.opt(1).filter(|key| !key.is_none());
    let default = args.opt(2).cloned();
    if given.is_empty() {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if given.len() > 1 && default.is_some() {
        return Err(vm.type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        )));
    }
    let items = match given {
        [iterable] => vm.quick_items(iterable),
        many => Some(many.to_vec()),
    };
    if let (None, Some(items)) = (key, &items)
        && let Some(best) = quick(vm, items, op)
    {
        return Ok(best.into());
    }
    let (vm, iterable, key) = (vm.clone(), given[0].clone(), key.cloned());
    Vm::future(async move {
        let mut best: Option<(Value, Value)> = None;
        if let Some(items) = items {
            for item in items {
                vm.charge(1).await?;
                consider(&vm, &mut best, item, key.as_ref(), op).await?;
            }
        } else {
            let iterator = vm.iter(&iterable).await?;
            while let Some(item) = vm.next(&iterator).await? {
                consider(&vm, &mut best, item, key.as_ref(), op).await?;
            }
        }
        match (best, default) {
            (Some((_, best)), _) => Ok(best),
            (None, Some(default)) => Ok(default),
            (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
        }
    })
}

/// Takes an item (with its key) when it beats the best so far.
async fn consider(
    vm: &Vm,
    best: &mut Option<(Value, Value)>,
    item: Value,
    key: Option<&Value>,
    op: Comparison,
) -> PyResult<()> {
    let value = match key {
        Some(key) => vm.call(key, [item.clone()]).await?,
        None => item.clone(),
    };
    let better = match best {
        None => true,
        Some((known, _)) => vm.compare(op, &value, known).await?,
    };
    if better {
        *best = Some((value, item));
    }
    Ok(())
}

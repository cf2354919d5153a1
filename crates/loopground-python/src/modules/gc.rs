//! `gc`: the cycle collector's handle.
//!
//! Not here: generations (there is one), the thresholds' effect and the debug flags' output.

use std::cell::{Cell, RefCell};

use crate::object::{Ref, Value, gc as collector};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Vm};

struct State {
    enabled: Cell<bool>,
    threshold: RefCell<[i64; 3]>,
    debug: Cell<i64>,
    collections: Cell<i64>,
    collected: Cell<i64>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            enabled: Cell::new(true),
            threshold: RefCell::new([2000, 10, 10]),
            debug: Cell::new(0),
            collections: Cell::new(0),
            collected: Cell::new(0),
        }
    }
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("collect", "(generation=2)", collect),
    NativeDef::function("enable", "()", enable),
    NativeDef::function("disable", "()", disable),
    NativeDef::function("isenabled", "()", is_enabled),
    NativeDef::function("get_count", "()", get_count),
    NativeDef::function("get_objects", "(generation=None)", get_objects),
    NativeDef::function("get_referrers", "(*objs)", get_referrers),
    NativeDef::function("get_referents", "(*objs)", get_referents),
    NativeDef::function("get_threshold", "()", get_threshold),
    NativeDef::function(
        "set_threshold",
        "(threshold0, threshold1=10, threshold2=0, /)",
        set_threshold,
    ),
    NativeDef::function("get_debug", "()", get_debug),
    NativeDef::function("set_debug", "(flags, /)", set_debug),
    NativeDef::function("get_stats", "()", get_stats),
    NativeDef::function("is_tracked", "(obj, /)", is_tracked),
    NativeDef::function("is_finalized", "(obj, /)", is_finalized),
    NativeDef::function("freeze", "()", nothing),
    NativeDef::function("unfreeze", "()", nothing),
    NativeDef::function("get_freeze_count", "()", zero),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "gc", FUNCTIONS);
    dict.set_name(&vm.intern("garbage"), vm.new_list(Vec::new()));
    dict.set_name(&vm.intern("callbacks"), vm.new_list(Vec::new()));
    for (name, flag) in [
        ("DEBUG_STATS", 1),
        ("DEBUG_COLLECTABLE", 2),
        ("DEBUG_UNCOLLECTABLE", 4),
        ("DEBUG_SAVEALL", 32),
        ("DEBUG_LEAK", 38),
    ] {
        dict.set_name(&vm.intern(name), Value::int(flag));
    }
    Ok(())
}

async fn tell(vm: &Vm, phase: &str, generation: i64, collected: i64) -> PyResult<()> {
    let Some(module) = vm.modules.get_name(&vm.intern("gc")) else {
        return Ok(());
    };
    let Some(callbacks) = vm
        .get_attribute_opt(&module, &vm.intern("callbacks"))
        .await?
    else {
        return Ok(());
    };
    for callback in vm.quick_items(&callbacks).unwrap_or_default() {
        let info = vm.new_dict();
        for (name, number) in [
            ("generation", generation),
            ("collected", collected),
            ("uncollectable", 0),
        ] {
            info.set_name(&vm.intern(name), Value::int(number));
        }
        vm.call(&callback, [vm.new_str(phase), info.into_value()])
            .await?;
    }
    Ok(())
}

fn collect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let generation = args.opt(0).and_then(Value::as_small_int).unwrap_or(2);
    if !(0..=2).contains(&generation) {
        return Err(vm.value_error("invalid generation"));
    }
    let vm = vm.clone();
    Vm::future(async move {
        tell(&vm, "start", generation, 0).await?;
        let mut total = 0;
        loop {
            let found = collector::collect();
            total = total.max(found.unreachable);
            if !found.finalizers {
                break;
            }
            crate::vm::generator::run_finalizers(vm.clone()).await?;
        }
        let state = vm.extension::<State>();
        state.collections.set(state.collections.get() + 1);
        state.collected.set(state.collected.get() + total as i64);
        tell(&vm, "stop", generation, total as i64).await?;
        Ok(Value::int(total as i64))
    })
}

fn enable(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.extension::<State>().enabled.set(true);
    collector::set_enabled(true);
    Ok(Value::none().into())
}

fn disable(vm: &Vm, _args: Args<'_>) -> NativeResult {
    vm.extension::<State>().enabled.set(false);
    collector::set_enabled(false);
    Ok(Value::none().into())
}

fn is_enabled(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(vm.extension::<State>().enabled.get()).into())
}

fn get_count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let tracked = collector::tracked() as i64;
    Ok(vm
        .new_tuple(vec![Value::int(tracked), Value::int(0), Value::int(0)])
        .into())
}

fn get_objects(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_list(collector::objects()).into())
}

fn get_referents(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut all = Vec::new();
    for value in args.rest(0) {
        if let Some(object) = value.as_object() {
            let class = object.class().to_value();
            let own = object
                .class()
                .has_flag(crate::types::type_object::TypeFlags::HEAP);
            collector::referents(object, &mut |child| {
                if own || !child.is(&class) {
                    all.push(child.clone());
                }
            });
        }
    }
    Ok(vm.new_list(all).into())
}

fn get_referrers(vm: &Vm, args: Args<'_>) -> NativeResult {
    let wanted = args.rest(0);
    let mut all = Vec::new();
    for candidate in collector::objects() {
        let mut refers = false;
        if let Some(object) = candidate.as_object() {
            collector::referents(object, &mut |child| {
                refers |= wanted.iter().any(|own| own.is(child))
            });
        }
        if refers && !candidate.is(args.get(0)) {
            all.push(candidate);
        }
    }
    // The variables of a generator that runs are on its thread's stack.
    let (vm, wanted) = (vm.clone(), wanted.to_vec());
    Vm::future(async move {
        vm.with_frames(move |vm, thread| {
            for frame in thread.frames_mut() {
                let variables = frame.code.variables.len();
                let held = frame
                    .slots
                    .iter()
                    .take(variables)
                    .flatten()
                    .any(|own| wanted.iter().any(|wanted| wanted.is(own)));
                if let Some(generator) = frame.generator.as_ref().filter(|_| held) {
                    all.push(generator.to_value());
                }
            }
            Ok(vm.new_list(all))
        })
        .await
    })
}

fn get_threshold(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let threshold = *vm.extension::<State>().threshold.borrow();
    Ok(vm.new_tuple(threshold.map(Value::int).to_vec()).into())
}

fn set_threshold(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = vm.extension::<State>();
    let mut threshold = state.threshold.borrow_mut();
    for (place, own) in threshold.iter_mut().enumerate() {
        if let Some(given) = args.opt(place) {
            *own = given
                .as_small_int()
                .ok_or_else(|| vm.type_error("an integer is required"))?;
        }
    }
    Ok(Value::none().into())
}

fn get_debug(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.extension::<State>().debug.get()).into())
}

fn set_debug(vm: &Vm, args: Args<'_>) -> NativeResult {
    let flags = args
        .get(0)
        .as_small_int()
        .ok_or_else(|| vm.type_error("an integer is required"))?;
    vm.extension::<State>().debug.set(flags);
    Ok(Value::none().into())
}

fn get_stats(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let state = vm.extension::<State>();
    let all = [
        (0, 0),
        (0, 0),
        (state.collections.get(), state.collected.get()),
    ]
    .map(|(times, objects)| {
        let stats = vm.new_dict();
        for (name, number) in [
            ("collections", times),
            ("collected", objects),
            ("uncollectable", 0),
        ] {
            stats.set_name(&vm.intern(name), Value::int(number));
        }
        stats.into_value()
    });
    Ok(vm.new_list(all.to_vec()).into())
}

fn is_tracked(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0);
    Ok(Value::bool(may_be_in_a_cycle(value)).into())
}

/// Whether CPython's collector follows a value: no static class, and no tuple of what it does not follow.
fn may_be_in_a_cycle(value: &Value) -> bool {
    if let Some(tuple) = value.get::<PyTuple>().filter(|_| is_plain_tuple(value)) {
        return tuple.items().iter().any(may_be_in_a_cycle);
    }
    if let Some(class) = value.get::<PyType>() {
        return class.has_flag(TypeFlags::HEAP);
    }
    value.as_object().is_some() && collector::objects().iter().any(|object| object.is(value))
}

fn is_plain_tuple(value: &Value) -> bool {
    value
        .as_object()
        .is_some_and(|object| !object.class().has_flag(TypeFlags::HEAP))
}

fn is_finalized(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let done = args
        .get(0)
        .as_object()
        .is_some_and(|object| object.has_flag(crate::object::flags::FINALIZED));
    Ok(Value::bool(done).into())
}

fn nothing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn zero(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(0).into())
}

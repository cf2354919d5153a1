//! Frames and exceptions as `sys` shows them.

use crate::object::{Ref, Value};
use crate::types::exception::PyException;
use crate::types::native::{Args, NativeDef};
use crate::vm::{Flow, NativeResult, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_getframe", "(depth=0, /)", getframe),
    NativeDef::function("_getframemodulename", "(depth=0)", getframemodulename),
    NativeDef::function("_library_text", "(filename, /)", library_text),
    NativeDef::function("exc_info", "()", exc_info),
    NativeDef::function("exception", "()", exception),
    NativeDef::function("excepthook", "(exctype, value, traceback, /)", excepthook),
    NativeDef::function("unraisablehook", "(unraisable, /)", unraisablehook),
    NativeDef::function("get_asyncgen_hooks", "()", get_asyncgen_hooks),
    NativeDef::function(
        "set_asyncgen_hooks",
        "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
        set_asyncgen_hooks,
    ),
    NativeDef::function(
        "get_coroutine_origin_tracking_depth",
        "()",
        get_origin_depth,
    ),
    NativeDef::function(
        "set_coroutine_origin_tracking_depth",
        "(depth)",
        set_origin_depth,
    ),
];

use crate::types::def::{GetSetDef, TypeDef};
use crate::types::struct_sequence::{class, definition, field, instance};
use crate::vm::AsyncGeneratorHooks as Hooks;

static HOOKS: TypeDef = {
    static FIELDS: &[GetSetDef] = &[field::<0>("firstiter"), field::<1>("finalizer")];
    definition("asyncgen_hooks", "builtins", FIELDS)
};

/// The frame object `depth` Python frames above the caller, with its `f_back` chain.
fn frame_at(depth: usize) -> Flow {
    Flow::Frames(Box::new(move |vm, thread| {
        let objects: Vec<_> = thread
            .frames_from_caller()
            .map(|frame| crate::vm::unwind::frame_object(vm, frame))
            .collect();
        for pair in objects.windows(2) {
            *pair[0].back.borrow_mut() = Some(pair[1].clone());
        }
        match objects.get(depth) {
            Some(frame) => Ok(frame.to_value()),
            None => Err(vm.value_error("call stack is not deep enough")),
        }
    }))
}

fn getframe(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let depth = args
        .opt(0)
        .and_then(Value::as_small_int)
        .unwrap_or(0)
        .max(0);
    Ok(frame_at(depth as usize))
}

fn getframemodulename(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let depth = args
        .opt(0)
        .and_then(Value::as_small_int)
        .unwrap_or(0)
        .max(0) as usize;
    Ok(Flow::Frames(Box::new(move |vm, thread| {
        let name = thread
            .frames_from_caller()
            .nth(depth)
            .and_then(|frame| frame.globals.get_name(&vm.names.__name__));
        Ok(name.unwrap_or_else(Value::none))
    })))
}

/// The text of a file of the standard library, which need not be a file of the computer; else `None`.
fn library_text(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, file) = (vm.clone(), crate::vm::call::text(args.get(0)));
    Vm::future(async move {
        let text = crate::modules::library::source(&vm, &file).await;
        Ok(text.map_or_else(Value::none, |text| vm.new_str(&*text)))
    })
}

fn exc_info(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(|vm, thread| {
        let Some(value) = thread.handled_exception() else {
            return Ok(vm.new_tuple(vec![Value::none(), Value::none(), Value::none()]));
        };
        let class = vm.class_of(&value).to_value();
        let traceback = value
            .get::<PyException>()
            .and_then(|exception| exception.traceback.borrow().as_ref().map(Ref::to_value))
            .unwrap_or_else(Value::none);
        Ok(vm.new_tuple(vec![class, value, traceback]))
    })))
}

fn exception(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Flow::Frames(Box::new(|_, thread| {
        Ok(thread.handled_exception().unwrap_or_else(Value::none))
    })))
}

fn excepthook(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(1).clone();
    let vm = vm.clone();
    Vm::future(async move {
        if let Some(exception) = value.to_ref::<PyException>() {
            let text = crate::types::traceback::format(&vm, &crate::vm::Raised(exception)).await;
            crate::modules::write_stderr(&vm, &text).await;
        }
        Ok(Value::none())
    })
}

fn unraisablehook(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, info) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let value = vm.get_attribute(&info, &vm.intern("exc_value")).await?;
        let message = vm.get_attribute(&info, &vm.intern("err_msg")).await?;
        let object = vm.get_attribute(&info, &vm.intern("object")).await?;
        if let Some(exception) = value.to_ref::<PyException>() {
            let message = if message.is_none() {
                "Exception ignored in".to_owned()
            } else {
                vm.str_text(&message).await?
            };
            let object = if object.is_none() {
                None
            } else {
                Some(&object)
            };
            vm.report_unraisable(&crate::vm::Raised(exception), &message, object)
                .await;
        }
        Ok(Value::none())
    })
}

fn get_asyncgen_hooks(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let hooks = vm.extension::<Hooks>();
    let or_none = |hook: &std::cell::RefCell<Option<Value>>| {
        hook.borrow().clone().unwrap_or_else(Value::none)
    };
    let known = hooks.class.borrow().clone();
    let own_class = known.unwrap_or_else(|| {
        let made = class(vm, &HOOKS);
        *hooks.class.borrow_mut() = Some(made.clone());
        made
    });
    let items = vec![or_none(&hooks.first_iteration), or_none(&hooks.finalizer)];
    Ok(instance(&own_class, items).into())
}

fn set_asyncgen_hooks(vm: &Vm, args: Args<'_>) -> NativeResult {
    let hooks = vm.extension::<Hooks>();
    let fields = [
        ("firstiter", args.opt(0), &hooks.first_iteration),
        ("finalizer", args.opt(1), &hooks.finalizer),
    ];
    for (name, value, _) in &fields {
        if let Some(value) = value
            && !value.is_none()
            && vm.class_of(value).lookup(&vm.names.__call__).is_none()
        {
            return Err(vm.type_error(format!(
                "callable {name} expected, got {}",
                vm.class_name(value)
            )));
        }
    }
    for (_, value, field) in fields {
        if let Some(value) = value {
            let old = field.replace(Some(value.clone()).filter(|value| !value.is_none()));
            drop(old);
        }
    }
    Ok(Value::none().into())
}

fn get_origin_depth(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.origin_depth.get()).into())
}

fn set_origin_depth(vm: &Vm, args: Args<'_>) -> NativeResult {
    match args.get(0).as_small_int() {
        Some(depth) if depth >= 0 => {
            vm.origin_depth.set(depth);
            Ok(Value::none().into())
        }
        _ => Err(vm.value_error("depth must be >= 0")),
    }
}

//! `atexit`: functions called when the main thread is over, the last registered first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::vm::program::ExitHooks;
use crate::vm::{CallArgs, NativeResult, PyResult, Vm};

#[derive(Default)]
struct Registered {
    functions: RefCell<Vec<Entry>>,
    hooked: Cell<bool>,
}

/// One registration, which is told from others by its pointer.
struct Entry {
    function: Rc<(Value,)>,
    args: CallArgs,
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("register", "(func, /, *args, **kwargs)", register),
    NativeDef::function("unregister", "(func, /)", unregister),
    NativeDef::function("_clear", "()", clear),
    NativeDef::function("_run_exitfuncs", "()", run_now),
    NativeDef::function("_ncallbacks", "()", count),
];

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "atexit", FUNCTIONS);
    let registered = vm.extension::<Registered>();
    if !registered.hooked.replace(true) {
        let hook = Rc::new(|vm: Vm| -> crate::vm::NativeFuture {
            Box::pin(async move { run(&vm).await.map(|()| Value::none()) })
        });
        vm.extension::<ExitHooks>().0.borrow_mut().push(hook);
    }
    Ok(())
}

fn register(vm: &Vm, args: Args<'_>) -> NativeResult {
    let function = args.get(0);
    if vm.class_of(function).lookup(&vm.names.__call__).is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let given = CallArgs::from_parts(args.rest(1), args.keywords(2));
    vm.extension::<Registered>()
        .functions
        .borrow_mut()
        .push(Entry {
            function: Rc::new((function.clone(),)),
            args: given,
        });
    Ok(function.clone().into())
}

fn unregister(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, wanted) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let registered = vm.extension::<Registered>();
        // From the newest on; a comparison may unregister others.
        let mut passed = 0;
        loop {
            let function = {
                let functions = registered.functions.borrow();
                match functions.len().checked_sub(passed + 1) {
                    Some(place) => functions[place].function.clone(),
                    None => return Ok(Value::none()),
                }
            };
            passed += 1;
            if vm.equal(&function.0, &wanted).await? {
                let mut functions = registered.functions.borrow_mut();
                let found = functions
                    .iter()
                    .rposition(|own| Rc::ptr_eq(&own.function, &function));
                if let Some(place) = found {
                    passed = functions.len() - place - 1;
                    let gone = functions.remove(place);
                    drop(functions);
                    drop(gone);
                }
            }
        }
    })
}

fn clear(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let gone = std::mem::take(&mut *vm.extension::<Registered>().functions.borrow_mut());
    drop(gone);
    Ok(Value::none().into())
}

fn count(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(vm.extension::<Registered>().functions.borrow().len() as i64).into())
}

fn run_now(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move { run(&vm).await.map(|()| Value::none()) })
}

/// Calls everything; an exception is printed and the next function is called.
async fn run(vm: &Vm) -> PyResult<()> {
    // What is registered meanwhile is not called.
    let registered = vm.extension::<Registered>();
    let functions = std::mem::take(&mut *registered.functions.borrow_mut());
    for Entry { function, args } in functions.into_iter().rev() {
        let function = &function.0;
        if let Err(raised) = vm.call(function, args).await {
            let shown = vm.repr_text(function).await.unwrap_or_default();
            let what = format!("Exception ignored in atexit callback {shown}");
            vm.unraisable(raised, &what, None).await;
        }
    }
    let late = std::mem::take(&mut *registered.functions.borrow_mut());
    drop(late);
    Ok(())
}

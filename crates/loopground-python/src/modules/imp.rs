//! `_imp`: what importlib asks of the interpreter.
//!
//! Not here: compiled modules from files, and locks (imports of one module by two threads are told apart by importlib).

use std::cell::{Cell, RefCell};

use super::library;
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::module::PyModule;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::traceback::PyTraceback;
use crate::vm::{Flow, NativeResult, PyResult, Vm, import};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("is_builtin", "(name, /)", is_builtin),
    NativeDef::function("create_builtin", "(spec, /)", create_builtin),
    NativeDef::function("exec_builtin", "(mod, /)", exec_builtin),
    NativeDef::function("is_frozen", "(name, /)", is_frozen),
    NativeDef::function("is_frozen_package", "(name, /)", is_frozen_package),
    NativeDef::function("find_frozen", "(name, /, *, withdata=False)", find_frozen),
    NativeDef::function(
        "get_frozen_object",
        "(name, data=None, /)",
        get_frozen_object,
    ),
    NativeDef::function("init_frozen", "(name, /)", find_frozen),
    NativeDef::function("extension_suffixes", "()", extension_suffixes),
    NativeDef::function("acquire_lock", "()", acquire_lock),
    NativeDef::function("release_lock", "()", release_lock),
    NativeDef::function("lock_held", "()", lock_held),
    NativeDef::function("_fix_co_filename", "(code, path, /)", nothing),
    NativeDef::function("_library_has", "(path, /)", library_has),
    NativeDef::function("_library_data", "(path, /)", library_data),
    NativeDef::function("_library_code", "(path, /)", library_code),
    NativeDef::function(
        "_override_frozen_modules_for_tests",
        "(override, /)",
        nothing,
    ),
    NativeDef::function("_use", "(find_and_load, import_, /)", use_importlib),
];

/// importlib, once it runs, and how deep its lock is held.
#[derive(Default)]
struct State {
    importlib: RefCell<Option<(Value, Value)>>,
    depth: Cell<usize>,
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_imp", FUNCTIONS);
    let set = |name: &str, value: Value| dict.set_name(&vm.intern(name), value);
    set("check_hash_based_pycs", vm.new_str("default"));
    set("pyc_magic_number_token", Value::int(168_627_755));
    set("_library_folder", vm.new_str(library::FOLDER));
    Ok(())
}

/// Imports through importlib, when it was started; `None` when it was not.
pub async fn by_importlib(vm: &Vm, name: &str) -> Option<PyResult> {
    let state = vm.extension::<State>();
    let (find_and_load, import) = state.importlib.borrow().clone()?;
    Some(
        match vm.call(&find_and_load, [vm.intern(name), import]).await {
            Ok(module) => Ok(module),
            Err(raised) => {
                trim(vm, &raised);
                Err(raised)
            }
        },
    )
}

/// Takes importlib's own frames out of a traceback: all of them from an `ImportError`, else those on the way to the
/// module's own code.
fn trim(vm: &Vm, raised: &crate::vm::Raised) {
    let always = vm.matches(raised, &vm.types.exceptions.import_error);
    let mut kept: Vec<Ref<PyTraceback>> = Vec::new();
    let mut run = Vec::new();
    let mut next = raised.0.traceback.borrow().clone();
    while let Some(entry) = next {
        next = entry.next.borrow().clone();
        let code = entry.frame.code.clone();
        let file = crate::vm::call::text(&code.filename);
        if file.starts_with("<frozen importlib._bootstrap") || file.ends_with("_importlib.py") {
            let ends = crate::vm::call::text(&code.name) == "_call_with_frames_removed";
            run.push(entry);
            if always || ends {
                run.clear();
            }
        } else {
            kept.append(&mut run);
            kept.push(entry);
        }
    }
    kept.append(&mut run);
    for pair in kept.windows(2) {
        *pair[0].next.borrow_mut() = Some(pair[1].clone());
    }
    if let Some(last) = kept.last() {
        last.next.borrow_mut().take();
    }
    *raised.0.traceback.borrow_mut() = kept.into_iter().next();
}

/// `sys.meta_path` and what belongs to it: importlib starts when a program first looks at it, or asks a module how it
/// was found.
pub fn missing_attribute(vm: &Vm, module: &PyModule, name: &Value) -> Option<Flow> {
    if name.is(&vm.names.__spec__) || name.is(&vm.names.__loader__) {
        return specification(vm, module, name);
    }
    let sys = vm.modules.get_name(&vm.names.sys)?;
    let known = ["meta_path", "path_hooks", "path_importer_cache"];
    if !sys.get::<PyModule>()?.dict.ptr_eq(&module.dict)
        || !known.contains(&crate::vm::call::text(name).as_str())
        || module.dict.get_name(&vm.intern("path_hooks")).is_some()
    {
        return None;
    }
    let (vm, dict, name) = (vm.clone(), module.dict.clone(), name.clone());
    Some(Flow::Future(Box::pin(async move {
        start_importlib(&vm).await?;
        Ok(dict.get_name(&name).unwrap_or_else(Value::none))
    })))
}

/// `__spec__` and `__loader__` are made for all modules when somebody first asks for one. The program itself has none.
fn specification(vm: &Vm, module: &PyModule, name: &Value) -> Option<Flow> {
    let sys = vm.modules.get_name(&vm.names.sys);
    let started = sys.is_some_and(|sys| {
        sys.get::<PyModule>()
            .is_some_and(|sys| sys.dict.get_name(&vm.intern("path_hooks")).is_some())
    });
    let own = module.dict.get_name(&vm.names.__name__)?;
    let own = own.get::<PyStr>()?.lossy().into_owned();
    if started || vm.modules.get_name(&vm.intern(&own)).is_none() || own == "__main__" {
        return None;
    }
    let (vm, dict, name) = (vm.clone(), module.dict.clone(), name.clone());
    Some(Flow::Future(Box::pin(async move {
        start_importlib(&vm).await?;
        Ok(dict.get_name(&name).unwrap_or_else(Value::none))
    })))
}

async fn start_importlib(vm: &Vm) -> PyResult<()> {
    let sys = import::import(vm, "sys").await?;
    if let Some(sys) = sys.get::<PyModule>() {
        let set = |name: &str, value: Value| sys.dict.set_name(&vm.intern(name), value);
        set("meta_path", vm.new_list(vec![]));
        set("path_hooks", vm.new_list(vec![]));
        set("path_importer_cache", vm.new_dict().into_value());
    }
    import::import(vm, "_frozen_importlib").await.map(drop)
}

fn use_importlib(vm: &Vm, args: Args<'_>) -> NativeResult {
    let functions = (args.get(0).clone(), args.get(1).clone());
    *vm.extension::<State>().importlib.borrow_mut() = Some(functions);
    Ok(Value::none().into())
}

fn name_of(vm: &Vm, value: &Value) -> PyResult<String> {
    match value.get::<PyStr>() {
        Some(name) => Ok(name.lossy().into_owned()),
        None => Err(vm.type_error(format!(
            "argument must be str, not {}",
            vm.class_name(value)
        ))),
    }
}

fn is_builtin(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = name_of(vm, args.get(0))?;
    let known = vm.native_modules.borrow().contains_key(name.as_str());
    Ok(Value::int(i64::from(known)).into())
}

fn create_builtin(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, spec) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let name = vm.get_attribute(&spec, &vm.names.name.clone()).await?;
        import::native(&vm, &name_of(&vm, &name)?)
    })
}

/// A native module is filled when it is made.
fn exec_builtin(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::int(0).into())
}

/// importlib itself is frozen, but says nothing of it: its modules were loaded another way.
fn is_frozen(vm: &Vm, args: Args<'_>) -> NativeResult {
    name_of(vm, args.get(0))?;
    Ok(Value::bool(false).into())
}

fn frozen(name: &str) -> Option<&'static str> {
    match name {
        "_frozen_importlib" => Some("importlib/_bootstrap.py"),
        "_frozen_importlib_external" => Some("importlib/_bootstrap_external.py"),
        _ => None,
    }
}

fn is_frozen_package(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = name_of(vm, args.get(0))?;
    match frozen(&name) {
        Some(_) => Ok(Value::bool(false).into()),
        None => Err(vm.import_error(format!("No such frozen object named {name}"))),
    }
}

fn find_frozen(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

fn get_frozen_object(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = name_of(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move {
        let code = match frozen(&name) {
            Some(path) => library::code(&vm, path).await?,
            None => None,
        };
        code.map(Ref::into_value)
            .ok_or_else(|| vm.import_error(format!("No such frozen object named {name}")))
    })
}

fn extension_suffixes(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(vm.new_list(vec![]).into())
}

fn acquire_lock(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let depth = &vm.extension::<State>().depth;
    depth.set(depth.get() + 1);
    Ok(Value::none().into())
}

fn release_lock(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let state = vm.extension::<State>();
    match state.depth.get().checked_sub(1) {
        Some(depth) => state.depth.set(depth),
        None => return Err(vm.runtime_error("not holding the import lock")),
    }
    Ok(Value::none().into())
}

fn lock_held(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(vm.extension::<State>().depth.get() > 0).into())
}

fn nothing(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}

/// What is below the library's folder.
fn inside(path: &str) -> Option<&str> {
    path.strip_prefix(library::FOLDER)?.strip_prefix('/')
}

fn library_has(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = name_of(vm, args.get(0))?;
    Ok(Value::bool(inside(&path).is_some_and(library::has)).into())
}

/// The bytes of a library file, `None` for any other.
fn library_data(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = name_of(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move {
        let text = match inside(&path) {
            Some(path) => library::text(&vm, path).await?,
            None => None,
        };
        Ok(text.map_or_else(Value::none, |text| vm.new_bytes(text.into_bytes())))
    })
}

/// The code of a library file, `None` for any other.
fn library_code(vm: &Vm, args: Args<'_>) -> NativeResult {
    let path = name_of(vm, args.get(0))?;
    let vm = vm.clone();
    Vm::future(async move {
        let code = match inside(&path) {
            Some(path) => library::code(&vm, path).await?,
            None => None,
        };
        Ok(code.map_or_else(Value::none, Ref::into_value))
    })
}

//! The standard modules that are native, and where the others come from.

pub mod builtins;

use crate::embed::Stream;
use crate::vm::import::FoundModule;
use crate::vm::{ModuleInit, PyResult, Raised, Vm};

/// Every native module.
pub static NATIVE: &[(&str, ModuleInit)] = &[("builtins", builtins::init)];

/// Finds a module's code: in the program's folder, then in the standard library.
pub fn find_module(_vm: &Vm, _name: &str) -> PyResult<Option<FoundModule>> {
    Ok(None)
}

/// Why a module of CPython cannot be had here; `None` for a name that is simply unknown.
#[must_use]
pub fn refused(_name: &str) -> Option<&'static str> {
    None
}

/// The `__main__` of `python3 -m name`: the module's code, or a package's `__main__`.
pub async fn find_main(vm: &Vm, name: &str) -> PyResult<FoundModule> {
    if let Some((package, _)) = name.rsplit_once('.') {
        crate::vm::import::import(vm, package).await?;
    }
    match find_module(vm, name)? {
        Some(found) if found.package_path.is_some() => {
            crate::vm::import::import(vm, name).await?;
            find_module(vm, &format!("{name}.__main__"))?
        }
        found => found,
    }
    .ok_or_else(|| vm.import_error(format!("No module named {name}")))
}

/// Prints an uncaught exception, through `sys.excepthook` when the program set one.
pub async fn call_excepthook(vm: &Vm, raised: Raised) {
    let text = crate::types::traceback::format(vm, &raised).await;
    let _ = vm.host.flush(Stream::Stdout);
    let _ = vm.host.write(Stream::Stderr, text.as_bytes());
}

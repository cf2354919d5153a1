//! Modules written in Python: those in the program's folder, and the library's.

use crate::code::PyCode;
use crate::compile::{CompileOptions, Mode};
use crate::object::Ref;
use crate::vm::import::FoundModule;
use crate::vm::program::Started;
use crate::vm::{PyResult, Vm};

macro_rules! library {
    ($($name:literal $package:literal $path:literal;)*) => {
        /// Our own Python files: name, whether it is a package, text.
        static OWN: &[(&str, bool, &str)] =
            &[$(($name, $package, include_str!(concat!("../../lib/", $path)))),*];
    };
}

library! {
    "asyncio" true "asyncio/__init__.py";
}

fn compiled(vm: &Vm, source: &str, file: &str) -> PyResult<Ref<PyCode>> {
    vm.compile_source(source, file, Mode::Exec, &CompileOptions::default())
}

/// A module beside the program: `directory/a/b.py` or the package `directory/a/b/__init__.py`.
pub fn in_folder(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    let directory = vm.extension::<Started>().directory.borrow().clone();
    let relative = name.replace('.', "/");
    let base = if directory.is_empty() {
        relative
    } else {
        format!("{directory}/{relative}")
    };
    for (file, package) in [
        (format!("{base}/__init__.py"), true),
        (format!("{base}.py"), false),
    ] {
        let Some(bytes) = vm.host.read_file(&file) else {
            continue;
        };
        let source = match crate::compile::decode_source(&bytes) {
            Ok(source) => source.into_owned(),
            Err(failure) => {
                return Err(crate::types::exception_methods::syntax_error(
                    vm, &failure, &file,
                ));
            }
        };
        let code = compiled(vm, &source, &file)?;
        return Ok(Some(FoundModule {
            code,
            file,
            package_path: package.then(|| base.clone()),
        }));
    }
    Ok(None)
}

/// A module of the library.
pub fn built_in(vm: &Vm, name: &str) -> PyResult<Option<FoundModule>> {
    let Some((_, package, source)) = OWN.iter().find(|(own, ..)| *own == name) else {
        return Ok(None);
    };
    let base = format!("<frozen {name}>");
    let code = compiled(vm, source, &base)?;
    let package_path = package.then(|| format!("<frozen>/{}", name.replace('.', "/")));
    Ok(Some(FoundModule {
        code,
        file: base,
        package_path,
    }))
}

/// Whether the library has a module of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    OWN.iter().any(|(own, ..)| *own == name)
}

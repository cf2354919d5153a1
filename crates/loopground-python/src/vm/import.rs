//! `import`: finding, loading and running modules.
//!
//! Order of finding: `sys.modules`; native modules; the program's own folder and the standard library through the
//! table of modules given at start. Not here: what `importlib` shows of it.

use std::rc::Rc;

use super::call::text;
use super::frame::Frame;
use super::import_lock;
use super::{Flow, NativeResult, PyResult, Vm};
use crate::code::PyCode;
use crate::compile::{self, CompileOptions, Mode};
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::module::PyModule;
use crate::types::str::PyStr;

/// The code of a module that was found.
pub struct FoundModule {
    pub code: Ref<PyCode>,
    pub file: String,
    /// The directory of a package.
    pub package_path: Option<String>,
}

/// `IMPORT_NAME`.
pub(super) fn import_name(
    vm: &Vm,
    frame: &Frame,
    name: Value,
    from_list: Value,
    level: Value,
) -> NativeResult {
    let Some(hook) = frame.builtins(vm).get_name(&vm.names.__import__) else {
        return Err(vm.import_error("__import__ not found"));
    };
    if hook.get::<crate::types::native::PyNative>().is_some() {
        let (vm, globals) = (vm.clone(), frame.globals.clone());
        return Vm::future(async move {
            let level = level.as_small_int().unwrap_or(0);
            import_hook(&vm, &text(&name), Some(&globals), &from_list, level).await
        });
    }
    let globals = frame.globals.to_value();
    let locals = frame.namespace.clone().unwrap_or_else(Value::none);
    Ok(Flow::call(
        hook,
        [name, globals, locals, from_list, level].into(),
    ))
}

/// `builtins.__import__`.
pub async fn import_hook(
    vm: &Vm,
    name: &str,
    globals: Option<&PyDict>,
    from_list: &Value,
    level: i64,
) -> PyResult {
    let absolute = if level > 0 {
        resolve_relative(vm, name, globals, level)?
    } else {
        name.to_owned()
    };
    if absolute.is_empty() {
        return Err(vm.value_error("Empty module name"));
    }
    let module = import(vm, &absolute).await?;
    let from_items = if from_list.is_none() {
        vec![]
    } else {
        vm.collect(from_list).await?
    };
    if from_items.is_empty() {
        if level > 0 && name.is_empty() {
            return Ok(module);
        }
        // `import a.b.c` binds `a`.
        let first = match name.split_once('.') {
            Some((first, rest)) => {
                if level > 0 {
                    absolute[..absolute.len() - rest.len() - 1].to_owned()
                } else {
                    first.to_owned()
                }
            }
            None => return Ok(module),
        };
        return loaded(vm, &first).ok_or_else(|| vm.import_error(format!("{first} is not loaded")));
    }
    // `from package import submodule` imports the submodule.
    let is_package =
        module_dict(vm, &module).is_some_and(|dict| dict.find_name(&vm.names.__path__).is_some());
    if is_package {
        for item in from_items {
            let mut wanted = vec![item];
            if wanted[0]
                .get::<PyStr>()
                .is_some_and(|star| star.bytes() == b"*")
            {
                let all = vm.names.__all__.clone();
                match vm.get_attribute_opt(&module, &all).await? {
                    Some(all) => wanted = vm.collect(&all).await?,
                    None => continue,
                }
            }
            for item in wanted {
                let item = vm.intern_value(&item);
                if vm.get_attribute_opt(&module, &item).await?.is_none() {
                    let full = format!("{absolute}.{}", text(&item));
                    match import(vm, &full).await {
                        Ok(_) => {}
                        Err(raised)
                            if vm.matches(&raised, &vm.types.exceptions.module_not_found_error)
                                && raised
                                    .0
                                    .field("name")
                                    .is_some_and(|name| text(&name) == full) => {}
                        Err(raised) => return Err(raised),
                    }
                }
            }
        }
    }
    Ok(module)
}

fn resolve_relative(vm: &Vm, name: &str, globals: Option<&PyDict>, level: i64) -> PyResult<String> {
    let get = |key: &Value| {
        globals
            .and_then(|globals| globals.get_name(key))
            .filter(|value| !value.is_none())
    };
    let package = match get(&vm.names.__package__) {
        Some(package) => text(&package),
        None => {
            let own = get(&vm.names.__name__)
                .map(|name| text(&name))
                .unwrap_or_default();
            if get(&vm.names.__path__).is_some() {
                own
            } else {
                own.rsplit_once('.')
                    .map(|(package, _)| package.to_owned())
                    .unwrap_or_default()
            }
        }
    };
    if package.is_empty() {
        return Err(vm.import_error("attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        base = base
            .rsplit_once('.')
            .map(|(parent, _)| parent)
            .ok_or_else(|| vm.import_error("attempted relative import beyond top-level package"))?;
    }
    Ok(if name.is_empty() {
        base.to_owned()
    } else {
        format!("{base}.{name}")
    })
}

fn loaded(vm: &Vm, name: &str) -> Option<Value> {
    vm.modules.get_name(&vm.intern(name))
}

fn module_dict(_vm: &Vm, module: &Value) -> Option<Ref<PyDict>> {
    module.get::<PyModule>().map(|module| module.dict.clone())
}

/// Imports a module by its absolute name, its parents first.
pub async fn import(vm: &Vm, name: &str) -> PyResult {
    import_lock::settled(vm, name).await?;
    if let Some(module) = loaded(vm, name) {
        if module.is_none() {
            return Err(not_found(
                vm,
                name,
                &format!("import of {name} halted; None in sys.modules"),
            ));
        }
        return Ok(module);
    }
    if let Some(result) = (vm.module_table.by_importlib)(vm, name).await {
        return result;
    }
    let mut path = String::new();
    let mut parent: Option<Value> = None;
    for part in name.split('.') {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(part);
        import_lock::settled(vm, &path).await?;
        let module = match loaded(vm, &path) {
            Some(module) => module,
            None => load(vm, &path, parent.as_ref()).await?,
        };
        if let Some(parent) = &parent {
            vm.set_attribute(parent, &vm.intern(part), Some(module.clone()))
                .await?;
        }
        parent = Some(module);
    }
    Ok(parent.expect("a name has parts"))
}

fn not_found(vm: &Vm, name: &str, message: &str) -> super::Raised {
    let raised = vm.raise(&vm.types.exceptions.module_not_found_error, message);
    raised.0.set_field("name", vm.intern(name));
    raised
}

/// Makes a native module.
pub fn native(vm: &Vm, name: &str) -> PyResult {
    let init = vm.native_modules.borrow().get(name).copied();
    let Some(init) = init else {
        return Err(not_found(vm, name, &format!("No module named '{name}'")));
    };
    let module = if name == "builtins" {
        // Its dictionary is the namespace of builtins itself: what a program adds is seen everywhere.
        let dict = vm.builtins.clone();
        Ref::new(PyModule { dict }, &vm.types.module).into_value()
    } else {
        vm.new_module(name)
    };
    let dict = module_dict(vm, &module).expect("a new module");
    vm.modules.set_name(&vm.intern(name), module.clone());
    if let Err(raised) = init(vm, &dict) {
        vm.modules.remove_name(&vm.intern(name));
        return Err(raised);
    }
    Ok(module)
}

async fn load(vm: &Vm, name: &str, parent: Option<&Value>) -> PyResult {
    if vm.native_modules.borrow().contains_key(name) {
        return native(vm, name);
    }
    if let Some(parent) = parent
        && module_dict(vm, parent).is_none_or(|dict| dict.find_name(&vm.names.__path__).is_none())
    {
        let package = name.rsplit_once('.').map_or("", |(package, _)| package);
        return Err(not_found(
            vm,
            name,
            &format!("No module named '{name}'; '{package}' is not a package"),
        ));
    }
    let _importing = import_lock::begin(vm, name);
    let found = (vm.module_table.find)(vm, name).await;
    vm.issue_syntax_warnings().await?;
    // What was run to find it may have imported it.
    if let Some(module) = loaded(vm, name) {
        return Ok(module);
    }
    let Some(found) = found? else {
        if let Some(reason) = (vm.module_table.refused)(name) {
            let raised = vm.import_error(reason);
            raised.0.set_field("name", vm.intern(name));
            return Err(raised);
        }
        return Err(not_found(vm, name, &format!("No module named '{name}'")));
    };
    let module = vm.new_module(name);
    let dict = module_dict(vm, &module).expect("a new module");
    dict.set_name(&vm.names.__file__, vm.new_str(found.file.clone()));
    let package = match &found.package_path {
        Some(path) => {
            dict.set_name(
                &vm.names.__path__,
                vm.new_list(vec![vm.new_str(path.clone())]),
            );
            name.to_owned()
        }
        None => name
            .rsplit_once('.')
            .map(|(package, _)| package.to_owned())
            .unwrap_or_default(),
    };
    dict.set_name(&vm.names.__package__, vm.new_str(package));
    let key = vm.intern(name);
    vm.modules.set_name(&key, module.clone());
    if let Err(raised) = run_module(vm, &found.code, &dict).await {
        vm.modules.remove_name(&key);
        return Err(raised);
    }
    // A module may replace itself in sys.modules while it runs.
    Ok(vm.modules.get_name(&key).unwrap_or(module))
}

/// Runs a module's code with its dictionary as globals and namespace.
pub async fn run_module(vm: &Vm, code: &Ref<PyCode>, dict: &Ref<PyDict>) -> PyResult {
    if dict.find_name(&vm.names.__builtins__).is_none() {
        dict.set_name(
            &vm.names.__builtins__,
            loaded(vm, "builtins").unwrap_or_else(Value::none),
        );
    }
    vm.run_frame(module_frame(code, dict)).await
}

/// A frame for a module's code.
#[must_use]
pub fn module_frame(code: &Ref<PyCode>, dict: &Ref<PyDict>) -> Box<Frame> {
    let mut frame = Frame::new(code.clone(), dict.clone());
    frame.namespace = Some(dict.to_value());
    frame
}

/// `IMPORT_FROM`.
pub(super) fn import_from(vm: &Vm, module: Value, name: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        if let Some(value) = vm.get_attribute_opt(&module, &name).await? {
            return Ok(value);
        }
        let names = &vm.names;
        let own = vm
            .get_attribute_opt(&module, &names.__name__.clone())
            .await?;
        let own = own.filter(|name| name.get::<PyStr>().is_some());
        if let Some(own) = &own
            && let Some(found) = loaded(&vm, &format!("{}.{}", text(own), text(&name)))
        {
            return Ok(found);
        }
        let file = vm
            .get_attribute_opt(&module, &names.__file__.clone())
            .await?;
        let own_text = own
            .as_ref()
            .map_or("<unknown module name>".to_owned(), text);
        let place = match &file {
            Some(file) if file.get::<PyStr>().is_some() => text(file),
            _ => "unknown location".to_owned(),
        };
        let raised = vm.import_error(format!(
            "cannot import name '{}' from '{own_text}' ({place})",
            text(&name)
        ));
        raised.0.set_field("name", own.unwrap_or_else(Value::none));
        raised.0.set_field("path", file.unwrap_or_else(Value::none));
        raised.0.set_field("name_from", name);
        Err(raised)
    }))
}

/// `from module import *`.
pub(super) fn import_star(vm: &Vm, module: Value, namespace: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let all = vm.names.__all__.clone();
        let names = match vm.get_attribute_opt(&module, &all).await? {
            Some(all) => vm.collect(&all).await?,
            None => {
                let dict = vm.names.__dict__.clone();
                let dict = vm.get_attribute(&module, &dict).await?;
                let items = vm.mapping_items(&dict).await?;
                items
                    .into_iter()
                    .map(|(key, _)| key)
                    .filter(|key| !text(key).starts_with('_'))
                    .collect()
            }
        };
        for name in names {
            let name = vm.intern_value(&name);
            let value = vm.get_attribute(&module, &name).await?;
            vm.set_item(&namespace, &name, value).await?;
        }
        Ok(Value::none())
    }))
}

impl Vm {
    /// An empty module with the usual variables.
    #[must_use]
    pub fn new_module(&self, name: &str) -> Value {
        let dict = self.new_dict();
        let names = &self.names;
        dict.set_name(&names.__name__, self.intern(name));
        dict.set_name(&names.__doc__, Value::none());
        dict.set_name(&names.__package__, self.new_str(""));
        dict.set_name(&names.__loader__, Value::none());
        dict.set_name(&names.__spec__, Value::none());
        Ref::new(PyModule { dict }, &self.types.module).into_value()
    }

    /// Compiles a file of the standard library, which is known to be right.
    pub fn compile_library(&self, source: &str, filename: &str) -> PyResult<Ref<PyCode>> {
        let options = CompileOptions {
            is_right: true,
            ..CompileOptions::default()
        };
        self.compile_source(source, filename, Mode::Exec, &options)
    }

    /// How this interpreter compiles, unless the program asks for something else.
    #[must_use]
    pub fn compile_options(&self) -> CompileOptions {
        let started = self.extension::<super::program::Started>();
        let optimize = started.options.borrow().optimize.min(2);
        CompileOptions {
            optimize,
            ..CompileOptions::default()
        }
    }

    /// Compiles a module's or program's source and keeps the text for tracebacks. What the compiler warns of waits
    /// for [`Vm::issue_syntax_warnings`].
    pub fn compile_source(
        &self,
        source: &str,
        filename: &str,
        mode: Mode,
        options: &CompileOptions,
    ) -> PyResult<Ref<PyCode>> {
        // Tracebacks show no lines of frozen modules.
        if !filename.starts_with("<frozen ") {
            self.sources
                .borrow_mut()
                .insert(filename.to_owned(), Rc::from(source));
        }
        let mut warnings = Vec::new();
        let result = compile::compile_with_warnings(source, filename, mode, options, &mut warnings);
        self.note_syntax_warnings(filename, warnings);
        match result {
            Ok(code) => Ok(PyCode::load(self, &code)),
            Err(failure) => Err(crate::types::exception_methods::syntax_error(
                self, &failure, filename,
            )),
        }
    }
}

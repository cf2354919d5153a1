//! Writing classes, functions and other things that are found again by their name.

use super::opcodes as op;
use super::reduce::Reduced;
use super::writer::{Open, Step, Steps, Writer};
use super::{entry, pickling_error};
use crate::object::Value;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{PyResult, Raised, Vm};

/// An attribute along a path of names.
pub(super) async fn along(vm: &Vm, object: &Value, path: &[&str]) -> PyResult {
    let mut found = object.clone();
    for name in path {
        found = vm.get_attribute(&found, &vm.intern(name)).await?;
    }
    Ok(found)
}

/// An error that another one led to.
fn because(raised: Raised, of: &Raised) -> Raised {
    let old = raised.0.context.replace(Some(of.value()));
    drop(old);
    raised
}

impl Writer<'_> {
    /// A class, unless it can only be had by asking an object for it.
    pub(super) async fn save_type(&mut self, value: &Value) -> PyResult<()> {
        let types = &self.vm.types;
        let only = if value.is(&types.none.to_value()) {
            Value::none()
        } else if value.is(&types.not_implemented_type.to_value()) {
            types.not_implemented.clone()
        } else if value.is(&types.ellipsis_type.to_value()) {
            types.ellipsis.clone()
        } else {
            return self.save_global(value, None).await;
        };
        let reduced = Reduced::call(self.vm, types.type_.to_value(), vec![only]);
        self.save_call(value, reduced, false).await
    }

    pub(super) async fn save_global(&mut self, value: &Value, name: Option<Value>) -> PyResult<()> {
        let vm = self.vm;
        let name = match name {
            Some(name) => name,
            None => match vm.get_attribute_opt(value, &vm.names.__qualname__).await? {
                Some(name) => name,
                None => vm.get_attribute(value, &vm.names.__name__).await?,
            },
        };
        let Some(text) = name.get::<PyStr>() else {
            let class = vm.class_name(&name);
            return Err(vm.type_error(format!("must be str, not {class}")));
        };
        let text = text.lossy().into_owned();
        let path: Vec<&str> = text.split('.').collect();
        if path.contains(&"<locals>") {
            let shown = vm.repr_text(value).await?;
            return Err(pickling_error(
                vm,
                format!("Can't pickle local object {shown}"),
            ));
        }
        let module = self.module_of(value, &path).await?;
        self.check_found(value, &name, &path, &module).await?;
        if self.protocol >= 2 && self.save_extension(&module, &name).await? {
            return Ok(());
        }
        let mut steps = Steps::new(value, false);
        if self.protocol >= 4 {
            steps.save(module, "");
            steps.save(name, "");
            steps.put(&[op::STACK_GLOBAL]);
        } else {
            let (first, rest) = path.split_first().expect("a text has a first part");
            let first = match rest {
                [] => name.clone(),
                _ => vm.new_str(*first),
            };
            for _ in rest {
                steps.save(self.library.getattr.clone(), "");
                if self.protocol < 2 {
                    steps.put(&[op::MARK]);
                }
            }
            let global = self.global_bytes(module, first).await?;
            steps.put(&global);
            for attribute in rest {
                steps.save(vm.intern(attribute), "");
                steps.put(match self.protocol < 2 {
                    true => &[op::TUPLE, op::REDUCE],
                    false => &[op::TUPLE2, op::REDUCE],
                });
            }
        }
        steps.rest.push_back(Step::Memoize);
        self.enter(Open::Steps(steps))
    }

    /// The name of the module that has an object.
    async fn module_of(&self, value: &Value, path: &[&str]) -> PyResult {
        let vm = self.vm;
        let module = vm.get_attribute_opt(value, &vm.names.__module__).await?;
        if let Some(module) = module.filter(|module| !module.is_none()) {
            return Ok(module);
        }
        // Some say nothing of where they are: whichever module has it will do.
        for (name, module) in vm.modules.snapshot() {
            let own = name.get::<PyStr>().map_or(&b""[..], PyStr::bytes);
            if module.is_none() || own == b"__main__" || own == b"__mp_main__" {
                continue;
            }
            if let Ok(found) = along(vm, &module, path).await
                && found.is(value)
            {
                return Ok(name);
            }
        }
        Ok(vm.names.__main__.clone())
    }

    /// Checks that the name leads to the object again.
    async fn check_found(
        &self,
        value: &Value,
        name: &Value,
        path: &[&str],
        module: &Value,
    ) -> PyResult<()> {
        let vm = self.vm;
        let Some(text) = module.get::<PyStr>() else {
            let class = vm.class_name(module);
            return Err(vm.type_error(format!("module name must be a string, not {class}")));
        };
        let imported = match self.loaded(module) {
            Some(module) => Ok(module),
            None if text.is_empty() => Err(vm.value_error("Empty module name")),
            None => crate::vm::import::import(vm, &text.lossy()).await,
        };
        let exceptions = &vm.types.exceptions;
        let imported = match imported {
            Ok(imported) => imported,
            Err(raised)
                if [
                    &exceptions.import_error,
                    &exceptions.value_error,
                    &exceptions.key_error,
                ]
                .iter()
                .any(|class| vm.matches(&raised, class)) =>
            {
                let shown = vm.repr_text(value).await?;
                let why = vm.str_text(&raised.value()).await?;
                let error = pickling_error(vm, format!("Can't pickle {shown}: {why}"));
                return Err(because(error, &raised));
            }
            Err(raised) => return Err(raised),
        };
        // A name by itself is looked up as it is, whatever its characters.
        let found = match path.len() {
            1 => vm.get_attribute(&imported, &vm.intern_value(name)).await,
            _ => along(vm, &imported, path).await,
        };
        match found {
            Ok(found) if found.is(value) => Ok(()),
            Ok(_) => {
                let shown = vm.repr_text(value).await?;
                let (module, name) = (vm.str_text(module).await?, vm.str_text(name).await?);
                let message =
                    format!("Can't pickle {shown}: it's not the same object as {module}.{name}");
                Err(pickling_error(vm, message))
            }
            Err(raised) if vm.matches(&raised, &exceptions.attribute_error) => {
                let shown = vm.repr_text(value).await?;
                let (module, name) = (vm.str_text(module).await?, vm.str_text(name).await?);
                let message = format!("Can't pickle {shown}: it's not found as {module}.{name}");
                Err(because(pickling_error(vm, message), &raised))
            }
            Err(raised) => Err(raised),
        }
    }

    fn loaded(&self, name: &Value) -> Option<Value> {
        let name = self.vm.intern_value(name);
        let found = self.vm.modules.get_name(&name);
        found.filter(|module| !module.is_none())
    }

    /// Writes the short number that `copyreg` has for a name, if any.
    async fn save_extension(&mut self, module: &Value, name: &Value) -> PyResult<bool> {
        let vm = self.vm;
        let key = vm.new_tuple(vec![module.clone(), name.clone()]);
        let Some(code) = entry(vm, &self.library.extensions.clone(), &key).await? else {
            return Ok(false);
        };
        let code = vm.index(&code).await?;
        let code = i64::try_from(code)
            .map_err(|_| vm.overflow_error("Python int too large to convert to C long"))?;
        let number = u32::try_from(code)
            .ok()
            .filter(|number| (1..=0x7FFF_FFFF).contains(number));
        let Some(number) = number else {
            let message = format!("extension code {code} is out of range");
            return Err(vm.runtime_error(message));
        };
        let bytes = number.to_le_bytes();
        match number {
            ..=0xFF => self.out.op_with(op::EXT1, &bytes[..1]),
            0x100..=0xFFFF => self.out.op_with(op::EXT2, &bytes[..2]),
            _ => self.out.op_with(op::EXT4, &bytes),
        }
        Ok(true)
    }

    /// The operation that finds a module's member by name, for protocols before 4.
    async fn global_bytes(&self, module: Value, name: Value) -> PyResult<Vec<u8>> {
        let vm = self.vm;
        let (mut module, mut name) = (module, name);
        if self.pickler.fix_imports.get() && self.protocol < 3 {
            let key = vm.new_tuple(vec![module.clone(), name.clone()]);
            if let Some(old) = entry(vm, &self.library.old_names, &key).await? {
                if let Some([old_module, old_name]) = old.get::<PyTuple>().map(PyTuple::items) {
                    (module, name) = (old_module.clone(), old_name.clone());
                }
            } else if let Some(old) = entry(vm, &self.library.old_modules, &module).await? {
                module = old;
            }
        }
        let mut bytes = vec![op::GLOBAL];
        for (value, what) in [(module, "module"), (name, "global")] {
            // Names other than ASCII are supported since protocol 3.
            let encoding = match self.protocol >= 3 {
                true => "utf-8",
                false => "ascii",
            };
            let encoded =
                crate::types::codecs::registry::encode_text(vm, &value, encoding, "strict").await;
            match encoded {
                Ok(encoded) => bytes.extend_from_slice(&encoded),
                Err(raised) => {
                    let shown = vm.repr_text(&value).await?;
                    let protocol = self.protocol;
                    let message = format!(
                        "can't pickle {what} identifier {shown} using pickle protocol {protocol}"
                    );
                    return Err(because(pickling_error(vm, message), &raised));
                }
            }
            bytes.push(b'\n');
        }
        Ok(bytes)
    }
}

//! Operations that find classes and functions, and make objects by calling them.

use super::super::opcodes as op;
use super::super::unpickler::no_persistent_load;
use super::super::{class_words, entry, library, unpickling_error};
use super::{Loader, is_text};
use crate::object::Value;
use crate::types::codecs::registry::decode_text;
use crate::types::dict::PyDict;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::{CallArgs, PyResult, Vm};

impl Loader<'_> {
    /// Does the operation, if it is one of these.
    pub async fn object(&mut self, code: u8) -> PyResult<bool> {
        let vm = self.vm;
        match code {
            op::GLOBAL => {
                let (module, name) = (self.name("utf-8").await?, self.name("utf-8").await?);
                let found = self.class(module, name).await?;
                self.push(found);
            }
            op::STACK_GLOBAL => {
                let name = self.pop()?;
                let module = self.pop()?;
                if !is_text(vm, &name) || !is_text(vm, &module) {
                    return Err(unpickling_error(vm, "STACK_GLOBAL requires str"));
                }
                let found = self.class(module, name).await?;
                self.push(found);
            }
            op::REDUCE => self.reduce().await?,
            op::BUILD => self.build().await?,
            op::NEWOBJ => {
                let args = self.pop()?;
                let class = self.pop()?;
                self.new_object(class, args, None).await?;
            }
            op::NEWOBJ_EX => {
                let keywords = self.pop()?;
                let args = self.pop()?;
                let class = self.pop()?;
                self.new_object(class, args, Some(keywords)).await?;
            }
            op::INST => {
                let (module, name) = (self.name("ascii").await?, self.name("ascii").await?);
                let args = self.pop_mark()?;
                let class = self.class(module, name).await?;
                self.instantiate(class, args).await?;
            }
            op::OBJ => {
                let mut args = self.pop_mark()?;
                if args.is_empty() {
                    return Err(self.underflow());
                }
                let class = args.remove(0);
                self.instantiate(class, args).await?;
            }
            op::PERSID => {
                let line = self.line().await?;
                if !line.is_ascii() {
                    let message = "persistent IDs in protocol 0 must be ASCII strings";
                    return Err(unpickling_error(vm, message));
                }
                let identifier = vm.new_str(String::from_utf8_lossy(&line).into_owned());
                self.persistent(identifier).await?;
            }
            op::BINPERSID => {
                let identifier = self.pop()?;
                self.persistent(identifier).await?;
            }
            op::GET => {
                let place = self.place().await?;
                match usize::try_from(place) {
                    Ok(place) => self.get(place)?,
                    Err(_) => {
                        let message = format!("Memo value not found at index {place}");
                        return Err(unpickling_error(vm, message));
                    }
                }
            }
            op::PUT => {
                let place = self.place().await?;
                let place =
                    usize::try_from(place).map_err(|_| vm.value_error("negative PUT argument"))?;
                self.put(place)?;
            }
            op::EXT1 => {
                let [code] = self.input.array(vm).await?;
                self.extension(i64::from(code)).await?;
            }
            op::EXT2 => {
                let code = u16::from_le_bytes(self.input.array(vm).await?);
                self.extension(i64::from(code)).await?;
            }
            op::EXT4 => {
                let code = i32::from_le_bytes(self.input.array(vm).await?);
                self.extension(i64::from(code)).await?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn name(&mut self, encoding: &str) -> PyResult {
        let line = self.full_line().await?;
        decode_text(self.vm, &line, encoding, "strict").await
    }

    /// A number on a line.
    async fn place(&mut self) -> PyResult<i64> {
        let line = self.full_line().await?;
        let shown = self.vm.new_bytes(line.clone());
        let value = crate::types::int_methods::parse(self.vm, &line, 10, &shown)?;
        self.vm.index_i64(&value).await
    }

    async fn persistent(&mut self, identifier: Value) -> PyResult<()> {
        let Some(method) = self.persistent_load.clone() else {
            return Err(no_persistent_load(self.vm));
        };
        let found = self.vm.call(&method, [identifier]).await?;
        self.push(found);
        Ok(())
    }

    async fn reduce(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let args = self.pop()?;
        let function = self.pop()?;
        if vm.class_of(&function).lookup(&vm.names.__call__).is_none() {
            let class = vm.class_name(&function);
            return Err(vm.type_error(format!("'{class}' object is not callable")));
        }
        let Some(args) = args.get::<PyTuple>() else {
            return Err(vm.type_error("argument list must be a tuple"));
        };
        let made = vm.call(&function, args.items().to_vec()).await?;
        self.push(made);
        Ok(())
    }

    async fn instantiate(&mut self, class: Value, args: Vec<Value>) -> PyResult<()> {
        let vm = self.vm;
        let plain = args.is_empty()
            && class.get::<PyType>().is_some()
            && vm
                .get_attribute_opt(&class, &vm.intern("__getinitargs__"))
                .await?
                .is_none();
        let made = if plain {
            vm.call_method(&class, &vm.names.__new__.clone(), [class.clone()])
                .await?
        } else {
            vm.call(&class, args).await?
        };
        self.push(made);
        Ok(())
    }

    async fn new_object(
        &mut self,
        class: Value,
        args: Value,
        keywords: Option<Value>,
    ) -> PyResult<()> {
        let vm = self.vm;
        let code = match keywords {
            Some(_) => "NEWOBJ_EX",
            None => "NEWOBJ",
        };
        let wrong = |what: &str, must_be: &str, value: &Value| {
            let name = class_words(vm, value);
            let message = format!("{code} {what} argument must be {must_be}, not {name}");
            unpickling_error(vm, message)
        };
        if class.get::<PyType>().is_none() {
            return Err(wrong("class", "a type", &class));
        }
        let Some(positional) = args.get::<PyTuple>() else {
            return Err(wrong("args", "a tuple", &args));
        };
        let named = match &keywords {
            None => vec![],
            Some(keywords) => match keywords.get::<PyDict>() {
                Some(dict) => dict.snapshot(),
                None => return Err(wrong("kwargs", "a dict", keywords)),
            },
        };
        let named = named
            .into_iter()
            .map(|(name, value)| (vm.intern_value(&name), value))
            .collect();
        let mut all = vec![class.clone()];
        all.extend_from_slice(positional.items());
        let new = vm.get_attribute(&class, &vm.names.__new__).await?;
        let made = vm.call(&new, CallArgs::new(all, named)).await?;
        self.push(made);
        Ok(())
    }

    /// Gives the object below its state.
    async fn build(&mut self) -> PyResult<()> {
        let vm = self.vm;
        let state = self.pop()?;
        let object = self.top()?.clone();
        let set_state = vm.intern("__setstate__");
        if let Some(method) = vm.get_attribute_opt(&object, &set_state).await? {
            vm.call(&method, [state]).await?;
            return Ok(());
        }
        let (state, slots) = match state.get::<PyTuple>().map(PyTuple::items) {
            Some([state, slots]) => (state.clone(), Some(slots.clone())),
            _ => (state, None),
        };
        if !state.is_none() {
            let Some(entries) = state.get::<PyDict>().map(PyDict::snapshot) else {
                return Err(unpickling_error(vm, "state is not a dictionary"));
            };
            let attributes = vm.get_attribute(&object, &vm.names.__dict__).await?;
            let plain = attributes
                .to_ref::<PyDict>()
                .filter(|_| vm.is_exactly(&attributes, &vm.types.dict));
            for (name, value) in entries {
                let name = interned(vm, name);
                match &plain {
                    Some(dict) => vm.dict_set(dict, &name, value).await?,
                    None => vm.set_item(&attributes, &name, value).await?,
                }
            }
        }
        let Some(slots) = slots.filter(|slots| !slots.is_none()) else {
            return Ok(());
        };
        let Some(slots) = slots.get::<PyDict>().map(PyDict::snapshot) else {
            return Err(unpickling_error(vm, "slot state is not a dictionary"));
        };
        for (name, value) in slots {
            if name.get::<PyStr>().is_none() {
                let class = vm.class_name(&name);
                let message = format!("attribute name must be string, not '{class}'");
                return Err(vm.type_error(message));
            }
            let name = vm.intern_value(&name);
            vm.set_attribute(&object, &name, Some(value)).await?;
        }
        Ok(())
    }

    /// What `copyreg` registered under a number.
    async fn extension(&mut self, code: i64) -> PyResult<()> {
        let vm = self.vm;
        let library = library(vm).await?;
        let number = Value::int(code);
        if let Some(found) = entry(vm, &library.extension_cache, &number).await? {
            self.push(found);
            return Ok(());
        }
        let Some(key) = entry(vm, &library.extensions_by_code, &number).await? else {
            if code <= 0 {
                return Err(unpickling_error(vm, "EXT specifies code <= 0"));
            }
            return Err(vm.value_error(format!("unregistered extension code {code}")));
        };
        let pair = match key.get::<PyTuple>().map(PyTuple::items) {
            Some([module, name]) if is_text(vm, module) && is_text(vm, name) => {
                Some((module.clone(), name.clone()))
            }
            _ => None,
        };
        let Some((module, name)) = pair else {
            let message = format!("_inverted_registry[{code}] isn't a 2-tuple of strings");
            return Err(vm.value_error(message));
        };
        let found = self.class(module, name).await?;
        vm.set_item(&library.extension_cache, &number, found.clone())
            .await?;
        self.push(found);
        Ok(())
    }
}

/// The name of an attribute as classes look for it.
fn interned(vm: &Vm, name: Value) -> Value {
    match is_text(vm, &name) {
        true => vm.intern_value(&name),
        false => name,
    }
}

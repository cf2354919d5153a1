//! `match`: the patterns of mappings and of classes.
//!
//! Not here: sequences, which unpack like any other.

use super::call::text;
use super::{Flow, Vm};
use crate::object::Value;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};

/// `MATCH_KEYS`: a tuple of the values, or `None` when a key is missing.
pub(super) fn match_keys(vm: &Vm, keys: Value, subject: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let keys = keys
            .get::<PyTuple>()
            .expect("keys are a tuple")
            .items()
            .to_vec();
        let sentinel = vm.new_list(vec![]);
        let get = vm.names.get.clone();
        let get = vm.get_attribute(&subject, &get).await?;
        let mut seen = Vec::new();
        let mut values = Vec::new();
        for key in keys {
            for earlier in &seen {
                if vm.equal(earlier, &key).await? {
                    let key = vm.repr_text(&key).await?;
                    return Err(
                        vm.value_error(format!("mapping pattern checks duplicate key ({key})"))
                    );
                }
            }
            seen.push(key.clone());
            let value = vm.call(&get, [key, sentinel.clone()]).await?;
            if value.is(&sentinel) {
                return Ok(Value::none());
            }
            values.push(value);
        }
        Ok(vm.new_tuple(values))
    }))
}

/// `MATCH_CLASS`: a tuple of the attributes, or `None` when the subject does not match.
pub(super) fn match_class(
    vm: &Vm,
    subject: Value,
    class: Value,
    names: Value,
    positional: usize,
) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let Some(cls) = class.get::<PyType>() else {
            return Err(vm.type_error("called match pattern must be a class"));
        };
        if !vm.instance_check(&subject, &class).await? {
            return Ok(Value::none());
        }
        let names = names
            .get::<PyTuple>()
            .expect("names are a tuple")
            .items()
            .to_vec();
        let mut wanted = Vec::new();
        if positional > 0 {
            let match_args = vm.names.__match_args__.clone();
            match vm.get_attribute_opt(&class, &match_args).await? {
                Some(args) => {
                    let Some(tuple) = args.get::<PyTuple>() else {
                        return Err(vm.type_error(format!(
                            "{}.__match_args__ must be a tuple (got {})",
                            cls.name(),
                            vm.type_name(&args)
                        )));
                    };
                    let given = tuple.items();
                    if positional > given.len() {
                        let plural = if given.len() == 1 { "" } else { "s" };
                        return Err(vm.type_error(format!(
                            "{}() accepts {} positional sub-pattern{plural} ({positional} given)",
                            cls.name(),
                            given.len()
                        )));
                    }
                    for name in &given[..positional] {
                        if name.get::<PyStr>().is_none() {
                            return Err(vm.type_error(format!(
                                "__match_args__ elements must be strings (got {})",
                                vm.type_name(name)
                            )));
                        }
                        wanted.push(Some(name.clone()));
                    }
                }
                None if cls.has_flag(TypeFlags::MATCH_SELF) => {
                    if positional > 1 {
                        return Err(vm.type_error(format!(
                            "{}() accepts 1 positional sub-pattern ({positional} given)",
                            cls.name()
                        )));
                    }
                    wanted.push(None);
                }
                None => {
                    return Err(vm.type_error(format!(
                        "{}() accepts 0 positional sub-patterns ({positional} given)",
                        cls.name()
                    )));
                }
            }
        }
        wanted.extend(names.into_iter().map(Some));
        let mut values = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for name in wanted {
            let Some(name) = name else {
                values.push(subject.clone());
                continue;
            };
            let plain = text(&name);
            if seen.contains(&plain) {
                return Err(vm.type_error(format!(
                    "{}() got multiple sub-patterns for attribute '{plain}'",
                    cls.name()
                )));
            }
            seen.push(plain);
            let name = vm.intern_value(&name);
            match vm.get_attribute_opt(&subject, &name).await? {
                Some(value) => values.push(value),
                None => return Ok(Value::none()),
            }
        }
        Ok(vm.new_tuple(values))
    }))
}

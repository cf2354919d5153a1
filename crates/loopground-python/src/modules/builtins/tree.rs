//! `compile` from and to syntax trees: the compiler's nodes as objects of the classes of `_ast`.

use std::collections::HashMap;

use num_bigint::BigInt;

use crate::compile::tree::{Item, Node};
use crate::object::{Ref, Value};
use crate::types::module::PyModule;
use crate::types::type_object::PyType;
use crate::vm::call::text;
use crate::vm::{PyResult, Vm, import};

/// How deep a tree may be, as objects are made on the host's stack.
const DEEPEST: usize = 2000;

struct Maker<'v> {
    vm: &'v Vm,
    module: Value,
    classes: HashMap<&'static str, Ref<PyType>>,
    /// The one instance of each class without fields.
    marks: HashMap<&'static str, Value>,
}

/// The objects for a tree.
pub(super) async fn objects(vm: &Vm, tree: &Item) -> PyResult {
    let mut maker = Maker {
        vm,
        module: import::import(vm, "_ast").await?,
        classes: HashMap::new(),
        marks: HashMap::new(),
    };
    maker.item(tree, 0)
}

impl Maker<'_> {
    fn class(&mut self, name: &'static str) -> PyResult<Ref<PyType>> {
        if let Some(known) = self.classes.get(name) {
            return Ok(known.clone());
        }
        let dict = &self.module.get::<PyModule>().expect("it was imported").dict;
        let found = dict.get_name(&self.vm.intern(name));
        let Some(class) = found.and_then(|class| class.to_ref::<PyType>()) else {
            return Err(self.vm.system_error(format!("_ast has no class {name}")));
        };
        self.classes.insert(name, class.clone());
        Ok(class)
    }

    fn item(&mut self, item: &Item, depth: usize) -> PyResult {
        if depth > DEEPEST {
            return Err(self
                .vm
                .recursion_error("maximum recursion depth exceeded during ast construction"));
        }
        let vm = self.vm;
        Ok(match item {
            Item::None => Value::none(),
            Item::Bool(value) => Value::bool(*value),
            Item::Int(value) => vm.new_int(*value),
            Item::BigInt(digits) => {
                let value = BigInt::parse_bytes(digits.as_bytes(), 10);
                vm.new_int(value.unwrap_or_default())
            }
            Item::Float(value) => Value::float(*value),
            Item::Imaginary(value) => vm.new_complex(0.0, *value),
            Item::Str(value) => vm.intern(value),
            Item::Bytes(value) => vm.new_bytes(value.clone()),
            Item::Ellipsis => vm.types.ellipsis.clone(),
            Item::List(items) => {
                let items: PyResult<Vec<_>> = items
                    .iter()
                    .map(|item| self.item(item, depth + 1))
                    .collect();
                vm.new_list(items?)
            }
            Item::Node(node) => self.node(node, depth)?,
        })
    }

    fn node(&mut self, node: &Node, depth: usize) -> PyResult {
        let vm = self.vm;
        let mark = node.fields.is_empty() && node.place.is_none();
        if mark && let Some(known) = self.marks.get(node.class) {
            return Ok(known.clone());
        }
        let class = self.class(node.class)?;
        let value = vm.new_instance(&class);
        let dict = value
            .as_object()
            .and_then(|object| vm.ensure_instance_dict(object))
            .expect("nodes have a dictionary");
        for (name, item) in &node.fields {
            let field = self.item(item, depth + 1)?;
            dict.set_name(&vm.intern(name), field);
        }
        if let Some(place) = node.place {
            for (name, number) in [
                ("lineno", place.line),
                ("col_offset", place.column),
                ("end_lineno", place.end_line),
                ("end_col_offset", place.end_column),
            ] {
                dict.set_name(&vm.intern(name), Value::int(i64::from(number)));
            }
        }
        if mark {
            self.marks.insert(node.class, value.clone());
        }
        Ok(value)
    }
}

/// The source of a tree made by the program. Its places are those of the text, not of the nodes.
pub(super) async fn source(vm: &Vm, tree: &Value, wanted: &str) -> PyResult<Option<String>> {
    let module = import::import(vm, "ast").await?;
    let base = vm.get_attribute(&module, &vm.intern("AST")).await?;
    if !vm.instance_check(tree, &base).await? {
        return Ok(None);
    }
    let class = vm.get_attribute(&module, &vm.intern(wanted)).await?;
    if !vm.instance_check(tree, &class).await? {
        return Err(vm.type_error(format!(
            "expected {wanted} node, got {}",
            vm.class_name(tree)
        )));
    }
    let unparse = vm.intern("unparse");
    let text_value = vm.call_method(&module, &unparse, [tree.clone()]).await?;
    Ok(Some(text(&text_value)))
}

//! Classes being made: `class` statements, bases, layouts, slots, and the order of resolution.
//!
//! Not here: the methods of `type` (`types`), functions (`make_function`).

use super::call::{CallArgs, text};
use super::{PyResult, Vm};
use crate::object::{Kind, Ref, Value, WeakPointer};
use crate::types::cell::PyCell;
use crate::types::descriptor::PyMember;
use crate::types::dict::PyDict;
use crate::types::function::PyFunction;
use crate::types::lookup_cache::LookupCache;
use crate::types::native::PyNative;
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::{PyType, TypeFlags};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

impl Vm {
    /// Sets the facts about a class that depend on what is defined along its order; after every change.
    pub fn update_class_flags(&self, class: &Ref<PyType>) {
        let from_object = |name: &Value| {
            class.lookup(name).is_none_or(|found| {
                found.get::<PyNative>().is_some_and(|native| {
                    native.owner.as_ref().is_some_and(|owner| {
                        owner.ptr_eq(&self.types.object)
                            || owner.ptr_eq(&self.types.type_)
                            || owner.ptr_eq(&self.types.module)
                            || owner.ptr_eq(&self.types.super_)
                    })
                })
            })
        };
        let names = &self.names;
        let getattr =
            class.lookup(&names.__getattr__).is_some() || !from_object(&names.__getattribute__);
        class.set_flag(TypeFlags::CUSTOM_GETATTR, getattr);
        let setattr = !from_object(&names.__setattr__) || !from_object(&names.__delattr__);
        class.set_flag(TypeFlags::CUSTOM_SETATTR, setattr);
        let exception = &self.types.exceptions.base_exception;
        let identity = |name: &Value| {
            from_object(name)
                || class.lookup(name).is_some_and(|found| {
                    found
                        .get::<PyNative>()
                        .is_some_and(|n| n.owner.as_ref().is_some_and(|o| o.ptr_eq(exception)))
                })
        };
        class.set_flag(
            TypeFlags::CUSTOM_EQ,
            !identity(&names.__eq__) || !identity(&names.__hash__),
        );
        class.set_flag(TypeFlags::HAS_DEL, class.lookup(&names.__del__).is_some());
        let subclasses = class.subclasses.borrow().clone();
        for subclass in subclasses {
            if let Some(subclass) = subclass
                .upgrade()
                .and_then(|value| value.to_ref::<PyType>())
            {
                self.update_class_flags(&subclass);
            }
        }
    }

    /// `type(name, bases, namespace)` without metaclass resolution: the class itself. `__set_name__` and
    /// `__init_subclass__` are run by the caller (`types::type_methods`).
    pub async fn new_class(
        &self,
        metaclass: &Ref<PyType>,
        name: &Value,
        mut bases: Vec<Ref<PyType>>,
        namespace: &PyDict,
    ) -> PyResult<Ref<PyType>> {
        if bases.is_empty() {
            bases.push(self.types.object.clone());
        }
        for base in &bases {
            if base.has_flag(TypeFlags::FINAL) {
                return Err(self.type_error(format!(
                    "type '{}' is not an acceptable base type",
                    self.message_name(base)
                )));
            }
        }
        for (place, base) in bases.iter().enumerate() {
            if bases[..place].iter().any(|other| other.ptr_eq(base)) {
                return Err(self.type_error(format!("duplicate base class {}", base.name())));
            }
        }
        let layout = self.best_base(&bases)?;
        let dict = Ref::new(namespace.copied(), &self.types.dict);
        let class_cell = dict.remove_name(&self.names.__classcell__);
        if let Some(cell) = &class_cell
            && cell.get::<PyCell>().is_none()
        {
            return Err(self.type_error(format!(
                "type.__new__(): __classcell__ must be a nonlocal cell, not <class '{}'>",
                crate::types::type_methods::full_name(self, &self.class_of(cell))
            )));
        }
        let dict_cell = dict.remove_name(&self.names.__classdictcell__);
        if let Some(cell) = dict_cell.as_ref().and_then(Value::get::<PyCell>) {
            // Annotations are evaluated later, in what the class then has.
            cell.set(Some(dict.to_value()));
        }
        let qualname = dict.remove_name(&self.names.__qualname__);
        if let Some(qualname) = &qualname
            && qualname.get::<PyStr>().is_none()
        {
            return Err(self.type_error(format!(
                "type __qualname__ must be a str, not {}",
                self.type_name(qualname)
            )));
        }
        let mut flags = bases.iter().fold(TypeFlags::HEAP, |all, b| {
            all | b.flags.get() & TypeFlags::INHERITED
        });
        let hidden = |value: &Value| {
            let function = value.get::<PyFunction>();
            function.is_some_and(|function| function.code.borrow().hidden)
        };
        if dict.snapshot().iter().any(|(_, value)| hidden(value)) {
            flags |= TypeFlags::STANDS_FOR_C;
        }
        // A class is matched as its first base that is matched as either.
        const COLLECTION: u32 = TypeFlags::SEQUENCE | TypeFlags::MAPPING;
        let first = bases
            .iter()
            .map(|base| base.flags.get() & COLLECTION)
            .find(|own| *own != 0);
        flags = flags & !COLLECTION | first.unwrap_or(0);
        let slots = self
            .slot_names(name, &dict, &bases, &layout, &mut flags)
            .await?;
        let first_slot = layout.slot_count;
        let class = PyType {
            name: RefCell::new(text(name).into()),
            bases: RefCell::new(bases.clone()),
            mro: RefCell::new(Rc::new([])),
            dict,
            version: Cell::new(0),
            lookups: LookupCache::default(),
            subclasses: RefCell::default(),
            kind: layout.kind,
            flags: Cell::new(flags),
            slot_count: first_slot + slots.len(),
        };
        let class = Ref::new(class, metaclass);
        for (offset, slot) in slots.into_iter().enumerate() {
            let member = PyMember {
                name: slot.clone(),
                owner: class.clone(),
                index: first_slot + offset,
            };
            let member = Ref::new(member, &self.types.member_descriptor).into_value();
            class.dict.set_name(&slot, member);
        }
        // Like CPython, the first class whose instances have them shows how.
        let gains = |flag| class.has_flag(flag) && !bases.iter().any(|base| base.has_flag(flag));
        // A class as instance has them from `type`.
        let is_metaclass = class.has_flag(TypeFlags::METATYPE);
        if gains(TypeFlags::HAS_DICT) && !is_metaclass {
            self.add_getset(&class, "__dict__", dict_attribute, Some(set_dict_attribute));
        }
        if gains(TypeFlags::WEAKREF) && !is_metaclass {
            self.add_getset(&class, "__weakref__", weakref_attribute, None);
        }
        let order = self.resolution_order(metaclass, &class, &bases).await?;
        *class.mro.borrow_mut() = order.into();
        class.modified();
        for base in &bases {
            base.subclasses
                .borrow_mut()
                .push(WeakPointer::new(class.object()));
        }
        let qualname = qualname.unwrap_or_else(|| name.clone());
        crate::types::type_methods::set_qualname(self, &class, qualname);
        // __new__, __init_subclass__ and __class_getitem__ are static or class methods without saying so.
        for (special, wrap) in [
            (
                &self.names.__new__,
                Self::new_staticmethod as fn(&Self, Value) -> Value,
            ),
            (&self.names.__init_subclass__, Self::new_classmethod),
            (&self.names.__class_getitem__, Self::new_classmethod),
        ] {
            if let Some(function) = class
                .dict
                .get_name(special)
                .filter(|f| f.get::<PyFunction>().is_some())
            {
                class.dict.set_name(special, wrap(self, function));
            }
        }
        if class.dict.find_name(&self.names.__doc__).is_none() {
            class.dict.set_name(&self.names.__doc__, Value::none());
        }
        if class.dict.find_name(&self.names.__eq__).is_some()
            && class.dict.find_name(&self.names.__hash__).is_none()
        {
            class.dict.set_name(&self.names.__hash__, Value::none());
        }
        class.modified();
        self.update_class_flags(&class);
        if let Some(cell) = class_cell.as_ref().and_then(Value::get::<PyCell>) {
            cell.set(Some(class.to_value()));
        }
        Ok(class)
    }

    fn add_getset(
        &self,
        class: &Ref<PyType>,
        name: &'static str,
        getter: crate::types::descriptor::Getter,
        setter: Option<crate::types::descriptor::Setter>,
    ) {
        let attribute = crate::types::descriptor::PyGetSet {
            name,
            owner: class.clone(),
            getter,
            setter,
            doc: match name {
                "__dict__" => "dictionary for instance variables",
                "__weakref__" => "list of weak references to the object",
                _ => "",
            },
            inner: None,
        };
        let attribute = Ref::new(attribute, &self.types.getset_descriptor).into_value();
        class.dict.set_name(&self.intern(name), attribute);
    }

    /// The base whose instances' layout the class extends: of the classes that gave the bases their layouts, each must
    /// extend the ones before or be extended by them.
    fn best_base(&self, bases: &[Ref<PyType>]) -> PyResult<Ref<PyType>> {
        let mut best = (bases[0].clone(), layout_of(&bases[0]));
        for base in &bases[1..] {
            let layout = layout_of(base);
            if best.1.is_subclass_of(&layout) {
                continue;
            }
            if !layout.is_subclass_of(&best.1) {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
            best = (base.clone(), layout);
        }
        Ok(best.0)
    }

    /// Reads `__slots__`, checks it, and sets the flags that follow from it.
    async fn slot_names(
        &self,
        class_name: &Value,
        dict: &Ref<PyDict>,
        bases: &[Ref<PyType>],
        layout: &Ref<PyType>,
        flags: &mut u32,
    ) -> PyResult<Vec<Value>> {
        let Some(declared) = dict.get_name(&self.names.__slots__) else {
            *flags |= TypeFlags::HAS_DICT | TypeFlags::WEAKREF;
            return Ok(Vec::new());
        };
        let items = if declared.get::<PyStr>().is_some() {
            vec![declared]
        } else {
            self.collect(&declared).await?
        };
        if !items.is_empty() && matches!(layout.kind, Kind::Int | Kind::Tuple | Kind::Bytes) {
            return Err(self.type_error(format!(
                "nonempty __slots__ not supported for subtype of '{}'",
                layout.name()
            )));
        }
        let mut names = Vec::new();
        let inherited = |flag| bases.iter().any(|base| base.has_flag(flag));
        let (mut dicts, mut weak) = (
            inherited(TypeFlags::HAS_DICT),
            inherited(TypeFlags::WEAKREF),
        );
        for item in items {
            let Some(name) = item.get::<PyStr>() else {
                return Err(self.type_error(format!(
                    "__slots__ items must be strings, not '{}'",
                    self.type_name(&item)
                )));
            };
            let name = name.lossy().into_owned();
            let identifier = name
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() || c == '_')
                && name.chars().all(|c| c.is_alphanumeric() || c == '_');
            if !identifier {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            match name.as_str() {
                "__dict__" => {
                    if std::mem::replace(&mut dicts, true) {
                        return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                    }
                    *flags |= TypeFlags::HAS_DICT;
                }
                "__weakref__" => {
                    if std::mem::replace(&mut weak, true) {
                        return Err(
                            self.type_error("__weakref__ slot disallowed: we already got one")
                        );
                    }
                    *flags |= TypeFlags::WEAKREF;
                }
                _ => {
                    let interned = self.intern(&mangled(&text(class_name), &name));
                    if dict.find_name(&interned).is_some()
                        && name != "__qualname__"
                        && name != "__classcell__"
                    {
                        return Err(self.value_error(format!(
                            "'{name}' in __slots__ conflicts with class variable"
                        )));
                    }
                    names.push(interned);
                }
            }
        }
        names.sort_by_key(text);
        Ok(names)
    }

    /// The complaint about bases without a common order; `heads` are those that block each other.
    #[must_use]
    pub fn order_conflict(&self, heads: &[Ref<PyType>]) -> super::Raised {
        let names: Vec<String> = heads.iter().map(|class| class.name().to_string()).collect();
        self.type_error(format!(
            "Cannot create a consistent method resolution order (MRO) for bases {}",
            names.join(", ")
        ))
    }

    async fn resolution_order(
        &self,
        metaclass: &Ref<PyType>,
        class: &Ref<PyType>,
        bases: &[Ref<PyType>],
    ) -> PyResult<Vec<Ref<PyType>>> {
        let custom = metaclass
            .lookup(&self.names.mro)
            .filter(|mro| mro.get::<PyNative>().is_none());
        let Some(custom) = custom else {
            let mut order = vec![class.clone()];
            order.extend(PyType::linearize(bases).map_err(|heads| self.order_conflict(&heads))?);
            return Ok(order);
        };
        if let Ok(rest) = PyType::linearize(bases) {
            let order: Vec<_> = std::iter::once(class.clone()).chain(rest).collect();
            *class.mro.borrow_mut() = order.into();
        }
        let flow = self.call_special(&class.to_value(), custom, vec![]);
        let result = self.run_flow(flow).await?;
        let layout = layout_of(class);
        let mut order = Vec::new();
        for item in self.collect(&result).await? {
            let Some(base) = item.to_ref::<PyType>() else {
                return Err(self.type_error(format!(
                    "mro() returned a non-class ('{}')",
                    self.class_name(&item)
                )));
            };
            if !layout.ptr_eq(&layout_of(&base)) && !layout.is_subclass_of(&layout_of(&base)) {
                return Err(self.type_error(format!(
                    "mro() returned base with unsuitable layout ('{}')",
                    base.name()
                )));
            }
            order.push(base);
        }
        if order.is_empty() {
            return Err(self.type_error("type MRO must not be empty"));
        }
        Ok(order)
    }
}

/// A private name as it is written in a class: `__x` in `Class` is `_Class__x`.
fn mangled(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.to_owned();
    }
    format!("_{class}{name}")
}

fn dict_attribute(vm: &Vm, value: &Value) -> PyResult {
    crate::types::function_methods::instance_dict(vm, value)
}

fn set_dict_attribute(vm: &Vm, value: &Value, new: Option<Value>) -> PyResult<()> {
    // Instances of classes may lose it, unlike functions: they get an empty one.
    let new = new.unwrap_or_else(|| vm.new_dict().into_value());
    crate::types::function_methods::replace_dict(vm, value, Some(new))
}

fn weakref_attribute(vm: &Vm, value: &Value) -> PyResult {
    Ok(crate::types::weakref::plain(vm, value).unwrap_or_else(Value::none))
}

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`.
pub async fn build_class(
    vm: &Vm,
    function: Value,
    name: Value,
    given: Vec<Value>,
    keywords: Vec<(Value, Value)>,
) -> PyResult {
    let Some(body) = function.to_ref::<PyFunction>() else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let bases = resolve_bases(vm, &given).await?;
    let (mut metaclass, mut keywords) = (None, keywords);
    if let Some(place) = keywords
        .iter()
        .position(|(key, _)| key.is(&vm.names.metaclass))
    {
        metaclass = Some(keywords.remove(place).1);
    }
    let metaclass = match metaclass {
        Some(metaclass) if metaclass.get::<PyType>().is_none() => metaclass,
        other => {
            let start = match other.and_then(|value| value.to_ref::<PyType>()) {
                Some(class) => class,
                None => match bases.first() {
                    Some(base) => vm.class_of(base).clone(),
                    None => vm.types.type_.clone(),
                },
            };
            most_derived_metaclass(vm, start, &bases)?.into_value()
        }
    };
    let bases_tuple = vm.new_tuple(bases.clone());
    let prepare = vm.names.__prepare__.clone();
    let namespace = match vm.get_attribute_opt(&metaclass, &prepare).await? {
        Some(prepare) => {
            let args = CallArgs::new(vec![name.clone(), bases_tuple.clone()], keywords.clone());
            vm.call(&prepare, args).await?
        }
        None => vm.new_dict().into_value(),
    };
    if namespace.get::<PyDict>().is_none()
        && vm
            .class_of(&namespace)
            .lookup(&vm.names.__getitem__)
            .is_none()
    {
        let shown = match metaclass.get::<PyType>() {
            Some(class) => class.name().to_string(),
            None => "<metaclass>".to_owned(),
        };
        return Err(vm.type_error(format!(
            "{shown}.__prepare__() must return a mapping, not {}",
            vm.type_name(&namespace)
        )));
    }
    let mut frame = vm.bind_function(&body, CallArgs::default())?;
    frame.namespace = Some(namespace.clone());
    let cell = vm.run_frame(frame).await?;
    if bases.len() != given.len() || bases.iter().zip(&given).any(|(a, b)| !a.is(b)) {
        let name = vm.names.__orig_bases__.clone();
        vm.set_item(&namespace, &name, vm.new_tuple(given)).await?;
    }
    let class = vm
        .call(
            &metaclass,
            CallArgs::new(vec![name.clone(), bases_tuple, namespace], keywords),
        )
        .await?;
    if let Some(cell) = cell.get::<PyCell>()
        && class.get::<PyType>().is_some()
    {
        match cell.get() {
            Some(found) if found.is(&class) => {}
            Some(found) => {
                return Err(vm.type_error(format!(
                    "__class__ set to {} defining '{}' as {}",
                    vm.repr_text(&found).await?,
                    text(&name),
                    vm.repr_text(&class).await?
                )));
            }
            None => {
                return Err(vm.runtime_error(format!(
                    "__class__ not set defining '{}' as {}. Was __classcell__ propagated to type.__new__?",
                    text(&name),
                    vm.repr_text(&class).await?
                )));
            }
        }
    }
    Ok(class)
}

/// Replaces bases that are no classes by what their `__mro_entries__` gives (PEP 560).
pub async fn resolve_bases(vm: &Vm, given: &[Value]) -> PyResult<Vec<Value>> {
    let mut bases = Vec::with_capacity(given.len());
    for base in given {
        if base.get::<PyType>().is_some() {
            bases.push(base.clone());
            continue;
        }
        let name = vm.names.__mro_entries__.clone();
        match vm.get_attribute_opt(base, &name).await? {
            Some(entries) => {
                let result = vm.call(&entries, [vm.new_tuple(given.to_vec())]).await?;
                match result.get::<PyTuple>() {
                    Some(tuple) => bases.extend(tuple.items().iter().cloned()),
                    None => return Err(vm.type_error("__mro_entries__ must return a tuple")),
                }
            }
            None => bases.push(base.clone()),
        }
    }
    Ok(bases)
}

/// The metaclass that is a subclass of all the bases' metaclasses.
pub fn most_derived_metaclass(
    vm: &Vm,
    start: Ref<PyType>,
    bases: &[Value],
) -> PyResult<Ref<PyType>> {
    let mut winner = start;
    for base in bases {
        let own = vm.class_of(base).clone();
        if winner.is_subclass_of(&own) {
            continue;
        }
        if own.is_subclass_of(&winner) {
            winner = own;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases",
        ));
    }
    Ok(winner)
}

/// The class that gave the instances of `class` their layout: it, or the nearest above that has another kind of payload
/// or more slots than its own bases.
fn layout_of(class: &Ref<PyType>) -> Ref<PyType> {
    let gives = |class: &&Ref<PyType>| {
        let bases = class.bases.borrow();
        bases.is_empty()
            || bases.iter().all(|base| base.slot_count < class.slot_count)
            || bases.iter().all(|base| base.kind != class.kind)
    };
    let order = class.mro.borrow();
    order.iter().find(gives).unwrap_or(class).clone()
}

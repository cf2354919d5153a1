//! Reading a pickle: its stack, and what each operation does to it.
//!
//! Operations that make scalars are in [`scalars`], those that call something in [`objects`].

mod objects;
mod scalars;

use super::input::Input;
use super::opcodes as op;
use super::unpickler::{self, PyUnpickler};
use super::{NEWEST, classes, unpickling_error};
use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Raised, Vm};

pub(super) struct Loader<'a> {
    pub vm: &'a Vm,
    pub unpickler: &'a PyUnpickler,
    pub input: Input,
    stack: Vec<Value>,
    /// Heights of the stack at its marks.
    marks: Vec<usize>,
    pub persistent_load: Option<Value>,
    pub find_class: Option<Value>,
}

/// Reads the next object of the unpickler's input.
pub async fn load(vm: &Vm, unpickler: &PyUnpickler, own: Option<&Value>) -> PyResult {
    let mut loader = Loader {
        vm,
        unpickler,
        input: unpickler.input.take().unwrap_or_default(),
        stack: Vec::new(),
        marks: Vec::new(),
        persistent_load: unpickler.persistent_load.borrow().clone(),
        find_class: None,
    };
    unpickler.protocol.set(0);
    let result = match own {
        Some(own) => loader.ask_subclass(own).await,
        None => Ok(()),
    };
    let result = match result {
        Ok(()) => loader.run().await,
        Err(raised) => Err(raised),
    };
    let behind = loader.input.catch_up(vm).await;
    drop(unpickler.input.replace(Some(loader.input)));
    let value = result?;
    behind?;
    Ok(value)
}

impl Loader<'_> {
    /// A subclass can replace parts of the unpickler.
    async fn ask_subclass(&mut self, own: &Value) -> PyResult<()> {
        let vm = self.vm;
        let class = classes(vm).unpickler.clone();
        if vm.is_exactly(own, &class) {
            return Ok(());
        }
        let name = vm.intern("persistent_load");
        let method = vm.get_attribute(own, &name).await?;
        self.persistent_load = (!unpickler::is_plain(&method)).then_some(method);
        let name = vm.intern("find_class");
        let in_dict = own
            .as_object()
            .and_then(|object| vm.instance_dict(object))
            .is_some_and(|dict| dict.get_name(&name).is_some());
        let plain = class.lookup(&name);
        let found = vm.class_of(own).lookup(&name);
        let same = matches!((&plain, &found), (Some(plain), Some(found)) if plain.is(found));
        if in_dict || !same {
            self.find_class = Some(vm.get_attribute(own, &name).await?);
        }
        Ok(())
    }

    async fn run(&mut self) -> PyResult {
        let vm = self.vm;
        loop {
            vm.charge(1).await?;
            let Some(code) = self.input.next(vm).await? else {
                return Err(vm.eof_error("Ran out of input"));
            };
            match code {
                op::STOP => return self.pop(),
                op::MARK => self.marks.push(self.stack.len()),
                op::NONE => self.push(Value::none()),
                op::NEWTRUE => self.push(Value::bool(true)),
                op::NEWFALSE => self.push(Value::bool(false)),
                op::BININT1 => {
                    let [number] = self.input.array(vm).await?;
                    self.push(Value::int(i64::from(number)));
                }
                op::BININT2 => {
                    let number = u16::from_le_bytes(self.input.array(vm).await?);
                    self.push(Value::int(i64::from(number)));
                }
                op::BININT => {
                    let number = i32::from_le_bytes(self.input.array(vm).await?);
                    self.push(Value::int(i64::from(number)));
                }
                op::BINFLOAT => {
                    let number = f64::from_be_bytes(self.input.array(vm).await?);
                    self.push(Value::float(number));
                }
                op::BINGET => {
                    let [place] = self.input.array(vm).await?;
                    self.get(usize::from(place))?;
                }
                op::LONG_BINGET => {
                    let place = u32::from_le_bytes(self.input.array(vm).await?);
                    self.get(place as usize)?;
                }
                op::BINPUT => {
                    let [place] = self.input.array(vm).await?;
                    self.put(usize::from(place))?;
                }
                op::LONG_BINPUT => {
                    let place = u32::from_le_bytes(self.input.array(vm).await?);
                    self.put(place as usize)?;
                }
                op::MEMOIZE => {
                    let place = self.unpickler.memo.borrow().len();
                    self.put(place)?;
                }
                op::EMPTY_TUPLE => self.push(vm.new_tuple(vec![])),
                op::TUPLE1 => self.short_tuple(1)?,
                op::TUPLE2 => self.short_tuple(2)?,
                op::TUPLE3 => self.short_tuple(3)?,
                op::TUPLE => {
                    let items = self.pop_mark()?;
                    self.push(vm.new_tuple(items));
                }
                op::EMPTY_LIST => self.push(vm.new_list(vec![])),
                op::LIST => {
                    let items = self.pop_mark()?;
                    self.push(vm.new_list(items));
                }
                op::EMPTY_DICT => self.push(vm.new_dict().into_value()),
                op::DICT => self.dict().await?,
                op::EMPTY_SET => self.push(crate::types::set::empty(vm)),
                op::FROZENSET => {
                    let items = vm.new_list(self.pop_mark()?);
                    let set = vm.call(&vm.types.frozenset.to_value(), [items]).await?;
                    self.push(set);
                }
                op::APPEND => {
                    let place = self.stack.len().wrapping_sub(1);
                    self.append(place).await?;
                }
                op::APPENDS => {
                    let place = self.mark()?;
                    self.append(place).await?;
                }
                op::SETITEM => {
                    let place = self.stack.len().wrapping_sub(2);
                    self.set_items(place).await?;
                }
                op::SETITEMS => {
                    let place = self.mark()?;
                    self.set_items(place).await?;
                }
                op::ADDITEMS => {
                    let place = self.mark()?;
                    self.add_items(place).await?;
                }
                op::POP => self.discard()?,
                op::POP_MARK => drop(self.pop_mark()?),
                op::DUP => {
                    let top = self.top()?.clone();
                    self.push(top);
                }
                op::PROTO => {
                    let [protocol] = self.input.array(vm).await?;
                    if i64::from(protocol) > NEWEST {
                        let message = format!("unsupported pickle protocol: {protocol}");
                        return Err(vm.value_error(message));
                    }
                    self.unpickler.protocol.set(i64::from(protocol));
                }
                op::FRAME => {
                    let length = u64::from_le_bytes(self.input.array(vm).await?);
                    let length = self.length(length, "FRAME")?;
                    self.input.load_frame(vm, length).await?;
                }
                _ => {
                    if !self.scalar(code).await? && !self.object(code).await? {
                        return Err(invalid(vm, code));
                    }
                }
            }
        }
    }

    /// The stack above the last mark is what operations may use.
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    #[inline]
    pub fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    pub fn pop(&mut self) -> PyResult {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow());
        }
        self.stack.pop().ok_or_else(|| self.underflow())
    }

    pub fn top(&self) -> PyResult<&Value> {
        match self.stack.last() {
            Some(top) if self.stack.len() > self.fence() => Ok(top),
            _ => Err(self.underflow()),
        }
    }

    #[cold]
    fn underflow(&self) -> Raised {
        let message = match self.marks.is_empty() {
            true => "unpickling stack underflow",
            false => "unexpected MARK found",
        };
        unpickling_error(self.vm, message)
    }

    /// Takes away the last mark and tells where it was.
    fn mark(&mut self) -> PyResult<usize> {
        let mark = self.marks.pop();
        mark.ok_or_else(|| unpickling_error(self.vm, "could not find MARK"))
    }

    /// What stands above the last mark, which goes too.
    pub fn pop_mark(&mut self) -> PyResult<Vec<Value>> {
        let mark = self.mark()?;
        Ok(self.stack.split_off(mark.min(self.stack.len())))
    }

    fn discard(&mut self) -> PyResult<()> {
        if self.marks.last() == Some(&self.stack.len()) {
            self.marks.pop();
            return Ok(());
        }
        self.pop().map(drop)
    }

    pub fn get(&mut self, place: usize) -> PyResult<()> {
        let found = self.unpickler.memo.borrow().get(&place).cloned();
        match found {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => {
                let message = format!("Memo value not found at index {place}");
                Err(unpickling_error(self.vm, message))
            }
        }
    }

    pub fn put(&mut self, place: usize) -> PyResult<()> {
        let value = self.top()?.clone();
        let old = self.unpickler.memo.borrow_mut().insert(place, value);
        drop(old);
        Ok(())
    }

    /// A length that fits this machine.
    pub fn length(&self, length: u64, what: &str) -> PyResult<usize> {
        let fits = usize::try_from(length).ok();
        fits.filter(|length| isize::try_from(*length).is_ok())
            .ok_or_else(|| {
                let most = isize::MAX;
                let message = format!("{what} exceeds system's maximum size of {most} bytes");
                self.vm.overflow_error(message)
            })
    }

    fn short_tuple(&mut self, count: usize) -> PyResult<()> {
        if self.stack.len() < self.fence() + count {
            return Err(self.underflow());
        }
        let items = self.stack.split_off(self.stack.len() - count);
        self.push(self.vm.new_tuple(items));
        Ok(())
    }

    async fn dict(&mut self) -> PyResult<()> {
        let items = self.pop_mark()?;
        if items.len() % 2 != 0 {
            return Err(unpickling_error(self.vm, "odd number of items for DICT"));
        }
        let dict = self.vm.new_dict();
        self.fill(&dict, items).await?;
        self.push(dict.into_value());
        Ok(())
    }

    async fn fill(&self, dict: &Ref<PyDict>, items: Vec<Value>) -> PyResult<()> {
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            if let Err(value) = self.vm.quick_dict_set(dict, &key, value) {
                self.vm.dict_set(dict, &key, value).await?;
            }
        }
        Ok(())
    }

    /// What stands from a place on, and the object below it, which stays.
    fn above(&mut self, place: usize) -> PyResult<Option<(Value, Vec<Value>)>> {
        let length = self.stack.len();
        if place > length || place <= self.fence() {
            return Err(self.underflow());
        }
        if place == length {
            return Ok(None);
        }
        let items = self.stack.split_off(place);
        Ok(self.stack.last().map(|object| (object.clone(), items)))
    }

    async fn append(&mut self, place: usize) -> PyResult<()> {
        let vm = self.vm;
        let Some((object, items)) = self.above(place)? else {
            return Ok(());
        };
        if vm.is_exactly(&object, &vm.types.list)
            && let Some(list) = object.get::<PyList>()
        {
            vm.check_growth(list.len() + items.len(), size_of::<Value>())?;
            list.extend(items);
            return Ok(());
        }
        let extend = vm.names.extend.clone();
        if let Some(extend) = vm.get_attribute_opt(&object, &extend).await? {
            let items = vm.new_list(items);
            vm.call(&extend, [items]).await?;
            return Ok(());
        }
        let append = vm.get_attribute(&object, &vm.names.append).await?;
        for item in items {
            vm.call(&append, [item]).await?;
        }
        Ok(())
    }

    async fn set_items(&mut self, place: usize) -> PyResult<()> {
        let vm = self.vm;
        let Some((object, items)) = self.above(place)? else {
            return Ok(());
        };
        if items.len() % 2 != 0 {
            return Err(unpickling_error(vm, "odd number of items for SETITEMS"));
        }
        if vm.is_exactly(&object, &vm.types.dict)
            && let Some(dict) = object.to_ref::<PyDict>()
        {
            return self.fill(&dict, items).await;
        }
        let mut items = items.into_iter();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            vm.set_item(&object, &key, value).await?;
        }
        Ok(())
    }

    async fn add_items(&mut self, place: usize) -> PyResult<()> {
        let vm = self.vm;
        let Some((object, items)) = self.above(place)? else {
            return Ok(());
        };
        if vm.is_instance(&object, &vm.types.set) {
            for item in items {
                crate::types::set::add(vm, &object, item).await?;
            }
            return Ok(());
        }
        let add = vm.get_attribute(&object, &vm.names.add).await?;
        for item in items {
            vm.call(&add, [item]).await?;
        }
        Ok(())
    }

    /// A module's member, by the method of the subclass or our own.
    pub async fn class(&self, module: Value, name: Value) -> PyResult {
        match &self.find_class {
            Some(method) => self.vm.call(method, [module, name]).await,
            None => unpickler::find_class(self.vm, self.unpickler, &module, &name).await,
        }
    }
}

fn invalid(vm: &Vm, code: u8) -> Raised {
    let shown = match code {
        b'\'' | b'\\' => format!("\\x{code:02x}"),
        0x20..0x7F => char::from(code).to_string(),
        _ => format!("\\x{code:02x}"),
    };
    unpickling_error(vm, format!("invalid load key, '{shown}'."))
}

/// Whether it is a `str` itself, of no subclass.
pub(super) fn is_text(vm: &Vm, value: &Value) -> bool {
    vm.is_exactly(value, &vm.types.str) && value.get::<PyStr>().is_some()
}

//! `array`: numbers of one kind, close together.
//!
//! Here: the class and the methods that make and read arrays; [`change`] has those that change them, [`items`] what an
//! item is. The bytes are kept in a `bytearray`, so that views of it work as views of those.

pub mod change;
pub mod items;

use std::cell::OnceCell;

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer;
use crate::types::bytearray::PyByteArray;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::sequence::{Bounds, absolute, new_class, places};
use crate::types::slice::PySlice;
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::operators::Comparison;
use crate::vm::{NativeResult, PyResult, Vm};
use items::{CODES, is_text, pack, size_of, unpack};

/// `array.array`.
pub struct PyArray {
    pub code: char,
    /// The items' bytes.
    pub data: Ref<PyByteArray>,
}

impl Trace for PyArray {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

impl PyArray {
    pub fn size(&self) -> usize {
        size_of(self.code).unwrap_or(1)
    }

    pub(crate) fn len(&self) -> usize {
        self.data.data.borrow().len() / self.size()
    }

    /// The item at an index below `len()`.
    pub fn item(&self, vm: &Vm, index: usize) -> Value {
        let size = self.size();
        unpack(
            vm,
            self.code,
            &self.data.data.borrow()[index * size..][..size],
        )
    }
}

#[derive(Default)]
struct Class(OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone()
}

#[derive(Default)]
struct IteratorClass(OnceCell<Ref<PyType>>);

fn iterator_class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<IteratorClass>()
        .0
        .get_or_init(|| vm.new_native_type(&ITERATOR, &[]))
        .clone()
}

static ITERATOR: TypeDef = TypeDef {
    name: "arrayiterator",
    module: "array",
    ..crate::types::iterators::SEQUENCE
};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "array", FUNCTIONS);
    for name in ["array", "ArrayType"] {
        dict.set_name(&vm.intern(name), class(vm).into_value());
    }
    dict.set_name(&vm.intern("typecodes"), vm.intern(CODES));
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "_array_reconstructor",
    "(arraytype, typecode, mformat_code, items, /)",
    |vm, args| {
        let code = one_letter(vm, args.get(1))?;
        let data = buffer::argument(vm, args.get(3))?.to_vec();
        let class = new_class(vm, args.get(0), &class(vm))?;
        let Some(given) = args.get(2).as_small_int() else {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                vm.class_name(args.get(2))
            )));
        };
        let whole = data.len() % size_of(code).unwrap_or(1) == 0;
        if whole && given == items::machine_format(code) {
            return Ok(make(vm, code, data, &class).into());
        }
        let vm = vm.clone();
        Vm::future(async move {
            let list = items::foreign(&vm, given, &data)?;
            let data = packed(&vm, code, &list).await?;
            Ok(make(&vm, code, data, &class))
        })
    },
)];

static TYPE: TypeDef = TypeDef {
    name: "array",
    module: "array",
    kind: Kind::Array,
    flags: TypeFlags::SEQUENCE | TypeFlags::WEAKREF,
    methods: &[
        NativeDef::new("($type, *args, **kwargs)", new),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__len__", "($self, /)", |_, args| {
            Ok(Value::int(array(args.get(0)).len() as i64).into())
        }),
        NativeDef::method("__getitem__", "($self, key, /)", getitem),
        NativeDef::method("__setitem__", "($self, key, value, /)", change::setitem),
        NativeDef::method("__delitem__", "($self, key, /)", change::delitem),
        NativeDef::method("__contains__", "($self, key, /)", |vm, args| {
            search(vm, args, |_, found, _| Ok(Value::bool(found.is_some())))
        }),
        NativeDef::method("__iter__", "($self, /)", |vm, args| {
            let iterator = crate::types::iterators::sequence_iterator(vm, args.get(0));
            if let Some(object) = iterator.as_object() {
                object.set_class(iterator_class(vm));
            }
            Ok(iterator.into())
        }),
        NativeDef::method("__add__", "($self, value, /)", change::add),
        NativeDef::method("__iadd__", "($self, value, /)", change::iadd),
        NativeDef::method("__mul__", "($self, value, /)", change::mul),
        NativeDef::method("__rmul__", "($self, value, /)", change::mul),
        NativeDef::method("__imul__", "($self, value, /)", change::imul),
        NativeDef::method("__eq__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Eq)
        }),
        NativeDef::method("__ne__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Ne)
        }),
        NativeDef::method("__lt__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Lt)
        }),
        NativeDef::method("__le__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Le)
        }),
        NativeDef::method("__gt__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Gt)
        }),
        NativeDef::method("__ge__", "($self, value, /)", |vm, args| {
            compare(vm, args, Comparison::Ge)
        }),
        NativeDef::method(
            "__buffer__",
            "($self, flags, /)",
            crate::types::memoryview::buffer,
        ),
        NativeDef::method("__copy__", "($self, /)", copy),
        NativeDef::method("__deepcopy__", "($self, unused, /)", copy),
        NativeDef::method("__reduce_ex__", "($self, value, /)", reduce_ex),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            crate::types::list_methods::class_get_item,
        ),
        NativeDef::method("append", "($self, v, /)", change::append),
        NativeDef::method("extend", "($self, bb, /)", change::extend),
        NativeDef::method("insert", "($self, i, v, /)", change::insert),
        NativeDef::method("pop", "($self, i=-1, /)", change::pop),
        NativeDef::method("remove", "($self, v, /)", change::remove),
        NativeDef::method("clear", "($self, /)", change::clear),
        NativeDef::method("reverse", "($self, /)", change::reverse),
        NativeDef::method("byteswap", "($self, /)", change::byteswap),
        NativeDef::method("fromlist", "($self, list, /)", change::fromlist),
        NativeDef::method("frombytes", "($self, buffer, /)", change::frombytes),
        NativeDef::method("fromfile", "($self, f, n, /)", change::fromfile),
        NativeDef::method("fromunicode", "($self, ustr, /)", change::fromunicode),
        NativeDef::method("tolist", "($self, /)", |vm, args| {
            Ok(vm.new_list(values(vm, args.get(0))).into())
        }),
        NativeDef::method("tobytes", "($self, /)", |vm, args| {
            Ok(vm.new_bytes(bytes(args.get(0))).into())
        }),
        NativeDef::method("tofile", "($self, f, /)", |vm, args| {
            let (vm, file) = (vm.clone(), args.get(1).clone());
            let data = vm.new_bytes(bytes(args.get(0)));
            Vm::future(async move {
                vm.call_method(&file, &vm.names.write.clone(), [data])
                    .await?;
                Ok(Value::none())
            })
        }),
        NativeDef::method("tounicode", "($self, /)", tounicode),
        NativeDef::method(
            "index",
            "($self, v, start=0, stop=9223372036854775807, /)",
            |vm, args| {
                search(vm, args, |vm, found, _| match found {
                    Some(place) => Ok(Value::int(place as i64)),
                    None => Err(vm.value_error("array.index(x): x not in array")),
                })
            },
        ),
        NativeDef::method("count", "($self, v, /)", |vm, args| {
            search(vm, args, |_, _, count| Ok(Value::int(count as i64)))
        }),
        NativeDef::method("buffer_info", "($self, /)", |vm, args| {
            let this = array(args.get(0));
            let address = this.data.to_value().identity() as i64;
            Ok(vm
                .new_tuple(vec![Value::int(address), Value::int(this.len() as i64)])
                .into())
        }),
    ],
    attributes: &[
        GetSetDef::read_only("typecode", |vm, this| {
            Ok(vm.new_str(array(this).code.to_string()))
        }),
        GetSetDef::read_only("itemsize", |_, this| {
            Ok(Value::int(array(this).size() as i64))
        }),
    ],
    doc: "A homogeneous array of numbers or characters.",
};

pub fn array(value: &Value) -> &PyArray {
    value.get().expect("the receiver was checked")
}

pub fn bytes(value: &Value) -> Vec<u8> {
    array(value).data.data.borrow().clone()
}

pub fn values(vm: &Vm, value: &Value) -> Vec<Value> {
    let this = array(value);
    let data = this.data.data.borrow();
    data.chunks_exact(this.size())
        .map(|bytes| unpack(vm, this.code, bytes))
        .collect()
}

/// An array of bytes.
pub fn make(vm: &Vm, code: char, data: Vec<u8>, class: &Ref<PyType>) -> Value {
    let data = Ref::new(PyByteArray::new(data), &vm.types.bytearray);
    Ref::new(PyArray { code, data }, class).into_value()
}

fn one_letter(vm: &Vm, value: &Value) -> PyResult<char> {
    let Some(text) = value.get::<PyStr>() else {
        return Err(vm.type_error(format!(
            "array() argument 1 must be a unicode character, not {}",
            crate::types::arguments::type_word(vm, value)
        )));
    };
    if text.len() != 1 {
        return Err(vm.type_error(format!(
            "array() argument 1 must be a unicode character, not a string of length {}",
            text.len()
        )));
    }
    let letter = text.code_point(0).to_char().unwrap_or('\0');
    if size_of(letter).is_none() {
        return Err(
            vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
        );
    }
    Ok(letter)
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = new_class(vm, args.get(0), &class(vm))?;
    let given = args.rest(1);
    if !args.keywords(2).is_empty() && !class.has_flag(TypeFlags::HEAP) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let (code, initial) = match given {
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
        [code] => (one_letter(vm, code)?, None),
        [code, initial] => (one_letter(vm, code)?, Some(initial.clone())),
        _ => {
            return Err(vm.type_error(format!(
                "array() takes at most 2 arguments ({} given)",
                given.len()
            )));
        }
    };
    if let Some(initial) = &initial {
        if initial.get::<PyStr>().is_some() && !is_text(code) {
            return Err(vm.type_error(format!(
                "cannot use a str to initialize an array with typecode '{code}'"
            )));
        }
        if let Some(other) = initial.get::<PyArray>()
            && is_text(other.code)
            && !is_text(code)
        {
            return Err(vm.type_error(format!(
                "cannot use a unicode array to initialize an array with typecode '{code}'"
            )));
        }
    }
    let vm = vm.clone();
    Vm::future(async move {
        if code == 'u' {
            let category = vm.types.exceptions.deprecation_warning.clone();
            vm.warn(
                &category,
                "The 'u' type code is deprecated and will be removed in Python 3.16",
            )
            .await?;
        }
        let Some(initial) = initial else {
            return Ok(make(&vm, code, Vec::new(), &class));
        };
        if let Some(data) = buffer::view(&initial).filter(|_| initial.get::<PyArray>().is_none()) {
            if data.len() % size_of(code).unwrap_or(1) != 0 {
                return Err(vm.value_error("bytes length not a multiple of item size"));
            }
            let data = data.to_vec();
            return Ok(make(&vm, code, data, &class));
        }
        if let Some(other) = initial.get::<PyArray>()
            && other.code == code
        {
            return Ok(make(&vm, code, bytes(&initial), &class));
        }
        let data = packed(&vm, code, &initial).await?;
        Ok(make(&vm, code, data, &class))
    })
}

/// The bytes of all items of an iterable.
pub async fn packed(vm: &Vm, code: char, iterable: &Value) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    if let Some(text) = iterable.get::<PyStr>() {
        for point in text.as_wtf8().code_points() {
            out.extend(point.to_u32().to_le_bytes());
        }
        return Ok(out);
    }
    let iterator = vm.iter(iterable).await?;
    while let Some(item) = vm.next(&iterator).await? {
        vm.check_growth(out.len() >> 3, 8)?;
        pack(vm, code, &item, &mut out).await?;
    }
    Ok(out)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let (name, code) = (vm.class_of(&own).name(), array(&own).code);
        if array(&own).len() == 0 {
            return Ok(vm.new_str(format!("{name}('{code}')")));
        }
        let shown = match is_text(code) {
            true => text(&vm, &own),
            false => vm.new_list(values(&vm, &own)),
        };
        Ok(vm.new_str(format!("{name}('{code}', {})", vm.repr_text(&shown).await?)))
    })
}

/// The text of an array of characters.
fn text(vm: &Vm, own: &Value) -> Value {
    let mut text = rustpython_wtf8::Wtf8Buf::new();
    for item in values(vm, own) {
        if let Some(item) = item.get::<PyStr>() {
            text.push_wtf8(item.as_wtf8());
        }
    }
    vm.new_wtf8(text)
}

fn tounicode(vm: &Vm, args: Args<'_>) -> NativeResult {
    if !is_text(array(args.get(0)).code) {
        return Err(
            vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        );
    }
    Ok(text(vm, args.get(0)).into())
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (this, key) = (array(args.get(0)), args.get(1));
    if let Some(index) = key.as_small_int() {
        return match absolute(index, this.len()) {
            Some(index) => Ok(this.item(vm, index).into()),
            None => Err(vm.index_error("array index out of range")),
        };
    }
    let (vm, own, key) = (vm.clone(), args.get(0).clone(), key.clone());
    Vm::future(async move {
        let this = array(&own);
        if let Some(slice) = key.get::<PySlice>() {
            let bounds = Bounds::of(&vm, slice).await?;
            let (start, count, step) = bounds.fit(this.len());
            let size = this.size();
            let data = this.data.data.borrow();
            let selected =
                places(start, count, step).flat_map(|place| &data[place * size..][..size]);
            return Ok(make(
                &vm,
                this.code,
                selected.copied().collect(),
                &class(&vm),
            ));
        }
        let index = change::index_of(&vm, &key).await?;
        match absolute(index, this.len()) {
            Some(index) => Ok(this.item(&vm, index)),
            None => Err(vm.index_error("array index out of range")),
        }
    })
}

/// Looks for items equal to the argument: the first place within bounds, and how many in all.
fn search(
    vm: &Vm,
    args: Args<'_>,
    then: fn(&Vm, Option<usize>, usize) -> PyResult,
) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let own = slots[0].clone().expect("bound");
        let wanted = slots[1].clone().expect("bound");
        let bounds = [2, 3].map(|place| slots.get(place).and_then(Option::as_ref));
        let (start, end) = crate::types::arguments::bounds(bounds[0], bounds[1], array(&own).len());
        let (mut first, mut count, mut place) = (None, 0, start);
        while place < end.min(array(&own).len()) {
            let item = array(&own).item(&vm, place);
            vm.charge(1).await?;
            if vm.equal(&item, &wanted).await? {
                first = first.or(Some(place));
                count += 1;
            }
            place += 1;
        }
        then(&vm, first, count)
    })
}

fn compare(vm: &Vm, args: Args<'_>, op: Comparison) -> NativeResult {
    if args.get(1).get::<PyArray>().is_none() {
        return Ok(vm.types.not_implemented.clone().into());
    }
    let lists = [args.get(0), args.get(1)].map(|array| vm.new_list(values(vm, array)));
    vm.comparison(op, &lists[0], &lists[1])
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.class_of(args.get(0)).clone();
    Ok(make(vm, array(args.get(0)).code, bytes(args.get(0)), &class).into())
}

fn reduce_ex(vm: &Vm, args: Args<'_>) -> NativeResult {
    let own = args.get(0);
    let class = vm.class_of(own).to_value();
    let code = vm.new_str(array(own).code.to_string());
    let attributes = own
        .as_object()
        .and_then(|object| object.dict())
        .map_or_else(Value::none, Ref::into_value);
    if crate::types::arguments::saturating(args.get(1)) < 3 {
        let items = vm.new_list(values(vm, own));
        let given = vm.new_tuple(vec![code, items]);
        return Ok(vm.new_tuple(vec![class, given, attributes]).into());
    }
    let format = Value::int(items::machine_format(array(own).code));
    let given = vm.new_tuple(vec![class, code, format, vm.new_bytes(bytes(own))]);
    let vm = vm.clone();
    Vm::future(async move {
        // The one that the module has, so that pickling finds it there.
        let module = crate::vm::import::import(&vm, "array").await?;
        let maker = vm
            .get_attribute(&module, &vm.intern("_array_reconstructor"))
            .await?;
        Ok(vm.new_tuple(vec![maker, given, attributes]))
    })
}

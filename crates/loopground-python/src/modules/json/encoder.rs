//! `_json.Encoder`: values to JSON text, without recursion.

use rustpython_wtf8::Wtf8Buf;

use super::{is_own, push_string};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::list::PyList;
use crate::types::native::{Args, NativeDef};
use crate::types::number::{float_of, int_of};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// `_json.Encoder`.
pub struct PyEncoder {
    /// `markers`, `default`, `encoder`, `indent`, `key_separator`, `item_separator`.
    given: [Value; 6],
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
}

impl Trace for PyEncoder {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.given.iter().for_each(visit);
    }
}

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone()
}

static TYPE: TypeDef = TypeDef {
    name: "Encoder",
    module: "_json",
    kind: Kind::JsonEncoder,
    flags: 0,
    methods: &[
        NativeDef::new(
            "($type, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
            new,
        ),
        NativeDef::method("__call__", "($self, obj, _current_indent_level)", call),
    ],
    attributes: &[
        GetSetDef::field("markers", |_, this| Ok(encoder(this).given[0].clone())),
        GetSetDef::field("default", |_, this| Ok(encoder(this).given[1].clone())),
        GetSetDef::field("encoder", |_, this| Ok(encoder(this).given[2].clone())),
        GetSetDef::field("indent", |_, this| Ok(encoder(this).given[3].clone())),
        GetSetDef::field(
            "key_separator",
            |_, this| Ok(encoder(this).given[4].clone()),
        ),
        GetSetDef::field("item_separator", |_, this| {
            Ok(encoder(this).given[5].clone())
        }),
        GetSetDef::field("sort_keys", |_, this| {
            Ok(Value::bool(encoder(this).sort_keys))
        }),
        GetSetDef::field("skipkeys", |_, this| {
            Ok(Value::bool(encoder(this).skip_keys))
        }),
    ],
    doc: "JSON encoder object",
};

fn encoder(value: &Value) -> &PyEncoder {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &class(vm))?;
    let given = [1, 2, 3, 4, 5, 6].map(|place| args.get(place).clone());
    if !given[0].is_none() && given[0].get::<PyDict>().is_none() {
        return Err(vm.type_error(format!(
            "make_encoder() argument 1 must be dict or None, not {}",
            vm.class_name(&given[0])
        )));
    }
    for (place, value) in [(5, &given[4]), (6, &given[5])] {
        crate::types::arguments::text(vm, value, "make_encoder", place)?;
    }
    let flags = [7, 8, 9].map(|place| args.get(place).clone());
    let vm = vm.clone();
    Vm::future(async move {
        let made = PyEncoder {
            given,
            sort_keys: vm.truth(&flags[0]).await?,
            skip_keys: vm.truth(&flags[1]).await?,
            allow_nan: vm.truth(&flags[2]).await?,
        };
        Ok(Ref::new(made, &class).into_value())
    })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let level = crate::types::arguments::saturating(args.get(2)).max(0) as usize;
    let (vm, own, value) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let mut writer = Writer {
            vm: &vm,
            own: encoder(&own),
            ascii: is_own(&encoder(&own).given[2]),
            indent: encoder(&own).given[3].get::<PyStr>(),
            base: level,
            out: Wtf8Buf::new(),
            open: Vec::new(),
            in_key: false,
        };
        match writer.write(value).await {
            Ok(()) => Ok(vm.new_tuple(vec![vm.new_wtf8(writer.out)])),
            Err(raised) => {
                if writer.in_key {
                    // Not a member's value is wrong, but the mapping itself.
                    writer.open.pop();
                }
                while let Some(open) = writer.open.pop() {
                    note(&vm, &raised, &open).await?;
                }
                Err(raised)
            }
        }
    })
}

/// Adds where in the data the error is.
async fn note(vm: &Vm, raised: &Raised, open: &Open) -> PyResult<()> {
    let class = vm.class_of(&open.object).clone();
    let name = crate::types::type_methods::full_name(vm, &class);
    let text = match &open.rest {
        Rest::Items(next) => format!("when serializing {name} item {}", next - 1),
        Rest::Members(members, next) => {
            let key = vm.repr_text(&members[next - 1].0).await?;
            format!("when serializing {name} item {key}")
        }
        Rest::Nothing => format!("when serializing {name} object"),
    };
    vm.call_method(&raised.value(), &vm.intern("add_note"), [vm.new_str(text)])
        .await?;
    Ok(())
}

/// A container that is being written.
struct Open {
    object: Value,
    rest: Rest,
    /// Whether something of it stands there already.
    begun: bool,
}

enum Rest {
    /// The place of the next item of a list or tuple.
    Items(usize),
    Members(Vec<(Value, Value)>, usize),
    /// What `default` made of the object was all.
    Nothing,
}

/// An item of a list or tuple as it is now.
fn item_at(value: &Value, place: usize) -> Option<Value> {
    match value.get::<PyList>() {
        Some(list) => list.items().get(place).cloned(),
        None => value.get::<PyTuple>()?.items().get(place).cloned(),
    }
}

struct Writer<'a> {
    vm: &'a Vm,
    own: &'a PyEncoder,
    /// Which of our own encoders of strings is used.
    ascii: Option<bool>,
    indent: Option<&'a PyStr>,
    base: usize,
    out: Wtf8Buf,
    open: Vec<Open>,
    /// Whether a member's key is being written.
    in_key: bool,
}

impl Writer<'_> {
    async fn write(&mut self, value: Value) -> PyResult<()> {
        let mut current = Some(value);
        loop {
            self.vm.charge(1).await?;
            if let Some(value) = current.take() {
                self.vm.check_growth(self.out.len() >> 4, 16)?;
                current = self.begin(value).await?;
                if current.is_some() {
                    continue;
                }
            }
            let Some(open) = self.open.last_mut() else {
                return Ok(());
            };
            // A list may be changed by what writing an item calls.
            let item = match &open.rest {
                Rest::Items(next) => item_at(&open.object, *next),
                _ => None,
            };
            match (&mut open.rest, item) {
                (Rest::Items(next), Some(item)) => {
                    *next += 1;
                    let first = !std::mem::replace(&mut open.begun, true);
                    self.separate(first);
                    current = Some(item);
                }
                (Rest::Members(members, next), _) if *next < members.len() => {
                    let (key, value) = members[*next].clone();
                    *next += 1;
                    self.in_key = true;
                    if let Some(key) = self.key(&key).await? {
                        let open = self.open.last_mut().expect("it was there above");
                        let first = !std::mem::replace(&mut open.begun, true);
                        self.separate(first);
                        self.string(&key).await?;
                        let separator = self.own.given[4].get::<PyStr>();
                        self.out
                            .push_wtf8(separator.expect("checked when made").as_wtf8());
                        current = Some(value);
                    }
                    self.in_key = false;
                }
                (rest, _) => {
                    let close = match rest {
                        Rest::Items(..) => Some(']'),
                        Rest::Members(..) => Some('}'),
                        Rest::Nothing => None,
                    };
                    let begun = open.begun;
                    let done = self.open.pop();
                    drop(done);
                    if let Some(close) = close {
                        if begun {
                            self.new_line();
                        }
                        self.out.push_char(close);
                    }
                }
            }
        }
    }

    /// What stands before an item: the separator, unless it is the first, and a new line when indented.
    fn separate(&mut self, first: bool) {
        if !first {
            let separator = self.own.given[5].get::<PyStr>().expect("checked when made");
            self.out.push_wtf8(separator.as_wtf8());
        }
        self.new_line();
    }

    fn new_line(&mut self) {
        let Some(indent) = self.indent else {
            return;
        };
        self.out.push_char('\n');
        let levels = self
            .open
            .iter()
            .filter(|open| !matches!(open.rest, Rest::Nothing))
            .count();
        for _ in 0..self.base + levels {
            self.out.push_wtf8(indent.as_wtf8());
        }
    }

    /// Writes a value, or its beginning; a value that `default` made instead comes back.
    async fn begin(&mut self, value: Value) -> PyResult<Option<Value>> {
        let vm = self.vm;
        if value.get::<PyStr>().is_some() {
            self.string(&value).await?;
        } else if let Some(text) = self.number(&value)? {
            self.out.push_str(&text);
        } else if value.get::<PyList>().is_some() || value.get::<PyTuple>().is_some() {
            if item_at(&value, 0).is_none() {
                self.out.push_str("[]");
            } else {
                self.enter(value, Rest::Items(0))?;
                self.out.push_char('[');
            }
        } else if let Some(dict) = value.get::<PyDict>() {
            if dict.is_empty() {
                self.out.push_str("{}");
            } else {
                // Only what is not empty can contain itself.
                self.check_circular(&value)?;
                let members = self.members(&value, dict).await?;
                self.enter(value, Rest::Members(members, 0))?;
                self.out.push_char('{');
            }
        } else {
            self.check_circular(&value)?;
            let instead = vm.call(&self.own.given[1], [value.clone()]).await?;
            self.enter(value, Rest::Nothing)?;
            return Ok(Some(instead));
        }
        Ok(None)
    }

    fn check_circular(&self, value: &Value) -> PyResult<()> {
        let circular =
            !self.own.given[0].is_none() && self.open.iter().any(|open| open.object.is(value));
        if circular {
            return Err(self.vm.value_error("Circular reference detected"));
        }
        Ok(())
    }

    fn enter(&mut self, object: Value, rest: Rest) -> PyResult<()> {
        const DEEPEST: usize = 50_000;
        self.check_circular(&object)?;
        if self.open.len() > DEEPEST {
            return Err(self
                .vm
                .recursion_error("maximum recursion depth exceeded while encoding a JSON object"));
        }
        self.open.push(Open {
            object,
            rest,
            begun: false,
        });
        Ok(())
    }

    async fn members(&self, value: &Value, dict: &PyDict) -> PyResult<Vec<(Value, Value)>> {
        let vm = self.vm;
        if !self.own.sort_keys && vm.is_exactly(value, &vm.types.dict) {
            return Ok(dict.snapshot());
        }
        let items = vm.call_method(value, &vm.names.items.clone(), []).await?;
        let mut items = vm.collect(&items).await?;
        if self.own.sort_keys {
            let (sorted, result) =
                crate::types::list_sort::sort_values(vm, items, None, false).await;
            result?;
            items = sorted;
        }
        items
            .iter()
            .map(|item| match item.get::<PyTuple>().map(PyTuple::items) {
                Some([key, value]) => Ok((key.clone(), value.clone())),
                _ => Err(vm.value_error("items must return 2-tuples")),
            })
            .collect()
    }

    async fn string(&mut self, value: &Value) -> PyResult<()> {
        if let (Some(ascii), Some(text)) = (self.ascii, value.get::<PyStr>()) {
            push_string(&mut self.out, text, ascii);
            return Ok(());
        }
        let encoded = self.vm.call(&self.own.given[2], [value.clone()]).await?;
        match encoded.get::<PyStr>() {
            Some(text) => self.out.push_wtf8(text.as_wtf8()),
            None => {
                return Err(self.vm.type_error(format!(
                    "encoder() must return a string, not {}",
                    self.vm.class_name(&encoded)
                )));
            }
        }
        Ok(())
    }

    /// The text of `None`, a bool or a number; nothing for what is none of these.
    fn number(&self, value: &Value) -> PyResult<Option<String>> {
        if value.is_none() {
            return Ok(Some("null".to_owned()));
        }
        if let Some(truth) = value.as_bool() {
            return Ok(Some(truth.to_string()));
        }
        if let Some(int) = int_of(value) {
            return Ok(Some(int.big().to_string()));
        }
        let Some(float) = float_of(value) else {
            return Ok(None);
        };
        let shown = crate::types::quick_repr(self.vm, &Value::float(float)).unwrap_or_default();
        if float.is_finite() {
            return Ok(Some(shown));
        }
        if !self.own.allow_nan {
            return Err(self.vm.value_error(format!(
                "Out of range float values are not JSON compliant: {shown}"
            )));
        }
        let name = match shown.as_str() {
            "inf" => "Infinity",
            "-inf" => "-Infinity",
            _ => "NaN",
        };
        Ok(Some(name.to_owned()))
    }

    /// A key as a string; nothing when it is to be left out.
    async fn key(&self, key: &Value) -> PyResult<Option<Value>> {
        if key.get::<PyStr>().is_some() {
            return Ok(Some(key.clone()));
        }
        if let Some(text) = self.number(key)? {
            return Ok(Some(self.vm.new_str(text)));
        }
        if self.own.skip_keys {
            return Ok(None);
        }
        Err(self.vm.type_error(format!(
            "keys must be str, int, float, bool or None, not {}",
            self.vm.class_name(key)
        )))
    }
}

//! `_json.Scanner`: JSON text to values, without recursion.

use std::collections::HashMap;

use num_bigint::BigInt;
use rustpython_wtf8::Wtf8Buf;

use super::{Failure, Text, read_string};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

/// How many containers may be open: CPython's own bound is its stack's.
const DEEPEST: usize = 50_000;
/// More digits than these make `int` refuse, unless the program raised the limit.
const PLAIN_DIGITS: usize = 4300;

/// `_json.Scanner`.
pub struct PyScanner {
    strict: bool,
    /// `object_hook`, `object_pairs_hook`, `parse_float`, `parse_int`, `parse_constant`.
    hooks: [Value; 5],
}

impl Trace for PyScanner {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.hooks.iter().for_each(visit);
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
    name: "Scanner",
    module: "_json",
    kind: Kind::JsonScanner,
    flags: 0,
    methods: &[
        NativeDef::new("($type, context)", new),
        NativeDef::method("__call__", "($self, string, idx)", call),
    ],
    attributes: &[
        GetSetDef::field("strict", |_, this| Ok(Value::bool(scanner(this).strict))),
        GetSetDef::field("object_hook", |_, this| Ok(scanner(this).hooks[0].clone())),
        GetSetDef::field("object_pairs_hook", |_, this| {
            Ok(scanner(this).hooks[1].clone())
        }),
        GetSetDef::field("parse_float", |_, this| Ok(scanner(this).hooks[2].clone())),
        GetSetDef::field("parse_int", |_, this| Ok(scanner(this).hooks[3].clone())),
        GetSetDef::field("parse_constant", |_, this| {
            Ok(scanner(this).hooks[4].clone())
        }),
    ],
    doc: "JSON scanner object",
};

fn scanner(value: &Value) -> &PyScanner {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &class(vm))?;
    let (vm, context) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let strict = vm.get_attribute(&context, &vm.intern("strict")).await?;
        let strict = vm.truth(&strict).await?;
        let names = [
            "object_hook",
            "object_pairs_hook",
            "parse_float",
            "parse_int",
            "parse_constant",
        ];
        let mut hooks = [const { Value::none() }; 5];
        for (hook, name) in hooks.iter_mut().zip(names) {
            *hook = vm.get_attribute(&context, &vm.intern(name)).await?;
        }
        Ok(Ref::new(PyScanner { strict, hooks }, &class).into_value())
    })
}

fn call(vm: &Vm, args: Args<'_>) -> NativeResult {
    let start = crate::types::arguments::saturating(args.get(2));
    super::text(vm, args.get(1))?;
    let Ok(start) = usize::try_from(start) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    let (vm, own, text) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let string = text.get::<PyStr>().expect("checked above");
        let mut reader = Reader {
            vm: &vm,
            own: scanner(&own),
            text: Text::of(string),
            place: start,
            keys: HashMap::new(),
        };
        match reader.read().await {
            Ok(value) => Ok(vm.new_tuple(vec![value, Value::int(reader.place as i64)])),
            Err(failure) => Err(failure.raise(&vm, &text).await),
        }
    })
}

/// A container whose end has not been read.
enum Open {
    List(Vec<Value>),
    /// Its members so far, and the key whose value comes next.
    Object(Members, Value),
}

enum Members {
    Dict(Ref<PyDict>),
    /// For `object_pairs_hook`.
    Pairs(Vec<Value>),
}

struct Reader<'a> {
    vm: &'a Vm,
    own: &'a PyScanner,
    text: Text<'a>,
    place: usize,
    /// Equal keys are one string.
    keys: HashMap<Wtf8Buf, Value>,
}

impl Reader<'_> {
    fn here(&self) -> u32 {
        self.text.at(self.place)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.here(), 0x20 | 0x09 | 0x0A | 0x0D) {
            self.place += 1;
        }
    }

    async fn read(&mut self) -> Result<Value, Failure> {
        let vm = self.vm;
        let mut open: Vec<Open> = Vec::new();
        loop {
            vm.charge(1).await?;
            if open.len() > DEEPEST {
                return Err(vm
                    .recursion_error("maximum recursion depth exceeded while decoding a JSON object from a unicode string")
                    .into());
            }
            let mut value = match char::from_u32(self.here()) {
                Some('{') => {
                    self.place += 1;
                    self.skip_blanks();
                    let members = match self.own.hooks[1].is_none() {
                        true => Members::Dict(vm.new_dict()),
                        false => Members::Pairs(Vec::new()),
                    };
                    if self.here() != u32::from('}') {
                        let key = self.key()?;
                        open.push(Open::Object(members, key));
                        continue;
                    }
                    self.place += 1;
                    self.object(members).await?
                }
                Some('[') => {
                    self.place += 1;
                    self.skip_blanks();
                    if self.here() != u32::from(']') {
                        open.push(Open::List(Vec::new()));
                        continue;
                    }
                    self.place += 1;
                    vm.new_list(Vec::new())
                }
                _ => self.scalar().await?,
            };
            // The value belongs to the innermost open container, which it may end, and so on.
            loop {
                let Some(top) = open.last_mut() else {
                    return Ok(value);
                };
                self.skip_blanks();
                let close = match top {
                    Open::List(items) => {
                        vm.check_growth(items.len(), size_of::<Value>())?;
                        items.push(value);
                        ']'
                    }
                    Open::Object(Members::Dict(dict), key) => {
                        if let Err(value) = vm.quick_dict_set(dict, key, value) {
                            vm.dict_set(dict, key, value).await?;
                        }
                        '}'
                    }
                    Open::Object(Members::Pairs(pairs), key) => {
                        pairs.push(vm.new_tuple(vec![key.clone(), value]));
                        '}'
                    }
                };
                if self.here() == u32::from(close) {
                    self.place += 1;
                    value = match open.pop() {
                        Some(Open::List(items)) => vm.new_list(items),
                        Some(Open::Object(members, _)) => self.object(members).await?,
                        None => unreachable!("it was there above"),
                    };
                    continue;
                }
                if self.here() != u32::from(',') {
                    return Err(Failure::Wrong("Expecting ',' delimiter", self.place));
                }
                let comma = self.place;
                self.place += 1;
                self.skip_blanks();
                let trailing = self.here() == u32::from(close);
                match top {
                    Open::List(_) if trailing => {
                        return Err(Failure::Wrong(
                            "Illegal trailing comma before end of array",
                            comma,
                        ));
                    }
                    Open::Object(..) if trailing => {
                        return Err(Failure::Wrong(
                            "Illegal trailing comma before end of object",
                            comma,
                        ));
                    }
                    Open::List(_) => {}
                    Open::Object(_, key) => *key = self.key()?,
                }
                break;
            }
        }
    }

    /// A member's name and the colon behind it.
    fn key(&mut self) -> Result<Value, Failure> {
        if self.here() != u32::from('"') {
            return Err(Failure::Wrong(
                "Expecting property name enclosed in double quotes",
                self.place,
            ));
        }
        let (text, end) = read_string(self.text, self.place + 1, self.own.strict)?;
        self.place = end;
        self.skip_blanks();
        if self.here() != u32::from(':') {
            return Err(Failure::Wrong("Expecting ':' delimiter", self.place));
        }
        self.place += 1;
        self.skip_blanks();
        if let Some(known) = self.keys.get(&text) {
            return Ok(known.clone());
        }
        let key = self.vm.new_wtf8(text.clone());
        self.keys.insert(text, key.clone());
        Ok(key)
    }

    /// A whole object, through the program's hooks.
    async fn object(&mut self, members: Members) -> PyResult {
        let vm = self.vm;
        match members {
            Members::Pairs(pairs) => vm.call(&self.own.hooks[1], [vm.new_list(pairs)]).await,
            Members::Dict(dict) if self.own.hooks[0].is_none() => Ok(dict.into_value()),
            Members::Dict(dict) => vm.call(&self.own.hooks[0], [dict.into_value()]).await,
        }
    }

    /// Whether the text goes on like this; goes behind it when so.
    fn word(&mut self, word: &str) -> bool {
        let found = word
            .bytes()
            .enumerate()
            .all(|(offset, byte)| self.text.at(self.place + offset) == u32::from(byte));
        if found {
            self.place += word.len();
        }
        found
    }

    async fn scalar(&mut self) -> Result<Value, Failure> {
        let start = self.place;
        match char::from_u32(self.here()) {
            Some('"') => {
                let (text, end) = read_string(self.text, start + 1, self.own.strict)?;
                self.place = end;
                Ok(self.vm.new_wtf8(text))
            }
            Some('n') if self.word("null") => Ok(Value::none()),
            Some('t') if self.word("true") => Ok(Value::bool(true)),
            Some('f') if self.word("false") => Ok(Value::bool(false)),
            Some('N') if self.word("NaN") => self.constant("NaN").await,
            Some('I') if self.word("Infinity") => self.constant("Infinity").await,
            Some('-') if self.word("-Infinity") => self.constant("-Infinity").await,
            Some('-' | '0'..='9') => self.number(start).await,
            _ => Err(Failure::Nothing(start)),
        }
    }

    async fn constant(&mut self, name: &str) -> Result<Value, Failure> {
        Ok(self
            .vm
            .call(&self.own.hooks[4], [self.vm.new_str(name)])
            .await?)
    }

    fn digits(&mut self) -> usize {
        let from = self.place;
        while matches!(self.here(), 0x30..=0x39) {
            self.place += 1;
        }
        self.place - from
    }

    async fn number(&mut self, start: usize) -> Result<Value, Failure> {
        let vm = self.vm;
        if self.here() == u32::from('-') {
            self.place += 1;
        }
        if self.here() == u32::from('0') {
            self.place += 1;
        } else if self.digits() == 0 {
            return Err(Failure::Nothing(start));
        }
        let mut is_float = false;
        let behind = self.place;
        if self.here() == u32::from('.') {
            self.place += 1;
            is_float = self.digits() > 0;
            if !is_float {
                self.place = behind;
            }
        }
        let behind = self.place;
        if matches!(self.here(), 0x65 | 0x45) {
            self.place += 1;
            if matches!(self.here(), 0x2B | 0x2D) {
                self.place += 1;
            }
            if self.digits() > 0 {
                is_float = true;
            } else {
                self.place = behind;
            }
        }
        let number: String = (start..self.place)
            .filter_map(|place| char::from_u32(self.text.at(place)))
            .collect();
        let (hook, own) = match is_float {
            true => (&self.own.hooks[2], &vm.types.float),
            false => (&self.own.hooks[3], &vm.types.int),
        };
        let plain = hook.is(&own.to_value()) && (is_float || number.len() <= PLAIN_DIGITS);
        if !plain {
            return Ok(vm.call(hook, [vm.new_str(number)]).await?);
        }
        if is_float {
            return Ok(Value::float(number.parse().unwrap_or(f64::NAN)));
        }
        Ok(match number.parse::<i64>() {
            Ok(small) => Value::int(small),
            Err(_) => vm.new_int(number.parse::<BigInt>().unwrap_or_default()),
        })
    }
}

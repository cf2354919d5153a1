//! `str.format` and `str.format_map`: replacement fields in a template.

use rustpython_wtf8::{Wtf8, Wtf8Buf};

use crate::object::{Ref, Value};
use crate::types::digits::decimal_value;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// Specifications may hold fields, and those fields' specifications may not.
const MOST_NESTED: u32 = 2;

/// Where fields find their values.
struct Sources {
    /// None for `format_map`.
    positional: Option<Vec<Value>>,
    named: Value,
    numbering: Numbering,
}

/// How fields are numbered: the first field decides.
enum Numbering {
    Undecided,
    Manual,
    /// The number of the next field.
    Automatic(usize),
}

/// A replacement field, still as text.
pub struct Field<'a> {
    pub name: &'a Wtf8,
    pub conversion: Option<char>,
    pub spec: &'a Wtf8,
    pub nested: bool,
}

/// What the next step over a template finds: literal text, and the field after it.
pub struct Piece<'a> {
    pub literal: &'a Wtf8,
    pub field: Option<Field<'a>>,
}

/// Steps over a template. Positions are bytes; everything that matters to the syntax is ASCII.
pub struct Pieces<'a> {
    text: &'a Wtf8,
    place: usize,
}

impl<'a> Pieces<'a> {
    #[must_use]
    pub fn new(text: &'a Wtf8) -> Self {
        Self { text, place: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    /// The next piece, nothing at the end, or what is wrong.
    pub fn step(&mut self) -> Result<Option<Piece<'a>>, &'static str> {
        let start = self.place;
        let bytes = self.text.as_bytes();
        if start >= bytes.len() {
            return Ok(None);
        }
        let Some(found) = memchr::memchr2(b'{', b'}', &bytes[start..]) else {
            self.place = bytes.len();
            return Ok(Some(Piece {
                literal: &self.text[start..],
                field: None,
            }));
        };
        let brace = start + found;
        let next = bytes.get(brace + 1).copied();
        if next == Some(bytes[brace]) {
            self.place = brace + 2;
            return Ok(Some(Piece {
                literal: &self.text[start..brace + 1],
                field: None,
            }));
        }
        if bytes[brace] == b'}' {
            return Err("Single '}' encountered in format string");
        }
        if next.is_none() {
            return Err("Single '{' encountered in format string");
        }
        self.place = brace + 1;
        let literal = &self.text[start..brace];
        let field = Some(self.field()?);
        Ok(Some(Piece { literal, field }))
    }

    fn field(&mut self) -> Result<Field<'a>, &'static str> {
        let start = self.place;
        let mut last = 0;
        while let Some(byte) = self.byte() {
            self.place += 1;
            last = byte;
            match byte {
                b'{' => return Err("unexpected '{' in field name"),
                b'[' => {
                    while self.byte().is_some_and(|byte| byte != b']') {
                        self.place += 1;
                    }
                }
                b'}' | b':' | b'!' => break,
                _ => {}
            }
        }
        if !matches!(last, b'}' | b':' | b'!') {
            return Err("expected '}' before end of string");
        }
        let mut field = Field {
            name: &self.text[start..self.place - 1],
            conversion: None,
            spec: &self.text[..0],
            nested: false,
        };
        if last == b'}' {
            return Ok(field);
        }
        if last == b'!' {
            let Some(point) = self.text[self.place..].code_points().next() else {
                return Err("end of string while looking for conversion specifier");
            };
            field.conversion = Some(point.to_char_lossy());
            self.place += point.len_wtf8();
            if let Some(byte) = self.byte() {
                self.place += 1;
                match byte {
                    b'}' => return Ok(field),
                    b':' => {}
                    _ => return Err("expected ':' after conversion specifier"),
                }
            }
        }
        let start = self.place;
        let mut open = 1;
        while let Some(byte) = self.byte() {
            self.place += 1;
            match byte {
                b'{' => {
                    field.nested = true;
                    open += 1;
                }
                b'}' => {
                    open -= 1;
                    if open == 0 {
                        field.spec = &self.text[start..self.place - 1];
                        return Ok(field);
                    }
                }
                _ => {}
            }
        }
        Err("unmatched '{' in format spec")
    }
}

/// One step from a field's first value to what it means.
pub enum Access<'a> {
    Attribute(&'a Wtf8),
    Index(i64),
    Key(&'a Wtf8),
}

/// A field name's first part and the rest of it.
#[must_use]
pub fn split_name(name: &Wtf8) -> (&Wtf8, &Wtf8) {
    let end = memchr::memchr2(b'.', b'[', name.as_bytes()).unwrap_or(name.len());
    (&name[..end], &name[end..])
}

/// The number that a text of digits is; `Err` when it is too large.
pub fn number(text: &Wtf8) -> Result<Option<usize>, &'static str> {
    let mut value: Option<usize> = None;
    for point in text.code_points() {
        let Some(digit) = decimal_value(point) else {
            return Ok(None);
        };
        let grown = value
            .unwrap_or(0)
            .checked_mul(10)
            .and_then(|value| value.checked_add(usize::from(digit)))
            .filter(|&value| value <= i64::MAX as usize);
        if grown.is_none() {
            return Err("Too many decimal digits in format string");
        }
        value = grown;
    }
    Ok(value)
}

/// The next access in the rest of a field name, which is shortened by it.
pub fn next_access<'a>(rest: &mut &'a Wtf8) -> Result<Option<Access<'a>>, &'static str> {
    let text = *rest;
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else {
        return Ok(None);
    };
    let (part, end) = match first {
        b'.' => {
            let end = memchr::memchr2(b'.', b'[', &bytes[1..]).map_or(bytes.len(), |end| end + 1);
            (&text[1..end], end)
        }
        b'[' => {
            let Some(end) = memchr::memchr(b']', bytes) else {
                return Err("Missing ']' in format string");
            };
            (&text[1..end], end + 1)
        }
        _ => return Err("Only '.' or '[' may follow ']' in format field specifier"),
    };
    if part.is_empty() {
        return Err("Empty attribute in format string");
    }
    *rest = &text[end..];
    if first == b'.' {
        return Ok(Some(Access::Attribute(part)));
    }
    Ok(Some(match number(part)? {
        Some(index) => Access::Index(index as i64),
        None => Access::Key(part),
    }))
}

pub fn format(vm: &Vm, args: Args<'_>) -> NativeResult {
    let sources = Sources {
        positional: Some(args.rest(1).to_vec()),
        named: args.get(2).clone(),
        numbering: Numbering::Undecided,
    };
    start(vm, args, sources)
}

pub fn format_map(vm: &Vm, args: Args<'_>) -> NativeResult {
    let sources = Sources {
        positional: None,
        named: args.get(1).clone(),
        numbering: Numbering::Undecided,
    };
    start(vm, args, sources)
}

/// The text where every field is the next argument, and plain data; `None` for all else, and for what is wrong.
fn quick(vm: &Vm, template: &Wtf8, values: &[Value]) -> Option<Wtf8Buf> {
    let mut out = Wtf8Buf::with_capacity(template.len() + 16);
    let mut pieces = Pieces::new(template);
    let mut values = values.iter();
    while let Some(piece) = pieces.step().ok()? {
        out.push_wtf8(piece.literal);
        let Some(field) = piece.field else { continue };
        if !field.name.is_empty() || field.conversion.is_some() || !field.spec.is_empty() {
            return None;
        }
        let value = values.next()?;
        if vm.is_exactly(value, &vm.types.str) {
            out.push_wtf8(value.get::<PyStr>()?.as_wtf8());
        } else {
            out.push_str(&crate::types::quick_repr(vm, value)?);
        }
    }
    Some(out)
}

fn start(vm: &Vm, args: Args<'_>, mut sources: Sources) -> NativeResult {
    let text: Ref<PyStr> = args.get(0).to_ref().expect("a str");
    if let Some(positional) = &sources.positional
        && let Some(text) = quick(vm, text.as_wtf8(), positional)
    {
        vm.check_memory(text.len() as u64)?;
        return Ok(vm.new_wtf8(text).into());
    }
    let vm = vm.clone();
    Vm::future(async move {
        let text = build(&vm, text.as_wtf8(), &mut sources, MOST_NESTED).await?;
        Ok(vm.new_wtf8(text))
    })
}

async fn build(vm: &Vm, template: &Wtf8, sources: &mut Sources, depth: u32) -> PyResult<Wtf8Buf> {
    if depth == 0 {
        return Err(vm.value_error("Max string recursion exceeded"));
    }
    let mut out = Wtf8Buf::with_capacity(template.len());
    let mut pieces = Pieces::new(template);
    while let Some(piece) = pieces.step().map_err(|wrong| vm.value_error(wrong))? {
        out.push_wtf8(piece.literal);
        let Some(field) = piece.field else { continue };
        let mut value = field_value(vm, field.name, sources).await?;
        match field.conversion {
            None => {}
            Some('r') => value = vm.repr(&value).await?,
            Some('s') => value = vm.str(&value).await?,
            Some('a') => value = super::ascii(vm, &value).await?,
            Some(other @ '!'..='~') => {
                return Err(vm.value_error(format!("Unknown conversion specifier {other}")));
            }
            Some(other) => {
                let message = format!("Unknown conversion specifier \\x{:x}", u32::from(other));
                return Err(vm.value_error(message));
            }
        }
        let spec = if field.spec.is_empty() {
            vm.types.empty_string.clone()
        } else if field.nested {
            let spec = Box::pin(build(vm, field.spec, sources, depth - 1)).await?;
            vm.new_wtf8(spec)
        } else {
            vm.new_wtf8(field.spec.to_owned())
        };
        let text = vm.format(&value, &spec).await?;
        if let Some(text) = text.get::<PyStr>() {
            vm.check_memory((out.len() + text.bytes().len()) as u64)?;
            out.push_wtf8(text.as_wtf8());
        }
    }
    Ok(out)
}

async fn field_value(vm: &Vm, name: &Wtf8, sources: &mut Sources) -> PyResult {
    let wrong = |wrong: &'static str| vm.value_error(wrong);
    let (first, mut rest) = split_name(name);
    let mut index = number(first).map_err(wrong)?;
    let automatic = first.is_empty();
    if automatic || index.is_some() {
        match (&mut sources.numbering, automatic) {
            (Numbering::Manual, true) => {
                return Err(wrong(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Numbering::Automatic(_), false) => {
                return Err(wrong(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (Numbering::Automatic(next), true) => {
                index = Some(*next);
                *next += 1;
            }
            (Numbering::Undecided, true) => {
                index = Some(0);
                sources.numbering = Numbering::Automatic(1);
            }
            (Numbering::Undecided, false) => sources.numbering = Numbering::Manual,
            (Numbering::Manual, false) => {}
        }
    }
    let mut value = match (index, &sources.positional) {
        (Some(index), Some(positional)) => match positional.get(index) {
            Some(value) => value.clone(),
            None => {
                return Err(vm.index_error(format!(
                    "Replacement index {index} out of range for positional args tuple"
                )));
            }
        },
        (Some(_), None) => return Err(wrong("Format string contains positional fields")),
        (None, _) => {
            let key = vm.new_wtf8(first.to_owned());
            let named = sources.named.clone();
            vm.get_item(&named, &key).await?
        }
    };
    while let Some(access) = next_access(&mut rest).map_err(wrong)? {
        value = match access {
            Access::Attribute(name) => {
                let name = vm.intern_value(&vm.new_wtf8(name.to_owned()));
                vm.get_attribute(&value, &name).await?
            }
            Access::Index(index) => vm.get_item(&value, &Value::int(index)).await?,
            Access::Key(key) => {
                let key = vm.new_wtf8(key.to_owned());
                vm.get_item(&value, &key).await?
            }
        };
    }
    Ok(value)
}

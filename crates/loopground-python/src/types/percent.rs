//! `%` formatting, of `str` and of `bytes`.
//!
//! Output is collected as bytes: WTF-8 for `str`. Everything that matters to the syntax is ASCII.

use std::io::Write as _;

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::Value;
use crate::types::bytes::PyBytes;
use crate::types::float_methods::construct;
use crate::types::float_methods::text::{exponential, fixed, general};
use crate::types::format_number::radix;
use crate::types::int_methods::digits::decimal;
use crate::types::number::{Int, float_of, float_to_int, int_of};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{PyResult, Raised, Vm};

/// What is formatted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavor {
    Str,
    Bytes,
}

/// One `%` directive up to its type letter.
#[derive(Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// The values still to format.
struct Source {
    /// A tuple's items, or the one value.
    items: Vec<Value>,
    next: usize,
    /// The right operand when `%(key)s` may look into it.
    mapping: Option<Value>,
}

impl Source {
    fn new(vm: &Vm, value: &Value, flavor: Flavor) -> Self {
        if let Some(tuple) = value.get::<PyTuple>() {
            return Self {
                items: tuple.items().to_vec(),
                next: 0,
                mapping: None,
            };
        }
        let text = value.get::<PyStr>().is_some()
            || flavor == Flavor::Bytes && crate::types::buffer::is_bytes(value);
        let subscript = vm.class_of(value).lookup(&vm.names.__getitem__).is_some();
        Self {
            items: vec![value.clone()],
            next: 0,
            mapping: (subscript && !text).then(|| value.clone()),
        }
    }

    fn take(&mut self, vm: &Vm) -> PyResult {
        match self.items.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(value.clone())
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }
}

/// `template % values` of text where every directive shows plain data in the simplest way; `None` for all else, and for
/// what is wrong.
#[must_use]
pub fn quick(vm: &Vm, template: &[u8], values: &Value) -> Option<Vec<u8>> {
    let items = match values.get::<PyTuple>() {
        Some(tuple) => tuple.items(),
        None if values.as_object().is_none() || vm.is_exactly(values, &vm.types.str) => {
            std::slice::from_ref(values)
        }
        None => return None,
    };
    let mut items = items.iter();
    let mut out = Vec::with_capacity(template.len() + 16);
    let mut place = 0;
    while let Some(found) = memchr::memchr(b'%', &template[place..]) {
        out.extend_from_slice(&template[place..place + found]);
        place += found + 2;
        let kind = *template.get(place - 1)?;
        if kind == b'%' {
            out.push(b'%');
            continue;
        }
        let value = items.next()?;
        match (kind, value.as_small_int()) {
            (b's', _) if vm.is_exactly(value, &vm.types.str) => {
                out.extend_from_slice(value.get::<PyStr>()?.bytes());
            }
            (b'd' | b's', Some(int)) => write!(out, "{int}").ok()?,
            (b's' | b'r', _) => {
                out.extend_from_slice(crate::types::quick_repr(vm, value)?.as_bytes());
            }
            _ => return None,
        }
    }
    if items.next().is_some() {
        return None;
    }
    out.extend_from_slice(&template[place..]);
    Some(out)
}

/// `template % values`; the result is WTF-8 for `str`.
pub async fn format(vm: &Vm, template: &[u8], values: &Value, flavor: Flavor) -> PyResult<Vec<u8>> {
    let mut source = Source::new(vm, values, flavor);
    let mut out = Vec::with_capacity(template.len() + 16);
    let mut place = 0;
    while let Some(found) = memchr::memchr(b'%', &template[place..]) {
        out.extend_from_slice(&template[place..place + found]);
        place += found + 1;
        let mut reader = Reader {
            template,
            place,
            keyed: None,
            is_text: flavor == Flavor::Str,
        };
        reader.key(vm, &mut source).await?;
        let directive = reader.directive(vm, &mut source)?;
        let Some(&kind) = template.get(reader.place) else {
            return Err(vm.value_error("incomplete format"));
        };
        if kind == b'%' && reader.place == place {
            out.push(b'%');
            place += 1;
            continue;
        }
        let value = match reader.keyed.take() {
            Some(value) => value,
            None => source.take(vm)?,
        };
        let Some(piece) = render(vm, &directive, kind, &value, flavor).await? else {
            return Err(unsupported(vm, template, reader.place, flavor));
        };
        place = reader.place + 1;
        emit(vm, &mut out, &directive, piece, flavor)?;
    }
    out.extend_from_slice(&template[place..]);
    if source.next < source.items.len() && source.mapping.is_none() {
        let what = match flavor {
            Flavor::Str => "string",
            Flavor::Bytes => "bytes",
        };
        return Err(vm.type_error(format!(
            "not all arguments converted during {what} formatting"
        )));
    }
    Ok(out)
}

#[cold]
fn unsupported(vm: &Vm, template: &[u8], place: usize, flavor: Flavor) -> Raised {
    let (point, index) = match flavor {
        Flavor::Bytes => (u32::from(template[place]), place),
        Flavor::Str => {
            let text = std::str::from_utf8(&template[place..]);
            let valid = text.or_else(|error| {
                std::str::from_utf8(&template[place..place + error.valid_up_to()])
            });
            let point = valid
                .ok()
                .and_then(|text| text.chars().next())
                .map_or(0xFFFD, u32::from);
            let index = crate::types::str_methods::text::count_points(&template[..place]);
            (point, index)
        }
    };
    let shown = match point {
        0x1F..=0x7E => char::from_u32(point).unwrap_or('?'),
        _ => '?',
    };
    vm.value_error(format!(
        "unsupported format character '{shown}' (0x{point:x}) at index {index}"
    ))
}

struct Reader<'a> {
    template: &'a [u8],
    place: usize,
    /// The value of `%(key)`.
    keyed: Option<Value>,
    is_text: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.template.get(self.place).copied()
    }

    async fn key(&mut self, vm: &Vm, source: &mut Source) -> PyResult<()> {
        if self.peek() != Some(b'(') {
            return Ok(());
        }
        let Some(mapping) = source.mapping.clone() else {
            return Err(vm.type_error("format requires a mapping"));
        };
        self.place += 1;
        let start = self.place;
        let mut open = 1;
        while open > 0 {
            match self.peek() {
                Some(b'(') => open += 1,
                Some(b')') => open -= 1,
                Some(_) => {}
                None => return Err(vm.value_error("incomplete format key")),
            }
            self.place += 1;
        }
        let key = self.template[start..self.place - 1].to_vec();
        let key = match Wtf8Buf::from_bytes(key) {
            Ok(text) if self.is_text => vm.new_wtf8(text),
            Ok(text) => vm.new_bytes(text.into_bytes()),
            Err(bytes) => vm.new_bytes(bytes),
        };
        self.keyed = Some(vm.get_item(&mapping, &key).await?);
        // What has no key after this has no argument either.
        source.next = source.items.len();
        Ok(())
    }

    fn directive(&mut self, vm: &Vm, source: &mut Source) -> PyResult<Directive> {
        let mut directive = Directive::default();
        loop {
            match self.peek() {
                Some(b'-') => directive.left = true,
                Some(b'+') => directive.plus = true,
                Some(b' ') => directive.space = true,
                Some(b'#') => directive.alternate = true,
                Some(b'0') => directive.zero = true,
                _ => break,
            }
            self.place += 1;
        }
        let width = self.count(vm, source, "width too big")?.unwrap_or(0);
        if width < 0 {
            directive.left = true;
        }
        directive.width = width.unsigned_abs() as usize;
        if self.peek() == Some(b'.') {
            self.place += 1;
            let precision = self.count(vm, source, "precision too big")?.unwrap_or(0);
            if precision > i64::from(i32::MAX) || precision < i64::from(i32::MIN) {
                return Err(vm.overflow_error("Python int too large to convert to C int"));
            }
            directive.precision = Some(precision.max(0) as usize);
        }
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.place += 1;
        }
        Ok(directive)
    }

    /// A number, or `*` and the next value.
    fn count(&mut self, vm: &Vm, source: &mut Source, error: &str) -> PyResult<Option<i64>> {
        if self.peek() == Some(b'*') {
            self.place += 1;
            let value = source.take(vm)?;
            return match int_of(&value) {
                Some(Int::Small(count)) => Ok(Some(count)),
                Some(Int::Big(_)) => {
                    Err(vm.overflow_error("Python int too large to convert to C ssize_t"))
                }
                None => Err(vm.type_error("* wants int")),
            };
        }
        let mut value: Option<i64> = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.place += 1;
            let grown = value.unwrap_or(0) * 10 + i64::from(digit - b'0');
            if grown > i64::from(i32::MAX) {
                return Err(vm.value_error(error));
            }
            value = Some(grown);
        }
        Ok(value)
    }
}

/// What a directive shows: sign and prefix, and the rest.
struct Rendered {
    lead: String,
    body: Vec<u8>,
    /// Whether the `0` flag applies.
    numeric: bool,
}

impl Rendered {
    fn text(body: Vec<u8>) -> Self {
        Self {
            lead: String::new(),
            body,
            numeric: false,
        }
    }
}

fn emit(
    vm: &Vm,
    out: &mut Vec<u8>,
    directive: &Directive,
    piece: Rendered,
    flavor: Flavor,
) -> PyResult<()> {
    let body_length = match flavor {
        Flavor::Str => crate::types::str_methods::text::count_points(&piece.body),
        Flavor::Bytes => piece.body.len(),
    };
    let missing = directive
        .width
        .saturating_sub(piece.lead.len() + body_length);
    if missing > 0 {
        vm.check_memory((out.len() + missing) as u64)?;
    }
    let zeros = directive.zero && piece.numeric && !directive.left;
    let pad = |out: &mut Vec<u8>, byte: u8| out.extend(std::iter::repeat_n(byte, missing));
    if !directive.left && !zeros {
        pad(out, b' ');
    }
    out.extend_from_slice(piece.lead.as_bytes());
    if zeros {
        pad(out, b'0');
    }
    out.extend_from_slice(&piece.body);
    if directive.left {
        pad(out, b' ');
    }
    Ok(())
}

/// Nothing when there is no such type letter.
async fn render(
    vm: &Vm,
    directive: &Directive,
    kind: u8,
    value: &Value,
    flavor: Flavor,
) -> PyResult<Option<Rendered>> {
    Ok(Some(match (kind, flavor) {
        (b's', Flavor::Str) | (b'r' | b'a', _) => {
            let text = match (kind, flavor) {
                (b's', _) => vm.str(value).await?,
                (b'r', Flavor::Str) => vm.repr(value).await?,
                _ => crate::types::str_methods::ascii(vm, value).await?,
            };
            let text = text.get::<PyStr>().expect("a str");
            let end = match directive.precision {
                Some(most) => crate::types::str_methods::text::byte_offset(text, most),
                None => text.bytes().len(),
            };
            let end = end.min(text.bytes().len());
            Rendered::text(text.bytes()[..end].to_vec())
        }
        (b's' | b'b', Flavor::Bytes) => {
            let mut bytes = bytes_argument(vm, value).await?;
            bytes.truncate(directive.precision.unwrap_or(usize::MAX));
            Rendered::text(bytes)
        }
        (b'd' | b'i' | b'u' | b'o' | b'x' | b'X', _) => integer(vm, directive, kind, value).await?,
        (b'e' | b'E' | b'f' | b'F' | b'g' | b'G', _) => {
            let float = match flavor {
                Flavor::Str => construct::argument(vm, value).await?,
                Flavor::Bytes => bytes_float(vm, value).await?,
            };
            real(vm, directive, kind, float)?
        }
        (b'c', Flavor::Str) => Rendered::text(character(vm, value).await?),
        (b'c', Flavor::Bytes) => Rendered::text(vec![byte(vm, value).await?]),
        _ => return Ok(None),
    }))
}

async fn bytes_argument(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = crate::types::buffer::snapshot(vm, value) {
        return Ok(bytes);
    }
    if let Some(method) = vm.class_of(value).lookup(&vm.names.__bytes__) {
        let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
        return match result.get::<PyBytes>() {
            Some(bytes) => Ok(bytes.data().to_vec()),
            None => Err(vm.type_error(format!(
                "__bytes__ returned non-bytes (type {})",
                vm.class_name(&result)
            ))),
        };
    }
    Err(vm.type_error(format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        vm.class_name(value)
    )))
}

async fn bytes_float(vm: &Vm, value: &Value) -> PyResult<f64> {
    match construct::argument(vm, value).await {
        Err(raised) if vm.matches(&raised, &vm.types.exceptions.type_error) => Err(vm.type_error(
            format!("float argument required, not {}", vm.class_name(value)),
        )),
        other => other,
    }
}

async fn integer(vm: &Vm, directive: &Directive, kind: u8, value: &Value) -> PyResult<Rendered> {
    let converted;
    let int = match int_of(value) {
        Some(int) => int,
        None => {
            converted = to_integer(vm, kind, value).await?;
            int_of(&converted).expect("an int")
        }
    };
    let (digits, prefix) = match kind {
        b'o' => (radix(int, 8), "0o"),
        b'x' => (radix(int, 16), "0x"),
        b'X' => (radix(int, 16).to_ascii_uppercase(), "0X"),
        _ => (decimal(vm, int)?, ""),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, digits.as_str()),
    };
    let mut lead = sign(directive, negative).to_owned();
    if directive.alternate {
        lead.push_str(prefix);
    }
    let zeros = directive
        .precision
        .unwrap_or(0)
        .saturating_sub(digits.len());
    vm.check_memory(zeros as u64)?;
    let mut body = vec![b'0'; zeros];
    body.extend_from_slice(digits.as_bytes());
    Ok(Rendered {
        lead,
        body,
        numeric: true,
    })
}

/// `%d` truncates what has `__int__`; `%x` and `%o` want an `__index__`.
async fn to_integer(vm: &Vm, kind: u8, value: &Value) -> PyResult {
    let hexadecimal = matches!(kind, b'o' | b'x' | b'X');
    if !hexadecimal && let Some(float) = float_of(value) {
        return float_to_int(vm, float);
    }
    let class = vm.class_of(value).clone();
    let method = if hexadecimal {
        class.lookup(&vm.names.__index__)
    } else {
        class
            .lookup(&vm.names.__int__)
            .or_else(|| class.lookup(&vm.names.__index__))
    };
    let Some(method) = method else {
        let wanted = if hexadecimal {
            "an integer"
        } else {
            "a real number"
        };
        return Err(vm.type_error(format!(
            "%{} format: {wanted} is required, not {}",
            char::from(kind),
            class.name()
        )));
    };
    let result = vm.run_flow(vm.call_special(value, method, vec![])).await?;
    match int_of(&result) {
        Some(_) => Ok(result),
        None => Err(vm.type_error(format!(
            "{} returned non-int (type {})",
            if hexadecimal { "__index__" } else { "__int__" },
            vm.class_name(&result)
        ))),
    }
}

fn sign(directive: &Directive, negative: bool) -> &'static str {
    if negative {
        "-"
    } else if directive.plus {
        "+"
    } else if directive.space {
        " "
    } else {
        ""
    }
}

fn real(vm: &Vm, directive: &Directive, kind: u8, value: f64) -> PyResult<Rendered> {
    let precision = directive.precision.unwrap_or(6);
    if precision > crate::types::format_number::MOST_PRECISE {
        return Err(vm.value_error("precision too big"));
    }
    vm.check_memory(precision as u64)?;
    let upper = kind.is_ascii_uppercase();
    let magnitude = value.abs();
    let text = if value.is_finite() {
        match kind {
            b'f' | b'F' => fixed(magnitude, precision, directive.alternate),
            b'e' | b'E' => exponential(magnitude, precision, directive.alternate, upper),
            _ => general(magnitude, precision, directive.alternate, upper, false),
        }
    } else {
        let word = if value.is_nan() { "nan" } else { "inf" };
        if upper {
            word.to_ascii_uppercase()
        } else {
            word.to_owned()
        }
    };
    let negative = value.is_sign_negative() && !value.is_nan();
    Ok(Rendered {
        lead: sign(directive, negative).to_owned(),
        body: text.into_bytes(),
        numeric: true,
    })
}

async fn character(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.get::<PyStr>() {
        if text.len() == 1 {
            return Ok(text.bytes().to_vec());
        }
        return Err(vm.type_error(format!(
            "%c requires an int or a unicode character, not a string of length {}",
            text.len()
        )));
    }
    if int_of(value).is_none() && vm.class_of(value).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(format!(
            "%c requires an int or a unicode character, not {}",
            super::type_methods::full_name(vm, &vm.class_of(value).clone())
        )));
    }
    let index: BigInt = vm.index(value).await?;
    let point = index.to_u32().and_then(CodePoint::from_u32);
    match point {
        Some(point) => Ok(Wtf8Buf::from(point).into_bytes()),
        None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

async fn byte(vm: &Vm, value: &Value) -> PyResult<u8> {
    if let Some(bytes) = crate::types::buffer::snapshot(vm, value)
        && crate::types::buffer::is_bytes(value)
    {
        return match bytes[..] {
            [byte] => Ok(byte),
            _ => Err(vm.type_error(format!(
                "%c requires an integer in range(256) or a single byte, not a {} object of length {}",
                vm.class_name(value),
                bytes.len()
            ))),
        };
    }
    if int_of(value).is_none() && vm.class_of(value).lookup(&vm.names.__index__).is_none() {
        return Err(vm.type_error(format!(
            "%c requires an integer in range(256) or a single byte, not {}",
            super::type_methods::full_name(vm, &vm.class_of(value).clone())
        )));
    }
    let index: BigInt = vm.index(value).await?;
    index
        .to_u8()
        .ok_or_else(|| vm.overflow_error("%c arg not in range(256)"))
}

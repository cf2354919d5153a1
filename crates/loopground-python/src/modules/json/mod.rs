//! `_json`: reading and writing JSON.
//!
//! Here: strings, both ways. Values are read by [`scanner`] and written by [`encoder`].

pub mod encoder;
pub mod scanner;

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::{Ref, Value};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_json", FUNCTIONS);
    dict.set_name(&vm.intern("make_scanner"), scanner::class(vm).into_value());
    dict.set_name(&vm.intern("make_encoder"), encoder::class(vm).into_value());
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("encode_basestring_ascii", "(string, /)", encode_ascii)
        .doc("Return an ASCII-only JSON representation of a Python string"),
    NativeDef::function("encode_basestring", "(string, /)", encode)
        .doc("Return a JSON representation of a Python string"),
    NativeDef::function("scanstring", "(string, end, strict=True, /)", scanstring)
        .doc("Scan the string s for a JSON string."),
];

/// Which of the two encoders of strings a callable is: `Some(true)` for the one that gives ASCII only.
fn is_own(value: &Value) -> Option<bool> {
    let native = value.get::<crate::types::native::PyNative>()?;
    let own = |def: &NativeDef| std::ptr::eq(native.def, def);
    match (own(&FUNCTIONS[0]), own(&FUNCTIONS[1])) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

fn text<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a PyStr> {
    value.get::<PyStr>().ok_or_else(|| {
        vm.type_error(format!(
            "first argument must be a string, not {}",
            vm.class_name(value)
        ))
    })
}

fn encode_ascii(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut out = Wtf8Buf::new();
    push_string(&mut out, text(vm, args.get(0))?, true);
    Ok(vm.new_wtf8(out).into())
}

fn encode(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut out = Wtf8Buf::new();
    push_string(&mut out, text(vm, args.get(0))?, false);
    Ok(vm.new_wtf8(out).into())
}

/// Appends a string as JSON writes it.
pub fn push_string(out: &mut Wtf8Buf, text: &PyStr, ascii: bool) {
    let plain = |byte: u8| {
        (0x20..0x7F).contains(&byte) && byte != b'"' && byte != b'\\' || byte >= 0x7F && !ascii
    };
    out.push_char('"');
    if text.bytes().iter().all(|&byte| plain(byte)) {
        out.push_wtf8(text.as_wtf8());
    } else {
        for point in text.as_wtf8().code_points() {
            push_point(out, point, ascii);
        }
    }
    out.push_char('"');
}

fn push_point(out: &mut Wtf8Buf, point: CodePoint, ascii: bool) {
    let number = point.to_u32();
    let short = match number {
        0x22 => "\\\"",
        0x5C => "\\\\",
        0x0A => "\\n",
        0x0D => "\\r",
        0x09 => "\\t",
        0x0C => "\\f",
        0x08 => "\\b",
        0x20..0x7F => return out.push(point),
        _ => "",
    };
    if !short.is_empty() {
        return out.push_str(short);
    }
    if number >= 0x7F && !ascii {
        return out.push(point);
    }
    match number.checked_sub(0x1_0000) {
        None => out.push_str(&format!("\\u{number:04x}")),
        Some(high) => {
            let (first, second) = (0xD800 + (high >> 10), 0xDC00 + (high & 0x3FF));
            out.push_str(&format!("\\u{first:04x}\\u{second:04x}"));
        }
    }
}

/// Why reading failed.
pub enum Failure {
    /// There is no value here.
    Nothing(usize),
    /// `JSONDecodeError` with this message and place.
    Wrong(&'static str, usize),
    Raised(Raised),
}

impl From<Raised> for Failure {
    fn from(raised: Raised) -> Self {
        Self::Raised(raised)
    }
}

impl Failure {
    /// The exception of it.
    pub async fn raise(self, vm: &Vm, text: &Value) -> Raised {
        let (message, place) = match self {
            Self::Nothing(place) => return vm.stop_iteration_exact(Value::int(place as i64)),
            Self::Raised(raised) => return raised,
            Self::Wrong(message, place) => (message, place),
        };
        let made = async {
            let module = crate::vm::import::import(vm, "json.decoder").await?;
            let class = vm
                .get_attribute(&module, &vm.intern("JSONDecodeError"))
                .await?;
            let args = [vm.new_str(message), text.clone(), Value::int(place as i64)];
            let error = vm.call(&class, args).await?;
            vm.make_exception(&error).await
        };
        match made.await {
            Ok(raised) | Err(raised) => raised,
        }
    }
}

/// Text to read, by code points.
#[derive(Clone, Copy)]
pub enum Text<'a> {
    Ascii(&'a [u8]),
    Points(&'a [u32]),
}

impl<'a> Text<'a> {
    pub fn of(text: &'a PyStr) -> Self {
        if text.is_ascii() {
            Self::Ascii(text.bytes())
        } else {
            Self::Points(text.points())
        }
    }

    pub(crate) fn len(self) -> usize {
        match self {
            Self::Ascii(bytes) => bytes.len(),
            Self::Points(points) => points.len(),
        }
    }

    /// The code point at a place; 0 stands for the end, which no JSON text has inside.
    #[inline(always)]
    pub fn at(self, place: usize) -> u32 {
        match self {
            Self::Ascii(bytes) => bytes.get(place).map_or(0, |&byte| u32::from(byte)),
            Self::Points(points) => points.get(place).copied().unwrap_or(0),
        }
    }

    fn push_range(self, out: &mut Wtf8Buf, start: usize, end: usize) {
        match self {
            Self::Ascii(bytes) => {
                out.push_str(std::str::from_utf8(&bytes[start..end]).unwrap_or_default());
            }
            Self::Points(points) => points[start..end]
                .iter()
                .filter_map(|&point| CodePoint::from_u32(point))
                .for_each(|point| out.push(point)),
        }
    }

    /// Four hexadecimal digits.
    fn hex(self, place: usize) -> Option<u32> {
        (place..place + 4).try_fold(0, |all, place| {
            let digit = char::from_u32(self.at(place))?.to_digit(16)?;
            Some(all * 16 + digit)
        })
    }
}

/// The string whose opening quote is before `start`, and the place behind its closing one.
pub fn read_string(
    text: Text<'_>,
    start: usize,
    strict: bool,
) -> Result<(Wtf8Buf, usize), Failure> {
    let unterminated = Failure::Wrong("Unterminated string starting at", start.wrapping_sub(1));
    let (mut out, mut place) = (Wtf8Buf::new(), start);
    loop {
        let from = place;
        let stop = loop {
            if place >= text.len() {
                return Err(unterminated);
            }
            match text.at(place) {
                0x22 => break true,
                0x5C => break false,
                0..0x20 if strict => {
                    return Err(Failure::Wrong("Invalid control character at", place));
                }
                _ => place += 1,
            }
        };
        text.push_range(&mut out, from, place);
        if stop {
            return Ok((out, place + 1));
        }
        let slash = place;
        if slash + 1 >= text.len() {
            return Err(unterminated);
        }
        let point = match text.at(slash + 1) {
            escape @ (0x22 | 0x5C | 0x2F) => escape,
            0x62 => 8,
            0x66 => 12,
            0x6E => 10,
            0x72 => 13,
            0x74 => 9,
            0x75 => {
                let Some(mut point) = text.hex(slash + 2) else {
                    return Err(Failure::Wrong("Invalid \\uXXXX escape", slash + 1));
                };
                place += 4;
                if (0xD800..0xDC00).contains(&point)
                    && text.at(slash + 6) == 0x5C
                    && text.at(slash + 7) == 0x75
                    && let Some(low @ 0xDC00..0xE000) = text.hex(slash + 8)
                {
                    point = 0x1_0000 + ((point - 0xD800) << 10 | (low - 0xDC00));
                    place += 6;
                }
                point
            }
            _ => return Err(Failure::Wrong("Invalid \\escape", slash)),
        };
        out.push(CodePoint::from_u32(point).expect("at most four digits, or a pair"));
        place += 2;
    }
}

fn scanstring(vm: &Vm, args: Args<'_>) -> NativeResult {
    let string = text(vm, args.get(0))?;
    let end = crate::types::arguments::saturating(args.get(1));
    let strict = args
        .opt(2)
        .is_none_or(|strict| vm.quick_truth(strict).unwrap_or(true));
    if end < 0 || end as usize > string.len() {
        return Err(vm.value_error("end is out of bounds"));
    }
    match read_string(Text::of(string), end as usize, strict) {
        Ok((found, end)) => {
            let end = Value::int(end as i64);
            Ok(vm.new_tuple(vec![vm.new_wtf8(found), end]).into())
        }
        Err(failure) => {
            let (vm, string) = (vm.clone(), args.get(0).clone());
            Vm::future(async move { Err(failure.raise(&vm, &string).await) })
        }
    }
}

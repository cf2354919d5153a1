//! Text to bytes and back: the encodings that are native.
//!
//! Here: names, and driving a codec over its errors. The codecs themselves: `utf8`, `wide` (UTF-16 and
//! UTF-32), `narrow` (ASCII and Latin-1), `escape`, `charmap` (tables). What an error handler does is in
//! `handlers`; codecs that Python code brings (all of `encodings`) are found in `registry`.

pub mod charmap;
mod escape;
pub mod handlers;
mod narrow;
pub mod registry;
mod utf7;
mod utf8;
mod wide;

use rustpython_wtf8::Wtf8Buf;

use crate::object::Value;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Raised, Vm};

/// A native encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    /// Never found by name: its Python module brings it.
    Utf7,
    /// UTF-8 with a signature in front.
    Utf8Sig,
    Ascii,
    Latin1,
    Utf16(Order),
    Utf32(Order),
    UnicodeEscape,
    RawUnicodeEscape,
    /// A table that a Python module brings (see `charmap`); never found by name.
    Charmap,
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Little endian behind a mark; reading, the mark decides.
    Marked,
    Little,
    Big,
}

/// Why a codec stopped: the part `start..end` (code points of text, or bytes) it cannot do.
#[derive(Debug)]
pub struct Problem {
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// The native codec of a name, spelt in any of its ways.
#[must_use]
pub fn find(name: &str) -> Option<Codec> {
    let plain: String = name
        .chars()
        .map(|character| match character {
            ' ' | '-' => '_',
            other => other.to_ascii_lowercase(),
        })
        .collect();
    Some(match plain.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8_ucs2" | "utf8_ucs4" => Codec::Utf8,
        "utf_8_sig" => Codec::Utf8Sig,
        "ascii" | "us_ascii" | "646" | "ansi_x3.4_1968" | "iso646_us" | "us" => Codec::Ascii,
        "latin_1" | "latin1" | "latin" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859" | "l1"
        | "cp819" => Codec::Latin1,
        "utf_16" | "utf16" | "u16" => Codec::Utf16(Order::Marked),
        "utf_16_le" | "utf_16le" | "utf16_le" => Codec::Utf16(Order::Little),
        "utf_16_be" | "utf_16be" | "utf16_be" => Codec::Utf16(Order::Big),
        "utf_32" | "utf32" | "u32" => Codec::Utf32(Order::Marked),
        "utf_32_le" | "utf_32le" | "utf32_le" => Codec::Utf32(Order::Little),
        "utf_32_be" | "utf_32be" | "utf32_be" => Codec::Utf32(Order::Big),
        "unicode_escape" | "unicodeescape" => Codec::UnicodeEscape,
        "raw_unicode_escape" | "rawunicodeescape" => Codec::RawUnicodeEscape,
        _ => return None,
    })
}

impl Codec {
    /// The name errors show.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Sig => "utf-8",
            Self::Utf7 => "utf7",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
            Self::Utf16(Order::Marked) => "utf-16",
            Self::Utf16(Order::Little) => "utf-16-le",
            Self::Utf16(Order::Big) => "utf-16-be",
            Self::Utf32(Order::Marked) => "utf-32",
            Self::Utf32(Order::Little) => "utf-32-le",
            Self::Utf32(Order::Big) => "utf-32-be",
            Self::UnicodeEscape => "unicodeescape",
            Self::RawUnicodeEscape => "rawunicodeescape",
            Self::Charmap => "charmap",
        }
    }

    /// How many bytes a code unit has.
    fn unit(self) -> usize {
        match self {
            Self::Utf16(_) => 2,
            Self::Utf32(_) => 4,
            _ => 1,
        }
    }

    /// What comes before everything else.
    fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8Sig => b"\xEF\xBB\xBF",
            Self::Utf16(Order::Marked) => b"\xFF\xFE",
            Self::Utf32(Order::Marked) => b"\xFF\xFE\0\0",
            _ => b"",
        }
    }

    /// Encodes from the code point at `from` on, to the end or a problem.
    fn encode_from(self, points: &[u32], from: usize, out: &mut Vec<u8>) -> Result<(), Problem> {
        match self {
            Self::Utf8 | Self::Utf8Sig => utf8::encode(points, from, out),
            Self::Utf7 => {
                utf7::encode(&points[from..], out);
                Ok(())
            }
            Self::Ascii => narrow::encode(points, from, out, 0x80),
            Self::Latin1 | Self::Charmap => narrow::encode(points, from, out, 0x100),
            Self::Utf16(order) => wide::encode_16(points, from, out, order == Order::Big),
            Self::Utf32(order) => wide::encode_32(points, from, out, order == Order::Big),
            Self::UnicodeEscape => {
                escape::encode(&points[from..], out);
                Ok(())
            }
            Self::RawUnicodeEscape => {
                escape::encode_raw(&points[from..], out);
                Ok(())
            }
        }
    }

    /// Decodes from the byte at `from` on, to the end or a problem. Not `last`: an unfinished sequence at the
    /// end is left for the next call. Gives how far it came.
    fn decode_from(
        self,
        data: &[u8],
        from: usize,
        last: bool,
        out: &mut Wtf8Buf,
    ) -> Result<usize, Problem> {
        match self {
            Self::Utf8 | Self::Utf8Sig => utf8::decode(data, from, last, out),
            Self::Utf7 => utf7::decode(data, from, last, out),
            Self::Ascii => narrow::decode_ascii(data, from, out),
            Self::Latin1 | Self::Charmap => Ok(narrow::decode_latin1(data, from, out)),
            Self::Utf16(order) => wide::decode_16(data, from, last, out, order == Order::Big),
            Self::Utf32(order) => wide::decode_32(data, from, last, out, order == Order::Big),
            Self::UnicodeEscape => escape::decode(data, from, last, out),
            Self::RawUnicodeEscape => escape::decode_raw(data, from, last, out),
        }
    }

    /// The codec of what follows these first bytes: itself where no mark decides. `None`: too few to tell.
    #[must_use]
    pub fn resolved(self, data: &[u8]) -> Option<Self> {
        let enough = match self {
            Self::Utf8Sig => data.len() >= 3 || !b"\xEF\xBB\xBF".starts_with(data),
            Self::Utf16(Order::Marked) => data.len() >= 2,
            Self::Utf32(Order::Marked) => data.len() >= 4,
            _ => true,
        };
        enough.then(|| self.unmarked(data).0)
    }

    /// The codec after looking at a mark, and how long the mark is.
    fn unmarked(self, data: &[u8]) -> (Self, usize) {
        match (self, data) {
            (Self::Utf8Sig, [0xEF, 0xBB, 0xBF, ..]) => (Self::Utf8, 3),
            (Self::Utf8Sig, _) => (Self::Utf8, 0),
            (Self::Utf32(Order::Marked), [0xFF, 0xFE, 0, 0, ..]) => (Self::Utf32(Order::Little), 4),
            (Self::Utf32(Order::Marked), [0, 0, 0xFE, 0xFF, ..]) => (Self::Utf32(Order::Big), 4),
            (Self::Utf32(Order::Marked), _) => (Self::Utf32(Order::Little), 0),
            (Self::Utf16(Order::Marked), [0xFF, 0xFE, ..]) => (Self::Utf16(Order::Little), 2),
            (Self::Utf16(Order::Marked), [0xFE, 0xFF, ..]) => (Self::Utf16(Order::Big), 2),
            (Self::Utf16(Order::Marked), _) => (Self::Utf16(Order::Little), 0),
            _ => (self, 0),
        }
    }
}

/// `LookupError: unknown encoding: …`
#[cold]
#[must_use]
pub fn unknown(vm: &Vm, name: &str) -> Raised {
    vm.lookup_error(format!("unknown encoding: {name}"))
}

/// The encoding where nothing can go wrong and no Python code is needed.
#[must_use]
pub fn quick_encode(text: &PyStr, codec: Codec) -> Option<Vec<u8>> {
    match codec {
        Codec::Utf8 if text.as_str().is_some() => Some(text.bytes().to_vec()),
        Codec::Ascii | Codec::Latin1 if text.is_ascii() => Some(text.bytes().to_vec()),
        _ => None,
    }
}

/// `text.encode(codec, errors)`; `value` is the `str` object that errors carry.
pub async fn encode(vm: &Vm, value: &Value, codec: Codec, errors: &str) -> PyResult<Vec<u8>> {
    let text = value.get::<PyStr>().expect("a str");
    if let Some(bytes) = quick_encode(text, codec) {
        return Ok(bytes);
    }
    let points: Vec<u32> = text
        .as_wtf8()
        .code_points()
        .map(|point| point.to_u32())
        .collect();
    vm.check_memory(points.len() as u64 * 4)?;
    let mut out = codec.mark().to_vec();
    let mut place = 0;
    while let Err(problem) = codec.encode_from(&points, place, &mut out) {
        let (replacement, next) =
            handlers::encoding(vm, value, &points, codec, errors, &problem).await?;
        match replacement {
            handlers::Replacement::Bytes(bytes) => {
                if bytes.len() % codec.unit() != 0 {
                    return Err(handlers::encode_error(vm, value, codec.name(), &problem));
                }
                out.extend_from_slice(&bytes);
            }
            handlers::Replacement::Text(text) => {
                let wide = !matches!(codec, Codec::Ascii | Codec::Latin1 | Codec::Charmap);
                if wide && !text.is_ascii() {
                    return Err(handlers::encode_error(vm, value, codec.name(), &problem));
                }
                let text: Vec<u32> = text.code_points().map(|point| point.to_u32()).collect();
                if codec.encode_from(&text, 0, &mut out).is_err() {
                    return Err(handlers::encode_error(vm, value, codec.name(), &problem));
                }
            }
        }
        place = next;
    }
    Ok(out)
}

/// `bytes.decode(codec, errors)` of all of `data`.
pub async fn decode(vm: &Vm, data: &[u8], codec: Codec, errors: &str) -> PyResult<Wtf8Buf> {
    decode_part(vm, data, codec, errors, true)
        .await
        .map(|(text, _)| text)
}

/// Decodes; not `last`: an unfinished sequence at the end is left. Gives how many bytes were used.
pub async fn decode_part(
    vm: &Vm,
    data: &[u8],
    codec: Codec,
    errors: &str,
    last: bool,
) -> PyResult<(Wtf8Buf, usize)> {
    // Too little to tell whether it begins with a mark.
    if !last && codec.resolved(data).is_none() {
        return Ok((Wtf8Buf::new(), 0));
    }
    let (codec, mut place) = codec.unmarked(data);
    let mut out = Wtf8Buf::with_capacity(data.len() - place);
    let mut replaced: Option<Vec<u8>> = None;
    loop {
        let current = replaced.as_deref().unwrap_or(data);
        let problem = match codec.decode_from(current, place, last, &mut out) {
            Ok(used) => return Ok((out, used)),
            Err(problem) => problem,
        };
        let answer = handlers::decoding(vm, current, codec, errors, &problem).await?;
        out.push_wtf8(&answer.text);
        place = answer.next;
        if let Some(data) = answer.data {
            replaced = Some(data);
        }
    }
}

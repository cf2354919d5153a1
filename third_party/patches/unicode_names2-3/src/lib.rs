//! Names of Unicode characters without the table of names.
//!
//! Here: the names that follow from the code point (CJK ideographs and Hangul syllables), and [`set_resolver`], through
//! which an embedder supplies all others once it has loaded them. Not here: any table of names.

#![forbid(unsafe_code)]

use std::fmt;
use std::sync::OnceLock;

mod hangul;

/// Where names come from that do not follow from the code point.
#[derive(Clone, Copy)]
pub struct Resolver {
    /// The character of that name (any case), if there is one.
    pub character: fn(&str) -> Option<char>,
    /// The name of a character, if it has one.
    pub name: fn(char) -> Option<String>,
}

static RESOLVER: OnceLock<Resolver> = OnceLock::new();

/// Sets where names come from. The first call wins; answers whether this was it.
pub fn set_resolver(resolver: Resolver) -> bool {
    RESOLVER.set(resolver).is_ok()
}

/// Whether names other than those that follow from the code point can be found.
pub fn has_resolver() -> bool {
    RESOLVER.get().is_some()
}

/// The name of a character.
#[derive(Clone, Debug)]
pub struct Name(String);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const IDEOGRAPH: &str = "CJK UNIFIED IDEOGRAPH-";

/// The blocks of CJK unified ideographs in Unicode 16 and 17.
const IDEOGRAPHS: [(u32, u32); 11] = [
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81E),
    (0x2B820, 0x2CEAD),
    (0x2CEB0, 0x2EBE0),
    (0x2EBF0, 0x2EE5D),
    (0x30000, 0x3134A),
    (0x31350, 0x323AF),
    (0x323B0, 0x33479),
];

fn is_ideograph(character: char) -> bool {
    let code = u32::from(character);
    IDEOGRAPHS
        .iter()
        .any(|&(first, last)| (first..=last).contains(&code))
}

/// The name of `character`, if it has one that is known.
pub fn name(character: char) -> Option<Name> {
    if is_ideograph(character) {
        return Some(Name(format!("{IDEOGRAPH}{:04X}", u32::from(character))));
    }
    hangul::name(character)
        .or_else(|| RESOLVER.get().and_then(|r| (r.name)(character)))
        .map(Name)
}

/// The character called `name` in any case, if it is known.
pub fn character(name: &str) -> Option<char> {
    algorithmic(&name.to_ascii_uppercase())
        .or_else(|| RESOLVER.get().and_then(|r| (r.character)(name)))
}

fn algorithmic(name: &str) -> Option<char> {
    let Some(digits) = name.strip_prefix(IDEOGRAPH) else {
        return hangul::character(name);
    };
    let plain = (4..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    let code = plain.then(|| u32::from_str_radix(digits, 16).ok())??;
    char::from_u32(code).filter(|&c| is_ideograph(c))
}

//! `unicodedata`: facts about characters.
//!
//! Here: the current database, and that of Unicode 3.2.0 as an object with the same functions for methods.

use rustpython_unicode::data::Ucd;
use rustpython_unicode::normalize::{self as unicode, NormalizeForm};
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

use crate::object::{Kind, Ref, Value};
use crate::types::arguments::type_word;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::instance::PyInstance;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Vm};

/// The version that CPython 3.14 has.
const VERSION: &str = "16.0.0";
const MODERN: Ucd = Ucd::new(true);
const OLD: Ucd = Ucd::new(false);

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "unicodedata", FUNCTIONS);
    dict.set_name(&vm.intern("unidata_version"), vm.intern(VERSION));
    let class = vm.new_native_type(&UCD, &[]);
    let old = Ref::new(PyInstance::default(), &class).into_value();
    dict.set_name(&vm.intern("UCD"), class.into_value());
    dict.set_name(&vm.intern("ucd_3_2_0"), old);
    Ok(())
}

/// A method of the old database: the same function, without the receiver.
macro_rules! old {
    ($function:ident) => {
        |vm, args| $function(vm, Args(&args.0[1..]), OLD)
    };
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("category", "(chr, /)", |vm, args| {
        category(vm, args, MODERN)
    }),
    NativeDef::function("bidirectional", "(chr, /)", |vm, args| {
        bidirectional(vm, args, MODERN)
    }),
    NativeDef::function("combining", "(chr, /)", |vm, args| {
        combining(vm, args, MODERN)
    }),
    NativeDef::function("mirrored", "(chr, /)", |vm, args| {
        mirrored(vm, args, MODERN)
    }),
    NativeDef::function("east_asian_width", "(chr, /)", |vm, args| {
        east_asian_width(vm, args, MODERN)
    }),
    NativeDef::function("decomposition", "(chr, /)", |vm, args| {
        decomposition(vm, args, MODERN)
    }),
    NativeDef::function(
        "decimal",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| decimal(vm, args, MODERN),
    ),
    NativeDef::function(
        "digit",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| digit(vm, args, MODERN),
    ),
    NativeDef::function(
        "numeric",
        "(chr, default=<unrepresentable>, /)",
        |vm, args| numeric(vm, args, MODERN),
    ),
    NativeDef::function("name", "(chr, default=<unrepresentable>, /)", |vm, args| {
        name(vm, args, MODERN)
    }),
    NativeDef::function("lookup", "(name, /)", |vm, args| lookup(vm, args, MODERN)),
    NativeDef::function("normalize", "(form, unistr, /)", |vm, args| {
        normalize(vm, args, MODERN)
    }),
    NativeDef::function("is_normalized", "(form, unistr, /)", |vm, args| {
        is_normalized(vm, args, MODERN)
    }),
];

static UCD: TypeDef = TypeDef {
    name: "UCD",
    module: "unicodedata",
    kind: Kind::Instance,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("category", "($self, chr, /)", old!(category)),
        NativeDef::method("bidirectional", "($self, chr, /)", old!(bidirectional)),
        NativeDef::method("combining", "($self, chr, /)", old!(combining)),
        NativeDef::method("mirrored", "($self, chr, /)", old!(mirrored)),
        NativeDef::method(
            "east_asian_width",
            "($self, chr, /)",
            old!(east_asian_width),
        ),
        NativeDef::method("decomposition", "($self, chr, /)", old!(decomposition)),
        NativeDef::method(
            "decimal",
            "($self, chr, default=<unrepresentable>, /)",
            old!(decimal),
        ),
        NativeDef::method(
            "digit",
            "($self, chr, default=<unrepresentable>, /)",
            old!(digit),
        ),
        NativeDef::method(
            "numeric",
            "($self, chr, default=<unrepresentable>, /)",
            old!(numeric),
        ),
        NativeDef::method(
            "name",
            "($self, chr, default=<unrepresentable>, /)",
            old!(name),
        ),
        NativeDef::method("lookup", "($self, name, /)", old!(lookup)),
        NativeDef::method("normalize", "($self, form, unistr, /)", old!(normalize)),
        NativeDef::method(
            "is_normalized",
            "($self, form, unistr, /)",
            old!(is_normalized),
        ),
    ],
    attributes: &[GetSetDef::field("unidata_version", |vm, _| {
        Ok(vm.intern("3.2.0"))
    })],
    ..TypeDef::EMPTY
};

fn category(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "category")?;
    Ok(vm.intern(ucd.category(point)).into())
}

fn bidirectional(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "bidirectional")?;
    let class = if point.to_char().is_none() {
        "L"
    } else if ucd.category(point) == "Cn" {
        ""
    } else {
        ucd.bidirectional(point)
    };
    Ok(vm.intern(class).into())
}

fn combining(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "combining")?;
    Ok(Value::int(i64::from(ucd.combining(point))).into())
}

fn mirrored(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "mirrored")?;
    Ok(Value::int(i64::from(ucd.mirrored(point))).into())
}

/// Whether a character takes two columns of a terminal.
#[must_use]
pub fn is_wide(character: char) -> bool {
    matches!(MODERN.east_asian_width(character.into()), "W" | "F")
}

fn east_asian_width(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "east_asian_width")?;
    Ok(vm.intern(ucd.east_asian_width(point)).into())
}

fn decomposition(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "decomposition")?;
    // Syllables of Hangul are decomposed by a rule.
    if let Some(syllable) = point
        .to_u32()
        .checked_sub(0xAC00)
        .filter(|place| *place < 11172)
    {
        let (first, second) = (0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28);
        let mut shown = format!("{first:04X} {second:04X}");
        if syllable % 28 != 0 {
            shown.push_str(&format!(" {:04X}", 0x11A7 + syllable % 28));
        }
        return Ok(vm.new_str(shown).into());
    }
    Ok(vm.new_str(ucd.decomposition(point)).into())
}

fn decimal(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let found = ucd.decimal(character(vm, args, "decimal")?);
    let found = found.map(|number| Value::int(number as i64));
    number(vm, args, found, "not a decimal")
}

fn digit(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let found = ucd.digit(character(vm, args, "digit")?);
    let found = found.map(|number| Value::int(number as i64));
    number(vm, args, found, "not a digit")
}

fn numeric(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let found = ucd.numeric(character(vm, args, "numeric")?);
    number(vm, args, found.map(Value::float), "not a numeric character")
}

fn normalize(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let (form, given) = form_and_text(vm, args, "normalize")?;
    let text = given.get::<PyStr>().expect("checked");
    if text.is_ascii() && vm.is_exactly(given, &vm.types.str) {
        return Ok(given.clone().into());
    }
    Ok(vm.new_wtf8(normalized(form, text.as_wtf8(), ucd)).into())
}

/// A normal form. Characters that a database does not have stay as they are.
fn normalized(form: NormalizeForm, text: &Wtf8, ucd: Ucd) -> Wtf8Buf {
    let known = |point: CodePoint| {
        point
            .to_char()
            .is_none_or(|character| ucd.membership(character))
    };
    if text.code_points().all(known) {
        return unicode::normalize(form, text);
    }
    let (mut out, mut run) = (Wtf8Buf::new(), Wtf8Buf::new());
    for point in text.code_points() {
        if known(point) {
            run.push(point);
        } else {
            out.push_wtf8(&unicode::normalize(form, &run));
            run = Wtf8Buf::new();
            out.push(point);
        }
    }
    out.push_wtf8(&unicode::normalize(form, &run));
    out
}

fn is_normalized(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let (form, given) = form_and_text(vm, args, "is_normalized")?;
    let text = given.get::<PyStr>().expect("checked");
    let text = text.as_wtf8();
    let same =
        given.get::<PyStr>().is_some_and(PyStr::is_ascii) || *normalized(form, text, ucd) == *text;
    Ok(Value::bool(same).into())
}

/// The one character of the first argument.
fn character(vm: &Vm, args: Args<'_>, function: &str) -> PyResult<CodePoint> {
    let given = args.get(0);
    let place = if args.len() > 1 { " 1" } else { "" };
    match given.get::<PyStr>() {
        Some(text) if text.len() == 1 => Ok(text.code_point(0)),
        Some(text) => Err(vm.type_error(format!(
            "{function}(): argument{place} must be a unicode character, not a string of length {}",
            text.len()
        ))),
        None => Err(vm.type_error(format!(
            "{function}() argument{place} must be a unicode character, not {}",
            type_word(vm, given)
        ))),
    }
}

/// What was found, or the default, or an error.
fn number(vm: &Vm, args: Args<'_>, found: Option<Value>, missing: &str) -> NativeResult {
    match found.or_else(|| args.opt(1).cloned()) {
        Some(value) => Ok(value.into()),
        None => Err(vm.value_error(missing)),
    }
}

fn name(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    let point = character(vm, args, "name")?;
    let known = point.to_char().filter(|known| ucd.membership(*known));
    let found = known.and_then(|character| {
        crate::compile::names::install();
        rustpython_unicode::data::character_name(character)
    });
    number(vm, args, found.map(|name| vm.new_str(name)), "no such name")
}

fn lookup(vm: &Vm, args: Args<'_>, ucd: Ucd) -> NativeResult {
    use rustpython_unicode::data::LookupResult;
    let given = args.get(0);
    if given.get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "lookup() argument must be str, not {}",
            type_word(vm, given)
        )));
    }
    crate::compile::names::install();
    let wanted = text(given);
    match ucd.lookup(&wanted) {
        Some(LookupResult::Character(found)) => Ok(vm.new_str(found.to_string()).into()),
        Some(LookupResult::Sequence(found)) => Ok(vm.new_str(found).into()),
        None => {
            let message = vm.new_str(format!("undefined character name '{wanted}'"));
            Err(vm.key_error(&message))
        }
    }
}

fn form_and_text<'a>(
    vm: &Vm,
    args: Args<'a>,
    function: &str,
) -> PyResult<(NormalizeForm, &'a Value)> {
    for place in 0..2 {
        crate::types::arguments::text(vm, args.get(place), function, place + 1)?;
    }
    let form = match text(args.get(0)).as_str() {
        "NFC" => NormalizeForm::Nfc,
        "NFKC" => NormalizeForm::Nfkc,
        "NFD" => NormalizeForm::Nfd,
        "NFKD" => NormalizeForm::Nfkd,
        _ => return Err(vm.value_error("invalid normalization form")),
    };
    Ok((form, args.get(1)))
}

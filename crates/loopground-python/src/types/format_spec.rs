//! The format mini-language: what follows the colon in `{value:spec}`.
//!
//! Here: reading a specification, its errors, and laying text out in a width. What a number looks like is in
//! `format_number`.

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use crate::object::{Value, View};
use crate::types::digits::decimal_value;
use crate::types::str::PyStr;
use crate::vm::{PyResult, Raised, Vm};

/// A parsed specification.
#[derive(Clone, Debug)]
pub struct Spec {
    pub fill: CodePoint,
    /// `<`, `>`, `=` or `^`.
    pub align: char,
    /// Whether the alignment was written.
    pub align_given: bool,
    /// `+`, `-` or a space.
    pub sign: Option<char>,
    /// `z`: minus zero is shown as zero.
    pub no_negative_zero: bool,
    /// `#`.
    pub alternate: bool,
    pub width: usize,
    /// `,` or `_` between groups of digits.
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    /// `,` or `_` in the fraction.
    pub fraction_grouping: Option<char>,
    /// The type letter; the caller's default when none was written.
    pub kind: Option<char>,
}

struct Reader<'a> {
    points: &'a [CodePoint],
    place: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.points.get(self.place)?.to_char()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.place += usize::from(found);
        found
    }

    /// A decimal number, or nothing when there are no digits.
    fn number(&mut self, vm: &Vm) -> PyResult<Option<usize>> {
        let mut value: Option<usize> = None;
        while let Some(digit) = self.points.get(self.place).copied().and_then(decimal_value) {
            let grown = value
                .unwrap_or(0)
                .checked_mul(10)
                .and_then(|value| value.checked_add(usize::from(digit)))
                .filter(|&value| value <= i64::MAX as usize);
            let Some(grown) = grown else {
                return Err(vm.value_error("Too many decimal digits in format string"));
            };
            value = Some(grown);
            self.place += 1;
        }
        Ok(value)
    }

    /// `,`, `_` or nothing; both is an error.
    fn grouping(&mut self, vm: &Vm) -> PyResult<Option<char>> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek() == Some(',')) {
            return Err(vm.value_error("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(','),
            (_, true) => Some('_'),
            _ => None,
        })
    }
}

fn is_alignment(point: Option<&CodePoint>) -> Option<char> {
    point
        .and_then(|point| point.to_char())
        .filter(|align| matches!(align, '<' | '>' | '=' | '^'))
}

/// Reads a specification for a value of the class `class_name`.
pub fn parse(
    vm: &Vm,
    spec: &PyStr,
    class_name: &str,
    default_kind: Option<char>,
    default_align: char,
) -> PyResult<Spec> {
    let points: Vec<CodePoint> = spec.as_wtf8().code_points().collect();
    let mut reader = Reader {
        points: &points,
        place: 0,
    };
    let mut fill = None;
    let mut align = None;
    if let Some(found) = is_alignment(points.get(1)) {
        fill = Some(points[0]);
        align = Some(found);
        reader.place = 2;
    } else if let Some(found) = is_alignment(points.first()) {
        align = Some(found);
        reader.place = 1;
    }
    let align_given = align.is_some();
    let sign = reader.peek().filter(|sign| matches!(sign, '+' | '-' | ' '));
    reader.place += usize::from(sign.is_some());
    let no_negative_zero = reader.take('z');
    let alternate = reader.take('#');
    if fill.is_none() && reader.take('0') {
        fill = Some(CodePoint::from_char('0'));
        if align.is_none() && default_align == '>' {
            align = Some('=');
        }
    }
    let width = reader.number(vm)?.unwrap_or(0);
    let grouping = reader.grouping(vm)?;
    let (mut precision, mut fraction_grouping) = (None, None);
    if reader.take('.') {
        precision = reader.number(vm)?;
        fraction_grouping = reader.grouping(vm)?;
        if precision.is_none() && fraction_grouping.is_none() {
            return Err(vm.value_error("Format specifier missing precision"));
        }
    }
    let rest = points.len() - reader.place;
    if rest > 1 {
        return Err(vm.value_error(format!(
            "Invalid format specifier '{}' for object of type '{class_name}'",
            spec.lossy()
        )));
    }
    let kind = if rest == 1 {
        Some(points[reader.place].to_char_lossy())
    } else {
        default_kind
    };
    if let Some(separator) = grouping {
        let fits = match kind {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => true,
            Some('b' | 'o' | 'x' | 'X') => separator == '_',
            _ => false,
        };
        if !fits {
            return Err(wrong_separator(vm, separator, kind.unwrap_or_default()));
        }
    }
    // Of the types only 'n' refuses a separator of the fraction; those without a fraction ignore it.
    if let (Some(separator), Some('n')) = (fraction_grouping, kind) {
        return Err(wrong_separator(vm, separator, 'n'));
    }
    Ok(Spec {
        fill: fill.unwrap_or(CodePoint::from_char(' ')),
        align: align.unwrap_or(default_align),
        align_given,
        sign,
        no_negative_zero,
        alternate,
        width,
        grouping,
        precision,
        fraction_grouping,
        kind,
    })
}

#[cold]
fn wrong_separator(vm: &Vm, separator: char, kind: char) -> Raised {
    let shown = match kind {
        '!'..='\u{7F}' => kind.to_string(),
        _ => format!("\\x{:x}", u32::from(kind)),
    };
    vm.value_error(format!("Cannot specify '{separator}' with '{shown}'."))
}

/// "Unknown format code …".
#[cold]
#[must_use]
pub fn unknown_code(vm: &Vm, kind: char, class_name: &str) -> Raised {
    let shown = match kind {
        '!'..='\u{7F}' => kind.to_string(),
        _ => format!("\\x{:x}", u32::from(kind)),
    };
    vm.value_error(format!(
        "Unknown format code '{shown}' for object of type '{class_name}'"
    ))
}

/// `__format__(spec)` with something that is no `str`.
#[cold]
#[must_use]
pub fn not_text(vm: &Vm, spec: &Value) -> Raised {
    vm.type_error(format!(
        "__format__() argument must be str, not {}",
        crate::types::arguments::type_word(vm, spec)
    ))
}

impl Spec {
    /// `text` (of `length` code points) in the width; `prefix` comes before the fill when aligned with `=`.
    pub fn lay_out(
        &self,
        vm: &Vm,
        prefix: &str,
        text: &rustpython_wtf8::Wtf8,
        length: usize,
    ) -> PyResult {
        let missing = self.width.saturating_sub(prefix.len() + length);
        vm.check_memory(missing as u64 * 4)?;
        let (left, inner, right) = match self.align {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - missing / 2),
            '=' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        let mut out = Wtf8Buf::with_capacity(prefix.len() + text.len() + missing);
        (0..left).for_each(|_| out.push(self.fill));
        out.push_str(prefix);
        (0..inner).for_each(|_| out.push(self.fill));
        out.push_wtf8(text);
        (0..right).for_each(|_| out.push(self.fill));
        Ok(vm.new_wtf8(out))
    }
}

/// `str.__format__`.
pub fn text(vm: &Vm, value: &PyStr, class_name: &str, spec: &PyStr) -> PyResult {
    let spec = parse(vm, spec, class_name, Some('s'), '<')?;
    if spec.kind != Some('s') {
        return Err(unknown_code(vm, spec.kind.unwrap_or_default(), class_name));
    }
    let refused = match spec {
        Spec {
            sign: Some(' '), ..
        } => "Space not allowed in string format specifier",
        Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
        Spec {
            no_negative_zero: true,
            ..
        } => "Negative zero coercion (z) not allowed in string format specifier",
        Spec {
            alternate: true, ..
        } => "Alternate form (#) not allowed in string format specifier",
        Spec { align: '=', .. } => "'=' alignment not allowed in string format specifier",
        _ => "",
    };
    if !refused.is_empty() {
        return Err(vm.value_error(refused));
    }
    let length = spec
        .precision
        .map_or(value.len(), |most| most.min(value.len()));
    let end = crate::types::str_methods::text::byte_offset(value, length);
    spec.lay_out(vm, "", &value.as_wtf8()[..end], length)
}

/// `format(value, spec)` of plain numbers and text: no Python code is needed for them.
pub fn quick(vm: &Vm, value: &Value, spec: &Value) -> PyResult<Option<Value>> {
    let Some(spec) = spec.get::<PyStr>().filter(|spec| !spec.is_empty()) else {
        return Ok(None);
    };
    match value.view() {
        View::Int(_) => super::format_number::integer(vm, value, spec).map(Some),
        View::Float(float) => super::format_number::float(vm, float, "float", spec).map(Some),
        View::Object(_) if vm.is_exactly(value, &vm.types.str) => {
            let value = value.get::<PyStr>().expect("an exact str");
            text(vm, value, "str", spec).map(Some)
        }
        _ => Ok(None),
    }
}

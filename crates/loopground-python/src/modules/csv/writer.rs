//! `_csv.writer`: rows to lines.

use rustpython_wtf8::Wtf8Buf;

use super::dialect::{PyDialect, Quoting, of_call};
use super::{error, with_classes};
use crate::modules::builtins::attributes::is_callable;
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::number::{float_of, int_of};
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// `_csv.writer`.
pub struct PyWriter {
    write: Value,
    dialect: Value,
}

impl Trace for PyWriter {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.write);
        visit(&self.dialect);
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "writer",
    module: "_csv",
    kind: Kind::CsvWriter,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("writerow", "($self, row, /)", writerow),
        NativeDef::method("writerows", "($self, rows, /)", writerows),
    ],
    attributes: &[GetSetDef::field("dialect", |_, this| {
        Ok(writer(this).dialect.clone())
    })],
    doc: "CSV writer",
};

fn writer(value: &Value) -> &PyWriter {
    value.get().expect("the receiver was checked")
}

pub fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(0).to_vec();
    let keywords = args.keywords(1).snapshot();
    if given.is_empty() || given.len() > 2 {
        let bound = if given.is_empty() {
            "at least 1 argument"
        } else {
            "at most 2 arguments"
        };
        return Err(vm.type_error(format!("writer expected {bound}, got {}", given.len())));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let dialect = of_call(&vm, given.get(1).cloned(), keywords).await?;
        let write = vm
            .get_attribute_opt(&given[0], &vm.names.write.clone())
            .await?;
        let Some(write) = write.filter(|write| is_callable(&vm, write)) else {
            return Err(vm.type_error("argument 1 must have a \"write\" method"));
        };
        let class = with_classes(&vm, |classes| classes.writer.clone());
        Ok(Ref::new(PyWriter { write, dialect }, &class).into_value())
    })
}

fn writerow(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, row) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move { write_row(&vm, writer(&own), &row).await })
}

fn writerows(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own, rows) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let rows = vm.iter(&rows).await?;
        while let Some(row) = vm.next(&rows).await? {
            write_row(&vm, writer(&own), &row).await?;
        }
        Ok(Value::none())
    })
}

async fn write_row(vm: &Vm, writer: &PyWriter, row: &Value) -> PyResult {
    let dialect: &PyDialect = writer.dialect.get().expect("made by `of_call`");
    let fields = match vm.iter(row).await {
        Err(raised) if vm.matches(&raised, &vm.types.exceptions.type_error) => {
            return Err(error(
                vm,
                format!("iterable expected, not {}", vm.class_name(row)),
            ));
        }
        other => other?,
    };
    let mut out = Wtf8Buf::new();
    let (mut count, mut last_is_null) = (0, false);
    let mut quoted_only = false;
    while let Some(field) = vm.next(&fields).await? {
        let number = float_of(&field).is_some()
            || int_of(&field).is_some()
            || vm.class_of(&field).lookup(&vm.names.__float__).is_some()
            || vm.class_of(&field).lookup(&vm.names.__index__).is_some();
        let quoted = match dialect.quoting {
            Quoting::NonNumeric => !number,
            Quoting::All => true,
            Quoting::Strings => field.get::<PyStr>().is_some(),
            Quoting::NotNull => !field.is_none(),
            Quoting::Minimal | Quoting::None => false,
        };
        last_is_null = field.is_none();
        let text = if field.is_none() {
            vm.new_str("")
        } else {
            vm.str(&field).await?
        };
        let text = text.get::<PyStr>().expect("str() gives one");
        quoted_only = append(vm, dialect, &mut out, text, quoted, count)?;
        count += 1;
    }
    // A row of one empty field would be read as a row without fields.
    if count == 1 && out.is_empty() && !quoted_only {
        let refused = matches!(dialect.quoting, Quoting::None)
            || last_is_null && matches!(dialect.quoting, Quoting::Strings | Quoting::NotNull);
        if refused {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        let quote = dialect.quote.and_then(char::from_u32).unwrap_or('"');
        out.push_char(quote);
        out.push_char(quote);
    }
    let line_end = dialect.line_end.get::<PyStr>().expect("checked when made");
    out.push_wtf8(line_end.as_wtf8());
    vm.call(&writer.write, [vm.new_wtf8(out)]).await
}

/// Appends one field; tells whether it was quoted.
fn append(
    vm: &Vm,
    dialect: &PyDialect,
    out: &mut Wtf8Buf,
    text: &PyStr,
    mut quoted: bool,
    place: usize,
) -> PyResult<bool> {
    let push = |out: &mut Wtf8Buf, point: u32| {
        if let Some(point) = rustpython_wtf8::CodePoint::from_u32(point) {
            out.push(point);
        }
    };
    let line_end = dialect.line_end.get::<PyStr>().expect("checked when made");
    let ends = |point: u32| {
        point == 0x0A
            || point == 0x0D
            || line_end
                .as_wtf8()
                .code_points()
                .any(|own| own.to_u32() == point)
    };
    let mut field = Wtf8Buf::new();
    let points: Vec<u32> = text
        .as_wtf8()
        .code_points()
        .map(|point| point.to_u32())
        .collect();
    // A leading blank would be skipped by a reader that skips blanks.
    if dialect.skip_blank && points.is_empty() && dialect.delimiter == 0x20 {
        quoted = true;
    }
    for &point in &points {
        let special = point == dialect.delimiter
            || Some(point) == dialect.escape
            || Some(point) == dialect.quote
            || ends(point);
        if special {
            let mut escape = dialect.quoting == Quoting::None;
            if !escape {
                if Some(point) == dialect.quote {
                    if dialect.double_quote {
                        push(&mut field, point);
                    } else {
                        escape = true;
                    }
                } else if Some(point) == dialect.escape {
                    escape = true;
                }
                if !escape {
                    quoted = true;
                }
            }
            if escape {
                match dialect.escape {
                    Some(own) => push(&mut field, own),
                    None => return Err(error(vm, "need to escape, but no escapechar set")),
                }
            }
        }
        push(&mut field, point);
    }
    if place > 0 {
        push(out, dialect.delimiter);
    }
    let quote = dialect.quote.filter(|_| quoted);
    if let Some(quote) = quote {
        push(out, quote);
    }
    out.push_wtf8(&field);
    if let Some(quote) = quote {
        push(out, quote);
    }
    Ok(quote.is_some())
}

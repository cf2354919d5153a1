//! `_csv.reader`: lines to rows.

use std::cell::{Cell, RefCell};

use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::dialect::{PyDialect, Quoting, of_call};
use super::{error, with_classes};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::iterators::SELF_ITER;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// `_csv.reader`.
pub struct PyReader {
    lines: Value,
    dialect: Value,
    number: Cell<i64>,
    row: RefCell<Row>,
}

impl Trace for PyReader {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.lines);
        visit(&self.dialect);
        self.row.borrow().fields.iter().for_each(visit);
    }
}

/// Where in a row the next character stands.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum State {
    #[default]
    StartRecord,
    StartField,
    EscapedChar,
    InField,
    InQuotedField,
    EscapeInQuotedField,
    QuoteInQuotedField,
    EatLineEnd,
    AfterEscapedLineEnd,
}

/// A row that is being read.
#[derive(Default)]
struct Row {
    fields: Vec<Value>,
    field: Wtf8Buf,
    length: i64,
    state: State,
    /// The field was not quoted.
    unquoted: bool,
}

pub static TYPE: TypeDef = TypeDef {
    name: "reader",
    module: "_csv",
    kind: Kind::CsvReader,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[SELF_ITER, NativeDef::method("__next__", "($self, /)", next)],
    attributes: &[
        GetSetDef::field("dialect", |_, this| Ok(reader(this).dialect.clone())),
        GetSetDef::field("line_num", |_, this| {
            Ok(Value::int(reader(this).number.get()))
        }),
    ],
    doc: "CSV reader",
};

fn reader(value: &Value) -> &PyReader {
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
        return Err(vm.type_error(format!("reader expected {bound}, got {}", given.len())));
    }
    let vm = vm.clone();
    Vm::future(async move {
        let lines = vm.iter(&given[0]).await?;
        let dialect = of_call(&vm, given.get(1).cloned(), keywords).await?;
        let made = PyReader {
            lines,
            dialect,
            number: Cell::new(0),
            row: RefCell::default(),
        };
        let class = with_classes(&vm, |classes| classes.reader.clone());
        Ok(Ref::new(made, &class).into_value())
    })
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let reader = reader(&own);
        let dialect: &PyDialect = reader.dialect.get().expect("made by `of_call`");
        let limit = with_classes(&vm, |classes| classes.limit.get());
        let begin = Row {
            unquoted: true,
            ..Row::default()
        };
        drop(reader.row.replace(begin));
        loop {
            let Some(line) = vm.next(&reader.lines).await? else {
                let mut row = reader.row.borrow_mut();
                if row.length != 0 || row.state == State::InQuotedField {
                    if dialect.strict {
                        return Err(error(&vm, "unexpected end of data"));
                    }
                    row.save(&vm, dialect)?;
                    break;
                }
                if row.state == State::StartRecord || row.fields.is_empty() {
                    return Err(vm.stop_iteration(Value::none()));
                }
                row.save(&vm, dialect)?;
                break;
            };
            let Some(text) = line.get::<PyStr>() else {
                return Err(error(
                    &vm,
                    format!(
                        "iterator should return strings, not {} (the file should be opened in text mode)",
                        vm.class_name(&line)
                    ),
                ));
            };
            reader.number.set(reader.number.get() + 1);
            let mut row = reader.row.borrow_mut();
            for point in text.as_wtf8().code_points() {
                row.read(&vm, dialect, Some(point), limit)?;
            }
            row.read(&vm, dialect, None, limit)?;
            if row.state == State::StartRecord {
                break;
            }
        }
        let fields = std::mem::take(&mut reader.row.borrow_mut().fields);
        Ok(vm.new_list(fields))
    })
}

impl Row {
    fn push(&mut self, vm: &Vm, point: CodePoint, limit: i64) -> PyResult<()> {
        if self.length >= limit {
            return Err(error(
                vm,
                format!("field larger than field limit ({limit})"),
            ));
        }
        vm.check_growth(self.length as usize, 1)?;
        self.field.push(point);
        self.length += 1;
        Ok(())
    }

    /// Ends a field.
    fn save(&mut self, vm: &Vm, dialect: &PyDialect) -> PyResult<()> {
        let text = std::mem::take(&mut self.field);
        self.length = 0;
        let unquoted = std::mem::replace(&mut self.unquoted, true);
        let null = matches!(dialect.quoting, Quoting::NotNull | Quoting::Strings);
        let number = matches!(dialect.quoting, Quoting::NonNumeric | Quoting::Strings);
        let value = if unquoted && null && text.is_empty() {
            Value::none()
        } else if unquoted && number && !text.is_empty() {
            let parsed = crate::types::float_methods::construct::parse(text.as_bytes());
            let text = vm.new_wtf8(text);
            Value::float(parsed.ok_or_else(|| {
                let shown = crate::types::quick_repr(vm, &text).unwrap_or_default();
                vm.value_error(format!("could not convert string to float: {shown}"))
            })?)
        } else {
            vm.new_wtf8(text)
        };
        self.fields.push(value);
        Ok(())
    }

    /// Takes a character; none stands for the end of the line.
    fn read(
        &mut self,
        vm: &Vm,
        dialect: &PyDialect,
        point: Option<CodePoint>,
        limit: i64,
    ) -> PyResult<()> {
        let number = point.map(CodePoint::to_u32);
        let line_end = matches!(number, None | Some(0x0A | 0x0D));
        let quoted = dialect.quoting != Quoting::None;
        if self.state == State::StartRecord {
            if number.is_none() {
                return Ok(());
            }
            if line_end {
                self.state = State::EatLineEnd;
                return Ok(());
            }
            self.state = State::StartField;
        }
        match self.state {
            State::StartField => {
                self.unquoted = true;
                if line_end {
                    self.save(vm, dialect)?;
                    self.end_line(number);
                } else if quoted && number == dialect.quote {
                    self.unquoted = false;
                    self.state = State::InQuotedField;
                } else if number == dialect.escape {
                    self.state = State::EscapedChar;
                } else if number == Some(0x20) && dialect.skip_blank {
                } else if number == Some(dialect.delimiter) {
                    self.save(vm, dialect)?;
                } else {
                    self.push_some(vm, point, limit)?;
                    self.state = State::InField;
                }
            }
            State::EscapedChar => {
                if matches!(number, Some(0x0A | 0x0D)) {
                    self.push_some(vm, point, limit)?;
                    self.state = State::AfterEscapedLineEnd;
                } else {
                    let point = point.unwrap_or_else(|| CodePoint::from_char('\n'));
                    self.push(vm, point, limit)?;
                    self.state = State::InField;
                }
            }
            State::AfterEscapedLineEnd if number.is_none() => {}
            State::AfterEscapedLineEnd | State::InField => {
                self.state = State::InField;
                if line_end {
                    self.save(vm, dialect)?;
                    self.end_line(number);
                } else if number == dialect.escape {
                    self.state = State::EscapedChar;
                } else if number == Some(dialect.delimiter) {
                    self.save(vm, dialect)?;
                    self.state = State::StartField;
                } else {
                    self.push_some(vm, point, limit)?;
                }
            }
            State::InQuotedField => {
                if number.is_none() {
                } else if number == dialect.escape {
                    self.state = State::EscapeInQuotedField;
                } else if quoted && number == dialect.quote {
                    self.state = match dialect.double_quote {
                        true => State::QuoteInQuotedField,
                        false => State::InField,
                    };
                } else {
                    self.push_some(vm, point, limit)?;
                }
            }
            State::EscapeInQuotedField => {
                let point = point.unwrap_or_else(|| CodePoint::from_char('\n'));
                self.push(vm, point, limit)?;
                self.state = State::InQuotedField;
            }
            State::QuoteInQuotedField => {
                if quoted && number.is_some() && number == dialect.quote {
                    self.push_some(vm, point, limit)?;
                    self.state = State::InQuotedField;
                } else if number == Some(dialect.delimiter) {
                    self.save(vm, dialect)?;
                    self.state = State::StartField;
                } else if line_end {
                    self.save(vm, dialect)?;
                    self.end_line(number);
                } else if !dialect.strict {
                    self.push_some(vm, point, limit)?;
                    self.state = State::InField;
                } else {
                    let shown =
                        |point: Option<u32>| point.and_then(char::from_u32).unwrap_or('\u{fffd}');
                    return Err(error(
                        vm,
                        format!(
                            "'{}' expected after '{}'",
                            shown(Some(dialect.delimiter)),
                            shown(dialect.quote)
                        ),
                    ));
                }
            }
            State::EatLineEnd => {
                if number.is_none() {
                    self.state = State::StartRecord;
                } else if !line_end {
                    return Err(error(
                        vm,
                        "new-line character seen in unquoted field - do you need to open the file with newline=''?",
                    ));
                }
            }
            State::StartRecord => unreachable!("left above"),
        }
        Ok(())
    }

    fn push_some(&mut self, vm: &Vm, point: Option<CodePoint>, limit: i64) -> PyResult<()> {
        match point {
            Some(point) => self.push(vm, point, limit),
            None => Ok(()),
        }
    }

    fn end_line(&mut self, number: Option<u32>) {
        self.state = match number {
            None => State::StartRecord,
            Some(_) => State::EatLineEnd,
        };
    }
}

//! CPython's location table (`co_linetable`): from a code unit to its source position.
//!
//! Format: CPython's `InternalDocs/code_objects.md`. Decoded only when somebody asks (a traceback, `f_lineno`),
//! by walking from the start.

/// A source range; lines from 1, columns in UTF-8 bytes from 0. `None` where CPython has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub line: Option<u32>,
    pub end_line: Option<u32>,
    pub column: Option<u32>,
    pub end_column: Option<u32>,
}

struct Reader<'a> {
    table: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> u32 {
        let byte = self.table.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        u32::from(byte)
    }

    fn varint(&mut self) -> u32 {
        let mut byte = self.byte();
        let mut value = byte & 63;
        let mut shift = 0;
        while byte & 64 != 0 && shift < 30 {
            byte = self.byte();
            shift += 6;
            value |= (byte & 63) << shift;
        }
        value
    }

    fn signed(&mut self) -> i32 {
        let value = self.varint();
        if value & 1 != 0 {
            -((value >> 1) as i32)
        } else {
            (value >> 1) as i32
        }
    }
}

/// The position of a code unit.
#[must_use]
pub fn position(table: &[u8], first_line: u32, unit: u32) -> Position {
    let mut reader = Reader { table, at: 0 };
    let mut line = first_line as i32;
    let mut covered = 0;
    while reader.at < table.len() {
        let head = reader.byte();
        let length = (head & 7) + 1;
        let kind = (head >> 3) & 15;
        let mut found = Position::default();
        let mut ranged = |line: i32, end: i32, column: u32, end_column: u32| {
            found = Position {
                line: Some(line as u32),
                end_line: Some(end as u32),
                column: Some(column),
                end_column: Some(end_column),
            };
        };
        match kind {
            0..=9 => {
                let byte = reader.byte();
                let column = kind * 8 + (byte >> 4);
                ranged(line, line, column, column + (byte & 15));
            }
            10..=12 => {
                line += kind as i32 - 10;
                let column = reader.byte();
                let end_column = reader.byte();
                ranged(line, line, column, end_column);
            }
            13 => {
                line += reader.signed();
                found.line = Some(line as u32);
                found.end_line = Some(line as u32);
            }
            14 => {
                line += reader.signed();
                let end = line + reader.varint() as i32;
                let column = reader.varint();
                let end_column = reader.varint();
                found = Position {
                    line: Some(line as u32),
                    end_line: Some(end as u32),
                    column: column.checked_sub(1),
                    end_column: end_column.checked_sub(1),
                };
            }
            _ => {}
        }
        covered += length;
        if unit < covered {
            return found;
        }
    }
    Position::default()
}

//! Code objects against those that CPython 3.14 makes of the same programs, byte for byte.
//!
//! Programs and expectations are data in `tests/bytecode` (its `record.py` writes the expectations).

use std::fmt::Write as _;
use std::path::Path;

use loopground_python::compile::{CodeObject, CompileOptions, ConstantData, Mode, compile};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Lists `code` and the code objects among its constants in the form of the recorded lines.
fn list(number: usize, code: &CodeObject, lines: &mut Vec<String>) {
    lines.push(
        [
            number.to_string(),
            code.qualname.to_string(),
            code.flags.bits().to_string(),
            code.max_stackdepth.to_string(),
            hex(&code.instructions.original_bytes()),
            hex(&code.exceptiontable),
            hex(&code.linetable),
        ]
        .join("\t"),
    );
    for constant in &*code.constants {
        if let ConstantData::Code { code } = constant {
            list(number, code, lines);
        }
    }
}

#[test]
fn code_equals_that_of_cpython() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bytecode");
    let programs = std::fs::read_to_string(folder.join("programs.cases")).unwrap();
    let expected = std::fs::read_to_string(folder.join("programs.expected")).unwrap();
    let mut lines = Vec::new();
    for (number, source) in programs.split("%%\n").enumerate() {
        let code = compile(source, "<case>", Mode::Exec, &CompileOptions::default());
        list(number, &code.unwrap(), &mut lines);
    }
    for (found, expected) in lines.iter().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(lines.len(), expected.lines().count());
}

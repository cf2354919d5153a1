//! The front end as an embedder meets it: source in, code object or failure out.

use loopground_python::compile::{
    CompileOptions, FailureClass, Mode, SyntaxFailure, compile, decode_source, keyword_typo,
};

fn check_exec(source: &str) -> Result<(), SyntaxFailure> {
    compile(source, "<test>", Mode::Exec, &CompileOptions::default()).map(drop)
}

#[test]
fn a_program_compiles_in_each_mode() {
    check_exec(
        "import asyncio\nasync def main():\n    await asyncio.sleep(1)\nasyncio.run(main())\n",
    )
    .unwrap();
    let options = CompileOptions::default();
    compile("1 + 1", "<test>", Mode::Eval, &options).unwrap();
    compile("x = 1\n", "<test>", Mode::Single, &options).unwrap();
    compile("x = 1", "<test>", Mode::Eval, &options).unwrap_err();
}

#[test]
fn null_bytes_are_refused() {
    let failure = check_exec("x = '\0'").unwrap_err();
    assert_eq!(failure.class, FailureClass::SyntaxError);
    assert_eq!(
        failure.message,
        "source code string cannot contain null bytes"
    );
    assert_eq!(failure.line, None);
}

#[cfg(feature = "unicode-names")]
#[test]
fn characters_can_be_written_by_name() {
    check_exec(r#"x = '\N{SNOWMAN} \N{latin small letter a} \N{BACKSPACE} \ud800\N{EM DASH}'"#)
        .unwrap();
    check_exec(r#"x = '\N{LATINSMALLLETTERA}'"#).unwrap_err();
}

#[test]
fn names_that_follow_from_the_code_point_need_no_table() {
    check_exec(r#"x = '\N{HANGUL SYLLABLE GAG} \N{CJK UNIFIED IDEOGRAPH-4E00} \ud800\N{HANGUL SYLLABLE A}'"#)
        .unwrap();
}

#[test]
fn source_bytes_are_decoded_as_their_cookie_says() {
    assert_eq!(decode_source(b"\xef\xbb\xbfx = 1").unwrap(), "x = 1");
    assert_eq!(
        decode_source(b"#!/bin/sh\n# -*- coding: latin-1 -*-\nx = '\xe9'").unwrap(),
        "#!/bin/sh\n# -*- coding: latin-1 -*-\nx = '\u{e9}'"
    );
    let failure = decode_source(b"# coding: foo\nx").unwrap_err();
    assert_eq!(failure.message, "unknown encoding: foo");
    let failure = decode_source(b"a\nb\nx='\xe9\xe8'\n").unwrap_err();
    assert!(
        failure
            .message
            .starts_with("Non-UTF-8 code starting with '\\xe9' on line 3, but no encoding")
    );
    assert_eq!((failure.line, failure.column), (Some(3), Some(4)));
}

#[test]
fn misspelt_keywords_are_named() {
    let check = |source: &str| {
        let failure = check_exec(source).unwrap_err();
        keyword_typo(&failure, source).map(|typo| (typo.message, typo.column, typo.end_column))
    };
    let meant = |keyword: &str| format!("invalid syntax. Did you mean '{keyword}'?");
    assert_eq!(
        check("import os\nx = 1\nwhille True:\n    print(x)\n"),
        Some((meant("while"), 1, 7))
    );
    assert_eq!(
        check("def f():\n    pass\nfro i in range(3):\n    print(i)\n"),
        Some((meant("for"), 1, 4))
    );
    assert_eq!(check("x = [a fo a in y]\n"), Some((meant("for"), 8, 10)));
    assert_eq!(
        check("if x:\n    pass\nelsee:\n    y\n"),
        Some((meant("else"), 1, 6))
    );
    assert_eq!(
        check("class A:\n    deff f(self):\n        pass\n"),
        Some((meant("def"), 5, 9))
    );
    assert_eq!(check("asinc def f(): pass\n"), Some((meant("async"), 1, 6)));
    assert_eq!(check("x = a if b els c\n"), None);
    assert_eq!(check("x = $\n"), None);
}

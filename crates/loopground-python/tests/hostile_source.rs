//! Source that is meant to hurt: it must end in a Python exception, on a small stack and in little time.

use loopground_python::compile::{CompileOptions, FailureClass, Mode, compile};

/// The stack of a thread; unoptimised code needs more of it than what runs in a worker.
const STACK: usize = 2 * 1024 * 1024;

/// Compiles on a small stack; `Ok` or the class of the failure and its message.
fn check(source: String) -> Result<(), (FailureClass, String)> {
    std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || {
            compile(&source, "<test>", Mode::Exec, &CompileOptions::default())
                .map(drop)
                .map_err(|failure| (failure.class, failure.message))
        })
        .unwrap()
        .join()
        .unwrap()
}

fn message(source: String) -> String {
    check(source).unwrap_err().1
}

fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    open.repeat(times) + inner + &close.repeat(times)
}

#[test]
fn brackets_nest_as_deep_as_in_cpython_and_no_deeper() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{1:", "}"),
        ("f(", ")"),
        ("a[", "]"),
        ("(x for x in ", ")"),
        ("(a if ", " else c)"),
        ("(1,", ")"),
        ("(x+", ")"),
    ] {
        check(nested(open, "x", close, 200)).unwrap();
        for times in [201, 10_000] {
            let (class, message) = check(nested(open, "x", close, times)).unwrap_err();
            assert_eq!(class, FailureClass::SyntaxError, "{open}");
            assert_eq!(message, "too many nested parentheses", "{open}");
        }
        assert_eq!(message(open.repeat(100_000)), "too many nested parentheses");
    }
}

#[test]
fn chains_of_operators_end_in_an_exception() {
    for piece in [
        "not ",
        "-",
        "lambda:",
        "x if y else ",
        "x**",
        "x+",
        "'a'+",
        "1*",
        "x.a.",
        "f()()[0].",
    ] {
        check(piece.repeat(100) + "x").unwrap();
        for times in [1_500, 50_000] {
            let (class, _) = check(piece.repeat(times) + "x").unwrap_err();
            assert_eq!(class, FailureClass::MemoryError, "{piece}");
        }
    }
    check(nested("(lambda:", "x", ")", 120)).unwrap();
    let elifs = |times| "if x: pass\n".to_owned() + &"elif x: pass\n".repeat(times);
    check(elifs(500)).unwrap();
    assert_eq!(
        check(elifs(10_000)).unwrap_err().0,
        FailureClass::MemoryError
    );
}

#[test]
fn long_flat_programs_are_fine() {
    for piece in [
        "x and ",
        "x < ",
        "x = ",
        "-1, ",
        "f(x), ",
        "a.b, ",
        "not x or ",
        "'a' ",
    ] {
        check(piece.repeat(10_000) + "x").unwrap_or_else(|error| {
            // Strings before a name are an error, but not one of depth.
            assert_eq!((piece, error.0), ("'a' ", FailureClass::SyntaxError));
        });
    }
    check("x = [1, 2, (3, 4)]\n".repeat(2_000)).unwrap();
    check(format!("x = [{}]", "-1, ".repeat(20_000))).unwrap();
}

#[test]
fn blocks_nest_as_deep_as_in_cpython_and_no_deeper() {
    let blocks = |head: &str, times: usize| {
        let mut source = String::new();
        for depth in 0..times {
            source += &format!("{}{head}\n", " ".repeat(depth));
        }
        source + &" ".repeat(times) + "x"
    };
    check(blocks("if x:", 99)).unwrap();
    check(blocks("def f():", 99)).unwrap();
    check(blocks("class f:", 99)).unwrap();
    for head in ["if x:", "def f():", "for x in y:", "try:"] {
        let (class, message) = check(blocks(head, 100)).unwrap_err();
        assert_eq!(class, FailureClass::IndentationError);
        assert_eq!(message, "too many levels of indentation");
    }
    assert_eq!(
        message(blocks("for x in y:", 30)),
        "too many statically nested blocks"
    );
}

#[test]
fn nested_comprehensions_take_no_exponential_time() {
    check(nested("[", "x", " for x in y]", 8)).unwrap();
    for times in [13, 20, 100] {
        assert_eq!(
            message(nested("[", "x", " for x in y]", times)),
            "too many statically nested blocks"
        );
    }
}

#[test]
fn huge_integers_are_refused() {
    let digits = |count: usize| format!("x = {}", "9".repeat(count));
    check(digits(4300)).unwrap();
    assert_eq!(
        message(digits(4301)),
        "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
         literals to avoid decimal conversion limits."
    );
    check(format!("x = 0x{}", "f".repeat(100_000))).unwrap();
    check(format!("x = 10 ** 5000 * 1{}", "0".repeat(4000))).unwrap();
}

#[test]
fn deep_strings_are_refused() {
    assert_eq!(
        message(nested("f'{", "x", "}'", 200)),
        "too many nested f-strings or t-strings"
    );
    check(nested("f'{", "x", "}'", 149)).unwrap();
}

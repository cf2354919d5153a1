# What the compiler refuses: numeric literals.
import warnings
for src in ("1__0", "_1", "1_", "0x", "0b2", "0o8", "09", "1e", "1_.0", "'abc", '"""abc', "b'é'", "'\\x1'", "'\\u12'", "'\\N{nope}'", "0xg", "1_000_", "1.e+", "5abc", "$", "?", "a ! b", "1 2", "'a' b'b'"):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            print(src, "=", eval(src))
    except (SyntaxError, NameError) as exc:
        print(src, "|", type(exc).__name__, exc.msg if isinstance(exc, SyntaxError) else exc)

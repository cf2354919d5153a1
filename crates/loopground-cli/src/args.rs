//! The command line.
//!
//! As with `python3`, what follows the program belongs to the program, dashes or not.

use std::ffi::OsString;

use lexopt::prelude::*;
use loopground_python::embed::Config;
use loopground_python::options::{Letter, Options};

pub const HELP: &str = "\
Usage: loopground run [options] (PROGRAM.py | -c CODE | -m MODULE | -) [arguments]

Runs a Python program as python3 does: same output, same exit status.

  PROGRAM.py        a file, or a folder with a __main__.py
  -c CODE           the program is this text
  -m MODULE         runs a module that can be imported
  -                 reads the program from standard input

Options:
  -u                do not hold output back
  -W ARG, -X OPT, -b -B -d -E -I -O -P -q -s -S -v
                    as those of python3
  --virtual-time    time jumps to the next deadline when everything waits
  --seed N          makes random numbers and thread switches repeatable
  --switch any      any instruction may be the last one before another thread
                    runs: provokes races. The seed (0 without --seed) decides,
                    so that a run can be repeated exactly; implies
                    --virtual-time. '--switch interval' is the usual way.
  --max-memory N    MemoryError above N bytes (suffixes K, M, G)
  --max-steps N     ends the program after about N calls and loop rounds
  --events FILE     writes what tasks, threads and processes did, one JSON object a line
  --version         prints the version
  --help            prints this text
";

#[derive(Debug)]
pub enum Command {
    Help,
    Version,
    Run(Run),
}

/// `loopground run …`.
#[derive(Debug)]
pub struct Run {
    pub source: Source,
    /// `sys.argv[1:]`
    pub args: Vec<String>,
    pub config: Config,
    /// What `python3` would be told.
    pub options: Options,
    /// Where the event log goes.
    pub events: Option<String>,
}

/// Where the program is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    Path(String),
    Code(String),
    Module(String),
    Stdin,
}

pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Command, lexopt::Error> {
    let mut parser = lexopt::Parser::from_iter(words);
    match parser.next()? {
        None | Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Short('V') | Long("version")) => Ok(Command::Version),
        Some(Value(word)) if word == "run" => parse_run(&mut parser),
        Some(Value(word)) => {
            Err(format!("unknown command {word:?} (did you mean 'loopground run'?)").into())
        }
        Some(other) => Err(other.unexpected()),
    }
}

fn parse_run(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut config = Config::default();
    let mut options = Options::default();
    let mut events = None;
    let source = loop {
        match parser.next()? {
            None => return Err("nothing to run".into()),
            Some(Short('h') | Long("help")) => return Ok(Command::Help),
            Some(Short('V') | Long("version")) => return Ok(Command::Version),
            Some(Short('c')) => break Source::Code(text(parser.value()?)),
            Some(Short('m')) => break Source::Module(text(parser.value()?)),
            Some(Long("virtual-time")) => config.virtual_time = true,
            Some(Long("seed")) => config.seed = Some(parser.value()?.parse()?),
            Some(Long("switch")) => {
                config.switch_any = parser.value()?.parse_with(switch)?;
                config.virtual_time |= config.switch_any;
            }
            Some(Long("max-memory")) => {
                config.max_memory = Some(parser.value()?.parse_with(bytes)?)
            }
            Some(Long("events")) => events = Some(text(parser.value()?)),
            Some(Long("max-steps")) => config.max_steps = Some(parser.value()?.parse()?),
            Some(Value(word)) if word == "-" => break Source::Stdin,
            Some(Value(word)) => break Source::Path(text(word)),
            Some(Short(letter)) => match options.letter(letter) {
                Letter::Flag => {}
                Letter::Value => options.value(letter, text(parser.value()?)),
                Letter::Unknown => return Err(Short(letter).unexpected()),
            },
            Some(other) => return Err(other.unexpected()),
        }
    };
    options.add_environment(|name| std::env::var_os(name).map(text));
    if config.switch_any {
        config.seed = config.seed.or(Some(0));
    }
    let args = parser.raw_args()?.map(text).collect();
    Ok(Command::Run(Run {
        source,
        args,
        config,
        options,
        events,
    }))
}

/// Whether threads may switch at any instruction.
fn switch(text: &str) -> Result<bool, String> {
    match text {
        "any" => Ok(true),
        "interval" => Ok(false),
        _ => Err("expected 'any' or 'interval'".to_owned()),
    }
}

/// A size such as `64M`: 1024 times 1024 times 64.
fn bytes(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1_u64),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "expected a number of bytes such as 500M".to_owned())?;
    number
        .checked_mul(unit)
        .ok_or_else(|| "too large".to_owned())
}

/// Names and arguments reach Python as text; what is no Unicode is replaced.
fn text(word: OsString) -> String {
    word.into_string()
        .unwrap_or_else(|word| word.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &[&str]) -> Result<Command, String> {
        let line = std::iter::once("loopground").chain(line.iter().copied());
        parse(line.map(OsString::from)).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn check_run(line: &[&str], source: Source, args: &[&str]) -> Run {
        let Ok(Command::Run(run)) = words(line) else {
            panic!("{line:?} was not understood: {:?}", words(line));
        };
        assert_eq!(run.source, source);
        assert_eq!(run.args, args);
        run
    }

    #[track_caller]
    fn check_refused(line: &[&str], expected: &str) {
        assert_eq!(words(line).unwrap_err(), expected);
    }

    #[test]
    fn what_follows_the_program_is_the_programs() {
        let path = || Source::Path("a.py".to_owned());
        check_run(&["run", "a.py"], path(), &[]);
        check_run(
            &["run", "a.py", "-c", "--", "x"],
            path(),
            &["-c", "--", "x"],
        );
        check_run(&["run", "-u", "a.py", "-u"], path(), &["-u"]);
        check_run(&["run", "--", "a.py"], path(), &[]);
        check_run(&["run", "-", "-c"], Source::Stdin, &["-c"]);
        check_run(
            &["run", "-c", "pass", "--seed", "1"],
            Source::Code("pass".to_owned()),
            &["--seed", "1"],
        );
        check_run(
            &["run", "-cpass", "-x"],
            Source::Code("pass".to_owned()),
            &["-x"],
        );
        check_run(
            &["run", "-m", "mod", "-m"],
            Source::Module("mod".to_owned()),
            &["-m"],
        );
    }

    #[test]
    fn options_of_python_are_taken() {
        let line = ["run", "-W", "error", "-Xdev", "-OO", "-Bm", "mod"];
        let run = check_run(&line, Source::Module("mod".to_owned()), &[]);
        assert_eq!(run.options.warn_options()[..1], ["default"]);
        assert_eq!(run.options.warn_options().last().unwrap(), "error");
        assert_eq!((run.options.optimize, run.options.no_bytecode), (2, 1));
        check_refused(&["run", "-Z", "a.py"], "invalid option '-Z'");
    }

    #[test]
    fn limits_and_time() {
        let line = [
            "run",
            "--virtual-time",
            "--seed=7",
            "--max-memory",
            "64M",
            "--max-steps=9",
            "--switch=any",
            "a",
        ];
        let run = check_run(&line, Source::Path("a".to_owned()), &[]);
        assert!(run.config.virtual_time);
        assert_eq!(run.config.seed, Some(7));
        assert_eq!(run.config.max_memory, Some(64 << 20));
        assert_eq!(run.config.max_steps, Some(9));
        assert!(run.config.switch_any);
    }

    #[test]
    fn sizes() {
        assert_eq!(bytes("12"), Ok(12));
        assert_eq!(bytes("3k"), Ok(3072));
        assert_eq!(bytes("2G"), Ok(2 << 30));
        assert!(bytes("").is_err());
        assert!(bytes("M").is_err());
        assert!(bytes("-1").is_err());
        assert_eq!(bytes("99999999999999999G"), Err("too large".to_owned()));
    }

    #[test]
    fn nonsense_is_refused() {
        check_refused(&["run"], "nothing to run");
        check_refused(&["run", "-c"], "missing argument for option '-c'");
        check_refused(&["run", "--speed"], "invalid option '--speed'");
        check_refused(
            &["run", "--seed", "x", "a"],
            "cannot parse argument \"x\": invalid digit found in string",
        );
        check_refused(
            &["walk"],
            "unknown command \"walk\" (did you mean 'loopground run'?)",
        );
    }
}

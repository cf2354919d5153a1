//! The command line of a child: what `python3` makes of it.
//!
//! Here: the options of the interpreter as far as they choose what runs. Not here: starting it.

use crate::embed::{Entry, Program};
use crate::files::{Errno, errno};

/// What an argument list asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Run this.
    Run(What, Vec<String>),
    /// Print this, and be done.
    Print(String),
    /// The options make no sense: print this to standard error and end with status 2.
    Usage(String),
}

/// The program itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Command(String),
    Module(String),
    Script(String),
    Stdin,
}

/// Whether a path means this interpreter: it is the only program that there is.
#[must_use]
pub fn is_python(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(
        name,
        super::EXECUTABLE | "python" | "python3" | "python3.14"
    )
}

/// Reads the arguments after the program's name.
#[must_use]
pub fn parse(args: &[String]) -> Asked {
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        let remaining = || rest.clone().cloned().collect::<Vec<_>>();
        match arg.as_str() {
            "-" => return Asked::Run(What::Stdin, remaining()),
            "--version" | "-V" => {
                return Asked::Print(format!("Python {}\n", crate::embed::PYTHON_VERSION));
            }
            "--" => {
                return match rest.next() {
                    Some(script) => {
                        Asked::Run(What::Script(script.clone()), rest.cloned().collect())
                    }
                    None => Asked::Run(What::Stdin, Vec::new()),
                };
            }
            long if long.starts_with("--") => {
                return Asked::Usage(format!("unknown option {long}\n{USAGE}"));
            }
            short if short.starts_with('-') => match cluster(&short[1..], &mut rest) {
                Cluster::Flags => {}
                Cluster::Command(text) => {
                    return Asked::Run(What::Command(text), rest.cloned().collect());
                }
                Cluster::Module(name) => {
                    return Asked::Run(What::Module(name), rest.cloned().collect());
                }
                Cluster::Missing(option) => {
                    return Asked::Usage(format!(
                        "Argument expected for the -{option} option\n{USAGE}"
                    ));
                }
                Cluster::Unknown(option) => {
                    return Asked::Usage(format!("Unknown option: -{option}\n{USAGE}"));
                }
            },
            script => return Asked::Run(What::Script(script.to_owned()), remaining()),
        }
    }
    Asked::Run(What::Stdin, Vec::new())
}

/// Whether the options ask for output that is not held back (`-u`).
#[must_use]
pub fn is_unbuffered(args: &[String]) -> bool {
    let options = args.iter().take_while(|arg| arg.starts_with('-'));
    // What follows a letter with a value, in the same word or the next, is no option.
    let mut letters = options.map(|arg| arg[1..].split(['c', 'm', 'W', 'X']).next().unwrap_or(""));
    letters.any(|letters| letters.contains('u'))
}

const USAGE: &str = "usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
    Try `python3 -h' for more information.\n";

/// Options behind one dash.
enum Cluster {
    /// Only such as change nothing about what runs.
    Flags,
    Command(String),
    Module(String),
    Missing(char),
    Unknown(char),
}

fn cluster(letters: &str, rest: &mut std::slice::Iter<'_, String>) -> Cluster {
    let mut own = letters.chars();
    while let Some(letter) = own.next() {
        let mut value = || match own.as_str() {
            "" => rest.next().cloned(),
            glued => Some(glued.to_owned()),
        };
        match letter {
            'c' => return value().map_or(Cluster::Missing('c'), Cluster::Command),
            'm' => return value().map_or(Cluster::Missing('m'), Cluster::Module),
            'W' | 'X' => {
                return match value() {
                    Some(_) => Cluster::Flags,
                    None => Cluster::Missing(letter),
                };
            }
            'b' | 'B' | 'd' | 'E' | 'i' | 'I' | 'O' | 'P' | 'q' | 's' | 'S' | 'u' | 'v' | 'x' => {}
            unknown => return Cluster::Unknown(unknown),
        }
    }
    Cluster::Flags
}

/// The program that a command line asks for; its file is read with `read`.
///
/// # Errors
/// The number of the error when its file cannot be read.
pub fn program(
    what: What,
    args: Vec<String>,
    folder: &str,
    read: impl Fn(&str) -> Result<Vec<u8>, Errno>,
) -> Result<Program, (String, Errno)> {
    let mut directory = folder.to_owned();
    let entry = match what {
        What::Command(text) => Entry::Command(text),
        What::Module(name) => Entry::Module(name),
        What::Stdin => Entry::Stdin(read("").map_err(|error| ("<stdin>".to_owned(), error))?),
        What::Script(argv0) => {
            let path = match argv0.starts_with('/') {
                true => argv0.clone(),
                false => format!("{}/{argv0}", folder.trim_end_matches('/')),
            };
            let source = read(&path).map_err(|error| (path.clone(), error))?;
            if let Some((above, _)) = path.rsplit_once('/') {
                directory = if above.is_empty() {
                    "/".to_owned()
                } else {
                    above.to_owned()
                };
            }
            Entry::File {
                path,
                argv0,
                source,
            }
        }
    };
    Ok(Program {
        entry,
        args,
        directory,
    })
}

/// What `python3` says of a file that it cannot open, and with which status it ends.
#[must_use]
pub fn cannot_open(executable: &str, path: &str, error: Errno) -> (String, i32) {
    let words = crate::modules::posix::messages::strerror(i64::from(error));
    let text = format!("{executable}: can't open file '{path}': [Errno {error}] {words}\n");
    (text, if error == errno::EISDIR { 1 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }

    #[track_caller]
    fn check_runs(line: &str, what: What, args: &str) {
        assert_eq!(parse(&words(line)), Asked::Run(what, words(args)), "{line}");
    }

    #[test]
    fn output_is_unbuffered_by_an_option_of_python_not_of_the_program() {
        let unbuffered = |words: &[&str]| {
            is_unbuffered(&words.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        assert!(unbuffered(&["-u", "-c", "pass"]));
        assert!(unbuffered(&["-Bu", "x.py"]));
        assert!(!unbuffered(&["x.py", "-u"]));
        assert!(!unbuffered(&["-cu"]));
    }

    #[test]
    fn what_runs() {
        check_runs("-c pass a b", What::Command("pass".to_owned()), "a b");
        check_runs("-cpass", What::Command("pass".to_owned()), "");
        check_runs("-Bc pass", What::Command("pass".to_owned()), "");
        check_runs("-m json.tool x", What::Module("json.tool".to_owned()), "x");
        check_runs(
            "-u -X dev -Werror a.py -c",
            What::Script("a.py".to_owned()),
            "-c",
        );
        check_runs("- x", What::Stdin, "x");
        check_runs("", What::Stdin, "");
        check_runs("-- -x.py y", What::Script("-x.py".to_owned()), "y");
    }

    #[test]
    fn what_makes_no_sense() {
        for line in ["-c", "-m", "-z", "--none", "-W"] {
            assert!(matches!(parse(&words(line)), Asked::Usage(_)), "{line}");
        }
    }
}

//! The command line of a child: what `python3` makes of it.
//!
//! Here: what runs. Not here: the interpreter's own options (`options`), starting it.

use crate::embed::{Entry, Program};
use crate::files::{Errno, errno};
use crate::options::{Letter, Options};

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

/// Reads the arguments after the program's name: what runs, and how.
#[must_use]
pub fn parse(args: &[String]) -> (Asked, Options) {
    let mut options = Options::default();
    let asked = asked(args, &mut options);
    (asked, options)
}

fn asked(args: &[String], options: &mut Options) -> Asked {
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
            short if short.starts_with('-') => match cluster(&short[1..], &mut rest, options) {
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

const USAGE: &str = "usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
    Try `python3 -h' for more information.\n";

/// Options behind one dash.
enum Cluster {
    /// They were noted: what runs comes after them.
    Flags,
    Command(String),
    Module(String),
    Missing(char),
    Unknown(char),
}

fn cluster(
    letters: &str,
    rest: &mut std::slice::Iter<'_, String>,
    options: &mut Options,
) -> Cluster {
    let mut own = letters.chars();
    while let Some(letter) = own.next() {
        let mut value = || match own.as_str() {
            "" => rest.next().cloned(),
            glued => Some(glued.to_owned()),
        };
        match letter {
            'c' => return value().map_or(Cluster::Missing('c'), Cluster::Command),
            'm' => return value().map_or(Cluster::Missing('m'), Cluster::Module),
            _ => {}
        }
        match options.letter(letter) {
            Letter::Flag => {}
            Letter::Value => {
                let Some(value) = value() else {
                    return Cluster::Missing(letter);
                };
                options.value(letter, value);
                return Cluster::Flags;
            }
            Letter::Unknown => return Cluster::Unknown(letter),
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

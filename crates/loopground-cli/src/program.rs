//! From what was typed to a program: reads the file and names it as `python3` names it.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use loopground_python::embed::{Entry, Program};

use crate::args::Source;

/// Why there is nothing to run: `python3`'s words and exit status.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub status: i32,
}

pub fn load(source: Source, args: Vec<String>) -> Result<Program, Problem> {
    let current = std::env::current_dir().unwrap_or_default();
    let (entry, directory) = match source {
        Source::Code(code) => (Entry::Command(code), String::new()),
        Source::Module(name) => (Entry::Module(name), display(&current)),
        Source::Stdin => (Entry::Stdin(read_stdin()?), String::new()),
        Source::Path(typed) => return load_path(&current, &typed, args),
    };
    Ok(Program {
        entry,
        args,
        directory,
    })
}

fn load_path(current: &Path, typed: &str, args: Vec<String>) -> Result<Program, Problem> {
    // Joined, not simplified: `python3 ../a.py` shows the dots in tracebacks too.
    let given = current.join(typed);
    let (path, directory) = if given.is_dir() {
        let main = given.join("__main__.py");
        if !main.is_file() {
            return Err(Problem {
                message: format!("can't find '__main__' module in {}", quoted(typed)),
                status: 1,
            });
        }
        (main, given)
    } else {
        // Imports are looked up beside the file itself, not beside a link to it.
        let target = given.canonicalize().unwrap_or_else(|_| given.clone());
        let directory = target.parent().map(PathBuf::from).unwrap_or_default();
        (given, directory)
    };
    let source = std::fs::read(&path).map_err(|error| Problem {
        message: format!(
            "can't open file {}: {}",
            quoted(&display(&path)),
            python_words(&error)
        ),
        status: 2,
    })?;
    Ok(Program {
        entry: Entry::File {
            path: display(&path),
            argv0: typed.to_owned(),
            source,
        },
        args,
        directory: display(&directory),
    })
}

fn read_stdin() -> Result<Vec<u8>, Problem> {
    let mut source = Vec::new();
    match io::stdin().lock().read_to_end(&mut source) {
        Ok(_) => Ok(source),
        Err(error) => Err(Problem {
            message: format!("can't read standard input: {}", python_words(&error)),
            status: 2,
        }),
    }
}

fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// As Python's `repr` quotes a path.
fn quoted(path: &str) -> String {
    let quote = if path.contains('\'') && !path.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut text = String::from(quote);
    for character in path.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            character if character == quote => {
                text.push('\\');
                text.push(character);
            }
            character => text.push(character),
        }
    }
    text.push(quote);
    text
}

/// `[Errno 2] No such file or directory`: Rust appends the number instead.
pub fn python_words(error: &io::Error) -> String {
    let text = error.to_string();
    match error.raw_os_error() {
        Some(errno) => {
            let words = text
                .strip_suffix(&format!(" (os error {errno})"))
                .unwrap_or(&text);
            format!("[Errno {errno}] {words}")
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_worded_as_in_python() {
        let error = io::Error::from_raw_os_error(2);
        assert_eq!(python_words(&error), "[Errno 2] No such file or directory");
    }

    #[test]
    fn paths_are_quoted_as_in_python() {
        assert_eq!(quoted("/a/b.py"), "'/a/b.py'");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("it's \"x\""), "'it\\'s \"x\"'");
        assert_eq!(quoted("a\\b"), "'a\\\\b'");
    }
}

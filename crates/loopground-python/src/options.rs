//! What the interpreter itself is told: letters before the program on `python3`'s command line, and variables of the
//! environment (<https://docs.python.org/3.14/using/cmdline.html>).
//!
//! Here: reading them, and what `sys` shows of them. Not here: what runs, which the same command line says.

use crate::processes::wire::wire;

wire! {
    /// The options of one interpreter. Counts are as high as the letter was repeated.
    #[derive(Default)]
    pub struct Options {
        /// `-W`, in order; before them those of `PYTHONWARNINGS`.
        pub warnings: Vec<String>,
        /// `-X`, as they were written: `dev`, `name=value`.
        pub extended: Vec<String>,
        pub debug: u8,
        pub inspect: u8,
        /// 1: no `assert`; 2: no docstrings either.
        pub optimize: u8,
        pub no_bytecode: u8,
        pub no_user_site: u8,
        pub no_site: u8,
        /// `-E`: variables of the environment say nothing.
        pub ignore_environment: u8,
        pub verbose: u8,
        pub bytes_warning: u8,
        pub quiet: u8,
        /// `-I`: as `-E`, `-P` and `-s` together.
        pub isolated: u8,
        /// `-P`: the folder of the program is not looked in for modules.
        pub safe_path: u8,
        pub unbuffered: u8,
        /// `PYTHONDEVMODE`.
        pub dev_variable: bool,
    }
}

/// What a letter wants.
pub enum Letter {
    /// It was noted.
    Flag,
    /// `-W` and `-X` have a value: [`Options::value`] takes it.
    Value,
    /// There is no such option.
    Unknown,
}

impl Options {
    /// Notes an option that runs nothing.
    pub fn letter(&mut self, letter: char) -> Letter {
        let count = match letter {
            'W' | 'X' => return Letter::Value,
            'b' => &mut self.bytes_warning,
            'B' => &mut self.no_bytecode,
            'd' => &mut self.debug,
            'E' => &mut self.ignore_environment,
            'i' => &mut self.inspect,
            'I' => &mut self.isolated,
            'O' => &mut self.optimize,
            'P' => &mut self.safe_path,
            'q' => &mut self.quiet,
            's' => &mut self.no_user_site,
            'S' => &mut self.no_site,
            'u' => &mut self.unbuffered,
            'v' => &mut self.verbose,
            // The first line of the source is skipped: it is a comment as a rule.
            'x' => return Letter::Flag,
            _ => return Letter::Unknown,
        };
        *count = count.saturating_add(1);
        if letter == 'I' {
            (self.ignore_environment, self.safe_path, self.no_user_site) = (1, 1, 1);
        }
        Letter::Flag
    }

    /// The value of `-W` or `-X`.
    pub fn value(&mut self, letter: char, value: String) {
        match letter {
            'W' => self.warnings.push(value),
            _ => self.extended.push(value),
        }
    }

    /// Adds what variables say, unless they are to say nothing. Comes after the letters.
    pub fn add_environment(&mut self, variable: impl Fn(&str) -> Option<String>) {
        if self.ignore_environment > 0 {
            return;
        }
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        for (name, count) in [
            ("PYTHONDEBUG", &mut self.debug),
            ("PYTHONINSPECT", &mut self.inspect),
            ("PYTHONOPTIMIZE", &mut self.optimize),
            ("PYTHONDONTWRITEBYTECODE", &mut self.no_bytecode),
            ("PYTHONNOUSERSITE", &mut self.no_user_site),
            ("PYTHONVERBOSE", &mut self.verbose),
            ("PYTHONSAFEPATH", &mut self.safe_path),
            ("PYTHONUNBUFFERED", &mut self.unbuffered),
        ] {
            if let Some(value) = set(name) {
                // What is no number counts as 1, as any number below.
                *count = value.parse().unwrap_or(1).max(1).max(*count);
            }
        }
        self.dev_variable = set("PYTHONDEVMODE").is_some();
        if let Some(listed) = set("PYTHONWARNINGS") {
            let own = std::mem::take(&mut self.warnings);
            self.warnings = listed.split(',').map(str::to_owned).collect();
            self.warnings.extend(own);
        }
    }

    /// `-X dev`, `PYTHONDEVMODE`.
    #[must_use]
    pub fn dev_mode(&self) -> bool {
        self.dev_variable || self.extended.iter().any(|option| option == "dev")
    }

    /// `sys.warnoptions`: those that count most come last.
    #[must_use]
    pub fn warn_options(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.dev_mode() {
            all.push("default".to_owned());
        }
        all.extend(self.warnings.iter().cloned());
        match self.bytes_warning {
            0 => {}
            1 => all.push("default::BytesWarning".to_owned()),
            _ => all.push("error::BytesWarning".to_owned()),
        }
        all
    }

    /// `sys._xoptions`: names, and values where there are any.
    pub fn extended_options(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.extended
            .iter()
            .map(|option| match option.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (option.as_str(), None),
            })
    }
}

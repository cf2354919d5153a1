//! Programs that are expected to fail: a sorted list, one name per line.
//!
//! Not here: the wishlist, whose programs are kept in a folder of their own.

use std::collections::BTreeSet;

use crate::failure::Result;
use crate::repo;

pub const LIST: &str = "tests/conformance/expected_failures.txt";

/// The listed names; none when there is no list.
pub fn read() -> Result<BTreeSet<String>> {
    let file = repo::path(LIST);
    if !file.is_file() {
        return Ok(BTreeSet::new());
    }
    Ok(parse(&repo::read(&file)?))
}

fn parse(text: &str) -> BTreeSet<String> {
    let names = text.lines().map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

pub fn write(names: &[&str]) -> Result<()> {
    let sorted: BTreeSet<&str> = names.iter().copied().collect();
    let lines: String = sorted.iter().map(|name| format!("{name}\n")).collect();
    repo::write(&repo::path(LIST), lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_name_no_program() {
        let names = parse("classes/slots\n\n  threads/pool \n");
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        assert_eq!(names, ["classes/slots", "threads/pool"]);
    }
}

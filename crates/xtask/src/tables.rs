//! The small part of TOML that our own tables use: sections, comments, and `key = value` with a string or a
//! whole number.
//!
//! Here: reading and writing such tables. Not here: Cargo's manifests; those are read by line where needed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::repo;

/// Section name to its entries; both in order of their names.
pub type Tables = BTreeMap<String, BTreeMap<String, String>>;

/// Reads a table file; one that does not exist is empty.
pub fn load(path: &Path) -> Result<Tables> {
    if path.is_file() {
        parse(&repo::read(path)?).map_err(|why| at(path, &why))
    } else {
        Ok(Tables::new())
    }
}

fn at(path: &Path, why: &str) -> Failure {
    Failure::new(format!("{}: {why}", repo::show(path)))
}

fn parse(text: &str) -> std::result::Result<Tables, String> {
    let mut tables = Tables::new();
    let mut section = String::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            section = unquote(name.trim());
            tables.entry(section.clone()).or_default();
            continue;
        }
        let split = split_entry(line)
            .ok_or_else(|| format!("line {}: expected `key = value`", number + 1))?;
        tables
            .entry(section.clone())
            .or_default()
            .insert(unquote(split.0), unquote(split.1));
    }
    Ok(tables)
}

/// Splits at the first ` = ` outside of quotes.
fn split_entry(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    for (index, byte) in line.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'=' if !quoted => return Some((line[..index].trim(), line[index + 1..].trim())),
            _ => {}
        }
    }
    None
}

fn unquote(text: &str) -> String {
    text.strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(text)
        .to_owned()
}

/// Writes tables below a comment that says what they are.
pub fn save(path: &Path, comment: &str, tables: &Tables) -> Result<()> {
    let mut text: String = comment.lines().map(|line| format!("# {line}\n")).collect();
    for (section, entries) in tables {
        text.push_str(&format!("\n[{}]\n", key(section)));
        for (name, value) in entries {
            let bare = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            let value = if bare {
                value.clone()
            } else {
                format!("\"{value}\"")
            };
            text.push_str(&format!("{} = {value}\n", key(name)));
        }
    }
    repo::write(path, text)
}

fn key(name: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if name.bytes().all(bare) {
        name.to_owned()
    } else {
        format!("\"{name}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_sections_and_quoted_keys() {
        let tables = parse("# c\n[a]\nx = 1\n\"b = c.rs\" = \"why\"\n\n[\"d e\"]\n")
            .expect("it is well formed");
        assert_eq!(tables["a"]["x"], "1");
        assert_eq!(tables["a"]["b = c.rs"], "why");
        assert!(tables["d e"].is_empty());
    }

    #[test]
    fn refuses_a_line_without_a_value() {
        assert_eq!(
            parse("[a]\nx\n"),
            Err("line 2: expected `key = value`".to_owned())
        );
    }
}

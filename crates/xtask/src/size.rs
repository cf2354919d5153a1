//! `cargo xtask size`: what the page weighs, as files and as they travel.
//!
//! Here: the table of `dist/` and the budget in `crates/xtask/size.toml`. Not here: making things smaller.
//!
//! Invariant: a budget is about Brotli, which is what a reader downloads; `--update` sets it 5 % above today.

use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::tables::{self, Tables};
use crate::{build, repo, terminal};

const BUDGET: &str = "crates/xtask/size.toml";
const COMMENT: &str = "The most that the files of dist/ may weigh, in bytes after Brotli.\n\
    Kept by `cargo xtask size --update`, which sets each 5 % above today.";
const SECTION: &str = "brotli";
const TOTAL: &str = "total";
/// What a reader's browser fetches before the first program prints.
const FIRST: &str = "first print";
const FIRST_FILES: [&str; 9] = [
    "index.html",
    "assets/page.css",
    "assets/theme.js",
    "assets/page.js",
    "assets/chunk.js",
    "assets/editor.js",
    "assets/worker.js",
    "assets/engine.wasm",
    "assets/library-start.txt",
];

/// Bytes of one artefact, or of several whose names only differ in their hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Weighs `dist/`; `false` when a budget is exceeded.
pub fn run(arguments: &[String]) -> Result<bool> {
    let update = match arguments {
        [] => false,
        [argument] if argument == "--update" => true,
        _ => return Err(Failure::new("cargo xtask size takes only --update")),
    };
    let weights = weigh(&build::dist())?;
    let budget = tables::load(&repo::path(BUDGET))?;
    let exceeded = print(&weights, &budget);
    if update {
        tables::save(&repo::path(BUDGET), COMMENT, &budget_for(&weights))?;
        terminal::good(&format!("{BUDGET} is 5 % above today"));
        return Ok(true);
    }
    for name in &exceeded {
        terminal::warn(&format!(
            "{name} is over its budget; make it smaller, or say why not and --update"
        ));
    }
    Ok(exceeded.is_empty())
}

fn weigh(dist: &Path) -> Result<BTreeMap<String, Weight>> {
    if !dist.join("index.html").is_file() {
        return Err(Failure::missing(
            "dist/ holds no page to weigh",
            "cargo xtask build",
        ));
    }
    let mut weights: BTreeMap<String, Weight> = BTreeMap::new();
    for file in repo::walk(dist)? {
        let name = file
            .strip_prefix(dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .replace('\\', "/");
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let size = |suffix: &str| {
            let path = dist.join(format!("{name}{suffix}"));
            path.metadata().map(|metadata| metadata.len()).ok()
        };
        let raw = size("").unwrap_or(0);
        let weight = Weight {
            raw,
            gzip: size(".gz").unwrap_or(raw),
            brotli: size(".br").unwrap_or(raw),
        };
        weights.entry(without_hash(&name)).or_default().add(weight);
    }
    Ok(weights)
}

/// `assets/engine-ABCD1234.wasm` is `assets/engine.wasm`, whatever is in it.
fn without_hash(name: &str) -> String {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    let is_hash =
        |part: &str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match stem.rsplit_once('-') {
        Some((base, hash)) if is_hash(hash) => format!("{base}.{extension}"),
        _ => name.to_owned(),
    }
}

fn total(weights: &BTreeMap<String, Weight>) -> Weight {
    let mut total = Weight::default();
    weights.values().for_each(|weight| total.add(*weight));
    total
}

fn sums(weights: &BTreeMap<String, Weight>) -> [(&'static str, Weight); 2] {
    let mut first = Weight::default();
    let fetched = weights
        .iter()
        .filter(|(name, _)| FIRST_FILES.contains(&name.as_str()));
    fetched.for_each(|(_, weight)| first.add(*weight));
    [(FIRST, first), (TOTAL, total(weights))]
}

fn budget_for(weights: &BTreeMap<String, Weight>) -> Tables {
    let with_room = |weight: &Weight| (weight.brotli * 105).div_ceil(100).to_string();
    let mut entries: BTreeMap<String, String> = weights
        .iter()
        .map(|(name, weight)| (name.clone(), with_room(weight)))
        .collect();
    for (name, weight) in sums(weights) {
        entries.insert(name.to_owned(), with_room(&weight));
    }
    Tables::from([(SECTION.to_owned(), entries)])
}

/// Prints the table and returns what is over its budget. What has no budget of its own still counts in the total.
fn print(weights: &BTreeMap<String, Weight>, budget: &Tables) -> Vec<String> {
    let mut exceeded = Vec::new();
    println!(
        "{:<40} {:>11} {:>11} {:>11} {:>11}",
        "artefact", "raw", "gzip", "brotli", "budget"
    );
    let all = weights
        .iter()
        .map(|(name, weight)| (name.as_str(), *weight));
    for (name, weight) in all.chain(sums(weights)) {
        let most = budget
            .get(SECTION)
            .and_then(|entries| entries.get(name)?.parse::<u64>().ok());
        let shown = most.map_or_else(|| "-".to_owned(), grouped);
        let over = most.is_some_and(|most| weight.brotli > most);
        let mark = if over { "  OVER" } else { "" };
        println!(
            "{name:<40} {:>11} {:>11} {:>11} {shown:>11}{mark}",
            grouped(weight.raw),
            grouped(weight.gzip),
            grouped(weight.brotli)
        );
        if over {
            exceeded.push(name.to_owned());
        }
    }
    exceeded
}

/// `1 234 567`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_not_part_of_a_name() {
        assert_eq!(
            without_hash("assets/engine-ABCD1234.wasm"),
            "assets/engine.wasm"
        );
        assert_eq!(without_hash("loop-ground.js"), "loop-ground.js");
        assert_eq!(without_hash("icon"), "icon");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1234), "1 234");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }

    #[test]
    fn a_new_budget_leaves_room() {
        let weights = BTreeMap::from([(
            "index.html".to_owned(),
            Weight {
                raw: 9,
                gzip: 9,
                brotli: 100,
            },
        )]);
        let budget = budget_for(&weights);
        assert_eq!(budget[SECTION]["index.html"], "105");
        assert_eq!(budget[SECTION][TOTAL], "105");
        assert_eq!(budget[SECTION][FIRST], "105");
        assert!(print(&weights, &budget).is_empty());
        let heavier = BTreeMap::from([(
            "index.html".to_owned(),
            Weight {
                raw: 9,
                gzip: 9,
                brotli: 106,
            },
        )]);
        assert_eq!(print(&heavier, &budget), ["index.html", FIRST, TOTAL]);
    }
}

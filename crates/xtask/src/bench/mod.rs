//! `cargo xtask bench`: how fast we are, as ratios measured side by side in one run.
//!
//! Here: the command line and the three comparisons. `engines` runs Python programs natively and in a browser,
//! `core` runs the event loop's own benches, `table` prints and writes what they gave. The programs are in
//! `tests/bench/`. Not here: assertions; a bench never fails because a machine is slow.

mod core;
mod engines;
mod table;

use crate::failure::{Failure, Result};
use crate::{repo, terminal};
use table::Table;

pub const USAGE: &str = "\
cargo xtask bench [NAME...]                 ratios against other engines, as a table and as JSON
    --only native|browser|core              one of the three comparisons
    --profile NAME                          cargo profile of the native VM (default: release)
    --json                                  print the JSON instead of the tables";

struct Options {
    only: Option<String>,
    profile: String,
    json: bool,
    filters: Vec<String>,
}

pub fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let wants = |name: &str| options.only.as_deref().is_none_or(|only| only == name);
    let mut tables = Vec::new();
    if wants("native") {
        tables.push(engines::native(&options.filters, &options.profile)?);
    }
    if wants("browser") {
        tables.push(engines::browser(&options.filters)?);
    }
    if wants("core") {
        tables.push(core::run()?);
    }
    let json = table::to_json(&tables);
    let file = repo::target_dir().join("bench.json");
    repo::write(&file, &json)?;
    if options.json {
        println!("{json}");
    } else {
        tables.iter().for_each(Table::print);
        terminal::note(&format!("also in {}", repo::show(&file)));
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options {
        only: None,
        profile: "release".to_owned(),
        json: false,
        filters: Vec::new(),
    };
    let mut rest = arguments.iter();
    let missing = |option: &str| Failure::new(format!("{option} wants a value"));
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--json" => options.json = true,
            "--profile" => {
                options.profile = rest.next().cloned().ok_or_else(|| missing("--profile"))?
            }
            "--only" => match rest.next().map(String::as_str) {
                Some(name @ ("native" | "browser" | "core")) => {
                    options.only = Some(name.to_owned())
                }
                _ => return Err(Failure::new("--only wants native, browser or core")),
            },
            name if !name.starts_with('-') => options.filters.push(name.to_owned()),
            other => {
                return Err(Failure::new(format!(
                    "no option `{other}`; there are:\n{USAGE}"
                )));
            }
        }
    }
    Ok(options)
}

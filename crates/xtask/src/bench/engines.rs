//! Python programs on several engines: natively and in headless Chromium.
//!
//! Not here: what they measure; a program prints `name nanoseconds` for each operation it timed itself.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tinyjson::JsonValue;

use super::table::{Cell, Table};
use crate::failure::{Failure, Result};
use crate::setup::{browsers, node};
use crate::{build, conformance, process, repo, terminal};

const OURS: &str = "loopground";
const MEASURE: &str = "_measure";
/// One program on one engine; most take a second.
const LIMIT: Duration = Duration::from_secs(180);

/// Our native VM against the CPythons of this machine.
pub fn native(filters: &[String], profile: &str) -> Result<Table> {
    terminal::step(&format!("Python programs, natively ({profile} profile)"));
    let ours = conformance::command_line(profile)?;
    let mut engines: Vec<(String, Vec<PathBuf>)> = Vec::new();
    for name in ["python3", "python3.14"] {
        let Some(program) = process::find(name) else {
            continue;
        };
        let Ok(version) = process::capture(process::command(&program).arg("--version")) else {
            continue;
        };
        if engines.iter().all(|(known, _)| *known != version) {
            engines.push((version, vec![program]));
        }
    }
    if engines.is_empty() {
        terminal::warn("no python3 on PATH to compare with");
    }
    engines.push((OURS.to_owned(), vec![ours, PathBuf::from("run")]));
    let names = engines.iter().map(|(name, _)| name.clone()).collect();
    let mut table = Table::new("native", names, engines.len() - 1);
    for program in programs(filters)? {
        for (engine, words) in &engines {
            terminal::note(&format!("{} on {engine}", stem(&program)));
            let mut command = Command::new(&words[0]);
            command
                .args(&words[1..])
                .arg(&program)
                .current_dir(repo::root());
            let ran = process::run_limited(&mut command, b"", LIMIT)?;
            let output = String::from_utf8_lossy(&ran.output.stdout);
            let measured = table.add_output(engine, &output);
            if ran.timed_out {
                table.set(
                    &stem(&program),
                    engine,
                    Cell::Failed("took too long".to_owned()),
                );
            } else if measured == 0 {
                let errors = String::from_utf8_lossy(&ran.output.stderr).into_owned();
                let why = errors
                    .lines()
                    .last()
                    .unwrap_or("printed nothing")
                    .to_owned();
                table.set(&stem(&program), engine, Cell::Failed(why));
            }
        }
    }
    Ok(table)
}

/// The page against other engines in pages of their own.
pub fn browser(filters: &[String]) -> Result<Table> {
    build::run()?;
    terminal::step("Python programs in headless Chromium");
    node::packages(node::BENCH)?;
    let browsers = browsers::find()?;
    let engines = ["pyodide", "micropython", OURS].map(str::to_owned).to_vec();
    let mut table = Table::new("browser", engines, 2);
    let mut command = node::node()?;
    command
        .arg(repo::path(node::BENCH).join("browser.mjs"))
        .arg(build::dist());
    command
        .args(programs(filters)?)
        .env("CHROMIUM", &browsers.chromium);
    let mut lines = Vec::new();
    let status = process::follow(&mut command, |line| lines.push(line.to_owned()))?;
    for line in &lines {
        read_result(line, &mut table)?;
    }
    if status.success() {
        Ok(table)
    } else {
        Err(Failure::new("the benches in the browser broke off"))
    }
}

fn read_result(line: &str, table: &mut Table) -> Result<()> {
    let wrong = || Failure::new(format!("browser.mjs printed no result: {line}"));
    let value: JsonValue = line.parse().map_err(|_| wrong())?;
    let text = |key: &str| -> Option<String> {
        value
            .get::<std::collections::HashMap<String, JsonValue>>()?
            .get(key)?
            .get::<String>()
            .cloned()
    };
    let engine = text("engine").ok_or_else(wrong)?;
    let program = stem(Path::new(&text("program").ok_or_else(wrong)?));
    let output = text("output").unwrap_or_default();
    if table.add_output(&engine, &output) == 0 {
        let last = output.lines().last().map(str::to_owned);
        let why = text("error")
            .or(last)
            .unwrap_or_else(|| "printed nothing".to_owned());
        table.set(&program, &engine, Cell::Failed(why));
    }
    Ok(())
}

fn stem(program: &Path) -> String {
    program
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The benches as single files: an engine in a page can import no neighbour.
fn programs(filters: &[String]) -> Result<Vec<PathBuf>> {
    let folder = repo::path(node::BENCH);
    let measure = repo::read(&folder.join(format!("{MEASURE}.py")))?;
    let target = repo::target_dir().join("bench");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| Failure::file("list", &folder, &error))?;
    let mut made = Vec::new();
    for file in entries.flatten().map(|entry| entry.path()) {
        let name = stem(&file);
        let wanted =
            filters.is_empty() || filters.iter().any(|filter| name.contains(filter.as_str()));
        if file.extension().is_none_or(|extension| extension != "py") || name == MEASURE || !wanted
        {
            continue;
        }
        let import = format!("from {MEASURE} import ");
        let text = repo::read(&file)?;
        let whole: String = text
            .lines()
            .map(|line| {
                if line.starts_with(&import) {
                    measure.clone()
                } else {
                    format!("{line}\n")
                }
            })
            .collect();
        let file = target.join(format!("{name}.py"));
        repo::write(&file, whole)?;
        made.push(file);
    }
    made.sort();
    if made.is_empty() {
        Err(Failure::new("no bench has such a name"))
    } else {
        Ok(made)
    }
}

//! The licences of everything that is inside `dist/`: checked, and their texts collected.
//!
//! Here: the packages linked into the engine (from cargo) and bundled into the page (from npm), an allow-list,
//! and the file `dist/THIRD_PARTY.txt`. What a reader of the repository should know is in `THIRD_PARTY.md`.
//!
//! Invariant: nothing gets into the page whose licence asks more than to be named.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use tinyjson::JsonValue;

use crate::failure::{Failure, Result};
use crate::setup::{node, toolchain};
use crate::{process, repo};

const ALLOWED: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "0BSD",
    "CC0-1.0",
    "ISC",
    "PSF-2.0",
    "Unlicense",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
];

struct Package {
    name: String,
    version: String,
    license: String,
    folder: PathBuf,
}

/// Writes the notices for a page that was built into `dist`.
pub fn write(dist: &Path) -> Result<()> {
    let mut packages = crates()?;
    packages.extend(modules()?);
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    for package in &packages {
        if !is_allowed(&package.license) {
            let Package { name, license, .. } = package;
            return Err(Failure::new(format!(
                "{name} is under {license:?}, which is not on the list of notices.rs"
            )));
        }
    }
    repo::write(&dist.join("THIRD_PARTY.txt"), text(&packages))
}

/// Each licence text once, below the names of the packages that come with it.
fn text(packages: &[Package]) -> String {
    let mut text = "Loopground contains the following software of other people.\n\n".to_owned();
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, package) in packages.iter().enumerate() {
        let Package {
            name,
            version,
            license,
            folder,
        } = package;
        text.push_str(&format!("{name} {version}: {license}\n"));
        for licence in licence_texts(folder) {
            owners.entry(licence).or_default().push(index);
        }
    }
    let mut groups: Vec<_> = owners.into_iter().collect();
    groups.sort_by_key(|(_, owners)| owners.first().copied());
    for (licence, owners) in groups {
        let names: Vec<&str> = owners
            .iter()
            .map(|index| packages[*index].name.as_str())
            .collect();
        text.push_str(&format!(
            "\n{}\n{}\n\n{}\n",
            "-".repeat(80),
            names.join(", "),
            licence.trim_end()
        ));
    }
    text
}

/// The package whose Python files the engine carries: nothing links it, a build script packs its `Lib` folder.
const LIBRARY: &str = "rustpython-pylib";

/// The texts that lie beside a package's manifest.
fn licence_texts(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let is_licence = |path: &PathBuf| {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_ascii_uppercase();
        [
            "LICENSE",
            "PSF-LICENSE",
            "LICENCE",
            "NOTICE",
            "COPYING",
            "UNLICENSE",
        ]
        .iter()
        .any(|start| name.starts_with(start))
    };
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(is_licence)
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .map(|text| text.replace('\r', ""))
        .collect()
}

type Object = HashMap<String, JsonValue>;

fn object(value: &JsonValue) -> Option<&Object> {
    value.get()
}

fn string<'a>(value: &'a JsonValue, key: &str) -> Option<&'a String> {
    object(value)?.get(key)?.get()
}

fn array<'a>(value: &'a JsonValue, key: &str) -> Option<&'a Vec<JsonValue>> {
    object(value)?.get(key)?.get()
}

/// Crates of other people that the engine is linked from.
fn crates() -> Result<Vec<Package>> {
    let mut cargo = toolchain::get()?.cargo();
    cargo.args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--filter-platform",
        toolchain::WASM,
    ]);
    let text = process::capture(&mut cargo)?;
    let metadata: JsonValue = text
        .parse()
        .map_err(|_| Failure::new("cargo metadata printed no JSON"))?;
    linked(&metadata).ok_or_else(|| Failure::new("cargo metadata has another form than expected"))
}

fn linked(metadata: &JsonValue) -> Option<Vec<Package>> {
    let packages: HashMap<&str, &JsonValue> = array(metadata, "packages")?
        .iter()
        .filter_map(|package| Some((string(package, "id")?.as_str(), package)))
        .collect();
    let resolve = object(metadata)?.get("resolve")?;
    let nodes: HashMap<&str, &JsonValue> = array(resolve, "nodes")?
        .iter()
        .filter_map(|node| Some((string(node, "id")?.as_str(), node)))
        .collect();
    let named = |id: &&str| {
        packages
            .get(id)
            .and_then(|package| string(package, "name"))
            .is_some_and(|name| name == "loopground-wasm")
    };
    let mut pending: Vec<&str> = packages.keys().copied().filter(named).collect();
    let mut seen: BTreeSet<&str> = pending.iter().copied().collect();
    while let Some(id) = pending.pop() {
        for dependency in array(nodes.get(id)?, "deps")? {
            // `kind` is null for what is linked, a word for what only builds or tests.
            let kinds = array(dependency, "dep_kinds")?;
            let linked = kinds.iter().any(|kind| {
                object(kind).is_some_and(|kind| kind.get("kind").is_some_and(JsonValue::is_null))
            });
            let package = string(dependency, "pkg")?.as_str();
            if linked && seen.insert(package) {
                pending.push(package);
            }
        }
    }
    let mut linked = Vec::new();
    for id in seen {
        let package = packages.get(id)?;
        let name = string(package, "name")?;
        if name.starts_with("loopground-") {
            continue;
        }
        linked.push(Package {
            name: name.clone(),
            version: string(package, "version")?.clone(),
            license: string(package, "license").cloned().unwrap_or_default(),
            folder: Path::new(string(package, "manifest_path")?)
                .parent()?
                .to_path_buf(),
        });
    }
    for package in packages.values() {
        if string(package, "name")? == LIBRARY {
            linked.push(Package {
                name: "Python's standard library".to_owned(),
                version: string(package, "version")?.clone(),
                license: "PSF-2.0".to_owned(),
                folder: Path::new(string(package, "manifest_path")?)
                    .parent()?
                    .join("Lib"),
            });
        }
    }
    Some(linked)
}

/// npm packages that the page is bundled from: all that are no development dependencies.
fn modules() -> Result<Vec<Package>> {
    let web = repo::path(node::WEB);
    let lock = repo::read(&web.join("package-lock.json"))?;
    let lock: JsonValue = lock
        .parse()
        .map_err(|_| Failure::new("web/package-lock.json is no JSON"))?;
    let packages = object(&lock).and_then(|lock| object(lock.get("packages")?));
    let mut found = Vec::new();
    for (place, package) in packages.into_iter().flatten() {
        let flag = |key: &str| {
            object(package)
                .and_then(|package| package.get(key)?.get::<bool>())
                .is_some_and(|flag| *flag)
        };
        let Some((_, name)) = place.rsplit_once("node_modules/") else {
            continue;
        };
        if flag("dev") || flag("devOptional") {
            continue;
        }
        found.push(Package {
            name: name.to_owned(),
            version: string(package, "version").cloned().unwrap_or_default(),
            license: string(package, "license").cloned().unwrap_or_default(),
            folder: web.join(place),
        });
    }
    Ok(found)
}

/// Whether an SPDX expression can be met with licences of the list.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let spaced = spaced.replace(" WITH ", "_WITH_");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    !rest.is_empty() && either(&mut rest) && rest.is_empty()
}

fn either(rest: &mut &[&str]) -> bool {
    let mut value = both(rest);
    while rest.first() == Some(&"OR") {
        *rest = &rest[1..];
        value |= both(rest);
    }
    value
}

fn both(rest: &mut &[&str]) -> bool {
    let mut value = single(rest);
    while rest.first() == Some(&"AND") {
        *rest = &rest[1..];
        value &= single(rest);
    }
    value
}

fn single(rest: &mut &[&str]) -> bool {
    let Some((first, others)) = rest.split_first() else {
        return false;
    };
    *rest = others;
    if *first == "(" {
        let value = either(rest);
        let closed = rest.first() == Some(&")");
        *rest = rest.get(1..).unwrap_or_default();
        return value && closed;
    }
    ALLOWED.contains(&first.replace("_WITH_", " WITH ").as_str())
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn expressions_are_judged() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "LGPL-3.0-only OR MIT",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in [
            "",
            "LGPL-3.0-only",
            "MIT AND GPL-2.0",
            "(MIT",
            "MIT Apache-2.0",
            "OR",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}

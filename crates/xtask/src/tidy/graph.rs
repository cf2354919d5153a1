//! Rules for manifests and lock files: who depends on whom, on which version, from where.
//!
//! Not here: what the versions are; those stand once, in the workspace's manifest and in `package.json`.

use super::{Finding, Source};

/// The arrows between our crates; what is not listed may not be.
const ARROWS: [(&str, &[&str]); 5] = [
    ("loopground-core", &[]),
    ("loopground-python", &["loopground-core"]),
    ("loopground-browser", &["loopground-core"]),
    (
        "loopground-wasm",
        &["loopground-core", "loopground-python", "loopground-browser"],
    ),
    ("loopground-cli", &["loopground-core", "loopground-python"]),
];

pub fn check(source: &Source<'_>) -> Vec<Finding> {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    match name {
        "Cargo.toml" => manifest(source),
        "Cargo.lock" => cargo_lock(source),
        "package.json" => source.lines_where(npm_range),
        "package-lock.json" => source.lines_where(|line| {
            line.trim_start().starts_with("\"resolved\"").then(|| {
                "the lock file names a registry: npm install --omit-lockfile-registry-resolved"
                    .to_owned()
            })
        }),
        _ => Vec::new(),
    }
}

fn manifest(source: &Source<'_>) -> Vec<Finding> {
    let krate = source.path.split('/').nth(1).unwrap_or_default();
    let allowed = ARROWS
        .iter()
        .find(|(name, _)| *name == krate)
        .map(|(_, allowed)| *allowed);
    let mut section = "";
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            section = name;
            continue;
        }
        if !section.contains("dependencies") || line.starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let dependency = key.split('.').next().unwrap_or_default().trim();
        if let Some(allowed) = allowed
            && dependency.starts_with("loopground-")
            && !section.contains("dev-dependencies")
            && !allowed.contains(&dependency)
        {
            findings.push(Finding::new(
                source.path,
                index + 1,
                format!("{krate} may not depend on {dependency}"),
            ));
        }
        if let Some(version) = version_in(value)
            && !version.starts_with('=')
        {
            let message = format!("pin {dependency} exactly: `={version}`");
            findings.push(Finding::new(source.path, index + 1, message));
        }
    }
    findings
}

/// The version in `"1.2"` or `{ version = "1.2", … }`.
fn version_in(value: &str) -> Option<&str> {
    let value = value.trim();
    let quoted = if value.starts_with('{') {
        value
            .split_once("version")?
            .1
            .trim_start()
            .strip_prefix('=')?
            .trim_start()
    } else {
        value
    };
    quoted.strip_prefix('"')?.split('"').next()
}

fn cargo_lock(source: &Source<'_>) -> Vec<Finding> {
    const REGISTRY: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let mut package = "";
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("name = \"") {
            package = name.trim_end_matches('"');
        } else if line.starts_with("source = ") {
            if line != REGISTRY {
                findings.push(Finding::new(
                    source.path,
                    index + 1,
                    format!("{package} does not come from crates.io"),
                ));
            }
            if package.starts_with("malachite") {
                let message =
                    format!("{package} is LGPL-3.0-only: keep the patch that replaces it");
                findings.push(Finding::new(source.path, index + 1, message));
            }
        }
    }
    findings
}

fn npm_range(line: &str) -> Option<String> {
    let (name, value) = line.trim().split_once("\": \"")?;
    let ranged = value.starts_with(['^', '~']) || value.starts_with("latest");
    ranged.then(|| format!("pin {} exactly", name.trim_start_matches('"')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&Source { path, text })
            .into_iter()
            .map(|finding| finding.message)
            .collect()
    }

    #[test]
    fn arrows_between_crates_are_one_way() {
        let text = "[dependencies]\nloopground-python.workspace = true\n";
        assert_eq!(
            messages("crates/loopground-core/Cargo.toml", text),
            ["loopground-core may not depend on loopground-python"]
        );
        assert_eq!(messages("crates/loopground-cli/Cargo.toml", text).len(), 0);
    }

    #[test]
    fn versions_are_exact() {
        let text = "[workspace.dependencies]\na = \"1\"\nb = { version = \"=1.2.3\" }\nc = { path = \"c\" }\n";
        assert_eq!(messages("Cargo.toml", text), ["pin a exactly: `=1`"]);
        assert_eq!(
            messages("web/package.json", "\"a\": \"^1.0.0\",\n\"b\": \"1.0.0\"\n"),
            ["pin a exactly"]
        );
    }

    #[test]
    fn lock_files_name_no_mirror() {
        assert_eq!(
            messages("web/package-lock.json", "  \"resolved\": \"x\",\n").len(),
            1
        );
        assert_eq!(
            messages(
                "Cargo.lock",
                "name = \"a\"\nsource = \"registry+https://mirror\"\n"
            )
            .len(),
            1
        );
    }
}

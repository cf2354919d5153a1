//! Results as a table with ratios, and as JSON.
//!
//! Not here: measuring.

use std::collections::{BTreeMap, HashMap};

use tinyjson::JsonValue;

/// What one bench gave on one engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nanoseconds per operation.
    Took(f64),
    /// It does not run there; why.
    Failed(String),
}

#[derive(Debug)]
pub struct Table {
    name: &'static str,
    engines: Vec<String>,
    /// Which of the engines is ours: the others are given as multiples of it.
    ours: usize,
    rows: BTreeMap<String, HashMap<String, Cell>>,
}

impl Table {
    pub fn new(name: &'static str, engines: Vec<String>, ours: usize) -> Self {
        Self {
            name,
            engines,
            ours,
            rows: BTreeMap::new(),
        }
    }

    pub fn set(&mut self, bench: &str, engine: &str, cell: Cell) {
        if !self.engines.iter().any(|known| known == engine) {
            self.engines.insert(self.ours, engine.to_owned());
            self.ours += 1;
        }
        self.rows
            .entry(bench.to_owned())
            .or_default()
            .insert(engine.to_owned(), cell);
    }

    /// Takes the `name nanoseconds` lines out of what a program printed; says how many there were.
    pub fn add_output(&mut self, engine: &str, output: &str) -> usize {
        let mut found = 0;
        for line in output.lines() {
            let Some((name, number)) = line.trim().rsplit_once(' ') else {
                continue;
            };
            let Ok(number) = number.parse::<f64>() else {
                continue;
            };
            self.set(name, engine, Cell::Took(number));
            found += 1;
        }
        found
    }

    pub fn print(&self) {
        println!(
            "\n{} (time per operation; how many times as long as ours)",
            self.name
        );
        print!("{:<24}", "");
        self.engines
            .iter()
            .for_each(|engine| print!("{engine:>26}"));
        println!();
        let mut reasons = Vec::new();
        for (bench, cells) in &self.rows {
            let ours = match cells.get(&self.engines[self.ours]) {
                Some(Cell::Took(time)) => Some(*time),
                _ => None,
            };
            print!("{bench:<24}");
            for (index, engine) in self.engines.iter().enumerate() {
                let text = match cells.get(engine) {
                    None => "-".to_owned(),
                    Some(Cell::Failed(why)) => {
                        reasons.push(format!("{bench} on {engine}: {why}"));
                        "fails".to_owned()
                    }
                    Some(Cell::Took(time)) => match ours.filter(|_| index != self.ours) {
                        Some(ours) => {
                            format!("{} {:>7}", duration(*time), format!("{:.2}x", time / ours))
                        }
                        None => duration(*time),
                    },
                };
                print!("{text:>26}");
            }
            println!();
        }
        reasons.iter().for_each(|reason| println!("  {reason}"));
    }

    fn to_json(&self) -> JsonValue {
        let rows = self.rows.iter().map(|(bench, cells)| {
            let cells = cells.iter().map(|(engine, cell)| {
                let value = match cell {
                    Cell::Took(time) => JsonValue::Number(*time),
                    Cell::Failed(why) => object([("error", JsonValue::String(why.clone()))]),
                };
                (engine.clone(), value)
            });
            (bench.clone(), JsonValue::Object(cells.collect()))
        });
        object([
            ("comparison", JsonValue::String(self.name.to_owned())),
            ("ours", JsonValue::String(self.engines[self.ours].clone())),
            (
                "unit",
                JsonValue::String("nanoseconds per operation".to_owned()),
            ),
            ("benches", JsonValue::Object(rows.collect())),
        ])
    }
}

fn object<const N: usize>(entries: [(&str, JsonValue); N]) -> JsonValue {
    JsonValue::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// All tables as one JSON document.
pub fn to_json(tables: &[Table]) -> String {
    let all = JsonValue::Array(tables.iter().map(Table::to_json).collect());
    // Numbers and strings always have a JSON form; a NaN cannot come out of a parsed decimal that was printed.
    all.format().unwrap_or_else(|error| format!("\"{error}\""))
}

/// `85 ns`, `1.70 us`, `2.31 ms`
fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        time if time < 1e3 => format!("{time:.0} ns"),
        time if time < 1e6 => format!("{:.2} us", time / 1e3),
        time => format!("{:.2} ms", time / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_becomes_cells() {
        let mut table = Table::new("native", vec!["a".to_owned(), "b".to_owned()], 1);
        assert_eq!(table.add_output("a", "sleep(0) 12.5\nhello\nx y 3\n"), 2);
        assert_eq!(table.rows["sleep(0)"]["a"], Cell::Took(12.5));
        assert_eq!(table.rows["x y"]["a"], Cell::Took(3.0));
    }

    #[test]
    fn json_holds_times_and_failures() {
        let mut table = Table::new("native", vec!["a".to_owned()], 0);
        table.set("x", "a", Cell::Failed("no \"x\"".to_owned()));
        let text = to_json(&[table]);
        assert!(text.contains(r#""error": "no \"x\"""#), "{text}");
        assert!(text.parse::<JsonValue>().is_ok());
    }

    #[test]
    fn durations_have_a_unit() {
        assert_eq!(duration(85.4), "85 ns");
        assert_eq!(duration(1700.0), "1.70 us");
        assert_eq!(duration(2_310_000.0), "2.31 ms");
    }
}

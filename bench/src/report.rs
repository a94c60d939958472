//! The table and the file.

use crate::figures::{Pair, summary};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::Path;

/// How it was measured.
pub struct Settings {
    /// `sqlite` or `postgres`.
    pub database: String,
    /// Of each half of a round.
    pub seconds: f64,
    /// At once.
    pub connections: usize,
    /// Product and baseline each.
    pub rounds: usize,
}

/// What was measured of one kind of work.
pub struct Measured {
    /// What was done.
    pub name: &'static str,
    /// Bytes of the page as the product sends it.
    pub bytes: Option<usize>,
    /// Round by round.
    pub pairs: Vec<Pair>,
}

/// Says how it is measured, and the columns.
pub fn heading(settings: &Settings) {
    let Settings {
        database,
        seconds,
        connections,
        rounds,
    } = settings;
    println!(
        "{database}, {connections} connections, {rounds} rounds of {seconds} s each side; medians a second, ratios round by round"
    );
    println!(
        "{:<26} {:>9} {:>10} {:>10} {:>7}   {:<13} rounds",
        "", "bytes", "product", "bare", "ratio", "(from – to)"
    );
}

/// One line of the table.
pub fn row(measured: &Measured) {
    let Some(sum) = summary(&measured.pairs) else {
        return;
    };
    let bytes = measured.bytes.map(|n| n.to_string()).unwrap_or_default();
    let rounds: Vec<String> = measured
        .pairs
        .iter()
        .map(|pair| format!("{:.0}/{:.0}", pair.product, pair.bare))
        .collect();
    println!(
        "{:<26} {bytes:>9} {:>10.0} {:>10.0} {:>7.2}   {:<13} {}",
        measured.name,
        sum.product,
        sum.bare,
        sum.ratio,
        format!("({:.2} – {:.2})", sum.range.0, sum.range.1),
        rounds.join("  ")
    );
}

/// Writes everything, each round too.
///
/// # Errors
/// When the file cannot be written.
pub fn write(out: &Path, settings: &Settings, all: &[Measured]) -> Result<()> {
    let text = serde_json::to_string_pretty(&document(settings, all))?;
    std::fs::write(out, text + "\n").with_context(|| format!("cannot write {}", out.display()))?;
    println!("written to {}", out.display());
    Ok(())
}

fn document(settings: &Settings, all: &[Measured]) -> Value {
    let round =
        |pair: &Pair| json!({"product": pair.product, "bare": pair.bare, "ratio": pair.ratio()});
    let one = |measured: &Measured| {
        let sum = summary(&measured.pairs);
        json!({
            "name": measured.name,
            "bytes": measured.bytes,
            "median_per_second": sum.map(|s| json!({"product": s.product, "bare": s.bare})),
            "median_ratio": sum.map(|s| s.ratio),
            "rounds": measured.pairs.iter().map(round).collect::<Vec<_>>(),
        })
    };
    json!({
        "database": settings.database,
        "seconds": settings.seconds,
        "connections": settings.connections,
        "measured": all.iter().map(one).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_every_round_and_its_ratio() {
        let settings = Settings {
            database: "sqlite".to_owned(),
            seconds: 2.0,
            connections: 32,
            rounds: 2,
        };
        let pair = |product, bare| Pair { product, bare };
        let measured = Measured {
            name: "proposal page",
            bytes: Some(30_000),
            pairs: vec![pair(10.0, 20.0), pair(30.0, 40.0)],
        };
        let document = document(&settings, &[measured]);
        let one = &document["measured"][0];
        assert_eq!(
            one["rounds"][1],
            json!({"product": 30.0, "bare": 40.0, "ratio": 0.75})
        );
        assert_eq!(one["median_ratio"], 0.625);
        assert_eq!(
            one["median_per_second"],
            json!({"product": 20.0, "bare": 30.0})
        );
    }
}

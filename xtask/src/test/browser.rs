//! Journeys in a real browser, by Playwright.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::tally::{Counts, Tally};
use super::{Options, needs, rust};
use crate::process::{self, Ending};
use crate::workspace::Workspace;
use crate::{assets, node, say, weigh};

/// Builds what a browser loads, runs every journey against a server with demo data, and weighs
/// the page that most people load on a phone.
pub fn journeys(workspace: &Workspace, options: &Options, tally: &mut Tally) {
    let program = workspace.target().join("debug/wellheard");
    let mut is_built = false;
    tally.runner("journeys in a browser", || {
        let chromium = needs::chromium().context(
            "Chromium is missing: install the package `chromium`, or set CHROMIUM to its path",
        )?;
        assets::build(workspace)?;
        say::step("Building the server", || rust::program(workspace))?;
        is_built = true;
        let folder = workspace.root().join("end2end");
        node::npm_packages(&folder)?;
        let mut playwright = Command::new(node::recent(workspace)?);
        playwright
            .args(["node_modules/@playwright/test/cli.js", "test"])
            .current_dir(&folder)
            .env("CHROMIUM", chromium)
            .env("WELLHEARD_BIN", &program);
        if let Some(filter) = &options.filter {
            playwright.args(["--pass-with-no-tests", "--grep", filter]);
        }
        if options.full {
            playwright.env("WELLHEARD_TEST_FULL", "1");
        }
        run(&mut playwright, &folder.join("test-results/report.json"))
    });
    if is_built && options.filter.is_none() {
        tally.check("weight of the first question", || {
            weigh::weigh(&program).map(|()| Ending {
                success: true,
                tail: Vec::new(),
            })
        });
    }
}

/// Runs Playwright and reads its report, never an old one.
fn run(playwright: &mut Command, report: &Path) -> Result<(Counts, Ending)> {
    let _ = std::fs::remove_file(report);
    let ending = process::watch(playwright, |_| {})?;
    let counts = match std::fs::read(report) {
        Ok(text) => {
            counts(&serde_json::from_slice(&text).context("Playwright's report is not JSON")?)?
        }
        // It failed before the first test; its output says why.
        Err(_) => Counts::default(),
    };
    Ok((counts, ending))
}

/// The counts in Playwright's report. A test that passed on its second try has passed.
fn counts(report: &Value) -> Result<Counts> {
    let count = |name: &str| -> Result<usize> {
        let number = report["stats"][name]
            .as_u64()
            .with_context(|| format!("Playwright's report has no {name}"))?;
        Ok(usize::try_from(number)?)
    };
    Ok(Counts {
        passed: count("expected")? + count("flaky")?,
        failed: count("unexpected")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_playwrights_counts() {
        let report = serde_json::json!({ "stats": { "expected": 8, "flaky": 1, "unexpected": 2, "skipped": 4 } });
        assert_eq!(
            counts(&report).unwrap(),
            Counts {
                passed: 9,
                failed: 2
            }
        );
        assert!(counts(&serde_json::json!({})).is_err());
    }
}

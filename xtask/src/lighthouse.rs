//! `cargo xtask lighthouse`: Google's Lighthouse on a respondent's first question page.
//!
//! Not part of the tests: what it says of speed depends on the machine.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::demo::DemoServer;
use crate::test::needs;
use crate::weigh::{Client, first_question};
use crate::workspace::Workspace;
use crate::{assets, process, say, serve};

/// The version that was tried; npm fetches it.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";
/// Least score of each category, of 100.
const LEAST: f64 = 98.0;
const CATEGORIES: [&str; 2] = ["performance", "accessibility"];

/// Builds everything, asks Lighthouse, and fails when a score is too low.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    let chromium =
        needs::chromium().context("Chromium is missing: install the package `chromium`")?;
    assets::build(workspace)?;
    say::step("Building the server", || serve::build(workspace, false))?;
    let demo = DemoServer::start(&workspace.target().join("debug/wellheard"))?;
    let mut client = Client::new(demo.url());
    let page = first_question(&mut client)?;
    let headers = serde_json::json!({ "Cookie": client.cookies() });
    let folder = tempfile::tempdir().context("could not make a folder for the answer")?;
    let report = folder.path().join("report.json");
    say::step("Asking Lighthouse", || {
        let mut npx = Command::new("npx");
        npx.args(["--yes", LIGHTHOUSE, &format!("{}{}", demo.url(), page.path)])
            .arg(format!("--extra-headers={headers}"))
            .arg(format!("--only-categories={}", CATEGORIES.join(",")))
            .arg(format!("--output-path={}", report.display()))
            .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
            .env("CHROME_PATH", chromium);
        process::run(&mut npx)
    })?;
    let read = std::fs::read(&report).context("Lighthouse left no report")?;
    let report: Value = serde_json::from_slice(&read)?;
    let mut low = Vec::new();
    for category in CATEGORIES {
        let score = report["categories"][category]["score"].as_f64();
        let score = score.context("Lighthouse gave no score")? * 100.0;
        say::note(&format!(
            "{category:<14} {score:.0} of 100, at least {LEAST} is wanted"
        ));
        if score < LEAST {
            low.push(category);
        }
    }
    ensure!(low.is_empty(), "too low: {}", low.join(", "));
    Ok(ExitCode::SUCCESS)
}

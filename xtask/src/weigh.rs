//! `cargo xtask weigh`: what a respondent's phone downloads before the first question.

mod client;
mod html;
mod walk;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use crate::demo::DemoServer;
use crate::workspace::Workspace;
use crate::{assets, say, serve};
pub use client::Client;
use client::Fetched;
pub use walk::first_question;

/// Most bytes of the page with its script and WebAssembly.
const WITH_SCRIPT: usize = 200_000;
/// Most bytes of script and WebAssembly alone.
const SCRIPT: usize = 150_000;
/// Most bytes of the page for somebody whose script is off.
const WITHOUT_SCRIPT: usize = 25_000;

/// Builds everything, weighs the page and fails when it is too heavy.
pub fn run(workspace: &Workspace) -> Result<ExitCode> {
    assets::build(workspace)?;
    say::step("Building the server", || serve::build(workspace, false))?;
    say::step("Weighing the first question page", || {
        weigh(&workspace.target().join("debug/wellheard"))
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what the first question page of an open demo consultation loads. Too much is an error.
pub fn weigh(program: &Path) -> Result<()> {
    let demo = DemoServer::start(program)?;
    let mut client = Client::new(demo.url());
    let page = walk::first_question(&mut client)?;
    say::note(&format!(
        "{}, bytes as sent (Brotli where it helps):",
        page.path
    ));
    let weights = weigh_page(&mut client, &page)?;
    for (kind, weight) in &weights {
        say::note(&format!("{kind:<12} {:>9}", say::bytes(*weight)));
    }
    let total: usize = weights.values().sum();
    let script: usize = ["JavaScript", "WebAssembly"]
        .iter()
        .filter_map(|kind| weights.get(kind))
        .sum();
    let fits = judge("without script", total - script, WITHOUT_SCRIPT)
        & judge("script alone", script, SCRIPT)
        & judge("with script", total, WITH_SCRIPT);
    ensure!(
        fits,
        "the first question page is over its target; a parent on an old phone has to wait for it"
    );
    Ok(())
}

/// Bytes by kind: of the page and of every file that it names.
fn weigh_page(client: &mut Client, page: &Fetched) -> Result<BTreeMap<&'static str, usize>> {
    let mut weights = BTreeMap::from([("HTML", page.sent)]);
    let mut waiting = html::assets(&page.text);
    let mut seen = Vec::new();
    while let Some(path) = waiting.pop() {
        if seen.contains(&path) {
            continue;
        }
        let file = client
            .get(&path)
            .with_context(|| format!("the page names {path}"))?;
        *weights.entry(kind(&path)).or_default() += file.sent;
        // A style sheet may name fonts and pictures.
        if kind(&path) == "CSS" {
            waiting.extend(html::assets(&file.text));
        }
        seen.push(path);
    }
    Ok(weights)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "CSS",
        Some("js") => "JavaScript",
        Some("wasm") => "WebAssembly",
        _ => "Other",
    }
}

fn judge(what: &str, weight: usize, most: usize) -> bool {
    let fits = weight < most;
    let verdict = if fits { "under" } else { "OVER" };
    say::note(&format!(
        "{what:<14} {:>7}, {verdict} the target of {}",
        say::bytes(weight),
        say::bytes(most)
    ));
    fits
}

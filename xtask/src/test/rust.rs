//! What cargo checks and tests.

use std::process::Command;

use anyhow::Result;

use super::postgres::Cluster;
use super::tally::{Counts, Tally};
use super::{Options, postgres};
use crate::process::{self, Ending};
use crate::wasm_target::{self, TARGET};
use crate::workspace::Workspace;

/// Everything but these build tools. Both sets stay as they are throughout, because cargo builds
/// shared dependencies anew whenever a different set asks for different features.
const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];
const TOOLS: [&str; 2] = ["--package", "xtask"];

/// At most this much of the failures is shown again at the end.
const EXCERPT: usize = 200;

/// Formatting of every crate: the files that differ, not all their differences.
pub fn fmt(workspace: &Workspace, tally: &mut Tally) {
    tally.check("formatting", || {
        let mut cargo = workspace.cargo();
        cargo.args(["fmt", "--all", "--check", "--", "-l"]);
        let mut ending = process::watch(&mut cargo, |_| {})?;
        ending.tail.push("`cargo fmt --all` formats them".into());
        Ok(ending)
    });
}

/// Clippy with warnings denied, for each way the code is compiled.
pub fn clippy(workspace: &Workspace, tally: &mut Tally) {
    let clippy = |arguments: &[&str]| {
        let mut cargo = workspace.cargo();
        cargo
            .arg("clippy")
            .args(arguments)
            .args(["--", "-D", "warnings"]);
        process::watch(&mut cargo, |_| {})
    };
    tally.check("clippy", || {
        clippy(&[PRODUCT.as_slice(), &["--all-targets"]].concat())
    });
    tally.check("clippy for browsers", || {
        wasm_target::install(workspace)?;
        let browser = ["--no-default-features", "--features", "hydrate"];
        clippy(
            &[
                ["--package", "app", "--target", TARGET].as_slice(),
                &browser,
            ]
            .concat(),
        )
    });
    tally.check("clippy of the build tools", || {
        clippy(&[TOOLS.as_slice(), &["--all-targets"]].concat())
    });
}

/// All tests on SQLite, and those of the build tools.
pub fn unit(workspace: &Workspace, options: &Options, tally: &mut Tally) {
    tally.runner("tests on SQLite", || {
        test(workspace.cargo().arg("test").args(PRODUCT), options)
    });
    tally.runner("tests of the build tools", || {
        test(workspace.cargo().arg("test").args(TOOLS), options)
    });
}

/// The integration tests on PostgreSQL.
pub fn on_postgres(workspace: &Workspace, options: &Options, tally: &mut Tally) {
    tally.runner("integration tests on PostgreSQL", || {
        let cluster = Cluster::start(&postgres::programs()?)?;
        let mut cargo = workspace.cargo();
        cargo
            .arg("test")
            .args(PRODUCT)
            .args(["--test", "*"])
            .env("WELLHEARD_TEST_POSTGRES", cluster.url());
        test(&mut cargo, options)
    });
}

/// Builds the program as the tests do, so that nothing is compiled twice, or else by itself.
pub fn program(workspace: &Workspace) -> Result<()> {
    let mut with_tests = workspace.cargo();
    with_tests.arg("test").args(PRODUCT).arg("--no-run");
    if process::run(&mut with_tests).is_ok() {
        return Ok(());
    }
    crate::serve::build(workspace, false)
}

/// Runs `cargo test` and counts what each of its programs reports.
fn test(cargo: &mut Command, options: &Options) -> Result<(Counts, Ending)> {
    cargo.arg("--no-fail-fast");
    cargo.args(&options.filter);
    if options.full {
        cargo.args(["--", "--include-ignored"]);
    }
    let mut reader = Reader::default();
    let mut ending = process::watch(cargo, |line| reader.read(line))?;
    if !reader.excerpt.is_empty() {
        ending.tail = reader.excerpt;
    }
    Ok((reader.counts, ending))
}

/// Reads along with the output of cargo's test runner.
#[derive(Default)]
struct Reader {
    counts: Counts,
    excerpt: Vec<String>,
    in_failures: bool,
}

impl Reader {
    fn read(&mut self, line: &str) {
        if line == "failures:" {
            self.in_failures = true;
        }
        if let Some(counts) = result(line) {
            self.counts.passed += counts.passed;
            self.counts.failed += counts.failed;
            self.in_failures = false;
        }
        if self.in_failures && self.excerpt.len() < EXCERPT {
            self.excerpt.push(line.to_owned());
        }
    }
}

/// Reads `test result: ok. 3 passed; 0 failed; …`.
fn result(line: &str) -> Option<Counts> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |name: &str| {
        let part = counts
            .split("; ")
            .find_map(|part| part.strip_suffix(name))?;
        part.trim().parse().ok()
    };
    Some(Counts {
        passed: count("passed")?,
        failed: count("failed")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_the_results_of_several_programs() {
        let mut reader = Reader::default();
        let output = "running 2 tests\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            failures:\n\
            ---- a stdout ----\n\
            boom\n\
            test result: FAILED. 10 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s\n\
            after";
        output.lines().for_each(|line| reader.read(line));
        assert_eq!(
            reader.counts,
            Counts {
                passed: 12,
                failed: 1
            }
        );
        assert_eq!(reader.excerpt, ["failures:", "---- a stdout ----", "boom"]);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(result("test result of mine: 3 passed"), None);
        assert_eq!(result("test a::b ... ok"), None);
    }
}

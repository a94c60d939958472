//! Counting what passed and failed, whatever ran it.

use std::process::ExitCode;

use anyhow::{Error, Result};

use crate::process::Ending;

/// The counts so far, and what to show again at the end.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    rows: Vec<String>,
    failures: Vec<Failure>,
}

struct Failure {
    name: String,
    excerpt: Vec<String>,
}

/// What one test runner counted.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
}

impl Tally {
    /// Counts a check that either holds or does not.
    pub fn check(&mut self, name: &str, run: impl FnOnce() -> Result<Ending>) {
        let ending = announce(name, run);
        let counts = match &ending {
            Ok(ending) if ending.success => Counts {
                passed: 1,
                failed: 0,
            },
            _ => Counts {
                passed: 0,
                failed: 1,
            },
        };
        self.add(name, counts, ending);
    }

    /// Counts a test runner. It may not even compile, or end without a word: that fails too.
    pub fn runner(&mut self, name: &str, run: impl FnOnce() -> Result<(Counts, Ending)>) {
        let (mut counts, ending) = match announce(name, run) {
            Ok((counts, ending)) => (counts, Ok(ending)),
            Err(error) => (Counts::default(), Err(error)),
        };
        let success = ending.as_ref().is_ok_and(|ending| ending.success);
        if !success && counts.failed == 0 {
            counts.failed = 1;
        }
        self.add(name, counts, ending);
    }

    /// Shows failures again, then the counts, and says whether all is well.
    pub fn conclude(&self) -> ExitCode {
        for failure in &self.failures {
            println!("\n--- {} failed ---", failure.name);
            for line in &failure.excerpt {
                println!("{line}");
            }
        }
        println!();
        for row in &self.rows {
            println!("{row}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        // A filter that matches nothing proves nothing.
        if self.failed == 0 && self.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn add(&mut self, name: &str, counts: Counts, ending: Result<Ending, Error>) {
        self.passed += counts.passed;
        self.failed += counts.failed;
        self.rows.push(format!(
            "{name:<34} {:>5} passed {:>4} failed",
            counts.passed, counts.failed
        ));
        if counts.failed > 0 {
            let excerpt = match ending {
                Ok(ending) => ending.tail,
                Err(error) => vec![format!("{error:#}")],
            };
            self.failures.push(Failure {
                name: name.into(),
                excerpt,
            });
        }
    }
}

/// Errors are shown at once as well as at the end.
fn announce<T>(name: &str, run: impl FnOnce() -> Result<T>) -> Result<T> {
    crate::say::step(name, || run().inspect_err(|error| println!("{error:#}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(success: bool) -> Ending {
        Ending {
            success,
            tail: vec!["the end".into()],
        }
    }

    #[test]
    fn counts_checks_and_runners() {
        let mut tally = Tally::default();
        tally.check("fmt", || Ok(ending(true)));
        tally.check("clippy", || Ok(ending(false)));
        tally.runner("unit", || {
            Ok((
                Counts {
                    passed: 7,
                    failed: 0,
                },
                ending(true),
            ))
        });
        tally.runner("does not compile", || {
            Ok((Counts::default(), ending(false)))
        });
        tally.runner("cannot start", || anyhow::bail!("no PostgreSQL"));
        assert_eq!((tally.passed, tally.failed), (8, 3));
        assert_eq!(tally.failures.len(), 3);
        assert_eq!(tally.conclude(), ExitCode::FAILURE);
    }

    #[test]
    fn nothing_run_is_not_a_success() {
        assert_eq!(Tally::default().conclude(), ExitCode::FAILURE);
    }
}

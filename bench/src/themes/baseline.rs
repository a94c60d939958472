//! scikit-learn on the same rows, by a script in Python.

use super::data::Set;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Which rows are there, and which of them are coded, by id.
pub struct Task(Value);

impl Task {
    /// All rows of a file.
    pub fn whole(set: &Set, coded: Vec<usize>) -> Self {
        let ids = |rows: Vec<usize>| {
            rows.into_iter()
                .map(|row| set.rows[row].id.clone())
                .collect::<Vec<_>>()
        };
        Self(json!({"coded": ids(coded)}))
    }

    /// Only the rows of this set.
    pub fn part(set: &Set, coded: Vec<usize>) -> Self {
        let mut task = Self::whole(set, coded);
        task.0["rows"] = json!(set.rows.iter().map(|row| &row.id).collect::<Vec<_>>());
        task
    }
}

/// Asks the script, until it turns out that it cannot run.
pub struct Baselines {
    python: PathBuf,
    script: PathBuf,
    data: PathBuf,
    missing: Option<String>,
}

impl Baselines {
    /// A script and the Python to run it with.
    pub fn new(python: PathBuf, script: PathBuf, data: PathBuf) -> Self {
        Self {
            python,
            script,
            data,
            missing: None,
        }
    }

    /// Why there are no figures.
    pub fn missing(&self) -> Option<&str> {
        self.missing.as_deref()
    }

    /// Mean sample-F1 of TF-IDF and logistic regression.
    pub fn learn(&mut self, file: &str, tasks: Vec<Task>) -> Option<f64> {
        let tasks: Vec<Value> = tasks.into_iter().map(|task| task.0).collect();
        self.ask(&json!({"file": self.data.join(file), "learn": tasks}))
    }

    /// Codes that TF-IDF and NMF find with 60 themes.
    pub fn discover(&mut self, file: &str) -> Option<f64> {
        self.ask(&json!({"file": self.data.join(file), "discover": 60}))
    }

    fn ask(&mut self, question: &Value) -> Option<f64> {
        if self.missing.is_some() {
            return None;
        }
        match self.run(question) {
            Ok(answer) => answer.trim().parse().ok(),
            Err(why) => {
                self.missing = Some(why);
                None
            }
        }
    }

    fn run(&self, question: &Value) -> Result<String, String> {
        let mut command = Command::new(&self.python);
        command
            .arg(&self.script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| format!("{}: {error}", self.python.display()))?;
        if let Some(mut input) = child.stdin.take() {
            // A script that ends early says why on its standard error.
            let _ = input.write_all(question.to_string().as_bytes());
        }
        let output = child
            .wait_with_output()
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(said
                .lines()
                .last()
                .unwrap_or("the script failed")
                .to_owned())
        }
    }
}

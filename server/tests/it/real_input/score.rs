//! How well the engine's codes agree with people's: sample-F1, the mean over comments of the F1 of each one's codes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Comments and the codes that people gave them.
pub struct Gold(BTreeMap<String, BTreeSet<String>>);

impl Gold {
    /// From a file with the columns `id` and `codes`, codes separated by `|`.
    pub fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let rows = reader.deserialize::<BTreeMap<String, String>>();
        let codes = |text: &str| {
            let all = text.split('|').filter(|c| !c.is_empty() && *c != "none");
            all.map(str::to_owned).collect()
        };
        let rows = rows.map(|row| {
            let row = row.unwrap();
            (row["id"].clone(), codes(&row["codes"]))
        });
        Self(rows.collect())
    }

    /// Some of the ids, the same at every run and spread over the whole file.
    pub fn draw(&self, count: usize) -> BTreeSet<&str> {
        let all: Vec<&str> = self.0.keys().map(String::as_str).collect();
        let spread = (0..count).map(|at| all[at * all.len() / count]);
        spread.collect()
    }

    /// The file of examples for these ids.
    pub fn examples(&self, ids: &BTreeSet<&str>) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "codes"]).unwrap();
        for id in ids {
            let codes: Vec<&str> = self.0[*id].iter().map(String::as_str).collect();
            writer.write_record([*id, &codes.join("|")]).unwrap();
        }
        writer.into_inner().unwrap()
    }

    /// The mean F1 over comments that have codes and were not taught.
    pub fn sample_f1(&self, output: &serde_json::Value, taught: &BTreeSet<&str>) -> f64 {
        let mut scores = Vec::new();
        for row in output["assignments"].as_array().unwrap() {
            let id = row["id"].as_str().unwrap();
            let right = &self.0[id];
            if taught.contains(id) || right.is_empty() {
                continue;
            }
            let given = row["themes"].as_array().unwrap().iter();
            let given: BTreeSet<String> = given
                .map(|theme| theme["theme"].as_str().unwrap().to_owned())
                .collect();
            let both = right.intersection(&given).count() as f64;
            scores.push(2.0 * both / (right.len() + given.len()) as f64);
        }
        assert!(scores.len() > 1_000, "{} comments to score", scores.len());
        scores.iter().sum::<f64>() / scores.len() as f64
    }
}

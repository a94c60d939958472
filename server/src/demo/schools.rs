//! Eastmarch's schools. Their numbers lie outside the range that the real register uses.

use super::DemoError;
use crate::backend::Live;
use crate::backend::register::RegisterError;
use crate::storage::school;
use domain::school::{Found, School, Urn, find};

const FILE: &str = include_str!("../../content/demo/schools.csv");
const WHO: &str = "admin@eastmarch.example";

/// Fills the register.
pub(super) async fn fill(live: &Live) -> Result<(), DemoError> {
    let wrong = |e: &dyn std::fmt::Display| DemoError::Inconsistent(format!("schools: {e}"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(FILE.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| wrong(&e))?;
        rows.push(row.iter().map(str::to_owned).collect());
    }
    let done = live.update_register_from(WHO, &rows).await;
    let done = done.map_err(|error| match error {
        RegisterError::Api(error) => DemoError::Refused(error),
        other => wrong(&other),
    })?;
    match done.refused.first() {
        Some((line, why)) => Err(wrong(&format!("line {line}: {why}"))),
        None => Ok(()),
    }
}

/// The schools, to find the numbers of those that answered.
pub(super) async fn all(live: &Live) -> Result<Vec<School>, DemoError> {
    Ok(school::all(&live.db).await?.into_values().collect())
}

/// The number of the school of this name, if it is one.
pub(super) fn number(schools: &[School], name: &str) -> Option<Urn> {
    match find(name, schools) {
        Found::One(school) => Some(school.urn),
        Found::Nothing | Found::Several(_) => None,
    }
}

//! What the invented people said about themselves: totals only, as nothing joins these answers to a person.

use super::DemoError;
use super::file::{Demo, Equality};
use crate::backend::Live;
use crate::blueprints;
use crate::clock::{hash, secret};
use crate::storage::consultation::Row;
use crate::storage::equality;
use domain::equality::{Characteristic, EqualityForm};
use domain::text::{OptionId, QuestionId};

/// Stores the answers of a file under one leave that nobody keeps.
pub(super) async fn fill(live: &Live, row: &Row, demo: &Demo) -> Result<(), DemoError> {
    let form = blueprints::equality().map_err(|e| DemoError::Inconsistent(e.to_string()))?;
    let mut all = Vec::new();
    for line in &demo.equality {
        let one = characteristic(&form, line).map_err(DemoError::Inconsistent)?;
        all.extend((0..line.count).map(|_| one.clone()));
    }
    let leave = hash(&secret());
    equality::give_leave(&live.db, &leave, row.id).await?;
    equality::store(&live.db, &leave, row.id, all).await?;
    Ok(())
}

fn characteristic(form: &EqualityForm, line: &Equality) -> Result<Characteristic, String> {
    let unknown = || {
        format!(
            "there is no equality answer {} to {}",
            line.value, line.characteristic
        )
    };
    let question = QuestionId::parse(&line.characteristic).map_err(|_| unknown())?;
    let option = OptionId::parse(&line.value).map_err(|_| unknown())?;
    let asked = form.questions.iter().find(|q| q.id == question);
    if !asked.is_some_and(|q| q.options().contains(&option)) {
        return Err(unknown());
    }
    Ok(Characteristic {
        question,
        option,
        own_words: String::new(),
    })
}

//! The coding of a consultation that has been decided, taken to its end by its officers: everything read, some of it
//! twice, what differed settled, and signed off before anything was decided.

use super::DemoError;
use super::accounts::PEOPLE;
use super::file::Demo;
use super::thread::{LEAD, OFFICER};
use crate::backend::Live;
use crate::storage::consultation::Row;
use crate::storage::passage::Text;
use crate::storage::{reading, sample, stamp};
use app::api::{CodingGate, CodingSignOffs as _, Doubling as _};
use domain::access::{Caller, Grant, Staff};
use domain::coding::Verdict;
use domain::id::{StaffId, TextItemId, ThemeId};
use domain::text::Email;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What the two said when they settled a text, in turn.
const SETTLED: [&str; 3] = [
    "We read it again together. It is said in so many words.",
    "It is meant, though the word is not there: the example only makes sense that way.",
    "Looked up in the definition: this is about the reply, not about the person.",
];

/// Reads what has no theme, draws the sample, codes it a second time, settles and signs off. `coded` has the themes of
/// every text; the moments are those of the reading, and of everything after it.
pub(super) async fn finish(
    live: &Live,
    row: &Row,
    demo: &Demo,
    texts: impl Iterator<Item = &Text>,
    coded: &BTreeMap<TextItemId, Vec<ThemeId>>,
    read_at: Timestamp,
) -> Result<(), DemoError> {
    let mut tx = live.db.begin().await?;
    reading::fill(&mut tx, row.id).await?;
    for text in texts.filter(|text| !coded.contains_key(&text.id)) {
        let (id, at) = (text.id.to_string(), stamp(read_at));
        let verdict = Verdict::None.as_str();
        reading::set(&mut tx, &id, verdict, Some(OFFICER), Some(&at)).await?;
    }
    tx.commit().await?;

    let day = |days: i64| {
        let then = read_at.saturating_add(SignedDuration::from_hours(24 * days));
        live.at(then.unwrap_or(read_at))
    };
    let (officer, lead) = (staff(OFFICER)?, staff(LEAD)?);
    day(1).draw_sample(&officer, &demo.slug).await?;

    let frame: Vec<ThemeId> = (live.active(row).await?.into_iter())
        .map(|(id, ..)| id)
        .collect();
    let second = day(2);
    for (number, text) in sample::waiting(&live.db, row.id, LEAD)
        .await?
        .into_iter()
        .enumerate()
    {
        let first = coded.get(&text).cloned().unwrap_or_default();
        let said = as_second(number, first, &frame);
        second
            .code_second(&lead, &demo.slug, text, &said, said.is_empty())
            .await?;
    }
    let together = day(3);
    let differ: Vec<TextItemId> = (sample::seconds(&live.db, row.id).await?.iter())
        .filter(|two| two.first.1 != two.second.1)
        .map(|two| two.text)
        .collect();
    for (number, text) in differ.into_iter().enumerate() {
        let themes = coded.get(&text).cloned().unwrap_or_default();
        let reason = SETTLED[number % SETTLED.len()];
        together
            .settle(&officer, &demo.slug, text, &themes, (reason, ""))
            .await?;
    }
    let signing = day(5);
    let gates = signing.coding_gates(&lead, &demo.slug).await?.gates;
    let seen = CodingGate::seen(&gates);
    signing
        .sign_coding(&lead, &demo.slug, "", &seen, "")
        .await?;
    Ok(())
}

/// What the second person says of a text to which the first gave these themes. People agree on most: now and then the
/// second misses a theme, or sees one more.
fn as_second(number: usize, first: Vec<ThemeId>, frame: &[ThemeId]) -> Vec<ThemeId> {
    let mut said: BTreeSet<ThemeId> = first.iter().copied().collect();
    if number % 9 == 4
        && let Some(missed) = first.last()
    {
        said.remove(missed);
    }
    if number % 13 == 6 {
        said.extend(frame.get(number % frame.len().max(1)));
    }
    said.into_iter().collect()
}

/// An invented officer, who has no account yet when the demo is written.
fn staff(address: &str) -> Result<Caller, DemoError> {
    let email = Email::parse(address).map_err(|e| DemoError::Inconsistent(e.to_string()))?;
    let known = PEOPLE.iter().find(|(email, ..)| *email == address);
    let (_, name, role) =
        known.ok_or_else(|| DemoError::Inconsistent(format!("nobody is called {address}")))?;
    Ok(Caller::Staff(Staff {
        id: StaffId::from_uuid(uuid::Uuid::nil()),
        name: (*name).to_owned(),
        email,
        grants: vec![Grant {
            role: *role,
            consultation: None,
        }],
    }))
}

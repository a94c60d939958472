//! Walking through a file without storing anything, to show what would happen.

use super::super::Live;
use super::super::import::{Import, Step};
use super::report::{columns, fate, left_out};
use super::{Opened, audiences, failed, table, told};
use crate::storage::import_file as storage;
use crate::transfer::intake::Intake;
use crate::transfer::intake::versions::Versions;
use crate::transfer::mapping::Field;
use crate::transfer::plan::{Plan, Use};
use app::api::{
    ASKED_CELLS, ApiError, ImportCounts, ImportPreview, LeftOut, PreviewRow, RowFate, RowProblem,
    SHOWN_ROWS, StrangeCell,
};
use domain::access::Caller;
use domain::consultation::london_date;
use domain::content::Content;
use domain::question::Kind;
use domain::second_entry::sheet;
use domain::text::{Language, Slug};
use std::collections::BTreeMap;

/// What a cell may mean: nothing at all.
pub(super) const NOTHING: &str = "-";
/// What a cell may mean: somebody's own words, beside "Other".
pub(super) const OWN_WORDS: &str = "other-words";

/// Refused rows that the preview names.
const NAMED: usize = 40;

impl Live {
    /// What would happen if the file were taken in now.
    pub(super) async fn preview(
        &self,
        caller: &Caller,
        slug: &Slug,
        mut opened: Opened,
    ) -> Result<ImportPreview, ApiError> {
        let header = opened.table.header.clone();
        let content = &opened.version.content;
        let body = storage::body(&self.db, opened.file.id).await?;
        let newest = self.reader(&opened)?;
        let uses = newest.plan.uses.clone();
        let versions = self.versions_of(opened.row.id, newest).await?;
        let strange = strange(&versions, &uses, content, &body)?;
        let lost = lost(&opened, &body)?;
        let order = Import {
            consultation: slug,
            mapping: opened.mapping.clone(),
            key: None,
            file: &opened.file.name,
            dry_run: true,
        };
        let (mut rows, mut problems) = (Vec::new(), Vec::new());
        let mut tell = |step: Step<'_>| {
            match step {
                Step::Kept(place, new, (outcome, _)) if place.number <= SHOWN_ROWS as u64 => {
                    let day = london_date(new.received, &self.london);
                    rows.push(PreviewRow {
                        row: place.number,
                        line: place.line,
                        fate: fate(*outcome),
                        audience: new.submission.audience.clone(),
                        fields: sheet(day, &new.submission, &content.questions),
                        letter: new.submission.text.clone(),
                        late: new.late,
                    });
                }
                Step::Nothing(row) if row.number <= SHOWN_ROWS as u64 => {
                    rows.push(empty(row.number, row.line, RowFate::Nothing));
                }
                Step::Rejected(row, reasons) => {
                    if row.number <= SHOWN_ROWS as u64 {
                        rows.push(empty(row.number, row.line, RowFate::Refused));
                    }
                    let wrong = reasons.iter().map(|reason| RowProblem {
                        row: row.number,
                        line: row.line,
                        columns: columns(reason, &header),
                        why: reason.why.clone(),
                    });
                    let room = NAMED.saturating_sub(problems.len());
                    problems.extend(wrong.take(room));
                }
                _ => {}
            }
            Ok(())
        };
        let done = self
            .import_responses(caller, order, &mut opened.table, &mut tell)
            .await
            .map_err(failed)?;
        rows.sort_by_key(|row| row.row);
        Ok(ImportPreview {
            card: self.card(&opened.row).await?,
            file: self.import_line(&opened.file),
            counts: ImportCounts {
                rows: done.rows,
                added: done.added,
                present: done.present,
                changed: done.changed,
                nothing: done.nothing,
                refused: done.rejected,
                undated: done.undated,
            },
            rows,
            problems,
            strange,
            left_out: lost,
            audiences: audiences(&opened.version),
            questions: content.questions.clone(),
            clauses: self.clauses_to_choose(&opened.row).await?,
        })
    }

    /// What rows are read with, for the newest version.
    fn reader(&self, opened: &Opened) -> Result<Intake, ApiError> {
        let content = opened.version.content.clone();
        let header = &opened.table.header;
        let plan = Plan::new(header, &content.questions, &opened.mapping, None);
        let mut intake = Intake::new(
            (opened.version.id, content),
            opened.row.schedule,
            plan.map_err(|error| told(&error))?,
            (
                opened.mapping.defaults.clone(),
                opened.mapping.date_format.clone(),
            ),
            (self.clock.now(), self.london.clone()),
        );
        intake.only_sent = opened.mapping.only_sent;
        Ok(intake)
    }
}

/// Cells that should name a choice and name none, each once.
fn strange(
    versions: &Versions,
    uses: &[Use],
    content: &Content,
    body: &[u8],
) -> Result<Vec<StrangeCell>, ApiError> {
    let (_kept, mut table) = table(body)?;
    let mut found: BTreeMap<(usize, String), u64> = BTreeMap::new();
    while let Some(row) = table.next_row().map_err(|error| told(&error))? {
        for cell in versions.of(&row).strange(&row) {
            *found.entry(cell).or_default() += 1;
        }
    }
    let cells = found
        .into_iter()
        .take(ASKED_CELLS)
        .map(|((column, says), rows)| StrangeCell {
            column,
            name: table.header[column].clone(),
            says,
            rows,
            choices: choices(uses[column], content),
        });
    Ok(cells.collect())
}

/// Columns that are left out, with how many cells of each have something in them.
pub(super) fn lost(opened: &Opened, body: &[u8]) -> Result<Vec<LeftOut>, ApiError> {
    let (_kept, mut table) = table(body)?;
    let header = table.header.clone();
    let mut columns: Vec<(usize, LeftOut)> = left_out(&header, &opened.mapping)
        .into_iter()
        .filter_map(|(name, why)| {
            let at = header.iter().position(|known| *known == name)?;
            let filled = 0;
            Some((at, LeftOut { name, why, filled }))
        })
        .collect();
    while let Some(row) = table.next_row().map_err(|error| told(&error))? {
        for (at, column) in &mut columns {
            let cell = row.cells.get(*at).map_or("", |cell| cell.trim());
            column.filled += u64::from(!cell.is_empty());
        }
    }
    Ok(columns.into_iter().map(|(_, column)| column).collect())
}

fn empty(row: u64, line: u64, fate: RowFate) -> PreviewRow {
    PreviewRow {
        row,
        line,
        fate,
        audience: None,
        fields: Vec::new(),
        letter: String::new(),
        late: false,
    }
}

/// What a cell of this column may mean.
fn choices(one: Use, content: &Content) -> Vec<(String, String)> {
    let english = Language::english();
    let owned = |value: &str, name: &str| (value.to_owned(), name.to_owned());
    let mut all = match one {
        Use::Answer(at) => {
            let question = &content.questions[at];
            let options = question.options().into_iter();
            options
                .map(|option| (option.to_string(), question.label(&option, &english, None)))
                .collect()
        }
        Use::Field(Field::Audience) => {
            let audiences = content.audiences.iter().map(|a| {
                let words = a.wording.pick(&english, None);
                let name = words.map_or_else(|| a.id.to_string(), |p| p.words.name.clone());
                (a.id.to_string(), name)
            });
            audiences.collect()
        }
        Use::Field(_) => vec![
            owned("yes", app::text::imports::YES),
            owned("no", app::text::imports::NO),
        ],
        Use::Other(_) | Use::Unused => Vec::new(),
    };
    if let Use::Answer(at) = one {
        let other = match &content.questions[at].kind {
            Kind::Single(choice) | Kind::Multiple(choice) => choice.other,
            _ => false,
        };
        // Picked with the words, not without them.
        all.retain(|(value, _)| value != "other");
        if other {
            all.push(owned(OWN_WORDS, app::text::imports::OWN_WORDS));
        }
        all.push(owned(NOTHING, app::text::imports::NO_ANSWER));
    }
    all
}

//! Importing in the browser: a file is kept until its columns are understood, looked at, and taken in.

mod columns;
mod report;
mod walk;

use super::import::{Import, ImportError};
use super::noted::note;
use super::{Live, internal, who};
use crate::clock::{ordered_id, random_id};
use crate::storage::consultation::{Row, Version};
use crate::storage::import_file as storage;
use crate::transfer::kinds;
use crate::transfer::mapping::Mapping;
use crate::transfer::plan::Plan;
use crate::transfer::table::Table;
use crate::transfer::workbook;
use app::api::{
    ApiError, ImportColumn, ImportDesk, ImportLine, ImportPreview, ImportReport, ImportState,
    Imports, ImportsPage, TypedMapping,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::id::ImportFileId;
use domain::scan::name;
use domain::text::{AudienceId, Language, Slug};
use jiff::SignedDuration;
use std::io::Write as _;
use std::sync::Arc;
use tempfile::NamedTempFile;

/// Cells of a column that are shown as examples.
const SAMPLES: usize = 3;
/// After so long a file that was being taken in when the server stopped may be begun again.
const STALE: SignedDuration = SignedDuration::from_mins(10);

/// A file that was found, ready to be read.
struct Opened {
    row: Row,
    version: Arc<Version>,
    file: storage::Row,
    mapping: Mapping,
    table: Table,
    /// Holds what the table reads.
    _kept: NamedTempFile,
}

#[async_trait]
impl Imports for Live {
    async fn imports(&self, caller: &Caller, slug: &Slug) -> Result<ImportsPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ImportResponses)
            .await?;
        let files = storage::all(&self.db, row.id).await?;
        Ok(ImportsPage {
            card: self.card(&row).await?,
            files: files.iter().map(|file| self.import_line(file)).collect(),
            published: self.published(row.id).await?.is_some(),
        })
    }

    async fn import_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportDesk, ApiError> {
        let mut opened = self.opened(caller, slug, id).await?;
        let content = &opened.version.content;
        let header = opened.table.header.clone();
        let mut columns: Vec<ImportColumn> = (header.iter())
            .map(|name| ImportColumn {
                name: name.clone(),
                samples: Vec::new(),
                filled: 0,
                what: columns::word(&opened.mapping, name),
                why: opened
                    .mapping
                    .columns
                    .get(name)
                    .map(|c| c.why.clone())
                    .unwrap_or_default(),
            })
            .collect();
        let mut rows = 0;
        while let Some(row) = opened.table.next_row().map_err(|error| told(&error))? {
            rows += 1;
            for (column, cell) in columns.iter_mut().zip(&row.cells) {
                let cell = cell.trim();
                if cell.is_empty() {
                    continue;
                }
                column.filled += 1;
                let known = column.samples.iter().any(|sample| sample == cell);
                if column.samples.len() < SAMPLES && !known {
                    column.samples.push(cell.to_owned());
                }
            }
        }
        let mapping = &opened.mapping;
        let saved = storage::saved(&self.db, opened.row.id).await?;
        Ok(ImportDesk {
            card: self.card(&opened.row).await?,
            file: self.import_line(&opened.file),
            rows,
            warning: opened
                .table
                .survey
                .encoding
                .warning()
                .unwrap_or_default()
                .to_owned(),
            typed: TypedMapping {
                columns: columns
                    .iter()
                    .map(|c| (c.what.clone(), c.why.clone()))
                    .collect(),
                audience: mapping
                    .defaults
                    .audience
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                source: mapping.source.clone(),
                only_sent: mapping.only_sent,
                save_as: mapping.name.clone(),
            },
            columns,
            choices: columns::choices(content),
            audiences: audiences(&opened.version),
            saved: saved.into_iter().map(|(name, _)| name).collect(),
        })
    }

    async fn map_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        typed: &TypedMapping,
    ) -> Result<(), ApiError> {
        let opened = self.opened(caller, slug, id).await?;
        let (mut mapping, mut fields) = columns::read(
            typed,
            &opened.table.header,
            &opened.mapping,
            &opened.version.content,
        );
        let complete = fields.is_empty();
        let content = &opened.version.content;
        if complete
            && let Err(error) = Plan::new(&opened.table.header, &content.questions, &mapping, None)
        {
            fields.push(app::api::FieldError::code("what-0", error.to_string()));
        }
        let save_as: String = typed
            .save_as
            .trim()
            .chars()
            .take(app::api::WHY_LIMIT)
            .collect();
        if !save_as.is_empty() {
            mapping.name = save_as;
        }
        let json = json(&mapping)?;
        let (by, at) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        // What was said is kept, right or wrong: nothing is to be said twice.
        if !storage::map(&mut tx, id, &json, fields.is_empty()).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        if !mapping.name.is_empty() && fields.is_empty() {
            let named = (mapping.name.as_str(), json.as_str());
            storage::save(&mut tx, opened.row.id, random_id(), named, (&by, at)).await?;
        }
        note(
            tx,
            &opened.row,
            (&by, at),
            "import.map",
            vec![id.to_string()],
        )
        .await?;
        match fields.is_empty() {
            true => Ok(()),
            false => Err(ApiError::Invalid { fields }),
        }
    }

    async fn use_mapping(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        name: &str,
    ) -> Result<(), ApiError> {
        let opened = self.opened(caller, slug, id).await?;
        let saved = storage::saved(&self.db, opened.row.id).await?;
        let found = saved.into_iter().find(|(known, _)| known == name);
        let (_, text) = found.ok_or_else(|| ApiError::invalid("saved", "missing"))?;
        let mut mapping: Mapping = serde_json::from_str(&text).map_err(|e| internal(&e))?;
        let header = &opened.table.header;
        mapping.columns.retain(|name, _| header.contains(name));
        mapping.key = mapping.key.filter(|key| header.contains(key));
        // Columns it does not know stay as they seemed.
        for (name, column) in opened.mapping.columns {
            mapping.columns.entry(name).or_insert(column);
        }
        let mut tx = self.db.begin().await?;
        if !storage::map(&mut tx, id, &json(&mapping)?, false).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let by = who(caller);
        let ids = vec![id.to_string()];
        Ok(note(tx, &opened.row, (&by, self.clock.now()), "import.map", ids).await?)
    }

    async fn import_preview(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportPreview, ApiError> {
        let opened = self.opened(caller, slug, id).await?;
        if opened.file.state == "new" {
            return Err(ApiError::conflict("not_mapped"));
        }
        self.preview(caller, slug, opened).await
    }

    async fn explain_cells(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        meant: &[(usize, String, String)],
    ) -> Result<(), ApiError> {
        let opened = self.opened(caller, slug, id).await?;
        let mut mapping = opened.mapping;
        for (at, says, means) in meant {
            let name = opened.table.header.get(*at);
            let Some(column) = name.and_then(|name| mapping.columns.get_mut(name)) else {
                continue;
            };
            match means.as_str() {
                // Nobody has said.
                "" => {}
                walk::NOTHING => {
                    column.values.insert(says.clone(), String::new());
                }
                walk::OWN_WORDS => column.unknown_is_other = true,
                means => {
                    column.values.insert(says.clone(), means.to_owned());
                }
            }
        }
        let (text, by, at) = (json(&mapping)?, who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !storage::map(&mut tx, id, &text, true).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        if !mapping.name.is_empty() {
            let named = (mapping.name.as_str(), text.as_str());
            storage::save(&mut tx, opened.row.id, random_id(), named, (&by, at)).await?;
        }
        Ok(note(
            tx,
            &opened.row,
            (&by, at),
            "import.map",
            vec![id.to_string()],
        )
        .await?)
    }

    async fn take_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
        sure: bool,
    ) -> Result<(), ApiError> {
        let opened = self.opened(caller, slug, id).await?;
        let (by, at) = (who(caller), self.clock.now());
        if opened.file.state == "new" {
            return Err(ApiError::conflict("not_mapped"));
        }
        let body = storage::body(&self.db, id).await?;
        let lost = walk::lost(&opened, &body)?;
        if !sure && lost.iter().any(|column| column.filled > 0) {
            return Err(ApiError::invalid("sure", app::text::imports::SURE));
        }
        let mut tx = self.db.begin().await?;
        let stale = at.checked_sub(STALE).unwrap_or(at);
        if !storage::claim(&mut tx, id, (&by, at), stale).await? {
            return Err(ApiError::conflict("being_taken"));
        }
        tx.commit().await?;
        let (live, caller, slug) = (self.clone(), caller.clone(), slug.clone());
        // Goes on where the browser gives up waiting.
        let work = tokio::spawn(async move { live.take(&caller, &slug, opened).await });
        match work.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                let mut tx = self.db.begin().await?;
                storage::unclaim(&mut tx, id).await?;
                tx.commit().await?;
                Err(error)
            }
            Err(error) => Err(internal(&error)),
        }
    }

    async fn import_report(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<ImportReport, ApiError> {
        let (row, file) = self.import_file(caller, slug, id).await?;
        let line = self.import_line(&file);
        let taken = file.taken.clone().map(|(by, at)| (by, self.wall(at)));
        let card = self.card(&row).await?;
        Ok(match file.report.as_str() {
            "" => ImportReport {
                card,
                file: line,
                taken,
                counts: Default::default(),
                problems: Vec::new(),
                left_out: Vec::new(),
            },
            text => {
                let report = report::Report::read(text)?;
                ImportReport {
                    card,
                    file: line,
                    taken,
                    counts: report.counts(),
                    problems: report.problems(report::NAMED),
                    left_out: report.left_out.clone(),
                }
            }
        })
    }

    async fn discard_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<(), ApiError> {
        let (row, _) = self.import_file(caller, slug, id).await?;
        let by = who(caller);
        let mut tx = self.db.begin().await?;
        if !storage::discard(&mut tx, id).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![id.to_string()];
        Ok(note(tx, &row, (&by, self.clock.now()), "import.discard", ids).await?)
    }
}

impl Live {
    /// Keeps a file that was sent, with a first proposal of what its columns are.
    ///
    /// # Errors
    /// Field `file`: `missing`, or what is wrong with it, in words. Conflict `not_published`.
    pub async fn add_import(
        &self,
        caller: &Caller,
        slug: &Slug,
        called: &str,
        bytes: Vec<u8>,
    ) -> Result<ImportFileId, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ImportResponses)
            .await?;
        let version = self.published(row.id).await?;
        let version = version.ok_or_else(|| ApiError::conflict("not_published"))?;
        if bytes.is_empty() {
            return Err(ApiError::invalid("file", "missing"));
        }
        let csv = match workbook::is_workbook(&bytes) {
            true => workbook::to_csv(&bytes).map_err(|error| told(&error))?,
            false => bytes,
        };
        let (_kept, mut table) = table(&csv)?;
        let header = table.header.clone();
        let (mut first, mut filled, mut rows) = (Vec::new(), vec![false; header.len()], 0);
        while let Some(row) = table.next_row().map_err(|error| told(&error))? {
            for (there, cell) in filled.iter_mut().zip(&row.cells) {
                *there |= !cell.trim().is_empty();
            }
            if rows == 0 {
                first = row.cells;
            }
            rows += 1;
        }
        if rows == 0 {
            return Err(ApiError::invalid("file", "no_rows"));
        }
        let called = name(called);
        let kind = kinds::kind(&header, &first);
        let mapping = kinds::propose(kind, &header, &filled, &version.content, &called);
        let (by, at) = (who(caller), self.clock.now());
        let file = storage::Row {
            id: ImportFileId::from_uuid(ordered_id()),
            name: called,
            kind: kind.as_str().to_owned(),
            mapping: json(&mapping)?,
            state: "new".to_owned(),
            report: String::new(),
            by: by.clone(),
            at,
            taken: None,
        };
        let mut tx = self.db.begin().await?;
        storage::insert(&mut tx, row.id, &file, &csv).await?;
        note(tx, &row, (&by, at), "import.add", vec![file.id.to_string()]).await?;
        Ok(file.id)
    }

    /// What became of every row of a file, as CSV. Never a word of an answer that was stored.
    ///
    /// # Errors
    /// `NotFound` before it was taken in.
    pub async fn import_report_file(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<Vec<u8>, ApiError> {
        let (_, file) = self.import_file(caller, slug, id).await?;
        match file.report.as_str() {
            "" => Err(ApiError::NotFound),
            text => report::Report::read(text)?.csv(),
        }
    }

    /// Takes a file in, and notes what became of each row.
    async fn take(&self, caller: &Caller, slug: &Slug, mut opened: Opened) -> Result<(), ApiError> {
        let mut report = report::Report::of(&opened.table.header, &opened.mapping);
        let order = Import {
            consultation: slug,
            mapping: opened.mapping.clone(),
            key: None,
            file: &opened.file.name,
            dry_run: false,
        };
        let header = opened.table.header.clone();
        let mut tell = |step: super::import::Step<'_>| {
            report.add(&step, &header);
            Ok(())
        };
        self.import_responses(caller, order, &mut opened.table, &mut tell)
            .await
            .map_err(failed)?;
        let text = serde_json::to_string(&report).map_err(|e| internal(&e))?;
        let mut tx = self.db.begin().await?;
        storage::finish(&mut tx, opened.file.id, &text).await?;
        Ok(tx.commit().await?)
    }

    async fn import_file(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<(Row, storage::Row), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ImportResponses)
            .await?;
        let file = storage::one(&self.db, row.id, id).await?;
        Ok((row, file.ok_or(ApiError::NotFound)?))
    }

    /// A file that was not taken in yet, with its table.
    async fn opened(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ImportFileId,
    ) -> Result<Opened, ApiError> {
        let (row, file) = self.import_file(caller, slug, id).await?;
        if file.state == "taken" {
            return Err(ApiError::conflict("taken"));
        }
        let version = self.published(row.id).await?;
        let version = version.ok_or_else(|| ApiError::conflict("not_published"))?;
        let mapping = serde_json::from_str(&file.mapping).map_err(|e| internal(&e))?;
        let (kept, table) = table(&storage::body(&self.db, id).await?)?;
        Ok(Opened {
            row,
            version,
            file,
            mapping,
            table,
            _kept: kept,
        })
    }

    fn import_line(&self, file: &storage::Row) -> ImportLine {
        ImportLine {
            id: file.id,
            name: file.name.clone(),
            kind: file.kind.clone(),
            state: match file.state.as_str() {
                "mapped" => ImportState::Mapped,
                "taking" => ImportState::Taking,
                "taken" => ImportState::Taken,
                _ => ImportState::New,
            },
            by: file.by.clone(),
            at: self.wall(file.at),
        }
    }
}

/// A table over bytes, its columns each with a name of its own.
fn table(bytes: &[u8]) -> Result<(NamedTempFile, Table), ApiError> {
    let mut kept = NamedTempFile::new().map_err(|e| internal(&e))?;
    kept.write_all(bytes).map_err(|e| internal(&e))?;
    let path = kept.path().display().to_string();
    let mut table = Table::open(kept.path())
        .map_err(|error| ApiError::invalid("file", error.to_string().replace(&path, "The file")))?;
    let mut named: Vec<String> = Vec::with_capacity(table.header.len());
    for (at, name) in table.header.iter().enumerate() {
        let base = match name.as_str() {
            "" => format!("Column {}", at + 1),
            name => name.to_owned(),
        };
        let mut own = base.clone();
        let mut number = 1;
        while named.contains(&own) {
            number += 1;
            own = format!("{base} ({number})");
        }
        named.push(own);
    }
    table.header = named;
    Ok((kept, table))
}

fn audiences(version: &Version) -> Vec<(AudienceId, String)> {
    let english = Language::english();
    let named = version.content.audiences.iter().map(|a| {
        let words = a.wording.pick(&english, None);
        let name = words.map_or_else(|| a.id.to_string(), |picked| picked.words.name.clone());
        (a.id.clone(), name)
    });
    named.collect()
}

fn told(error: &dyn std::fmt::Display) -> ApiError {
    let mut text = error.to_string();
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    ApiError::invalid("file", text)
}

fn failed(error: ImportError) -> ApiError {
    match error {
        ImportError::Api(error) => error,
        ImportError::Storage(error) => error.into(),
        other => told(&other),
    }
}

fn json(mapping: &Mapping) -> Result<String, ApiError> {
    serde_json::to_string(mapping).map_err(|error| internal(&error))
}

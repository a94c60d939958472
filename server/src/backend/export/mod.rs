//! Taking data out: each table of a consultation, whole for the officers or as it may be published.

mod frame;
mod public;
mod tables;
mod view;

use super::{Live, internal, who};
use crate::export::ExportError;
use crate::export::sheet::Tables;
use crate::storage::consultation::Row;
use crate::storage::response::{self, Wanted};
use crate::storage::rows::{Order, Walk};
use crate::storage::{Entry, StorageError, Tx, audit};
use app::api::ApiError;
use domain::access::{Caller, Permission};
use domain::report::{DataTable, TableFormat};
use domain::text::Slug;
use frame::Frame;
use std::io::Write;
use view::View;

/// What to take out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which tables; several only in a workbook.
    pub tables: Vec<DataTable>,
    /// As what.
    pub format: TableFormat,
    /// As it may be published, rather than everything.
    pub public: bool,
}

/// An export that was granted and is in the audit.
pub struct Export {
    row: Row,
    wish: Wish,
    /// Contributions that will be walked through, for a progress bar.
    pub contributions: u64,
}

/// Why an export stopped half-way.
#[derive(Debug, thiserror::Error)]
pub enum ExportFailure {
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] ExportError),
}

impl Live {
    /// Asks whether the caller may, and notes in the audit that they took the data: before the first byte leaves.
    ///
    /// # Errors
    /// `Forbidden` for whoever may not take response data out of this consultation.
    pub async fn grant_export(
        &self,
        caller: &Caller,
        slug: &Slug,
        wish: Wish,
    ) -> Result<Export, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ExportResponses)
            .await?;
        let tables: Vec<&str> = wish.tables.iter().map(|table| table.as_str()).collect();
        let kind = match wish.public {
            true => "for publication",
            false => "in full, with personal data",
        };
        let why = format!("{} as {}, {kind}", tables.join(", "), wish.format.as_str());
        let who = who(caller);
        let mut tx = self.db.begin().await?;
        let entry = Entry {
            at: self.clock.now(),
            who: &who,
            what: "responses.export",
            why: &why,
            consultation: Some(row.id),
            ids: vec![row.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        let all = response::count(&self.db, row.id, &Wanted::default()).await?;
        let walks = wish.tables.iter().filter(|t| **t != DataTable::Codebook);
        let walks = walks.count() + usize::from(wish.public);
        Ok(Export {
            row,
            wish,
            contributions: (all * walks) as u64,
        })
    }

    /// Writes a granted export to `out`, and gives it back when all is written. `tell` hears how many contributions
    /// were walked through. All tables tell of one moment.
    ///
    /// # Errors
    /// When the database refuses or `out` cannot be written to; what was written by then is worth nothing.
    pub async fn write_export<W: Write + Send>(
        &self,
        export: &Export,
        mut out: W,
        tell: &mut (dyn FnMut(u64) + Send),
    ) -> Result<W, ExportFailure> {
        let wish = &export.wish;
        let mut frame = Frame::read(&self.db, &export.row).await?;
        let mut tx = self.db.snapshot().await?;
        frame.fill(&mut tx, &export.row).await?;
        if wish.tables == [DataTable::Codebook] && wish.format == TableFormat::Json {
            tables::codebook_json(&frame, wish.public, &mut out).map_err(ExportError::Io)?;
            return Ok(out);
        }
        let mut done = 0;
        let rules = match wish.public && wish.tables != [DataTable::Codebook] {
            true => {
                let mut rules = public::Counting::new(&frame);
                let mut walk = Walk::new(export.row.id, Order::Shuffled, true);
                walk_through(&mut walk, &mut tx, true, |whole, _| {
                    rules.count(whole);
                    done += 1;
                    tell(done);
                    Ok(())
                })
                .await?;
                Some(rules.finish())
            }
            false => None,
        };
        let mut sheets = Tables::new(wish.format, out);
        for table in &wish.tables {
            sheets.sheet(
                table.as_str(),
                &tables::columns(*table, &frame, wish.public),
            )?;
            if *table == DataTable::Codebook {
                for row in tables::codebook(&frame, wish.public) {
                    sheets.row(&row)?;
                }
                continue;
            }
            let order = match wish.public {
                true => Order::Shuffled,
                false => Order::Arrival,
            };
            let deep = matches!(table, DataTable::Comments | DataTable::Assignments);
            let mut walk = Walk::new(export.row.id, order, deep);
            walk_through(&mut walk, &mut tx, wish.public, |whole, number| {
                let view = View::new(&frame, rules.as_ref(), whole, number);
                for row in tables::rows(*table, &frame, &view) {
                    sheets.row(&row)?;
                }
                done += 1;
                tell(done);
                Ok(())
            })
            .await?;
        }
        Ok(sheets.finish()?)
    }
}

/// Shows every contribution with its number, from 1; or only those that count, so that nobody is published twice.
async fn walk_through(
    walk: &mut Walk,
    tx: &mut Tx,
    counted_only: bool,
    mut each: impl FnMut(&crate::storage::rows::Whole, i64) -> Result<(), ExportFailure>,
) -> Result<(), ExportFailure> {
    let mut number = 0;
    loop {
        let batch = walk.next(tx).await?;
        if batch.is_empty() {
            return Ok(());
        }
        for whole in batch.iter().filter(|w| w.counts() || !counted_only) {
            number += 1;
            each(whole, number)?;
        }
    }
}

impl From<ExportFailure> for ApiError {
    fn from(failure: ExportFailure) -> Self {
        internal(&failure)
    }
}

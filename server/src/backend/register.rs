//! The register of schools: brought up to date from the government's file, and read by administrators.

use super::{Live, authorise, who};
use crate::storage::{Entry, StorageError, audit, school};
use crate::transfer::register::{Columns, Lacking};
use crate::transfer::table::{Row, Table, TableError};
use app::api::{ApiError, PAGE_LENGTH, Register, SchoolLine, SchoolList};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::contribution::{Capacity, Submission};
use domain::school::{Found, School, Urn, find};
use std::collections::BTreeMap;

/// What bringing the register up to date came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Updated {
    /// Rows read.
    pub rows: usize,
    /// Schools that were not there before.
    pub added: usize,
    /// Schools of which something changed; those that closed not counted.
    pub changed: usize,
    /// Schools that were open here and are closed in the file.
    pub closed: usize,
    /// Schools that are as they were.
    pub same: usize,
    /// Rows of other local authorities, left out.
    pub elsewhere: usize,
    /// Rows that were refused: the line of the file, and why.
    pub refused: Vec<(u64, String)>,
}

/// Why the register was not brought up to date. Nothing of the file was stored.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// As for everything else.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The file cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It is another file.
    #[error(transparent)]
    Lacking(#[from] Lacking),
}

/// What a file says, row by row.
struct Reading {
    schools: BTreeMap<Urn, School>,
    done: Updated,
}

impl Live {
    /// Brings the register up to date with a file. With `authority`, only with the schools of that local authority.
    /// Schools that the file does not have stay as they are; none is ever taken out.
    ///
    /// # Errors
    /// See [`RegisterError`].
    pub async fn update_register(
        &self,
        caller: &Caller,
        table: &mut Table,
        authority: Option<&str>,
    ) -> Result<Updated, RegisterError> {
        authorise(caller, Permission::ManageRegister, &Scope::Council)?;
        let columns = Columns::of(&table.header)?;
        let mut reading = Reading::new();
        while let Some(row) = table.next_row()? {
            let misfit = table.misfit(&row);
            reading.add(columns, &row, misfit, authority);
        }
        Ok(self.put_schools(&who(caller), reading).await?)
    }

    /// The same from text that comes with the program: the demo's.
    ///
    /// # Errors
    /// See [`RegisterError`].
    pub(crate) async fn update_register_from(
        &self,
        who: &str,
        rows: &[Vec<String>],
    ) -> Result<Updated, RegisterError> {
        let Some((header, rows)) = rows.split_first() else {
            return Ok(Updated::default());
        };
        let columns = Columns::of(header)?;
        let mut reading = Reading::new();
        for (at, cells) in (2..).zip(rows) {
            let row = Row {
                number: at - 1,
                line: at,
                cells: cells.clone(),
                damaged: false,
                open: None,
            };
            reading.add(columns, &row, None, None);
        }
        Ok(self.put_schools(who, reading).await?)
    }

    async fn put_schools(&self, who: &str, reading: Reading) -> Result<Updated, ApiError> {
        let mut done = reading.done;
        let before = school::all(&self.db).await?;
        let mut tx = self.db.begin().await?;
        for (urn, now) in &reading.schools {
            let counted = match before.get(urn) {
                None => &mut done.added,
                Some(old) if old == now => {
                    done.same += 1;
                    continue;
                }
                Some(old) if now.is_closed() && !old.is_closed() => &mut done.closed,
                Some(_) => &mut done.changed,
            };
            *counted += 1;
            school::put(&mut tx, now).await?;
        }
        let entry = Entry {
            at: self.clock.now(),
            who,
            what: "schools.import",
            why: &format!(
                "{} added, {} changed, {} closed, {} refused",
                done.added,
                done.changed,
                done.closed,
                done.refused.len()
            ),
            consultation: None,
            ids: Vec::new(),
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Which school of the register is meant.
    ///
    /// # Errors
    /// When storage fails.
    pub(super) async fn meant(&self, typed: &str) -> Result<Found, StorageError> {
        Ok(find(typed, &school::likely(&self.db, typed).await?))
    }
}

impl Live {
    /// Notes which school of the register an organisation is, where its name or number leaves no doubt. For what came
    /// by another way than the web form, which asks.
    ///
    /// # Errors
    /// When storage fails.
    pub(super) async fn recognised(&self, mut s: Submission) -> Result<Submission, StorageError> {
        if s.capacity != Capacity::Organisation {
            return Ok(s);
        }
        if let Some(urn) = s.urn {
            let known = school::by_urn(&self.db, urn).await?;
            s.urn = known.map(|school| school.urn);
            return Ok(s);
        }
        if let Found::One(school) = self.meant(&s.organisation).await? {
            s.urn = Some(school.urn);
            // A number is no name to show.
            if Urn::parse(&s.organisation).is_ok() {
                s.organisation = school.name;
            }
        }
        Ok(s)
    }
}

impl Reading {
    fn new() -> Self {
        Self {
            schools: BTreeMap::new(),
            done: Updated::default(),
        }
    }

    fn add(&mut self, columns: Columns, row: &Row, misfit: Option<String>, only: Option<&str>) {
        self.done.rows += 1;
        let read = match (misfit, row.damaged) {
            (Some(why), _) => Err(why),
            (None, true) => Err("some of its letters cannot be read".to_owned()),
            (None, false) => columns.read(&row.cells).map_err(|why| why.to_string()),
        };
        match read {
            Err(why) => self.done.refused.push((row.line, why)),
            Ok(school) if only.is_some_and(|only| school.authority != only) => {
                self.done.elsewhere += 1;
            }
            Ok(school) if self.schools.contains_key(&school.urn) => {
                let why = format!("URN {} stands in the file twice", school.urn);
                self.done.refused.push((row.line, why));
            }
            Ok(school) => {
                self.schools.insert(school.urn, school);
            }
        }
    }
}

#[async_trait]
impl Register for Live {
    async fn schools(
        &self,
        caller: &Caller,
        words: &str,
        page: usize,
    ) -> Result<SchoolList, ApiError> {
        authorise(caller, Permission::ReadRegister, &Scope::Council)?;
        let found = school::count(&self.db, words).await?;
        let pages = found.div_ceil(PAGE_LENGTH).max(1);
        let page = page.clamp(1, pages);
        let some = (PAGE_LENGTH, (page - 1) * PAGE_LENGTH);
        let rows = school::page(&self.db, words, some).await?;
        Ok(SchoolList {
            rows: rows.into_iter().map(line).collect(),
            found,
            all: school::count(&self.db, "").await?,
            page,
            pages,
            may_change: may(caller, Permission::ManageRegister, &Scope::Council),
        })
    }
}

fn line(school: School) -> SchoolLine {
    SchoolLine {
        closed: school.is_closed(),
        school,
    }
}

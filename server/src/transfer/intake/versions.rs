//! Rows that were answered before the words were changed.

use super::super::date;
use super::super::kinds::ticked;
use super::super::plan::{Plan, Use};
use super::super::table::Row;
use super::super::words::clean;
use super::{Field, Intake};
use crate::export::sheet::unescape;
use domain::content::Content;
use domain::id::VersionId;
use domain::question::Question;
use domain::text::Language;
use jiff::Timestamp;

/// Readers of rows, one for each published version.
pub struct Versions {
    /// Of the versions before the newest, oldest first, with the moment each was published.
    earlier: Vec<(Timestamp, Intake)>,
    /// Of the newest.
    newest: Intake,
    /// When that was published.
    since: Timestamp,
}

impl Versions {
    /// Gets ready to read rows of every version: the newest with the moment it was published, and those before it,
    /// oldest first.
    pub fn new(
        (since, newest): (Timestamp, Intake),
        earlier: Vec<(Timestamp, VersionId, Content)>,
    ) -> Self {
        let earlier = earlier.into_iter();
        let earlier = earlier.map(|(at, id, content)| (at, newest.earlier(id, content)));
        Self {
            earlier: earlier.collect(),
            newest,
            since,
        }
    }

    /// The reader of a row: of the version that stood when the row was received, which is the first for what came
    /// before it. Where the row does not fit that one it cannot have answered it: the next that it fits is taken, and
    /// the newest where it fits none. A row without a date is of the newest.
    pub fn of(&self, row: &Row) -> &Intake {
        let received = self.newest.dated(row).filter(|at| *at < self.since);
        let Some(received) = received else {
            return &self.newest;
        };
        let stood = self.earlier.iter().rposition(|(at, _)| *at <= received);
        let mut from_then = self.earlier[stood.unwrap_or(0)..].iter();
        let fits = from_then.find(|(_, intake)| intake.read(row).is_ok());
        fits.map_or(&self.newest, |(_, intake)| intake)
    }

    /// Every reader.
    pub fn all(&self) -> impl Iterator<Item = &Intake> {
        let earlier = self.earlier.iter().map(|(_, intake)| intake);
        earlier.chain([&self.newest])
    }
}

impl Intake {
    /// A reader of the same file for an earlier version.
    fn earlier(&self, version: VersionId, content: Content) -> Self {
        let (plan, unasked) = self
            .plan
            .before(&self.content.questions, &content.questions);
        let mut earlier = Self::new(
            (version, content),
            self.schedule,
            plan,
            (self.defaults.clone(), self.date_format.clone()),
            (self.now, self.london.clone()),
        );
        earlier.only_sent = self.only_sent;
        earlier.unasked = unasked;
        earlier
    }

    /// The first column with an answer to a question that this version does not ask; none where there is none. What
    /// somebody has said is no answer is none here either, and neither is a box that was not ticked.
    pub(super) fn unasked_answer(&self, cells: &[String]) -> Option<usize> {
        let answers = |at: usize, label: &str| {
            let said = cells.get(at).map(String::as_str).unwrap_or_default();
            let column = &self.plan.columns[at];
            let cell = column.meaning(said).unwrap_or(said);
            let is_open = column.tick.is_some() && ticked(cell, label) == Some(false);
            !said.is_empty() && !cell.is_empty() && !is_open
        };
        let mut unasked = self.unasked.iter();
        let found = unasked.find(|(at, label)| answers(*at, label));
        found.map(|(at, _)| *at)
    }

    /// When a row was received, where it says so.
    fn dated(&self, row: &Row) -> Option<Timestamp> {
        let cells: Vec<String> = row.cells.iter().map(|c| clean(unescape(c))).collect();
        let cell = self.cell(&cells, Field::Received)?;
        let written = date::read(cell, self.date_format.as_deref(), &self.london)?;
        (!written.is_no_date()).then_some(written.moment)
    }
}

impl Plan {
    /// What the columns are for in an earlier version, and the columns of what it did not ask, each with the label of its
    /// option.
    fn before(&self, now: &[Question], then: &[Question]) -> (Self, Vec<(usize, String)>) {
        let mut plan = self.clone();
        let mut unasked = Vec::new();
        let place = |at: usize| then.iter().position(|q| q.id == now[at].id);
        for (at, one) in plan.uses.iter_mut().enumerate() {
            let (question, then) = match *one {
                Use::Answer(question) => (question, place(question).map(Use::Answer)),
                Use::Other(question) => (question, place(question).map(Use::Other)),
                Use::Field(_) | Use::Unused => continue,
            };
            if then.is_none() {
                let tick = self.columns[at].tick.as_ref();
                let label = tick.map(|o| now[question].label(o, &Language::english(), None));
                unasked.push((at, label.unwrap_or_default()));
            }
            *one = then.unwrap_or(Use::Unused);
        }
        (plan, unasked)
    }
}

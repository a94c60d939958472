//! The equality questions. These methods take no caller and write no audit line: see ADR 3.

use super::{Live, internal};
use crate::blueprints;
use crate::clock::hash;
use crate::storage::consultation::Row;
use crate::storage::{council, equality};
use app::api::{ApiError, Equality, EqualityAnswered, EqualityPosted, EqualityStep};
use domain::equality::{EqualityForm, Next, counted};
use domain::question::Question;
use domain::report::EqualityQuestion;
use domain::text::{Language, QuestionId, Slug};

impl Live {
    /// The questions, and whether this leave is still good.
    pub(super) async fn equality_page(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        easy: bool,
    ) -> Result<Equality, ApiError> {
        let row = self.public_row(slug).await?;
        Ok(Equality {
            card: self.card(&row).await?,
            form: self.equality_form(&row).await?.asked(easy),
            may_answer: self.has_leave(&row, leave).await?,
        })
    }

    /// The questions that follow this consultation: without what the council does not ask, without what it was opened
    /// without, and without what it asks itself.
    pub(super) async fn equality_form(&self, row: &Row) -> Result<EqualityForm, ApiError> {
        let council = council::read(&self.db).await?;
        let never = council.map(|(council, _)| council.equality_left_out);
        let left_out = equality::left_out(&self.db, row.id).await?;
        let form = form()?
            .without(&never.unwrap_or_default())
            .without(&left_out);
        Ok(match self.published(row.id).await? {
            Some(version) => form.beside(&version.content),
            None => form,
        })
    }

    /// The questions that this consultation can be opened without, with their words.
    pub(super) async fn switchable(
        &self,
        row: &Row,
    ) -> Result<Vec<(QuestionId, String)>, ApiError> {
        let form = self.equality_form(row).await?;
        let mut all = form.questions;
        all.retain(|question| form.switchable.contains(&question.id));
        let words = |q: Question| (q.id.clone(), q.words(&Language::english(), None).title);
        Ok(all.into_iter().map(words).collect())
    }

    /// Takes a page. At the end it stores the answers of all pages and uses up the leave, in one transaction; before
    /// that it stores nothing.
    pub(super) async fn take_equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        posted: &EqualityPosted,
    ) -> Result<EqualityAnswered, ApiError> {
        let row = self.public_row(slug).await?;
        let Some(leave) = leave else {
            return Ok(EqualityAnswered::Lapsed);
        };
        let form = self.equality_form(&row).await?.asked(posted.easy);
        let mut answers = form.typed(&posted.fields);
        let characteristics = match form.go(&mut answers, &posted.page, posted.press) {
            Next::Done(characteristics) => characteristics,
            Next::Page { at, problems } if self.has_leave(&row, Some(leave)).await? => {
                return Ok(EqualityAnswered::Page(Box::new(EqualityStep {
                    answers,
                    at,
                    problems,
                })));
            }
            Next::Page { .. } => return Ok(EqualityAnswered::Lapsed),
        };
        let done = equality::store(&self.db, &hash(leave), row.id, characteristics).await?;
        Ok(if done {
            EqualityAnswered::Done
        } else {
            EqualityAnswered::Lapsed
        })
    }

    /// What everybody said, for a report; none before the consultation has closed. Of every question that there ever
    /// was an answer to, whatever the council asks today.
    pub(super) async fn equality_counted(
        &self,
        row: &Row,
    ) -> Result<Option<Vec<EqualityQuestion>>, ApiError> {
        let now = self.clock.now();
        if row.schedule.is_none_or(|schedule| now < schedule.closes) {
            return Ok(None);
        }
        let rows = equality::tally(&self.db, row.id).await?;
        Ok(Some(counted(&form()?, &rows)))
    }

    /// Gives leave for a response just stored. A failure is no reason to tell somebody that their response failed.
    pub(super) async fn give_leave(&self, row: &Row, leave: &str) {
        if let Err(error) = equality::give_leave(&self.db, &hash(leave), row.id).await {
            tracing::error!(%error, "no leave for the equality questions");
        }
    }

    /// Forgets which response each leave went with, of those given more than ten minutes ago.
    pub fn forget_leaves(&self) {
        self.leaves.forget(self.clock.now());
    }

    async fn has_leave(&self, row: &Row, leave: Option<&str>) -> Result<bool, ApiError> {
        match leave {
            Some(leave) => Ok(equality::has_leave(&self.db, &hash(leave), row.id).await?),
            None => Ok(false),
        }
    }
}

fn form() -> Result<EqualityForm, ApiError> {
    blueprints::equality().map_err(|error| internal(&error))
}

//! The equality questions. These methods take no caller and write no audit line: see ADR 3.

use super::{Live, internal};
use crate::blueprints;
use crate::clock::hash;
use crate::storage::consultation::Row;
use crate::storage::equality;
use app::api::{ApiError, Equality, EqualityAnswered, EqualityRetry};
use domain::equality::EqualityForm;
use domain::text::Slug;

impl Live {
    /// The questions, and whether this leave is still good.
    pub(super) async fn equality_page(
        &self,
        slug: &Slug,
        leave: Option<&str>,
    ) -> Result<Equality, ApiError> {
        let row = self.public_row(slug).await?;
        Ok(Equality {
            card: self.card(&row).await?,
            form: form()?,
            may_answer: self.has_leave(&row, leave).await?,
        })
    }

    /// Stores the answers and uses up the leave, in one transaction.
    pub(super) async fn store_equality(
        &self,
        slug: &Slug,
        leave: Option<&str>,
        fields: &[(String, String)],
    ) -> Result<EqualityAnswered, ApiError> {
        let row = self.public_row(slug).await?;
        let Some(leave) = leave else {
            return Ok(EqualityAnswered::Lapsed);
        };
        let form = form()?;
        let answers = form.typed(fields);
        let characteristics = match form.read(&answers) {
            Ok(characteristics) => characteristics,
            Err(problems) if self.has_leave(&row, Some(leave)).await? => {
                return Ok(EqualityAnswered::Again(Box::new(EqualityRetry {
                    answers,
                    problems,
                })));
            }
            Err(_) => return Ok(EqualityAnswered::Lapsed),
        };
        let done = equality::store(&self.db, &hash(leave), row.id, characteristics).await?;
        Ok(if done {
            EqualityAnswered::Done
        } else {
            EqualityAnswered::Lapsed
        })
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

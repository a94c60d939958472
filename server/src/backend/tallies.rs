//! Who raised what: dear to count among many thousands, so kept until anything happens in the consultation.
//!
//! Whatever changes a count writes a line of the audit in the same transaction, and no line is ever taken away: as long
//! as there are as many lines, the counts are the same.

use super::Live;
use crate::storage::acceptance::{self, Open};
use crate::storage::coding_coverage::{self, Coverage};
use crate::storage::consultation::Row;
use crate::storage::theme_counts::{self, Commented, Mention, Of};
use crate::storage::{StorageError, audited, passage, sample};
use app::api::Heard;
use domain::coding::{Standing, Suggested};
use domain::id::{ConsultationId, FindingId, ThemeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Who raised a theme, each once, by how sure that is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Raised {
    /// A person says so.
    pub confirmed: Heard,
    /// The engine does, and somebody let that stand together with others.
    pub accepted: Heard,
    /// Only the engine does.
    pub suggested: Suggested<Heard>,
}

/// The counts of a consultation.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Who raised each theme.
    pub themes: BTreeMap<ThemeId, Raised>,
    /// Who wrote something.
    pub commented: Heard,
    /// Texts, and those that a person has looked at.
    pub texts: (u64, u64),
    /// Who stands behind each finding.
    pub behind: BTreeMap<FindingId, Heard>,
}

/// The same cut by where people live, or by the day on which they answered.
#[derive(Debug)]
pub(super) struct Cut {
    /// Who wrote something.
    pub commented: Vec<Commented>,
    /// Who raised each theme.
    pub mentions: Vec<Mention>,
}

/// By which counts are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct By {
    /// By the day of arrival; else by the answer to the question that says where people live.
    pub day: bool,
    /// Each question by itself; else whole contributions.
    pub source: bool,
}

/// Something counted, by consultation and by what it is, with how many lines the audit had.
type Counted<K, T> = Mutex<BTreeMap<(ConsultationId, K), (usize, Arc<T>)>>;

/// What is kept. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    whole: Arc<Counted<(), Tally>>,
    cut: Arc<Counted<By, Cut>>,
    coverage: Arc<Counted<(), Vec<Coverage>>>,
    measured: Arc<Counted<(), sample::Size>>,
    acceptable: Arc<Counted<(), Open>>,
}

impl Live {
    /// The counts as they are now.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn tally(&self, row: &Row) -> Result<Arc<Tally>, StorageError> {
        self.kept(&self.tallies.whole, row, (), self.count(row))
            .await
    }

    /// How far the texts of each source are, as they are now. They have to be lined up: that makes no line of the audit.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn coverage(&self, row: &Row) -> Result<Arc<Vec<Coverage>>, StorageError> {
        let count = coding_coverage::of(&self.db, row.id);
        self.kept(&self.tallies.coverage, row, (), count).await
    }

    /// How much there is to draw the sample from. The texts have to be lined up as well.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn measured(&self, row: &Row) -> Result<sample::Size, StorageError> {
        let count = sample::size(&self.db, row.id);
        Ok(*self.kept(&self.tallies.measured, row, (), count).await?)
    }

    /// What can be accepted together now, from the score on that the last run named.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn acceptable(
        &self,
        row: &Row,
        level: f64,
    ) -> Result<Arc<Open>, StorageError> {
        let count = acceptance::open(&self.db, row.id, level);
        self.kept(&self.tallies.acceptable, row, (), count).await
    }

    /// The counts cut, as they are now; `question` says where people live.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn tally_cut(
        &self,
        row: &Row,
        by: By,
        question: Option<&str>,
    ) -> Result<Arc<Cut>, StorageError> {
        let count = self.count_cut(row, by, question);
        self.kept(&self.tallies.cut, row, by, count).await
    }

    /// What was counted when the audit had as many lines as now; else counts.
    async fn kept<K: Ord + Copy, T>(
        &self,
        kept: &Counted<K, T>,
        row: &Row,
        what: K,
        count: impl Future<Output = Result<T, StorageError>>,
    ) -> Result<Arc<T>, StorageError> {
        // Before counting: what happens meanwhile makes more lines, and the counts are made anew next time.
        let lines = audited(&self.db, row.id).await?;
        let key = (row.id, what);
        let known = {
            let all = kept.lock().unwrap_or_else(PoisonError::into_inner);
            all.get(&key).cloned()
        };
        if let Some((of, counted)) = known
            && of == lines
        {
            return Ok(counted);
        }
        let counted = Arc::new(count.await?);
        let mut all = kept.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(key, (lines, counted.clone()));
        Ok(counted)
    }

    async fn count(&self, row: &Row) -> Result<Tally, StorageError> {
        let of = Of {
            consultation: row.id,
            cut: None,
            before: self.count_before(row),
        };
        let mut tally = Tally {
            commented: self.commented(row).await?,
            texts: passage::counted(&self.db, row.id).await?,
            ..Tally::default()
        };
        for mention in theme_counts::mentions(&self.db, of, false).await? {
            let raised = tally.themes.entry(mention.theme).or_default();
            let heard = match mention.standing {
                Standing::Confirmed => &mut raised.confirmed,
                Standing::Accepted => &mut raised.accepted,
                Standing::Likely => &mut raised.suggested.likely,
                Standing::Weak => &mut raised.suggested.weak,
            };
            heard.add(mention.who.capacity, mention.who.event, mention.who.people);
        }
        let behind = theme_counts::behind_findings(&self.db, row.id, of.before).await?;
        for (id, capacity, event, people) in behind {
            let heard = tally.behind.entry(id).or_default();
            heard.add(capacity, event, people);
        }
        Ok(tally)
    }

    async fn count_cut(
        &self,
        row: &Row,
        by: By,
        question: Option<&str>,
    ) -> Result<Cut, StorageError> {
        let of = Of {
            consultation: row.id,
            cut: question,
            before: self.count_before(row),
        };
        let db = &self.db;
        Ok(match by.day {
            true => Cut {
                commented: theme_counts::commented_by_day(db, of, by.source).await?,
                mentions: theme_counts::mentions_by_day(db, of, by.source).await?,
            },
            false => Cut {
                commented: theme_counts::commented(db, of, by.source).await?,
                mentions: theme_counts::mentions(db, of, by.source).await?,
            },
        })
    }
}

//! What is counted in a consultation, dear among many thousands: see [`super::kept`].

use super::Live;
use super::kept::{Counting, Kept, Shelf};
use crate::storage::acceptance::{self, Open};
use crate::storage::coding_coverage::{self, Coverage};
use crate::storage::consultation::Row;
use crate::storage::theme_counts::{self, Commented, Mention, Of};
use crate::storage::{StorageError, passage, sample, side};
use app::api::Heard;
use domain::coding::{Side, Standing, Suggested};
use domain::id::{FindingId, ThemeId};
use std::collections::BTreeMap;

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

/// Who raised what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whole;

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

impl Counting for Whole {
    type Counts = Tally;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.whole
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<Tally, StorageError> {
        let of = Of {
            consultation: row.id,
            cut: None,
            before: live.count_before(row),
        };
        let mut tally = Tally {
            commented: live.commented(row).await?,
            texts: passage::counted(&live.db, row.id).await?,
            ..Tally::default()
        };
        for mention in theme_counts::mentions(&live.db, of, false).await? {
            let raised = tally.themes.entry(mention.theme).or_default();
            let heard = match mention.standing {
                Standing::Confirmed => &mut raised.confirmed,
                Standing::Accepted => &mut raised.accepted,
                Standing::Likely => &mut raised.suggested.likely,
                Standing::Weak => &mut raised.suggested.weak,
            };
            heard.add(mention.who.capacity, mention.who.event, mention.who.people);
        }
        let behind = theme_counts::behind_findings(&live.db, row.id, of.before).await?;
        for (id, capacity, event, people) in behind {
            let heard = tally.behind.entry(id).or_default();
            heard.add(capacity, event, people);
        }
        Ok(tally)
    }
}

/// The same cut by where people live, or by the day on which they answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    /// By the day of arrival; else by the answer to `question`.
    pub day: bool,
    /// Each question by itself; else whole contributions.
    pub source: bool,
    /// The question that says where people live.
    pub question: Option<String>,
}

/// Counts that are cut.
#[derive(Debug)]
pub(super) struct CutTally {
    /// Who wrote something.
    pub commented: Vec<Commented>,
    /// Who raised each theme.
    pub mentions: Vec<Mention>,
}

impl Counting for Cut {
    type Counts = CutTally;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.cut
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<CutTally, StorageError> {
        let of = Of {
            consultation: row.id,
            cut: self.question.as_deref(),
            before: live.count_before(row),
        };
        let db = &live.db;
        Ok(match self.day {
            true => CutTally {
                commented: theme_counts::commented_by_day(db, of, self.source).await?,
                mentions: theme_counts::mentions_by_day(db, of, self.source).await?,
            },
            false => CutTally {
                commented: theme_counts::commented(db, of, self.source).await?,
                mentions: theme_counts::mentions(db, of, self.source).await?,
            },
        })
    }
}

/// How far the texts of each source are coded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Progress;

impl Counting for Progress {
    type Counts = Vec<Coverage>;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.progress
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<Vec<Coverage>, StorageError> {
        live.line_up(row).await?;
        coding_coverage::of(&live.db, row.id).await
    }
}

/// How much there is to draw the sample from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Measured;

impl Counting for Measured {
    type Counts = sample::Size;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.measured
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<sample::Size, StorageError> {
        live.line_up(row).await?;
        sample::size(&live.db, row.id).await
    }
}

/// What can be accepted together, from a score on: its bits, as scores have no order of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Acceptable(u64);

impl Acceptable {
    /// From the score on that a run named.
    pub(super) fn from(level: f64) -> Self {
        Self(level.to_bits())
    }
}

impl Counting for Acceptable {
    type Counts = Open;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.acceptable
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<Open, StorageError> {
        acceptance::open(&live.db, row.id, f64::from_bits(self.0)).await
    }
}

/// Texts that nobody has read, with a theme accepted together with others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Accepted;

impl Counting for Accepted {
    type Counts = u64;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.accepted
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<u64, StorageError> {
        acceptance::unread(&live.db, row.id).await
    }
}

/// The people behind a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Behind(pub FindingId);

/// People behind a finding, by who and where they are.
#[derive(Debug)]
pub(super) struct BehindTally {
    /// By audience.
    pub audiences: Vec<(Option<String>, u64)>,
    /// By the side they stand on.
    pub sides: Vec<(Option<Side>, u64)>,
}

impl Counting for Behind {
    type Counts = BehindTally;

    fn shelf(kept: &Kept) -> &Shelf<Self> {
        &kept.behind
    }

    async fn count(&self, live: &Live, row: &Row) -> Result<BehindTally, StorageError> {
        let (before, follows) = (live.count_before(row), live.follows(row).await?);
        Ok(BehindTally {
            audiences: theme_counts::behind_by_audience(&live.db, self.0, before).await?,
            sides: side::behind(&live.db, self.0, &follows, before).await?,
        })
    }
}

//! Counts among many thousands take seconds: they are kept until anything happens in the consultation.
//!
//! Whatever changes a count writes a line of the audit in the same transaction, and no line is ever taken away: as long
//! as there are as many lines, the counts are the same. In a consultation of the usual size what is shown is always true
//! of this moment. In a large one nobody waits: a page shows what was counted last and says when that was, and it is
//! counted anew meanwhile. So do pages that anybody may open, without a word: they are seconds behind. Whatever is decided
//! or printed by a count has it counted first: see [`Fresh::Now`].

use super::Live;
use super::tallies::{Acceptable, Accepted, Behind, Cut, Measured, Progress, Whole};
use crate::storage::consultation::{self, Row};
use crate::storage::{StorageError, audited};
use domain::id::ConsultationId;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A consultation with as many lines in the audit is large: to count in it takes a tenth of a second or more.
const LARGE: usize = 2_000;
/// Counts of a large one are kept up to date for this long after somebody last asked for them.
const ASKED_LATELY: SignedDuration = SignedDuration::from_mins(15);

/// How long a page may take that was given what had been counted before.
const BEING_MADE: SignedDuration = SignedDuration::from_secs(2);

/// How true counts have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fresh {
    /// Of this moment: something is decided or printed by them.
    Now,
    /// In a large consultation, what was counted last.
    Lately,
}

/// Something that is counted in a consultation.
pub(super) trait Counting: Clone + Ord + Send + Sync + 'static {
    /// What is known once it is counted.
    type Counts: Send + Sync;

    /// Counts it.
    fn count(
        &self,
        live: &Live,
        row: &Row,
    ) -> impl Future<Output = Result<Self::Counts, StorageError>> + Send;

    /// Where it is kept.
    fn shelf(kept: &Kept) -> &Shelf<Self>;
}

/// Counts of one kind.
pub(super) type Shelf<C> = Mutex<BTreeMap<(ConsultationId, C), Counted<<C as Counting>::Counts>>>;

/// Something counted.
#[derive(Debug)]
pub(super) struct Counted<T> {
    counts: Arc<T>,
    /// How many lines the audit had.
    lines: usize,
    at: Timestamp,
    asked: Timestamp,
    /// It is being counted anew.
    again: bool,
    /// When what somebody was given before was counted, and when it no longer was given.
    before: Option<(Timestamp, Timestamp)>,
}

impl<T> Counted<T> {
    /// How old the numbers may be that are on a page being made now.
    fn may_be_from(&self, now: Timestamp) -> Option<Timestamp> {
        let before = self
            .before
            .filter(|(_, until)| now.duration_since(*until) < BEING_MADE);
        let before = before.map(|(at, _)| at);
        before.or(self.again.then_some(self.at))
    }
}

/// What is kept of everything. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub whole: Arc<Shelf<Whole>>,
    pub cut: Arc<Shelf<Cut>>,
    pub progress: Arc<Shelf<Progress>>,
    pub measured: Arc<Shelf<Measured>>,
    pub acceptable: Arc<Shelf<Acceptable>>,
    pub accepted: Arc<Shelf<Accepted>>,
    pub behind: Arc<Shelf<Behind>>,
}

impl Kept {
    /// How old the numbers may be that are on a page being made now: none when all that was given is true.
    pub(super) fn may_be_from(&self, of: ConsultationId, now: Timestamp) -> Option<Timestamp> {
        let oldest = [
            oldest(&self.whole, of, now),
            oldest(&self.cut, of, now),
            oldest(&self.progress, of, now),
            oldest(&self.measured, of, now),
            oldest(&self.acceptable, of, now),
            oldest(&self.accepted, of, now),
            oldest(&self.behind, of, now),
        ];
        oldest.into_iter().flatten().min()
    }
}

fn oldest<C: Counting>(shelf: &Shelf<C>, of: ConsultationId, now: Timestamp) -> Option<Timestamp> {
    let all = lock(shelf);
    let ours = all.iter().filter(|((id, _), _)| *id == of);
    ours.filter_map(|(_, counted)| counted.may_be_from(now))
        .min()
}

impl Live {
    /// How old the numbers may be that are on a page being made now, London wall time: after they were asked for.
    pub(super) fn may_be_from(&self, row: &Row) -> Option<DateTime> {
        let from = self.counts.may_be_from(row.id, self.clock.now());
        from.map(|at| self.wall(at))
    }

    /// What is known of `what`, in a large consultation as it was counted last.
    pub(super) async fn kept<C: Counting>(
        &self,
        row: &Row,
        what: C,
    ) -> Result<Arc<C::Counts>, StorageError> {
        self.counted(row, what, Fresh::Lately).await
    }

    /// What is known of `what`, as true as it has to be.
    pub(super) async fn counted<C: Counting>(
        &self,
        row: &Row,
        what: C,
        fresh: Fresh,
    ) -> Result<Arc<C::Counts>, StorageError> {
        let lines = audited(&self.db, row.id).await?;
        let key = (row.id, what);
        let (known, count_again) = {
            let mut all = lock(C::shelf(&self.counts));
            match all.get_mut(&key) {
                None => (None, false),
                Some(counted) => {
                    counted.asked = self.clock.now();
                    let is_true = counted.lines == lines;
                    let will_do = is_true || (lines >= LARGE && fresh == Fresh::Lately);
                    let count_again = !is_true && will_do && !counted.again;
                    counted.again |= count_again;
                    (will_do.then(|| counted.counts.clone()), count_again)
                }
            }
        };
        if count_again {
            let (live, row, what) = (self.clone(), row.clone(), key.1.clone());
            tokio::spawn(async move { live.surely_count(row, what).await });
        }
        match known {
            Some(counts) => Ok(counts),
            None => self.count_now(row, key.1).await,
        }
    }

    /// Keeps what was asked for lately in large consultations up to date, so that whoever asks again finds it so. What
    /// cannot be counted keeps nothing else waiting.
    pub async fn keep_counts(&self) {
        self.count_those::<Whole>().await;
        self.count_those::<Cut>().await;
        self.count_those::<Progress>().await;
        self.count_those::<Measured>().await;
        self.count_those::<Acceptable>().await;
        self.count_those::<Accepted>().await;
        self.count_those::<Behind>().await;
    }

    async fn count_those<C: Counting>(&self) {
        let since = self.clock.now().saturating_sub(ASKED_LATELY);
        let since = since.unwrap_or(Timestamp::MIN);
        let kept: Vec<_> = {
            let mut all = lock(C::shelf(&self.counts));
            all.retain(|_, counted| counted.again || counted.asked >= since);
            let wanted = all
                .iter()
                .filter(|(_, counted)| counted.lines >= LARGE && !counted.again);
            wanted
                .map(|(key, counted)| (key.clone(), counted.lines))
                .collect()
        };
        for ((id, what), lines) in kept {
            let work = async {
                if audited(&self.db, id).await? != lines
                    && let Some(row) = consultation::by_id(&self.db, id).await?
                {
                    self.count_now(&row, what).await?;
                }
                Ok::<(), StorageError>(())
            };
            if let Err(error) = work.await {
                tracing::error!(%error, consultation = %id, "what is kept could not be counted anew");
            }
        }
    }

    async fn count_now<C: Counting>(
        &self,
        row: &Row,
        what: C,
    ) -> Result<Arc<C::Counts>, StorageError> {
        // Before counting: what happens meanwhile makes more lines, and the counts are made anew next time.
        let lines = audited(&self.db, row.id).await?;
        let at = self.clock.now();
        let counts = Arc::new(what.count(self, row).await?);
        let mut all = lock(C::shelf(&self.counts));
        let key = (row.id, what);
        let known = all.get(&key);
        // Somebody began later and was faster.
        if known.is_some_and(|known| known.lines > lines) {
            return Ok(counts);
        }
        let counted = Counted {
            counts: counts.clone(),
            lines,
            at,
            asked: known.map_or(at, |known| known.asked),
            again: false,
            before: (known.filter(|known| known.again)).map(|known| (known.at, self.clock.now())),
        };
        all.insert(key, counted);
        Ok(counts)
    }

    /// What could not be counted is forgotten: whoever asks next counts it, and is told what is wrong.
    async fn surely_count<C: Counting>(self, row: Row, what: C) {
        let (live, key) = (self.clone(), (row.id, what.clone()));
        // In a task of its own: a count that panics ends no more than that.
        let count = tokio::spawn(async move { live.count_now(&row, what).await.map(drop) });
        let why = match count.await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(error) => error.to_string(),
        };
        tracing::error!(why, "what was kept could not be counted anew");
        lock(C::shelf(&self.counts)).remove(&key);
    }
}

fn lock<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

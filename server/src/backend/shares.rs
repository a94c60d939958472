//! What the random sample says of all texts, theme by theme.

use super::Live;
use super::doubles::Frame;
use crate::storage::consultation::Row;
use crate::storage::{sample, theme};
use analysis::sample::share;
use app::api::{ApiError, ThemeShare};
use domain::coding::{SMALLEST_SAMPLE, ThemeState, Tie};
use std::collections::{BTreeMap, BTreeSet};

impl Live {
    /// The share of texts that raise each theme, by what people confirmed in the sample's texts that were read. Nothing is
    /// said of fewer than [`SMALLEST_SAMPLE`].
    pub(super) async fn shares(&self, row: &Row) -> Result<Vec<ThemeShare>, ApiError> {
        let drawn = sample::all(&self.db, row.id).await?;
        let all = drawn.len() + sample::count_open(&self.db, row.id).await?;
        let read: BTreeSet<String> = (drawn.iter().filter(|text| text.first_by.is_some()))
            .map(|text| text.text.to_string())
            .collect();
        if read.len() < SMALLEST_SAMPLE {
            return Ok(Vec::new());
        }
        let themes = theme::all(&self.db, row.id).await?;
        let frame = Frame::of(themes.clone());
        // A text counts once for a theme, also where two themes of it were joined.
        let mut raised: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (text, theme, tie, _) in sample::ties(&self.db, row.id).await? {
            if tie == Tie::Confirmed.as_str() && read.contains(&text) {
                for theme in frame.today([&theme]) {
                    raised.entry(theme).or_default().insert(text.clone());
                }
            }
        }
        let line = |theme: theme::Row| {
            let texts = raised.get(&theme.id.to_string()).map_or(0, BTreeSet::len);
            let share = share(texts, read.len(), all)?;
            Some(ThemeShare {
                label: theme.label,
                texts: texts as u64,
                measured: share.measured,
                interval: (share.low, share.high),
            })
        };
        let active = (themes.into_iter()).filter(|theme| theme.state == ThemeState::Active);
        Ok(active.filter_map(line).collect())
    }
}

//! What the random sample says of all responses, theme by theme.

use super::Live;
use super::doubles::Frame;
use super::tallies::Measured;
use crate::storage::consultation::Row;
use crate::storage::{sample, theme};
use analysis::sample::share;
use app::api::{ApiError, ThemeShare, ThemeShares};
use domain::coding::{SMALLEST_SAMPLE, ThemeState, Tie};
use std::collections::{BTreeMap, BTreeSet};

impl Live {
    /// The share of individuals' responses that raise each theme or a part of it, by what people confirmed in those of the
    /// sample of which every text was read. Nothing is said of fewer than [`SMALLEST_SAMPLE`].
    pub(super) async fn shares(&self, row: &Row) -> Result<ThemeShares, ApiError> {
        let drawn = sample::all(&self.db, row.id).await?;
        let drawn: Vec<sample::Row> = drawn.into_iter().filter(|text| text.individual).collect();
        let all = self.kept(row, Measured).await?.individuals;
        let responses = drawn
            .iter()
            .map(|text| &text.response)
            .collect::<BTreeSet<_>>()
            .len();
        let unread = drawn.iter().filter(|text| text.first_by.is_none());
        let unread: BTreeSet<&String> = unread.map(|text| &text.response).collect();
        let of: BTreeMap<String, &String> = (drawn.iter())
            .filter(|text| !unread.contains(&text.response))
            .map(|text| (text.text.to_string(), &text.response))
            .collect();
        let read = of.values().collect::<BTreeSet<_>>().len();
        if read < SMALLEST_SAMPLE {
            return Ok(ThemeShares {
                read: read as u64,
                drawn: responses as u64,
                of: all as u64,
                themes: Vec::new(),
            });
        }
        let themes = theme::all(&self.db, row.id).await?;
        let frame = Frame::of(themes.clone());
        let wholes: BTreeMap<String, String> = (themes.iter())
            .filter_map(|theme| Some((theme.id.to_string(), theme.parent?.to_string())))
            .collect();
        let labels: BTreeMap<String, String> = (themes.iter())
            .map(|theme| (theme.id.to_string(), theme.label.clone()))
            .collect();
        // A response counts once for a theme, whichever of its texts raise it, also where two themes were joined.
        let mut raised: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
        for (text, theme, tie) in sample::ties(&self.db, row.id).await? {
            if let (Some(response), true) = (of.get(&text), tie == Tie::Confirmed.as_str()) {
                for theme in frame.today([&theme]) {
                    if let Some(whole) = wholes.get(&theme) {
                        raised.entry(whole.clone()).or_default().insert(response);
                    }
                    raised.entry(theme).or_default().insert(response);
                }
            }
        }
        let line = |theme: theme::Row| {
            let with = raised.get(&theme.id.to_string()).map_or(0, BTreeSet::len);
            let share = share(with, read, all)?;
            let part_of = theme
                .parent
                .and_then(|whole| labels.get(&whole.to_string()));
            Some(ThemeShare {
                label: match part_of {
                    Some(whole) => format!("{} (part of “{whole}”)", theme.label),
                    None => theme.label,
                },
                responses: with as u64,
                measured: share.measured,
                interval: (share.low, share.high),
            })
        };
        let active = (themes.into_iter()).filter(|theme| theme.state == ThemeState::Active);
        Ok(ThemeShares {
            read: read as u64,
            drawn: responses as u64,
            of: all as u64,
            themes: active.filter_map(line).collect(),
        })
    }
}

//! Themes cut by who raised them, where they live, and when.

use super::Live;
use super::coding::{asked_in_words, place_question};
use super::sources::Sources;
use super::tallies::{Cut, Progress};
use crate::storage::theme_counts::Commented;
use crate::storage::{consultation, theme};
use app::api::{ApiError, Figures, ThemeView, ViewBy, Views};
use app::text::dates;
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::coding::{Standing, ThemeState};
use domain::consultation::london_date;
use domain::content::Content;
use domain::contribution::Capacity;
use domain::disclosure::{Counts, Margin, exact, protect};
use domain::id::ThemeId;
use domain::text::{Language, Slug};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::BTreeMap;

/// A column: what counts are filed under, and what stands over it.
type Column = (String, String);

#[async_trait]
impl Views for Live {
    async fn theme_view(
        &self,
        caller: &Caller,
        slug: &Slug,
        by: ViewBy,
        source: &str,
        figures: Figures,
    ) -> Result<ThemeView, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let version = consultation::latest(&self.db, row.id).await?;
        let content = version.ok_or(ApiError::NotFound)?.content;
        let sources = Sources::load(self, row.id).await?;
        let question = place_question(&content).map(|q| q.id.to_string());
        let by_source = !source.is_empty();
        let mine = |who: &Commented| {
            let asked = !by_source || who.source.as_deref() == Some(source);
            asked && who.capacity == Capacity::Individual && !who.event
        };
        let place = |who: &Commented| match by {
            ViewBy::Audience => who.audience.clone().unwrap_or_default(),
            ViewBy::Locality => who.cut.clone().unwrap_or_default(),
            ViewBy::Week => (who.cut.as_deref())
                .map(|cut| week(cut, &self.london))
                .unwrap_or_default(),
        };
        let cut = Cut {
            day: by == ViewBy::Week,
            source: by_source,
            question,
        };
        let counted = self.kept(&row, cut).await?;
        let mut bases: BTreeMap<String, u64> = BTreeMap::new();
        for line in counted.commented.iter().filter(|line| mine(line)) {
            *bases.entry(place(line)).or_default() += line.people;
        }
        let columns = columns(by, &sources, &content, &bases);
        let mut raised: BTreeMap<ThemeId, BTreeMap<String, u64>> = BTreeMap::new();
        for line in counted.mentions.iter().filter(|line| mine(&line.who)) {
            if line.standing == Standing::Confirmed {
                let of_theme = raised.entry(line.theme).or_default();
                *of_theme.entry(place(&line.who)).or_default() += line.who.people;
            }
        }
        let progress = self.kept(&row, Progress).await?;
        let read = (progress.iter())
            .filter(|known| !by_source || known.source == source)
            .fold((0, 0), |(read, all), known| {
                (
                    read + known.read + known.late_read,
                    all + known.texts + known.late,
                )
            });
        let themes = theme::all(&self.db, row.id).await?;
        let themes: Vec<_> = (themes.into_iter())
            .filter(|t| t.state == ThemeState::Active && raised.contains_key(&t.id))
            .collect();
        let line = |id: &ThemeId| {
            let of_theme = &raised[id];
            let cell = |(key, _): &Column| of_theme.get(key).copied().unwrap_or_default();
            columns.iter().map(cell).collect::<Vec<u64>>()
        };
        let counts = Counts {
            cells: themes.iter().map(|t| line(&t.id)).collect(),
            right: Margin::Sum,
            bottom: Margin::Base((columns.iter()).map(|(key, _)| bases[key]).collect()),
            open_noughts: false,
        };
        let mut sources_asked = asked_in_words(&sources, &content);
        sources_asked.retain(|(id, _)| id != "comments" && id != "letters");
        Ok(ThemeView {
            card: self.card(&row).await?,
            sources: sources_asked,
            columns: columns.into_iter().map(|(_, name)| name).collect(),
            themes: themes.into_iter().map(|t| (t.id, t.label)).collect(),
            counts: match figures {
                Figures::Exact => exact(&counts),
                Figures::Published => protect(&counts),
            },
            figures,
            read,
        })
    }
}

/// The columns that anybody is in, in the order of the form or of time.
fn columns(
    by: ViewBy,
    sources: &Sources,
    content: &Content,
    bases: &BTreeMap<String, u64>,
) -> Vec<Column> {
    let known: Vec<Column> = match by {
        ViewBy::Audience => (content.audiences.iter())
            .map(|a| (a.id.to_string(), sources.audience(Some(a.id.as_str()))))
            .collect(),
        ViewBy::Locality => place_question(content)
            .map(|q| {
                let english = Language::english();
                let options = q.options().into_iter();
                options
                    .map(|option| (option.to_string(), q.label(&option, &english, None)))
                    .collect()
            })
            .unwrap_or_default(),
        ViewBy::Week => (bases.keys())
            .filter_map(|key| {
                let monday: Date = key.parse().ok()?;
                Some((key.clone(), format!("Week of {}", dates::date(monday))))
            })
            .collect(),
    };
    let rest = bases
        .keys()
        .filter(|key| !known.iter().any(|(k, _)| k == *key));
    let rest = rest.map(|key| match key.as_str() {
        "" => (String::new(), "Not said".to_owned()),
        key => (key.to_owned(), key.to_owned()),
    });
    let rest: Vec<Column> = rest.collect();
    (known.into_iter().chain(rest))
        .filter(|(key, _)| bases.contains_key(key))
        .collect()
}

/// The Monday of the week in London. What came in the last hour of a day by universal time says its hour too: in summer
/// it came on the next day.
fn week(cut: &str, london: &TimeZone) -> String {
    let day = match format!("{cut}:00:00Z").parse::<Timestamp>() {
        Ok(hour) => Ok(london_date(hour, london)),
        Err(_) => cut.parse::<Date>(),
    };
    let Ok(day) = day else {
        return String::new();
    };
    let since_monday = i64::from(day.weekday().to_monday_zero_offset());
    let monday = day.checked_sub(since_monday.days()).unwrap_or(day);
    monday.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_named_by_its_monday_in_london() {
        let london = crate::clock::london();
        let week = |cut| week(cut, &london);
        assert_eq!(week("2026-06-03"), "2026-06-01");
        assert_eq!(week("2026-06-01"), "2026-06-01");
        assert_eq!(week("2026-06-07T23"), "2026-06-08", "Monday in London");
        assert_eq!(week("2026-01-04T23"), "2025-12-29", "still Sunday");
        assert_eq!(week(""), "");
    }
}

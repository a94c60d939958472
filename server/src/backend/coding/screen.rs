//! Everything on the coding screen.

use super::super::analyse::standard::ENOUGH;
use super::super::difference;
use super::super::kept::Fresh;
use super::super::sources::Sources;
use super::super::tallies::Accepted;
use super::super::themes::made_with;
use super::Live;
use super::act::{mark, strongest};
use super::reasons::{hints, opening, points};
use crate::storage::consultation::{self, Row};
use crate::storage::reading::{self, START, Wanted};
use crate::storage::{
    StorageError, analysis_run, assignment, campaign, coding_step, copies, flag, passage,
    screening, theme,
};
use analysis::near_duplicate::sent_on;
use app::api::{
    ApiError, CodingScreen, CodingText, FromStandard, LastStep, Progress, QUEUE_LENGTH,
    QueueFilter, QueueLine, ReadBy, ThemeChoice, Work,
};
use domain::coding::{Span, ThemeState};
use domain::content::Content;
use domain::contribution::Capacity;
use domain::id::{TextItemId, ThemeId};
use domain::question::Question;
use domain::redaction::{apply, struck};
use domain::text::{AudienceId, Language, OptionId};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::ops::Range;

impl Live {
    pub(super) async fn coding_screen(
        &self,
        row: &Row,
        by: &str,
        filter: &QueueFilter,
        at: Option<TextItemId>,
    ) -> Result<CodingScreen, ApiError> {
        let version = consultation::latest(&self.db, row.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        let wanted = wanted(filter, &version.content);
        let now = self.clock.now();
        let others = self.presence.others(row.id, by, now);
        let asked = match at {
            Some(text) => reading::one(&self.db, row.id, text).await?,
            None => None,
        };
        let start = match &asked {
            Some(line) => (line.place, line.text.to_string()),
            None => (START.0, START.1.to_owned()),
        };
        // One more than is shown, and room for what others have open.
        let limit = QUEUE_LENGTH + 1 + others.len() as u64;
        let here = (start.0, start.1.as_str());
        let mut lines = reading::from(&self.db, row.id, &wanted, here, limit).await?;
        match &asked {
            // Shown even where it no longer fits the filter, such as a text just read.
            Some(line) => {
                lines.retain(|other| other.text != line.text);
                lines.insert(0, line.clone());
            }
            // Nobody is given what somebody else is just reading.
            None => lines.sort_by_key(|l| others.iter().any(|(_, open)| *open == l.text)),
        }
        let before = match lines.first() {
            Some(first) => {
                let id = first.text.to_string();
                reading::before(&self.db, row.id, &wanted, (first.place, &id)).await?
            }
            None => None,
        };
        let sources = Sources::load(self, row.id).await?;
        let themes = theme::all(&self.db, row.id).await?;
        let text = match lines.first() {
            Some(line) => {
                self.presence.opens(row.id, by, line.text, now);
                self.coding_text(row, &sources, &themes, line).await?
            }
            None => None,
        };
        // That nothing is left is not said by what was counted a moment ago.
        let fresh = match text {
            Some(_) => Fresh::Lately,
            None => Fresh::Now,
        };
        lines.truncate(usize::try_from(QUEUE_LENGTH).unwrap_or(usize::MAX));
        let text = text.map(|text| CodingText {
            open_with: (others.iter())
                .filter(|(_, open)| *open == text.id)
                .map(|(who, _)| who.clone())
                .collect(),
            ..text
        });
        Ok(CodingScreen {
            card: self.card(row).await?,
            sources: asked_in_words(&sources, &version.content),
            audiences: audiences(&sources, &version.content),
            localities: place_question(&version.content)
                .map(localities)
                .unwrap_or_default(),
            before: before.map(|line| line.text),
            after: (lines.iter().skip(1).map(|line| line.text))
                .find(|text| !others.iter().any(|(_, open)| open == text)),
            queue: self.queue(lines).await?,
            themes: choices(themes, text.as_ref()),
            text,
            progress: self.progress(row, now, fresh).await?,
            last: self.last_step(row, by).await?,
        })
    }

    /// The text that somebody is given after this one: the next that fits the filter and that nobody else has open.
    pub(super) async fn following(
        &self,
        row: &Row,
        by: &str,
        filter: &QueueFilter,
        text: TextItemId,
    ) -> Result<Option<TextItemId>, ApiError> {
        let version = consultation::latest(&self.db, row.id).await?;
        let wanted = wanted(filter, &version.ok_or(ApiError::NotFound)?.content);
        let Some(line) = reading::one(&self.db, row.id, text).await? else {
            return Ok(None);
        };
        let now = self.clock.now();
        let others = self.presence.others(row.id, by, now);
        let limit = others.len() as u64 + 2;
        let id = line.text.to_string();
        let lines = reading::from(&self.db, row.id, &wanted, (line.place, &id), limit).await?;
        let is_open = |text: TextItemId| others.iter().any(|(_, open)| *open == text);
        let next = lines.into_iter().map(|line| line.text);
        let next = next
            .filter(|next| *next != text)
            .find(|next| !is_open(*next));
        if let Some(next) = next {
            self.presence.opens(row.id, by, next, now);
        }
        Ok(next)
    }

    async fn coding_text(
        &self,
        row: &Row,
        sources: &Sources,
        themes: &[theme::Row],
        line: &reading::Row,
    ) -> Result<Option<CodingText>, ApiError> {
        let Some(item) = passage::text(&self.db, row.id, line.text).await? else {
            return Ok(None);
        };
        let blind = line.held_out && line.verdict.is_none();
        let covers = screening::redactions(&self.db, &line.text.to_string()).await?;
        let state = coding_step::state(&self.db, row.id, line.text).await?;
        let mut tied = assignment::of_text(&self.db, line.text).await?;
        let is_active = |t: &theme::Row| t.state == ThemeState::Active;
        tied.retain(|tie| themes.iter().any(|t| t.id == tie.theme && is_active(t)));
        let ties: Vec<_> = (tied.iter())
            .map(|tie| (self.tie_line(tie, &covers), tie.span))
            .collect();
        let readable = !item.erased && item.screening.is_readable();
        let open = struck(&item.body, &covers);
        let read = line.verdict.zip(line.by.clone()).zip(line.at);
        Ok(Some(CodingText {
            id: line.text,
            origin: sources.origin(&item),
            passages: match readable {
                true => (passages(&item.body).into_iter())
                    .map(|(span, _)| (span, apply(&item.body, span, &covers)))
                    .collect(),
                false => Vec::new(),
            },
            personal: match readable {
                true => flag::of_text(&self.db, row.id, line.text).await?,
                false => Vec::new(),
            },
            hints: hints(&open, &tied, themes),
            reasons: match readable {
                true => self.reasons(row, &tied, &covers).await?,
                false => Vec::new(),
            },
            points: match readable {
                true => points(&open),
                false => Vec::new(),
            },
            copies: copies::count(&self.db, row.id, line.text).await?,
            follows: copies::follows(&self.db, line.text).await?,
            standard: match readable && item.capacity == Capacity::Campaign {
                true => self.standard_of(row, &item).await?,
                false => None,
            },
            body: readable.then_some(item.body),
            covers: (covers.into_iter())
                .map(|cover| (cover.span, cover.replacement))
                .collect(),
            ties,
            why: line.why,
            read: read.map(|((verdict, by), at)| ReadBy {
                verdict,
                by,
                at: self.wall(at),
            }),
            seen: mark(&state),
            unseen: line.verdict.is_none()
                && (analysis_run::last(&self.db, row.id).await?)
                    .is_some_and(|run| line.received > run.run_at),
            blind,
            again: reading::again_of(&self.db, line.text).await?,
            open_with: Vec::new(),
        }))
    }

    /// How a text differs from the standard text of its campaign.
    async fn standard_of(
        &self,
        row: &Row,
        item: &passage::Text,
    ) -> Result<Option<FromStandard>, StorageError> {
        let Some(id) = campaign::standard(&self.db, row.id, item.id).await? else {
            return Ok(None);
        };
        let Some(standard) = passage::text(&self.db, row.id, id).await? else {
            return Ok(None);
        };
        // Whoever sent the letter may have written of something else here.
        let sent_on = sent_on(&standard.body, &item.body);
        if standard.body == item.body || sent_on < ENOUGH {
            return Ok(None);
        }
        let sent = self.shown(id, &standard.body).await?;
        let own = self.shown(item.id, &item.body).await?;
        let differs = difference::of_texts(&sent, &own);
        let cut = |text: &str, places: &[Range<usize>]| -> Vec<String> {
            places
                .iter()
                .map(|at| text[at.clone()].to_owned())
                .collect()
        };
        Ok(Some(FromStandard {
            text: id,
            reference: standard.reference,
            own: cut(&own, &differs.new),
            gone: cut(&sent, &differs.gone),
        }))
    }

    async fn queue(&self, rows: Vec<reading::Row>) -> Result<Vec<QueueLine>, StorageError> {
        let mut lines = Vec::new();
        for row in rows {
            lines.push(QueueLine {
                opening: opening(&self.shown(row.text, &row.opening).await?),
                text: row.text,
                reference: row.reference,
                why: row.why,
                verdict: row.verdict,
            });
        }
        Ok(lines)
    }

    async fn progress(
        &self,
        row: &Row,
        now: Timestamp,
        fresh: Fresh,
    ) -> Result<Progress, StorageError> {
        let [texts, read, again] = reading::counts(&self.db, row.id).await?;
        let midnight = self.wall(now).date().to_zoned(self.london.clone());
        let midnight = midnight.map_or(now, |zoned| zoned.timestamp());
        let last = analysis_run::last(&self.db, row.id).await?;
        Ok(Progress {
            unlearnt: match &last {
                Some(run) => self.unlearnt(row, run).await?,
                None => None,
            },
            texts,
            read,
            accepted: *self.counted(row, Accepted, fresh).await?,
            again,
            today: reading::since(&self.db, row.id, midnight).await?,
            suggested: last.map(|run| (self.wall(run.run_at), made_with(&run))),
            learning: matches!(self.jobs.of(row.id), Work::Running { .. }),
        })
    }

    async fn last_step(&self, row: &Row, by: &str) -> Result<Option<LastStep>, StorageError> {
        let last = coding_step::last(&self.db, row.id, by).await?;
        Ok(last.map(|step| LastStep {
            id: step.id,
            text: step.text,
            reference: step.reference,
            what: step.what,
            theme: step.theme,
        }))
    }
}

pub(in crate::backend) fn passages(body: &str) -> Vec<(Span, String)> {
    let found = analysis::passages::passages(body);
    let passage = |s: analysis::Span| {
        let span = Span {
            start: s.start,
            end: s.end,
        };
        (span, s.slice(body).to_owned())
    };
    found.into_iter().map(passage).collect()
}

/// Themes of the frame, children after their parents, with how the text stands to each.
fn choices(themes: Vec<theme::Row>, text: Option<&CodingText>) -> Vec<ThemeChoice> {
    let mut of_theme: BTreeMap<ThemeId, (Vec<&str>, Option<f64>, bool)> = BTreeMap::new();
    for (tie, _) in text.iter().flat_map(|text| &text.ties) {
        let (stands, score, accepted) = of_theme.entry(tie.theme).or_default();
        stands.push(tie.tie.as_str());
        *score = score.or(tie.score);
        *accepted |= tie.accepted;
    }
    let choice = |t: theme::Row| {
        let (stands, score, accepted) = of_theme.get(&t.id).cloned().unwrap_or_default();
        ThemeChoice {
            id: t.id,
            label: t.label,
            definition: t.definition,
            child: t.parent.is_some(),
            tie: strongest(stands.into_iter()),
            score,
            accepted,
        }
    };
    let active = themes.into_iter().filter(|t| t.state == ThemeState::Active);
    active.map(choice).collect()
}

pub(super) fn wanted(filter: &QueueFilter, content: &Content) -> Wanted {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    Wanted {
        source: filter.source.clone(),
        channel: word(filter.channel.map(|c| c.as_str())),
        audience: word(filter.audience.as_ref().map(AudienceId::as_str)),
        place: match (place_question(content), &filter.locality) {
            (Some(question), Some(option)) => (question.id.to_string(), option.to_string()),
            _ => Default::default(),
        },
        stance: word(filter.stance.map(|s| s.as_str())),
        show: filter.show.as_str(),
    }
}

/// What can be answered in words: questions, clauses, and letters. Each has a name of its own.
pub(in crate::backend) fn asked_in_words(
    sources: &Sources,
    content: &Content,
) -> Vec<(String, String)> {
    let asked: Vec<&Question> = (content.questions.iter())
        .filter(|q| q.takes_words() && !q.is_about_writer())
        .collect();
    let names = sources.told_apart(&asked);
    let mut all: Vec<(String, String)> = (asked.iter().map(|q| q.id.to_string()))
        .zip(names)
        .collect();
    all.push(("comments".to_owned(), "Comments on clauses".to_owned()));
    all.push(("letters".to_owned(), "Letters and events".to_owned()));
    all
}

fn audiences(sources: &Sources, content: &Content) -> Vec<(AudienceId, String)> {
    let named = |id: &AudienceId| (id.clone(), sources.audience(Some(id.as_str())));
    content.audiences.iter().map(|a| named(&a.id)).collect()
}

/// The question that asks where somebody lives.
pub(in crate::backend) fn place_question(content: &Content) -> Option<&Question> {
    let is_place = |q: &&Question| q.cut.as_ref().is_some_and(|cut| cut.as_str() == "locality");
    content.questions.iter().find(is_place)
}

fn localities(question: &Question) -> Vec<(OptionId, String)> {
    let label = |option| {
        let label = question.label(&option, &Language::english(), None);
        (option, label)
    };
    question.options().into_iter().map(label).collect()
}

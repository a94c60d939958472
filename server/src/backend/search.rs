//! Searching what people wrote: by words, and by likeness to another text in words and in meaning.

use super::meanings::{Meanings, kept_at};
use super::sources::Sources;
use super::{Live, internal};
use crate::storage::consultation::Row;
use crate::storage::{Tx, assignment, passage, reading, screening, theme};
use analysis::features::{Corpus, SparseRows, Tfidf, dot};
use app::api::{ApiError, FOUND_A_PAGE, FoundText, Search, SearchPage};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::coding::{Tie, Verdict};
use domain::id::{ConsultationId, TextItemId};
use domain::text::Slug;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// Below this two texts share next to nothing.
const FAINT: f32 = 0.05;

/// Below this two texts have next to nothing to do with each other in what they mean.
const FAR: f32 = 0.3;

/// The words of a consultation's texts, weighed, and what the texts mean.
pub(super) struct Index {
    texts: Vec<TextItemId>,
    bodies: Vec<String>,
    corpus: Corpus,
    weights: Tfidf,
    rows: SparseRows,
    meanings: Meanings,
}

/// An index, and what it was made of: how many contributions, with how much covered in them, and the vectors of when.
type Made = ((i64, i64, Option<SystemTime>), Arc<Index>);

/// Indexes by consultation. Made anew when there are more contributions, when more or less of their words is covered
/// (by what is covered nothing is found), or when the engine has kept other vectors.
#[derive(Clone, Default)]
pub struct Indexes(Arc<Mutex<BTreeMap<ConsultationId, Made>>>);

impl Indexes {
    /// Drops what was read of a consultation: some of it may no longer be shown.
    pub fn forget(&self, consultation: ConsultationId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&consultation);
    }
}

impl Index {
    fn of(all: Vec<(TextItemId, String)>, vectors: Option<&Path>) -> Self {
        let (texts, bodies): (Vec<_>, Vec<String>) = all.into_iter().unzip();
        let corpus = Corpus::read(bodies.iter().map(String::as_str));
        let fewest = if bodies.len() < 400 { 1 } else { 2 };
        let (weights, rows) = Tfidf::fit(bodies.len(), fewest, |row| {
            terms(&corpus, &corpus.rows[row])
        });
        Self {
            meanings: Meanings::kept(vectors, &bodies),
            texts,
            bodies,
            corpus,
            weights,
            rows,
        }
    }

    /// Every text with how like these words it is, the likest first.
    fn like(&self, words: &str) -> Vec<(usize, f32)> {
        let asked = terms(&self.corpus, &self.corpus.numbers(words));
        let asked = self.weights.weigh(&asked);
        let mut all: Vec<(usize, f32)> = (0..self.texts.len())
            .map(|row| (row, dot(&asked, self.rows.row(row))))
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all
    }
}

impl Index {
    /// Every other text that is like this one, the likest first: half by its words, half by what it means. By words alone
    /// where the model has not read both.
    fn like_text(&self, own: usize) -> Vec<(usize, f32)> {
        let by_words = self.like(&self.bodies[own]).into_iter();
        let both = by_words.filter(|(at, _)| *at != own).map(|(at, words)| {
            let meaning = self.meanings.likeness(own, at);
            let likeness = meaning.map_or(words, |meaning| f32::midpoint(words, meaning));
            (
                at,
                likeness,
                words >= FAINT || meaning.is_some_and(|meaning| meaning >= FAR),
            )
        });
        let near = both.filter(|(_, _, is_near)| *is_near);
        let mut near: Vec<(usize, f32)> = near.map(|(at, likeness, _)| (at, likeness)).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near
    }
}

/// What a text must hold to be found: every word, and what stands between quotation marks as it stands there.
fn asked(words: &str) -> Vec<String> {
    let words = words.to_lowercase().replace(['“', '”'], "\"");
    let parts = words.split('"').enumerate();
    let asked = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.trim().to_owned()],
    });
    asked.filter(|part| !part.is_empty()).collect()
}

/// Stems that carry meaning.
fn terms(corpus: &Corpus, stems: &[u32]) -> Vec<u64> {
    let telling = stems.iter().filter(|stem| !corpus.is_stop(**stem));
    telling.map(|stem| u64::from(*stem)).collect()
}

#[async_trait]
impl Search for Live {
    async fn search(
        &self,
        caller: &Caller,
        slug: &Slug,
        words: &str,
        like: Option<TextItemId>,
        page: u64,
    ) -> Result<SearchPage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let index = self.index(&row).await?;
        let own = like.and_then(|id| index.texts.iter().position(|text| *text == id));
        let found: Vec<(usize, Option<f64>)> = match (own, words.trim()) {
            (Some(own), _) => {
                let all = index.like_text(own);
                all.into_iter()
                    .map(|(at, likeness)| (at, Some(f64::from(likeness))))
                    .collect()
            }
            (None, "") => Vec::new(),
            (None, words) => {
                let asked = asked(words);
                let bodies = index.bodies.iter().enumerate();
                bodies
                    .filter(|(_, body)| {
                        let body = body.to_lowercase();
                        asked.iter().all(|asked| body.contains(asked))
                    })
                    .map(|(at, _)| (at, None))
                    .collect()
            }
        };
        let like = match own {
            Some(own) => {
                let id = index.texts[own];
                let item = passage::text(&self.db, row.id, id).await?;
                let item = item.filter(|i| !i.erased && i.screening.is_readable());
                let item = item.ok_or(ApiError::NotFound)?;
                Some((id, self.shown(id, &item.body).await?))
            }
            None => None,
        };
        let total = found.len() as u64;
        let pages = total.div_ceil(FOUND_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let skip = usize::try_from((page - 1) * FOUND_A_PAGE).unwrap_or(usize::MAX);
        let take = usize::try_from(FOUND_A_PAGE).unwrap_or(usize::MAX);
        let sources = Sources::load(self, row.id).await?;
        let mut lines = Vec::new();
        for (at, likeness) in found.into_iter().skip(skip).take(take) {
            let line = self.found_text(&row, &sources, index.texts[at], likeness);
            lines.extend(line.await?);
        }
        Ok(SearchPage {
            card: self.card(&row).await?,
            like,
            found: lines,
            total,
            page,
            pages,
        })
    }
}

impl Live {
    async fn found_text(
        &self,
        row: &Row,
        sources: &Sources,
        text: TextItemId,
        likeness: Option<f64>,
    ) -> Result<Option<FoundText>, ApiError> {
        // Erased or withheld since the index was made: not found.
        let item = passage::text(&self.db, row.id, text).await?;
        let item = item.filter(|i| !i.erased && i.screening.is_readable());
        let Some(item) = item else {
            return Ok(None);
        };
        let read = reading::one(&self.db, row.id, text).await?;
        let verdict: Option<Verdict> = read.and_then(|line| line.verdict);
        let ties = assignment::of_text(&self.db, text).await?;
        let confirmed = ties.into_iter().filter(|tie| tie.tie == Tie::Confirmed);
        let themes: BTreeSet<String> = confirmed.map(|tie| tie.label).collect();
        Ok(Some(FoundText {
            text,
            origin: sources.origin(&item),
            words: self.shown(text, &item.body).await?,
            likeness,
            verdict,
            themes: themes.into_iter().collect(),
        }))
    }

    pub(super) async fn index(&self, row: &Row) -> Result<Arc<Index>, ApiError> {
        let vectors = self.shelf.vectors(&row.id.to_string());
        let count = (
            reading::arrived(&self.db, row.id).await?,
            screening::count_covered(&self.db, row.id).await?,
            kept_at(vectors.as_deref()),
        );
        let known = {
            let all = self.indexes.0.lock();
            let all = all.unwrap_or_else(PoisonError::into_inner);
            all.get(&row.id).cloned()
        };
        if let Some((of, index)) = known
            && of == count
        {
            return Ok(index);
        }
        let texts = passage::for_engine(&self.db, row.id).await?;
        let made =
            tokio::task::spawn_blocking(move || Arc::new(Index::of(texts, vectors.as_deref())));
        let made = made.await.map_err(|e| internal(&e))?;
        let all = self.indexes.0.lock();
        let mut all = all.unwrap_or_else(PoisonError::into_inner);
        all.insert(row.id, (count, made.clone()));
        Ok(made)
    }
}

impl Index {
    /// Opens the list of texts that were read while a theme was not in the frame, the likest first: all, or since it was
    /// taken out.
    pub(super) async fn open_again(
        &self,
        tx: &mut Tx,
        of: ConsultationId,
        theme: &theme::Row,
        since: Option<Timestamp>,
    ) -> Result<(), ApiError> {
        let done = reading::read_ones(tx, of, since).await?;
        if done.is_empty() {
            return Ok(());
        }
        let mut words = vec![&theme.label, &theme.definition, &theme.example];
        words.extend(&theme.include);
        words.extend(&theme.keywords);
        let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
        let like: BTreeMap<TextItemId, f32> = (self.like(&words.join(". ")).into_iter())
            .map(|(at, likeness)| (self.texts[at], likeness))
            .collect();
        for text in done {
            let likeness = like.get(&text).copied().unwrap_or_default();
            reading::open_again(tx, theme.id, text, f64::from(likeness)).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn every_word_is_looked_for_and_what_is_quoted_as_it_stands() {
        assert_eq!(asked(" Band  fair "), ["band", "fair"]);
        assert_eq!(asked("“not fair” bus"), ["not fair", "bus"]);
        assert_eq!(asked("\"open"), ["open"]);
    }
}

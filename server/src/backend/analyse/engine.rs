//! What the engine is given of a consultation, and what it makes of it. Nothing here is written down.

use super::standard;
use crate::model::read_texts;
use crate::storage::assignment::Because;
use crate::storage::campaign::Sent;
use crate::storage::sample::Scores;
use crate::storage::theme;
use analysis::explain::{Explainer, Explanation};
use analysis::passages::passages;
use analysis::sample::{Reading, Why, next_to_read};
use analysis::{Analysis, Codebook, Definition, Example, Input, Model, Progress, analyse_in_depth};
use domain::coding::{Grain, LIKELY, Span, Tie, Turn, is_likely};
use domain::id::{TextItemId, ThemeId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// From how many texts that fit no theme on the engine looks for new themes among them.
const LEFT_OVER: usize = 12;

/// Fewest texts that make a new theme worth proposing.
const WORTH_PROPOSING: usize = 3;

/// Most confirmed texts of a theme that a suggestion is compared with.
const COMPARED: usize = 100;

/// A suggestion is for a passage that holds this share of the weight of the words that speak most for it.
const MOST_OF_IT: f64 = 2.0 / 3.0;

/// What the engine is given, loaded before it starts.
pub(super) struct Material {
    pub texts: Vec<(TextItemId, String)>,
    pub frame: Vec<theme::Row>,
    pub ties: BTreeMap<TextItemId, Vec<(ThemeId, Tie)>>,
    /// Texts that a person read to the end, some of them without a theme.
    pub read: BTreeSet<TextItemId>,
    /// Texts that look like others and are somebody's own words all the same.
    pub apart: BTreeSet<TextItemId>,
    /// What is sent in campaigns, place by place.
    pub sent: Vec<Sent>,
    /// Texts of the sample, never learnt from.
    pub held_out: BTreeSet<TextItemId>,
}

/// A theme that the engine proposes.
pub(super) struct Proposal {
    pub label: String,
    /// Words that set its texts apart.
    pub keywords: Vec<String>,
    /// Its texts, with their scores.
    pub texts: Vec<(TextItemId, f64)>,
}

impl Proposal {
    /// Whether it holds much the same texts: half of all that either has are in both.
    pub(super) fn much_like(&self, texts: &BTreeSet<TextItemId>) -> bool {
        let both = self.texts.iter().filter(|(id, _)| texts.contains(id));
        let both = both.count();
        2 * both >= self.texts.len() + texts.len() - both
    }
}

/// A theme of the frame for a text.
pub(super) struct Suggestion {
    pub text: TextItemId,
    pub theme: ThemeId,
    /// 0 to 1.
    pub score: f64,
    /// The passage that speaks for it; the whole text where no passage does more than the others.
    pub span: Span,
    pub because: Because,
}

/// What the engine made of it.
pub(super) struct Found {
    /// Themes of the frame for texts.
    pub suggested: Vec<Suggestion>,
    /// Words that set each theme's texts apart.
    pub keywords: Vec<(ThemeId, Vec<String>)>,
    /// New themes, each with its texts.
    pub proposed: Vec<Proposal>,
    /// Groups of look-alikes: whether a campaign, and the members.
    pub alike: Vec<(&'static str, Vec<TextItemId>)>,
    /// What the machine says of each text of the sample, read or not: scores of the themes it gives it.
    pub measured: Vec<(TextItemId, Scores)>,
    /// Texts that nobody has read, in the order in which reading them teaches most.
    pub next: Vec<(TextItemId, Turn)>,
    /// From which score suggestions may stand unread, and how often such ones were right; none where it cannot be told.
    pub accept: Option<(f64, f64)>,
    /// The sentence-vector model that was used, or "none".
    pub model: String,
}

/// The engine's work: with a frame it assigns, and looks for new themes among the texts that fit none; without one
/// it discovers.
pub(super) fn read(
    material: &Material,
    (seed, grain): (u64, Option<Grain>),
    model: Option<(&Model, Option<&Path>)>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Found, analysis::AnalyseError> {
    let mut input = input(material, seed);
    let themes = grain.map(Grain::themes);
    if input.codebook.is_none() {
        input.themes = themes;
    }
    if let Some((model, kept)) = model {
        read_texts(model, &mut input, kept, progress);
    }
    let analysis = analyse_in_depth(&input, progress)?;
    let id = |row: &usize| material.texts[*row].0;
    let group = |kind| move |rows: &Vec<usize>| (kind, rows.iter().map(id).collect());
    let copies = &analysis.copies;
    let mut found = Found {
        suggested: Vec::new(),
        keywords: Vec::new(),
        proposed: Vec::new(),
        alike: (copies.campaigns.iter().map(group("campaign")))
            .chain(copies.near_duplicates.iter().map(group("near-duplicate")))
            .collect(),
        measured: Vec::new(),
        next: next(material, &analysis, seed),
        accept: (analysis.accept).map(|accept| (accept.score, accept.precision)),
        model: analysis.model.clone(),
    };
    if input.codebook.is_none() {
        found.proposed = proposals(&analysis, id);
        return Ok(found);
    }
    found.measured = measured(material, &input, &analysis);
    // Whoever asks for a number of new themes means them to be looked for beside those of the frame, too.
    let fits_from = themes.map_or(0.0, |_| LIKELY);
    let left_over = assign(material, &input, &analysis, fits_from, &mut found);
    standard::suggest(material, &mut found);
    if left_over.len() >= LEFT_OVER {
        let rest = Input {
            rows: (left_over.iter().map(|&row| input.rows[row].clone())).collect(),
            seed,
            themes,
            vectors: input.vectors.clone(),
            ..Input::default()
        };
        let analysis = analyse_in_depth(&rest, progress)?;
        found.proposed = proposals(&analysis, |row| id(&left_over[*row]));
    }
    Ok(found)
}

/// What the machine of today says of the texts it has learnt nothing from: nothing of one that looks like a text it has
/// learnt from, as copies of a standard text do.
fn measured(material: &Material, input: &Input, analysis: &Analysis) -> Vec<(TextItemId, Scores)> {
    let firsts = analysis.copies.firsts(material.texts.len());
    let learnt: BTreeSet<&String> = input.examples.iter().map(|example| &example.id).collect();
    let learnt: BTreeSet<usize> = (input.rows.iter().zip(&firsts))
        .filter(|(row, _)| learnt.contains(&row.id))
        .map(|(_, first)| *first)
        .collect();
    let texts = material.texts.iter().enumerate();
    let held_out = texts.filter(|(_, (text, _))| material.held_out.contains(text));
    held_out
        .filter(|(row, _)| !learnt.contains(&firsts[*row]))
        .map(|(row, (text, _))| {
            let given = given(analysis, row).into_iter();
            let score = |(at, score): (usize, f64)| (material.frame[at].id.to_string(), score);
            (*text, given.map(score).collect())
        })
        .collect()
}

/// The themes the machine gives a row, with their scores.
fn given(analysis: &Analysis, row: usize) -> Vec<(usize, f64)> {
    let scores = analysis.scores.row(row);
    let picked = analysis.rule.pick(scores).into_iter();
    let picked = picked.map(|at| (at, scores[at]));
    picked.filter(|(_, score)| *score > 0.0).collect()
}

/// What is to be read next, and why.
fn next(material: &Material, analysis: &Analysis, seed: u64) -> Vec<(TextItemId, Turn)> {
    let theme = |id: &ThemeId| material.frame.iter().position(|t| t.id == *id);
    let mut reading = Reading::default();
    for (row, (text, _)) in material.texts.iter().enumerate() {
        if material.held_out.contains(text) {
            reading.held_back.push(row);
        } else if material.read.contains(text) {
            let ties = material.ties.get(text).map(Vec::as_slice);
            let confirmed = ties.unwrap_or_default().iter();
            let confirmed = confirmed.filter(|(_, tie)| *tie == Tie::Confirmed);
            reading
                .read
                .push((row, confirmed.filter_map(|(id, _)| theme(id)).collect()));
        }
    }
    let all = next_to_read(analysis, &reading, material.texts.len(), seed).into_iter();
    all.map(|next| {
        let why = match next.why {
            Why::Typical => Turn::Typical,
            Why::Uncertain => Turn::Uncertain,
            Why::Rare { .. } => Turn::Rare,
        };
        (material.texts[next.row].0, why)
    })
    .collect()
}

fn input(material: &Material, seed: u64) -> Input {
    let rows = material
        .texts
        .iter()
        .map(|(id, body)| analysis::input::Row {
            id: id.to_string(),
            text: body.clone(),
        });
    let definition = |t: &theme::Row| Definition {
        code: t.code.to_string(),
        label: t.label.clone(),
        definition: t.definition.clone(),
        // An example is a sentence that belongs.
        include: (t.include.iter().chain([&t.example]))
            .filter(|words| !words.trim().is_empty())
            .cloned()
            .collect(),
        exclude: t.exclude.clone(),
    };
    let codes: BTreeMap<ThemeId, String> = material
        .frame
        .iter()
        .map(|t| (t.id, t.code.to_string()))
        .collect();
    let mut examples = Vec::new();
    let none = Vec::new();
    for (text, _) in &material.texts {
        let ties = material.ties.get(text).unwrap_or(&none);
        if material.held_out.contains(text) {
            continue;
        }
        let confirmed: Vec<String> = ties
            .iter()
            .filter(|(_, tie)| *tie == Tie::Confirmed)
            .filter_map(|(theme, _)| codes.get(theme).cloned())
            .collect();
        // Somebody who rejected one suggestion has not said that nothing applies, unless none is left to look at, or
        // they said so.
        if !confirmed.is_empty() || is_looked_at(ties) || material.read.contains(text) {
            examples.push(Example {
                id: text.to_string(),
                codes: confirmed,
            });
        }
    }
    let definitions: Vec<Definition> = material.frame.iter().map(definition).collect();
    Input {
        rows: rows.collect(),
        codebook: (!definitions.is_empty()).then_some(Codebook { definitions }),
        examples: if material.frame.is_empty() {
            Vec::new()
        } else {
            examples
        },
        apart: (material.texts.iter().enumerate())
            .filter(|(_, (id, _))| material.apart.contains(id))
            .map(|(row, _)| row)
            .collect(),
        themes: None,
        seed,
        vectors: None,
    }
}

/// Whether a person has decided every tie of a text.
fn is_looked_at(ties: &[(ThemeId, Tie)]) -> bool {
    !ties.is_empty() && ties.iter().all(|(_, tie)| *tie != Tie::Suggested)
}

/// Keeps the scores above the engine's threshold, but for what a person has decided. Gives the texts that fit no
/// theme of the frame.
fn assign(
    material: &Material,
    input: &Input,
    analysis: &Analysis,
    fits_from: f64,
    found: &mut Found,
) -> Vec<usize> {
    let mut left_over = Vec::new();
    for (theme, described) in material.frame.iter().zip(&analysis.themes) {
        found.keywords.push((theme.id, described.keywords.clone()));
    }
    let explainers = explainers(material, input, analysis);
    for (row, (text, body)) in material.texts.iter().enumerate() {
        let ties = material
            .ties
            .get(text)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if is_looked_at(ties) || material.read.contains(text) {
            continue;
        }
        let mut fits = ties.iter().any(|(_, tie)| *tie == Tie::Confirmed);
        for (at, score) in given(analysis, row) {
            let theme = material.frame[at].id;
            fits |= score >= fits_from;
            let decided = ties
                .iter()
                .any(|(other, tie)| *other == theme && *tie != Tie::Suggested);
            if !decided {
                let why = explainers[at].explain(row, body);
                let because = because(material, &why, explainers[at].is_learnt());
                found.suggested.push(Suggestion {
                    text: *text,
                    theme,
                    score,
                    // What is weak is judged by all that somebody wrote.
                    span: match is_likely(Some(score)) {
                        true => spoken(body, &why),
                        false => Span::whole(body),
                    },
                    because,
                });
            }
        }
        if !fits {
            left_over.push(row);
        }
    }
    left_over
}

/// One for each theme of the frame. Texts of the sample are not compared with: they measure, and teach nothing.
fn explainers<'a>(
    material: &Material,
    input: &'a Input,
    analysis: &'a Analysis,
) -> Vec<Explainer<'a>> {
    let mut confirmed: BTreeMap<ThemeId, Vec<usize>> = BTreeMap::new();
    for (row, (text, _)) in material.texts.iter().enumerate() {
        if material.held_out.contains(text) {
            continue;
        }
        let ties = material.ties.get(text).into_iter().flatten();
        for (theme, _) in ties.filter(|(_, tie)| *tie == Tie::Confirmed) {
            let rows = confirmed.entry(*theme).or_default();
            if rows.len() < COMPARED {
                rows.push(row);
            }
        }
    }
    let definitions = input.codebook.iter().flat_map(|book| &book.definitions);
    let themes = material.frame.iter().zip(definitions).enumerate();
    themes
        .map(|(at, (theme, definition))| {
            let rows = confirmed.get(&theme.id).map(Vec::as_slice);
            Explainer::new(analysis, at, Some(definition), rows.unwrap_or_default())
        })
        .collect()
}

/// The passage that holds most of what speaks most for a theme; the whole text where none holds [`MOST_OF_IT`].
fn spoken(body: &str, why: &Explanation) -> Span {
    let parts = passages(body);
    let mut weights = vec![0.0; parts.len()];
    for pushed in &why.words {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a text has few places of one word"
        )]
        let each = pushed.weight / pushed.spans.len().max(1) as f64;
        for span in &pushed.spans {
            let here = parts.iter().position(|part| span.start < part.end);
            here.into_iter().for_each(|at| weights[at] += each);
        }
    }
    let all: f64 = weights.iter().sum();
    let most = parts.iter().zip(&weights).max_by(|a, b| a.1.total_cmp(b.1));
    match most {
        Some((part, weight)) if parts.len() > 1 && all > 0.0 && *weight >= all * MOST_OF_IT => {
            Span {
                start: part.start,
                end: part.end,
            }
        }
        _ => Span::whole(body),
    }
}

fn because(material: &Material, why: &Explanation, learnt: bool) -> Because {
    let span = |s: &analysis::Span| Span {
        start: s.start,
        end: s.end,
    };
    Because {
        learnt,
        words: (why.words.iter())
            .flat_map(|pushed| pushed.spans.iter().map(span))
            .collect(),
        near: (why.nearest.iter())
            .map(|near| material.texts[near.row].0)
            .collect(),
    }
}

fn proposals(analysis: &Analysis, id: impl Fn(&usize) -> TextItemId) -> Vec<Proposal> {
    let worth = analysis
        .themes
        .iter()
        .enumerate()
        .filter(|(_, theme)| theme.rows.len() >= WORTH_PROPOSING && !theme.keywords.is_empty());
    worth
        .map(|(at, theme)| {
            let texts = theme
                .rows
                .iter()
                .map(|row| (id(row), analysis.scores.row(*row)[at]))
                .collect();
            Proposal {
                label: theme.label.clone(),
                keywords: theme.keywords.clone(),
                texts,
            }
        })
        .collect()
}

//! What the interface shows of consultations. Made from what the pages show, so it can tell no more.

use app::api::{ConsultationCard, DocumentPage, Proposal};
use app::text::public;
use domain::content::Audience;
use domain::document::COMMENT_LIMIT;
use domain::question::{Kind, LONG_TEXT_LIMIT, Question, SHORT_TEXT_LIMIT};
use domain::speaks_for::{GROUP_LIMIT, ORGANISATION_LIMIT};
use domain::text::{AudienceId, Language};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Every public consultation.
#[derive(Serialize, ToSchema)]
pub struct Consultations {
    /// Open ones first.
    consultations: Vec<Item>,
}

/// A consultation in the list.
#[derive(Serialize, ToSchema)]
pub struct Item {
    /// Its part of the address.
    slug: String,
    /// Its title.
    title: String,
    /// Two or three sentences.
    summary: String,
    /// `open` takes responses; the others are `opening-soon`, `closed` and `decided`.
    #[schema(example = "open")]
    status: String,
    /// Number of the published version. A response names the version it answers.
    version: u32,
    /// First moment, with London's offset.
    #[schema(example = "2026-03-01T09:00:00+00:00")]
    opens: Option<String>,
    /// Last moment, exclusive.
    closes: Option<String>,
}

/// A consultation with all it asks.
#[derive(Serialize, ToSchema)]
pub struct Consultation {
    #[serde(flatten)]
    item: Item,
    /// Who is asked.
    audiences: Vec<AudienceShown>,
    /// What is asked, in order.
    questions: Vec<QuestionShown>,
    /// What can be commented on, clause by clause.
    documents: Vec<DocumentShown>,
    /// Limits of every response.
    limits: Limits,
}

/// A group of people asked in their own words.
#[derive(Serialize, ToSchema)]
pub struct AudienceShown {
    id: String,
    /// Whether they may speak for an organisation or group.
    organisations: bool,
    /// What they are called, per language.
    names: BTreeMap<String, String>,
}

/// A question.
#[derive(Serialize, ToSchema)]
pub struct QuestionShown {
    /// Key in `answers`.
    id: String,
    /// `short-text`, `long-text`, `single`, `multiple`, `agreement`, `rating` or `number`.
    kind: String,
    /// Whether an empty answer is refused.
    required: bool,
    /// Audiences that are asked.
    audiences: Vec<String>,
    /// Option ids, in order; empty for texts and numbers.
    options: Vec<String>,
    /// The option that stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    alone: Option<String>,
    limits: QuestionLimits,
    /// The words, per language and audience.
    wordings: Vec<WordingShown>,
}

/// Limits of one answer.
#[derive(Default, Serialize, ToSchema)]
pub struct QuestionLimits {
    /// Most characters of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    characters: Option<usize>,
    /// Most characters beside "other"; such an answer goes under `ID__other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_characters: Option<usize>,
    /// Most options.
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<usize>,
    /// Least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<i64>,
    /// Most.
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<i64>,
}

/// Words of a question for one language and, if named, one audience.
#[derive(Serialize, ToSchema)]
pub struct WordingShown {
    language: String,
    /// None: everybody who has no words of their own.
    audience: Option<String>,
    title: String,
    hint: String,
    /// By option id.
    labels: BTreeMap<String, String>,
}

/// A document in its latest published version.
#[derive(Serialize, ToSchema)]
pub struct DocumentShown {
    /// Goes into a comment's `document`.
    id: String,
    title: String,
    version: u32,
    clauses: Vec<ClauseShown>,
}

/// A clause.
#[derive(Serialize, ToSchema)]
pub struct ClauseShown {
    /// Goes into a comment's `clause`. The same in every version.
    key: String,
    /// As printed.
    number: String,
    heading: String,
}

/// Limits of every response.
#[derive(Serialize, ToSchema)]
pub struct Limits {
    /// Most characters of a long text.
    text: usize,
    /// Of a short one, and beside "other".
    short_text: usize,
    /// Of a comment, and of a suggestion.
    comment: usize,
    /// Of an organisation's name.
    organisation: usize,
    /// Most people a group may stand for.
    group_size: u32,
}

impl Consultations {
    pub(super) fn of(cards: &[ConsultationCard], london: &TimeZone) -> Self {
        Self {
            consultations: cards.iter().map(|card| Item::of(card, london)).collect(),
        }
    }
}

impl Item {
    fn of(card: &ConsultationCard, london: &TimeZone) -> Self {
        let moment = |at: DateTime| {
            let zoned = london.to_ambiguous_zoned(at).compatible().ok()?;
            Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        };
        let (status, _) = public::status(card);
        Self {
            slug: card.slug.to_string(),
            title: card.title.clone(),
            summary: card.summary.clone(),
            status: status.english().to_lowercase().replace(' ', "-"),
            version: card.version,
            opens: card.opens.and_then(moment),
            closes: card.closes.and_then(moment),
        }
    }
}

impl Consultation {
    pub(super) fn of(proposal: &Proposal, documents: &[DocumentPage], london: &TimeZone) -> Self {
        let content = &proposal.content;
        let question = |q: &Question| QuestionShown::of(q, &content.audiences);
        Self {
            item: Item::of(&proposal.card, london),
            audiences: content.audiences.iter().map(AudienceShown::of).collect(),
            questions: content.questions.iter().map(question).collect(),
            documents: documents.iter().map(DocumentShown::of).collect(),
            limits: Limits {
                text: LONG_TEXT_LIMIT,
                short_text: SHORT_TEXT_LIMIT,
                comment: COMMENT_LIMIT,
                organisation: ORGANISATION_LIMIT,
                group_size: GROUP_LIMIT,
            },
        }
    }
}

impl AudienceShown {
    fn of(audience: &Audience) -> Self {
        let everybody = audience.wording.0.iter().filter(|w| w.audience.is_none());
        Self {
            id: audience.id.to_string(),
            organisations: audience.organisations,
            names: everybody
                .map(|w| (w.language.to_string(), w.words.name.clone()))
                .collect(),
        }
    }
}

impl QuestionShown {
    fn of(question: &Question, audiences: &[Audience]) -> Self {
        let asked = audiences.iter().filter(|a| question.asks(&a.id));
        let (kind, limits) = kind_and_limits(&question.kind);
        let alone = match &question.kind {
            Kind::Single(choice) | Kind::Multiple(choice) => choice.alone.as_ref(),
            _ => None,
        };
        let wording = |language: &Language, audience: Option<&AudienceId>| {
            let words = question.words(language, audience);
            let label = |id: &domain::text::OptionId| {
                (id.to_string(), question.label(id, language, audience))
            };
            WordingShown {
                language: language.to_string(),
                audience: audience.map(ToString::to_string),
                title: words.title,
                hint: words.hint,
                labels: question.options().iter().map(label).collect(),
            }
        };
        Self {
            id: question.id.to_string(),
            kind: kind.to_owned(),
            required: question.required,
            audiences: asked.map(|a| a.id.to_string()).collect(),
            options: question.options().iter().map(ToString::to_string).collect(),
            alone: alone.map(ToString::to_string),
            limits,
            wordings: question
                .wording
                .0
                .iter()
                .map(|w| wording(&w.language, w.audience.as_ref()))
                .collect(),
        }
    }
}

fn kind_and_limits(kind: &Kind) -> (&'static str, QuestionLimits) {
    let none = QuestionLimits::default();
    let one = QuestionLimits {
        options: Some(1),
        ..QuestionLimits::default()
    };
    let text = |characters| QuestionLimits {
        characters: Some(characters),
        ..QuestionLimits::default()
    };
    let range = |low, high| QuestionLimits {
        low: Some(low),
        high: Some(high),
        ..QuestionLimits::default()
    };
    let other = |other: bool| other.then_some(SHORT_TEXT_LIMIT);
    match kind {
        Kind::ShortText(t) => ("short-text", text(t.limit(SHORT_TEXT_LIMIT))),
        Kind::LongText(t) => ("long-text", text(t.limit(LONG_TEXT_LIMIT))),
        Kind::Single(choice) => (
            "single",
            QuestionLimits {
                other_characters: other(choice.other),
                ..one
            },
        ),
        Kind::Multiple(choice) => (
            "multiple",
            QuestionLimits {
                options: choice.at_most,
                other_characters: other(choice.other),
                ..none
            },
        ),
        Kind::Agreement => ("agreement", one),
        Kind::Rating(rating) => ("rating", range(rating.low.into(), rating.high.into())),
        Kind::Number(number) => ("number", range(number.low, number.high)),
        Kind::YesNo => ("yes-no", one),
        Kind::Declaration => ("declaration", one),
        Kind::Date(_) => ("date", none),
        Kind::Rank(rank) => (
            "rank",
            QuestionLimits {
                options: Some(rank.places()),
                ..none
            },
        ),
        Kind::List(list) => (
            "list",
            QuestionLimits {
                options: Some(list.at_most),
                characters: Some(SHORT_TEXT_LIMIT),
                ..none
            },
        ),
        Kind::Statement(_) => ("statement", none),
    }
}

impl DocumentShown {
    fn of(page: &DocumentPage) -> Self {
        let english = Language::english();
        let title = page.document.wording.pick(&english, None);
        let clause = |clause: &app::api::Clause| {
            let words = clause.wording.pick(&english, None);
            ClauseShown {
                key: clause.slug.to_string(),
                number: clause.number.clone(),
                heading: words.map(|p| p.words.heading.clone()).unwrap_or_default(),
            }
        };
        Self {
            id: page.document.slug.to_string(),
            title: title.map(|p| p.words.title.clone()).unwrap_or_default(),
            version: page.document.version,
            clauses: page.clauses.iter().map(clause).collect(),
        }
    }
}

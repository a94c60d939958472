//! What does not hold together in published words. A draft may have faults; nothing opens with one.

use super::{Content, DocumentText, Piece};
use crate::question::{Kind, Question};
use crate::routing;
use crate::text::{AudienceId, Language, OptionId, QuestionId, Slug};

/// Something to put right before the words are published. Each tells where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No title.
    #[error("the consultation has no title")]
    NoTitle,
    /// No audience.
    #[error("nobody is asked: add an audience")]
    NobodyAsked,
    /// Two audiences of one id.
    #[error("audience “{0}” is there twice")]
    AudienceTwice(AudienceId),
    /// An audience cannot be picked without a name.
    #[error("audience “{0}” has no name")]
    NoName(AudienceId),
    /// Two sections of one id.
    #[error("section “{0}” is there twice")]
    SectionTwice(Slug),
    /// A section without a heading.
    #[error("section “{0}” has no heading")]
    NoHeading(Slug),
    /// Two questions of one id.
    #[error("question {0} is there twice")]
    QuestionTwice(QuestionId),
    /// On the page of a question that does not come before it.
    #[error("question {question} follows {first}, which does not come before it")]
    FollowsNothing {
        /// The question.
        question: QuestionId,
        /// The one it names.
        first: QuestionId,
    },
    /// On the page of a question that is on another's page itself: nobody would see it.
    #[error("question {question} follows {first}, which is on the page of another question itself")]
    FollowsFollower {
        /// The question.
        question: QuestionId,
        /// The one it names.
        first: QuestionId,
    },
    /// Asked of people who are not asked.
    #[error("question {question} asks “{audience}”, who are not an audience")]
    NotAnAudience {
        /// The question.
        question: QuestionId,
        /// Whom it names.
        audience: AudienceId,
    },
    /// Words that ask nothing.
    #[error("question {question} has no title{}", in_words_for(.audience.as_ref()))]
    Untitled {
        /// The question.
        question: QuestionId,
        /// In whose words it is missing; none means everybody's.
        audience: Option<AudienceId>,
    },
    /// Nothing to pick from.
    #[error("question {0} has no options")]
    NoOptions(QuestionId),
    /// An option that would be shown by its id.
    #[error("question {question}: option “{option}” has no label{}", in_words_for(.audience.as_ref()))]
    NoLabel {
        /// The question.
        question: QuestionId,
        /// The option.
        option: OptionId,
        /// In whose words it is missing; none means everybody's.
        audience: Option<AudienceId>,
    },
    /// Somebody who is asked in easy words must be able to say that they are not sure.
    #[error(
        "question {question}: “{audience}” must be able to say that they are not sure; add the option “not-sure”"
    )]
    NoNotSure {
        /// The question.
        question: QuestionId,
        /// Who is asked in easy words.
        audience: AudienceId,
    },
    /// Somebody who is asked in easy words can always skip.
    #[error("question {question}: “{audience}” must be able to skip it; it must not be required")]
    NoSkip {
        /// The question.
        question: QuestionId,
        /// Who is asked in easy words.
        audience: AudienceId,
    },
    /// The least is not less than the most.
    #[error("question {0}: the highest number must be above the lowest")]
    EmptyRange(QuestionId),
    /// Something about the ways through the form.
    #[error("{0}")]
    Routing(#[from] routing::Fault),
    /// Two documents of one id.
    #[error("document “{0}” is there twice")]
    DocumentTwice(Slug),
    /// A document without a title.
    #[error("document “{0}” has no title")]
    NoDocumentTitle(Slug),
    /// A document with nothing to comment on.
    #[error("document “{0}” has no clauses")]
    NoClauses(Slug),
    /// Two clauses of one key in a document.
    #[error("document {document}: clause “{key}” is there twice")]
    ClauseTwice {
        /// The document.
        document: Slug,
        /// The clause's key.
        key: Slug,
    },
    /// A clause that nobody could name: it lacks a number or a heading.
    #[error("document {document}: clause “{key}” has no number or no heading")]
    Unnamed {
        /// The document.
        document: Slug,
        /// The clause's key.
        key: Slug,
    },
    /// A clause with the printed number of an earlier one: letters and minutes cite clauses by number.
    #[error("document {document}: clause “{key}” has the number of an earlier clause, {number}")]
    NumberTwice {
        /// The document.
        document: Slug,
        /// The clause's key.
        key: Slug,
        /// The number.
        number: String,
    },
    /// People comment on the documents as they were opened with.
    #[error("document “{0}” is not as it was when the consultation opened")]
    DocumentChanged(Slug),
    /// Answers to a question of one type cannot be counted with those to another.
    #[error(
        "question {0} was published as another type: add a new question, and take this one out"
    )]
    OtherType(QuestionId),
}

fn in_words_for(audience: Option<&AudienceId>) -> String {
    audience.map_or_else(String::new, |a| format!(" in the words for “{a}”"))
}

impl Fault {
    /// The piece to change; none for the whole.
    pub fn piece(&self) -> Option<Piece> {
        use routing::Fault as R;
        let question = match self {
            Self::NoTitle => return Some(Piece::Title),
            Self::NobodyAsked => return None,
            Self::AudienceTwice(id) | Self::NoName(id) => return Some(Piece::Audience(id.clone())),
            Self::SectionTwice(id) | Self::NoHeading(id) => {
                return Some(Piece::Section(id.clone()));
            }
            Self::DocumentTwice(id)
            | Self::NoDocumentTitle(id)
            | Self::NoClauses(id)
            | Self::DocumentChanged(id) => return Some(Piece::Document(id.clone())),
            Self::ClauseTwice { document, key }
            | Self::Unnamed { document, key }
            | Self::NumberTwice { document, key, .. } => {
                return Some(Piece::Clause(document.clone(), key.clone()));
            }
            Self::QuestionTwice(question)
            | Self::FollowsNothing { question, .. }
            | Self::FollowsFollower { question, .. }
            | Self::NotAnAudience { question, .. }
            | Self::Untitled { question, .. }
            | Self::NoOptions(question)
            | Self::NoLabel { question, .. }
            | Self::NoNotSure { question, .. }
            | Self::NoSkip { question, .. }
            | Self::EmptyRange(question)
            | Self::OtherType(question)
            | Self::Routing(
                R::NoSuchQuestion { question, .. }
                | R::NotBefore { question, .. }
                | R::SamePage { question, .. }
                | R::TooLate { question, .. }
                | R::ExitFollows { question, .. }
                | R::BehindExit { question, .. }
                | R::NoSuchOption { question, .. }
                | R::Unreachable { question, .. }
                | R::DeadEnd { question, .. },
            ) => question,
        };
        Some(Piece::Question(question.clone()))
    }
}

/// Everything that does not hold together, in reading order.
pub fn faults(content: &Content) -> Vec<Fault> {
    let mut found = Vec::new();
    let english = Language::english();
    let titled = content.wording.pick(&english, None);
    if titled.is_none_or(|picked| picked.words.title.trim().is_empty()) {
        found.push(Fault::NoTitle);
    }
    if content.audiences.is_empty() {
        found.push(Fault::NobodyAsked);
    }
    for (at, audience) in content.audiences.iter().enumerate() {
        if content.audiences[..at].iter().any(|a| a.id == audience.id) {
            found.push(Fault::AudienceTwice(audience.id.clone()));
        }
        let named = audience.wording.pick(&english, None);
        if named.is_none_or(|picked| picked.words.name.trim().is_empty()) {
            found.push(Fault::NoName(audience.id.clone()));
        }
    }
    for (at, section) in content.sections.iter().enumerate() {
        if content.sections[..at].iter().any(|s| s.id == section.id) {
            found.push(Fault::SectionTwice(section.id.clone()));
        }
        let headed = section.wording.pick(&english, None);
        if headed.is_none_or(|picked| picked.words.heading.trim().is_empty()) {
            found.push(Fault::NoHeading(section.id.clone()));
        }
    }
    for (at, question) in content.questions.iter().enumerate() {
        let before = &content.questions[..at];
        of_question(question, before, content, &mut found);
    }
    let audiences: Vec<_> = content.audiences.iter().map(|a| a.id.clone()).collect();
    let ways = routing::faults(&content.questions, &audiences);
    found.extend(ways.into_iter().map(Fault::Routing));
    for (at, document) in content.documents.iter().enumerate() {
        if content.documents[..at].iter().any(|d| d.id == document.id) {
            found.push(Fault::DocumentTwice(document.id.clone()));
        }
        of_document(document, &mut found);
    }
    found
}

fn of_document(document: &DocumentText, found: &mut Vec<Fault>) {
    let (english, id) = (Language::english(), || document.id.clone());
    let titled = document.wording.pick(&english, None);
    if titled.is_none_or(|picked| picked.words.title.trim().is_empty()) {
        found.push(Fault::NoDocumentTitle(id()));
    }
    if document.clauses.is_empty() {
        found.push(Fault::NoClauses(id()));
    }
    for (at, clause) in document.clauses.iter().enumerate() {
        let (before, key) = (&document.clauses[..at], || clause.key.clone());
        let number = clause.number.trim();
        let headed = clause.wording.pick(&english, None);
        if before.iter().any(|c| c.key == clause.key) {
            found.push(Fault::ClauseTwice {
                document: id(),
                key: key(),
            });
        } else if number.is_empty()
            || headed.is_none_or(|picked| picked.words.heading.trim().is_empty())
        {
            found.push(Fault::Unnamed {
                document: id(),
                key: key(),
            });
        } else if before.iter().any(|c| c.number.trim() == number) {
            found.push(Fault::NumberTwice {
                document: id(),
                key: key(),
                number: number.to_owned(),
            });
        }
    }
}

/// What may not change once the words were published: answers are counted by question, and comments stand beside the
/// clause that they are about, through every version.
pub fn locked(published: &Content, working: &Content) -> Vec<Fault> {
    let other_type = |question: &&Question| {
        let before = published.questions.iter().find(|q| q.id == question.id);
        before.is_some_and(|before| {
            std::mem::discriminant(&before.kind) != std::mem::discriminant(&question.kind)
        })
    };
    let changed = working.questions.iter().filter(other_type);
    let mut found: Vec<Fault> = changed.map(|q| Fault::OtherType(q.id.clone())).collect();
    let all = published.documents.iter().chain(&working.documents);
    let other = all.filter(|d| published.document(&d.id) != working.document(&d.id));
    for document in other {
        let fault = Fault::DocumentChanged(document.id.clone());
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    found
}

fn of_question(
    question: &Question,
    before: &[Question],
    content: &Content,
    found: &mut Vec<Fault>,
) {
    let id = || question.id.clone();
    let earlier = |id: &QuestionId| before.iter().any(|q| &q.id == id);
    if earlier(&question.id) {
        found.push(Fault::QuestionTwice(id()));
    }
    if let Some(first) = question.follows.as_ref().filter(|first| !earlier(first)) {
        found.push(Fault::FollowsNothing {
            question: id(),
            first: first.clone(),
        });
    }
    let leader = before
        .iter()
        .find(|q| Some(&q.id) == question.follows.as_ref());
    if let Some(leader) = leader.filter(|leader| leader.follows.is_some()) {
        found.push(Fault::FollowsFollower {
            question: id(),
            first: leader.id.clone(),
        });
    }
    let unknown = |a: &&AudienceId| !content.audiences.iter().any(|x| &x.id == *a);
    for audience in question.audiences.iter().filter(unknown) {
        found.push(Fault::NotAnAudience {
            question: id(),
            audience: audience.clone(),
        });
    }
    for worded in &question.wording.0 {
        if worded.words.title.trim().is_empty() {
            found.push(Fault::Untitled {
                question: id(),
                audience: worded.audience.clone(),
            });
        }
    }
    let to_pick = match &question.kind {
        Kind::Single(choice) | Kind::Multiple(choice) => Some(&choice.options),
        Kind::Rank(rank) => Some(&rank.options),
        _ => None,
    };
    if to_pick.is_some_and(Vec::is_empty) {
        found.push(Fault::NoOptions(id()));
    }
    let easy = content
        .audiences
        .iter()
        .find(|a| a.easy_read && question.asks(&a.id));
    if let Some(audience) = easy.filter(|_| !question.offers_not_sure()) {
        found.push(Fault::NoNotSure {
            question: id(),
            audience: audience.id.clone(),
        });
    }
    // Whoever may not agree to a declaration does not take part: that is no question to skip.
    let is_forced = question.required && !matches!(question.kind, Kind::Declaration);
    if let Some(audience) = easy.filter(|_| is_forced) {
        found.push(Fault::NoSkip {
            question: id(),
            audience: audience.id.clone(),
        });
    }
    let backwards = match &question.kind {
        Kind::Rating(rating) => rating.low >= rating.high,
        Kind::Number(number) => number.low >= number.high,
        _ => false,
    };
    if backwards {
        found.push(Fault::EmptyRange(id()));
    }
    if to_pick.is_none() {
        return;
    }
    let options = question.options();
    let named = |option: &&OptionId| !matches!(option.as_str(), "other" | "not-sure");
    for worded in &question.wording.0 {
        let unlabelled = |o: &&OptionId| !worded.words.labels.contains_key(*o);
        for option in options.iter().filter(named).filter(unlabelled) {
            found.push(Fault::NoLabel {
                question: id(),
                option: option.clone(),
                audience: worded.audience.clone(),
            });
        }
    }
}

//! Letters, e-mails, petitions and dossiers: what was done with each, and what is still to do.

use super::{ApiError, ConsultationCard, ScanLine};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::{Screening, Span};
use domain::contribution::{Capacity, Channel};
use domain::id::PassageId;
use domain::letter::{Acknowledged, Handling, Kind, Target};
use domain::text::Slug;
use jiff::civil::{Date, DateTime};

/// A letter in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterLine {
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: Kind,
    /// How many signed it.
    pub signatures: Option<u64>,
    /// How it came.
    pub channel: Channel,
    /// For whom it speaks.
    pub capacity: Capacity,
    /// Name of the organisation or group; may be empty.
    pub organisation: String,
    /// Day it came, in London.
    pub received: Date,
    /// After closing.
    pub late: bool,
    /// How far it has come.
    pub handling: Handling,
}

/// Words of a letter that answer a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedWords {
    /// The words, for the form that takes the mark away.
    pub passage: PassageId,
    /// The question or clause, as it is posted.
    pub target: String,
    /// What it is called.
    pub title: String,
    /// Reference of the letter.
    pub reference: String,
    /// For whom it speaks.
    pub capacity: Capacity,
    /// Verbatim and unscreened; empty once erased.
    pub words: String,
    /// Whether they may be shown.
    pub screening: Screening,
    /// Who marked them.
    pub by: String,
}

/// The list.
#[derive(Clone, Debug, PartialEq)]
pub struct LettersPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Oldest first.
    pub letters: Vec<LetterLine>,
    /// Words of letters, question by question.
    pub marked: Vec<MarkedWords>,
    /// Whether the caller may enter a letter.
    pub may_enter: bool,
}

/// What words of a letter can be read with, under one heading: the questions, or the clauses of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetGroup {
    /// The heading.
    pub title: String,
    /// Each with what it is called, in order.
    pub targets: Vec<(Target, String)>,
}

/// One letter.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The letter.
    pub line: LetterLine,
    /// Who told its sender that it came.
    pub acknowledged_by: Option<String>,
    /// Who said that there is nothing to code.
    pub nothing_by: Option<String>,
    /// Who said that it is dealt with, and when in London.
    pub reconciled: Option<(String, DateTime)>,
    /// Its words in passages; none when erased.
    pub passages: Option<Vec<(Span, String)>>,
    /// Its words that answer a question.
    pub marked: Vec<MarkedWords>,
    /// Labels of the themes that a person tied to it.
    pub themes: Vec<String>,
    /// What its words can be read with.
    pub targets: Vec<TargetGroup>,
    /// Today in London.
    pub today: Date,
    /// Reference of the next letter with something to do.
    pub next: Option<String>,
    /// Scans of its paper.
    pub scans: Vec<ScanLine>,
}

/// Something an officer does with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterAct {
    /// Says what it is.
    Describe {
        /// What; none until chosen.
        kind: Option<Kind>,
        /// How many signed, as typed.
        signatures: String,
    },
    /// Says when and how its sender was told that it came.
    Acknowledge {
        /// Day, month and year, as typed.
        on: (String, String, String),
        /// How; none until chosen.
        how: Option<Acknowledged>,
    },
    /// Says why there is nothing to code.
    NothingToCode {
        /// Why.
        reason: String,
    },
    /// Takes that back.
    SomethingToCode,
    /// Marks words as an answer to a question, or as said of a clause.
    Mark {
        /// Which words.
        spans: Vec<Span>,
        /// The question or clause.
        target: Option<Target>,
    },
    /// Takes a mark away.
    Unmark {
        /// Which words.
        passage: PassageId,
        /// The question or clause.
        target: Target,
    },
    /// Says that it is dealt with.
    Reconcile,
    /// Takes that back.
    Reopen,
}

/// Dealing with letters. Reading needs `ReadResponses`, everything else `EnterResponses`.
#[async_trait]
pub trait Letters {
    /// Every letter with what is still to do.
    async fn letters(&self, caller: &Caller, slug: &Slug) -> Result<LettersPage, ApiError>;

    /// One letter.
    async fn letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<LetterPage, ApiError>;

    /// Does something with a letter. Fields: `kind` (`missing`), `signatures` (`not_a_number`, `out_of_range`), `on`
    /// (`missing`, `not_a_date`, `in_the_future`, `before_it_came`), `how` (`missing`), `why` (`missing`, `too_long`),
    /// `span` (`missing`, `outside`), `question` (`missing`). Conflicts: `not_ready` for a letter that something is
    /// still to be done with, `changed_meanwhile`.
    async fn handle_letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        act: LetterAct,
    ) -> Result<(), ApiError>;
}

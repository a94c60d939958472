//! The coding screen: texts in the order in which they are to be read, and what an officer says of each.

use super::{ApiError, ConsultationCard, MadeWith, Origin, TieLine};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::{Point, Span, Tie, Turn, Verdict};
use domain::contribution::Channel;
use domain::document::Stance;
use domain::id::{StepId, TextItemId, ThemeId};
use domain::text::{AudienceId, OptionId, Slug};
use jiff::civil::DateTime;

/// Which texts the queue shows, by how far they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Nobody has read them.
    #[default]
    Unread,
    /// Nobody has read them, and the engine suggests a theme.
    Suggested,
    /// Nobody has read them, and nothing is suggested.
    Unsorted,
    /// Nobody has read them, and a theme was accepted for them together with others.
    Accepted,
    /// Read before a theme was in the frame.
    Again,
    /// The engine noticed a point of law or equality.
    Weighty,
    /// The engine noticed insults, threats or hate.
    Abuse,
    /// In the sample that agreement is measured by.
    Sample,
    /// Somebody has read them.
    Read,
    /// All of them.
    All,
}

impl Show {
    /// Every value, in the order of the form.
    pub const ALL: [Self; 10] = [
        Self::Unread,
        Self::Suggested,
        Self::Unsorted,
        Self::Accepted,
        Self::Again,
        Self::Weighty,
        Self::Abuse,
        Self::Sample,
        Self::Read,
        Self::All,
    ];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Suggested => "suggested",
            Self::Unsorted => "unsorted",
            Self::Accepted => "accepted",
            Self::Again => "again",
            Self::Weighty => "weighty",
            Self::Abuse => "abuse",
            Self::Sample => "sample",
            Self::Read => "read",
            Self::All => "all",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.as_str() == text)
    }
}

/// Which texts the queue shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Id of a question, `comments` or `letters`; empty for all.
    pub source: String,
    /// How they came.
    pub channel: Option<Channel>,
    /// Whose questions were answered.
    pub audience: Option<AudienceId>,
    /// Where the writer lives.
    pub locality: Option<OptionId>,
    /// What the writer thinks of the clause.
    pub stance: Option<Stance>,
    /// How far they are.
    pub show: Show,
}

impl QueueFilter {
    /// The filter as names and values of its form. What stands at "any" is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
        let mut pairs = vec![
            ("source", self.source.clone()),
            ("channel", word(self.channel.map(Channel::as_str))),
            (
                "audience",
                word(self.audience.as_ref().map(AudienceId::as_str)),
            ),
            (
                "locality",
                word(self.locality.as_ref().map(OptionId::as_str)),
            ),
            ("stance", word(self.stance.map(Stance::as_str))),
        ];
        if self.show != Show::default() {
            pairs.push(("show", self.show.as_str().to_owned()));
        }
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    /// Reads the filter from names and values. What it does not understand, it takes as "any".
    pub fn read(get: impl Fn(&str) -> String) -> Self {
        Self {
            source: get("source"),
            channel: Channel::parse(&get("channel")),
            audience: AudienceId::parse(&get("audience")).ok(),
            locality: OptionId::parse(&get("locality")).ok(),
            stance: Stance::parse(&get("stance")),
            show: Show::parse(&get("show")).unwrap_or_default(),
        }
    }
}

/// A text in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueLine {
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// How it begins.
    pub opening: String,
    /// Why it is next; none when it is simply its turn.
    pub why: Option<Turn>,
    /// What somebody found in it.
    pub verdict: Option<Verdict>,
}

/// How many texts the queue shows at once.
pub const QUEUE_LENGTH: u64 = 12;

/// A theme of the frame, as the text on the screen stands to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeChoice {
    /// The theme.
    pub id: ThemeId,
    /// Its label.
    pub label: String,
    /// What belongs.
    pub definition: String,
    /// Under another theme.
    pub child: bool,
    /// The strongest tie of the text; none when there is none.
    pub tie: Option<Tie>,
    /// The engine's, where it suggested it.
    pub score: Option<f64>,
    /// The suggestion was accepted together with others.
    pub accepted: bool,
}

/// What somebody found in a text, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBy {
    /// What was found.
    pub verdict: Verdict,
    /// Who read it.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
}

/// Why the engine suggests a theme for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The theme's label.
    pub theme: String,
    /// The words were learnt from decisions; else they are the definition's.
    pub learnt: bool,
    /// Words of the text that speak for it, the strongest first, each once.
    pub words: Vec<String>,
    /// Texts that a person gave the theme and that are like this one: the text, its contribution's reference, how it
    /// begins.
    pub like: Vec<(TextItemId, String, String)>,
}

/// How a text differs from the standard text of its campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromStandard {
    /// The standard text.
    pub text: TextItemId,
    /// Its contribution's reference.
    pub reference: String,
    /// Words that this sender added or put otherwise, as they may be shown.
    pub own: Vec<String>,
    /// Words of the standard text that this sender left out, likewise.
    pub gone: Vec<String>,
}

/// The text on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingText {
    /// Its id.
    pub id: TextItemId,
    /// Where it is from.
    pub origin: Origin,
    /// Verbatim, as spans count in it; none when erased or withheld.
    pub body: Option<String>,
    /// Words of it that are covered, and what is shown instead.
    pub covers: Vec<(Span, String)>,
    /// Sentences and clauses.
    pub passages: Vec<(Span, String)>,
    /// What is tied to it.
    pub ties: Vec<(TieLine, Span)>,
    /// Words that may identify somebody and that nobody has decided on, and what they seem to be.
    pub personal: Vec<(Span, String)>,
    /// Words that speak for a theme that is likely, and the theme's label.
    pub hints: Vec<(Span, String)>,
    /// Why the engine suggests what it suggests.
    pub reasons: Vec<Reason>,
    /// What the engine noticed, with the words.
    pub points: Vec<(Point, Vec<String>)>,
    /// Other texts that say exactly the same in the same campaign, and are coded with it.
    pub copies: u64,
    /// It is coded with another text that says the same.
    pub follows: bool,
    /// How it differs from the standard text of its campaign; none where it does not, or where nobody has read that.
    pub standard: Option<FromStandard>,
    /// Why it is next.
    pub why: Option<Turn>,
    /// Who read it.
    pub read: Option<ReadBy>,
    /// Differs when anybody coded it meanwhile.
    pub seen: String,
    /// It came after the engine last read texts.
    pub unseen: bool,
    /// Suggestions are hidden: it measures the machine, and is not to be led by it.
    pub blind: bool,
    /// Labels of themes that came after it was read.
    pub again: Vec<String>,
    /// Others who have it on their screen.
    pub open_with: Vec<String>,
}

/// How far the work is, and who does it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Texts that can be read.
    pub texts: u64,
    /// Read by somebody.
    pub read: u64,
    /// Not read, with a theme that was accepted for them together with others.
    pub accepted: u64,
    /// Texts to be read again for a theme that came later.
    pub again: u64,
    /// Texts each person read today, most first.
    pub today: Vec<(String, u64)>,
    /// When suggestions were last made, London wall time, and what made them; none where nobody asked for any.
    pub suggested: Option<(DateTime, MadeWith)>,
    /// The engine is learning from what was read.
    pub learning: bool,
    /// Texts read since it last did, where there are so many that it waits to be asked.
    pub unlearnt: Option<u64>,
}

/// The last thing the caller did here and has not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastStep {
    /// Its id, so that just this is taken back.
    pub id: StepId,
    /// The text.
    pub text: TextItemId,
    /// Its contribution's reference.
    pub reference: String,
    /// `tie`, `reject`, `done` or `none`.
    pub what: String,
    /// Label of the theme, where it was about one.
    pub theme: String,
}

/// The coding screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingScreen {
    /// The consultation.
    pub card: ConsultationCard,
    /// Questions with words of their own: value and name.
    pub sources: Vec<(String, String)>,
    /// Audiences.
    pub audiences: Vec<(AudienceId, String)>,
    /// Where people live.
    pub localities: Vec<(OptionId, String)>,
    /// This text and those after it.
    pub queue: Vec<QueueLine>,
    /// The text before it.
    pub before: Option<TextItemId>,
    /// The text after it.
    pub after: Option<TextItemId>,
    /// The text; none when the queue is empty.
    pub text: Option<CodingText>,
    /// The frame.
    pub themes: Vec<ThemeChoice>,
    /// How far the work is.
    pub progress: Progress,
    /// What the caller may take back.
    pub last: Option<LastStep>,
}

/// What an officer says of the text on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodingAct {
    /// It belongs to a theme: these words of it, or all of it. What was confirmed already is taken back.
    Tie {
        /// The theme.
        theme: ThemeId,
        /// Spans; none for what is suggested, else the whole text.
        spans: Vec<Span>,
    },
    /// It does not belong to a theme.
    Reject {
        /// The theme.
        theme: ThemeId,
    },
    /// What is suggested is right, and nothing is missing.
    Done,
    /// Read, and it has no theme.
    NoTheme,
    /// Read, and it is not about this consultation.
    OffTopic,
}

/// The coding screen. Every method needs `CodeThemes` in the consultation.
#[async_trait]
pub trait Coding {
    /// The screen with this text, or with the first of the queue.
    async fn coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &QueueFilter,
        at: Option<TextItemId>,
    ) -> Result<CodingScreen, ApiError>;

    /// Records what an officer says of a text. `Conflict` `changed_meanwhile` when somebody coded it since `seen`.
    /// `theme`: `nothing` when neither a theme nor the lack of one was said.
    async fn code(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        seen: &str,
        act: CodingAct,
    ) -> Result<(), ApiError>;

    /// The text to read after this one: the next in the queue that nobody else has open; none when there is none.
    async fn next_to_code(
        &self,
        caller: &Caller,
        slug: &Slug,
        filter: &QueueFilter,
        text: TextItemId,
    ) -> Result<Option<TextItemId>, ApiError>;

    /// Takes back the last thing the caller did, which is what they saw as the last; gives the text. `Conflict`
    /// `nothing_to_undo`; `changed_meanwhile` when they went on elsewhere; `went_on` when somebody else changed just this:
    /// it is left as it is, and no longer the last.
    async fn undo_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        step: StepId,
    ) -> Result<TextItemId, ApiError>;
}

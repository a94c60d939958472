//! The code frame, the engine’s suggestions, and people’s decisions on them.

use super::{ApiError, ConsultationCard, Difference};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding::{Grain, Screening, Span, Suggested, ThemeState, Tie};
use domain::contribution::Capacity;
use domain::id::{AssignmentId, CampaignId, OwnWordsId, PassageId, TextItemId, ThemeId};
use domain::text::Slug;
use jiff::civil::DateTime;

/// Contributions, each counted once, by who speaks. Never added up: the five mean different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// People speaking for themselves.
    pub individuals: u64,
    /// Organisations.
    pub organisations: u64,
    /// Groups that answered together.
    pub groups: u64,
    /// Copies of a standard text.
    pub campaigns: u64,
    /// Points made at events.
    pub events: u64,
}

impl Heard {
    /// Adds contributions of one sort.
    pub fn add(&mut self, capacity: Capacity, event: bool, count: u64) {
        let place = match (event, capacity) {
            (true, _) => &mut self.events,
            (false, Capacity::Individual) => &mut self.individuals,
            (false, Capacity::Organisation) => &mut self.organisations,
            (false, Capacity::Group) => &mut self.groups,
            (false, Capacity::Campaign) => &mut self.campaigns,
        };
        *place += count;
    }

    /// Whether nobody was heard at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A theme in the code frame.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeLine {
    /// Its id.
    pub id: ThemeId,
    /// Such as `loss-of-support`.
    pub code: Slug,
    /// What officers and reports call it.
    pub label: String,
    /// What belongs.
    pub definition: String,
    /// Words and phrases that speak for it.
    pub include: Vec<String>,
    /// What does not belong.
    pub exclude: Vec<String>,
    /// What somebody might write who raises it.
    pub example: String,
    /// Words that set its comments apart, from the engine.
    pub keywords: Vec<String>,
    /// The theme it stands under.
    pub parent: Option<ThemeId>,
    /// A few such comments may matter more than many others.
    pub weighty: bool,
    /// Where it stands.
    pub state: ThemeState,
    /// Who or what made it.
    pub made_by: String,
    /// For optimistic locking.
    pub version: i64,
    /// Who raised it, confirmed by a person.
    pub confirmed: Heard,
    /// Who seems to have raised it: suggested, and accepted together with other suggestions.
    pub accepted: Heard,
    /// Who seems to have raised it: suggested only.
    pub suggested: Suggested<Heard>,
}

/// A theme that a machine proposes, with what is needed to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The theme.
    pub line: ThemeLine,
    /// Up to three passages, verbatim, strongest first.
    pub examples: Vec<String>,
}

/// What made suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeWith {
    /// The engine's name and version.
    pub engine: String,
    /// The sentence-vector model; none where there was none, and suggestions are less good.
    pub model: Option<String>,
}

/// A run of the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunCard {
    /// What made the suggestions.
    pub made_with: MadeWith,
    /// How many new themes were asked for.
    pub grain: Option<Grain>,
    /// Texts read.
    pub texts: u64,
    /// Suggestions made; none for an old run, of which is not known how many were likely.
    pub suggested: Option<Suggested<u64>>,
    /// Who asked for it.
    pub run_by: String,
    /// London wall time.
    pub run_at: DateTime,
}

/// What the engine is doing now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing.
    Idle,
    /// Working: what on, and how far.
    Running {
        /// In a few words.
        stage: String,
        /// Units done.
        done: u64,
        /// Units in this stage.
        total: u64,
    },
    /// The last run failed; the incident is in the log.
    Failed {
        /// Its number.
        incident: String,
    },
}

/// The themes page.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who wrote something: the base of every share.
    pub commented: Heard,
    /// The code frame in its order.
    pub themes: Vec<ThemeLine>,
    /// Proposed by the engine, not in the frame.
    pub proposed: Vec<Proposed>,
    /// Joined into another: label, and the label it went to.
    pub merged: Vec<(String, String)>,
    /// Themes that somebody dismissed.
    pub dismissed: Vec<(ThemeId, String)>,
    /// Free texts that can be coded.
    pub texts: u64,
    /// Texts with a tie that a person decided.
    pub looked_at: u64,
    /// The last run.
    pub run: Option<RunCard>,
    /// What the engine is doing now.
    pub work: Work,
    /// Groups of look-alikes found.
    pub alike: u64,
    /// Frames that come with the program, with themes that are not here yet.
    pub starters: Vec<super::StarterFrame>,
}

/// Where words come from, for an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The contribution's reference.
    pub reference: String,
    /// For whom they speak.
    pub capacity: Capacity,
    /// Name of the audience, or empty.
    pub audience: String,
    /// The question or clause they answer, in words.
    pub source: String,
    /// Whether it was said at an event.
    pub event: bool,
    /// Whether it came after closing.
    pub late: bool,
}

/// A tie between a theme and a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct TieLine {
    /// The tie's id.
    pub id: AssignmentId,
    /// The theme.
    pub theme: ThemeId,
    /// Its label.
    pub label: String,
    /// Where it stands.
    pub tie: Tie,
    /// The engine's, 0 to 1.
    pub score: Option<f64>,
    /// Who or what made it.
    pub made_by: String,
    /// The person who confirmed or rejected it.
    pub decided_by: Option<String>,
    /// When, London wall time.
    pub decided_at: Option<DateTime>,
    /// Suggested, and accepted together with other suggestions.
    pub accepted: bool,
    /// Words of the text for which the engine suggested it, each once; none when erased.
    pub because: Vec<String>,
}

/// A passage of a theme, for an officer.
#[derive(Clone, Debug, PartialEq)]
pub struct PassageLine {
    /// The tie.
    pub tie: TieLine,
    /// The passage.
    pub passage: PassageId,
    /// Verbatim and unscreened; none when erased.
    pub words: Option<String>,
    /// Whether it is all of the text.
    pub whole: bool,
    /// Whether the text may be shown.
    pub screening: Screening,
    /// Whether its writer agreed to be quoted.
    pub may_quote: bool,
    /// Whose it is.
    pub origin: Origin,
}

/// How many passages of a theme stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// A machine's suggestions.
    pub suggested: Suggested<u64>,
    /// Suggestions that somebody accepted together.
    pub accepted: u64,
    /// Confirmed.
    pub confirmed: u64,
    /// Rejected.
    pub rejected: u64,
}

impl Totals {
    /// How long the list of passages with a tie is, to cut it in pages. The suggestions' holds likely and weak ones, the
    /// likely first: its length says nothing of a theme.
    pub fn listed(&self, tie: Tie) -> u64 {
        match tie {
            Tie::Suggested => self.accepted + self.suggested.likely + self.suggested.weak,
            Tie::Confirmed => self.confirmed,
            Tie::Rejected => self.rejected,
        }
    }
}

/// A theme with its passages.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Who wrote something.
    pub commented: Heard,
    /// The theme.
    pub theme: ThemeLine,
    /// Other themes of the frame: id and label.
    pub others: Vec<(ThemeId, String)>,
    /// Passages with this tie, a page of them.
    pub tie: Tie,
    /// The passages.
    pub passages: Vec<PassageLine>,
    /// How many passages stand where.
    pub totals: Totals,
    /// From 1.
    pub page: u64,
    /// Pages there are, at least 1.
    pub pages: u64,
    /// Numbers and statements of the findings that rest on it.
    pub findings: Vec<(u32, String)>,
    /// The themes in force under it, with who raised each, confirmed. They count for this one, too.
    pub parts: Vec<(ThemeId, String, Heard)>,
    /// Whether other themes stand under it.
    pub has_children: bool,
    /// Themes that it can stand under.
    pub parents: Vec<(ThemeId, String)>,
    /// What was done to it, the last first.
    pub history: Vec<super::ThemeChangeLine>,
    /// Texts still to be read again because they were read before it was there.
    pub again: u64,
}

/// How many passages a page shows.
pub const PASSAGES_A_PAGE: u64 = 50;

/// One text of a contribution, cut in passages, to be coded by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct TextToCode {
    /// The text.
    pub id: TextItemId,
    /// The question or clause it answers.
    pub source: String,
    /// Verbatim; none when erased.
    pub body: Option<String>,
    /// Its screening.
    pub screening: Screening,
    /// Sentences and clauses.
    pub passages: Vec<(Span, String)>,
    /// What is tied to it so far, with the words of the passage.
    pub ties: Vec<(TieLine, Span, String)>,
}

/// A contribution to be coded by hand, and what came of its words.
#[derive(Clone, Debug, PartialEq)]
pub struct CodePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Whose words.
    pub origin: Origin,
    /// Its texts.
    pub texts: Vec<TextToCode>,
    /// The frame: id and label.
    pub themes: Vec<(ThemeId, String)>,
    /// What came of it, finding by finding.
    pub trace: Vec<super::FindingTrace>,
}

/// A group of look-alikes. For a person to look at; nothing is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeGroup {
    /// Names the group in forms.
    pub id: String,
    /// Five or more: a campaign. Fewer: near-duplicates.
    pub campaign: bool,
    /// How many texts it has.
    pub size: u64,
    /// How many of them count as people who speak for themselves.
    pub people: u64,
    /// A text as most of them wrote it.
    pub first: AlikeMember,
    /// Some of the others, compared with it: each way of writing it first.
    pub others: Vec<AlikeMember>,
}

/// A text of a group of look-alikes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlikeMember {
    /// The text.
    pub text: TextItemId,
    /// Where it is from.
    pub origin: Origin,
    /// Its words; none when erased.
    pub words: Option<String>,
    /// Where it differs from the first of its group; none for that one, and where either cannot be read.
    pub differs: Option<Difference>,
}

/// Copies of a standard text that somebody told apart from people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedCampaign {
    /// Names it in the form that undoes it.
    pub id: CampaignId,
    /// How many count as copies.
    pub copies: u64,
    /// The text, verbatim and unscreened; none when erased.
    pub words: Option<String>,
    /// Who marked it.
    pub by: String,
    /// When, London wall time.
    pub at: DateTime,
}

/// Texts that look like others, and that somebody found to be their writers' own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWords {
    /// Names it in the form that undoes it.
    pub id: OwnWordsId,
    /// How many texts.
    pub texts: u64,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub by: String,
    /// When, London wall time.
    pub at: DateTime,
}

/// The look-alikes page.
#[derive(Clone, Debug, PartialEq)]
pub struct AlikePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// Campaigns first; the largest of each kind first.
    pub groups: Vec<AlikeGroup>,
    /// Only the texts of one group are shown: its id.
    pub only: Option<String>,
    /// Which page this is, of the groups or of the one group's texts, from 1.
    pub page: u64,
    /// How many there are.
    pub pages: u64,
    /// Campaigns that somebody marked, the last one first.
    pub campaigns: Vec<MarkedCampaign>,
    /// What somebody found to be people's own words, the last one first.
    pub own: Vec<OwnWords>,
    /// The run that found them.
    pub run: Option<RunCard>,
}

/// The words of a theme, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeWords {
    /// At most 120 characters.
    pub label: String,
    /// At most 2,000 characters.
    pub definition: String,
    /// Words and phrases, one a line.
    pub include: Vec<String>,
    /// What does not belong, one a line.
    pub exclude: Vec<String>,
    /// What somebody might write who raises it; at most 500 characters.
    pub example: String,
    /// A few such comments may matter more than many others.
    pub weighty: bool,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunSummary {
    /// Texts read.
    pub texts: u64,
    /// Suggestions written.
    pub suggested: Suggested<u64>,
    /// Themes proposed beside the frame.
    pub proposed: u64,
    /// Groups of look-alikes.
    pub alike: u64,
    /// Spans that may identify a person.
    pub flagged: u64,
}

/// The code frame and its ties. Every method needs `CodeThemes` in the consultation.
#[async_trait]
pub trait Themes {
    /// The code frame.
    async fn frame(&self, caller: &Caller, slug: &Slug) -> Result<Frame, ApiError>;

    /// One theme and a page of its passages.
    async fn theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        tie: Tie,
        page: u64,
    ) -> Result<ThemePage, ApiError>;

    /// Adds a theme to the frame. Fields: `label` (`missing`, `too_long`, `taken`), `definition` (`too_long`).
    async fn add_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        words: ThemeWords,
    ) -> Result<ThemeId, ApiError>;

    /// Renames or redefines a theme, if nobody did so since `version`.
    async fn edit_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        words: ThemeWords,
    ) -> Result<(), ApiError>;

    /// Takes a proposed theme into the frame.
    async fn accept_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
    ) -> Result<(), ApiError>;

    /// Dismisses a theme, proposed or in the frame: what is much like it is not proposed again. `Conflict` when a person
    /// has used it, a finding rests on it or a theme stands under it.
    async fn dismiss_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
    ) -> Result<(), ApiError>;

    /// Joins a theme into another: its ties go along, none twice.
    async fn merge_theme(
        &self,
        caller: &Caller,
        slug: &Slug,
        theme: ThemeId,
        version: i64,
        into: ThemeId,
    ) -> Result<(), ApiError>;

    /// Confirms or rejects ties that stood at `from`; gives how many still did. `Conflict` when none did.
    async fn decide_ties(
        &self,
        caller: &Caller,
        slug: &Slug,
        ties: &[AssignmentId],
        from: Tie,
        to: Tie,
    ) -> Result<u64, ApiError>;

    /// Says of passages that stand at `from` that they belong to another theme of the frame, not to this one. Gives how
    /// many still stood there. `other` `missing` for a theme that is not there.
    async fn move_ties(
        &self,
        caller: &Caller,
        slug: &Slug,
        ties: &[AssignmentId],
        from: Tie,
        into: ThemeId,
    ) -> Result<u64, ApiError>;

    /// One contribution, to be coded by hand.
    async fn code_page(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<CodePage, ApiError>;

    /// Ties passages of a text to a theme, confirmed by the caller. No span means the whole text.
    async fn assign(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        spans: &[Span],
        theme: ThemeId,
    ) -> Result<(), ApiError>;

    /// A page of the groups of look-alikes, or with the id of a group a page of its texts. `NotFound` where there is no
    /// such group.
    async fn alike(
        &self,
        caller: &Caller,
        slug: &Slug,
        group: &str,
        page: u64,
    ) -> Result<AlikePage, ApiError>;

    /// Counts every member of a group as a copy of a standard text from now on; gives how many changed.
    async fn mark_campaign(
        &self,
        caller: &Caller,
        slug: &Slug,
        group: &str,
    ) -> Result<u64, ApiError>;

    /// Counts the copies of a campaign as people again; gives how many changed. `Conflict` `changed_meanwhile` when
    /// somebody did so already.
    async fn undo_campaign(
        &self,
        caller: &Caller,
        slug: &Slug,
        campaign: CampaignId,
    ) -> Result<u64, ApiError>;

    /// Takes texts of a group of look-alikes for their writers' own words, for a reason; none: all of them. Gives how many.
    /// `reason` `missing`, `too_long`; `Conflict` `changed_meanwhile` when the group does not have them any more.
    async fn keep_own_words(
        &self,
        caller: &Caller,
        slug: &Slug,
        of: (&str, &[TextItemId]),
        reason: &str,
    ) -> Result<u64, ApiError>;

    /// Takes that back; gives how many texts it was. `Conflict` `changed_meanwhile` when somebody did so already.
    async fn undo_own_words(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: OwnWordsId,
    ) -> Result<u64, ApiError>;

    /// Lets the engine work in the background. `Conflict` when it already does.
    async fn suggest_themes(
        &self,
        caller: &Caller,
        slug: &Slug,
        grain: Option<Grain>,
    ) -> Result<(), ApiError>;
}

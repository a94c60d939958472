//! How well people and machine agree: the sample, coding it a second time, and settling what differs.

use super::{ApiError, ConsultationCard, Origin};
use async_trait::async_trait;
use domain::access::Caller;
use domain::agreement::{Agreement, Estimate};
use domain::id::{StepId, TextItemId, ThemeId};
use domain::text::Slug;
use jiff::civil::DateTime;

/// How far the sample is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SampleState {
    /// Responses with words to code. A letter is one, and so is each thing noted at an event: it is somebody else who spoke.
    pub responses: u64,
    /// Their texts.
    pub texts: u64,
    /// How many responses the sample should hold.
    pub wanted: u64,
    /// There are so few that a person reads every text.
    pub read_all: bool,
    /// How many responses it holds.
    pub drawn: u64,
    /// Their texts.
    pub drawn_texts: u64,
    /// Of these, kept from the machine.
    pub held_out: u64,
    /// Of these, read by a first person.
    pub read: u64,
    /// Of these, read by a second one.
    pub second: u64,
    /// Texts waiting for the caller to be the second.
    pub waiting: u64,
    /// Texts on which two people differ and nobody has settled it.
    pub open: u64,
}

/// A text on which two people differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceLine {
    /// The text.
    pub text: TextItemId,
    /// The contribution's reference.
    pub reference: String,
    /// Labels that only the first gave, and that only the second gave; none for a caller who coded it second and is still
    /// blind.
    pub only: Option<[Vec<String>; 2]>,
    /// Who settled it.
    pub resolved_by: Option<String>,
}

/// Agreement on the answers to one question. Nothing is said under
/// [`SMALLEST_SAMPLE`](domain::coding::SMALLEST_SAMPLE) texts.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionAgreement {
    /// As officers read it.
    pub title: String,
    /// Texts that two people coded, and their alpha.
    pub people: (usize, Option<Estimate>),
    /// Texts of the sample that were read, and the F1 of people and machine.
    pub machine: (usize, Option<Estimate>),
}

/// How many responses raise a theme, judged by the random sample.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeShare {
    /// The theme's label.
    pub label: String,
    /// Responses of the sample in which a person confirmed it.
    pub responses: u64,
    /// The same as a share of those read, between 0 and 1.
    pub measured: f64,
    /// The share of all responses lies between these in 95 of 100 samples.
    pub interval: (f64, f64),
}

/// How many responses raise each theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeShares {
    /// Individuals’ responses of the sample of which every text is read.
    pub read: u64,
    /// Individuals’ responses in the sample.
    pub drawn: u64,
    /// Individuals’ responses that it was drawn from.
    pub of: u64,
    /// Theme by theme in the order of the frame; none under
    /// [`SMALLEST_SAMPLE`](domain::coding::SMALLEST_SAMPLE) responses read.
    pub themes: Vec<ThemeShare>,
}

/// The agreement page.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreementPage {
    /// The consultation.
    pub card: ConsultationCard,
    /// How far it is.
    pub sample: SampleState,
    /// Two people, theme by theme under its label.
    pub people: Agreement,
    /// People and the machine.
    pub machine: Agreement,
    /// The same question by question; questions of which the sample has nothing read are left out.
    pub questions: Vec<QuestionAgreement>,
    /// What the sample says of all responses.
    pub shares: ThemeShares,
    /// Texts on which two people differ, unsettled ones first.
    pub differences: Vec<DifferenceLine>,
}

/// A text of the sample, to be coded by a second person who sees nothing of the first.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondScreen {
    /// The consultation.
    pub card: ConsultationCard,
    /// The text with its words; none when nothing waits for the caller.
    pub text: Option<(TextItemId, Origin, String)>,
    /// Themes that the caller gave it, where they come back to it; none where it waits for them.
    pub said: Option<Vec<ThemeId>>,
    /// The text that the caller coded before it and may still change.
    pub before: Option<TextItemId>,
    /// The text after it, where the caller came back.
    pub after: Option<TextItemId>,
    /// The frame: id, label, definition.
    pub themes: Vec<(ThemeId, String, String)>,
    /// How many wait, this one counted where it does.
    pub waiting: u64,
    /// What the caller may take back.
    pub last: Option<LastSecond>,
}

/// The last thing somebody did as the second person and has not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSecond {
    /// Its id, so that just this is taken back.
    pub id: StepId,
    /// The contribution's reference.
    pub reference: String,
    /// Labels of the themes they gave; none: they said that there is no theme.
    pub said: Vec<String>,
    /// They had coded it before, and changed what they said.
    pub changed: bool,
}

/// What one person said of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneCoding {
    /// Who.
    pub by: String,
    /// Themes they gave.
    pub themes: Vec<ThemeId>,
}

/// Two codings side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferencePage {
    /// The consultation.
    pub card: ConsultationCard,
    /// The text.
    pub text: TextItemId,
    /// Where it is from.
    pub origin: Origin,
    /// Verbatim; none when erased.
    pub words: Option<String>,
    /// The first and the second; none for a caller who coded it second and is still blind.
    pub codings: Option<[OneCoding; 2]>,
    /// The frame: id, label, definition.
    pub themes: Vec<(ThemeId, String, String)>,
    /// The text before it on which two people differ.
    pub before: Option<TextItemId>,
    /// The text after it.
    pub after: Option<TextItemId>,
    /// Differs when anybody settled it meanwhile.
    pub seen: String,
    /// Who settled it, when, why, and what was settled.
    pub resolved: Option<(String, DateTime, String, Vec<ThemeId>)>,
}

/// Agreement. Every method needs `CodeThemes` in the consultation.
#[async_trait]
pub trait Doubling {
    /// The figures.
    async fn agreement(&self, caller: &Caller, slug: &Slug) -> Result<AgreementPage, ApiError>;

    /// Draws the sample, or what is missing of it; gives how many texts.
    async fn draw_sample(&self, caller: &Caller, slug: &Slug) -> Result<u64, ApiError>;

    /// The text asked for, where it waits for the caller or is one they coded second and may still change; else the next
    /// that somebody else has read and that waits for them.
    async fn second_screen(
        &self,
        caller: &Caller,
        slug: &Slug,
        at: Option<TextItemId>,
    ) -> Result<SecondScreen, ApiError>;

    /// Codes a text a second time, or changes what the caller said of it. No theme has to be said: `theme` `nothing` where
    /// neither is. `Conflict` `changed_meanwhile` when it does not wait for the caller any more, or their answer stands.
    async fn code_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        themes: &[ThemeId],
        none: bool,
    ) -> Result<(), ApiError>;

    /// Takes back the last thing the caller did as the second person; gives the text. `Conflict` `nothing_to_undo`;
    /// `changed_meanwhile` when they went on elsewhere, or their answer stands.
    async fn undo_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        step: StepId,
    ) -> Result<TextItemId, ApiError>;

    /// The caller, who coded it second, wants to see what the first person said: their own answer stands from now on.
    /// `Conflict` `changed_meanwhile` when it did already.
    async fn compare_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
    ) -> Result<(), ApiError>;

    /// Two codings of one text side by side.
    async fn difference(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
    ) -> Result<DifferencePage, ApiError>;

    /// Settles a difference: these themes and no other, for a reason. `seen` is the page's. `reason` `missing`; `Conflict`
    /// `settled_meanwhile`.
    async fn settle(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        themes: &[ThemeId],
        said: (&str, &str),
    ) -> Result<(), ApiError>;
}

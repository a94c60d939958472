//! What anybody may read: the list, the proposal, the documents, the notices.

use super::ApiError;
use async_trait::async_trait;
use domain::access::Caller;
use domain::consultation::Stage;
use domain::content::{ClauseWords, ConsultationWords, Content, DocumentWords, Wordings};
use domain::text::Slug;
use jiff::civil::DateTime;

/// A consultation in the public list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationCard {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Two or three sentences.
    pub summary: String,
    /// Both in every language there is.
    pub wording: Wordings<ConsultationWords>,
    /// Where it stands.
    pub stage: Stage,
    /// Number of the published version; 0 before the first.
    pub version: u32,
    /// Whether a response may be begun now.
    pub takes_responses: bool,
    /// Whether it is published and its opening is still to come.
    pub opens_later: bool,
    /// Opening, London wall time.
    pub opens: Option<DateTime>,
    /// Closing, London wall time.
    pub closes: Option<DateTime>,
    /// How old the numbers that go with it may be, London wall time; none where they are true of this moment.
    pub counted: Option<DateTime>,
}

/// The proposal page.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The card.
    pub card: ConsultationCard,
    /// Number of the published version.
    pub version: u32,
    /// The published words.
    pub content: Content,
    /// The documents consulted on, latest published version each.
    pub documents: Vec<DocumentCard>,
    /// Amendments since opening, oldest first: moment and announcement.
    pub amendments: Vec<(DateTime, String)>,
    /// Whether a response may be changed after it was sent, by whoever has its code.
    pub changeable: bool,
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentCard {
    /// Its part of the address.
    pub slug: Slug,
    /// Title and a line about it.
    pub wording: Wordings<DocumentWords>,
    /// Number of the version.
    pub version: u32,
    /// Such as "Consultation draft".
    pub label: String,
    /// How many clauses.
    pub clauses: u32,
}

/// One version of a document, clause by clause.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentPage {
    /// The consultation it belongs to.
    pub card: ConsultationCard,
    /// The document.
    pub document: DocumentCard,
    /// Clauses in order.
    pub clauses: Vec<Clause>,
    /// Every published version: number and label, oldest first.
    pub versions: Vec<(u32, String)>,
}

/// A clause in one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Its key, the same in every version.
    pub slug: Slug,
    /// Printed number.
    pub number: String,
    /// Heading and text.
    pub wording: Wordings<ClauseWords>,
}

/// A notice that every page leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// What happens to what people tell the council.
    Privacy,
    /// How usable the site is, and what to do when it is not.
    Accessibility,
}

/// A notice in English, a paragraph a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// Markdown with gaps: `{council}`.
    pub markdown: String,
    /// What goes into the gaps: the council's own data, and links.
    pub gaps: Vec<(&'static str, String)>,
}

/// Reading what is published.
#[async_trait]
pub trait Public {
    /// Every public consultation, open ones first, soonest to close at the top.
    async fn consultations(&self, caller: &Caller) -> Result<Vec<ConsultationCard>, ApiError>;

    /// One consultation's proposal.
    async fn proposal(&self, caller: &Caller, slug: &Slug) -> Result<Proposal, ApiError>;

    /// One document; the version asked for, or the latest published.
    async fn document(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        version: Option<u32>,
    ) -> Result<DocumentPage, ApiError>;

    /// A notice.
    async fn notice(&self, caller: &Caller, notice: Notice) -> Result<NoticeText, ApiError>;
}

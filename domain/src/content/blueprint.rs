//! A kind of consultation, as data. Pages and reports know sections and questions, never kinds.

use super::Wordings;
use crate::question::Question;
use crate::text::{AudienceId, Slug, Title};
use serde::{Deserialize, Serialize};

/// Everything a new consultation of one kind starts with. Loaded from a file (see `docs/how-to`).
///
/// Texts may hold `{council}`, `{phone}`, `{email}` and any key of the council's `terms`, filled in by
/// [`Blueprint::expand`] when a consultation is made from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Names the kind, such as `ehcp-banding`.
    pub kind: Slug,
    /// What officers call the kind.
    pub name: Title,
    /// One sentence for the officer choosing a kind.
    pub description: String,
    /// Title and summary of the consultation.
    pub wording: Wordings<ConsultationWords>,
    /// Who is asked.
    pub audiences: Vec<Audience>,
    /// The proposal, in reading order.
    pub sections: Vec<Section>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// What is consulted on, clause by clause.
    #[serde(default)]
    pub documents: Vec<DocumentText>,
    /// The starter code frame. Suggestions only: officers confirm.
    #[serde(default)]
    pub codes: Vec<Code>,
}

/// The published part of a consultation, immutable once published.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Title and summary.
    pub wording: Wordings<ConsultationWords>,
    /// Who is asked.
    pub audiences: Vec<Audience>,
    /// The proposal.
    pub sections: Vec<Section>,
    /// What is asked.
    pub questions: Vec<Question>,
    /// The documents as they are opened with. What is decided later makes versions of their own, which are not here.
    #[serde(default)]
    pub documents: Vec<DocumentText>,
}

impl Content {
    /// A document.
    pub fn document(&self, id: &Slug) -> Option<&DocumentText> {
        self.documents.iter().find(|document| &document.id == id)
    }

    /// A clause of a document.
    pub fn clause(&self, document: &Slug, key: &Slug) -> Option<&ClauseText> {
        let mut clauses = self.document(document)?.clauses.iter();
        clauses.find(|clause| &clause.key == key)
    }
}

/// Title and summary of a consultation in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsultationWords {
    /// At most 200 characters.
    pub title: String,
    /// Two or three plain sentences for the public list.
    pub summary: String,
}

/// A group of people asked in their own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// Such as `parent-carer`.
    pub id: AudienceId,
    /// Whether somebody of this audience may answer for an organisation.
    #[serde(default)]
    pub organisations: bool,
    /// Whether the easy version of a page is the right one.
    #[serde(default)]
    pub easy_read: bool,
    /// Name and introduction.
    pub wording: Wordings<AudienceWords>,
}

/// What an audience is called, and what it reads first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceWords {
    /// "I am…": such as "A parent or carer".
    pub name: String,
    /// A line under the name: who belongs here.
    #[serde(default)]
    pub hint: String,
    /// Read before the first question: how long it takes and what it is about. Markdown.
    pub introduction: String,
}

/// One section of the proposal page: what, why, who is affected, cost, alternatives and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Such as `what`, `why`, `affected`, `cost`, `alternatives`, `fixed`, `deciding`, `rights`.
    pub id: Slug,
    /// Heading and text.
    pub wording: Wordings<SectionWords>,
}

impl Section {
    /// Whether it says which rights stay the same. Shown so that nobody misses it.
    pub fn is_rights_notice(&self) -> bool {
        self.id.as_str() == "rights"
    }

    /// Whether it says who decides and when. Shown again where an outcome is looked for too early.
    pub fn tells_how_it_is_decided(&self) -> bool {
        self.id.as_str() == "deciding"
    }
}

/// Words of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionWords {
    /// Sentence case, no full stop.
    pub heading: String,
    /// Markdown: paragraphs, lists, tables, bold and links.
    pub body: String,
}

/// A document in numbered clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentText {
    /// Its part of the address, such as `framework`.
    pub id: Slug,
    /// Title and a line about it.
    pub wording: Wordings<DocumentWords>,
    /// In order.
    pub clauses: Vec<ClauseText>,
}

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentWords {
    /// Such as "Draft banding framework".
    pub title: String,
    /// One or two sentences.
    pub summary: String,
}

/// One clause of one document version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseText {
    /// Its part of the address within the document, such as `best-fit`. Never reused for another clause.
    pub key: Slug,
    /// Printed number, such as `3.2`.
    pub number: String,
    /// Heading and text.
    pub wording: Wordings<ClauseWords>,
}

/// Words of a clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseWords {
    /// Short name of the clause.
    pub heading: String,
    /// Markdown.
    pub body: String,
}

/// One code of a starter code frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Such as `loss-of-support`.
    pub code: Slug,
    /// What officers and reports call it.
    pub label: String,
    /// What belongs.
    pub definition: String,
    /// Words and phrases that speak for it.
    #[serde(default)]
    pub include: Vec<String>,
    /// What does not belong, for the reader.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// What somebody might write who raises it.
    #[serde(default)]
    pub example: String,
    /// A few such comments may matter more than many others: equality, law, safety.
    #[serde(default)]
    pub weighty: bool,
}

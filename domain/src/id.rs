//! Identifiers. Each kind of thing has its own type, so that one cannot be passed for another.
//!
//! Respondents' things (contributions, drafts, text items) carry random ids, because a time-ordered id
//! would tell when somebody wrote.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id made by the server's source of randomness.
            pub fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }
    )+};
}

ids! {
    /// A consultation.
    ConsultationId,
    /// A published (or draft) version of a consultation's words.
    VersionId,
    /// A document being consulted on.
    DocumentId,
    /// A version of a document.
    DocumentVersionId,
    /// A clause, the same through every version of its document.
    ClauseId,
    /// An unfinished response.
    DraftId,
    /// Anything somebody told us.
    ContributionId,
    /// Copies of a standard text that were told apart from people.
    CampaignId,
    /// Texts that look like others and are somebody's own words all the same.
    OwnWordsId,
    /// What a person said of contributions that look like one person's.
    DuplicateId,
    /// One free text.
    TextItemId,
    /// A span of a text item.
    PassageId,
    /// A comment on a clause.
    CommentId,
    /// A theme of the code frame.
    ThemeId,
    /// The tie between a theme and a passage.
    AssignmentId,
    /// One act of coding a text.
    StepId,
    /// Something done to the code frame.
    ThemeChangeId,
    /// A question whose coding was signed off.
    CodingSignOffId,
    /// Suggestions that somebody let stand together.
    AcceptanceId,
    /// A text that may tell of harm.
    ConcernId,
    /// A run of the analysis engine.
    RunId,
    /// Something the consultation found.
    FindingId,
    /// What the council says to a finding.
    PositionId,
    /// A decision taken by a body.
    DecisionId,
    /// A change to a clause because of a decision.
    ChangeId,
    /// A passage chosen to be quoted.
    QuoteId,
    /// A blacked-out span.
    RedactionId,
    /// A frozen report.
    SnapshotId,
    /// A member of staff.
    StaffId,
    /// One line of the audit.
    AuditId,
    /// A link for a reviewer without an account.
    PreviewLinkId,
    /// A question kept in the library.
    SavedQuestionId,
    /// A scan of a sheet of paper.
    ScanId,
    /// Scans that belong together: pages of one form.
    BundleId,
    /// A file of responses on its way in.
    ImportFileId,
}

/// The text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

//! Who may do what. The one rule; every backend method asks it first.

use crate::id::{ConsultationId, DraftId, StaffId};
use crate::text::Email;
use serde::{Deserialize, Serialize};

/// Whoever is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody, unknown.
    Visitor,
    /// Somebody holding the secret of one unfinished response.
    Respondent(DraftId),
    /// A colleague answering under a school's team code, for that consultation.
    Team(ConsultationId),
    /// A reviewer holding a preview link to one consultation.
    Preview(ConsultationId),
    /// A signed-in member of staff.
    Staff(Staff),
    /// Somebody at the command line of the server. They can read the database anyway; the audit needs a name.
    CommandLine {
        /// Given by `--as`; recorded in the audit.
        email: Email,
    },
}

/// A member of staff and what they were granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// Shown beside what they did.
    pub name: String,
    /// Signs in with it.
    pub email: Email,
    /// Roles, each for one consultation or for all.
    pub grants: Vec<Grant>,
}

/// A role somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where; none means every consultation.
    pub consultation: Option<ConsultationId>,
}

/// What somebody is in a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reads responses and enters what came on paper, screens texts, codes themes.
    Officer,
    /// Also runs the consultation: opens, closes, writes findings and positions.
    Lead,
    /// Also signs off reports and records decisions.
    Approver,
    /// Everything, everywhere, and the accounts.
    Admin,
}

impl Role {
    /// Every role, least first.
    pub const ALL: [Self; 4] = [Self::Officer, Self::Lead, Self::Approver, Self::Admin];

    /// The word stored and typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Lead => "lead",
            Self::Approver => "approver",
            Self::Admin => "admin",
        }
    }

    /// Reads the stored word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Something that may be allowed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See what is published.
    ReadPublished,
    /// Begin a response.
    Respond,
    /// Change or send the draft named by the scope.
    EditDraft,
    /// See that the officers' side of a consultation exists.
    ReadConsultation,
    /// Read responses, unscreened ones included.
    ReadResponses,
    /// Clear, redact or withhold a text.
    ScreenTexts,
    /// Suggest, assign, confirm, merge and rename themes.
    CodeThemes,
    /// Create a consultation, edit its words.
    EditConsultation,
    /// Open, close, amend.
    RunConsultation,
    /// Put in a letter or a paper response by hand.
    EnterResponses,
    /// Say whether two contributions are one person's.
    JudgeDuplicates,
    /// Add responses from a file.
    ImportResponses,
    /// Take response data out.
    ExportResponses,
    /// Write findings and positions.
    WriteFindings,
    /// Record decisions and the changes that follow.
    RecordDecisions,
    /// Make a report.
    MakeReport,
    /// Freeze a report.
    SignOff,
    /// Blank somebody's words for good.
    Erase,
    /// Add staff and grants.
    ManageStaff,
}

/// What the permission is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole council.
    Council,
    /// One consultation.
    Consultation(ConsultationId),
    /// One draft.
    Draft(DraftId),
}

/// Whether `caller` has `permission` in `scope`.
pub fn may(caller: &Caller, permission: Permission, scope: &Scope) -> bool {
    use Permission as P;
    if matches!(permission, P::ReadPublished | P::Respond) {
        return true;
    }
    match caller {
        Caller::Visitor | Caller::Team(_) | Caller::Preview(_) => false,
        Caller::Respondent(own) => permission == P::EditDraft && *scope == Scope::Draft(*own),
        Caller::CommandLine { .. } => permission != P::EditDraft,
        Caller::Staff(staff) => {
            needed(permission).is_some_and(|least| staff.is_at_least(least, scope))
        }
    }
}

/// The least role that holds a permission; none where no role does.
fn needed(permission: Permission) -> Option<Role> {
    use Permission as P;
    match permission {
        P::ReadPublished | P::Respond | P::EditDraft => None,
        P::ReadConsultation
        | P::ReadResponses
        | P::ScreenTexts
        | P::CodeThemes
        | P::EnterResponses
        | P::JudgeDuplicates
        | P::MakeReport => Some(Role::Officer),
        P::EditConsultation
        | P::RunConsultation
        | P::ImportResponses
        | P::ExportResponses
        | P::WriteFindings => Some(Role::Lead),
        P::RecordDecisions | P::SignOff => Some(Role::Approver),
        P::Erase | P::ManageStaff => Some(Role::Admin),
    }
}

impl Staff {
    /// Whether a grant gives `least` or more in `scope`. A grant for one consultation gives nothing council-wide.
    pub fn is_at_least(&self, least: Role, scope: &Scope) -> bool {
        self.grants.iter().any(|grant| {
            grant.role >= least
                && match (grant.consultation, scope) {
                    (None, Scope::Council | Scope::Consultation(_)) => true,
                    (Some(granted), Scope::Consultation(asked)) => granted == *asked,
                    _ => false,
                }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn consultation(n: u128) -> ConsultationId {
        ConsultationId::from_uuid(Uuid::from_u128(n))
    }

    fn staff(role: Role, at: Option<u128>) -> Caller {
        Caller::Staff(Staff {
            id: StaffId::from_uuid(Uuid::from_u128(9)),
            name: "Ada".to_owned(),
            email: Email::parse("ada@example.org").unwrap(),
            grants: vec![Grant {
                role,
                consultation: at.map(consultation),
            }],
        })
    }

    #[test]
    fn a_visitor_may_read_and_respond_and_nothing_else() {
        let all = Scope::Council;
        assert!(may(&Caller::Visitor, Permission::ReadPublished, &all));
        assert!(may(&Caller::Visitor, Permission::Respond, &all));
        assert!(!may(&Caller::Visitor, Permission::ReadResponses, &all));
        assert!(!may(&Caller::Visitor, Permission::EditDraft, &all));
    }

    #[test]
    fn a_role_granted_for_one_consultation_gives_nothing_in_another() {
        let here = Scope::Consultation(consultation(1));
        let there = Scope::Consultation(consultation(2));
        let officer = staff(Role::Officer, Some(1));
        assert!(may(&officer, Permission::ReadResponses, &here));
        assert!(!may(&officer, Permission::ReadResponses, &there));
        assert!(!may(&officer, Permission::ReadResponses, &Scope::Council));
        assert!(!may(&officer, Permission::SignOff, &here));
    }

    #[test]
    fn an_officer_enters_by_hand_what_came_on_paper_but_imports_no_file() {
        let here = Scope::Consultation(consultation(1));
        let officer = staff(Role::Officer, Some(1));
        assert!(may(&officer, Permission::EnterResponses, &here));
        assert!(!may(&officer, Permission::ImportResponses, &here));
        assert!(!may(&Caller::Visitor, Permission::EnterResponses, &here));
    }

    #[test]
    fn only_the_holder_of_a_draft_may_change_it_not_even_an_admin() {
        let own = DraftId::from_uuid(Uuid::from_u128(1));
        let other = DraftId::from_uuid(Uuid::from_u128(2));
        assert!(may(
            &Caller::Respondent(own),
            Permission::EditDraft,
            &Scope::Draft(own)
        ));
        assert!(!may(
            &Caller::Respondent(own),
            Permission::EditDraft,
            &Scope::Draft(other)
        ));
        assert!(!may(
            &staff(Role::Admin, None),
            Permission::EditDraft,
            &Scope::Draft(own)
        ));
    }
}

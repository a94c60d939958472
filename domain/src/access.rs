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
    /// A colleague who holds the team code of a lead's draft: lets them join that team and nothing else. In a draft of
    /// their own they are a respondent like any other.
    Team(DraftId),
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
    /// Join the team that prepares the draft named by the scope.
    JoinTeam,
    /// Read what colleagues shared with the lead of the draft named by the scope.
    LeadTeam,
    /// See that the officers' side of a consultation exists.
    ReadConsultation,
    /// Read words that are not published yet.
    PreviewConsultation,
    /// Read responses, unscreened ones included.
    ReadResponses,
    /// Read words that are covered, and the scans and files in which they stand as they were sent.
    ReadOriginals,
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
    /// See the register of schools.
    ReadRegister,
    /// Bring the register of schools up to date.
    ManageRegister,
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
        Caller::Visitor => false,
        Caller::Preview(own) => {
            permission == P::PreviewConsultation && *scope == Scope::Consultation(*own)
        }
        Caller::Team(lead) => permission == P::JoinTeam && *scope == Scope::Draft(*lead),
        Caller::Respondent(own) => {
            matches!(permission, P::EditDraft | P::LeadTeam) && *scope == Scope::Draft(*own)
        }
        Caller::CommandLine { .. } => !of_a_draft(permission),
        Caller::Staff(staff) => {
            needed(permission).is_some_and(|least| staff.is_at_least(least, scope))
        }
    }
}

/// Whether a permission is about a response that is not sent: no business of the council's.
fn of_a_draft(permission: Permission) -> bool {
    use Permission as P;
    matches!(permission, P::EditDraft | P::JoinTeam | P::LeadTeam)
}

/// The least role that holds a permission; none where no role does.
fn needed(permission: Permission) -> Option<Role> {
    use Permission as P;
    match permission {
        P::ReadPublished | P::Respond | P::EditDraft | P::JoinTeam | P::LeadTeam => None,
        P::ReadConsultation
        | P::PreviewConsultation
        | P::ReadResponses
        | P::ScreenTexts
        | P::CodeThemes
        | P::EnterResponses
        | P::JudgeDuplicates
        | P::MakeReport => Some(Role::Officer),
        P::EditConsultation
        | P::RunConsultation
        | P::ReadOriginals
        | P::ImportResponses
        | P::ExportResponses
        | P::WriteFindings => Some(Role::Lead),
        P::RecordDecisions | P::SignOff => Some(Role::Approver),
        P::Erase | P::ManageStaff | P::ReadRegister | P::ManageRegister => Some(Role::Admin),
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
    fn an_officer_covers_words_and_a_lead_reads_what_is_covered() {
        let here = Scope::Consultation(consultation(1));
        let (officer, lead) = (staff(Role::Officer, Some(1)), staff(Role::Lead, Some(1)));
        assert!(may(&officer, Permission::ScreenTexts, &here));
        assert!(!may(&officer, Permission::ReadOriginals, &here));
        assert!(may(&lead, Permission::ReadOriginals, &here));
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
    fn a_reviewer_with_a_link_reads_the_words_of_that_consultation_and_nothing_else() {
        let here = Scope::Consultation(consultation(1));
        let reviewer = Caller::Preview(consultation(1));
        assert!(may(&reviewer, Permission::PreviewConsultation, &here));
        assert!(!may(&reviewer, Permission::ReadConsultation, &here));
        assert!(!may(&reviewer, Permission::EditConsultation, &here));
        let there = Scope::Consultation(consultation(2));
        assert!(!may(&reviewer, Permission::PreviewConsultation, &there));
        let council = Scope::Council;
        assert!(!may(&reviewer, Permission::PreviewConsultation, &council));
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

    #[test]
    fn a_team_code_lets_its_holder_join_that_team_and_read_nothing() {
        let draft = |n| DraftId::from_uuid(Uuid::from_u128(n));
        let (lead, other) = (draft(1), draft(2));
        let holder = Caller::Team(lead);
        assert!(may(&holder, Permission::JoinTeam, &Scope::Draft(lead)));
        assert!(!may(&holder, Permission::JoinTeam, &Scope::Draft(other)));
        for permission in [Permission::LeadTeam, Permission::EditDraft] {
            assert!(!may(&holder, permission, &Scope::Draft(lead)));
        }
    }

    #[test]
    fn only_the_lead_reads_what_colleagues_shared_not_even_an_admin_or_the_command_line() {
        let draft = |n| DraftId::from_uuid(Uuid::from_u128(n));
        let lead = Scope::Draft(draft(1));
        assert!(may(
            &Caller::Respondent(draft(1)),
            Permission::LeadTeam,
            &lead
        ));
        assert!(!may(
            &Caller::Respondent(draft(2)),
            Permission::LeadTeam,
            &lead
        ));
        assert!(!may(&staff(Role::Admin, None), Permission::LeadTeam, &lead));
        let email = Email::parse("ops@example.org").unwrap();
        let operator = Caller::CommandLine { email };
        for permission in [
            Permission::LeadTeam,
            Permission::JoinTeam,
            Permission::EditDraft,
        ] {
            assert!(!may(&operator, permission, &lead));
        }
    }
}

//! The proposal, and the paper written about it.

use crate::consultation::GateKind;
use crate::contribution::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What was consulted on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Title of the consultation.
    pub title: String,
    /// Two or three sentences. Plain text.
    pub summary: String,
    /// The published sections in order; `why`, `cost` and `alternatives` go under headings of their own.
    pub sections: Vec<ProposalSection>,
    /// Options considered beside those told in a section; may be empty.
    pub alternatives: Vec<Alternative>,
    /// Day of opening in local time; none before.
    pub opened: Option<Date>,
    /// Day of closing in local time; none before.
    pub closed: Option<Date>,
    /// Whether it was a formal consultation rather than an informal sounding.
    pub formal: bool,
    /// Published versions, first to last.
    pub versions: Vec<Version>,
    /// Address of the public page; may be empty.
    pub address: String,
    /// What it was opened without, by whom, and why.
    #[serde(default)]
    pub despite: Vec<Despite>,
}

/// Gates that were not met when somebody opened the consultation all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Despite {
    /// What was not there.
    pub gates: Vec<GateKind>,
    /// Who opened it.
    pub by: String,
    /// The reason they gave.
    pub reason: String,
}

/// A published section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalSection {
    /// Such as `what`, `why`, `affected`, `cost`, `alternatives`, `fixed`, `deciding`, `rights`.
    pub id: String,
    /// As published.
    pub heading: String,
    /// As published. Markdown.
    pub body: String,
}

/// An option that is not preferred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// In a few words.
    pub name: String,
    /// Why it is not preferred.
    pub why_not: String,
}

/// A version of the published words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: u32,
    /// Day of publication in local time.
    pub published: Date,
    /// What was amended and how it was announced; empty for the first.
    pub amendment: String,
}

words! {
    /// What a paper asks of the body that meets.
    Purpose {
        /// To decide.
        Decision = "decision",
        /// To give its view; somebody else decides.
        Consultation = "consultation",
        /// To know.
        Information = "information",
    }
}

/// The cover of the paper and what officers wrote for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// The body that meets, such as "Schools Forum".
    pub body: String,
    /// Day of the meeting.
    pub meeting: Option<Date>,
    /// Number on the agenda; may be empty.
    pub item: String,
    /// What is asked of it.
    pub purpose: Purpose,
    /// Name and post.
    pub author: String,
    /// E-mail or phone.
    pub contact: String,
    /// Cabinet member in charge; may be empty.
    pub portfolio_holder: String,
    /// Who checked it before it goes out.
    pub checkers: Vec<Checker>,
    /// What the law makes of the body's part here; empty for the usual words. Plain text.
    pub rule: String,
    /// Which members may vote or speak on the item; may be empty. Plain text.
    pub voters: String,
    /// What the body is asked, a clause each: "agree that…".
    pub recommendations: Vec<String>,
    /// What officers wrote under the headings of the template.
    pub notes: Vec<Note>,
    /// What happens next.
    pub timetable: Vec<Milestone>,
    /// Names of what is attached.
    pub appendices: Vec<String>,
    /// Papers it rests on.
    pub background_papers: Vec<String>,
    /// Day of writing.
    pub written: Option<Date>,
}

impl Default for Paper {
    fn default() -> Self {
        Self {
            body: String::new(),
            meeting: None,
            item: String::new(),
            purpose: Purpose::Consultation,
            author: String::new(),
            contact: String::new(),
            portfolio_holder: String::new(),
            checkers: Vec::new(),
            rule: String::new(),
            voters: String::new(),
            recommendations: Vec::new(),
            notes: Vec::new(),
            timetable: Vec::new(),
            appendices: Vec::new(),
            background_papers: Vec::new(),
            written: None,
        }
    }
}

/// A statutory or other officer who clears a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checker {
    /// Such as "Chief finance officer (section 151)".
    pub role: String,
    /// Who.
    pub name: String,
    /// When; none until cleared.
    pub cleared: Option<Date>,
}

words! {
    /// What an officer's note is about.
    Topic {
        /// How it came to this.
        Background = "background",
        /// Why the recommendations are made.
        Reasons = "reasons",
        /// How families and services shaped the consultation.
        CoDesign = "co-design",
        /// How it was announced and how people were reached.
        Outreach = "outreach",
        /// Resources and money.
        Finance = "finance",
        /// Law.
        Legal = "legal",
        /// Risk.
        Risk = "risk",
        /// Equality.
        Equality = "equality",
        /// Overview and scrutiny.
        Scrutiny = "scrutiny",
        /// Climate.
        Climate = "climate",
        /// Community.
        Community = "community",
        /// Communications.
        Communications = "communications",
        /// Questions that were asked, and their answers.
        QuestionsAsked = "questions-asked",
        /// What officers conclude.
        Conclusion = "conclusion",
    }
}

/// Words of an officer for one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The heading.
    pub topic: Topic,
    /// Markdown.
    pub text: String,
}

/// A line of the timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// In words, such as "1 September 2027".
    pub when: String,
    /// What happens.
    pub what: String,
}

/// The end of drafting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Name and post.
    pub by: String,
    /// Day in local time.
    pub on: Date,
    /// Number of the frozen snapshot, from 1.
    pub snapshot: u32,
}

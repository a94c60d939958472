//! What the law of consultation asks for before people are asked (*Gunning*, 1985; *Moseley v Haringey*, 2014).

use super::Schedule;
use crate::content::{Content, faults};
use crate::contribution::words;
use crate::journey::asked;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Days that are usual even for a small change: four weeks. (Common practice of councils; the *Consultation
/// Principles* of 2018 ask for "a proportionate amount of time".)
pub const USUAL_DAYS: i64 = 28;

words! {
    /// What is asked for before opening.
    GateKind {
        /// The proposal says what is proposed and why.
        Reasons = "reasons",
        /// It says who is affected and what it costs.
        Effects = "effects",
        /// It says what else was considered, and why that is not preferred.
        Alternatives = "alternatives",
        /// It says what is open and what is fixed.
        StillOpen = "still-open",
        /// It says that rights in law do not change.
        Rights = "rights",
        /// People have four weeks or more.
        Time = "time",
        /// Every audience is asked at least one question.
        Questions = "questions",
        /// The words hold together: nothing is left to put right.
        Sound = "sound",
    }
}

impl GateKind {
    /// Whether nobody may open without it, whatever the reason.
    pub fn is_firm(self) -> bool {
        matches!(self, Self::Questions | Self::Sound)
    }
}

/// Something the law of consultation asks for before opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// What is asked for.
    pub what: GateKind,
    /// Whether it is there.
    pub met: bool,
}

/// What the words meet of all that is asked for; of the time only when it is known.
pub fn gates(content: &Content, schedule: Option<Schedule>) -> Vec<Gate> {
    let has = |id: &str| content.sections.iter().any(|s| s.id.as_str() == id);
    let everybody_is_asked = content
        .audiences
        .iter()
        .all(|a| !asked(content, &a.id).is_empty());
    let gate = |what, met| Some(Gate { what, met });
    [
        gate(GateKind::Reasons, has("what") && has("why")),
        gate(GateKind::Effects, has("affected") && has("cost")),
        gate(GateKind::Alternatives, has("alternatives")),
        gate(GateKind::StillOpen, has("fixed")),
        gate(GateKind::Rights, has("rights")),
        schedule.and_then(|s| gate(GateKind::Time, is_usual(s))),
        gate(GateKind::Questions, everybody_is_asked),
        gate(GateKind::Sound, faults(content).is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether it is open for the usual time or longer. A day begun at closing counts: "until 11:59pm" is a whole day.
fn is_usual(schedule: Schedule) -> bool {
    let usual = SignedDuration::from_hours(24 * (USUAL_DAYS - 1));
    let least: Timestamp = schedule
        .opens
        .saturating_add(usual)
        .unwrap_or(schedule.opens);
    schedule.closes > least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Audience, Section, Wordings};

    /// One audience that nobody asks anything, and a proposal in parts.
    fn content(parts: &[&str]) -> Content {
        let section = |id: &&str| Section {
            id: id.parse().unwrap(),
            wording: Wordings(Vec::new()),
        };
        Content {
            wording: Wordings(Vec::new()),
            audiences: vec![Audience {
                id: "parent-carer".parse().unwrap(),
                organisations: false,
                easy_read: false,
                wording: Wordings(Vec::new()),
            }],
            sections: parts.iter().map(section).collect(),
            questions: Vec::new(),
            ..Content::default()
        }
    }

    fn schedule(closes: &str) -> Option<Schedule> {
        Some(Schedule {
            opens: "2026-03-02T09:00:00Z".parse().unwrap(),
            closes: closes.parse().unwrap(),
        })
    }

    fn unmet(content: &Content, schedule: Option<Schedule>) -> Vec<GateKind> {
        let all = gates(content, schedule).into_iter();
        all.filter(|g| !g.met).map(|g| g.what).collect()
    }

    #[test]
    fn a_part_of_the_proposal_that_is_left_out_is_named() {
        let missing = unmet(
            &content(&["what", "affected", "cost", "fixed", "rights"]),
            None,
        );
        let parts: Vec<_> = missing.into_iter().filter(|g| !g.is_firm()).collect();
        assert_eq!(parts, [GateKind::Reasons, GateKind::Alternatives]);
    }

    #[test]
    fn less_than_four_weeks_needs_a_reason_and_four_weeks_do_not() {
        let short = |closes| unmet(&content(&[]), schedule(closes)).contains(&GateKind::Time);
        assert!(short("2026-03-28T23:59:00Z"));
        assert!(!short("2026-03-29T23:59:00Z"));
        assert!(!unmet(&content(&[]), None).contains(&GateKind::Time));
    }

    #[test]
    fn an_audience_without_questions_cannot_be_argued_away() {
        assert!(unmet(&content(&[]), None).contains(&GateKind::Questions));
        assert!(GateKind::Questions.is_firm());
    }
}

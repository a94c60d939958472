//! What was said, answered and decided in the sample.

use super::strings;
use crate::contribution::Channel;
use crate::decision::{Outcome, Response};
use crate::document::ChangeKind;
use crate::report::{
    Campaign, Change, DecisionTaken, Event, Evidence, Finding, GroupAnswer, Position, Quote, Share,
    Written,
};
use jiff::civil::date;

/// The part of the evidence that is words.
pub(super) fn told() -> Evidence {
    Evidence {
        late_rule: "It was read and answered like the others, but is not in the percentages".into(),
        organisations: strings(&[
            "Eastmarch Association of SENCOs",
            "Eastmarch Parent Carer Forum",
            "Harbour Learning Trust",
            "St Brannoc’s Special School",
        ]),
        groups: vec![
            GroupAnswer { name: "Youth council".into(), people: 14 },
            GroupAnswer { name: "A class in a special school".into(), people: 8 },
        ],
        campaigns: vec![Campaign {
            name: "“Hands off our hours”".into(),
            copies: 38,
            with_additions: 7,
            text: "Bands are a cut by another name. Keep the hours in our children’s plans.".into(),
            themes: strings(&["fear of losing support", "a band must not limit what a plan says"]),
        }],
        events: events(),
        written: written(),
        findings: findings(),
        decisions: vec![DecisionTaken {
            body: "SEND Partnership Board".into(),
            on: date(2026, 9, 16),
            minute: "SPB 31/26".into(),
            outcome: Outcome::AgreedWithChanges,
            text: "Descriptors for sensory needs are to be rewritten with the sensory service before the framework goes further".into(),
            findings: vec![2],
        }],
        changes: vec![Change {
            document: "Draft banding framework".into(),
            clause: "2.4 Sensory and physical needs".into(),
            kind: ChangeKind::Reworded,
            before: "Aids, seating and a moving plan.".into(),
            after: "Aids, seating and a moving plan; or a sensory impairment that needs a specialist teacher’s programme, also where the pupil does well because of it.".into(),
            version: 2,
            findings: vec![2],
        }],
        gaps: strings(&[
            "Few people from Moorside responded; an evening session was added there on 24 June and the closing date moved",
            "Few young people answered alone; two schools ran class sessions, told under other evidence",
        ]),
        limitations: strings(&[
            "Fewer than half of primary schools responded, so their view may differ from the one given here",
        ]),
        ..Evidence::default()
    }
}

fn events() -> Vec<Event> {
    vec![
        Event {
            name: "SENCO conference".into(),
            on: date(2026, 5, 20),
            place: "Eastmarch Town".into(),
            audience: "School staff".into(),
            attended: Some(63),
            points: strings(&[
                "Best fit was welcomed; people asked for worked examples",
                "The panel should look at whole schools, not single pupils",
            ]),
        },
        Event {
            name: "Parent Carer Forum evening".into(),
            on: date(2026, 6, 24),
            place: "Moorside".into(),
            audience: "Parents and carers".into(),
            attended: Some(4),
            points: strings(&["Families want a letter that says what a band does not change"]),
        },
    ]
}

fn written() -> Vec<Written> {
    vec![
        Written {
            from: "Eastmarch Parent Carer Forum".into(),
            channel: Channel::Email,
            kind: "Dossier of 31 pages".into(),
            received: date(2026, 7, 6),
            late: true,
            signatures: None,
            summary: "Twelve family accounts of how hours are not delivered today, and a request that every family be told its band in writing".into(),
            reconciled: Some("read in full by two officers; the request is answered under finding 3".into()),
        },
        Written {
            from: "a resident".into(),
            channel: Channel::Letter,
            kind: "Petition".into(),
            received: date(2026, 6, 30),
            late: false,
            signatures: Some(412),
            summary: "Asks the council to keep hours in plans".into(),
            reconciled: Some("answered under finding 1".into()),
        },
    ]
}

fn findings() -> Vec<Finding> {
    let quote = |text: &str, who: &str| Quote {
        text: text.into(),
        who: who.into(),
    };
    vec![
        Finding {
            statement: "Families fear that a band will take away support that is written in a plan".into(),
            share: Some(Share { people: 64, of: 142, who: "people who commented on what was missed".into() }),
            kept: None,
            quotes: vec![quote("My son’s plan says fifteen hours. Does the band say twelve?", "Parent or carer")],
            position: Some(Position {
                response: Response::InPart,
                reason: "The band will not change what a plan says, and the letter to families will say so in its first line. The council does not propose to keep hours as the measure of funding, because schools are funded for them unevenly".into(),
            }),
        },
        Finding {
            statement: "The descriptors leave out pupils with a sensory impairment".into(),
            share: Some(Share { people: 3, of: 142, who: "people who commented on what was missed".into() }),
            kept: Some("It was made by few, but it bears on the council’s equality duty.".into()),
            quotes: Vec::new(),
            position: Some(Position {
                response: Response::Accept,
                reason: "The descriptors were rewritten with the sensory service".into(),
            }),
        },
        Finding {
            statement: "Families want to be told their child’s band in writing, with a way to ask for a second look".into(),
            share: None,
            kept: None,
            quotes: Vec::new(),
            position: Some(Position {
                response: Response::Accept,
                reason: "A letter and a second look by another panel within 15 working days are now in clause 4.2".into(),
            }),
        },
    ]
}

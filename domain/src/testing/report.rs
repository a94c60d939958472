//! A believable body of evidence for one report. Invented: no council, school or person in it exists.

mod counts;
mod texts;
mod thread;

use crate::report::{
    Checker, Evidence, Milestone, Named, Note, Paper, Proposal, ProposalSection, Purpose, SignOff,
    Topic, Version,
};
use jiff::civil::date;

/// Evidence of a finished consultation on a banding framework: four localities of which one was nearly
/// silent, five audiences of which one is tiny, a campaign, a late dossier, small numbers everywhere.
pub fn evidence() -> Evidence {
    Evidence {
        council: "Eastmarch Council".into(),
        proposal: proposal(),
        paper: paper(),
        audiences: named(&[
            ("parent-carer", "Parents and carers"),
            ("school-staff", "School staff"),
            ("young-person", "Young people"),
            ("health-care", "Health and care"),
            ("voluntary", "Voluntary sector"),
        ]),
        localities: named(&[
            ("harbour", "Harbour"),
            ("vale", "Vale"),
            ("moorside", "Moorside"),
            ("town", "Eastmarch Town"),
        ]),
        sign_off: Some(SignOff {
            by: "Rosalind Achebe, Director of Children’s Services".into(),
            on: date(2026, 10, 12),
            snapshot: 2,
        }),
        ..counts::counted(thread::told())
    }
}

/// Ids and names in order.
pub(super) fn named(names: &[(&str, &str)]) -> Vec<Named> {
    let one = |(id, name): &(&str, &str)| Named {
        id: (*id).into(),
        name: (*name).into(),
    };
    names.iter().map(one).collect()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn proposal() -> Proposal {
    let section = |id: &str, heading: &str, body: &str| ProposalSection {
        id: id.into(),
        heading: heading.into(),
        body: body.into(),
    };
    Proposal {
        title: "A banding framework for pupils with a plan".into(),
        summary: "The council proposed one set of bands to decide how much top-up money a school receives for a pupil with an Education, Health and Care Plan (EHCP). It would replace hours of support in mainstream schools and separate price lists in special schools.".into(),
        sections: vec![
            section("what", "What we propose", "Each pupil’s needs would be matched to the band that fits **best**. Every band has a value for each kind of setting.\n\n| Band | Mainstream | Resourced provision | Special school |\n|---|---:|---:|---:|\n| 1 | £1,500 | £0 | – |\n| 2 | £3,000 | £2,500 | £3,500 |\n| 3 | £5,250 | £4,500 | £5,500 |\n| 4 | £8,000 | £7,000 | £8,500 |\n| 5 | £12,000 | £10,500 | £12,500 |\n| 6 | £17,000 | £15,500 | £19,000 |\n\nA panel with head teachers on it would check a sample of bandings each term."),
            section("why", "Why", "Pupils with similar needs attract very different sums today, depending on when their plan was written. Schools told us that hours of support do not describe what a pupil needs.\n\nSpending on top-up funding has grown faster than the grant that pays for it for four years running."),
            section("affected", "Who is affected", "- pupils with a plan, and their families\n- every school and college with a pupil who has a plan\n- services that give advice for plans"),
            section("cost", "What it costs", "The framework is meant to cost the same in its first year as top-up funding does now: about £31.4 million. A guarantee would protect schools’ top-up income for two years, at a cost of up to £0.6 million."),
            section("alternatives", "What else we considered", "1. Keep hours of support. Not preferred, because hours do not describe needs and cannot be compared.\n2. Buy a commercial banding tool. Not preferred, because families and schools could not see how it decides.\n3. Bands for special schools only. Not preferred, because pupils who move would be treated differently again."),
            section("rights", "Your rights do not change", "The provision written in a child’s plan must be made, whatever the band. A band is a way to share out money. It is not a limit on support."),
        ],
        opened: Some(date(2026, 5, 11)),
        closed: Some(date(2026, 7, 3)),
        formal: true,
        versions: vec![
            Version { number: 1, published: date(2026, 5, 11), amendment: String::new() },
            Version {
                number: 2,
                published: date(2026, 5, 22),
                amendment: "the value of band 3 in resourced provision was misprinted as £5,400; everybody who had responded was told, and closing moved from 26 June to 3 July".into(),
            },
        ],
        address: "https://consult.eastmarch.example/consultations/banding".into(),
        ..Proposal::default()
    }
}

fn paper() -> Paper {
    let checker = |role: &str, name: &str, day: i8| Checker {
        role: role.into(),
        name: name.into(),
        cleared: Some(date(2026, 10, day)),
    };
    let note = |topic: Topic, text: &str| Note {
        topic,
        text: text.into(),
    };
    let step = |when: &str, what: &str| Milestone {
        when: when.into(),
        what: what.into(),
    };
    Paper {
        body: "Schools Forum".into(),
        meeting: Some(date(2026, 10, 21)),
        item: "6".into(),
        purpose: Purpose::Consultation,
        author: "Idris Fenwick, Head of SEND".into(),
        contact: "send.consultation@eastmarch.example".into(),
        portfolio_holder: "Councillor Maud Penhallow".into(),
        checkers: vec![
            checker(
                "Chief finance officer (section 151)",
                "Oluwaseun Hartley",
                7,
            ),
            checker("Monitoring officer", "Bronwen Castellano", 8),
            checker("Head of communications", "Piotr Lindqvist", 9),
        ],
        voters: "All members may speak and give a view".into(),
        notes: vec![
            note(
                Topic::CoDesign,
                "The Eastmarch Parent Carer Forum and eleven SENCOs read the questions before they were published. Four questions were dropped and the easy version was rewritten because of what they said.",
            ),
            note(
                Topic::Outreach,
                "Letters went home through every school. The council paid for interpreters at two events and posted 340 paper forms on request.",
            ),
            note(
                Topic::Finance,
                "The framework redistributes the present budget. At present bandings 61 of 94 mainstream schools would gain, 12 would see no change and 21 would lose before the guarantee. The guarantee costs **£0.58 million** in its first year and £0.31 million in its second. Both can be met from the high needs block.",
            ),
            note(
                Topic::Legal,
                "The provision specified in section F of a plan must be secured whatever the band (Children and Families Act 2014, section 42). The framework says so on its first page.",
            ),
            note(
                Topic::Risk,
                "- More appeals, if families fear that a band limits support. Advice to families goes out with each banding.\n- Uneven banding between schools. The termly check by the panel is meant to find it.",
            ),
            note(
                Topic::Equality,
                "Disabled pupils are those most affected. The assessment of equality impacts was updated after the consultation: it adds pupils with sensory impairment, whose needs the draft descriptors did not describe well.",
            ),
            note(
                Topic::Reasons,
                "The recommendations follow from what people said and keep the cost within the budget.",
            ),
        ],
        timetable: vec![
            step("21 October 2026", "Schools Forum gives its view"),
            step("18 November 2026", "Cabinet decides"),
            step("1 April 2027", "First new plans are banded"),
            step(
                "September 2027 to July 2028",
                "Present plans are banded at their annual review",
            ),
        ],
        appendices: strings(&[
            "Draft banding framework, version 2",
            "Effect on each phase of school",
            "Equality impact assessment",
        ]),
        background_papers: strings(&[
            "Schools Forum, 22 April 2026, item 5: top-up funding, outturn",
        ]),
        written: Some(date(2026, 10, 5)),
        ..Paper::default()
    }
}

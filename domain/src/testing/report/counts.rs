//! The numbers of the sample.

use super::named;
use super::texts::{clauses_text, missed};
use crate::contribution::{Capacity, Channel, Form};
use crate::document::Stance;
use crate::report::{
    Answered, ClauseViews, ClosedQuestion, EqualityAnswer, EqualityQuestion, Evidence, Picked,
    Rate, Reach, Received, Screened, View,
};

pub(super) const AUDIENCES: [&str; 5] = [
    "parent-carer",
    "school-staff",
    "young-person",
    "health-care",
    "voluntary",
];
pub(super) const LOCALITIES: [&str; 4] = ["harbour", "vale", "moorside", "town"];

/// Adds the counts.
pub(super) fn counted(told: Evidence) -> Evidence {
    Evidence {
        received: received(),
        closed: vec![agreement(), worries()],
        texts: vec![missed(), clauses_text()],
        clauses: clauses(),
        equality: Some(equality()),
        reach: vec![
            Reach {
                what: "Views of the consultation page".into(),
                count: 4_812,
            },
            Reach {
                what: "Paper forms posted".into(),
                count: 340,
            },
        ],
        rates: vec![
            Rate {
                group: "Primary schools".into(),
                responded: 31,
                of: 71,
            },
            Rate {
                group: "Secondary schools".into(),
                responded: 9,
                of: 18,
            },
            Rate {
                group: "Special schools".into(),
                responded: 5,
                of: 5,
            },
        ],
        look_alikes: 3,
        screened: Screened {
            texts: 431,
            redacted: 17,
            withheld: 6,
            unscreened: 0,
        },
        ..told
    }
}

fn received() -> Vec<Received> {
    let people = [
        [44, 39, 6, 52],
        [18, 21, 7, 24],
        [8, 6, 0, 9],
        [4, 5, 1, 4],
        [1, 0, 0, 2],
    ];
    let mut rows = Vec::new();
    let mut row =
        |form, channel, capacity, audience: Option<&str>, locality: Option<&str>, count| {
            rows.push(Received {
                form,
                channel,
                capacity,
                audience: audience.map(Into::into),
                locality: locality.map(Into::into),
                late: false,
                count,
            });
        };
    for (audience, line) in AUDIENCES.iter().zip(people) {
        for (locality, count) in LOCALITIES.iter().zip(line) {
            let paper = if *audience == "parent-carer" {
                count / 5
            } else {
                0
            };
            let (audience, locality) = (Some(*audience), Some(*locality));
            row(
                Form::Response,
                Channel::Paper,
                Capacity::Individual,
                audience,
                locality,
                paper,
            );
            row(
                Form::Response,
                Channel::Web,
                Capacity::Individual,
                audience,
                locality,
                count - paper,
            );
        }
    }
    row(
        Form::CommentsOnly,
        Channel::Web,
        Capacity::Individual,
        Some("school-staff"),
        None,
        6,
    );
    row(
        Form::Response,
        Channel::Web,
        Capacity::Organisation,
        Some("school-staff"),
        None,
        9,
    );
    row(
        Form::Response,
        Channel::Web,
        Capacity::Organisation,
        Some("voluntary"),
        None,
        3,
    );
    row(
        Form::Response,
        Channel::Event,
        Capacity::Group,
        Some("young-person"),
        None,
        2,
    );
    row(
        Form::Letter,
        Channel::Email,
        Capacity::Campaign,
        Some("parent-carer"),
        None,
        38,
    );
    rows.push(Received {
        form: Form::Letter,
        channel: Channel::Email,
        capacity: Capacity::Organisation,
        audience: None,
        locality: None,
        late: true,
        count: 1,
    });
    rows
}

fn question(id: &str, title: &str, options: &[(&str, &str)], several: bool) -> ClosedQuestion {
    ClosedQuestion {
        id: id.into(),
        name: id.into(),
        title: title.into(),
        options: named(options),
        several,
        ..ClosedQuestion::default()
    }
}

fn answered(capacity: Capacity, audience: &str, people: u64) -> Answered {
    Answered {
        capacity,
        audience: Some(audience.into()),
        people,
    }
}

fn picked(capacity: Capacity, audience: &str, option: &str, people: u64) -> Picked {
    Picked {
        capacity,
        audience: Some(audience.into()),
        option: option.into(),
        people,
    }
}

fn agreement() -> ClosedQuestion {
    let options = [
        ("strongly-agree", "Strongly agree"),
        ("agree", "Agree"),
        ("neither", "Neither agree nor disagree"),
        ("disagree", "Disagree"),
        ("strongly-disagree", "Strongly disagree"),
        ("dont-know", "Don’t know"),
    ];
    let title =
        "How far do you agree that pupils with similar needs should attract similar funding?";
    let mut question = question("B2", title, &options, false);
    let people = [
        [18, 41, 22, 31, 17, 9],
        [21, 29, 6, 8, 3, 1],
        [5, 7, 6, 0, 0, 4],
        [3, 6, 2, 1, 0, 2],
        [0, 2, 1, 0, 0, 0],
    ];
    for (audience, line) in AUDIENCES.iter().zip(people) {
        question
            .answered
            .push(answered(Capacity::Individual, audience, line.iter().sum()));
        for ((option, _), count) in options.iter().zip(line) {
            question
                .picked
                .push(picked(Capacity::Individual, audience, option, count));
        }
    }
    question
        .answered
        .push(answered(Capacity::Organisation, "school-staff", 11));
    question
        .picked
        .push(picked(Capacity::Organisation, "school-staff", "agree", 6));
    question.picked.push(picked(
        Capacity::Organisation,
        "school-staff",
        "disagree",
        5,
    ));
    question
        .answered
        .push(answered(Capacity::Group, "young-person", 2));
    question
        .picked
        .push(picked(Capacity::Group, "young-person", "agree", 2));
    question
}

fn worries() -> ClosedQuestion {
    let options = [
        ("cut", "Support would be cut"),
        ("hours", "Fewer hours with an adult"),
        ("changed", "The plan would be changed"),
        ("paperwork", "More paperwork"),
        ("nothing", "Nothing worries me"),
        ("other", "Other"),
    ];
    let mut question = question(
        "P4",
        "What worries you about bands, if anything?",
        &options,
        true,
    );
    question
        .answered
        .push(answered(Capacity::Individual, "parent-carer", 136));
    for ((option, _), count) in options.iter().zip([97, 71, 64, 33, 11, 19]) {
        question
            .picked
            .push(picked(Capacity::Individual, "parent-carer", option, count));
    }
    question
}

fn clauses() -> Vec<ClauseViews> {
    let clause = |clause: &str, views: [u64; 3]| ClauseViews {
        document: "Draft banding framework".into(),
        clause: clause.into(),
        views: Stance::ALL
            .iter()
            .zip(views)
            .map(|(stance, people)| View {
                capacity: Capacity::Individual,
                stance: *stance,
                people,
            })
            .collect(),
    };
    vec![
        clause("2.1 Best fit", [14, 9, 0]),
        clause("2.4 Sensory and physical needs", [6, 11, 5]),
        clause("4.2 Asking for a second look", [8, 3, 1]),
    ]
}

/// Small groups, one of them with a detail of its own, and a question that only some ages are asked.
fn equality() -> Vec<EqualityQuestion> {
    let question =
        |id: &str, after: Option<(&str, &[&str])>, answers: &[(&str, u64)]| EqualityQuestion {
            id: id.into(),
            title: format!("Equality: {id}"),
            answers: (answers.iter())
                .map(|(name, people)| EqualityAnswer {
                    id: (*name).into(),
                    name: (*name).into(),
                    people: *people,
                })
                .collect(),
            after: after.map(|(id, to)| (id.into(), to.iter().map(|o| (*o).into()).collect())),
        };
    vec![
        question(
            "age",
            None,
            &[("13-15", 9), ("16-17", 2), ("adult", 61), ("prefer-not", 4)],
        ),
        question(
            "group",
            None,
            &[("white", 48), ("asian", 7), ("black", 3), ("prefer-not", 8)],
        ),
        question(
            "white",
            Some(("group", &["white"])),
            &[("british", 39), ("irish", 2), ("roma", 1), ("", 6)],
        ),
        question(
            "asian",
            Some(("group", &["asian"])),
            &[("indian", 6), ("chinese", 1)],
        ),
        question(
            "black",
            Some(("group", &["black"])),
            &[("african", 2), ("caribbean", 1)],
        ),
        question(
            "marriage",
            Some(("age", &["16-17", "adult"])),
            &[("yes", 38), ("no", 22)],
        ),
    ]
}

//! What people wrote in the sample, and the themes in it.

use super::counts::{AUDIENCES, LOCALITIES};
use crate::coding::Standing;
use crate::contribution::Capacity;
use crate::report::{Commented, Coverage, Mention, Quote, TextQuestion, Theme};

fn quote(text: &str, who: &str) -> Quote {
    Quote {
        text: text.into(),
        who: who.into(),
    }
}

fn theme(id: &str, label: &str, weighty: bool, quotes: Vec<Quote>) -> Theme {
    Theme {
        id: id.into(),
        label: label.into(),
        part_of: None,
        weighty,
        quotes,
    }
}

pub(super) fn missed() -> TextQuestion {
    let mut question = TextQuestion {
        id: "P7".into(),
        name: "P7".into(),
        title: "Is there anything we have missed?".into(),
        themes: vec![
            theme(
                "loss-of-support",
                "Fear of losing support",
                false,
                vec![
                    quote(
                        "We fought two years for those fifteen hours. Please tell me in writing that a band cannot take them away.",
                        "Parent or carer",
                    ),
                    quote(
                        "I would rather have a fair band than a number of hours nobody delivers.",
                        "Parent or carer",
                    ),
                ],
            ),
            theme(
                "consistency",
                "Fairness between schools",
                false,
                vec![quote(
                    "Two children in my class, same needs, one has three times the money because his plan is newer.",
                    "School staff",
                )],
            ),
            theme(
                "descriptor-clarity",
                "Clearer descriptors",
                false,
                Vec::new(),
            ),
            theme("workload", "Workload for SENCOs", false, Vec::new()),
            theme(
                "sensory",
                "Sensory needs are missing",
                true,
                vec![quote(
                    "There is not one line in band 2 or 3 that describes a child who is deaf and doing well because of the support.",
                    "Health or care professional",
                )],
            ),
            theme(
                "legal",
                "A band must not limit what a plan says",
                true,
                Vec::new(),
            ),
            theme(
                "transition",
                "Moving from primary to secondary",
                false,
                Vec::new(),
            ),
        ],
        coverage: Coverage {
            texts: 142,
            coded: 138,
            no_theme: 9,
            irrelevant: 4,
        },
        ..TextQuestion::default()
    };
    let wrote = [
        [29, 24, 3, 31],
        [10, 9, 3, 12],
        [3, 2, 0, 3],
        [3, 3, 0, 4],
        [1, 0, 0, 2],
    ];
    for (audience, line) in AUDIENCES.iter().zip(wrote) {
        for (locality, people) in LOCALITIES.iter().zip(line) {
            question.commented.push(Commented {
                capacity: Capacity::Individual,
                audience: Some((*audience).into()),
                locality: Some((*locality).into()),
                people,
            });
        }
    }
    let mut mention =
        |theme: &str, standing: Standing, audience: usize, locality: usize, people: u64| {
            question.mentions.push(Mention {
                theme: theme.into(),
                standing,
                capacity: Capacity::Individual,
                audience: Some(AUDIENCES[audience].into()),
                locality: Some(LOCALITIES[locality].into()),
                people,
            });
        };
    for (locality, people) in [19, 15, 2, 20].into_iter().enumerate() {
        mention("loss-of-support", Standing::Confirmed, 0, locality, people);
    }
    mention("loss-of-support", Standing::Confirmed, 1, 0, 6);
    mention("loss-of-support", Standing::Confirmed, 2, 3, 2);
    mention("loss-of-support", Standing::Likely, 0, 1, 5);
    for (locality, people) in [9, 7, 1, 8].into_iter().enumerate() {
        mention("consistency", Standing::Confirmed, 0, locality, people);
        mention("consistency", Standing::Confirmed, 1, locality, people - 1);
    }
    for locality in 0..4 {
        mention("descriptor-clarity", Standing::Confirmed, 0, locality, 3);
        mention("descriptor-clarity", Standing::Confirmed, 1, locality, 2);
    }
    mention("descriptor-clarity", Standing::Confirmed, 3, 1, 5);
    mention("workload", Standing::Confirmed, 1, 3, 8);
    mention("workload", Standing::Likely, 1, 0, 2);
    mention("sensory", Standing::Confirmed, 3, 0, 2);
    mention("sensory", Standing::Confirmed, 0, 3, 1);
    mention("legal", Standing::Confirmed, 0, 0, 5);
    mention("legal", Standing::Confirmed, 4, 3, 1);
    mention("transition", Standing::Confirmed, 0, 2, 2);
    question
}

pub(super) fn clauses_text() -> TextQuestion {
    let mut question = TextQuestion {
        id: "Framework".into(),
        name: "Framework".into(),
        title: "Comments on the draft framework, clause by clause".into(),
        themes: vec![
            theme(
                "best-fit",
                "Best fit needs an example",
                false,
                vec![quote(
                    "Best fit is the right idea. Show us three worked pupils, one of them hard.",
                    "School staff",
                )],
            ),
            theme("appeal", "How to ask for a second look", false, Vec::new()),
        ],
        coverage: Coverage {
            texts: 27,
            coded: 27,
            no_theme: 2,
            irrelevant: 0,
        },
        ..TextQuestion::default()
    };
    let comment = |audience: &str, people| Commented {
        capacity: Capacity::Individual,
        audience: Some(audience.into()),
        locality: None,
        people,
    };
    question.commented = vec![comment("school-staff", 19), comment("parent-carer", 5)];
    let mention = |theme: &str, audience: &str, people| Mention {
        theme: theme.into(),
        standing: Standing::Confirmed,
        capacity: Capacity::Individual,
        audience: Some(audience.into()),
        locality: None,
        people,
    };
    question.mentions = vec![
        mention("best-fit", "school-staff", 13),
        mention("appeal", "school-staff", 7),
        mention("appeal", "parent-carer", 5),
    ];
    question
}

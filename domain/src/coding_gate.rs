//! What stands between the coding of a question and its sign-off.

use crate::agreement::Estimate;
use crate::coding::SMALLEST_SAMPLE;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Krippendorff's own lowest alpha from which even tentative conclusions are drawn.
pub const LEAST_ALPHA: f64 = 0.667;

/// What is known about the coding of one question when it is to be signed off.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Texts with words, in time.
    pub texts: u64,
    /// Of these, read by a person.
    pub read: u64,
    /// Of these, not read, and with a theme that was accepted for them together with others.
    #[serde(default)]
    pub accepted: u64,
    /// Texts that came after closing.
    pub late: u64,
    /// Of these, read by a person.
    pub late_read: u64,
    /// Texts that nobody has read and that may make a point of law or equality.
    #[serde(default)]
    pub weighty_unread: u64,
    /// Texts to be read again for a theme that came after they were read.
    pub again: u64,
    /// Responses that the sample of the consultation should hold.
    pub sample_wanted: u64,
    /// Responses that it holds.
    pub sample_drawn: u64,
    /// Their texts.
    #[serde(default)]
    pub sample_texts: u64,
    /// Of these, read by one person.
    pub sample_read: u64,
    /// Of these, read by two.
    pub sample_second: u64,
    /// Texts on which two people differ and nobody has settled it.
    pub differences: u64,
    /// How two people agree; none under 30 texts.
    pub people: Option<Estimate>,
    /// How people and machine agree, as F1 by text; none under 30 texts.
    pub machine: Option<Estimate>,
    /// The people's agreement is on answers to this question alone; else on all texts of the sample.
    #[serde(default)]
    pub own_people: bool,
    /// Letters and documents that are not dealt with.
    pub letters: u64,
    /// Texts held back because they may tell of harm, and not dealt with.
    #[serde(default)]
    pub held: u64,
    /// Texts that have each theme, confirmed by a person, by the theme's id.
    #[serde(default)]
    pub themes: BTreeMap<String, u64>,
}

impl Facts {
    /// How many themes of texts came or went since then, net by theme: whoever signed did not see these numbers.
    pub fn themes_changed_since(&self, then: &Self) -> u64 {
        let all: BTreeSet<&String> = self.themes.keys().chain(then.themes.keys()).collect();
        let in_one = |facts: &Self, theme| facts.themes.get(theme).copied().unwrap_or_default();
        let changed = all.into_iter();
        changed
            .map(|theme| in_one(self, theme).abs_diff(in_one(then, theme)))
            .sum()
    }
}

/// Something that stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum Obstacle {
    /// Texts that nobody has read.
    Unread {
        /// How many.
        texts: u64,
    },
    /// Texts that nobody has read, with themes that somebody accepted together.
    AcceptedUnread {
        /// How many.
        texts: u64,
    },
    /// Of all texts that nobody has read, those that may make a point of law or equality: few may weigh as much as many.
    WeightyUnread {
        /// How many.
        texts: u64,
    },
    /// Late texts that nobody has read.
    LateUnread {
        /// How many.
        texts: u64,
    },
    /// Texts read before a theme was there, and not again since.
    Again {
        /// How many.
        texts: u64,
    },
    /// The sample is not drawn, or too small by now, as sign-offs have it from when texts were drawn one by one.
    SampleMissing {
        /// How many texts are missing.
        texts: u64,
    },
    /// The sample is not drawn, or too small by now.
    ResponsesMissing {
        /// How many responses are missing.
        responses: u64,
    },
    /// Texts of the sample that fewer than two people have read.
    SampleUnread {
        /// How many.
        texts: u64,
    },
    /// Differences that nobody has settled.
    Differences {
        /// How many.
        texts: u64,
    },
    /// Texts that may tell of harm and that those named for safeguarding have not dealt with: nobody else has read them.
    Held {
        /// How many.
        texts: u64,
    },
    /// Two people coded too few texts for their agreement to be measured at all.
    AgreementUnmeasured {
        /// How many they coded.
        texts: u64,
    },
    /// Two people agree too little.
    LowAgreement {
        /// Their alpha.
        alpha: f64,
    },
    /// Letters and documents that are not dealt with.
    Letters {
        /// How many.
        letters: u64,
    },
}

/// What stands in the way, the weightiest first.
pub fn obstacles(facts: &Facts) -> Vec<Obstacle> {
    let mut all = Vec::new();
    let mut some = |count: u64, obstacle: fn(u64) -> Obstacle| {
        if count > 0 {
            all.push(obstacle(count));
        }
    };
    some(facts.held, |texts| Obstacle::Held { texts });
    let decided = facts.read + facts.accepted;
    some(facts.texts.saturating_sub(decided), |texts| {
        Obstacle::Unread { texts }
    });
    some(facts.accepted, |texts| Obstacle::AcceptedUnread { texts });
    some(facts.weighty_unread, |texts| Obstacle::WeightyUnread {
        texts,
    });
    some(facts.late.saturating_sub(facts.late_read), |texts| {
        Obstacle::LateUnread { texts }
    });
    some(facts.letters, |letters| Obstacle::Letters { letters });
    some(facts.again, |texts| Obstacle::Again { texts });
    let missing = facts.sample_wanted.saturating_sub(facts.sample_drawn);
    some(missing, |responses| Obstacle::ResponsesMissing {
        responses,
    });
    let alone = facts.sample_texts.saturating_sub(facts.sample_second);
    some(alone, |texts| Obstacle::SampleUnread { texts });
    some(facts.differences, |texts| Obstacle::Differences { texts });
    match facts.people {
        Some(people) if people.value < LEAST_ALPHA => all.push(Obstacle::LowAgreement {
            alpha: people.value,
        }),
        Some(_) => {}
        // While the sample is not read, that is what is missing.
        None if alone > 0 || missing > 0 => {}
        // Enough texts, and yet no figure: nobody gave any theme.
        None if facts.sample_second >= SMALLEST_SAMPLE as u64 => {}
        None => all.push(Obstacle::AgreementUnmeasured {
            texts: facts.sample_second,
        }),
    }
    all
}

/// What stands in the way and was not let pass when the coding was signed off: it is new since, or more of the same.
pub fn since(now: &[Obstacle], let_pass: &[Obstacle]) -> Vec<Obstacle> {
    let covered = |new: &Obstacle| {
        let same = |old: &&Obstacle| std::mem::discriminant(*old) == std::mem::discriminant(new);
        let old = let_pass.iter().find(same);
        old.is_some_and(|old| old.size() >= new.size())
    };
    now.iter().filter(|new| !covered(new)).cloned().collect()
}

impl Obstacle {
    /// How much of it there is, to compare with the same obstacle at another time.
    fn size(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 texts")]
        match self {
            Self::Unread { texts: n }
            | Self::AcceptedUnread { texts: n }
            | Self::WeightyUnread { texts: n }
            | Self::LateUnread { texts: n }
            | Self::Again { texts: n }
            | Self::SampleMissing { texts: n }
            | Self::ResponsesMissing { responses: n }
            | Self::SampleUnread { texts: n }
            | Self::Held { texts: n }
            | Self::Differences { texts: n }
            | Self::Letters { letters: n } => *n as f64,
            // Fewer texts measure less.
            Self::AgreementUnmeasured { texts: n } => 1.0 / (1.0 + *n as f64),
            Self::LowAgreement { alpha } => 1.0 - alpha,
        }
    }

    /// Whether it stands in the way of every question alike: the sample and the letters are the consultation’s.
    pub fn of_all(&self) -> bool {
        matches!(
            self,
            Self::Letters { .. }
                | Self::SampleMissing { .. }
                | Self::ResponsesMissing { .. }
                | Self::SampleUnread { .. }
                | Self::AgreementUnmeasured { .. }
                | Self::Held { .. }
                | Self::Differences { .. }
        )
    }

    /// As officers and readers of the report are told.
    pub fn told(&self) -> String {
        use crate::plain::counted;
        let texts = |n: u64, rest: &str| format!("{} {rest}", counted(n, "text", "texts"));
        match self {
            Self::Unread { texts: n } => texts(*n, "not read by a person"),
            Self::AcceptedUnread { texts: n } => texts(
                *n,
                "not read by a person, with a theme accepted for them together with others",
            ),
            Self::WeightyUnread { texts: n } => {
                texts(*n, "not read that may make a point of law or equality")
            }
            Self::LateUnread { texts: n } => texts(*n, "that came after closing not read"),
            Self::Again { texts: n } => {
                texts(*n, "read before a theme was there, and not again since")
            }
            Self::SampleMissing { texts: n } => {
                format!(
                    "{} still to be drawn for the sample",
                    counted(*n, "text", "texts")
                )
            }
            Self::ResponsesMissing { responses: n } => format!(
                "{} still to be drawn for the sample",
                counted(*n, "response", "responses")
            ),
            Self::SampleUnread { texts: n } => texts(*n, "of the sample not coded by two people"),
            Self::Differences { texts: n } => {
                texts(*n, "on which two people differ, with nothing settled")
            }
            Self::Held { texts: n } => texts(
                *n,
                "held back, because it may tell of harm and nobody named for safeguarding has dealt with it",
            ),
            Self::AgreementUnmeasured { texts: n } => format!(
                "the agreement of two people is not measured: they both coded {}, and {SMALLEST_SAMPLE} are needed",
                counted(*n, "text", "texts")
            ),
            Self::LowAgreement { alpha } => {
                format!("two people agree too little: an alpha of {alpha:.2}, under {LEAST_ALPHA}")
            }
            Self::Letters { letters } => format!(
                "{} not dealt with",
                counted(*letters, "letter or document", "letters or documents")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done() -> Facts {
        Facts {
            texts: 200,
            read: 200,
            late: 3,
            late_read: 3,
            sample_wanted: 40,
            sample_drawn: 40,
            sample_texts: 40,
            sample_read: 40,
            sample_second: 40,
            people: Some(Estimate {
                value: 0.8,
                low: 0.7,
                high: 0.9,
            }),
            ..Facts::default()
        }
    }

    #[test]
    fn nothing_stands_in_the_way_of_coding_that_is_done() {
        assert!(obstacles(&done()).is_empty());
    }

    #[test]
    fn what_was_accepted_unread_is_named_apart_from_what_nobody_decided_on() {
        let facts = Facts {
            read: 120,
            accepted: 70,
            ..done()
        };
        let found = obstacles(&facts);
        assert_eq!(
            found,
            [
                Obstacle::Unread { texts: 10 },
                Obstacle::AcceptedUnread { texts: 70 }
            ]
        );
        assert_eq!(
            found[1].told(),
            "70 texts not read by a person, with a theme accepted for them together with others"
        );
    }

    #[test]
    fn what_comes_after_a_sign_off_stands_in_the_way_again() {
        let unread = |texts| Obstacle::Unread { texts };
        let low = |alpha| Obstacle::LowAgreement { alpha };
        let let_pass = [unread(10), low(0.5)];
        assert!(since(&[unread(10), low(0.6)], &let_pass).is_empty());
        assert!(since(&[unread(3)], &let_pass).is_empty());
        assert_eq!(since(&[unread(11), low(0.5)], &let_pass), [unread(11)]);
        assert_eq!(
            since(&[Obstacle::Letters { letters: 1 }], &let_pass).len(),
            1
        );
    }

    #[test]
    fn agreement_that_cannot_be_measured_is_no_agreement() {
        let few = Facts {
            sample_second: 12,
            sample_texts: 12,
            people: None,
            ..done()
        };
        let told: Vec<String> = obstacles(&few).iter().map(Obstacle::told).collect();
        assert_eq!(
            told,
            [
                "the agreement of two people is not measured: they both coded 12 texts, and 30 are needed"
            ]
        );
        let unread = Facts {
            sample_second: 11,
            ..few
        };
        assert_eq!(obstacles(&unread), [Obstacle::SampleUnread { texts: 1 }]);
    }

    #[test]
    fn whatever_is_left_undone_is_named_with_its_number() {
        let facts = Facts {
            read: 190,
            late_read: 1,
            weighty_unread: 2,
            again: 4,
            letters: 1,
            held: 1,
            sample_wanted: 50,
            sample_second: 35,
            differences: 2,
            people: Some(Estimate {
                value: 0.5,
                low: 0.4,
                high: 0.6,
            }),
            ..done()
        };
        let told: Vec<String> = obstacles(&facts).iter().map(Obstacle::told).collect();
        assert_eq!(
            told,
            [
                "1 text held back, because it may tell of harm and nobody named for safeguarding has dealt with it",
                "10 texts not read by a person",
                "2 texts not read that may make a point of law or equality",
                "2 texts that came after closing not read",
                "1 letter or document not dealt with",
                "4 texts read before a theme was there, and not again since",
                "10 responses still to be drawn for the sample",
                "5 texts of the sample not coded by two people",
                "2 texts on which two people differ, with nothing settled",
                "two people agree too little: an alpha of 0.50, under 0.667",
            ]
        );
    }

    #[test]
    fn themes_that_came_or_went_since_the_sign_off_are_counted() {
        let with = |themes: &[(&str, u64)]| Facts {
            themes: themes
                .iter()
                .map(|(id, n)| ((*id).to_owned(), *n))
                .collect(),
            ..done()
        };
        let then = with(&[("cost", 80), ("fair", 12), ("merged", 5)]);
        assert_eq!(then.themes_changed_since(&then), 0);
        let now = with(&[("cost", 60), ("fair", 17), ("new", 1)]);
        assert_eq!(now.themes_changed_since(&then), 20 + 5 + 5 + 1);
    }
}

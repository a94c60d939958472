//! Words a person should look at soon: a child who may be in danger, abuse, and points of equality or law that weigh much
//! however few make them.
//!
//! Phrases are compared by stem, so that "hits him" is found by "hit him". Everything here is a flag to a person: nothing is
//! removed, nothing is decided, and a text without a flag is not thereby safe.

use std::sync::LazyLock;

use crate::span::Span;
use crate::text::{stem, words};

/// What a passage should be looked at for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Somebody may be harmed or in danger: for the named safeguarding lead, at once.
    Safeguarding,
    /// Insults, threats and hate.
    Abuse,
    /// What a proposal does to people with protected characteristics (Equality Act 2010, section 149).
    Equality,
    /// Duties, appeals and challenges in law.
    Legal,
}

impl Concern {
    /// The name used in outputs; stays the same between versions.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Safeguarding => "safeguarding",
            Self::Abuse => "abuse",
            Self::Equality => "equality",
            Self::Legal => "legal",
        }
    }

    /// Whether few who say it weigh as much as many: the guard of minority views.
    #[must_use]
    pub fn weighs_by_itself(self) -> bool {
        matches!(self, Self::Equality | Self::Legal)
    }
}

/// One finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    pub span: Span,
    pub concern: Concern,
}

const SAFEGUARDING: &[&str] = &[
    "hit me",
    "hit him",
    "hit her",
    "hit them",
    "hit my child",
    "hit the child",
    "hit the children",
    "beat me",
    "beat him",
    "beat her",
    "beat them up",
    "punch me",
    "punch him",
    "punch her",
    "kick him",
    "kick her",
    "slap him",
    "slap her",
    "slap me",
    "bruise",
    "black eye",
    "burn mark",
    "hurt himself",
    "hurt herself",
    "hurt themselves",
    "hurt myself",
    "harm himself",
    "harm herself",
    "harm themselves",
    "harm myself",
    "self harm",
    "self harming",
    "self injury",
    "cut himself",
    "cut herself",
    "cut myself",
    "cut my arm",
    "cut her arm",
    "cut his arm",
    "kill himself",
    "kill herself",
    "kill myself",
    "kill themselves",
    "want to die",
    "wants to be dead",
    "wish i was dead",
    "wish she was dead",
    "wish he was dead",
    "end my life",
    "end his life",
    "end her life",
    "take his own life",
    "take her own life",
    "take my own life",
    "suicide",
    "suicidal",
    "overdose",
    "hang himself",
    "hang herself",
    "not safe at home",
    "unsafe at home",
    "afraid to go home",
    "scared to go home",
    "scared of my dad",
    "scared of my mum",
    "scared of his father",
    "scared of her father",
    "scared of his dad",
    "scared of her dad",
    "afraid of my husband",
    "afraid of my partner",
    "domestic abuse",
    "domestic violence",
    "sexual abuse",
    "sexually abused",
    "sexual assault",
    "sexually assaulted",
    "rape",
    "groom online",
    "groomed",
    "touch me",
    "touched her",
    "touched him",
    "touch my private",
    "inappropriate touching",
    "child abuse",
    "abuse him",
    "abuse her",
    "abuse my child",
    "abused at home",
    "physically abused",
    "emotionally abused",
    "neglect",
    "not been fed",
    "no food at home",
    "nothing to eat",
    "starve",
    "lock in a room",
    "lock in a cupboard",
    "locked him in",
    "locked her in",
    "lock him in",
    "lock her in",
    "pin down",
    "pinned him",
    "pinned her",
    "restrain",
    "drag across",
    "dragged him",
    "dragged her",
    "drag him",
    "drag her",
    "stop eating",
    "run away from home",
    "ran away from home",
    "missing from home",
    "county line",
    "carry a knife",
    "trafficked",
    "forced marriage",
    "female genital mutilation",
    "fgm",
    "radicalised",
    "sleep in the car",
    "sleeping rough",
    "cannot keep him safe",
    "cannot keep her safe",
    "can't keep him safe",
    "can't keep her safe",
    "cannot keep them safe",
    "danger to himself",
    "danger to herself",
    "at risk of harm",
    "risk to her life",
    "risk to his life",
];

const ABUSE: &[&str] = &[
    "idiot",
    "moron",
    "imbecile",
    "scum",
    "scumbag",
    "bastard",
    "bitch",
    "wanker",
    "twat",
    "arsehole",
    "asshole",
    "dickhead",
    "prick",
    "shithead",
    "fuck off",
    "fuck you",
    "fucking",
    "piss off",
    "go to hell",
    "hope you die",
    "hope they die",
    "rot in hell",
    "retard",
    "spastic",
    "spaz",
    "mong",
    "cripple",
    "paki",
    "nigger",
    "chink",
    "gyppo",
    "pikey",
    "tranny",
    "faggot",
    "poof",
    "benefit scrounger",
    "go back to your country",
    "i will find you",
    "know where you live",
    "you will pay for this",
    "watch your back",
    "should be shot",
    "want shooting",
    "deserve a slap",
    "burn it down",
    "brain dead",
    "thick as mince",
];

const EQUALITY: &[&str] = &[
    "equality act",
    "equality impact",
    "equality duty",
    "public sector equality",
    "protected characteristic",
    "discriminate",
    "discrimination",
    "discriminatory",
    "reasonable adjustment",
    "indirect discrimination",
    "less favourable",
    "less favourably",
    "disproportionate",
    "disproportionately",
    "accessible format",
    "not accessible",
    "inaccessible",
    "no wheelchair access",
    "wheelchair access",
    "wheelchair user",
    "british sign language",
    "sign language interpreter",
    "need an interpreter",
    "english is not",
    "second language",
    "additional language",
    "racist",
    "racism",
    "islamophobia",
    "antisemitism",
    "homophobic",
    "transphobic",
    "sexist",
    "gypsy",
    "traveller",
    "gypsy roma",
    "ethnic minority",
    "black child",
    "black boy",
    "black children",
    "asian family",
    "muslim",
    "jewish",
    "sikh",
    "hindu",
    "faith school",
    "because of my religion",
    "because of her religion",
    "pregnant",
    "maternity",
    "single mother",
    "lone parent",
    "young carer",
    "looked after child",
    "care leaver",
    "autistic girl",
    "girls with autism",
    "girls mask",
    "girl mask",
    "deaf child",
    "deaf children",
    "blind child",
    "excluded because",
    "left out because",
];

const LEGAL: &[&str] = &[
    "judicial review",
    "pre action",
    "letter before action",
    "letter before claim",
    "unlawful",
    "unlawfully",
    "illegal",
    "illegally",
    "against the law",
    "break the law",
    "breaks the law",
    "breach",
    "statutory duty",
    "statutory guidance",
    "statutory timescale",
    "statutory deadline",
    "legal duty",
    "legally bound",
    "legal right",
    "legal advice",
    "legal action",
    "legal challenge",
    "solicitor",
    "barrister",
    "lawyer",
    "tribunal",
    "appeal",
    "ombudsman",
    "children and families act",
    "education act",
    "care act",
    "human rights",
    "code of practice",
    "section 19",
    "section 42",
    "section f",
    "schedule 2",
    "send regulations",
    "gunning",
    "predetermined",
    "pre determined",
    "foregone conclusion",
    "already decided",
    "legitimate expectation",
    "ultra vires",
    "freedom of information",
    "foi request",
    "subject access",
    "data protection",
    "gdpr",
    "procurement law",
    "sue the council",
    "sue you",
    "court",
    "lawful",
];

/// Phrases as stems, with their concern.
static PHRASES: LazyLock<Vec<(Vec<String>, Concern)>> = LazyLock::new(|| {
    let lists = [
        (SAFEGUARDING, Concern::Safeguarding),
        (ABUSE, Concern::Abuse),
        (EQUALITY, Concern::Equality),
        (LEGAL, Concern::Legal),
    ];
    let phrases = lists.iter().flat_map(|(list, concern)| {
        list.iter().map(|phrase| {
            (
                stems(phrase).into_iter().map(|(s, _)| s).collect(),
                *concern,
            )
        })
    });
    phrases.collect()
});

/// Where phrases begin, so that a word is compared with few of them.
static BY_FIRST: LazyLock<std::collections::HashMap<&'static str, Vec<usize>>> =
    LazyLock::new(|| {
        let mut by_first: std::collections::HashMap<&str, Vec<usize>> =
            std::collections::HashMap::new();
        for (at, (phrase, _)) in PHRASES.iter().enumerate() {
            by_first.entry(phrase[0].as_str()).or_default().push(at);
        }
        by_first
    });

fn stems(text: &str) -> Vec<(String, Span)> {
    words(text)
        .into_iter()
        .map(|word| (stem(&word.folded), word.span))
        .collect()
}

/// What a person should look at, in order of the text; of phrases of one concern that overlap, the longest.
#[must_use]
pub fn screen(text: &str) -> Vec<Raised> {
    let stems = stems(text);
    let mut raised: Vec<Raised> = Vec::new();
    for at in 0..stems.len() {
        for &phrase in BY_FIRST.get(stems[at].0.as_str()).into_iter().flatten() {
            let (phrase, concern) = &PHRASES[phrase];
            let Some(window) = stems.get(at..at + phrase.len()) else {
                continue;
            };
            if window
                .iter()
                .zip(phrase)
                .all(|((stem, _), wanted)| stem == wanted)
            {
                raised.push(Raised {
                    span: Span {
                        start: window[0].1.start,
                        end: window[window.len() - 1].1.end,
                    },
                    concern: *concern,
                });
            }
        }
    }
    raised.sort_by_key(|found| {
        (
            found.concern,
            std::cmp::Reverse(found.span.len()),
            found.span.start,
        )
    });
    let mut kept: Vec<Raised> = Vec::new();
    for found in raised {
        let covered = kept
            .iter()
            .any(|k| k.concern == found.concern && k.span.overlaps(found.span));
        if !covered {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| (found.span.start, found.concern));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        screen(text)
            .into_iter()
            .map(|r| (r.concern.name(), r.span.slice(text)))
            .collect()
    }

    #[test]
    fn a_child_in_danger_is_flagged_in_whatever_form_it_is_told() {
        for (text, quote) in [
            ("His stepdad hits him when he is late.", "hits him"),
            ("She has been self-harming since May", "self-harming"),
            ("I want to die", "want to die"),
            ("they restrained our daughter again", "restrained"),
            ("🙂 there is no food at home", "no food at home"),
        ] {
            assert_eq!(found(text), [("safeguarding", quote)], "{text}");
        }
    }

    #[test]
    fn equality_and_legal_points_weigh_by_themselves() {
        let text =
            "This is discrimination under the Equality Act and we will ask for judicial review.";
        let all = found(text);
        assert_eq!(
            all,
            [
                ("equality", "discrimination"),
                ("equality", "Equality Act"),
                ("legal", "judicial review")
            ]
        );
        assert!(
            screen(text)
                .iter()
                .all(|raised| raised.concern.weighs_by_itself())
        );
        assert!(!Concern::Safeguarding.weighs_by_itself());
    }

    #[test]
    fn insults_are_flagged_and_plain_anger_is_not() {
        assert_eq!(found("You are idiots, all of you"), [("abuse", "idiots")]);
        assert!(found("I am furious and this is a terrible, stupid plan").is_empty());
    }

    #[test]
    fn everyday_words_of_schools_are_not_flagged() {
        for text in [
            "The budget hit small schools hard and the cuts hurt.",
            "Kick off the review in May and beat the deadline.",
            "He was touched by the kindness of his teacher.",
            "Children need a safe place and good food at school.",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}

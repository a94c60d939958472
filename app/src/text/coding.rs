//! Words for the coding screen.

use super::numbers::{counted, number};
use super::{dates, themes};
use crate::api::{LastSecond, LastStep, Progress, Reason, Show};
use domain::coding::{Point, Turn, Verdict};
use domain::document::Stance;
use domain::plain::list;

/// How far texts are.
pub fn show(show: Show) -> &'static str {
    match show {
        Show::Unread => "Not read",
        Show::Suggested => "Not read, with suggestions",
        Show::Unsorted => "Not read, nothing suggested",
        Show::Accepted => "Not read, accepted together",
        Show::Again => "To be read again",
        Show::Weighty => "With a point of law or equality",
        Show::Abuse => "With words of abuse",
        Show::Sample => "In the sample",
        Show::Read => "Read",
        Show::All => "All",
    }
}

/// Why a text is next.
pub fn why(turn: Turn) -> &'static str {
    match turn {
        Turn::Typical => "Like many others",
        Turn::Uncertain => "The engine is not sure",
        Turn::Rare => "Rare",
    }
}

/// What somebody found in a text.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Themes => "Read: has themes",
        Verdict::None => "Read: no theme",
        Verdict::OffTopic => "Read: not about this",
    }
}

/// What the engine noticed in a text.
pub fn point(point: Point) -> &'static str {
    match point {
        Point::Legal => "May make a point of law",
        Point::Equality => "May make a point of equality",
        Point::Abuse => "May hold insults or threats",
    }
}

/// Why the engine suggests a theme, in a sentence without its full stop.
pub fn reason(reason: &Reason) -> String {
    let words: Vec<String> = reason.words.iter().map(|w| format!("“{w}”")).collect();
    match (words.is_empty(), reason.learnt) {
        (true, true) => "it is like texts that have this theme".to_owned(),
        (true, false) => "its meaning is like the theme’s definition".to_owned(),
        (false, true) => format!("{}, as in texts that have this theme", list(&words)),
        (false, false) => format!("{}, as in the theme’s definition", list(&words)),
    }
}

/// What a writer thinks of a clause.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "Agrees with the clause",
        Stance::Change => "Would change the clause",
        Stance::Object => "Objects to the clause",
    }
}

/// How far the work is, in a sentence.
pub fn progress(progress: &Progress) -> String {
    let all = counted(progress.texts, "text", "texts");
    let read = format!("{} of {all} read.", number(progress.read));
    match progress.accepted {
        0 => read,
        many => {
            let many = counted(many, "more has", "more have");
            format!("{read} {many} a theme that was accepted together with others, unread.")
        }
    }
}

/// Who read how many texts today.
pub fn today(progress: &Progress) -> Option<String> {
    let line = |(who, count): &(String, u64)| format!("{who}: {}", number(*count));
    let lines: Vec<String> = progress.today.iter().map(line).collect();
    (!lines.is_empty()).then(|| format!("Read today – {}.", lines.join(", ")))
}

/// What the engine's suggestions rest on.
pub fn suggestions(progress: &Progress) -> String {
    match (progress.learning, &progress.suggested) {
        (true, _) => "The engine is learning from what was read.".to_owned(),
        (false, Some((at, with))) => format!(
            "Suggestions made by {} {}.",
            themes::engine(with),
            dates::moment(*at)
        ),
        (false, None) => "Nobody has asked for suggestions yet.".to_owned(),
    }
}

/// What would be taken back.
pub fn step(step: &LastStep) -> String {
    let what = match step.what.as_str() {
        "tie" => format!("“{}”", step.theme),
        "reject" => format!("not “{}”", step.theme),
        "none" => "read, no theme".to_owned(),
        "off-topic" => "read, not about this consultation".to_owned(),
        _ => "confirmed and read".to_owned(),
    };
    format!("{what}, in {}", step.reference)
}

/// What somebody would take back of what they said as the second person.
pub fn second(last: &LastSecond) -> String {
    let said = match last.said.is_empty() {
        true => "read, no theme".to_owned(),
        false => format!("“{}”", last.said.join("”, “")),
    };
    let changed = if last.changed { ", a change" } else { "" };
    format!("{said}, in {}{changed}", last.reference)
}

/// Keys for the themes of a frame, in its order. `u`, `n` and `m` have work of their own.
pub const KEYS: &[&str] = &[
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "q", "w", "e", "r", "t", "y", "i", "o", "p",
    "a", "s", "d", "f", "g", "h", "j", "k", "l", "z", "x", "c", "v", "b",
];

/// What is wrong with a form here, and what to do.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("theme", "nothing") => {
            "Nothing is said of this text yet. Choose a theme, or press “Read, no theme”."
        }
        ("theme", "has_themes") => {
            "This text has a theme. Take the theme back first, if there is none."
        }
        ("theme", "nothing_settled") => "Tick the themes that stand, or “No theme”.",
        ("theme", "both") => "Tick either themes or “No theme”, not both.",
        ("theme", "missing") => "Choose a theme that is in the frame.",
        ("member", "missing") => "Tick the texts to leave out, or say it of all of them.",
        ("why", "missing") => "Say in a sentence what makes you think so.",
        ("outcome", "missing") => "Say what was done, so that anybody can see that it was.",
        ("why" | "outcome", "too_long") => "Use 1,000 characters or fewer.",
        ("email", "no_access") => {
            "This person cannot read the responses of this consultation. Give them a role here first."
        }
        ("email", "not_staff") => "Nobody who signs in here has this email address.",
        ("kind", "no_such_kind") => "There is no such frame.",
        ("span", "no_theme") => {
            "You ticked some of the words and chose no theme. Choose the theme for them, or untick them."
        }
        ("", "went_on") => {
            "Somebody else has changed this text since, so it is left as it is. “Undo” now takes back what you did before it."
        }
        ("", "settled_meanwhile") => "Somebody has settled this text since you opened it.",
        ("", "nothing_to_undo") => "There is nothing of yours to take back.",
        _ => return None,
    })
}

/// What a line of the audit tells, if it is about coding.
pub fn act(what: &str) -> Option<&'static str> {
    Some(match what {
        "coding.tie" => "Coded a text with a theme",
        "coding.reject" => "Said that a text does not belong to a theme",
        "coding.done" => "Read a text and confirmed its themes",
        "coding.none" => "Read a text and said that it has no theme",
        "coding.off-topic" => "Read a text and said that it is not about this consultation",
        "coding.undo" => "Took an act of coding back",
        "theme.move" => "Moved a theme in the frame",
        "theme.split" => "Split a theme",
        "theme.undo" => "Took a change of a theme back",
        "sample.draw" => "Drew the sample for agreement",
        "sample.second" => "Coded a text of the sample a second time",
        "sample.change" => "Changed what they had said of a text as the second person",
        "sample.undo" => "Took back what they had said of a text as the second person",
        "sample.compare" => "Looked at what the first person said of a text they coded second",
        "sample.resolve" => "Settled a disagreement on a text",
        "coding.sign-off" => "Signed off the coding of a question",
        "coding.withdraw" => "Withdrew the sign-off of a question’s coding",
        "text.redact-many" => "Covered words in several texts",
        "text.not-personal" => "Said that marked words are not personal",
        "safeguarding.name" => "Named who looks at what may tell of harm",
        "safeguarding.unname" => "Took a name off those who look at what may tell of harm",
        "safeguarding.raise" => "Marked a text that may tell of harm",
        "safeguarding.handle" => "Dealt with a text that may tell of harm",
        _ => return None,
    })
}

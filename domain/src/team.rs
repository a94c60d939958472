//! A response that several people of a school prepare: each in a draft of their own, one of them leads and sends.

use crate::contribution::ClauseComment;
use crate::question::{Answer, Kind};
use crate::text::{Called, clean};
use serde::{Deserialize, Serialize};

/// A draft's part in a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum Part {
    /// Its writer leads the team, and sends.
    Lead,
    /// Its writer shares it with the lead, and never sends it.
    Colleague {
        /// What the lead calls them.
        called: Called,
    },
    /// Its writer was a colleague until the lead ended the team. It is an ordinary draft now.
    Released {
        /// What the lead called them.
        called: Called,
    },
}

/// What the lead does with what a colleague wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In place of the lead's own.
    Use,
    /// After the lead's own.
    Add,
}

impl How {
    /// The word in a form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Add => "add",
        }
    }

    /// Reads the word of a form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Use, Self::Add]
            .into_iter()
            .find(|how| how.as_str() == text)
    }
}

/// What taking something over comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken<T> {
    /// There is nothing to take, or the lead has it already.
    Nothing,
    /// This, in place of what the lead has.
    Put(T),
    /// The lead has something else: nothing is overwritten before both were shown.
    ShowBoth,
}

/// Whether an answer to such a question can be added to another.
pub fn can_add(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::ShortText(_) | Kind::LongText(_) | Kind::Multiple(_) | Kind::List(_)
    )
}

/// Whether two answers say the same.
pub fn same(one: &Answer, other: &Answer) -> bool {
    let plain = |answer: &Answer| {
        let mut plain = answer.clone();
        plain.picked.sort();
        plain.text = clean(&answer.text);
        plain.other = clean(&answer.other);
        plain
    };
    plain(one) == plain(other)
}

/// Whether what a colleague wrote is in the lead's answer: it is the same, or was added to it.
pub fn holds(kind: &Kind, ours: &Answer, theirs: &Answer) -> bool {
    if !can_add(kind) || theirs.is_empty() {
        return same(ours, theirs);
    }
    let mut rest = theirs.clone();
    rest.picked.clone_from(&ours.picked);
    rest.text.clone_from(&ours.text);
    rest.other.clone_from(&ours.other);
    rest.boxes.clone_from(&ours.boxes);
    let mut entries = theirs.boxes.iter().filter(|b| !b.trim().is_empty());
    rest == *ours
        && theirs.picked.iter().all(|pick| ours.picked.contains(pick))
        && entries.all(|entry| ours.boxes.contains(entry))
        && clean(&ours.text).contains(&clean(&theirs.text))
        && clean(&ours.other).contains(&clean(&theirs.other))
}

/// A colleague's answer taken over into the lead's. `seen`: the lead saw both, and wants it so.
pub fn take(kind: &Kind, ours: &Answer, theirs: &Answer, how: How, seen: bool) -> Taken<Answer> {
    if theirs.is_empty() || same(ours, theirs) {
        return Taken::Nothing;
    }
    if ours.is_empty() {
        return Taken::Put(theirs.clone());
    }
    match how {
        // A second click adds nothing.
        How::Add if holds(kind, ours, theirs) => Taken::Nothing,
        How::Add if can_add(kind) => {
            let apart = match kind {
                Kind::ShortText(_) => "; ",
                _ => "\n\n",
            };
            let new = theirs
                .picked
                .iter()
                .filter(|pick| !ours.picked.contains(pick));
            let entry = |typed: &&String| !typed.trim().is_empty();
            let more = theirs.boxes.iter().filter(|b| !ours.boxes.contains(b));
            let mut both = ours.clone();
            both.picked.extend(new.cloned());
            both.text = joined(&ours.text, &theirs.text, apart);
            both.other = joined(&ours.other, &theirs.other, "; ");
            both.boxes = ours
                .boxes
                .iter()
                .chain(more)
                .filter(entry)
                .cloned()
                .collect();
            Taken::Put(both)
        }
        How::Use if seen => Taken::Put(theirs.clone()),
        How::Add | How::Use => Taken::ShowBoth,
    }
}

/// A colleague's comment on a clause taken over. Added to the lead's own it keeps what the lead thinks of the clause.
pub fn take_comment(
    ours: Option<&ClauseComment>,
    theirs: &ClauseComment,
    how: How,
    seen: bool,
) -> Taken<ClauseComment> {
    match (ours, how) {
        (None, _) => Taken::Put(theirs.clone()),
        (Some(ours), _) if ours == theirs => Taken::Nothing,
        (Some(ours), How::Add) => Taken::Put(ClauseComment {
            text: joined(&ours.text, &theirs.text, "\n\n"),
            suggestion: joined(&ours.suggestion, &theirs.suggestion, "\n\n"),
            ..ours.clone()
        }),
        (Some(_), How::Use) if seen => Taken::Put(theirs.clone()),
        (Some(_), How::Use) => Taken::ShowBoth,
    }
}

/// Both texts, the same one once.
fn joined(ours: &str, theirs: &str, apart: &str) -> String {
    let (one, other) = (clean(ours), clean(theirs));
    if one.is_empty() || one == other {
        theirs.to_owned()
    } else if one.contains(&other) {
        ours.to_owned()
    } else {
        format!("{one}{apart}{other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Stance;
    use crate::question::{Choice, Text};

    fn text() -> Kind {
        Kind::LongText(Text::default())
    }

    fn comment(text: &str) -> ClauseComment {
        ClauseComment {
            document: "framework".parse().unwrap(),
            clause: "values".parse().unwrap(),
            stance: Stance::Change,
            text: text.to_owned(),
            suggestion: String::new(),
        }
    }

    #[test]
    fn what_a_colleague_wrote_fills_an_empty_answer_at_once() {
        let theirs = Answer::text("More trained staff.");
        for how in [How::Use, How::Add] {
            let taken = take(&text(), &Answer::default(), &theirs, how, false);
            assert_eq!(taken, Taken::Put(theirs.clone()));
        }
    }

    #[test]
    fn nothing_is_overwritten_before_both_were_seen() {
        let (ours, theirs) = (Answer::text("Ours."), Answer::text("Theirs."));
        assert_eq!(
            take(&text(), &ours, &theirs, How::Use, false),
            Taken::ShowBoth
        );
        assert_eq!(
            take(&text(), &ours, &theirs, How::Use, true),
            Taken::Put(theirs)
        );
    }

    #[test]
    fn words_are_added_after_the_leads_own_and_none_is_lost() {
        let (ours, theirs) = (Answer::text("Ours. "), Answer::text("Theirs."));
        let taken = take(&text(), &ours, &theirs, How::Add, false);
        assert_eq!(taken, Taken::Put(Answer::text("Ours.\n\nTheirs.")));
    }

    #[test]
    fn what_was_added_is_not_added_twice() {
        let (ours, theirs) = (Answer::text("Ours.\n\nTheirs."), Answer::text("Theirs."));
        assert!(holds(&text(), &ours, &theirs));
        assert_eq!(
            take(&text(), &ours, &theirs, How::Add, false),
            Taken::Nothing
        );
        assert!(!holds(&text(), &theirs, &ours));
        let (one, two) = (Answer::picked(["a", "b"]), Answer::picked(["b"]));
        assert!(holds(&Kind::Multiple(Choice::default()), &one, &two));
        assert!(!holds(&Kind::Agreement, &one, &two));
    }

    #[test]
    fn ticks_are_added_each_once_and_one_choice_cannot_be_added_to_another() {
        let (ours, theirs) = (Answer::picked(["a", "b"]), Answer::picked(["b", "c"]));
        let taken = take(
            &Kind::Multiple(Choice::default()),
            &ours,
            &theirs,
            How::Add,
            false,
        );
        assert_eq!(taken, Taken::Put(Answer::picked(["a", "b", "c"])));
        let (ours, theirs) = (Answer::picked(["agree"]), Answer::picked(["disagree"]));
        let taken = take(&Kind::Agreement, &ours, &theirs, How::Add, false);
        assert_eq!(taken, Taken::ShowBoth);
    }

    #[test]
    fn the_same_answer_is_nothing_to_take() {
        let (ours, theirs) = (Answer::text("Same."), Answer::text(" Same.\r\n"));
        assert_eq!(
            take(&text(), &ours, &theirs, How::Use, true),
            Taken::Nothing
        );
        assert_eq!(
            take(&text(), &ours, &Answer::default(), How::Use, true),
            Taken::Nothing
        );
    }

    #[test]
    fn a_comment_on_a_clause_is_taken_over_in_the_same_way() {
        let (ours, theirs) = (comment("Ours."), comment("Theirs."));
        assert_eq!(
            take_comment(None, &theirs, How::Add, false),
            Taken::Put(theirs.clone())
        );
        assert_eq!(
            take_comment(Some(&ours), &theirs, How::Use, false),
            Taken::ShowBoth
        );
        assert_eq!(
            take_comment(Some(&ours), &theirs, How::Add, false),
            Taken::Put(comment("Ours.\n\nTheirs."))
        );
    }
}

//! How many stand behind a finding, and which of their words the public may read. For officers.

use super::numbers::{counted, number};
use crate::api::{Heard, Quotable};
use domain::coding::Side;
use domain::decision::Response;
use domain::document::ChangeKind;

/// "12 of 88 people who commented". Only people speaking for themselves.
pub fn people(heard: &Heard, commented: &Heard) -> String {
    let of = counted(commented.individuals, "person", "people");
    format!("{} of {of} who commented", number(heard.individuals))
}

/// Whoever else was heard, each sort by itself and never added up. Sorts of which there is none are left out.
pub fn apart(heard: &Heard) -> Vec<String> {
    [
        (heard.organisations, "organisation", "organisations"),
        (heard.groups, "group", "groups"),
        (
            heard.campaigns,
            "copy of a standard text",
            "copies of a standard text",
        ),
        (
            heard.events,
            "point made at an event",
            "points made at events",
        ),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(raised, one, more)| counted(raised, one, more))
    .collect()
}

/// Where the writer of words stands, by what they answered themselves.
pub fn side(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::For) => "For",
        Some(Side::Mixed) => "Mixed, or not sure",
        Some(Side::Against) => "Against",
        None => "Not asked, or not said",
    }
}

/// Whether the public sees a chosen passage: the tag's class, its word, and what it means.
pub fn quotable(quotable: Quotable) -> (&'static str, &'static str, &'static str) {
    match quotable {
        Quotable::Yes => (
            "tag tag-cleared",
            "Can be shown",
            "Checked, and its writer agreed.",
        ),
        Quotable::NotScreened => (
            "tag tag-unscreened",
            "Not shown yet",
            "Nobody has checked this text for names and other personal detail.",
        ),
        Quotable::Withheld => (
            "tag tag-withheld",
            "Not shown",
            "This text is withheld, or waits for those named for safeguarding.",
        ),
        Quotable::NoConsent => (
            "tag",
            "Not shown",
            "Its writer did not agree to be quoted. It counts all the same.",
        ),
        Quotable::Erased => (
            "tag",
            "Erased",
            "Its writer took the words back. The public sees a gap.",
        ),
    }
}

/// What each response means, said under the choice.
pub fn response_hint(response: Response) -> &'static str {
    match response {
        Response::Accept => "The council will do what was asked.",
        Response::InPart => "The council will do some of it. Say which part, and why not the rest.",
        Response::Reject => "The council will not do it. Say why in words the writers can follow.",
        Response::OutOfScope => "It matters, but this consultation cannot settle it. Say who can.",
    }
}

/// What an officer chooses to do to a clause.
pub fn change_choice(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Reworded => "Reword it",
        ChangeKind::Added => "Add a new clause after it",
        ChangeKind::Removed => "Take it out",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_of_voice_is_said_by_itself_and_none_is_added_to_another() {
        let heard = Heard {
            individuals: 12,
            organisations: 1,
            groups: 0,
            campaigns: 1_200,
            events: 2,
        };
        let commented = Heard {
            individuals: 88,
            ..heard
        };
        assert_eq!(people(&heard, &commented), "12 of 88 people who commented");
        assert_eq!(
            apart(&heard),
            [
                "1 organisation",
                "1,200 copies of a standard text",
                "2 points made at events"
            ]
        );
    }
}

//! Words for the code frame, its suggestions and what people decided on them.

use super::numbers::{counted, number};
use crate::api::{Heard, MadeWith, Origin, Totals};
use domain::coding::{LIKELY, Suggested, ThemeState, Tie};
use domain::contribution::Capacity;
use domain::plain::{capital, list};

/// In the place of words that are not to be read.
pub const NO_WORDS: &str =
    "These words were erased or withheld, or wait for those named for safeguarding.";

/// Where a tie stands.
pub fn tie(tie: Tie) -> &'static str {
    match tie {
        Tie::Suggested => "Suggested",
        Tie::Confirmed => "Confirmed",
        Tie::Rejected => "Rejected",
    }
}

/// Where a theme stands, with the class of its tag.
pub fn state(state: ThemeState) -> (&'static str, &'static str) {
    match state {
        ThemeState::Suggested => ("Proposed by the engine", "tag tag-suggested"),
        ThemeState::Active => ("In the frame", "tag tag-confirmed"),
        ThemeState::Merged => ("Merged into another", "tag"),
        ThemeState::Dismissed => ("Dismissed", "tag"),
    }
}

/// How sure the engine is, in a word and the number behind it.
pub fn strength(score: f64) -> String {
    let word = match score {
        s if s >= 0.75 => "Strong",
        s if s >= LIKELY => "Likely",
        _ => "Weak",
    };
    format!("{word} ({score:.2})")
}

/// Who or what made something, from the words kept in the record.
pub fn maker(made_by: &str) -> String {
    match made_by.split_once(':') {
        Some(("engine", version)) => format!("the engine, {version}"),
        Some(("cli", email)) => format!("{email} at the command line"),
        _ if made_by == "blueprint" => "the frame that comes with this kind".to_owned(),
        _ => made_by.to_owned(),
    }
}

/// What made suggestions: the engine with its version, and its model where it had one.
pub fn engine(with: &MadeWith) -> String {
    match &with.model {
        Some(model) => format!(
            "the engine, {}, with the sentence-vector model {model},",
            with.engine
        ),
        None => format!("the engine, {},", with.engine),
    }
}

/// Said wherever suggestions were made without a model.
pub const NO_MODEL: &str = "Suggestions were made without the sentence-vector model, so they are less good. An administrator can install it with";

/// What an administrator types to have the model.
pub const INSTALL_MODEL: &str = "wellheard model install";

/// The sorts of contribution that a page tells apart, with the heading of each.
pub const SORTS: [&str; 5] = [
    "People",
    "Organisations",
    "Groups",
    "Campaign copies",
    "Event points",
];

/// Counts in the order of [`SORTS`].
pub fn sorted(heard: &Heard) -> [u64; 5] {
    [
        heard.individuals,
        heard.organisations,
        heard.groups,
        heard.campaigns,
        heard.events,
    ]
}

/// `12 people`, `1 organisation`, …: one sort each, never added up. Sorts that nobody is of are left out.
pub fn heard(heard: &Heard) -> Vec<String> {
    let names = [
        ("person", "people"),
        ("organisation", "organisations"),
        ("group", "groups"),
        ("campaign copy", "campaign copies"),
        ("event point", "event points"),
    ];
    let voices = sorted(heard).into_iter().zip(names);
    voices
        .filter(|(n, _)| *n > 0)
        .map(|(n, (one, many))| counted(n, one, many))
        .collect()
}

/// `12 likely, 30 weak`: never added up.
pub fn suggestions(many: Suggested<u64>) -> String {
    format!("{} likely, {} weak", number(many.likely), number(many.weak))
}

/// The same, with those that somebody accepted together, where there are any.
pub fn open(totals: &Totals) -> String {
    let open = suggestions(totals.suggested);
    match totals.accepted {
        0 => open,
        many => format!("{} accepted together, {open}", number(many)),
    }
}

/// `likely for 12 people and 1 organisation; weak for 30 people`. None where nothing is suggested for anybody.
pub fn suggested(heard: &Suggested<Heard>) -> Option<String> {
    let told = |word, of| {
        let parts = self::heard(of);
        (!parts.is_empty()).then(|| format!("{word} for {}", list(&parts)))
    };
    let told: Vec<String> = [told("likely", &heard.likely), told("weak", &heard.weak)]
        .into_iter()
        .flatten()
        .collect();
    (!told.is_empty()).then(|| told.join("; "))
}

/// `12 of 180 people`, …: each sort against those of its own sort who commented.
pub fn shares(raised: &Heard, commented: &Heard) -> Vec<String> {
    let all = sorted(commented).into_iter().zip(SORTS);
    let all = sorted(raised).into_iter().zip(all);
    all.filter(|(_, (of, _))| *of > 0)
        .map(|(n, (of, name))| format!("{} of {} {}", number(n), number(of), name.to_lowercase()))
        .collect()
}

/// `People: 12; organisations: 2`, as one sentence without its full stop.
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => "nobody".to_owned(),
        _ => list(parts),
    }
}

/// Whose words: audience, for whom they speak, and what is unusual about them.
pub fn whose(origin: &Origin) -> String {
    let mut parts = Vec::new();
    if !origin.audience.is_empty() {
        parts.push(origin.audience.clone());
    }
    match origin.capacity {
        // An audience by itself is somebody speaking for themselves.
        Capacity::Individual if !parts.is_empty() => {}
        Capacity::Individual => parts.push("speaking for themselves".to_owned()),
        Capacity::Organisation => parts.push("speaking for an organisation".to_owned()),
        Capacity::Group => parts.push("speaking for a group".to_owned()),
        Capacity::Campaign => parts.push("in a standard text".to_owned()),
    }
    if origin.event {
        parts.push("at an event".to_owned());
    }
    if origin.late {
        parts.push("after closing".to_owned());
    }
    capital(&parts.join(", "))
}

/// The beginning of long words, cut between two of them; none when they are short enough to stand whole.
pub fn opening(words: &str, limit: usize) -> Option<String> {
    if words.chars().count() <= limit {
        return None;
    }
    let begin: String = words.chars().take(limit).collect();
    let cut = begin.rfind(char::is_whitespace).unwrap_or(begin.len());
    Some(format!("{}…", begin[..cut].trim_end()))
}

/// What is wrong with a field of a form here, and what to do; none for what other pages say too.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("label", "missing") => "Give the theme a name.",
        ("label", "too_long") => "Use 120 characters or fewer for the name.",
        ("label", "taken") => "There is already a theme with this name. Choose another.",
        ("definition", "too_long") => "Use 2,000 characters or fewer to say what belongs.",
        ("include" | "exclude", "too_long") => {
            "Give at most 100 lines, each of 200 characters or fewer."
        }
        ("into", "missing") => "Choose the theme that it becomes part of.",
        ("theme" | "other", "missing") => "Choose a theme.",
        ("tie" | "part", "missing") => "Tick at least one passage.",
        ("span", "outside") => "A passage does not lie within the text. Look at it again.",
        ("grain", "out_of_range") => "Give a number of themes from 2 to 60, or leave it empty.",
        (_, "joined_on") => {
            "The theme that it was joined into has been joined into another since. Take that back first."
        }
        (_, "in_use") => {
            "A person has decided on passages of this theme, a finding rests on it, or another theme stands under it, so it cannot be dismissed. Merge it into another theme instead."
        }
        (_, "at_work") => "The engine is already at work on this consultation.",
        ("example", "too_long") => "Use 500 characters or fewer for the example.",
        ("parent", "missing") => "Choose a theme at the top of the frame.",
        ("parent", "has_children") => {
            "Other themes stand under this one, so it cannot stand under another. Move them first."
        }
        _ => return super::coding::problem(field, code),
    })
}

/// What a line of the audit tells, if it is about themes.
pub fn act(what: &str) -> Option<&'static str> {
    Some(match what {
        "themes.suggest" => "Let the engine suggest themes",
        "theme.add" => "Added a theme",
        "theme.edit" => "Changed a theme",
        "theme.accept" => "Took a proposed theme into the frame",
        "theme.dismiss" => "Dismissed a theme",
        "theme.merge" => "Merged a theme into another",
        "assignment.make" => "Tied a text to a theme",
        "assignment.confirm" => "Confirmed passages of a theme",
        "assignment.reject" => "Rejected passages of a theme",
        "assignment.accept" => "Accepted suggestions together, without reading the texts",
        "assignment.accept-undo" => "Took back that suggestions were accepted together",
        "assignment.move" => "Moved passages to another theme",
        "assignment.reopen" => "Put passages of a theme back to be looked at",
        "alike.own" => "Found look-alikes to be their writers’ own words",
        "alike.own-undo" => "Took back that look-alikes are their writers’ own words",
        "contribution.campaign" => "Counted responses as copies of a standard text",
        other => return super::coding::act(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_has_its_own_base_and_none_is_added_to_another() {
        let raised = Heard {
            individuals: 12,
            campaigns: 8,
            ..Heard::default()
        };
        let commented = Heard {
            individuals: 1_180,
            organisations: 4,
            campaigns: 8,
            ..Heard::default()
        };
        assert_eq!(
            shares(&raised, &commented),
            [
                "12 of 1,180 people",
                "0 of 4 organisations",
                "8 of 8 campaign copies"
            ]
        );
        assert_eq!(heard(&raised), ["12 people", "8 campaign copies"]);
    }

    #[test]
    fn whose_words_they_are_is_said_without_saying_it_twice() {
        let mut origin = Origin {
            reference: String::new(),
            capacity: Capacity::Individual,
            audience: "A parent or carer".to_owned(),
            source: String::new(),
            event: false,
            late: true,
        };
        assert_eq!(whose(&origin), "A parent or carer, after closing");
        origin.audience.clear();
        assert_eq!(whose(&origin), "Speaking for themselves, after closing");
        origin.capacity = Capacity::Campaign;
        assert_eq!(whose(&origin), "In a standard text, after closing");
    }

    #[test]
    fn long_words_are_cut_between_words_and_short_ones_are_not() {
        assert_eq!(opening("one two three", 9).as_deref(), Some("one two…"));
        assert_eq!(opening("one two", 9), None);
        assert_eq!(opening("née", 3), None);
    }

    #[test]
    fn a_score_is_said_in_a_word_with_the_number_behind_it() {
        assert_eq!(strength(0.913), "Strong (0.91)");
        assert_eq!(strength(0.5), "Likely (0.50)");
        assert_eq!(strength(0.2), "Weak (0.20)");
    }

    #[test]
    fn machine_and_person_are_told_apart() {
        assert_eq!(
            maker("engine:wellheard 0.1.0"),
            "the engine, wellheard 0.1.0"
        );
        assert_eq!(maker("priya@eastmarch.example"), "priya@eastmarch.example");
    }
}

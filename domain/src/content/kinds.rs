//! Types of question by name, for choosing one.

use crate::question::{Choice, Days, Kind, List, Number, Rank, Rating, Statement, Text};
use crate::text::OptionId;

/// Every type's name, as it is stored, in the order in which they are offered.
pub const KINDS: [&str; 13] = [
    "single",
    "multiple",
    "agreement",
    "rating",
    "yes-no",
    "long-text",
    "short-text",
    "list",
    "number",
    "date",
    "rank",
    "declaration",
    "statement",
];

/// The types that the rows of a grid can have when it is made: the same few answers on each row.
pub const GRID_KINDS: [&str; 3] = ["agreement", "rating", "yes-no"];

/// The name of a type.
pub fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::ShortText(_) => "short-text",
        Kind::LongText(_) => "long-text",
        Kind::Single(_) => "single",
        Kind::Multiple(_) => "multiple",
        Kind::Agreement => "agreement",
        Kind::Rating(_) => "rating",
        Kind::Number(_) => "number",
        Kind::YesNo => "yes-no",
        Kind::Rank(_) => "rank",
        Kind::Date(_) => "date",
        Kind::List(_) => "list",
        Kind::Declaration => "declaration",
        Kind::Statement(_) => "statement",
    }
}

/// A type with its usual settings. `options` are kept where it has any. None for a name that is none.
pub fn kind_named(name: &str, options: Vec<OptionId>) -> Option<Kind> {
    let choice = |options| Choice {
        options,
        ..Choice::default()
    };
    Some(match name {
        "short-text" => Kind::ShortText(Text::default()),
        "long-text" => Kind::LongText(Text::default()),
        "single" => Kind::Single(choice(options)),
        "multiple" => Kind::Multiple(choice(options)),
        "agreement" => Kind::Agreement,
        "rating" => Kind::Rating(Rating { low: 1, high: 5 }),
        "number" => Kind::Number(Number {
            low: 0,
            high: 1_000,
            unit: None,
        }),
        "yes-no" => Kind::YesNo,
        "rank" => Kind::Rank(Rank {
            options,
            places: None,
        }),
        "date" => Kind::Date(Days::default()),
        "list" => Kind::List(List { at_most: 10 }),
        "declaration" => Kind::Declaration,
        "statement" => Kind::Statement(Statement::default()),
        _ => return None,
    })
}

/// The options that an officer writes: those of a choice or a ranking. None where a type has none of its own.
pub fn own_options(kind: &Kind) -> Option<&Vec<OptionId>> {
    match kind {
        Kind::Single(choice) | Kind::Multiple(choice) => Some(&choice.options),
        Kind::Rank(rank) => Some(&rank.options),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_of_its_own() {
        for name in KINDS {
            let kind = kind_named(name, Vec::new()).unwrap();
            assert_eq!(kind_name(&kind), name);
            let json = serde_json::to_value(&kind).unwrap();
            assert_eq!(json["kind"], name, "the name is the stored one");
        }
        assert_eq!(kind_named("grid", Vec::new()), None);
    }
}

//! Sentences about the register of schools, for officers.

use super::numbers::{counted, number};

/// What reading a file came to: the count's name, and its words for one and for many.
pub const TOLD: [(&str, &str, &str); 6] = [
    ("added", "school added", "schools added"),
    ("changed", "school changed", "schools changed"),
    ("closed", "school has closed", "schools have closed"),
    ("same", "school is as it was", "schools are as they were"),
    (
        "elsewhere",
        "row of another local authority was left out",
        "rows of other local authorities were left out",
    ),
    ("refused", "row was refused", "rows were refused"),
];

/// What a search found.
pub fn found(words: &str, found: usize, all: usize) -> String {
    let all = counted(all as u64, "school", "schools");
    match words.is_empty() {
        true => format!("{all}."),
        false => format!("{} of {all}.", number(found as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_says_how_many_of_how_many() {
        assert_eq!(found("", 24, 24), "24 schools.");
        assert_eq!(found("gull", 2, 27_000), "2 of 27,000 schools.");
        assert_eq!(found("", 1, 1), "1 school.");
    }
}

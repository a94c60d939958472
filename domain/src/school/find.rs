//! Which school of the register somebody means.

use super::{Listed, School, Urn, fold};

/// Most schools that are offered to choose from.
pub const OFFERED: usize = 12;
/// Fewest characters of a name that are looked for within names.
const ENOUGH: usize = 4;

/// What was typed, taken apart: what storage has to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing that could be found.
    Nothing,
    /// A number.
    Number(Urn),
    /// A name.
    Name {
        /// The whole of it, folded.
        folded: String,
        /// Its longest word: whatever fits has a word that begins like it.
        longest: String,
    },
}

impl Wanted {
    /// Of what somebody typed.
    pub fn of(typed: &str) -> Self {
        if let Ok(urn) = Urn::parse(typed) {
            return Self::Number(urn);
        }
        let folded = fold(typed);
        let longest = folded.split(' ').max_by_key(|word| word.chars().count());
        match longest {
            Some(longest) if !longest.is_empty() => Self::Name {
                longest: longest.to_owned(),
                folded,
            },
            _ => Self::Nothing,
        }
    }
}

/// What the register has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing like it.
    Nothing,
    /// The one of that number, or the only one of that name.
    One(Listed),
    /// Those it may be, at most [`OFFERED`]; perhaps one alone, when only part of its name was typed.
    Several(Vec<Listed>),
}

/// The school meant by `typed`, among `schools`. A school that is closed is found by its number or whole name only.
pub fn find(typed: &str, schools: &[School]) -> Found {
    let (folded, number) = match Wanted::of(typed) {
        Wanted::Nothing => return Found::Nothing,
        Wanted::Number(urn) => (String::new(), Some(urn)),
        Wanted::Name { folded, .. } => (folded, None),
    };
    if let Some(urn) = number {
        let found = schools.iter().find(|school| school.urn == urn);
        return found.map_or(Found::Nothing, |school| Found::One(school.listed()));
    }
    let named: Vec<&School> = schools.iter().filter(|s| fold(&s.name) == folded).collect();
    let open: Vec<&School> = named.iter().copied().filter(|s| !s.is_closed()).collect();
    let exact = if open.is_empty() { named } else { open };
    match exact[..] {
        [] => {}
        [one] => return Found::One(one.listed()),
        _ => return several(exact),
    }
    if folded.chars().count() < ENOUGH {
        return Found::Nothing;
    }
    let fits = |school: &&School| {
        let words = school.words();
        folded
            .split(' ')
            .all(|word| words.contains(&format!(" {word}")))
    };
    let like: Vec<&School> = schools
        .iter()
        .filter(|school| !school.is_closed())
        .filter(fits)
        .collect();
    match like.is_empty() {
        true => Found::Nothing,
        false => several(like),
    }
}

fn several(schools: Vec<&School>) -> Found {
    let mut listed: Vec<Listed> = schools.into_iter().map(School::listed).collect();
    listed.sort_by_key(|school| (fold(&school.name), fold(&school.town), school.urn));
    listed.truncate(OFFERED);
    Found::Several(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school(urn: &str, name: &str, town: &str, status: &str) -> School {
        School {
            urn: Urn::parse(urn).unwrap(),
            name: name.to_owned(),
            phase: "Primary".to_owned(),
            kind: "Community school".to_owned(),
            status: status.to_owned(),
            town: town.to_owned(),
            postcode: "EM1 2AB".to_owned(),
            authority: "999".to_owned(),
        }
    }

    fn register() -> Vec<School> {
        vec![
            school("900001", "Ashmere Primary School", "Tollbridge", "Open"),
            school(
                "900002",
                "Lantern Lane Primary School",
                "Tollbridge",
                "Open",
            ),
            school("900003", "Lantern Lane Primary School", "Saltmere", "Open"),
            school("900004", "Ashmere Infant School", "Tollbridge", "Closed"),
            school("900005", "Gull Bay School", "Saltmere", "Open"),
            school("900006", "Gull Bay School", "Saltmere", "Closed"),
        ]
    }

    fn urns(found: &Found) -> Vec<String> {
        match found {
            Found::Nothing => Vec::new(),
            Found::One(one) => vec![one.urn.to_string()],
            Found::Several(all) => all.iter().map(|s| s.urn.to_string()).collect(),
        }
    }

    #[test]
    fn a_number_or_a_whole_name_finds_one() {
        for typed in ["900001", "URN 900001", "ashmere primary school"] {
            let found = find(typed, &register());
            assert!(matches!(found, Found::One(_)), "{typed}");
            assert_eq!(urns(&found), ["900001"]);
        }
    }

    #[test]
    fn two_schools_of_one_name_are_both_offered() {
        let found = find("Lantern Lane Primary School", &register());
        assert!(matches!(found, Found::Several(_)));
        assert_eq!(urns(&found), ["900003", "900002"]);
    }

    #[test]
    fn part_of_a_name_is_never_taken_for_the_whole() {
        let found = find("Ashmere", &register());
        assert!(matches!(found, Found::Several(_)));
        assert_eq!(urns(&found), ["900001"]);
        assert_eq!(urns(&find("lantern saltmere", &register())), ["900003"]);
        assert_eq!(find("Ash", &register()), Found::Nothing);
        assert_eq!(
            find("Harbour Lights Autism Group", &register()),
            Found::Nothing
        );
        assert_eq!(find("", &register()), Found::Nothing);
    }

    #[test]
    fn a_closed_school_is_found_by_its_number_or_whole_name_only() {
        assert_eq!(urns(&find("900004", &register())), ["900004"]);
        assert_eq!(
            urns(&find("Ashmere Infant School", &register())),
            ["900004"]
        );
        assert_eq!(
            urns(&find("Ashmere Infant", &register())),
            Vec::<String>::new()
        );
        assert_eq!(urns(&find("Gull Bay School", &register())), ["900005"]);
    }
}

//! Counts and shares in plain English, by the rules of reports.

use crate::disclosure::{Shown, THRESHOLD};
pub use crate::plain::{capital, counted, date, list, number};

/// A question as a heading names it: "Question 7: Is it fair?" What has no name of its own goes by its title.
pub fn titled(name: &str, title: &str) -> String {
    match name == title {
        true => title.to_owned(),
        false => format!("{name}: {title}"),
    }
}

/// Under this many people a percentage says more than it knows, and only counts are given.
pub const SMALL_BASE: u64 = 30;

/// What the number words mean, most first. A word covers shares from its number of per cent upwards.
pub const SCALE: [(&str, &str); 7] = [
    ("almost all", "over 90%"),
    ("most", "75% to 90%"),
    ("a majority", "56% to 74%"),
    ("about half", "45% to 55%"),
    ("many", "30% to 44%"),
    ("some", "10% to 29%"),
    ("a few", "under 10%"),
];

/// `12 people`; a small number of people is "fewer than 5".
pub fn people(shown: Shown) -> String {
    match shown {
        Shown::Count(count) => counted(count, "person", "people"),
        Shown::Hidden => format!("fewer than {THRESHOLD} people"),
    }
}

/// The whole-number percentage; none on a base under [`SMALL_BASE`].
pub fn percent(count: u64, base: u64) -> Option<String> {
    if base < SMALL_BASE {
        return None;
    }
    let rounded = (count * 200 + base) / (base * 2);
    Some(match rounded {
        0 if count > 0 => "under 1%".to_owned(),
        100 if count < base => "over 99%".to_owned(),
        _ => format!("{rounded}%"),
    })
}

/// The number word for a share; none where there is no percentage either.
pub fn quantity(count: u64, base: u64) -> Option<&'static str> {
    percent(count, base)?;
    let word = match (count * 200 + base) / (base * 2) {
        _ if count * 10 > base * 9 => 0,
        75.. => 1,
        56.. => 2,
        45.. => 3,
        30.. => 4,
        10.. => 5,
        _ => 6,
    };
    Some(SCALE[word].0)
}

/// `64 of the 142 people who commented (45%)`.
pub fn share(shown: Shown, base: Shown, who: &str) -> String {
    let percent = match (shown, base) {
        (Shown::Count(count), Shown::Count(base)) => percent(count, base),
        _ => None,
    };
    let percent = percent.map(|p| format!(" ({p})")).unwrap_or_default();
    part(shown, base, who) + &percent
}

/// `64 of the 142 people who commented`, where a percentage would say more than is known.
pub fn part(shown: Shown, base: Shown, who: &str) -> String {
    match (shown, base) {
        (Shown::Count(count), Shown::Count(base)) => {
            format!("{} of the {} {who}", number(count), number(base))
        }
        (Shown::Count(count), Shown::Hidden) => counted(count, "person", "people"),
        (Shown::Hidden, Shown::Count(base)) => {
            format!("fewer than {THRESHOLD} of the {} {who}", number(base))
        }
        (Shown::Hidden, Shown::Hidden) => format!("fewer than {THRESHOLD} people"),
    }
}

/// With a full stop, unless it ends in a mark of its own.
pub fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    match text.chars().last() {
        None | Some('.' | '!' | '?' | '…' | ':' | '”') => text,
        Some(_) => text + ".",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_number_of_people_is_never_said() {
        assert_eq!(people(Shown::Count(12)), "12 people");
        assert_eq!(people(Shown::Hidden), "fewer than 5 people");
    }

    #[test]
    fn a_percentage_needs_thirty_people_and_never_rounds_to_none_or_all() {
        assert_eq!(percent(10, 29), None);
        assert_eq!(percent(15, 30).as_deref(), Some("50%"));
        assert_eq!(percent(1, 300).as_deref(), Some("under 1%"));
        assert_eq!(percent(299, 300).as_deref(), Some("over 99%"));
        assert_eq!(percent(0, 300).as_deref(), Some("0%"));
    }

    #[test]
    fn a_number_word_agrees_with_the_printed_percentage() {
        let words: Vec<_> = [91, 90, 75, 74, 56, 55, 45, 44, 30, 29, 10, 9]
            .map(|n| quantity(n, 100).unwrap())
            .to_vec();
        let most = [
            "almost all",
            "most",
            "most",
            "a majority",
            "a majority",
            "about half",
        ];
        let fewer = ["about half", "many", "many", "some", "some", "a few"];
        assert_eq!(words, [most, fewer].concat());
        assert_eq!(quantity(9, 10), None);
    }

    #[test]
    fn a_share_always_names_its_base() {
        let count = Shown::Count;
        assert_eq!(
            share(count(64), count(142), "people who commented"),
            "64 of the 142 people who commented (45%)"
        );
        assert_eq!(share(count(7), count(12), "people"), "7 of the 12 people");
        assert_eq!(
            share(Shown::Hidden, count(40), "people"),
            "fewer than 5 of the 40 people"
        );
    }

    #[test]
    fn a_sentence_has_a_capital_and_one_mark_at_its_end() {
        assert_eq!(sentence("is it fair?"), "Is it fair?");
        assert_eq!(sentence("we will"), "We will.");
    }
}

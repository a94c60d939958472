//! Numbers, dates and lists as people in England write them, the same on screens and in reports.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// 93 for 0.934, to say "93 of 100": rounded down, so that what was not always right is never said to be.
pub fn hundredths(share: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share is from 0 to 1"
    )]
    let whole = (share.clamp(0.0, 1.0) * 100.0).floor() as u64;
    whole
}

/// `12,345`.
pub fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 person`, `12 people`: the number with the right one of two words.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// `30 April 2026`.
pub fn date(date: Date) -> String {
    let month = MONTHS[usize::try_from(date.month() - 1).unwrap_or_default() % 12];
    format!("{} {month} {}", date.day(), date.year())
}

/// `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_the_right_noun() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(10_000), "10,000");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(counted(1, "person", "people"), "1 person");
        assert_eq!(counted(1_200, "person", "people"), "1,200 people");
    }

    #[test]
    fn dates_and_lists_read_as_people_write_them() {
        assert_eq!(date(jiff::civil::date(2026, 4, 30)), "30 April 2026");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(capital("we will"), "We will");
    }
}

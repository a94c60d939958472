//! Phone numbers, NHS numbers and unique pupil numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::{Hit, Kind, pattern};

/// +44 or 0, then nine or ten digits with the usual spaces, hyphens, dots and brackets.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:\+44[\s.-]?(?:\(0\)[\s.-]?)?|\(?\b0)[1-9](?:[\s().-]{0,2}[0-9]){8,9}\b")
});

static NHS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[0-9]{3}[\s-]?[0-9]{3}[\s-]?[0-9]{4}\b"));

static UPN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]\b"));

pub(super) fn find(text: &str, hits: &mut Vec<Hit>) {
    for found in PHONE.find_iter(text) {
        let digits: Vec<u32> = found
            .as_str()
            .chars()
            .filter_map(|c| c.to_digit(10))
            .collect();
        let national = match found.as_str().strip_prefix("+44") {
            Some(rest) if rest.contains("(0)") => digits.len() - 3,
            Some(_) => digits.len() - 2,
            None => digits.len() - 1,
        };
        let continues = text[found.end()..].starts_with(|c: char| c.is_ascii_digit());
        if (9..=10).contains(&national) && !continues {
            hits.push((found.range(), Kind::UkPhone));
        }
    }
    let nhs = NHS
        .find_iter(text)
        .filter(|found| is_nhs_number(found.as_str()));
    hits.extend(nhs.map(|found| (found.range(), Kind::NhsNumber)));
    let upn = UPN.find_iter(text).filter(|found| is_upn(found.as_str()));
    hits.extend(upn.map(|found| (found.range(), Kind::Upn)));
}

/// Whether ten digits carry a right NHS check digit: weights 10 to 2, modulus 11.
/// Source: NHS Data Dictionary, "NHS Number".
#[must_use]
fn is_nhs_number(written: &str) -> bool {
    let digits: Vec<u32> = written.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 10 || digits.iter().all(|d| *d == digits[0]) {
        return false;
    }
    let sum: u32 = digits[..9]
        .iter()
        .zip((2..=10).rev())
        .map(|(d, weight)| d * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    check < 10 && check == digits[9]
}

/// The letters of unique pupil numbers, each standing for its place.
const UPN_LETTERS: &str = "ABCDEFGHJKLMNPQRTUVWXYZ";

/// Whether a unique pupil number carries the right check letter: weights 2 to 13, modulus 23. A temporary number ends
/// in a letter, which counts as its place in the alphabet of check letters.
/// Source: Department for Education, "Unique pupil numbers: a guide for schools and local authorities".
#[must_use]
fn is_upn(written: &str) -> bool {
    let written = written.to_ascii_uppercase();
    let value = |letter: char| {
        letter
            .to_digit(10)
            .or_else(|| UPN_LETTERS.find(letter).map(|at| at as u32))
    };
    let mut letters = written.chars();
    let Some(check) = letters.next().and_then(|letter| UPN_LETTERS.find(letter)) else {
        return false;
    };
    let sum: Option<u32> = letters
        .zip(2..)
        .map(|(letter, weight)| Some(value(letter)? * weight))
        .sum();
    sum.is_some_and(|sum| sum as usize % 23 == check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_nhs_number_needs_its_check_digit() {
        assert!(is_nhs_number("943 476 5919"));
        assert!(!is_nhs_number("943 476 5918"));
        assert!(!is_nhs_number("111 111 1111"));
        assert!(!is_nhs_number("12345"));
    }

    #[test]
    fn a_pupil_number_needs_its_check_letter() {
        // 8*2 + 0*3 + 1*4 + 2*5 + 0*6 + 0*7 + 0*8 + 0*9 + 1*10 + 2*11 + 3*12 + 4*13 = 150; 150 mod 23 = 12 = N.
        assert!(is_upn("N801200001234"));
        assert!(is_upn("n801200001234"));
        assert!(!is_upn("P801200001234"));
    }
}

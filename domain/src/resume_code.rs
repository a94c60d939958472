//! The code with which somebody comes back to a response that they have not sent.

use std::fmt;

/// Crockford's base32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: eighty bits.
const LENGTH: usize = 16;
/// Characters of a group, as a code is shown.
const GROUP: usize = 4;

/// A resume code. Whoever has it can read and change the answers, so it is shown once and only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct ResumeCode(String);

impl ResumeCode {
    /// The code of the lowest eighty of these bits, which must be random.
    pub fn from_bits(bits: u128) -> Self {
        let letter = |at: usize| char::from(ALPHABET[(bits >> (5 * at)) as usize & 31]);
        Self((0..LENGTH).map(letter).collect())
    }

    /// Reads a code as people type it: in either case, with or without spaces and dashes, with the letter O for
    /// nought and I or L for one. None when it cannot be a code.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut code = String::with_capacity(LENGTH);
        for letter in typed.chars().filter(|c| !divides(*c)) {
            code.push(match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            });
        }
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| ALPHABET.contains(&byte));
        (code.chars().count() == LENGTH && code.chars().all(known)).then_some(Self(code))
    }

    /// The characters without dashes: what is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people and telephones put between groups.
fn divides(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | ',' | '_'
        )
}

/// In groups, as it is shown: `7K3M-9QXD-2F8H-R6TV`.
impl fmt::Display for ResumeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{letter}")?;
        }
        Ok(())
    }
}

/// Says nothing: a code must not get into a log.
impl fmt::Debug for ResumeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResumeCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_four_groups_and_read_back() {
        for bits in [0, 1, u128::MAX, 0x1234_5678_9abc_def0_1357] {
            let code = ResumeCode::from_bits(bits);
            let shown = code.to_string();
            assert_eq!(shown.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
            assert!(!shown.contains(['I', 'L', 'O', 'U']), "{shown}");
            assert_eq!(ResumeCode::parse(&shown), Some(code));
        }
    }

    #[test]
    fn eighty_bits_make_a_difference_and_no_more() {
        let zero = ResumeCode::from_bits(0);
        for bit in 0..80 {
            assert_ne!(ResumeCode::from_bits(1 << bit), zero, "bit {bit}");
        }
        assert_eq!(ResumeCode::from_bits(1 << 80), zero);
    }

    #[test]
    fn it_is_read_however_it_is_typed() {
        let code = ResumeCode::parse("7K3M-90XD-2F81-R6TV").unwrap();
        for typed in [
            "7k3m90xd2f81r6tv",
            " 7K3M 90XD 2F81 R6TV ",
            "7K3M–9OXD–2F8I–R6TV",
            "7k3m.9oxd.2f8l.r6tv",
            "7\u{a0}K3M\u{2011}90XD\t2F8L\nR6TV",
        ] {
            assert_eq!(ResumeCode::parse(typed).as_ref(), Some(&code), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for typed in [
            "",
            "7K3M-90XD-2F81",
            "7K3M-90XD-2F81-R6TV-0",
            "7K3M-90XD-2F81-R6TU",
            "7K3M-90XD-2F81-R6Té",
            "７K3M-90XD-2F81-R6TV",
        ] {
            assert_eq!(ResumeCode::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_log_never_shows_it() {
        let code = ResumeCode::from_bits(0x1234_5678_9abc);
        assert_eq!(format!("{code:?}"), "ResumeCode");
    }
}

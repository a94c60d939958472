//! The letter with a code, in plain words. Nothing in its subject tells what it is about: others may see the list of
//! somebody's letters.

use super::resume::KEEP_SAFE;
use crate::words::fill;
use domain::text::Language;

/// A letter whose code is still to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The reader's language.
    pub language: Language,
    /// Its subject.
    pub subject: String,
    body: String,
}

/// The letter, in the reader's language.
pub fn letter(language: &Language) -> Letter {
    let gap = |name: &str| format!("{{{name}}}");
    let paragraphs = [
        say!(
            "You asked us to send you this code. With it you can carry on with your answers to “{consultation}”.",
            consultation = gap("consultation")
        ),
        say!("Your code: {code}", code = gap("code")),
        [
            say!("Go to {address}", address = gap("address")),
            say!(
                "Type your code. Carry on where you stopped. Do not forget to send your response."
            ),
        ]
        .join("\n"),
        KEEP_SAFE.say(),
        say!(
            "Did you not ask for this? Then somebody typed your address by mistake. You do not have to do anything."
        ),
        say!("We have not kept your address. Nobody reads answers to this email."),
    ];
    Letter {
        language: language.clone(),
        subject: say!("Your code"),
        body: paragraphs.join("\n\n") + "\n",
    }
}

impl Letter {
    /// The letter whole.
    pub fn with(&self, consultation: &str, code: &str, address: &str) -> String {
        let gaps = [
            ("consultation", consultation),
            ("code", code),
            ("address", address),
        ];
        fill(
            &self.body,
            &gaps.map(|(name, value)| (name, value.to_owned())),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_has_the_code_and_where_to_type_it_and_no_gap_is_left() {
        let whole =
            letter(&Language::english()).with("{code}", "7K3M", "https://say.example/return");
        assert!(
            whole.contains("“{code}”"),
            "a title is never filled in: {whole}"
        );
        assert!(whole.contains("Your code: 7K3M"));
        assert!(whole.contains("Go to https://say.example/return\nType your code."));
    }
}

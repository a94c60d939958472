//! What people write in cells, read leniently: case, spacing and the shape of quotes and dashes do not matter.

use domain::content::Audience;
use domain::question::{Kind, Question};
use domain::text::{AudienceId, Language, OptionId};

/// A text as it is compared.
pub fn fold(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        c => c,
    });
    let plain: String = plain.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Yes or no; none for anything else. An empty cell is no.
pub fn yes(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" => Some(true),
        "" | "no" | "n" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// A text with line ends made one and without control characters, which no database need keep.
pub fn clean(text: &str) -> String {
    let joined = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = joined
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    kept.trim().to_owned()
}

/// The options of one question by what people may write for them.
pub struct Options {
    /// Folded id or label, the audience the label is for, the option.
    known: Vec<(String, Option<AudienceId>, OptionId)>,
    /// Whether a cell may name several.
    pub several: bool,
}

impl Options {
    /// The options of a question; none for texts and numbers.
    pub fn of(question: &Question) -> Option<Self> {
        let options = question.options();
        if options.is_empty() {
            return None;
        }
        let mut known = Vec::new();
        for option in options {
            known.push((fold(option.as_str()), None, option.clone()));
            let usual = question.label(&option, &Language::english(), None);
            known.push((fold(&usual), None, option.clone()));
            for worded in &question.wording.0 {
                let audience = worded.audience.clone();
                let label = question.label(&option, &worded.language, audience.as_ref());
                known.push((fold(&label), audience, option.clone()));
            }
        }
        let several = matches!(question.kind, Kind::Multiple(_) | Kind::Rank(_));
        Some(Self { known, several })
    }

    /// The option somebody of this audience means: an id before a label, their own label before another's.
    pub fn find(&self, text: &str, audience: Option<&AudienceId>) -> Option<&OptionId> {
        let text = fold(text);
        let same = || self.known.iter().filter(|(label, _, _)| *label == text);
        let own = same().find(|(_, whose, option)| {
            (whose.is_some() && whose.as_ref() == audience) || fold(option.as_str()) == text
        });
        own.or_else(|| same().find(|(_, whose, _)| whose.is_none()))
            .or_else(|| same().next())
            .map(|(_, _, option)| option)
    }
}

/// The audience of this id or name, in any language.
pub fn audience<'a>(audiences: &'a [Audience], text: &str) -> Option<&'a AudienceId> {
    let text = fold(text);
    let named = |a: &&Audience| a.wording.0.iter().any(|w| fold(&w.words.name) == text);
    let found = audiences
        .iter()
        .find(|a| fold(a.id.as_str()) == text)
        .or_else(|| audiences.iter().find(named));
    found.map(|a| &a.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        let text = r#"
            id = "Q1"
            kind = "multiple"
            options = ["fees", "bus"]
            other = true
            [[wording]]
            title = "What?"
            labels = { fees = "Fees – all of them", bus = "Transport" }
            [[wording]]
            audience = "young-person"
            title = "What?"
            labels = { fees = "Transport", bus = "The bus" }
        "#;
        toml::from_str(text).unwrap()
    }

    #[test]
    fn an_option_is_known_by_its_id_or_its_label_whatever_the_case_and_dashes() {
        let options = Options::of(&question()).unwrap();
        let find = |text: &str| options.find(text, None).map(ToString::to_string);
        assert_eq!(find("FEES"), Some("fees".into()));
        assert_eq!(find(" fees -  all of them"), Some("fees".into()));
        assert_eq!(find("The bus"), Some("bus".into()));
        assert_eq!(find("Other"), Some("other".into()));
        assert_eq!(find("the buses"), None);
        assert!(options.several);
    }

    #[test]
    fn a_label_that_means_two_things_means_what_the_audience_was_shown() {
        let options = Options::of(&question()).unwrap();
        let young = AudienceId::parse("young-person").unwrap();
        assert_eq!(options.find("Transport", None).unwrap().as_str(), "bus");
        assert_eq!(
            options.find("Transport", Some(&young)).unwrap().as_str(),
            "fees"
        );
    }

    #[test]
    fn yes_and_no_have_many_spellings_and_maybe_has_none() {
        assert_eq!(
            (yes("Yes"), yes(" TRUE "), yes("x")),
            (Some(true), Some(true), Some(true))
        );
        assert_eq!(
            (yes("no"), yes(""), yes("maybe")),
            (Some(false), Some(false), None)
        );
    }
}

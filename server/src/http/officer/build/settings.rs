//! Reading a question's type, its limits and its options.

use crate::http::form::Fields;
use app::api::FieldError;
use domain::content::{kind_name, kind_named, own_options};
use domain::question::{Choice, Kind, Question, Unit};
use domain::text::{Language, OptionId, clean};
use std::collections::BTreeMap;
use std::str::FromStr;

/// What was read.
pub(super) struct Settings {
    pub kind: Kind,
    /// Labels of options that the form added.
    pub labels: BTreeMap<OptionId, String>,
}

impl Settings {
    /// As they are.
    pub(super) fn of(question: &Question) -> Self {
        Self {
            kind: question.kind.clone(),
            labels: BTreeMap::new(),
        }
    }
}

/// The settings of the type that the form showed. Where another type is chosen, that one with its usual settings.
pub(super) fn read(
    fields: &Fields,
    old: &Question,
    locked: bool,
    wrong: &mut Vec<FieldError>,
) -> Settings {
    let mut form = Form {
        fields,
        wrong,
        labels: BTreeMap::new(),
    };
    let options = own_options(&old.kind).map(|options| form.options(options));
    let wanted = fields.text("kind");
    if !locked && !wanted.is_empty() && wanted != kind_name(&old.kind) {
        let kind = kind_named(wanted, options.unwrap_or_default());
        if kind.is_none() {
            form.wrong.push(FieldError::code("kind", "missing"));
        }
        return Settings {
            kind: kind.unwrap_or_else(|| old.kind.clone()),
            labels: form.labels,
        };
    }
    let mut kind = old.kind.clone();
    form.settings(&mut kind, old, options.unwrap_or_default());
    Settings {
        kind,
        labels: form.labels,
    }
}

struct Form<'a> {
    fields: &'a Fields,
    wrong: &'a mut Vec<FieldError>,
    labels: BTreeMap<OptionId, String>,
}

impl Form<'_> {
    fn settings(&mut self, kind: &mut Kind, old: &Question, options: Vec<OptionId>) {
        let ticked = |fields: &Fields, name: &str| fields.text(name) == "yes";
        match kind {
            Kind::ShortText(text) | Kind::LongText(text) => {
                text.limit = self.number("limit", text.limit)
            }
            Kind::Single(choice) => {
                self.choice(choice, old, options);
            }
            Kind::Multiple(choice) => {
                self.choice(choice, old, options);
                choice.at_most = self.number("at_most", choice.at_most);
            }
            Kind::Rating(rating) => {
                rating.low = self.needed("low", rating.low);
                rating.high = self.needed("high", rating.high);
            }
            Kind::Number(number) => {
                number.low = self.needed("low", number.low);
                number.high = self.needed("high", number.high);
                number.unit = ticked(self.fields, "pounds").then_some(Unit::Pounds);
            }
            Kind::Rank(rank) => {
                rank.options = options;
                rank.places = self.number("places", rank.places);
            }
            Kind::Date(days) => {
                days.from = self.read("from", days.from, "not_a_date");
                days.to = self.read("to", days.to, "not_a_date");
            }
            Kind::List(list) => list.at_most = self.needed("at_most", list.at_most),
            Kind::Statement(statement) => statement.exit = ticked(self.fields, "exit"),
            Kind::Agreement | Kind::YesNo | Kind::Declaration => {}
        }
    }

    fn choice(&mut self, choice: &mut Choice, old: &Question, options: Vec<OptionId>) {
        choice.options = options;
        choice.other = self.fields.text("other") == "yes";
        let label = clean(self.fields.text("alone"));
        choice.alone = match (label.as_str(), choice.alone.take()) {
            ("", _) => None,
            (label, Some(id)) => {
                // Reworded by its label among the words, or here.
                if old.label(&id, &Language::english(), None) != label {
                    self.labels.insert(id.clone(), label.to_owned());
                }
                Some(id)
            }
            (label, None) => {
                let id = new_id(label, &choice.options);
                self.labels.insert(id.clone(), label.to_owned());
                Some(id)
            }
        };
    }

    /// The options that stay, in their new order, then the new ones.
    fn options(&mut self, old: &[OptionId]) -> Vec<OptionId> {
        let gone: Vec<&str> = self.fields.all("drop").collect();
        let mut kept: Vec<(usize, usize, OptionId)> = Vec::new();
        for (at, option) in old.iter().enumerate() {
            if gone.contains(&option.as_str()) {
                continue;
            }
            let name = format!("order--{option}");
            let place = self.fields.text(&name).trim().parse().unwrap_or(at + 1);
            // What was put where another one stands goes before it when it moves up, and behind it when it moves down.
            let tie = match place.cmp(&(at + 1)) {
                std::cmp::Ordering::Less => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Greater => 2,
            };
            kept.push((place, tie, option.clone()));
        }
        kept.sort_by_key(|(place, tie, _)| (*place, *tie));
        let mut options: Vec<OptionId> = kept.into_iter().map(|(_, _, option)| option).collect();
        let typed = clean(self.fields.text("new_options"));
        for label in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if label.chars().count() > 300 {
                self.wrong.push(FieldError::code("new_options", "too_long"));
                continue;
            }
            // An id that was taken out a moment ago is not given again: answers to it may be kept.
            let taken: Vec<OptionId> = options.iter().chain(old).cloned().collect();
            let id = new_id(label, &taken);
            self.labels.insert(id.clone(), label.to_owned());
            options.push(id);
        }
        options
    }

    fn number<T: FromStr>(&mut self, name: &str, old: Option<T>) -> Option<T> {
        self.read(name, old, "not_a_number")
    }

    fn needed<T: FromStr + Copy>(&mut self, name: &str, old: T) -> T {
        match self.number(name, Some(old)) {
            Some(number) => number,
            None => {
                self.wrong.push(FieldError::code(name, "not_a_number"));
                old
            }
        }
    }

    /// Empty is none; what cannot be read is told, and the old value stays.
    fn read<T: FromStr>(&mut self, name: &str, old: Option<T>, code: &str) -> Option<T> {
        let text = self.fields.text(name).trim();
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(value),
            Err(_) => {
                self.wrong.push(FieldError::code(name, code));
                old
            }
        }
    }
}

/// An id made of a label, that no other option has. It stays when the label is reworded.
fn new_id(label: &str, taken: &[OptionId]) -> OptionId {
    let letters: String = label
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let stem: String = words.join("-").chars().take(40).collect();
    let stem = match stem.trim_matches('-') {
        // "other" has a meaning of its own.
        "" | "other" => "option",
        stem => stem,
    };
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
    std::iter::once(stem.to_owned())
        .chain(numbered)
        .filter_map(|id| OptionId::parse(&id).ok())
        .find(|id| !taken.contains(id))
        .unwrap_or_else(|| taken[0].clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_gets_an_id_from_its_label_that_no_other_has() {
        let taken = [new_id("More help in class", &[])];
        assert_eq!(taken[0].as_str(), "more-help-in-class");
        assert_eq!(
            new_id("More help in class!", &taken).as_str(),
            "more-help-in-class-2"
        );
        assert_eq!(new_id("Other", &taken).as_str(), "option");
        assert_eq!(new_id("…", &taken).as_str(), "option");
    }
}

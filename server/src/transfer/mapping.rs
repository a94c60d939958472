//! A mapping file: what each column of somebody else's table means.

use super::words::fold;
use domain::contribution::{Capacity, Channel};
use domain::text::{AudienceId, Language, OptionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A mapping, as TOML. See `docs/how-to/import-responses.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// The column that names a row, so that a repeated import adds nothing.
    pub key: Option<String>,
    /// How received dates are written, such as `%d/%m/%Y`.
    pub date_format: Option<String>,
    /// What it is kept as, for the next file; empty where it is not.
    pub name: String,
    /// The survey it came from. Rows of the same name in two surveys are two rows.
    pub source: String,
    /// Whether a row without a received date was begun and never sent, and is refused.
    pub only_sent: bool,
    /// For rows that do not say.
    pub defaults: Defaults,
    /// By the column's name.
    pub columns: BTreeMap<String, Column>,
}

/// What holds where a row does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Defaults {
    /// Whose questions were answered.
    pub audience: Option<AudienceId>,
    /// How it came.
    pub channel: Option<Channel>,
    /// The language written in.
    pub language: Option<Language>,
    /// For whom they speak.
    pub capacity: Option<Capacity>,
}

/// What one column holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Column {
    /// A question's id, or `ID__other` for the words beside "Other".
    pub question: Option<String>,
    /// Or a fact about the response.
    pub field: Option<Field>,
    /// With a question: the option that this column says was picked or not.
    pub tick: Option<OptionId>,
    /// With a ranking: the place that this column holds, from 1; all of them in order where it is not said.
    pub place: Option<usize>,
    /// Or nothing that is wanted.
    pub ignore: bool,
    /// Why it is not.
    pub why: String,
    /// What a cell says, and what that means: an option, an audience, a channel… An empty meaning is no answer.
    pub values: BTreeMap<String, String>,
    /// Words that are no option are the words beside "Other".
    pub unknown_is_other: bool,
}

/// A fact about a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Names the row where there is no key column; kept as the response's reference where it can be.
    Reference,
    /// `response`, `letter` or `event-point`.
    Form,
    /// Who they are.
    Audience,
    /// `individual`, `organisation`, `group` or `campaign`.
    Capacity,
    /// Name of an organisation or group.
    Organisation,
    /// Number of a school in the register.
    Urn,
    /// Whether the sender may answer for the organisation.
    Authorised,
    /// People a group stands for.
    GroupSize,
    /// How it was typed: alone, with help, for somebody, or by a group.
    Typing,
    /// Who helped, typed or led.
    Typist,
    /// Whose words they are.
    WhoseWords,
    /// How a group agreed.
    Agreed,
    /// How it came.
    Channel,
    /// The language written in.
    Language,
    /// When it reached the council.
    Received,
    /// Whether they may be quoted.
    ConsentToQuote,
    /// Whether an organisation's answer may be published under its name.
    ConsentToPublish,
    /// The words of a letter, or of a point made at an event.
    Letter,
    /// Whether the response was erased; such rows are left out.
    Erased,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 19] = [
        Self::Reference,
        Self::Form,
        Self::Audience,
        Self::Capacity,
        Self::Organisation,
        Self::Urn,
        Self::Authorised,
        Self::GroupSize,
        Self::Typing,
        Self::Typist,
        Self::WhoseWords,
        Self::Agreed,
        Self::Channel,
        Self::Language,
        Self::Received,
        Self::ConsentToQuote,
        Self::ConsentToPublish,
        Self::Letter,
        Self::Erased,
    ];

    /// Its name in mapping files, and of its column in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Form => "form",
            Self::Audience => "audience",
            Self::Capacity => "capacity",
            Self::Organisation => "organisation",
            Self::Urn => "urn",
            Self::Authorised => "authorised",
            Self::GroupSize => "group_size",
            Self::Typing => "typing",
            Self::Typist => "typist",
            Self::WhoseWords => "whose_words",
            Self::Agreed => "agreed",
            Self::Channel => "channel",
            Self::Language => "language",
            Self::Received => "received",
            Self::ConsentToQuote => "consent_to_quote",
            Self::ConsentToPublish => "consent_to_publish",
            Self::Letter => "letter",
            Self::Erased => "erased",
        }
    }

    /// The field that a column of this name holds.
    pub fn of_column(name: &str) -> Option<Self> {
        let name = fold(name).replace([' ', '-'], "_");
        match name.as_str() {
            "received_at" | "date_received" => Some(Self::Received),
            _ => Self::ALL.into_iter().find(|field| field.as_str() == name),
        }
    }
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Says where it is not one.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text.trim_start_matches('\u{feff}'))
    }
}

impl Column {
    /// What a cell means, where the mapping says so.
    pub fn meaning(&self, cell: &str) -> Option<&str> {
        if self.values.is_empty() {
            return None;
        }
        let cell = fold(cell);
        let found = self.values.iter().find(|(said, _)| fold(said) == cell);
        found.map(|(_, meaning)| meaning.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_what_columns_mean_and_a_slip_of_the_pen_is_told() {
        let mapping = Mapping::parse(
            "key = 'ref'\n[defaults]\naudience = 'parent-carer'\nchannel = 'paper'\n\
             [columns.'What do you think?']\nquestion = 'C3'\n\
             [columns.who]\nfield = 'audience'\nvalues = { 'Parent or carer' = 'parent-carer' }\n",
        )
        .unwrap();
        assert_eq!(mapping.defaults.channel, Some(Channel::Paper));
        assert_eq!(
            mapping.columns["who"].meaning("parent OR carer "),
            Some("parent-carer")
        );
        assert_eq!(mapping.columns["who"].meaning("Governor"), None);
        let error = Mapping::parse("[columns.x]\nfeild = 'audience'\n").unwrap_err();
        assert!(error.to_string().contains("feild"), "{error}");
    }

    #[test]
    fn columns_named_like_fields_are_known_however_they_are_spaced() {
        assert_eq!(Field::of_column("Group size"), Some(Field::GroupSize));
        assert_eq!(Field::of_column("received_at"), Some(Field::Received));
        assert_eq!(Field::of_column("comment"), None);
        for field in Field::ALL {
            assert_eq!(Field::of_column(field.as_str()), Some(field));
        }
    }
}

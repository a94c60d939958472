//! Letters, e-mails, petitions, dossiers and points made at events: what came in its own words, not on our form.

use crate::content::Content;
use crate::contribution::{Capacity, Channel, Consent, Form, SpeaksFor, Submission};
use crate::id::VersionId;
use crate::question::{Answers, Problem};
use crate::speaks_for::{group_size, speaks_for_faults};
use crate::text::{AudienceId, Language, clean};

/// Most characters of a letter. Room for a dossier of some forty pages.
pub const LETTER_LIMIT: usize = 100_000;

/// Ways a letter comes, in the order they are offered.
pub const WAYS: [Channel; 5] = [
    Channel::Email,
    Channel::Letter,
    Channel::Phone,
    Channel::Paper,
    Channel::Event,
];

/// A letter as an officer typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLetter {
    /// How it came; none until chosen.
    pub channel: Option<Channel>,
    /// From whom.
    pub speaks_for: SpeaksFor,
    /// Whose view it is; none when nobody can tell.
    pub audience: Option<AudienceId>,
    /// The words, as they were written.
    pub text: String,
    /// What may be done with the words.
    pub consent: Consent,
}

/// Checks a letter. Only what an organisation agreed to is published under its name.
///
/// # Errors
/// Every field (`channel`, `capacity`, `organisation`, `group-size`, `audience` or `text`) and what is wrong with it,
/// in the order of the form; never empty.
pub fn read(
    content: &Content,
    version: VersionId,
    letter: &TypedLetter,
) -> Result<Submission, Vec<(&'static str, Problem)>> {
    let mut faults = Vec::new();
    let channel = letter.channel.filter(|channel| WAYS.contains(channel));
    if channel.is_none() {
        faults.push(("channel", Problem::Missing));
    }
    faults.extend(speaks_for_faults(&letter.speaks_for));
    if let Some(audience) = &letter.audience
        && !content.audiences.iter().any(|a| &a.id == audience)
    {
        let option = audience.to_string();
        faults.push(("audience", Problem::NoSuchOption { option }));
    }
    let text = clean(&letter.text);
    let length = text.chars().count();
    if text.is_empty() {
        faults.push(("text", Problem::Missing));
    } else if length > LETTER_LIMIT {
        let limit = LETTER_LIMIT;
        faults.push(("text", Problem::TooLong { length, limit }));
    }
    let (Some(channel), Some(capacity), true) =
        (channel, letter.speaks_for.capacity, faults.is_empty())
    else {
        return Err(faults);
    };
    Ok(Submission {
        form: match channel {
            Channel::Event => Form::EventPoint,
            _ => Form::Letter,
        },
        channel,
        capacity,
        organisation: match capacity {
            Capacity::Individual => String::new(),
            _ => clean(&letter.speaks_for.organisation),
        },
        urn: None,
        authorised: None,
        group_size: group_size(capacity, &letter.speaks_for),
        typing: Default::default(),
        audience: letter.audience.clone(),
        language: Language::english(),
        version,
        answers: Answers::new(),
        comments: Vec::new(),
        text,
        consent: Consent {
            quote: letter.consent.quote,
            publish: letter.consent.publish && capacity == Capacity::Organisation,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(channel: Channel) -> TypedLetter {
        TypedLetter {
            channel: Some(channel),
            speaks_for: SpeaksFor {
                capacity: Some(Capacity::Individual),
                organisation: "left over".to_owned(),
                group_size: String::new(),
                ..SpeaksFor::default()
            },
            text: " Please keep the unit open. ".to_owned(),
            consent: Consent {
                quote: false,
                publish: true,
            },
            ..TypedLetter::default()
        }
    }

    fn check(letter: &TypedLetter) -> Result<Submission, Vec<(&'static str, Problem)>> {
        let content = Content {
            wording: Default::default(),
            audiences: Vec::new(),
            sections: Vec::new(),
            questions: Vec::new(),
        };
        read(&content, VersionId::from_uuid(uuid::Uuid::nil()), letter)
    }

    #[test]
    fn a_point_made_at_an_event_is_no_letter() {
        let letter = check(&typed(Channel::Email)).unwrap();
        assert_eq!(
            (letter.form, letter.text.as_str()),
            (Form::Letter, "Please keep the unit open.")
        );
        let point = check(&typed(Channel::Event)).unwrap();
        assert_eq!(point.form, Form::EventPoint);
    }

    #[test]
    fn nobody_but_an_organisation_is_named_or_published() {
        let letter = check(&typed(Channel::Email)).unwrap();
        assert_eq!(letter.organisation, "");
        assert!(!letter.consent.publish);
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_form() {
        let mut letter = typed(Channel::Web);
        letter.speaks_for.capacity = Some(Capacity::Group);
        letter.audience = "nobody".parse().ok();
        letter.text = "x".repeat(LETTER_LIMIT + 1);
        let fields: Vec<_> = check(&letter)
            .unwrap_err()
            .into_iter()
            .map(|f| f.0)
            .collect();
        assert_eq!(fields, ["channel", "group-size", "audience", "text"]);
    }
}

//! Letters, e-mails, petitions, dossiers and points made at events: what came in its own words, not on our form.

mod handling;
mod target;

pub use handling::{Acknowledged, Handling, Kind, REASON_LIMIT, SIGNATURES_LIMIT, ToDo};
pub use target::Target;

use crate::content::Content;
use crate::contribution::{Capacity, Channel, Consent, Form, SpeaksFor, Submission};
use crate::id::VersionId;
use crate::language::written_in;
use crate::question::{Answers, Problem};
use crate::speaks_for::{group_size, speaks_for_faults};
use crate::text::{AudienceId, Language, clean};

/// Most characters of a letter. Room for a dossier of some hundred pages.
pub const LETTER_LIMIT: usize = 300_000;

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
    /// What it is; a letter until somebody says otherwise.
    pub kind: Option<Kind>,
    /// How many signed a petition, as typed.
    pub signatures: String,
    /// How it came; none until chosen.
    pub channel: Option<Channel>,
    /// From whom.
    pub speaks_for: SpeaksFor,
    /// Whose view it is; none when nobody can tell.
    pub audience: Option<AudienceId>,
    /// The tag of the language that it is written in; empty means English.
    pub language: String,
    /// The words, as they were written.
    pub text: String,
    /// What may be done with the words.
    pub consent: Consent,
}

/// Checks a letter. Only what an organisation agreed to is published under its name.
///
/// # Errors
/// Every field (`channel`, `signatures`, `capacity`, `organisation`, `urn`, `school`, `group-size`, `audience`,
/// `language` or `text`) and what is wrong with it, in the order of the form; never empty.
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
    let petition = letter.kind == Some(Kind::Petition);
    let signed = signatures(&letter.signatures);
    // Whoever signs a petition answers with others: their number says how many, and is no size of a group.
    let speaks_for = match petition {
        true => SpeaksFor {
            capacity: Some(Capacity::Organisation),
            organisation: letter.speaks_for.organisation.clone(),
            group_size: String::new(),
            ..SpeaksFor::default()
        },
        false => letter.speaks_for.clone(),
    };
    if let (true, Err(problem)) = (petition, &signed) {
        faults.push(("signatures", problem.clone()));
    }
    faults.extend(speaks_for_faults(&speaks_for));
    if let Some(audience) = &letter.audience
        && !content.audiences.iter().any(|a| &a.id == audience)
    {
        let option = audience.to_string();
        faults.push(("audience", Problem::NoSuchOption { option }));
    }
    let language = written_in(&letter.language);
    if language.is_none() {
        let option = letter.language.clone();
        faults.push(("language", Problem::NoSuchOption { option }));
    }
    let text = clean(&letter.text);
    let length = text.chars().count();
    if text.is_empty() {
        faults.push(("text", Problem::Missing));
    } else if length > LETTER_LIMIT {
        let limit = LETTER_LIMIT;
        faults.push(("text", Problem::TooLong { length, limit }));
    }
    let capacity = match petition {
        true => Some(Capacity::Group),
        false => speaks_for.capacity,
    };
    let (Some(channel), Some(capacity), true) = (channel, capacity, faults.is_empty()) else {
        return Err(faults);
    };
    let (school, organised) = (speaks_for.school(), capacity == Capacity::Organisation);
    Ok(Submission {
        form: match channel {
            Channel::Event => Form::EventPoint,
            _ => Form::Letter,
        },
        channel,
        capacity,
        organisation: match (capacity, school) {
            (Capacity::Individual, _) => String::new(),
            (_, Some(school)) => school.name.clone(),
            (_, None) => clean(&speaks_for.organisation),
        },
        urn: school.filter(|_| organised).map(|school| school.urn),
        works_at: school.filter(|_| !organised).map(|school| school.urn),
        authorised: speaks_for.authorised.filter(|_| organised),
        group_size: group_size(capacity, &speaks_for),
        typing: Default::default(),
        audience: letter.audience.clone(),
        language: language.unwrap_or_else(Language::english),
        version,
        answers: Answers::new(),
        comments: Vec::new(),
        text,
        consent: Consent {
            quote: letter.consent.quote,
            publish: letter.consent.publish && organised,
        },
    })
}

/// How many signed a petition, as somebody typed it: `5,214`.
///
/// # Errors
/// When it is no number, or more than anybody would have counted.
pub fn signatures(typed: &str) -> Result<u32, Problem> {
    let digits: String = typed.trim().replace([',', ' '], "");
    match digits.parse::<u32>() {
        Err(_) => Err(Problem::NotANumber),
        Ok(n) if !(1..=SIGNATURES_LIMIT).contains(&n) => Err(Problem::OutOfRange {
            low: 1,
            high: i64::from(SIGNATURES_LIMIT),
        }),
        Ok(n) => Ok(n),
    }
}

impl TypedLetter {
    /// What it is, and how many signed it.
    pub fn told(&self) -> (Kind, Option<u32>) {
        match self.kind.unwrap_or(Kind::Letter) {
            Kind::Petition => (Kind::Petition, signatures(&self.signatures).ok()),
            kind => (kind, None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(channel: Channel) -> TypedLetter {
        TypedLetter {
            channel: Some(channel),
            speaks_for: SpeaksFor {
                capacity: Some(Capacity::Individual),
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
        let content = Content::default();
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
    fn a_petition_is_no_group_however_many_signed_it() {
        let mut petition = TypedLetter {
            kind: Some(Kind::Petition),
            signatures: "5,214".to_owned(),
            ..typed(Channel::Paper)
        };
        petition.speaks_for.organisation = "Save the Fen Lane unit".to_owned();
        let read = check(&petition).unwrap();
        assert_eq!((read.capacity, read.group_size), (Capacity::Group, None));
        assert_eq!(petition.told(), (Kind::Petition, Some(5_214)));
        for wrong in ["", "many", "0", "1000001"] {
            petition.signatures = wrong.to_owned();
            assert_eq!(check(&petition).unwrap_err()[0].0, "signatures", "{wrong}");
        }
    }

    #[test]
    fn nobody_but_an_organisation_is_named_or_published() {
        let mut letter = typed(Channel::Email);
        letter.speaks_for.organisation = "Ashmere".to_owned();
        assert_eq!(check(&letter).unwrap_err()[0].0, "organisation");
        let school = crate::school::Listed {
            urn: "900001".parse().unwrap(),
            name: "Ashmere Primary School".to_owned(),
            town: String::new(),
        };
        let urn = Some(school.urn);
        letter
            .speaks_for
            .looked_up(crate::school::Found::One(school));
        let read = check(&letter).unwrap();
        assert_eq!((read.organisation.as_str(), read.urn), ("", None));
        assert_eq!(read.works_at, urn);
        assert!(!read.consent.publish);
        letter.speaks_for.capacity = Some(Capacity::Organisation);
        letter.speaks_for.authorised = Some(true);
        let read = check(&letter).unwrap();
        assert_eq!((read.urn, read.works_at), (urn, None));
        assert_eq!(read.organisation, "Ashmere Primary School");
        assert_eq!((read.authorised, read.consent.publish), (Some(true), true));
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

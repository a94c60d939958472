//! Words about who typed a response, and whose words they are. Those for young people: one idea in a sentence, at
//! most 15 words.

use crate::words::Phrase;
use domain::plain::capital;
use domain::typing::{Agreed, Typing, Typist, Under13, Way, Whose};

/// The first question of the young people's way.
pub const WHO_IS_TYPING: Phrase = phrase!("Who is typing?");

/// What is said under it.
pub const WHO_IS_TYPING_HINT: Phrase =
    phrase!("All of these are fine. Choose the one that is true now.");

/// How it is typed, as a choice.
pub fn way(way: Way) -> Phrase {
    match way {
        Way::Alone => phrase!("I am answering by myself"),
        Way::Helped => phrase!("Somebody is helping me"),
        Way::TypedFor => phrase!("I am a grown-up. I type what a young person said"),
        Way::Group => phrase!("We are a group"),
        Way::NotSaid => RATHER_NOT_SAY,
    }
}

/// The picture of each way.
pub fn way_picture(way: Way) -> &'static str {
    match way {
        Way::Alone => "me",
        Way::Helped => "help",
        Way::TypedFor => "write",
        Way::Group => "group",
        Way::NotSaid => "skip",
    }
}

const RATHER_NOT_SAY: Phrase = phrase!("I’d rather not say");
const NOT_SURE: Phrase = phrase!("I am not sure");

/// Asked of those who answer alone.
pub const UNDER_13: Phrase = phrase!("Are you under 13?");

/// Why it is asked.
pub const UNDER_13_HINT: Phrase =
    phrase!("We ask so that nobody under 13 is alone with this. We do not need your birthday.");

/// What may be said to it.
pub fn under_13(said: Under13) -> Phrase {
    match said {
        Under13::Yes => phrase!("Yes, I am under 13"),
        Under13::No => phrase!("No, I am 13 or older"),
        Under13::NotSaid => RATHER_NOT_SAY,
    }
}

/// The page for somebody under 13 who is alone.
pub const ASK_AN_ADULT: Phrase = phrase!("Please ask a grown-up to sit with you");

/// What it says: picture and sentences.
pub const ASK_AN_ADULT_SAYS: [(&str, Phrase); 4] = [
    (
        "yes",
        phrase!("You did nothing wrong. We want to hear from you."),
    ),
    (
        "adult",
        phrase!("Ask a grown-up you trust. It can be someone at home or at school."),
    ),
    (
        "group",
        phrase!("Or you can do it in a group, with a grown-up who leads it."),
    ),
    (
        "save",
        phrase!("All that you have typed is safe. You can stop now and come back."),
    ),
];

/// The question under it.
pub const GROWN_UP_HERE: Phrase = phrase!("Is a grown-up with you now?");

/// Its choices.
pub const GROWN_UP_HERE_SAYS: [(Way, Phrase); 2] = [
    (Way::Helped, phrase!("Yes, a grown-up is with me now")),
    (Way::Group, phrase!("Yes, and we are a group")),
];

/// Who helps, asked of the young person.
pub const WHO_HELPS: Phrase = phrase!("Who is helping you?");

/// Who types, asked of the grown-up.
pub const WHO_TYPES: Phrase = phrase!("Who are you?");

/// Who leads a group.
pub const WHO_LEADS: Phrase = phrase!("Who is helping the group?");

/// That no name is wanted.
pub const NO_NAME: Phrase = phrase!("We do not need a name.");

/// Who helps or types, as a choice.
pub fn typist(typist: Typist) -> Phrase {
    match typist {
        Typist::Parent => phrase!("A parent or carer"),
        Typist::Teacher => phrase!("A teacher, or someone else at school or college"),
        Typist::YouthWorker => phrase!("A youth worker"),
        Typist::Advocate => phrase!("An advocate: someone who speaks up for young people"),
        Typist::Other => phrase!("Somebody else"),
        Typist::NotSaid => RATHER_NOT_SAY,
    }
}

/// Whose words, asked of both.
pub const WHOSE_WORDS: Phrase = phrase!("Whose words will be typed?");

/// Why it is asked.
pub const WHOSE_WORDS_HINT: Phrase = phrase!("All are fine. We only want to know.");

/// Whose words, as officers read it.
pub fn whose(whose: Whose) -> Phrase {
    match whose {
        Whose::Theirs => phrase!("The young person’s own words"),
        Whose::Understood => phrase!("What the helper understood"),
        Whose::Both => phrase!("Some of each"),
        Whose::NotSure => NOT_SURE,
    }
}

/// Whose words, in the words of the one who is asked: the young person who is helped, or the grown-up who types.
pub fn whose_words(way: Option<Way>, of: Whose) -> Phrase {
    match (way, of) {
        (Some(Way::Helped), Whose::Theirs) => phrase!("My own words"),
        (Some(Way::Helped), Whose::Understood) => phrase!("What my helper thinks I mean"),
        (Some(Way::TypedFor), Whose::Understood) => phrase!("What I understood"),
        (_, of) => whose(of),
    }
}

/// Heading of the page about a group.
pub const YOUR_GROUP: Phrase = phrase!("About your group");

/// Its headcount.
pub const HOW_MANY: Phrase = phrase!("How many young people are in your group?");

/// Who counts.
pub const HOW_MANY_HINT: Phrase = phrase!("Do not count grown-ups who help.");

/// How they agreed.
pub const HOW_AGREED: Phrase = phrase!("How did you agree on your answers?");

/// How a group agreed, as a choice and as officers read it.
pub fn agreed(agreed: Agreed) -> Phrase {
    match agreed {
        Agreed::Everybody => phrase!("Everybody agreed"),
        Agreed::Most => phrase!("Most of us agreed"),
        Agreed::Differences => phrase!("We did not all agree. We write down the different views"),
        Agreed::NotSure => NOT_SURE,
    }
}

/// How it was typed, for officers: none where it was not said.
pub fn officers_way(typing: &Typing) -> Option<String> {
    let somebody = typing.typist.map_or("somebody", short);
    Some(match typing.way? {
        Way::Alone => "The young person, alone".to_owned(),
        Way::Helped => format!("The young person, with help from {somebody}"),
        Way::TypedFor => format!("{}, for a young person", capital(somebody)),
        Way::Group => match typing.typist {
            None | Some(Typist::NotSaid) => "A group".to_owned(),
            Some(_) => format!("A group, led by {somebody}"),
        },
        Way::NotSaid => "They would rather not say who typed".to_owned(),
    })
}

fn short(typist: Typist) -> &'static str {
    match typist {
        Typist::Parent => "a parent or carer",
        Typist::Teacher => "a teacher or somebody else at school",
        Typist::YouthWorker => "a youth worker",
        Typist::Advocate => "an advocate",
        Typist::Other | Typist::NotSaid => "somebody",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officers_read_who_typed_in_one_line() {
        let typing = |way, typist| Typing {
            way: Some(way),
            typist,
            ..Typing::default()
        };
        let line = |way, typist| officers_way(&typing(way, typist)).unwrap();
        assert_eq!(line(Way::Alone, None), "The young person, alone");
        assert_eq!(
            line(Way::TypedFor, Some(Typist::Advocate)),
            "An advocate, for a young person"
        );
        assert_eq!(
            line(Way::Group, Some(Typist::Teacher)),
            "A group, led by a teacher or somebody else at school"
        );
        assert_eq!(officers_way(&Typing::default()), None);
    }
}

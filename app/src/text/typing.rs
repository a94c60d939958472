//! Words about who typed a response, and whose words they are. Those for young people: one idea in a sentence, at
//! most 15 words.

use domain::plain::capital;
use domain::typing::{Agreed, Typing, Typist, Under13, Way, Whose};

/// The first question of the young people's way.
pub const WHO_IS_TYPING: &str = "Who is typing?";

/// What is said under it.
pub const WHO_IS_TYPING_HINT: &str = "All of these are fine. Choose the one that is true now.";

/// How it is typed, as a choice.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Alone => "I am answering by myself",
        Way::Helped => "Somebody is helping me",
        Way::TypedFor => "I am a grown-up. I type what a young person said",
        Way::Group => "We are a group",
    }
}

/// The picture of each way.
pub fn way_picture(way: Way) -> &'static str {
    match way {
        Way::Alone => "me",
        Way::Helped => "help",
        Way::TypedFor => "write",
        Way::Group => "group",
    }
}

/// Asked of those who answer alone.
pub const UNDER_13: &str = "Are you under 13?";

/// Why it is asked.
pub const UNDER_13_HINT: &str =
    "We ask so that nobody under 13 is alone with this. We do not need your birthday.";

/// What may be said to it.
pub fn under_13(said: Under13) -> &'static str {
    match said {
        Under13::Yes => "Yes, I am under 13",
        Under13::No => "No, I am 13 or older",
        Under13::NotSaid => "I’d rather not say",
    }
}

/// The page for somebody under 13 who is alone.
pub const ASK_AN_ADULT: &str = "Please ask a grown-up to sit with you";

/// What it says: picture and sentences.
pub const ASK_AN_ADULT_SAYS: [(&str, &str); 4] = [
    ("yes", "You did nothing wrong. We want to hear from you."),
    (
        "adult",
        "Ask a grown-up you trust. It can be someone at home or at school.",
    ),
    (
        "group",
        "Or you can do it in a group, with a grown-up who leads it.",
    ),
    (
        "save",
        "All that you have typed is safe. You can stop now and come back.",
    ),
];

/// The question under it.
pub const GROWN_UP_HERE: &str = "Is a grown-up with you now?";

/// Its choices.
pub const GROWN_UP_HERE_SAYS: [(Way, &str); 2] = [
    (Way::Helped, "Yes, a grown-up is with me now"),
    (Way::Group, "Yes, and we are a group"),
];

/// Who helps, asked of the young person.
pub const WHO_HELPS: &str = "Who is helping you?";

/// Who types, asked of the grown-up.
pub const WHO_TYPES: &str = "Who are you?";

/// Who leads a group.
pub const WHO_LEADS: &str = "Who is helping the group?";

/// That no name is wanted.
pub const NO_NAME: &str = "We do not need a name.";

/// Who helps or types, as a choice.
pub fn typist(typist: Typist) -> &'static str {
    match typist {
        Typist::Parent => "A parent or carer",
        Typist::Teacher => "A teacher, or someone else at school or college",
        Typist::YouthWorker => "A youth worker",
        Typist::Advocate => "An advocate: someone who speaks up for young people",
        Typist::Other => "Somebody else",
    }
}

/// Whose words, asked of both.
pub const WHOSE_WORDS: &str = "Whose words will be typed?";

/// Why it is asked.
pub const WHOSE_WORDS_HINT: &str = "All are fine. We only want to know.";

/// Whose words, as officers read it.
pub fn whose(whose: Whose) -> &'static str {
    match whose {
        Whose::Theirs => "The young person’s own words",
        Whose::Understood => "What the helper understood",
        Whose::Both => "Some of each",
    }
}

/// Whose words, in the words of the one who is asked: the young person who is helped, or the grown-up who types.
pub fn whose_words(way: Option<Way>, of: Whose) -> &'static str {
    match (way, of) {
        (Some(Way::Helped), Whose::Theirs) => "My own words",
        (Some(Way::Helped), Whose::Understood) => "What my helper thinks I mean",
        (Some(Way::TypedFor), Whose::Understood) => "What I understood",
        (_, of) => whose(of),
    }
}

/// Heading of the page about a group.
pub const YOUR_GROUP: &str = "About your group";

/// Its headcount.
pub const HOW_MANY: &str = "How many young people are in your group?";

/// Who counts.
pub const HOW_MANY_HINT: &str = "Do not count grown-ups who help.";

/// How they agreed.
pub const HOW_AGREED: &str = "How did you agree on your answers?";

/// How a group agreed, as a choice and as officers read it.
pub fn agreed(agreed: Agreed) -> &'static str {
    match agreed {
        Agreed::Everybody => "Everybody agreed",
        Agreed::Most => "Most of us agreed",
        Agreed::Differences => "We did not all agree. We write down the different views",
    }
}

/// How it was typed, for officers: none where it was not said.
pub fn officers_way(typing: &Typing) -> Option<String> {
    let somebody = typing.typist.map(short).unwrap_or("somebody");
    Some(match typing.way? {
        Way::Alone => "The young person, alone".to_owned(),
        Way::Helped => format!("The young person, with help from {somebody}"),
        Way::TypedFor => format!("{}, for a young person", capital(somebody)),
        Way::Group => match typing.typist {
            Some(_) => format!("A group, led by {somebody}"),
            None => "A group".to_owned(),
        },
    })
}

fn short(typist: Typist) -> &'static str {
    match typist {
        Typist::Parent => "a parent or carer",
        Typist::Teacher => "a teacher or somebody else at school",
        Typist::YouthWorker => "a youth worker",
        Typist::Advocate => "an advocate",
        Typist::Other => "somebody else",
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

//! Sentences around the equality questions. Those in easy words: one idea each, at most 15 words.

use crate::words::Phrase;

/// The heading of the first page, and of what leads to it.
pub const TITLE: Phrase = phrase!("A few questions about you");

/// What leads to it.
pub const GO: Phrase = phrase!("Go to the questions about you");

/// The equality form has been used, or its leave is gone.
pub const LAPSED: Phrase = phrase!(
    "You may have answered these questions already, or it was a while ago that you sent your response. Either way there is nothing more to do: your response is safe."
);

/// Stored.
pub const STORED: Phrase =
    phrase!("Your answers are stored. Nobody can join them to your response.");

/// The button that ends it and keeps what was said.
pub const STOP: Phrase = phrase!("Stop here, and send what I have answered so far");

/// The same in easy words.
pub const STOP_EASY: Phrase = phrase!("Stop here");

/// The way out on the first page.
pub const NOTHING: Phrase = phrase!("Stop here, without answering");

/// What is said on the first page in easy words: picture and sentences.
pub const EASY: [(&str, Phrase); 8] = [
    (
        "yes",
        phrase!("Your answers are sent. You can stop now, or answer a few more questions."),
    ),
    (
        "me",
        phrase!("These questions are about you. You do not have to answer them."),
    ),
    (
        "group",
        phrase!("They show us who we have heard from. They show us who we have missed."),
    ),
    (
        "save",
        phrase!("We keep them in a different place. There is no name and no number on them."),
    ),
    (
        "safe",
        phrase!("Nobody can find out that they are yours. So we cannot change them later."),
    ),
    (
        "time",
        phrase!("We ask your age again. We cannot see what you said before."),
    ),
    (
        "skip",
        phrase!("You can skip any question. “Not sure” is fine too."),
    ),
    (
        "stop",
        phrase!("You can stop when you like. Then we keep what you have said so far."),
    ),
];

/// What is said at the end in easy words.
pub const EASY_DONE: [(&str, Phrase); 2] = [
    ("yes", phrase!("We have your answers. You have finished.")),
    ("safe", phrase!("Nobody can find out that they are yours.")),
];

/// The same where there is nothing to answer.
pub const EASY_LAPSED: [(&str, Phrase); 2] = [
    ("yes", phrase!("We have what you sent. It is safe.")),
    ("calm", phrase!("You do not need to do anything else.")),
];

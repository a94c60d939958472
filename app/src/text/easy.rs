//! The last pages of those who are asked in easy words: checking, sending, coming back. One idea each, at most 15 words
//! in a sentence.

use super::dates;
use crate::api::Kept;
use crate::words::Phrase;

/// Above the answers, before they are sent: picture and sentences.
pub const CHECK: [(&str, Phrase); 2] = [
    (
        "list",
        phrase!("These are your answers. You can change each of them."),
    ),
    (
        "send",
        phrase!("We do not have them yet. Press the button at the end to send them."),
    ),
];

/// What can be done after sending, for somebody with a code.
pub const CHANGE_WITH_CODE: Phrase =
    phrase!("You can still change it after you have sent it. Use your code.");

/// Under the number, after sending.
pub const KEEP_NUMBER: [(&str, Phrase); 2] = [
    (
        "save",
        phrase!("Keep this number. Write it down, or take a picture of it."),
    ),
    ("safe", phrase!("Nobody can use it to read what you wrote.")),
];

/// It came in the half hour after closing.
pub const LATE: Phrase = phrase!("Your answers came a little late. They still count.");

/// Above the way to the equality questions.
pub const MORE: [(&str, Phrase); 2] = [
    (
        "me",
        phrase!("We would like to know a little more about you. You do not have to say."),
    ),
    (
        "safe",
        phrase!("Nobody can join these answers to what you just sent."),
    ),
];

/// What happens next.
pub const NEXT: [(&str, Phrase); 3] = [
    ("book", phrase!("We read all answers.")),
    (
        "meeting",
        phrase!(
            "Councillors read what people told us. Councillors are people who decide for the council."
        ),
    ),
    (
        "computer",
        phrase!("Then we say on this website what was decided, and why."),
    ),
];

/// After sending, on a computer that others use.
pub const FORGET_SENT: Phrase = phrase!(
    "Do other people use this computer? Then make it forget your answers. Write your number down first. We keep your answers."
);

/// What is kept.
pub const SAVED: Phrase = phrase!("We keep what you have typed. We have not sent it to anybody.");

/// Why a code is good.
pub const WHY_CODE: Phrase =
    phrase!("Get a code. With it you can carry on later, here or somewhere else.");

/// Under the code.
pub const WRITE_IT_DOWN: Phrase =
    phrase!("Write your code down, or take a picture of it. We cannot tell you it later.");

/// What somebody else could do with it.
pub const KEEP_SAFE: Phrase =
    phrase!("Keep it safe. Whoever has this code can read and change your answers.");

/// The code was made too long ago to be shown.
pub const HAVE_CODE: Phrase =
    phrase!("You got a code before. It still works. We cannot show it to you again.");

/// What another code does.
pub const ANOTHER: Phrase =
    phrase!("You can have a new code. Then the old code stops working at once.");

/// How to come back, the last two of three steps.
pub const COME_BACK: [(&str, Phrase); 2] = [
    ("key", phrase!("Type your code.")),
    (
        "send",
        phrase!("Carry on where you stopped. Do not forget to send your answers."),
    ),
];

/// Under them.
pub const ADDRESS_TOO: Phrase = phrase!("Write down the address too.");

/// On a computer that others use, with a code.
pub const FORGET_KEPT: Phrase = phrase!(
    "Do other people use this computer? Then make it forget your answers. Write your code down first. You need it to see your answers again."
);

/// The same without one.
pub const FORGET_DELETED: Phrase = phrase!(
    "Do other people use this computer? Get a code first. If you press this button now, your answers are deleted."
);

/// How long a code works.
pub fn works_until(kept: &Kept) -> Option<String> {
    let until = kept.closes.or(kept.send_by)?;
    Some(say!(
        "Your code works until {when}.",
        when = dates::moment(until)
    ))
}

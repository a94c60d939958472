//! Sentences about coming back later, and about shared computers. Reading age nine.

use super::dates;
use crate::api::Kept;
use crate::words::Phrase;

/// The button on every page of the form, and the page it leads to.
pub const SAVE: Phrase = phrase!("Save and come back later");

/// On that page: nothing is lost, and nothing is sent.
pub const SAVED: Phrase = phrase!("What you have written is saved. It is not sent yet.");

/// What to do with the code.
pub const WRITE_IT_DOWN: Phrase = phrase!(
    "Write your code down, or take a picture of it. We do not know your name or email, so we cannot send it to you. We cannot tell you what it is later."
);

/// What somebody else could do with it.
pub const KEEP_SAFE: Phrase =
    phrase!("Keep it safe. Whoever has this code can read your answers and change them.");

/// What another code does.
pub const ANOTHER: Phrase = phrase!(
    "You can have a new code. The old code stops working at once. If your response was opened with the old code on another phone or computer, it can no longer be seen there."
);

/// On the start page.
pub const NOTICE_KEPT: Phrase = phrase!(
    "This computer has forgotten your response. It is not lost: use your code to carry on. If this computer is not yours, close the browser window as well."
);

/// On the start page: it had no code.
pub const NOTICE_DELETED: Phrase = phrase!(
    "Your response was deleted. Nothing was sent. If this computer is not yours, close the browser window as well."
);

/// On the start page, after sending.
pub const NOTICE_SENT: Phrase = phrase!(
    "This computer has forgotten your response. We have it, and we will read it. If this computer is not yours, close the browser window as well."
);

/// Above the button on the page with the code.
pub const FORGET_KEPT: Phrase = phrase!(
    "Do other people use this computer? Then make it forget your response. We keep your answers safe. You need your code to see them again, so write it down first."
);

/// The same where there is no code.
pub const FORGET_DELETED: Phrase = phrase!(
    "Do other people use this computer? Get a code first. If you make this computer forget your response now, your answers are deleted."
);

/// The same on the receipt.
pub const FORGET_SENT: Phrase = phrase!(
    "Do other people use this computer? Then make it forget your response, so that nobody can see your number here. Write your number down first. We keep your response."
);

/// What the button says.
pub const FORGET: Phrase = phrase!("Forget this response on this computer");

/// What a code looks like.
pub const LOOKS_LIKE: Phrase = phrase!(
    "It has 16 letters and numbers, like 7K3M-9QXD-2F8H-R6TV. You can leave out the dashes. Small letters are fine."
);

/// Somebody who uses a code where another response is being written.
pub const OTHER_HERE: Phrase = phrase!(
    "Another response has been begun on this computer. If you use a code now, you will no longer see that other response here."
);

/// How long a code works.
pub fn works_until(kept: &Kept) -> String {
    match (kept.closes, kept.send_by) {
        (Some(closes), _) => say!(
            "Your code works until {when}. If you are still writing then, you have 30 minutes more to send your response.",
            when = dates::moment(closes)
        ),
        (None, Some(by)) => say!(
            "This consultation has closed. Your code works until {when}, and you can send your response until then.",
            when = dates::moment(by)
        ),
        (None, None) => say!("Your code works until this consultation closes."),
    }
}

/// What is wrong with a code, by its error code.
pub fn wrong_code(code: &str) -> Phrase {
    match code {
        "missing" => phrase!("Type your code"),
        "not_a_code" => {
            phrase!("Check your code. It has 16 letters and numbers, and never the letter U")
        }
        "team_code" => phrase!("This is a team code. Use it on the page “Join a team”"),
        "too_many" => {
            phrase!(
                "Too many wrong codes were typed here in the last minute. Wait one minute, then try again"
            )
        }
        _ => phrase!(
            "We do not know this code. Check each letter. If you made a newer code, use that one"
        ),
    }
}

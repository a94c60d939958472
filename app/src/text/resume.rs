//! Sentences about coming back later, and about shared computers. Reading age nine.

use super::dates;
use crate::api::Kept;
use crate::words::Phrase;

/// The button on every page of the form, and the page it leads to.
pub const SAVE: Phrase = phrase!("Save and come back later");

/// On that page: nothing is lost, and nothing is sent.
pub const SAVED: Phrase = phrase!("What you have written is saved. It is not sent yet.");

/// Why a code is good.
pub const WHY_CODE: Phrase =
    phrase!("Get a code. With it you can carry on later, here or on another phone or computer.");

/// What to do with the code.
pub const WRITE_IT_DOWN: Phrase = phrase!(
    "Write your code down, or take a picture of it. We do not know your name or email, so we cannot send it to you. We cannot tell you what it is later."
);

/// The same where it can be sent by e-mail.
pub const WRITE_IT_DOWN_OR_MAIL: Phrase = phrase!(
    "Write your code down, take a picture of it, or have it sent to you by email. We cannot tell you what it is later."
);

/// Above the field for an address.
pub const MAIL_KEPT_NOWHERE: Phrase = phrase!(
    "We use your address once, to send you the code. We do not keep it, and it is not part of your answers."
);

/// After it was sent.
pub const MAILED: Phrase = phrase!(
    "We have sent your code. It can take some minutes. Look in your junk folder too. We have not kept your address."
);

/// What is wrong with an address, by its error code.
pub fn wrong_address(code: &str) -> Phrase {
    match code {
        "missing" => phrase!("Type your email address"),
        "not_sent" => phrase!(
            "We could not send the email. Check the address and try again, or write your code down"
        ),
        "too_many" => {
            phrase!("Too many emails were sent in the last minute. Wait one minute, then try again")
        }
        _ => phrase!("Check your email address. It should look like name@example.org"),
    }
}

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

/// Before the button that sends, where nothing can be changed afterwards.
pub const FINAL: Phrase = phrase!("When you have sent it you cannot change it.");

/// The same where it could be changed with a code.
pub const FINAL_WITHOUT_CODE: Phrase = phrase!(
    "Do you want to be able to change it after you have sent it? Then get a code first. Without a code you cannot change it."
);

/// The same for somebody who has a code.
pub const CHANGE_WITH_CODE: Phrase = phrase!(
    "After you have sent it you can still change it with your code, until the consultation closes."
);

/// A link to the page with the code.
pub const GET_CODE: Phrase = phrase!("Get a code, so that you can change it later");

/// What is shown after sending.
pub const NUMBER: Phrase = phrase!("We show you a number that you can keep.");

/// Above the copies, where nobody is shown the answers again.
pub const COPY_FIRST: Phrase = phrase!(
    "Do this before you send. After you have sent your answers we cannot show them to you again."
);

/// To somebody who came back to a response that they had sent.
pub const CHANGING: Phrase = phrase!(
    "You have sent this response. You can change it now. What you sent counts until you send it again."
);

/// On the receipt, to somebody who may change it.
pub fn change_until(closes: Option<String>) -> String {
    match closes {
        Some(at) => say!(
            "You can change your answers until {when}. Use your code.",
            when = at
        ),
        None => phrase!("You can change your answers. Use your code.").say(),
    }
}

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
        _ => phrase!(
            "We do not know this code. Check each letter. If you made a newer code, use that one"
        ),
    }
}

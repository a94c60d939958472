//! What the page says while somebody writes: whether their words are saved, and how much room is left.

use super::dates;
use crate::words::Phrase;

/// The connection is gone.
pub const NO_CONNECTION: Phrase =
    phrase!("Not saved: no connection. What you typed is still on this page. We will try again.");

/// The server could not save just now.
pub const TROUBLE: Phrase = phrase!(
    "Not saved: something is wrong on our side. What you typed is still on this page. We will try again."
);

/// There is more on the page than the server takes.
pub const TOO_LARGE: Phrase = phrase!(
    "Not saved: this is too much for one page. What you typed is still here. Please make it shorter."
);

/// The draft is gone, was sent or is not taken any more.
pub const REFUSED: Phrase = phrase!(
    "Not saved: we cannot add to this response any more. It may have been sent or deleted, or the consultation may have closed. What you typed is still on this page. Copy it if you want to keep it."
);

/// A comment that is begun cannot be kept from this page.
pub const NOT_KEPT: Phrase = phrase!(
    "Not kept: you may have saved, sent or deleted it elsewhere, this browser may keep no cookies, or the consultation may have closed. What you typed is still on this page. Save it, or copy it if you want to keep it."
);

/// A piece of the words takes no more autosaves.
pub const OVERTAKEN: Phrase = phrase!(
    "Not saved: somebody else changed this meanwhile, or you are signed out. What you typed is still on this page. Press “Save” to compare, or to sign in and go on."
);

/// More of a piece was changed than its words, and only words are saved by themselves.
pub const WAITS: Phrase = phrase!(
    "Not saved yet: you changed more than the words. What you typed is still on this page. Press “Save” to save all of it."
);

/// The button was pressed without a connection.
pub const NOT_SENT: Phrase = phrase!(
    "Not sent: no connection. Nothing on this page is lost. Press the button again when you are connected."
);

/// The answer to a pressed button is a long time coming.
pub const SLOW: Phrase = phrase!(
    "This is taking a long time. You can wait, or press the button again. Pressing it twice does no harm."
);

/// The page is being saved, because the button was pressed.
pub const SAVING: Phrase = phrase!("Saving…");

/// The response is being sent.
pub const SENDING: Phrase = phrase!("Sending…");

/// `Saved at 2:32pm.`
pub fn saved_at((hour, minute): (i8, i8)) -> String {
    say!("Saved at {time}.", time = dates::clock(hour, minute))
}

/// Of a comment that is begun: it is kept, and is no part of the response.
pub fn kept_at((hour, minute): (i8, i8)) -> String {
    say!(
        "Kept at {time}. It is not part of your answer until you save it.",
        time = dates::clock(hour, minute)
    )
}

/// How much of `limit` is left after `length` characters.
pub fn room(length: usize, limit: usize) -> String {
    match length {
        0 => allowed(limit),
        n if n > limit => counted!(
            (n - limit) as u64,
            "You have {n} character too many.",
            "You have {n} characters too many."
        ),
        n => counted!(
            (limit - n) as u64,
            "You have {n} character left.",
            "You have {n} characters left."
        ),
    }
}

/// How much there is room for, before anything is written.
pub fn allowed(limit: usize) -> String {
    counted!(
        limit as u64,
        "You can use up to {n} character.",
        "You can use up to {n} characters."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_told_before_at_and_after_the_limit() {
        assert_eq!(room(0, 200), "You can use up to 200 characters.");
        assert_eq!(room(199, 200), "You have 1 character left.");
        assert_eq!(room(200, 200), "You have 0 characters left.");
        assert_eq!(room(1_400, 200), "You have 1,200 characters too many.");
    }

    #[test]
    fn the_time_is_written_as_on_every_other_page() {
        assert_eq!(saved_at((14, 5)), "Saved at 2:05pm.");
    }
}

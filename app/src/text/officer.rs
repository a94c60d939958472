//! Sentences for officers.

/// A form came when its session was over, and is shown again after signing in.
pub const SESSION_ENDED: &str = "You had been signed out, so nothing was saved. What you typed is below. Check it, then press the button again.";

/// What is wrong with a field of a form, and what to do, by code. A code that is a sentence already stands as it is.
pub fn problem(field: &str, code: &str) -> String {
    if let Some(known) = super::themes::problem(field, code) {
        return known.to_owned();
    }
    if let Some(known) = super::letters::problem(field, code) {
        return known.to_owned();
    }
    if let Some(known) = super::scans::problem(field, code) {
        return known;
    }
    if let Some(known) = super::imports::problem(field, code) {
        return known.to_owned();
    }
    if let Some(known) = super::second_entry::problem(field, code) {
        return known.to_owned();
    }
    if let Some(known) = super::languages::problem(field, code) {
        return known.to_owned();
    }
    let known = match (field, code) {
        ("slug", "taken") => "There is already a consultation at this address. Choose another.",
        ("slug", "malformed") => {
            "Use small letters, numbers and single hyphens, such as banding-2027."
        }
        ("file", "missing") => "Choose a CSV file.",
        ("file", "cut_short") => "The file did not arrive whole. Try again.",
        ("la", "too_long") => "Enter the three digits of the local authority’s code.",
        ("kind", _) => "Choose a kind of consultation.",
        ("email", "taken") => "There is already an account with this email address.",
        ("closes", "backwards") => "The closing time must be after the opening time.",
        ("closes", "in_the_past") => "The closing time has passed. Choose a later one.",
        ("closes" | "opens", "malformed") => "Enter a date and time, such as 30 April 2027, 23:59.",
        ("despite", "missing") => {
            "Part of the proposal is missing, or people have less than four weeks. Put it right, or say why it is opened all the same. It is kept in the record and printed in the report."
        }
        ("despite", "too_long") => "Give the reason in 500 characters or fewer.",
        ("equality", "no_such_question") => {
            "The list of equality questions that a consultation can be opened without has changed. Load this page again, and choose again."
        }
        (_, "not_everybody_is_asked") => {
            "Somebody who is asked has no question to answer. Add one, or take the audience out."
        }
        ("reason", "missing") => "Say why. It is kept in the record.",
        ("reason", "repeats_words") => {
            "Leave the covered words out of the reason: it is kept in the record."
        }
        ("reason", "too_long") => "Give the reason in 500 characters or fewer.",
        ("words", "missing") => "Enter the words to cover, as they stand in the text.",
        ("words", "not_found") => {
            "These words are not in the text. Copy them from it exactly; small and capital letters do not matter."
        }
        ("words", "already_covered") => "These words are covered already.",
        ("replacement", "tells") => {
            "Use a few words in small letters, with no figures, and none of the words that are covered."
        }
        (own, "tells") if own.starts_with("own-") => {
            "Use a few words in small letters, with no figures, and none of the words that are covered."
        }
        ("reason", "choose") => "Choose why they are covered.",
        ("after", "choose") => "Choose what becomes of the text.",
        ("more", "missing") => "Say in a sentence why they are covered.",
        ("more", "repeats_words") => "Leave the covered words out of the reason.",
        ("more", "too_long") => "Use fewer words for the reason.",
        ("replacement", _) => "Choose what stands in their place.",
        ("confirm", _) => "Type the reference of this response, as it stands in the heading.",
        (_, "erased") => "The words of this response were erased. There is nothing left to do.",
        (_, "held") => {
            "This text waits for those who are named for safeguarding. It can be worked with once they have dealt with it."
        }
        (_, "gone") => "Somebody else has undone this already. Look at the text again.",
        (_, "nothing_to_clear") => {
            "No text could be cleared. A text in which something is marked is looked at by itself."
        }
        ("verdict", _) => "Say whether they are from one person.",
        ("reference", "too_few") => "Tick two or more responses.",
        ("reference", "unlike") => {
            "These cannot be one person’s: they are not of one kind, or do not speak for the same."
        }
        (_, "session_ended") => SESSION_ENDED,
        (_, "missing") => "Fill this in.",
        (_, "changed_meanwhile") => {
            "Somebody else changed this meanwhile. Look at it again, then try once more."
        }
        (_, "faults") => {
            "Something in the words and questions is to be put right first. It is listed under “Words and questions”."
        }
        (_, "not_open") => "The consultation is not open.",
        (_, "not_a_draft") => "The consultation is not a draft any more.",
        (_, "in_the_way") => {
            "This cannot be signed off yet. What is missing is listed on the page."
        }
        _ => return code.replace('_', " "),
    };
    known.to_owned()
}

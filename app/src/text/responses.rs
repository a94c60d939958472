//! What officers call what people sent, and what was done to it.

use crate::api::Authorised;
use domain::coding::{Place, Screening};
use domain::contribution::{Capacity, Form};
use domain::document::Stance;

/// What was sent.
pub fn form(form: Form) -> &'static str {
    match form {
        Form::Response => "Answers to the questions",
        Form::CommentsOnly => "Comments on clauses only",
        Form::EventPoint => "Point made at an event",
        Form::Letter => "Letter or email",
    }
}

/// For whom somebody speaks.
pub fn capacity(capacity: Capacity) -> &'static str {
    match capacity {
        Capacity::Individual => "Individual",
        Capacity::Organisation => "Organisation",
        Capacity::Group => "Group",
        Capacity::Campaign => "Campaign",
    }
}

/// What a sender said of being allowed to answer for an organisation.
pub fn authorised(said: Authorised) -> &'static str {
    match said {
        Authorised::Yes => "Yes, they say",
        Authorised::No => "No, they say",
        Authorised::NotSaid => "Not asked",
    }
}

/// Beside an organisation that is not one of the register: a charity, or a school whose name was typed.
pub const NO_SCHOOL: &str = "Not in the register of schools: the name is as it was written";

/// That a school has sent more than one response.
pub fn of_school(count: usize) -> String {
    format!("{count} from this school")
}

/// Whether the public may read a text.
pub fn screening(screening: Screening) -> &'static str {
    match screening {
        Screening::Unscreened => "Not checked",
        Screening::Cleared => "Cleared",
        Screening::Redacted => "Redacted",
        Screening::Withheld => "Withheld",
        Screening::Held => "Held back",
    }
}

/// What a text is; none for the answer to a question, which stands under the question.
pub fn place(place: Place) -> Option<&'static str> {
    match place {
        Place::Answer => None,
        Place::Other => Some("In their own words, beside “Other”"),
        Place::Comment => Some("Comment"),
        Place::Suggestion => Some("Suggested wording"),
        Place::Letter => Some("In full"),
    }
}

/// What somebody thinks of a clause.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Agree => "Agrees",
        Stance::Change => "Wants it changed",
        Stance::Object => "Objects",
    }
}

/// What a flagged passage seems to be.
pub fn flag(kind: &str) -> String {
    let known = match kind {
        "email" => "an email address",
        "uk_phone" => "a phone number",
        "postcode" => "a postcode",
        "nhs_number" => "an NHS number",
        "upn" => "a pupil number",
        "date_of_birth" => "a date of birth",
        "name" => "a name",
        "school" => "a school",
        "address" => "an address",
        "social_handle" => "a social media name",
        other => return other.replace('_', " "),
    };
    known.to_owned()
}

/// Which of the replacements suits a flagged passage.
pub fn suits(kind: &str) -> &'static str {
    match kind {
        "email" => "[an email address]",
        "uk_phone" => "[a phone number]",
        "postcode" => "[a postcode]",
        "address" => "[an address]",
        "date_of_birth" => "[a date of birth]",
        "nhs_number" => "[an NHS number]",
        "upn" => "[a unique pupil number]",
        "social_handle" => "[a social media name]",
        "name" => "[a name]",
        "school" => "[a school]",
        _ => "[personal detail]",
    }
}

/// What a line of the audit tells. One that is not listed here is shown by its code.
pub fn act(what: &str) -> String {
    let known = match what {
        "consultation.create" => "Created the consultation",
        "consultation.open" => "Published and opened it",
        "consultation.open_despite" => "Opened it although something was missing",
        "consultation.close" => "Closed it",
        "consultation.amend" => "Published an amendment",
        "content.add" => "Added to the words",
        "content.edit" => "Edited the words",
        "content.move" => "Moved a part of the words",
        "content.remove" => "Took out a part of the words",
        "content.back" => "Went back to earlier words",
        "content.discard" => "Threw changes to the words away",
        "preview_link.make" => "Made a preview link",
        "preview_link.withdraw" => "Withdrew a preview link",
        "language.add" => "Added a language",
        "language.offer" => "Let readers choose a language",
        "language.withdraw" => "Took a language away from readers",
        "translation.save" => "Saved translations",
        "translation.import" => "Read translations in from a file",
        "translation.back" => "Went back to earlier translations",
        "translation.read" => "Noted that a speaker read translations",
        "library.save" => "Saved a question to the library",
        "library.remove" => "Took a question out of the library",
        "contribution.received" => "A response arrived",
        "contribution.enter" => "Entered a response for somebody",
        "contribution.erase" => "Erased a response",
        "entry.second" => "Typed a paper form a second time",
        "entry.settle" => "Said which of two typings is on the paper",
        "entry.second-rule" => "Changed how many paper forms are typed twice",
        "scan.add" => "Added scans of paper",
        "scan.open" => "Looked at a scan",
        "scan.remove" => "Deleted a scan",
        "import.add" => "Sent a file of responses",
        "import.map" => "Said what the columns of a file are",
        "import.discard" => "Gave a file of responses up",
        "letter.describe" => "Said what a letter is",
        "letter.acknowledge" => "Noted that a letter was acknowledged",
        "letter.nothing-to-code" => "Said that there is nothing to code in a letter",
        "letter.something-to-code" => "Said that there is something to code in a letter after all",
        "letter.mark" => "Marked words of a letter as an answer to a question",
        "letter.unmark" => "Took such a mark away",
        "letter.reconcile" => "Said that a letter is dealt with",
        "letter.reopen" => "Opened a letter again",
        "contribution.looked-at" => "Looked at a response that was sent in an odd way",
        "contribution.campaign-undo" => "Counted copies of a standard text as people again",
        "duplicates.join" => "Said that responses are one person’s",
        "duplicates.keep-apart" => "Said that responses are different people’s",
        "duplicates.undo" => "Took back what was said of possible duplicates",
        "responses.export" => "Took data out",
        "responses.import" => "Imported responses",
        "text.clear" => "Cleared texts",
        "text.withhold" => "Withheld a text",
        "text.notice" => "Looked at texts that had come, and marked some for a person",
        "text.redact" => "Covered words in a text",
        "text.uncover" => "Uncovered words in a text",
        "finding.add" => "Wrote a finding",
        "finding.edit" => "Reworded a finding",
        "finding.quote" => "Chose quotes for a finding",
        "finding.unquote" => "Took a quote away from a finding",
        "finding.position" => "Wrote a position",
        "decision.record" => "Recorded a decision",
        "clause.change" => "Wrote a change to a clause",
        "document.publish" => "Published the next version of a document",
        "document.discard" => "Threw the next version of a document away",
        other => match super::themes::act(other) {
            Some(known) => known,
            None => return other.replace(['.', '_', '-'], " "),
        },
    };
    known.to_owned()
}

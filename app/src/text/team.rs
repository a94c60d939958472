//! Sentences about answering as a team, and how a colleague's words are named in forms.

use crate::api::{Piece, Take};
use crate::words::Phrase;
use domain::team::How;
use domain::text::{Called, QuestionId, Slug};

/// What it is called everywhere.
pub const AS_TEAM: Phrase = phrase!("Answer as a team");

/// What a team is for.
pub const WHAT: Phrase = phrase!(
    "Several people can write one answer for a school or an organisation: the headteacher, the bursar, the special educational needs coordinator (SENCO). Each writes their own answers. One of them is the lead, who puts the answers together and sends them."
);

/// How it goes for the lead.
pub const HOW_LEAD: [Phrase; 4] = [
    phrase!(
        "You get a team code. Give it to your colleagues, with the address of the page where they use it."
    ),
    phrase!("They write their own answers. They cannot see yours, or each other’s."),
    phrase!(
        "When they share, you see what they wrote under each question. You choose what goes into the answer."
    ),
    phrase!("Only you can send it. It counts as one response, from your school or organisation."),
];

/// To the lead, under the code.
pub const WHAT_CODE_DOES: Phrase = phrase!(
    "With this code somebody can join the team and write their own answers. They cannot see what you or anybody else wrote. Give it to people you work with, and to nobody else."
);

/// What another team code does.
pub const ANOTHER: Phrase = phrase!(
    "You can make a new code. The old one stops working at once. Colleagues who have joined stay in the team."
);

/// To the lead who has no code to come back with.
pub const GET_OWN_CODE: Phrase = phrase!(
    "Get a code for yourself as well. If your browser is closed, or you change computer, you need it to get back to your team. Nobody else can send the answer."
);

/// What happens to colleagues' drafts, said before anybody writes or sends.
pub const WHAT_BECOMES: Phrase = phrase!(
    "When the lead sends the team’s answer, what each colleague wrote on their own is deleted. Only what the lead put into the answer is kept. If the lead does not send it, everything is deleted 30 days after the consultation closes."
);

/// To the lead, before sending.
pub const BEFORE_SENDING: Phrase = phrase!(
    "When you send it, what your colleagues wrote on their own is deleted. We keep only the answers on this page."
);

/// To the lead, where colleagues do not share.
pub const WITHOUT: Phrase = phrase!("Send without what they did not share");

/// The same, where it was sent without saying so.
pub const SAY_WITHOUT: Phrase =
    phrase!("Wait until your colleagues share, or tick the box to send without what they wrote");

/// To a colleague who joins.
pub const NOT_COUNTED: Phrase = phrase!(
    "What you write does not count as a response of its own. If you want to answer for yourself as well, you can do that apart from this."
);

/// Beside the name.
pub const A_ROLE: Phrase =
    phrase!("Such as Bursar or SENCO. Please use what you do, not your name.");

/// Somebody who joins where another response is being written.
pub const OTHER_HERE: Phrase = phrase!(
    "Another response has been begun on this computer. If you join a team now, you will no longer see that other response here."
);

/// The lead tried to answer as somebody who speaks for nobody else.
pub const NOT_THIS_AUDIENCE: Phrase = phrase!(
    "You lead a team that answers for an organisation, so you cannot change to that. You can end the team first."
);

/// To somebody whose lead ended the team.
pub fn released(called: &Called) -> String {
    say!(
        "The lead has ended the team in which you wrote as “{called}”. What you wrote is kept. You can go on and send it as a response of your own, or delete it.",
        called = called
    )
}

/// Of what the lead has taken over, or wrote as well.
pub const HELD: Phrase = phrase!("This is in your answer already.");

/// Above what the lead has.
pub const OURS: Phrase = phrase!("Ours:");

/// "Bursar wrote:"
pub fn wrote(called: &Called) -> String {
    say!("{called} wrote:", called = called)
}

/// What is wrong with a field of the form to join, by its error code.
pub fn wrong(field: &str, code: &str) -> Phrase {
    match (field, code) {
        ("code", "missing") => phrase!("Type the team code"),
        ("code", "not_a_code") => {
            phrase!("Check the team code. It has 16 letters and numbers, and never the letter U")
        }
        ("code", "own_code") => {
            phrase!(
                "This is not a team code. It is a code to carry on with a response. Use it on the page “Carry on with your code”"
            )
        }
        ("code", _) => {
            phrase!(
                "We do not know this code. Check each letter. If your lead made a newer code, use that one"
            )
        }
        (_, "missing") => phrase!("Write what your lead should call you"),
        (_, "too_long") => phrase!("Use 40 characters or fewer"),
        (_, "taken") => {
            phrase!(
                "Somebody in this team is called that already. If it is you, use your own code to carry on. If not, write something else"
            )
        }
        _ => phrase!("Look at this again"),
    }
}

/// What a colleague wrote, as a form names it: a question's id, or `DOCUMENT/CLAUSE`.
pub fn piece_of(piece: &Piece) -> String {
    match piece {
        Piece::Answer(question) => question.to_string(),
        Piece::Comment(document, clause) => format!("{document}/{clause}"),
    }
}

/// Reads it.
pub fn read_piece(text: &str) -> Option<Piece> {
    match text.split_once('/') {
        Some((document, clause)) => Some(Piece::Comment(
            Slug::parse(document).ok()?,
            Slug::parse(clause).ok()?,
        )),
        None => QuestionId::parse(text).ok().map(Piece::Answer),
    }
}

/// Where it stands on a page.
pub fn anchor(piece: &str) -> String {
    piece.replace('/', "-")
}

/// The value of a button that takes something over: `use:QUESTION:Bursar`.
pub fn take_value(how: How, piece: &Piece, called: &Called) -> String {
    format!("{}:{}:{called}", how.as_str(), piece_of(piece))
}

/// Reads it.
pub fn take_of(value: &str) -> Option<Take> {
    let mut parts = value.splitn(3, ':');
    let mut next = || parts.next().unwrap_or_default();
    Some(Take {
        how: How::parse(next())?,
        piece: read_piece(next())?,
        called: Called::parse(next()).ok()?,
        seen: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buttons_value_is_read_back_whatever_a_colleague_is_called() {
        for called in ["Bursar", "SENCO: Key Stage 1", "Head / Deputy"] {
            let called = Called::parse(called).unwrap();
            for piece in [
                Piece::Answer("B4".parse().unwrap()),
                Piece::Comment("framework".parse().unwrap(), "values".parse().unwrap()),
            ] {
                let read = take_of(&take_value(How::Add, &piece, &called)).unwrap();
                assert_eq!(
                    (read.how, read.piece, read.called),
                    (How::Add, piece, called.clone())
                );
            }
        }
        for value in ["", "use", "use:B4", "use:B4:", "steal:B4:Bursar"] {
            assert_eq!(take_of(value), None, "{value}");
        }
    }
}

//! Sentences of the page "Stop for now". One idea each, at most 15 words.

use crate::words::Phrase;

/// The button on every page of the young people's way, and the heading of the page it leads to.
pub const TITLE: Phrase = phrase!("Stop for now");
/// First of all.
pub const FINE: Phrase = phrase!("It is fine to stop. You can have a break, or stop for good.");
/// What is kept.
pub const KEPT: Phrase = phrase!("We keep the answers you have typed so far.");
/// What is not done.
pub const NOT_SENT: Phrase =
    phrase!("We have not sent them to anybody. Nobody at the council reads them yet.");
/// Heading.
pub const COME_BACK: Phrase = phrase!("Come back another day");
/// How.
pub const CODE: Phrase =
    phrase!("Get a code. Write it down. With the code you can carry on later.");
/// The button.
pub const GET_CODE: Phrase = phrase!("Get a code");
/// The way back.
pub const GO_ON: Phrase = phrase!("Carry on now");
/// Heading.
pub const DELETE: Phrase = phrase!("Delete your answers");
/// What that does.
pub const DELETE_SAYS: Phrase =
    phrase!("You can delete all your answers. Then nobody can see them any more.");
/// The button.
pub const DELETE_BUTTON: Phrase = phrase!("Delete my answers");
/// Heading.
pub const TALK: Phrase = phrase!("If you want to talk to somebody");
/// Somebody near.
pub const TALK_ADULT: Phrase =
    phrase!("Talk to a grown-up you trust. It can be someone at home or at school.");
/// The number of the national helpline for children, the same in the whole country.
pub const CHILDLINE: &str = "0800 1111";
/// What it costs.
pub const TALK_FREE: Phrase = phrase!("It is free, day and night.");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{easy, equality, respond, resume, typing};

    #[test]
    fn young_people_read_short_sentences_in_the_forms_own_words_too() {
        let mut texts = vec![
            FINE,
            KEPT,
            NOT_SENT,
            CODE,
            DELETE_SAYS,
            TALK_ADULT,
            TALK_FREE,
            respond::CONSENT_EASY,
            respond::NO_NAMES_EASY,
            respond::HELP_EASY,
            respond::NOT_SAFE,
            respond::IN_DANGER,
            respond::SKIP_SURE,
            typing::WHO_IS_TYPING_HINT,
            typing::UNDER_13_HINT,
            typing::NO_NAME,
            typing::WHOSE_WORDS,
            typing::WHOSE_WORDS_HINT,
            typing::HOW_MANY,
            typing::HOW_MANY_HINT,
            typing::HOW_AGREED,
        ];
        texts.extend([
            easy::CHANGE_WITH_CODE,
            easy::LATE,
            easy::FORGET_SENT,
            easy::SAVED,
            easy::WHY_CODE,
            easy::WRITE_IT_DOWN,
            easy::KEEP_SAFE,
            easy::HAVE_CODE,
            easy::ANOTHER,
            easy::ADDRESS_TOO,
            easy::FORGET_KEPT,
            easy::FORGET_DELETED,
            resume::FINAL,
            resume::FINAL_WITHOUT_CODE,
            resume::NUMBER,
            resume::COPY_FIRST,
            resume::CHANGING,
        ]);
        let rows: [&[(&str, Phrase)]; 8] = [
            &easy::CHECK,
            &easy::KEEP_NUMBER,
            &easy::MORE,
            &easy::NEXT,
            &easy::COME_BACK,
            &equality::EASY,
            &equality::EASY_DONE,
            &equality::EASY_LAPSED,
        ];
        for (picture, words) in rows.into_iter().flatten() {
            assert!(
                crate::components::picture::svg(picture).is_some(),
                "{picture}"
            );
            texts.push(*words);
        }
        texts.extend(typing::ASK_AN_ADULT_SAYS.map(|(_, words)| words));
        texts.extend(domain::typing::Way::ALL.iter().map(|way| typing::way(*way)));
        texts.extend(
            domain::typing::Agreed::ALL
                .iter()
                .map(|agreed| typing::agreed(*agreed)),
        );
        texts.extend(
            domain::typing::Typist::ALL
                .iter()
                .map(|typist| typing::typist(*typist)),
        );
        for text in texts {
            for sentence in text.english().split_inclusive(['.', '?', ':']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 15, "{words} words: {sentence}");
            }
        }
    }

    #[test]
    fn every_picture_of_the_forms_own_pages_is_drawn() {
        use crate::components::picture::svg;
        let says = typing::ASK_AN_ADULT_SAYS.map(|(picture, _)| picture);
        let ways = domain::typing::Way::ALL
            .iter()
            .map(|way| typing::way_picture(*way));
        let others = [
            "calm", "save", "send", "key", "bin", "talk", "phone", "school", "skip", "stop", "safe",
        ];
        for name in says.into_iter().chain(ways).chain(others) {
            assert!(svg(name).is_some(), "{name}");
        }
    }
}

//! Addresses of the equality questions. None of them leads to a response.

use domain::text::Slug;

/// In an address or a form: in easy words.
pub const EASY: &str = "easy";

/// The equality questions, after a response was sent; in easy words for those who are asked so.
pub fn equality(slug: &Slug, easy: bool) -> String {
    match easy {
        true => format!("/consultations/{slug}/equality?words={EASY}"),
        false => format!("/consultations/{slug}/equality"),
    }
}

/// The same when they were answered.
pub fn equality_done(slug: &Slug, easy: bool) -> String {
    match easy {
        true => format!("/consultations/{slug}/equality?words={EASY}&done=1"),
        false => format!("/consultations/{slug}/equality?done=1"),
    }
}

/// The equality questions as a PDF, to fill in with a pen.
pub fn equality_sheet(slug: &Slug, easy: bool) -> String {
    let words = if easy { EASY } else { "full" };
    format!("/consultations/{slug}/equality/paper/{words}")
}

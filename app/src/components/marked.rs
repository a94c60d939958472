//! Words with those marked that are gone, or new: for readers by line and colour, for listeners in words.

use super::markdown::{finished, options, safe};
use crate::words::{Phrase, page_language};
use domain::language::direction;
use leptos::prelude::*;
use pulldown_cmark::{CowStr, Event, Parser};
use std::ops::Range;

/// What is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Words that are no longer there.
    Gone,
    /// Words that were not there before.
    New,
}

impl Mark {
    fn element(self) -> &'static str {
        match self {
            Self::Gone => "del",
            Self::New => "ins",
        }
    }

    /// Read out before and after: most screen readers say nothing of the elements.
    fn spoken(self) -> (Phrase, Phrase) {
        match self {
            Self::Gone => (phrase!("Taken out:"), phrase!("(end of words taken out)")),
            Self::New => (phrase!("New:"), phrase!("(end of new words)")),
        }
    }
}

/// How what is read out begins. The page says it, whatever language the marked words are in.
fn opening() -> String {
    let language = page_language();
    let dir = direction(&language);
    format!("<span class=\"visually-hidden\" lang=\"{language}\" dir=\"{dir}\">")
}

/// Published Markdown with marks at places of its source, in bytes and in order.
#[component]
pub fn MarkedMarkdown(
    text: String,
    marks: Vec<Range<usize>>,
    mark: Mark,
    /// The heading level that `#` becomes.
    #[prop(default = 5)]
    top: u8,
) -> impl IntoView {
    view! { <div class="prose" inner_html=to_html(&text, &marks, mark, top)></div> }
}

/// A line of plain words with marks at places of it.
#[component]
pub fn MarkedWords(text: String, marks: Vec<Range<usize>>, mark: Mark) -> impl IntoView {
    let (before, after) = mark.spoken();
    let language = page_language();
    let says = move |words: String| {
        let (lang, dir) = (language.to_string(), direction(&language));
        view! { <span class="visually-hidden" lang=lang dir=dir>{words}</span> }
    };
    let piece = |(words, marked): (&str, bool)| {
        let words = words.to_owned();
        let (before, after) = (says(format!("{before} ")), says(format!(" {after} ")));
        match (marked, mark) {
            (false, _) => words.into_any(),
            (true, Mark::Gone) => view! { <del>{before}{words}{after}</del> }.into_any(),
            (true, Mark::New) => view! { <ins>{before}{words}{after}</ins> }.into_any(),
        }
    };
    let pieces = cut(&text, &(0..text.len()), &marks);
    pieces.into_iter().map(piece).collect_view()
}

fn to_html(text: &str, marks: &[Range<usize>], mark: Mark, top: u8) -> String {
    let mut out: Vec<Event> = Vec::new();
    let mut open = false;
    for (event, place) in Parser::new_ext(text, options()).into_offset_iter() {
        match safe(event, top) {
            Event::Text(words) => {
                for (piece, marked) in cut(&words, &place, marks) {
                    switch(&mut out, &mut open, marked, mark);
                    out.push(Event::Text(CowStr::from(piece.to_owned())));
                }
            }
            // A mark goes on over the end of a line, but never over the edge of an element.
            Event::SoftBreak => {
                let marked = open && marks.iter().any(|m| overlaps(m, &place));
                switch(&mut out, &mut open, marked, mark);
                out.push(Event::SoftBreak);
            }
            other => {
                switch(&mut out, &mut open, false, mark);
                out.push(other);
            }
        }
    }
    finished(out.into_iter())
}

/// Begins or ends a mark, if it is not so already.
fn switch(out: &mut Vec<Event<'_>>, open: &mut bool, marked: bool, mark: Mark) {
    if *open == marked {
        return;
    }
    *open = marked;
    let ((before, after), element) = (mark.spoken(), mark.element());
    let (opens, says, closes) = match marked {
        true => (
            format!("<{element}>{}", opening()),
            format!("{before} "),
            "</span>".to_owned(),
        ),
        false => (
            opening(),
            format!(" {after} "),
            format!("</span></{element}>"),
        ),
    };
    out.push(Event::InlineHtml(opens.into()));
    out.push(Event::Text(says.into()));
    out.push(Event::InlineHtml(closes.into()));
}

/// Words cut where marks begin and end. Where Markdown wrote them otherwise than they read (an escape, an entity),
/// places within them mean nothing, and they are marked whole or not at all.
fn cut<'a>(words: &'a str, place: &Range<usize>, marks: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let here = marks.iter().filter(|m| overlaps(m, place));
    if words.len() != place.len() {
        return vec![(words, here.count() > 0)];
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in here {
        let start = mark.start.max(place.start) - place.start;
        let end = mark.end.min(place.end) - place.start;
        let (Some(before), Some(marked)) = (words.get(at..start), words.get(start..end)) else {
            return vec![(words, true)];
        };
        pieces.extend([(before, false), (marked, true)]);
        at = end;
    }
    pieces.push((&words[at..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

#[cfg(test)]
#[expect(
    clippy::single_range_in_vec_init,
    reason = "one marked part is a list of one range"
)]
mod tests {
    use super::*;

    fn marked(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap();
        let html = to_html(text, &[start..start + words.len()], Mark::New, 5);
        let (before, after) = Mark::New.spoken();
        let spoken = |words: String| format!("{}{words}</span>", opening());
        html.replace(&spoken(format!("{before} ")), "")
            .replace(&spoken(format!(" {after} ")), "")
    }

    #[test]
    fn marks_keep_to_the_elements_they_are_in() {
        assert_eq!(
            marked("We **answer** soon.", "**answer** soon"),
            "<p>We <strong><ins>answer</ins></strong><ins> soon</ins>.</p>\n"
        );
        assert_eq!(
            marked("- one two\n- three\n", "two\n- three"),
            "<ul>\n<li>one <ins>two</ins></li>\n<li><ins>three</ins></li>\n</ul>\n"
        );
    }

    #[test]
    fn a_mark_goes_on_over_the_end_of_a_line() {
        assert_eq!(
            marked("one two\nthree four", "two\nthree"),
            "<p>one <ins>two\nthree</ins> four</p>\n"
        );
    }

    #[test]
    fn what_officers_write_is_never_run_inside_a_mark_either() {
        let text = "a <script>alert(1)</script> &amp; b";
        let html = to_html(text, &[0..text.len()], Mark::Gone, 5);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&amp;"), "{html}");
    }

    #[test]
    fn marks_are_told_in_words_too() {
        let html = to_html("one two", &[4..7], Mark::Gone, 5);
        assert!(html.contains("Taken out: </span>two"), "{html}");
    }
}

//! How far somebody is: a number that never falls while they go on.

use super::{Page, is_easy, pages, questions_on, young};
use crate::content::Content;
use crate::contribution::Draft;
use crate::typing::Under13;

/// How many pages about who is typing count: the second is whichever the first leads to.
const ABOUT_TYPING: usize = 2;

/// Which page this is, of how many. None for a page that comes between: asking for an adult, and what is asked once
/// the adult is there of somebody who has answered already.
pub fn progress(content: &Content, draft: &Draft, page: &Page) -> Option<(usize, usize)> {
    let easy = draft.audience.as_ref().is_some_and(|a| is_easy(content, a));
    if !easy {
        let pages = pages(content, draft);
        let at = pages.iter().position(|other| other == page)?;
        return Some((at + 1, pages.len()));
    }
    let mut settled = draft.clone();
    if settled.typing.needs_an_adult() {
        settled.typing.under_13 = Some(Under13::No);
    }
    let about = young::pages(&settled.typing).len();
    let rest = pages(content, &settled).split_off(about);
    let at = match page {
        Page::Typing => 1,
        Page::Under13 => ABOUT_TYPING,
        Page::Helper | Page::Group if draft.answers.is_empty() => ABOUT_TYPING,
        page => ABOUT_TYPING + 1 + rest.iter().position(|other| other == page)?,
    };
    Some((at, ABOUT_TYPING + rest.len()))
}

/// The first page of questions that is still open, for somebody who was sent for an adult after they had answered some.
pub(super) fn taken_up(content: &Content, draft: &Draft, page: &Page) -> Option<Page> {
    if !matches!(page, Page::Helper | Page::Group) || draft.answers.is_empty() {
        return None;
    }
    let open = |page: &Page| match page {
        Page::Question(first) => {
            !(questions_on(content, draft, first).iter()).any(|q| draft.answers.contains_key(&q.id))
        }
        Page::Consent => true,
        _ => false,
    };
    pages(content, draft).into_iter().find(open)
}

//! What is saved and what is not. Nothing here touches the page: it only decides.

use super::Fields;

/// Longest wait between two tries, in milliseconds.
const LONGEST_WAIT: u32 = 30_000;
/// Wait after the first failure, in milliseconds; each further failure doubles it.
const FIRST_WAIT: u32 = 2_000;

/// How a try to save ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Stored.
    Saved,
    /// Stored, for whoever shows the cookie that came along. Only the next post tells whether this browser does.
    Begun,
    /// Nobody answered.
    NoConnection,
    /// The server could not just now.
    Trouble,
    /// More than the server takes. Shortening helps, waiting does not.
    TooLarge,
    /// A draft takes nothing more, ever; a piece of the words, as long as somebody else's change stands in between or its
    /// writer is signed out.
    Refused,
}

impl Outcome {
    /// What an answer's status means; none when no answer came.
    pub(super) fn of(status: Option<u16>) -> Self {
        match status {
            Some(204) => Self::Saved,
            Some(201) => Self::Begun,
            None => Self::NoConnection,
            // 422: a text of an officer's form is over its limit.
            Some(413 | 422) => Self::TooLarge,
            Some(429 | 500..) => Self::Trouble,
            Some(_) => Self::Refused,
        }
    }
}

/// What the server holds of a form, and what is on its way there. One try at a time, so that an older one never
/// arrives after a newer one.
#[derive(Debug)]
pub(super) struct Saving {
    stored: Option<Fields>,
    under_way: Option<(u32, Fields)>,
    tries: u32,
    failures: u32,
    /// Whether what was refused once may be taken later.
    asks_again: bool,
    refused: bool,
}

impl Saving {
    /// `stored` is what the server is known to hold; none when the page already differs from it. `asks_again`: whether what
    /// was refused once may be taken later.
    pub(super) fn new(stored: Option<Fields>, asks_again: bool) -> Self {
        Self {
            stored,
            under_way: None,
            tries: 0,
            failures: 0,
            asks_again,
            refused: false,
        }
    }

    /// Whether the form holds something that the server does not.
    pub(super) fn is_unsaved(&self, now: &Fields) -> bool {
        self.stored.as_ref() != Some(now)
    }

    /// Begins a try, if there is anything to save and none is under way. Gives its number.
    pub(super) fn begin(&mut self, now: &Fields) -> Option<u32> {
        if self.refused || self.under_way.is_some() || !self.is_unsaved(now) {
            return None;
        }
        self.tries += 1;
        self.under_way = Some((self.tries, now.clone()));
        Some(self.tries)
    }

    /// Gives up the try under way if it carries other words than these. Whoever calls this stops it, too.
    pub(super) fn give_up_older(&mut self, now: &Fields) -> bool {
        let older = self.under_way.as_ref().is_some_and(|(_, f)| f != now);
        if older {
            self.under_way = None;
        }
        older
    }

    /// Whether this try is the one under way.
    pub(super) fn is_under_way(&self, number: u32) -> bool {
        self.under_way.as_ref().is_some_and(|(n, _)| *n == number)
    }

    /// Takes the end of a try into account. False for one that was given up before: it counts for nothing.
    pub(super) fn end(&mut self, number: u32, outcome: Outcome) -> bool {
        let Some((_, fields)) = self.under_way.take_if(|(n, _)| *n == number) else {
            return false;
        };
        match outcome {
            Outcome::Saved => {
                self.stored = Some(fields);
                self.failures = 0;
            }
            Outcome::Begun => {}
            Outcome::Refused => self.refused = !self.asks_again,
            Outcome::NoConnection | Outcome::Trouble | Outcome::TooLarge => self.failures += 1,
        }
        true
    }

    /// How long to wait before the next try, in milliseconds.
    pub(super) fn wait(&self) -> u32 {
        let doublings = self.failures.saturating_sub(1).min(10);
        (FIRST_WAIT << doublings).min(LONGEST_WAIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Fields {
        vec![("Q1".to_owned(), text.to_owned())]
    }

    #[test]
    fn what_was_typed_during_a_try_is_still_unsaved_after_it() {
        let mut saving = Saving::new(Some(words("")), false);
        let first = saving.begin(&words("a")).unwrap();
        assert_eq!(saving.begin(&words("ab")), None, "one try at a time");
        assert!(saving.end(first, Outcome::Saved));
        assert!(!saving.is_unsaved(&words("a")));
        assert!(saving.is_unsaved(&words("ab")));
        assert!(saving.begin(&words("ab")).is_some());
    }

    #[test]
    fn nothing_is_sent_when_nothing_changed_and_typing_before_the_script_came_is_a_change() {
        assert_eq!(
            Saving::new(Some(words("a")), false).begin(&words("a")),
            None
        );
        assert!(Saving::new(None, false).begin(&words("a")).is_some());
    }

    #[test]
    fn a_failed_try_leaves_the_words_unsaved_and_waits_longer_each_time() {
        let mut saving = Saving::new(Some(words("")), false);
        let mut waits = Vec::new();
        for _ in 0..6 {
            let number = saving.begin(&words("a")).unwrap();
            saving.end(number, Outcome::NoConnection);
            assert!(saving.is_unsaved(&words("a")));
            waits.push(saving.wait());
        }
        assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    }

    #[test]
    fn a_try_that_was_given_up_counts_for_nothing_when_it_ends() {
        let mut saving = Saving::new(Some(words("")), false);
        let older = saving.begin(&words("a")).unwrap();
        assert!(!saving.give_up_older(&words("a")));
        assert!(saving.give_up_older(&words("ab")));
        let newer = saving.begin(&words("ab")).unwrap();
        assert!(!saving.end(older, Outcome::Saved));
        assert!(saving.is_under_way(newer));
        assert!(saving.is_unsaved(&words("a")));
    }

    #[test]
    fn a_draft_that_was_sent_is_not_tried_again() {
        let mut saving = Saving::new(Some(words("")), false);
        let number = saving.begin(&words("a")).unwrap();
        saving.end(number, Outcome::of(Some(409)));
        assert_eq!(saving.begin(&words("ab")), None);
        assert!(
            saving.is_unsaved(&words("ab")),
            "the person is still warned"
        );
    }

    #[test]
    fn a_piece_that_was_refused_is_tried_again_and_is_unsaved_until_it_is_taken() {
        let mut saving = Saving::new(Some(words("")), true);
        let number = saving.begin(&words("a")).unwrap();
        saving.end(number, Outcome::of(Some(409)));
        assert!(saving.is_unsaved(&words("a")));
        let again = saving.begin(&words("ab")).unwrap();
        saving.end(again, Outcome::of(Some(204)));
        assert!(!saving.is_unsaved(&words("ab")));
    }

    #[test]
    fn words_for_which_a_draft_was_begun_count_as_saved_only_once_the_browser_has_shown_its_cookie()
    {
        let mut saving = Saving::new(Some(words("")), false);
        let first = saving.begin(&words("a")).unwrap();
        assert!(saving.end(first, Outcome::of(Some(201))));
        assert!(saving.is_unsaved(&words("a")));
        let again = saving.begin(&words("a")).unwrap();
        assert!(saving.end(again, Outcome::of(Some(204))));
        assert!(!saving.is_unsaved(&words("a")));
    }

    #[test]
    fn only_the_answer_that_says_so_means_saved() {
        assert_eq!(Outcome::of(Some(204)), Outcome::Saved);
        assert_eq!(Outcome::of(None), Outcome::NoConnection);
        for (status, outcome) in [
            (200, Outcome::Refused),
            (413, Outcome::TooLarge),
            (422, Outcome::TooLarge),
            (429, Outcome::Trouble),
            (503, Outcome::Trouble),
        ] {
            assert_eq!(Outcome::of(Some(status)), outcome, "{status}");
        }
    }
}

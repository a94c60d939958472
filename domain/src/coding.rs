//! Themes and their ties to passages. A machine suggests; a person confirms; both are recorded.

use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// Whether people may see and use a text.
    Screening {
        /// Nobody has looked. The default; never public.
        Unscreened = "unscreened",
        /// Fit to be quoted as it stands.
        Cleared = "cleared",
        /// Fit to be quoted with its redactions applied.
        Redacted = "redacted",
        /// Not to be shown.
        Withheld = "withheld",
        /// It may tell of harm: only those named for safeguarding see it until they have dealt with it.
        Held = "held",
    }
}

impl Screening {
    /// Whether public outputs and quotes may use the text.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Cleared | Self::Redacted)
    }

    /// Whether officers may read the text and work with it.
    pub fn is_readable(self) -> bool {
        !matches!(self, Self::Withheld | Self::Held)
    }
}

words! {
    /// Where somebody stands towards what their words are about, by what they answered or ticked themselves.
    Side {
        /// They agree.
        For = "for",
        /// They are of two minds, would have it changed, or do not know.
        Mixed = "mixed",
        /// They disagree.
        Against = "against",
    }
}

words! {
    /// Where a text stands within a contribution.
    Place {
        /// Answer to a text question.
        Answer = "answer",
        /// Words beside "Other".
        Other = "other",
        /// Comment on a clause.
        Comment = "comment",
        /// Suggested wording for a clause.
        Suggestion = "suggestion",
        /// A letter or event point.
        Letter = "letter",
    }
}

words! {
    /// Where a tie between theme and passage stands.
    Tie {
        /// A machine's suggestion, not yet looked at.
        Suggested = "suggested",
        /// A person says it belongs.
        Confirmed = "confirmed",
        /// A person says it does not.
        Rejected = "rejected",
    }
}

words! {
    /// How sure it is that somebody raised a theme, the least sure first.
    Standing {
        /// The engine suggests it, and is not sure itself.
        Weak = "weak",
        /// The engine suggests it, and it is likely.
        Likely = "likely",
        /// The engine suggests it, and a person let it stand together with others as sure, without reading the text.
        Accepted = "accepted",
        /// A person says so.
        Confirmed = "confirmed",
    }
}

words! {
    /// Where a theme stands.
    ThemeState {
        /// Proposed by the engine.
        Suggested = "suggested",
        /// Part of the code frame.
        Active = "active",
        /// Joined into another.
        Merged = "merged",
        /// Dismissed by a person, whether it was proposed or in the frame: no text is coded with it, and the engine does not
        /// propose it again.
        Dismissed = "dismissed",
    }
}

impl ThemeState {
    /// Whether passages can be tied to it: it is in the frame, or proposed for it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Suggested | Self::Active)
    }
}

words! {
    /// What a person found in a text that they read to its end.
    Verdict {
        /// At least one theme.
        Themes = "themes",
        /// None: said in so many words, since silence is no answer.
        None = "none",
        /// None, for it is not about this consultation. Reports say how many there were.
        OffTopic = "off-topic",
    }
}

words! {
    /// Why a text is next to be read.
    Turn {
        /// It is like many others: deciding it teaches the most at once.
        Typical = "typical",
        /// The engine is not sure of it.
        Uncertain = "uncertain",
        /// Its theme is rare.
        Rare = "rare",
    }
}

words! {
    /// What the engine noticed in a text, for a person to look at.
    Point {
        /// A duty, an appeal or a challenge in law.
        Legal = "legal",
        /// What a proposal does to people with protected characteristics (Equality Act 2010, section 149).
        Equality = "equality",
        /// Insults, threats and hate.
        Abuse = "abuse",
    }
}

impl Point {
    /// Whether few who make it weigh as much as many.
    pub fn weighs_by_itself(self) -> bool {
        matches!(self, Self::Legal | Self::Equality)
    }
}

/// How many themes of its own finding the engine looks for: where its tree of themes is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grain(usize);

impl Grain {
    /// Fewest themes that divide anything.
    pub const LEAST: usize = 2;
    /// As many as its tree has leaves.
    pub const MOST: usize = 60;

    /// Reads a number of themes; none when it is out of reach.
    pub fn parse(typed: &str) -> Option<Self> {
        let number = typed.trim().parse().ok();
        number
            .filter(|n| (Self::LEAST..=Self::MOST).contains(n))
            .map(Self)
    }

    /// How many themes are looked for.
    pub fn themes(self) -> usize {
        self.0
    }

    /// The next cuts of the tree above and below one into this many themes: fewer and wider, more and narrower. None
    /// where there is no further cut.
    pub fn around(themes: usize) -> [Option<Self>; 2] {
        let cut = |n: usize| Self(n.clamp(Self::LEAST, Self::MOST));
        let (fewer, more) = (cut(themes * 2 / 3), cut((themes * 3).div_ceil(2)));
        [
            (fewer.0 < themes).then_some(fewer),
            (more.0 > themes).then_some(more),
        ]
    }
}

/// From this score on a suggestion is likely. A weaker one is shown, and a person has to choose it by itself.
pub const LIKELY: f64 = 0.5;

/// Whether a suggestion with this score is likely. One without a score is not: a person put it back among them.
pub fn is_likely(score: Option<f64>) -> bool {
    score.is_some_and(|score| score >= LIKELY)
}

/// Suggestions that no person has decided on, likely and weak apart: they mean different things, so nothing here adds
/// them up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Suggested<T> {
    /// With a score of at least [`LIKELY`].
    pub likely: T,
    /// With a lower one.
    pub weak: T,
}

/// Fewest texts that two people coded from which anything is said about their agreement.
pub const SMALLEST_SAMPLE: usize = 30;

/// A half-open span of Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The first letter that is no Latin one.
const LATIN_ENDS: char = '\u{250}';

/// Most letters of an ending after which words are still the same words.
const ENDING: usize = 2;

impl Span {
    /// The whole of a text.
    pub fn whole(text: &str) -> Self {
        Self {
            start: 0,
            end: text.chars().count(),
        }
    }

    /// The words of the span, verbatim; none when it does not lie within the text.
    pub fn of(self, text: &str) -> Option<&str> {
        let byte = |n: usize| {
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .nth(n)
        };
        if self.start > self.end {
            return None;
        }
        text.get(byte(self.start)?..byte(self.end)?)
    }

    /// Spans that meet or overlap made one, in the order of the first of each.
    pub fn joined(spans: &[Self]) -> Vec<Self> {
        let mut joined: Vec<Self> = Vec::new();
        for span in spans {
            let mut whole = *span;
            let mut at = joined.len();
            // One span may bridge several.
            while let Some(met) =
                (joined.iter()).position(|other| other.start < whole.end && whole.start < other.end)
            {
                let other = joined.remove(met);
                whole.start = whole.start.min(other.start);
                whole.end = whole.end.max(other.end);
                at = at.min(met);
            }
            joined.insert(at.min(joined.len()), whole);
        }
        joined
    }

    /// Every place where `words` stand in `text`, ignoring case, without overlaps: as words of their own, or with an ending
    /// such as that of "Toms". Only where they nowhere stand so, as parts of others.
    pub fn find(text: &str, words: &str) -> Vec<Self> {
        let own = Self::find_own(text, words);
        match own.is_empty() {
            true => Self::find_anywhere(text, words),
            false => own,
        }
    }

    /// The same, but never as parts of other words: "Tom" is not in "tomorrow". Only Latin letters are judged by; other
    /// scripts join and part words in other ways.
    pub fn find_own(text: &str, words: &str) -> Vec<Self> {
        let letters: Vec<char> = text.chars().collect();
        let is_latin = |c: &char| c.is_alphanumeric() && *c < LATIN_ENDS;
        let goes_on = |at: usize| letters[at..].iter().take_while(|c| is_latin(c)).count();
        let is_own = |span: &Self| {
            let inside = span.start > 0 && is_latin(&letters[span.start - 1]);
            let begins_latin = letters.get(span.start).is_some_and(is_latin);
            let ends_latin = is_latin(&letters[span.end - 1]);
            let is_tail = inside && begins_latin;
            let is_head = ends_latin && goes_on(span.end) > ENDING;
            !is_tail && !is_head
        };
        let mut found = Self::find_anywhere(text, words);
        found.retain(is_own);
        found
    }

    fn find_anywhere(text: &str, words: &str) -> Vec<Self> {
        // The end of a line is as good as a space: a box of one line cannot hold it.
        let fold = |c: char| match c.is_whitespace() {
            true => ' ',
            false => c.to_lowercase().next().unwrap_or(c),
        };
        let text: Vec<char> = text.chars().map(fold).collect();
        let words: Vec<char> = words.trim().chars().map(fold).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while !words.is_empty() && at + words.len() <= text.len() {
            if text[at..at + words.len()] == words[..] {
                found.push(Self {
                    start: at,
                    end: at + words.len(),
                });
                at += words.len();
            } else {
                at += 1;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_code_points_and_gives_the_words_verbatim() {
        let text = "né🙂 Tom";
        assert_eq!(Span { start: 2, end: 3 }.of(text), Some("🙂"));
        assert_eq!(Span::whole(text).of(text), Some(text));
        assert_eq!(Span { start: 3, end: 9 }.of(text), None);
    }

    #[test]
    fn the_tree_can_be_cut_higher_and_lower_until_its_ends() {
        let around = |themes| Grain::around(themes).map(|cut| cut.map(Grain::themes));
        assert_eq!(around(12), [Some(8), Some(18)]);
        assert_eq!(around(Grain::LEAST), [None, Some(3)]);
        assert_eq!(around(Grain::MOST), [Some(40), None]);
        assert_eq!(around(1), [None, Some(2)]);
    }

    #[test]
    fn spans_that_overlap_become_one_where_the_first_of_them_stood() {
        let span = |start, end| Span { start, end };
        let spans = [
            span(10, 14),
            span(0, 4),
            span(7, 11),
            span(4, 6),
            span(3, 8),
        ];
        assert_eq!(Span::joined(&spans), [span(0, 14)]);
        let apart = [span(10, 14), span(0, 4)];
        assert_eq!(Span::joined(&apart), apart);
    }

    #[test]
    fn words_are_found_wherever_they_stand_whatever_their_case() {
        let starts = |text: &str, words: &str| -> Vec<usize> {
            let found = Span::find(text, words).into_iter();
            found.map(|span| span.start).collect()
        };
        assert_eq!(starts("Tom and TOM, tomorrow", "tom"), [0, 8]);
        assert_eq!(
            starts("Tom, Toms nan and Tom’s bus; atom", "Tom"),
            [0, 5, 18]
        );
        assert_eq!(starts("A tomboy", "Tom"), [2], "nowhere else");
        assert!(Span::find_own("A tomboy", "Tom").is_empty());
        assert_eq!(starts("汤姆，我儿子汤姆喜欢", "汤姆"), [0, 6]);
        assert_eq!(starts("محمد ومحمد", "محمد"), [0, 6]);
        let lines = Span::find("Tom\nHarris", "tom harris");
        assert_eq!(lines, [Span { start: 0, end: 10 }]);
        assert!(Span::find("anything", "  ").is_empty());
    }
}

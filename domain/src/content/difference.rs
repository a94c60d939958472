//! What changed between two versions of the words, to be told in words.

use super::texts::{Part, Place, texts};
use super::{Content, DocumentText, Piece};
use crate::question::{Kind, Question};
use crate::text::{AudienceId, Language, OptionId};
use std::collections::BTreeMap;

/// What happened to one piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The piece.
    pub piece: Piece,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands at another place.
    Moved,
    /// Texts of it are others: old and new, each empty where there was or is none.
    Reworded(Vec<Reworded>),
    /// Options came or went.
    Options {
        /// New ones.
        added: Vec<OptionId>,
        /// Those that are gone.
        removed: Vec<OptionId>,
    },
    /// The same options, in another order.
    OptionsReordered,
    /// It depends on other answers than before.
    Rerouted,
    /// It is asked of other people than before.
    AskedOfOthers,
    /// It must be answered, or need not be any more.
    Required(bool),
    /// It stands on another page than before.
    OtherPage,
    /// It has another printed number.
    Renumbered,
    /// Its type or settings are others: limits, "Other", the cut of reports, an audience's own settings.
    Settings,
}

/// One text, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reworded {
    /// In which language.
    pub language: Language,
    /// For whom; none means everybody.
    pub audience: Option<AudienceId>,
    /// Which text of the piece.
    pub part: Part,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// What is different in `new`, piece by piece: title, audiences, sections, questions, documents and their clauses.
pub fn changes(old: &Content, new: &Content) -> Vec<Change> {
    let mut found = Vec::new();
    let words = reworded(old, new);
    let mut tell = |piece: &Piece, what| {
        let piece = piece.clone();
        found.push(Change { piece, what });
    };
    for (before, after) in lists(old, new) {
        let moved = moved(&before, &after);
        for piece in &after {
            if !piece.is_in(old) {
                tell(piece, What::Added);
                continue;
            }
            if moved.contains(piece) {
                tell(piece, What::Moved);
            }
            if let Some(texts) = words.get(piece) {
                tell(piece, What::Reworded(texts.clone()));
            }
            for what in otherwise(piece, old, new) {
                tell(piece, what);
            }
        }
        for piece in before.iter().filter(|piece| !piece.is_in(new)) {
            tell(piece, What::Removed);
        }
    }
    found
}

/// The pieces of each list, before and after. Clauses of a document that is new or gone go with it.
fn lists(old: &Content, new: &Content) -> Vec<(Vec<Piece>, Vec<Piece>)> {
    fn of<T>(list: &[T], piece: impl Fn(&T) -> Piece) -> Vec<Piece> {
        list.iter().map(piece).collect()
    }
    let kinds: [fn(&Content) -> Vec<Piece>; 5] = [
        |_| vec![Piece::Title],
        |content| of(&content.audiences, |a| Piece::Audience(a.id.clone())),
        |content| of(&content.sections, |s| Piece::Section(s.id.clone())),
        |content| of(&content.questions, |q| Piece::Question(q.id.clone())),
        |content| of(&content.documents, |d| Piece::Document(d.id.clone())),
    ];
    let kinds = kinds.iter().map(|pieces| (pieces(old), pieces(new)));
    let clauses = new.documents.iter().filter_map(|after| {
        let clauses = |document: &DocumentText| {
            of(&document.clauses, |clause| {
                Piece::Clause(document.id.clone(), clause.key.clone())
            })
        };
        Some((clauses(old.document(&after.id)?), clauses(after)))
    });
    kinds.chain(clauses).collect()
}

/// The fewest pieces that were moved: those outside the longest run that is still in the old order.
fn moved(before: &[Piece], after: &[Piece]) -> Vec<Piece> {
    let places: Vec<(usize, &Piece)> = after
        .iter()
        .filter_map(|piece| Some((before.iter().position(|old| old == piece)?, piece)))
        .collect();
    // For each piece: how long the run up to it is, and which piece stands before it there.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, (place, _)) in places.iter().enumerate() {
        let earlier = (0..at).filter(|e| places[*e].0 < *place);
        let best = earlier.max_by_key(|e| (runs[*e].0, std::cmp::Reverse(*e)));
        runs.push((best.map_or(1, |e| runs[e].0 + 1), best));
    }
    let mut kept = Vec::new();
    let mut next = (0..runs.len()).max_by_key(|at| (runs[*at].0, std::cmp::Reverse(*at)));
    while let Some(at) = next {
        kept.push(at);
        next = runs[at].1;
    }
    let loose = places
        .iter()
        .enumerate()
        .filter(|(at, _)| !kept.contains(at));
    loose.map(|(_, (_, piece))| (*piece).clone()).collect()
}

fn reworded(old: &Content, new: &Content) -> BTreeMap<Piece, Vec<Reworded>> {
    let before: BTreeMap<Place, &str> = texts(old).into_iter().collect();
    let after: BTreeMap<Place, &str> = texts(new).into_iter().collect();
    let mut places: Vec<&Place> = before.keys().chain(after.keys()).collect();
    places.sort();
    places.dedup();
    let mut found: BTreeMap<Piece, Vec<Reworded>> = BTreeMap::new();
    for place in places {
        let text =
            |of: &BTreeMap<Place, &str>| of.get(place).copied().unwrap_or_default().to_owned();
        let (old, new) = (text(&before), text(&after));
        if old != new {
            found
                .entry(place.piece.clone())
                .or_default()
                .push(Reworded {
                    language: place.language.clone(),
                    audience: place.audience.clone(),
                    part: place.part.clone(),
                    old,
                    new,
                });
        }
    }
    found
}

fn otherwise(piece: &Piece, old: &Content, new: &Content) -> Vec<What> {
    let mut found = Vec::new();
    match piece {
        Piece::Title | Piece::Section(_) | Piece::Document(_) => {}
        Piece::Clause(document, key) => {
            let number = |content: &Content| Some(content.clause(document, key)?.number.clone());
            if number(old) != number(new) {
                found.push(What::Renumbered);
            }
        }
        Piece::Audience(id) => {
            let of = |content: &Content| {
                let found = content.audiences.iter().find(|a| &a.id == id);
                found.map(|a| (a.organisations, a.easy_read))
            };
            if of(old) != of(new) {
                found.push(What::Settings);
            }
        }
        Piece::Question(id) => {
            let of = |content: &Content| content.questions.iter().find(|q| &q.id == id).cloned();
            if let (Some(before), Some(after)) = (of(old), of(new)) {
                of_question(&before, &after, &mut found);
            }
        }
    }
    found
}

fn of_question(before: &Question, after: &Question, found: &mut Vec<What>) {
    let (were, are) = (before.options(), after.options());
    let missing = |from: &[OptionId], of: &[OptionId]| -> Vec<OptionId> {
        of.iter().filter(|o| !from.contains(o)).cloned().collect()
    };
    let (added, removed) = (missing(&were, &are), missing(&are, &were));
    if !added.is_empty() || !removed.is_empty() {
        found.push(What::Options { added, removed });
    } else if were != are {
        found.push(What::OptionsReordered);
    }
    if before.when != after.when {
        found.push(What::Rerouted);
    }
    if before.audiences != after.audiences {
        found.push(What::AskedOfOthers);
    }
    if before.required != after.required {
        found.push(What::Required(after.required));
    }
    if before.follows != after.follows {
        found.push(What::OtherPage);
    }
    if without_options(&before.kind) != without_options(&after.kind) || before.cut != after.cut {
        found.push(What::Settings);
    }
}

fn without_options(kind: &Kind) -> Kind {
    let mut kind = kind.clone();
    match &mut kind {
        Kind::Single(choice) | Kind::Multiple(choice) => {
            choice.options.clear();
            choice.alone = None;
            choice.other = false;
        }
        Kind::Rank(rank) => rank.options.clear(),
        _ => {}
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Direction, Edit};

    fn content() -> Content {
        toml::from_str(
            r#"
            wording = [{ title = "Sundays", summary = "Open on Sundays?" }]
            audiences = [{ id = "reader", wording = [{ name = "A reader", introduction = "" }] }]
            sections = []
            questions = [
              { id = "Q1", kind = "single", options = ["a", "b"], wording = [{ title = "Pick", labels = { a = "A", b = "B" } }] },
              { id = "Q2", kind = "long-text", wording = [{ title = "Why?" }] },
              { id = "Q3", kind = "long-text", wording = [{ title = "What else?" }] },
            ]
            "#,
        )
        .unwrap()
    }

    #[test]
    fn the_same_words_have_no_changes() {
        assert_eq!(changes(&content(), &content()), []);
    }

    #[test]
    fn a_moved_question_is_told_and_not_those_it_passed() {
        let last: Piece = "question/Q3".parse().unwrap();
        let up = || Edit::Move(last.clone(), Direction::Up);
        let once = up().apply(&content()).unwrap();
        let twice = up().apply(&once).unwrap();
        let what = What::Moved;
        assert_eq!(changes(&content(), &twice), [Change { piece: last, what }]);
    }

    #[test]
    fn an_option_that_came_and_words_that_changed_are_told_old_and_new() {
        let mut after = content();
        let question = &mut after.questions[0];
        if let Kind::Single(choice) = &mut question.kind {
            choice.options[1] = "c".parse().unwrap();
        }
        let words = &mut question.wording.0[0].words;
        words.labels = [("a", "A"), ("c", "C")]
            .map(|(id, label)| (id.parse().unwrap(), label.to_owned()))
            .into();
        words.title = "Choose".to_owned();
        let found = changes(&content(), &after);
        let What::Reworded(texts) = &found[0].what else {
            panic!("{found:?}");
        };
        assert_eq!(
            (texts[0].old.as_str(), texts[0].new.as_str()),
            ("Pick", "Choose")
        );
        assert_eq!(texts.len(), 3);
        assert_eq!(
            found[1].what,
            What::Options {
                added: vec!["c".parse().unwrap()],
                removed: vec!["b".parse().unwrap()],
            }
        );
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn what_was_added_or_removed_is_told_once() {
        let gone: Piece = "question/Q2".parse().unwrap();
        let after = Edit::Remove(gone.clone()).apply(&content()).unwrap();
        let removed = changes(&content(), &after);
        assert_eq!(
            removed,
            [Change {
                piece: gone.clone(),
                what: What::Removed
            }]
        );
        let added = changes(&after, &content());
        assert_eq!(
            added,
            [Change {
                piece: gone,
                what: What::Added
            }]
        );
    }
}

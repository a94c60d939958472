//! A change to the words before they are published.

use super::{
    Audience, ClauseText, ConsultationWords, Content, DocumentText, DocumentWords, Piece, Section,
    Wordings,
};
use crate::question::Question;
use crate::text::{QuestionId, Slug};

/// One step of an officer's work. What it leads to may have faults: they are listed, and nothing opens with one.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Another title and summary.
    Title(Wordings<ConsultationWords>),
    /// A section in place of the one with its id.
    PutSection(Section),
    /// A new section, after this one; at the end when none is named.
    AddSection(Section, Option<Slug>),
    /// A question in place of the one with its id.
    PutQuestion(Box<Question>),
    /// A new question, after this one; at the end when none is named.
    AddQuestion(Box<Question>, Option<QuestionId>),
    /// A grid, after this question: a statement that says what is asked of every row, and a question for each row on
    /// its page.
    AddGrid(Box<Question>, Vec<Question>, Option<QuestionId>),
    /// Other words of the document with this id. Its clauses stay.
    PutDocument(Slug, Wordings<DocumentWords>),
    /// A new document, at the end.
    AddDocument(DocumentText),
    /// A clause of this document in place of the one with its key.
    PutClause(Slug, ClauseText),
    /// A new clause of this document, after the one with this key; at the end when none is named.
    AddClause(Slug, ClauseText, Option<Slug>),
    /// An audience in place of the one with its id.
    PutAudience(Audience),
    /// A new audience, at the end.
    AddAudience(Audience),
    /// Takes a piece out.
    Remove(Piece),
    /// Puts a piece elsewhere in its list.
    Move(Piece, Direction),
}

/// Where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
    /// To the beginning.
    First,
    /// Right behind this other piece of the same list.
    Behind(Piece),
}

/// Why an edit could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The piece is not there any more.
    #[error("{0} is not there")]
    Gone(Piece),
    /// A piece with this id is there.
    #[error("{0} is there already")]
    Taken(Piece),
    /// Title and summary stay where they are.
    #[error("the title cannot be taken out or moved")]
    Fixed,
}

impl Edit {
    /// What it touches.
    pub fn piece(&self) -> Piece {
        match self {
            Self::Title(_) => Piece::Title,
            Self::PutSection(section) | Self::AddSection(section, _) => {
                Piece::Section(section.id.clone())
            }
            Self::PutQuestion(question)
            | Self::AddQuestion(question, _)
            | Self::AddGrid(question, ..) => Piece::Question(question.id.clone()),
            Self::PutAudience(audience) | Self::AddAudience(audience) => {
                Piece::Audience(audience.id.clone())
            }
            Self::PutDocument(id, _) => Piece::Document(id.clone()),
            Self::AddDocument(document) => Piece::Document(document.id.clone()),
            Self::PutClause(document, clause) | Self::AddClause(document, clause, _) => {
                Piece::Clause(document.clone(), clause.key.clone())
            }
            Self::Remove(piece) | Self::Move(piece, _) => piece.clone(),
        }
    }

    /// The word stored with it: `put`, `add`, `remove` or `move`.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Title(_)
            | Self::PutSection(_)
            | Self::PutQuestion(_)
            | Self::PutAudience(_)
            | Self::PutDocument(..)
            | Self::PutClause(..) => "put",
            Self::AddSection(..)
            | Self::AddQuestion(..)
            | Self::AddGrid(..)
            | Self::AddDocument(_)
            | Self::AddClause(..)
            | Self::AddAudience(_) => "add",
            Self::Remove(_) => "remove",
            Self::Move(..) => "move",
        }
    }

    /// The words after it.
    ///
    /// # Errors
    /// When the piece or its document is gone, or one with the new one's id is there.
    pub fn apply(self, content: &Content) -> Result<Content, EditError> {
        let piece = self.piece();
        let mut after = content.clone();
        let new = self.verb() == "add";
        match (new, piece.is_in(content)) {
            (true, true) => return Err(EditError::Taken(piece)),
            (false, false) => return Err(EditError::Gone(piece)),
            _ => {}
        }
        match self {
            Self::Title(wording) => after.wording = wording,
            Self::PutSection(section) => put(&mut after.sections, section, |s| &s.id),
            Self::PutQuestion(question) => put(&mut after.questions, *question, |q| &q.id),
            Self::PutAudience(audience) => put(&mut after.audiences, audience, |a| &a.id),
            Self::AddSection(section, behind) => {
                add(&mut after.sections, section, behind.as_ref(), |s| &s.id);
            }
            Self::AddQuestion(question, behind) => {
                add(&mut after.questions, *question, behind.as_ref(), |q| &q.id);
            }
            Self::AddGrid(head, rows, behind) => {
                let mut last = head.id.clone();
                add(&mut after.questions, *head, behind.as_ref(), |q| &q.id);
                for row in rows {
                    let piece = Piece::Question(row.id.clone());
                    if piece.is_in(&after) {
                        return Err(EditError::Taken(piece));
                    }
                    let behind = std::mem::replace(&mut last, row.id.clone());
                    add(&mut after.questions, row, Some(&behind), |q| &q.id);
                }
            }
            Self::AddAudience(audience) => after.audiences.push(audience),
            Self::PutDocument(id, wording) => document(&mut after, &id)?.wording = wording,
            Self::AddDocument(document) => after.documents.push(document),
            Self::PutClause(id, clause) => {
                put(&mut document(&mut after, &id)?.clauses, clause, |c| &c.key);
            }
            Self::AddClause(id, clause, behind) => {
                let clauses = &mut document(&mut after, &id)?.clauses;
                add(clauses, clause, behind.as_ref(), |c| &c.key);
            }
            Self::Remove(piece) => match &piece {
                Piece::Title => return Err(EditError::Fixed),
                Piece::Audience(id) => after.audiences.retain(|a| &a.id != id),
                Piece::Section(id) => after.sections.retain(|s| &s.id != id),
                Piece::Question(id) => after.questions.retain(|q| &q.id != id),
                Piece::Document(id) => after.documents.retain(|d| &d.id != id),
                Piece::Clause(id, key) => {
                    document(&mut after, id)?.clauses.retain(|c| &c.key != key);
                }
            },
            Self::Move(piece, to) => {
                if let Direction::Behind(other) = &to
                    && !other.is_in(content)
                {
                    return Err(EditError::Gone(other.clone()));
                }
                match piece {
                    Piece::Title => return Err(EditError::Fixed),
                    Piece::Audience(_) => shift(&mut after.audiences, &piece, &to, |a| {
                        Piece::Audience(a.id.clone())
                    }),
                    Piece::Section(_) => shift(&mut after.sections, &piece, &to, |s| {
                        Piece::Section(s.id.clone())
                    }),
                    Piece::Question(_) => shift(&mut after.questions, &piece, &to, |q| {
                        Piece::Question(q.id.clone())
                    }),
                    Piece::Document(_) => shift(&mut after.documents, &piece, &to, |d| {
                        Piece::Document(d.id.clone())
                    }),
                    Piece::Clause(ref id, _) => {
                        shift(&mut document(&mut after, id)?.clauses, &piece, &to, |c| {
                            Piece::Clause(id.clone(), c.key.clone())
                        });
                    }
                }
            }
        }
        Ok(after)
    }
}

fn document<'a>(content: &'a mut Content, id: &Slug) -> Result<&'a mut DocumentText, EditError> {
    let found = content.documents.iter_mut().find(|d| &d.id == id);
    found.ok_or_else(|| EditError::Gone(Piece::Document(id.clone())))
}

fn put<T, I: PartialEq>(all: &mut [T], new: T, id: fn(&T) -> &I) {
    if let Some(place) = all.iter_mut().find(|old| id(old) == id(&new)) {
        *place = new;
    }
}

fn add<T, I: PartialEq>(all: &mut Vec<T>, new: T, behind: Option<&I>, id: fn(&T) -> &I) {
    let at = behind.and_then(|behind| all.iter().position(|one| id(one) == behind));
    all.insert(at.map_or(all.len(), |at| at + 1), new);
}

/// The first one cannot go up, the last one cannot go down, and none behind itself or a piece of another list: they
/// stay.
fn shift<T>(all: &mut Vec<T>, piece: &Piece, to: &Direction, of: impl Fn(&T) -> Piece) {
    let place = |wanted: &Piece| all.iter().position(|one| of(one) == *wanted);
    let Some(at) = place(piece) else {
        return;
    };
    let new = match to {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|next| *next < all.len()),
        Direction::First => Some(0),
        // What stands behind it moves up when it is taken from where it was.
        Direction::Behind(other) => match place(other) {
            Some(other) if other > at => Some(other),
            Some(other) if other < at => Some(other + 1),
            _ => None,
        },
    };
    if let Some(new) = new {
        let one = all.remove(at);
        all.insert(new, one);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fault, faults, locked};
    use super::*;
    use crate::routing;

    fn content() -> Content {
        toml::from_str(
            r#"
            wording = [{ title = "Sundays", summary = "Open on Sundays?" }]
            audiences = [{ id = "reader", wording = [{ name = "A reader", introduction = "" }] }]
            sections = [
              { id = "what", wording = [{ heading = "What", body = "" }] },
              { id = "why", wording = [{ heading = "Why", body = "" }] },
            ]
            questions = [
              { id = "Q1", kind = "yes-no", wording = [{ title = "Sundays?" }] },
              { id = "Q2", kind = "long-text", wording = [{ title = "Why?" }], when = [{ question = "Q1", is = ["no"] }] },
            ]
            "#,
        )
        .unwrap()
    }

    fn question(toml: &str) -> Box<Question> {
        Box::new(toml::from_str(toml).unwrap())
    }

    #[test]
    fn what_is_added_stands_where_it_was_asked_for_and_its_id_may_not_be_taken() {
        let new = question("id = 'Q3'\nkind = 'yes-no'\nwording = [{ title = 'Late?' }]");
        let behind = Some("Q1".parse().unwrap());
        let after = Edit::AddQuestion(new.clone(), behind).apply(&content());
        let after = after.unwrap();
        let ids: Vec<_> = after.questions.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(ids, ["Q1", "Q3", "Q2"]);
        let again = Edit::AddQuestion(new, None).apply(&after);
        assert_eq!(again, Err(EditError::Taken("question/Q3".parse().unwrap())));
    }

    #[test]
    fn a_grid_comes_as_a_whole_and_without_a_fault_or_not_at_all() {
        let row = |id: &str| {
            let toml = format!(
                "id = '{id}'\nkind = 'agreement'\nfollows = 'G'\nwording = [{{ title = '{id}' }}]"
            );
            *question(&toml)
        };
        let head =
            || question("id = 'G'\nkind = 'statement'\nwording = [{ title = 'How are they?' }]");
        let behind = || Some("Q1".parse().unwrap());
        let grid = Edit::AddGrid(head(), vec![row("G-1"), row("G-2")], behind());
        assert_eq!(grid.piece().to_string(), "question/G");
        let after = grid.apply(&content()).unwrap();
        let ids: Vec<_> = after.questions.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(ids, ["Q1", "G", "G-1", "G-2", "Q2"]);
        assert_eq!(faults(&after), []);
        let taken = Edit::AddGrid(head(), vec![row("G-1"), row("Q2")], behind());
        let refused = taken.apply(&content());
        assert_eq!(
            refused,
            Err(EditError::Taken("question/Q2".parse().unwrap()))
        );
    }

    #[test]
    fn what_somebody_took_out_meanwhile_cannot_be_put() {
        let piece: Piece = "section/why".parse().unwrap();
        let after = Edit::Remove(piece.clone()).apply(&content()).unwrap();
        let put = Edit::PutSection(content().sections[1].clone()).apply(&after);
        assert_eq!(put, Err(EditError::Gone(piece)));
    }

    #[test]
    fn moving_stops_at_both_ends() {
        let piece: Piece = "section/why".parse().unwrap();
        let up = Edit::Move(piece.clone(), Direction::Up);
        let after = up.clone().apply(&content()).unwrap();
        assert_eq!(after.sections[0].id.as_str(), "why");
        assert_eq!(up.apply(&after).unwrap(), after);
        assert_eq!(
            Edit::Move(Piece::Title, Direction::Up).apply(&after),
            Err(EditError::Fixed)
        );
    }

    #[test]
    fn a_piece_is_put_first_or_right_behind_another() {
        let moved = |content: &Content, piece: &str, to: Direction| {
            let edit = Edit::Move(piece.parse().unwrap(), to);
            edit.apply(content).unwrap()
        };
        let behind = |other: &str| Direction::Behind(other.parse().unwrap());
        let order = |content: &Content| {
            let ids = content.questions.iter().map(|q| q.id.to_string());
            ids.collect::<Vec<_>>().join(" ")
        };
        let third = question("id = 'Q3'\nkind = 'yes-no'\nwording = [{ title = 'Late?' }]");
        let three = Edit::AddQuestion(third, None).apply(&content()).unwrap();
        let last_first = moved(&three, "question/Q3", Direction::First);
        assert_eq!(order(&last_first), "Q3 Q1 Q2");
        assert_eq!(
            order(&moved(&three, "question/Q1", behind("question/Q2"))),
            "Q2 Q1 Q3"
        );
        assert_eq!(
            order(&moved(&three, "question/Q3", behind("question/Q1"))),
            "Q1 Q3 Q2"
        );
        assert_eq!(
            order(&moved(&three, "question/Q1", behind("question/Q1"))),
            "Q1 Q2 Q3"
        );
        assert_eq!(
            order(&moved(&three, "question/Q1", behind("section/what"))),
            "Q1 Q2 Q3"
        );
        let gone = Edit::Move("question/Q1".parse().unwrap(), behind("question/Q9"));
        assert_eq!(
            gone.apply(&three),
            Err(EditError::Gone("question/Q9".parse().unwrap()))
        );
    }

    #[test]
    fn a_question_on_the_page_of_one_that_is_on_anothers_page_is_a_fault_for_nobody_would_see_it() {
        let follower = |id: &str, first: &str| {
            let toml = format!(
                "id = '{id}'\nkind = 'yes-no'\nfollows = '{first}'\nwording = [{{ title = '{id}?' }}]"
            );
            question(&toml)
        };
        let one = Edit::AddQuestion(follower("Q3", "Q1"), None)
            .apply(&content())
            .unwrap();
        assert_eq!(faults(&one), []);
        let two = Edit::AddQuestion(follower("Q4", "Q3"), None)
            .apply(&one)
            .unwrap();
        let found = faults(&two);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].piece(), Some("question/Q4".parse().unwrap()));
    }

    #[test]
    fn whoever_reads_easy_words_can_be_unsure_and_skip() {
        let mut easy = content();
        easy.audiences[0].easy_read = true;
        let with = |toml: &str| {
            let added = Edit::AddQuestion(question(toml), None).apply(&easy);
            faults(&added.unwrap())
        };
        let words = "id = 'Q3'\nkind = 'short-text'\nwording = [{ title = 'Which?' }]";
        let skips = |found: &[Fault]| {
            let skips = found.iter().filter(|f| matches!(f, Fault::NoSkip { .. }));
            skips.count()
        };
        assert_eq!(skips(&with(words)), 0);
        assert_eq!(skips(&with(&format!("required = true\n{words}"))), 1);
        let choice = |unsure: &str| {
            with(&format!(
                "id = 'Q3'\nkind = 'single'\noptions = ['a', '{unsure}']\nwording = [{{ title = 'Which?', labels = {{ a = 'A', {unsure} = 'Other' }} }}]"
            ))
        };
        let unsure = |found: &[Fault]| found.iter().any(|f| matches!(f, Fault::NoNotSure { .. }));
        assert!(unsure(&choice("b")));
        assert!(!unsure(&choice("don-t-know")));
    }

    fn with_plan() -> Content {
        let plan = r#"
            id = "plan"
            wording = [{ title = "Plan", summary = "" }]
            clauses = [
              { key = "hours", number = "1", wording = [{ heading = "Hours", body = "9 to 5." }] },
              { key = "staff", number = "2", wording = [{ heading = "Staff", body = "Two." }] },
            ]
        "#;
        let edit = Edit::AddDocument(toml::from_str(plan).unwrap());
        edit.apply(&content()).unwrap()
    }

    #[test]
    fn clauses_are_edited_within_their_document_and_told_one_by_one() {
        use super::super::{What, changes};
        let before = with_plan();
        let plan: Slug = "plan".parse().unwrap();
        let mut hours = before.documents[0].clauses[0].clone();
        hours.number = "3".to_owned();
        let after = Edit::PutClause(plan.clone(), hours.clone())
            .apply(&before)
            .unwrap();
        let piece: Piece = "clause/plan/hours".parse().unwrap();
        let behind = Direction::Behind("clause/plan/staff".parse().unwrap());
        let after = Edit::Move(piece.clone(), behind).apply(&after).unwrap();
        let keys: Vec<_> = after.documents[0]
            .clauses
            .iter()
            .map(|c| c.key.as_str())
            .collect();
        assert_eq!(keys, ["staff", "hours"]);
        let told: Vec<_> = changes(&before, &after)
            .into_iter()
            .map(|c| (c.piece.to_string(), c.what))
            .collect();
        let same = |what| ("clause/plan/hours".to_owned(), what);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.contains(&same(What::Renumbered)), "{told:?}");
        assert!(
            told.iter().any(|(_, what)| *what == What::Moved),
            "{told:?}"
        );
        let gone = Edit::PutClause("annex".parse().unwrap(), hours).apply(&before);
        assert_eq!(
            gone,
            Err(EditError::Gone("clause/annex/hours".parse().unwrap()))
        );
        let without = Edit::Remove(piece).apply(&before).unwrap();
        assert_eq!(without.documents[0].clauses.len(), 1);
        assert_eq!(
            without.document(&plan).map(|d| d.wording.clone()),
            before.document(&plan).map(|d| d.wording.clone())
        );
    }

    #[test]
    fn a_document_that_is_not_as_it_was_published_is_a_fault_once_and_names_it() {
        let published = with_plan();
        let plan = || "plan".parse::<Slug>().unwrap();
        assert_eq!(locked(&published, &published), []);
        let mut hours = published.documents[0].clauses[0].clone();
        hours.number = "9".to_owned();
        let other = Edit::PutClause(plan(), hours).apply(&published).unwrap();
        assert_eq!(locked(&published, &other), [Fault::DocumentChanged(plan())]);
        assert_eq!(
            locked(&published, &content()),
            [Fault::DocumentChanged(plan())]
        );
        assert_eq!(
            locked(&content(), &published),
            [Fault::DocumentChanged(plan())]
        );
    }

    #[test]
    fn every_fault_is_listed_and_tells_where() {
        assert_eq!(faults(&content()), []);
        let first: Piece = "question/Q1".parse().unwrap();
        let broken = Edit::Remove(first).apply(&content()).unwrap();
        let empty = question("id = 'Q9'\nkind = 'single'\nfollows = 'Q8'\nwording = []");
        let broken = Edit::AddQuestion(empty, None).apply(&broken).unwrap();
        let found = faults(&broken);
        assert!(
            matches!(found[0], Fault::FollowsNothing { .. }),
            "{found:?}"
        );
        assert!(matches!(found[1], Fault::NoOptions(_)), "{found:?}");
        assert!(
            matches!(
                found[2],
                Fault::Routing(routing::Fault::NoSuchQuestion { .. })
            ),
            "{found:?}"
        );
        assert_eq!(found[2].piece(), Some("question/Q2".parse().unwrap()));
    }

    #[test]
    fn an_option_without_a_label_in_the_words_of_one_audience_is_a_fault() {
        let new = question(
            r#"
            id = "Q3"
            kind = "single"
            options = ["a"]
            wording = [{ title = "Pick", labels = { a = "A" } }, { audience = "reader", title = "Pick one" }]
            "#,
        );
        let after = Edit::AddQuestion(new, None).apply(&content()).unwrap();
        let found = faults(&after);
        assert_eq!(
            found[0].to_string(),
            "question Q3: option “a” has no label in the words for “reader”"
        );
    }

    #[test]
    fn a_published_question_keeps_its_type() {
        let other = question("id = 'Q1'\nkind = 'agreement'\nwording = [{ title = 'Sundays?' }]");
        let after = Edit::PutQuestion(other).apply(&content()).unwrap();
        assert_eq!(
            locked(&content(), &after),
            [Fault::OtherType("Q1".parse().unwrap())]
        );
        assert_eq!(locked(&content(), &content()), []);
    }
}

//! What is wrong with the ways through a form, before anybody walks them.

use super::{Condition, Test};
use crate::question::{Kind, Question};
use crate::text::{AudienceId, OptionId, QuestionId};
use std::collections::BTreeMap;

/// Something wrong with the ways through a form. Each names the question to change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A condition on a question that is not there.
    #[error("question {question} depends on {on}, which is not a question of this form")]
    NoSuchQuestion {
        /// The question with the condition.
        question: QuestionId,
        /// What it names.
        on: QuestionId,
    },
    /// A condition on a question that comes later, or on itself: the form would go round in a circle.
    #[error("question {question} depends on {on}, which does not come before it")]
    NotBefore {
        /// The question with the condition.
        question: QuestionId,
        /// What it names.
        on: QuestionId,
    },
    /// A condition on a question of the same page, which is not answered yet when the page is shown.
    #[error(
        "question {question} depends on {on}, which is on the same page: give it a page of its own"
    )]
    SamePage {
        /// The question with the condition.
        question: QuestionId,
        /// What it names.
        on: QuestionId,
    },
    /// A condition on a question of a later page than the one that the question is shown on: when it is answered, the
    /// page was already passed.
    #[error(
        "question {question} is on the page of {first} and depends on {on}, which comes after that page: give it a page of its own"
    )]
    TooLate {
        /// The question with the condition.
        question: QuestionId,
        /// The one whose page it is on.
        first: QuestionId,
        /// What it depends on.
        on: QuestionId,
    },
    /// An exit on the page of another question: nobody would see that the form ends there.
    #[error("{question} ends the form and is on the page of {first}: give it a page of its own")]
    ExitFollows {
        /// The exit.
        question: QuestionId,
        /// The one whose page it is on.
        first: QuestionId,
    },
    /// A question on the page of an earlier one, with an exit between the two or on the page of the exit itself: who
    /// is asked it is known only after that page.
    #[error("question {question} is on the page of {first}, but {exit} ends the form before it")]
    BehindExit {
        /// The question.
        question: QuestionId,
        /// The one whose page it is on.
        first: QuestionId,
        /// The exit.
        exit: QuestionId,
    },
    /// A condition on an answer that cannot be given.
    #[error(
        "question {question} depends on the answer “{option}” to {on}, which {on} does not offer"
    )]
    NoSuchOption {
        /// The question with the condition.
        question: QuestionId,
        /// The earlier question.
        on: QuestionId,
        /// What it looks for.
        option: OptionId,
    },
    /// Nobody of an audience can get there.
    #[error("question {question} can never be reached by the audience “{audience}”")]
    Unreachable {
        /// The question.
        question: QuestionId,
        /// Who is asked it and never gets there.
        audience: AudienceId,
    },
    /// Everybody of an audience is led out of the form, and nobody can send anything.
    #[error(
        "{question} ends the form for everybody of the audience “{audience}”: nobody could send a response"
    )]
    DeadEnd {
        /// The statement that ends the form.
        question: QuestionId,
        /// Whom it stops.
        audience: AudienceId,
    },
}

/// Everything wrong with the ways through these questions. Empty: every question can be reached by somebody of each
/// audience it asks, and every way ends where a response can be sent or at an exit that not everybody takes.
///
/// Exact for conditions that stand alone, and for exits that together leave nobody. An exit with several conditions is
/// taken to let somebody past.
pub fn faults(questions: &[Question], audiences: &[AudienceId]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = (0..questions.len())
        .flat_map(|at| {
            let of_page = on_a_page(questions, at, audiences);
            let of_conditions = conditions(questions, at, audiences);
            of_conditions.into_iter().chain(of_page)
        })
        .collect();
    if faults.is_empty() {
        for audience in audiences {
            faults.extend(ways(questions, audience));
        }
    }
    faults
}

/// What is wrong with the conditions of one question.
fn conditions(questions: &[Question], at: usize, audiences: &[AudienceId]) -> Vec<Fault> {
    let asked = &questions[at];
    let fault = |condition: &Condition| {
        let (question, on) = (asked.id.clone(), condition.question.clone());
        let Some(place) = questions.iter().position(|q| q.id == on) else {
            return Some(Fault::NoSuchQuestion { question, on });
        };
        if place >= at {
            return Some(Fault::NotBefore { question, on });
        }
        let earlier = &questions[place];
        let page = |q: &Question| q.follows.clone().unwrap_or_else(|| q.id.clone());
        if page(earlier) == page(asked) {
            return Some(Fault::SamePage { question, on });
        }
        // Only somebody who is asked all three is shown one of them too early.
        let too_late = |first: &usize| {
            let all = [asked, &questions[*first], earlier];
            let mut asked_all = audiences.iter().filter(|a| all.iter().all(|q| q.asks(a)));
            asked_all.any(|audience| last_page(questions, place, audience) > *first)
        };
        if let Some(first) = leader(questions, at).filter(too_late) {
            let first = questions[first].id.clone();
            return Some(Fault::TooLate {
                question,
                first,
                on,
            });
        }
        let (Test::Is(options) | Test::IsNot(options)) = &condition.test else {
            return None;
        };
        let offered = earlier.options();
        let option = options.iter().find(|option| !offered.contains(option))?;
        let option = option.clone();
        Some(Fault::NoSuchOption {
            question,
            on,
            option,
        })
    };
    asked.when.iter().filter_map(fault).collect()
}

/// The place of the earlier question whose page a question is on; none for one with a page of its own.
fn leader(questions: &[Question], at: usize) -> Option<usize> {
    let first = questions[at].follows.as_ref()?;
    questions[..at].iter().position(|q| &q.id == first)
}

/// Where the page of a question may come at the latest for an audience: where its leader may not be asked, it has a page
/// of its own.
fn last_page(questions: &[Question], at: usize, audience: &AudienceId) -> usize {
    let always = |first: &usize| {
        let first = &questions[*first];
        first.when.is_empty() && first.asks(audience)
    };
    leader(questions, at).filter(always).unwrap_or(at)
}

/// What an exit does to a question that is on the page of an earlier one, for somebody who is asked all of them.
fn on_a_page(questions: &[Question], at: usize, audiences: &[AudienceId]) -> Option<Fault> {
    let place = leader(questions, at)?;
    let asks_both = |a: &&AudienceId| questions[at].asks(a) && questions[place].asks(a);
    let of_page: Vec<&AudienceId> = audiences.iter().filter(asks_both).collect();
    if of_page.is_empty() {
        return None;
    }
    let (question, first) = (questions[at].id.clone(), questions[place].id.clone());
    if questions[at].is_exit() {
        return Some(Fault::ExitFollows { question, first });
    }
    let exit = questions[place..at]
        .iter()
        .find(|q| q.is_exit() && of_page.iter().any(|a| q.asks(a)))?
        .id
        .clone();
    Some(Fault::BehindExit {
        question,
        first,
        exit,
    })
}

/// What must be true of the answers to one question.
#[derive(Clone, Debug, Default)]
struct Needs {
    /// Of each of these lists, one option at least.
    one_of: Vec<Vec<OptionId>>,
    /// None of these.
    none_of: Vec<OptionId>,
    /// Answered, or not.
    answered: Option<bool>,
    /// Both were asked for.
    impossible: bool,
}

impl Needs {
    fn add(&mut self, test: &Test) {
        let answered = match test {
            Test::Is(options) => {
                self.one_of.push(options.clone());
                Some(true)
            }
            Test::IsNot(options) => {
                self.none_of.extend(options.iter().cloned());
                None
            }
            Test::Answered(wanted) => Some(*wanted),
        };
        if let (Some(before), Some(now)) = (self.answered, answered) {
            self.impossible |= before != now;
        }
        self.answered = self.answered.or(answered);
    }

    fn can_be_met(&self, question: &Question, audience: &AudienceId) -> bool {
        let open = |options: &[OptionId]| -> Vec<OptionId> {
            let free = options.iter().filter(|o| !self.none_of.contains(o));
            free.cloned().collect()
        };
        let several = matches!(question.kind, Kind::Multiple(_) | Kind::Rank(_));
        let offered = open(&question.options());
        let met = if several {
            self.one_of.iter().all(|list| !open(list).is_empty())
        } else {
            let common = |o: &OptionId| self.one_of.iter().all(|list| list.contains(o));
            self.one_of.is_empty() || offered.iter().any(common)
        };
        // A question that everybody of the audience must answer is never left open.
        let always = question.required && question.when.is_empty() && question.asks(audience);
        // Somebody who must answer, and may pick nothing that is offered, cannot.
        let answered = always || self.answered == Some(true);
        let stuck = answered && !question.options().is_empty() && offered.is_empty();
        let left_open = self.answered == Some(false) && always;
        let contradicts = stuck || self.impossible || left_open;
        met && !contradicts
    }
}

type All = BTreeMap<QuestionId, Needs>;

/// Questions that an audience can never reach, and exits that nobody of it gets past.
fn ways(questions: &[Question], audience: &AudienceId) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut reached: Vec<(&Question, All)> = Vec::new();
    // What must hold for somebody not to have left the form by now.
    let mut still_here: Vec<Condition> = Vec::new();
    let asked = questions.iter().filter(|q| q.asks(audience));
    let mut over = false;
    for question in asked {
        let needs = needed(question.when.iter().chain(&still_here), &reached);
        let can = needs.filter(|needs| !over && possible(needs, questions, audience));
        let Some(needs) = can else {
            faults.push(Fault::Unreachable {
                question: question.id.clone(),
                audience: audience.clone(),
            });
            continue;
        };
        reached.push((question, needs));
        if question.is_exit() {
            match question.when.as_slice() {
                [] => over = true,
                [one] => still_here.push(not(one, questions)),
                _ => {}
            }
        }
    }
    let stays = needed(still_here.iter(), &reached);
    over |= !stays.is_some_and(|needs| possible(&needs, questions, audience));
    let mut exits = reached.iter().filter(|(question, _)| question.is_exit());
    if let Some((last, _)) = exits.next_back().filter(|_| over) {
        faults.insert(
            0,
            Fault::DeadEnd {
                question: last.id.clone(),
                audience: audience.clone(),
            },
        );
    }
    faults
}

/// Everything that must be true, of every question, for these conditions to be met; none when one of them looks for
/// an answer to a question that cannot have been asked.
fn needed<'a>(
    conditions: impl Iterator<Item = &'a Condition>,
    reached: &[(&Question, All)],
) -> Option<All> {
    let mut all = All::new();
    for condition in conditions {
        let earlier = reached.iter().find(|(q, _)| q.id == condition.question);
        match (earlier, &condition.test) {
            (Some((_, before)), Test::Is(_) | Test::Answered(true)) => join(&mut all, before),
            (None, Test::Is(_) | Test::Answered(true)) => return None,
            _ => {}
        }
        all.entry(condition.question.clone())
            .or_default()
            .add(&condition.test);
    }
    Some(all)
}

fn join(all: &mut All, more: &All) {
    for (id, needs) in more {
        let here = all.entry(id.clone()).or_default();
        here.one_of.extend(needs.one_of.iter().cloned());
        here.none_of.extend(needs.none_of.iter().cloned());
        here.impossible |= needs.impossible;
        if let (Some(a), Some(b)) = (here.answered, needs.answered) {
            here.impossible |= a != b;
        }
        here.answered = here.answered.or(needs.answered);
    }
}

fn possible(all: &All, questions: &[Question], audience: &AudienceId) -> bool {
    all.iter().all(|(id, needs)| {
        let question = questions.iter().find(|q| &q.id == id);
        question.is_some_and(|question| needs.can_be_met(question, audience))
    })
}

/// The opposite of a condition.
fn not(condition: &Condition, questions: &[Question]) -> Condition {
    let test = match &condition.test {
        Test::Is(options) => Test::IsNot(options.clone()),
        Test::Answered(wanted) => Test::Answered(!wanted),
        Test::IsNot(options) => {
            let question = questions.iter().find(|q| q.id == condition.question);
            let offered = question.map(Question::options).unwrap_or_default();
            Test::Is(
                offered
                    .into_iter()
                    .filter(|o| options.contains(o))
                    .collect(),
            )
        }
    };
    Condition {
        question: condition.question.clone(),
        test,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yes-or-no questions, or exits where the id starts with `X`, each with its conditions as TOML.
    fn questions<'a>(form: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Question> {
        form.map(|(id, when)| {
            let kind = match id.starts_with('X') {
                true => "kind = \"statement\"\nexit = true",
                false => "kind = \"yes-no\"",
            };
            let text = format!("id = \"{id}\"\n{kind}\nwording = []\nwhen = [{when}]");
            toml::from_str(&text).unwrap()
        })
        .collect()
    }

    /// What is wrong with such a form, each question on a page of its own.
    fn found(form: &[(&str, &str)]) -> Vec<String> {
        let on_pages: Vec<_> = form.iter().map(|(id, when)| (*id, "", *when)).collect();
        found_on_pages(&on_pages)
    }

    #[test]
    fn a_form_without_conditions_has_nothing_wrong() {
        assert!(found(&[("A", ""), ("B", "")]).is_empty());
    }

    #[test]
    fn a_condition_on_a_later_question_an_unknown_one_or_an_unknown_answer_is_named() {
        let later = found(&[("A", "{question='B', is=['yes']}"), ("B", "")]);
        assert_eq!(
            later,
            ["question A depends on B, which does not come before it"]
        );
        let unknown = found(&[("A", "{question='Z', answered=true}")]);
        assert!(
            unknown[0].contains("Z, which is not a question"),
            "{unknown:?}"
        );
        let option = found(&[("A", ""), ("B", "{question='A', is=['maybe']}")]);
        assert!(option[0].contains("“maybe” to A"), "{option:?}");
    }

    #[test]
    fn a_question_whose_conditions_contradict_each_other_can_never_be_reached() {
        let both = "{question='A', is=['yes']}, {question='A', is=['no']}";
        let found_ = found(&[("A", ""), ("B", both)]);
        assert_eq!(
            found_,
            ["question B can never be reached by the audience “parent”"]
        );
        // Through another question: C needs B answered, and B is only asked of those who said yes.
        let through = "{question='B', answered=true}, {question='A', is=['no']}";
        let found_ = found(&[
            ("A", ""),
            ("B", "{question='A', is=['yes']}"),
            ("C", through),
        ]);
        assert_eq!(
            found_,
            ["question C can never be reached by the audience “parent”"]
        );
    }

    #[test]
    fn what_only_those_who_left_would_be_asked_can_never_be_reached() {
        let no = "{question='A', is=['no']}";
        assert!(found(&[("A", ""), ("X", no), ("B", "{question='A', is=['yes']}")]).is_empty());
        let found_ = found(&[("A", ""), ("X", no), ("B", no)]);
        assert_eq!(
            found_,
            ["question B can never be reached by the audience “parent”"]
        );
    }

    #[test]
    fn an_exit_for_everybody_is_a_dead_end() {
        let found_ = found(&[("A", ""), ("X", ""), ("B", "")]);
        assert!(
            found_[0].starts_with("X ends the form for everybody"),
            "{found_:?}"
        );
    }

    #[test]
    fn exits_that_together_take_every_answer_leave_nobody_where_it_must_be_answered() {
        let form = |required: &str, second: &str| {
            let text = format!(
                r#"
                [[q]]
                id = "A"
                kind = "single"
                options = ["yes", "no"]
                required = {required}
                wording = []
                [[q]]
                id = "X1"
                kind = "statement"
                exit = true
                wording = []
                when = [{{ question = "A", is = ["yes"] }}]
                [[q]]
                id = "X2"
                kind = "statement"
                exit = true
                wording = []
                when = [{second}]
                "#
            );
            let mut file: BTreeMap<String, Vec<Question>> = toml::from_str(&text).unwrap();
            let audience = AudienceId::parse("parent").unwrap();
            let found = faults(&file.remove("q").unwrap(), &[audience]);
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let no = "{ question = 'A', is = ['no'] }";
        let told = form("true", no);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("X2 ends the form for everybody"),
            "{told:?}"
        );
        assert!(
            form("false", no).is_empty(),
            "whoever leaves it out gets past"
        );
        let not_yes = "{ question = 'A', is-not = ['yes'] }";
        assert_eq!(form("true", not_yes).len(), 1);
    }

    /// The same, each with the question whose page it is on too; empty for a page of its own.
    fn found_on_pages(form: &[(&str, &str, &str)]) -> Vec<String> {
        let mut questions = questions(form.iter().map(|(id, _, when)| (*id, *when)));
        for (question, (_, first, _)) in questions.iter_mut().zip(form) {
            question.follows = first.parse().ok();
        }
        let audience = AudienceId::parse("parent").unwrap();
        let found = faults(&questions, &[audience]);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_condition_on_the_same_page_is_refused() {
        let found = found_on_pages(&[("A", "", ""), ("B", "A", "{question='A', is=['no']}")]);
        assert_eq!(
            found,
            ["question B depends on A, which is on the same page: give it a page of its own"]
        );
    }

    #[test]
    fn a_question_on_an_earlier_page_than_what_it_depends_on_is_seen_too_late() {
        let on = |of| format!("{{question='{of}', is=['yes']}}");
        let told = "question C is on the page of A and depends on B, which comes after that page: give it a page of its own";
        let form = |when: &str| {
            found_on_pages(&[
                ("Z", "", ""),
                ("A", "", ""),
                ("B", "", ""),
                ("C", "A", when),
            ])
        };
        assert_eq!(form(&on("B")), [told]);
        assert!(form(&on("Z")).is_empty(), "asked on an earlier page");
        // B is on the page of an earlier question, unless that one is not asked.
        let on_z = |z: &str| {
            found_on_pages(&[
                ("Y", "", ""),
                ("Z", "", z),
                ("A", "", ""),
                ("B", "Z", ""),
                ("C", "A", &on("B")),
            ])
        };
        assert!(on_z("").is_empty());
        assert_eq!(on_z(&on("Y")), [told]);
    }

    #[test]
    fn an_exit_has_a_page_of_its_own_and_does_not_stand_within_the_page_of_another() {
        let no = "{question='Z', is=['no']}";
        let z = ("Z", "", "");
        assert_eq!(
            found_on_pages(&[z, ("A", "", ""), ("X", "A", no)]),
            ["X ends the form and is on the page of A: give it a page of its own"]
        );
        assert_eq!(
            found_on_pages(&[z, ("X", "", no), ("B", "X", "")]),
            ["question B is on the page of X, but X ends the form before it"]
        );
        assert_eq!(
            found_on_pages(&[z, ("A", "", ""), ("X", "", no), ("B", "A", "")]),
            ["question B is on the page of A, but X ends the form before it"]
        );
        assert!(found_on_pages(&[z, ("A", "", ""), ("B", "A", ""), ("X", "", no)]).is_empty());
    }

    #[test]
    fn what_no_audience_is_asked_together_does_not_stand_in_the_way() {
        // The same forms, where the question in the middle is for providers only and the last one for `last`.
        let found = |form: &[(&str, &str)], last: &str| {
            let mut questions = questions(form.iter().copied());
            let audience = |name: &str| AudienceId::parse(name).unwrap();
            questions[2].audiences = vec![audience("provider")];
            questions[3].follows = "A".parse().ok();
            questions[3].audiences = vec![audience(last)];
            faults(&questions, &[audience("parent"), audience("provider")])
        };
        let no = "{question='Z', is=['no']}";
        let exit = [("Z", ""), ("A", ""), ("X", no), ("Q", "")];
        assert_eq!(found(&exit, "parent"), []);
        let behind = found(&exit, "provider");
        assert!(
            matches!(behind[..], [Fault::BehindExit { .. }]),
            "{behind:?}"
        );
        let last = [("Z", ""), ("A", ""), ("B", ""), ("X", no)];
        let follows = found(&last, "parent");
        assert!(
            matches!(follows[..], [Fault::ExitFollows { .. }]),
            "{follows:?}"
        );
        let not_b = "{question='B', is-not=['yes']}";
        let late = [("Z", ""), ("A", ""), ("B", ""), ("Q", not_b)];
        assert_eq!(found(&late, "parent"), []);
        let told = found(&late, "provider");
        assert!(matches!(told[..], [Fault::TooLate { .. }]), "{told:?}");
    }
}

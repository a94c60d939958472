//! Forms and answers at random: no way ends where nothing can be done, and nothing is sent that was not asked.

use super::*;
use crate::content::Wordings;
use crate::id::VersionId;
use crate::question::Kind;
use crate::routing::{Condition, Test, faults};
use crate::text::{Language, OptionId};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use uuid::Uuid;

const ANSWERS: [&str; 4] = ["", "yes", "no", "not-sure"];

fn id(at: usize) -> QuestionId {
    format!("Q{at}").parse().unwrap()
}

fn audience() -> AudienceId {
    AudienceId::parse("parent").unwrap()
}

fn test() -> impl Strategy<Value = Test> {
    let some = proptest::sample::subsequence(&ANSWERS[1..], 1..=2).prop_map(|options| {
        let ids = options.into_iter().map(|o| OptionId::parse(o).unwrap());
        ids.collect::<Vec<_>>()
    });
    prop_oneof![
        some.clone().prop_map(Test::Is),
        some.prop_map(Test::IsNot),
        any::<bool>().prop_map(Test::Answered),
    ]
}

/// Up to five questions to be answered with yes or no, some of them exits, some on the page of an earlier one, each with
/// up to two conditions on questions before it, whose page may come after its own; an exit has one at most.
fn form() -> impl Strategy<Value = Vec<Question>> {
    let one = (
        proptest::collection::vec((any::<prop::sample::Index>(), test()), 0..=2),
        prop::bool::weighted(0.25),
        prop::bool::weighted(0.2),
        proptest::option::weighted(0.4, any::<prop::sample::Index>()),
    );
    proptest::collection::vec(one, 1..=5).prop_map(|all| {
        // Nobody is on the page of a question that is on another's page itself.
        let leads: Vec<usize> = (0..all.len())
            .filter(|at| *at == 0 || all[*at].3.is_none())
            .collect();
        let make = |(at, (when, exit, required, first)): (
            usize,
            (Vec<_>, bool, bool, Option<prop::sample::Index>),
        )| {
            let exit = exit && at > 0;
            let before: Vec<usize> = leads.iter().copied().filter(|lead| *lead < at).collect();
            let first = first
                .filter(|_| at > 0)
                .map(|first| id(*first.get(&before)));
            let when: Vec<Condition> = when
                .into_iter()
                .filter(|_| at > 0)
                .take(if exit { 1 } else { 2 })
                .map(|(on, test): (prop::sample::Index, Test)| Condition {
                    question: id(on.index(at)),
                    test,
                })
                .collect();
            Question {
                id: id(at),
                kind: match exit {
                    true => Kind::Statement(crate::question::Statement { exit }),
                    false => Kind::YesNo,
                },
                audiences: Vec::new(),
                required: required && !exit,
                follows: first,
                when,
                cut: None,
                wording: Wordings::default(),
            }
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

/// A condition on an exit looks for an answer that is never given: not a form anybody would write.
fn sensible(questions: &[Question]) -> bool {
    let exit = |id: &QuestionId| questions.iter().any(|q| &q.id == id && q.is_exit());
    let on_exit = questions
        .iter()
        .flat_map(|q| &q.when)
        .any(|c| exit(&c.question));
    !on_exit
}

/// Whether nothing was found wrong with the places of the questions: then who gets where is looked at.
fn in_order(questions: &[Question]) -> bool {
    use crate::routing::Fault as F;
    let of_ways = |fault: &F| matches!(fault, F::Unreachable { .. } | F::DeadEnd { .. });
    faults(questions, &[audience()]).iter().all(of_ways)
}

/// Goes on through the form from a page, page by page as a person does, answering what is shown, and leaves it where it
/// ends: what they saw on each page, and the page they ended on.
fn walk(
    content: &Content,
    draft: &mut Draft,
    from: Page,
    picked: &[usize],
) -> (Vec<QuestionId>, Page) {
    let answers = self::draft(picked).answers;
    let (mut seen, mut page) = (Vec::new(), from);
    // Nobody goes through more pages than there are questions, and the two at the end.
    for _ in 0..content.questions.len() + 2 {
        if let Page::Question(first) = &page {
            let shown = questions_on(content, draft, first);
            for id in shown.iter().map(|q| &q.id) {
                match answers.get(id) {
                    Some(answer) => draft.answers.insert(id.clone(), answer.clone()),
                    None => draft.answers.remove(id),
                };
                seen.push(id.clone());
            }
        }
        if is_end(content, draft, &page) {
            break;
        }
        page = next(content, draft, &page);
    }
    (seen, page)
}

/// Whether a response can be sent from a page, or the form ends there.
fn is_end(content: &Content, draft: &Draft, page: &Page) -> bool {
    page == &Page::Check || exit(content, draft).as_ref() == Some(page)
}

fn content(questions: Vec<Question>) -> Content {
    Content {
        questions,
        ..Content::default()
    }
}

fn draft(picked: &[usize]) -> Draft {
    let given = picked.iter().enumerate().filter(|(_, at)| **at > 0);
    Draft {
        audience: Some(audience()),
        language: Language::english(),
        version: VersionId::from_uuid(Uuid::nil()),
        speaks_for: Default::default(),
        answers: given
            .map(|(at, picked)| (id(at), Answer::picked([ANSWERS[*picked]])))
            .collect(),
        comments: Vec::new(),
        begun: Vec::new(),
        unsure: false,
        consent: Some(Consent::default()),
        typing: Default::default(),
        team: None,
    }
}

/// Every way of answering `n` questions with yes, no, not sure or nothing.
fn all_answers(n: usize) -> impl Iterator<Item = Vec<usize>> {
    let digits = move |number: usize| {
        (0..n)
            .map(|at| number / ANSWERS.len().pow(u32::try_from(at).unwrap()) % ANSWERS.len())
            .collect()
    };
    (0..ANSWERS.len().pow(u32::try_from(n).unwrap())).map(digits)
}

/// Whether these answers could be given: required questions on the way are answered.
fn may_go_on(content: &Content, draft: &Draft) -> bool {
    way(content, draft)
        .iter()
        .all(|q| !q.required || draft.answers.contains_key(&q.id))
}

proptest! {
    // Always the same forms, so that a change to the code is what makes it fail.
    #![proptest_config(ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        // Many forms have questions in an order that does not work.
        max_global_rejects: 20_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_answered_every_page_leads_on_to_sending_or_to_an_exit(
        questions in form(), picked in proptest::collection::vec(0..4usize, 5)
    ) {
        prop_assume!(in_order(&questions));
        let content = content(questions);
        let draft = draft(&picked);
        let pages = pages(&content, &draft);
        let end = pages.last().cloned().unwrap();
        prop_assert!(end == Page::Check || Some(end.clone()) == exit(&content, &draft));
        let mut page = pages[0].clone();
        for _ in 1..pages.len() {
            page = next(&content, &draft, &page);
            prop_assert!(pages.contains(&page));
        }
        prop_assert_eq!(page, end);
        prop_assert!(pages.contains(&resume(&content, &draft)));
        // A page that another tab still shows leads on too.
        for question in &content.questions {
            let after = next(&content, &draft, &Page::Question(question.id.clone()));
            prop_assert!(pages.contains(&after));
        }
    }

    #[test]
    fn whoever_goes_page_by_page_sees_all_they_are_asked_and_gets_to_an_end_also_after_a_change_of_mind(
        questions in form(),
        picked in proptest::collection::vec(0..4usize, 5),
        changed in any::<prop::sample::Index>(),
        to in 0..4usize,
    ) {
        prop_assume!(in_order(&questions));
        let content = content(questions);
        let mut draft = draft(&[]);
        let first = pages(&content, &draft)[0].clone();
        let (mut seen, end) = walk(&content, &mut draft, first, &picked);
        prop_assert!(is_end(&content, &draft, &end), "stays on {}: {:?}", end, content.questions);
        let missed = |draft: &Draft, seen: &[QuestionId]| {
            way(&content, draft).into_iter().map(|q| q.id.clone()).find(|id| !seen.contains(id))
        };
        prop_assert_eq!(missed(&draft, &seen), None, "never shown: {:?}", content.questions);
        let asked: Vec<QuestionId> = way(&content, &draft).into_iter().map(|q| q.id.clone()).collect();
        let for_nothing = draft.answers.keys().find(|id| !asked.contains(id));
        prop_assert_eq!(for_nothing, None, "asked for and not kept: {:?}", content.questions);

        // Back to one of the questions they answered, and on from there with another answer.
        let at = changed.index(asked.len());
        let at = content.questions.iter().position(|q| q.id == asked[at]).unwrap();
        let page = page_of(&content, &draft, &id(at)).unwrap();
        let mut other = picked;
        other[at] = to;
        let (more, end) = walk(&content, &mut draft, page, &other);
        seen.extend(more);
        prop_assert!(is_end(&content, &draft, &end), "stays on {}: {:?}", end, content.questions);
        prop_assert_eq!(missed(&draft, &seen), None, "never shown after a change: {:?}", content.questions);
    }

    #[test]
    fn only_answers_on_the_way_are_sent_however_often_a_mind_was_changed(
        questions in form(),
        first in proptest::collection::vec(0..4usize, 5),
        changed in any::<prop::sample::Index>(),
        to in 0..4usize,
    ) {
        let content = content(questions);
        let mut picked = first;
        let at = changed.index(content.questions.len());
        picked[at] = to;
        let draft = draft(&picked);
        let way: Vec<&QuestionId> = way(&content, &draft).into_iter().map(|q| &q.id).collect();
        if let Ok(sent) = submit(&content, &draft, Channel::Web) {
            prop_assert!(sent.answers.keys().all(|id| way.contains(&id)));
            let given = draft.answers.keys().filter(|id| way.contains(id));
            prop_assert_eq!(given.count(), sent.answers.len());
            prop_assert!(exit(&content, &draft).is_none());
        }
        // What was written down from paper is all kept.
        if let Ok(copied) = submit_copy(&content, &draft, Channel::Paper) {
            let answered = content.questions.iter().filter(|q| q.takes_answer());
            let given = answered.filter(|q| draft.answers.contains_key(&q.id)).count();
            prop_assert_eq!(copied.answers.len(), given);
        }
    }

    #[test]
    fn a_form_that_was_checked_has_no_question_that_nobody_reaches(questions in form()) {
        prop_assume!(sensible(&questions) && in_order(&questions));
        let content = content(questions);
        let found = faults(&content.questions, &[audience()]);
        let n = content.questions.len();
        let drafts: Vec<Draft> = all_answers(n).map(|picked| draft(&picked)).collect();
        let drafts: Vec<&Draft> = drafts.iter().filter(|d| may_go_on(&content, d)).collect();
        for question in &content.questions {
            let reached = drafts.iter().any(|d| way(&content, d).iter().any(|q| q.id == question.id));
            let told = found.iter().any(|fault| matches!(
                fault, crate::routing::Fault::Unreachable { question: q, .. } if q == &question.id
            ));
            prop_assert!(!(told && reached), "{} is said to be out of reach: {:?}", question.id, content.questions);
            // Whoever may leave everything unanswered is told of what is not reached; a required answer may make more
            // of it unreachable than the check looks for.
            let free = content.questions.iter().all(|q| !q.required);
            prop_assert!(!free || reached || told, "{} cannot be reached: {:?}", question.id, content.questions);
        }
    }
}

//! The first pages of those who are asked in easy words: who is typing, and whether an adult is there.

use super::{Page, asked};
use crate::content::Content;
use crate::contribution::Draft;
use crate::question::{Answer, Problem, Question};
use crate::speaks_for::group_size_faults;
use crate::typing::{Agreed, Typing, Typist, Under13, Way, Whose};

/// The option of a question about age that [`Under13::Yes`] answers already, so that nobody is asked twice.
const UNDER_13: &str = "under-13";

/// The pages about who is typing. Somebody under 13 who is alone goes no further than the last of them.
pub(super) fn pages(typing: &Typing) -> Vec<Page> {
    let more: &[Page] = match typing.way {
        None => &[],
        Some(Way::Alone | Way::NotSaid) if typing.needs_an_adult() => {
            &[Page::Under13, Page::AskAnAdult]
        }
        Some(Way::Alone | Way::NotSaid) => &[Page::Under13],
        Some(Way::Helped | Way::TypedFor) => &[Page::Helper],
        Some(Way::Group) => &[Page::Group],
    };
    [&[Page::Typing], more].concat()
}

/// Whether a page was answered.
pub(super) fn answered(typing: &Typing, page: &Page) -> bool {
    match page {
        Page::Typing => typing.way.is_some(),
        Page::Under13 => typing.under_13.is_some(),
        Page::Helper => typing.typist.is_some(),
        Page::Group => typing.agreed.is_some(),
        _ => false,
    }
}

/// Puts what such a page posted into the draft. What other ways of typing need is not touched.
pub(super) fn fill<'a>(
    content: &Content,
    draft: &mut Draft,
    page: &Page,
    text: impl Fn(&str) -> &'a str,
) {
    let typing = &mut draft.typing;
    match page {
        Page::Typing | Page::AskAnAdult => typing.way = Way::parse(text("typing")).or(typing.way),
        Page::Under13 => {
            typing.under_13 = Under13::parse(text("under-13"));
            carry_age(content, draft);
        }
        Page::Helper => {
            typing.typist = Typist::parse(text("typist"));
            typing.whose = Whose::parse(text("whose-words"));
        }
        Page::Group => {
            typing.typist = Typist::parse(text("typist"));
            typing.agreed = Agreed::parse(text("agreed"));
            draft.speaks_for.group_size = text("group-size").to_owned();
        }
        _ => {}
    }
}

/// Whoever says among their answers that they are under 13 is, whatever was said before: alone, they are asked to fetch
/// an adult.
pub(super) fn age_said(content: &Content, draft: &mut Draft) {
    let said = Answer::picked([UNDER_13]);
    let about_age = |question: &&Question| is_about_age(question);
    let mut ages = content.questions.iter().filter(about_age);
    if ages.any(|question| draft.answers.get(&question.id) == Some(&said)) {
        draft.typing.under_13 = Some(Under13::Yes);
    }
}

fn is_about_age(question: &Question) -> bool {
    let options = question.options();
    question.cut.is_some() && options.iter().any(|option| option.as_str() == UNDER_13)
}

/// Answers the question about age with what was just said, and takes that back when it is no longer so.
fn carry_age(content: &Content, draft: &mut Draft) {
    let Some(audience) = draft.audience.clone() else {
        return;
    };
    let said = Answer::picked([UNDER_13]);
    for question in asked(content, &audience) {
        match (
            is_about_age(question),
            draft.typing.under_13,
            draft.answers.get(&question.id),
        ) {
            (true, Some(Under13::Yes), None) => {
                draft.answers.insert(question.id.clone(), said.clone());
            }
            (true, Some(Under13::No), Some(answer)) if *answer == said => {
                draft.answers.remove(&question.id);
            }
            _ => {}
        }
    }
}

/// What is wrong on such a page: field and problem.
pub(super) fn faults(draft: &Draft, page: &Page) -> Vec<(&'static str, Problem)> {
    let typing = &draft.typing;
    let missing = |field, lacks: bool| lacks.then_some((field, Problem::Missing));
    match page {
        Page::Typing => missing("typing", typing.way.is_none())
            .into_iter()
            .collect(),
        Page::Under13 => missing("under-13", typing.under_13.is_none())
            .into_iter()
            .collect(),
        // Left by choosing another way only.
        Page::AskAnAdult => missing("typing", typing.needs_an_adult())
            .into_iter()
            .collect(),
        Page::Helper => [
            missing("typist", typing.typist.is_none()),
            missing("whose-words", typing.whose.is_none()),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Page::Group => group_size_faults(&draft.speaks_for)
            .into_iter()
            .chain(missing("agreed", typing.agreed.is_none()))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        faults_on, fill, next, pages, progress, resume, skip, submit, submit_copy, takes,
    };
    use super::{Page, Way};
    use crate::content::Content;
    use crate::contribution::{Capacity, Channel, Consent, Draft, SpeaksFor};
    use crate::id::VersionId;
    use crate::question::{Answer, Answers, Choice, Kind, Question, Text};
    use crate::typing::Typing;

    fn content() -> Content {
        let question = |id: &str, kind: Kind, cut: Option<&str>| Question {
            id: id.parse().unwrap(),
            kind,
            audiences: Vec::new(),
            required: false,
            follows: None,
            when: Vec::new(),
            cut: cut.map(|cut| cut.parse().unwrap()),
            wording: Default::default(),
        };
        let ages = Choice {
            options: ["under-13", "13-15"].map(|id| id.parse().unwrap()).to_vec(),
            ..Choice::default()
        };
        let audience = |id: &str, easy_read| crate::content::Audience {
            id: id.parse().unwrap(),
            organisations: false,
            easy_read,
            wording: Default::default(),
        };
        Content {
            audiences: vec![audience("young", true), audience("parent", false)],
            sections: Vec::new(),
            questions: vec![
                question("age", Kind::Single(ages), Some("role")),
                question("why", Kind::LongText(Text::default()), None),
            ],
            ..Content::default()
        }
    }

    fn draft(audience: &str) -> Draft {
        Draft {
            audience: audience.parse().ok(),
            language: crate::text::Language::english(),
            version: VersionId::from_uuid(uuid::Uuid::nil()),
            speaks_for: SpeaksFor::default(),
            typing: Typing::default(),
            answers: Answers::new(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: Some(Consent::default()),
            team: None,
        }
    }

    fn post(draft: &mut Draft, page: Page, fields: &[(&str, &str)]) -> Page {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let fields: Vec<_> = fields.iter().map(owned).collect();
        fill(&content(), draft, &page, &fields);
        next(&content(), draft, &page)
    }

    #[test]
    fn only_those_asked_in_easy_words_are_asked_who_types() {
        assert!(!pages(&content(), &draft("parent")).contains(&Page::Typing));
        assert_eq!(pages(&content(), &draft("young"))[0], Page::Typing);
    }

    #[test]
    fn a_child_alone_is_asked_to_fetch_an_adult_and_loses_nothing() {
        let mut draft = draft("young");
        draft
            .answers
            .insert("why".parse().unwrap(), Answer::text("Because."));
        assert_eq!(
            post(&mut draft, Page::Typing, &[("typing", "alone")]),
            Page::Under13
        );
        assert_eq!(
            post(&mut draft, Page::Under13, &[("under-13", "yes")]),
            Page::AskAnAdult
        );
        assert_eq!(pages(&content(), &draft).last(), Some(&Page::AskAnAdult));
        assert_eq!(resume(&content(), &draft), Page::AskAnAdult);
        let faults = submit(&content(), &draft, Channel::Web).unwrap_err();
        assert_eq!(faults[0].page, Page::AskAnAdult);
        let by_itself = post(&mut draft, Page::AskAnAdult, &[("typing", "helped")]);
        assert_eq!(by_itself, Page::Helper);
        assert!(
            takes(&content(), &draft, &Page::AskAnAdult),
            "saved by itself, then sent"
        );
        assert_eq!(
            draft.answers.len(),
            2,
            "the text, and the age that was said"
        );
        post(
            &mut draft,
            Page::Helper,
            &[("typist", "parent"), ("whose-words", "theirs")],
        );
        let sent = submit(&content(), &draft, Channel::Web).unwrap();
        assert_eq!(
            (sent.typing.way, sent.typing.under_13),
            (Some(Way::Helped), None)
        );
        assert_eq!(sent.capacity, Capacity::Individual);
    }

    #[test]
    fn a_child_who_says_its_age_only_later_is_asked_to_fetch_an_adult_too() {
        for before in ["no", "not-said"] {
            let mut draft = draft("young");
            post(&mut draft, Page::Typing, &[("typing", "alone")]);
            post(&mut draft, Page::Under13, &[("under-13", before)]);
            let age = Page::Question("age".parse().unwrap());
            let next = post(&mut draft, age, &[("age", "under-13")]);
            assert_eq!(next, Page::AskAnAdult, "{before}");
            let faults = submit(&content(), &draft, Channel::Web).unwrap_err();
            assert_eq!(faults[0].page, Page::AskAnAdult);
            post(&mut draft, Page::Under13, &[("under-13", "no")]);
            assert!(draft.answers.is_empty(), "said by mistake, and taken back");
        }
    }

    #[test]
    fn whoever_would_rather_not_say_who_types_goes_the_way_of_somebody_alone() {
        let mut draft = draft("young");
        let next = post(&mut draft, Page::Typing, &[("typing", "not-said")]);
        assert_eq!(next, Page::Under13);
        let next = post(&mut draft, Page::Under13, &[("under-13", "yes")]);
        assert_eq!(next, Page::AskAnAdult);
        post(&mut draft, Page::AskAnAdult, &[("typing", "helped")]);
        let unsure = [("typist", "not-said"), ("whose-words", "not-sure")];
        post(&mut draft, Page::Helper, &unsure);
        assert!(faults_on(&content(), &draft, &Page::Helper).is_empty());
    }

    #[test]
    fn the_number_of_the_page_never_falls_whoever_is_sent_for() {
        let at = |draft: &Draft, page: &Page| progress(&content(), draft, page);
        let question = |id: &str| Page::Question(id.parse().unwrap());
        let mut draft = draft("young");
        assert_eq!(at(&draft, &Page::Typing), Some((1, 5)));
        post(&mut draft, Page::Typing, &[("typing", "alone")]);
        assert_eq!(at(&draft, &Page::Under13), Some((2, 5)));
        post(&mut draft, Page::Under13, &[("under-13", "yes")]);
        assert_eq!(at(&draft, &Page::AskAnAdult), None);
        post(&mut draft, Page::AskAnAdult, &[("typing", "helped")]);
        assert_eq!(at(&draft, &Page::Helper), None, "their age is answered");
        let on = post(
            &mut draft,
            Page::Helper,
            &[("typist", "parent"), ("whose-words", "theirs")],
        );
        assert_eq!(on, question("why"), "and they are not asked it twice");
        assert_eq!(at(&draft, &on), Some((4, 5)));
    }

    #[test]
    fn who_says_their_age_among_the_answers_goes_on_after_them_once_an_adult_is_there() {
        let mut draft = draft("young");
        post(&mut draft, Page::Typing, &[("typing", "alone")]);
        post(&mut draft, Page::Under13, &[("under-13", "not-said")]);
        let age = Page::Question("age".parse().unwrap());
        assert_eq!(progress(&content(), &draft, &age), Some((3, 5)));
        assert_eq!(
            post(&mut draft, age, &[("age", "under-13")]),
            Page::AskAnAdult
        );
        post(&mut draft, Page::AskAnAdult, &[("typing", "typed-for")]);
        assert_eq!(progress(&content(), &draft, &Page::Helper), None);
        let why = Page::Question("why".parse().unwrap());
        assert_eq!(post(&mut draft, Page::Helper, &[]), why);
        assert_eq!(progress(&content(), &draft, &why), Some((4, 5)));
    }

    #[test]
    fn an_age_taken_back_takes_its_answer_back() {
        let mut draft = draft("young");
        post(&mut draft, Page::Under13, &[("under-13", "yes")]);
        assert_eq!(draft.answers.len(), 1);
        post(&mut draft, Page::Under13, &[("under-13", "no")]);
        assert!(draft.answers.is_empty());
    }

    #[test]
    fn a_group_is_counted_as_a_group_with_its_headcount() {
        let mut draft = draft("young");
        draft
            .answers
            .insert("why".parse().unwrap(), Answer::text("Us."));
        post(&mut draft, Page::Typing, &[("typing", "group")]);
        let fields = [("group-size", "one"), ("typist", "youth-worker")];
        post(&mut draft, Page::Group, &fields);
        let wrong = faults_on(&content(), &draft, &Page::Group);
        let fields: Vec<_> = wrong.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["group-size", "agreed"]);
        post(
            &mut draft,
            Page::Group,
            &[("group-size", "9"), ("agreed", "most")],
        );
        let sent = submit(&content(), &draft, Channel::Web).unwrap();
        assert_eq!((sent.capacity, sent.group_size), (Capacity::Group, Some(9)));
    }

    #[test]
    fn what_nobody_said_on_paper_or_through_another_system_is_no_fault_there() {
        let mut draft = draft("young");
        draft
            .answers
            .insert("why".parse().unwrap(), Answer::text("Me."));
        assert!(submit(&content(), &draft, Channel::Web).is_err());
        assert!(submit(&content(), &draft, Channel::Api).is_ok());
        assert!(submit_copy(&content(), &draft, Channel::Paper).is_ok());
        draft.typing.way = Some(Way::Group);
        assert!(
            submit_copy(&content(), &draft, Channel::Paper).is_err(),
            "a group of how many?"
        );
    }

    #[test]
    fn skipping_takes_a_choice_away_but_no_words_unless_their_writer_is_sure() {
        let mut draft = draft("young");
        let page = |id: &str| Page::Question(id.parse().unwrap());
        draft
            .answers
            .insert("age".parse().unwrap(), Answer::picked(["13-15"]));
        draft
            .answers
            .insert("why".parse().unwrap(), Answer::text("Because."));
        assert!(skip(&content(), &mut draft, &page("age"), false));
        assert!(!skip(&content(), &mut draft, &page("why"), false));
        assert_eq!(draft.answers.len(), 1);
        assert!(skip(&content(), &mut draft, &page("why"), true));
        assert!(draft.answers.is_empty());
    }
}

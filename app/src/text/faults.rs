//! What is to be put right in the words of a consultation, told to the officers who write them: with questions as
//! the builder numbers them, and audiences and options as readers see them.

use super::build::{audience, option, piece, question};
use domain::content::{Content, Fault, Piece, SHARED_CORE, is_core_odd, shared_core};
use domain::plain::{capital, counted};
use domain::routing;
use domain::text::{AudienceId, Slug};

/// One fault as a sentence.
pub fn fault(fault: &Fault, content: &Content) -> String {
    let whom = |id: &AudienceId| format!("“{}”", audience(id, content));
    let within = |document: &Slug, key: Option<&Slug>| {
        let of = match key {
            Some(key) => Piece::Clause(document.clone(), key.clone()),
            None => Piece::Document(document.clone()),
        };
        piece(&of, content)
    };
    let in_words_for = |id: &Option<AudienceId>| {
        let of = id.as_ref();
        of.map_or_else(String::new, |of| format!(" in the words for {}", whom(of)))
    };
    let said = match fault {
        Fault::NoTitle => "the consultation has no title".to_owned(),
        Fault::NobodyAsked => "nobody is asked: add an audience".to_owned(),
        Fault::AudienceTwice(id) => format!("audience {} is there twice", whom(id)),
        Fault::NoName(id) => format!("audience {} has no name", whom(id)),
        Fault::SectionTwice(id) => {
            format!(
                "{} is there twice",
                piece(&Piece::Section(id.clone()), content)
            )
        }
        Fault::NoHeading(id) => {
            let sections = content.sections.iter();
            let at = sections.take_while(|s| &s.id != id).count();
            format!("section {} has no heading", at + 1)
        }
        Fault::QuestionTwice(id) => format!("{} is there twice", question(id, content)),
        Fault::FollowsNothing {
            question: of,
            first,
        } => format!(
            "{} is on the page of {}, which does not come before it",
            question(of, content),
            question(first, content)
        ),
        Fault::FollowsFollower {
            question: of,
            first,
        } => format!(
            "{} is on the page of {}, which is on the page of another question itself: put both on the page of that one",
            question(of, content),
            question(first, content)
        ),
        Fault::NotAnAudience {
            question: of,
            audience,
        } => format!(
            "{} asks {}, who are not an audience",
            question(of, content),
            whom(audience)
        ),
        Fault::Untitled {
            question: of,
            audience,
        } => {
            format!(
                "{} has no title{}",
                question(of, content),
                in_words_for(audience)
            )
        }
        Fault::NoOptions(of) => format!("{} has no options", question(of, content)),
        Fault::NoLabel {
            question: of,
            option,
            audience,
        } => format!(
            "{}: the option with the identifier “{option}” has no label{}",
            question(of, content),
            in_words_for(audience)
        ),
        Fault::NoNotSure {
            question: of,
            audience,
        } => format!(
            "{}: {} must be able to say that they are not sure; add the option “Not sure” or “Don’t know”",
            question(of, content),
            whom(audience)
        ),
        Fault::NoSkip {
            question: of,
            audience,
        } => format!(
            "{}: {} must be able to skip every question; take away the tick at “It must be answered”, or do not ask them",
            question(of, content),
            whom(audience)
        ),
        Fault::EmptyRange(of) => format!(
            "{}: the highest number must be above the lowest",
            question(of, content)
        ),
        Fault::Routing(fault) => routed(fault, content),
        Fault::DocumentTwice(id) => format!("{} is there twice", within(id, None)),
        Fault::NoDocumentTitle(id) => {
            let at = content.documents.iter().take_while(|d| &d.id != id).count();
            format!("document {} has no title", at + 1)
        }
        Fault::NoClauses(id) => format!("{} has no clauses", within(id, None)),
        Fault::ClauseTwice { document, key } => {
            format!("{} is there twice", within(document, Some(key)))
        }
        Fault::Unnamed { document, key } => format!(
            "{}: give it a number and a heading, so that people can name it",
            within(document, Some(key))
        ),
        Fault::NumberTwice {
            document,
            key,
            number,
        } => format!(
            "{}: an earlier clause has the number {number} too",
            within(document, Some(key))
        ),
        Fault::DocumentChanged(id) => format!(
            "{} is not as it was when the consultation opened. People comment on its clauses as they were: they change by a decision",
            within(id, None)
        ),
        Fault::OtherType(of) => format!(
            "{} was published as another type: add a new question, and take this one out",
            question(of, content)
        ),
    };
    format!("{}.", capital(&said))
}

/// What may be better otherwise, and keeps nothing from being published.
pub fn advice(content: &Content) -> Option<String> {
    if !is_core_odd(content) {
        return None;
    }
    let count = shared_core(content).len();
    let said = match count {
        0 => "No question is asked of every audience".to_owned(),
        _ => {
            let count = u64::try_from(count).unwrap_or_default();
            let asked = counted(count, "question is asked", "questions are asked");
            format!("{asked} of every audience")
        }
    };
    let why = match count < *SHARED_CORE.start() {
        true => "what audiences say can hardly be compared",
        false => "long forms are given up more often",
    };
    let (least, most) = (SHARED_CORE.start(), SHARED_CORE.end());
    Some(format!(
        "{said}: {why}. {least} to {most} shared questions are best."
    ))
}

fn routed(fault: &routing::Fault, content: &Content) -> String {
    use routing::Fault as R;
    let depends = |of, on| {
        let (of, on) = (question(of, content), question(on, content));
        format!("{of} depends on {on}")
    };
    match fault {
        R::NoSuchQuestion { question, on } => {
            format!("{}, which is not there", depends(question, on))
        }
        R::NotBefore { question, on } => {
            format!("{}, which does not come before it", depends(question, on))
        }
        R::SamePage { question, on } => format!(
            "{}, which is on the same page: give it a page of its own",
            depends(question, on)
        ),
        R::TooLate {
            question: of,
            first,
            on,
        } => format!(
            "{} is on the page of {} and depends on {}, which comes after that page: give it a page of its own",
            question(of, content),
            question(first, content),
            question(on, content)
        ),
        R::ExitFollows {
            question: of,
            first,
        } => format!(
            "{} ends the form and is on the page of {}: give it a page of its own",
            question(of, content),
            question(first, content)
        ),
        R::BehindExit {
            question: of,
            first,
            exit,
        } => format!(
            "{} is on the page of {}, but {} ends the form before it: move it further up, or give it a page of its own",
            question(of, content),
            question(first, content),
            question(exit, content)
        ),
        R::NoSuchOption {
            question: of,
            on,
            option: missing,
        } => {
            let on_piece = Piece::Question(on.clone());
            format!(
                "{} depends on the answer {} to {}, which does not offer it",
                question(of, content),
                option(missing, Some(&on_piece), content),
                question(on, content)
            )
        }
        R::Unreachable {
            question: of,
            audience: whom,
        } => format!(
            "{} can never be reached by “{}”",
            question(of, content),
            audience(whom, content)
        ),
        R::DeadEnd {
            question: of,
            audience: whom,
        } => format!(
            "{} ends the form for everybody of “{}”: nobody could send a response",
            question(of, content),
            audience(whom, content)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::content::faults;

    #[test]
    fn a_fault_names_the_question_as_the_builder_does_and_never_by_its_id() {
        let content: Content = serde_json::from_value(serde_json::json!({
            "wording": [{ "title": "Sundays", "summary": "Open on Sundays?" }],
            "audiences": [{ "id": "reader", "wording": [{ "name": "A reader", "introduction": "" }] }],
            "sections": [],
            "questions": [
                { "id": "X2", "kind": "yes-no", "wording": [{ "title": "Is Sunday a good day?" }] },
                {
                    "id": "X2-why", "kind": "long-text",
                    "wording": [{ "title": "" }, { "audience": "reader", "title": "" }],
                    "when": [{ "question": "X2", "is": ["perhaps"] }]
                }
            ]
        }))
        .unwrap();
        let told: Vec<String> = faults(&content)
            .iter()
            .map(|f| fault(f, &content))
            .collect();
        assert_eq!(
            told,
            [
                "Question 2 has no title.",
                "Question 2 has no title in the words for “A reader”.",
                "Question 2 depends on the answer “perhaps” to question 1 “Is Sunday a good day?”, which does not offer it.",
            ]
        );
    }
}

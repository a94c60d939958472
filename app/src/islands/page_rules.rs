//! What is wrong with a page of questions, by the server's own rules.

use super::Fields;
use crate::text::labels::label;
use crate::text::problems;
use domain::content::{Content, Worded, Wordings};
use domain::contribution::{Draft, SpeaksFor};
use domain::id::VersionId;
use domain::journey::{self, Page};
use domain::question::{Kind, LONG_TEXT_LIMIT, Question, QuestionWords, SHORT_TEXT_LIMIT};
use domain::text::{AudienceId, Language, clean};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// As much of what is asked as the rules for one page need. It travels in the page's HTML.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageRules {
    page: Page,
    audience: Option<AudienceId>,
    language: Language,
    questions: Vec<Question>,
}

impl PageRules {
    /// The rules for `page` of this draft.
    pub fn of(content: &Content, draft: &Draft, page: &Page) -> Self {
        let questions = match page {
            Page::Question(first) => journey::questions_on(content, draft, first),
            _ => Vec::new(),
        };
        Self {
            page: page.clone(),
            audience: draft.audience.clone(),
            language: draft.language.clone(),
            questions: questions.into_iter().map(|q| bare(q, draft)).collect(),
        }
    }

    /// Every field of the page that may have something wrong with it.
    pub(super) fn fields(&self) -> Vec<&str> {
        match self.page {
            Page::Typing | Page::AskAnAdult => vec!["typing"],
            Page::Under13 => vec!["under-13"],
            Page::Helper => vec!["typist", "whose-words"],
            Page::Group => vec!["group-size", "agreed"],
            Page::SpeaksFor => vec!["capacity"],
            // The register is the server's.
            Page::School => Vec::new(),
            Page::Allowed => vec!["authorised"],
            Page::Together => vec!["organisation", "group-size"],
            Page::Question(_) => self.questions.iter().map(|q| q.id.as_str()).collect(),
            Page::Consent => vec!["quote"],
            Page::Check => Vec::new(),
        }
    }

    /// The fields with something wrong, each with the sentence that the server would show.
    pub(super) fn faults(&self, typed: &Fields) -> Vec<(String, String)> {
        let (content, draft) = self.filled(typed);
        let faults = journey::faults_on(&content, &draft, &self.page);
        faults
            .into_iter()
            .map(|fault| {
                let sentence = problems::in_form(&fault, &content.questions, &draft);
                (fault.field, sentence)
            })
            .collect()
    }

    /// Whether a draft would hold what was typed. The page about consent is only kept once its question is answered.
    pub(super) fn keeps(&self, typed: &Fields) -> bool {
        self.page != Page::Consent || self.filled(typed).1.consent.is_some()
    }

    /// How long the text in a field counts as, and how long it may be; none for a field without a limit.
    pub(super) fn length(&self, field: &str, typed: &Fields) -> Option<(usize, usize)> {
        let question = self.questions.iter().find(|q| q.id.as_str() == field)?;
        let limit = match &question.kind {
            Kind::ShortText(text) => text.limit(SHORT_TEXT_LIMIT),
            Kind::LongText(text) => text.limit(LONG_TEXT_LIMIT),
            _ => return None,
        };
        let text = clean(&question.typed(typed).text);
        Some((text.chars().count(), limit))
    }

    fn filled(&self, typed: &Fields) -> (Content, Draft) {
        let content = Content {
            questions: self.questions.clone(),
            ..Content::default()
        };
        let mut draft = Draft {
            audience: self.audience.clone(),
            language: self.language.clone(),
            // No rule of a page asks for it.
            version: VersionId::from_uuid(Uuid::nil()),
            speaks_for: SpeaksFor::default(),
            typing: Default::default(),
            answers: Default::default(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: None,
            team: None,
        };
        journey::fill(&content, &mut draft, &self.page, typed);
        (content, draft)
    }
}

/// The question without its words, but for the label that a sentence may need.
fn bare(question: &Question, draft: &Draft) -> Question {
    let alone = match &question.kind {
        Kind::Single(choice) | Kind::Multiple(choice) => choice.alone.clone(),
        _ => None,
    };
    let label = alone.map(|id| {
        let label = label(question, &id, &draft.language, draft.audience.as_ref());
        (id, label)
    });
    let words = Worded {
        language: draft.language.clone(),
        audience: None,
        unchecked: false,
        words: QuestionWords {
            labels: label.into_iter().collect(),
            ..QuestionWords::default()
        },
    };
    Question {
        audiences: Vec::new(),
        // It is on the page: that was decided by answers on earlier ones.
        when: Vec::new(),
        cut: None,
        wording: Wordings(vec![words]),
        ..question.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::question::{Choice, Text};
    use domain::text::OptionId;

    fn question(id: &str, kind: Kind, follows: Option<&str>) -> Question {
        let labels = [("none", "None of these"), ("bus", "The bus")];
        let labels = labels.map(|(id, label)| (OptionId::parse(id).unwrap(), label.to_owned()));
        Question {
            id: id.parse().unwrap(),
            kind,
            audiences: Vec::new(),
            required: id == "Q1",
            follows: follows.map(|id| id.parse().unwrap()),
            when: Vec::new(),
            cut: None,
            wording: Wordings(vec![Worded {
                language: Language::english(),
                audience: None,
                unchecked: false,
                words: QuestionWords {
                    title: "A long title that need not travel twice".to_owned(),
                    labels: labels.into(),
                    ..QuestionWords::default()
                },
            }]),
        }
    }

    /// A choice with a follow-up on one page, and a question on another.
    fn whole() -> (Content, Draft) {
        let choice = Choice {
            options: vec![OptionId::parse("bus").unwrap()],
            other: true,
            alone: OptionId::parse("none").ok(),
            ..Choice::default()
        };
        let text = |limit| Kind::LongText(Text { limit: Some(limit) });
        let rules = PageRules {
            page: Page::Check,
            audience: AudienceId::parse("parent").ok(),
            language: Language::english(),
            questions: vec![
                question("Q1", Kind::Multiple(choice), None),
                question("Q2", text(5), Some("Q1")),
                question("Q3", text(9), None),
            ],
        };
        rules.filled(&Vec::new())
    }

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        pairs.iter().map(own).collect()
    }

    /// PageRules as they are after their journey through the page.
    fn rules(page: &str) -> PageRules {
        let (content, draft) = whole();
        let rules = PageRules::of(&content, &draft, &page.parse().unwrap());
        let sent = serde_json::to_string(&rules).unwrap();
        assert!(!sent.contains("need not travel"), "{sent}");
        serde_json::from_str(&sent).unwrap()
    }

    #[test]
    fn the_browser_says_what_the_server_would_say() {
        let (content, mut draft) = whole();
        let page: Page = "question-Q1".parse().unwrap();
        for fields in [
            &[][..],
            &[("Q1", "bus"), ("Q1", "none"), ("Q2", "so-so")],
            &[("Q1", "other"), ("Q2", "too long")],
            &[("Q1", "other"), ("Q1__other", "on foot"), ("Q2", " fits ")],
        ] {
            let fields = typed(fields);
            journey::fill(&content, &mut draft, &page, &fields);
            let server: Vec<_> = journey::faults_on(&content, &draft, &page)
                .into_iter()
                .map(|f| {
                    (
                        f.field.clone(),
                        problems::in_form(&f, &content.questions, &draft),
                    )
                })
                .collect();
            assert_eq!(rules("question-Q1").faults(&fields), server, "{fields:?}");
        }
        let both = typed(&[("Q1", "bus"), ("Q1", "none")]);
        let said = rules("question-Q1").faults(&both);
        assert!(said[0].1.contains("None of these"), "{said:?}");
    }

    #[test]
    fn only_the_questions_of_the_page_travel_and_a_text_counts_as_the_server_counts_it() {
        let rules = rules("question-Q3");
        let fields = typed(&[("Q3", "  a\r\nb  "), ("Q2", "much too long")]);
        assert_eq!(rules.faults(&fields), []);
        assert_eq!(rules.length("Q3", &fields), Some((3, 9)));
        assert_eq!(rules.length("Q2", &fields), None);
    }

    #[test]
    fn consent_is_kept_once_its_question_is_answered() {
        let rules = rules("your-words");
        assert!(!rules.keeps(&typed(&[("publish", "yes")])));
        assert!(rules.keeps(&typed(&[("publish", "yes"), ("quote", "no")])));
    }

    #[test]
    fn somebody_who_answers_for_a_group_is_told_to_write_a_number() {
        let fields = typed(&[("group-size", "many")]);
        let said = rules("answering-together").faults(&fields);
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(said[0].0, "group-size");
    }
}

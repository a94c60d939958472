//! People who say something in a test, put straight into storage.

use super::TestApp;
use domain::contribution::{Capacity, Channel, ClauseComment, Consent, Form, Submission};
use domain::id::ContributionId;
use domain::question::Answer;
use domain::text::{AudienceId, Language, QuestionId, Slug};
use domain::typing::{Typing, Typist, Way, Whose};
use server::clock::{random_id, reference, secret};
use server::storage::{consultation, contribution, document};

/// Somebody who says something.
#[derive(Clone, Debug)]
pub struct Voice {
    submission: Submission,
    late: bool,
}

impl Voice {
    /// A parent with nothing said yet, who agrees to be quoted.
    pub fn parent() -> Self {
        let nil = "00000000-0000-0000-0000-000000000000";
        Self {
            submission: Submission {
                form: Form::Response,
                channel: Channel::Web,
                capacity: Capacity::Individual,
                organisation: String::new(),
                urn: None,
                works_at: None,
                authorised: None,
                group_size: None,
                typing: Default::default(),
                audience: Some(AudienceId::parse("parent-carer").unwrap()),
                language: Language::english(),
                version: nil.parse().unwrap(),
                answers: Default::default(),
                comments: Vec::new(),
                text: String::new(),
                consent: Consent {
                    quote: true,
                    publish: false,
                },
            },
            late: false,
        }
    }

    /// Typed by somebody else, who says whose words they are.
    pub fn typed_for(mut self, typist: Typist, whose: Whose) -> Self {
        self.submission.typing = Typing {
            way: Some(Way::TypedFor),
            typist: Some(typist),
            whose: Some(whose),
            ..Typing::default()
        };
        self
    }

    /// Who picks an option.
    pub fn picking(mut self, question: &str, option: &str) -> Self {
        let id = QuestionId::parse(question).unwrap();
        let answers = &mut self.submission.answers;
        answers.insert(id, Answer::picked([option]));
        self
    }

    /// An order, the most wanted first.
    pub fn ranking(mut self, question: &str, options: &[&str]) -> Self {
        let id = QuestionId::parse(question).unwrap();
        let answer = Answer::picked(options.iter().copied());
        self.submission.answers.insert(id, answer);
        self
    }

    /// Of another audience.
    pub fn of(mut self, audience: &str) -> Self {
        self.submission.audience = Some(AudienceId::parse(audience).unwrap());
        self
    }

    /// Who writes by another channel.
    pub fn by(mut self, channel: Channel) -> Self {
        self.submission.channel = channel;
        self
    }

    /// After closing.
    pub fn late(mut self) -> Self {
        self.late = true;
        self
    }

    /// Who does not agree to be quoted.
    pub fn without_consent(mut self) -> Self {
        self.submission.consent.quote = false;
        self
    }

    /// Who speaks for an organisation.
    pub fn organisation(mut self, name: &str) -> Self {
        self.submission.capacity = Capacity::Organisation;
        self.submission.organisation = name.to_owned();
        self
    }

    /// For this school of the register.
    pub fn urn(mut self, urn: &str) -> Self {
        self.submission.urn = Some(domain::school::Urn::parse(urn).unwrap());
        self
    }

    /// Who answers together with others.
    pub fn group(mut self, name: &str, people: u32) -> Self {
        self.submission.capacity = Capacity::Group;
        self.submission.organisation = name.to_owned();
        self.submission.group_size = Some(people);
        self
    }

    /// Who agrees that it is published under its name.
    pub fn named(mut self) -> Self {
        self.submission.consent.publish = true;
        self
    }

    /// Who picks "Other" and says what.
    pub fn picking_other(mut self, question: &str, words: &str) -> Self {
        let id = QuestionId::parse(question).unwrap();
        let answer = self.submission.answers.entry(id).or_default();
        answer.picked.push("other".to_owned());
        answer.other = words.to_owned();
        self
    }

    /// An answer in words.
    pub fn answering(mut self, question: &str, words: &str) -> Self {
        let answer = Answer {
            text: words.to_owned(),
            ..Answer::default()
        };
        let id = QuestionId::parse(question).unwrap();
        self.submission.answers.insert(id, answer);
        self
    }

    /// A comment on a clause.
    pub fn on_clause(mut self, document: &str, clause: &str, words: &str) -> Self {
        self.submission.comments.push(ClauseComment {
            document: document.parse().unwrap(),
            clause: clause.parse().unwrap(),
            stance: domain::document::Stance::Change,
            text: words.to_owned(),
            suggestion: String::new(),
        });
        self
    }

    /// A letter.
    pub fn letter(mut self, words: &str) -> Self {
        self.submission.form = Form::Letter;
        self.submission.text = words.to_owned();
        self
    }

    /// What they say, of this version.
    pub fn submission(mut self, version: domain::id::VersionId) -> Submission {
        self.submission.version = version;
        self.submission
    }

    /// Says it; gives the reference.
    pub async fn says(mut self, app: &TestApp, slug: &str) -> String {
        let live = &app.live;
        let slug: Slug = slug.parse().unwrap();
        let row = consultation::by_slug(&live.db, &slug).await.unwrap();
        let row = row.unwrap();
        let version = consultation::published(&live.db, row.id).await.unwrap();
        let version = version.unwrap();
        self.submission.version = version.id;
        let mut clauses = Vec::new();
        for doc in document::all_versions(&live.db, row.id).await.unwrap() {
            for clause in document::clauses(&live.db, doc.id).await.unwrap() {
                let place = (doc.card.slug.clone(), clause.shown.slug);
                clauses.push((place, (doc.id, clause.id)));
            }
        }
        let new = contribution::New {
            id: ContributionId::from_uuid(random_id()),
            consultation: row.id,
            reference: reference(),
            submission_key: secret(),
            body_hash: secret(),
            submission: self.submission,
            questions: version.content.questions,
            clauses,
            received: live.clock.now(),
            entered: live.clock.now(),
            entered_by: None,
            late: self.late,
            flags: Vec::new(),
            letter: None,
            draft: None,
            scans: None,
        };
        let mut tx = live.db.begin().await.unwrap();
        let stored = contribution::insert(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        stored.reference
    }
}

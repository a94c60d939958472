//! One response whole, in the words it was asked in.

use super::super::{Live, who};
use crate::storage::consultation::{self, Row};
use crate::storage::screening::{self, Covered, Flag, Text};
use crate::storage::{concern, document, response, school};
use app::api::{
    Answered, ApiError, Authorised, Commented, Cover, Flagged, TextView, WholeResponse,
};
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::{Place, Screening, Span};
use domain::content::Content;
use domain::contribution::Capacity;
use domain::id::TextItemId;
use domain::journey::asked;
use domain::question::Question;
use domain::redaction::{Redaction, apply, covers, struck};
use domain::text::{Language, OptionId};
use std::collections::BTreeMap;

impl Live {
    pub(in crate::backend) async fn whole_response(
        &self,
        caller: &Caller,
        row: &Row,
        reference: &str,
    ) -> Result<WholeResponse, ApiError> {
        let found = self.contribution(row, reference).await?;
        let version = consultation::version(&self.db, found.version)
            .await?
            .ok_or(ApiError::NotFound)?;
        let covered = screening::covered(&self.db, found.id).await?;
        let mut covers: BTreeMap<TextItemId, Vec<Redaction>> = BTreeMap::new();
        for one in &covered {
            let (span, replacement) = (one.span, one.replacement.clone());
            let cover = Redaction { span, replacement };
            covers.entry(one.text).or_default().push(cover);
        }
        let flags = screening::flags(&self.db, found.id).await?;
        let scope = Scope::Consultation(row.id);
        let reader = Reader {
            who: who(caller),
            originals: may(caller, Permission::ReadOriginals, &scope),
        };
        let named = concern::leads(&self.db, row.id)
            .await?
            .contains(&reader.who);
        let texts: Vec<(Text, TextView)> = screening::texts(&self.db, found.id)
            .await?
            .into_iter()
            .map(|text| {
                let view = match text.screening == Screening::Held && !named {
                    true => held(&text),
                    false => view(&text, &covered, &flags, &reader),
                };
                (text, view)
            })
            .collect();
        let picked = response::answers(&self.db, found.id).await?;
        let erased = found.erased.is_some();
        Ok(WholeResponse {
            title: row.title.clone(),
            authorised: (found.capacity == Capacity::Organisation)
                .then(|| Authorised::of(found.authorised)),
            school: match found.urn {
                Some(urn) => school::by_urn(&self.db, urn).await?.map(|s| s.listed()),
                None => None,
            },
            others_of_school: response::others_of_school(&self.db, &found).await?,
            group_size: found.group_size,
            typing: found.typing,
            language: found.language.to_string(),
            version: version.number,
            entered: self.wall(found.entered),
            entered_by: found.entered_by.clone(),
            consent: found.consent,
            erased: found.erased.map(|at| self.wall(at)),
            questions: questions(&version.content, &found, &picked, &texts),
            comments: self.comments(&found, &texts).await?,
            letters: views(&texts, |text| text.place == Place::Letter),
            may_screen: !erased && may(caller, Permission::ScreenTexts, &scope),
            may_erase: !erased && may(caller, Permission::Erase, &scope),
            next: response::next_unscreened(&self.db, row.id, &found).await?,
            scans: self.scans_with(caller, row, found.id).await?,
            may_scan: !erased && may(caller, Permission::EnterResponses, &scope),
            line: self.line(&version.content, &covers, found),
        })
    }

    async fn comments(
        &self,
        found: &response::Row,
        texts: &[(Text, TextView)],
    ) -> Result<Vec<Commented>, ApiError> {
        let comments = response::comments(&self.db, found.id).await?;
        if comments.is_empty() {
            return Ok(Vec::new());
        }
        let mut shown = Vec::new();
        for version in document::all_versions(&self.db, found.consultation).await? {
            if !comments.iter().any(|c| c.version == version.id) {
                continue;
            }
            let title = version
                .card
                .wording
                .pick(&found.language, found.audience.as_ref())
                .map(|picked| picked.words.title.clone())
                .unwrap_or_default();
            for clause in document::clauses(&self.db, version.id).await? {
                let here = comments
                    .iter()
                    .filter(|c| c.version == version.id && c.clause == clause.id);
                for comment in here {
                    let ids = comment.texts.iter().flatten();
                    let heading = clause
                        .shown
                        .wording
                        .pick(&found.language, found.audience.as_ref());
                    shown.push(Commented {
                        document: title.clone(),
                        number: clause.shown.number.clone(),
                        heading: heading.map(|h| h.words.heading.clone()).unwrap_or_default(),
                        stance: comment.stance,
                        texts: ids
                            .flat_map(|id| views(texts, |text| text.id.to_string() == *id))
                            .collect(),
                    });
                }
            }
        }
        Ok(shown)
    }
}

fn views(texts: &[(Text, TextView)], wanted: impl Fn(&Text) -> bool) -> Vec<TextView> {
    let chosen = texts.iter().filter(|(text, _)| wanted(text));
    chosen.map(|(_, view)| view.clone()).collect()
}

/// Everything the audience was asked, and whatever else has an answer.
fn questions(
    content: &Content,
    found: &response::Row,
    picked: &[response::Picked],
    texts: &[(Text, TextView)],
) -> Vec<Answered> {
    let has = |q: &Question| {
        picked.iter().any(|(id, ..)| id == q.id.as_str())
            || texts
                .iter()
                .any(|(text, _)| text.question.as_deref() == Some(q.id.as_str()))
    };
    let asked: Vec<&Question> = match (&found.audience, found.form) {
        (Some(audience), domain::contribution::Form::Response) => asked(content, audience),
        _ => Vec::new(),
    };
    content
        .questions
        .iter()
        .filter(|q| q.takes_answer())
        .filter(|q| has(q) || asked.iter().any(|a| a.id == q.id))
        .map(|question| answered(question, found, picked, texts))
        .collect()
}

fn answered(
    question: &Question,
    found: &response::Row,
    picked: &[response::Picked],
    texts: &[(Text, TextView)],
) -> Answered {
    let (language, audience) = (&found.language, found.audience.as_ref());
    let here = picked.iter().filter(|(id, ..)| id == question.id.as_str());
    let given = here.filter_map(|(_, option, number)| match (option, number) {
        (Some(option), _) => Some(label(question, option, language, audience)),
        (None, Some(number)) => Some(question.number_in_words(*number)),
        (None, None) => None,
    });
    Answered {
        id: question.id.clone(),
        title: question.words(language, audience).title,
        given: given.collect(),
        texts: views(texts, |text| {
            text.question.as_deref() == Some(question.id.as_str())
        }),
    }
}

fn label(
    question: &Question,
    option: &str,
    language: &Language,
    audience: Option<&domain::text::AudienceId>,
) -> String {
    OptionId::parse(option).map_or_else(
        |_| option.to_owned(),
        |id| question.label(&id, language, audience),
    )
}

/// What is covered in a text, for [`apply`] and [`covers`].
pub(super) fn redactions(text: &Text, covered: &[Covered]) -> Vec<Redaction> {
    let here = covered.iter().filter(|c| c.text == text.id);
    here.map(|c| Redaction {
        span: c.span,
        replacement: c.replacement.clone(),
    })
    .collect()
}

/// Who reads, and whether also what is covered.
struct Reader {
    who: String,
    originals: bool,
}

impl Reader {
    /// Whether they know what is covered there: by leave, or because they covered it.
    fn knows(&self, cover: &Covered) -> bool {
        self.originals || cover.by == self.who
    }
}

/// A text that waits for those who are named: nobody else reads a word of it.
fn held(text: &Text) -> TextView {
    TextView {
        id: text.id,
        place: text.place,
        body: String::new(),
        public: String::new(),
        screening: text.screening,
        screened_by: None,
        seen: text.seen(),
        covers: Vec::new(),
        flags: Vec::new(),
        erased: false,
    }
}

fn view(text: &Text, covered: &[Covered], flags: &[Flag], reader: &Reader) -> TextView {
    let applied = redactions(text, covered);
    let body = match reader.originals {
        true => text.body.clone(),
        false => struck(&text.body, &applied),
    };
    let words = |span: Span| span.of(&body).unwrap_or_default().to_owned();
    let covers_here = covered.iter().filter(|c| c.text == text.id);
    let flags_here = flags.iter().filter(|f| f.text == text.id);
    TextView {
        id: text.id,
        place: text.place,
        public: match text.erased {
            true => String::new(),
            false => apply(&text.body, Span::whole(&text.body), &applied),
        },
        screening: text.screening,
        screened_by: text.screened_by.clone(),
        seen: text.seen(),
        covers: covers_here
            .map(|c| Cover {
                id: c.id,
                words: reader
                    .knows(c)
                    .then(|| c.span.of(&text.body).unwrap_or_default().to_owned()),
                may_undo: reader.knows(c),
                replacement: c.replacement.clone(),
                reason: c.reason.clone(),
                by: c.by.clone(),
            })
            .collect(),
        flags: flags_here
            .map(|f| Flagged {
                passage: f.passage,
                span: f.span,
                words: words(f.span),
                kind: f.kind.clone(),
                covered: covers(&applied, f.span),
            })
            .collect(),
        erased: text.erased,
        body,
    }
}

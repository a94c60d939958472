//! A page of a list of responses.

use super::super::Live;
use super::place;
use crate::storage::consultation::{self, Row};
use crate::storage::response::{self, Wanted};
use crate::storage::{duplicate, screening};
use app::api::{ApiError, PAGE_LENGTH, ResponseFilter, ResponseLine, ResponseList};
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::Span;
use domain::content::Content;
use domain::id::TextItemId;
use domain::question::Question;
use domain::redaction::{Redaction, apply};
use domain::text::{AudienceId, Language};
use std::collections::BTreeMap;

impl Live {
    pub(super) async fn list_responses(
        &self,
        caller: &Caller,
        row: &Row,
        filter: &ResponseFilter,
        page: usize,
    ) -> Result<ResponseList, ApiError> {
        let version = consultation::latest(&self.db, row.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        let content = version.content;
        let asks_place = place_question(&content);
        let wanted = wanted(filter, asks_place);
        let (found, rows, page, pages) = self.rows(row, filter, &wanted, page).await?;
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let line = |found: response::Row| self.line(&content, &covers, found);
        let here = Scope::Consultation(row.id);
        let may_enter = may(caller, Permission::EnterResponses, &here)
            && self.published(row.id).await?.is_some();
        Ok(ResponseList {
            title: row.title.clone(),
            audiences: audiences(&content),
            localities: asks_place.map(options).unwrap_or_default(),
            rows: rows.into_iter().map(line).collect(),
            found,
            all: response::count(&self.db, row.id, &Wanted::default()).await?,
            replaced: usize::try_from(duplicate::count_replaced(&self.db, row.id).await?)
                .unwrap_or_default(),
            unscreened: response::unscreened(&self.db, row.id).await?,
            page,
            pages,
            may_export: may(caller, Permission::ExportResponses, &here),
            may_enter,
        })
    }

    async fn rows(
        &self,
        row: &Row,
        filter: &ResponseFilter,
        wanted: &Wanted,
        page: usize,
    ) -> Result<(usize, Vec<response::Row>, usize, usize), ApiError> {
        let words = filter.words.trim();
        if words.is_empty() {
            let found = response::count(&self.db, row.id, wanted).await?;
            let (page, pages) = place(page, found);
            let some = (PAGE_LENGTH, (page - 1) * PAGE_LENGTH);
            let rows = response::page(&self.db, row.id, wanted, some).await?;
            return Ok((found, rows, page, pages));
        }
        let saying = response::saying(&self.db, row.id, words).await?;
        let mut rows = response::page(&self.db, row.id, wanted, (usize::MAX, 0)).await?;
        rows.retain(|row| saying.contains(&row.id));
        let found = rows.len();
        let (page, pages) = place(page, found);
        let rows = rows
            .into_iter()
            .skip((page - 1) * PAGE_LENGTH)
            .take(PAGE_LENGTH)
            .collect();
        Ok((found, rows, page, pages))
    }

    /// A contribution as lists show it.
    pub(in crate::backend) fn line(
        &self,
        content: &Content,
        covers: &BTreeMap<TextItemId, Vec<Redaction>>,
        row: response::Row,
    ) -> ResponseLine {
        let audience = row.audience.as_ref();
        ResponseLine {
            received: self.wall(row.received),
            audience: audience
                .map(|id| audience_name(content, id))
                .unwrap_or_default(),
            reference: row.reference,
            form: row.form,
            channel: row.channel,
            capacity: row.capacity,
            organisation: row.organisation,
            urn: row.urn,
            of_school: usize::try_from(row.of_school).unwrap_or_default(),
            late: row.late,
            erased: row.erased.is_some(),
            replaced_by: row.replaced_by,
            unscreened: usize::try_from(row.unscreened).unwrap_or_default(),
            opening: row.opening.map_or_else(String::new, |(text, words)| {
                let covers = covers.get(&text).map_or(&[][..], Vec::as_slice);
                opening(&apply(&words, Span::whole(&words), covers))
            }),
        }
    }
}

fn wanted(filter: &ResponseFilter, asks_place: Option<&Question>) -> Wanted {
    let word = |word: Option<&str>| word.unwrap_or_default().to_owned();
    Wanted {
        audience: word(filter.audience.as_ref().map(AudienceId::as_str)),
        capacity: word(filter.capacity.map(|c| c.as_str())),
        channel: word(filter.channel.map(|c| c.as_str())),
        form: word(filter.form.map(|f| f.as_str())),
        place: match (asks_place, &filter.locality) {
            (Some(question), Some(option)) => (question.id.to_string(), option.to_string()),
            _ => Default::default(),
        },
        screening: word(filter.screening.map(|s| s.as_str())),
        late: filter.late,
        urn: filter.urn.map(|urn| urn.to_string()).unwrap_or_default(),
        authorised: word(filter.authorised.map(|said| said.as_str())),
    }
}

/// The question that asks where somebody lives.
fn place_question(content: &Content) -> Option<&Question> {
    let is_place = |q: &&Question| q.cut.as_ref().is_some_and(|cut| cut.as_str() == "locality");
    content.questions.iter().find(is_place)
}

fn options(question: &Question) -> Vec<(domain::text::OptionId, String)> {
    let label = |option| {
        let label = question.label(&option, &Language::english(), None);
        (option, label)
    };
    question.options().into_iter().map(label).collect()
}

fn audiences(content: &Content) -> Vec<(AudienceId, String)> {
    let named = |id: &AudienceId| (id.clone(), audience_name(content, id));
    content.audiences.iter().map(|a| named(&a.id)).collect()
}

/// What an audience is called.
fn audience_name(content: &Content, id: &AudienceId) -> String {
    let audience = content.audiences.iter().find(|a| &a.id == id);
    audience
        .and_then(|a| a.wording.pick(&Language::english(), None))
        .map_or_else(|| id.to_string(), |picked| picked.words.name.clone())
}

/// The first words on one line.
fn opening(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(19).collect();
    match words.len() > 18 {
        true => format!("{}…", words[..18].join(" ")),
        false => words.join(" "),
    }
}

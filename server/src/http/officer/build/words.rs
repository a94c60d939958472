//! Reading words for everybody and for each audience out of a form.

use super::super::OfficerForm;
use crate::http::form::Fields;
use app::api::{FieldError, Working, field_of};
use domain::content::{
    Audience, AudienceWords, ConsultationWords, Content, Edit, SectionWords, Worded, Wordings,
};
use domain::text::{AudienceId, Language, clean};

/// Most characters in a title, a heading, a name or a label.
const LINE: usize = 300;
/// Most characters in a title of a consultation, which its list column holds.
const TITLE: usize = 200;
/// Most characters in a text of several lines.
const TEXT: usize = 20_000;

/// Reads texts, and collects what is wrong with them.
pub(super) struct Reader<'a> {
    fields: &'a Fields,
    pub wrong: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(fields: &'a Fields) -> Self {
        Self {
            fields,
            wrong: Vec::new(),
        }
    }

    /// What was typed, unless it is what stands there but for spaces at its ends: then that.
    pub(super) fn text(
        &mut self,
        part: &str,
        of: Option<&AudienceId>,
        old: &str,
        limit: usize,
    ) -> String {
        let name = field_of(part, of);
        let typed = clean(self.fields.text(&name));
        if typed == clean(old) {
            return old.to_owned();
        }
        if typed.chars().count() > limit {
            self.wrong.push(FieldError::code(name, "too_long"));
        }
        typed
    }

    /// A text of one line.
    pub(super) fn line(&mut self, part: &str, of: Option<&AudienceId>, old: &str) -> String {
        self.text(part, of, old, LINE)
    }

    /// A text of several lines.
    pub(super) fn lines(&mut self, part: &str, of: Option<&AudienceId>, old: &str) -> String {
        self.text(part, of, old, TEXT)
    }
}

/// The English words for these readers, read anew; all others stay. `read` gives none where all was left empty.
pub(super) fn wordings<T: Clone>(
    old: &Wordings<T>,
    readers: impl IntoIterator<Item = Option<AudienceId>>,
    mut read: impl FnMut(Option<&AudienceId>, Option<&T>) -> Option<T>,
) -> Wordings<T> {
    let english = Language::english();
    let mut all = old.0.clone();
    for audience in readers {
        let at = all
            .iter()
            .position(|w| w.language == english && w.audience == audience);
        let before = at.map(|at| all[at].words.clone());
        match (at, read(audience.as_ref(), before.as_ref())) {
            (Some(at), Some(words)) => all[at].words = words,
            (Some(at), None) => {
                all.remove(at);
            }
            (None, Some(words)) => {
                let worded = Worded {
                    language: english.clone(),
                    audience: audience.clone(),
                    unchecked: false,
                    words,
                };
                // Everybody's stand first.
                let place = if audience.is_none() { 0 } else { all.len() };
                all.insert(place, worded);
            }
            (None, None) => {}
        }
    }
    Wordings(all)
}

/// Everybody, then each audience.
pub(super) fn readers(content: &Content) -> Vec<Option<AudienceId>> {
    let audiences = content.audiences.iter().map(|a| Some(a.id.clone()));
    std::iter::once(None).chain(audiences).collect()
}

pub(super) fn title(form: &OfficerForm, working: &Working) -> Result<Edit, Vec<FieldError>> {
    let content = &working.content;
    let mut reader = Reader::of(&form.fields);
    let all = wordings(&content.wording, readers(content), |of, old| {
        let title = reader.text("title", of, old.map_or("", |w| &w.title), TITLE);
        let summary = reader.lines("summary", of, old.map_or("", |w| &w.summary));
        let empty = title.is_empty() && summary.is_empty();
        (!empty).then_some(ConsultationWords { title, summary })
    });
    finish(reader, Edit::Title(all))
}

pub(super) fn section(
    form: &OfficerForm,
    working: &Working,
    id: &str,
) -> Result<Edit, Vec<FieldError>> {
    let content = &working.content;
    let found = content.sections.iter().find(|s| s.id.as_str() == id);
    let Some(mut section) = found.cloned() else {
        return Err(Vec::new());
    };
    let mut reader = Reader::of(&form.fields);
    section.wording = wordings(&section.wording, readers(content), |of, old| {
        let heading = reader.line("heading", of, old.map_or("", |w| &w.heading));
        let body = reader.lines("body", of, old.map_or("", |w| &w.body));
        let empty = heading.is_empty() && body.is_empty();
        (!empty).then_some(SectionWords { heading, body })
    });
    finish(reader, Edit::PutSection(section))
}

pub(super) fn audience(
    form: &OfficerForm,
    working: &Working,
    id: &str,
) -> Result<Edit, Vec<FieldError>> {
    let found = working.content.audiences.iter();
    let Some(audience) = found.into_iter().find(|a| a.id.as_str() == id) else {
        return Err(Vec::new());
    };
    let mut reader = Reader::of(&form.fields);
    let wording = wordings(&audience.wording, [None], |of, old| {
        let name = reader.line("name", of, old.map_or("", |w| &w.name));
        let hint = reader.line("hint", of, old.map_or("", |w| &w.hint));
        let introduction = reader.lines("introduction", of, old.map_or("", |w| &w.introduction));
        Some(AudienceWords {
            name,
            hint,
            introduction,
        })
    });
    let ticked = |name: &str| form.fields.text(name) == "yes";
    let audience = Audience {
        id: audience.id.clone(),
        organisations: ticked("organisations"),
        easy_read: ticked("easy_read"),
        wording,
    };
    finish(reader, Edit::PutAudience(audience))
}

pub(super) fn finish(reader: Reader<'_>, edit: Edit) -> Result<Edit, Vec<FieldError>> {
    match reader.wrong.is_empty() {
        true => Ok(edit),
        false => Err(reader.wrong),
    }
}

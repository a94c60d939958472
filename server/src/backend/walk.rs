//! Walks through words that are not published: a form like any other, kept in memory and nowhere else. What
//! somebody tries out can so never be taken for what somebody said.

use super::{Live, authorise};
use crate::clock::{hash, secret};
use crate::storage::consultation::{self, Row};
use crate::storage::preview_link;
use app::api::{
    ApiError, ConsultationCard, Preview, Saved, Skipped, Walk, WalkLook, WalkOf, WalkStart, Writing,
};
use app::routes;
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::content::Content;
use domain::contribution::{Draft, SpeaksFor};
use domain::id::VersionId;
use domain::journey::{self, Page};
use domain::text::{Language, Slug};
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long a walk is kept after its last step.
const KEPT: SignedDuration = SignedDuration::from_hours(2);
/// Walks kept at once; past that the one that rested longest goes.
const MOST: usize = 200;

/// Every walk that is going on, by its secret.
#[derive(Clone, Default)]
pub(super) struct Walks(Arc<Mutex<BTreeMap<String, Going>>>);

#[derive(Clone)]
struct Going {
    card: ConsultationCard,
    content: Arc<Content>,
    draft: Draft,
    look: WalkLook,
    /// The link of a reviewer; none for an officer.
    token: Option<String>,
    stepped: Timestamp,
}

impl Walks {
    fn begin(&self, going: Going) -> String {
        let key = secret();
        let now = going.stepped;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, other| now.duration_since(other.stepped) < KEPT);
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, other)| other.stepped);
            let oldest = oldest.map(|(key, _)| key.clone());
            oldest.and_then(|key| all.remove(&key));
        }
        all.insert(key.clone(), going);
        key
    }

    /// The walk as it stands after `change`; none when it is over.
    fn step(&self, key: &str, now: Timestamp, change: impl FnOnce(&mut Going)) -> Option<Going> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let going = all.get_mut(key)?;
        if now.duration_since(going.stepped) >= KEPT {
            return None;
        }
        going.stepped = now;
        change(going);
        Some(going.clone())
    }
}

#[async_trait]
impl Walk for Live {
    async fn walk_as_officer(
        &self,
        caller: &Caller,
        slug: &Slug,
        start: WalkStart,
    ) -> Result<(String, Page), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::PreviewConsultation)
            .await?;
        let preview = self.preview_of(&row, None).await?;
        self.begin_walk(preview, start, None)
    }

    async fn walk_by_link(
        &self,
        token: &str,
        start: WalkStart,
    ) -> Result<(String, Page), ApiError> {
        let (row, _) = self.linked(token).await?;
        let preview = self.preview_of(&row, None).await?;
        self.begin_walk(preview, start, Some(token.to_owned()))
    }

    async fn walk(&self, key: &str) -> Result<Writing, ApiError> {
        let going = self.going(key, |_| {}).await?;
        let preview = match &going.token {
            Some(token) => routes::preview(token),
            None => routes::build_form(&going.card.slug, "preview"),
        };
        Ok(Writing {
            card: going.card,
            content: Content::clone(&going.content),
            draft: going.draft,
            submission_key: String::new(),
            send_by: None,
            changeable: false,
            changes: None,
            coded: false,
            amended: false,
            comments: Vec::new(),
            begun: Vec::new(),
            shared: Vec::new(),
            unshared: Vec::new(),
            walk: Some(WalkOf {
                key: key.to_owned(),
                preview,
            }),
        })
    }

    async fn walk_save(
        &self,
        key: &str,
        page: &Page,
        fields: &[(String, String)],
    ) -> Result<Saved, ApiError> {
        let found = self.found_for(page, fields).await?;
        let going = self
            .going(key, |going| {
                journey::fill(&going.content, &mut going.draft, page, fields);
                if let Some(found) = found {
                    going.draft.speaks_for.looked_up(found);
                }
            })
            .await?;
        Ok(super::respond::saved(
            &going.content,
            &going.draft,
            page,
            fields,
        ))
    }

    async fn walk_skip(
        &self,
        key: &str,
        page: &Page,
        fields: &[(String, String)],
        sure: bool,
    ) -> Result<Skipped, ApiError> {
        let mut skipped = false;
        let going = self
            .going(key, |going| {
                journey::fill(&going.content, &mut going.draft, page, fields);
                skipped = journey::skip(&going.content, &mut going.draft, page, sure);
            })
            .await?;
        Ok(match skipped {
            true => Skipped::On(journey::next(&going.content, &going.draft, page)),
            false => Skipped::Words,
        })
    }
}

impl Live {
    /// What a walk looks like, after the reader chose another language or switched pictures; none when it is over.
    pub fn walk_look(
        &self,
        key: &str,
        language: Option<&Language>,
        pictures: Option<bool>,
    ) -> Option<WalkLook> {
        let going = self.walks.step(key, self.clock.now(), |going| {
            if let Some(language) = language.filter(|l| going.look.languages.contains(l)) {
                going.look.language = language.clone();
                going.draft.language = language.clone();
            }
            going.look.pictures = pictures.unwrap_or(going.look.pictures);
        });
        going.map(|going| going.look)
    }

    /// A step of a walk, for as long as whoever walks may see the words.
    async fn going(
        &self,
        key: &str,
        change: impl FnOnce(&mut Going) + Send,
    ) -> Result<Going, ApiError> {
        let now = self.clock.now();
        let before = self
            .walks
            .step(key, now, |_| {})
            .ok_or(ApiError::NotFound)?;
        if let Some(token) = &before.token {
            self.linked(token).await?;
        }
        let going = self.walks.step(key, now, change);
        going.ok_or(ApiError::NotFound)
    }

    fn begin_walk(
        &self,
        preview: Preview,
        start: WalkStart,
        token: Option<String>,
    ) -> Result<(String, Page), ApiError> {
        let known = |a: &domain::content::Audience| a.id == start.audience;
        if !preview.content.audiences.iter().any(known) {
            return Err(ApiError::invalid("audience", "no_such_audience"));
        }
        if !preview.languages.contains(&start.language) {
            return Err(ApiError::invalid("language", "no_such_language"));
        }
        let draft = Draft {
            audience: Some(start.audience),
            language: start.language.clone(),
            version: VersionId::from_uuid(uuid::Uuid::nil()),
            speaks_for: SpeaksFor::default(),
            typing: Default::default(),
            answers: Default::default(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: None,
            team: None,
        };
        let page = journey::resume(&preview.content, &draft);
        let key = self.walks.begin(Going {
            card: preview.card,
            content: Arc::new(preview.content),
            draft,
            look: WalkLook {
                language: start.language,
                languages: preview.languages,
                pictures: true,
            },
            token,
            stepped: self.clock.now(),
        });
        Ok((key, page))
    }

    /// The newest words in every language; `until` is when a link ends.
    pub(super) async fn preview_of(
        &self,
        row: &Row,
        until: Option<DateTime>,
    ) -> Result<Preview, ApiError> {
        let mut content = self.newest_words(row.id).await?;
        let published = self.published(row.id).await?;
        let version = match &published {
            Some(published) if published.content == content => published.number,
            Some(published) => published.number + 1,
            None => 1,
        };
        let mut documents = self.newest_documents(row).await?;
        let languages = self
            .preview_in_languages(row.id, &mut content, &mut documents)
            .await?;
        Ok(Preview {
            card: self.card(row).await?,
            content,
            version,
            documents,
            languages,
            until,
        })
    }

    /// The consultation of a reviewer's link that works now.
    pub(super) async fn linked(&self, token: &str) -> Result<(Row, preview_link::Row), ApiError> {
        let found = preview_link::find(&self.db, &hash(token)).await?;
        let now = self.clock.now();
        let link = found.filter(|link| link.withdrawn.is_none() && now < link.expires);
        let link = link.ok_or(ApiError::NotFound)?;
        let reviewer = Caller::Preview(link.consultation);
        let scope = Scope::Consultation(link.consultation);
        authorise(&reviewer, Permission::PreviewConsultation, &scope)?;
        let row = consultation::by_id(&self.db, link.consultation).await?;
        Ok((row.ok_or(ApiError::NotFound)?, link))
    }
}

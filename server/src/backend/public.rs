//! What anybody may read.

use super::{Live, authorise, notices};
use crate::storage::consultation::{self, Row};
use crate::storage::council;
use crate::storage::document;
use app::api::{
    ApiError, Clause, ConsultationCard, DocumentPage, Notice, NoticeText, Preview, Proposal, Public,
};
use app::text::printed::{EqualitySheet, PaperForm};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::consultation::Stage;
use domain::text::{AudienceId, Language, Slug};

#[async_trait]
impl Public for Live {
    async fn consultations(&self, caller: &Caller) -> Result<Vec<ConsultationCard>, ApiError> {
        authorise(caller, Permission::ReadPublished, &Scope::Council)?;
        let rows = consultation::all(&self.db).await?;
        let mut cards = Vec::new();
        for row in rows.iter().filter(|row| row.stage.is_public()) {
            cards.push(self.card(row).await?);
        }
        cards.sort_by_key(|card| (!card.takes_responses, card.closes));
        Ok(cards)
    }

    async fn proposal(&self, caller: &Caller, slug: &Slug) -> Result<Proposal, ApiError> {
        authorise(caller, Permission::ReadPublished, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let version = self.published(row.id).await?.ok_or(ApiError::NotFound)?;
        let mut documents = document::published(&self.db, row.id).await?;
        self.read_in_languages(row.id, documents.iter_mut().map(|card| (card, &mut [][..])))
            .await?;
        let amendments = consultation::amendments(&self.db, row.id).await?;
        Ok(Proposal {
            card: self.card(&row).await?,
            version: version.number,
            content: self.in_languages(row.id, &version.content).await?,
            documents,
            amendments: amendments
                .into_iter()
                .map(|(at, why)| (self.wall(at), why))
                .collect(),
            changeable: row.changeable,
        })
    }

    async fn document(
        &self,
        caller: &Caller,
        slug: &Slug,
        document: &Slug,
        version: Option<u32>,
    ) -> Result<DocumentPage, ApiError> {
        authorise(caller, Permission::ReadPublished, &Scope::Council)?;
        let row = self.public_row(slug).await?;
        let versions = document::versions(&self.db, row.id, document).await?;
        let wanted = match version {
            Some(number) => versions.iter().find(|v| v.card.version == number),
            None => versions.last(),
        };
        let found = wanted.ok_or(ApiError::NotFound)?;
        let clauses = document::clauses(&self.db, found.id).await?.into_iter();
        let (mut card, mut clauses): (_, Vec<Clause>) =
            (found.card.clone(), clauses.map(|c| c.shown).collect());
        let whole = std::iter::once((&mut card, &mut clauses[..]));
        self.read_in_languages(row.id, whole).await?;
        Ok(DocumentPage {
            card: self.card(&row).await?,
            document: card,
            clauses,
            versions: versions
                .iter()
                .map(|v| (v.card.version, v.card.label.clone()))
                .collect(),
        })
    }

    async fn notice(&self, caller: &Caller, notice: Notice) -> Result<NoticeText, ApiError> {
        authorise(caller, Permission::ReadPublished, &Scope::Council)?;
        let (council, _) = council::read(&self.db).await?.ok_or(ApiError::NotFound)?;
        Ok(notices::text(notice, &council))
    }
}

impl Live {
    /// What the questionnaire of one audience is printed from.
    ///
    /// # Errors
    /// `NotFound` where the consultation is not public.
    pub async fn paper_form(
        &self,
        caller: &Caller,
        slug: &Slug,
        audience: &AudienceId,
    ) -> Result<PaperForm, ApiError> {
        let proposal = self.proposal(caller, slug).await?;
        let (council, _) = council::read(&self.db).await?.ok_or(ApiError::NotFound)?;
        let documents = proposal.documents.into_iter();
        Ok(PaperForm {
            version: proposal.version,
            content: proposal.content,
            audience: audience.clone(),
            council,
            documents: documents.map(|document| document.wording).collect(),
            closes: proposal.card.closes,
        })
    }

    /// The same of words that are not published.
    ///
    /// # Errors
    /// `NotFound` where there is no council.
    pub async fn draft_form(
        &self,
        preview: Preview,
        audience: &AudienceId,
    ) -> Result<PaperForm, ApiError> {
        let (council, _) = council::read(&self.db).await?.ok_or(ApiError::NotFound)?;
        let documents = preview.documents.into_iter();
        Ok(PaperForm {
            version: preview.version,
            content: preview.content,
            audience: audience.clone(),
            council,
            documents: documents.map(|document| document.wording).collect(),
            closes: preview.card.closes,
        })
    }

    /// What a sheet with the equality questions is printed from.
    ///
    /// # Errors
    /// `NotFound` where the consultation is not public.
    pub async fn equality_sheet(
        &self,
        caller: &Caller,
        slug: &Slug,
        easy: bool,
    ) -> Result<EqualitySheet, ApiError> {
        let proposal = self.proposal(caller, slug).await?;
        let row = self.public_row(slug).await?;
        let (council, _) = council::read(&self.db).await?.ok_or(ApiError::NotFound)?;
        Ok(EqualitySheet {
            form: self.equality_form(&row).await?.asked(easy),
            about: proposal.content.wording,
            council,
            closes: proposal.card.closes,
        })
    }

    /// A consultation the public may see.
    ///
    /// # Errors
    /// `NotFound` also for one that is still being written: its existence is not told.
    pub async fn public_row(&self, slug: &Slug) -> Result<Row, ApiError> {
        let row = consultation::by_slug(&self.db, slug).await?;
        row.filter(|row| row.stage.is_public())
            .ok_or(ApiError::NotFound)
    }

    /// How a consultation looks in a list.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn card(&self, row: &Row) -> Result<ConsultationCard, ApiError> {
        let published = self.published(row.id).await?;
        let version = published.as_ref().map_or(0, |version| version.number);
        let content = match &published {
            Some(version) => Some(self.in_languages(row.id, &version.content).await?),
            None => None,
        };
        let wording = content.map(|content| content.wording).unwrap_or_default();
        let words = wording.pick(&Language::english(), None);
        let words = words.map(|picked| picked.words.clone());
        let now = self.clock.now();
        Ok(ConsultationCard {
            slug: row.slug.clone(),
            title: row.title.clone(),
            summary: words.map(|w| w.summary).unwrap_or_default(),
            wording,
            stage: row.stage,
            version,
            opens_later: row.stage == Stage::Open && row.schedule.is_some_and(|s| now < s.opens),
            takes_responses: row.stage == Stage::Open
                && row.schedule.is_some_and(|s| s.takes_new(now)),
            opens: row.schedule.map(|s| self.wall(s.opens)),
            closes: row.schedule.map(|s| self.wall(s.closes)),
            counted: self.may_be_from(row),
        })
    }
}

//! Comments on single clauses: kept in the draft, sent with it.

use super::drafts::{state, takes_draft, takes_new};
use super::{Live, authorise};
use crate::storage::consultation::Row;
use crate::storage::draft;
use app::api::{
    ApiError, Autosaved, Clause, CommentForm, Comments, DocumentPage, Dropped, FieldError,
    Public as _, TypedComment, Wrong,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope};
use domain::content::Audience;
use domain::contribution::{BegunComment, ClauseComment, Draft};
use domain::question::Problem;
use domain::text::{Slug, clean};

#[async_trait]
impl Comments for Live {
    async fn my_comments(
        &self,
        caller: &Caller,
        consultation: &Slug,
    ) -> Result<Vec<ClauseComment>, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(consultation).await?;
        match self.commentable(caller, &row).await {
            Ok(draft) => Ok(draft.map(|draft| draft.comments).unwrap_or_default()),
            Err(ApiError::Closed) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn comment_form(
        &self,
        caller: &Caller,
        consultation: &Slug,
        document: &Slug,
        clause: &Slug,
    ) -> Result<CommentForm, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let (row, page, clause) = self
            .clause_to_comment(caller, consultation, document, clause)
            .await?;
        let draft = self.commentable(caller, &row).await?;
        let here = |c: &ClauseComment| &c.document == document && c.clause == clause.slug;
        let colleagues = match (caller, &draft) {
            (Caller::Respondent(lead), Some(draft)) if draft.leads() => {
                let shared = self.shared(caller, &row, *lead).await?;
                let theirs = shared.into_iter().filter_map(|of| {
                    let mut lines = of.comments.into_iter().map(|line| line.comment);
                    Some((of.called, lines.find(here)?))
                });
                theirs.collect()
            }
            _ => Vec::new(),
        };
        let audience = draft.as_ref().and_then(|draft| draft.audience.clone());
        let audiences = match audience {
            Some(_) => Vec::new(),
            None => self.audiences(&row).await?,
        };
        let begun = draft.as_ref();
        let begun = begun.and_then(|draft| draft.begun_on(document, &clause.slug).cloned());
        let saved = draft.and_then(|draft| {
            let mut comments = draft.comments.into_iter();
            comments.find(here)
        });
        Ok(CommentForm {
            card: page.card,
            document: page.document,
            clause,
            audiences,
            audience,
            state: state(&saved.as_ref()),
            saved,
            begun,
            colleagues,
        })
    }

    async fn save_comment(
        &self,
        caller: &Caller,
        typed: TypedComment,
    ) -> Result<Option<String>, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let slug = &typed.consultation;
        let (row, _, clause) = self
            .clause_to_comment(caller, slug, &typed.document, &typed.clause)
            .await?;
        let draft = self.commentable(caller, &row).await?;
        let known = draft.as_ref().and_then(|draft| draft.audience.clone());
        let audience = known.or_else(|| typed.audience.clone());
        let asked = self.audiences(&row).await?;
        let audience = audience.filter(|id| asked.iter().any(|a| &a.id == id));
        let mut fields = Vec::new();
        if audience.is_none() {
            fields.push(wrong("audience", Problem::Missing));
        }
        let comment = typed.stance.map(|stance| ClauseComment {
            document: typed.document.clone(),
            clause: clause.slug.clone(),
            stance,
            text: clean(&typed.text),
            suggestion: clean(&typed.suggestion),
        });
        match &comment {
            None => fields.push(wrong("stance", Problem::Missing)),
            Some(comment) => fields.extend(comment.faults().into_iter().map(|(f, p)| wrong(f, p))),
        }
        let Some(comment) = comment.filter(|_| fields.is_empty()) else {
            return Err(ApiError::Invalid { fields });
        };
        let (caller, token) = match draft {
            Some(_) => (caller.clone(), None),
            None => {
                let (id, token) = self.begin_draft(slug, audience.as_ref()).await?;
                (Caller::Respondent(id), Some(token))
            }
        };
        self.change_draft(&caller, &row, |draft| {
            if draft.audience.is_none() {
                draft.audience = audience.clone();
            }
            draft.forget_begun(&comment.document, &comment.clause);
            put(draft, comment.clone());
        })
        .await?;
        Ok(token)
    }

    async fn keep_begun(
        &self,
        caller: &Caller,
        typed: TypedComment,
        may_begin: bool,
    ) -> Result<Autosaved, ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let slug = &typed.consultation;
        let (row, _, clause) = self
            .clause_to_comment(caller, slug, &typed.document, &typed.clause)
            .await?;
        let begun = BegunComment {
            document: typed.document,
            clause: clause.slug,
            audience: typed.audience,
            stance: typed.stance,
            text: clean(&typed.text),
            suggestion: clean(&typed.suggestion),
        };
        // Whoever presses "Save" after sending begins another response, and means it. Whoever only goes on writing does not.
        let sent = self.draft_of(caller, &row).await?;
        if sent.is_some_and(|found| found.draft.is_none()) {
            return Err(ApiError::conflict("sent"));
        }
        let (caller, kept) = match self.commentable(caller, &row).await? {
            Some(_) => (caller.clone(), Autosaved::Here),
            None if begun.adds_nothing_to(None) => return Ok(Autosaved::Here),
            None if !may_begin => return Err(ApiError::conflict("no_draft")),
            None => {
                let (id, token) = self.begin_draft(slug, None).await?;
                (Caller::Respondent(id), Autosaved::Begun(token))
            }
        };
        // What was on its way when somebody saved or removed the comment comes too late.
        let mut late = false;
        self.change_draft(&caller, &row, |draft| {
            let mut saved = draft.comments.iter();
            let saved = saved.find(|c| c.document == begun.document && c.clause == begun.clause);
            late = state(&saved) != typed.state;
            let adds = !begun.adds_nothing_to(saved);
            if !late {
                draft.forget_begun(&begun.document, &begun.clause);
                if adds {
                    draft.begun.push(begun.clone());
                }
            }
        })
        .await?;
        match late {
            true => Err(ApiError::conflict("changed_meanwhile")),
            false => Ok(kept),
        }
    }

    async fn drop_comment(
        &self,
        caller: &Caller,
        consultation: &Slug,
        document: &Slug,
        clause: &Slug,
        what: Dropped,
    ) -> Result<(), ApiError> {
        authorise(caller, Permission::Respond, &Scope::Council)?;
        let row = self.public_row(consultation).await?;
        if self.commentable(caller, &row).await?.is_none() {
            return Ok(());
        }
        self.change_draft(caller, &row, |draft| {
            draft.forget_begun(document, clause);
            if what == Dropped::Whole {
                draft
                    .comments
                    .retain(|c| &c.document != document || &c.clause != clause);
            }
        })
        .await?;
        Ok(())
    }
}

impl Live {
    /// The clause somebody wants to comment on, in the version consulted on.
    async fn clause_to_comment(
        &self,
        caller: &Caller,
        consultation: &Slug,
        document: &Slug,
        clause: &Slug,
    ) -> Result<(Row, DocumentPage, Clause), ApiError> {
        let row = self.public_row(consultation).await?;
        let page = self.document(caller, consultation, document, None).await?;
        let found = page.clauses.iter().find(|c| &c.slug == clause).cloned();
        Ok((row, page, found.ok_or(ApiError::NotFound)?))
    }

    /// The caller's draft here, if they may still change it; none when they would begin one.
    ///
    /// # Errors
    /// `Closed` when neither is possible any more.
    async fn commentable(&self, caller: &Caller, row: &Row) -> Result<Option<Draft>, ApiError> {
        let now = self.clock.now();
        match self.unsent(caller, row).await? {
            Some((found, draft)) if takes_draft(row, found.begun, now).is_some() => Ok(Some(draft)),
            _ if takes_new(row, now) => Ok(None),
            _ => Err(ApiError::Closed),
        }
    }

    /// The caller's draft here, unless it was sent: then the next comment begins another.
    async fn unsent(
        &self,
        caller: &Caller,
        row: &Row,
    ) -> Result<Option<(draft::Row, Draft)>, ApiError> {
        let found = self.draft_of(caller, row).await?;
        Ok(found.and_then(|found| found.draft.clone().map(|draft| (found, draft))))
    }

    async fn audiences(&self, row: &Row) -> Result<Vec<Audience>, ApiError> {
        let version = self.published(row.id).await?;
        Ok(match version {
            Some(version) => self.in_languages(row.id, &version.content).await?.audiences,
            None => Vec::new(),
        })
    }
}

/// One comment a clause: a new one takes the place of the old one.
fn put(draft: &mut Draft, comment: ClauseComment) {
    let same =
        |c: &&mut ClauseComment| c.document == comment.document && c.clause == comment.clause;
    match draft.comments.iter_mut().find(same) {
        Some(old) => *old = comment,
        None => draft.comments.push(comment),
    }
}

fn wrong(field: &str, problem: Problem) -> FieldError {
    FieldError {
        field: field.to_owned(),
        problem: Wrong::Answer(problem),
    }
}

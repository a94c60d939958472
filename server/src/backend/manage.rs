//! Creating, opening and closing consultations.

use super::languages::copied::{self, Translated};
use super::{Live, authorise, who};
use crate::blueprints::{self, BlueprintError};
use crate::clock::ordered_id;
use crate::storage::consultation::{self, Row};
use crate::storage::{
    Entry, Tx, audit, council, document, equality, evidence, revision, school, theme_start,
};
use app::api::{
    ApiError, ConsultationCard, Count, KindCard, Manage, NewConsultation, Opening, Overview,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::consultation::{Gate, GateKind, Schedule, Stage, Step, gates, london_moment};
use domain::content::Blueprint;
use domain::id::{ConsultationId, VersionId};
use domain::school::{Heard, staff_told};
use domain::text::{Language, QuestionId, Slug};
use jiff::Timestamp;

/// Characters of the longest reason.
const REASON: usize = 500;

#[async_trait]
impl Manage for Live {
    async fn kinds(&self, caller: &Caller) -> Result<Vec<KindCard>, ApiError> {
        authorise(caller, Permission::EditConsultation, &Scope::Council)?;
        let all = blueprints::built_in().map_err(|e| super::internal(&e))?;
        let card = |b: Blueprint| KindCard {
            kind: b.kind,
            name: b.name.to_string(),
            description: b.description,
        };
        Ok(all.into_iter().map(card).collect())
    }

    async fn managed(&self, caller: &Caller) -> Result<Vec<ConsultationCard>, ApiError> {
        let mut cards = Vec::new();
        for row in consultation::all(&self.db).await?.iter().rev() {
            if may(
                caller,
                Permission::ReadConsultation,
                &Scope::Consultation(row.id),
            ) {
                cards.push(self.card(row).await?);
            }
        }
        Ok(cards)
    }

    async fn overview(&self, caller: &Caller, slug: &Slug) -> Result<Overview, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let version = consultation::latest(&self.db, row.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        let of = evidence::Of {
            consultation: row.id.to_string(),
            locality_question: String::new(),
        };
        let received = evidence::received(&self.db, &of).await?;
        let counts = received.into_iter().map(|r| Count {
            audience: r.audience,
            capacity: r.capacity,
            form: r.form,
            channel: r.channel,
            late: r.late,
            count: r.count,
        });
        let english = Language::english();
        let name = |a: &domain::content::Audience| {
            a.wording
                .pick(&english, None)
                .map_or(a.id.to_string(), |p| p.words.name.clone())
        };
        let audiences = version.content.audiences.iter();
        let audiences = audiences.map(|a| (a.id.to_string(), name(a))).collect();
        Ok(Overview {
            card: self.card(&row).await?,
            counts: counts.collect(),
            audiences,
            gates: if row.stage == Stage::Draft {
                gates(
                    &revision::newest(&self.db, row.id)
                        .await?
                        .map_or(version.content, |r| r.content),
                    None,
                )
            } else {
                Vec::new()
            },
            switchable: match row.stage {
                Stage::Draft => self.switchable(&row).await?,
                _ => Vec::new(),
            },
            unscreened: evidence::screened(&self.db, &of).await?.unscreened,
            paper: self.paper_progress(&row).await?,
            scans: self.untyped_scans(&row).await?,
            schools: Heard {
                as_schools: school::heard_from(&self.db, row.id).await?,
                staff: staff_told(
                    school::heard_from_staff(&self.db, row.id).await?,
                    matches!(row.stage, Stage::Analysis | Stage::Decided),
                ),
            },
            may_run: may(
                caller,
                Permission::RunConsultation,
                &Scope::Consultation(row.id),
            ),
        })
    }

    async fn create(&self, caller: &Caller, new: NewConsultation) -> Result<(), ApiError> {
        authorise(caller, Permission::EditConsultation, &Scope::Council)?;
        let blueprint = match &new.blueprint {
            Some(text) => blueprints::parse(text)
                .map_err(|e| ApiError::invalid("blueprint", e.to_string()))?,
            None => blueprints::of_kind(&new.kind).map_err(|e| match e {
                BlueprintError::NoSuchKind(_) => ApiError::invalid("kind", "no_such_kind"),
                broken => super::internal(&broken),
            })?,
        };
        let (council, _) = council::read(&self.db)
            .await?
            .ok_or_else(|| ApiError::conflict("no_council"))?;
        let blueprint = blueprint
            .expand(&council)
            .map_err(|e| ApiError::invalid("blueprint", e.to_string()))?;
        let made = self.insert(&who(caller), &new, blueprint, Vec::new()).await;
        match made {
            Err(error) if error.is_duplicate() => Err(ApiError::invalid("slug", "taken")),
            other => Ok(other?),
        }
    }

    async fn open(&self, caller: &Caller, slug: &Slug, opening: Opening) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RunConsultation)
            .await?;
        let now = self.clock.now();
        let backwards = |_| ApiError::invalid("closes", "backwards");
        let opens = opening
            .opens
            .map(|at| london_moment(at, &self.london))
            .transpose()
            .map_err(backwards)?
            .unwrap_or(now);
        let closes = london_moment(opening.closes, &self.london).map_err(backwards)?;
        if closes <= opens {
            return Err(ApiError::invalid("closes", "backwards"));
        }
        if closes <= now {
            return Err(ApiError::invalid("closes", "in_the_past"));
        }
        let switchable = self.switchable(&row).await?;
        let may_go = |id: &QuestionId| switchable.iter().any(|(known, _)| known == id);
        if !opening.left_out.iter().all(may_go) {
            return Err(ApiError::invalid("equality", "no_such_question"));
        }
        let despite = opening.despite.trim();
        if despite.chars().count() > REASON {
            return Err(ApiError::invalid("despite", "too_long"));
        }
        let schedule = Schedule { opens, closes };
        let how = How {
            changeable: opening.changeable,
            left_out: &opening.left_out,
            despite,
        };
        self.open_between(&who(caller), &row, schedule, how).await
    }

    async fn close(&self, caller: &Caller, slug: &Slug, reason: &str) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RunConsultation)
            .await?;
        let now = self.clock.now();
        let early = row.schedule.is_some_and(|s| now < s.closes);
        if row.stage == Stage::Open && early && reason.trim().is_empty() {
            return Err(ApiError::invalid("reason", "missing"));
        }
        self.close_at(&who(caller), &row, now, reason.trim()).await
    }
}

/// How a consultation is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How<'a> {
    /// Whether people may change what they sent until it closes.
    pub changeable: bool,
    /// Equality questions that are not asked.
    pub left_out: &'a [QuestionId],
    /// Why it is opened although a gate is not met; or empty.
    pub despite: &'a str,
}

impl Live {
    /// A consultation, if the caller has this permission in it.
    ///
    /// # Errors
    /// `NotFound` for one that does not exist, and also for one the caller may not even see: its existence is
    /// not told. `Forbidden` when they may see it but not do this.
    pub async fn row_for(
        &self,
        caller: &Caller,
        slug: &Slug,
        permission: Permission,
    ) -> Result<Row, ApiError> {
        let row = consultation::by_slug(&self.db, slug)
            .await?
            .ok_or(ApiError::NotFound)?;
        let scope = Scope::Consultation(row.id);
        if !may(caller, Permission::ReadConsultation, &scope) && !row.stage.is_public() {
            return Err(ApiError::NotFound);
        }
        authorise(caller, permission, &scope)?;
        Ok(row)
    }

    /// Publishes everything and opens. The demo uses it to open in the past.
    ///
    /// # Errors
    /// `Conflict` when it is not a draft, or somebody changed it meanwhile; `Invalid` when a gate is not met and
    /// no reason is given.
    pub(crate) async fn open_between(
        &self,
        who: &str,
        row: &Row,
        schedule: Schedule,
        how: How<'_>,
    ) -> Result<(), ApiError> {
        let stage = row
            .stage
            .after(Step::Open)
            .map_err(|_| ApiError::conflict("not_a_draft"))?;
        let at = schedule.opens.min(self.clock.now());
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let version = consultation::newest(&mut tx, row.id).await?;
        let version = version.ok_or(ApiError::NotFound)?;
        let working = revision::held(&mut tx, row.id).await?.map(|r| r.content);
        let words = working.as_ref().unwrap_or(&version.content).clone();
        let unmet = passed(gates(&words, Some(schedule)), how.despite)?;
        if !unmet.is_empty() {
            let entry = Entry {
                at,
                who,
                what: "consultation.open_despite",
                why: how.despite,
                consultation: Some(row.id),
                ids: unmet.iter().map(|g| g.as_str().to_owned()).collect(),
            };
            audit(&mut tx, entry).await?;
        }
        if let Some(working) = working {
            consultation::rewrite(&mut tx, version.id, &working).await?;
        }
        if how.changeable {
            consultation::let_change(&mut tx, row.id).await?;
        }
        equality::leave_out(&mut tx, row.id, how.left_out).await?;
        consultation::publish(&mut tx, version.id, at).await?;
        document::publish(&mut tx, row.id, &words.documents, at).await?;
        self.step(
            tx,
            row,
            stage,
            Some(schedule),
            Entry {
                at,
                who,
                what: "consultation.open",
                why: "",
                consultation: Some(row.id),
                ids: vec![row.id.to_string(), version.id.to_string()],
            },
        )
        .await
    }

    /// Closes at a moment. The demo uses it to close in the past.
    ///
    /// # Errors
    /// `Conflict` when it is not open, or somebody changed it meanwhile.
    pub(crate) async fn close_at(
        &self,
        who: &str,
        row: &Row,
        at: Timestamp,
        why: &str,
    ) -> Result<(), ApiError> {
        let stage = row
            .stage
            .after(Step::Close)
            .map_err(|_| ApiError::conflict("not_open"))?;
        let schedule = row.schedule.map(|s| Schedule {
            closes: s.closes.min(at),
            ..s
        });
        let tx = self.db.begin().await?;
        let entry = Entry {
            at,
            who,
            what: "consultation.close",
            why,
            consultation: Some(row.id),
            ids: vec![row.id.to_string()],
        };
        self.step(tx, row, stage, schedule, entry).await
    }

    async fn step(
        &self,
        mut tx: Tx,
        row: &Row,
        stage: Stage,
        schedule: Option<Schedule>,
        entry: Entry<'_>,
    ) -> Result<(), ApiError> {
        if !consultation::move_to(&mut tx, row, stage, schedule).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }

    /// Makes a consultation in draft.
    ///
    /// # Errors
    /// `is_duplicate` when the address is taken.
    pub(super) async fn insert(
        &self,
        who: &str,
        new: &NewConsultation,
        mut blueprint: Blueprint,
        languages: Vec<Translated>,
    ) -> Result<(), crate::storage::StorageError> {
        let now = self.clock.now();
        let id = ConsultationId::from_uuid(ordered_id());
        if let Some(title) = &new.title {
            for worded in blueprint
                .wording
                .0
                .iter_mut()
                .filter(|w| w.audience.is_none() && w.language.as_str() == "en")
            {
                worded.words.title = title.to_string();
            }
        }
        let title = blueprint
            .wording
            .0
            .first()
            .map(|w| w.words.title.clone())
            .unwrap_or_default();
        let content = blueprint.content();
        let mut tx = self.db.begin().await?;
        consultation::insert(&mut tx, id, &blueprint.kind, &new.slug, &title, now).await?;
        let version = VersionId::from_uuid(ordered_id());
        consultation::insert_version(&mut tx, version, id, 1, &content, "first").await?;
        theme_start::insert(&mut tx, id, &blueprint.codes).await?;
        copied::put(&mut tx, id, languages, (who, now)).await?;
        let entry = Entry {
            at: now,
            who,
            what: "consultation.create",
            why: "",
            consultation: Some(id),
            ids: vec![id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await
    }
}

/// The gates that are not met, when the reason given lets it open all the same.
fn passed(gates: Vec<Gate>, despite: &str) -> Result<Vec<GateKind>, ApiError> {
    let unmet: Vec<_> = gates.iter().filter(|g| !g.met).map(|g| g.what).collect();
    if unmet.contains(&GateKind::Sound) {
        return Err(ApiError::conflict("faults"));
    }
    if unmet.iter().any(|gate| gate.is_firm()) {
        return Err(ApiError::conflict("not_everybody_is_asked"));
    }
    if !unmet.is_empty() && despite.is_empty() {
        return Err(ApiError::invalid("despite", "missing"));
    }
    Ok(unmet)
}

//! What has come is looked at within seconds, whoever is or is not at work: for what may identify a person, for what
//! may tell of harm, for insults, and for points of law or equality. A child's disclosure does not wait for somebody
//! to ask for themes. A machine only marks; people decide.

use super::{Live, internal};
use crate::storage::consultation::{self, Row};
use crate::storage::{Entry, arrival, audit, concern, reading};
use analysis::output::ENGINE;
use analysis::personal_data;
use analysis::screening::{Concern, screen};
use app::api::ApiError;
use domain::coding::{Point, Span};
use domain::id::TextItemId;
use std::collections::BTreeSet;

/// Texts in one transaction: whoever is answering meanwhile does not wait long.
const AT_ONCE: u32 = 200;

/// What the engine noticed in a text.
struct Noticed {
    text: TextItemId,
    /// Spans that may identify a person, and what they seem to be.
    flags: Vec<(Span, &'static str)>,
    /// Whether it may tell of harm to somebody.
    harm: bool,
    points: BTreeSet<Point>,
}

impl Live {
    /// Looks at every text that has come since the last time, in every consultation. Gives how many.
    ///
    /// # Errors
    /// When storage fails.
    pub async fn look_at_arrivals(&self) -> Result<u64, ApiError> {
        let mut all = 0;
        for row in consultation::all(&self.db).await? {
            match self.look_at(&row).await {
                Ok(count) => all += count,
                // What is wrong in one consultation keeps nobody in another waiting.
                Err(error) => {
                    tracing::error!(consultation = %row.slug, ?error, "what has come could not be looked at");
                }
            }
        }
        Ok(all)
    }

    /// The same in one consultation. Those named for safeguarding are told once, however many texts were marked.
    pub(crate) async fn look_at(&self, row: &Row) -> Result<u64, ApiError> {
        let (mut all, mut harm) = (0, false);
        loop {
            let texts = arrival::some(&self.db, row.id, ENGINE, AT_ONCE).await?;
            if texts.is_empty() {
                break;
            }
            all += texts.len() as u64;
            let noticed = tokio::task::spawn_blocking(move || {
                let texts = texts.iter();
                texts.map(|(id, body)| surely_notice(*id, body)).collect()
            });
            let noticed = noticed.await.map_err(|e| internal(&e))?;
            // Points are kept with a text's place in the queue.
            self.line_up(row).await?;
            harm |= self.keep_noticed(row, noticed).await?;
        }
        if harm {
            self.indexes.forget(row.id);
            self.tell_named_soon(row);
        }
        Ok(all)
    }

    /// Writes it down. Says whether a text was marked that was never marked before.
    async fn keep_noticed(&self, row: &Row, all: Vec<Noticed>) -> Result<bool, ApiError> {
        let (by, now) = (format!("engine:{ENGINE}"), self.clock.now());
        let mut marked = false;
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let mut ids = Vec::new();
        for one in all {
            // Erased since it was read.
            if !arrival::noticed(&mut tx, one.text, ENGINE, &one.flags).await? {
                continue;
            }
            if one.harm || !one.points.is_empty() {
                ids.push(one.text.to_string());
            }
            let points: Vec<&str> = one.points.iter().map(|point| point.as_str()).collect();
            reading::points(&mut tx, one.text, &points.join(" ")).await?;
            // Once: whoever was named has seen it, or will.
            if one.harm && !concern::is_marked(&mut tx, one.text).await? {
                let why = "The engine found words that may tell of harm.";
                concern::raise(&mut tx, row.id, one.text, why, (&by, now)).await?;
                marked = true;
            }
        }
        // What is counted changes with a line of the audit: see `kept`.
        if !ids.is_empty() {
            let entry = Entry {
                at: now,
                who: &by,
                what: "text.notice",
                why: "",
                consultation: Some(row.id),
                ids,
            };
            audit(&mut tx, entry).await?;
        }
        tx.commit().await?;
        Ok(marked)
    }
}

/// A text that the engine cannot look at goes to a person: it must not keep others from being looked at.
fn surely_notice(text: TextItemId, body: &str) -> Noticed {
    std::panic::catch_unwind(|| notice(text, body)).unwrap_or_else(|_| Noticed {
        text,
        flags: Vec::new(),
        harm: true,
        points: BTreeSet::new(),
    })
}

/// A text that is not marked is not thereby safe, and one that is, none the worse.
fn notice(text: TextItemId, body: &str) -> Noticed {
    let raised: BTreeSet<Concern> = screen(body).into_iter().map(|r| r.concern).collect();
    let flags = personal_data::find(body).into_iter().map(|hit| {
        let (start, end) = (hit.span.start, hit.span.end);
        (Span { start, end }, hit.kind.name())
    });
    Noticed {
        text,
        flags: flags.collect(),
        harm: raised.contains(&Concern::Safeguarding),
        points: raised.into_iter().filter_map(point).collect(),
    }
}

/// What is shown beside a text; safeguarding has a queue of its own, which few may see.
pub(super) fn point(concern: Concern) -> Option<Point> {
    match concern {
        Concern::Safeguarding => None,
        Concern::Abuse => Some(Point::Abuse),
        Concern::Equality => Some(Point::Equality),
        Concern::Legal => Some(Point::Legal),
    }
}

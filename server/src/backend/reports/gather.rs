//! Loading everything a report rests on.

use super::subjects::name_by_id;
use crate::backend::Live;
use crate::storage::consultation::{self, Row};
use crate::storage::evidence::{self, Of, Point};
use crate::storage::{StorageError, council, letter};
use app::api::ApiError;
use app::text::dates;
use domain::coding::{Screening, Span};
use domain::consultation::london_date;
use domain::content::Content;
use domain::contribution::Form;
use domain::council::Council;
use domain::letter::{Kind, Target};
use domain::report::{
    Campaign, Change, Event, Evidence, Finding, Named, Paper, Proposal, ProposalSection, Purpose,
    Quote, Received, Share, Template, Typed, Version, Written,
};
use domain::text::Language;

impl Live {
    /// The consultation's id and the question that tells the locality, with the words that were published.
    pub(super) async fn evidence_of(&self, row: &Row) -> Result<(Of, Content), ApiError> {
        let version = consultation::latest(&self.db, row.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        let cut = |q: &&domain::question::Question| {
            q.cut.as_ref().is_some_and(|c| c.as_str() == "locality")
        };
        let locality_question = version
            .content
            .questions
            .iter()
            .find(cut)
            .map(|q| q.id.to_string());
        let of = Of {
            consultation: row.id.to_string(),
            locality_question: locality_question.unwrap_or_default(),
        };
        Ok((of, version.content))
    }

    /// Everything, counted.
    pub(super) async fn gather(&self, row: &Row, template: Template) -> Result<Evidence, ApiError> {
        let (of, content) = self.evidence_of(row).await?;
        let (council, _) = council::read(&self.db)
            .await?
            .ok_or_else(|| ApiError::conflict("no_council"))?;
        let english = Language::english();
        let audiences: Vec<Named> = content
            .audiences
            .iter()
            .map(|a| Named {
                id: a.id.to_string(),
                name: a
                    .wording
                    .pick(&english, None)
                    .map_or(a.id.to_string(), |p| p.words.name.clone()),
            })
            .collect();
        let localities: Vec<Named> = council
            .localities
            .iter()
            .map(|l| Named {
                id: l.id.to_string(),
                name: l.name.clone(),
            })
            .collect();
        let received = evidence::received(&self.db, &of).await?;
        let points = evidence::points(&self.db, &of).await?;
        Ok(Evidence {
            council: council.name.clone(),
            proposal: self.proposal_told(row, &content).await?,
            paper: self.paper(&council, template),
            gaps: gaps(&received, &audiences, &localities),
            late_rule: "Responses that came after closing were read and coded with the rest. They are counted apart \
                        and are not in the percentages."
                .to_owned(),
            organisations: evidence::organisations(&self.db, &of).await?,
            groups: evidence::groups(&self.db, &of).await?,
            typed: self.typed(&of, &content).await?,
            campaigns: self.campaigns(&of).await?,
            events: self.events(&points, &audiences).await?,
            written: self.written(row, &content, &audiences).await?,
            closed: self.closed(&of, &content).await?,
            numbers: self.numbers(&of, &content).await?,
            texts: self.texts(&of, row, &content).await?,
            clauses: self.clauses(&of, row).await?,
            findings: self.findings_told(&of, &audiences).await?,
            decisions: self.decisions_told(&of, &council).await?,
            changes: self.changes_told(&of).await?,
            equality: self.equality_counted(row).await?,
            repeats: self.repeats(row).await?,
            coding: self.coding_told(row).await?,
            look_alikes: evidence::look_alikes(&self.db, &of).await?,
            screened: evidence::screened(&self.db, &of).await?,
            audiences,
            localities,
            received,
            ..Evidence::default()
        })
    }

    async fn proposal_told(&self, row: &Row, content: &Content) -> Result<Proposal, StorageError> {
        let english = Language::english();
        let words = content
            .wording
            .pick(&english, None)
            .map(|p| p.words.clone());
        let sections = content.sections.iter().filter_map(|s| {
            let words = s.wording.pick(&english, None)?.words;
            Some(ProposalSection {
                id: s.id.to_string(),
                heading: words.heading.clone(),
                body: words.body.clone(),
            })
        });
        let day = |at| london_date(at, &self.london);
        let mut versions = Vec::new();
        if let Some(first) = row.schedule {
            versions.push(Version {
                number: 1,
                published: day(first.opens),
                amendment: String::new(),
            });
        }
        for (number, (at, amendment)) in
            (2..).zip(consultation::amendments(&self.db, row.id).await?)
        {
            versions.push(Version {
                number,
                published: day(at),
                amendment,
            });
        }
        Ok(Proposal {
            title: row.title.clone(),
            summary: words.map(|w| w.summary).unwrap_or_default(),
            sections: sections.collect(),
            opened: row.schedule.map(|s| day(s.opens)),
            closed: row.schedule.map(|s| day(s.closes)),
            formal: true,
            versions,
            address: app::routes::consultation(&row.slug),
            despite: evidence::opened_despite(&self.db, row.id).await?,
            ..Proposal::default()
        })
    }

    fn paper(&self, council: &Council, template: Template) -> Paper {
        let (body, purpose) = match template {
            Template::SchoolsForum => ("schools-forum", Purpose::Consultation),
            Template::Cabinet => ("cabinet", Purpose::Decision),
            Template::Consultation => ("", Purpose::Information),
        };
        Paper {
            body: council
                .bodies
                .iter()
                .find(|b| b.id.as_str() == body)
                .map_or(String::new(), |b| b.name.clone()),
            purpose,
            contact: format!("{}, {}", council.email, council.phone),
            written: Some(london_date(self.clock.now(), &self.london)),
            ..Paper::default()
        }
    }

    async fn campaigns(&self, of: &Of) -> Result<Vec<Campaign>, StorageError> {
        let texts = evidence::campaign_texts(&self.db, of).await?;
        let all = evidence::campaign_copies(&self.db, of).await?;
        let several = all.len() > 1;
        let mut told = Vec::new();
        for (at, (campaign, copies)) in (1..).zip(all) {
            let Some((_, body, same, screening, quotable)) =
                texts.iter().find(|(known, ..)| *known == campaign)
            else {
                continue;
            };
            let text = match screening.is_public() && *quotable > 0 {
                true => evidence::shown_of_copies(&self.db, of, body).await?,
                false => String::new(),
            };
            told.push(Campaign {
                name: match several {
                    true => format!("Standard text {at}"),
                    false => "A standard text".to_owned(),
                },
                copies,
                with_additions: copies.saturating_sub(*same),
                text,
                themes: evidence::campaign_themes(&self.db, of, body).await?,
            });
        }
        Ok(told)
    }

    /// Of those who are asked in easy words. Nobody else is asked who typed.
    async fn typed(&self, of: &Of, content: &Content) -> Result<Vec<Typed>, StorageError> {
        let easy = |id: &str| {
            let mut all = content.audiences.iter();
            all.any(|a| a.easy_read && a.id.as_str() == id)
        };
        let mut typed = evidence::typed(&self.db, of).await?;
        typed.retain(|typed| easy(&typed.audience));
        Ok(typed)
    }

    async fn events(
        &self,
        points: &[Point],
        audiences: &[Named],
    ) -> Result<Vec<Event>, StorageError> {
        let mut events: Vec<Event> = Vec::new();
        for point in points.iter().filter(|p| p.form == Form::EventPoint) {
            let on = london_date(point.received, &self.london);
            let name = match point.organisation.as_str() {
                "" => format!("Points noted on {}", dates::date(on)),
                name => name.to_owned(),
            };
            if !events.iter().any(|e| e.name == name && e.on == on) {
                let audience = name_of(audiences, point.audience.as_deref());
                events.push(Event {
                    name: name.clone(),
                    on,
                    place: String::new(),
                    audience,
                    attended: None,
                    points: Vec::new(),
                });
            }
            let words = match point.screening.is_public() {
                true => {
                    evidence::shown(&self.db, &point.text, &point.body, whole(&point.body)).await?
                }
                false => continue,
            };
            if let Some(event) = events.iter_mut().find(|e| e.name == name && e.on == on) {
                event.points.push(words);
            }
        }
        Ok(events)
    }

    async fn written(
        &self,
        row: &Row,
        content: &Content,
        audiences: &[Named],
    ) -> Result<Vec<Written>, StorageError> {
        let marks = letter::marks(&self.db, row.id).await?;
        let clauses = self.clauses_to_choose(row).await?;
        let mut written = Vec::new();
        for one in letter::all(&self.db, row.id).await? {
            let named = one.named && !one.organisation.is_empty();
            let mut questions: Vec<String> = (marks.iter())
                .filter(|mark| mark.reference == one.reference)
                .map(|mark| match mark.question.parse() {
                    Ok(Target::Clause(document, clause)) => {
                        let here = clauses
                            .iter()
                            .find(|c| c.place == (document.clone(), clause.clone()));
                        let label = here.map_or_else(|| clause.to_string(), |c| c.label.clone());
                        format!("clause {label}")
                    }
                    _ => name_by_id(content, &mark.question),
                })
                .collect();
            questions.dedup();
            written.push(Written {
                from: if named {
                    one.organisation.clone()
                } else {
                    name_of(audiences, one.audience.as_deref())
                },
                channel: one.channel,
                kind: match one.kind {
                    Kind::Letter => String::new(),
                    Kind::Petition => "Petition".to_owned(),
                    Kind::Dossier => "Dossier".to_owned(),
                },
                received: london_date(one.received, &self.london),
                late: one.late,
                signatures: one.signatures,
                summary: match one.screening {
                    Screening::Withheld => {
                        "Not shown, because it could identify somebody.".to_owned()
                    }
                    Screening::Unscreened | Screening::Held => {
                        "Not yet checked for what may be shown.".to_owned()
                    }
                    Screening::Cleared | Screening::Redacted if !one.quotable => {
                        "Not quoted: its sender did not agree to be.".to_owned()
                    }
                    Screening::Cleared | Screening::Redacted => {
                        let (id, body) = (one.text.to_string(), &one.body);
                        opening(&evidence::shown(&self.db, &id, body, whole(body)).await?)
                    }
                },
                reconciled: (one.handling.is_reconciled()).then(|| reconciled(&one, &questions)),
            });
        }
        Ok(written)
    }

    async fn findings_told(
        &self,
        of: &Of,
        audiences: &[Named],
    ) -> Result<Vec<Finding>, StorageError> {
        let commented = evidence::people_who_commented(&self.db, of).await?;
        let mut findings = Vec::new();
        for finding in evidence::findings(&self.db, of).await? {
            let quotes = evidence::quotes_of(&self.db, &finding.id).await?;
            findings.push(Finding {
                statement: finding.statement,
                share: (finding.people > 0).then(|| Share {
                    people: finding.people,
                    of: commented,
                    who: "people who commented".to_owned(),
                }),
                kept: finding.weighty.then(|| {
                    "It is about the law, equality or safety, where one comment can matter more than many.".to_owned()
                }),
                quotes: quotes
                    .into_iter()
                    .map(|(text, audience)| Quote { text, who: name_of(audiences, audience.as_deref()) })
                    .collect(),
                position: finding.position,
            });
        }
        Ok(findings)
    }

    async fn decisions_told(
        &self,
        of: &Of,
        council: &Council,
    ) -> Result<Vec<domain::report::DecisionTaken>, StorageError> {
        let mut decisions = evidence::decisions(&self.db, of).await?;
        for decision in &mut decisions {
            if let Some(body) = council
                .bodies
                .iter()
                .find(|b| b.id.as_str() == decision.body)
            {
                decision.body.clone_from(&body.name);
            }
        }
        Ok(decisions)
    }

    async fn changes_told(&self, of: &Of) -> Result<Vec<Change>, StorageError> {
        let mut changes = Vec::new();
        for change in evidence::changes(&self.db, of).await? {
            let [before, after] = evidence::before_after(&self.db, &change).await?;
            let named = after.as_ref().or(before.as_ref());
            let clause = named.map_or(String::new(), |(number, words)| {
                format!("{number} {}", words.heading)
            });
            changes.push(Change {
                document: change.title,
                clause,
                kind: change.kind,
                before: before.map_or(String::new(), |(_, words)| words.body),
                after: after.map_or(String::new(), |(_, words)| words.body),
                version: change.version,
                findings: change.findings,
            });
        }
        Ok(changes)
    }
}

fn whole(body: &str) -> (i64, i64) {
    (0, i64::try_from(Span::whole(body).end).unwrap_or(i64::MAX))
}

/// What was done with a letter.
fn reconciled(letter: &letter::Row, targets: &[String]) -> String {
    let questions = match targets {
        [] => String::new(),
        targets => {
            let targets = domain::plain::list(targets);
            format!(". Its words are read with {targets}, and counted apart")
        }
    };
    match (
        letter.handling.coded,
        letter.handling.nothing_to_code.as_str(),
    ) {
        (false, reason) => format!("Read. Nothing in it was to be coded: {reason}"),
        (true, _) => format!("Read and coded with the comments{questions}"),
    }
}

/// The first sentences of a letter, up to about 300 characters.
fn opening(words: &str) -> String {
    if words.chars().count() <= 300 {
        return words.to_owned();
    }
    let start: String = words.chars().take(300).collect();
    let cut = start.rfind(". ").map_or(start.len(), |at| at + 1);
    format!("{} […]", &start[..cut])
}

fn name_of(names: &[Named], id: Option<&str>) -> String {
    names
        .iter()
        .find(|n| Some(n.id.as_str()) == id)
        .map_or("Not said".to_owned(), |n| n.name.clone())
}

/// Audiences and places from which nobody answered: silence is a finding about the consultation itself.
fn gaps(received: &[Received], audiences: &[Named], localities: &[Named]) -> Vec<String> {
    let silent = |name: &Named, of: fn(&Received) -> Option<&String>| {
        !received
            .iter()
            .any(|r| r.count > 0 && of(r) == Some(&name.id))
    };
    let places = localities
        .iter()
        .filter(|l| silent(l, |r| r.locality.as_ref()));
    let people = audiences
        .iter()
        .filter(|a| silent(a, |r| r.audience.as_ref()));
    places
        .map(|l| {
            format!(
                "Nobody who answered gave {} as where they live or work.",
                l.name
            )
        })
        .chain(people.map(|a| format!("Nobody answered as: {}.", a.name.to_lowercase())))
        .collect()
}

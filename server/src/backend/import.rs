//! Importing responses from a file: row by row, a batch a transaction, each row once.

use super::{Live, who};
use crate::clock::{hash, random_id, reference};
use crate::storage::consultation::{self, Row};
use crate::storage::contribution::New;
use crate::storage::import::{self, Became, Outcome};
use crate::storage::{Entry, StorageError, audit};
use crate::transfer::intake::versions::Versions;
use crate::transfer::intake::{Incoming, Intake, Taken};
use crate::transfer::mapping::{Field, Mapping};
use crate::transfer::plan::{Plan, PlanError};
use crate::transfer::reason::Reason;
use crate::transfer::table::{Table, TableError};
use crate::transfer::{table, words};
use app::api::ApiError;
use domain::access::{Caller, Permission};
use domain::content::Content;
use domain::contribution::Submission;
use domain::id::{ConsultationId, ContributionId, VersionId};
use domain::question::Question;
use domain::text::Slug;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Rows in one transaction. Small enough for the server's own writes to find their turn.
const BATCH: usize = 200;
/// Fewest words that make two equal texts worth a look: many people write "no" or "see above".
const WORDS: usize = 6;

/// What to import, and how to read it.
pub struct Import<'a> {
    /// Where to.
    pub consultation: &'a Slug,
    /// What columns mean, and what holds where rows do not say.
    pub mapping: Mapping,
    /// The column that names a row; the mapping's when none.
    pub key: Option<&'a str>,
    /// The file's name, for the audit.
    pub file: &'a str,
    /// Whether nothing is to be stored.
    pub dry_run: bool,
}

/// Counts of what was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows of the file.
    pub rows: u64,
    /// New responses.
    pub added: u64,
    /// Rows that an earlier import had stored.
    pub present: u64,
    /// Of those, rows whose content is another now; what was stored stays.
    pub changed: u64,
    /// Rows without anything in them, erased ones, and those whose comments are in another table.
    pub nothing: u64,
    /// Rows that were refused.
    pub rejected: u64,
    /// Pairs of lines with the same long words: possible duplicates, both kept.
    pub alike: Vec<(u64, u64)>,
    /// Of the new ones, those whose survey kept no dates.
    pub undated: u64,
}

/// Which row of the file something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1, the header not counted.
    pub number: u64,
    /// Line of the file where it starts.
    pub line: u64,
    /// The cell that names it; empty where none does.
    pub key: String,
    /// Whether its survey kept no dates.
    pub undated: bool,
}

/// Told on the way.
pub enum Step<'a> {
    /// What each column is for: name and meaning.
    Columns(Vec<(String, String)>),
    /// A row was refused.
    Rejected(&'a table::Row, &'a [Reason]),
    /// A row was stored, was here already, or, when nothing is to be stored, would be.
    Kept(&'a Place, &'a New, &'a Became),
    /// A row had nothing in it.
    Nothing(&'a table::Row),
    /// Bytes of the file read, and rows.
    Read(u64, u64),
}

/// Why an import stopped.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The caller may not, or there is no such consultation.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The file cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its columns do not fit the questions.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Nothing has been asked yet.
    #[error("{0} is not published yet: open it first")]
    NotPublished(Slug),
    /// The default audience is none of the consultation's.
    #[error("the default audience “{audience}” is none of: {there}")]
    NoSuchAudience {
        /// The one given.
        audience: String,
        /// Those there are.
        there: String,
    },
    /// Nobody says who answered.
    #[error(
        "no column says which audience answered. If it was one audience, name it with --audience or as `audience` \
         under [defaults] in the mapping file; if a column says, map it with field = \"audience\". \
         The audiences are: {0}"
    )]
    NoAudience(String),
    /// A row could not be told to whoever listens.
    #[error("cannot write the rejects: {0}")]
    Rejects(#[from] std::io::Error),
    /// The database refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Live {
    /// Imports a file. `tell` hears of each step; when it fails, the import stops after what is stored.
    ///
    /// # Errors
    /// When the caller may not, the file cannot be read with this mapping, or storage fails. Bad rows are no error.
    pub async fn import_responses(
        &self,
        caller: &Caller,
        what: Import<'_>,
        table: &mut Table,
        tell: &mut (dyn FnMut(Step<'_>) -> std::io::Result<()> + Send),
    ) -> Result<Imported, ImportError> {
        let row = self
            .row_for(caller, what.consultation, Permission::ImportResponses)
            .await?;
        let version = consultation::published(&self.db, row.id)
            .await?
            .ok_or_else(|| ImportError::NotPublished(what.consultation.clone()))?;
        let plan = Plan::new(
            &table.header,
            &version.content.questions,
            &what.mapping,
            what.key,
        )?;
        audience_known(&plan, &version.content, &what.mapping)?;
        tell(Step::Columns(
            (0..table.header.len())
                .map(|at| {
                    let meaning = plan.describe(at, &version.content.questions);
                    (table.header[at].clone(), meaning)
                })
                .collect(),
        ))?;
        let only_sent = what.mapping.only_sent;
        let source = what.mapping.source.trim().to_owned();
        let mut intake = Intake::new(
            (version.id, version.content),
            row.schedule,
            plan,
            (what.mapping.defaults, what.mapping.date_format),
            (self.clock.now(), self.london.clone()),
        );
        intake.only_sent = only_sent;
        let versions = self.versions_of(row.id, intake).await?;
        let questions = versions.all();
        let questions = questions.map(|intake| (intake.version, bare(&intake.content)));
        let mut run = Run {
            live: self,
            source,
            who: who(caller),
            bare: questions.collect(),
            row,
            dry_run: what.dry_run,
            file_hash: table.survey.hash.clone(),
            keys: HashMap::new(),
            texts: HashMap::new(),
            batch: Vec::with_capacity(BATCH),
            places: Vec::with_capacity(BATCH),
            done: Imported::default(),
        };
        let read = run.all(&versions, table, tell).await;
        // Whatever stopped it, what was stored before is told.
        run.audit(what.file).await?;
        read.map(|()| run.done)
    }

    /// Readers of every published version of a consultation, beside this one of the newest.
    ///
    /// # Errors
    /// When storage fails.
    pub(super) async fn versions_of(
        &self,
        id: ConsultationId,
        newest: Intake,
    ) -> Result<Versions, StorageError> {
        let (mut since, mut earlier) = (self.clock.now(), Vec::new());
        for (version, _, at) in consultation::published_versions(&self.db, id).await? {
            if version == newest.version {
                since = at;
                break;
            }
            if let Some(found) = self.version(version).await? {
                earlier.push((at, version, found.content.clone()));
            }
        }
        Ok(Versions::new((since, newest), earlier))
    }
}

/// One import on its way.
struct Run<'a> {
    live: &'a Live,
    who: String,
    /// The questions of each version without their words: all that storage needs of them.
    bare: HashMap<VersionId, Vec<Question>>,
    row: Row,
    dry_run: bool,
    file_hash: String,
    /// The survey that the rows are of; empty where nobody said.
    source: String,
    /// Line of each key.
    keys: HashMap<u64, u64>,
    /// Line of each long text.
    texts: HashMap<u64, u64>,
    batch: Vec<New>,
    /// Where each of the batch stands in the file.
    places: Vec<Place>,
    done: Imported,
}

impl Run<'_> {
    async fn all(
        &mut self,
        versions: &Versions,
        table: &mut Table,
        tell: &mut (dyn FnMut(Step<'_>) -> std::io::Result<()> + Send),
    ) -> Result<(), ImportError> {
        while let Some(row) = table.next_row()? {
            self.done.rows += 1;
            let taken = match table.misfit(&row) {
                Some(why) => Err(vec![Reason::from(why)]),
                None => versions.of(&row).read(&row),
            };
            let taken = taken.and_then(|taken| match taken {
                Taken::Nothing => Ok(None),
                Taken::Incoming(incoming) => self.new_row(&row, *incoming).map(Some),
            });
            match taken {
                Ok(Some(new)) => self.batch.push(new),
                Ok(None) => {
                    self.done.nothing += 1;
                    tell(Step::Nothing(&row))?;
                }
                Err(reasons) => {
                    self.done.rejected += 1;
                    tell(Step::Rejected(&row, &reasons))?;
                }
            }
            if self.batch.len() == BATCH {
                self.store(tell).await?;
                tell(Step::Read(table.position(), self.done.rows))?;
            }
        }
        self.store(tell).await
    }

    /// The contribution of a row, if its key is its own.
    fn new_row(&mut self, row: &table::Row, incoming: Incoming) -> Result<New, Vec<Reason>> {
        if let Some(key) = &incoming.key
            && let Some(line) = self.keys.insert(short_hash(key), row.line)
        {
            return Err(vec![format!("line {line} has the same key").into()]);
        }
        if let Some(line) = long_words(&incoming).and_then(|t| self.texts.insert(t, row.line)) {
            self.done.alike.push((line, row.line));
        }
        self.places.push(Place {
            number: row.number,
            line: row.line,
            key: incoming.key.clone().unwrap_or_default(),
            undated: incoming.undated,
        });
        let key = match (incoming.key.clone(), self.source.as_str()) {
            (Some(key), "") => key,
            // Two surveys may both have a row 1.
            (Some(key), source) => format!("{source}\n{key}"),
            (None, _) => format!("{}:{}", self.file_hash, row.number),
        };
        let asked = self.bare.get(&incoming.submission.version);
        let asked = asked.map(Vec::as_slice).unwrap_or_default();
        let answered = |q: &&Question| incoming.submission.answers.contains_key(&q.id);
        Ok(New {
            id: ContributionId::from_uuid(random_id()),
            consultation: self.row.id,
            reference: incoming.reference.clone().unwrap_or_else(reference),
            submission_key: format!("import:{}", hash(&format!("{}\n{key}", self.row.id))),
            body_hash: body_hash(&incoming.submission),
            questions: asked.iter().filter(answered).cloned().collect(),
            submission: incoming.submission,
            clauses: Vec::new(),
            received: incoming.received,
            entered: self.live.clock.now(),
            entered_by: Some(self.who.clone()),
            late: incoming.late,
            flags: Vec::new(),
            letter: None,
            draft: None,
            scans: None,
        })
    }

    async fn store(
        &mut self,
        tell: &mut (dyn FnMut(Step<'_>) -> std::io::Result<()> + Send),
    ) -> Result<(), ImportError> {
        for new in &mut self.batch {
            let submission = new.submission.clone();
            new.submission = self.live.recognised(submission).await?;
        }
        let outcomes = match self.dry_run {
            false => import::store(&self.live.db, &mut self.batch).await?,
            true => {
                let mut outcomes = Vec::with_capacity(self.batch.len());
                for new in &self.batch {
                    outcomes.push(import::known(&self.live.db, new).await?);
                }
                outcomes
            }
        };
        let batch = std::mem::take(&mut self.batch);
        let places = std::mem::take(&mut self.places);
        for ((new, place), became) in batch.iter().zip(&places).zip(outcomes) {
            tell(Step::Kept(place, new, &became))?;
            match became.0 {
                Outcome::Added => {
                    self.done.added += 1;
                    self.done.undated += u64::from(place.undated);
                }
                Outcome::Present => self.done.present += 1,
                Outcome::Changed => {
                    self.done.present += 1;
                    self.done.changed += 1;
                }
            }
        }
        Ok(())
    }

    async fn audit(&self, file: &str) -> Result<(), StorageError> {
        if self.dry_run {
            return Ok(());
        }
        let done = &self.done;
        let why = format!(
            "{file} (sha256 {}): {} added, {} already here, {} rejected",
            &self.file_hash[..12],
            done.added,
            done.present,
            done.rejected
        );
        let mut tx = self.live.db.begin().await?;
        let entry = Entry {
            at: self.live.clock.now(),
            who: &self.who,
            what: "responses.import",
            why: &why,
            consultation: Some(self.row.id),
            ids: vec![self.row.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await
    }
}

fn audience_known(plan: &Plan, content: &Content, mapping: &Mapping) -> Result<(), ImportError> {
    let all = || {
        let ids: Vec<&str> = content.audiences.iter().map(|a| a.id.as_str()).collect();
        ids.join(", ")
    };
    match &mapping.defaults.audience {
        Some(audience) if words::audience(&content.audiences, audience.as_str()).is_none() => {
            Err(ImportError::NoSuchAudience {
                audience: audience.to_string(),
                there: all(),
            })
        }
        None if plan.field(Field::Audience).is_none() => Err(ImportError::NoAudience(all())),
        _ => Ok(()),
    }
}

fn bare(content: &Content) -> Vec<Question> {
    let mut questions = content.questions.clone();
    for question in &mut questions {
        question.wording.0.clear();
    }
    questions
}

/// Tells a row from another under the same key. What depends on when it was read is left out.
pub(super) fn body_hash(s: &Submission) -> String {
    let answers = serde_json::to_string(&s.answers).unwrap_or_default();
    let consent = |yes: bool| if yes { "yes" } else { "no" };
    // Only where there are some: what was stored before comments came this way keeps its hash.
    let comments = match s.comments.is_empty() {
        true => String::new(),
        false => format!(
            "\n{}",
            serde_json::to_string(&s.comments).unwrap_or_default()
        ),
    };
    let facts = [
        s.form.as_str(),
        s.channel.as_str(),
        consent(s.consent.quote),
        consent(s.consent.publish),
        s.capacity.as_str(),
        &s.organisation,
        s.audience.as_ref().map_or("", |a| a.as_str()),
        s.language.as_str(),
        &s.text,
        &answers,
    ];
    hash(&format!("{}{comments}", facts.join("\n")))
}

/// A hash of the row's texts; none where they are few words.
fn long_words(incoming: &Incoming) -> Option<u64> {
    let answers = incoming.submission.answers.values();
    let texts = answers
        .map(|a| a.text.as_str())
        .chain([incoming.submission.text.as_str()]);
    let joined = words::fold(&texts.collect::<Vec<_>>().join(" "));
    (joined.split(' ').count() >= WORDS).then(|| short_hash(&joined))
}

/// Sixty-four bits, to hold a line for every row of a large file in memory.
fn short_hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

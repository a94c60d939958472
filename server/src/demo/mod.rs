//! The demo council, Eastmarch: invented people, believable words.

pub mod accounts;
mod coding;
mod equality;
mod file;
mod people;
mod pseudo;
mod safeguarding;
mod schools;
mod thread;

use crate::backend::Live;
use crate::backend::analyse::SEED;
use crate::backend::manage::How;
use crate::storage::{StorageError, consultation, council, staff};
use app::api::{ApiError, Manage as _, NewConsultation};
use domain::access::Caller;
use domain::consultation::{Schedule, Stage, london_date, london_moment};
use domain::council::Council;
use file::Demo;
use jiff::{Span, Timestamp};
pub use pseudo::pseudo;

const FILES: [&str; 3] = [
    include_str!("../../content/demo/extra-help-criteria.toml"),
    include_str!("../../content/demo/banding-2026.toml"),
    include_str!("../../content/demo/co-production-charter.toml"),
];

/// Who asked the engine for suggestions.
const OFFICER: &str = "officer@eastmarch.example";

/// The setting that says the demo was loaded to its end.
const LOADED: &str = "demo-loaded";

/// Why the demo could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database holds something else.
    #[error(
        "this database already holds another council’s data, or accounts: use an empty one for --demo"
    )]
    NotEmpty,
    /// The program was stopped while it loaded the demo.
    #[error("the demo was only loaded in part: delete the database file and start again")]
    CutShort,
    /// A file of the demo is broken.
    #[error("the demo data: {0}")]
    Malformed(#[from] toml::de::Error),
    /// A file of the demo does not hold together.
    #[error("the demo data: {0}")]
    Inconsistent(String),
    /// A use case refused.
    #[error("the demo data: {0}")]
    Refused(#[from] ApiError),
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Loads Eastmarch into an empty database; does nothing where it already is.
///
/// # Errors
/// When the database holds another council.
pub async fn load(live: &Live) -> Result<(), DemoError> {
    match council::read(&live.db).await? {
        Some((_, true)) if council::find(&live.db, LOADED).await?.is_some() => return Ok(()),
        Some((_, true)) => return Err(DemoError::CutShort),
        Some((_, false)) => return Err(DemoError::NotEmpty),
        // A council may be missing where accounts are not: passwords everybody knows must not come beside them.
        None if !staff::all(&live.db).await?.is_empty() => return Err(DemoError::NotEmpty),
        None => {}
    }
    let mut tx = live.db.begin().await?;
    council::write(&mut tx, &council()?, true).await?;
    tx.commit().await?;
    fill(live).await?;
    accounts::add(live).await?;
    suggest(live).await?;
    council::setting(&live.db, LOADED, || "yes".to_owned()).await?;
    Ok(())
}

/// Eastmarch Council.
///
/// # Errors
/// When its file is broken, which a test rules out.
pub fn council() -> Result<Council, DemoError> {
    Ok(toml::from_str(include_str!(
        "../../content/demo/council.toml"
    ))?)
}

/// Adds Eastmarch's consultations and responses to a database.
///
/// # Errors
/// When a file of the demo does not hold together, or storage fails.
pub async fn fill(live: &Live) -> Result<(), DemoError> {
    schools::fill(live).await?;
    for text in FILES {
        let demo: Demo = toml::from_str(text)?;
        fill_one(live, &demo).await?;
    }
    Ok(())
}

/// Lets the engine read what is in analysis, so that its officers find suggestions to look at.
async fn suggest(live: &Live) -> Result<(), DemoError> {
    for text in FILES {
        let demo: Demo = toml::from_str(text)?;
        if demo.stage == Stage::Analysis {
            let row = row(live, &demo).await?;
            live.analyse_as(&row, OFFICER, SEED, None).await?;
        }
    }
    Ok(())
}

async fn fill_one(live: &Live, demo: &Demo) -> Result<(), DemoError> {
    let caller = Caller::CommandLine {
        email: people::lead()?,
    };
    let who = "lead@eastmarch.example";
    let new = NewConsultation {
        kind: demo.kind.clone(),
        slug: demo.slug.clone(),
        title: Some(demo.title.clone()),
        blueprint: None,
    };
    live.create(&caller, new).await?;
    let schedule = schedule(live, demo)?;
    let how = How {
        changeable: demo.stage == Stage::Open,
        ..How::default()
    };
    live.open_between(who, &row(live, demo).await?, schedule, how)
        .await?;
    let references = people::fill(live, &row(live, demo).await?, schedule, demo).await?;
    equality::fill(live, &row(live, demo).await?, demo).await?;
    let open = demo.stage == Stage::Open;
    safeguarding::fill(live, &row(live, demo).await?, open).await?;
    if demo.stage != Stage::Open {
        live.close_at(who, &row(live, demo).await?, schedule.closes, "")
            .await?;
        thread::fill(live, row(live, demo).await?, schedule, demo, &references).await?;
    }
    Ok(())
}

async fn row(live: &Live, demo: &Demo) -> Result<consultation::Row, DemoError> {
    let row = consultation::by_slug(&live.db, &demo.slug).await?;
    row.ok_or_else(|| DemoError::Inconsistent(format!("{} was not created", demo.slug)))
}

/// Opens at nine in the morning and closes a minute before midnight, London time.
fn schedule(live: &Live, demo: &Demo) -> Result<Schedule, DemoError> {
    let today = london_date(live.clock.now(), &live.london);
    let wrong = |e: String| DemoError::Inconsistent(e);
    let at = |days: i64, hour: i8, minute: i8| -> Result<Timestamp, DemoError> {
        let day = today
            .checked_add(Span::new().days(days))
            .map_err(|e| wrong(e.to_string()))?;
        london_moment(day.at(hour, minute, 0, 0), &live.london).map_err(|e| wrong(e.to_string()))
    };
    let opened = -demo.opened_days_ago;
    Ok(Schedule {
        opens: at(opened, 9, 0)?,
        closes: at(opened + demo.open_days, 23, 59)?,
    })
}

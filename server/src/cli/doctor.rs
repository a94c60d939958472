//! `wellheard doctor`.

use super::masked;
use crate::clock::{Clock, knows_london};
use crate::storage::{Db, StorageError, council, health};
use clap::Args;
use jiff::SignedDuration;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Less free space than this is too little, in MiB: backups and the write-ahead log need room too.
const LEAST_FREE: u64 = 200;
/// A clock may be so far behind the audit's newest line, which another machine may have written.
const BEHIND: SignedDuration = SignedDuration::from_mins(2);

/// Options of `doctor`: those of every command.
#[derive(Args)]
#[command(after_help = "\
One line a check. It changes nothing, creates no database, and may run while the server does. Passwords are not shown.

Exit codes: 0 all is well, 1 something is not, 2 the command is wrong.")]
pub struct Doctor {}

/// What a check found: how it is, or what is wrong and what to do.
type Found = Result<String, String>;

impl Doctor {
    /// Checks everything and says so.
    pub async fn run(self, url: &str) -> anyhow::Result<ExitCode> {
        let mut checks = Vec::new();
        match Db::connect_existing(url).await {
            Ok(db) => {
                let version = health::version(&db).await.map_err(|e| e.to_string());
                let reached = version.map(|version| format!("{version} at {}", masked(url)));
                checks.push(("database", reached));
                of_database(&db, &mut checks).await;
                db.close().await;
            }
            Err(error) => {
                let what = format!("{} cannot be opened: {error}", masked(url));
                checks.push(("database", Err(what)));
            }
        }
        checks.push(("pages", pages()));
        checks.push(("fonts", fonts()));
        checks.push(("time zone", time_zone()));
        let mut out = std::io::stdout().lock();
        for (name, found) in &checks {
            match found {
                Ok(found) => writeln!(out, "ok    {name:<14}{found}")?,
                Err(wrong) => writeln!(out, "FAIL  {name:<14}{wrong}")?,
            }
        }
        let failed = checks.iter().filter(|(_, found)| found.is_err()).count();
        match failed {
            0 => writeln!(out, "All {} checks are fine.", checks.len())?,
            failed => writeln!(out, "{failed} of {} checks failed.", checks.len())?,
        }
        Ok(if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

async fn of_database(db: &Db, checks: &mut Vec<(&'static str, Found)>) {
    checks.push(("settings", settings(db).await));
    if let Some(found) = disk(db).await {
        checks.push(("disk space", found));
    }
    let schema = schema(db).await;
    let usable = schema.is_ok();
    checks.push(("schema", schema));
    if !usable {
        return;
    }
    checks.push(("writing", writing(db).await));
    checks.push(("council", council(db).await));
    checks.push(("accounts", accounts(db).await));
    checks.push(("sessions", sessions(db).await));
    checks.push(("clock", clock(db).await));
}

fn refused(error: StorageError) -> String {
    format!("the database refused: {error}")
}

async fn settings(db: &Db) -> Found {
    let all = health::settings(db).await.map_err(refused)?;
    let wrong = all.iter().filter(|setting| setting.found != setting.wanted);
    let wrong: Vec<String> = wrong
        .map(|s| format!("{} is {}, and should be {}", s.name, s.found, s.wanted))
        .collect();
    if !wrong.is_empty() {
        return Err(format!(
            "what was acknowledged may be lost: {}",
            wrong.join("; ")
        ));
    }
    let all: Vec<String> = all
        .iter()
        .map(|s| format!("{} = {}", s.name, s.found))
        .collect();
    Ok(format!("what is acknowledged is kept ({})", all.join(", ")))
}

async fn schema(db: &Db) -> Found {
    let schema = health::schema(db).await.map_err(refused)?;
    match (schema.broken, schema.foreign, schema.missing) {
        (0, 0, 0) => Ok("up to date".to_owned()),
        (0, 0, missing) if missing == schema.steps => {
            Err("there is none yet: run `wellheard migrate`".to_owned())
        }
        (0, 0, missing) => Err(format!(
            "{missing} steps are missing: run `wellheard migrate`"
        )),
        (0, foreign, _) => Err(format!(
            "{foreign} steps are not this program's: it is older than the database, or another"
        )),
        (broken, ..) => Err(format!(
            "{broken} steps broke off: restore the backup made before them"
        )),
    }
}

async fn writing(db: &Db) -> Found {
    match health::trial(db).await {
        Ok(true) => Ok("a trial line was written, read and taken back".to_owned()),
        Ok(false) => Err("a trial line did not come back as it was written".to_owned()),
        Err(error) => Err(refused(error)),
    }
}

async fn council(db: &Db) -> Found {
    match council::read(db).await.map_err(refused)? {
        Some((council, false)) => Ok(council.name),
        Some((council, true)) => Ok(format!(
            "{}, the demo: its passwords are known to everybody",
            council.name
        )),
        None => Err("there is none yet: run `wellheard council set --from FILE`".to_owned()),
    }
}

async fn accounts(db: &Db) -> Found {
    match health::accounts(db).await.map_err(refused)? {
        0 => Err("nobody can sign in: run `wellheard user add`".to_owned()),
        1 => Ok("1 can sign in".to_owned()),
        some => Ok(format!("{some} can sign in")),
    }
}

/// Sessions and the secrets of their forms are kept in the database, so that a restart signs nobody out.
async fn sessions(db: &Db) -> Found {
    match health::sessions(db, Clock::system().now())
        .await
        .map_err(refused)?
    {
        (open, 0) => Ok(format!(
            "{open} open, kept in the database with their secrets"
        )),
        (open, bare) => Err(format!(
            "{bare} of {open} lack the secret that guards their forms: sign in again"
        )),
    }
}

async fn clock(db: &Db) -> Found {
    let now = Clock::system().now();
    let newest = health::newest(db).await.map_err(refused)?;
    match newest {
        Some(newest) if now.duration_since(newest) < -BEHIND => Err(format!(
            "this machine says {now:.0}, but something was recorded at {newest:.0}: set the clock"
        )),
        _ => Ok(format!("this machine says {now:.0}")),
    }
}

/// None where there is no file of ours, or no `df` to ask.
async fn disk(db: &Db) -> Option<Found> {
    let file = health::file(db).await.ok()??;
    let free = free(file.parent()?)?;
    Some(match free >= LEAST_FREE {
        true => Ok(format!("{free} MB are free where {} lies", file.display())),
        false => Err(format!(
            "only {free} MB are free where {} lies",
            file.display()
        )),
    })
}

/// Free space of a folder in MiB.
fn free(folder: &Path) -> Option<u64> {
    let told = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let available = told.lines().nth(1)?.split_whitespace().nth(3)?;
    available.parse::<u64>().ok().map(|kib| kib / 1024)
}

fn pages() -> Found {
    match crate::http::has_assets() {
        true => Ok("script and styles are in the program".to_owned()),
        false => Err(
            "the program was built without script and styles: run `cargo xtask assets`, then build"
                .to_owned(),
        ),
    }
}

fn fonts() -> Found {
    match crate::export::has_fonts() {
        true => Ok("reports can be set as PDF".to_owned()),
        false => Err("the program was built without fonts: a PDF would have no text".to_owned()),
    }
}

fn time_zone() -> Found {
    match knows_london() {
        true => Ok("Europe/London and its summer time are known".to_owned()),
        false => {
            Err("Europe/London is not known: opening and closing times would be wrong".to_owned())
        }
    }
}

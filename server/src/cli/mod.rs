//! The command line. `anyhow` stops here: messages are for the person at the terminal.

mod analyse;
mod consultation;
mod council;
mod doctor;
mod erase;
mod export;
mod import;
mod language;
mod model;
mod progress;
mod report;
mod schools;
mod serve;
mod user;

use crate::backend::Live;
use crate::clock::Clock;
use crate::storage::Db;
use anyhow::{Context as _, anyhow};
use app::api::{ApiError, Wrong};
use clap::{CommandFactory as _, Parser, Subcommand};
use domain::access::Caller;
use std::path::PathBuf;
use std::process::ExitCode;

/// The heading of options that every command has.
const EVERYWHERE: &str = "Options of every command";

/// Runs consultations on support for children with special educational needs and disabilities.
#[derive(Parser)]
#[command(name = "wellheard", version, max_term_width = 100)]
struct Cli {
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        env = "WELLHEARD_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:wellheard.db"
    )]
    database_url: String,

    /// Who is doing this; recorded in the audit
    #[arg(
        long = "as",
        global = true,
        help_heading = EVERYWHERE,
        env = "WELLHEARD_AS",
        value_name = "EMAIL",
        default_value = "operator@localhost.local"
    )]
    by: domain::text::Email,

    /// Where the sentence-vector model is kept
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        env = "WELLHEARD_MODEL_FOLDER",
        value_name = "FOLDER",
        default_value = "data/model"
    )]
    model_folder: PathBuf,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the web server
    Serve(serve::Serve),
    /// Bring the database's schema up to date
    Migrate,
    /// Check that everything Wellheard needs is there and in order
    Doctor(doctor::Doctor),
    /// Find themes, near-duplicates and personal data in a CSV file of comments; needs no database
    Analyse(analyse::Analyse),
    /// The sentences of the screens in other languages, for translators
    #[command(subcommand)]
    Language(language::Command),
    /// The sentence-vector model, with which suggestions agree with people more often
    #[command(subcommand)]
    Model(model::Command),
    #[command(flatten)]
    Data(DataCommand),
}

/// Commands on what the database holds. They also work while the server runs on it.
#[derive(Subcommand)]
enum DataCommand {
    /// Say whose database this is
    #[command(subcommand)]
    Council(council::Command),
    /// Accounts of staff
    #[command(subcommand)]
    User(user::User),
    /// Create and run consultations
    #[command(subcommand)]
    Consultation(consultation::Consultation),
    /// Add responses that came by another way, from a CSV file
    #[command(subcommand)]
    Import(import::Import),
    /// Take responses, comments, themes and their ties out, as CSV, XLSX or JSON
    Export(export::Export),
    /// Write a decision report as DOCX, PDF or HTML
    Report(report::Report),
    /// The register of schools, in which people who answer for a school find it
    #[command(subcommand)]
    Schools(schools::Schools),
    /// Blank the words of one response for good
    Erase(erase::Erase),
}

/// Parses the command line and runs it.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("WELLHEARD_LOG")
        .unwrap_or_else(|_| "warn,server=info".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "cannot start");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("wellheard: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let url = &cli.database_url;
    match cli.command {
        Command::Serve(serve) => serve.run(url, cli.model_folder).await?,
        Command::Migrate => {
            connect(url).await?.migrate().await?;
            eprintln!("The database is up to date.");
        }
        Command::Doctor(doctor) => return doctor.run(url).await,
        Command::Analyse(analyse) => return analyse.run(&cli.model_folder),
        Command::Language(command) => return command.run(),
        Command::Model(command) => command.run(&cli.model_folder)?,
        Command::Data(command) => {
            let db = connect(url).await?;
            db.migrate().await?;
            let live = Live::new(db, Clock::system());
            let caller = Caller::CommandLine { email: cli.by };
            return command.run(&live, &caller).await;
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl DataCommand {
    async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<ExitCode> {
        match self {
            Self::Council(command) => command.run(live, caller).await?,
            Self::User(command) => command.run(live, caller).await?,
            Self::Consultation(command) => command.run(live, caller).await?,
            Self::Import(command) => return command.run(live, caller).await,
            Self::Export(command) => return command.run(live, caller).await,
            Self::Report(command) => command.run(live, caller).await?,
            Self::Schools(command) => return command.run(live, caller).await,
            Self::Erase(command) => command.run(live, caller).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The command line as it is parsed, for tests that walk through it.
pub fn command() -> clap::Command {
    Cli::command()
}

async fn connect(url: &str) -> anyhow::Result<Db> {
    let connected = Db::connect(url).await;
    connected.with_context(|| format!("cannot open the database {}", masked(url)))
}

/// The address of a database without its password.
fn masked(url: &str) -> String {
    let (scheme, rest) = url.split_at(url.find("://").map_or(0, |at| at + 3));
    // A password may hold any sign, so it ends at the last @. An address that begins with / has no user.
    let named = !scheme.is_empty() && !rest.starts_with('/');
    let shown = match rest.rsplit_once('@').filter(|_| named) {
        Some((user, host)) => match user.split_once(':') {
            Some((user, _)) => format!("{user}:•••@{host}"),
            None => rest.to_owned(),
        },
        None => rest.to_owned(),
    };
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if name.to_lowercase().contains("pass") => format!("{name}=•••"),
        _ => pair.to_owned(),
    };
    let pairs: Vec<String> = shown.split('&').map(pair).collect();
    format!("{scheme}{}", pairs.join("&"))
}

/// An error of a use case, for the person at the terminal.
fn explain(error: ApiError) -> anyhow::Error {
    match error {
        ApiError::Invalid { fields } => {
            let line = |f: app::api::FieldError| match f.problem {
                Wrong::Answer(problem) => format!("{}: {problem}", f.field),
                Wrong::Code(code) => format!("{}: {}", f.field, code.replace('_', " ")),
            };
            anyhow!(fields.into_iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        ApiError::NotFound => {
            anyhow!(
                "there is no such consultation, or nothing of that number in it; `wellheard consultation list` shows them"
            )
        }
        ApiError::Conflict { code } => anyhow!("not possible now: {}", code.replace('_', " ")),
        other => anyhow!(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown_wherever_it_stands_in_the_address() {
        let shown = |url: &str| masked(url);
        assert_eq!(
            shown("postgres://ann:se@cr:et@db.example/wellheard"),
            "postgres://ann:•••@db.example/wellheard"
        );
        assert_eq!(
            shown("postgres:///wellheard?host=/run&password=se@cret&user=ann"),
            "postgres:///wellheard?host=/run&password=•••&user=ann"
        );
        assert_eq!(
            shown("postgres://ann@db/wellheard?sslpassword=secret"),
            "postgres://ann@db/wellheard?sslpassword=•••"
        );
        assert_eq!(
            shown("postgres://ann:s?c/r@db/x"),
            "postgres://ann:•••@db/x"
        );
        for open in [
            "postgres://ann@db/wellheard",
            "sqlite:a@b:c.db",
            "sqlite://x.db?mode=ro",
        ] {
            assert_eq!(shown(open), open);
        }
    }
}

//! The command line. `anyhow` stops here: messages are for the person at the terminal.

mod analyse;
mod consultation;
mod council;
mod erase;
mod import;
mod progress;
mod report;
mod serve;
mod user;

use crate::backend::Live;
use crate::clock::Clock;
use crate::storage::Db;
use anyhow::{Context as _, anyhow};
use app::api::{ApiError, Wrong};
use clap::{Parser, Subcommand};
use domain::access::Caller;
use std::process::ExitCode;

/// Runs consultations on support for children with special educational needs and disabilities.
#[derive(Parser)]
#[command(name = "wellheard", version, about, max_term_width = 100)]
struct Cli {
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(
        long,
        global = true,
        env = "WELLHEARD_DATABASE_URL",
        default_value = "sqlite:wellheard.db"
    )]
    database_url: String,

    /// Who is doing this; recorded in the audit
    #[arg(
        long = "as",
        global = true,
        env = "WELLHEARD_AS",
        value_name = "EMAIL",
        default_value = "operator@localhost.local"
    )]
    by: domain::text::Email,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the web server
    Serve(serve::Serve),
    /// Say whose database this is
    #[command(subcommand)]
    Council(council::Command),
    /// Create and run consultations
    #[command(subcommand)]
    Consultation(consultation::Consultation),
    /// Accounts of staff
    #[command(subcommand)]
    User(user::User),
    /// Write a decision report as DOCX, PDF or HTML
    Report(report::Report),
    /// Find themes, near-duplicates and personal data in a CSV file of comments; needs no database
    Analyse(analyse::Analyse),
    /// Add responses that came by another way, from a CSV file
    #[command(subcommand)]
    Import(import::Import),
    /// Blank the words of one response for good
    Erase(erase::Erase),
    /// Bring the database's schema up to date
    Migrate,
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
    match cli.command {
        Command::Serve(serve) => serve.run(&cli.database_url).await?,
        Command::Consultation(command) => {
            let live = open(&cli.database_url).await?;
            command
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await?;
        }
        Command::Council(command) => {
            let live = open(&cli.database_url).await?;
            command
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await?;
        }
        Command::User(command) => {
            let live = open(&cli.database_url).await?;
            command
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await?;
        }
        Command::Report(report) => {
            let live = open(&cli.database_url).await?;
            report
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await?;
        }
        Command::Erase(command) => {
            let live = open(&cli.database_url).await?;
            command
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await?;
        }
        Command::Analyse(analyse) => return analyse.run(),
        Command::Import(command) => {
            let live = open(&cli.database_url).await?;
            return command
                .run(&live, &Caller::CommandLine { email: cli.by })
                .await;
        }
        Command::Migrate => {
            let db = Db::connect(&cli.database_url).await?;
            db.migrate().await?;
            eprintln!("The database is up to date.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens the database for a command, also while the server runs on it.
async fn open(url: &str) -> anyhow::Result<Live> {
    let db = Db::connect(url)
        .await
        .with_context(|| format!("cannot open the database {url}"))?;
    db.migrate().await?;
    Ok(Live::new(db, Clock::system()))
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
            anyhow!("there is no such consultation; `wellheard consultation list` shows them")
        }
        ApiError::Conflict { code } => anyhow!("not possible now: {}", code.replace('_', " ")),
        other => anyhow!(other),
    }
}

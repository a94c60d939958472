//! The baseline: the least that a program on axum and sqlx could do. One POST stores one row, durably, in a
//! transaction of its own; one GET makes one query and writes a page of the size asked for.

use anyhow::{Result, bail};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use clap::Args;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::net::SocketAddr;
use std::str::FromStr as _;
use std::time::Duration;

/// Where to serve, and on what.
#[derive(Args)]
pub struct Options {
    /// Address and port to listen on
    #[arg(long)]
    listen: SocketAddr,
    /// An address as the product takes it
    #[arg(long)]
    database_url: String,
}

const TABLES: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS bare_submission (key TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS bare_page (id TEXT PRIMARY KEY, title TEXT NOT NULL)",
    "INSERT INTO bare_page (id, title) VALUES ('page', 'Have your say') ON CONFLICT (id) DO NOTHING",
];
const STORE: &str = "INSERT INTO bare_submission (key, body) VALUES ($1, $2)";
const TITLE: &str = "SELECT title FROM bare_page WHERE id = $1";

/// Connections as the product makes them.
#[derive(Clone)]
enum Pool {
    Sqlite {
        reads: SqlitePool,
        /// One connection: several would wait for each other's locks, which is slower.
        writes: SqlitePool,
    },
    Postgres(PgPool),
}

/// Serves until it is ended.
///
/// # Errors
/// When the database or the address cannot be had.
pub async fn serve(options: Options) -> Result<()> {
    let pool = Pool::connect(&options.database_url).await?;
    for sql in TABLES {
        pool.execute(sql).await?;
    }
    let router = Router::new()
        .route("/submissions", post(store))
        .route("/pages/{bytes}", get(page))
        .with_state(pool);
    let listener = tokio::net::TcpListener::bind(options.listen).await?;
    axum::serve(listener, router).await?;
    Ok(())
}

impl Pool {
    async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") {
            let options = sqlx::postgres::PgConnectOptions::from_str(url)?
                .options([("synchronous_commit", "on")]);
            let pool = PgPoolOptions::new().max_connections(16);
            return Ok(Self::Postgres(pool.connect_with(options).await?));
        }
        if !url.starts_with("sqlite:") {
            bail!("the database address must start with sqlite: or postgres://");
        }
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10));
        let pool = |connections| SqlitePoolOptions::new().max_connections(connections);
        Ok(Self::Sqlite {
            writes: pool(1).connect_with(options.clone()).await?,
            reads: pool(8).connect_with(options).await?,
        })
    }

    async fn execute(&self, sql: &'static str) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writes, .. } => sqlx::query(sql).execute(writes).await.map(drop),
            Self::Postgres(pool) => sqlx::query(sql).execute(pool).await.map(drop),
        }
    }

    /// One row in a transaction of its own: on disk when this returns.
    async fn store(&self, key: &str, body: &str) -> sqlx::Result<()> {
        match self {
            Self::Sqlite { writes, .. } => sqlx::query(STORE)
                .bind(key)
                .bind(body)
                .execute(writes)
                .await
                .map(drop),
            Self::Postgres(pool) => sqlx::query(STORE)
                .bind(key)
                .bind(body)
                .execute(pool)
                .await
                .map(drop),
        }
    }

    async fn title(&self) -> sqlx::Result<String> {
        let row: (String,) = match self {
            Self::Sqlite { reads, .. } => {
                sqlx::query_as(TITLE).bind("page").fetch_one(reads).await?
            }
            Self::Postgres(pool) => sqlx::query_as(TITLE).bind("page").fetch_one(pool).await?,
        };
        Ok(row.0)
    }
}

async fn store(
    State(pool): State<Pool>,
    headers: HeaderMap,
    body: String,
) -> Result<(StatusCode, String), StatusCode> {
    let key = headers.get("idempotency-key").and_then(|v| v.to_str().ok());
    let key = key.ok_or(StatusCode::BAD_REQUEST)?;
    pool.store(key, &body)
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok((StatusCode::CREATED, format!("{{\"reference\":\"{key}\"}}")))
}

async fn page(
    State(pool): State<Pool>,
    Path(bytes): Path<usize>,
) -> Result<Html<String>, StatusCode> {
    let title = pool
        .title()
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Html(written(&title, bytes)))
}

/// A page of exactly this many bytes, unless that is less than its frame.
fn written(title: &str, bytes: usize) -> String {
    const LINE: &str = "<p>We want to hear from everybody whom this touches.</p>\n";
    const END: &str = "</body></html>\n";
    let mut page = String::with_capacity(bytes);
    page.push_str("<!DOCTYPE html>\n<html lang=\"en-GB\"><head><title>");
    page.push_str(title);
    page.push_str("</title></head><body>\n<h1>");
    page.push_str(title);
    page.push_str("</h1>\n");
    while page.len() + LINE.len() + END.len() <= bytes {
        page.push_str(LINE);
    }
    while page.len() + END.len() < bytes {
        page.push(' ');
    }
    page.push_str(END);
    page
}

/// The address of a page of this many bytes.
pub fn page_of(bytes: usize) -> String {
    format!("/pages/{bytes}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_page_has_exactly_the_size_of_the_page_it_stands_beside() {
        for bytes in [1_000, 30_001, 64_257] {
            let page = written("Have your say", bytes);
            assert_eq!(page.len(), bytes);
            assert!(page.ends_with("</body></html>\n"));
        }
    }
}

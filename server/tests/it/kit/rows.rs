//! Looking into the database.

use super::TestApp;
use server::storage::Db;

impl TestApp {
    /// The one number that a query gives.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let row: (i64,) = match &self.live.db {
            Db::Sqlite(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(sql).fetch_one(pool).await.unwrap(),
        };
        row.0
    }

    /// Changes rows in a way that no page can.
    pub async fn change(&self, sql: &'static str) {
        match &self.live.db {
            Db::Sqlite(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
            Db::Postgres(pool) => drop(sqlx::query(sql).execute(pool).await.unwrap()),
        }
    }

    /// The texts that a query gives, a row each.
    pub async fn texts_of(&self, sql: &'static str) -> Vec<String> {
        let rows: Vec<(String,)> = match &self.live.db {
            Db::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        };
        rows.into_iter().map(|(text,)| text).collect()
    }
}

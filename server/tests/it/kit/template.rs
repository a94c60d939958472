//! Databases that many tests begin with: made once, and copied for each of them.

use super::{TestApp, make_database};
use server::clock::Clock;
use server::storage::Db;
use server::{backend::Live, storage::council};
use std::path::Path;
use tokio::sync::OnceCell;

/// With the demo's council.
static COUNCIL: OnceCell<Template> = OnceCell::const_new();
/// With everything of the demo, at noon.
static DEMO: OnceCell<Template> = OnceCell::const_new();

/// A database as it was when nobody used it any more.
enum Template {
    /// SQLite: its file.
    File(Vec<u8>),
    /// PostgreSQL: its name.
    Name(String),
}

/// A new database with the demo's council and nothing else.
pub async fn with_council(folder: &Path) -> Db {
    let template = COUNCIL.get_or_init(async || {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&super::address(folder.path()).await)
            .await
            .unwrap();
        db.migrate().await.unwrap();
        let details = server::demo::council().unwrap();
        let mut tx = db.begin().await.unwrap();
        council::write(&mut tx, &details, true).await.unwrap();
        tx.commit().await.unwrap();
        template(db, folder.path()).await
    });
    copy(template.await, folder).await
}

/// A new database with the whole demo.
pub async fn with_demo(folder: &Path) -> Db {
    let template = DEMO.get_or_init(async || {
        let folder = tempfile::tempdir().unwrap();
        let live = Live::new(
            with_council(folder.path()).await,
            Clock::standing_at(TestApp::noon()),
        );
        server::demo::fill(&live).await.unwrap();
        template(live.db.clone(), folder.path()).await
    });
    copy(template.await, folder).await
}

async fn template(db: Db, folder: &Path) -> Template {
    match &db {
        Db::Sqlite(_) => {
            db.close().await;
            Template::File(std::fs::read(folder.join("test.db")).unwrap())
        }
        Db::Postgres(pool) => {
            let name = pool.connect_options().get_database().unwrap().to_owned();
            db.close().await;
            Template::Name(name)
        }
    }
}

async fn copy(template: &Template, folder: &Path) -> Db {
    let address = match template {
        Template::File(bytes) => {
            let file = folder.join("test.db");
            std::fs::write(&file, bytes).unwrap();
            format!("sqlite:{}", file.display())
        }
        Template::Name(name) => make_database(Some(name)).await,
    };
    Db::connect(&address).await.unwrap()
}

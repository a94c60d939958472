//! Taking data out: whole for the officers, or as it may be published.

mod command;
mod downloads;
mod full;
mod public;

use crate::kit::{TestApp, Voice};
use domain::report::{DataTable, TableFormat};
use jiff::SignedDuration;
use server::backend::export::Wish;
use server::backend::import::{Import, Imported, Step};
use server::transfer::mapping::Mapping;
use server::transfer::table::Table;
use std::collections::BTreeMap;

const BLUEPRINT: &str = include_str!("../../../../docs/examples/school-transport.toml");

/// A row by the names of its columns.
type Row = BTreeMap<String, String>;

/// A server with a consultation called `travel` open.
async fn open() -> TestApp {
    let app = TestApp::new().await;
    app.open_blueprint(BLUEPRINT, "travel").await;
    app
}

/// Somebody says something, a minute after the one before; gives the reference.
async fn hear(app: &TestApp, voice: Voice) -> String {
    app.live.clock.advance(SignedDuration::from_mins(1));
    voice.says(app, "travel").await
}

/// The bytes of an export.
async fn taken(app: &TestApp, slug: &str, wish: Wish) -> Vec<u8> {
    let slug = slug.parse().unwrap();
    let operator = TestApp::operator();
    let export = app.live.grant_export(&operator, &slug, wish).await.unwrap();
    let mut told = 0;
    let mut tell = |done| told = done;
    let written = app.live.write_export(&export, Vec::new(), &mut tell).await;
    let written = written.unwrap();
    assert!(told <= export.contributions);
    written
}

fn wish(table: DataTable, format: TableFormat, public: bool) -> Wish {
    Wish {
        tables: vec![table],
        format,
        public,
    }
}

async fn csv(app: &TestApp, slug: &str, table: DataTable, public: bool) -> String {
    let bytes = taken(app, slug, wish(table, TableFormat::Csv, public)).await;
    String::from_utf8(bytes).unwrap()
}

/// The rows of a CSV file, as they stand in it.
fn rows(csv: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |cells: csv::StringRecord| {
        let pairs = names.iter().zip(cells.iter());
        pairs
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    };
    reader.records().map(|cells| row(cells.unwrap())).collect()
}

/// The rows of a table of `travel`.
async fn table(app: &TestApp, table: DataTable, public: bool) -> Vec<Row> {
    rows(&csv(app, "travel", table, public).await)
}

/// Reads a file of responses into a consultation.
pub async fn import(app: &TestApp, slug: &str, csv: &str) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    std::fs::write(&path, csv).unwrap();
    let slug = slug.parse().unwrap();
    let order = Import {
        consultation: &slug,
        mapping: Mapping::default(),
        key: None,
        file: "in.csv",
        dry_run: false,
    };
    let mut table = Table::open(&path).unwrap();
    let operator = TestApp::operator();
    let live = &app.live;
    let mut tell = |_: Step<'_>| Ok(());
    let done = live.import_responses(&operator, order, &mut table, &mut tell);
    done.await.unwrap()
}

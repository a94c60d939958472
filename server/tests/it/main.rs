//! Everything through the front door: the router, on a real database. SQLite always; PostgreSQL when
//! `WELLHEARD_TEST_POSTGRES` holds the address of a server (`cargo xtask test` starts one).

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, in its helpers too"
)]

mod access_table;
mod agreement;
mod agreement_machine;
mod amended;
mod analyse;
mod api;
mod build;
mod cli;
mod coding;
mod coding_copies;
mod coding_reasons;
mod coding_speed;
mod comments;
mod demo;
mod doctor;
mod duplicates;
mod durable;
mod easy_read;
mod engine_told;
mod entry;
mod entry_comments;
mod equality_sheets;
mod export;
mod foundations;
mod import;
mod import_pages;
mod kept;
mod kill;
mod kit;
mod languages;
mod letters;
mod limits;
mod manage;
mod manage_pages;
mod openapi;
mod originals;
mod outcome_pages;
mod paper;
mod public;
mod real_input;
mod register;
mod report;
mod respond;
mod responses;
mod retention;
mod safeguarding;
mod scans;
mod second_entry;
mod sign_in;
mod team;
mod theme_pages;
mod themes;
mod thread;
mod thread_pages;
mod tidy;
mod together;
mod views;
mod what_is_coded;
mod words;

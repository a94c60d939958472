//! Files that come in and go out, before and after the database: reading CSV of any make, mapping its columns to
//! questions and fields, turning rows into contributions, and writing a file whole or not at all.

pub mod date;
pub mod encoding;
mod heading;
pub mod intake;
pub mod kinds;
pub mod mapping;
mod order;
pub mod plan;
pub mod reason;
pub mod register;
pub mod rejects;
pub mod separator;
pub mod sink;
pub mod survey;
pub mod table;
pub mod translations;
pub mod watch;
pub mod words;
pub mod workbook;

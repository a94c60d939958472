//! Everything through the front door: the router, on a real database. SQLite always; PostgreSQL when
//! `WELLHEARD_TEST_POSTGRES` holds the address of a server (`cargo xtask test` starts one).

mod access_table;
mod analyse;
mod api;
mod comments;
mod demo;
mod foundations;
mod import;
mod kit;
mod manage;
mod manage_pages;
mod openapi;
mod public;
mod real_input;
mod report;
mod respond;
mod responses;
mod sign_in;
mod theme_pages;
mod themes;
mod thread;
mod tidy;

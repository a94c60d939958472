//! The Wellheard program: HTTP, use cases, storage, jobs, exports and the command line.

pub mod auth;
pub mod backend;
pub mod blueprints;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod export;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod model;
pub mod storage;
pub mod transfer;
pub mod words;

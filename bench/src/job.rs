//! What somebody does again and again while it is being measured.

use crate::http::{Connection, Request};
use anyhow::{Context, Result, bail, ensure};

/// More pages than any form has.
const PAGES: usize = 100;
/// What a form without script sends.
pub const FORM: &str = "application/x-www-form-urlencoded";
/// What another program sends.
pub const JSON: &str = "application/json";

/// One kind of work.
#[derive(Clone, Debug)]
pub enum Job {
    /// Opens a page.
    Page(Request),
    /// Stores one submission under a key of its own. It is acknowledged when it is on disk.
    Submission {
        /// Where to.
        path: String,
        /// What it says.
        body: String,
    },
    /// Answers from beginning to end as a browser without script does, each page saved before the next is shown.
    Form {
        /// The start form's address.
        start: String,
        /// An answer to every question, ready to post. Each page takes from it what it asks for.
        answers: String,
    },
}

impl Job {
    /// Does it once; `number` has not been used before.
    ///
    /// # Errors
    /// When the answer is not the one that counts as done.
    pub async fn run(&self, connection: &mut Connection, number: u64) -> Result<()> {
        match self {
            Self::Page(request) => {
                let reply = connection.send(request).await?.expect(200)?;
                ensure!(!reply.body.is_empty(), "an empty page");
            }
            Self::Submission { path, body } => {
                let key = format!("bench-{number}");
                let request = Request::post(path, JSON, body).with("idempotency-key", &key);
                connection.send(&request).await?.expect(201)?;
            }
            Self::Form { start, answers } => {
                let (cookie, mut page) = begin(connection, start).await?;
                let mut pages = 0;
                while !page.ends_with("/check-your-answers") {
                    page = post(connection, &page, &cookie, answers).await?;
                    pages += 1;
                    ensure!(pages < PAGES, "a form without end");
                    ensure!(!page.contains('?'), "an answer was refused: {page}");
                }
                let receipt = post(connection, &format!("{start}/send"), &cookie, "").await?;
                ensure!(receipt.ends_with("/receipt"), "not sent: {receipt}");
            }
        }
        Ok(())
    }
}

/// Presses the start form's button. Gives the draft's cookie and the first page of the form.
///
/// # Errors
/// When no draft is begun.
pub async fn begin(connection: &mut Connection, start: &str) -> Result<(String, String)> {
    let request = Request::post(
        start,
        FORM,
        &format!("audience={}", super::product::AUDIENCE),
    );
    let reply = connection.send(&request).await?.expect(303)?;
    let cookie = reply.cookies.into_iter().find(|c| c.starts_with("draft="));
    let (Some(cookie), Some(page)) = (cookie, reply.location) else {
        bail!("{start} begins no draft");
    };
    Ok((cookie, page))
}

async fn post(connection: &mut Connection, path: &str, cookie: &str, body: &str) -> Result<String> {
    let request = Request::post(path, FORM, body).with("cookie", cookie);
    let reply = connection.send(&request).await?.expect(303)?;
    reply.location.context("a redirect that leads nowhere")
}

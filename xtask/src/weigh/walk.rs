//! The way to the first question, as somebody takes it whose script is off.

use anyhow::{Context, Result, bail};

use super::client::{Client, Fetched};
use super::html;

/// Start form, audience and "about you" come before the first question; then give up.
const STEPS: usize = 6;

/// Opens the first question page of the first consultation that takes responses.
pub fn first_question(client: &mut Client) -> Result<Fetched> {
    let start = start_of_open_consultation(client)?;
    let mut page = client.get(&start)?;
    for _ in 0..STEPS {
        if is_question(&page.path) {
            return Ok(page);
        }
        let form =
            html::form(&page.text).with_context(|| format!("{} has no form to post", page.path))?;
        let action = client.resolve(&page.path, &form.action);
        page = client.post(&action, &form.fields)?;
    }
    bail!(
        "no question after {STEPS} forms; the last page was {}",
        page.path
    )
}

/// The address of the start form. Only an open consultation links to its own.
fn start_of_open_consultation(client: &mut Client) -> Result<String> {
    let list = client.get("/consultations")?;
    for link in html::links(&list.text) {
        let is_proposal = link
            .strip_prefix("/consultations/")
            .is_some_and(|slug| !slug.contains('/'));
        if !is_proposal {
            continue;
        }
        let start = format!("{link}/respond");
        if html::links(&client.get(&link)?.text).contains(&start) {
            return Ok(start);
        }
    }
    bail!("no consultation on {} is open for responses", list.path)
}

fn is_question(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_some_and(|page| page.starts_with("question-"))
}

//! What the product is asked to do, found out from the product itself: nothing here names a question of the demo.

use crate::bare;
use crate::http::{Connection, Request};
use crate::job::{Job, begin};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::net::SocketAddr;

/// Who answers.
pub const AUDIENCE: &str = "parent-carer";
/// What they write wherever they may write at length: as long as comments mostly are.
const WORDS: &str = "We were told in March that the hours would change in April, and nobody could say who had \
    decided it. Ask the school before the letter goes out, and write the letter so that we can read it.";

/// The same work on both sides.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What is done, for the table.
    pub name: &'static str,
    /// Bytes of the page, where it is one.
    pub bytes: Option<usize>,
    /// The product's side.
    pub product: Job,
    /// The baseline's.
    pub bare: Job,
}

/// Looks for the open consultation and prepares everything that is measured.
///
/// # Errors
/// When nothing is open, or the product refuses what it says it takes.
pub async fn comparisons(product: SocketAddr) -> Result<Vec<Comparison>> {
    let mut connection = Connection::open(product).await?;
    let (slug, version) = open_consultation(&mut connection).await?;
    let api = format!("/api/v1/consultations/{slug}");
    let asked = json_at(&mut connection, &api).await?;
    let answers = answers(&asked)?;
    let object: Map<String, Value> = answers.iter().cloned().collect();
    let body = json!({"version": version, "audience": AUDIENCE, "consent_to_quote": true, "answers": object});
    let proposal = format!("/consultations/{slug}");
    let start = format!("{proposal}/respond");
    let (cookie, first) = begin(&mut connection, &start).await?;
    let submission = |path: &str| Job::Submission {
        path: path.to_owned(),
        body: body.to_string(),
    };
    let mut all = vec![
        Comparison {
            name: "submission, durable",
            bytes: None,
            product: submission(&format!("{api}/responses")),
            bare: submission("/submissions"),
        },
        Comparison {
            name: "whole form, durable",
            bytes: None,
            product: Job::Form {
                start,
                answers: form(&answers),
            },
            bare: submission("/submissions"),
        },
    ];
    let pages = [
        ("proposal page", Request::get(&proposal)),
        (
            "proposal page, compressed",
            Request::get(&proposal).with("accept-encoding", "gzip, deflate, br"),
        ),
        (
            "question page",
            Request::get(&first).with("cookie", &cookie),
        ),
    ];
    for (name, request) in pages {
        // The page beside it is as long as this one before it is compressed.
        let plain = connection.send(&request).await?.expect(200)?;
        let bytes = match plain.encoding {
            Some(_) => all.last().and_then(|before| before.bytes),
            None => Some(plain.body.len()),
        };
        let beside = Request::get(&bare::page_of(bytes.context("no size")?));
        all.push(Comparison {
            name,
            bytes: Some(plain.body.len()),
            product: Job::Page(request),
            bare: Job::Page(beside),
        });
    }
    Ok(all)
}

async fn open_consultation(connection: &mut Connection) -> Result<(String, u64)> {
    let list = json_at(connection, "/api/v1/consultations").await?;
    let all = list["consultations"].as_array().into_iter().flatten();
    let open = all.into_iter().find(|c| c["status"] == "open");
    let open = open.context("no consultation takes responses")?;
    let slug = open["slug"]
        .as_str()
        .context("a consultation without address")?;
    let version = open["version"].as_u64().context("no published version")?;
    Ok((slug.to_owned(), version))
}

async fn json_at(connection: &mut Connection, path: &str) -> Result<Value> {
    let reply = connection.send(&Request::get(path)).await?.expect(200)?;
    serde_json::from_slice(&reply.body).with_context(|| format!("{path} is not JSON"))
}

/// An answer to every question that the audience is asked: the first option, the least number, a few sentences.
fn answers(asked: &Value) -> Result<Vec<(String, Value)>> {
    let questions = asked["questions"].as_array().context("no questions")?;
    let asks = |q: &&Value| {
        let audiences = q["audiences"].as_array().into_iter().flatten();
        audiences.into_iter().any(|a| a == AUDIENCE)
    };
    questions
        .iter()
        .filter(asks)
        .map(|question| {
            let id = question["id"].as_str().context("a question without id")?;
            let answer = match question["kind"].as_str() {
                Some("rating" | "number") => question["limits"]["low"].clone(),
                Some("long-text") => json!(WORDS),
                Some("short-text") => json!("Nobody said."),
                _ => question["options"][0].clone(),
            };
            Ok((id.to_owned(), answer))
        })
        .collect()
}

/// The same answers as a form posts them, with leave to quote them.
fn form(answers: &[(String, Value)]) -> String {
    let mut body = "quote=yes".to_owned();
    for (id, answer) in answers {
        let text = answer
            .as_str()
            .map_or_else(|| answer.to_string(), str::to_owned);
        body.push_str(&format!("&{id}={}", encoded(&text)));
    }
    body
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b' ' => "+".to_owned(),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_of_the_audience_and_no_other_is_answered_by_its_kind() {
        let asked = json!({"questions": [
            {"id": "P1", "kind": "agreement", "audiences": ["parent-carer"], "options": ["agree", "disagree"]},
            {"id": "P2", "kind": "number", "audiences": ["parent-carer"], "options": [], "limits": {"low": 2}},
            {"id": "P3", "kind": "long-text", "audiences": ["young-person", "parent-carer"], "options": []},
            {"id": "S1", "kind": "long-text", "audiences": ["school-staff"], "options": []},
        ]});
        let answers = answers(&asked).unwrap();
        assert_eq!(answers[0], ("P1".to_owned(), json!("agree")));
        assert_eq!(answers[1], ("P2".to_owned(), json!(2)));
        assert_eq!(answers.len(), 3);
        let form = form(&answers);
        assert!(
            form.starts_with("quote=yes&P1=agree&P2=2&P3=We+were+told"),
            "{form}"
        );
        assert!(form.contains("April%2C+and"), "{form}");
    }
}

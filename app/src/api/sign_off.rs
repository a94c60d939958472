//! Signing off the coding of a question.

use super::{ApiError, ConsultationCard};
use async_trait::async_trait;
use domain::access::Caller;
use domain::coding_gate::{Facts, Obstacle};
use domain::id::CodingSignOffId;
use domain::text::Slug;
use jiff::civil::DateTime;

/// A sign-off that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct SignedCoding {
    /// Names it in the form that takes it back.
    pub id: CodingSignOffId,
    /// Who.
    pub by: String,
    /// London wall time.
    pub at: DateTime,
    /// What was let pass.
    pub overrides: Vec<Obstacle>,
    /// Why.
    pub reason: String,
    /// Themes of texts that came or went since: the numbers are no longer those that were signed.
    pub changed: u64,
}

/// A question, and how far its coding is.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingGate {
    /// A question's id, `comments` or `letters`.
    pub source: String,
    /// As officers read it.
    pub title: String,
    /// What is known.
    pub facts: Facts,
    /// What stands in the way.
    pub obstacles: Vec<Obstacle>,
    /// Who signed it off.
    pub signed: Option<SignedCoding>,
}

impl CodingGate {
    /// What stands in the way of these, to tell whether whoever signs has seen all of it.
    pub fn seen<'a>(gates: impl IntoIterator<Item = &'a Self>) -> String {
        let lines = gates.into_iter().map(|gate| {
            let told: Vec<String> = gate.obstacles.iter().map(Obstacle::told).collect();
            format!("{}: {}", gate.source, told.join("; "))
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The sign-off page.
#[derive(Clone, Debug, PartialEq)]
pub struct CodingGates {
    /// The consultation.
    pub card: ConsultationCard,
    /// Question by question.
    pub gates: Vec<CodingGate>,
    /// Whether the caller may sign off.
    pub may_sign: bool,
    /// E-mail addresses of whoever may; empty where the caller may.
    pub signers: Vec<String>,
}

/// Sign-off of coding. Reading needs `CodeThemes`, signing `WriteFindings`.
#[async_trait]
pub trait CodingSignOffs {
    /// Every question with words, and what stands in its way.
    async fn coding_gates(&self, caller: &Caller, slug: &Slug) -> Result<CodingGates, ApiError>;

    /// Signs a question off; every one that is left where `source` is empty. Where something stands in the way, a `reason`
    /// lets it pass: `missing`, `too_long`.
    /// `Conflict` `changed_meanwhile` when it is signed off already, or other things stand in the way
    /// than [`CodingGate::seen`] said.
    async fn sign_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        source: &str,
        seen: &str,
        reason: &str,
    ) -> Result<(), ApiError>;

    /// Takes a sign-off back.
    async fn withdraw_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: CodingSignOffId,
    ) -> Result<(), ApiError>;
}

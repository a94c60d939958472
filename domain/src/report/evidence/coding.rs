//! How far people's words were coded, and how well.

use crate::agreement::Estimate;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The coding of a consultation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodingTold {
    /// What can be answered in words and was, in order.
    pub questions: Vec<CodedQuestion>,
    /// How two people agree: alpha; none under 30 texts.
    pub people: Option<Estimate>,
    /// Texts that rests on.
    pub people_texts: u64,
    /// How people and machine agree: F1 by text; none under 30 texts.
    pub machine: Option<Estimate>,
    /// Texts that rests on.
    pub machine_texts: u64,
    /// How two people agree theme by theme, in the order of the frame.
    #[serde(default)]
    pub themes: Vec<CodedTheme>,
    /// Suggestions that were accepted together and not taken back, in the order in which that was done.
    #[serde(default)]
    pub accepted: Vec<AcceptedTold>,
    /// What the random sample says of all individuals; none while too few of it are read.
    #[serde(default)]
    pub sampled: Option<Sampled>,
    /// What made the last suggestions; none where nobody asked for any.
    #[serde(default)]
    pub software: Option<Software>,
}

/// How many individuals raise each theme, judged by the responses of the random sample that were read to the end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sampled {
    /// Responses of the sample that were read, of individuals.
    pub read: u64,
    /// Responses of individuals that it was drawn from.
    pub of: u64,
    /// Theme by theme in the order of the frame.
    pub themes: Vec<SampledTheme>,
}

/// One theme by the random sample.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SampledTheme {
    /// Its label.
    pub label: String,
    /// Responses that raise it, confirmed by a person.
    pub raised: u64,
    /// The share of all responses lies between these in 95 of 100 samples, 0 to 1.
    pub between: (f64, f64),
}

/// How two people agree on one theme, and people and machine.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodedTheme {
    /// Its label.
    pub label: String,
    /// Texts coded twice that either of two people gave it.
    pub raised: u64,
    /// F1 of two people; none where too few texts raise it.
    pub people: Option<Estimate>,
    /// F1 of people and machine, likewise.
    pub machine: Option<Estimate>,
}

/// Suggestions that somebody accepted together, without anybody reading the texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcceptedTold {
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
    /// How many suggestions.
    pub suggestions: u64,
    /// For how many texts.
    pub texts: u64,
    /// From this score on, 0 to 1.
    pub level: f64,
    /// How often such suggestions were right among comments held back while the software learnt, 0 to 1.
    pub right: f64,
    /// Of them, confirmed by somebody who read the text since.
    pub confirmed: u64,
    /// Of them, rejected likewise.
    pub rejected: u64,
}

/// What suggested themes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Software {
    /// The engine's name and version.
    pub engine: String,
    /// The sentence-vector model; none where there was none.
    pub model: Option<String>,
}

/// The coding of one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CodedQuestion {
    /// As printed.
    pub title: String,
    /// Texts with words.
    pub texts: u64,
    /// Of these, read by a person.
    pub read: u64,
    /// Who signed it off; none while nobody has.
    pub signed: Option<CodingSigned>,
}

/// A sign-off of coding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodingSigned {
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
    /// What was let pass, in words.
    pub overrides: Vec<String>,
    /// Why; empty where nothing was.
    pub reason: String,
    /// Themes of texts that came or went since.
    #[serde(default)]
    pub changed: u64,
}

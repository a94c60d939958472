//! Findings and the council's response, decisions, and what changed.

use crate::decision::{Outcome, Response};
use crate::disclosure::Shown;
use crate::document::ChangeKind;
use crate::report::builder::{Builder, the};
use crate::report::evidence::Finding;
use crate::report::table::Table;
use crate::report::words::{capital, date, part, sentence, share};

/// Each finding: what people said, in numbers and in their words, and what the council says to it.
pub fn findings(b: &mut Builder) {
    let evidence = b.evidence;
    if evidence.findings.is_empty() {
        b.para("No findings have been recorded yet.");
        b.missing.push("Findings".to_owned());
        return;
    }
    b.marked(
        "findings",
        "Each finding is followed by the council’s response and the reason for it.",
    );
    for (at, finding) in evidence.findings.iter().enumerate() {
        one(b, at + 1, finding);
    }
    let open = evidence
        .findings
        .iter()
        .filter(|finding| finding.position.is_none())
        .count();
    if open > 0 {
        b.missing
            .push("The council’s response to every finding".to_owned());
    }
}

fn one(b: &mut Builder, number: usize, finding: &Finding) {
    b.heading(2, format!("Finding {number}"));
    let whole = b.evidence.texts.iter().all(|t| t.coverage.is_whole());
    let in_words = if whole { share } else { part };
    let behind = finding.share.as_ref().map_or(String::new(), |s| {
        let (people, base) = (Shown::alone(s.people), Shown::alone(s.of));
        format!(" {}.", capital(&in_words(people, base, &s.who)))
    });
    b.para(format!("{}{behind}", sentence(&finding.statement)));
    b.quotes(&finding.quotes);
    match &finding.position {
        None => b.para("The council has not yet responded to this."),
        Some(position) => b.para(format!(
            "The council’s response: {}. {}",
            response(position.response),
            sentence(&position.reason)
        )),
    };
}

fn response(response: Response) -> &'static str {
    match response {
        Response::Accept => "accepted",
        Response::InPart => "accepted in part",
        Response::Reject => "not accepted",
        Response::OutOfScope => "outside this consultation",
    }
}

/// Decisions taken so far.
pub fn decisions(b: &mut Builder) {
    let decisions = &b.evidence.decisions;
    if decisions.is_empty() {
        b.para("No decision has been taken.");
        return;
    }
    for decision in decisions {
        let outcome = match decision.outcome {
            Outcome::Agreed => "agreed",
            Outcome::AgreedWithChanges => "agreed with changes",
            Outcome::Deferred => "put off its decision",
            Outcome::NotAgreed => "did not agree",
        };
        let minute = match decision.minute.as_str() {
            "" => String::new(),
            minute => format!(" (minute {minute})"),
        };
        b.para(format!(
            "On {} {} {outcome}{minute}: {}{}",
            date(decision.on),
            the(&decision.body),
            sentence(&decision.text),
            because(&decision.findings)
        ));
    }
}

/// Clauses before and after, with the findings behind each change.
pub fn changes(b: &mut Builder) {
    let changes = &b.evidence.changes;
    if changes.is_empty() {
        return;
    }
    b.heading(2, "What changed in the documents");
    let row = |change: &crate::report::Change| {
        let words = |text: &str, kind: ChangeKind, none: &str| match change.kind == kind {
            true => none.to_owned(),
            false => text.to_owned(),
        };
        let numbers: Vec<String> = change.findings.iter().map(ToString::to_string).collect();
        [
            format!(
                "{}, {} (version {})",
                change.document, change.clause, change.version
            ),
            words(&change.before, ChangeKind::Added, "New clause"),
            words(&change.after, ChangeKind::Removed, "Removed"),
            numbers.join(", "),
        ]
    };
    let rows = changes.iter().map(row).collect();
    let headings = ["Clause", "Before", "After", "Findings"];
    b.table(Table::of_words(
        "Clauses changed after the consultation",
        headings,
        rows,
    ));
}

fn because(findings: &[usize]) -> String {
    let numbers: Vec<String> = findings.iter().map(ToString::to_string).collect();
    match numbers.as_slice() {
        [] => String::new(),
        [one] => format!(" This answers finding {one}."),
        several => format!(
            " This answers findings {}.",
            crate::report::words::list(several)
        ),
    }
}

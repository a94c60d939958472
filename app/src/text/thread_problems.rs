//! What is wrong with the forms for findings, positions, decisions and changes, and what to do.
//!
//! Several of these forms have a field of the same name that asks for something else, so the sentence depends on the
//! form, which its address names.

/// The sentence for a code in the form with this address; none where the general one serves.
pub fn problem(form: &str, field: &str, code: &str) -> Option<&'static str> {
    let parts: Vec<&str> = form.trim_start_matches('/').split('/').collect();
    // After "officer", "consultations" and the consultation's own name.
    match parts.get(3..).unwrap_or_default() {
        ["findings", "add"] | ["findings", _, "edit"] => finding(field, code),
        ["findings", _, "quotes", ..] => quotes(field, code),
        ["findings", _, "position"] => position(field, code),
        ["decisions", "add"] => decision(field, code),
        ["changes", "add"] => change(field, code),
        ["documents", _, "publish" | "discard"] => version(field, code),
        ["build", ..] => super::build::problem(field, code),
        _ => None,
    }
}

fn finding(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("statement", "missing") => "Say in a sentence or two what the consultation found.",
        ("statement", "too_long") => "Say it in 1,000 characters or fewer.",
        ("themes", "missing") => "Choose at least one theme that the finding rests on.",
        ("", "settled") => {
            "A decision has settled this finding meanwhile. It stays as it was decided on."
        }
        ("", "changed_meanwhile") => {
            "Somebody else changed this finding meanwhile. Compare your words with it as it stands now, then save again."
        }
        _ => return None,
    })
}

fn quotes(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("passages", "missing") => "Tick at least one passage.",
        ("", "gone") => "Somebody else has taken this quote away already.",
        ("passages", "not_confirmed") => {
            "These passages are quoted already, or nobody has confirmed them for a theme of this finding."
        }
        _ => return None,
    })
}

fn position(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("response", "missing") => "Choose what the council says to this.",
        ("reason", "missing") => "Give the reason. The people who raised it will read it.",
        ("reason", "too_long") => "Give the reason in 5,000 characters or fewer.",
        ("", "settled") => {
            "A decision has settled this position meanwhile. It stays as it was decided."
        }
        ("", "changed_meanwhile") => {
            "Somebody else changed this finding or its position meanwhile. Look at it as it stands now, then save again."
        }
        _ => return None,
    })
}

fn decision(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("body", "missing") => "Choose who decided.",
        ("decided_on", "missing") => "Enter the day of the decision as numbers, such as 14 5 2026.",
        ("decided_on", "in_the_future") => {
            "The day of the decision is still to come. Record it when it has been taken."
        }
        ("decided_on", "before_closing") => {
            "The day of the decision is before the consultation closed. Nothing is decided while people may still speak."
        }
        ("minute_reference", "missing") => {
            "Enter the reference of the minutes, so that anybody can look it up."
        }
        ("minute_reference", "too_long") => "Enter a reference of 80 characters or fewer.",
        ("outcome", "missing") => "Choose what came of it.",
        ("summary", "missing") => "Say in a sentence or two what was decided.",
        ("summary", "too_long") => "Say what was decided in 2,000 characters or fewer.",
        ("", "not_closed") => {
            "The consultation has not closed. Nothing can be decided while people may still speak."
        }
        ("", "changed_meanwhile") => {
            "Somebody else changed this consultation meanwhile. Look at the decisions as they stand now, then try again."
        }
        _ => return None,
    })
}

fn change(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("decision", "missing") => "Choose the decision behind the change.",
        ("decision", "not_agreed") => {
            "This decision agreed to nothing, so it changes no words. Choose another."
        }
        ("document", "missing") => "Choose a document that has been published.",
        ("clause", "missing") => {
            "This clause is not in the next version of the document any more. Choose another."
        }
        ("kind", "missing") => "Choose what happens to the clause.",
        ("heading", "missing") => "Give the clause a heading.",
        ("heading", "too_long") => "Give it a heading of 200 characters or fewer.",
        ("body", "missing") => "Write the words of the clause.",
        ("body", "too_long") => "Write the clause in 20,000 characters or fewer.",
        ("summary", "missing") => "Say what changed and why: “You said … so …”.",
        ("summary", "too_long") => "Say what changed and why in 2,000 characters or fewer.",
        ("findings", "missing") => "Choose at least one finding behind the change.",
        ("findings", "not_settled") => {
            "The decision does not settle every finding chosen. Choose only findings that it settles."
        }
        _ => return None,
    })
}

fn version(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("label", "missing") => "Give the version a name, such as Adopted.",
        ("label", "too_long") => "Give it a name of 80 characters or fewer.",
        ("", "nothing_to_publish") => {
            "No next version of this document is being written. Somebody may have published it or thrown it away."
        }
        ("", "changed_meanwhile") => "Somebody else has published this version already.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_one_name_in_two_forms_get_the_sentence_of_their_own_form() {
        let of = |form: &str, field: &str| {
            problem(
                &format!("/officer/consultations/bands/{form}"),
                field,
                "missing",
            )
        };
        assert_eq!(of("decisions/add", "body"), Some("Choose who decided."));
        assert_eq!(
            of("changes/add", "body"),
            Some("Write the words of the clause.")
        );
        assert_eq!(of("close", "reason"), None);
    }
}

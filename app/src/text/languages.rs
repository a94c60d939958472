//! Sentences for officers who translate a consultation.

use super::build;
use super::numbers::counted;
use crate::api::{LanguageLine, State, TextLine};
use domain::content::{Content, DocumentText, Piece, TextKey};

/// The sentence for a code; none where the general one serves.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        ("language", "missing") => "Choose a language from the list.",
        ("speaker", "missing") => "Write who read it: a name or a role.",
        ("speaker" | "translator", "too_long") => "Say it in 100 characters or fewer.",
        (_, "nothing_translated") => "Nothing is translated yet. Translate the title first.",
        ("file", "no_key") => {
            "The file has no column “key”. Take the texts out here, and keep the first row as it is."
        }
        ("file", "no_translation") => {
            "The file has no column “translation”. Take the texts out here, and keep the first row as it is."
        }
        ("file", "too_large") => {
            "The file is larger than 2 megabytes. Take out what is not needed."
        }
        ("file", "empty") => "The file has no row with a translation.",
        ("file", "unreadable") => {
            "This is neither a CSV file nor an XLSX workbook. Save it as one of these."
        }
        (_, "gone") if field.contains(':') => {
            "This text was taken out, or the key is not one of this consultation."
        }
        _ => return None,
    })
}

/// What is to be done in a language.
pub fn to_do(line: &LanguageLine) -> String {
    let missing = line.texts - line.translated - line.stale;
    let parts = [
        (missing, "not translated"),
        (line.stale, "changed in English"),
        (line.unread, "not read by a speaker"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, says)| format!("{count} {says}"))
        .collect();
    match parts.is_empty() {
        true => "Nothing".to_owned(),
        false => parts.join(", "),
    }
}

/// How a language stands, in a sentence.
pub fn standing(line: &LanguageLine) -> String {
    let all = counted(line.texts as u64, "text is", "texts are");
    let mut says = format!("{} of {all} translated.", line.translated);
    if line.stale > 0 {
        let stale = counted(line.stale as u64, "text has", "texts have");
        says.push_str(&format!(
            " {stale} changed in English since: readers see the new English there."
        ));
    }
    says
}

/// That nobody who speaks it has read it.
pub fn unread(line: &LanguageLine) -> Option<String> {
    let texts = |count: usize| counted(count as u64, "text", "texts");
    match (line.unread, line.unread_machine) {
        (0, _) => None,
        (n, 0) => Some(format!("No speaker has read {} yet.", texts(n))),
        (n, machine) => Some(format!(
            "No speaker has read {} yet. A machine translated {machine} of them.",
            texts(n)
        )),
    }
}

/// What a text is part of, as its heading says. `documents` are those that are translated, decided changes included.
pub fn piece(of: &Piece, content: &Content, documents: &[DocumentText]) -> String {
    match of.of_document() {
        true => build::in_document(of, documents),
        false => build::piece(of, content),
    }
}

/// The text of a field, as it is labelled: part and audience.
pub fn label(key: &TextKey, content: &Content) -> String {
    let part = build::part(&key.part, Some(&key.piece), content);
    match &key.audience {
        None => part,
        Some(audience) => format!("{part}, for {}", build::audience(audience, content)),
    }
}

/// The same with what it is part of.
pub fn whole_label(key: &TextKey, content: &Content, documents: &[DocumentText]) -> String {
    let part = label(key, content);
    format!("{}: {part}", piece(&key.piece, content, documents))
}

/// What is to be said of a text.
pub fn state(text: &TextLine) -> Option<String> {
    let by = match (text.by.machine, text.by.name.as_str()) {
        (true, "") => "translated by a machine".to_owned(),
        (true, name) => format!("translated by a machine, {name}"),
        (false, "") => "translated by a person".to_owned(),
        (false, name) => format!("translated by {name}"),
    };
    let read = if text.read {
        "read by a speaker"
    } else {
        "not read by a speaker"
    };
    match &text.state {
        State::Missing => Some("Not translated".to_owned()),
        State::Stale(_) => Some("The English has changed since it was translated".to_owned()),
        State::Done => Some(domain::plain::capital(&format!("{by}, {read}"))),
    }
}

/// What a step did.
pub fn step(what: &str) -> &'static str {
    match what {
        "import" => "Read in a file",
        "back" => "Went back",
        "copy" => "Came with the consultation that was copied",
        _ => "Saved translations",
    }
}

/// After saving.
pub fn saved(count: &str) -> String {
    match count.parse::<u64>() {
        Ok(0) => "Nothing was different, so nothing was saved.".to_owned(),
        Ok(count) => format!("Saved {}.", counted(count, "translation", "translations")),
        Err(_) => "Saved.".to_owned(),
    }
}

/// What a file holds.
pub fn found(new: u64, same: u64) -> String {
    let new = counted(
        new,
        "translation is new or different",
        "translations are new or different",
    );
    let same = counted(
        same,
        "is as it is here already",
        "are as they are here already",
    );
    format!("{new}. {same}.")
}

/// The button that takes a file in.
pub fn take(count: u64) -> String {
    format!("Save {}", counted(count, "translation", "translations"))
}

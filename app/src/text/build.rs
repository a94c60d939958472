//! Sentences for officers who write a consultation.

use super::labels::label;
use super::numbers::counted;
use crate::api::StepLine;
use domain::content::{Change, Content, DocumentText, Part, Piece, What};
use domain::plain;
use domain::readability::{EASY_SENTENCE, PLAIN_SENTENCE, Reading};
use domain::text::{AudienceId, Language, OptionId, QuestionId, Slug};

/// The sentence for a code; none where the general one serves.
pub fn problem(field: &str, code: &str) -> Option<&'static str> {
    Some(match (field, code) {
        (_, "changed_meanwhile") => {
            "Somebody else changed this meanwhile, so nothing was saved. Compare, then save again to put yours in its place."
        }
        (_, "documents_fixed") => {
            "The consultation has opened, and people comment on these clauses. They change by a decision now."
        }
        (_, "piece_gone") => "Somebody else has taken this out meanwhile.",
        (_, "closed") => "The consultation has closed. Its words stay as they are.",
        (_, "no_changes") => "Nothing has changed since the words were published.",
        (_, "faults") => "Put right what is listed first.",
        (_, "gone_link") => "This link was withdrawn already.",
        (_, "gone_saved") => "Somebody else has taken this question out of the library.",
        ("id", "taken_id") => "There is one with this identifier already. Choose another.",
        ("id", "malformed") => {
            "Use letters, numbers and single hyphens. For sections and audiences, small letters only."
        }
        ("title" | "heading" | "name", "missing") => "Fill this in. You can change it later.",
        ("kind", _) => "Choose a type.",
        ("rows", "too_few") => "Write at least two rows, each on a line of its own.",
        ("rows", "too_many") => "Write 12 rows or fewer. More tire people who answer on a phone.",
        ("rows", "too_long") => "Shorten the longest row to 300 characters or fewer.",
        ("reason", "missing_amendment") => "Say what changed and why. Everybody reads it.",
        ("reason", "too_long") => "Say it in 500 characters or fewer.",
        ("closes", "not_later") => {
            "The new closing time must be later than the announced one. People may rely on that."
        }
        ("note", "too_long") => "Say it in 200 characters or fewer.",
        (_, "pick_options") => "Tick at least one answer that counts, or choose another test.",
        (_, "no_such_question") => "Choose a question that comes before this one.",
        (_, "too_long") => "This is too long. Shorten it.",
        (_, "not_a_number") => "Write a whole number, or leave it empty where that is offered.",
        (_, "not_a_date") => "Write a date such as 2027-04-30, or leave it empty.",
        _ => return None,
    })
}

/// What officers call a type of question.
pub fn kind(name: &str) -> &'static str {
    match name {
        "single" => "One of several options",
        "multiple" => "Any of several options",
        "agreement" => "Agree or disagree",
        "rating" => "A rating in numbers",
        "yes-no" => "Yes or no",
        "long-text" => "Long text",
        "short-text" => "One line of text",
        "list" => "Several short texts",
        "number" => "A number",
        "date" => "A date",
        "rank" => "Put in order",
        "declaration" => "A box to tick to confirm",
        _ => "Something to read, without an answer",
    }
}

/// What a grid of the library is.
pub fn grid(rows: usize) -> String {
    format!("A grid of {}", counted(rows as u64, "row", "rows"))
}

/// A piece in words, with its own name where it has one: "Section “What we propose”".
pub fn piece(piece: &Piece, content: &Content) -> String {
    let english = Language::english();
    match piece {
        Piece::Title => "Title and summary".to_owned(),
        Piece::Audience(id) => format!("Audience “{}”", audience(id, content)),
        Piece::Section(id) => {
            let found = content.sections.iter().find(|s| &s.id == id);
            let words = found.and_then(|s| s.wording.pick(&english, None));
            let name = words.map_or(id.to_string(), |picked| picked.words.heading.clone());
            format!("Section “{name}”")
        }
        Piece::Question(id) => plain::capital(&question(id, content)),
        Piece::Document(_) | Piece::Clause(..) => in_document(piece, &content.documents),
    }
}

/// A document or a clause of these documents: "Clause 3.2 “Best fit”", with its document where there are several.
pub fn in_document(piece: &Piece, documents: &[DocumentText]) -> String {
    let english = Language::english();
    let found = |id: &Slug| documents.iter().find(|document| &document.id == id);
    let title = |id: &Slug| {
        let words = found(id).and_then(|document| document.wording.pick(&english, None));
        words.map_or_else(|| id.to_string(), |picked| picked.words.title.clone())
    };
    match piece {
        Piece::Document(id) => format!("Document “{}”", title(id)),
        Piece::Clause(id, key) => {
            let clause = found(id).and_then(|d| d.clauses.iter().find(|c| &c.key == key));
            let name = clause.map_or_else(
                || format!("“{key}”"),
                |clause| {
                    let words = clause.wording.pick(&english, None);
                    let heading = words.map_or("", |picked| picked.words.heading.as_str());
                    format!("{} “{heading}”", clause.number)
                },
            );
            match documents.len() {
                1 => format!("Clause {name}"),
                _ => format!("“{}”, clause {name}", title(id)),
            }
        }
        other => other.to_string(),
    }
}

/// A question by its place in the builder and what it asks: "question 3 “Is it fair?”". One that is gone goes by its
/// id.
pub fn question(id: &QuestionId, content: &Content) -> String {
    let Some(at) = content.questions.iter().position(|q| &q.id == id) else {
        return format!("question “{id}”");
    };
    let title = content.questions[at]
        .words(&Language::english(), None)
        .title;
    match title.trim() {
        "" => format!("question {}", at + 1),
        title => format!("question {} “{}”", at + 1, shortened(title)),
    }
}

/// At most about 60 characters, cut between words.
fn shortened(title: &str) -> String {
    let Some((cut, _)) = title.char_indices().nth(60) else {
        return title.to_owned();
    };
    let start = title[..cut]
        .rsplit_once(' ')
        .map_or(&title[..cut], |(start, _)| start);
    format!("{start} …")
}

/// An option as readers see it, in quotation marks. One without a label goes by its id.
pub fn option(id: &OptionId, of: Option<&Piece>, content: &Content) -> String {
    let question = match of {
        Some(Piece::Question(of)) => content.questions.iter().find(|q| &q.id == of),
        _ => None,
    };
    let label = question.map(|q| label(q, id, &Language::english(), None));
    let label = label.filter(|label| !label.is_empty());
    format!("“{}”", label.unwrap_or_else(|| id.to_string()))
}

/// What an audience is called.
pub fn audience(id: &AudienceId, content: &Content) -> String {
    let found = content.audiences.iter().find(|a| &a.id == id);
    let words = found.and_then(|a| a.wording.pick(&Language::english(), None));
    let name = words.map(|picked| picked.words.name.clone());
    name.filter(|n| !n.is_empty())
        .unwrap_or_else(|| id.to_string())
}

/// Whom words are for.
pub fn whom(of: Option<&AudienceId>, content: &Content) -> String {
    of.map_or_else(|| "Everybody".to_owned(), |id| audience(id, content))
}

/// A text of a piece of these words, as its field is labelled.
pub fn part(part: &Part, of: Option<&Piece>, content: &Content) -> String {
    match part {
        Part::Title => "Title".to_owned(),
        Part::Summary => "Summary".to_owned(),
        Part::Heading => "Heading".to_owned(),
        Part::Name => "Name".to_owned(),
        Part::Hint => "Hint".to_owned(),
        Part::Body => "Text".to_owned(),
        Part::Introduction => "Introduction".to_owned(),
        Part::Option(id) => format!("Option {}", option(id, of, content)),
        Part::FactTitle(n) => format!("Title of fact {n}"),
        Part::Fact(n) => format!("Fact {n}"),
    }
}

/// What one of our drawings is called.
pub fn picture(name: &str) -> String {
    plain::capital(&name.replace('-', " "))
}

/// What happened to a piece between the old words and the new.
pub fn what(change: &Change, old: &Content, new: &Content) -> String {
    let options = |ids: &[OptionId], content: &Content| {
        let names = ids
            .iter()
            .map(|id| option(id, Some(&change.piece), content));
        plain::list(&names.collect::<Vec<_>>())
    };
    match &change.what {
        What::Added => "Added".to_owned(),
        What::Removed => "Taken out".to_owned(),
        What::Moved => "Moved to another place".to_owned(),
        What::Reworded(texts) => match texts.len() {
            1 => "Reworded".to_owned(),
            n => format!("Reworded in {n} places"),
        },
        What::Options { added, removed } => match (added.is_empty(), removed.is_empty()) {
            (false, true) => format!("New options: {}", options(added, new)),
            (true, false) => format!("Options taken out: {}", options(removed, old)),
            _ => format!(
                "New options: {}. Taken out: {}",
                options(added, new),
                options(removed, old)
            ),
        },
        What::OptionsReordered => "Options in another order".to_owned(),
        What::Rerouted => "Depends on other answers than before".to_owned(),
        What::AskedOfOthers => "Asked of other people than before".to_owned(),
        What::Required(true) => "Must be answered now".to_owned(),
        What::Required(false) => "Need not be answered any more".to_owned(),
        What::OtherPage => "On another page than before".to_owned(),
        What::Renumbered => "Another number".to_owned(),
        What::Settings => "Other settings".to_owned(),
    }
}

/// What a step did.
pub fn step(line: &StepLine, content: &Content) -> String {
    let name = line
        .piece
        .as_ref()
        .map_or_else(|| "The words".to_owned(), |p| piece(p, content));
    match line.what.as_str() {
        "start" => "As they were before the first edit".to_owned(),
        "add" => format!("{name}: added"),
        "remove" => format!("{name}: taken out"),
        "move" => format!("{name}: moved"),
        "back" => "Went back to earlier words".to_owned(),
        "discard" => "Went back to the published words".to_owned(),
        _ => format!("{name}: edited"),
    }
}

/// "Reading age about 11. Hard words: “descriptor” (say “description of need”), “moderation”. The longest sentence has 31
/// words: “The panel looks at …”. Keep to 25." What is asked in `easy` words has shorter sentences.
pub fn reading(reading: &Reading, easy: bool) -> String {
    let age = reading.age.map_or_else(
        || "Too short for a reading age.".to_owned(),
        |age| format!("Reading age about {age}."),
    );
    let hard: Vec<String> = reading
        .hard
        .iter()
        .map(|hard| match hard.instead {
            Some(instead) => format!("“{}” (say “{instead}”)", hard.word),
            None => format!("“{}”", hard.word),
        })
        .collect();
    let hard = match hard.is_empty() {
        true => String::new(),
        false => format!(" Hard words: {}.", plain::list(&hard)),
    };
    let long = long_sentence(reading, easy).unwrap_or_default();
    format!("{age}{hard}{long}")
}

fn long_sentence(reading: &Reading, easy: bool) -> Option<String> {
    let most = match easy {
        true => EASY_SENTENCE,
        false => PLAIN_SENTENCE,
    };
    let (words, begins) = &reading.longest;
    (*words > most)
        .then(|| format!(" The longest sentence has {words} words: “{begins} …”. Keep to {most}."))
}

/// Whether a reading of words is worth a look: they are hard, or a sentence is long.
pub fn is_worth_a_look(reading: &Reading, easy: bool) -> bool {
    let hard = reading.age.is_some_and(|age| age > 9) || !reading.hard.is_empty();
    hard || long_sentence(reading, easy).is_some()
}

/// Whether the readers of this audience get easy words.
pub fn is_easy(of: Option<&AudienceId>, content: &Content) -> bool {
    let audience = content.audiences.iter().find(|a| Some(&a.id) == of);
    audience.is_some_and(|audience| audience.easy_read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_named_sooner_in_easy_words() {
        let long =
            Reading::of(&["We go to the school and we talk with all of the staff who help him."])
                .unwrap();
        assert!(
            reading(&long, true)
                .ends_with(" The longest sentence has 16 words: “We go to the …”. Keep to 15."),
            "{}",
            reading(&long, true)
        );
        assert!(!reading(&long, false).contains("longest"));
    }

    #[test]
    fn a_reading_names_the_hard_words_and_what_to_say_instead() {
        let read = Reading::of(&["The moderation."]).unwrap();
        assert_eq!(
            reading(&read, false),
            "Too short for a reading age. Hard words: “moderation” (say “checking that cases are treated alike”)."
        );
    }
}

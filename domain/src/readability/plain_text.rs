//! The words of a Markdown text, sentence by sentence.

/// Sentences as lists of words. A heading, a point of a list and a paragraph each end a sentence; a table is left
/// out, because its cells are read one by one.
pub(super) fn sentences(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines().map(str::trim) {
        let begins = line.is_empty() || is_point(line) || line.starts_with(['#', '|', '>']);
        if begins {
            split(&paragraph, &mut found);
            paragraph.clear();
        }
        if line.starts_with('|') {
            continue;
        }
        paragraph.push_str(line);
        paragraph.push(' ');
        if line.starts_with('#') {
            split(&paragraph, &mut found);
            paragraph.clear();
        }
    }
    split(&paragraph, &mut found);
    found
}

fn is_point(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ")
        || line.starts_with("* ")
        || (number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") ")))
}

fn split(paragraph: &str, found: &mut Vec<Vec<String>>) {
    let mut sentence = Vec::new();
    for token in without_addresses(paragraph).split_whitespace() {
        sentence.extend(words(token));
        let bare = token.trim_end_matches(['”', '"', ')', '*', '_', '’']);
        let ends = bare.ends_with(['.', '!', '?', ':', ';']);
        if ends && !sentence.is_empty() {
            found.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

/// A link keeps its words and loses its address.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, tail)| tail);
    }
    out.push_str(rest);
    out
}

/// The words of one token. Numbers and addresses are no words; a hyphen joins two of them.
fn words(token: &str) -> Vec<String> {
    if token.contains("://") || token.contains('@') {
        return Vec::new();
    }
    token
        .split(['-', '–', '—', '/'])
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_headings_and_full_stops_end_sentences_and_tables_are_left_out() {
        let text = "# Our idea\n\nWe use **bands**. Each has\na value:\n\n- one (small)\n- two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
        let joined: Vec<String> = sentences(text).iter().map(|s| s.join(" ")).collect();
        assert_eq!(
            joined,
            [
                "Our idea",
                "We use bands",
                "Each has a value",
                "one small",
                "two"
            ]
        );
    }

    #[test]
    fn a_link_is_its_words_and_an_address_is_none() {
        let text = "Read [the draft](https://example.org/a) or mail us@example.org for £1,200.";
        assert_eq!(sentences(text)[0].join(" "), "Read the draft or mail for");
    }
}

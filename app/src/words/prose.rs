//! Longer texts of the screens, such as the privacy notice: Markdown with a paragraph a line, translated line by line.
//!
//! What Markdown needs (`## `, `- `, the bars of a table) is no part of what is translated, so a translator cannot
//! lose it.

use super::fill;
use crate::platform;
use domain::text::Language;

/// What of a line is said, with what stands before it; a row of a table has several.
fn said(line: &str) -> Vec<(&str, &str)> {
    let bare = |text: &str| text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    if bare(line) {
        return vec![(line, "")];
    }
    if line.starts_with('|') {
        let cells = line.split_inclusive('|').map(|cell| {
            let text = cell.trim_end_matches('|').trim();
            (cell, text)
        });
        return cells.collect();
    }
    let marks = line.len() - line.trim_start_matches(['#', '-', ' ']).len();
    let marks = match line[..marks].ends_with(' ') {
        true => marks,
        false => 0,
    };
    vec![(line, &line[marks..])]
}

/// Every sentence of a text, as it stands in the list of what the screens say.
pub fn sentences(markdown: &str) -> Vec<&str> {
    let all = markdown.lines().flat_map(said).map(|(_, said)| said);
    all.filter(|said| !said.is_empty()).collect()
}

/// The text in the reader's language: every section, from one heading to the next, in the language that it could be
/// shown in. A section is translated when all of it is.
pub fn sections(markdown: &str, gaps: &[(&str, String)]) -> Vec<(Language, String)> {
    let mut sections: Vec<String> = Vec::new();
    for line in markdown.lines() {
        match sections.last_mut().filter(|_| !line.starts_with("## ")) {
            Some(section) => section.push_str(line),
            None => sections.push(line.to_owned()),
        }
        if let Some(section) = sections.last_mut() {
            section.push('\n');
        }
    }
    let shown = |section: String| {
        let (language, text) = in_language(&section);
        (language, fill(&text, gaps))
    };
    sections.into_iter().map(shown).collect()
}

fn in_language(section: &str) -> (Language, String) {
    let catalogue = platform::words();
    let translated = catalogue.and_then(|all| {
        let language = Language::parse(&all.language).ok()?;
        let text = translated(section, |english| all.one(english).map(str::to_owned));
        Some((language, text?))
    });
    translated.unwrap_or_else(|| (Language::english(), section.to_owned()))
}

/// A text with each sentence put into a language; none where one is missing.
fn translated(markdown: &str, find: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::new();
    for line in markdown.lines() {
        for (whole, said) in self::said(line) {
            match said.is_empty() {
                true => out.push_str(whole),
                false => {
                    let (before, after) = whole.split_once(said)?;
                    out.push_str(before);
                    out.push_str(&find(said)?);
                    out.push_str(after);
                }
            }
        }
        out.push('\n');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Notice\n\nCall **us**.\n\n## How\n\n- by {phone}\n- by 5-day post\n\n| What | When |\n|---|---|\n| It | 30 days |\n";

    #[test]
    fn what_markdown_needs_is_no_part_of_what_is_translated() {
        let says = sentences(TEXT);
        assert_eq!(
            says,
            [
                "Notice",
                "Call **us**.",
                "How",
                "by {phone}",
                "by 5-day post",
                "What",
                "When",
                "It",
                "30 days"
            ]
        );
        let loud = translated(TEXT, |text| Some(format!("[{text}]"))).unwrap();
        assert!(loud.starts_with("# [Notice]\n\n[Call **us**.]\n"), "{loud}");
        assert!(
            loud.ends_with(
                "- [by 5-day post]\n\n| [What] | [When] |\n|---|---|\n| [It] | [30 days] |\n"
            ),
            "{loud}"
        );
    }

    #[test]
    fn a_text_is_translated_when_all_of_it_is() {
        let but = |missing: &'static str| {
            move |text: &str| (text != missing).then(|| text.to_uppercase())
        };
        assert!(translated(TEXT, but("")).is_some());
        assert!(translated(TEXT, but("It")).is_none());
        assert_eq!(
            translated(TEXT, |text| Some(text.to_owned())).as_deref(),
            Some(TEXT)
        );
    }

    #[test]
    fn sections_begin_at_their_headings_and_have_no_gap_left() {
        let all = sections(TEXT, &[("phone", "01632".to_owned())]);
        assert_eq!(all.len(), 2);
        assert!(
            all[1].1.starts_with("## How\n\n- by 01632\n"),
            "{}",
            all[1].1
        );
        assert_eq!(all[0].0, Language::english());
    }
}

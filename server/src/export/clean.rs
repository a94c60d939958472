//! Takes out of a report's texts what no file format may hold.

use super::ExportError;
use domain::report::Report;
use serde_json::Value;

/// The report without control characters, which are illegal in Word's XML, and without marks that turn the
/// direction of writing round. Line ends stay, tabs become spaces.
pub(super) fn clean(report: &Report) -> Result<Report, ExportError> {
    let mut json = serde_json::to_value(report)?;
    each_text(&mut json, &kept);
    Ok(serde_json::from_value(json)?)
}

/// Changes every text of a JSON value; the names of its fields stay.
pub(super) fn each_text(json: &mut Value, change: &dyn Fn(&str) -> String) {
    match json {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| each_text(field, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text without them.
pub(super) fn kept(text: &str) -> String {
    text.chars().filter_map(letter).collect()
}

fn letter(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{202d}' | '\u{202e}' | '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::report::{Template, build};
    use domain::testing::report::evidence;

    #[test]
    fn control_characters_go_and_everything_else_stays() {
        let mut evidence = evidence();
        evidence.council = "a\u{0}b\tc\nd\u{202e}é🙂".into();
        let report = build(&evidence, Template::Cabinet);
        assert_eq!(clean(&report).unwrap().council, "ab c\ndé🙂");
        let plain = build(&domain::testing::report::evidence(), Template::Cabinet);
        assert_eq!(clean(&plain).unwrap(), plain);
    }
}

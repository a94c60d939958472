//! As much of HTML as it takes to follow links and fill in a form.

use html5gum::{Token, Tokenizer};

/// A tag, its place in the text not asked for.
type StartTag = html5gum::StartTag<()>;

/// A form to post.
#[derive(Debug, Default, PartialEq)]
pub struct Form {
    /// Where it posts to; empty means the page itself.
    pub action: String,
    /// What it sends when the first choice of each group is taken and nothing is typed.
    pub fields: Vec<(String, String)>,
}

/// The addresses of all links.
pub fn links(html: &str) -> Vec<String> {
    tags(html)
        .filter(|tag| name(tag) == "a")
        .filter_map(|tag| attribute(&tag, "href"))
        .collect()
}

/// Every built file that a page or a style sheet names, wherever it names it.
pub fn assets(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let files = text.match_indices("/pkg/").map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        rest[..end].to_owned()
    });
    // A script may put an address together from parts; a file has an ending.
    files
        .filter(|file| {
            file.rsplit('/')
                .next()
                .is_some_and(|name| name.contains('.'))
        })
        .collect()
}

/// The first form that is posted, filled in with as little as possible.
pub fn form(html: &str) -> Option<Form> {
    let mut form: Option<Form> = None;
    let mut select = None;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match (&token, &mut form) {
            (Token::StartTag(tag), None) if is_posted(tag) => {
                form = Some(Form {
                    action: attribute(tag, "action").unwrap_or_default(),
                    ..Form::default()
                });
            }
            (Token::StartTag(tag), Some(form)) => match name(tag).as_str() {
                "select" => select = attribute(tag, "name"),
                "option" => {
                    // The first that means something: an empty one stands for "choose".
                    let value = attribute(tag, "value").filter(|value| !value.is_empty());
                    if let (Some(name), Some(value)) = (&select, value) {
                        form.fields.push((name.clone(), value));
                        select = None;
                    }
                }
                _ => form.fields.extend(field(tag, &form.fields)),
            },
            (Token::EndTag(tag), Some(_)) if tag.name == b"form".as_slice() => break,
            _ => {}
        }
    }
    form
}

fn is_posted(tag: &StartTag) -> bool {
    let method = attribute(tag, "method").unwrap_or_default();
    name(tag) == "form" && method.eq_ignore_ascii_case("post")
}

/// What one control adds to the form.
fn field(tag: &StartTag, so_far: &[(String, String)]) -> Option<(String, String)> {
    let field_name = attribute(tag, "name")?;
    let is_new = !so_far.iter().any(|(name, _)| *name == field_name);
    let value = attribute(tag, "value");
    let kind = attribute(tag, "type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    match (name(tag).as_str(), kind.as_str()) {
        ("input", "radio") => is_new.then(|| (field_name, value.unwrap_or_else(|| "on".into()))),
        ("input", "checkbox" | "file" | "image" | "reset" | "button")
        | ("button", "button" | "reset") => None,
        // The first button is the one that Enter presses.
        ("input", "submit") | ("button", _) => {
            is_new.then(|| (field_name, value.unwrap_or_default()))
        }
        ("input" | "textarea", _) => Some((field_name, value.unwrap_or_default())),
        _ => None,
    }
}

fn tags(html: &str) -> impl Iterator<Item = StartTag> {
    Tokenizer::new(html).filter_map(|token| match token {
        Ok(Token::StartTag(tag)) => Some(tag),
        Ok(_) => None,
    })
}

fn name(tag: &StartTag) -> String {
    String::from_utf8_lossy(&tag.name).into_owned()
}

fn attribute(tag: &StartTag, name: &str) -> Option<String> {
    tag.attributes
        .get(name.as_bytes())
        .map(|value| String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_the_first_form_that_is_posted() {
        let html = r#"<form method="get" action="/search"><input name="q"></form>
            <form method="post" action="/respond?a=1&amp;b=2"><input type="hidden" name="key" value="k">
            <input type="radio" name="who" value="parent"><input type="radio" name="who" value="staff">
            <input type="checkbox" name="no" value="1"><textarea name="text"></textarea>
            <select name="area"><option value="">Choose</option><option value="north">N</option><option value="s">S</option></select>
            <button name="go" value="on">Continue</button><button name="go" value="later">Later</button></form>
            <form method="post" action="/other"><input name="other"></form>"#;
        let form = form(html).unwrap();
        assert_eq!(form.action, "/respond?a=1&b=2");
        let fields: Vec<_> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let expected = [
            ("key", "k"),
            ("who", "parent"),
            ("text", ""),
            ("area", "north"),
            ("go", "on"),
        ];
        assert_eq!(fields, expected);
    }

    #[test]
    fn finds_links_and_built_files() {
        let html = r#"<link href="/pkg/w.1.css"><a href="/consultations/bands">B</a><a>no</a>
            <script>import("/pkg/w.2.js").then(m => m.default("/pkg/w.2.wasm")); root + "/pkg/" + name</script>"#;
        assert_eq!(links(html), ["/consultations/bands"]);
        assert_eq!(
            assets(html),
            ["/pkg/w.1.css", "/pkg/w.2.js", "/pkg/w.2.wasm"]
        );
    }
}

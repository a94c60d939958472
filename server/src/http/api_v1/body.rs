//! Reading what was posted, field by field, so that every fault is told at once.

use crate::backend::receive::Sent;
use app::api::FieldError;
use domain::contribution::{Capacity, ClauseComment, Consent};
use domain::question::Given;
use domain::text::Language;
use domain::typing::Typing;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A response. Only `version` and `audience` are needed, and one answer or comment.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub struct ResponseBody {
    /// Number of the published version answered.
    #[schema(example = 1)]
    version: u32,
    /// Whose questions are answered.
    #[schema(example = "parent-carer")]
    audience: String,
    /// For whom the sender speaks. Only some audiences may speak for others.
    #[schema(default = "individual")]
    capacity: Option<CapacityWord>,
    /// Name of the organisation or group.
    #[schema(max_length = 200)]
    organisation: Option<String>,
    /// Unique reference number of the organisation, where it is a school of the council's register. Its name may then
    /// be left out.
    #[schema(example = "900001")]
    urn: Option<String>,
    /// Whether the sender says that they are allowed to answer for the organisation.
    authorised: Option<bool>,
    /// People a group response stands for.
    #[schema(minimum = 2, maximum = 5000)]
    group_size: Option<u32>,
    /// Who typed the words, where an audience is asked in easy words.
    typing: Option<TypingBody>,
    /// The language of the words (BCP 47).
    #[schema(default = "en")]
    language: Option<String>,
    /// Whether the council may quote the words without a name.
    #[schema(default = false)]
    consent_to_quote: Option<bool>,
    /// Whether an organisation's response may be published under its name.
    #[schema(default = false)]
    consent_to_publish: Option<bool>,
    /// By question id. Words beside the option `other` go under `ID__other`.
    answers: Option<BTreeMap<String, AnswerValue>>,
    /// Comments on single clauses, at most one a clause.
    comments: Option<Vec<CommentBody>>,
}

/// Who typed, and whose words they are. Only for audiences that are asked in easy words.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub struct TypingBody {
    /// How it was typed: `alone`, `helped`, `typed-for` or `group`.
    #[schema(example = "helped")]
    way: String,
    /// Who helped, typed or led: `parent`, `teacher`, `youth-worker`, `advocate` or `other`.
    typist: Option<String>,
    /// Whose words they are: `theirs`, `understood` or `both`.
    whose: Option<String>,
    /// How a group agreed: `everybody`, `most` or `differences`.
    agreed: Option<String>,
}

/// For whom somebody speaks.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub enum CapacityWord {
    /// For themselves.
    Individual,
    /// For an organisation.
    Organisation,
    /// A group that answered together.
    Group,
    /// A standard text sent by many.
    Campaign,
}

/// A text, a number, or option ids. One option may also be given as a text.
#[derive(ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub enum AnswerValue {
    /// A text or the id of one option.
    Text(String),
    /// A whole number, or a point on a rating.
    Number(i64),
    /// Option ids.
    Options(Vec<String>),
}

/// A comment on one clause.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub struct CommentBody {
    /// The document's id.
    #[schema(example = "framework")]
    document: String,
    /// The clause's key.
    #[schema(example = "best-fit")]
    clause: String,
    /// What the sender thinks of it.
    stance: StanceWord,
    /// What they say. May be left out unless they would change it and suggest no wording.
    #[schema(max_length = 10000)]
    text: Option<String>,
    /// The words they would rather have.
    #[schema(max_length = 10000)]
    suggestion: Option<String>,
}

/// What somebody thinks of a clause.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "describes the JSON that `read` reads")]
pub enum StanceWord {
    /// Keep it.
    Agree,
    /// Change it.
    Change,
    /// Take it out.
    Object,
}

/// What was sent.
///
/// # Errors
/// Every field that is missing, unknown or of another type.
pub(super) fn read(body: &Value) -> Result<Sent, Vec<FieldError>> {
    let Value::Object(map) = body else {
        return Err(vec![FieldError::code("", "wrong_type")]);
    };
    let mut object = Object::new(map.clone(), String::new());
    let version = object.needed("version");
    let audience = object.needed("audience");
    let capacity = object.perhaps("capacity").unwrap_or(Capacity::Individual);
    let organisation = object.perhaps("organisation").unwrap_or_default();
    let urn = object.perhaps("urn");
    let authorised = object.perhaps("authorised");
    let group_size = object.perhaps("group_size");
    let typing: Map<String, Value> = object.perhaps("typing").unwrap_or_default();
    let language = object.perhaps("language").unwrap_or_else(Language::english);
    let consent = Consent {
        quote: object.perhaps("consent_to_quote").unwrap_or_default(),
        publish: object.perhaps("consent_to_publish").unwrap_or_default(),
    };
    let answers: Map<String, Value> = object.perhaps("answers").unwrap_or_default();
    let comments: Vec<Value> = object.perhaps("comments").unwrap_or_default();
    let mut faults = object.finish();
    let typing = read_typing(typing, &mut faults);
    let answers = read_answers(answers, &mut faults);
    let comments = comments
        .into_iter()
        .enumerate()
        .filter_map(|(at, value)| read_comment(at, value, &mut faults))
        .collect();
    match (version, audience) {
        (Some(version), Some(audience)) if faults.is_empty() => Ok(Sent {
            version,
            audience,
            capacity,
            organisation,
            urn,
            authorised,
            group_size,
            typing,
            language,
            consent,
            answers,
            comments,
        }),
        _ => Err(faults),
    }
}

fn read_answers(
    answers: Map<String, Value>,
    faults: &mut Vec<FieldError>,
) -> BTreeMap<String, Given> {
    let mut object = Object::new(answers, "/answers".to_owned());
    let ids: Vec<String> = object.left.keys().cloned().collect();
    let given = ids
        .into_iter()
        .filter_map(|id| Some((id.clone(), object.perhaps(&id)?)))
        .collect();
    // A null answer is no answer: taken out above without a fault.
    faults.extend(object.finish());
    given
}

/// Nobody is asked for an age here: that only decides the way through the form.
fn read_typing(typing: Map<String, Value>, faults: &mut Vec<FieldError>) -> Typing {
    let mut object = Object::new(typing, "/typing".to_owned());
    let read = Typing {
        way: object.perhaps("way"),
        under_13: None,
        typist: object.perhaps("typist"),
        whose: object.perhaps("whose"),
        agreed: object.perhaps("agreed"),
    };
    faults.extend(object.finish());
    read
}

fn read_comment(at: usize, value: Value, faults: &mut Vec<FieldError>) -> Option<ClauseComment> {
    let place = format!("/comments/{at}");
    let Value::Object(map) = value else {
        faults.push(FieldError::code(place, "wrong_type"));
        return None;
    };
    let mut object = Object::new(map, place);
    let document = object.needed("document");
    let clause = object.needed("clause");
    let stance = object.needed("stance");
    let text = object.perhaps("text").unwrap_or_default();
    let suggestion = object.perhaps("suggestion").unwrap_or_default();
    faults.extend(object.finish());
    Some(ClauseComment {
        document: document?,
        clause: clause?,
        stance: stance?,
        text,
        suggestion,
    })
}

/// A JSON object being taken apart. What is left at the end should not have been there.
struct Object {
    left: Map<String, Value>,
    at: String,
    faults: Vec<FieldError>,
}

impl Object {
    fn new(left: Map<String, Value>, at: String) -> Self {
        Self {
            left,
            at,
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, name: &str, code: &str) {
        let name = name.replace('~', "~0").replace('/', "~1");
        let field = format!("{}/{name}", self.at);
        self.faults.push(FieldError::code(field, code));
    }

    /// A field that may be missing or null.
    fn perhaps<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let value = self.left.remove(name).filter(|value| !value.is_null())?;
        let read = serde_json::from_value(value);
        if read.is_err() {
            self.fault(name, "wrong_type");
        }
        read.ok()
    }

    fn needed<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        if self.left.get(name).is_none_or(Value::is_null) {
            self.left.remove(name);
            self.fault(name, "missing");
            return None;
        }
        self.perhaps(name)
    }

    fn finish(mut self) -> Vec<FieldError> {
        let unknown: Vec<String> = self.left.keys().cloned().collect();
        for name in unknown {
            self.fault(&name, "unknown_field");
        }
        self.faults
    }
}

/// The same JSON in one spelling: keys in order, no white space. Two bodies are the same response when this is.
pub(super) fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let sorted: BTreeMap<&String, &Value> = map.iter().collect();
            let pairs = sorted
                .into_iter()
                .map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        plain => plain.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_order_of_keys_does_not_make_another_body() {
        let one: Value =
            serde_json::from_str(r#"{"a": [1, {"c": "x", "b": null}], "d": 2}"#).unwrap();
        let two: Value = serde_json::from_str(r#"{"d":2,"a":[1,{"b":null,"c":"x"}]}"#).unwrap();
        assert_eq!(canonical(&one), canonical(&two));
        assert_ne!(canonical(&one), canonical(&json!({"d": 2, "a": []})));
    }

    #[test]
    fn every_fault_is_told_at_once_and_where_it_is() {
        let body = json!({"version": "1", "answers": {"B4": {"x": 1}, "B5": null}, "comments": [{"stance": "maybe"}], "colour": 1});
        let mut found: Vec<String> = read(&body)
            .unwrap_err()
            .into_iter()
            .map(|f| f.field)
            .collect();
        found.sort();
        let expected = [
            "/answers/B4",
            "/audience",
            "/colour",
            "/comments/0/clause",
            "/comments/0/document",
            "/comments/0/stance",
            "/version",
        ];
        assert_eq!(found, expected);
    }
}

//! Several short texts: "add another".

use super::{Answer, Problem, SHORT_TEXT_LIMIT};
use serde::{Deserialize, Serialize};

/// Settings of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Most entries.
    #[serde(default = "ten")]
    pub at_most: usize,
}

fn ten() -> usize {
    10
}

impl List {
    /// Reads one box an entry; empty boxes are left out.
    pub(super) fn check(&self, mut answer: Answer) -> Result<Answer, Problem> {
        if !answer.picked.is_empty() || !answer.other.is_empty() {
            return Err(Problem::WrongKind);
        }
        // A file or a program may give one entry a line.
        let text = std::mem::take(&mut answer.text);
        answer
            .boxes
            .extend(text.lines().map(|l| l.trim().to_owned()));
        answer.boxes.retain(|entry| !entry.is_empty());
        if answer.boxes.len() > self.at_most {
            return Err(Problem::TooMany {
                limit: self.at_most,
            });
        }
        let length = answer.boxes.iter().map(|entry| entry.chars().count()).max();
        match length {
            Some(length) if length > SHORT_TEXT_LIMIT => Err(Problem::TooLong {
                length,
                limit: SHORT_TEXT_LIMIT,
            }),
            _ => Ok(answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_boxes_are_left_out_and_there_are_only_so_many() {
        let list = List { at_most: 2 };
        let boxes = |entries: &[&str]| Answer {
            boxes: entries.iter().map(|e| (*e).to_owned()).collect(),
            ..Answer::default()
        };
        assert_eq!(
            list.check(boxes(&["a", "", "b"])).unwrap().boxes,
            ["a", "b"]
        );
        assert_eq!(
            list.check(boxes(&["a", "b", "c"])),
            Err(Problem::TooMany { limit: 2 })
        );
        assert_eq!(
            list.check(Answer::text("a\n\nb")).unwrap().boxes,
            ["a", "b"]
        );
        let long = "x".repeat(SHORT_TEXT_LIMIT + 1);
        assert!(list.check(boxes(&[&long])).is_err());
    }
}

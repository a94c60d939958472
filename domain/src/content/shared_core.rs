//! The shared core: the few questions that everybody is asked, so that what one group says can be compared with another.

use super::Content;
use crate::question::Question;
use std::ops::RangeInclusive;

/// How many questions a shared core has: with fewer there is little to compare, with more the forms grow long.
pub const SHARED_CORE: RangeInclusive<usize> = 3..=5;

/// The questions that every audience is asked, in order. What asks who somebody is, such as where they live, is none of
/// them: it says nothing of what is proposed.
pub fn shared_core(content: &Content) -> Vec<&Question> {
    let everybody = |q: &&Question| content.audiences.iter().all(|a| q.asks(&a.id));
    let asked = content.questions.iter().filter(everybody);
    asked
        .filter(|q| q.takes_answer() && !q.is_about_writer())
        .collect()
}

/// Whether the shared core is smaller or larger than it should be. Not of a form for one audience alone, which is compared
/// with nobody, nor of one without questions.
pub fn is_core_odd(content: &Content) -> bool {
    let compares = content.audiences.len() > 1 && !content.questions.is_empty();
    compares && !SHARED_CORE.contains(&shared_core(content).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A form for readers and staff with so many questions for both, one for staff alone, one about where they live, and
    /// something to read.
    fn form(shared: usize) -> Content {
        let question = |id: String, more: &str| {
            let text = format!("id = \"{id}\"\nwording = []\n{more}");
            toml::from_str(&text).unwrap()
        };
        let audience = |id: &str| toml::from_str(&format!("id = \"{id}\"\nwording = []")).unwrap();
        let mut questions: Vec<Question> = vec![
            question("S".into(), "kind = \"statement\""),
            question("T".into(), "kind = \"yes-no\"\naudiences = [\"staff\"]"),
            question("where".into(), "kind = \"yes-no\"\ncut = \"locality\""),
        ];
        questions.extend((0..shared).map(|n| match n {
            // Named one by one, it is everybody all the same.
            0 => question(
                "Q0".into(),
                "kind = \"yes-no\"\naudiences = [\"staff\", \"reader\"]",
            ),
            n => question(format!("Q{n}"), "kind = \"long-text\""),
        }));
        Content {
            audiences: vec![audience("reader"), audience("staff")],
            questions,
            ..Content::default()
        }
    }

    #[test]
    fn a_core_has_three_to_five_questions_that_everybody_is_asked() {
        for shared in 0..8 {
            let form = form(shared);
            assert_eq!(shared_core(&form).len(), shared);
            assert_eq!(is_core_odd(&form), !(3..6).contains(&shared), "{shared}");
        }
    }

    #[test]
    fn a_form_for_one_audience_or_without_questions_needs_none() {
        let mut one = form(1);
        one.audiences.truncate(1);
        assert!(!is_core_odd(&one));
        let mut none = form(0);
        none.questions.clear();
        assert!(!is_core_odd(&none));
    }
}

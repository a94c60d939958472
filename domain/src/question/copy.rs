//! Answers that reach us in a copy: typed from paper by an officer, or read from a file.

use super::{Answer, Problem, Question};

impl Question {
    /// Reads a copied answer. The check of [`Question::read`], less two demands that only somebody who is still there
    /// can meet: that a question be answered, and that "Other" be explained.
    ///
    /// # Errors
    /// Says what is wrong with it, as a code the screen has a sentence for.
    pub fn read_copy(&self, answer: Answer) -> Result<Answer, Problem> {
        const UNSAID: &str = "-";
        let mut answer = answer.trimmed();
        if answer.is_empty() {
            return Ok(answer);
        }
        let ticked = answer.picked.iter().any(|p| p == "other");
        if !answer.other.is_empty() && !ticked {
            answer.picked.push("other".to_owned());
        }
        let unsaid = ticked && answer.other.is_empty();
        if unsaid {
            answer.other = UNSAID.to_owned();
        }
        let mut answer = self.read(answer)?;
        if unsaid {
            answer.other.clear();
        }
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Kind};
    use super::*;
    use crate::content::Wordings;

    fn question(kind: Kind) -> Question {
        Question {
            id: "Q1".parse().unwrap(),
            kind,
            audiences: Vec::new(),
            required: true,
            follows: None,
            when: Vec::new(),
            cut: None,
            wording: Wordings::default(),
        }
    }

    fn choice() -> Question {
        question(Kind::Single(Choice {
            options: vec!["a".parse().unwrap()],
            other: true,
            ..Choice::default()
        }))
    }

    #[test]
    fn a_question_left_out_on_paper_and_an_unexplained_other_are_taken_as_they_are() {
        assert_eq!(choice().read(Answer::default()), Err(Problem::Missing));
        assert_eq!(choice().read_copy(Answer::default()), Ok(Answer::default()));
        let other = Answer::picked(["other"]);
        assert_eq!(choice().read(other.clone()), Err(Problem::OtherEmpty));
        assert_eq!(choice().read_copy(other.clone()), Ok(other));
    }

    #[test]
    fn words_beside_other_tick_it_and_every_other_rule_still_holds() {
        let words = Answer {
            other: " a neighbour ".to_owned(),
            ..Answer::default()
        };
        let read = choice().read_copy(words.clone()).unwrap();
        assert_eq!(
            (read.picked, read.other),
            (vec!["other".to_owned()], "a neighbour".to_owned())
        );
        let both = Answer {
            picked: vec!["a".to_owned()],
            ..words
        };
        assert_eq!(choice().read_copy(both), Err(Problem::TooMany { limit: 1 }));
        assert!(
            question(Kind::Agreement)
                .read_copy(Answer::picked(["maybe"]))
                .is_err()
        );
    }
}

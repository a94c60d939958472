//! Options in order of preference, written as numbers: 1 for the first, 2 for the next.

use super::{Answer, Problem};
use crate::text::OptionId;
use serde::{Deserialize, Serialize};

/// Settings of a ranking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rank {
    /// In the order of the form.
    pub options: Vec<OptionId>,
    /// How many places there are, for "put your top 3 in order". All of them when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<usize>,
}

impl Rank {
    /// How many places there are.
    pub fn places(&self) -> usize {
        let all = self.options.len();
        self.places.map_or(all, |places| places.clamp(1, all))
    }

    /// Reads one box an option, or options picked in order. Gives the picked options, most wanted first. Some may be
    /// left out, but no place may be empty before one that is taken.
    pub(super) fn check(&self, mut answer: Answer) -> Result<Answer, Problem> {
        if !answer.text.is_empty() || !answer.other.is_empty() {
            return Err(Problem::WrongKind);
        }
        if !answer.boxes.is_empty() {
            answer = Answer::picked(self.by_place(&answer.boxes)?);
        }
        let unknown = |picked: &&String| !self.options.iter().any(|o| o.as_str() == *picked);
        if let Some(option) = answer.picked.iter().find(unknown) {
            return Err(Problem::NoSuchOption {
                option: option.clone(),
            });
        }
        let mut sorted: Vec<&String> = answer.picked.iter().collect();
        sorted.sort();
        if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Problem::SamePlace { place: 1 });
        }
        if answer.picked.len() > self.places() {
            return Err(Problem::TooMany {
                limit: self.places(),
            });
        }
        Ok(answer)
    }

    fn by_place(&self, boxes: &[String]) -> Result<Vec<String>, Problem> {
        let most = self.places();
        let mut placed: Vec<(usize, &OptionId)> = Vec::new();
        for (option, typed) in self.options.iter().zip(boxes) {
            let typed = typed.trim();
            if typed.is_empty() {
                continue;
            }
            let place = typed
                .parse()
                .ok()
                .filter(|place| (1..=most).contains(place));
            placed.push((place.ok_or(Problem::NotAPlace { most })?, option));
        }
        placed.sort_by_key(|(place, _)| *place);
        for (at, (place, _)) in placed.iter().enumerate() {
            if at > 0 && placed[at - 1].0 == *place {
                return Err(Problem::SamePlace { place: *place });
            }
            if *place != at + 1 {
                return Err(Problem::NoPlace { place: at + 1 });
            }
        }
        Ok(placed
            .iter()
            .map(|(_, option)| option.to_string())
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(places: Option<usize>) -> Rank {
        Rank {
            options: ["speed", "fairness", "cost"]
                .map(|o| OptionId::parse(o).unwrap())
                .to_vec(),
            places,
        }
    }

    fn boxes(places: [&str; 3]) -> Answer {
        Answer {
            boxes: places.map(str::to_owned).to_vec(),
            ..Answer::default()
        }
    }

    #[test]
    fn numbers_become_an_order_and_options_may_be_left_out() {
        let read = |places| rank(None).check(boxes(places)).unwrap().picked;
        assert_eq!(read(["3", "1", " 2 "]), ["fairness", "cost", "speed"]);
        assert_eq!(read(["", "1", ""]), ["fairness"]);
    }

    #[test]
    fn a_place_taken_twice_left_out_or_unknown_is_named() {
        let wrong = |places| rank(Some(2)).check(boxes(places)).unwrap_err();
        assert_eq!(wrong(["1", "1", ""]), Problem::SamePlace { place: 1 });
        assert_eq!(wrong(["2", "", ""]), Problem::NoPlace { place: 1 });
        for typed in ["3", "0", "first"] {
            assert_eq!(wrong([typed, "", ""]), Problem::NotAPlace { most: 2 });
        }
    }

    #[test]
    fn an_order_given_by_another_program_is_checked_too() {
        let given = |picked: &[&str]| rank(Some(2)).check(Answer::picked(picked.iter().copied()));
        assert_eq!(given(&["cost", "speed"]).unwrap().picked, ["cost", "speed"]);
        assert_eq!(
            given(&["cost", "cost"]),
            Err(Problem::SamePlace { place: 1 })
        );
        assert_eq!(
            given(&["cost", "speed", "fairness"]),
            Err(Problem::TooMany { limit: 2 })
        );
        assert!(given(&["luck"]).is_err());
    }
}

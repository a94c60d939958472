//! An order of preference as other tools write it: a list in one cell, or a column for each place.

use super::reason::short;
use domain::question::Problem;

/// What the cells of one ranking say, before it is known to be an order.
#[derive(Default)]
pub(super) struct Order {
    /// A place, from 1, and the option that stands there; none where somebody said that the cell means nothing.
    placed: Vec<(usize, Option<String>)>,
}

impl Order {
    /// Adds what stands on a place, or, where none is said, behind what is there.
    pub fn put(&mut self, place: Option<usize>, option: Option<String>) {
        let place = place.unwrap_or(self.placed.len() + 1);
        self.placed.push((place, option));
    }

    /// The options, most wanted first. What comes behind a cell that means nothing moves up, in both ways of writing.
    ///
    /// # Errors
    /// Says where two share a place, where a place is empty before one that is taken, and what stands there twice.
    pub fn options(mut self) -> Result<Vec<String>, String> {
        self.placed.sort_by_key(|(place, _)| *place);
        for (at, (place, _)) in self.placed.iter().enumerate() {
            let (place, due) = (*place, at + 1);
            if place < due {
                return Err(Problem::SamePlace { place }.to_string());
            }
            if place > due {
                return Err(Problem::NoPlace { place: due }.to_string());
            }
        }
        let placed = self.placed.into_iter();
        let options: Vec<String> = placed.filter_map(|(_, option)| option).collect();
        for (at, option) in options.iter().enumerate() {
            if options[..at].contains(option) {
                return Err(format!("“{}” has two places", short(option)));
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(placed: &[(Option<usize>, &str)]) -> Result<Vec<String>, String> {
        let mut order = Order::default();
        for (place, option) in placed {
            let option = (!option.is_empty()).then(|| (*option).to_owned());
            order.put(*place, option);
        }
        order.options()
    }

    #[test]
    fn places_make_the_order_and_not_the_columns() {
        let read = read(&[(Some(2), "cost"), (Some(1), "speed")]);
        assert_eq!(read.unwrap(), ["speed", "cost"]);
    }

    #[test]
    fn what_comes_behind_a_cell_without_meaning_moves_up() {
        let listed = read(&[(None, ""), (None, "cost")]);
        let placed = read(&[(Some(1), ""), (Some(2), "cost")]);
        assert_eq!(listed.unwrap(), ["cost"]);
        assert_eq!(placed.unwrap(), ["cost"]);
    }

    #[test]
    fn a_tie_a_gap_and_an_option_with_two_places_are_told() {
        let wrong = |placed| read(placed).unwrap_err();
        assert_eq!(
            wrong(&[(Some(1), "cost"), (Some(2), "speed"), (Some(2), "luck")]),
            "place 2 is taken twice"
        );
        assert_eq!(
            wrong(&[(Some(1), "cost"), (Some(3), "speed")]),
            "nothing is on place 2"
        );
        assert_eq!(
            wrong(&[(None, "cost"), (None, "speed"), (None, "cost")]),
            "“cost” has two places"
        );
    }
}

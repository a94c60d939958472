//! For whom somebody answers: which school of the register, and whether they are allowed to.

use crate::contribution::{Capacity, Draft, SpeaksFor};
use crate::question::Problem;
use crate::school::{Found, Listed, Urn, fold};
use crate::text::clean;

/// Most characters in the name of an organisation or group.
pub const ORGANISATION_LIMIT: usize = 200;
/// Most people one group response may stand for.
pub const GROUP_LIMIT: u32 = 5_000;

impl SpeaksFor {
    /// The school of the register that they speak for, if it is one.
    pub fn school(&self) -> Option<&Listed> {
        let organisation = self.capacity == Some(Capacity::Organisation);
        self.schools
            .iter()
            .find(|school| organisation && Some(school.urn) == self.urn)
    }

    /// Whether the register has schools of which one is still to be chosen.
    pub fn undecided(&self) -> bool {
        let organisation = self.capacity == Some(Capacity::Organisation);
        organisation && !self.schools.is_empty() && self.school().is_none() && !self.unlisted
    }

    /// Puts what the register has for the name, keeping a choice that is still among it. The only school of its number
    /// or name is taken as chosen, unless they said that it is not theirs.
    pub fn looked_up(&mut self, found: Found) {
        self.schools = match found {
            Found::Nothing => Vec::new(),
            Found::One(school) => {
                self.urn = (!self.unlisted).then_some(school.urn);
                vec![school]
            }
            Found::Several(schools) => schools,
        };
        self.urn = self.school().map(|school| school.urn);
        self.unlisted = self.unlisted && !self.schools.is_empty();
    }

    /// Takes a choice among the schools that were shown for `before`. It says nothing of another name.
    pub(crate) fn chosen(&mut self, picked: &str, before: &str) {
        if fold(&self.organisation) == fold(before) {
            self.urn = Urn::parse(picked).ok();
            self.unlisted = picked == "none";
        }
    }
}

/// Fields of [`form_faults`] that only the web form asks.
pub(crate) const FORM_ONLY: [&str; 4] = ["urn", "school", "authorised", "not-authorised"];

/// What the web form asks beyond what every way of answering must say: which school of the register it is, and
/// whether they are allowed to answer for it. A lead's team makes one response, of an organisation.
pub(crate) fn form_faults(draft: &Draft) -> Vec<(&'static str, Problem)> {
    let who = &draft.speaks_for;
    if who.capacity != Some(Capacity::Organisation) {
        let wrong = draft.leads() && who.capacity.is_some();
        return wrong
            .then_some(("capacity", Problem::WrongKind))
            .into_iter()
            .collect();
    }
    let mut faults = Vec::new();
    // A number is no name: it stands for a school of the register, or for nothing.
    if (who.schools.is_empty() || who.unlisted) && Urn::parse(&who.organisation).is_ok() {
        faults.push(("urn", Problem::Missing));
    }
    if who.undecided() {
        faults.push(("school", Problem::Missing));
    }
    match who.authorised {
        None => faults.push(("authorised", Problem::Missing)),
        Some(false) => faults.push(("not-authorised", Problem::Missing)),
        Some(true) => {}
    }
    faults
}

/// How many people a group stands for; none for anybody else.
pub(crate) fn group_size(capacity: Capacity, speaks_for: &SpeaksFor) -> Option<u32> {
    let group = capacity == Capacity::Group;
    group.then(|| speaks_for.group_size.trim().parse().ok())?
}

/// What is wrong with how many people a group says it is.
pub(crate) fn group_size_faults(speaks_for: &SpeaksFor) -> Option<(&'static str, Problem)> {
    let problem = match speaks_for.group_size.trim().parse::<u32>() {
        Err(_) => Problem::NotANumber,
        Ok(n) if !(2..=GROUP_LIMIT).contains(&n) => Problem::OutOfRange {
            low: 2,
            high: i64::from(GROUP_LIMIT),
        },
        Ok(_) => return None,
    };
    Some(("group-size", problem))
}

pub(crate) fn speaks_for_faults(speaks_for: &SpeaksFor) -> Vec<(&'static str, Problem)> {
    let name = clean(&speaks_for.organisation);
    let mut faults = Vec::new();
    match speaks_for.capacity {
        None => faults.push(("capacity", Problem::Missing)),
        Some(Capacity::Individual | Capacity::Campaign) => {}
        Some(Capacity::Organisation) if name.is_empty() => {
            faults.push(("organisation", Problem::Missing))
        }
        Some(Capacity::Organisation) => {}
        Some(Capacity::Group) => faults.extend(group_size_faults(speaks_for)),
    }
    let length = name.chars().count();
    if length > ORGANISATION_LIMIT {
        faults.push((
            "organisation",
            Problem::TooLong {
                length,
                limit: ORGANISATION_LIMIT,
            },
        ));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::VersionId;
    use crate::team::Part;
    use crate::text::Language;

    fn listed(urn: &str) -> Listed {
        Listed {
            urn: urn.parse().unwrap(),
            name: "Lantern Lane Primary School".to_owned(),
            town: String::new(),
        }
    }

    fn school(name: &str) -> SpeaksFor {
        SpeaksFor {
            capacity: Some(Capacity::Organisation),
            organisation: name.to_owned(),
            authorised: Some(true),
            ..SpeaksFor::default()
        }
    }

    fn faults(speaks_for: SpeaksFor, team: Option<Part>) -> Vec<&'static str> {
        let draft = Draft {
            audience: None,
            language: Language::english(),
            version: VersionId::from_uuid(uuid::Uuid::nil()),
            speaks_for,
            typing: Default::default(),
            answers: Default::default(),
            comments: Vec::new(),
            consent: None,
            team,
        };
        form_faults(&draft)
            .into_iter()
            .map(|(field, _)| field)
            .collect()
    }

    #[test]
    fn the_only_school_of_a_name_is_taken_unless_they_said_that_it_is_not_theirs() {
        let mut who = school("lantern lane primary school");
        who.looked_up(Found::One(listed("900005")));
        assert_eq!(who.school(), Some(&listed("900005")));
        who.chosen("none", "Lantern Lane Primary School");
        who.looked_up(Found::One(listed("900005")));
        assert_eq!(who.school(), None);
        assert!(!who.undecided());
    }

    #[test]
    fn of_several_schools_one_is_chosen_before_sending() {
        let mut who = school("Lantern Lane");
        let both = || Found::Several(vec![listed("900005"), listed("900006")]);
        who.looked_up(both());
        assert_eq!(faults(who.clone(), None), ["school"]);
        who.chosen("900006", "lantern lane");
        who.looked_up(both());
        assert_eq!(who.school(), Some(&listed("900006")));
        assert_eq!(faults(who, None), Vec::<&str>::new());
    }

    #[test]
    fn a_choice_made_for_another_name_is_no_choice() {
        let mut who = school("Gullhaven");
        who.chosen("none", "Lantern Lane");
        who.looked_up(Found::Several(vec![listed("900007")]));
        assert!(who.undecided());
        who.chosen("900005", "Gullhaven");
        who.looked_up(Found::Several(vec![listed("900007")]));
        assert!(who.undecided());
    }

    #[test]
    fn an_organisation_says_whether_it_may_be_answered_for_and_nobody_else_does() {
        let asked = |authorised| SpeaksFor {
            authorised,
            ..school("Harbour Lights")
        };
        assert_eq!(faults(asked(None), None), ["authorised"]);
        assert_eq!(faults(asked(Some(false)), None), ["not-authorised"]);
        assert_eq!(faults(asked(Some(true)), None), Vec::<&str>::new());
        assert_eq!(faults(SpeaksFor::default(), None), Vec::<&str>::new());
    }

    #[test]
    fn a_team_answers_for_an_organisation_and_for_nobody_else() {
        let myself = || SpeaksFor {
            capacity: Some(Capacity::Individual),
            ..SpeaksFor::default()
        };
        assert_eq!(faults(myself(), Some(Part::Lead)), ["capacity"]);
        assert_eq!(faults(myself(), None), Vec::<&str>::new());
        assert_eq!(
            faults(school("Reach"), Some(Part::Lead)),
            Vec::<&str>::new()
        );
    }
}

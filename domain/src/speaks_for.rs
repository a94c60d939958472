//! For whom somebody answers: which school of the register it is, and whether they are allowed to.

use crate::contribution::{Capacity, Draft, SpeaksFor};
use crate::journey::{Page, yes_or_no};
use crate::question::Problem;
use crate::school::{Found, Listed, Urn, fold};
use crate::text::clean;

/// Most characters in the name of an organisation or group.
pub const ORGANISATION_LIMIT: usize = 200;
/// Most people one group response may stand for.
pub const GROUP_LIMIT: u32 = 5_000;

impl SpeaksFor {
    /// The school of the register that they speak for or, where they speak for themselves, work in.
    pub fn school(&self) -> Option<&Listed> {
        self.schools
            .iter()
            .find(|school| self.has_school() && Some(school.urn) == self.urn)
    }

    /// Whether they may be of a school: groups and those who have not said for whom they speak are not asked.
    fn has_school(&self) -> bool {
        use Capacity::{Individual, Organisation};
        matches!(self.capacity, Some(Individual | Organisation))
    }

    /// Whether the register has schools of which one is still to be chosen.
    pub fn undecided(&self) -> bool {
        self.has_school() && !self.schools.is_empty() && self.school().is_none() && !self.unlisted
    }

    /// What is to be looked up in the register; empty where there is nothing.
    pub fn sought(&self) -> &str {
        match self.has_school() {
            true => &self.organisation,
            false => "",
        }
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
    fn chosen(&mut self, picked: &str, before: &str) {
        if fold(&self.organisation) == fold(before) {
            self.urn = Urn::parse(picked).ok();
            self.unlisted = picked == "none";
        }
    }

    /// As somebody typed it who has all of it on one page. `schools-of` is the name for which the schools were shown of
    /// which `school` is one.
    pub fn copied<'a>(posted: impl Fn(&str) -> Option<&'a str>) -> Self {
        let mut who = Self {
            organisation: posted("schools-of").unwrap_or_default().to_owned(),
            ..Self::default()
        };
        who.fill(posted);
        who
    }

    /// Takes what a form posted of it. The form asks it on several pages: what was not posted stays as it was.
    pub fn fill<'a>(&mut self, posted: impl Fn(&str) -> Option<&'a str>) {
        // Somebody who may not answer for their school has a button that says whom they answer for instead.
        let instead = posted("instead").filter(|instead| !instead.is_empty());
        if let Some(capacity) = instead.or_else(|| posted("capacity")) {
            // A campaign is found by those who read the responses; nobody says it of themselves.
            let said = Capacity::parse(capacity);
            self.capacity = said.filter(|c| *c != Capacity::Campaign);
        }
        if let Some(name) = posted("organisation") {
            let before = std::mem::replace(&mut self.organisation, name.to_owned());
            (self.urn, self.unlisted) = (None, false);
            self.chosen(posted("school").unwrap_or_default(), &before);
        }
        if let Some(said) = posted("authorised") {
            self.authorised = yes_or_no(said);
        }
        if let Some(size) = posted("group-size") {
            self.group_size = size.to_owned();
        }
    }
}

/// The pages that ask for whom somebody answers.
pub(crate) fn pages(who: &SpeaksFor) -> Vec<Page> {
    let more: &[Page] = match who.capacity {
        None => &[],
        Some(Capacity::Individual | Capacity::Campaign) => &[Page::School],
        Some(Capacity::Organisation) => &[Page::School, Page::Allowed],
        Some(Capacity::Group) => &[Page::Together],
    };
    [&[Page::SpeaksFor], more].concat()
}

/// Whether such a page was answered.
pub(crate) fn answered(who: &SpeaksFor, page: &Page) -> bool {
    match page {
        Page::SpeaksFor => who.capacity.is_some(),
        Page::School => !who.organisation.is_empty(),
        Page::Allowed => who.authorised.is_some(),
        Page::Together => !who.group_size.is_empty(),
        _ => false,
    }
}

/// What is wrong on such a page: field and problem.
pub(crate) fn faults_on(draft: &Draft, page: &Page) -> Vec<(&'static str, Problem)> {
    let who = &draft.speaks_for;
    // Where nobody has said for whom, as in the browser, which knows one page alone, the page itself says it.
    let is = |capacity| who.capacity.is_none_or(|said| said == capacity);
    match page {
        // A lead's team makes one response, of an organisation.
        Page::SpeaksFor => match who.capacity {
            None => vec![("capacity", Problem::Missing)],
            Some(Capacity::Organisation) => Vec::new(),
            Some(_) if draft.leads() => vec![("capacity", Problem::WrongKind)],
            Some(_) => Vec::new(),
        },
        Page::School => school_faults(who),
        Page::Allowed if is(Capacity::Organisation) => match who.authorised {
            None => vec![("authorised", Problem::Missing)],
            Some(false) => vec![("not-authorised", Problem::Missing)],
            Some(true) => Vec::new(),
        },
        Page::Together if is(Capacity::Group) => (name_fault(who).into_iter())
            .chain(group_size_faults(who))
            .collect(),
        _ => Vec::new(),
    }
}

/// What is wrong with the school, setting or organisation. Which school of the register it is must be clear; who
/// speaks for themselves names one of the register or none, because no other name is kept.
pub(crate) fn school_faults(who: &SpeaksFor) -> Vec<(&'static str, Problem)> {
    let name = clean(&who.organisation);
    let mut faults: Vec<_> = name_fault(who).into_iter().collect();
    match (who.capacity, name.is_empty()) {
        (Some(Capacity::Organisation), true) => faults.push(("organisation", Problem::Missing)),
        (Some(Capacity::Organisation | Capacity::Individual), false) => {
            let unknown = who.schools.is_empty();
            // A number is no name: it stands for a school of the register, or for nothing.
            if (unknown || who.unlisted) && Urn::parse(&name).is_ok() {
                faults.push(("urn", Problem::Missing));
            } else if unknown && who.capacity == Some(Capacity::Individual) && faults.is_empty() {
                faults.push(("organisation", Problem::NoSuchOption { option: name }));
            }
        }
        _ => {}
    }
    if who.undecided() {
        faults.push(("school", Problem::Missing));
    }
    faults
}

/// Whether another program or a file may leave this unsaid: only our own forms ask it.
pub(crate) fn is_form_only(field: &str, problem: &Problem) -> bool {
    let unknown = field == "organisation" && matches!(problem, Problem::NoSuchOption { .. });
    unknown || ["urn", "school"].contains(&field) || is_web_only(field)
}

/// Whether a sheet of paper may leave this unsaid too.
pub(crate) fn is_web_only(field: &str) -> bool {
    ["authorised", "not-authorised"].contains(&field)
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

/// What is wrong with all of it, in the order of a form that asks it at once.
pub(crate) fn speaks_for_faults(who: &SpeaksFor) -> Vec<(&'static str, Problem)> {
    match who.capacity {
        None => [("capacity", Problem::Missing)]
            .into_iter()
            .chain(name_fault(who))
            .collect(),
        Some(Capacity::Individual | Capacity::Organisation) => school_faults(who),
        Some(Capacity::Group) => (name_fault(who).into_iter())
            .chain(group_size_faults(who))
            .collect(),
        Some(Capacity::Campaign) => name_fault(who).into_iter().collect(),
    }
}

fn name_fault(who: &SpeaksFor) -> Option<(&'static str, Problem)> {
    let length = clean(&who.organisation).chars().count();
    let limit = ORGANISATION_LIMIT;
    (length > limit).then_some(("organisation", Problem::TooLong { length, limit }))
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

    /// What is wrong on every page that asks it.
    fn faults(speaks_for: SpeaksFor, team: Option<Part>) -> Vec<&'static str> {
        let draft = Draft {
            audience: None,
            language: Language::english(),
            version: VersionId::from_uuid(uuid::Uuid::nil()),
            speaks_for,
            typing: Default::default(),
            answers: Default::default(),
            comments: Vec::new(),
            begun: Vec::new(),
            unsure: false,
            consent: None,
            team,
        };
        let pages = pages(&draft.speaks_for);
        let on = |page: &Page| faults_on(&draft, page);
        pages.iter().flat_map(on).map(|(field, _)| field).collect()
    }

    fn fill(who: &mut SpeaksFor, posted: &[(&str, &'static str)]) {
        who.fill(|name| posted.iter().find(|(n, _)| *n == name).map(|(_, v)| *v));
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
        fill(
            &mut who,
            &[("organisation", "lantern lane"), ("school", "900006")],
        );
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
        let myself = SpeaksFor {
            capacity: Some(Capacity::Individual),
            ..SpeaksFor::default()
        };
        assert_eq!(faults(myself, None), Vec::<&str>::new());
    }

    #[test]
    fn who_answers_for_themselves_names_a_school_of_the_register_or_none() {
        let mut who = SpeaksFor {
            capacity: Some(Capacity::Individual),
            organisation: "Nowhere".to_owned(),
            ..SpeaksFor::default()
        };
        assert_eq!(faults(who.clone(), None), ["organisation"]);
        who.looked_up(Found::Several(vec![listed("900005")]));
        assert_eq!(faults(who.clone(), None), ["school"]);
        fill(&mut who, &[("organisation", "Nowhere"), ("school", "none")]);
        assert_eq!(faults(who.clone(), None), Vec::<&str>::new());
        assert_eq!(who.school(), None);
        fill(
            &mut who,
            &[("organisation", "Nowhere"), ("school", "900005")],
        );
        assert_eq!(who.school(), Some(&listed("900005")));
        fill(&mut who, &[("organisation", "")]);
        who.looked_up(Found::Nothing);
        assert_eq!(faults(who, None), Vec::<&str>::new());
    }

    #[test]
    fn a_page_changes_nothing_that_it_does_not_ask() {
        let mut who = school("Ashmere");
        fill(&mut who, &[("capacity", "group")]);
        fill(&mut who, &[("group-size", "12")]);
        assert_eq!(who.organisation, "Ashmere");
        assert_eq!(who.authorised, Some(true));
        fill(
            &mut who,
            &[("capacity", "group"), ("instead", "individual")],
        );
        assert_eq!(who.capacity, Some(Capacity::Individual));
        assert_eq!(who.group_size, "12");
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

//! Who typed a response in easy words, and whose words they are.
//!
//! Children under 13 answer with an adult they trust, or in a group that somebody leads. Nobody is asked for a name
//! or a date of birth: only what a reader of the results must know to give the words their proper weight.

use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// How a response came to be typed.
    Way {
        /// The young person typed it alone.
        Alone = "alone",
        /// The young person answered, and somebody helped.
        Helped = "helped",
        /// An adult typed what a young person said.
        TypedFor = "typed-for",
        /// A group answered together, and somebody led it.
        Group = "group",
        /// They would rather not say. They are asked what somebody alone is asked.
        NotSaid = "not-said",
    }
}

words! {
    /// What the person who helped, typed or led is to the young people.
    Typist {
        /// Mother, father or whoever else brings them up.
        Parent = "parent",
        /// Teacher, teaching assistant or anybody else at school or college.
        Teacher = "teacher",
        /// Youth worker.
        YouthWorker = "youth-worker",
        /// Advocate: somebody who speaks up for them.
        Advocate = "advocate",
        /// Anybody else.
        Other = "other",
        /// They would rather not say.
        NotSaid = "not-said",
    }
}

words! {
    /// Whose words were typed.
    Whose {
        /// The young person's own.
        Theirs = "theirs",
        /// What the adult understood, in the adult's words.
        Understood = "understood",
        /// Some of each.
        Both = "both",
        /// They are not sure.
        NotSure = "not-sure",
    }
}

words! {
    /// How a group came to its answers.
    Agreed {
        /// Everybody agreed.
        Everybody = "everybody",
        /// Most agreed.
        Most = "most",
        /// They did not all agree, and the different views are written down.
        Differences = "differences",
        /// They are not sure.
        NotSure = "not-sure",
    }
}

words! {
    /// What somebody who answers alone says of being under 13.
    Under13 {
        /// They are: an adult should be with them.
        Yes = "yes",
        /// They are not.
        No = "no",
        /// They would rather not say, and go on as anybody does.
        NotSaid = "not-said",
    }
}

/// Who typed, as far as it was said. All empty where it was not asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typing {
    /// How it was typed.
    pub way: Option<Way>,
    /// Whether somebody alone is under 13. Never stored with a response: it only decides the way through the form.
    pub under_13: Option<Under13>,
    /// Who helped, typed or led.
    pub typist: Option<Typist>,
    /// Whose words they are.
    pub whose: Option<Whose>,
    /// How a group agreed.
    pub agreed: Option<Agreed>,
}

impl Typing {
    /// Somebody under 13, alone as far as we know: they are asked to fetch an adult before they go on.
    pub fn needs_an_adult(&self) -> bool {
        matches!(self.way, Some(Way::Alone | Way::NotSaid)) && self.under_13 == Some(Under13::Yes)
    }

    /// What is kept with the response: what belongs to the way it was typed, and no age.
    pub fn kept(&self) -> Self {
        let by_somebody = matches!(self.way, Some(Way::Helped | Way::TypedFor));
        let group = self.way == Some(Way::Group);
        Self {
            way: self.way,
            under_13: None,
            typist: self.typist.filter(|_| by_somebody || group),
            whose: self.whose.filter(|_| by_somebody),
            agreed: self.agreed.filter(|_| group),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything(way: Way) -> Typing {
        Typing {
            way: Some(way),
            under_13: Some(Under13::Yes),
            typist: Some(Typist::Advocate),
            whose: Some(Whose::Understood),
            agreed: Some(Agreed::Most),
        }
    }

    #[test]
    fn only_what_belongs_to_the_way_is_kept_and_an_age_never() {
        for way in Way::ALL {
            assert_eq!(everything(*way).kept().under_13, None);
        }
        let alone = everything(Way::Alone).kept();
        assert_eq!(
            (alone.typist, alone.whose, alone.agreed),
            (None, None, None)
        );
        let helped = everything(Way::Helped).kept();
        assert_eq!(
            (helped.whose, helped.agreed),
            (Some(Whose::Understood), None)
        );
        let group = everything(Way::Group).kept();
        assert_eq!((group.whose, group.agreed), (None, Some(Agreed::Most)));
        assert_eq!(group.typist, Some(Typist::Advocate));
    }

    #[test]
    fn an_adult_is_asked_for_only_where_a_child_is_alone() {
        let asked = Way::ALL.iter().map(|way| everything(*way).needs_an_adult());
        assert_eq!(asked.collect::<Vec<_>>(), [true, false, false, false, true]);
        let older = Typing {
            under_13: Some(Under13::NotSaid),
            ..everything(Way::Alone)
        };
        assert!(!older.needs_an_adult());
    }
}

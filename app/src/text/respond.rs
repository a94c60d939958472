//! Sentences of the form. Reading age nine.

use crate::words::Phrase;

/// What people fear most, said first wherever somebody might start to answer.
pub const NO_EFFECT: Phrase = phrase!(
    "Your answers do not affect a child’s plan, their place at school or the help they get."
);

/// The same in easy words.
pub const NO_EFFECT_EASY: Phrase = phrase!("What you say will not change the help you get.");

/// Before every box that takes somebody's own words.
pub const NO_NAMES: Phrase = phrase!(
    "Please do not write the names of children, or anything else that would show who a child is."
);

/// The same in easy words.
pub const NO_NAMES_EASY: Phrase = phrase!("Please do not write any names.");

/// Names what is folded away beside every box after the first.
pub const HELP: Phrase = phrase!("Do you need help for one child?");

/// The same in easy words.
pub const HELP_EASY: Phrase = phrase!("Not safe, or very sad? Get help");

/// For a child who writes here because they are not safe.
pub const NOT_SAFE: Phrase = phrase!("Are you not safe, or very sad? Tell a grown-up you trust.");

/// When there is no time.
pub const IN_DANGER: Phrase = phrase!("Are you in danger now? Call 999.");

/// On the first page, under the introduction.
pub const GOOD_TO_KNOW: [Phrase; 4] = [
    phrase!("You do not need an account, and we do not ask for your name."),
    phrase!("You can leave out any question you do not want to answer."),
    phrase!(
        "What you write is saved as you go. You can stop, get a code, and carry on another day or on another phone or computer."
    ),
    phrase!("You can look at all your answers, and change them, before you send them."),
];

/// Before somebody begins who is asked in easy words.
pub const START_EASY: [(&str, Phrase); 5] = [
    ("talk", phrase!("We want to know what you think.")),
    ("yes", phrase!("There are no wrong answers.")),
    ("help", NO_EFFECT_EASY),
    ("me", phrase!("We do not ask for your name.")),
    (
        "skip",
        phrase!("You can skip any question. You can stop when you like."),
    ),
];

/// More of it, on the page where they begin.
pub const START_EASY_MORE: [(&str, Phrase); 2] = [
    ("adult", phrase!("Somebody you trust can help you.")),
    (
        "save",
        phrase!("You can stop now and go on another day. We give you a code."),
    ),
];

/// How long it takes, before the audience is known.
pub const HOW_LONG: Phrase = phrase!(
    "Most people need 10 to 20 minutes. The next page says more, when we know who you are."
);

/// Somebody came to a page of the form without a draft.
pub const LOST: Phrase = phrase!(
    "We could not find the response you began. This happens when the browser was closed, when it does not keep cookies, or when you began on another device. If you have a code, use it. If not, you can start again here, or call us and answer by phone."
);

/// Somebody must choose an audience before the questions.
pub const CHOOSE_AUDIENCE: Phrase = phrase!(
    "Your comments on the documents are saved. Choose who you are, then you can answer questions too, or just send your comments."
);

/// The button that leaves a question out, on pages in easy words.
pub const SKIP: Phrase = phrase!("Skip this question");

/// Said when words would go with it.
pub const SKIP_SURE: Phrase =
    phrase!("You wrote something here. Do you want to keep it? Then press “Save and continue”.");

/// The button, when words would go with it.
pub const SKIP_AND_DELETE: Phrase = phrase!("Skip, and delete what I wrote");

/// What may be done with the words, in easy words.
pub const CONSENT_EASY: Phrase = phrase!(
    "We read all answers. We may show some words to other people. We never say who wrote them."
);

/// What may be done with the words.
pub const CONSENT: Phrase = phrase!(
    "We read everything you send. In our reports we would like to show some of it in people’s own words, without a name. We take out anything that could show who somebody is."
);

/// When the register has just one school of that number or name.
pub const SCHOOL_FOUND: Phrase =
    phrase!("We found your school. Please check that it is the right one, then save and continue.");

/// To one whose school or organisation is not in the register.
pub const NOT_LISTED: Phrase = phrase!(
    "This name is not in our list of schools. If it is right, save and continue: we will use the name as you wrote it."
);

/// To one whose own school is not in the register.
pub const NOT_LISTED_OWN: Phrase = phrase!(
    "This name is not in our list of schools, and we cannot keep it. Write another part of the name, or leave the box empty."
);

/// To one who is asked where they work.
pub const KEPT_APART: Phrase = phrase!(
    "We ask so that we know which schools we have heard from. We keep it apart from your answers."
);

/// Whether somebody may answer for their organisation, where its name is not known.
pub const ALLOWED: Phrase = phrase!("Are you allowed to answer for it?");

/// On the screen and on paper.
pub const GROUP_NAME: Phrase = phrase!("What is your group called?");

/// On the screen and on paper.
pub const HOW_MANY_TOGETHER: Phrase = phrase!("How many people answered together?");

/// Above the only school it may be.
pub const ONE_SCHOOL: Phrase = phrase!(
    "It is in our list of schools. Is it not yours? Write the whole name of your school or its number in the box above, then save and continue."
);

/// Above the schools to choose from.
pub const SCHOOLS_FOUND: Phrase = phrase!(
    "These are in our list of schools. Is yours not among them? Write its whole name or its number in the box above, then save and continue."
);

/// To somebody who may not answer for their school or organisation: that they can take part, and the three ways.
pub const MAY_NOT_ANSWER: [Phrase; 4] = [
    phrase!("You can still take part"),
    phrase!("You can answer just for yourself. What you think counts."),
    phrase!(
        "You can write the answer with your colleagues. When it is ready, somebody who is allowed to answer can send it."
    ),
    phrase!(
        "You can go on writing now. Before it is sent, somebody who is allowed to answer must come to this page and choose “Yes”. To let them, choose “Save and come back later” and give them your code."
    ),
];

/// On the receipt.
pub const WHAT_NEXT: [Phrase; 4] = [
    phrase!("We read every response."),
    phrase!("When the consultation has closed, we put together what people told us."),
    phrase!("Councillors and others read this before anything is decided."),
    phrase!(
        "Then we say on this website what was decided, and what changed because of what people told us."
    ),
];

/// Why the reference is worth keeping.
pub const KEEP_REFERENCE: Phrase = phrase!(
    "Keep this number. If you call us about your response, it helps us find it. Nobody can use it to read what you wrote."
);

/// The heading of the receipt.
pub const THANK_YOU: Phrase = phrase!("Thank you. We have your response");

/// Where the receipt leads.
pub const WHERE_DECIDED: Phrase = phrase!("Where we will say what was decided, and why");

/// On the receipt, to whoever is next.
pub const SOMEBODY_ELSE: Phrase = phrase!("Does somebody else want to answer on this device?");

/// The button for them.
pub const ANOTHER: Phrase = phrase!("Start another response");

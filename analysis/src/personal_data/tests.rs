use super::*;

/// What is found, as "kind: words".
fn found(text: &str) -> Vec<String> {
    find(text)
        .into_iter()
        .map(|f| format!("{}: {}", f.kind.name(), f.span.slice(text)))
        .collect()
}

fn finds(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "in {text:?}");
}

#[test]
fn ways_to_reach_a_person_are_found() {
    finds(
        "write to Jo.O'Neil+send@mail.example.co.uk.",
        &["email: Jo.O'Neil+send@mail.example.co.uk"],
    );
    finds(
        "I am @rosie_writes on there",
        &["social_handle: @rosie_writes"],
    );
    finds(
        "find me on instagram as rosie_92",
        &["social_handle: rosie_92"],
    );
    finds(
        "follow @eastmarch.mums, please",
        &["social_handle: @eastmarch.mums"],
    );
}

#[test]
fn british_phone_numbers_are_found_however_they_are_spaced() {
    for number in [
        "07700 900123",
        "+44 7700 900 123",
        "01632 960 983",
        "(01632) 960983",
        "020-7946-0018",
        "+44 (0)1632 960983",
    ] {
        let text = format!("ring {number} please");
        finds(&text, &[&format!("uk_phone: {number}")]);
    }
    finds("it cost 0700 pounds in 2023", &[]);
    finds("reference 012345678901234", &[]);
}

#[test]
fn numbers_with_check_digits_are_found_only_when_they_check() {
    finds("NHS number 943 476 5919", &["nhs_number: 943 476 5919"]);
    finds("NHS number 943 476 5918", &[]);
    finds("his UPN is N801200001234", &["upn: N801200001234"]);
    finds("order P801200001234", &[]);
}

#[test]
fn postcodes_are_found_and_districts_are_not() {
    finds("we live in NN4 7YB now", &["postcode: NN4 7YB"]);
    finds("sw1a1aa", &["postcode: sw1a1aa"]);
    finds("all of NN4 and band E5", &[]);
}

#[test]
fn dates_count_only_near_a_birth() {
    finds("born on 3rd April 2015", &["date_of_birth: 3rd April 2015"]);
    finds("DOB: 03/04/15", &["date_of_birth: 03/04/15"]);
    finds(
        "14.2.2012 is his date of birth",
        &["date_of_birth: 14.2.2012"],
    );
    finds("the plan came on 3 April 2015", &[]);
}

#[test]
fn addresses_are_found() {
    finds(
        "at 14 Mill Hill Road, it floods",
        &["address: 14 Mill Hill Road"],
    );
    finds(
        "Flat 2, 9a St. Anne's Close",
        &["address: Flat 2, 9a St. Anne's Close"],
    );
    finds("we live at 22 orchard lane", &["address: 22 orchard lane"]);
    finds("12 children a way down the road", &[]);
}

#[test]
fn schools_are_found_by_name_and_not_in_general() {
    finds(
        "He goes to Beech Lane Primary School.",
        &["school: Beech Lane Primary School"],
    );
    finds("The Marsh Academy refused", &["school: Marsh Academy"]);
    finds(
        "St. Wilfrid's C of E Primary is kind",
        &["school: St. Wilfrid's C of E Primary"],
    );
    finds("Our Primary School and every Special School", &[]);
    finds("Most schools, any Secondary School", &[]);
}

#[test]
fn names_are_found_after_their_cues() {
    finds("My son Jacob waited", &["name: Jacob"]);
    finds(
        "my 7-year-old daughter Ella-Mae's plan",
        &["name: Ella-Mae"],
    );
    finds(
        "our two boys, and my daughter Aisha Khan",
        &["name: Aisha Khan"],
    );
    finds("a boy called Tomasz", &["name: Tomasz"]);
    finds(
        "Mrs Okafor and Dr. J. Penrose were kind",
        &["name: Okafor", "name: J. Penrose"],
    );
    finds("Leo, who is seven, cannot wait", &["name: Leo"]);
    finds("Priya is my daughter", &["name: Priya"]);
}

#[test]
fn given_names_are_found_without_a_cue() {
    finds("When Kezia cries nobody comes", &["name: Kezia"]);
    finds("Tyler-James needs a quiet room", &["name: Tyler-James"]);
    finds("I asked Sarah Whitcombe twice", &["name: Sarah Whitcombe"]);
    finds("we waited for Isla’s plan", &["name: Isla"]);
    finds("the bus from Victoria Road and St. James", &[]);
    finds("The Thomas Wilson Foundation and the Martin Review", &[]);
    finds("In May and in Summer the Local Offer was down", &[]);
}

#[test]
fn a_name_is_found_wherever_it_comes_again() {
    finds(
        "My son Will waits. When Will is home, he sleeps. Will the council help?",
        &["name: Will", "name: Will"],
    );
    finds(
        "A boy called Zbyszek. Zbyszek’s plan is late.",
        &["name: Zbyszek", "name: Zbyszek"],
    );
}

#[test]
fn capital_letters_alone_do_not_make_a_name() {
    finds("My son has ADHD. My child SENCO meeting", &[]);
    finds("my daughter Autism plan, my son EHCP", &[]);
    finds("It is called SEND Support and named Band C", &[]);
    finds("Dear Sir or Madam, the council is slow", &[]);
}

#[test]
fn offsets_are_code_points_of_the_text_as_it_came() {
    let text = "🙂 é — ring 07700 900123";
    let span = find(text)[0].span;
    assert_eq!((span.start, span.end), (11, 23));
}

#[test]
fn findings_come_in_order_and_never_overlap() {
    let text =
        "My son Ben Lane, 3 Ben Lane, NN4 7YB, ben@lane.example, born 1/2/2012, at Ben Lane School";
    let all = find(text);
    assert!(all.len() >= 5);
    assert!(
        all.windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start)
    );
}

//! Everything the engine must hold, measured.

use super::baseline::{self, Task};
use super::data::{Set, codebook};
use super::engine::{Ask, Engine};
use super::learning::{drawn, officer, small, taught, three_a_theme};
use super::planted;
use super::score::{Judged, mean};
use super::speed;
use super::table::{self, Line};
use analysis::passages::passages;
use analysis::{Codebook, Output};
use anyhow::{Context, Result};
use clap::Args;
use std::path::{Path, PathBuf};

/// Definitions of the patients' comments, written for this.
const DEFINITIONS: &str = include_str!("../../themes/patient_feedback_codebook.json");

/// What to measure on.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// Folder of the labelled sets
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Folder of the sentence-vector model; without it only words are measured
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// How many draws of coded rows each figure is the mean of
    #[arg(long, value_name = "N", default_value_t = 5)]
    seeds: u64,
    /// Leave out the times and the memory
    #[arg(long)]
    no_times: bool,
    /// Also 100,000 comments, which takes many minutes
    #[arg(long)]
    large: bool,
    /// Where to write the figures, and to keep vectors between runs
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The script that measures scikit-learn on the same rows
    #[arg(long, value_name = "FILE")]
    baseline: PathBuf,
    /// The Python that runs it
    #[arg(long, value_name = "PROGRAM", default_value = "python3")]
    python: PathBuf,
}

struct Sets {
    patients: Set,
    voters: Set,
    gambling: Set,
    gambling_book: Codebook,
    patients_book: Codebook,
}

/// Measures and prints line by line.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options) -> Result<()> {
    let set = |name: &str| Set::read(&options.data.join(name));
    let sets = Sets {
        patients: set("nhs_patient_feedback.csv")?,
        voters: set("survey_candidate_likes.csv")?,
        gambling: set("gambling_adverts_llm_written.csv")?,
        gambling_book: codebook(&options.data.join("gambling_adverts_codebook.json"))?,
        patients_book: serde_json::from_str(DEFINITIONS).context("the definitions of the bench")?,
    };
    let kept = options.out.join("vectors.bin");
    let mut engines = vec![Engine::without()];
    match &options.model {
        Some(folder) => {
            let mut engine = Engine::with(folder);
            engine.recall(&kept);
            engines.push(engine);
        }
        None => println!(
            "No model: only the column without it is measured (cargo xtask model installs it)."
        ),
    }
    println!(
        "Mean of {} draws of coded rows, the same for every column.",
        options.seeds
    );
    table::heading();
    let mut lines = Vec::new();
    let mut show = |new: Vec<Line>| {
        new.iter().for_each(table::print);
        lines.extend(new);
    };
    let mut sklearn = baseline::Baselines::new(
        options.python.clone(),
        options.baseline.clone(),
        options.data.clone(),
    );
    for (name, file, set, targets) in [
        (
            "patients",
            "nhs_patient_feedback.csv",
            &sets.patients,
            [(250, 0.62), (1000, 0.70)],
        ),
        (
            "voters",
            "survey_candidate_likes.csv",
            &sets.voters,
            [(250, 0.66), (1000, 0.73)],
        ),
    ] {
        for (count, target) in targets {
            let asked = Asked {
                name,
                file,
                set,
                count,
                target,
            };
            show(learnt(&asked, &mut engines, options.seeds, &mut sklearn)?);
        }
    }
    show(defined(&sets, &mut engines, options.seeds, &mut sklearn)?);
    show(unread(&sets, &mut engines, options.seeds)?);
    show(discovered(&sets, &mut engines, &mut sklearn)?);
    show(planted_lines()?);
    show(promises(&sets, &mut engines)?);
    for engine in &engines {
        engine.remember(&kept)?;
    }
    if !options.no_times {
        show(times(options, 10_000)?);
        if options.large {
            show(large(options)?);
        }
    }
    if let Some(why) = sklearn.missing() {
        println!("\nNo baselines: {why}");
    }
    let file = options.out.join("themes.json");
    std::fs::write(&file, serde_json::to_string_pretty(&lines)? + "\n")
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("\nwritten to {}", file.display());
    Ok(())
}

fn is_with(at: usize) -> bool {
    at == 1
}

/// A set, and how many of its rows have been coded.
struct Asked<'a> {
    name: &'a str,
    file: &'a str,
    set: &'a Set,
    count: usize,
    target: f64,
}

/// Agreement after so many decisions; after 250 of them shares too.
fn learnt(
    asked: &Asked,
    engines: &mut [Engine],
    seeds: u64,
    sklearn: &mut baseline::Baselines,
) -> Result<Vec<Line>> {
    let Asked {
        name,
        file,
        set,
        count,
        target,
    } = *asked;
    let mut agreement = Line::at_least(format!("sample-F1, {name}, {count} coded"), target);
    let mut shares = Line::at_most(
        format!("theme share error in points, {name}, {count} coded"),
        1.5,
    );
    let mut top = Line::at_least(
        format!("overlap of the ten largest, {name}, {count} coded"),
        0.9,
    );
    for (at, engine) in engines.iter_mut().enumerate() {
        let mut judged = Vec::new();
        for seed in 0..seeds {
            let coded = drawn(set, count, seed);
            let output = taught(engine, set, &coded, None, seed)?;
            judged.push(Judged::mapped(set, &coded, &output));
        }
        agreement.note(is_with(at), mean(judged.iter().map(Judged::sample_f1)));
        shares.note(is_with(at), mean(judged.iter().map(Judged::share_error)));
        top.note(
            is_with(at),
            mean(judged.iter().map(Judged::top_ten_overlap)),
        );
    }
    let draws = (0..seeds).map(|seed| Task::whole(set, drawn(set, count, seed)));
    agreement.baseline = sklearn.learn(file, draws.collect());
    Ok(if count == 250 {
        vec![agreement, shares, top]
    } else {
        vec![agreement]
    })
}

/// Where the officer has definitions and little else.
fn defined(
    sets: &Sets,
    engines: &mut [Engine],
    seeds: u64,
    sklearn: &mut baseline::Baselines,
) -> Result<Vec<Line>> {
    let mut alone = Line::at_least("sample-F1, gambling, definitions alone", 0.50);
    let mut three = Line::at_least("sample-F1, gambling, 3 examples a theme", 0.58);
    let mut few = Line::at_least(
        "sample-F1, 150 patients, definitions and 30 decisions",
        0.45,
    );
    let mut first = Line::at_least("the same with definitions alone", 0.0);
    let mut lead = Line::at_least("the same less TF-IDF and logistic regression", 0.05);
    let smalls: Vec<(Set, Vec<usize>)> =
        (0..seeds).map(|seed| small(&sets.patients, seed)).collect();
    let tasks = smalls
        .iter()
        .map(|(set, coded)| Task::part(set, coded.clone()));
    few.baseline = sklearn.learn("nhs_patient_feedback.csv", tasks.collect());
    let draws: Vec<Vec<usize>> = (0..seeds)
        .map(|seed| three_a_theme(&sets.gambling, seed))
        .collect();
    let tasks = draws
        .iter()
        .map(|coded| Task::whole(&sets.gambling, coded.clone()));
    three.baseline = sklearn.learn("gambling_adverts_llm_written.csv", tasks.collect());
    for (at, engine) in engines.iter_mut().enumerate() {
        let defined = |engine: &mut Engine, set: &Set, book: &Codebook| -> Result<f64> {
            let ask = Ask {
                codebook: Some(book.clone()),
                ..Ask::default()
            };
            Ok(Judged::mapped(set, &[], &engine.ask(set, &ask, 0)?).sample_f1())
        };
        alone.note(
            is_with(at),
            defined(engine, &sets.gambling, &sets.gambling_book)?,
        );
        let mut figures = Vec::new();
        for (coded, seed) in draws.iter().zip(0..) {
            let output = taught(
                engine,
                &sets.gambling,
                coded,
                Some(&sets.gambling_book),
                seed,
            )?;
            figures.push(Judged::mapped(&sets.gambling, coded, &output).sample_f1());
        }
        three.note(is_with(at), mean(figures));
        let (mut figures, mut firsts) = (Vec::new(), Vec::new());
        for ((set, coded), seed) in smalls.iter().zip(0..) {
            let output = taught(engine, set, coded, Some(&sets.patients_book), seed)?;
            figures.push(Judged::mapped(set, coded, &output).sample_f1());
            firsts.push(defined(engine, set, &sets.patients_book)?);
        }
        let figure = mean(figures);
        few.note(is_with(at), figure);
        first.note(is_with(at), mean(firsts));
        if let Some(baseline) = few.baseline {
            lead.note(is_with(at), figure - baseline);
        }
    }
    Ok(vec![alone, three, few, lead, first])
}

/// What may be accepted unread, and what an officer makes of the rest.
fn unread(sets: &Sets, engines: &mut [Engine], seeds: u64) -> Result<Vec<Line>> {
    let mut precision = Line::at_least(
        "precision of suggestions accepted unread, 1,000 coded",
        0.90,
    );
    let mut share = Line::at_least("share of unread responses with one", 0.40);
    let mut after = Line::at_least("sample-F1 of all once 35 % of the rest are opened", 0.80);
    for (at, engine) in engines.iter_mut().enumerate() {
        let mut played = Vec::new();
        for seed in 0..seeds {
            let coded = drawn(&sets.patients, 1000, seed);
            let output = taught(engine, &sets.patients, &coded, None, seed)?;
            played.push(officer(&sets.patients, &coded, &output));
        }
        precision.note(is_with(at), mean(played.iter().map(|o| o.precision)));
        share.note(is_with(at), mean(played.iter().map(|o| o.share)));
        after.note(is_with(at), mean(played.iter().map(|o| o.after)));
    }
    Ok(vec![precision, share, after])
}

fn discovered(
    sets: &Sets,
    engines: &mut [Engine],
    sklearn: &mut baseline::Baselines,
) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (name, file, set) in [
        (
            "patients, of 25",
            "nhs_patient_feedback.csv",
            &sets.patients,
        ),
        ("voters, of 30", "survey_candidate_likes.csv", &sets.voters),
    ] {
        let mut line = Line::at_least(format!("codes found with --themes 60, {name}"), 18.0);
        for (at, engine) in engines.iter_mut().enumerate() {
            let mut found = Vec::new();
            for seed in 0..3 {
                let ask = Ask {
                    themes: Some(60),
                    ..Ask::default()
                };
                found.push(Judged::discovered(set, &engine.ask(set, &ask, seed)?).found() as f64);
            }
            line.note(is_with(at), mean(found));
        }
        line.baseline = sklearn.discover(file);
        lines.push(line);
    }
    Ok(lines)
}

fn planted_lines() -> Result<Vec<Line>> {
    let copies = planted::campaigns();
    let personal = planted::personal(false)?;
    let line = |what: String, target: f64, figure: f64| {
        let mut line = Line::at_least(what, target);
        line.note(false, figure);
        line.note(true, figure);
        line
    };
    Ok(vec![
        line(
            format!("near-duplicate pairs, recall of {}", copies.planted),
            0.98,
            copies.recall,
        ),
        line(
            "near-duplicate pairs, precision".to_owned(),
            0.99,
            copies.precision,
        ),
        line(
            format!("personal data, recall of {} spans", personal.planted),
            0.90,
            personal.recall,
        ),
        line(
            "personal data, precision".to_owned(),
            0.85,
            personal.precision,
        ),
    ])
}

/// What must never happen, counted.
fn promises(sets: &Sets, engines: &mut [Engine]) -> Result<Vec<Line>> {
    let mut lost = Line::at_most("rows lost", 0.0);
    let mut quotes = Line::at_most("passages and findings that are not verbatim", 0.0);
    let mut differ = Line::at_most("second runs that differ by a byte", 0.0);
    for (at, engine) in engines.iter_mut().enumerate() {
        let (mut rows, mut untrue, mut other) = (0, 0, 0);
        for set in [&sets.patients, &sets.voters, &sets.gambling] {
            let coded = drawn(set, set.rows.len() / 10, 0);
            let asks = [
                Ask::default(),
                Ask {
                    examples: set.examples(&coded),
                    ..Ask::default()
                },
            ];
            for ask in asks {
                let output = engine.ask(set, &ask, 3)?;
                let again = engine.ask(set, &ask, 3)?;
                other += usize::from(serde_json::to_vec(&output)? != serde_json::to_vec(&again)?);
                rows += lost_rows(set, &output);
                untrue += not_verbatim(set, &output);
            }
        }
        lost.note(is_with(at), rows as f64);
        quotes.note(is_with(at), untrue as f64);
        differ.note(is_with(at), other as f64);
    }
    Ok(vec![lost, quotes, differ])
}

fn lost_rows(set: &Set, output: &Output) -> usize {
    let same = set
        .rows
        .iter()
        .zip(&output.assignments)
        .filter(|(row, given)| row.id == given.id);
    set.rows.len().abs_diff(output.assignments.len()) + set.rows.len() - same.count()
}

/// Passages must be cut out of the text as it stands and leave nothing but white space between; findings must lie in it.
fn not_verbatim(set: &Set, output: &Output) -> usize {
    let mut wrong = 0;
    let mut length_of = std::collections::HashMap::new();
    for row in &set.rows {
        let mut rest = row.text.as_str();
        for span in passages(&row.text) {
            let quote = span.slice(&row.text);
            match rest.split_once(quote) {
                Some((before, after)) if before.trim().is_empty() => rest = after,
                _ => wrong += 1,
            }
        }
        wrong += usize::from(!rest.trim().is_empty());
        length_of.insert(&row.id, row.text.chars().count());
    }
    let outside = |found: &&analysis::output::PersonalData| {
        found.start >= found.end || found.end > length_of.get(&found.id).copied().unwrap_or(0)
    };
    wrong + output.personal_data.iter().filter(outside).count()
}

fn times(options: &Options, comments: usize) -> Result<Vec<Line>> {
    let set = options.data.join("nhs_patient_feedback.csv");
    let mut first = Line::at_most(format!("{comments} comments: first run, seconds"), 60.0);
    let mut again = Line::at_most("re-run, seconds", 3.0);
    let mut retrain = Line::at_most("run after 500 decisions, seconds", 1.5);
    let mut memory = Line::at_most("most memory, MB", 600.0);
    for (at, model) in models(options.model.as_deref()) {
        let runs = speed::three(&set, comments, model, &options.out)?;
        first.note(at, runs[0].seconds);
        again.note(at, runs[1].seconds);
        retrain.note(at, runs[2].seconds);
        memory.note(at, runs.iter().map(|run| run.megabytes).fold(0.0, f64::max));
    }
    Ok(vec![first, again, retrain, memory])
}

fn large(options: &Options) -> Result<Vec<Line>> {
    let set = options.data.join("nhs_patient_feedback.csv");
    let mut minutes = Line::at_most(
        "100000 comments: first run, minutes (no target)",
        f64::INFINITY,
    );
    let mut memory = Line::at_most("most memory, MB", 2000.0);
    for (at, model) in models(options.model.as_deref()) {
        let run = speed::apart(&speed::Options::new(
            &set,
            100_000,
            model,
            &options.out.join("vectors-large.bin"),
        ))?;
        minutes.note(at, run.seconds / 60.0);
        memory.note(at, run.megabytes);
    }
    Ok(vec![minutes, memory])
}

/// Without the model, and with it if there is one.
fn models(model: Option<&Path>) -> Vec<(bool, Option<&Path>)> {
    let mut all = vec![(false, None)];
    all.extend(model.map(|folder| (true, Some(folder))));
    all
}

//! `wellheard analyse`: the engine on a file, without a database.

use super::progress;
use crate::model::{self, read_texts};
use crate::transfer::sink::Sink;
use crate::transfer::table::Table;
use analysis::{Codebook, Example, Input, Model, Progress, Row, analyse};
use anyhow::{Context as _, bail};
use clap::Args;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `analyse`.
#[derive(Args)]
#[command(after_help = "\
Without a codebook it discovers themes; with one it assigns them; with examples it learns from them.
The same input and seed give the same bytes. A codebook is JSON:
  {\"cost\": {\"label\": \"Cost\", \"definition\": \"…\", \"include\": [\"…\"], \"exclude\": [\"…\"]}}
Examples are CSV with the columns id and codes, codes separated by |; no codes means that none applies.

Example:
  wellheard analyse --input comments.csv --text-column comment --output themes.json

Exit codes: 0 done, 1 it could not be done, 2 the command is wrong.")]
pub struct Analyse {
    /// A CSV file: UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs
    #[arg(long, env = "WELLHEARD_INPUT", value_name = "FILE")]
    input: PathBuf,

    /// The column that holds the comments
    #[arg(long, env = "WELLHEARD_TEXT_COLUMN", value_name = "NAME")]
    text_column: String,

    /// The column that names each row; when left out, rows are numbered from 1
    #[arg(long, env = "WELLHEARD_ID_COLUMN", value_name = "NAME")]
    id_column: Option<String>,

    /// Themes to assign, as JSON
    #[arg(long, env = "WELLHEARD_CODEBOOK", value_name = "FILE")]
    codebook: Option<PathBuf>,

    /// Rows that people have coded, as CSV
    #[arg(long, env = "WELLHEARD_EXAMPLES", value_name = "FILE")]
    examples: Option<PathBuf>,

    /// How many themes to discover; chosen from the comments when left out
    #[arg(long, env = "WELLHEARD_THEMES", value_name = "NUMBER",
        value_parser = clap::value_parser!(u16).range(1..=analysis::input::MOST_THEMES as i64))]
    themes: Option<u16>,

    /// Where chance starts from: another number, other draws
    #[arg(
        long,
        env = "WELLHEARD_SEED",
        value_name = "NUMBER",
        default_value_t = 0
    )]
    seed: u64,

    /// Sentence vectors: auto uses the installed model if there is one, none does without, a folder is a model's
    #[arg(
        long,
        env = "WELLHEARD_MODEL",
        value_name = "MODEL",
        default_value = "auto"
    )]
    model: String,

    /// Where sentence vectors are kept, so that a second run need not read the comments again; none keeps none. When
    /// left out, a file beside the model that holds the last run's
    #[arg(long, env = "WELLHEARD_VECTORS", value_name = "FILE")]
    vectors: Option<PathBuf>,

    /// Where to write the result, as JSON; - for standard output
    #[arg(long, env = "WELLHEARD_OUTPUT", value_name = "FILE")]
    output: PathBuf,
}

impl Analyse {
    /// Reads, analyses, writes.
    pub fn run(self, model_folder: &Path) -> anyhow::Result<ExitCode> {
        let model = self.model(model_folder)?;
        let mut input = Input {
            rows: self.rows()?,
            codebook: self.codebook.as_deref().map(codebook).transpose()?,
            examples: match &self.examples {
                Some(path) => examples(path)?,
                None => Vec::new(),
            },
            apart: Vec::new(),
            themes: self.themes.map(usize::from),
            seed: self.seed,
            vectors: None,
        };
        if self.themes.is_some() && (input.codebook.is_some() || !input.examples.is_empty()) {
            eprintln!(
                "warning: --themes is for discovering; with a codebook or examples it does nothing"
            );
        }
        let mut sink = Sink::create(&self.output)
            .with_context(|| format!("cannot write {}", self.output.display()))?;
        let bar = progress::bar(0, "{msg:26} {wide_bar} {pos}/{len}  {elapsed}");
        let mut show = |step: Progress| {
            bar.set_message(step.stage.name());
            bar.set_length(step.total as u64);
            bar.set_position(step.done as u64);
        };
        if let Some(model) = model {
            let kept = self.kept(model_folder);
            read_texts(&model, &mut input, kept.as_deref(), &mut show);
        }
        let output = analyse(&input, &mut show);
        bar.finish_and_clear();
        let output = output?;
        serde_json::to_writer(&mut sink, &output)?;
        sink.write_all(b"\n")?;
        sink.commit()
            .with_context(|| format!("cannot write {}", self.output.display()))?;
        eprintln!(
            "{} comments, {} themes: {}",
            output.assignments.len(),
            output.themes.len(),
            self.output.display()
        );
        Ok(ExitCode::SUCCESS)
    }

    fn model(&self, folder: &Path) -> anyhow::Result<Option<Model>> {
        Ok(match self.model.as_str() {
            "none" => None,
            "auto" if !model::is_in(folder) => None,
            "auto" => Some(model::load(folder)?),
            path => Some(model::load(Path::new(path)).with_context(|| format!("--model {path}"))?),
        })
    }

    fn kept(&self, model_folder: &Path) -> Option<PathBuf> {
        match &self.vectors {
            Some(path) if path.as_os_str() == "none" => None,
            Some(path) => Some(path.clone()),
            None => Some(model::vectors_file(model_folder, "analyse")),
        }
    }

    fn rows(&self) -> anyhow::Result<Vec<Row>> {
        let mut table = open(&self.input)?;
        let text = table.column(&self.text_column)?;
        let id = match &self.id_column {
            Some(name) => Some(table.column(name)?),
            None => None,
        };
        let mut rows = Vec::new();
        while let Some(row) = next(&mut table)? {
            let text = row.cells[text].clone();
            let id = match id {
                Some(at) if row.cells[at].trim().is_empty() => {
                    bail!("{}, line {}: the id is empty", table.name(), row.line)
                }
                Some(at) => row.cells[at].clone(),
                None => row.number.to_string(),
            };
            rows.push(Row { id, text });
        }
        if rows.is_empty() {
            bail!("{} has a header but no rows", table.name());
        }
        Ok(rows)
    }
}

fn open(path: &Path) -> anyhow::Result<Table> {
    let table = Table::open(path)?;
    if let Some(warning) = table.survey.encoding.warning() {
        eprintln!("warning: {}: {warning}", table.name());
    }
    Ok(table)
}

fn next(table: &mut Table) -> anyhow::Result<Option<crate::transfer::table::Row>> {
    let Some(row) = table.next_row()? else {
        return Ok(None);
    };
    if let Some(why) = table.misfit(&row) {
        bail!("{}, line {}: {why}", table.name(), row.line);
    }
    if row.damaged {
        eprintln!(
            "warning: {}, line {}: not UTF-8; read as Windows-1252",
            table.name(),
            row.line
        );
    }
    Ok(Some(row))
}

fn codebook(path: &Path) -> anyhow::Result<Codebook> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the codebook {}", path.display()))?;
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .with_context(|| format!("the codebook {} is not right", path.display()))
}

fn examples(path: &Path) -> anyhow::Result<Vec<Example>> {
    let mut table = open(path)?;
    let (id, codes) = (table.column("id")?, table.column("codes")?);
    let mut examples = Vec::new();
    while let Some(row) = next(&mut table)? {
        let codes = row.cells[codes].split('|').map(str::trim);
        examples.push(Example {
            id: row.cells[id].clone(),
            codes: codes
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
        });
    }
    Ok(examples)
}

//! Runs the engine on a CSV file, for measuring. Takes the flags of `wellheard analyse`.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

use analysis::{Example, Input, Model, Row, Vectors, analyse};

fn main() -> Result<(), Box<dyn Error>> {
    let mut flags: HashMap<String, String> = HashMap::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or("every flag takes a value")?;
        flags.insert(flag.trim_start_matches('-').to_owned(), value);
    }
    let text_column = flags.get("text-column").ok_or("--text-column is missing")?;
    let mut rows = Vec::new();
    for (at, record) in read(flags.get("input").ok_or("--input is missing")?)?
        .iter()
        .enumerate()
    {
        let id = match flags.get("id-column") {
            Some(column) => record.get(column).ok_or("no such id column")?.clone(),
            None => (at + 1).to_string(),
        };
        let text = record
            .get(text_column)
            .ok_or("no such text column")?
            .clone();
        rows.push(Row { id, text });
    }
    let mut examples = Vec::new();
    if let Some(path) = flags.get("examples") {
        for record in read(path)? {
            let codes = record["codes"].split('|').filter(|code| !code.is_empty());
            examples.push(Example {
                id: record["id"].clone(),
                codes: codes.map(str::to_owned).collect(),
            });
        }
    }
    let codebook = match flags.get("codebook") {
        Some(path) => Some(serde_json::from_str(&fs::read_to_string(path)?)?),
        None => None,
    };
    let mut input = Input {
        rows,
        codebook,
        examples,
        themes: flags.get("themes").map(|count| count.parse()).transpose()?,
        seed: flags.get("seed").map_or(Ok(0), |seed| seed.parse())?,
        vectors: None,
        apart: Vec::new(),
    };
    if let Some(folder) = flags.get("model") {
        let weights = fs::read(format!("{folder}/model.safetensors"))?;
        let vocabulary = fs::read_to_string(format!("{folder}/vocab.txt"))?;
        let model = Model::read(folder, &weights, &vocabulary)?;
        let kept = flags.get("vectors").and_then(|path| fs::read(path).ok());
        let kept = kept.and_then(|bytes| Vectors::from_bytes(&bytes).ok());
        let mut vectors = kept.unwrap_or_else(|| model.vectors());
        let threads = std::thread::available_parallelism()?;
        model.add(&mut vectors, input.texts(), threads, &mut |_, _| {});
        if let Some(path) = flags.get("vectors") {
            fs::write(path, vectors.to_bytes())?;
        }
        input.vectors = Some(vectors);
    }
    let output = analyse(&input, &mut |_| {})?;
    let path = flags.get("output").ok_or("--output is missing")?;
    fs::write(path, serde_json::to_vec_pretty(&output)?)?;
    Ok(())
}

fn read(path: &str) -> Result<Vec<HashMap<String, String>>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

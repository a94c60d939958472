//! A made-up model small enough to write down, and the real one where it is at hand.

use std::num::NonZeroUsize;

use super::{Model, ModelError, Vectors};

/// Names a folder with `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2.
const REAL: &str = "WELLHEARD_MODEL_FOLDER";

const WIDTH: usize = 64;
const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nwait\n##ing\ntime\nbus\n.";

/// Names and shapes of a model with two layers of two heads, and 16 places.
fn tensors() -> Vec<(String, Vec<usize>)> {
    let mut all = vec![
        (
            "embeddings.word_embeddings.weight".to_owned(),
            vec![9, WIDTH],
        ),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![16, WIDTH],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![2, WIDTH],
        ),
    ];
    let mut pair = |name: String, shape: &[usize]| {
        all.push((format!("{name}.weight"), shape.to_vec()));
        all.push((format!("{name}.bias"), shape[..1].to_vec()));
    };
    pair("embeddings.LayerNorm".to_owned(), &[WIDTH]);
    for layer in 0..2 {
        for part in ["self.query", "self.key", "self.value", "output.dense"] {
            pair(
                format!("encoder.layer.{layer}.attention.{part}"),
                &[WIDTH, WIDTH],
            );
        }
        pair(
            format!("encoder.layer.{layer}.attention.output.LayerNorm"),
            &[WIDTH],
        );
        pair(
            format!("encoder.layer.{layer}.intermediate.dense"),
            &[96, WIDTH],
        );
        pair(format!("encoder.layer.{layer}.output.dense"), &[WIDTH, 96]);
        pair(format!("encoder.layer.{layer}.output.LayerNorm"), &[WIDTH]);
    }
    all
}

/// The made-up model's file: hundredths between -0.5 and 0.5 in a fixed pattern.
fn weights() -> Vec<u8> {
    let mut header = serde_json::Map::new();
    let mut numbers: Vec<u8> = Vec::new();
    for (at, (name, shape)) in tensors().into_iter().enumerate() {
        let start = numbers.len();
        for k in 0..shape.iter().product::<usize>() {
            let hundredths = ((k * (at + 3) * 7 + at * 5) % 101) as f32 - 50.0;
            numbers.extend((hundredths / 100.0).to_le_bytes());
        }
        let place = [start, numbers.len()];
        let entry = serde_json::json!({"dtype": "F32", "shape": shape, "data_offsets": place});
        header.insert(name, entry);
    }
    let header = serde_json::to_vec(&header).unwrap();
    let length = (header.len() as u64).to_le_bytes();
    [&length[..], &header, &numbers].concat()
}

fn tiny() -> Model {
    Model::read("tiny", &weights(), VOCABULARY).unwrap()
}

fn read(model: &Model, texts: &[&str], threads: usize) -> Vectors {
    let mut vectors = model.vectors();
    let threads = NonZeroUsize::new(threads).unwrap();
    model.add(&mut vectors, texts.iter().copied(), threads, &mut |_, _| {});
    vectors
}

fn like(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn the_network_gives_what_an_independent_calculation_gives() {
    // Calculated apart, in 64-bit floats, from the same weights.
    let vectors = read(&tiny(), &["Waiting time", "bus"], 1);
    for (text, expected) in [
        (
            "Waiting time",
            [0.25568, 0.03973, -0.11869, 0.02321, -0.02514, -0.17368],
        ),
        (
            "bus",
            [0.21911, 0.04732, -0.09615, 0.02711, -0.02406, -0.12845],
        ),
    ] {
        for (value, expected) in vectors.of(text).unwrap().iter().zip(expected) {
            assert!(
                (value - expected).abs() < 2e-4,
                "{text}: {value} {expected}"
            );
        }
    }
}

#[test]
fn a_vector_hangs_neither_on_its_neighbours_nor_on_the_number_of_threads() {
    let model = tiny();
    let long = "Waiting time. Bus time. ".repeat(20);
    let mut texts = vec!["bus", "waiting", long.as_str(), "time"];
    let repeated: Vec<String> = (0..300).map(|n| "bus time ".repeat(1 + n % 7)).collect();
    texts.extend(repeated.iter().map(String::as_str));
    let one = read(&model, &texts, 1);
    assert_eq!(one, read(&model, &texts, 3));
    for text in ["bus", long.as_str()] {
        assert_eq!(one.of(text), read(&model, &[text], 1).of(text));
    }
}

#[test]
fn a_long_text_is_pooled_from_its_parts() {
    // 14 pieces fill a window of the made-up model beside the marks: each of these sentences is one part.
    let first = format!("{}.", ["bus"; 13].join(" "));
    let second = format!("{}.", ["time"; 13].join(" "));
    let both = format!("{first} {second}");
    let vectors = read(&tiny(), &[&first, &second, &both], 1);
    let [a, b, whole] = [&first, &second, &both].map(|text| vectors.of(text).unwrap());
    let sum: Vec<f32> = a.iter().zip(b).map(|(a, b)| a + b).collect();
    assert!((like(whole, &sum) / like(&sum, &sum).sqrt() - 1.0).abs() < 1e-5);
}

#[test]
fn a_blank_text_has_no_vector_and_a_known_one_is_not_read_again() {
    let model = tiny();
    let mut vectors = read(&model, &["", " \n", "bus"], 2);
    assert!(vectors.of("").is_none() && vectors.of(" \n").is_none());
    let mut calls = 0;
    let texts = ["bus", "time", "time"];
    model.add(
        &mut vectors,
        texts,
        NonZeroUsize::MIN,
        &mut |done, total| {
            calls += 1;
            assert_eq!((done, total), (1, 1));
        },
    );
    assert_eq!(calls, 1);
    assert_eq!(vectors.rows(&["", "bus"]).row(0), [0.0; WIDTH]);
}

#[test]
fn a_model_that_does_not_fit_its_vocabulary_is_refused() {
    let error = Model::read("tiny", &weights(), "[UNK]\n[CLS]\n[SEP]").unwrap_err();
    assert_eq!(
        error,
        ModelError::Shape("embeddings.word_embeddings.weight".to_owned())
    );
}

#[test]
fn the_real_model_gives_the_published_vectors() {
    let Some(folder) = std::env::var_os(REAL).map(std::path::PathBuf::from) else {
        println!("passed over: {REAL} names no folder with the model");
        return;
    };
    let weights = std::fs::read(folder.join("model.safetensors")).unwrap();
    let vocabulary = std::fs::read_to_string(folder.join("vocab.txt")).unwrap();
    let model = Model::read("all-MiniLM-L6-v2", &weights, &vocabulary).unwrap();
    let texts = [
        "The long wait for my child's plan was £6,000 of worry.",
        "We waited ages for the EHCP and it cost us our peace of mind.",
        "The bus was clean and the driver was friendly.",
    ];
    let vectors = read(&model, &texts, 2);
    let [asked, near, far] = texts.map(|text| vectors.of(text).unwrap());
    // Calculated apart, in 64-bit floats, with the model's own tokeniser.
    let first = [0.0664, 0.05658, -0.00384, 0.02846, 0.04098, -0.01691];
    for (value, expected) in asked.iter().zip(first) {
        assert!((value - expected).abs() < 2e-5, "{value} {expected}");
    }
    assert!((like(asked, near) - 0.381_509).abs() < 1e-4);
    assert!((like(asked, far) - 0.041_330).abs() < 1e-4);
}

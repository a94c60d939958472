//! Weights as they are stored: a header that says where each tensor stands, then numbers.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;

use super::ModelError;

/// Tensors by name, in the bytes they came in.
pub struct Tensors<'a> {
    entries: HashMap<String, Entry>,
    numbers: &'a [u8],
}

#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

impl<'a> Tensors<'a> {
    /// Reads the header.
    ///
    /// # Errors
    /// When the bytes are not a safetensors file.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let (length, rest) = bytes
            .split_first_chunk::<8>()
            .ok_or(ModelError::NotWeights)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (header, numbers) = rest
            .split_at_checked(length)
            .ok_or(ModelError::NotWeights)?;
        let named: HashMap<String, Value> =
            serde_json::from_slice(header).map_err(|_| ModelError::NotWeights)?;
        let mut entries = HashMap::new();
        for (name, entry) in named {
            if name != "__metadata__" {
                let entry = serde_json::from_value(entry).map_err(|_| ModelError::NotWeights)?;
                entries.insert(name, entry);
            }
        }
        Ok(Self { entries, numbers })
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The shape of a tensor.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn shape(&self, name: &str) -> Result<&[usize], ModelError> {
        let missing = || ModelError::MissingTensor(name.to_owned());
        Ok(&self.entries.get(name).ok_or_else(missing)?.shape)
    }

    /// The numbers of a tensor, row by row.
    ///
    /// # Errors
    /// When there is none of that name, of that shape and of 32-bit floats.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        if self.shape(name)? != shape {
            return Err(ModelError::Shape(name.to_owned()));
        }
        let wrong = || ModelError::Shape(name.to_owned());
        let Entry {
            dtype,
            data_offsets: (start, end),
            ..
        } = &self.entries[name];
        let bytes = self.numbers.get(*start..*end).ok_or_else(wrong)?;
        if dtype != "F32" || bytes.len() != 4 * shape.iter().product::<usize>() {
            return Err(wrong());
        }
        let (numbers, _) = bytes.as_chunks::<4>();
        Ok(numbers
            .iter()
            .map(|number| f32::from_le_bytes(*number))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(header: &str, numbers: &[f32]) -> Vec<u8> {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        bytes
    }

    #[test]
    fn a_tensor_comes_back_as_it_was_written() {
        let header = r#"{"__metadata__": {"format": "pt"}, "a": {"dtype": "F32", "shape": [1, 2], "data_offsets": [4, 12]}}"#;
        let bytes = file(header, &[9.0, 1.5, -2.0]);
        let tensors = Tensors::read(&bytes).unwrap();
        assert_eq!(tensors.floats("a", &[1, 2]).unwrap(), [1.5, -2.0]);
        assert!(matches!(
            tensors.floats("a", &[2]),
            Err(ModelError::Shape(_))
        ));
        assert!(matches!(
            tensors.floats("b", &[2]),
            Err(ModelError::MissingTensor(_))
        ));
    }

    #[test]
    fn cut_or_senseless_bytes_are_refused_without_panic() {
        let header = r#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}}"#;
        let short = file(header, &[1.0]);
        assert!(Tensors::read(&short).unwrap().floats("a", &[2]).is_err());
        for bytes in [&b""[..], b"1234567", &[255; 16], &file("[]", &[])] {
            assert!(matches!(Tensors::read(bytes), Err(ModelError::NotWeights)));
        }
    }
}

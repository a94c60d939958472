//! One style sheet out of many, minified and understood by the browsers in use.

use std::path::Path;

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Browsers, Targets};

/// The browsers of about the last four years; people consult on old phones.
const BROWSERS: Browsers = Browsers {
    android: Some(version(107, 0)),
    chrome: Some(version(107, 0)),
    edge: Some(version(107, 0)),
    firefox: Some(version(106, 0)),
    ie: None,
    ios_saf: Some(version(16, 0)),
    opera: Some(version(92, 0)),
    safari: Some(version(16, 0)),
    samsung: Some(version(19, 0)),
};

/// Bundles a style sheet with everything it imports.
pub fn bundle(entry: &Path) -> Result<Vec<u8>> {
    let files = FileProvider::new();
    let targets = Targets::from(BROWSERS);
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler
        .bundle(entry)
        .map_err(|error| anyhow!("could not bundle {}: {error}", entry.display()))?;
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("could not minify {}: {error}", entry.display()))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("could not print {}: {error}", entry.display()))?;
    Ok(printed.code.into_bytes())
}

/// A version as lightningcss writes it: one byte a part.
const fn version(major: u32, minor: u32) -> u32 {
    (major << 16) | (minor << 8)
}

#[cfg(test)]
mod tests {
    use super::bundle;

    #[test]
    fn inlines_imports_minifies_and_flattens_nesting() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("base.css"),
            "body { color: #ff0000; & h1 { margin: 0px } }",
        )
        .unwrap();
        let entry = folder.path().join("main.css");
        std::fs::write(&entry, "@import \"base.css\";\n.a { padding: 1px }").unwrap();
        let css = String::from_utf8(bundle(&entry).unwrap()).unwrap();
        assert_eq!(css, "body{color:red}body h1{margin:0}.a{padding:1px}");
    }

    #[test]
    fn a_missing_import_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let entry = folder.path().join("main.css");
        std::fs::write(&entry, "@import \"gone.css\";").unwrap();
        assert!(bundle(&entry).unwrap_err().to_string().contains("main.css"));
    }
}

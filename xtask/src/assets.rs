//! `cargo xtask assets`: the browser bundle and the styles, ready to be embedded in the server.
//!
//! Everything ends in `target/site/pkg` under a name that holds a hash of its content, so that
//! browsers may keep it for ever; `target/site/manifest.json` tells the server the names.

mod browser;
mod compress;
mod optimise;
mod publish;
mod stamp;
mod styles;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{hash, say, wasm_target};
use publish::Folder;
use stamp::{Published, Stamp};

/// Start of every published name.
const NAME: &str = "wellheard";

/// Builds what has changed and removes what is stale.
pub fn build(workspace: &Workspace) -> Result<()> {
    wasm_target::install(workspace)?;
    let site = workspace.site();
    let mut folder = Folder::open(&site.join("pkg"))?;
    let bundle = browser_bundle(workspace, &mut folder)?;
    let css = say::step("Bundling the styles", || {
        let css = styles::bundle(&workspace.root().join("style/main.css"))?;
        let name = format!("{NAME}.{}.css", hash::of([css.as_slice()]));
        folder.publish(&name, &css)?;
        folder.copy_tree(&workspace.root().join("style/static"))?;
        say::note(&format!("{name}: {} bytes", say::bytes(css.len())));
        Ok(name)
    })?;
    publish::manifest(&site, &bundle, &css)?;
    // Last, so that a server that is running finds the files its manifest names.
    folder.remove_stale()
}

/// Compiles the islands and publishes them unless exactly this bundle is published already.
fn browser_bundle(workspace: &Workspace, folder: &mut Folder) -> Result<String> {
    let raw = say::step("Compiling the islands for browsers", || {
        browser::compile(workspace)
    })?;
    let compiled =
        std::fs::read(&raw).with_context(|| format!("cargo left no {}", raw.display()))?;
    let optimiser = optimise::find(workspace);
    let recipe = hash::of([
        compiled.as_slice(),
        optimiser.version().as_bytes(),
        browser::RECIPE.as_bytes(),
    ]);
    let stamp = Stamp::beside(&raw);
    if let Some(published) = stamp.read(&recipe)
        && folder.keep_all(&published.files)
    {
        say::note("unchanged: the published bundle stays");
        return Ok(published.name);
    }
    say::step("Binding, shrinking and compressing the islands", || {
        let bound = browser::bind(&raw)?;
        let wasm = optimiser.run(bound.wasm)?;
        let name = format!(
            "{NAME}.{}",
            hash::of([bound.js.as_bytes(), wasm.as_slice()])
        );
        say::note(&format!(
            "{name}.wasm: {} bytes, compiled {}",
            say::bytes(wasm.len()),
            say::bytes(compiled.len())
        ));
        let js = browser::address_wasm(&bound.js, &name)?;
        let mut files = bound.snippets;
        files.push((format!("{name}.wasm"), wasm));
        files.push((format!("{name}.js"), js.into_bytes()));
        for (path, content) in &files {
            folder.publish(path, content)?;
        }
        let files = files.into_iter().map(|(path, _)| path).collect();
        let published = Published { name, files };
        stamp.write(&recipe, &published)?;
        Ok(published.name)
    })
}

//! Build script of the desktop program.
//!
//! - The page may call one command, `dispatch` (`capabilities/window.json`); every other is refused before it is reached.
//! - A debug build without a built UI gets a placeholder page; a release build refuses.

use std::error::Error;
use std::fs;
use std::path::Path;

const PAGE: &str = "ui/dist/index.html";
const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>Runut</title>\
    <main id=\"app\"><h1>The UI isn't built.</h1><p>make run</p></main>\n";

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["src-tauri/capabilities", "ui/dist", "assets/icons"] {
        println!("cargo:rerun-if-changed={path}");
    }
    page()?;
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("./src-tauri/capabilities/**/*")
            .app_manifest(tauri_build::AppManifest::new().commands(&["dispatch"])),
    )?;
    Ok(())
}

/// Sees to it that there is a page to embed.
fn page() -> Result<(), Box<dyn Error>> {
    let release = std::env::var("PROFILE").as_deref() == Ok("release");
    let built = fs::read_to_string(PAGE).is_ok_and(|page| page != PLACEHOLDER);
    if release && !built {
        return Err("ui/dist is missing: build the UI first (make run, or npm ci && npm run build in ui/)".into());
    }
    if !Path::new(PAGE).exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(PAGE, PLACEHOLDER)?;
    }
    Ok(())
}

//! A window of Tauri's with nothing in it but a field to type in: the floor of Runut's.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}

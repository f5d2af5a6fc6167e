//! What is copied for the chat.

commands! {
    /// Puts text on the system's clipboard; refused where it isn't there afterwards.
    ask copy_text(desk, text: String) -> () {
        Ok(desk.host().copy(&text)?)
    }
}

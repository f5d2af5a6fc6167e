//! The window opens, and only what it needs is possible in it.

use serde_json::json;

use crate::harness::Desk;

/// A page that someone managed to put a script into can still do nothing with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_opens_and_refuses_what_it_does_not_need() {
    let desk = Desk::new("smoke");
    let window = desk.open().await;

    // Commands that no capability lists: a plugin's, Tauri's own, and one that doesn't exist.
    for (command, arguments) in [
        ("plugin:window|set_title", json!({ "value": "x" })),
        ("plugin:event|emit", json!({ "event": "changed", "payload": null })),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:window-state|save_window_state", json!({ "flags": 0 })),
        ("read_file", json!({ "path": "/etc/hostname" })),
    ] {
        let refused = window.invoke(command, arguments).await.expect_err(command);
        let why = refused.as_str().unwrap_or_default();
        assert!(why.contains("not allowed") || why.contains("not found"), "{command}: {refused}");
    }

    // A script put into the page's markup, as an element and as a handler; and a page elsewhere.
    let tried = window
        .script(
            "const ran = [], refused = [];
             document.addEventListener('securitypolicyviolation', (e) => refused.push(e.effectiveDirective));
             window.ran = ran;
             const script = document.createElement('script');
             script.textContent = 'window.ran.push(\"element\")';
             document.body.append(script);
             const button = document.createElement('button');
             button.setAttribute('onclick', 'window.ran.push(\"handler\")');
             document.body.append(button);
             button.click();
             button.remove();
             await fetch('https://example.invalid/').then(() => ran.push('fetch'), () => {});
             await new Promise((done) => setTimeout(done, 0));
             return { ran, refused: refused.sort() };",
            vec![],
        )
        .await;
    assert_eq!(tried, json!({ "ran": [], "refused": ["connect-src", "script-src-attr", "script-src-elem"] }));
}

//! The window opens, and only what it needs is possible in it.

use serde_json::json;

use crate::closed;
use crate::harness::{Desk, Window};

/// A page that someone managed to put a script into can still do nothing with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_opens_and_refuses_what_it_does_not_need() {
    let desk = Desk::watched("smoke");
    let window = desk.open().await;

    // Commands that no capability lists: a plugin's, Tauri's own, and one that doesn't exist.
    for (command, arguments) in [
        ("plugin:window|set_title", json!({ "value": "x" })),
        ("plugin:event|emit", json!({ "event": "changed", "payload": null })),
        ("plugin:dialog|open", json!({ "options": {} })),
        ("plugin:window-state|save_window_state", json!({ "flags": 0 })),
        ("read_file", json!({ "path": "/etc/hostname" })),
    ] {
        let refused = window.reach(command, arguments).await.expect_err(command);
        let why = refused.as_str().unwrap_or_default();
        assert!(why.contains("not allowed") || why.contains("not found"), "{command}: {refused}");
    }

    let refused = window.invoke("read_file", json!({ "path": "/etc/hostname" })).await.expect_err("read_file");
    assert_eq!(refused["kind"], "broken", "{refused}");

    injected_scripts_do_not_run(&window).await;
    nothing_is_fetched(&window).await;
    the_page_stays(&window).await;
    closed::no_network(&desk);
}

/// A script put into the page's markup, as an element and as a handler, and text taken for a program.
async fn injected_scripts_do_not_run(window: &Window) {
    let tried = window
        .script(
            "const ran = [], refused = [];
             const note = (e) => refused.push(e.effectiveDirective);
             document.addEventListener('securitypolicyviolation', note);
             window.ran = ran;
             const script = document.createElement('script');
             script.textContent = 'window.ran.push(\"element\")';
             document.body.append(script);
             const button = document.createElement('button');
             button.setAttribute('onclick', 'window.ran.push(\"handler\")');
             document.body.append(button);
             button.click();
             button.remove();
             const picture = document.createElement('div');
             picture.innerHTML = '<img src=\"data:,x\" onerror=\"window.ran.push(1)\">';
             document.body.append(picture);
             try { eval('window.ran.push(\"eval\")'); } catch { refused.push('eval'); }
             try { new Function('window.ran.push(\"function\")')(); } catch { refused.push('function'); }
             await new Promise((done) => setTimeout(done, 50));
             picture.remove();
             document.removeEventListener('securitypolicyviolation', note);
             return { ran, refused: [...new Set(refused)].sort() };",
            vec![],
        )
        .await;
    assert_eq!(
        tried,
        json!({ "ran": [], "refused": ["eval", "function", "script-src", "script-src-attr", "script-src-elem"] })
    );
}

/// Every way to have the view fetch something from elsewhere: each is refused by the policy, by its own directive.
async fn nothing_is_fetched(window: &Window) {
    let ways = "window.violations = [];
        document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.effectiveDirective));
        const put = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
        fetch('https://example.invalid/').catch(() => {});
        try { new WebSocket('wss://example.invalid/'); } catch {}
        try { new EventSource('https://example.invalid/'); } catch {}
        try { navigator.sendBeacon('https://example.invalid/', 'x'); } catch {}
        try { new Worker('https://example.invalid/w.js'); } catch {}
        put('img', { src: 'https://example.invalid/pixel.png' });
        put('iframe', { src: 'https://example.invalid/' });
        put('object', { data: 'https://example.invalid/x' });
        put('video', { src: 'https://example.invalid/x.mp4' });
        put('script', { src: 'https://example.invalid/x.js' });
        document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.invalid/x.css' }));
        document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.invalid/' }));
        new FontFace('x', 'url(https://example.invalid/x.woff2)').load().catch(() => {});
        const form = Object.assign(document.createElement('form'), { action: 'https://example.invalid/', method: 'post' });
        document.body.append(form);
        form.submit();";
    window.script(ways, vec![]).await;
    for directive in [
        "connect-src",
        "img-src",
        "frame-src",
        "object-src",
        "media-src",
        "script-src-elem",
        "style-src-elem",
        "base-uri",
        "font-src",
        "form-action",
    ] {
        let seen = "return window.violations.includes(arguments[0]);";
        window.wait_true(directive, seen, vec![json!(directive)]).await;
    }
}

/// The window neither goes elsewhere nor opens another.
async fn the_page_stays(window: &Window) {
    let tried = "const opened = window.open('https://example.invalid/');
        location.href = 'https://example.invalid/';
        return opened === null;";
    assert_eq!(window.script(tried, vec![]).await, json!(true));
    assert!(window.invoke("book_state", json!({})).await.is_ok(), "the page is still ours");
    let place = window.script("return location.protocol + '//' + location.host;", vec![]).await;
    assert_eq!(place, json!("tauri://localhost"));
}

//! The window, as a person uses it: look for a text, click on it, press keys.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::desk::scratch;
use super::keys;
use super::process::Group;

/// How long one call may take.
const CALL: Duration = Duration::from_secs(20);
/// How long a fact may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a fact is looked at.
const GLANCE: Duration = Duration::from_millis(25);

/// Finds a visible element by its text: a control that says or begins with it, else the innermost element that says,
/// begins with or has it.
const BY_TEXT: &str = r#"
const wanted = arguments[0];
const flat = (e) => e.textContent.replace(/\s+/g, ' ').trim();
const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const all = [...document.querySelectorAll('body *')].filter((e) => flat(e).includes(wanted) && seen(e));
const controls = all.filter((e) => e.matches('button, a, label, [role=button], [role=tab], [role=option]'));
const inner = all.filter((e) => !all.some((o) => o !== e && e.contains(o)));
for (const pool of [controls, inner]) {
  const found = pool.find((e) => flat(e) === wanted) ?? pool.find((e) => flat(e).startsWith(wanted));
  if (found) return found;
}
return inner[0] ?? null;
"#;

/// An open window and the driver behind it.
pub struct Window {
    name: String,
    keys: AtomicUsize,
    client: Client,
    lock: PathBuf,
    _driver: Group,
}

impl Window {
    /// Opens `program` through the driver on `port` and waits until the page has content. `lock` is its book's.
    pub(super) async fn open(name: &str, driver: Group, port: u16, program: &str, lock: PathBuf) -> Self {
        let client = connect(port, program).await;
        let window = Self { name: name.to_owned(), keys: AtomicUsize::new(0), client, lock, _driver: driver };
        window.wait_for("#app > *").await;
        window
    }

    /// Runs a script in the page and answers what it returned.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        call("a script", self.client.execute(script, arguments)).await
    }

    /// Calls a command of the program as the page does: `Ok` its value, `Err` what it was rejected with.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        self.reach("dispatch", json!({ "name": command, "args": arguments })).await
    }

    /// Invokes whatever the shell may offer.
    pub async fn reach(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let script = "const done = arguments[arguments.length - 1];
            window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
              .then((value) => done({ value }), (error) => done({ error: error ?? 'rejected' }));";
        let answer = call(command, self.client.execute_async(script, vec![json!(command), arguments])).await;
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["value"].clone()),
        }
    }

    /// Waits until an element that `css` names is there and visible.
    pub async fn wait_for(&self, css: &str) -> Element {
        self.until(css, || async {
            let found = self.client.find_all(Locator::Css(css)).await.ok()?;
            for element in found {
                if element.is_displayed().await.unwrap_or(false) {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// Waits until `text` can be read in the window.
    pub async fn wait_text(&self, text: &str) -> Element {
        self.until(text, || self.find_text(text)).await
    }

    /// Waits until `text` can't be read any more.
    pub async fn wait_gone(&self, text: &str) {
        self.until(&format!("no {text}"), || async { self.find_text(text).await.is_none().then_some(()) }).await;
    }

    /// Waits until a script answers something true.
    pub async fn wait_true(&self, what: &str, script: &str, arguments: Vec<Value>) -> Value {
        self.until(what, || async {
            let answer = self.client.execute(script, arguments.clone()).await.ok()?;
            (answer != Value::Null && answer != json!(false)).then_some(answer)
        })
        .await
    }

    /// Clicks on what bears `text`.
    pub async fn click_text(&self, text: &str) {
        let element = self.wait_text(text).await;
        call(text, element.click()).await;
    }

    /// Presses a chord: `Enter`, `Control+k`, `F2`.
    pub async fn press(&self, chord: &str) {
        self.keys.fetch_add(1, Ordering::Relaxed);
        call(chord, self.client.perform_actions(keys::chord(chord))).await;
    }

    /// Types into whatever has the focus, key by key.
    pub async fn type_text(&self, text: &str) {
        self.keys.fetch_add(text.chars().count(), Ordering::Relaxed);
        call(text, self.client.perform_actions(keys::typed(text))).await;
    }

    /// Keys pressed since this was last asked; a chord is one.
    pub fn keys(&self) -> usize {
        self.keys.swap(0, Ordering::Relaxed)
    }

    /// What a scanner does: the code and Enter, fast.
    pub async fn scan(&self, code: &str) {
        self.type_text(code).await;
        self.press("Enter").await;
    }

    /// Copies `text` as from another program, and pastes it where the focus is.
    pub async fn paste(&self, text: &str) {
        let put = "window.before = document.activeElement;
            window.source = document.createElement('textarea');
            window.source.value = arguments[0];
            document.body.append(window.source);
            window.source.select();";
        self.script(put, vec![json!(text)]).await;
        self.press("Control+c").await;
        self.script("window.source.remove(); window.before.focus();", vec![]).await;
        self.press("Control+v").await;
    }

    /// Everything that can be read in the window.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText;", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Chooses light or dark, whatever the system says.
    pub async fn theme(&self, theme: &str) {
        self.script("document.documentElement.dataset.theme = arguments[0];", vec![json!(theme)]).await;
    }

    /// Loads the page anew in `language`. It waits until the old page is gone: a step done before that would be done
    /// on it, and may keep it from being loaded anew.
    pub async fn language(&self, language: &str) {
        let reload = "window.old = true; localStorage.setItem('runut.language', arguments[0]); location.reload();";
        self.script(reload, vec![json!(language)]).await;
        self.wait_true("the page anew", "return window.old === undefined;", vec![]).await;
        self.wait_for("#app > *").await;
    }

    /// Makes the window so large, and waits until the page has the room.
    pub async fn size(&self, width: u32, height: u32) {
        call("a size", self.client.set_window_size(width, height)).await;
        let there =
            "return Math.abs(window.outerWidth - arguments[0]) < 2 && Math.abs(window.outerHeight - arguments[1]) < 2;";
        self.wait_true("the window's size", there, vec![json!(width), json!(height)]).await;
    }

    /// Takes a picture: `docs/screens/NAME.png` when `RUNUT_SCREENS=1`, else below the build folder. For the
    /// documentation it waits until no toast of the step before lies over the screen.
    pub async fn screenshot(&self, name: &str) {
        if documented() {
            self.wait_true("no toast", "return document.querySelector('.toast') === null;", vec![]).await;
        }
        self.screenshot_as_is(name).await;
    }

    /// Takes a picture with whatever lies over the screen.
    pub async fn screenshot_as_is(&self, name: &str) {
        // A view that nobody looks at may give no frames at all: a picture to throw away makes it paint.
        call("a first picture", self.client.screenshot()).await;
        // The view paints behind the page: before two frames have passed the picture may be blank or stale.
        let frames = "const done = arguments[arguments.length - 1];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        call("two frames", self.client.execute_async(frames, vec![])).await;
        let picture = call("a picture", self.client.screenshot()).await;
        let folder = if documented() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens");
            std::fs::create_dir_all(&folder).unwrap();
            folder
        } else {
            scratch("screens")
        };
        std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
    }

    /// Closes the window as its own close button would and waits for the program to end.
    pub async fn close(self) {
        call("close", self.client.clone().close()).await;
        // The driver answers before the program has ended; the book's lock ends with the program.
        let lock = std::fs::File::open(&self.lock).unwrap();
        let closed = Instant::now();
        while lock.try_lock().is_err() {
            assert!(closed.elapsed() < PATIENCE, "the program is still running {PATIENCE:?} after its window closed");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until nothing is asked or drawn any more.
    pub async fn settled(&self) {
        let frames = "const done = arguments[arguments.length - 1];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        call("two frames", self.client.execute_async(frames, vec![])).await;
        self.wait_true("nothing busy", "return document.querySelector('[aria-busy=true]') === null;", vec![]).await;
    }

    async fn find_text(&self, text: &str) -> Option<Element> {
        let found = self.client.execute(BY_TEXT, vec![json!(text)]).await.ok()?;
        let (_, id) = found.as_object()?.iter().next()?;
        Some(Element::from_element_id(self.client.clone(), id.as_str()?.to_owned().into()))
    }

    /// Looks until `fact` is there.
    ///
    /// # Panics
    /// After [`PATIENCE`], with what the window shows instead and a picture of it.
    async fn until<T, F: Future<Output = Option<T>>>(&self, what: &str, mut fact: impl FnMut() -> F) -> T {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(found) = tokio::time::timeout(CALL, fact()).await.ok().flatten() {
                return found;
            }
            tokio::time::sleep(GLANCE).await;
        }
        let picture = scratch("failed").join(format!("{}.png", self.name));
        if let Ok(Ok(bytes)) = tokio::time::timeout(CALL, self.client.screenshot()).await {
            let _ = std::fs::write(&picture, bytes);
        }
        panic!(
            "waited {PATIENCE:?} for {what:?}; picture: {}; the window reads:\n{}",
            picture.display(),
            self.text().await
        );
    }
}

/// Whether the pictures are for the documentation.
fn documented() -> bool {
    std::env::var("RUNUT_SCREENS").as_deref() == Ok("1")
}

/// Waits for the driver and asks it for a session: it starts the program.
async fn connect(port: u16, program: &str) -> Client {
    let mut wanted = serde_json::Map::new();
    wanted.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": program, "args": [] }));
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(wanted);
    let started = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(started.elapsed() < CALL, "WebKitWebDriver doesn't listen");
        tokio::time::sleep(GLANCE).await;
    }
    let session = tokio::time::timeout(2 * CALL, builder.connect(&format!("http://127.0.0.1:{port}"))).await;
    session.expect("the window didn't open in time").expect("the window didn't open")
}

/// One call, which may not take for ever.
async fn call<T>(what: &str, call: impl Future<Output = Result<T, CmdError>>) -> T {
    match tokio::time::timeout(CALL, call).await {
        Ok(Ok(value)) => value,
        Ok(Err(error)) => panic!("{what}: {error}"),
        Err(_) => panic!("{what}: no answer after {CALL:?}"),
    }
}

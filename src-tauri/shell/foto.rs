//! The scheme `foto:`, by which the page shows pictures that lie in the book: `foto://localhost/12` and, for lists,
//! `foto://localhost/12/kecil`.
//!
//! Invariant: it answers pictures of the book and nothing else, always as JPEG; a path never names a file.

use runut_core::PhotoId;
use runut_store::PhotoSize;
use runut_wire::Desk;
use tauri::http::{Method, Request, Response, StatusCode, header};
use tauri::{UriSchemeContext, UriSchemeResponder, Wry};

/// The scheme's name, as in the content security policy of tauri.conf.json.
pub(crate) const SCHEME: &str = "foto";

/// Answers requests for pictures, each on a thread that may wait for the book.
pub(crate) fn protocol(
    desk: Desk,
) -> impl Fn(UriSchemeContext<'_, Wry>, Request<Vec<u8>>, UriSchemeResponder) + Send + Sync + 'static {
    move |_, request, responder| {
        let desk = desk.clone();
        let asked = asked(request.method(), request.uri().path());
        tauri::async_runtime::spawn_blocking(move || {
            let found = asked.and_then(|(photo, size)| desk.ask(|book, _| book.photo(photo, size)).ok().flatten());
            responder.respond(answer(found));
        });
    }
}

/// The picture that a request names.
fn asked(method: &Method, path: &str) -> Option<(PhotoId, PhotoSize)> {
    let (id, size) = match path.strip_prefix('/')?.split_once('/') {
        None => (path.strip_prefix('/')?, PhotoSize::Full),
        Some((id, "kecil")) => (id, PhotoSize::Thumbnail),
        Some(_) => return None,
    };
    let number = !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (*method == Method::GET && number).then(|| Some((PhotoId(id.parse().ok()?), size))).flatten()
}

/// A picture, which never changes under its key, or nothing.
fn answer(found: Option<Vec<u8>>) -> Response<Vec<u8>> {
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let keep = if found.is_some() { "private, max-age=31536000, immutable" } else { "no-store" };
    let mut response = Response::new(found.unwrap_or_default());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/jpeg"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(keep));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_picture_or_nothing() {
        let get = |path| asked(&Method::GET, path).map(|(id, size)| (id.0, size));
        assert_eq!(get("/12"), Some((12, PhotoSize::Full)));
        assert_eq!(get("/12/kecil"), Some((12, PhotoSize::Thumbnail)));
        for path in ["", "/", "/a", "/-1", "/+1", "/12/", "/12/besar", "/12/kecil/x", "/../1", "/%31", "//etc/passwd"] {
            assert_eq!(get(path), None, "{path}");
        }
        assert_eq!(get("/99999999999999999999"), None);
        assert_eq!(asked(&Method::POST, "/12"), None);
    }

    #[test]
    fn an_answer_is_a_jpeg_and_nothing_else() {
        let found = answer(Some(vec![1, 2]));
        assert_eq!((found.status(), found.body().as_slice()), (StatusCode::OK, &[1, 2][..]));
        for response in [found, answer(None)] {
            assert_eq!(response.headers()[header::CONTENT_TYPE], "image/jpeg");
            assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
        assert_eq!(answer(None).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_content_security_policy_lets_the_page_show_them() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let policy = config["app"]["security"]["csp"]["img-src"].as_str().unwrap();
        let sources: Vec<&str> = policy.split(' ').collect();
        assert!(sources.contains(&"foto:") && sources.contains(&"http://foto.localhost"), "{policy}");
        assert_eq!(SCHEME, "foto");
    }
}

//! The site's own files, compiled in. Their addresses carry a hash over all
//! of them, so that browsers may keep them for ever.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

macro_rules! assets {
    ($($name:literal: $kind:literal),+ $(,)?) => {
        [$(Asset {
            name: $name,
            kind: $kind,
            bytes: include_bytes!(concat!("../static/", $name)),
        }),+]
    };
}

static ASSETS: &[Asset] = &assets![
    "site.css": "text/css; charset=utf-8",
    "site.js": "text/javascript; charset=utf-8",
    "filters.js": "text/javascript; charset=utf-8",
    "map.js": "text/javascript; charset=utf-8",
    "autosave.js": "text/javascript; charset=utf-8",
    "compare.js": "text/javascript; charset=utf-8",
    "embed-frame.js": "text/javascript; charset=utf-8",
    "account.js": "text/javascript; charset=utf-8",
    "icons.svg": "image/svg+xml",
    "mark.svg": "image/svg+xml",
    "pattern.svg": "image/svg+xml",
];

/// One hash for all files, since modules name each other by relative paths.
static RELEASE: LazyLock<String> = LazyLock::new(|| {
    let mut hash = blake3::Hasher::new();
    for asset in ASSETS {
        hash.update(asset.bytes);
    }
    hash.finalize().to_hex()[..12].to_owned()
});

static BASE: LazyLock<String> = LazyLock::new(|| format!("/static/{}/", *RELEASE));

/// What the addresses of the files begin with.
pub(crate) fn base() -> &'static str {
    &BASE
}

/// A file. Under an older hash it is still served, but not kept: a page from
/// before an upgrade goes on working.
pub(crate) async fn get(Path((release, file)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keeping = if release == *RELEASE {
        HeaderValue::from_static("public, max-age=31536000, immutable")
    } else {
        HeaderValue::from_static("no-cache")
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, keeping),
    ];
    (headers, asset.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn cache_control(release: &str) -> HeaderValue {
        let answer = get(Path((release.to_owned(), "site.css".to_owned()))).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.headers()[header::CACHE_CONTROL].clone()
    }

    #[tokio::test]
    async fn a_file_is_kept_only_under_its_own_hash() {
        assert!(
            cache_control(&RELEASE)
                .await
                .to_str()
                .unwrap()
                .contains("immutable")
        );
        assert_eq!(cache_control("older").await, "no-cache");
    }

    #[tokio::test]
    async fn an_unknown_file_is_not_found() {
        let answer = get(Path((RELEASE.clone(), "Cargo.toml".to_owned()))).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
}

//! The page that shows what was caught: a list, and each mail with its links,
//! plain text first.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use askama::Template;
use axum::{
    Router,
    extract::{Path as Segment, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::net::TcpListener;

use super::{
    Mail, folder,
    links::{self, Piece},
};

/// The newest ones; there may be thousands after a test.
const MOST_LISTED: usize = 200;
/// A mail is somebody else's HTML: nothing of it runs or is fetched.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

#[derive(Template)]
#[template(path = "mailbox/list.html")]
struct List {
    total: usize,
    mails: Vec<(String, Mail)>,
}

#[derive(Template)]
#[template(path = "mailbox/mail.html")]
struct One<'a> {
    mail: &'a Mail,
    pieces: Vec<Piece<'a>>,
}

/// Serves the page; has no end.
pub(super) async fn serve(listener: TcpListener, folder: PathBuf) -> io::Result<()> {
    let routes = Router::new()
        .route("/", get(list))
        .route("/mails/{name}", get(one))
        .with_state(Arc::from(folder));
    axum::serve(listener, routes).await
}

async fn list(State(folder): State<Arc<Path>>) -> Response {
    let listed = folder::names(&folder).and_then(|names| {
        let newest = names.iter().rev().take(MOST_LISTED);
        let mails = newest.map(|name| Ok((name.clone(), folder::read_one(&folder.join(name))?)));
        Ok(List {
            total: names.len(),
            mails: mails.collect::<io::Result<_>>()?,
        })
    });
    match listed {
        Ok(list) => page(list.render()),
        Err(error) => failed(&error),
    }
}

async fn one(State(folder): State<Arc<Path>>, Segment(name): Segment<String>) -> Response {
    // Only a name that the folder has is ever made a path.
    let found = folder::names(&folder).map(|names| names.contains(&name));
    let mail = match found {
        Ok(true) => folder::read_one(&folder.join(name)),
        Ok(false) => return (StatusCode::NOT_FOUND, "there is no such mail").into_response(),
        Err(error) => Err(error),
    };
    match &mail {
        Ok(mail) => {
            let pieces = links::pieces(&mail.text);
            page(One { mail, pieces }.render())
        }
        Err(error) => failed(error),
    }
}

fn page(rendered: Result<String, askama::Error>) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    match rendered {
        Ok(html) => (headers, Html(html)).into_response(),
        Err(error) => failed(&io::Error::other(error)),
    }
}

fn failed(error: &io::Error) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}

//! Who did something, by name where the visitor may know it: staff knows
//! those who work for Skoopi.

use std::collections::HashMap;

use chassis::caller::Role;
use proto::asf::identity::v1::{ListRoleHoldersRequest, Person};

use crate::{organisation::words, page::page_request::PageRequest};

/// Names by subject id.
pub(super) struct People(HashMap<String, String>);

impl People {
    /// Names are a comfort: where identity is away there are none.
    pub(super) async fn know(request: &PageRequest) -> Self {
        if !request.has(Role::Staff) {
            return Self(HashMap::new());
        }
        let question = ListRoleHoldersRequest {};
        let answer = request.staff().list_role_holders(question).await;
        let persons = answer.map(|it| it.into_inner().persons).unwrap_or_default();
        let named = |it: Person| {
            let name = words::person(request.lang, &it.name, &it.email);
            (it.subject_id, name)
        };
        Self(persons.into_iter().map(named).collect())
    }

    /// The actor of an event: a subject id, or the name of a part of the
    /// system, which has no hyphens.
    pub(super) fn name(&self, request: &PageRequest, actor: &str) -> String {
        let t = request.lang.texts();
        let own = request.visitor.as_ref();
        if own.is_some_and(|it| it.caller.subject == actor) {
            return t.review_by_you();
        }
        match self.0.get(actor) {
            Some(name) => name.clone(),
            None if actor.len() == 36 => t.happened_somebody(),
            None => t.happened_system(),
        }
    }
}

//! The page against the contracts.

use crate::error::reason;
use crate::transcode::Api;

fn page() -> String {
    let api = Api::compile(&proto::DESCRIPTORS).unwrap();
    super::page(&crate::openapi::document(&api, "https://asf.example"))
}

#[test]
fn every_operation_has_a_section_that_the_contents_lead_to() {
    let page = page();
    let api = Api::compile(&proto::DESCRIPTORS).unwrap();
    for operation in api.operations() {
        let name = operation.rpc.name();
        let id = name[..1].to_lowercase() + &name[1..];
        assert!(page.contains(&format!("<section id=\"{id}\">")), "{id}");
        assert!(page.contains(&format!("href=\"#{id}\"")), "{id}");
    }
}

#[test]
fn the_type_of_a_problem_leads_to_its_reason() {
    let page = page();
    for reason in reason::PROBLEMS.iter() {
        assert!(page.contains(&format!("<dt id=\"{}\">", reason.name)));
    }
    for rule in reason::FIELD_RULES.iter() {
        assert!(page.contains(&format!("<dt id=\"{}\">", rule.name)));
    }
}

#[test]
fn nothing_runs_and_nothing_comes_from_elsewhere() {
    let page = page();
    for foreign in ["<script", " style=", "src=", "http://", "@import", "url("] {
        assert!(
            !page.contains(foreign) && !super::STYLE.contains(foreign),
            "{foreign}"
        );
    }
}

#[test]
fn every_link_inside_the_page_has_its_target() {
    let page = page();
    for link in page.split("href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

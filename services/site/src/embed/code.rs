//! `/asf-listan/badda-in`: what to copy to have the list on another site, and
//! how it looks there.

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::terms::Industry;

use super::{CODE, LIST, MAP};
use crate::{
    Site,
    page::{
        asked,
        field::{Choice, Field, Kind},
        form_data::FormData,
        frame::{Frame, Section},
        lang::Lang,
        local,
        page_request::PageRequest,
        places, respond,
        texts::L10nLanguage,
    },
};

/// The value of the field for the view that is no list.
const A_MAP: &str = "karta";
const A_LIST: &str = "lista";

#[derive(Template)]
#[template(path = "pages/embed.html")]
struct CodePage {
    page: Frame,
    t: &'static L10nLanguage,
    action: String,
    fields: Vec<Field>,
    /// The frame's path on this site.
    preview: String,
    frame_title: String,
    frame_code: String,
    script_code: String,
}

/// What was chosen. What does not exist counts as not chosen.
struct Chosen {
    lang: Lang,
    map: bool,
    county: String,
    industry: String,
}

pub(super) async fn get(State(site): State<Site>, request: PageRequest) -> Response {
    let chosen = Chosen::of(request.lang, &asked(&request));
    respond::page(
        &request,
        &CodePage::new(&request, &site.public_url, &chosen),
    )
}

impl Chosen {
    fn of(lang: Lang, sent: &FormData) -> Self {
        let county = sent.text("county");
        let industry = sent.text("industry");
        let is_county = places::counties().iter().any(|it| it.code == county);
        Self {
            lang: match sent.text("sprak") {
                "sv" => Lang::Sv,
                "en" => Lang::En,
                _ => lang,
            },
            map: sent.text("vy") == A_MAP,
            county: if is_county { county } else { "" }.to_owned(),
            industry: Industry::parse(industry)
                .map_or("", Industry::slug)
                .to_owned(),
        }
    }

    fn view(&self) -> &'static str {
        if self.map { A_MAP } else { A_LIST }
    }

    /// The filters, by their names in addresses and in the script's tag.
    fn filters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("county", self.county.as_str()),
            ("industry", self.industry.as_str()),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty())
    }

    fn path(&self) -> String {
        let query: Vec<_> = self
            .filters()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let path = if self.map { MAP } else { LIST };
        local::with_query(self.lang, path, &query.join("&"))
    }

    fn title(&self) -> String {
        let t = self.lang.texts();
        if self.map {
            t.embed_frame_map_title()
        } else {
            t.embed_frame_title()
        }
    }

    /// An ampersand in an attribute is written out.
    fn frame_code(&self, site: &str) -> String {
        let address = format!("{site}{}", self.path()).replace('&', "&amp;");
        let title = self.title();
        format!(
            "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"700\" \
             loading=\"lazy\" style=\"border:0\"></iframe>"
        )
    }

    fn script_code(&self, site: &str) -> String {
        let mut data = format!(" data-view=\"{}\"", self.view());
        for (name, value) in self.filters() {
            data.push_str(&format!(" data-{name}=\"{value}\""));
        }
        if self.lang == Lang::En {
            data.push_str(" data-lang=\"en\"");
        }
        format!("<script src=\"{site}/embed.js\"{data} async></script>")
    }
}

impl CodePage {
    fn new(request: &PageRequest, site: &str, chosen: &Chosen) -> Self {
        let t = request.lang.texts();
        Self {
            page: Frame::new(
                request,
                Section::List,
                t.embed_title(),
                t.embed_description(),
            ),
            t,
            action: local::localised(request.lang, CODE),
            fields: fields(request.lang, chosen),
            preview: chosen.path(),
            frame_title: chosen.title(),
            frame_code: chosen.frame_code(site),
            script_code: chosen.script_code(site),
        }
    }
}

fn fields(lang: Lang, chosen: &Chosen) -> Vec<Field> {
    let t = lang.texts();
    let views = vec![
        Choice::new(A_LIST, t.embed_view_list()),
        Choice::new(A_MAP, t.embed_view_map()),
    ];
    let counties = places::counties().iter();
    let counties = counties.map(|it| Choice::new(it.code, it.name));
    let industries = Industry::all().map(|it| Choice::new(it.slug(), lang.term(it.term())));
    let languages = [Lang::Sv, Lang::En];
    let languages = languages.map(|it| Choice::new(it.code(), it.texts().language_name()));
    vec![
        Field::new("vy", t.embed_view(), Kind::Radio(views)).valued(chosen.view()),
        Field::new(
            "county",
            t.embed_county(),
            Kind::select(t.embed_county_all(), counties),
        )
        .valued(&chosen.county),
        Field::new(
            "industry",
            t.embed_industry(),
            Kind::select(t.embed_industry_all(), industries),
        )
        .valued(&chosen.industry),
        Field::new("sprak", t.embed_language(), Kind::Radio(languages.to_vec()))
            .valued(chosen.lang.code()),
    ]
}

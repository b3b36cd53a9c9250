//! Taking the report of a year back, after a page that asks once more.

use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{Enterprise, WithdrawSocialBenefitRequest};

use super::{PATH, of_year, own};
use crate::{
    organisation::enterprise::owns_an_asf,
    page::{
        Page,
        early_response::EarlyResponse,
        form::Form,
        form_data::FormData,
        form_page::{FormPage, Refusal},
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    Path(year): Path<String>,
    request: PageRequest,
) -> Result<Response, EarlyResponse> {
    let withdraw = Withdraw::load(&request, year).await?;
    if !owns_an_asf(&request) {
        return Err(EarlyResponse::MISSING);
    }
    Ok(withdraw.page(&request, None).show(&request))
}

pub(crate) struct Withdraw {
    enterprise: Enterprise,
    year: u32,
}

impl FormPage for Withdraw {
    type Path = String;

    async fn load(request: &PageRequest, year: String) -> Result<Self, EarlyResponse> {
        let (enterprise, reports) = own(request).await?;
        let year = of_year(reports, &year)?.year;
        Ok(Self { enterprise, year })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let year = self.year.to_string();
        let title = t.benefit_own_withdraw(year.as_str());
        Page::new(request, AccountSection::Benefit, title)
            .lead(t.benefit_own_withdraw_lead(year.as_str()))
            .form(Form::here(request, t.benefit_own_withdraw_button()).grave())
            .link(PATH, t.benefit_own_back())
    }

    async fn send(&self, request: &PageRequest, _: &FormData) -> Result<Response, Refusal> {
        let withdraw = WithdrawSocialBenefitRequest {
            id: self.enterprise.id.clone(),
            etag: String::new(),
            year: self.year,
        };
        request.benefits().withdraw_social_benefit(withdraw).await?;
        let done = request
            .lang
            .texts()
            .benefit_own_withdrawn(self.year.to_string());
        Ok(respond::go(request, PATH, Some(done)))
    }
}

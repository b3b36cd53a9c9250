//! What the list says of a registration number, asked of the registry at the
//! moment when it matters. Without an answer nothing is proven, and staff look.

use std::time::Duration;

use chassis::client;
use kernel::org_number::OrgNumber;
use proto::asf::registry::v1::{
    FindByOrgNumberRequest, FindByOrgNumberResponse, registry_service_client::RegistryServiceClient,
};
use tonic::{Code, Request, transport::Channel};

use crate::{
    address::mail_domain,
    domain::values::{mail_domain::MailDomain, text::Name},
};

/// Whoever founds an organisation waits for it.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);

/// Clones share the connection.
#[derive(Clone)]
pub(crate) struct List {
    registry: RegistryServiceClient<Channel>,
}

impl List {
    pub(crate) fn new(registry: Channel) -> Self {
        Self {
            registry: RegistryServiceClient::new(registry),
        }
    }

    /// The name on the list of the enterprise with this number, if the domain
    /// is its own.
    pub(crate) async fn proof(&self, number: OrgNumber, domain: &MailDomain) -> Option<Name> {
        let org_number = number.to_string();
        let mut request = Request::new(FindByOrgNumberRequest { org_number });
        client::outgoing(&mut request, None, ANSWER_LIMIT, None);
        match self.registry.clone().find_by_org_number(request).await {
            Ok(answer) => proven(answer.into_inner(), domain),
            Err(status) => {
                if status.code() != Code::NotFound {
                    let code = status.code();
                    tracing::warn!(rpc.code = ?code, "the registry does not say what is listed");
                }
                None
            }
        }
    }
}

fn proven(listed: FindByOrgNumberResponse, domain: &MailDomain) -> Option<Name> {
    let mut own = listed.own_domains.iter();
    let is_own = own.any(|it| mail_domain(it).as_ref() == Ok(domain));
    is_own.then(|| Name::parse(&listed.name).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_enterprises_own_domain_proves_its_number() {
        let listed = FindByOrgNumberResponse {
            name: "Köket".to_owned(),
            own_domains: vec!["koket.example".to_owned()],
            ..FindByOrgNumberResponse::default()
        };
        let proven_by = |text: &str| {
            let domain = MailDomain::parse(text).unwrap();
            proven(listed.clone(), &domain).map(|name| name.as_str().to_owned())
        };
        assert_eq!(proven_by("koket.example"), Some("Köket".to_owned()));
        for other in ["mail.koket.example", "ket.example", "annan.example"] {
            assert_eq!(proven_by(other), None, "{other}");
        }
    }
}

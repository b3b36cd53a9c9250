//! Certificates for the tests, each test with authorities of its own.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use time::OffsetDateTime;

use crate::{
    config::{Loader, Shared},
    tls::Tls,
};

pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

/// The PEM texts of one process.
pub(crate) struct Issued {
    pub(crate) cert: String,
    pub(crate) key: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn issue(&self, name: &str) -> Issued {
        self.sign(params(name))
    }

    pub(crate) fn issue_expired(&self, name: &str) -> Issued {
        let mut params = params(name);
        params.not_before = OffsetDateTime::UNIX_EPOCH;
        params.not_after = OffsetDateTime::UNIX_EPOCH + time::Duration::days(1);
        self.sign(params)
    }

    fn sign(&self, params: CertificateParams) -> Issued {
        let key = KeyPair::generate().unwrap();
        Issued {
            cert: params.signed_by(&key, &self.0).unwrap().pem(),
            key: key.serialize_pem(),
        }
    }

    /// The settings of a process that believes this authority.
    pub(crate) fn shared(&self, own: &Issued) -> Shared {
        let ca = self.pem();
        let variables = [
            ("ASF_TLS_CA", &ca),
            ("ASF_TLS_CERT", &own.cert),
            ("ASF_TLS_KEY", &own.key),
        ];
        let mut loader =
            Loader::from_variables(variables.map(|(name, value)| (name.into(), value.into())));
        let shared = loader.add("ASF_");
        loader.finish(shared).unwrap()
    }

    /// The settings of a service by its name.
    pub(crate) fn shared_of(&self, name: &str) -> Shared {
        self.shared(&self.issue(name))
    }

    pub(crate) fn tls_of(&self, name: &str) -> Tls {
        Tls::of(&self.shared_of(name)).unwrap()
    }
}

/// The settings of a process without TLS.
pub(crate) fn plain() -> Shared {
    let mut loader = Loader::from_variables([("ASF_TLS".into(), "off".into())]);
    let shared = loader.add("ASF_");
    loader.finish(shared).unwrap()
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([name.to_owned(), "localhost".to_owned()]).unwrap();
    params.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::ServerAuth,
        ExtendedKeyUsagePurpose::ClientAuth,
    ];
    params
}

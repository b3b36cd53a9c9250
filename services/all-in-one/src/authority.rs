//! The certificate authority of one clone, and the certificates by which its
//! services know each other. Good for development alone: its key lies about.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use time::{Date, Duration, OffsetDateTime, macros::format_description};

use crate::home::{private_folder, write_private};

/// The name that certificates are issued under.
const NAME: &str = "ASF Lyfter development";

/// Everything is made anew together: nobody outside trusts the authority.
const VALID: Duration = Duration::days(365);

/// A start this close to the end renews; whoever runs longer has to start again.
const RENEWED: Duration = Duration::days(60);

/// Clocks of containers may be a little behind.
const EARLIER: Duration = Duration::hours(1);

/// What services are reached by beside their names.
const ADDRESSES: [&str; 2] = ["localhost", "127.0.0.1"];

/// Issues certificates that all end on the same day.
pub struct Authority {
    folder: PathBuf,
    issuer: Issuer<'static, KeyPair>,
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
}

/// The files, in PEM, that one service shows and checks others with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub authority: PathBuf,
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Authority {
    /// Reads the authority of a folder, or makes one; one that is about to
    /// expire is replaced, with all that it issued.
    ///
    /// # Errors
    /// The files cannot be read or written.
    pub fn ensure(folder: &Path, now: OffsetDateTime) -> Result<Self> {
        private_folder(folder)?;
        let (key_file, last_day) = (folder.join("authority.key"), folder.join("last-day"));
        match read_date(&last_day) {
            Some(date) if date.midnight().assume_utc() - RENEWED > now && key_file.is_file() => {
                let key = fs::read_to_string(&key_file)
                    .with_context(|| format!("cannot read {}", key_file.display()))?;
                let damaged = || format!("{} is damaged; remove it", folder.display());
                let key = KeyPair::from_pem(&key).with_context(damaged)?;
                Self::with_key(folder, key, date)
            }
            Some(_) | None => Self::make(folder, now),
        }
    }

    /// The date is written last: without it everything is made again.
    fn make(folder: &Path, now: OffsetDateTime) -> Result<Self> {
        for old in fs::read_dir(folder)?.flatten() {
            fs::remove_file(old.path())?;
        }
        let last_day = (now + VALID).date();
        let key = KeyPair::generate()?;
        write_private(&folder.join("authority.key"), &key.serialize_pem())?;
        let made = Self::with_key(folder, key, last_day)?;
        let certificate = made.own_params()?.self_signed(made.issuer.key())?;
        write_private(&made.certificate_file(), &certificate.pem())?;
        write_private(&folder.join("last-day"), &last_day.to_string())?;
        Ok(made)
    }

    fn with_key(folder: &Path, key: KeyPair, last_day: Date) -> Result<Self> {
        let not_after = last_day.midnight().assume_utc();
        let not_before = not_after - VALID - EARLIER;
        let params = own_params(not_before, not_after)?;
        Ok(Self {
            folder: folder.to_owned(),
            issuer: Issuer::new(params, key),
            not_before,
            not_after,
        })
    }

    fn own_params(&self) -> Result<CertificateParams> {
        own_params(self.not_before, self.not_after)
    }

    /// The certificate of a service, made when there is none yet.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn certificate(&self, name: &str) -> Result<Certificate> {
        let files = Certificate {
            authority: self.certificate_file(),
            certificate: self.folder.join(format!("{name}.pem")),
            key: self.folder.join(format!("{name}.key")),
        };
        if files.certificate.is_file() && files.key.is_file() {
            return Ok(files);
        }
        // The first name is the one that allow-lists know the service by.
        let names = [&[name][..], &ADDRESSES].concat();
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let mut params = CertificateParams::new(names)?;
        params.not_before = self.not_before;
        params.not_after = self.not_after;
        params.distinguished_name = called(name);
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::ClientAuth,
        ];
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?;
        write_private(&files.key, &key.serialize_pem())?;
        write_private(&files.certificate, &certificate.pem())?;
        Ok(files)
    }

    fn certificate_file(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }
}

fn own_params(not_before: OffsetDateTime, not_after: OffsetDateTime) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.not_before = not_before;
    params.not_after = not_after;
    params.distinguished_name = called(NAME);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

fn read_date(file: &Path) -> Option<Date> {
    let text = fs::read_to_string(file).ok()?;
    Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-05-04 12:00 UTC);

    fn issued(folder: &Path, now: OffsetDateTime) -> (String, String) {
        let authority = Authority::ensure(folder, now).unwrap();
        let files = authority.certificate("registry").unwrap();
        let read = |file: &Path| fs::read_to_string(file).unwrap();
        (read(&files.authority), read(&files.certificate))
    }

    #[test]
    fn certificates_are_kept_until_they_are_about_to_expire() {
        let folder = tempfile::tempdir().unwrap();
        let first = issued(folder.path(), NOW);
        assert_eq!(issued(folder.path(), NOW + Duration::days(300)), first);
        let late = issued(folder.path(), NOW + Duration::days(306));
        assert!(late.0 != first.0 && late.1 != first.1);
    }

    #[test]
    fn an_authority_that_was_made_half_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let first = issued(folder.path(), NOW);
        fs::remove_file(folder.path().join("last-day")).unwrap();
        assert_ne!(issued(folder.path(), NOW).0, first.0);
    }

    #[test]
    fn a_service_that_comes_later_gets_its_certificate_from_the_same_authority() {
        let folder = tempfile::tempdir().unwrap();
        let first = issued(folder.path(), NOW);
        let again = Authority::ensure(folder.path(), NOW).unwrap();
        let files = again.certificate("gateway").unwrap();
        assert_eq!(fs::read_to_string(&files.authority).unwrap(), first.0);
        let issuer = rustls_issuer(&files.certificate);
        assert!(issuer.contains(NAME), "{issuer}");
    }

    /// The names in a certificate stand in it as they are.
    fn rustls_issuer(file: &Path) -> String {
        use base64::Engine as _;
        let text = fs::read_to_string(file).unwrap();
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with("--"))
            .collect();
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(body)
            .unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

//! Secrets of authenticator apps, and the codes that they make.

use qrcode::{QrCode, render::svg};
use time::OffsetDateTime;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::factors::FactorError;

/// Bytes of a secret (RFC 4226, section 4).
pub(super) const SECRET: usize = 20;
/// As it is shown in the app.
const ISSUER: &str = "ASF Lyfter";
/// Seconds.
const STEP: u64 = 30;
/// How many steps the app's clock may be ahead of ours, or behind.
const SKEW: u16 = 1;
/// Pixels that the QR code has at least; it is scaled by whoever shows it.
const SMALLEST_SIDE: u32 = 240;

/// What a person needs to bring a secret into the app.
pub(crate) struct Setup {
    /// Base32.
    pub(crate) secret: Zeroizing<String>,
    /// `otpauth://…`
    pub(crate) uri: Zeroizing<String>,
    /// An SVG document.
    pub(crate) qr_svg: Zeroizing<String>,
}

impl Setup {
    pub(super) fn of(secret: &[u8], address: &str) -> Result<Self, FactorError> {
        // The format has no way to write a colon in a name.
        let totp = totp(secret, &address.replace(':', ""))?;
        let uri = Zeroizing::new(totp.to_url()?);
        let code = QrCode::new(uri.as_bytes())?;
        let side = (SMALLEST_SIDE, SMALLEST_SIDE);
        let qr_svg = code
            .render::<svg::Color>()
            .min_dimensions(side.0, side.1)
            .build();
        Ok(Self {
            secret: Zeroizing::new(totp.secret().to_base32()),
            uri,
            qr_svg: Zeroizing::new(qr_svg),
        })
    }
}

/// The step that the code belongs to; none for a wrong one.
pub(super) fn step_of(
    secret: &[u8],
    code: &str,
    now: OffsetDateTime,
) -> Result<Option<i64>, FactorError> {
    let seconds = u64::try_from(now.unix_timestamp()).unwrap_or_default();
    let step = totp(secret, "")?.check(code, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

fn totp(secret: &[u8], account: &str) -> Result<Totp, totp_rs::TotpError> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_step_duration(STEP)
        .with_skew(SKEW)
        .with_issuer(Some(ISSUER))
        .with_account_name(account)
        .build()
}

#[cfg(test)]
mod tests {
    use time::{Duration, macros::datetime};

    use super::*;

    /// The secret of the examples in RFC 6238, appendix B.
    const KNOWN: &[u8; SECRET] = b"12345678901234567890";

    fn step(code: &str, seconds: i64) -> Option<i64> {
        let now = OffsetDateTime::UNIX_EPOCH + Duration::seconds(seconds);
        step_of(KNOWN, code, now).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        assert_eq!(step("287082", 59), Some(1));
        assert_eq!(step("081804", 1_111_111_109), Some(37_037_036));
        assert_eq!(step("005924", 1_234_567_890), Some(41_152_263));
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_not_two() {
        assert_eq!(step("287082", 59 + 30), Some(1));
        assert_eq!(step("287082", 29), Some(1));
        assert_eq!(step("287082", 59 + 61), None);
    }

    #[test]
    fn what_is_no_code_is_wrong() {
        for code in ["", "28708", "2870820", "+87082", "28708a", "287083"] {
            assert_eq!(step(code, 59), None, "{code}");
        }
    }

    #[test]
    fn an_app_reads_secret_issuer_and_address_from_the_picture() {
        let setup = Setup::of(KNOWN, "owner:1@asf.example").unwrap();
        assert_eq!(setup.secret.as_str(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let wanted = "otpauth://totp/ASF%20Lyfter:owner1%40asf.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ASF%20Lyfter";
        assert_eq!(setup.uri.as_str(), wanted);
        assert!(setup.qr_svg.contains("<svg") && setup.qr_svg.ends_with("</svg>"));
    }

    #[test]
    fn two_secrets_make_different_codes() {
        let now = datetime!(2026-03-01 12:00 UTC);
        let code = totp(KNOWN, "")
            .unwrap()
            .generate(now.unix_timestamp().unsigned_abs());
        let code = code.to_string();
        assert!(step_of(KNOWN, &code, now).unwrap().is_some());
        assert_eq!(step_of(&[7; SECRET], &code, now).unwrap(), None);
    }
}

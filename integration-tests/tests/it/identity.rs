//! People as the JSON API and a browser know them: ways in, and what is kept.

mod abuse;
mod accounts;
mod browser;
mod canary;
mod claims;
mod claims_flow;
mod erasure;
mod invitations;
mod mail;
mod oidc;
mod organisations;
mod organisations_browser;
mod passkeys;
mod person;
mod proof;
mod sessions;
mod sign_ups;
mod staff;
mod team;
mod tokens;
mod totp;
mod way_in;
mod wire;

//! The registry as a living institution, with real processes.

mod application;
mod application_browser;
mod benefit;
mod developers;
mod embed;
mod export;
mod forms;
mod forms_browser;
mod history;
mod import_large;
mod open;
mod passing;
mod review;
mod search_quality;
mod shortlists;
mod webhooks;

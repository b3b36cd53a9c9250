//! One service tries what belongs to another, with the login and the NATS user
//! that it has in production.

mod consumers;
mod nats;
mod postgres;

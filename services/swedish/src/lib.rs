//! The Swedish language for a search: words, stems, compounds, places, and how
//! a query is read. It knows nothing of what is searched: no I/O, no clock.
#![doc = include_str!("../README.md")]

pub mod compound;
pub mod phrases;
pub mod places;
pub mod reading;
pub mod spelling;
pub mod stem;
pub mod stopwords;
mod table;
pub mod tokens;
pub mod vocabulary;
pub mod word_list;
pub mod words;

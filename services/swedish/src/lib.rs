//! The Swedish language for a search: words, stems, compounds, places, and how
//! a query is read. It knows nothing of what is searched: no I/O, no clock.

pub mod compound;
pub mod stem;
pub mod stopwords;
pub mod tokens;
pub mod vocabulary;
pub mod word_list;
pub mod words;

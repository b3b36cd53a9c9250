//! New ASFs for everybody: the feed in pages and as a stream, filtered and
//! resumed, and copies of the list that are made of nothing else.

mod files;
mod following;
mod replica;

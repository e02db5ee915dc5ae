//! Holds the declarations against the facts of the API pages, kept in `facts/`.

mod changes;
mod drift;
mod facts;
mod lines;
mod replies;
mod requests;

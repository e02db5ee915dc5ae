//! What the derives make of every form of the grammar.

mod derive {
    mod build;
    mod declare;
    mod generics;
    mod lints;
    mod names;
    mod serde;
    mod verdict;
}

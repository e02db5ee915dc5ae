//! Where a value sits, kept on the stack while walking: free of cost until something is wrong.

use std::fmt;

/// One step from the root to a value, linked to the step before it.
#[derive(Clone, Copy)]
pub(crate) enum Path<'a> {
    /// The struct that the walk began with.
    Root,
    /// A field of what the path before it leads to.
    Field(&'a Path<'a>, &'a str),
    /// An item of what the path before it leads to.
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub(crate) fn field<'a>(&'a self, name: &'a str) -> Path<'a> {
        Path::Field(self, name)
    }

    pub(crate) fn item(&self, index: usize) -> Path<'_> {
        Path::Item(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Path::Root, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_path_reads_like_an_expression() {
        let orders = Path::Root.field("orders");
        let order = orders.item(0);
        assert_eq!(order.field("fee").to_string(), "orders[0].fee");
        assert_eq!(Path::Root.to_string(), "");
    }
}

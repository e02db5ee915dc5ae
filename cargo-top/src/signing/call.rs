//! The parameters of a call as they would be sent.

/// A call as somebody wrote it down.
#[derive(Debug, Default)]
pub(crate) struct Call {
    /// The parameters in the order of the input, each name once.
    pub(crate) params: Vec<Param>,
    /// The raw body of a call that has one; it is signed behind the parameters.
    pub(crate) body: Option<String>,
    /// What is odd about the input.
    pub(crate) notes: Vec<String>,
}

/// One parameter.
#[derive(Debug, Clone)]
pub(crate) struct Param {
    pub(crate) name: String,
    pub(crate) value: Given,
}

/// What is given for a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    Text(String),
    /// JSON's null: a parameter that is not sent.
    Null,
    /// A part of a multipart body that is a file.
    File,
}

impl Call {
    /// Takes a parameter in. Of two with one name the later counts: a body comes behind the query.
    pub(crate) fn add(&mut self, name: &str, value: Given) {
        if let Some(known) = self.params.iter_mut().find(|param| param.name == name) {
            self.notes
                .push(format!("`{name}` is given twice; the last one is taken"));
            known.value = value;
        } else {
            let name = name.to_owned();
            self.params.push(Param { name, value });
        }
    }

    /// The text given for a parameter.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let param = self.params.iter().find(|param| param.name == name)?;
        match &param.value {
            Given::Text(text) => Some(text),
            Given::Null | Given::File => None,
        }
    }
}

//! Everything in a module that a person is to look at.

use super::{Asked, Field, Module, Struct};

impl Module {
    /// What was guessed or left out, each with its place, in the order of the written text.
    #[must_use]
    pub fn all_checks(&self) -> Vec<String> {
        let mut all = self.checks.clone();
        all.extend(
            self.session
                .as_ref()
                .and_then(|asked| doubt("session", asked)),
        );
        for (at, declared) in self.structs.iter().enumerate() {
            of_struct(declared, &mut all);
            if at == 0 {
                let repeats = self.idempotent_by.as_ref().map(|(_, asked)| asked);
                all.extend(repeats.and_then(|asked| doubt("idempotent_by", asked)));
                all.extend(self.read.as_ref().and_then(|asked| doubt("read", asked)));
            }
        }
        for codes in &self.codes {
            all.extend(doubt(&codes.name, &codes.asked));
        }
        all
    }
}

fn of_struct(declared: &Struct, all: &mut Vec<String>) {
    let name = &declared.name;
    all.extend(declared.checks.iter().map(|told| format!("{name}: {told}")));
    for (_, asked) in &declared.one_of {
        all.extend(doubt(&format!("one_of of {name}"), asked));
    }
    for field in &declared.fields {
        of_field(&format!("{name}.{}", field.wire), field, all);
    }
}

fn of_field(place: &str, field: &Field, all: &mut Vec<String>) {
    all.extend(field.checks.iter().map(|told| format!("{place}: {told}")));
    for (_, asked) in &field.required_if {
        all.extend(doubt(&format!("required_if of {place}"), asked));
    }
}

fn doubt(what: &str, asked: &Asked) -> Option<String> {
    (!asked.certain).then(|| format!("{what}: {}", asked.reason))
}

//! So many endpoints, from descriptions that may be fewer.

use crate::description::Description;
use crate::tree::{Group, groups};

/// What is compiled.
#[derive(Debug)]
pub(super) struct Generated {
    pub groups: Vec<Group>,
}

impl Generated {
    /// The first ones, and from the last on the same again under other methods.
    pub(super) fn of(descriptions: &[Description], count: usize) -> Self {
        let rounds = (1..).flat_map(|round| descriptions.iter().map(move |one| (round, one)));
        // Nothing repeats for ever.
        let count = if descriptions.is_empty() { 0 } else { count };
        let chosen = rounds.take(count).map(|(round, one)| again(one, round));
        let chosen: Vec<_> = chosen.collect();
        Self {
            groups: groups(&chosen),
        }
    }

    pub(super) fn endpoints(&self) -> usize {
        self.groups.iter().map(|group| group.modules.len()).sum()
    }

    pub(super) fn fields(&self) -> usize {
        let modules = self.groups.iter().flat_map(|group| &group.modules);
        let structs = modules.flat_map(|module| &module.structs);
        structs.map(|declared| declared.fields.len()).sum()
    }
}

fn again(description: &Description, round: usize) -> Description {
    let mut again = description.clone();
    if round > 1 {
        again.method = format!("{}.r{round}", description.method);
    }
    again
}

#[cfg(test)]
mod tests {
    use super::Generated;
    use crate::description::{Description, Field};

    fn description(method: &str) -> Description {
        let field = |name: &str| Field {
            name: name.to_owned(),
            type_name: "String".to_owned(),
            ..Field::default()
        };
        Description {
            method: method.to_owned(),
            request: vec![field("one"), field("two")],
            reply: vec![field("three")],
            ..Description::default()
        }
    }

    #[test]
    fn descriptions_repeat_under_other_names() {
        let described = [description("taobao.a.get"), description("taobao.b.get")];
        let generated = Generated::of(&described, 5);
        assert_eq!(generated.endpoints(), 5);
        assert_eq!(generated.fields(), 10);
        let groups = generated.groups.iter();
        let methods = groups.flat_map(|group| &group.modules);
        let methods: std::collections::BTreeSet<_> = methods.map(|module| &module.method).collect();
        assert_eq!(methods.len(), 5);
        assert_eq!(Generated::of(&[], 5).endpoints(), 0);
    }
}

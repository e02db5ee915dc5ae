//! The names that list items have on the wire (protocol §5.1).

use top_runtime::Kind;

/// The name of a list's items: a type name in snake form for objects, the TOP type for scalars.
pub(super) fn item_name(item: Kind) -> String {
    match item {
        Kind::Object(nested) => snake(nested.shape().name()),
        Kind::Integer | Kind::Fen | Kind::Decimal | Kind::IntegerCode(_) => "number".into(),
        Kind::Yuan => "price".into(),
        Kind::Bool => "boolean".into(),
        Kind::Date => "date".into(),
        Kind::Json | Kind::Raw => "json".into(),
        _ => "string".into(),
    }
}

/// `_` before every capital but the first: `ArticleDTO` becomes `article_d_t_o`.
fn snake(type_name: &str) -> String {
    let mut name = String::with_capacity(type_name.len() + 8);
    for letter in type_name.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn every_capital_starts_a_word() {
        assert_eq!(snake("ArticleDTO"), "article_d_t_o");
        assert_eq!(snake("O2oAppointInfoDto"), "o2o_appoint_info_dto");
        assert_eq!(
            snake("RechargeAccountPropertyOpenInfo"),
            "recharge_account_property_open_info"
        );
    }
}

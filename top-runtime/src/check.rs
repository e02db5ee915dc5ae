//! The rules of a declaration, held against a request before anything is sent.

mod rules;
mod walk;

use crate::api::Endpoint;
use crate::public::is_public;
use crate::value::Object;
use crate::violation::{Breach, Violation, Violations};

use walk::{Place, Travel, Walk};

/// How deep values may nest. Deeper ones are refused rather than followed until the stack ends.
pub(crate) const MAX_DEPTH: usize = 128;
pub(crate) const TOO_DEEP: Breach = Breach::Expected("nested at most 128 levels deep");

/// A request that keeps the rules of its endpoint. Only [`check`] makes one.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    endpoint: &'static Endpoint,
    object: &'a dyn Object,
}

impl<'a> Checked<'a> {
    /// What the request is for.
    pub fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    /// The request.
    pub fn object(&self) -> &'a dyn Object {
        self.object
    }
}

impl std::fmt::Debug for Checked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Checked")
            .field(&self.endpoint.method())
            .finish()
    }
}

/// Holds a request against all rules: its declaration's, and those of the way it travels
/// (protocol §4).
///
/// Blank text and empty lists count as not given, at any depth. A valid request costs no
/// allocation, unless a field has to be read as JSON.
///
/// ```
/// use top_runtime::{TopApi, check::check};
///
/// #[derive(TopApi)]
/// #[top_api(method = "taobao.shop.get", response = String, one_of(shop_id, out_shop_id))]
/// struct GetShop {
///     shop_id: Option<String>,
///     out_shop_id: Option<String>,
///     #[top_api(range(min = 1, max = 50))]
///     page_size: i64,
/// }
///
/// let request = GetShop { shop_id: Some("  ".into()), out_shop_id: None, page_size: 0 };
/// let violations = check(GetShop::ENDPOINT, &request).unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "give at least one of shop_id, out_shop_id; page_size must be 1 to 50"
/// );
/// ```
///
/// # Errors
/// All violations, in the order of the fields. Paths start at the fields of the request, whether
/// or not a `param` wraps them.
pub fn check<'a>(
    endpoint: &'static Endpoint,
    object: &'a dyn Object,
) -> Result<Checked<'a>, Violations> {
    let mut walk = Walk::default();
    let travel = match endpoint.param_name() {
        None => Travel::Parameter,
        Some(name) => {
            if is_public(name) {
                let violation = Violation::new(name, Breach::PublicParameter);
                walk.found.push(violation);
            }
            Travel::Json
        }
    };
    walk.object(object, Place::root(travel));
    Violations::none_or(walk.found)?;
    Ok(Checked { endpoint, object })
}

/// Holds a struct against the rules of its declaration alone, however it may travel.
///
/// # Errors
/// All violations, in the order of the fields.
pub fn check_object(object: &dyn Object) -> Result<(), Violations> {
    let mut walk = Walk::default();
    walk.object(object, Place::root(Travel::Unknown));
    Violations::none_or(walk.found)
}

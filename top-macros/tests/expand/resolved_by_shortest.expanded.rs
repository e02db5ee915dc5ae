#[automatically_derived]
impl ::top_runtime::Object for Refund {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.id),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.id),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for Refund {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                "Refund",
                const { &[::top_runtime::Field::of::<String>("refund.id", "")] },
            )
        }
    }
    fn empty() -> Self {
        Self {
            id: ::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl ::top_runtime::TopApi for Refund {
    type Response = bool;
    const ENDPOINT: &'static ::top_runtime::Endpoint = &::top_runtime::Endpoint::new::<
        Self,
    >("a.b")
        .resolved_by(const {
            ::core::assert!(
                < GetRefund as ::top_runtime::TopApi > ::ENDPOINT.is_read(),
                "a call is resolved by a method declared `read`"
            );
            &::top_runtime::Resolver::new(
                <GetRefund as ::top_runtime::TopApi>::ENDPOINT,
                &[("refund.id", "refund.id")],
            )
        });
}
/// The required fields of [`Refund`].
#[allow(dead_code, missing_debug_implementations)]
struct RefundRequired {
    id: String,
}
#[allow(dead_code, deprecated)]
impl Refund {
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: RefundRequired) -> Self {
        Self { id: required.id }
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for Refund {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl ::top_runtime::serde::Serialize for Refund {
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::top_runtime::serde::Deserialize<'de> for Refund {
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

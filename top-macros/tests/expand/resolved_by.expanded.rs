#[automatically_derived]
impl ::top_runtime::Object for Refund {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.refund_id),
            1 => ::top_runtime::Value::get(&self.shop),
            2 => ::top_runtime::Value::get(&self.kind),
            3 => ::top_runtime::Value::get(&self.fee),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.refund_id),
            1 => ::top_runtime::Value::slot(&mut self.shop),
            2 => ::top_runtime::Value::slot(&mut self.kind),
            3 => ::top_runtime::Value::slot(&mut self.fee),
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
                const {
                    &[
                        ::top_runtime::Field::of::<String>("refund_id", ""),
                        ::top_runtime::Field::of::<Option<i64>>("shop", ""),
                        ::top_runtime::Field::of::<String>("kind", ""),
                        ::top_runtime::Field::of::<Fen>("fee", "").amount(),
                    ]
                },
            )
        }
    }
    fn empty() -> Self {
        Self {
            refund_id: ::top_runtime::Value::empty(),
            shop: ::top_runtime::Value::empty(),
            kind: ::top_runtime::Value::empty(),
            fee: ::top_runtime::Value::empty(),
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
        .idempotent_by("refund_id")
        .resolved_by(const {
            ::core::assert!(
                < crate ::GetRefund as ::top_runtime::TopApi > ::ENDPOINT.is_read(),
                "a call is resolved by a method declared `read`"
            );
            #[allow(deprecated)]
            let _: fn(&crate::GetRefund) = |read| {
                let _ = &read.out_id;
                let _ = &read.shop;
            };
            &::top_runtime::Resolver::new(
                    <crate::GetRefund as ::top_runtime::TopApi>::ENDPOINT,
                    &[("refund_id", "out_id"), ("shop", "shop"), ("kind", "type")],
                )
                .matches(&[("state", "DONE"), ("type", "REFUND")])
                .absent(&["NOT_FOUND"])
                .settles_in(60)
                .judge(crate::judge)
        });
}
/// The required fields of [`Refund`].
#[allow(dead_code, missing_debug_implementations)]
struct RefundRequired {
    refund_id: String,
    kind: String,
    fee: Fen,
}
#[allow(dead_code, deprecated)]
impl Refund {
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: RefundRequired) -> Self {
        Self {
            refund_id: required.refund_id,
            kind: required.kind,
            fee: required.fee,
            shop: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn shop(mut self, value: impl ::core::convert::Into<i64>) -> Self {
        self.shop = ::core::option::Option::Some(value.into());
        self
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

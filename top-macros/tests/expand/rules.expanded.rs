#[automatically_derived]
impl ::top_runtime::Object for Request {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.shop_id),
            1 => ::top_runtime::Value::get(&self.out_shop_id),
            2 => ::top_runtime::Value::get(&self.order_from),
            3 => ::top_runtime::Value::get(&self.request_id),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.shop_id),
            1 => ::top_runtime::Value::slot(&mut self.out_shop_id),
            2 => ::top_runtime::Value::slot(&mut self.order_from),
            3 => ::top_runtime::Value::slot(&mut self.request_id),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for Request {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                    "Request",
                    const {
                        &[
                            ::top_runtime::Field::of::<Option<String>>("shop_id", ""),
                            ::top_runtime::Field::of::<
                                Option<String>,
                            >("out_shop_id", ""),
                            ::top_runtime::Field::of::<Option<String>>("order_from", ""),
                            ::top_runtime::Field::of::<String>("request_id", ""),
                        ]
                    },
                )
                .rules(
                    &[
                        ::top_runtime::Rule::OneOf(&[0, 1]),
                        ::top_runtime::Rule::OneOf(&[0, 2]),
                        ::top_runtime::Rule::RequiredIf {
                            field: 2,
                            other: 1,
                        },
                    ],
                )
        }
    }
    fn empty() -> Self {
        Self {
            shop_id: ::top_runtime::Value::empty(),
            out_shop_id: ::top_runtime::Value::empty(),
            order_from: ::top_runtime::Value::empty(),
            request_id: ::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl ::top_runtime::TopApi for Request {
    type Response = bool;
    const ENDPOINT: &'static ::top_runtime::Endpoint = &::top_runtime::Endpoint::new::<
        Self,
    >("a.b")
        .idempotent_by("request_id");
}
/// The required fields of [`Request`].
#[allow(dead_code, missing_debug_implementations)]
struct RequestRequired {
    request_id: String,
}
#[allow(dead_code, deprecated)]
impl Request {
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: RequestRequired) -> Self {
        Self {
            request_id: required.request_id,
            shop_id: ::core::option::Option::None,
            out_shop_id: ::core::option::Option::None,
            order_from: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn shop_id(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.shop_id = ::core::option::Option::Some(value.into());
        self
    }
    #[must_use]
    fn out_shop_id(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.out_shop_id = ::core::option::Option::Some(value.into());
        self
    }
    #[must_use]
    fn order_from(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.order_from = ::core::option::Option::Some(value.into());
        self
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for Request {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl ::top_runtime::serde::Serialize for Request {
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::top_runtime::serde::Deserialize<'de> for Request {
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

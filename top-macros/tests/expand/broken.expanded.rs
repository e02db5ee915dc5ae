::core::compile_error! {
    "no key `metod`: did you mean `method`?"
}
::core::compile_error! {
    "no key `colour`: the keys are `method`, `response`, `param`, `session`, `read`, `idempotent_by`, `resolved_by`, `one_of`, `crate`, `no_new`, `no_serde`"
}
::core::compile_error! {
    "another field already travels as `a`"
}
::core::compile_error! {
    "one field alone is no choice: make it required, without `Option`"
}
::core::compile_error! {
    "its setter would clash with `new`: give the field another name and `rename = \"new\"`, or the struct `no_new`"
}
#[automatically_derived]
impl ::top_runtime::Object for Request {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.a),
            1 => ::top_runtime::Value::get(&self.new),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.a),
            1 => ::top_runtime::Value::slot(&mut self.new),
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
                        ::top_runtime::Field::of::<Option<String>>("a", ""),
                        ::top_runtime::Field::of::<Option<String>>("a", ""),
                    ]
                },
            )
        }
    }
    fn empty() -> Self {
        Self {
            a: ::top_runtime::Value::empty(),
            new: ::top_runtime::Value::empty(),
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
    >("");
}
#[allow(dead_code, deprecated)]
impl Request {
    /// Makes one with nothing given.
    #[inline]
    #[must_use]
    fn new() -> Self {
        Self {
            a: ::core::option::Option::None,
            new: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn a(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.a = ::core::option::Option::Some(value.into());
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

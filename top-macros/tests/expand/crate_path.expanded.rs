#[automatically_derived]
impl crate::sdk::top_runtime::Object for Request {
    #[inline(never)]
    fn shape(&self) -> &'static crate::sdk::top_runtime::Shape {
        <Self as crate::sdk::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> crate::sdk::top_runtime::Ref<'_> {
        match index {
            0 => crate::sdk::top_runtime::Value::get(&self.id),
            _ => crate::sdk::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> crate::sdk::top_runtime::Slot<'_> {
        match index {
            0 => crate::sdk::top_runtime::Value::slot(&mut self.id),
            _ => crate::sdk::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl crate::sdk::top_runtime::TopObject for Request {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static crate::sdk::top_runtime::Shape {
        const {
            &crate::sdk::top_runtime::Shape::new(
                "Request",
                const { &[crate::sdk::top_runtime::Field::of::<Option<i64>>("id", "")] },
            )
        }
    }
    fn empty() -> Self {
        Self {
            id: crate::sdk::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl crate::sdk::top_runtime::TopApi for Request {
    type Response = bool;
    const ENDPOINT: &'static crate::sdk::top_runtime::Endpoint = &crate::sdk::top_runtime::Endpoint::new::<
        Self,
    >("a.b");
}
#[allow(dead_code, deprecated)]
impl Request {
    /// Makes one with nothing given.
    #[inline]
    #[must_use]
    pub(crate) fn new() -> Self {
        Self {
            id: ::core::option::Option::None,
        }
    }
    #[must_use]
    pub(crate) fn id(mut self, value: impl ::core::convert::Into<i64>) -> Self {
        self.id = ::core::option::Option::Some(value.into());
        self
    }
}
#[automatically_derived]
impl crate::sdk::top_runtime::validator::Validate for Request {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<
        (),
        crate::sdk::top_runtime::validator::ValidationErrors,
    > {
        crate::sdk::top_runtime::bridge::validate(self)
    }
}

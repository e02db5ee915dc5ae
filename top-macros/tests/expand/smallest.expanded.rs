#[automatically_derived]
impl ::top_runtime::Object for GetTime {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for GetTime {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const { &::top_runtime::Shape::new("GetTime", const { &[] }) }
    }
    fn empty() -> Self {
        Self {}
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl ::top_runtime::TopApi for GetTime {
    type Response = String;
    const ENDPOINT: &'static ::top_runtime::Endpoint = &::top_runtime::Endpoint::new::<
        Self,
    >("taobao.time.get");
}
#[allow(dead_code, deprecated)]
impl GetTime {
    /// Makes one with nothing given.
    #[inline]
    #[must_use]
    fn new() -> Self {
        Self {}
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for GetTime {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl ::top_runtime::serde::Serialize for GetTime {
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::top_runtime::serde::Deserialize<'de> for GetTime {
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

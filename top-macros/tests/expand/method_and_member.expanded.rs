#[automatically_derived]
impl ::top_runtime::Object for GetShop {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.page_size),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.page_size),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for GetShop {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                    "GetShop",
                    const {
                        &[
                            ::top_runtime::Field::of::<
                                i64,
                            >("page_size", "How many a page."),
                        ]
                    },
                )
                .describe("Looks a shop up.")
        }
    }
    fn empty() -> Self {
        Self {
            page_size: ::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl ::top_runtime::TopApi for GetShop {
    type Response = Vec<String>;
    const ENDPOINT: &'static ::top_runtime::Endpoint = &::top_runtime::Endpoint::new::<
        Self,
    >("taobao.shop.get")
        .param("param_shop")
        .member("names")
        .session()
        .read();
}
/// The required fields of [`GetShop`].
#[allow(dead_code, missing_debug_implementations)]
pub struct GetShopRequired {
    /// How many a page.
    pub page_size: i64,
}
#[allow(dead_code, deprecated)]
impl GetShop {
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    pub fn new(required: GetShopRequired) -> Self {
        Self {
            page_size: required.page_size,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for GetShop {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl ::top_runtime::serde::Serialize for GetShop {
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::top_runtime::serde::Deserialize<'de> for GetShop {
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

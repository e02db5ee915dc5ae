::core::compile_error! {
    "an enum cannot be declared: write a struct with named fields, or `codes!` for documented values"
}
#[automatically_derived]
impl ::top_runtime::Object for Reply {
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
impl ::top_runtime::TopObject for Reply {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const { &::top_runtime::Shape::new("Reply", const { &[] }) }
    }
    fn empty() -> Self {
        loop {}
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for Reply {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}

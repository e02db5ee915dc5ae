#[automatically_derived]
impl ::top_runtime::Object for Reply {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.success),
            1 => ::top_runtime::Value::get(&self.data),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.success),
            1 => ::top_runtime::Value::slot(&mut self.data),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for Reply {
    type Payload = String;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                    "Reply",
                    const {
                        &[
                            ::top_runtime::Field::of::<Option<bool>>("success", ""),
                            ::top_runtime::Field::of::<String>("data", ""),
                        ]
                    },
                )
                .verdict(::top_runtime::Verdict::NONE.value(1))
        }
    }
    fn empty() -> Self {
        Self {
            success: ::top_runtime::Value::empty(),
            data: ::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self.data)
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

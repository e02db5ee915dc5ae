#[automatically_derived]
impl ::top_runtime::Object for Reply {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.result_code),
            1 => ::top_runtime::Value::get(&self.result_desc),
            2 => ::top_runtime::Value::get(&self.biz_success),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.result_code),
            1 => ::top_runtime::Value::slot(&mut self.result_desc),
            2 => ::top_runtime::Value::slot(&mut self.biz_success),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for Reply {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                    "Reply",
                    const {
                        &[
                            ::top_runtime::Field::of::<
                                Option<String>,
                            >("result_code", ""),
                            ::top_runtime::Field::of::<
                                Option<String>,
                            >("result_desc", ""),
                            ::top_runtime::Field::of::<Option<bool>>("biz_success", ""),
                        ]
                    },
                )
                .verdict(::top_runtime::Verdict::NONE.by_flag(2).code(0).message(1))
        }
    }
    fn empty() -> Self {
        Self {
            result_code: ::top_runtime::Value::empty(),
            result_desc: ::top_runtime::Value::empty(),
            biz_success: ::top_runtime::Value::empty(),
        }
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

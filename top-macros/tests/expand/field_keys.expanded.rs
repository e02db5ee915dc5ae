#[automatically_derived]
impl ::top_runtime::Object for Line {
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.kind),
            1 => ::top_runtime::Value::get(&self.name),
            2 => ::top_runtime::Value::get(&self.low),
            3 => ::top_runtime::Value::get(&self.high),
            4 => ::top_runtime::Value::get(&self.tags),
            5 => ::top_runtime::Value::get(&self.r#match),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.kind),
            1 => ::top_runtime::Value::slot(&mut self.name),
            2 => ::top_runtime::Value::slot(&mut self.low),
            3 => ::top_runtime::Value::slot(&mut self.high),
            4 => ::top_runtime::Value::slot(&mut self.tags),
            5 => ::top_runtime::Value::slot(&mut self.r#match),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl ::top_runtime::TopObject for Line {
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                "Line",
                const {
                    &[
                        ::top_runtime::Field::of::<Option<String>>("type", "")
                            .limits(
                                &[
                                    ::top_runtime::Limit::Length {
                                        min: 1,
                                        max: 20,
                                    },
                                ],
                            ),
                        ::top_runtime::Field::of::<String>("name", "")
                            .limits(
                                &[
                                    ::top_runtime::Limit::Length {
                                        min: 0,
                                        max: 9,
                                    },
                                ],
                            ),
                        ::top_runtime::Field::of::<i64>("low", "")
                            .limits(
                                &[
                                    ::top_runtime::Limit::Range {
                                        min: -5i64,
                                        max: 5i64,
                                    },
                                ],
                            ),
                        ::top_runtime::Field::of::<Option<Fen>>("high", "")
                            .limits(
                                &[
                                    ::top_runtime::Limit::Range {
                                        min: 0i64,
                                        max: i64::MAX,
                                    },
                                ],
                            ),
                        ::top_runtime::Field::of::<Vec<String>>("tags", "")
                            .limits(
                                &[
                                    ::top_runtime::Limit::Items {
                                        max: 20,
                                    },
                                ],
                            )
                            .secret(),
                        ::top_runtime::Field::of::<bool>("match", ""),
                    ]
                },
            )
        }
    }
    fn empty() -> Self {
        Self {
            kind: ::top_runtime::Value::empty(),
            name: ::top_runtime::Value::empty(),
            low: ::top_runtime::Value::empty(),
            high: ::top_runtime::Value::empty(),
            tags: ::top_runtime::Value::empty(),
            r#match: ::top_runtime::Value::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
/// The required fields of [`Line`].
#[allow(dead_code, missing_debug_implementations)]
struct LineRequired {
    name: String,
    low: i64,
    tags: Vec<String>,
    r#match: bool,
}
#[allow(dead_code, deprecated)]
impl Line {
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: LineRequired) -> Self {
        Self {
            name: required.name,
            low: required.low,
            tags: required.tags,
            r#match: required.r#match,
            kind: ::core::option::Option::None,
            high: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn kind(mut self, value: impl ::core::convert::Into<String>) -> Self {
        self.kind = ::core::option::Option::Some(value.into());
        self
    }
    #[must_use]
    fn high(mut self, value: impl ::core::convert::Into<Fen>) -> Self {
        self.high = ::core::option::Option::Some(value.into());
        self
    }
}
#[automatically_derived]
impl ::top_runtime::validator::Validate for Line {
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl ::top_runtime::serde::Serialize for Line {
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de> ::top_runtime::serde::Deserialize<'de> for Line {
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

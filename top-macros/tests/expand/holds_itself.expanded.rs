#[automatically_derived]
impl<T> ::top_runtime::Object for Tree<T>
where
    T: ::top_runtime::Value,
{
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => <T as ::top_runtime::Value>::get(&self.value),
            1 => <Option<Box<Self>> as ::top_runtime::Value>::get(&self.next),
            2 => <Vec<Self> as ::top_runtime::Value>::get(&self.children),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => <T as ::top_runtime::Value>::slot(&mut self.value),
            1 => <Option<Box<Self>> as ::top_runtime::Value>::slot(&mut self.next),
            2 => <Vec<Self> as ::top_runtime::Value>::slot(&mut self.children),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl<T> ::top_runtime::TopObject for Tree<T>
where
    T: ::top_runtime::Value,
{
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                "Tree",
                const {
                    &[
                        ::top_runtime::Field::new(
                            "value",
                            "",
                            <T as ::top_runtime::Value>::KIND,
                            !<T as ::top_runtime::Value>::OPTIONAL,
                        ),
                        ::top_runtime::Field::new(
                            "next",
                            "",
                            <Option<Box<Self>> as ::top_runtime::Value>::KIND,
                            !<Option<Box<Self>> as ::top_runtime::Value>::OPTIONAL,
                        ),
                        ::top_runtime::Field::new(
                            "children",
                            "",
                            <Vec<Self> as ::top_runtime::Value>::KIND,
                            !<Vec<Self> as ::top_runtime::Value>::OPTIONAL,
                        ),
                    ]
                },
            )
        }
    }
    fn empty() -> Self {
        Self {
            value: <T as ::top_runtime::Value>::empty(),
            next: <Option<Box<Self>> as ::top_runtime::Value>::empty(),
            children: <Vec<Self> as ::top_runtime::Value>::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
/// The required fields of [`Tree`].
#[allow(dead_code, missing_debug_implementations)]
struct TreeRequired<T> {
    value: T,
    children: Vec<Tree<T>>,
}
#[allow(dead_code, deprecated)]
impl<T> Tree<T>
where
    T: ::top_runtime::Value,
{
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: TreeRequired<T>) -> Self {
        Self {
            value: required.value,
            children: required.children,
            next: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn next(mut self, value: impl ::core::convert::Into<Box<Self>>) -> Self {
        self.next = ::core::option::Option::Some(value.into());
        self
    }
}
#[automatically_derived]
impl<T> ::top_runtime::validator::Validate for Tree<T>
where
    T: ::top_runtime::Value,
{
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl<T> ::top_runtime::serde::Serialize for Tree<T>
where
    T: ::top_runtime::Value,
{
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de, T> ::top_runtime::serde::Deserialize<'de> for Tree<T>
where
    T: ::top_runtime::Value,
{
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

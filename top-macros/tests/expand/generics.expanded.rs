#[automatically_derived]
impl<T, U, const N: usize> ::top_runtime::Object for Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    #[inline(never)]
    fn shape(&self) -> &'static ::top_runtime::Shape {
        <Self as ::top_runtime::TopObject>::declaration()
    }
    #[inline(never)]
    fn get(&self, index: usize) -> ::top_runtime::Ref<'_> {
        match index {
            0 => ::top_runtime::Value::get(&self.total),
            1 => <Vec<T> as ::top_runtime::Value>::get(&self.items),
            2 => <Vec<Box<T>> as ::top_runtime::Value>::get(&self.children),
            3 => <Option<U> as ::top_runtime::Value>::get(&self.note),
            _ => ::top_runtime::Ref::Absent,
        }
    }
    #[inline(never)]
    fn slot(&mut self, index: usize) -> ::top_runtime::Slot<'_> {
        match index {
            0 => ::top_runtime::Value::slot(&mut self.total),
            1 => <Vec<T> as ::top_runtime::Value>::slot(&mut self.items),
            2 => <Vec<Box<T>> as ::top_runtime::Value>::slot(&mut self.children),
            3 => <Option<U> as ::top_runtime::Value>::slot(&mut self.note),
            _ => ::top_runtime::Slot::Nothing,
        }
    }
}
#[automatically_derived]
impl<T, U, const N: usize> ::top_runtime::TopObject for Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    type Payload = Self;
    #[inline(never)]
    fn declaration() -> &'static ::top_runtime::Shape {
        const {
            &::top_runtime::Shape::new(
                "Page",
                const {
                    &[
                        ::top_runtime::Field::of::<i64>("total", ""),
                        ::top_runtime::Field::new(
                            "items",
                            "",
                            <Vec<T> as ::top_runtime::Value>::KIND,
                            !<Vec<T> as ::top_runtime::Value>::OPTIONAL,
                        ),
                        ::top_runtime::Field::new(
                            "children",
                            "",
                            <Vec<Box<T>> as ::top_runtime::Value>::KIND,
                            !<Vec<Box<T>> as ::top_runtime::Value>::OPTIONAL,
                        ),
                        ::top_runtime::Field::new(
                            "note",
                            "",
                            <Option<U> as ::top_runtime::Value>::KIND,
                            !<Option<U> as ::top_runtime::Value>::OPTIONAL,
                        ),
                    ]
                },
            )
        }
    }
    fn empty() -> Self {
        Self {
            total: ::top_runtime::Value::empty(),
            items: <Vec<T> as ::top_runtime::Value>::empty(),
            children: <Vec<Box<T>> as ::top_runtime::Value>::empty(),
            note: <Option<U> as ::top_runtime::Value>::empty(),
        }
    }
    #[inline]
    fn into_payload(self) -> ::core::option::Option<Self::Payload> {
        ::core::option::Option::Some(self)
    }
}
/// The required fields of [`Page`].
#[allow(dead_code, missing_debug_implementations)]
struct PageRequired<T> {
    total: i64,
    items: Vec<T>,
    children: Vec<Box<T>>,
}
#[allow(dead_code, deprecated)]
impl<T, U, const N: usize> Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    /// Makes one of its required fields.
    #[inline]
    #[must_use]
    fn new(required: PageRequired<T>) -> Self {
        Self {
            total: required.total,
            items: required.items,
            children: required.children,
            note: ::core::option::Option::None,
        }
    }
    #[must_use]
    fn note(mut self, value: impl ::core::convert::Into<U>) -> Self {
        self.note = ::core::option::Option::Some(value.into());
        self
    }
}
#[automatically_derived]
impl<T, U, const N: usize> ::top_runtime::validator::Validate for Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    #[inline]
    fn validate(
        &self,
    ) -> ::core::result::Result<(), ::top_runtime::validator::ValidationErrors> {
        ::top_runtime::bridge::validate(self)
    }
}
#[automatically_derived]
impl<T, U, const N: usize> ::top_runtime::serde::Serialize for Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    fn serialize<__S: ::top_runtime::serde::Serializer>(
        &self,
        serializer: __S,
    ) -> ::core::result::Result<__S::Ok, __S::Error> {
        ::top_runtime::bridge::serialize(self, serializer)
    }
}
#[automatically_derived]
impl<'de, T, U, const N: usize> ::top_runtime::serde::Deserialize<'de> for Page<T, U, N>
where
    U: Clone,
    T: ::top_runtime::Value,
    U: ::top_runtime::Value,
{
    fn deserialize<__D: ::top_runtime::serde::Deserializer<'de>>(
        deserializer: __D,
    ) -> ::core::result::Result<Self, __D::Error> {
        ::top_runtime::bridge::deserialize(deserializer)
    }
}

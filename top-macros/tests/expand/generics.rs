#[derive(TopObject)]
struct Page<T, U = String, const N: usize = 1>
where
    U: Clone,
{
    total: i64,
    items: Vec<T>,
    children: Vec<Box<T>>,
    note: Option<U>,
}

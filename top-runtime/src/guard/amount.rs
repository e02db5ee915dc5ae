//! How much a request would move.

use super::RefusedAmount;
use crate::check::MAX_DEPTH;
use crate::money::{Fen, Yuan};
use crate::value::{Object, Ref};
use crate::violation::Path;

/// The sum of the amounts of a request, `None` where it gives none; or why there is no sum.
pub(crate) type Measured = Result<Option<Fen>, RefusedAmount>;

/// Adds up the fields that the declaration marks as amounts.
pub(crate) fn measure(object: &dyn Object) -> Measured {
    let mut sum = Sum(None);
    sum.object(object, &Path::Root, MAX_DEPTH)?;
    Ok(sum.0)
}

struct Sum(Option<Fen>);

impl Sum {
    fn object(
        &mut self,
        object: &dyn Object,
        path: &Path<'_>,
        left: usize,
    ) -> Result<(), RefusedAmount> {
        for (index, field) in object.shape().fields().iter().enumerate() {
            let here = path.field(field.name());
            self.value(object.get(index), field.is_amount(), &here, left)?;
        }
        Ok(())
    }

    fn value(
        &mut self,
        value: Ref<'_>,
        is_amount: bool,
        path: &Path<'_>,
        left: usize,
    ) -> Result<(), RefusedAmount> {
        let not_one = || RefusedAmount::NotAnAmount(path.to_string());
        let left = left.checked_sub(1).ok_or_else(not_one)?;
        match value {
            Ref::Absent => Ok(()),
            Ref::Object(object) => self.object(object, path, left),
            Ref::List(list) => (0..list.len())
                .try_for_each(|at| self.value(list.item(at), is_amount, &path.item(at), left)),
            _ if !is_amount => Ok(()),
            Ref::Integer(fen) => self.add(Fen(fen), path),
            Ref::Decimal(yuan) => self.add(Yuan(yuan).to_fen().ok_or_else(not_one)?, path),
            _ => Err(not_one()),
        }
    }

    fn add(&mut self, amount: Fen, path: &Path<'_>) -> Result<(), RefusedAmount> {
        if amount < Fen(0) {
            return Err(RefusedAmount::Negative(path.to_string()));
        }
        let before = self.0.unwrap_or_default();
        self.0 = Some(before.checked_add(amount).ok_or(RefusedAmount::TooLarge)?);
        Ok(())
    }
}

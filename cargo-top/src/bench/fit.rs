//! Whether costs grow in a straight line.

/// A straight line through points, by least squares.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Line {
    /// What each one more costs.
    pub each: f64,
    /// What it costs to have none.
    pub start: f64,
    /// How far the farthest point is from the line, as a part of its cost.
    pub off: f64,
}

impl Line {
    /// The line through these points; `None` where there are not two different ones.
    pub(crate) fn through(points: &[(f64, f64)]) -> Option<Self> {
        let count = points.iter().fold(0.0, |count, _| count + 1.0);
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|point| point.0), mean(|point| point.1));
        let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
        if spread <= 0.0 {
            return None;
        }
        let rise = points.iter().map(|point| (point.0 - x) * (point.1 - y));
        let each = rise.sum::<f64>() / spread;
        let start = y - each * x;
        let distance = |point: &(f64, f64)| ((start + each * point.0) / point.1 - 1.0).abs();
        let off = points.iter().map(distance).fold(0.0, f64::max);
        Some(Self { each, start, off })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_straight_line_is_found_again() {
        let line = Line::through(&[(1.0, 12.0), (2.0, 14.0), (4.0, 18.0)]).unwrap();
        assert!((line.each - 2.0).abs() < 1e-9 && (line.start - 10.0).abs() < 1e-9);
        assert!(line.off < 1e-9);
    }

    #[test]
    fn a_bent_one_is_off() {
        let line = Line::through(&[(1.0, 1.0), (2.0, 4.0), (4.0, 16.0)]).unwrap();
        assert!(line.off > 0.1);
    }

    #[test]
    fn one_point_makes_no_line() {
        assert_eq!(Line::through(&[(1.0, 1.0)]), None);
        assert_eq!(Line::through(&[]), None);
    }
}

"""Rules over supports, dates and territory: pure, with no model, no clock and no network."""

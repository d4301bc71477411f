-- From when a card and its certificate serve, and until when the card does.

-- The day on which the certificate was set up on the card, or renewed; null where the register does not say.
ALTER TABLE user_certificates ADD COLUMN set_up_on date;
-- Whether it took the place of an earlier certificate of the same card.
ALTER TABLE user_certificates ADD COLUMN renewal boolean NOT NULL DEFAULT false;
-- The last day of the card's validity, as printed on it; null where the register does not say.
ALTER TABLE user_certificates ADD COLUMN card_ends_on date;
